//! What a reader takes along: links to the box and to its parts, words to cite it by, code to embed
//! it by.

use super::context::Props;
use super::controls::{render_link, render_request_button};
use super::disclosure::Disclosure;
use super::markup::{Attr, Markup};
use super::state::Request;
use crate::view::Word;

/// The last section.
pub(super) fn render_share_section(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let (title, digest) = (view.ui_string(Word::Use), view.ui_string(Word::UseDigest));
    let part = Disclosure { class: "cfb-sec cfb-use", id: "use", title, digest, summary: None };
    part.render(m, props, |m| {
        m.element("p", "cfb-acts", |m| {
            render_link(m, &props.page_url(), view.ui_string(Word::PrintPage));
            render_request_button(m, props, Request::CopyLink(Some("")), Word::CopyBox);
            render_request_button(m, props, Request::Share, Word::Share);
        });
        m.text_element(props.heading_tag(2), "cfb-h4", view.ui_string(Word::Cite));
        m.element("div", "cfb-take", |m| {
            m.element("p", "", |m| m.text_element("cite", "", &view.cite));
            render_request_button(m, props, Request::CopyCitation, Word::Copy);
        });
        m.text_element(props.heading_tag(2), "cfb-h4", view.ui_string(Word::Embed));
        m.element("div", "cfb-take", |m| {
            m.element("code", "cfb-code", |m| {
                m.set_attribute(Attr::Dir, "ltr");
                m.text(&props.embed_code());
            });
            render_request_button(m, props, Request::CopyCode, Word::Copy);
        });
    });
}

impl Props {
    /// The URL of the story's own page.
    fn page_url(&self) -> String {
        [&*self.base, "stories/", &*self.view.id, ".html"].concat()
    }

    /// The words to cite the box by, with the URL of its page.
    pub fn citation(&self) -> String {
        [&*self.view.cite, " ", &*self.page_url()].concat()
    }

    /// The code to embed the box by.
    pub fn embed_code(&self) -> String {
        let (base, id) = (&*self.base, &*self.view.id);
        ["<script async src=\"", base, "embed.js\" data-story=\"", id, "\"></script>"].concat()
    }
}
