//! Folds what typography and layout change in a text, and nothing else, so that the same words are
//! the same characters. Each folded character keeps the bytes of the text that it stands for.
//!
//! Folded are: quotation marks and apostrophes, by whether they are double or single; dashes and
//! hyphens; the ellipsis and three points; ligatures; composed and decomposed characters (NFC);
//! white space of any kind and length; and characters that nobody sees. Letters keep their case.

use std::collections::HashSet;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use unicode_segmentation::UnicodeSegmentation;

/// Whether a hyphen at the end of a line may have been put there by whoever set the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// Lines end where a paragraph does, as in HTML.
    Flowing,
    /// Lines may break within a word, as in the text of a PDF.
    Lines,
}

/// A text as a sequence of folded characters.
#[derive(Debug, Default)]
pub(super) struct FoldedText {
    units: Vec<Unit>,
}

/// A folded character.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) character: char,
    /// The bytes of the text: of a whole grapheme cluster or run of white space. Several units have
    /// the same bytes where one character folds to several.
    pub(super) bytes: Range<usize>,
    /// If this is a hyphen at the end of a line, how it may be read.
    pub(super) line_end: Option<LineEndHyphen>,
    /// Whether a word, a mark or a sign begins here, so that nothing is cut off in front.
    pub(super) begins: bool,
    /// Whether a word, a mark or a sign ends here.
    pub(super) ends: bool,
}

/// How a hyphen at the end of a line may be read: `re-` and `sign` as `resign` or as `re-sign`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineEndHyphen {
    /// As no part of the word.
    pub(super) is_of_layout: bool,
    /// As part of the word.
    pub(super) is_of_word: bool,
}

impl FoldedText {
    /// Folds the words of a story, without white space around them.
    pub(super) fn of_words(words: &str) -> Self {
        let mut folded = Self::of(words, Layout::Flowing);
        while folded.units.last().is_some_and(Unit::is_space) {
            folded.units.pop();
        }
        if folded.units.first().is_some_and(Unit::is_space) {
            folded.units.remove(0);
        }
        folded
    }

    /// Folds a text.
    pub(super) fn of(text: &str, layout: Layout) -> Self {
        let normalizer = ComposingNormalizerBorrowed::new_nfc();
        let boundaries = find_boundaries(text, layout);
        let is_boundary = |offset: usize| boundaries.get(offset).copied().unwrap_or_default();
        let words = if layout == Layout::Lines { collect_words(text) } else { HashSet::new() };
        let mut folded = Self::default();
        // The end of a line break that has been read as part of a word.
        let mut consumed = 0;
        for (start, cluster) in text.grapheme_indices(true) {
            let bytes = start..start + cluster.len();
            if start < consumed {
                continue;
            }
            if cluster.chars().all(char::is_whitespace) {
                let broken =
                    if layout == Layout::Lines { BrokenWord::at(text, start) } else { None };
                if let Some(broken) = broken {
                    consumed = broken.end;
                    folded.break_word(&broken, &words);
                } else {
                    folded.push_space(bytes);
                }
                continue;
            }
            let first = folded.units.len();
            for character in normalizer.normalize(cluster).chars() {
                let mut push = |character| {
                    folded.units.push(Unit {
                        character,
                        bytes: bytes.clone(),
                        line_end: None,
                        begins: false,
                        ends: false,
                    });
                };
                match fold_character(character) {
                    Folded::Nothing => {}
                    Folded::One(character) => push(character),
                    Folded::Several(characters) => characters.chars().for_each(push),
                }
            }
            if let Some(unit) = folded.units.get_mut(first) {
                unit.begins = is_boundary(bytes.start);
            }
            if let Some(unit) = folded.units.get_mut(first..).and_then(<[Unit]>::last_mut) {
                unit.ends = is_boundary(bytes.end);
            }
        }
        folded
    }

    /// Returns the folded characters.
    pub(super) fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Whether there is a letter or a digit.
    pub(super) fn has_words(&self) -> bool {
        self.units.iter().any(|unit| unit.character.is_alphanumeric())
    }

    /// Adds white space, once for a run of it.
    fn push_space(&mut self, bytes: Range<usize>) {
        match self.units.last_mut() {
            Some(last) if last.is_space() => last.bytes.end = bytes.end,
            _ => self.units.push(Unit {
                character: ' ',
                bytes,
                line_end: None,
                begins: false,
                ends: false,
            }),
        }
    }

    /// Joins the parts of a word that is broken at the end of a line.
    fn break_word(&mut self, broken: &BrokenWord<'_>, words: &HashSet<&str>) {
        let Some(last) = self.units.last_mut().filter(|_| broken.has_visible_hyphen) else {
            return;
        };
        let joined = words.contains(&*format!("{}{}", broken.left, broken.right));
        let hyphenated = words.contains(&*format!("{}-{}", broken.left, broken.right));
        // If the text has the word on one line too, in only one spelling, it is that.
        last.line_end = Some(LineEndHyphen {
            is_of_layout: joined || !hyphenated,
            is_of_word: hyphenated || !joined,
        });
        last.bytes.end = broken.end;
        last.ends = false;
    }
}

impl Unit {
    /// Whether it is white space.
    pub(super) fn is_space(&self) -> bool {
        self.character == ' '
    }
}

/// What a character folds to.
enum Folded {
    Nothing,
    One(char),
    Several(&'static str),
}

fn fold_character(character: char) -> Folded {
    Folded::One(match character {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | '´' | '`' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '…' => return Folded::Several("..."),
        'ﬀ' => return Folded::Several("ff"),
        'ﬁ' => return Folded::Several("fi"),
        'ﬂ' => return Folded::Several("fl"),
        'ﬃ' => return Folded::Several("ffi"),
        'ﬄ' => return Folded::Several("ffl"),
        'ﬅ' | 'ﬆ' => return Folded::Several("st"),
        character if is_invisible(character) => return Folded::Nothing,
        character if character.is_whitespace() => ' ',
        character => character,
    })
}

/// Whether nobody sees a character: the soft hyphen, a space without width, the byte-order mark, a
/// mark of direction.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}'
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// Marks the offsets at which a word, a mark or a sign begins or ends, by UAX #29, and none within
/// what a hyphen joins: “chair” is no word of “vice-chair”, and 5 no number of −5.
fn find_boundaries(text: &str, layout: Layout) -> Vec<bool> {
    let mut boundaries = vec![false; text.len() + 1];
    let mut set = |offset: usize, is_boundary: bool| {
        if let Some(boundary) = boundaries.get_mut(offset) {
            *boundary = is_boundary;
        }
    };
    text.split_word_bound_indices().for_each(|(offset, _)| set(offset, true));
    set(text.len(), true);
    let mut is_after_word = false;
    for (start, cluster) in text.grapheme_indices(true) {
        let Some(character) = cluster.chars().next() else { continue };
        let end = start + cluster.len();
        let next = skip_invisible(text, end);
        let is_before = |is_wanted: fn(char) -> bool| {
            text.get(next..).and_then(|rest| rest.chars().next()).is_some_and(is_wanted)
        };
        match character {
            '-' | '‐' | '‑' | '\u{AD}' if is_after_word => {
                let after = if is_before(char::is_alphanumeric) {
                    Some(next)
                } else if layout == Layout::Lines {
                    BrokenWord::at(text, end).map(|broken| broken.end)
                } else {
                    None
                };
                if let Some(after) = after {
                    [start, end, after].into_iter().for_each(|offset| set(offset, false));
                }
            }
            // Between two words, a dash is no sign.
            '-' | '‐' | '‑' | '–' | '−' if !is_after_word && is_before(char::is_numeric) => {
                [end, next].into_iter().for_each(|offset| set(offset, false));
            }
            _ => {}
        }
        if !is_invisible(character) {
            is_after_word = character.is_alphanumeric();
        }
    }
    boundaries
}

/// Returns the offset of what readers see first from `offset` on.
fn skip_invisible(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default();
    offset + rest.len() - rest.trim_start_matches(is_invisible).len()
}

/// A word that is broken by a hyphen at the end of a line.
struct BrokenWord<'t> {
    left: &'t str,
    right: &'t str,
    /// Where the second part begins.
    end: usize,
    /// Whether the hyphen is one that readers see at any place, not a soft one.
    has_visible_hyphen: bool,
}

impl<'t> BrokenWord<'t> {
    /// Reads the word that is broken by the white space at `offset`, if it is one line break
    /// between a letter with a hyphen and a small letter.
    fn at(text: &'t str, offset: usize) -> Option<Self> {
        let (before, after) = text.split_at_checked(offset)?;
        let word = before.strip_suffix(['-', '‐', '\u{AD}'])?;
        let rest = after.trim_start();
        let space = after.strip_suffix(rest)?;
        let is_line_break = space.matches('\n').count() == 1 && !space.contains('\u{C}');
        let letter = word.graphemes(true).next_back().and_then(|cluster| cluster.chars().next());
        let is_word = letter.is_some_and(char::is_alphabetic)
            && rest.chars().next().is_some_and(char::is_lowercase);
        let is_in_word = |c: char| !c.is_whitespace();
        (is_line_break && is_word).then(|| Self {
            left: word
                .rsplit(|c| !is_in_word(c))
                .next()
                .unwrap_or_default()
                .trim_start_matches(|c: char| !c.is_alphanumeric()),
            right: rest
                .split(|c| !is_in_word(c))
                .next()
                .unwrap_or_default()
                .trim_end_matches(|c: char| !c.is_alphanumeric()),
            end: offset + space.len(),
            has_visible_hyphen: !before.ends_with('\u{AD}'),
        })
    }
}

/// Collects the words that stand on one line, without the marks around them.
fn collect_words(text: &str) -> HashSet<&str> {
    text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

#[cfg(test)]
mod tests {
    use super::{FoldedText, Layout};

    fn fold(text: &str) -> String {
        let folded = FoldedText::of(text, Layout::Flowing);
        folded.units().iter().map(|unit| unit.character).collect()
    }

    #[test]
    fn typography_and_white_space_fold_and_letters_do_not() {
        for (one, other) in [
            ("“It’s so”", "\"It's so\""),
            ("«a» ‹b›", "\"a\" 'b'"),
            ("2018–19 — well", "2018-19 - well"),
            ("wait…", "wait..."),
            ("of\u{FB01}cers sta\u{FB00}", "officers staff"),
            ("caf\u{65}\u{301}", "caf\u{e9}"),
            ("ậ", "a\u{302}\u{323}"),
            ("one\u{a0}\r\n\t two\u{202F}three", "one two three"),
            ("pro\u{AD}cure\u{200B}ment\u{2060}", "procurement"),
        ] {
            assert_eq!(fold(one), fold(other), "{one}");
        }
        for (one, other) in [
            ("The", "the"),
            ("e", "\u{e9}"),
            ("'a'", "\"a\""),
            ("a, b", "a b"),
            ("police man", "policeman"),
            ("a–b", "a – b"),
        ] {
            assert_ne!(fold(one), fold(other), "{one}");
        }
    }

    #[test]
    fn every_unit_keeps_the_bytes_that_it_stands_for() {
        let text = " \u{a0}“e\u{301}\u{AD}\u{FB01}…";
        let folded = FoldedText::of(text, Layout::Flowing);
        let kept: Vec<_> = folded
            .units()
            .iter()
            .map(|unit| (unit.character, text.get(unit.bytes.clone()).expect("bytes of the text")))
            .collect();
        let three = ('.', "…");
        assert_eq!(
            kept,
            [
                (' ', " \u{a0}"),
                ('"', "“"),
                ('é', "e\u{301}"),
                ('f', "\u{FB01}"),
                ('i', "\u{FB01}"),
                three,
                three,
                three
            ]
        );
    }
}
