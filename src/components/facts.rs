//! The facts: the headline value, the key facts, and the rest on demand.

use super::context::Props;
use super::evidence::{Subject, render_disclosure, render_plain_references};
use super::header::render_track;
use super::icon::{NOTHING, render_icon};
use super::line::render_fact;
use super::markup::{Attr, Markup};
use crate::model::QuestionState;
use crate::view::{Fact, Line, LineKind, Parts, SectionId, Word, ids};

/// Renders the facts that are always visible. Where the words that tell some of them are not, these
/// are among them.
pub(super) fn render_key_facts(m: &mut Markup, props: &Props) {
    let view = &props.view;
    m.element("div", "cfb-facts-col", |m| {
        m.text_element(props.heading_tag(1), "cfb-vh", view.ui_string(Word::KeyFacts));
        render_track(m, props);
        m.optional(view.value.as_ref(), |m, value| render_headline(m, props, value));
        let mut facts: Vec<_> = view.facts.iter().collect();
        if props.parts == Parts::Facts {
            facts.extend(&view.told);
        }
        m.fragment_if(!facts.is_empty(), |m| render_fact_list(m, props, &facts));
        m.fragment_if(props.parts == Parts::All, |m| render_unknowns(m, props));
    });
}

/// How many open questions are named beside the words.
const MAX_UNKNOWNS: usize = 3;

/// Renders the first open questions, which fill the column of the facts where it is beside the words
/// of everybody.
fn render_unknowns(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let Some(section) = view.section(SectionId::Questions) else { return };
    m.element("p", "cfb-not-quoted cfb-wide", |m| {
        m.element("b", "", |m| m.joined_text(&[&section.title, view.ui_string(Word::Colon)]));
        let lines = section.groups.iter().flat_map(|group| &group.lines);
        for line in lines.filter(|line| is_open(line)).take(MAX_UNKNOWNS) {
            m.joined_text(&[" ", &line.text]);
        }
    });
}

/// Whether a line is a question without an answer.
fn is_open(line: &Line) -> bool {
    matches!(&line.kind, LineKind::Question(state) if *state != QuestionState::Answered)
}

/// Renders the further facts.
pub(super) fn render_more_facts(m: &mut Markup, props: &Props) {
    let view = &props.view;
    let facts: Vec<_> = view.told.iter().chain(&view.more).collect();
    m.fragment_if(!facts.is_empty(), |m| {
        m.element("div", "cfb-part", |m| {
            m.set_attribute(Attr::Id, ids::MORE_FACTS);
            render_fact_list(m, props, &facts);
        });
    });
}

/// Renders what readers would ask and no source says.
pub(super) fn render_gaps(m: &mut Markup, props: &Props) {
    let view = &props.view;
    m.fragment_if(!view.gaps.is_empty(), |m| {
        m.text_element(props.heading_tag(2), "cfb-h4", view.ui_string(Word::Gaps));
        m.element("ul", "cfb-gaps", |m| {
            for gap in &view.gaps {
                m.element("li", "", |m| {
                    render_icon(m, Some(NOTHING));
                    m.text(gap);
                });
            }
        });
    });
}

fn render_headline(m: &mut Markup, props: &Props, value: &Fact) {
    m.element("div", "cfb-value", |m| {
        m.set_attribute(Attr::Id, &value.id);
        let (class, subject) = ("cfb-ask-value", Subject::Fact(&value.label));
        render_disclosure(m, props, class, &value.evidence, &value.note, subject, &|m| {
            m.element("bdi", "cfb-sum", |m| {
                render_icon(m, value.icon.map(Into::into));
                m.breakable_amount(&value.text);
            });
            m.text(" ");
            m.element("span", "cfb-kind", |m| {
                m.joined_text(&[&value.detail, " "]);
                m.text_element("span", "cfb-dot", props.view.ui_string(Word::WhoSaysSo));
                render_plain_references(m, props, &value.evidence);
            });
        });
    });
}

fn render_fact_list(m: &mut Markup, props: &Props, facts: &[&Fact]) {
    m.element("dl", "cfb-facts", |m| {
        for fact in facts {
            m.element("div", "cfb-fact", |m| {
                m.set_attribute(Attr::Id, &fact.id);
                m.text_element("dt", "cfb-k", &fact.label);
                m.element("dd", "", |m| render_fact(m, props, fact));
            });
        }
    });
}
