//! The outlines of letters.

use parley::layout::{GlyphRun, Line, PositionedLayoutItem};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Path, PathBuilder};

use super::styled_text::Ink;

/// Returns the outlines of a line in each colour.
pub(super) fn draw_line(line: &Line<'_, Ink>) -> Vec<(Ink, Path)> {
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
