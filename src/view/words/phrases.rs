//! Phrases in a language: sentences, asides, quotations, and forms that depend on a number.

use super::super::Person;
use super::super::runs::MARK;
use super::Language;
use super::texts::{Counted, fill, join_non_empty};
use crate::model::PartyKind;

impl Language {
    /// Ends a text as a sentence ends.
    pub(crate) fn to_sentence(&self, text: &str) -> String {
        fill(self.marks.sentence, [("text", text)])
    }

    /// Ends a text as a sentence ends, unless it does so already.
    pub(crate) fn to_ended_sentence(&self, text: &str) -> String {
        if self.is_ended(text) { text.to_owned() } else { self.to_sentence(text) }
    }

    /// Whether a text ends as a sentence ends.
    fn is_ended(&self, text: &str) -> bool {
        // A run of another language ends with its mark or, on share cards, with POP DIRECTIONAL ISOLATE.
        let text = text.trim_end_matches([MARK, '\u{2069}']);
        text.ends_with(|last| self.marks.ends.contains(last))
    }

    /// Makes a sentence of a value by adding a full stop, unless it has an end already or contains a
    /// URL, of which the full stop would seem to be a part. An empty value stays empty.
    pub(crate) fn to_value_sentence(&self, text: &str) -> String {
        let is_ended = self.is_ended(text) || text.contains("://");
        if is_ended || text.is_empty() { text.to_owned() } else { self.to_sentence(text) }
    }

    /// Says what a value was and what it is, in a sentence each.
    pub(crate) fn describe_correction(&self, was: &str, now: &str) -> String {
        let (was, now) = (self.to_value_sentence(was), self.to_value_sentence(now));
        fill(self.changes.was_and_now, [("was", &was), ("now", &now)])
    }

    /// Adds an aside after a text, as in "A road (Example council)".
    pub(crate) fn add_aside(&self, text: &str, aside: &str) -> String {
        fill(self.marks.aside, [("text", text), ("aside", aside)])
    }

    /// Puts exact words in quotation marks.
    pub(crate) fn quote(&self, text: &str) -> String {
        format!("{}{text}{}", self.ui.quote_open, self.ui.quote_close)
    }

    /// Names a person in a list of people. A role follows the name of an individual, which readers may
    /// not know.
    pub(crate) fn name_in_list(&self, person: &Person) -> String {
        let role = if person.kind == PartyKind::Person { &*person.role_short } else { "" };
        join_non_empty([&person.name, role], self.marks.comma)
    }

    /// Names people in one text.
    pub(crate) fn list_people<'p>(&self, people: impl Iterator<Item = &'p Person>) -> String {
        let names: Vec<_> = people.map(|person| self.name_in_list(person)).collect();
        names.join(self.marks.semicolon)
    }

    /// Returns the form of a pattern that the language uses with a number. The pattern still has to
    /// be filled.
    pub(crate) fn pattern_for_count(&self, pattern: &Counted, count: usize) -> &'static str {
        pattern.in_form((self.form)(u64::try_from(count).unwrap_or(u64::MAX), false))
    }
}

#[cfg(test)]
mod tests {
    use crate::view::Language;

    #[test]
    fn a_change_is_described_in_sentences() {
        let en = Language::for_tag("en");
        assert_eq!(en.describe_correction("£818,750", "£900,000"), "Was: £818,750. Now: £900,000.");
        assert_eq!(en.describe_correction("Who pays?", "“We do.”"), "Was: Who pays? Now: “We do.”");
        // The end of a run of another language is no end of a sentence, and hides none.
        for mark in ['\u{E0001}', '\u{2069}'] {
            assert_eq!(en.to_ended_sentence(&format!("A?{mark}")), format!("A?{mark}"));
            assert_eq!(en.to_ended_sentence(&format!("A{mark}")), format!("A{mark}."));
        }
        assert_eq!(
            en.to_value_sentence("Read https://example.org/a"),
            "Read https://example.org/a"
        );
    }
}
