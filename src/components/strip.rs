//! The position strip: who takes which stance on each question about this contract, in columns that
//! are equally wide however many people are in them.

use super::context::Props;
use super::icon::render_icon;
use super::markup::{Attr, Markup};
use crate::model::{PartyKind, Stance};
use crate::view::{BoxView, IssueView, STANCE_AXIS, Word};

/// Renders the strip. It is shown where the box is wide enough for its columns; elsewhere the cards
/// below say the same.
pub(super) fn render_strip(m: &mut Markup, props: &Props) {
    let view = &props.view;
    // Explicit roles: some browsers drop the elements' own when CSS lays a table out as a grid.
    m.element("table", "cfb-strip", |m| {
        m.set_attribute(Attr::Role, "table");
        m.text_element("caption", "cfb-vh", view.ui_string(Word::Positions));
        m.element("thead", "", |m| {
            m.set_attribute(Attr::Role, "rowgroup");
            m.element("tr", "", |m| {
                m.set_attribute(Attr::Role, "row");
                m.element("th", "cfb-vh", |m| {
                    m.set_attribute(Attr::Role, "columnheader");
                    m.set_attribute(Attr::Scope, "col");
                    m.text(view.ui_string(Word::Question));
                });
                for (stance, title) in STANCE_AXIS.into_iter().zip(&view.stances) {
                    m.element("th", "", |m| {
                        m.set_attribute(Attr::Role, "columnheader");
                        m.set_attribute(Attr::Scope, "col");
                        render_icon(m, Some(stance.into()));
                        m.text(title);
                    });
                }
            });
        });
        let own = view.issues.iter().filter(|issue| issue.is_own);
        for (index, issue) in own.enumerate() {
            m.element("tbody", "", |m| {
                let class = ["cfb-positions cfb-q", &index.to_string()].concat();
                m.set_attribute(Attr::Class, &class);
                m.set_attribute(Attr::Role, "rowgroup");
                render_row(m, props, issue);
            });
        }
    });
}

fn render_row(m: &mut Markup, props: &Props, issue: &IssueView) {
    let view = &props.view;
    m.element("tr", "", |m| {
        m.set_attribute(Attr::Role, "row");
        m.element("th", "", |m| {
            m.set_attribute(Attr::Role, "rowheader");
            m.set_attribute(Attr::Scope, "row");
            m.text(&issue.question);
        });
        for stance in STANCE_AXIS {
            m.element("td", "", |m| {
                m.set_attribute(Attr::Role, "cell");
                let people = find_people(view, issue, stance);
                if people.is_empty() {
                    return m.text(view.ui_string(Word::NoOneQuoted));
                }
                for person in people.iter().filter_map(|&person| view.people.get(person)) {
                    m.element("span", "cfb-chip", |m| {
                        let class = match person.kind {
                            PartyKind::Person => "cfb-disc cfb-disc-person",
                            PartyKind::Organisation => "cfb-disc",
                            PartyKind::Group => "cfb-disc cfb-disc-group",
                        };
                        m.element("span", class, |m| {
                            m.set_attribute(Attr::AriaHidden, "true");
                            m.text(&person.initials);
                        });
                        m.text_element("bdi", "", &person.name);
                        m.text(" ");
                    });
                }
            });
        }
    });
}

/// The people with a stance on a question, each once, in their order.
fn find_people(view: &BoxView, issue: &IssueView, stance: Stance) -> Vec<usize> {
    let cards = issue.cards.iter().filter(|card| card.stance == Some(stance));
    let mut people: Vec<usize> = cards.filter_map(|card| card.person).collect();
    people.dedup();
    people.retain(|&person| person < view.people.len());
    people
}
