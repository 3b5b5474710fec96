//! Evidence: who says so, in which words, and a link that opens the source there.

use super::context::{Props, push_joined};
use super::controls::{render_copy_link_button, render_link_about};
use super::markup::Markup;
use crate::view::{Evidence, Word, is_safe_href};

/// What evidence is for. The names of its controls say so, since out of their place they would all
/// read the same.
#[derive(Clone, Copy)]
pub(super) enum Subject<'v> {
    /// A fact, by its label.
    Fact(&'v str),
    /// A line, by its label or text.
    Line(&'v str),
    /// A card, by its subject.
    Card(&'v str),
}

impl Subject<'_> {
    /// The subject in words.
    pub(super) fn describe(self, props: &Props) -> String {
        match self {
            Self::Fact(label) | Self::Line(label) => {
                props.view.words.fill(Word::ThisFact, &[("label", label)])
            }
            Self::Card(subject) => subject.to_owned(),
        }
    }
}

/// Renders what opens to show the evidence. `head` writes the fact, with the class that underlines
/// it, so that the whole fact is the control. Unless it is a fact, the head names the
/// place of the first passage, which is not repeated below it.
pub(super) fn render_disclosure(
    m: &mut Markup,
    props: &Props,
    class: &'static str,
    evidence: &[Evidence],
    note: &str,
    subject: Subject<'_>,
    head: &dyn Fn(&mut Markup),
) {
    m.element("details", "cfb-ev", |m| {
        m.element("summary", class, head);
        m.element("div", "cfb-proof", |m| {
            let is_named = !matches!(subject, Subject::Fact(_));
            let mut last = evidence.first().filter(|first| is_named && first.is_plain());
            for evidence in evidence {
                // Passages from the same place are under one line that names it.
                let is_same =
                    last.replace(evidence).is_some_and(|last| is_same_place(last, evidence));
                m.fragment_if(!is_same, |m| render_place(m, props, evidence));
                render_passage(m, props, evidence, subject);
            }
            m.text_element_if_any("p", "cfb-note", note);
            render_copy_link_button(m, props, subject);
        });
    });
}

fn is_same_place(one: &Evidence, other: &Evidence) -> bool {
    one.number == other.number
        && one.cite == other.cite
        && one.provenance == other.provenance
        && one.claim == other.claim
        && one.page == other.page
}

/// Renders where a passage is from.
fn render_place(m: &mut Markup, props: &Props, evidence: &Evidence) {
    let comma = props.view.ui_string(Word::Comma);
    m.element("p", "cfb-attr", |m| {
        m.fragment_if(!evidence.claim.is_empty(), |m| {
            m.text_element("b", "", &evidence.claim);
            m.text(" ");
        });
        m.fragment_if(!evidence.provenance.is_empty(), |m| {
            m.joined_text(&[&evidence.provenance, comma])
        });
        m.text_element("cite", "", &evidence.cite);
        let mut rest = String::new();
        for part in [&evidence.date, &evidence.page] {
            if !part.is_empty() {
                rest.push_str(comma);
                rest.push_str(part);
            }
        }
        m.text(&rest);
    });
}

/// Renders a passage, and the links to it.
fn render_passage(m: &mut Markup, props: &Props, evidence: &Evidence, subject: Subject<'_>) {
    m.fragment_if(!evidence.passage.is_empty(), |m| {
        m.element("blockquote", "cfb-passage", |m| {
            m.fragment_if(!evidence.before.is_empty(), |m| m.joined_text(&[&evidence.before, " "]));
            m.text_element("mark", "", &evidence.passage);
            m.fragment_if(!evidence.after.is_empty(), |m| m.joined_text(&[" ", &evidence.after]));
        });
    });
    let (opens, is_archived) = (is_safe_href(&evidence.href), is_safe_href(&evidence.archived));
    m.fragment_if(opens || is_archived, |m| {
        m.element("p", "cfb-links", |m| {
            let comma = props.view.ui_string(Word::Comma);
            let date = if evidence.date.is_empty() { "" } else { comma };
            let what = subject.describe(props);
            let about: &[&str] = &[&evidence.cite, date, &evidence.date, comma, &what];
            m.fragment_if(opens, |m| {
                // A text fragment, `:~:text=`, makes browsers open a page at a passage.
                let opens_at_passage =
                    evidence.href.split('~').any(|part| part.starts_with(":text="));
                let text = if opens_at_passage { Word::OpenAtPassage } else { Word::ReadSource };
                render_link_about(m, props, &evidence.href, text, about);
            });
            m.fragment_if(is_archived, |m| {
                render_link_about(m, props, &evidence.archived, Word::Archived, about)
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
    let mut numbers: Vec<u32> = Vec::new();
    for number in evidence.iter().filter_map(|evidence| evidence.number) {
        // Several passages may be from one source. There are too few to pay for code that sorts.
        if let Err(index) = numbers.binary_search(&number) {
            numbers.insert(index, number);
        }
    }
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
