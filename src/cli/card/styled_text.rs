//! Texts with the styles of their parts: what stands in a line, and where it may be cut.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Ends a text that was cut.
const ELLIPSIS: char = '…';

/// The colour of a text: that of what matters most, or of what belongs to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ink {
    #[default]
    Strong,
    Soft,
}

/// A part of a text in one style.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span<'a> {
    pub(super) text: &'a str,
    pub(super) is_bold: bool,
    pub(super) ink: Ink,
}

impl<'a> Span<'a> {
    /// A text in bold.
    pub(super) fn bold(text: &'a str) -> Self {
        Self { text, is_bold: true, ink: Ink::Strong }
    }

    /// A text in the regular weight.
    pub(super) fn regular(text: &'a str) -> Self {
        Self { text, is_bold: false, ink: Ink::Strong }
    }

    /// A text in the regular weight and the softer colour.
    pub(super) fn soft(text: &'a str) -> Self {
        Self { text, is_bold: false, ink: Ink::Soft }
    }
}

/// A text with the styles of its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct StyledText {
    pub(super) text: String,
    /// The direction of the whole.
    pub(super) is_rtl: bool,
    pub(super) ranges: Vec<StyledRange>,
}

/// The style of a part of a text, by the bytes of the text.
#[derive(Clone, Debug)]
pub(super) struct StyledRange {
    pub(super) range: Range<usize>,
    pub(super) is_bold: bool,
    pub(super) ink: Ink,
}

impl StyledText {
    /// Joins the parts that are not empty by spaces.
    ///
    /// Each of several parts is isolated from the others, so that none of them decides the place of
    /// another that is written in the other direction. On a card that is written from right to left,
    /// a text without a letter that is written so has the other direction: "£1.5 million" stays in
    /// order.
    pub(super) fn new(spans: &[Span<'_>], is_rtl: bool) -> Self {
        let mut styled = Self::default();
        let spans: Vec<_> = spans.iter().map(|span| (span, normalize_space(span.text))).collect();
        let shown: Vec<_> = spans.iter().filter(|(_, text)| !text.is_empty()).collect();
        let is_own = |text: &str| is_rtl && text.contains(is_rtl_letter);
        styled.is_rtl = match &*shown {
            [(_, text)] => is_own(text),
            _ => is_rtl,
        };
        for (span, text) in &shown {
            if !styled.text.is_empty() {
                styled.text.push(' ');
            }
            let start = styled.text.len();
            match shown.len() {
                1 => styled.text.push_str(text),
                // RIGHT-TO-LEFT or LEFT-TO-RIGHT ISOLATE, until POP DIRECTIONAL ISOLATE.
                _ if is_own(text) => styled.text.extend(["\u{2067}", text, "\u{2069}"]),
                _ => styled.text.extend(["\u{2066}", text, "\u{2069}"]),
            }
            let range = start..styled.text.len();
            styled.ranges.push(StyledRange { range, is_bold: span.is_bold, ink: span.ink });
        }
        styled
    }

    /// Lists the places at which the text may be cut so that it ends in this line, the last ones
    /// first: after a word, or else within one. A number is never cut off, as in "£123…" for "£123
    /// million".
    pub(super) fn find_ends(&self, line: Range<usize>) -> Vec<usize> {
        let is_safe = |end: &usize| {
            let before = self.text.get(..*end).unwrap_or_default().trim_end_matches(is_isolate);
            let last = before.chars().next_back();
            last.is_some_and(|last| !last.is_numeric() && !last.is_whitespace())
        };
        let until_end = self.text.get(..line.end).unwrap_or_default();
        let words = until_end.char_indices().filter(|(_, letter)| *letter == ' ');
        let mut words: Vec<_> = words.map(|(index, _)| index).filter(is_safe).collect();
        words.reverse();
        let in_line = words.iter().position(|end| *end <= line.start).unwrap_or(words.len());
        let before = words.split_off(in_line);
        let graphemes = until_end.grapheme_indices(true).map(|(index, _)| index);
        let mut graphemes: Vec<_> =
            graphemes.filter(|index| *index > line.start).filter(is_safe).collect();
        graphemes.reverse();
        [words, graphemes, before].concat()
    }

    /// Returns the text up to a place, with an ellipsis.
    pub(super) fn cut_at(&self, end: usize) -> Self {
        let kept = self.text.get(..end).unwrap_or_default();
        let kept = kept.trim_end_matches([' ', ',', ';', ':', '.', '–', '-']);
        let mut cut = Self { text: format!("{kept}{ELLIPSIS}"), ranges: Vec::new(), ..*self };
        for styled in &self.ranges {
            if styled.range.start < kept.len() {
                let is_last = styled.range.end >= kept.len();
                let end = if is_last { cut.text.len() } else { styled.range.end };
                cut.ranges.push(StyledRange { range: styled.range.start..end, ..styled.clone() });
            }
        }
        cut
    }
}

/// Makes one line of a text: white space and control characters are spaces, of which several are
/// one. No-break spaces stay, and what is no character is left out.
pub(super) fn normalize_space(text: &str) -> String {
    let is_break = |letter: char| {
        letter.is_control() || (letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}'))
    };
    let words: Vec<_> = text.split(is_break).filter(|word| !word.is_empty()).collect();
    words.join(" ").replace(['\u{fffe}', '\u{ffff}'], "")
}

/// Whether a character begins or ends an isolate, and shows nothing.
fn is_isolate(letter: char) -> bool {
    matches!(letter, '\u{2066}'..='\u{2069}')
}

/// Whether a character makes a text one that is written from right to left: a letter of such a
/// script, or a mark of direction.
fn is_rtl_letter(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
            | '\u{200f}'
            | '\u{202b}'
            | '\u{202e}'
            | '\u{2067}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_after_a_word_and_never_within_a_number() {
        let text =
            StyledText::new(&[Span::bold("Bins, for £123\u{a0}million of 2026 money")], false);
        let cuts: Vec<_> = text
            .find_ends(0..text.text.len())
            .into_iter()
            .map(|end| text.cut_at(end).text)
            .collect();
        assert_eq!(
            cuts[..3],
            ["Bins, for £123\u{a0}million of…", "Bins, for £123\u{a0}million…", "Bins, for…"]
        );
        assert!(cuts.contains(&"Bins…".to_owned()), "without its comma");
        for cut in cuts {
            let last = cut.trim_end_matches(ELLIPSIS).chars().next_back();
            assert!(last.is_none_or(|last| !last.is_numeric()), "{cut}");
        }
    }

    #[test]
    fn a_text_is_cut_in_an_isolate_as_anywhere_else() {
        let text =
            StyledText::new(&[Span::soft("Signed \u{2068}3 May 2026\u{2069} by all")], false);
        for end in text.find_ends(0..text.text.len()) {
            let cut = text.cut_at(end).text.replace(is_isolate, "");
            let last = cut.trim_end_matches(ELLIPSIS).chars().next_back();
            assert!(last.is_some_and(char::is_alphabetic), "{cut}");
        }
    }

    #[test]
    fn texts_are_one_line_of_characters() {
        for (text, expected) in [
            ("A\nbridge\t of\u{2028}stone ", "A bridge of stone"),
            ("£1\u{a0}million", "£1\u{a0}million"),
            ("\u{0}\u{fffe}", ""),
        ] {
            assert_eq!(normalize_space(text), expected);
        }
    }
}
