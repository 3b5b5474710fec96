//! The section with links to the box, its citation, and the code that embeds it.

use super::context::Props;
use super::controls::{render_link, render_request_button};
use super::disclosure::Disclosure;
use super::markup::{Attr, Markup};
use super::state::Request;
use crate::view::Word;

/// Renders the section, which is the last of the box.
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
                // Code is written from left to right, in boxes of every language.
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

    /// The citation, with the URL of the story's page.
    pub fn citation(&self) -> String {
        [&*self.view.cite, " ", &*self.page_url()].concat()
    }

    /// The HTML that embeds the box in a page.
    ///
    /// ```
    /// use contract_fact_box::{components::{Props, ViewRef}, view::BoxView};
    /// use yew::props;
    ///
    /// let view = ViewRef::new(BoxView { id: "bridge".into(), ..BoxView::default() });
    /// let props = props!(Props { view, base: "https://example.org/box/" });
    /// assert_eq!(
    ///     props.embed_code(),
    ///     r#"<script async src="https://example.org/box/embed.js" data-story="bridge"></script>"#
    /// );
    /// ```
    pub fn embed_code(&self) -> String {
        let (base, id) = (&*self.base, &*self.view.id);
        ["<script async src=\"", base, "embed.js\" data-story=\"", id, "\"></script>"].concat()
    }
}
