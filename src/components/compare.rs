//! The comparison of people side by side: columns under their names, which stay in view, with a row
//! for each question.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::card::{render_card_body, render_stance};
use super::context::{Props, push_joined};
use super::controls::{render_person_checkbox, render_request_button};
use super::find::{MAX_LISTED, render_name_field};
use super::markup::{Attr, Markup};
use super::state::{Act, MAX_COMPARED, MAX_NUMBERED, Request};
use crate::view::{BoxView, Card, IssueView, Person, Pointer, Word, ids};

/// How deep answers are indented; further down they are shown one below the other. The compiler of
/// view documents has the same limit.
const MOST_INDENTED: usize = 4;

/// Renders the comparison: people to choose from, and what those with the indices `picks` say,
/// question by question. `summary` is set to its summary.
pub(super) fn render_compare(
    m: &mut Markup,
    props: &Props,
    picks: &[usize],
    act: &Callback<Act>,
    summary: &NodeRef,
) {
    let view = &props.view;
    let clear = {
        let (act, summary) = (act.clone(), summary.clone());
        // The button disappears with the selection, so the focus moves first: it would be lost.
        Callback::from(move |_: MouseEvent| {
            if let Some(summary) = summary.cast::<HtmlElement>() {
                // This cannot fail: a summary can take the focus.
                drop(summary.focus());
            }
            act.emit(Act::ClearComparison);
        })
    };
    let hint = match picks.len() {
        0 => view.ui_string(Word::CompareHint),
        1 => view.ui_string(Word::CompareOne),
        MAX_COMPARED => view.ui_string(Word::CompareMost),
        _ => "",
    };
    m.element("details", "cfb-cmp", |m| {
        m.set_attribute(Attr::Id, ids::COMPARE);
        m.element("summary", "cfb-btn", |m| {
            m.set_node_ref(summary);
            m.text_element(props.heading_tag(1), "cfb-h", view.ui_string(Word::Compare));
        });
        m.element("div", "cfb-sec-body", |m| {
            m.text_element("p", "cfb-pick-hint cfb-static", view.ui_string(Word::CompareAbove));
            m.fragment_if(!hint.is_empty(), |m| {
                m.element("p", "cfb-pick-hint", |m| {
                    m.set_key_to_text(hint);
                    m.text(hint);
                });
            });
            m.fragment_if(view.people.len() > MAX_LISTED, |m| {
                render_name_field(m, props, Word::AddName, "add");
            });
            m.element("div", "cfb-pick", |m| {
                m.set_attribute(Attr::Role, "group");
                m.set_attribute(Attr::AriaLabel, view.ui_string(Word::Compare));
                for index in list_options(view, picks) {
                    render_option(m, props, picks, act, index);
                }
            });
            m.fragment_if(!picks.is_empty(), |m| {
                render_comparison(m, props, picks, false);
                m.element("button", "cfb-act", |m| {
                    m.set_attribute(Attr::Type, "button");
                    m.on_click(clear);
                    m.text(view.ui_string(Word::CompareClear));
                });
                m.text(" ");
                let to = ids::comparison_of(picked(view, picks).map(|person| &*person.id));
                let request = Request::CopyLink(Some(&to));
                render_request_button(m, props, request, Word::CopyCompared);
            });
        });
    });
}

/// The indices of the people to choose from: the first of those of whom anything is known, and
/// those who are chosen.
fn list_options(view: &BoxView, picks: &[usize]) -> Vec<usize> {
    let mut options = Vec::new();
    for person in 0..view.people.len() {
        let is_known = || view.issues.iter().any(|issue| has_statement(issue, &[person]));
        if picks.contains(&person) || options.len() < MAX_LISTED && is_known() {
            options.push(person);
        }
    }
    options
}

fn render_option(
    m: &mut Markup,
    props: &Props,
    picks: &[usize],
    act: &Callback<Act>,
    index: usize,
) {
    let Some(person) = props.view.people.get(index) else { return };
    m.element("label", "", |m| {
        // By this class, the stylesheet knows who is chosen without script.
        let class = ["cfb-picklabel cfb-n", &index.to_string()].concat();
        m.set_attribute(Attr::Class, if index < MAX_NUMBERED { &class } else { "cfb-picklabel" });
        m.set_key(person.id.as_str().into());
        m.set_attribute(Attr::DataPerson, &person.id);
        render_person_checkbox(m, act, index, picks);
        m.text_element("bdi", "", &person.name);
    });
}

fn picked<'v>(view: &'v BoxView, picks: &[usize]) -> impl Iterator<Item = &'v Person> {
    picks.iter().filter_map(|&pick| view.people.get(pick))
}

/// Renders the comparison of the people with these indices. Statements get their ids if `named`:
/// elsewhere in the box, these are taken.
pub(super) fn render_comparison(m: &mut Markup, props: &Props, picks: &[usize], named: bool) {
    let view = &props.view;
    let class = match picks.len() {
        0 | 1 => "cfb-table",
        2 => "cfb-table cfb-table-2",
        3 => "cfb-table cfb-table-3",
        _ => "cfb-table cfb-table-4",
    };
    // Explicit roles: some browsers drop the elements' own when CSS lays the table out as a grid.
    m.element("table", class, |m| {
        m.set_attribute(Attr::Role, "table");
        m.element("caption", "cfb-vh", |m| {
            let mut names = String::new();
            for person in picked(view, picks) {
                push_joined(&props.view, &mut names, &person.name);
            }
            m.set_key_to_text(&names);
            m.joined_text(&[view.ui_string(Word::CompareCaption), " ", &names]);
        });
        m.element("thead", "", |m| {
            m.set_attribute(Attr::Role, "rowgroup");
            m.element("tr", "", |m| {
                m.set_attribute(Attr::Role, "row");
                m.element("th", "", |m| {
                    m.set_attribute(Attr::Role, "columnheader");
                    m.set_attribute(Attr::Scope, "col");
                    m.text_element("span", "cfb-vh", view.ui_string(Word::Question));
                });
                for person in picked(view, picks) {
                    m.element("th", "", |m| {
                        m.set_key(person.id.as_str().into());
                        m.set_attribute(Attr::Role, "columnheader");
                        m.set_attribute(Attr::Scope, "col");
                        m.text_element("bdi", "", &person.name);
                        let short = &person.role_short;
                        let role = if short.is_empty() { &person.role } else { short };
                        m.text_element_if_any("span", "cfb-role", role);
                    });
                }
            });
        });
        m.element("tbody", "", |m| {
            m.set_attribute(Attr::Role, "rowgroup");
            for issue in &view.issues {
                if has_statement(issue, picks) {
                    render_question(m, props, issue, picks, named);
                }
            }
        });
    });
    let mut silent = String::new();
    for issue in &view.issues {
        if !has_statement(issue, picks) {
            push_joined(&props.view, &mut silent, &issue.label);
        }
    }
    m.fragment_if(!silent.is_empty(), |m| {
        m.element("p", "cfb-note", |m| {
            m.set_key_to_text(&silent);
            m.joined_text(&[
                view.ui_string(Word::CompareSilent),
                " ",
                &silent,
                view.ui_string(Word::FullStop),
                " ",
                view.ui_string(Word::NotReportedText),
            ]);
        });
    });
}

/// Whether anything is known about one of the chosen people on a question: words, a deed, or why
/// there are none. The questions without are listed once, below the table.
fn has_statement(issue: &IssueView, picks: &[usize]) -> bool {
    issue.cards.iter().any(|card| card.person.is_some_and(|person| picks.contains(&person)))
}

fn render_question(m: &mut Markup, props: &Props, issue: &IssueView, picks: &[usize], named: bool) {
    m.element("tr", "", |m| {
        m.set_key(issue.id.as_str().into());
        m.set_attribute(Attr::Role, "row");
        m.element("th", "cfb-iss", |m| {
            m.set_attribute(Attr::Role, "rowheader");
            m.set_attribute(Attr::Scope, "row");
            m.text(&issue.question);
            m.text_element_if_any("span", "cfb-scope", &issue.scope);
        });
        for &pick in picks {
            render_cell(m, props, issue, pick, named);
        }
    });
}

fn render_cell(m: &mut Markup, props: &Props, issue: &IssueView, person: usize, named: bool) {
    let view = &props.view;
    let name = view.people.get(person).map_or("", |person| &person.name);
    let entries = collect_entries(issue, person);
    m.element("td", "", |m| {
        m.set_key(person.into());
        m.set_attribute(Attr::Role, "cell");
        m.text_element("p", "cfb-cell-who", name);
        m.fragment_if(entries.is_empty(), |m| {
            m.text_element("p", "cfb-none", view.ui_string(Word::NotQuotedOnThis));
        });
        for CellEntry { said, card, in_reply } in entries {
            m.element("div", "cfb-cell-say", |m| {
                m.set_key(card.id.as_str().into());
                // An answer has its own id below the words that it answers, in their column.
                if named {
                    m.set_attribute(Attr::Id, &said.id);
                }
                m.fragment(|m| render_stance(m, said, ""));
                m.text_element_if_any("p", "cfb-note", in_reply);
                // An answer may be in two columns, so it has no id in either.
                render_card_body(m, props, card, false);
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
    for said in issue.cards.iter().filter(|card| card.person == Some(person)) {
        let answer = said.pointer().and_then(|pointer| {
            let answer = find_answer(issue, pointer, person)?;
            let is_shown = entries.iter().any(|entry| contains_card(entry.card, answer));
            (!is_shown).then_some((answer, &*pointer.in_reply))
        });
        let (card, in_reply) = answer.unwrap_or((said, ""));
        entries.push(CellEntry { said, card, in_reply });
    }
    entries
}

/// One card in a cell of the table.
struct CellEntry<'a> {
    /// The statement, or the pointer to it: it has the stance.
    said: &'a Card,
    /// The statement itself.
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
    find_card(&issue.cards, &pointer.to, 0).filter(|card| card.person == Some(person))
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
