//! Evidence: who says so, in which words, and a link that opens the source there.

use super::context::{Props, push_joined};
use super::controls::{render_link, render_request_button};
use super::markup::Markup;
use super::state::Request;
use crate::view::{Evidence, Word, is_safe_href};

/// The part of a URL that makes browsers open a page at a passage.
const TEXT_FRAGMENT: &str = ":~:text=";

/// Renders what opens to show the evidence. `head` writes the fact, with the class that underlines
/// it, so that the whole fact is the control.
pub(super) fn render_disclosure(
    m: &mut Markup,
    props: &Props,
    class: &'static str,
    evidence: &[Evidence],
    note: &str,
    head: &dyn Fn(&mut Markup),
) {
    m.element("details", "cfb-ev", |m| {
        m.element("summary", class, head);
        m.element("div", "cfb-proof", |m| {
            for evidence in evidence {
                render_evidence(m, props, evidence);
            }
            m.text_element_if_any("p", "cfb-note", note);
            render_request_button(m, props, Request::CopyLink(None), Word::CopyLink);
        });
    });
}

fn render_evidence(m: &mut Markup, props: &Props, evidence: &Evidence) {
    let view = &props.view;
    let comma = view.ui_string(Word::Comma);
    m.element("div", "cfb-from", |m| {
        m.fragment_if(!evidence.claim.is_empty(), |m| {
            m.element("p", "", |m| m.text_element("b", "", &evidence.claim))
        });
        m.element("p", "cfb-attr", |m| {
            m.fragment_if(!evidence.provenance.is_empty(), |m| {
                m.joined_text(&[&evidence.provenance, comma])
            });
            m.element("cite", "", |m| m.text_element("bdi", "", &evidence.cite));
            m.text(comma);
            m.text_element("bdi", "", &evidence.date);
            m.fragment_if(!evidence.page.is_empty(), |m| m.joined_text(&[comma, &evidence.page]));
        });
        m.fragment_if(!evidence.passage.is_empty(), |m| {
            m.element("blockquote", "cfb-passage", |m| {
                m.element("p", "", |m| {
                    m.fragment_if(!evidence.before.is_empty(), |m| {
                        m.joined_text(&[&evidence.before, " "])
                    });
                    m.text_element("mark", "", &evidence.passage);
                    m.fragment_if(!evidence.after.is_empty(), |m| {
                        m.joined_text(&[" ", &evidence.after])
                    });
                });
            });
        });
        m.element("p", "cfb-links", |m| {
            if is_safe_href(&evidence.href) {
                let opens_at_passage = evidence.href.contains(TEXT_FRAGMENT);
                let text = if opens_at_passage { Word::OpenAtPassage } else { Word::ReadSource };
                render_link(m, &evidence.href, view.ui_string(text));
            } else {
                m.text_element("span", "", view.ui_string(Word::NoAddress));
            }
            m.fragment_if(is_safe_href(&evidence.archived), |m| {
                render_link(m, &evidence.archived, view.ui_string(Word::Archived))
            });
        });
    });
}

/// Renders the numbers that the sources have in the list of sources, each once. For screen readers,
/// the word "Source" precedes them.
pub(super) fn render_references(m: &mut Markup, props: &Props, evidence: &[Evidence]) {
    render_numbers(m, props, evidence, &[" ", props.view.ui_string(Word::SourceNumber), " "]);
}

/// Renders the numbers of the sources after visible text that already says "Source".
pub(super) fn render_plain_references(m: &mut Markup, props: &Props, evidence: &[Evidence]) {
    render_numbers(m, props, evidence, &[" "]);
}

fn render_numbers(m: &mut Markup, props: &Props, evidence: &[Evidence], before: &[&str]) {
    let mut numbers: Vec<u32> = evidence.iter().filter_map(|evidence| evidence.number).collect();
    // Several passages may be from one source.
    numbers.sort_unstable();
    numbers.dedup();
    m.fragment_if(props.view.has_several_sources() && !numbers.is_empty(), |m| {
        let mut list = String::new();
        for number in &numbers {
            push_joined(&props.view, &mut list, &number.to_string());
        }
        m.element("span", "cfb-ref", |m| {
            m.element("span", "cfb-vh", |m| m.joined_text(before));
            m.text(&list);
        });
    });
}
