//! One line of text with its evidence: a fact, whose words open it, or a sentence, under which it
//! opens.

use super::context::Props;
use super::controls::render_link;
use super::evidence::{render_disclosure, render_references};
use super::icon::{Drawn, render_icon};
use super::markup::Markup;
use crate::view::{Evidence, Fact, Line, Word, is_safe_href};

/// A fact: its words open to its evidence, where there is any.
pub(super) fn render_fact(m: &mut Markup, props: &Props, line: &Fact) {
    let opens = !line.evidence.is_empty() || !line.note.is_empty();
    let head = |m: &mut Markup| {
        render_icon(m, line.icon.map(Into::into));
        // An amount alone has no other place to be broken at.
        let is_one_word = !line.text.bytes().any(|byte| byte == b' ');
        m.element("span", if opens { "cfb-dot" } else { "" }, |m| {
            m.element("bdi", "", |m| {
                if is_one_word { m.breakable_amount(&line.text) } else { m.text(&line.text) }
            });
        });
        render_references(m, props, &line.evidence);
        m.text_element_if_any("span", "cfb-sub", &line.detail);
    };
    if opens {
        render_disclosure(m, props, "cfb-ask", &line.evidence, &line.note, &head);
    } else {
        m.element("div", "cfb-ask", head);
    }
}

/// A sentence, with its evidence in a small line below.
pub(super) fn render_sentence(
    m: &mut Markup,
    props: &Props,
    line: &Line,
    class: &'static str,
    icon: Option<Drawn>,
) {
    render_text(m, icon, class, &line.text);
    m.text_element_if_any("p", "cfb-detail", &line.detail);
    render_attribution(m, props, "", &line.evidence, &line.note);
}

/// A text after its icon, or after where that would be.
pub(super) fn render_text(m: &mut Markup, drawn: Option<Drawn>, class: &'static str, text: &str) {
    m.element("p", class, |m| {
        render_icon(m, drawn);
        m.text_element("bdi", "", text);
    });
}

/// Who says so, in a small line that opens to the passages; `by` stands before it.
pub(super) fn render_attribution(
    m: &mut Markup,
    props: &Props,
    by: &str,
    evidence: &[Evidence],
    note: &str,
) {
    let Some(first) = evidence.first() else {
        m.fragment_if(!by.is_empty() || !note.is_empty(), |m| {
            m.element("p", "cfb-attr", |m| [by, " ", note].iter().for_each(|text| m.text(text)));
        });
        return;
    };
    render_disclosure(m, props, "cfb-ask cfb-ask-fine", evidence, note, &|m| {
        m.fragment_if(!by.is_empty(), |m| m.joined_text(&[by, " "]));
        m.element("span", "cfb-dot", |m| {
            m.element("cite", "", |m| m.text_element("bdi", "", &first.cite));
            m.text(props.view.ui_string(Word::Comma));
            m.text_element("bdi", "", &first.date);
        });
        render_references(m, props, evidence);
    });
}

/// A text that is a link, if its URL is safe.
pub(super) fn render_linked_text(m: &mut Markup, props: &Props, text: &str, href: &str) {
    if !is_safe_href(href) {
        m.element("span", "", |m| m.text_element("bdi", "", text));
    } else if href.contains("://") {
        render_link(m, href, text);
    } else {
        render_link(m, &[&*props.base, href].concat(), text);
    }
}
