//! One line of text with its evidence: a fact, whose words open it, or a sentence, under which it opens.

use yew::prelude::*;

use super::context::{Props, text};
use super::evidence::{disclosure, link, references};
use super::icon::icon;
use crate::view::{Evidence, Line, is_safe_href};

/// A fact: its words open to its evidence, where there is any.
pub(super) fn fact(props: &Props, line: &Line) -> Html {
    let opens = !line.evidence.is_empty() || !line.note.is_empty();
    let head = html! {
        <>
            {icon(&line.icon)}
            <span class={if opens { "cfb-dot" } else { "cfb-text" }}><bdi>{text(&line.text)}</bdi></span>
            {references(props, &line.evidence)}
            if !line.detail.is_empty() {
                <span class="cfb-sub">{text(&line.detail)}</span>
            }
        </>
    };
    if opens {
        disclosure(props, "", head, &line.evidence, &line.note)
    } else {
        html! { <div class="cfb-ask">{head}</div> }
    }
}

/// A sentence, with its evidence in a small line below.
pub(super) fn sentence(props: &Props, line: &Line, class: &'static str) -> Html {
    html! {
        <>
            <p class={class}>{icon(&line.icon)}<bdi>{text(&line.text)}</bdi></p>
            if !line.detail.is_empty() {
                <p class="cfb-detail">{text(&line.detail)}</p>
            }
            {attribution(props, "", &line.evidence, &line.note)}
        </>
    }
}

/// Who says so, in a small line that opens to the passages; `by` stands before it.
pub(super) fn attribution(props: &Props, by: &str, evidence: &[Evidence], note: &str) -> Html {
    let Some(first) = evidence.first() else {
        return html! {
            if !by.is_empty() || !note.is_empty() {
                <p class="cfb-attr">{text(by)}{" "}{text(note)}</p>
            }
        };
    };
    let head = html! {
        <>
            if !by.is_empty() {
                {text(by)}{" "}
            }
            <span class="cfb-dot"><cite><bdi>{text(&first.cite)}</bdi></cite>{text(&format!(", {}", first.date))}</span>
            {references(props, evidence)}
        </>
    };
    disclosure(props, "cfb-ask-fine", head, evidence, note)
}

/// The link of a line, where it has one that is safe.
pub(super) fn linked(props: &Props, line: &Line) -> Html {
    if !is_safe_href(&line.href) {
        return html! { <span class="cfb-rel-title"><bdi>{text(&line.text)}</bdi></span> };
    }
    let href = if line.href.contains("://") { line.href.clone() } else { format!("{}{}", props.base, line.href) };
    link(&href, text(&line.text))
}
