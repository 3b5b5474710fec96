//! The facts: the headline value, the key facts, and the rest on demand.

use yew::prelude::*;

use super::context::{Props, text};
use super::evidence::{disclosure, references};
use super::icon::icon;
use super::line;
use crate::view::{Line, Word};

/// The facts of the contract.
pub(super) fn facts(props: &Props) -> Html {
    let view = &props.view;
    html! {
        <div class="cfb-facts-col">
            {for view.value.iter().map(|value| headline(props, value))}
            <dl class="cfb-facts">{for view.facts.iter().map(|line| row(props, line))}</dl>
            if !view.more.is_empty() || !view.gaps.is_empty() {
                <details class="cfb-more">
                    <summary class="cfb-more-sum">
                        <b>{view.word(Word::MoreFacts)}</b>{" "}
                        <span class="cfb-digest">{view.word(Word::MoreDigest)}</span>
                    </summary>
                    <dl class="cfb-facts">
                        {for view.more.iter().map(|line| row(props, line))}
                        if !view.gaps.is_empty() {
                            <div class="cfb-fact">
                                <dt class="cfb-k">{view.word(Word::Gaps)}</dt>
                                <dd class="cfb-v"><ul class="cfb-gaps">{for view.gaps.iter().map(|each| gap(each))}</ul></dd>
                            </div>
                        }
                    </dl>
                </details>
            }
        </div>
    }
}

fn headline(props: &Props, value: &Line) -> Html {
    let head = html! {
        <>
            {icon(&value.icon)}
            <span class="cfb-sum"><bdi>{text(&value.text)}</bdi></span>{" "}
            <span class="cfb-kind">
                {text(&value.detail)}{" "}
                <span class="cfb-dot">{props.view.word(Word::WhoSaysSo)}</span>
                {references(props, &value.evidence)}
            </span>
        </>
    };
    html! {
        <div class="cfb-value" id={value.id.clone()}>
            {disclosure(props, "cfb-ask-value", head, &value.evidence, &value.note)}
        </div>
    }
}

fn row(props: &Props, line: &Line) -> Html {
    html! {
        <div class="cfb-fact" id={line.id.clone()}>
            <dt class="cfb-k">{text(&line.label)}</dt>
            <dd class="cfb-v">{line::fact(props, line)}</dd>
        </div>
    }
}

fn gap(gap: &str) -> Html {
    html! { <li>{icon("unknown")}{" "}{text(gap)}</li> }
}
