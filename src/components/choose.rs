//! What a reader chooses by: a native radio or checkbox each, that tells the box's state.

use yew::prelude::*;

use super::markup::{Attr, Markup};
use super::state::{Act, MOST};

/// The radio that shows an issue.
pub(super) fn radio(m: &mut Markup, act: &Callback<Act>, issue: usize, checked: bool) {
    m.el("input", "cfb-radio", |m| {
        m.attr(Attr::Type, "radio");
        m.attr(Attr::Name, "cfb-issue");
        chooses(m, act, Act::Issue(issue), checked);
    });
}

/// The checkbox that puts a person into the comparison, among those who are in it, with the sign it is seen by.
pub(super) fn checkbox(m: &mut Markup, act: &Callback<Act>, person: usize, picks: &[usize]) {
    let checked = picks.contains(&person);
    m.el("input", "cfb-box", |m| {
        m.attr(Attr::Type, "checkbox");
        if !checked && picks.len() >= MOST {
            m.attr(Attr::Disabled, "disabled");
        }
        chooses(m, act, Act::Pick(person), checked);
    });
    m.el("span", "cfb-tick", |m| m.attr(Attr::AriaHidden, "true"));
}

fn chooses(m: &mut Markup, act: &Callback<Act>, which: Act, checked: bool) {
    m.checked(checked);
    m.on_change(act.reform(move |_| which.clone()));
}
