//! How a change is worded.

use super::super::words::fill;
use super::super::{Language, Line};

/// The parts of a line that are compared and told, in order.
pub(super) type Parts = fn(&Line) -> [&str; 6];

/// A fact's label is its name and no part of it.
pub(super) const FACT: Parts = |line| ["", &line.text, &line.detail, &line.note, "", ""];
/// A source's label is its number.
pub(super) const SOURCE: Parts =
    |line| ["", &line.text, &line.detail, &line.note, &line.href, &line.archived];
/// Elsewhere the label is a date, an audience or a relation.
pub(super) const SENTENCE: Parts =
    |line| [&line.label, &line.text, &line.detail, &line.note, &line.href, &line.archived];

/// What was and what is, a sentence each.
pub(in crate::view) fn was_and_now(words: &Language, was: &str, now: &str) -> String {
    fill(
        words.changes.was_and_now,
        [("was", &sentence(words, was)), ("now", &sentence(words, now))],
    )
}

/// Ends with a full stop what has no end yet; an address keeps its own.
pub(super) fn sentence(words: &Language, text: &str) -> String {
    let ends = text.ends_with(|end| words.marks.ends.contains(end)) || text.contains("://");
    if ends || text.is_empty() { text.to_owned() } else { words.sentence(text) }
}

/// Parts as one text, a sentence each unless there is only one.
pub(super) fn joined<S: AsRef<str>>(words: &Language, parts: &[S]) -> String {
    let parts: Vec<&str> =
        parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one] => (*one).to_owned(),
        several => several.iter().map(|part| sentence(words, part)).collect::<Vec<_>>().join(" "),
    }
}

/// What was and what is, of the parts that differ.
pub(super) fn differing(words: &Language, old: &[&str], new: &[&str]) -> (String, String) {
    let differing: Vec<_> = old.iter().zip(new).filter(|(old, new)| old != new).collect();
    let was: Vec<_> = differing.iter().map(|(old, _)| *old).collect();
    let now: Vec<_> = differing.iter().map(|(_, new)| *new).collect();
    (joined(words, &was), joined(words, &now))
}

#[cfg(test)]
mod tests {
    use crate::view::Language;

    use super::{differing, joined, sentence, was_and_now};

    #[test]
    fn a_change_is_told_in_sentences() {
        let en = Language::of("en");
        assert_eq!(was_and_now(en, "£818,750", "£900,000"), "Was: £818,750. Now: £900,000.");
        assert_eq!(was_and_now(en, "Who pays?", "“We do.”"), "Was: Who pays? Now: “We do.”");
        assert_eq!(sentence(en, "Read https://example.org/a"), "Read https://example.org/a");
        assert_eq!(joined(en, &["", "one"]), "one");
        assert_eq!(joined(en, &["one", "", "two."]), "one. two.");
    }

    #[test]
    fn only_what_differs_is_told() {
        let (was, now) =
            differing(Language::of("en"), &["same", "£1", ""], &["same", "£2", "Without VAT"]);
        assert_eq!((&*was, &*now), ("£1", "£2. Without VAT."));
    }
}
