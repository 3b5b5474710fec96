//! The list of words that were checked, for people: a line each, with the place in the source.

use super::{CheckedWords, WordsKind};
use crate::cli::check::to_one_line;

/// Formats the words of a story that stand in their sources, each as `positions[0].text: quotation
/// in report, line 3, column 14`.
pub(super) fn format_listing(checked: &[CheckedWords]) -> String {
    checked.iter().map(|words| format_line(words) + "\n").collect()
}

fn format_line(CheckedWords { path, kind, place, .. }: &CheckedWords) -> String {
    let kind = match kind {
        WordsKind::Quotation => "quotation",
        WordsKind::Passage => "passage",
        WordsKind::QuotedInText => "quoted in the text",
        WordsKind::AsStated => "as stated",
        WordsKind::Verbatim => "verbatim",
    };
    let page = place.page.map(|page| format!(", page {page}")).unwrap_or_default();
    let super::Place { source, line, column, .. } = place;
    to_one_line(&format!("{path}: {kind}: {source}, line {line}, column {column}{page}"))
}
