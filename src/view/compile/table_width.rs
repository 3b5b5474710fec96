//! The width that the table of everyone needs.

use super::super::{BoxView, Card, IssueView};

/// Smallest table width, in characters, at which no word wraps. The question columns are equally
/// wide; the name column is
/// 1.5 times as wide.
pub(super) fn min_table_characters(view: &BoxView) -> u32 {
    let name = longest_word(view.people.iter().map(|person| &*person.name));
    let word = longest_word(view.issues.iter().flat_map(column_texts));
    let letters = (2 * view.issues.len() + 3) * (3 * word).max(2 * name) / 6;
    u32::try_from(letters).unwrap_or(u32::MAX)
}

/// The texts in a question's column.
fn column_texts(issue: &IssueView) -> impl Iterator<Item = &str> {
    let words = issue.rows.iter().flat_map(|row| {
        let silences = row.cards.iter().filter_map(Card::silence);
        silences.map(|silence| &*silence.word).chain([&*row.word])
    });
    words.chain([&*issue.label])
}

/// The length of the longest word, in characters; a line may break after a hyphen.
fn longest_word<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    texts
        .flat_map(|text| text.split([' ', '-']))
        .map(|word| word.chars().count())
        .max()
        .unwrap_or_default()
}
