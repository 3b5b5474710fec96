//! The head of the box: kicker, title and the status of the contract.

use super::context::Props;
use super::controls::render_back_button;
use super::icon::render_icon;
use super::markup::{Attr, Markup};
use super::newer::render_newer;
use crate::view::{Icon, Word, ids};

/// Renders the head of the box.
pub(super) fn render_header(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let (status_icon, status) = match &view.withdrawn {
        Some(notice) => (Some(Icon::Blocked), &notice.label),
        None => (view.status.icon, &view.status.text),
    };
    m.element("header", "", |m| {
        m.element("p", "cfb-kicker", |m| {
            m.text_element("span", "", view.ui_string(Word::Kicker));
            m.text(" ");
            m.element("span", "cfb-asof", |m| {
                for text in [view.ui_string(Word::AsOf), " ", &view.as_of] {
                    m.text(text);
                }
            });
        });
        m.fragment_if(!props.back.is_empty(), |m| {
            render_back_button(m, props);
        });
        m.optional(view.newer.as_ref(), |m, section| render_newer(m, props, section));
        m.element(props.heading_tag(0), "cfb-title", |m| {
            m.set_attribute(Attr::Id, ids::TITLE);
            m.text(&view.title);
        });
        m.element("p", "cfb-status", |m| {
            m.element("strong", "cfb-state", |m| {
                render_icon(m, status_icon.map(Into::into));
                m.text(status);
            });
            // Keep the space inside this span: Chrome counts a text node of its own as a layout
            // shift while the page streams in.
            m.element("span", "cfb-state-note", |m| match &view.withdrawn {
                Some(notice) => m.joined_text(&[
                    " ",
                    &notice.reason,
                    view.ui_string(Word::AsideOpen),
                    &notice.date,
                    view.ui_string(Word::AsideClose),
                ]),
                None => m.joined_text(&[" ", &view.status.detail]),
            });
        });
    });
}
