//! Words that readers may not know, explained in place: in the note of the first line that uses them.

use super::super::{BoxView, Group, Line};
use super::sections::section;
use super::{evidence, join};
use crate::model::{Story, Term};

/// Lays the story's glossary over its facts and sections. Terms that stand in none of them are told by themselves.
pub(super) fn explain(story: &Story, view: &mut BoxView) {
    let mut rest = Vec::new();
    for (at, term) in story.context.glossary.iter().enumerate() {
        let facts = view.value.iter_mut().chain(&mut view.facts).chain(&mut view.more);
        let groups = view.sections.iter_mut().flat_map(|section| &mut section.groups);
        let mut lines = facts.chain(groups.flat_map(|group| &mut group.lines));
        match lines.find(|line| uses(line, &term.term)) {
            Some(line) => {
                line.note = join([&line.note, &meaning(term)], " ");
                line.evidence.extend(evidence::list(story, &term.sources, None, &term.term));
            }
            None => rest.push(Line {
                id: format!("g{at}"),
                text: meaning(term),
                evidence: evidence::list(story, &term.sources, None, ""),
                ..Line::default()
            }),
        }
    }
    if !rest.is_empty() {
        let words = section("words", "Words", "and what they mean", vec![Group { title: String::new(), lines: rest }]);
        let sources = view.sections.iter().position(|section| section.id == "sources");
        view.sections.insert(sources.unwrap_or(view.sections.len()), words);
    }
}

fn meaning(term: &Term) -> String {
    format!("“{}”: {}", term.term, term.meaning)
}

fn uses(line: &Line, term: &str) -> bool {
    [&line.label, &line.text, &line.detail].into_iter().any(|text| has_word(text, term))
}

/// Whether a text has the term as a word of its own, in whatever case.
fn has_word(text: &str, term: &str) -> bool {
    let (text, term) = (text.to_lowercase(), term.to_lowercase());
    text.match_indices(&term).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
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
