//! One line of text with its evidence. The text of a fact opens the evidence itself; a sentence has
//! a small line below it that does.

use super::context::Props;
use super::controls::render_link;
use super::evidence::{Subject, render_disclosure, render_references};
use super::icon::{Drawn, render_icon};
use super::markup::Markup;
use crate::view::{Evidence, Fact, Line, LineKind, Word, is_safe_href};

/// The beginning of the URL of another story's page in the bundle.
pub(super) const STORY_PREFIX: &str = "stories/";

/// Renders a fact, which opens to its evidence or note if it has any.
pub(super) fn render_fact(m: &mut Markup, props: &Props, fact: &Fact) {
    if fact.evidence.is_empty() && fact.note.is_empty() {
        return m.element("div", "cfb-ask", |m| render_fact_text(m, props, fact, ""));
    }
    let subject = Subject::Fact(&fact.label);
    render_disclosure(m, props, "cfb-ask", &fact.evidence, &fact.note, subject, &|m| {
        // Those who go from control to control do not hear the label beside it.
        m.element("span", "cfb-vh", |m| {
            m.joined_text(&[&fact.label, props.view.ui_string(Word::Colon), " "])
        });
        render_fact_text(m, props, fact, "cfb-dot");
    });
}

fn render_fact_text(m: &mut Markup, props: &Props, fact: &Fact, class: &'static str) {
    render_icon(m, fact.icon.map(Into::into));
    // A text with spaces wraps at them. An amount without any needs break opportunities of its own.
    let is_one_word = !fact.text.bytes().any(|byte| byte == b' ');
    m.element("bdi", class, |m| {
        if is_one_word { m.breakable_amount(&fact.text) } else { m.text(&fact.text) }
    });
    render_references(m, props, &fact.evidence);
    m.fragment_if(!fact.detail.is_empty(), |m| {
        m.text(" ");
        m.text_element("span", "cfb-sub", &fact.detail);
    });
}

/// Renders a sentence, with its evidence in a small line below.
pub(super) fn render_sentence(
    m: &mut Markup,
    props: &Props,
    line: &Line,
    class: &'static str,
    icon: Option<Drawn>,
) {
    render_text(m, icon, class, &line.text);
    m.text_element_if_any("p", "cfb-detail", &line.detail);
    render_line_attribution(m, props, line);
}

/// Renders who says what a line says.
pub(super) fn render_line_attribution(m: &mut Markup, props: &Props, line: &Line) {
    let Line { label, text, .. } = line;
    let name = match line.kind {
        _ if label.is_empty() => text.clone(),
        // The label of an event is its date, and that of a contract how it is related: alone, they
        // would not say what is meant.
        LineKind::Event(_) | LineKind::Contract(_) | LineKind::Amount(_) => {
            [label, props.view.ui_string(Word::Colon), " ", text].concat()
        }
        LineKind::Sentence
        | LineKind::Question(_)
        | LineKind::Newest(_)
        | LineKind::Source(_)
        | LineKind::Correction => label.clone(),
    };
    render_attribution(m, props, "", &line.evidence, &line.note, Subject::Line(&name));
}

/// Renders a paragraph after its icon, if it has one.
pub(super) fn render_text(m: &mut Markup, icon: Option<Drawn>, class: &'static str, text: &str) {
    m.element("p", class, |m| {
        render_icon(m, icon);
        m.text(text);
    });
}

/// Renders who says so: a small line that begins with `by` and opens to the passages.
pub(super) fn render_attribution(
    m: &mut Markup,
    props: &Props,
    by: &str,
    evidence: &[Evidence],
    note: &str,
    subject: Subject<'_>,
) {
    let Some(first) = evidence.first() else {
        m.fragment_if(!by.is_empty() || !note.is_empty(), |m| {
            m.element("p", "cfb-attr", |m| {
                for text in [by, " ", note] {
                    m.text(text);
                }
            });
        });
        return;
    };
    render_disclosure(m, props, "cfb-ask-fine", evidence, note, subject, &|m| {
        m.fragment_if(!by.is_empty(), |m| m.joined_text(&[by, " "]));
        m.element("cite", "cfb-dot", |m| {
            m.text(&first.cite);
            m.fragment_if(!first.date.is_empty(), |m| {
                m.joined_text(&[props.view.ui_string(Word::Comma), &first.date])
            });
        });
        m.element("span", "cfb-vh", |m| {
            let what = subject.describe(props);
            m.joined_text(&[" ", &props.view.words.fill(Word::SourceOf, &[("what", &what)])]);
        });
    });
}

/// Renders a text, as a link if its URL is safe. A relative URL is one within the bundle.
pub(super) fn render_linked_text(m: &mut Markup, props: &Props, text: &str, href: &str) {
    if !is_safe_href(href) {
        m.text_element("bdi", "", text);
    } else if href.starts_with(STORY_PREFIX) {
        render_link(m, &[&*props.base, href].concat(), text);
    } else {
        render_link(m, href, text);
    }
}
