//! The facts: the headline value, the key facts, and the rest on demand.

use super::context::Props;
use super::evidence::{render_disclosure, render_plain_references};
use super::icon::{NOTHING, render_icon};
use super::line;
use super::markup::{Attr, Markup};
use crate::view::{Fact, Word, ids};

/// The facts of the contract.
pub(super) fn render_facts(m: &mut Markup, props: &Props) {
    let view = &props.view;
    m.el("div", "cfb-facts-col", |m| {
        m.optional(view.value.as_ref(), |m, value| render_headline(m, props, value));
        m.el("dl", "cfb-facts", |m| view.facts.iter().for_each(|line| render_row(m, props, line)));
        m.when(!view.more.is_empty() || !view.gaps.is_empty(), |m| {
            m.el("details", "cfb-more", |m| {
                m.attr(Attr::Id, ids::MORE_FACTS);
                m.el("summary", "cfb-more-sum", |m| {
                    m.leaf("b", "", view.word(Word::MoreFacts));
                    m.text(" ");
                    m.leaf("span", "cfb-digest", view.word(Word::MoreDigest));
                });
                m.el("dl", "cfb-facts", |m| {
                    view.more.iter().for_each(|line| render_row(m, props, line));
                    m.when(!view.gaps.is_empty(), |m| render_gaps(m, props));
                });
            });
        });
    });
}

fn render_headline(m: &mut Markup, props: &Props, value: &Fact) {
    m.el("div", "cfb-value", |m| {
        m.attr(Attr::Id, &value.id);
        render_disclosure(m, props, "cfb-ask cfb-ask-value", &value.evidence, &value.note, &|m| {
            m.el("span", "cfb-sum", |m| {
                render_icon(m, value.icon.map(Into::into));
                m.el("bdi", "", |m| m.amount(&value.text));
            });
            m.text(" ");
            m.el("span", "cfb-kind", |m| {
                m.text(&value.detail);
                m.text(" ");
                m.leaf("span", "cfb-dot", props.view.word(Word::WhoSaysSo));
                render_plain_references(m, props, &value.evidence);
            });
        });
    });
}

fn render_row(m: &mut Markup, props: &Props, line: &Fact) {
    m.el("div", "cfb-fact", |m| {
        m.attr(Attr::Id, &line.id);
        m.leaf("dt", "cfb-k", &line.label);
        m.el("dd", "", |m| line::render_fact(m, props, line));
    });
}

fn render_gaps(m: &mut Markup, props: &Props) {
    m.el("div", "cfb-fact", |m| {
        m.leaf("dt", "cfb-k", props.view.word(Word::Gaps));
        m.el("dd", "", |m| {
            m.el("ul", "cfb-gaps", |m| {
                for gap in &props.view.gaps {
                    m.el("li", "", |m| {
                        render_icon(m, Some(NOTHING));
                        m.text(" ");
                        m.text(gap);
                    });
                }
            });
        });
    });
}
