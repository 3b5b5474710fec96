//! How a change is worded.

use super::super::Line;

/// The parts of a line that are compared and told, in order.
pub(super) type Parts = fn(&Line) -> [&str; 6];

/// A fact's label is its name and no part of it.
pub(super) const FACT: Parts = |line| ["", &line.text, &line.detail, &line.note, "", ""];
/// A source's label is its number.
pub(super) const SOURCE: Parts = |line| ["", &line.text, &line.detail, &line.note, &line.href, &line.archived];
/// Elsewhere the label is a date, an audience or a relation.
pub(super) const SENTENCE: Parts =
    |line| [&line.label, &line.text, &line.detail, &line.note, &line.href, &line.archived];

/// What was and what is, a sentence each.
pub(in crate::view) fn was_and_now(was: &str, now: &str) -> String {
    format!("Was: {} Now: {}", sentence(was), sentence(now))
}

/// Ends with a full stop what has no end yet; an address keeps its own.
pub(super) fn sentence(text: &str) -> String {
    let ends = text.ends_with(['.', '!', '?', ':', '…', '”']) || text.contains("://");
    if ends || text.is_empty() { text.to_owned() } else { format!("{text}.") }
}

/// Parts as one text, a sentence each unless there is only one.
pub(super) fn joined<S: AsRef<str>>(parts: &[S]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one] => (*one).to_owned(),
        several => several.iter().map(|part| sentence(part)).collect::<Vec<_>>().join(" "),
    }
}

/// What was and what is, of the parts that differ.
pub(super) fn differing(old: &[&str], new: &[&str]) -> (String, String) {
    let differing: Vec<_> = old.iter().zip(new).filter(|(old, new)| old != new).collect();
    let was: Vec<_> = differing.iter().map(|(old, _)| *old).collect();
    let now: Vec<_> = differing.iter().map(|(_, new)| *new).collect();
    (joined(&was), joined(&now))
}

#[cfg(test)]
mod tests {
    use super::{differing, joined, sentence, was_and_now};

    #[test]
    fn a_change_is_told_in_sentences() {
        assert_eq!(was_and_now("£818,750", "£900,000"), "Was: £818,750. Now: £900,000.");
        assert_eq!(was_and_now("Who pays?", "“We do.”"), "Was: Who pays? Now: “We do.”");
        assert_eq!(sentence("Read https://example.org/a"), "Read https://example.org/a");
        assert_eq!(joined(&["", "one"]), "one");
        assert_eq!(joined(&["one", "", "two."]), "one. two.");
    }

    #[test]
    fn only_what_differs_is_told() {
        let (was, now) = differing(&["same", "£1", ""], &["same", "£2", "Without VAT"]);
        assert_eq!((&*was, &*now), ("£1", "£2. Without VAT."));
    }
}
