//! Words that readers may not know, explained in place: in the note of the first line that uses them.

use super::super::words::fill;
use super::super::{BoxView, Group, Line};
use super::evidence::Basis;
use super::sections::section;
use super::{Told, evidence, join};
use crate::model::Term;

/// Lays the story's glossary over its facts and sections. Terms that stand in none of them are told by themselves.
pub(super) fn explain(story: &Told, view: &mut BoxView) {
    let mut rest = Vec::new();
    for (at, term) in story.context.glossary.iter().enumerate() {
        let status = std::iter::once(&mut view.status);
        let facts = status.chain(&mut view.value).chain(&mut view.facts).chain(&mut view.more);
        let groups = view.sections.iter_mut().flat_map(|section| &mut section.groups);
        let mut lines = facts.chain(groups.flat_map(|group| &mut group.lines));
        match lines.find(|line| uses(line, &term.term)) {
            Some(line) => {
                line.note = join([&line.note, &meaning(story, term)], " ");
                line.evidence.extend(evidence::list(
                    story,
                    &term.sources,
                    Basis::Words,
                    &term.term,
                ));
            }
            None => rest.push(Line {
                id: format!("g{at}"),
                text: meaning(story, term),
                evidence: evidence::list(story, &term.sources, Basis::Words, ""),
                ..Line::default()
            }),
        }
    }
    if !rest.is_empty() {
        let told = &story.words.sections;
        let words = section(
            "words",
            told.words,
            told.words_digest,
            vec![Group { title: String::new(), lines: rest }],
        );
        let sources = view.sections.iter().position(|section| section.id == "sources");
        view.sections.insert(sources.unwrap_or(view.sections.len()), words);
    }
}

fn meaning(story: &Told, term: &Term) -> String {
    fill(story.words.sections.means, [("term", &*term.term), ("meaning", &*term.meaning)])
}

fn uses(line: &Line, term: &str) -> bool {
    [&line.label, &line.text, &line.detail].into_iter().any(|text| has_word(text, term))
}

/// Whether a text has the term as a word of its own, in whatever case.
fn has_word(text: &str, term: &str) -> bool {
    let (text, term) = (text.to_lowercase(), term.to_lowercase());
    text.match_indices(&term).any(|(at, found)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn a_term_is_found_as_a_word_only() {
        assert!(has_word("A Framework ceiling.", "framework"));
        assert!(!has_word("Frameworks", "framework"));
        assert!(has_word("bought by call-off", "Call-off"));
        assert!(!has_word("", "x"));
    }
}
