//! What a language makes of texts: sentences, remarks, quotations, and forms by number.

use super::Language;
use super::texts::{Counted, fill};

impl Language {
    /// Text that ends as a sentence does.
    pub(crate) fn to_sentence(&self, text: &str) -> String {
        fill(self.marks.sentence, [("text", text)])
    }

    /// Text that ends as a sentence does, whether or not it does already.
    pub(crate) fn to_ended_sentence(&self, text: &str) -> String {
        if self.is_ended(text) { text.to_owned() } else { self.to_sentence(text) }
    }

    /// Whether text ends as a sentence does.
    fn is_ended(&self, text: &str) -> bool {
        text.ends_with(|last| self.marks.ends.contains(last))
    }

    /// A value as a sentence of its own. A URL gets no full stop, and an empty value stays empty.
    pub(crate) fn to_value_sentence(&self, text: &str) -> String {
        let ends = self.is_ended(text) || text.contains("://");
        if ends || text.is_empty() { text.to_owned() } else { self.to_sentence(text) }
    }

    /// What was and what is, a sentence each.
    pub(crate) fn describe_correction(&self, was: &str, now: &str) -> String {
        let (was, now) = (self.to_value_sentence(was), self.to_value_sentence(now));
        fill(self.changes.was_and_now, [("was", &was), ("now", &now)])
    }

    /// Text with a remark after it.
    pub(crate) fn add_aside(&self, text: &str, aside: &str) -> String {
        fill(self.marks.aside, [("text", text), ("aside", aside)])
    }

    /// Exact words in their marks.
    pub(crate) fn quote(&self, text: &str) -> String {
        format!("{}{text}{}", self.ui.quote_open, self.ui.quote_close)
    }

    /// A pattern in the form that its number asks for, with that number as `{count}`.
    pub(crate) fn pattern_for_count(&self, pattern: &Counted, count: usize) -> &'static str {
        pattern.in_form((self.form)(u64::try_from(count).unwrap_or(u64::MAX), false))
    }
}

#[cfg(test)]
mod tests {
    use crate::view::Language;

    #[test]
    fn a_change_is_told_in_sentences() {
        let en = Language::for_tag("en");
        assert_eq!(en.describe_correction("£818,750", "£900,000"), "Was: £818,750. Now: £900,000.");
        assert_eq!(en.describe_correction("Who pays?", "“We do.”"), "Was: Who pays? Now: “We do.”");
        assert_eq!(
            en.to_value_sentence("Read https://example.org/a"),
            "Read https://example.org/a"
        );
    }
}
