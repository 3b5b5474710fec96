//! What a reader takes along: links to the box and to its parts, words to cite it by, code to embed
//! it by.

use super::context::Props;
use super::controls::{button, link};
use super::markup::{Attr, Markup};
use super::part::Part;
use super::state::Request;
use crate::view::Word;

/// The last section.
pub(super) fn share(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let (title, digest) = (view.word(Word::Use), view.word(Word::UseDigest));
    let part = Part { class: "cfb-sec cfb-use", id: "use", title, digest, summary: None };
    part.with(m, props, |m| {
        m.el("p", "cfb-acts", |m| {
            link(m, &props.page_url(), view.word(Word::PrintPage));
            button(m, props, Request::CopyLink(Some("")), Word::CopyBox);
            button(m, props, Request::Share, Word::Share);
        });
        m.leaf(props.heading(2), "cfb-h4", view.word(Word::Cite));
        m.el("div", "cfb-take", |m| {
            m.el("p", "", |m| m.leaf("cite", "", &view.cite));
            button(m, props, Request::CopyCitation, Word::Copy);
        });
        m.leaf(props.heading(2), "cfb-h4", view.word(Word::Embed));
        m.el("div", "cfb-take", |m| {
            m.el("code", "cfb-code", |m| {
                m.attr(Attr::Dir, "ltr");
                m.text(&props.embed_code());
            });
            button(m, props, Request::CopyCode, Word::Copy);
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
