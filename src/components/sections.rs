//! The parts that open below: context, open questions, related contracts, sources and corrections.

use yew::prelude::*;

use super::context::{Props, text};
use super::evidence::link;
use super::line::{linked, sentence};
use crate::view::{Group, Line, Section, Word, is_safe_href};

/// Everything after who says what.
pub(super) fn sections(props: &Props) -> Html {
    html! { <>{for props.view.sections.iter().map(|each| section(props, each))}</> }
}

fn section(props: &Props, section: &Section) -> Html {
    let title = props.heading(1);
    html! {
        <details class="cfb-sec" id={section.id.clone()}>
            <summary class="cfb-sec-sum">
                <@{title} class="cfb-h">{text(&section.title)}</@>{" "}
                <span class="cfb-digest">{text(&section.digest)}</span>
            </summary>
            <div class="cfb-sec-body">{for section.groups.iter().map(|each| group(props, section, each))}</div>
        </details>
    }
}

/// Lines under a title of their own.
pub(super) fn group(props: &Props, section: &Section, group: &Group) -> Html {
    let title = props.heading(2);
    html! {
        <>
            if !group.title.is_empty() {
                <@{title} class="cfb-h4">{text(&group.title)}</@>
            }
            <ul class="cfb-list">
                {for group.lines.iter().map(|line| html! {
                    <li class="cfb-item" id={line.id.clone()}>
                        if !line.label.is_empty() {
                            <p class="cfb-item-label">{text(&line.label)}</p>
                        }
                        <div class="cfb-item-said">
                            {match &*section.id {
                                "related" | "sources" => reference(props, line),
                                "newer" if !line.href.is_empty() => reference(props, line),
                                "questions" => sentence(props, line, "cfb-q"),
                                _ => sentence(props, line, "cfb-text"),
                            }}
                        </div>
                    </li>
                })}
            </ul>
        </>
    }
}

/// A line whose text leads somewhere: another contract, or a source.
fn reference(props: &Props, line: &Line) -> Html {
    let below = Line { text: line.detail.clone(), detail: String::new(), ..line.clone() };
    html! {
        <>
            <p class="cfb-rel">{linked(props, line)}</p>
            {sentence(props, &below, "cfb-detail")}
            if is_safe_href(&line.archived) {
                <p class="cfb-links">{link(&line.archived, props.view.word(Word::Archived))}</p>
            }
        </>
    }
}
