//! What has changed since the version on this page, and the way to the newest.

use yew::prelude::*;

use super::context::Props;
use super::markup::{Attr, Markup};
use super::sections::group;
use crate::view::{Section, Word};

/// What opens to the changes. It stands over the box's title, so nothing in it is a heading.
pub(super) fn newer(m: &mut Markup, props: &Props, section: &Section) {
    let on_newer = props.on_newer.clone();
    m.el("details", "cfb-newer", |m| {
        m.attr(Attr::Id, &section.id);
        m.el("summary", "cfb-more-sum", |m| {
            m.leaf("b", "", &section.title);
            m.text(" ");
            m.leaf("span", "cfb-digest", &section.digest);
        });
        m.el("div", "cfb-sec-body", |m| {
            section.groups.iter().for_each(|each| group(m, props, section, each));
            m.el("button", "cfb-act cfb-newer-show", |m| {
                m.attr(Attr::Type, "button");
                m.on_click(Callback::from(move |_: MouseEvent| on_newer.emit(())));
                m.text(props.view.word(Word::ShowNewer));
            });
        });
    });
}
