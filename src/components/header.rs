//! The head of the box: what it is, what it is about, and where that stands.

use super::context::Props;
use super::controls::back_button;
use super::icon::render_icon;
use super::markup::{Attr, Markup};
use super::newer::render_newer;
use crate::view::{Icon, Word, ids};

/// The head of the box.
pub(super) fn render_header(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let (status_icon, status) = match &view.withdrawn {
        Some(notice) => (Some(Icon::Blocked), &notice.label),
        None => (view.status.icon, &view.status.text),
    };
    m.el("header", "", |m| {
        m.el("p", "cfb-kicker", |m| {
            m.leaf("span", "", view.word(Word::Kicker));
            m.text(" ");
            m.el("span", "cfb-asof", |m| {
                [view.word(Word::AsOf), " ", &view.as_of].iter().for_each(|text| m.text(text))
            });
        });
        m.when(!props.back.is_empty(), |m| {
            back_button(m, props);
        });
        m.optional(view.newer.as_ref(), |m, section| render_newer(m, props, section));
        m.el(props.heading(0), "cfb-title", |m| {
            m.attr(Attr::Id, ids::TITLE);
            m.text(&view.title);
        });
        m.el("p", "cfb-status", |m| {
            m.el("strong", "cfb-state", |m| {
                render_icon(m, status_icon.map(Into::into));
                m.text(status);
            });
            // Keep the space inside this span: Chrome counts a text node of its own as a layout
            // shift while the page streams in.
            m.el("span", "cfb-state-note", |m| match &view.withdrawn {
                Some(notice) => m.texts(&[
                    " ",
                    &notice.reason,
                    view.word(Word::AsideOpen),
                    &notice.date,
                    view.word(Word::AsideClose),
                ]),
                None => m.texts(&[" ", &view.status.detail]),
            });
        });
    });
}
