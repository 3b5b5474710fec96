//! What a reader operates: radios, checkboxes, buttons and links.

use yew::prelude::*;

use super::context::Props;
use super::markup::{Attr, Markup};
use super::state::{Act, MOST, Request};
use crate::view::Word;

/// The radio that shows an issue.
pub(super) fn radio(m: &mut Markup, act: &Callback<Act>, issue: usize, checked: bool) {
    m.el("input", "cfb-radio", |m| {
        m.attr(Attr::Type, "radio");
        m.attr(Attr::Name, "cfb-issue");
        bind_choice(m, act, Act::Issue(issue), checked);
    });
}

/// The checkbox that adds a person to the comparison or removes them, and the tick that shows it:
/// the checkbox itself is transparent.
pub(super) fn checkbox(m: &mut Markup, act: &Callback<Act>, person: usize, picks: &[usize]) {
    let checked = picks.contains(&person);
    m.el("input", "cfb-box", |m| {
        m.attr(Attr::Type, "checkbox");
        if !checked && picks.len() >= MOST {
            m.attr(Attr::Disabled, "disabled");
        }
        bind_choice(m, act, Act::Pick(person), checked);
    });
    m.el("span", "cfb-tick", |m| m.attr(Attr::AriaHidden, "true"));
}

fn bind_choice(m: &mut Markup, act: &Callback<Act>, on_change: Act, checked: bool) {
    m.checked(checked);
    m.on_change(act.reform(move |_| on_change.clone()));
}

/// A button whose request the page's scripts handle; they show the reader its message when it is
/// done or has failed.
pub(super) fn button(m: &mut Markup, props: &Props, request: Request<'_>, text: Word) {
    let view = &props.view;
    let message = match request {
        Request::CopyLink(_) => Word::LinkCopied,
        Request::Visit(_) | Request::ShowNewest => Word::NotArrived,
        Request::CopyCitation
        | Request::CopyCode
        | Request::Share
        | Request::Reveal(_)
        | Request::GoBack => Word::Copied,
    };
    m.el("button", "cfb-act", |m| {
        set_request(m, request);
        m.attr(Attr::DataDone, view.word(message));
        m.text(view.word(text));
    });
}

/// A transparent button over words that can be read without it: it brings an element of the box
/// into view.
pub(super) fn lead(m: &mut Markup, to: &str, label: &str) {
    m.el("button", "cfb-lead", |m| {
        set_request(m, Request::Reveal(to));
        m.attr(Attr::AriaLabel, label);
    });
}

/// The button that leads back to the story that the reader came from.
pub(super) fn back_button(m: &mut Markup, props: &Props) {
    m.el("button", "cfb-act cfb-back", |m| {
        set_request(m, Request::GoBack);
        m.texts(&[props.view.word(Word::Back), " ", &props.back]);
    });
}

/// Makes the button that is being written one that asks for this.
fn set_request(m: &mut Markup, request: Request<'_>) {
    m.attr(Attr::Type, "button");
    m.attr(Attr::DataAct, request.name());
    if let Some(target) = request.target() {
        m.attr(Attr::DataTo, target);
    }
}

/// A link, whose URL must have been found safe.
#[inline(never)]
pub(super) fn link(m: &mut Markup, href: &str, text: &str) {
    m.el("a", "cfb-link", |m| {
        m.attr(Attr::Href, href);
        m.attr(Attr::Rel, "noopener");
        m.text(text);
    });
}
