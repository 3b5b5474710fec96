//! Links to the box, its citation, and the code that embeds it.

use super::context::Props;
use super::controls::{render_link, render_request_button};
use super::markup::{Attr, Markup};
use super::state::Request;
use crate::view::{Parts, Word, ids};

/// Renders what a reader can do with the box.
pub(super) fn render_share(m: &mut Markup, props: &Props) {
    let view = &props.view;
    m.element("div", "cfb-part cfb-use", |m| {
        m.set_attribute(Attr::Id, ids::USE);
        m.text_element(props.heading_tag(2), "cfb-h4", view.ui_string(Word::Use));
        m.element("p", "cfb-acts", |m| {
            render_link(m, &props.page_url(), view.ui_string(Word::PrintPage));
            render_request_button(m, props, Request::CopyLink(Some("")), Word::CopyBox);
            render_request_button(m, props, Request::Share, Word::Share);
        });
        m.text_element(props.heading_tag(3), "cfb-h5", view.ui_string(Word::Cite));
        m.element("div", "cfb-take", |m| {
            m.element("p", "", |m| m.text_element("cite", "", &view.cite));
            render_request_button(m, props, Request::CopyCitation, Word::CopyCitation);
        });
        m.text_element(props.heading_tag(3), "cfb-h5", view.ui_string(Word::Embed));
        m.element("div", "cfb-take", |m| {
            m.element("code", "cfb-code", |m| {
                // Code is written from left to right, in boxes of every language.
                m.set_attribute(Attr::Dir, "ltr");
                m.text(&props.embed_code());
            });
            render_request_button(m, props, Request::CopyCode, Word::CopyCode);
        });
    });
}

/// Renders the link from a part of the box to the whole.
pub(super) fn render_whole_link(m: &mut Markup, props: &Props) {
    m.fragment_if(props.parts != Parts::All, |m| {
        m.element("p", "cfb-whole", |m| {
            render_link(m, &props.page_url(), props.view.ui_string(Word::WholeBox))
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
