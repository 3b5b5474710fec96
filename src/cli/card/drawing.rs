//! A card as shapes: what is drawn where.

use tiny_skia::{Path, Rect, Transform};

use super::styled_text::Ink;
use super::typesetter::TextBlock;

/// The shape of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// 1200 × 630 pixels, as Open Graph and most networks show it.
    Wide,
    /// 1200 × 1200 pixels.
    Square,
}

impl Shape {
    /// Returns the width and the height in pixels.
    pub(crate) fn size(self) -> (u16, u16) {
        match self {
            Self::Wide => (1200, 630),
            Self::Square => (1200, 1200),
        }
    }

    /// Returns the ending of the names of PNG files.
    pub(crate) fn png_extension(self) -> &'static str {
        match self {
            Self::Wide => "card.png",
            Self::Square => "card-square.png",
        }
    }

    /// Returns the ending of the names of SVG files.
    pub(crate) fn svg_extension(self) -> &'static str {
        match self {
            Self::Wide => "card.svg",
            Self::Square => "card-square.svg",
        }
    }
}

/// A colour as red, green and blue.
pub(super) type Color = [u8; 3];

/// The colours of the box on a light page, as `src/components/fact_box.css` has them.
pub(super) const BACKGROUND: Color = [0xf6, 0xf5, 0xf2];
/// Rules between facts.
pub(super) const LINE: Color = [0xd2, 0xcf, 0xc8];
/// What matters most.
pub(super) const STRONG: Color = [0x1b, 0x1a, 0x18];
/// What belongs to it.
const SOFT: Color = [0x4b, 0x47, 0x41];

impl Ink {
    fn color(self) -> Color {
        match self {
            Self::Strong => STRONG,
            Self::Soft => SOFT,
        }
    }
}

/// A card as shapes, on the background.
#[derive(Clone, Debug)]
pub(crate) struct Drawing {
    pub(super) shape: Shape,
    pub(super) rules: Vec<(Color, Rect)>,
    /// The texts, each as the outlines of its lines.
    pub(super) texts: Vec<Vec<(Color, Path)>>,
    /// The characters that no font has.
    pub(crate) missing: Vec<char>,
}

/// Draws a card in the direction of its language: `start` is the left in one that is written from
/// left to right, and the right in any other.
pub(super) struct Painter {
    drawing: Drawing,
    is_rtl: bool,
}

impl Painter {
    pub(super) fn new(shape: Shape, is_rtl: bool) -> Self {
        let drawing = Drawing { shape, rules: Vec::new(), texts: Vec::new(), missing: Vec::new() };
        Self { drawing, is_rtl }
    }

    /// Draws a rectangle.
    pub(super) fn draw_rule(
        &mut self,
        color: Color,
        start: f32,
        top: f32,
        width: f32,
        height: f32,
    ) {
        let left = self.find_left(start, width);
        self.drawing
            .rules
            .extend(Rect::from_xywh(left, top, width, height).map(|rect| (color, rect)));
    }

    /// Draws a text that was set in a box of this width.
    pub(super) fn draw_text(&mut self, block: TextBlock, start: f32, top: f32, width: f32) {
        let place = Transform::from_translate(self.find_left(start, width), top);
        let lines = block.lines.into_iter().flatten();
        let placed = lines.filter_map(|(ink, path)| Some((ink.color(), path.transform(place)?)));
        let text: Vec<_> = placed.collect();
        if !text.is_empty() {
            self.drawing.texts.push(text);
        }
        self.drawing.missing.extend(block.missing);
    }

    pub(super) fn finish(self) -> Drawing {
        let mut drawing = self.drawing;
        drawing.missing.sort_unstable();
        drawing.missing.dedup();
        drawing
    }

    fn find_left(&self, start: f32, width: f32) -> f32 {
        let whole = f32::from(self.drawing.shape.size().0);
        if self.is_rtl { whole - start - width } else { start }
    }
}
