//! People side by side: a table where there is room, cards where there is not.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::card::render_card_body;
use super::context::{Props, push_joined};
use super::controls::{render_person_checkbox, render_request_button};
use super::disclosure::Disclosure;
use super::icon::{NOTHING, render_icon, row_icon};
use super::markup::{Attr, Markup};
use super::state::{Act, MAX_COMPARED, Request};
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
            act.emit(Act::ClearComparison);
        })
    };
    let hint = match props.picks.len() {
        0 => view.ui_string(Word::CompareHint),
        1 => view.ui_string(Word::CompareOne),
        MAX_COMPARED => view.ui_string(Word::CompareMost),
        _ => "",
    };
    Markup::build_html(|m| {
        let (title, digest) = (view.ui_string(Word::Compare), view.ui_string(Word::CompareDigest));
        let part = Disclosure {
            class: "cfb-sec cfb-cmp",
            id: ids::COMPARE,
            title,
            digest,
            summary: Some(&props.summary),
        };
        part.render(m, &props.all, |m| {
            m.element("div", "cfb-pick", |m| {
                m.set_attribute(Attr::Role, "group");
                m.set_attribute(Attr::AriaLabel, view.ui_string(Word::Compare));
                view.people
                    .iter()
                    .enumerate()
                    .for_each(|(at, person)| render_option(m, props, at, person));
            });
            m.text_element("p", "cfb-pick-hint cfb-static", view.ui_string(Word::CompareAbove));
            m.fragment_if(!hint.is_empty(), |m| {
                m.element("p", "cfb-pick-hint", |m| {
                    m.set_key_to_text(hint);
                    m.text(hint);
                });
            });
            m.fragment_if(!props.picks.is_empty(), |m| {
                render_table(m, props);
                m.element("button", "cfb-act", |m| {
                    m.set_attribute(Attr::Type, "button");
                    m.on_click(clear);
                    m.text(view.ui_string(Word::CompareClear));
                });
                m.text(" ");
                let picked = props.picks.iter().filter_map(|&pick| view.people.get(pick));
                let to = ids::comparison_of(picked.map(|person| &*person.id));
                render_request_button(
                    m,
                    &props.all,
                    Request::CopyLink(Some(&to)),
                    Word::CopyCompared,
                );
            });
        });
    })
}

fn render_option(m: &mut Markup, props: &CompareProps, at: usize, person: &Person) {
    m.element("label", "cfb-picklabel", |m| {
        m.set_key(person.id.as_str().into());
        m.set_attribute(Attr::DataPerson, &person.id);
        render_person_checkbox(m, &props.act, at, &props.picks);
        m.text_element("bdi", "", &person.name);
    });
}

fn render_table(m: &mut Markup, props: &CompareProps) {
    let view = &props.all.view;
    let people: Vec<_> = props.picks.iter().filter_map(|&pick| view.people.get(pick)).collect();
    // The roles stand beside the elements because some browsers drop them when the table is laid
    // out as cards.
    m.element("table", "cfb-table", |m| {
        m.set_attribute(Attr::Role, "table");
        m.element("caption", "cfb-vh", |m| {
            let mut names = String::new();
            people.iter().for_each(|person| push_joined(view, &mut names, &person.name));
            m.set_key_to_text(&names);
            m.joined_text(&[view.ui_string(Word::CompareCaption), " ", &names]);
        });
        m.element("thead", "", |m| {
            m.set_attribute(Attr::Role, "rowgroup");
            m.element("tr", "", |m| {
                m.set_attribute(Attr::Role, "row");
                for person in &people {
                    m.element("th", "", |m| {
                        m.set_key(person.id.as_str().into());
                        m.set_attribute(Attr::Role, "columnheader");
                        m.set_attribute(Attr::Scope, "col");
                        m.text_element("bdi", "", &person.name);
                        m.text_element("span", "cfb-role", &person.role);
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
    silences.for_each(|issue| push_joined(view, &mut silent, &issue.label));
    m.fragment_if(!silent.is_empty(), |m| {
        m.element("p", "cfb-note", |m| {
            m.set_key_to_text(&silent);
            m.joined_text(&[view.ui_string(Word::CompareSilent), " ", &silent]);
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
    m.element("tbody", "", |m| {
        m.set_key(issue.id.as_str().into());
        m.set_attribute(Attr::Role, "rowgroup");
        m.element("tr", "cfb-iss-row", |m| {
            m.set_attribute(Attr::Role, "row");
            m.element("th", "cfb-iss", |m| {
                m.set_attribute(Attr::Role, "rowheader");
                m.set_attribute(Attr::Scope, "rowgroup");
                m.set_attribute(Attr::Colspan, &props.picks.len().to_string());
                m.text(&issue.question);
                m.text_element_if_any("span", "cfb-scope", &issue.scope);
            });
        });
        m.element("tr", "", |m| {
            m.set_attribute(Attr::Role, "row");
            props.picks.iter().for_each(|&pick| render_cell(m, props, issue, pick));
        });
    });
}

fn render_cell(m: &mut Markup, props: &CompareProps, issue: &IssueView, person: usize) {
    let view = &props.all.view;
    let name = view.people.get(person).map_or("", |person| &person.name);
    let said = statements_of(issue, person);
    m.element("td", "", |m| {
        m.set_key(person.into());
        m.set_attribute(Attr::Role, "cell");
        m.element("p", "cfb-cell-who", |m| m.text_element("bdi", "", name));
        m.fragment_if(said.is_empty(), |m| {
            m.element("p", "cfb-none", |m| {
                render_icon(m, Some(NOTHING));
                m.element("span", "", |m| {
                    m.element("b", "", |m| {
                        m.joined_text(&[
                            view.ui_string(Word::NotReported),
                            view.ui_string(Word::FullStop),
                        ])
                    });
                    m.joined_text(&[" ", view.ui_string(Word::NotReportedText)]);
                });
            });
        });
        for CellEntry { row, card, in_reply } in said {
            m.element("div", "cfb-cell-say", |m| {
                m.set_key(card.id.as_str().into());
                m.fragment_if(row.stance.is_some(), |m| {
                    m.element("p", "cfb-cell-stance", |m| {
                        render_icon(m, Some(row_icon(row.stance)));
                        m.text_element("b", "", &row.word);
                    });
                });
                m.text_element_if_any("p", "cfb-note", in_reply);
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
