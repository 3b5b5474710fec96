//! People side by side: a table where there is room, cards where there is not.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::card::render_card_body;
use super::context::{Props, listed};
use super::controls::{button, checkbox};
use super::icon::{NOTHING, render_icon, row_icon};
use super::markup::{Attr, Markup};
use super::part::Part;
use super::state::{Act, MOST, Request};
use crate::view::{Card, IssueView, Person, Pointer, Row, Word, ids};

/// As deep as answers are indented: further down they stand below one another.
const MOST_INDENTED: usize = 4;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CompareProps {
    pub(super) all: Props,
    pub(super) picks: Vec<usize>,
    pub(super) act: Callback<Act>,
    /// The summary of this section, for whoever leads to it.
    pub(super) summary: NodeRef,
}

/// Opens the comparison whose summary this is, and puts the focus there.
pub(super) fn open_comparison(summary: &NodeRef) {
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
    let clear = {
        let (act, summary) = (props.act.clone(), props.summary.clone());
        // The button goes with the choice: the focus moves on first, or it would be lost.
        Callback::from(move |_: MouseEvent| {
            open_comparison(&summary);
            act.emit(Act::Clear);
        })
    };
    let hint = match props.picks.len() {
        0 => view.word(Word::CompareHint),
        1 => view.word(Word::CompareOne),
        MOST => view.word(Word::CompareMost),
        _ => "",
    };
    Markup::html(|m| {
        let (title, digest) = (view.word(Word::Compare), view.word(Word::CompareDigest));
        let part = Part {
            class: "cfb-sec cfb-cmp",
            id: ids::COMPARE,
            title,
            digest,
            summary: Some(&props.summary),
        };
        part.with(m, &props.all, |m| {
            m.el("div", "cfb-pick", |m| {
                m.attr(Attr::Role, "group");
                m.attr(Attr::AriaLabel, view.word(Word::Compare));
                view.people
                    .iter()
                    .enumerate()
                    .for_each(|(at, person)| render_option(m, props, at, person));
            });
            m.leaf("p", "cfb-pick-hint cfb-static", view.word(Word::CompareAbove));
            m.when(!hint.is_empty(), |m| {
                m.el("p", "cfb-pick-hint", |m| {
                    m.anew(hint);
                    m.text(hint);
                });
            });
            m.when(!props.picks.is_empty(), |m| {
                render_table(m, props);
                m.el("button", "cfb-act", |m| {
                    m.attr(Attr::Type, "button");
                    m.on_click(clear);
                    m.text(view.word(Word::CompareClear));
                });
                m.text(" ");
                let picked = props.picks.iter().filter_map(|&pick| view.people.get(pick));
                let to = ids::comparison_of(picked.map(|person| &*person.id));
                button(m, &props.all, Request::CopyLink(Some(&to)), Word::CopyCompared);
            });
        });
    })
}

fn render_option(m: &mut Markup, props: &CompareProps, at: usize, person: &Person) {
    m.el("label", "cfb-picklabel", |m| {
        m.key(person.id.as_str().into());
        m.attr(Attr::DataPerson, &person.id);
        checkbox(m, &props.act, at, &props.picks);
        m.leaf("bdi", "", &person.name);
    });
}

fn render_table(m: &mut Markup, props: &CompareProps) {
    let view = &props.all.view;
    let people: Vec<_> = props.picks.iter().filter_map(|&pick| view.people.get(pick)).collect();
    // The roles stand beside the elements because some browsers drop them when the table is laid
    // out as cards.
    m.el("table", "cfb-table", |m| {
        m.attr(Attr::Role, "table");
        m.el("caption", "cfb-vh", |m| {
            let mut names = String::new();
            people.iter().for_each(|person| listed(view, &mut names, &person.name));
            m.anew(&names);
            m.texts(&[view.word(Word::CompareCaption), " ", &names]);
        });
        m.el("thead", "", |m| {
            m.attr(Attr::Role, "rowgroup");
            m.el("tr", "", |m| {
                m.attr(Attr::Role, "row");
                for person in &people {
                    m.el("th", "", |m| {
                        m.key(person.id.as_str().into());
                        m.attr(Attr::Role, "columnheader");
                        m.attr(Attr::Scope, "col");
                        m.leaf("bdi", "", &person.name);
                        m.leaf("span", "cfb-role", &person.role);
                    });
                }
            });
        });
        view.issues
            .iter()
            .filter(|issue| has_statement(props, issue))
            .for_each(|issue| render_question(m, props, issue));
    });
    let mut silent = String::new();
    let silences = view.issues.iter().filter(|issue| !has_statement(props, issue));
    silences.for_each(|issue| listed(view, &mut silent, &issue.label));
    m.when(!silent.is_empty(), |m| {
        m.el("p", "cfb-note", |m| {
            m.anew(&silent);
            m.texts(&[view.word(Word::CompareSilent), " ", &silent]);
        });
    });
}

/// Whether anything is known of anybody on a question. That nothing is, is said once for all,
/// below; a silence that is known stands in its place.
fn has_statement(props: &CompareProps, issue: &IssueView) -> bool {
    props
        .picks
        .iter()
        .any(|&pick| statements_of(issue, pick).iter().any(|said| !said.card.is_unreported()))
}

fn render_question(m: &mut Markup, props: &CompareProps, issue: &IssueView) {
    m.el("tbody", "", |m| {
        m.key(issue.id.as_str().into());
        m.attr(Attr::Role, "rowgroup");
        m.el("tr", "cfb-iss-row", |m| {
            m.attr(Attr::Role, "row");
            m.el("th", "cfb-iss", |m| {
                m.attr(Attr::Role, "rowheader");
                m.attr(Attr::Scope, "rowgroup");
                m.attr(Attr::Colspan, &props.picks.len().to_string());
                m.text(&issue.question);
                m.leaf_if_any("span", "cfb-scope", &issue.scope);
            });
        });
        m.el("tr", "", |m| {
            m.attr(Attr::Role, "row");
            props.picks.iter().for_each(|&pick| render_cell(m, props, issue, pick));
        });
    });
}

fn render_cell(m: &mut Markup, props: &CompareProps, issue: &IssueView, person: usize) {
    let view = &props.all.view;
    let name = view.people.get(person).map_or("", |person| &person.name);
    let said = statements_of(issue, person);
    m.el("td", "", |m| {
        m.key(person.into());
        m.attr(Attr::Role, "cell");
        m.el("p", "cfb-cell-who", |m| m.leaf("bdi", "", name));
        m.when(said.is_empty(), |m| {
            m.el("p", "cfb-none", |m| {
                render_icon(m, Some(NOTHING));
                m.el("span", "", |m| {
                    m.el("b", "", |m| {
                        m.texts(&[view.word(Word::NotReported), view.word(Word::FullStop)])
                    });
                    m.texts(&[" ", view.word(Word::NotReportedText)]);
                });
            });
        });
        for CellEntry { row, card, in_reply } in said {
            m.el("div", "cfb-cell-say", |m| {
                m.key(card.id.as_str().into());
                m.when(row.stance.is_some(), |m| {
                    m.el("p", "cfb-cell-stance", |m| {
                        render_icon(m, Some(row_icon(row.stance)));
                        m.leaf("b", "", &row.word);
                    });
                });
                m.leaf_if_any("p", "cfb-note", in_reply);
                render_card_body(m, &props.all, card, false);
            });
        }
    });
}

/// What a person said or did not say on a question, in full. In place of a pointer stands the
/// answer it leads to, with whom it answers, unless that stands in the cell already or so far down
/// an exchange that its own answers stand beside it.
fn statements_of(issue: &IssueView, person: usize) -> Vec<CellEntry<'_>> {
    let mut said: Vec<CellEntry<'_>> = Vec::new();
    for row in &issue.rows {
        for card in row.cards.iter().filter(|card| card.person == Some(person)) {
            let answer = card.pointer().and_then(|pointer| {
                let answer = find_answer(issue, pointer, person)?;
                let is_there = said.iter().any(|said| contains_card(said.card, answer));
                (!is_there).then_some((answer, &*pointer.in_reply))
            });
            let (card, in_reply) = answer.unwrap_or((card, ""));
            said.push(CellEntry { row, card, in_reply });
        }
    }
    said
}

/// Something that stands in a cell.
struct CellEntry<'a> {
    row: &'a Row,
    card: &'a Card,
    /// Whom it answers, where it stands without that.
    in_reply: &'a str,
}

fn contains_card(card: &Card, other: &Card) -> bool {
    std::ptr::eq(card, other)
        || card.answers.iter().chain(&card.earlier).any(|within| contains_card(within, other))
}

/// The answer that a pointer leads to, which stands with the words it answers.
fn find_answer<'a>(issue: &'a IssueView, pointer: &Pointer, person: usize) -> Option<&'a Card> {
    let found = issue.rows.iter().find_map(|row| find_card(&row.cards, &pointer.to, 0));
    found.filter(|card| card.person == Some(person))
}

fn find_card<'a>(cards: &'a [Card], id: &str, depth: usize) -> Option<&'a Card> {
    cards.iter().find_map(|card| {
        let found = (card.id == id && depth <= MOST_INDENTED).then_some(card);
        let under = || find_card(&card.answers, id, depth.saturating_add(1));
        found.or_else(under).or_else(|| find_card(&card.earlier, id, depth.saturating_add(1)))
    })
}
