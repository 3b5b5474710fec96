//! The facts: the headline value, the key facts, and the rest on demand.

use super::context::Props;
use super::evidence::{render_disclosure, render_plain_references};
use super::icon::{NOTHING, render_icon};
use super::line::render_fact;
use super::markup::{Attr, Markup};
use crate::view::{Fact, Word, ids};

/// Renders the facts of the contract.
pub(super) fn render_facts(m: &mut Markup, props: &Props) {
    let view = &props.view;
    m.element("div", "cfb-facts-col", |m| {
        m.optional(view.value.as_ref(), |m, value| render_headline(m, props, value));
        m.element("dl", "cfb-facts", |m| {
            for fact in &view.facts {
                render_row(m, props, fact);
            }
        });
        m.fragment_if(!view.more.is_empty() || !view.gaps.is_empty(), |m| {
            m.element("details", "cfb-more", |m| {
                m.set_attribute(Attr::Id, ids::MORE_FACTS);
                m.element("summary", "cfb-more-sum", |m| {
                    m.text_element("b", "", view.ui_string(Word::MoreFacts));
                    m.text(" ");
                    m.text_element("span", "cfb-digest", view.ui_string(Word::MoreDigest));
                });
                m.element("dl", "cfb-facts", |m| {
                    for fact in &view.more {
                        render_row(m, props, fact);
                    }
                    m.fragment_if(!view.gaps.is_empty(), |m| render_gaps(m, props));
                });
            });
        });
    });
}

fn render_headline(m: &mut Markup, props: &Props, value: &Fact) {
    m.element("div", "cfb-value", |m| {
        m.set_attribute(Attr::Id, &value.id);
        render_disclosure(m, props, "cfb-ask cfb-ask-value", &value.evidence, &value.note, &|m| {
            m.element("span", "cfb-sum", |m| {
                render_icon(m, value.icon.map(Into::into));
                m.element("bdi", "", |m| m.breakable_amount(&value.text));
            });
            m.text(" ");
            m.element("span", "cfb-kind", |m| {
                m.text(&value.detail);
                m.text(" ");
                m.text_element("span", "cfb-dot", props.view.ui_string(Word::WhoSaysSo));
                render_plain_references(m, props, &value.evidence);
            });
        });
    });
}

fn render_row(m: &mut Markup, props: &Props, fact: &Fact) {
    m.element("div", "cfb-fact", |m| {
        m.set_attribute(Attr::Id, &fact.id);
        m.text_element("dt", "cfb-k", &fact.label);
        m.element("dd", "", |m| render_fact(m, props, fact));
    });
}

fn render_gaps(m: &mut Markup, props: &Props) {
    m.element("div", "cfb-fact", |m| {
        m.text_element("dt", "cfb-k", props.view.ui_string(Word::Gaps));
        m.element("dd", "", |m| {
            m.element("ul", "cfb-gaps", |m| {
                for gap in &props.view.gaps {
                    m.element("li", "", |m| {
                        render_icon(m, Some(NOTHING));
                        m.text(" ");
                        m.text(gap);
                    });
                }
            });
        });
    });
}
