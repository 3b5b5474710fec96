//! Finds words in a text: all of them, word for word and with nothing cut off, or not at all.

use std::ops::Range;

use super::fold::{FoldedText, Unit};

/// A place of words in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The folded characters.
    pub(super) units: Range<usize>,
    /// The bytes of the text.
    pub(super) bytes: Range<usize>,
}

/// Where words were compared with a text: how many of their characters are the same, and the unit
/// of the text after those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) start: usize,
    pub(super) matched: usize,
    pub(super) end: usize,
}

/// Finds every place of words in a text, overlapping ones too.
pub(super) fn find_all(text: &FoldedText, words: &FoldedText) -> Vec<Found> {
    let Some(first) = words.units().first() else { return Vec::new() };
    let units = text.units().iter().enumerate();
    units
        .filter(|(_, unit)| unit.begins && unit.character == first.character)
        .filter_map(|(start, _)| find_at(text, words, start))
        .collect()
}

/// Finds words right at a unit of a text.
pub(super) fn find_at(text: &FoldedText, words: &FoldedText, start: usize) -> Option<Found> {
    let Match { matched, end, .. } = match_at(text, words, start);
    if matched < words.units().len() {
        return None;
    }
    let units = text.units().get(start..end)?;
    let (first, last) = (units.first()?, units.last()?);
    (first.begins && last.ends)
        .then_some(Found { units: start..end, bytes: first.bytes.start..last.bytes.end })
}

/// Compares words with a text from a unit on, as far as they are the same.
pub(super) fn match_at(text: &FoldedText, words: &FoldedText, start: usize) -> Match {
    let mut rest = words.units().iter().peekable();
    let (mut matched, mut end) = (0, start);
    for unit in text.units().get(start..).unwrap_or_default() {
        let Some(wanted) = rest.peek() else { break };
        if is_read_as(unit, wanted) {
            rest.next();
            matched += 1;
            // As in “pre- and post-war”, broken after the hyphen.
            if unit.line_end.is_some() && rest.peek().is_some_and(|wanted| wanted.is_space()) {
                rest.next();
                matched += 1;
            }
        } else if matched == 0 || !unit.line_end.is_some_and(|hyphen| hyphen.is_of_layout) {
            break;
        }
        end += 1;
    }
    Match { start, matched, end }
}

/// Whether a unit of a text is the character that is wanted.
fn is_read_as(unit: &Unit, wanted: &Unit) -> bool {
    unit.character == wanted.character && unit.line_end.is_none_or(|hyphen| hyphen.is_of_word)
}

#[cfg(test)]
mod tests {
    use super::super::fold::{FoldedText, Layout};
    use super::find_all;

    fn find<'t>(text: &'t str, words: &str) -> Vec<&'t str> {
        find_all(&FoldedText::of(text, Layout::Lines), &FoldedText::of_words(words))
            .into_iter()
            .map(|found| text.get(found.bytes).expect("bytes of the text"))
            .collect()
    }

    #[test]
    fn words_are_found_where_nothing_is_cut_off() {
        for (text, words, found) in [
            ("It is an unfair deal.", "fair deal", &[][..]),
            ("It is an unfair deal.", "an unfair deal", &["an unfair deal"]),
            ("We can't do it.", "We can", &[]),
            ("We can’t do it.", "We can't do it", &["We can’t do it"]),
            ("the vice-chair of the panel", "chair of the panel", &[]),
            ("the vice-chair of the panel", "the vice", &[]),
            ("a cafe\u{301}-bar, a vice-\u{AD}chair", "bar", &[]),
            ("a cafe\u{301}-bar, a vice-\u{AD}chair", "chair", &[]),
            ("worth £818,750 now", "worth £818", &[]),
            ("worth £818,750 now", "£818,750", &["£818,750"]),
            ("worth £330m, or £1.25m", "£330", &[]),
            ("worth £330m, or £1.25m", "£1", &[]),
            ("a change of −5% in", "5%", &[]),
            ("a change of −5% in", "-5%", &["−5%"]),
            ("‘racist’ loops, ‘racist’ ones", "racist", &["racist", "racist"]),
            ("he said “yes”", "yes", &["yes"]),
            ("cafe\u{301}", "cafe", &[]),
            ("a word…", "a word.", &[]),
            ("die Stadt zahlt", "zahlt", &["zahlt"]),
            ("市は橋を建てる", "橋を", &["橋を"]),
            ("", "a", &[]),
            ("a", " ", &[]),
        ] {
            assert_eq!(find(text, words), found, "{words} in {text}");
        }
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_is_read_in_the_ways_that_the_text_leaves_open() {
        for (text, words, is_found) in [
            ("was award-\n  ed to", "was awarded to", true),
            ("was award-\ned to", "was award-ed to", true),
            ("was award-\ned to", "was award- ed to", true),
            ("was award-\ned to", "was award ed to", false),
            ("was award-\ned to", "was award", false),
            ("was award-\ned to", "ed to", false),
            ("a cafe\u{301}-\nteria", "a cafe\u{301}teria", true),
            ("was award\u{AD}\ned to", "was awarded to", true),
            ("was award\u{AD}\ned to", "was award-ed to", false),
            // The word stands in the text in one spelling, so it is that.
            ("to re-sign now, and to re-\nsign", "and to resign", false),
            ("to re-sign now, and to re-\nsign", "and to re-sign", true),
            ("was awarded, then award-\ned", "then award-ed", false),
            ("was awarded, then award-\ned", "then awarded", true),
            // No word is broken here.
            ("the Met-\nPolice deal", "MetPolice deal", false),
            ("the end-\n\nof it", "endof it", false),
            ("a word -\nand more", "a word - and more", true),
        ] {
            assert_eq!(!find(text, words).is_empty(), is_found, "{words:?} in {text:?}");
        }
    }
}
