//! The interface's texts in a language.

use contract_fact_box::view::Language;

/// The pseudo-locales: languages made by machine, which show texts that bypass the table.
pub(crate) const PSEUDO_LOCALES: [&str; 2] = ["en-XA", "ar-XB"];

/// A text of the interface by its key in the language's table.
pub(crate) fn interface_text(lang: &str, key: &str) -> &'static str {
    let texts = Language::for_tag(lang).texts();
    texts.into_iter().find(|(name, _)| name == key).unwrap_or_else(|| panic!("{key} is no text")).1
}

/// What plain text puts before the words of a statement, where they are not a quotation.
pub(crate) fn attribution_prefixes(lang: &str) -> Vec<String> {
    let kinds = ["paraphrase", "vote", "action", "document"]
        .map(|kind| interface_text(lang, &format!("positions.{kind}")));
    kinds
        .iter()
        .map(|kind| format!("{kind} "))
        .chain([interface_text(lang, "ui.quote_open").to_owned()])
        .collect()
}
