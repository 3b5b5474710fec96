//! Who says what: tabs of questions, and under each the stances as rows that are legend, filter and
//! disclosure at once. A closed row still names its people.

use yew::prelude::*;

use super::card::render_card;
use super::context::{Props, listed};
use super::controls::{checkbox, radio};
use super::icon::{render_icon, row_icon};
use super::markup::{Attr, Markup};
use super::state::{Act, Choice};
use crate::view::{Card, IssueView, Row, Word, ids};

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
    Markup::html(|m| {
        m.el("div", "cfb-who-col", |m| {
            m.leaf(props.all.heading(1), "cfb-h cfb-h-who", view.word(Word::WhoSaysWhat));
            m.el("fieldset", "cfb-tabs", |m| {
                m.leaf("legend", "cfb-vh", view.word(Word::ChooseIssue));
                for (at, issue) in view.issues.iter().enumerate() {
                    m.el("label", "cfb-tab", |m| {
                        radio(m, &props.act, at, props.choice.issue == at);
                        m.leaf("span", "", &issue.label);
                    });
                }
            });
            m.el("div", "cfb-panels", |m| {
                view.issues.iter().for_each(|issue| render_panel(m, props, issue))
            });
            m.el("details", "cfb-fine", |m| {
                m.attr(Attr::Id, ids::ORDER_RULE);
                m.el("summary", "cfb-fine-sum", |m| {
                    m.leaf("span", "cfb-dot", view.word(Word::HowOrdered))
                });
                m.leaf("p", "cfb-order", view.word(Word::OrderRule));
            });
            m.when(!props.choice.picks.is_empty(), |m| render_picked(m, props));
        });
    })
}

fn render_panel(m: &mut Markup, props: &WhoProps, issue: &IssueView) {
    m.el("div", "cfb-panel", |m| {
        m.leaf(props.all.heading(2), "cfb-prop", &issue.question);
        m.leaf_if_any("p", "cfb-scope", &issue.scope);
        issue.rows.iter().for_each(|row| render_row(m, props, row));
    });
}

fn render_row(m: &mut Markup, props: &WhoProps, row: &Row) {
    let mut people: Vec<&Card> = row.cards.iter().collect();
    people.dedup_by_key(|card| card.person);
    m.el("details", "cfb-group", |m| {
        m.attr(Attr::Id, &row.id);
        m.el("summary", "cfb-group-sum", |m| {
            render_icon(m, Some(row_icon(row.stance)));
            m.leaf("span", "cfb-stance", &row.word);
            m.text(" ");
            m.el("span", "cfb-names", |m| {
                for (at, card) in people.iter().enumerate() {
                    render_name(m, props, card, at + 1 == people.len());
                }
            });
        });
        m.el("div", "cfb-says", |m| {
            let mut last = None;
            for each in row.without_repeats() {
                // Somebody's second statement in a row stands under the same name.
                let again = last.replace(each.person) == Some(each.person);
                let pick = |m: &mut Markup| {
                    each.person.into_iter().for_each(|person| render_pick(m, props, person));
                };
                render_card(m, &props.all, each, (!again).then_some(&pick));
            }
        });
    });
}

/// A name in a closed row, with the kind of silence if it is one.
fn render_name(m: &mut Markup, props: &WhoProps, card: &Card, last: bool) {
    let view = &props.all.view;
    let Some(person) = view.person_of(card) else { return };
    m.el("span", "cfb-name", |m| {
        m.leaf("bdi", "", &person.name);
        m.list(|m| {
            if let Some(silence) = card.silence() {
                m.el("span", "cfb-type", |m| {
                    m.texts(&[view.word(Word::Colon), " ", &silence.word])
                });
            } else if !person.role_short.is_empty() {
                m.el("span", "cfb-role", |m| {
                    m.texts(&[
                        view.word(Word::AsideOpen),
                        &person.role_short,
                        view.word(Word::AsideClose),
                    ])
                });
            }
        });
        m.when(!last, |m| m.leaf("span", "cfb-sep", view.word(Word::Comma)));
    });
}

/// The box that puts a person into the comparison.
fn render_pick(m: &mut Markup, props: &WhoProps, person: usize) {
    let view = &props.all.view;
    let Some(name) = view.people.get(person).map(|person| &person.name) else { return };
    m.el("label", "cfb-pick-here", |m| {
        checkbox(m, &props.act, person, &props.choice.picks);
        m.el("span", "", |m| {
            m.text(view.word(Word::ComparePick));
            m.el("span", "cfb-vh", |m| m.texts(&[" ", name]));
        });
    });
}

/// Who is chosen so far, and the way to the comparison.
fn render_picked(m: &mut Markup, props: &WhoProps) {
    let view = &props.all.view;
    let picks = &props.choice.picks;
    let mut names = String::new();
    picks
        .iter()
        .filter_map(|&pick| view.people.get(pick))
        .for_each(|person| listed(view, &mut names, &person.name));
    m.el("div", "cfb-picked", |m| {
        if picks.len() < 2 {
            m.el("p", "", |m| {
                m.anew(&names);
                m.leaf("b", "", &names);
                m.texts(&[view.word(Word::FullStop), " ", view.word(Word::CompareOne)]);
            });
        } else {
            let summary = props.compare.clone();
            m.el("button", "cfb-act", |m| {
                m.anew(&names);
                m.attr(Attr::Type, "button");
                m.on_click(Callback::from(move |_: MouseEvent| {
                    super::compare::open_comparison(&summary)
                }));
                m.texts(&[view.word(Word::CompareCaption), " ", &names]);
            });
        }
    });
}
