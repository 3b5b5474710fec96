//! People side by side: a table where there is room, cards where there is not.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::card::body;
use super::context::{Props, text};
use super::icon::icon;
use super::state::{Act, MOST};
use crate::view::{Card, IssueView, Row, Word};

/// The sign of the silence of which nothing is known.
const NOT_REPORTED: &str = "not_reported";

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CompareProps {
    pub(super) all: Props,
    pub(super) picks: Vec<usize>,
    pub(super) act: Callback<Act>,
    /// The summary of this section, for whoever leads to it.
    pub(super) summary: NodeRef,
}

/// Opens the comparison whose summary this is, and puts the focus there.
pub(super) fn show(summary: &NodeRef) {
    if let Some(summary) = summary.cast::<HtmlElement>() {
        // Neither can fail: `open` is a valid name, and a summary can take the focus.
        drop(summary.parent_element().map(|details| details.set_attribute("open", "")));
        drop(summary.focus());
    }
}

/// The comparison: everybody to choose from, and those who are chosen, question by question.
#[component]
pub(super) fn Compare(props: &CompareProps) -> Html {
    let view = &props.all.view;
    let title = props.all.heading(1);
    let hint = match props.picks.len() {
        0 => Some(Word::CompareHint),
        1 => Some(Word::CompareOne),
        _ => None,
    };
    let clear = {
        let (act, summary) = (props.act.clone(), props.summary.clone());
        // The button goes with the choice: the focus moves on first, or it would be lost.
        Callback::from(move |_: MouseEvent| {
            show(&summary);
            act.emit(Act::Clear);
        })
    };
    html! {
        <details class="cfb-sec cfb-cmp">
            <summary class="cfb-sec-sum" ref={props.summary.clone()}>
                <@{title} class="cfb-h">{view.word(Word::Compare)}</@>{" "}
                <span class="cfb-digest">{view.word(Word::CompareDigest)}</span>
            </summary>
            <div class="cfb-sec-body">
                <div class="cfb-pick" role="group" aria-label={view.words.get(Word::Compare).to_owned()}>
                    {for view.people.iter().enumerate().map(|(at, person)| option(props, at, &person.name))}
                </div>
                <p class="cfb-pick-hint cfb-static">{view.word(Word::CompareAbove)}</p>
                if let Some(hint) = hint {
                    <p class="cfb-pick-hint">{view.word(hint)}</p>
                }
                if !props.picks.is_empty() {
                    {table(props)}
                    <button class="cfb-act" type="button" onclick={clear}>
                        {view.word(Word::CompareClear)}
                    </button>
                }
            </div>
        </details>
    }
}

fn option(props: &CompareProps, person: usize, name: &str) -> Html {
    let checked = props.picks.contains(&person);
    let disabled = !checked && props.picks.len() >= MOST;
    let onchange = props.act.reform(move |_: Event| Act::Pick(person));
    html! {
        <label class="cfb-picklabel" key={person}>
            <input class="cfb-box" type="checkbox" {checked} {disabled} {onchange} />
            <span class="cfb-tick" aria-hidden="true"></span>
            <bdi>{name.to_owned()}</bdi>
        </label>
    }
}

fn table(props: &CompareProps) -> Html {
    let view = &props.all.view;
    let people = || props.picks.iter().filter_map(|&pick| view.people.get(pick));
    let names = people().map(|person| &*person.name).collect::<Vec<_>>().join(", ");
    // That nothing is known is said once for all, below; a silence that is known stands in its place.
    let tells = |(_, card): (&Row, &Card)| card.icon != NOT_REPORTED;
    let (spoken, silent): (Vec<_>, Vec<_>) =
        view.issues.iter().partition(|issue| props.picks.iter().any(|&pick| cards(issue, pick).any(tells)));
    let silent = silent.iter().map(|issue| &*issue.label).collect::<Vec<_>>().join(", ");
    // The roles stand beside the elements because some browsers drop them when the table is laid out as cards.
    html! {
        <>
            <table class="cfb-table" role="table">
                <caption class="cfb-vh">{view.word(Word::CompareCaption)}{" "}{names}</caption>
                <thead role="rowgroup"><tr role="row">
                    {for people().map(|person| html! {
                        <th role="columnheader" scope="col" key={person.id.clone()}>
                            <bdi>{text(&person.name)}</bdi><span class="cfb-role">{text(&person.role)}</span>
                        </th>
                    })}
                </tr></thead>
                {for spoken.iter().map(|issue| question(props, issue))}
            </table>
            if !silent.is_empty() {
                <p class="cfb-note">{view.word(Word::CompareSilent)}{" "}{silent}</p>
            }
        </>
    }
}

fn question(props: &CompareProps, issue: &IssueView) -> Html {
    html! {
        <tbody role="rowgroup" key={issue.id.clone()}>
            <tr role="row" class="cfb-iss-row">
                <th role="rowheader" class="cfb-iss" scope="rowgroup" colspan={props.picks.len().to_string()}>
                    {text(&issue.question)}
                    if !issue.scope.is_empty() {
                        <span class="cfb-scope">{text(&issue.scope)}</span>
                    }
                </th>
            </tr>
            <tr role="row">{for props.picks.iter().map(|&pick| cell(props, issue, pick))}</tr>
        </tbody>
    }
}

fn cell(props: &CompareProps, issue: &IssueView, person: usize) -> Html {
    let view = &props.all.view;
    let name = view.people.get(person).map(|person| person.name.clone());
    let mut said = cards(issue, person).peekable();
    let empty = said.peek().is_none();
    html! {
        <td role="cell" key={person}>
            <p class="cfb-cell-who"><bdi>{name}</bdi></p>
            if empty {
                <p class="cfb-none">
                    {icon(NOT_REPORTED)}
                    <span><b>{view.word(Word::NotReported)}{"."}</b>{" "}{view.word(Word::NotReportedText)}</span>
                </p>
            }
            {for said.map(|(row, card)| html! {
                <div class="cfb-cell-say" key={card.id.clone()}>
                    if row.stance != "silence" {
                        <p class="cfb-cell-stance">{icon(&row.stance)}<b>{text(&row.word)}</b></p>
                    }
                    {body(&props.all, card)}
                </div>
            })}
        </td>
    }
}

/// What a person said or did not say on a question, in full: in place of a pointer stands the answer it leads to.
fn cards(issue: &IssueView, person: usize) -> impl Iterator<Item = (&Row, &Card)> {
    let all = move || issue.rows.iter().flat_map(|row| row.cards.iter().map(move |card| (row, card)));
    all().filter(move |(_, card)| card.person == person).map(move |(row, card)| {
        let answer = (card.kind == "pointer").then(|| {
            let critic = all().find(|(_, other)| other.id == card.to);
            let id = card.id.strip_suffix("-see").unwrap_or(&card.id);
            critic.and_then(|(_, critic)| critic.answers.iter().find(|answer| answer.id == id))
        });
        (row, answer.flatten().unwrap_or(card))
    })
}
