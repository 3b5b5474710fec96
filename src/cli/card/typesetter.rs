//! Setting texts in lines: measuring, breaking and cutting them.

use std::collections::BTreeSet;

use parley::layout::{Alignment, AlignmentOptions};
use parley::style::{FontFamily, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{BaseDirection, FontContext, Layout, LayoutContext};
use tiny_skia::Path;

use super::fonts;
use super::outline::draw_line;
use super::styled_text::{Ink, Span, StyledRange, StyledText};

/// How often the width of balanced lines is halved: until it is exact to a few pixels.
const BALANCE_STEPS: usize = 8;

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

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: TextStyle =
        TextStyle { size: 40.0, line_height: 1.2, is_rtl: false, is_end_aligned: false };

    fn set(text: &str, style: TextStyle, width: f32, lines: usize) -> TextBlock {
        Typesetter::new().set(&[Span::bold(text)], style, Room { width, lines })
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
}
