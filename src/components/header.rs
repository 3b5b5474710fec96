//! The head of the box: what it is, what it is about, and where that stands.

use super::context::Props;
use super::controls::back_button;
use super::icon::icon;
use super::markup::{Attr, Markup};
use super::newer::newer;
use crate::view::Word;

/// The head of the box.
pub(super) fn header(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let status = view.withdrawn.as_ref().unwrap_or(&view.status);
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
        m.optional(view.newer.as_ref(), |m, section| newer(m, props, section));
        m.el(props.heading(0), "cfb-title", |m| {
            m.attr(Attr::Id, "title");
            m.text(&view.title);
        });
        m.el("p", "cfb-status", |m| {
            m.el("strong", "cfb-state", |m| {
                icon(m, &status.icon);
                m.text(if view.withdrawn.is_some() { &status.label } else { &status.text });
            });
            // With the space before it: to the browser, one that stands alone moves when the words after it arrive.
            m.el("span", "cfb-state-note", |m| match &view.withdrawn {
                Some(notice) => m.texts(&[
                    " ",
                    &notice.text,
                    view.word(Word::AsideOpen),
                    &notice.detail,
                    view.word(Word::AsideClose),
                ]),
                None => m.texts(&[" ", &status.detail]),
            });
        });
    });
}
