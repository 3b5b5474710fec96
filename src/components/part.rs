//! A part of the box that opens.

use yew::NodeRef;

use super::context::Props;
use super::markup::{Attr, Markup};

/// What there is to see of a part while it is closed.
pub(super) struct Part<'p> {
    pub(super) class: &'static str,
    /// Its name within the box.
    pub(super) id: &'p str,
    pub(super) title: &'p str,
    /// A few words on what is in it.
    pub(super) digest: &'p str,
    /// Where to find what opens it, for whoever leads there.
    pub(super) summary: Option<&'p NodeRef>,
}

impl Part<'_> {
    /// The part with what `body` writes.
    pub(super) fn with(self, m: &mut Markup, props: &Props, body: impl FnOnce(&mut Markup)) {
        m.el("details", self.class, |m| {
            m.attr(Attr::Id, self.id);
            m.el("summary", "cfb-sec-sum", |m| {
                if let Some(summary) = self.summary {
                    m.node_ref(summary);
                }
                m.leaf(props.heading(1), "cfb-h", self.title);
                m.text(" ");
                m.leaf("span", "cfb-digest", self.digest);
            });
            m.el("div", "cfb-sec-body", body);
        });
    }
}
