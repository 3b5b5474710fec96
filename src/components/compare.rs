//! The comparison of people side by side: a table where there is room, cards where there is not.

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

/// How deep answers are indented; further down they are shown one below the other. The compiler of
/// view documents has the same limit.
const MOST_INDENTED: usize = 4;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CompareProps {
    pub(super) all: Props,
    pub(super) picks: Vec<usize>,
    pub(super) act: Callback<Act>,
    /// The summary of this section, so that other components can open it and focus it.
    pub(super) summary: NodeRef,
}

/// Opens the comparison that has this summary, and moves the focus to the summary.
pub(super) fn open_comparison(summary: &NodeRef) {
    if let Some(summary) = summary.cast::<HtmlElement>() {
        // Neither can fail: `open` is a valid name, and a summary can take the focus.
        drop(summary.parent_element().map(|details| details.set_attribute("open", "")));
        drop(summary.focus());
    }
}

/// The comparison: all people to choose from, and what the chosen ones say, question by question.
#[component]
pub(super) fn Compare(props: &CompareProps) -> Html {
    let view = &props.all.view;
    let clear = {
        let (act, summary) = (props.act.clone(), props.summary.clone());
        // The button disappears with the selection, so the focus moves first: it would be lost.
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
                for (index, person) in view.people.iter().enumerate() {
                    render_option(m, props, index, person);
                }
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

fn render_option(m: &mut Markup, props: &CompareProps, index: usize, person: &Person) {
    m.element("label", "cfb-picklabel", |m| {
        m.set_key(person.id.as_str().into());
        m.set_attribute(Attr::DataPerson, &person.id);
        render_person_checkbox(m, &props.act, index, &props.picks);
        m.text_element("bdi", "", &person.name);
    });
}

fn render_table(m: &mut Markup, props: &CompareProps) {
    let view = &props.all.view;
    let people: Vec<_> = props.picks.iter().filter_map(|&pick| view.people.get(pick)).collect();
    // Explicit roles: some browsers drop the elements' own when CSS lays the table out as cards.
    m.element("table", "cfb-table", |m| {
        m.set_attribute(Attr::Role, "table");
        m.element("caption", "cfb-vh", |m| {
            let mut names = String::new();
            for person in &people {
                push_joined(view, &mut names, &person.name);
            }
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
        for issue in &view.issues {
            if has_statement(props, issue) {
                render_question(m, props, issue);
            }
        }
    });
    let mut silent = String::new();
    for issue in &view.issues {
        if !has_statement(props, issue) {
            push_joined(view, &mut silent, &issue.label);
        }
    }
    m.fragment_if(!silent.is_empty(), |m| {
        m.element("p", "cfb-note", |m| {
            m.set_key_to_text(&silent);
            m.joined_text(&[view.ui_string(Word::CompareSilent), " ", &silent]);
        });
    });
}

/// Whether anything is known about one of the chosen people on a question: words, a deed, or why
/// there are none. The questions without are listed once, below the table.
fn has_statement(props: &CompareProps, issue: &IssueView) -> bool {
    let mut entries = props.picks.iter().flat_map(|&pick| collect_entries(issue, pick));
    entries.any(|entry| !entry.card.is_unreported())
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
            for &pick in &props.picks {
                render_cell(m, props, issue, pick);
            }
        });
    });
}

fn render_cell(m: &mut Markup, props: &CompareProps, issue: &IssueView, person: usize) {
    let view = &props.all.view;
    let name = view.people.get(person).map_or("", |person| &person.name);
    let entries = collect_entries(issue, person);
    m.element("td", "", |m| {
        m.set_key(person.into());
        m.set_attribute(Attr::Role, "cell");
        m.element("p", "cfb-cell-who", |m| m.text_element("bdi", "", name));
        m.fragment_if(entries.is_empty(), |m| {
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
        for CellEntry { row, card, in_reply } in entries {
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

/// Collects what a person said or did not say on a question, in full.
///
/// The answer that a pointer leads to takes the pointer's place, since the words it answers are in
/// another column. The pointer stays if the answer is in the cell already, or so deep in an
/// exchange that its own answers are shown beside it and not within it.
fn collect_entries(issue: &IssueView, person: usize) -> Vec<CellEntry<'_>> {
    let mut entries: Vec<CellEntry<'_>> = Vec::new();
    for row in &issue.rows {
        for card in row.cards.iter().filter(|card| card.person == Some(person)) {
            let answer = card.pointer().and_then(|pointer| {
                let answer = find_answer(issue, pointer, person)?;
                let is_shown = entries.iter().any(|entry| contains_card(entry.card, answer));
                (!is_shown).then_some((answer, &*pointer.in_reply))
            });
            let (card, in_reply) = answer.unwrap_or((card, ""));
            entries.push(CellEntry { row, card, in_reply });
        }
    }
    entries
}

/// One card in a cell of the table.
struct CellEntry<'a> {
    row: &'a Row,
    card: &'a Card,
    /// Whom it answers, in words, where the words that it answers are not above it.
    in_reply: &'a str,
}

fn contains_card(card: &Card, other: &Card) -> bool {
    std::ptr::eq(card, other)
        || card.answers.iter().chain(&card.earlier).any(|within| contains_card(within, other))
}

/// The answer that a pointer leads to, if it is this person's; it is nested in the card it answers.
fn find_answer<'a>(issue: &'a IssueView, pointer: &Pointer, person: usize) -> Option<&'a Card> {
    let found = issue.rows.iter().find_map(|row| find_card(&row.cards, &pointer.to, 0));
    found.filter(|card| card.person == Some(person))
}

fn find_card<'a>(cards: &'a [Card], id: &str, depth: usize) -> Option<&'a Card> {
    for card in cards {
        if card.id == id && depth <= MOST_INDENTED {
            return Some(card);
        }
        for nested in [&card.answers, &card.earlier] {
            let found = find_card(nested, id, depth.saturating_add(1));
            if found.is_some() {
                return found;
            }
        }
    }
    None
}
