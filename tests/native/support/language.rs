//! The texts of a language, as tests need them.

use contract_fact_box::view::Language;

/// The languages that nobody speaks.
pub(crate) const PSEUDO: [&str; 2] = ["en-XA", "ar-XB"];

/// A text of a language by its place in the table.
pub(crate) fn text(lang: &str, place: &str) -> &'static str {
    let texts = Language::of(lang).texts();
    texts
        .into_iter()
        .find(|(name, _)| name == place)
        .unwrap_or_else(|| panic!("{place} is no text"))
        .1
}

/// What stands before words in plain text: who puts them so.
pub(crate) fn flags(lang: &str) -> Vec<String> {
    let flags = ["paraphrase", "vote", "action", "document"]
        .map(|flag| text(lang, &format!("positions.{flag}")));
    flags
        .iter()
        .map(|flag| format!("{flag} "))
        .chain([text(lang, "ui.quote_open").to_owned()])
        .collect()
}
