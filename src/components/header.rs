//! The head of the box: what it is, what it is about, and where that stands.

use yew::prelude::*;

use super::context::{Props, text};
use super::icon::icon;
use super::newer::newer;
use crate::view::Word;

/// The head of the box.
pub(super) fn header(props: &Props) -> Html {
    let view = &props.view;
    let title = props.heading(0);
    let status = view.withdrawn.as_ref().unwrap_or(&view.status);
    let (state, note) = match &view.withdrawn {
        Some(notice) => (&notice.label, format!("{} ({})", notice.text, notice.detail)),
        None => (&status.text, status.detail.clone()),
    };
    html! {
        <header class="cfb-head">
            <p class="cfb-kicker">
                <span>{view.word(Word::Kicker)}</span>{" "}
                <span class="cfb-asof">{view.word(Word::AsOf)}{" "}{text(&view.as_of)}</span>
            </p>
            {for view.newer.iter().map(|section| newer(props, section))}
            <@{title} class="cfb-title" id="title">{text(&view.title)}</@>
            <p class="cfb-status">
                <strong class="cfb-state">{icon(&status.icon)}{text(state)}</strong>{" "}
                <span class="cfb-state-note">{note}</span>
            </p>
        </header>
    }
}
