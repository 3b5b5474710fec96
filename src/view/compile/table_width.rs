//! The width that the table of all people on all questions needs.

use super::super::{BoxView, Card, IssueView};

/// The smallest width of the table, in characters, at which no word is broken.
///
/// The columns of the questions have the same width, and the column of the names 1.5 times as much:
/// with `n` questions the table is `n + 1.5` columns wide. All sizes are multiplied by 6 until the
/// end, so that the calculation stays in integers.
pub(super) fn min_table_characters(view: &BoxView) -> u32 {
    let name = longest_word(view.people.iter().map(|person| &*person.name));
    let word = longest_word(view.issues.iter().flat_map(column_texts));
    let characters = (2 * view.issues.len() + 3) * (3 * word).max(2 * name) / 6;
    u32::try_from(characters).unwrap_or(u32::MAX)
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
