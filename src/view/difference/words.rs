//! The wording of changes.

use super::super::Language;

/// Joins parts into one text, each as a sentence unless there is only one.
pub(super) fn join_sentences<S: AsRef<str>>(words: &Language, parts: &[S]) -> String {
    let parts: Vec<&str> =
        parts.iter().map(AsRef::as_ref).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one] => (*one).to_owned(),
        several => {
            several.iter().map(|part| words.to_value_sentence(part)).collect::<Vec<_>>().join(" ")
        }
    }
}

/// Returns the parts that differ, joined: what they were, and what they are.
pub(super) fn describe_difference<S: AsRef<str> + PartialEq>(
    words: &Language,
    old: &[S],
    new: &[S],
) -> (String, String) {
    let differing: Vec<_> = old.iter().zip(new).filter(|(old, new)| old != new).collect();
    let was: Vec<_> = differing.iter().map(|(old, _)| old.as_ref()).collect();
    let now: Vec<_> = differing.iter().map(|(_, new)| new.as_ref()).collect();
    (join_sentences(words, &was), join_sentences(words, &now))
}

#[cfg(test)]
mod tests {
    use super::{describe_difference, join_sentences};
    use crate::view::Language;

    #[test]
    fn several_parts_are_a_sentence_each() {
        let en = Language::for_tag("en");
        assert_eq!(join_sentences(en, &["", "one"]), "one");
        assert_eq!(join_sentences(en, &["one", "", "two."]), "one. two.");
    }

    #[test]
    fn only_the_parts_that_differ_are_described() {
        let (was, now) = describe_difference(
            Language::for_tag("en"),
            &["same", "£1", ""],
            &["same", "£2", "Without VAT"],
        );
        assert_eq!((&*was, &*now), ("£1", "£2. Without VAT."));
    }
}
