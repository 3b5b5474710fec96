//! The list of what has changed since the version on this page, and the button that shows the
//! newest.

use super::context::Props;
use super::controls::render_request_button;
use super::markup::{Attr, Markup};
use super::sections::render_group;
use super::state::Request;
use crate::view::{Section, Word};

/// Renders what opens to the changes. It is above the box's title, so nothing in it is a heading.
pub(super) fn render_newer(m: &mut Markup, props: &Props, section: &Section) {
    m.element("details", "cfb-newer", |m| {
        m.set_attribute(Attr::Id, section.id.as_str());
        m.element("summary", "cfb-more-sum", |m| {
            m.text_element("b", "", &section.title);
            m.text(" ");
            m.text_element("span", "cfb-digest", &section.digest);
        });
        m.element("div", "cfb-sec-body", |m| {
            for group in &section.groups {
                render_group(m, props, group);
            }
            render_request_button(m, props, Request::ShowNewest, Word::ShowNewer);
        });
    });
}
