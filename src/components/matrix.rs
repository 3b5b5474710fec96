//! The stances of all people on all questions at a glance; each cell leads to the words.
//!
//! It is a table where there is room and a list of the same rows where there is not.

use super::context::Props;
use super::controls::render_overlay_button;
use super::disclosure::Disclosure;
use super::icon::{NOTHING, render_icon, row_icon};
use super::markup::{Attr, Markup};
use crate::view::{Card, CardBody, IssueView, Person, Row, Word, ids};

/// Renders the part that opens to the matrix.
pub(super) fn render_matrix(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let (title, digest) = (view.ui_string(Word::Everyone), view.ui_string(Word::EveryoneDigest));
    // The wider the table, the wider the box must be before the stylesheet lays it out as one;
    // beyond the width of an article it stays a list.
    let class = match view.min_table_characters {
        ..=66 => "cfb-sec cfb-mx",
        67..=80 => "cfb-sec cfb-mx cfb-mx-80",
        81..=96 => "cfb-sec cfb-mx cfb-mx-96",
        _ => "cfb-sec cfb-mx cfb-mx-list",
    };
    let part = Disclosure { class, id: ids::EVERYONE, title, digest, summary: None };
    part.render(m, props, |m| {
        // Roles and no `table` element: some browsers no longer treat one as a table when CSS lays
        // it out as a list.
        m.element("div", "cfb-mx-table", |m| {
            m.set_attribute(Attr::Role, "table");
            m.set_attribute(Attr::AriaLabel, &[title, " ", digest].concat());
            render_with_role(m, "cfb-mx-row cfb-mx-head", "row", |m| {
                render_with_role(m, "", "columnheader", |m| {
                    m.text_element("span", "cfb-vh", view.ui_string(Word::Name))
                });
                for issue in &view.issues {
                    render_with_role(m, "", "columnheader", |m| m.text(&issue.label));
                }
            });
            for (index, person) in view.people.iter().enumerate() {
                render_person(m, props, index, person);
            }
        });
        // In the table, the icon of "not quoted" has no text beside it.
        m.element("p", "cfb-mx-key", |m| {
            render_icon(m, Some(NOTHING));
            m.element("span", "", |m| {
                m.joined_text(&[
                    view.ui_string(Word::NotReported),
                    view.ui_string(Word::Colon),
                    " ",
                    view.ui_string(Word::NotReportedText),
                ])
            });
        });
    });
}

/// Renders a part of the table, which has its meaning from its role.
fn render_with_role(
    m: &mut Markup,
    class: &'static str,
    role: &str,
    inside: impl FnOnce(&mut Markup),
) {
    m.element("div", class, |m| {
        m.set_attribute(Attr::Role, role);
        inside(m);
    });
}

/// Renders a person's row: their stance on each question.
fn render_person(m: &mut Markup, props: &Props, index: usize, person: &Person) {
    render_with_role(m, "cfb-mx-row", "row", |m| {
        render_with_role(m, "cfb-mx-name", "rowheader", |m| {
            m.text_element("bdi", "", &person.name)
        });
        for issue in &props.view.issues {
            render_cell(m, props, index, person, issue);
        }
    });
}

fn render_cell(m: &mut Markup, props: &Props, index: usize, person: &Person, issue: &IssueView) {
    let view = &props.view;
    let mut said: Vec<(&Row, &Card)> = Vec::new();
    for row in &issue.rows {
        said.extend(find_first_card(row, index).map(|card| (row, card)));
    }
    render_with_role(
        m,
        if said.is_empty() { "cfb-mx-cell cfb-mx-none" } else { "cfb-mx-cell" },
        "cell",
        |m| {
            m.element("span", "cfb-mx-issue", |m| {
                m.joined_text(&[&issue.label, view.ui_string(Word::Colon), " "])
            });
            if said.is_empty() {
                render_icon(m, Some(NOTHING));
                return m.text_element("span", "cfb-vh", view.ui_string(Word::NotReported));
            }
            for (row, card) in said {
                let is_known = !card.is_unreported();
                let (drawn, word, class) = match &card.body {
                    CardBody::Silence(silence) => (
                        silence.kind.into(),
                        &silence.word,
                        if is_known {
                            "cfb-mx-said cfb-mx-silent cfb-leads"
                        } else {
                            "cfb-mx-said cfb-mx-silent cfb-mx-unknown"
                        },
                    ),
                    CardBody::Quote | CardBody::Said(_) | CardBody::Pointer(_) => {
                        (row_icon(row.stance), &row.word, "cfb-mx-said cfb-leads")
                    }
                };
                m.element("span", class, |m| {
                    render_icon(m, Some(drawn));
                    m.text_element("span", "", word);
                    // A silence of which nothing is known has nothing to lead to.
                    m.fragment_if(is_known, |m| {
                        // The label begins with the visible word, so that people who control the
                        // browser by voice can say what they see.
                        let values =
                            [("stance", &**word), ("name", &person.name), ("issue", &issue.label)];
                        render_overlay_button(
                            m,
                            &card.id,
                            &view.words.fill(Word::EveryoneCell, &values),
                        );
                    });
                });
            }
        },
    );
}

/// The card that a cell leads to, for a person's statements with one stance: the first, since it is
/// next to the others, but never a silence of which nothing is known if there is anything else.
fn find_first_card(row: &Row, person: usize) -> Option<&Card> {
    let mut unreported = None;
    for card in row.cards.iter().filter(|card| card.person == Some(person)) {
        if !card.is_unreported() {
            return Some(card);
        }
        unreported = unreported.or(Some(card));
    }
    unreported
}
