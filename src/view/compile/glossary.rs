//! Explanations of terms that readers may not know, in the note of the first line that uses them.

use super::super::runs::strip_marks;
use super::super::words::fill;
use super::super::{BoxView, Evidence, Fact, Group, Line, Section, SectionId, ids};
use super::evidence::Basis;
use super::{StoryContext, evidence, join_non_empty};
use crate::model::Term;

/// Explains each term of the glossary in the first fact or line that uses it. Terms that no text
/// uses are explained in a section of their own.
pub(super) fn explain_terms(story: &StoryContext, view: &mut BoxView) {
    if story.context.glossary.is_empty() {
        return;
    }
    let mut rest = Vec::new();
    // Once and not for each term: a large story has thousands of lines.
    let mut lines = explainable_lines(view);
    for (index, term) in story.context.glossary.iter().enumerate() {
        let (pointer, sources) = (format!("/context/glossary/{index}"), &term.sources);
        let lowercase = to_plain_lowercase(&term.term);
        match lines.iter_mut().find(|line| line.mentions(&lowercase)) {
            Some(line) => {
                *line.note = join_non_empty([line.note, &describe_term(story, term)], " ");
                line.evidence.extend(evidence::build_evidence(
                    story,
                    sources,
                    Basis::Words,
                    &term.term,
                ));
                story.record(line.id, pointer);
            }
            None => {
                let id = ids::term(index);
                story.record(&id, pointer);
                let evidence = evidence::build_evidence(story, sources, Basis::Words, "");
                rest.push(Line {
                    id,
                    text: describe_term(story, term),
                    evidence,
                    ..Line::default()
                });
            }
        }
    }
    if !rest.is_empty() {
        let labels = &story.words.sections;
        let group = Group::untitled(rest);
        let words = Section::new(SectionId::Words, labels.words, vec![group]);
        // Sections stay in the order of `SectionId`, which puts these words just before the sources.
        let sources = view.sections.iter().position(|section| section.id == SectionId::Sources);
        view.sections.insert(sources.unwrap_or(view.sections.len()), words);
    }
}

/// The texts of a fact or line that may use a term, in lower case, and the fields that its
/// explanation is added to.
struct Explainable<'v> {
    id: &'v str,
    texts: [String; 3],
    note: &'v mut String,
    evidence: &'v mut Vec<Evidence>,
}

impl Explainable<'_> {
    fn mentions(&self, term: &str) -> bool {
        self.texts.iter().any(|text| contains_word(text, term))
    }
}

impl<'v> From<&'v mut Fact> for Explainable<'v> {
    fn from(fact: &'v mut Fact) -> Self {
        let Fact { id, icon: _, label, text, detail, note, evidence } = fact;
        let texts = [label, text, detail].map(|text| to_plain_lowercase(text));
        Self { id, texts, note, evidence }
    }
}

impl<'v> From<&'v mut Line> for Explainable<'v> {
    fn from(line: &'v mut Line) -> Self {
        let Line { id, kind: _, label, text, detail, note, evidence } = line;
        let texts = [label, text, detail].map(|text| to_plain_lowercase(text));
        Self { id, texts, note, evidence }
    }
}

/// Returns a text in lower case and without the marks of languages.
fn to_plain_lowercase(text: &str) -> String {
    strip_marks(text).to_lowercase()
}

/// Returns the facts and lines of a document, in reading order.
fn explainable_lines(view: &mut BoxView) -> Vec<Explainable<'_>> {
    let status = std::iter::once(&mut view.status);
    let facts = status
        .chain(&mut view.value)
        .chain(&mut view.facts)
        .chain(&mut view.told)
        .chain(&mut view.more);
    let groups = view.sections.iter_mut().flat_map(|section| &mut section.groups);
    let lines = groups.flat_map(|group| &mut group.lines);
    facts.map(Explainable::from).chain(lines.map(Explainable::from)).collect()
}

fn describe_term(story: &StoryContext, term: &Term) -> String {
    fill(story.words.sections.means, [("term", &*term.term), ("meaning", &*term.meaning)])
}

/// Whether a text contains a term as a word, both in lower case.
fn contains_word(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(start, found)| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(start + found.len()..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::contains_word;

    #[test]
    fn a_term_is_found_as_a_word_only() {
        assert!(contains_word("a framework ceiling.", "framework"));
        assert!(!contains_word("frameworks", "framework"));
        assert!(contains_word("bought by call-off", "call-off"));
        assert!(!contains_word("", "x"));
    }
}
