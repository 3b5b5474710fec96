//! One stakeholder's words, deed or silence on one question, with what limits it and who answers.

use super::context::Props;
use super::controls::render_overlay_button;
use super::evidence::render_references;
use super::icon::{CAVEAT, render_icon};
use super::line::render_attribution;
use super::markup::{Attr, Markup};
use crate::view::{Card, CardBody, Caveat, Word};

/// Renders a card. With `pick`, it also has the person's name and the checkbox that compares them.
pub(super) fn render_card(
    m: &mut Markup,
    props: &Props,
    card: &Card,
    pick: Option<&dyn Fn(&mut Markup)>,
) {
    let person = props.view.person_of(card);
    let (name, role) = person.map_or(("", ""), |person| (&person.name, &person.role));
    let index = card.person.map_or_else(String::new, |index| index.to_string());
    m.element("article", "", |m| {
        m.set_attribute(Attr::Id, &card.id);
        m.set_attribute(Attr::Class, &["cfb-say cfb-p", &index].concat());
        m.fragment_if(pick.is_some(), |m| {
            m.element("div", "cfb-who", |m| {
                m.element("p", "cfb-who-name", |m| {
                    m.element("b", "", |m| m.text_element("bdi", "", name));
                    m.text(" ");
                    m.text_element("span", "cfb-role", role);
                });
                if let Some(pick) = pick {
                    pick(m);
                }
            });
        });
        m.fragment(|m| render_card_body(m, props, card, true));
    });
}

/// Renders what is below the name. Nested cards get their ids if `named`; the comparison shows them
/// a second time, so it leaves them out to keep ids unique.
pub(super) fn render_card_body(m: &mut Markup, props: &Props, card: &Card, named: bool) {
    let view = &props.view;
    match &card.body {
        CardBody::Quote => m.element("blockquote", "cfb-quote", |m| {
            set_spoken_language(m, card, false);
            m.element("p", "", |m| {
                for text in
                    [view.ui_string(Word::QuoteOpen), &card.text, view.ui_string(Word::QuoteClose)]
                {
                    m.text(text);
                }
            });
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
            m.element("span", "", |m| {
                set_spoken_language(m, card, false);
                m.text(&card.text);
            });
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
    render_attribution(m, props, &card.by, &card.evidence, &card.note);
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
        render_icon(m, Some(CAVEAT));
        m.element("span", "", |m| {
            m.text(&caveat.text);
            render_references(m, props, &caveat.evidence);
        });
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
            m.element("p", "", |m| {
                m.element("b", "", |m| {
                    m.text_element("bdi", "", name);
                    m.text(props.view.ui_string(Word::Colon));
                });
            });
        });
        render_card_body(m, props, card, named);
    });
}
