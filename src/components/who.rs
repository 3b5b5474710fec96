//! Who says what: a tab per question, with a row per stance that is legend, filter and disclosure
//! at once. A closed row still names its people.

use yew::prelude::*;

use super::card::render_card;
use super::context::{Props, push_joined};
use super::controls::{render_issue_radio, render_person_checkbox};
use super::icon::{render_icon, row_icon};
use super::markup::{Attr, Markup};
use super::state::{Act, Selection};
use crate::view::{Card, IssueView, Row, Word, ids};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct WhoProps {
    pub(super) all: Props,
    pub(super) choice: Selection,
    pub(super) act: Callback<Act>,
    /// The summary of the comparison.
    pub(super) compare: NodeRef,
}

/// Stakeholders by question and stance.
#[component]
pub(super) fn WhoSaysWhat(props: &WhoProps) -> Html {
    let view = &props.all.view;
    Markup::build_html(|m| {
        m.element("div", "cfb-who-col", |m| {
            m.text_element(
                props.all.heading_tag(1),
                "cfb-h cfb-h-who",
                view.ui_string(Word::WhoSaysWhat),
            );
            m.element("fieldset", "cfb-tabs", |m| {
                m.text_element("legend", "cfb-vh", view.ui_string(Word::ChooseIssue));
                for (index, issue) in view.issues.iter().enumerate() {
                    m.element("label", "cfb-tab", |m| {
                        render_issue_radio(m, &props.act, index, props.choice.issue == index);
                        m.text_element("span", "", &issue.label);
                    });
                }
            });
            m.element("div", "cfb-panels", |m| {
                for issue in &view.issues {
                    render_panel(m, props, issue);
                }
            });
            m.element("details", "cfb-fine", |m| {
                m.set_attribute(Attr::Id, ids::ORDER_RULE);
                m.element("summary", "cfb-fine-sum", |m| {
                    m.text_element("span", "cfb-dot", view.ui_string(Word::HowOrdered))
                });
                m.text_element("p", "cfb-order", view.ui_string(Word::OrderRule));
            });
            m.fragment_if(!props.choice.people.is_empty(), |m| render_picked(m, props));
        });
    })
}

fn render_panel(m: &mut Markup, props: &WhoProps, issue: &IssueView) {
    m.element("div", "cfb-panel", |m| {
        m.text_element(props.all.heading_tag(2), "cfb-prop", &issue.question);
        m.text_element_if_any("p", "cfb-scope", &issue.scope);
        for row in &issue.rows {
            render_row(m, props, row);
        }
    });
}

fn render_row(m: &mut Markup, props: &WhoProps, row: &Row) {
    let mut people: Vec<&Card> = row.cards.iter().collect();
    // The cards of one person are adjacent, so each name is listed once.
    people.dedup_by_key(|card| card.person);
    m.element("details", "cfb-group", |m| {
        m.set_attribute(Attr::Id, &row.id);
        m.element("summary", "cfb-group-sum", |m| {
            render_icon(m, Some(row_icon(row.stance)));
            m.text_element("span", "cfb-stance", &row.word);
            m.text(" ");
            m.element("span", "cfb-names", |m| {
                for (index, card) in people.iter().enumerate() {
                    render_name(m, props, card, index + 1 == people.len());
                }
            });
        });
        m.element("div", "cfb-says", |m| {
            let mut last = None;
            for card in row.without_repeats() {
                // Statements of one person are adjacent, so their name and checkbox are shown once.
                let is_same_person = last.replace(card.person) == Some(card.person);
                let pick = |m: &mut Markup| {
                    if let Some(person) = card.person {
                        render_pick(m, props, person);
                    }
                };
                render_card(m, &props.all, card, (!is_same_person).then_some(&pick));
            }
        });
    });
}

/// Renders a name in a collapsed row, with the kind of silence or, failing that, the role.
fn render_name(m: &mut Markup, props: &WhoProps, card: &Card, last: bool) {
    let view = &props.all.view;
    let Some(person) = view.person_of(card) else { return };
    m.element("span", "cfb-name", |m| {
        m.text_element("bdi", "", &person.name);
        m.fragment(|m| {
            if let Some(silence) = card.silence() {
                m.element("span", "cfb-type", |m| {
                    m.joined_text(&[view.ui_string(Word::Colon), " ", &silence.word])
                });
            } else if !person.role_short.is_empty() {
                m.element("span", "cfb-role", |m| {
                    m.joined_text(&[
                        view.ui_string(Word::AsideOpen),
                        &person.role_short,
                        view.ui_string(Word::AsideClose),
                    ])
                });
            }
        });
        m.fragment_if(!last, |m| m.text_element("span", "cfb-sep", view.ui_string(Word::Comma)));
    });
}

/// Renders the checkbox that adds a person to the comparison.
fn render_pick(m: &mut Markup, props: &WhoProps, person: usize) {
    let view = &props.all.view;
    let Some(name) = view.people.get(person).map(|person| &person.name) else { return };
    m.element("label", "cfb-pick-here", |m| {
        render_person_checkbox(m, &props.act, person, &props.choice.people);
        m.element("span", "", |m| {
            m.text(view.ui_string(Word::ComparePick));
            m.element("span", "cfb-vh", |m| m.joined_text(&[" ", name]));
        });
    });
}

/// Renders who is chosen so far: with one person a hint, with more the button that leads to the
/// comparison.
fn render_picked(m: &mut Markup, props: &WhoProps) {
    let view = &props.all.view;
    let picks = &props.choice.people;
    let mut names = String::new();
    for person in picks.iter().filter_map(|&pick| view.people.get(pick)) {
        push_joined(view, &mut names, &person.name);
    }
    m.element("div", "cfb-picked", |m| {
        if picks.len() < 2 {
            m.element("p", "", |m| {
                m.set_key_to_text(&names);
                m.text_element("b", "", &names);
                m.joined_text(&[
                    view.ui_string(Word::FullStop),
                    " ",
                    view.ui_string(Word::CompareOne),
                ]);
            });
        } else {
            let summary = props.compare.clone();
            m.element("button", "cfb-act", |m| {
                m.set_key_to_text(&names);
                m.set_attribute(Attr::Type, "button");
                m.on_click(Callback::from(move |_: MouseEvent| {
                    super::compare::open_comparison(&summary)
                }));
                m.joined_text(&[view.ui_string(Word::CompareCaption), " ", &names]);
            });
        }
    });
}
