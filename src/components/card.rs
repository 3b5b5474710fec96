//! What one stakeholder said, did or did not say, with what limits it and who answers: a card a
//! person, and in it their statements question by question.

use super::context::Props;
use super::controls::render_overlay_button;
use super::disclosure::render_range;
use super::evidence::{Subject, render_references};
use super::icon::render_icon;
use super::line::render_attribution;
use super::markup::{Attr, Markup};
use crate::view::{BoxView, Card, CardBody, Caveat, IssueView, Word};

/// How many people's cards are open in a list; those of the others are in groups, which open.
const MAX_OPEN: usize = 12;
/// How many people's cards are in such a group.
const GROUP_SIZE: usize = 24;

/// A person with their cards, each with its question and the index of that among those of its kind.
pub(super) struct Person<'v> {
    pub(super) index: usize,
    cards: Vec<(usize, &'v IssueView, &'v Card)>,
}

/// Collects what each person says on one question or, without one, on all about this contract; in
/// the order of the people.
pub(super) fn collect_people<'v>(view: &'v BoxView, on: Option<&IssueView>) -> Vec<Person<'v>> {
    let mut people = Vec::new();
    for index in 0..view.people.len() {
        people.push(Person { index, cards: Vec::new() });
    }
    let mut number = 0;
    for issue in &view.issues {
        if !on.map_or(issue.is_own, |on| on.id == issue.id) {
            continue;
        }
        for card in &issue.cards {
            let person = card.person.and_then(|person| people.get_mut(person));
            let Some(Person { cards, .. }) = person else { continue };
            // If somebody has answered one statement twice, the pointers would read the same.
            let is_repeated = cards.last().is_some_and(|(about, _, last)| {
                *about == number && card.is_pointer() && last.text == card.text
            });
            if !is_repeated {
                cards.push((number, issue, card));
            }
        }
        number += 1;
    }
    people.retain(|person| !person.cards.is_empty());
    people
}

impl Person<'_> {
    /// Whether the person is on record on one of the questions or, if `number` is given, on that.
    pub(super) fn is_quoted(&self, number: Option<usize>) -> bool {
        self.cards.iter().any(|(about, _, card)| {
            number.is_none_or(|number| number == *about) && card.silence().is_none()
        })
    }
}

/// How a list of cards is rendered.
#[derive(Clone, Copy)]
pub(super) struct CardStyle {
    /// How many levels the names are below the title of the box.
    pub(super) depth: u8,
    /// Whether the cards are about several questions, so that each statement says which one it is
    /// about and the filter can hide it.
    pub(super) several: bool,
}

impl CardStyle {
    /// The class of what the filter hides unless one of these people says something on the chosen
    /// question.
    fn filtered_class(self, class: &str, view: &BoxView, people: &[Person<'_>]) -> String {
        let mut classes = class.to_owned();
        for number in 0..view.issues.len() {
            let mut cards = people.iter().flat_map(|person| &person.cards);
            if self.several && cards.any(|(about, ..)| *about == number) {
                classes.push_str(" cfb-q");
                classes.push_str(&number.to_string());
            }
        }
        classes
    }
}

/// Renders the cards of people.
pub(super) fn render_people(
    m: &mut Markup,
    props: &Props,
    people: &[Person<'_>],
    style: CardStyle,
) {
    let (open, folded) = people.split_at_checked(MAX_OPEN).unwrap_or((people, &[]));
    render_cards(m, props, open, style);
    m.fragment(|m| {
        for group in folded.chunks(GROUP_SIZE) {
            let name = |person: Option<&Person<'_>>| {
                person.and_then(|person| props.view.people.get(person.index))
            };
            let (Some(first), Some(last)) = (name(group.first()), name(group.last())) else {
                continue;
            };
            let class = style.filtered_class("cfb-more-sum", &props.view, group);
            render_range(m, props, "cfb-people", &class, [&first.name, &last.name], |m| {
                render_cards(m, props, group, style);
            });
        }
    });
}

fn render_cards(m: &mut Markup, props: &Props, people: &[Person<'_>], style: CardStyle) {
    m.element("div", "cfb-cards", |m| {
        for person in people {
            render_person(m, props, person, style);
        }
    });
}

fn render_person(m: &mut Markup, props: &Props, person: &Person<'_>, style: CardStyle) {
    let view = &props.view;
    let Some(known) = view.people.get(person.index) else { return };
    let is_abridged = view.is_abridged && person.cards.iter().all(|(_, issue, _)| issue.is_own);
    m.element("article", "", |m| {
        m.set_attribute(Attr::Class, &["cfb-card cfb-p", &person.index.to_string()].concat());
        m.element(props.heading_tag(style.depth), "", |m| {
            let class = style.filtered_class("cfb-who", view, std::slice::from_ref(person));
            m.set_attribute(Attr::Class, &class);
            m.text_element("bdi", "", &known.name);
            m.fragment_if(!known.role.is_empty(), |m| {
                m.text(" ");
                m.text_element("span", "cfb-role", &known.role);
            });
        });
        let (open, more) = if is_abridged {
            person.cards.split_at_checked(1).unwrap_or_default()
        } else {
            (&*person.cards, &[][..])
        };
        render_statements(m, props, open, style.several);
        m.fragment_if(!more.is_empty(), |m| {
            m.element("details", "cfb-others", |m| {
                m.element("summary", "cfb-fine-sum", |m| {
                    let values = [("count", &*more.len().to_string()), ("name", &known.name)];
                    m.text_element("span", "cfb-dot", &view.words.fill(Word::MoreFrom, &values));
                });
                render_statements(m, props, more, style.several);
            });
        });
    });
}

fn render_statements(
    m: &mut Markup,
    props: &Props,
    cards: &[(usize, &IssueView, &Card)],
    several: bool,
) {
    let mut last = None;
    m.fragment(|m| {
        for (number, issue, card) in cards {
            // The stance is not repeated over statements that share it.
            let is_same = last.replace((number, card.stance)) == Some((number, card.stance));
            m.element("div", "", |m| {
                m.set_attribute(Attr::Id, &card.id);
                let number = number.to_string();
                let class = ["cfb-say cfb-q", &number].concat();
                m.set_attribute(Attr::Class, if several { &class } else { "cfb-say" });
                m.fragment_if(!is_same, |m| {
                    render_stance(m, card, if several { &issue.label } else { "" })
                });
                render_card_body(m, props, card, true);
            });
        }
    });
}

/// Renders the stance of a card, with the label of its question if it needs one.
pub(super) fn render_stance(m: &mut Markup, card: &Card, about: &str) {
    let Some(stance) = card.stance else {
        return m.text_element_if_any("p", "cfb-stance", about);
    };
    m.element("p", "cfb-stance", |m| {
        render_icon(m, Some(stance.into()));
        m.text_element("b", "", &card.stance_word);
        for aside in [about, &card.stance_note] {
            m.fragment_if(!aside.is_empty(), |m| {
                m.text(" ");
                m.text_element("span", "cfb-about", aside);
            });
        }
    });
}

/// Renders what is below the name and the stance. Nested cards get their ids if `named`; the
/// comparison shows them a second time, so it leaves them out to keep ids unique.
pub(super) fn render_card_body(m: &mut Markup, props: &Props, card: &Card, named: bool) {
    let view = &props.view;
    match &card.body {
        CardBody::Quote => m.element("blockquote", "cfb-quote", |m| {
            set_spoken_language(m, card, false);
            m.joined_text(&[
                view.ui_string(Word::QuoteOpen),
                &card.text,
                view.ui_string(Word::QuoteClose),
            ]);
        }),
        CardBody::Silence(silence) => m.element("p", pointing_class(&silence.to), |m| {
            render_icon(m, Some(silence.kind.into()));
            m.element("span", "", |m| {
                m.fragment_if(!silence.word.is_empty(), |m| {
                    m.element("b", "", |m| {
                        m.joined_text(&[&silence.word, view.ui_string(Word::FullStop)])
                    });
                    m.text(" ");
                });
                m.text(&card.text);
            });
            render_lead_if_any(m, &silence.to, &card.text);
        }),
        CardBody::Pointer(pointer) => m.element("p", pointing_class(&pointer.to), |m| {
            m.text_element("span", "", &card.text);
            render_lead_if_any(m, &pointer.to, &card.text);
        }),
        CardBody::Said(flag) => m.element("p", "cfb-quote", |m| {
            m.text_element("span", "cfb-flag", flag);
            m.text(" ");
            if card.lang.is_empty() {
                m.text(&card.text);
            } else {
                m.element("span", "", |m| {
                    set_spoken_language(m, card, false);
                    m.text(&card.text);
                });
            }
        }),
    }
    m.fragment_if(!card.translation.is_empty(), |m| {
        m.element("p", "cfb-note", |m| {
            m.text(&card.translation);
            m.fragment_if(!card.original.is_empty(), |m| {
                m.joined_text(&[" ", view.ui_string(Word::Original), " "]);
                m.element("q", "", |m| {
                    set_spoken_language(m, card, true);
                    m.text(&card.original);
                });
            });
        });
    });
    if card.is_pointer() {
        return;
    }
    let subject = Subject::Card(&card.subject);
    render_attribution(m, props, &card.by, &card.evidence, &card.note, subject);
    for caveat in &card.caveats {
        render_caveat(m, props, caveat);
    }
    for answer in &card.answers {
        // A card without a person says that there is no answer; its `name` is a heading for that.
        let name = view.person_of(answer).map_or(&answer.name, |person| &person.name);
        let class = match answer.silence() {
            Some(_) => "cfb-reply",
            None => "cfb-reply cfb-reply-said",
        };
        render_nested_card(m, props, class, name, answer, named);
    }
    for earlier in &card.earlier {
        render_nested_card(m, props, "cfb-earlier", &earlier.name, earlier, named);
    }
}

/// Sets the language of the words that were actually spoken: the original of a translation, or else
/// the text. `is_original` is which of the two is being written.
fn set_spoken_language(m: &mut Markup, card: &Card, is_original: bool) {
    let is_translated = !card.translation.is_empty();
    if is_original == is_translated && !card.lang.is_empty() {
        m.set_attribute(Attr::Lang, &card.lang);
    }
}

/// The class of a text that leads to the card with the id `to`, or to none if `to` is empty.
fn pointing_class(to: &str) -> &'static str {
    if to.is_empty() { "cfb-none" } else { "cfb-none cfb-leads" }
}

fn render_lead_if_any(m: &mut Markup, to: &str, label: &str) {
    m.fragment_if(!to.is_empty(), |m| render_overlay_button(m, to, label));
}

fn render_caveat(m: &mut Markup, props: &Props, caveat: &Caveat) {
    m.element("p", "cfb-caveat", |m| {
        m.text_element("b", "", props.view.ui_string(Word::SourceAdds));
        m.joined_text(&[" ", &caveat.text]);
        render_references(m, props, &caveat.evidence);
    });
}

/// Renders a card below another one, under the heading `name`.
fn render_nested_card(
    m: &mut Markup,
    props: &Props,
    class: &'static str,
    name: &str,
    card: &Card,
    named: bool,
) {
    m.element("div", class, |m| {
        if named {
            m.set_attribute(Attr::Id, &card.id);
        }
        // Without a name, the text itself says whom it is about.
        m.fragment_if(!name.is_empty(), |m| {
            m.element("p", "cfb-name", |m| {
                m.joined_text(&[name, props.view.ui_string(Word::Colon)])
            });
        });
        render_card_body(m, props, card, named);
    });
}
