//! The sentence around words of a source, for whoever has to judge them in their context.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::{Layout, is_invisible};
use super::{Place, TextFolder};

/// The most characters that are shown on either side of the words.
const SHOWN_CHARACTERS: usize = 400;

/// Words of a source in their sentence, as the source has them, each on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// What the sentence says before the words.
    pub(crate) before: String,
    pub(crate) words: String,
    /// What it says after them.
    pub(crate) after: String,
}

impl TextFolder {
    /// Returns words of a source in their sentence, or in several if they are in several. `None` if
    /// the source has no text.
    pub(crate) fn sentence(&mut self, place: &Place) -> Option<Sentence> {
        let text = self.text(&place.source).ok()?;
        find_sentence(text.as_str(), text.layout(), place.bytes.clone())
    }
}

fn find_sentence(text: &str, layout: Layout, words: Range<usize>) -> Option<Sentence> {
    // Where lines are broken at a width, only an empty one ends a paragraph.
    let end_of_paragraph = match layout {
        Layout::Flowing => "\n",
        Layout::Lines => "\n\n",
    };
    let start = text.get(..words.start)?.rfind(end_of_paragraph);
    let start = start.map_or(0, |start| start + end_of_paragraph.len());
    let end = text.get(words.end..)?.find(end_of_paragraph);
    let end = end.map_or(text.len(), |end| words.end + end);
    // A line break would end a sentence. The bytes stay where they are.
    let paragraph = text.get(start..end)?.replace(['\n', '\r'], " ");
    let words = words.start.checked_sub(start)?..words.end.checked_sub(start)?;
    let (mut first, mut last) = (0, paragraph.len());
    for (bound, sentence) in paragraph.split_sentence_bound_indices() {
        if bound <= words.start {
            first = bound;
        }
        let end = bound + sentence.len();
        if end >= words.end {
            last = end;
            break;
        }
    }
    let before = to_one_line(paragraph.get(first..words.start)?);
    let after = to_one_line(paragraph.get(words.end..last)?);
    Some(Sentence {
        before: cut_start(&before),
        words: to_one_line(paragraph.get(words)?).trim().to_owned(),
        after: cut_end(&after),
    })
}

/// Puts white space in order. A space at either end stays: it tells whether a word is whole.
fn to_one_line(text: &str) -> String {
    let mut line = String::new();
    for character in text.chars().filter(|character| !is_invisible(*character)) {
        let character = if character.is_whitespace() { ' ' } else { character };
        if character != ' ' || !line.ends_with(' ') {
            line.push(character);
        }
    }
    line
}

fn cut_end(text: &str) -> String {
    match text.trim_end().char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or_default()),
        None => text.trim_end().to_owned(),
    }
}

fn cut_start(text: &str) -> String {
    let text = text.trim_start();
    match text.char_indices().rev().nth(SHOWN_CHARACTERS) {
        Some((start, _)) => format!("… {}", text.get(start..).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::Layout;
    use super::find_sentence;

    #[test]
    fn words_are_shown_in_their_sentence_whatever_the_lines() {
        let text = "The town has a bridge. It cost “about\n£2m”, said Ann, “and is\nshut”. Bo left.\n\
                    \nNext: the road.";
        for (layout, words, before, after) in [
            (Layout::Lines, "£2m", "It cost “about ", "”, said Ann, “and is shut”."),
            (Layout::Lines, "The town", "", " has a bridge."),
            (
                Layout::Lines,
                "bridge. It",
                "The town has a ",
                " cost “about £2m”, said Ann, “and is shut”.",
            ),
            (Layout::Lines, "Bo left.", "", ""),
            (Layout::Lines, "the road", "Next: ", "."),
            (Layout::Flowing, "£2m", "", "”, said Ann, “and is"),
        ] {
            let start = text.find(words).expect("is there");
            let found = find_sentence(text, layout, start..start + words.len());
            let found = found.expect("is in a sentence");
            assert_eq!((&*found.before, &*found.after), (before, after), "{words} {layout:?}");
            assert_eq!(found.words, words);
        }
        let long = format!("{} here {}.", "é".repeat(1_000), "ü".repeat(1_000));
        let start = long.find("here").expect("is there");
        let found = find_sentence(&long, Layout::Lines, start..start + 4).expect("is in it");
        assert!(found.before.starts_with("… é") && found.after.ends_with("ü …"), "{found:?}");
        assert!(found.before.chars().count() < 410 && found.after.chars().count() < 410);
    }
}
