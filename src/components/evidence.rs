//! Evidence: who says so, in which words, and a link that opens the source there.

use super::context::{Props, listed};
use super::controls::{button, link};
use super::markup::Markup;
use super::state::Request;
use crate::view::{Evidence, Word, is_safe_href};

/// What a URL contains that opens a page at a passage.
const TEXT_FRAGMENT: &str = ":~:text=";

/// What opens to show the evidence: `head` is the fact, underlined by its own markup.
pub(super) fn render_disclosure(
    m: &mut Markup,
    props: &Props,
    class: &'static str,
    evidence: &[Evidence],
    note: &str,
    head: &dyn Fn(&mut Markup),
) {
    m.el("details", "cfb-ev", |m| {
        m.el("summary", class, head);
        m.el("div", "cfb-proof", |m| {
            evidence.iter().for_each(|evidence| render_evidence(m, props, evidence));
            m.leaf_if_any("p", "cfb-note", note);
            button(m, props, Request::CopyLink(None), Word::CopyLink);
        });
    });
}

fn render_evidence(m: &mut Markup, props: &Props, evidence: &Evidence) {
    let view = &props.view;
    let comma = view.word(Word::Comma);
    let some = |text: &str| !text.is_empty();
    m.el("div", "cfb-from", |m| {
        m.when(some(&evidence.claim), |m| m.el("p", "", |m| m.leaf("b", "", &evidence.claim)));
        m.el("p", "cfb-attr", |m| {
            m.when(some(&evidence.provenance), |m| m.texts(&[&evidence.provenance, comma]));
            m.el("cite", "", |m| m.leaf("bdi", "", &evidence.cite));
            m.text(comma);
            m.leaf("bdi", "", &evidence.date);
            m.when(some(&evidence.page), |m| m.texts(&[comma, &evidence.page]));
        });
        m.when(some(&evidence.passage), |m| {
            m.el("blockquote", "cfb-passage", |m| {
                m.el("p", "", |m| {
                    m.when(some(&evidence.before), |m| m.texts(&[&evidence.before, " "]));
                    m.leaf("mark", "", &evidence.passage);
                    m.when(some(&evidence.after), |m| m.texts(&[" ", &evidence.after]));
                });
            });
        });
        m.el("p", "cfb-links", |m| {
            if is_safe_href(&evidence.href) {
                let leads = evidence.href.contains(TEXT_FRAGMENT);
                link(
                    m,
                    &evidence.href,
                    view.word(if leads { Word::OpenAtPassage } else { Word::ReadSource }),
                );
            } else {
                m.leaf("span", "", view.word(Word::NoAddress));
            }
            m.when(is_safe_href(&evidence.archived), |m| {
                link(m, &evidence.archived, view.word(Word::Archived))
            });
        });
    });
}

/// The numbers of the sources, each once, as they stand in the list of sources.
pub(super) fn render_references(m: &mut Markup, props: &Props, evidence: &[Evidence]) {
    render_numbers(m, props, evidence, &[" ", props.view.word(Word::SourceNumber), " "]);
}

/// The same after a word that says that it is a source.
pub(super) fn render_plain_references(m: &mut Markup, props: &Props, evidence: &[Evidence]) {
    render_numbers(m, props, evidence, &[" "]);
}

fn render_numbers(m: &mut Markup, props: &Props, evidence: &[Evidence], before: &[&str]) {
    let mut numbers: Vec<u32> = evidence.iter().filter_map(|evidence| evidence.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    m.when(props.view.has_several_sources() && !numbers.is_empty(), |m| {
        let mut list = String::new();
        numbers.iter().for_each(|number| listed(&props.view, &mut list, &number.to_string()));
        m.el("span", "cfb-ref", |m| {
            m.el("span", "cfb-vh", |m| m.texts(before));
            m.text(&list);
        });
    });
}
