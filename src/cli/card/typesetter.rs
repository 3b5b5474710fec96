//! Setting texts in lines: measuring, breaking and cutting them, and the outlines of their glyphs.

use std::collections::BTreeSet;
use std::ops::Range;

use parley::layout::{Alignment, AlignmentOptions, GlyphRun, Line, PositionedLayoutItem};
use parley::style::{FontFamily, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{BaseDirection, FontContext, Layout, LayoutContext};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Path, PathBuilder};
use unicode_segmentation::UnicodeSegmentation;

use super::fonts;

/// Ends a text that was cut.
const ELLIPSIS: char = '…';
/// How often the width of balanced lines is halved: until it is exact to a few pixels.
const BALANCE_STEPS: usize = 8;

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

/// How a text is set. All measures are in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextStyle {
    pub(super) size: f32,
    /// The distance of the baselines, as a multiple of the size.
    pub(super) line_height: f32,
    pub(super) is_rtl: bool,
    /// Whether the lines end at the end of the box, and do not start at its start.
    pub(super) is_end_aligned: bool,
}

/// The room for a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// In pixels.
    pub(super) width: f32,
    pub(super) lines: usize,
}

/// A text in lines. Positions are relative to the upper left corner of its box.
#[derive(Clone, Debug, Default)]
pub(super) struct TextBlock {
    /// The outlines of each line, in each colour that it has.
    pub(super) lines: Vec<Vec<(Ink, Path)>>,
    /// The length of the longest line.
    pub(super) width: f32,
    pub(super) height: f32,
    /// The position of the first baseline.
    pub(super) baseline: f32,
    /// Whether it had more text than there was room for.
    pub(super) is_cut: bool,
    /// The characters that no font has.
    pub(super) missing: BTreeSet<char>,
}

/// Sets texts in the fonts of the program.
pub(crate) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<Ink>,
}

impl Typesetter {
    pub(crate) fn new() -> Self {
        Self { fonts: fonts::load_fonts(), layouts: LayoutContext::new() }
    }

    /// Sets a text in as many lines as it needs, or as there is room for. What is left out of it is
    /// marked by an ellipsis.
    pub(super) fn set(&mut self, spans: &[Span<'_>], style: TextStyle, room: Room) -> TextBlock {
        let text = StyledText::new(spans, style.is_rtl);
        let layout = self.lay_out(&text, style, room.width);
        if layout.len() <= room.lines {
            return build_block(&text, &layout, false);
        }
        let last = room.lines.checked_sub(1).and_then(|index| layout.get(index));
        let Some(last) = last.map(|line| line.text_range()) else {
            return TextBlock { is_cut: true, ..TextBlock::default() };
        };
        for end in text.find_ends(last) {
            let shorter = text.cut_at(end);
            let layout = self.lay_out(&shorter, style, room.width);
            if layout.len() <= room.lines {
                return build_block(&shorter, &layout, true);
            }
        }
        TextBlock { is_cut: true, ..TextBlock::default() }
    }

    /// Sets a text in lines of about the same length, as many as [`Typesetter::set`] makes. Returns
    /// also the width of the box that the lines are aligned in.
    pub(super) fn set_balanced(
        &mut self,
        spans: &[Span<'_>],
        style: TextStyle,
        room: Room,
    ) -> (TextBlock, f32) {
        let text = StyledText::new(spans, style.is_rtl);
        let layout = self.lay_out(&text, style, room.width);
        let lines = layout.len();
        if lines < 2 || lines > room.lines {
            return (self.set(spans, style, room), room.width);
        }
        // Narrower, words would be broken.
        let shortest = layout.calculate_content_widths().min.max(room.width / 2.0);
        let (mut too_narrow, mut wide_enough) = (shortest.min(room.width), room.width);
        for _ in 0..BALANCE_STEPS {
            let width = f32::midpoint(too_narrow, wide_enough);
            if self.lay_out(&text, style, width).len() > lines {
                too_narrow = width;
            } else {
                wide_enough = width;
            }
        }
        let layout = self.lay_out(&text, style, wide_enough);
        (build_block(&text, &layout, false), wide_enough)
    }

    fn lay_out(&mut self, text: &StyledText, style: TextStyle, width: f32) -> Layout<Ink> {
        // Without quantisation, so that the spaces between letters are those of the font.
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text.text, 1.0, false);
        let families = FontFamily::from(&fonts::FAMILIES[..]);
        builder.push_default(StyleProperty::FontFamily(families));
        builder.push_default(StyleProperty::FontSize(style.size));
        let line_height = LineHeight::FontSizeRelative(style.line_height);
        builder.push_default(StyleProperty::LineHeight(line_height));
        // A word that is longer than a line is broken anywhere.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        for StyledRange { range, is_bold, ink } in &text.ranges {
            if *is_bold {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
            builder.push(StyleProperty::Brush(*ink), range.clone());
        }
        let direction = if text.is_rtl { BaseDirection::Rtl } else { BaseDirection::Ltr };
        builder.set_base_direction(direction);
        let mut layout = builder.build(&text.text);
        layout.break_all_lines(Some(width));
        // The start is that of the card's direction, whatever the text's own is.
        let is_right = style.is_rtl != style.is_end_aligned;
        let alignment = if is_right { Alignment::Right } else { Alignment::Left };
        layout.align(alignment, AlignmentOptions::default());
        layout
    }
}

/// A text with the styles of its parts.
#[derive(Clone, Debug, Default)]
struct StyledText {
    text: String,
    /// The direction of the whole.
    is_rtl: bool,
    ranges: Vec<StyledRange>,
}

#[derive(Clone, Debug)]
struct StyledRange {
    range: Range<usize>,
    is_bold: bool,
    ink: Ink,
}

impl StyledText {
    /// Joins the parts that are not empty by spaces.
    ///
    /// Each of several parts is isolated from the others, so that none of them decides the place of
    /// another that is written in the other direction. On a card that is written from right to left,
    /// a text without a letter that is written so has the other direction: "£1.5 million" stays in
    /// order.
    fn new(spans: &[Span<'_>], is_rtl: bool) -> Self {
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
    fn find_ends(&self, line: Range<usize>) -> Vec<usize> {
        let is_safe = |end: &usize| {
            let before = self.text.get(..*end).unwrap_or_default().chars().next_back();
            before.is_some_and(|last| !last.is_numeric() && !last.is_whitespace())
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
    fn cut_at(&self, end: usize) -> Self {
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

fn build_block(text: &StyledText, layout: &Layout<Ink>, is_cut: bool) -> TextBlock {
    let mut block = TextBlock {
        width: layout.width(),
        height: layout.height(),
        baseline: layout.first_baseline().unwrap_or_default(),
        is_cut,
        ..TextBlock::default()
    };
    for line in layout.lines() {
        block.lines.push(draw_line(&line));
        for run in line.runs() {
            for cluster in run.clusters() {
                if cluster.glyphs().any(|glyph| glyph.id == 0) {
                    let letters = text.text.get(cluster.text_range()).unwrap_or_default();
                    block.missing.extend(letters.chars());
                }
            }
        }
    }
    block
}

/// Returns the outlines of a line in each colour.
fn draw_line(line: &Line<'_, Ink>) -> Vec<(Ink, Path)> {
    let mut pens = [Ink::Strong, Ink::Soft].map(|ink| (ink, Pen::default()));
    for item in line.items() {
        let PositionedLayoutItem::GlyphRun(run) = item else { continue };
        let ink = run.style().brush;
        for (_, pen) in pens.iter_mut().filter(|(own, _)| *own == ink) {
            draw_run(&run, pen);
        }
    }
    let paths = pens.into_iter().map(|(ink, pen)| (ink, pen.builder.finish()));
    paths.filter_map(|(ink, path)| Some((ink, path?))).collect()
}

fn draw_run(run: &GlyphRun<'_, Ink>, pen: &mut Pen) {
    let font = run.run().font();
    let Ok(font) = FontRef::from_index(font.data.as_ref(), font.index) else { return };
    let outlines = font.outline_glyphs();
    let size = Size::new(run.run().font_size());
    for glyph in run.positioned_glyphs() {
        if let Some(outline) = outlines.get(GlyphId::new(glyph.id)) {
            (pen.x, pen.y) = (glyph.x, glyph.y);
            let settings = DrawSettings::unhinted(size, LocationRef::default());
            // The fonts are the program's own, whose outlines can be drawn.
            let _ = outline.draw(settings, pen);
        }
    }
}

/// Collects outlines, whose y coordinates grow upwards, at the place of each glyph.
#[derive(Default)]
struct Pen {
    builder: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.builder.quad_to(self.x + cx0, self.y - cy0, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (left, top) = (self.x, self.y);
        self.builder.cubic_to(left + cx0, top - cy0, left + cx1, top - cy1, left + x, top - y);
    }

    fn close(&mut self) {
        self.builder.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: TextStyle =
        TextStyle { size: 40.0, line_height: 1.2, is_rtl: false, is_end_aligned: false };

    fn set(text: &str, style: TextStyle, width: f32, lines: usize) -> TextBlock {
        Typesetter::new().set(&[Span::bold(text)], style, Room { width, lines })
    }

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
    fn what_has_no_room_is_cut_and_what_has_is_whole() {
        for (text, width, lines, expected_lines, is_cut) in [
            ("A bridge", 400.0, 1, 1, false),
            ("A bridge over the river", 300.0, 3, 2, false),
            ("A bridge over the river", 300.0, 1, 1, true),
            (&"Riverbridge".repeat(9), 300.0, 2, 2, true),
            (&"Riverbridge".repeat(4), 300.0, 9, 4, false),
            ("", 300.0, 1, 1, false),
            ("A bridge", 300.0, 0, 0, true),
        ] {
            let block = set(text, STYLE, width, lines);
            assert_eq!((block.lines.len(), block.is_cut), (expected_lines, is_cut), "{text}");
            assert!(block.width <= width, "{text}");
        }
    }

    #[test]
    fn balanced_lines_are_of_about_the_same_length() {
        let room = Room { width: 400.0, lines: 2 };
        let spans = [Span::bold("A bridge over the river")];
        let mut typesetter = Typesetter::new();
        let usual = typesetter.set(&spans, STYLE, room);
        let (balanced, width) = typesetter.set_balanced(&spans, STYLE, room);
        assert_eq!((usual.lines.len(), balanced.lines.len()), (2, 2));
        assert!(width < usual.width && balanced.width <= width);
    }

    #[test]
    fn a_character_that_no_font_has_is_reported_and_marks_of_direction_are_not() {
        let block = set("Bins 🚲 \u{200f}\u{202e}for\u{202c} Ⴀnytown", STYLE, 900.0, 1);
        assert_eq!(block.missing.into_iter().collect::<String>(), "Ⴀ🚲");
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
