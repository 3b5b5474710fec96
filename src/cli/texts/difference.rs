//! Finds where words stop being those of a text, for the editor who has to look.

use std::ops::Range;

use super::find::{Match, match_at};
use super::fold::{FoldedText, is_invisible};
use super::source_text::SourceText;

/// How many words are shown of either side, from the difference on.
const SHOWN_WORDS: usize = 3;
/// The most characters that are shown of either side.
const SHOWN_CHARACTERS: usize = 60;
/// With fewer characters in common, and less than half of the words, nothing was meant to be found
/// there.
const LEAST_COMMON: usize = 7;

/// Where the words of a story and the text of a source part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// How many folded characters are the same, up to the difference or after it.
    pub(super) matched: usize,
    /// What the story has there: a few words.
    pub(super) ours: String,
    /// What the source has there: a few words, or nothing where its text begins or ends.
    pub(super) theirs: String,
    /// Where that is in the text.
    pub(super) offset: usize,
    /// Whether only a capital or small letter differs.
    pub(super) is_case: bool,
}

/// Finds where words that a text does not have differ from it: after the longest beginning that it
/// has or, if that is longer, before the longest end. `None` if neither is worth showing.
pub(super) fn find_difference(
    text: &SourceText,
    words: &str,
    folded: &FoldedText,
) -> Option<Difference> {
    let starts = text.folded().units().iter().enumerate().filter(|(_, unit)| unit.begins);
    let forward = longest(starts.map(|(start, _)| match_at(text.folded(), folded, start)));
    let ends = text.folded().units().iter().enumerate().filter(|(_, unit)| unit.ends);
    let backward = longest(ends.map(|(last, _)| match_back(text.folded(), folded, last)));
    let is_backward = backward.matched > forward.matched;
    let best = if is_backward { backward } else { forward };
    if best.matched < LEAST_COMMON && best.matched * 2 < folded.units().len() {
        return None;
    }
    // As many words of the source as of the story, so that the two can be compared.
    let (ours, theirs) = if is_backward {
        let ours = words_before(folded, folded.units().len() - best.matched, SHOWN_WORDS);
        let count = count_words(folded, &ours);
        (ours, words_before(text.folded(), best.start, count))
    } else {
        let ours = words_from(folded, best.matched, SHOWN_WORDS);
        let count = count_words(folded, &ours);
        (ours, words_from(text.folded(), best.end, count))
    };
    let bytes = bytes_of(folded, ours);
    let ours = shorten(words.get(bytes).unwrap_or_default());
    let bytes = bytes_of(text.folded(), theirs);
    let (theirs, offset) = if bytes.is_empty() {
        let near = text.folded().units().get(best.end.saturating_sub(1));
        (String::new(), near.map_or(0, |unit| unit.bytes.end))
    } else {
        let theirs = shorten(text.slice(bytes.clone()));
        // The marks around a quotation, if that is not what differs.
        let inner = theirs.trim_matches(['“', '”', '"']);
        let theirs = if inner == ours { theirs } else { inner.to_owned() };
        (theirs, bytes.start)
    };
    let is_case = is_case_alone(&ours, &theirs);
    Some(Difference { matched: best.matched, ours, theirs, offset, is_case })
}

/// Whether two sequences of words differ by capital and small letters, whatever marks are around
/// them.
fn is_case_alone(ours: &str, theirs: &str) -> bool {
    let [ours, theirs] =
        [ours, theirs].map(|words| words.trim_matches(|c: char| !c.is_alphanumeric()));
    ours != theirs && ours.to_lowercase() == theirs.to_lowercase()
}

fn count_words(text: &FoldedText, units: &Range<usize>) -> usize {
    let units = text.units().get(units.clone()).unwrap_or_default();
    units.iter().filter(|unit| unit.is_space()).count() + 1
}

/// Returns the longest of some matches, the first if there are several.
fn longest(matches: impl Iterator<Item = Match>) -> Match {
    matches.fold(Match { start: 0, matched: 0, end: 0 }, |best, next| {
        if next.matched > best.matched { next } else { best }
    })
}

/// Compares the end of words with a text up to a unit.
fn match_back(text: &FoldedText, words: &FoldedText, last: usize) -> Match {
    let before = text.units().get(..=last).unwrap_or_default().iter().rev();
    let matched = before
        .zip(words.units().iter().rev())
        .take_while(|(unit, wanted)| unit.character == wanted.character)
        .count();
    Match { start: last + 1 - matched, matched, end: last + 1 }
}

/// Returns the units of `count` words, from the one that holds a unit on.
fn words_from(text: &FoldedText, unit: usize, count: usize) -> Range<usize> {
    let units = text.units();
    let before = units.get(..unit).unwrap_or_default();
    let start = before.iter().rposition(|unit| unit.is_space()).map_or(0, |space| space + 1);
    let mut words = 1;
    let length = units.get(start..).unwrap_or_default().iter().position(|unit| {
        words += usize::from(unit.is_space());
        words > count
    });
    start..length.map_or(units.len(), |length| start + length)
}

/// Returns the units of `count` words, up to the one that holds the unit before this one.
fn words_before(text: &FoldedText, unit: usize, count: usize) -> Range<usize> {
    let units = text.units();
    let rest = units.get(unit..).unwrap_or_default();
    let end =
        rest.iter().position(|unit| unit.is_space()).map_or(units.len(), |space| unit + space);
    let mut words = 1;
    let before = units.get(..end).unwrap_or_default();
    let start = before.iter().rposition(|unit| {
        words += usize::from(unit.is_space());
        words > count
    });
    start.map_or(0, |space| space + 1)..end
}

fn bytes_of(text: &FoldedText, units: Range<usize>) -> Range<usize> {
    let units = text.units().get(units).unwrap_or_default();
    match (units.first(), units.last()) {
        (Some(first), Some(last)) => first.bytes.start..last.bytes.end,
        _ => 0..0,
    }
}

/// Returns the few words of a text before a unit.
pub(super) fn show_before(text: &SourceText, unit: usize) -> String {
    let rest = text.folded().units().get(..unit).unwrap_or_default();
    let end = rest.iter().rposition(|unit| !unit.is_space()).map_or(0, |last| last + 1);
    let units = words_before(text.folded(), end, SHOWN_WORDS);
    shorten(text.slice(bytes_of(text.folded(), units.start..end.max(units.start))))
}

/// Returns the few words of a text from a unit on.
pub(super) fn show_after(text: &SourceText, unit: usize) -> String {
    let is_space = text.folded().units().get(unit).is_some_and(|unit| unit.is_space());
    let start = unit + usize::from(is_space);
    let units = words_from(text.folded(), start, SHOWN_WORDS);
    shorten(text.slice(bytes_of(text.folded(), start..units.end.max(start))))
}

/// Puts a few words on one line, without what nobody sees, and cuts what is still too long.
fn shorten(words: &str) -> String {
    let words = words.replace(is_invisible, "");
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{} [cut here]", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::FoldedText;
    use super::super::source_text::SourceText;
    use super::find_difference;

    #[test]
    fn the_difference_is_shown_with_a_few_words_of_either_side() {
        let text = SourceText::of_plain_text(
            "The mayor said: “We have not seen the unfair-\nness of it, nor the plans.” Not £1.25m."
                .to_owned(),
        );
        for (words, ours, theirs, is_case) in [
            ("We have now seen the unfairness", "now seen the", "not seen the", false),
            ("we have not seen the", "we", "We", true),
            ("the mayor said", "the", "The", true),
            ("nor the plan", "plan", "plans.", false),
            ("have not the unfairness", "the unfairness", "seen the", false),
            ("Not £1.25", "£1.25", "£1.25m.", false),
            ("nor the plans.” Not £1.25m. And", "£1.25m. And", "£1.25m.", false),
            ("A mayor said: “We", "A", "The", false),
        ] {
            let found = find_difference(&text, words, &FoldedText::of_words(words))
                .unwrap_or_else(|| panic!("{words} is like the text"));
            assert_eq!((&*found.ours, &*found.theirs), (ours, theirs), "{words}");
            assert_eq!(found.is_case, is_case, "{words}");
        }
        let words = "Nothing of this is in it";
        assert_eq!(find_difference(&text, words, &FoldedText::of_words(words)), None);
    }
}
