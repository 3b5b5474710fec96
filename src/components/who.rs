//! Who says what: tabs of questions, and under each the stances as rows that are legend, filter and disclosure
//! at once. A closed row still names its people.

use yew::prelude::*;

use super::card::card;
use super::context::{Props, text};
use super::icon::icon;
use super::state::{Act, Choice};
use crate::view::{Card, IssueView, Row, Word};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct WhoProps {
    pub(super) all: Props,
    pub(super) choice: Choice,
    pub(super) act: Callback<Act>,
    /// The summary of the comparison.
    pub(super) compare: NodeRef,
}

/// Stakeholders by question and stance.
#[component]
pub(super) fn WhoSaysWhat(props: &WhoProps) -> Html {
    let view = &props.all.view;
    let title = props.all.heading(1);
    let issues = || view.issues.iter().enumerate();
    html! {
        <div class="cfb-who-col">
            <@{title} class="cfb-h cfb-h-who">{view.word(Word::WhoSaysWhat)}</@>
            <fieldset class="cfb-tabs">
                <legend class="cfb-vh">{view.word(Word::ChooseIssue)}</legend>
                {for issues().map(|(at, issue)| tab(props, at, issue))}
            </fieldset>
            <div class="cfb-panels">{for view.issues.iter().map(|issue| panel(props, issue))}</div>
            <details class="cfb-fine">
                <summary class="cfb-fine-sum"><span class="cfb-dot">{view.word(Word::HowOrdered)}</span></summary>
                <p class="cfb-order">{view.word(Word::OrderRule)}</p>
            </details>
            {picked(props)}
        </div>
    }
}

fn tab(props: &WhoProps, at: usize, issue: &IssueView) -> Html {
    let onchange = props.act.reform(move |_: Event| Act::Issue(at));
    html! {
        <label class="cfb-tab">
            <input class="cfb-radio" type="radio" name="cfb-issue" checked={props.choice.issue == at} {onchange} />
            <span>{text(&issue.label)}</span>
        </label>
    }
}

fn panel(props: &WhoProps, issue: &IssueView) -> Html {
    let question = props.all.heading(2);
    html! {
        <div class="cfb-panel">
            <@{question} class="cfb-prop">{text(&issue.question)}</@>
            if !issue.scope.is_empty() {
                <p class="cfb-scope">{text(&issue.scope)}</p>
            }
            {for issue.rows.iter().map(|row| stance(props, row))}
        </div>
    }
}

fn stance(props: &WhoProps, row: &Row) -> Html {
    let mut people: Vec<&Card> = row.cards.iter().collect();
    people.dedup_by_key(|card| card.person);
    let last = people.len();
    html! {
        <details class="cfb-group">
            <summary class="cfb-group-sum">
                {icon(&row.stance)}
                <span class="cfb-stance">{text(&row.word)}</span>{" "}
                <span class="cfb-names">
                    {for people.iter().enumerate().map(|(at, card)| name(props, card, at + 1 == last))}
                </span>
            </summary>
            <div class="cfb-says">
                {for row.cards.iter().enumerate().map(|(at, each)| {
                    // Somebody's second statement in a row stands under the same name.
                    let again = at.checked_sub(1).and_then(|at| row.cards.get(at)).is_some_and(|last| last.person == each.person);
                    card(&props.all, each, (!again).then(|| pick(props, each.person)))
                })}
            </div>
        </details>
    }
}

/// A name in a closed row, with the kind of silence where that is what the row tells.
fn name(props: &WhoProps, card: &Card, last: bool) -> Html {
    let Some(person) = props.all.view.people.get(card.person) else { return Html::default() };
    html! {
        <span class="cfb-name">
            <bdi>{text(&person.name)}</bdi>
            if card.kind == "silence" {
                <span class="cfb-type">{text(&format!(": {}", card.flag))}</span>
            } else if !person.role_short.is_empty() {
                <span class="cfb-role">{text(&format!(" ({})", person.role_short))}</span>
            }
            if !last {
                <span class="cfb-sep">{", "}</span>
            }
        </span>
    }
}

/// The box that puts a person into the comparison.
pub(super) fn pick(props: &WhoProps, person: usize) -> Html {
    let Some(name) = props.all.view.people.get(person).map(|person| person.name.clone()) else {
        return Html::default();
    };
    let checked = props.choice.picks.contains(&person);
    let disabled = !checked && props.choice.picks.len() >= super::state::MOST;
    let onchange = props.act.reform(move |_: Event| Act::Pick(person));
    html! {
        <label class="cfb-pick-here">
            <input class="cfb-box" type="checkbox" {checked} {disabled} {onchange} />
            <span class="cfb-tick" aria-hidden="true"></span>
            <span>{props.all.view.word(Word::ComparePick)}<span class="cfb-vh">{" "}{name}</span></span>
        </label>
    }
}

/// Who is chosen so far, and the way to the comparison.
fn picked(props: &WhoProps) -> Html {
    let view = &props.all.view;
    let picks = &props.choice.picks;
    if picks.is_empty() {
        return Html::default();
    }
    let names: Vec<_> = picks.iter().filter_map(|&pick| view.people.get(pick)).map(|person| &*person.name).collect();
    let names = names.join(", ");
    let show = {
        let summary = props.compare.clone();
        Callback::from(move |_: MouseEvent| super::compare::show(&summary))
    };
    html! {
        <div class="cfb-picked">
            if picks.len() < 2 {
                <p><b>{names}</b>{". "}{view.word(Word::CompareOne)}</p>
            } else {
                <button class="cfb-act" type="button" onclick={show}>{view.word(Word::CompareCaption)}{" "}{names}</button>
            }
        </div>
    }
}
