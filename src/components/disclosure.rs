//! What opens: rows, and the groups that the rest of a long list is in.

use super::context::Props;
use super::markup::{Attr, Markup};
use crate::view::Word;

/// A row that opens; these are what is seen of it while it is closed.
pub(super) struct Disclosure<'p> {
    pub(super) class: &'static str,
    /// Its id.
    pub(super) id: &'p str,
    pub(super) title: &'p str,
    /// A few words on what is in it.
    pub(super) digest: &'p str,
}

impl Disclosure<'_> {
    /// Renders the row with what `body` writes.
    pub(super) fn render(self, m: &mut Markup, props: &Props, body: impl FnOnce(&mut Markup)) {
        m.element("details", self.class, |m| {
            m.set_attribute(Attr::Id, self.id);
            m.element("summary", "cfb-sec-sum", |m| {
                m.text_element(props.heading_tag(1), "cfb-h", self.title);
                m.text(" ");
                m.text_element_if_any("span", "cfb-digest", self.digest);
            });
            m.element("div", "cfb-sec-body", body);
        });
    }
}

/// Renders a group of a long list with what `body` writes. Until it opens, only the names of its
/// first and last entry are seen of it.
pub(super) fn render_range(
    m: &mut Markup,
    props: &Props,
    class: &'static str,
    summary_class: &str,
    [first, last]: [&str; 2],
    body: impl FnOnce(&mut Markup),
) {
    m.element("details", class, |m| {
        m.element("summary", "", |m| {
            m.set_attribute(Attr::Class, summary_class);
            let names = [("first", first), ("last", last)];
            m.text(&props.view.words.fill(Word::FromTo, &names));
        });
        body(m);
    });
}
