//! A drawing as a PNG or an SVG file.

use std::fmt::Write;

use anyhow::{Context, anyhow};
use contract_fact_box::view::ShareCard;
use oxipng::{BitDepth, ColorType, Options, RawImage};
use tiny_skia::{Color, FillRule, Paint, Path, PathSegment, Pixmap, Transform};

use super::drawing::{self, BACKGROUND, Drawing};
use super::styled_text::normalize_space;
use crate::cli::pages::escape_text;

/// How hard oxipng tries, from 0 to 6. Level 4 takes twice as long for files that are 1% smaller.
const COMPRESSION: u8 = 2;

/// The units of an SVG file's outlines in a pixel.
const SVG_UNITS: f32 = 20.0;

/// Draws a card as PNG. The same drawing gives the same bytes.
///
/// # Errors
///
/// Never with drawings of ours, but the libraries allow for it.
pub(crate) fn to_png(drawing: &Drawing) -> anyhow::Result<Vec<u8>> {
    let (width, height) = drawing.shape.size();
    let (width, height) = (width.into(), height.into());
    let mut pixmap = Pixmap::new(width, height).context("no room for the picture")?;
    let [red, green, blue] = BACKGROUND;
    pixmap.fill(Color::from_rgba8(red, green, blue, u8::MAX));
    for (color, rect) in &drawing.rules {
        pixmap.fill_rect(*rect, &to_paint(*color), Transform::identity(), None);
    }
    for (color, path) in drawing.texts.iter().flatten() {
        let paint = to_paint(*color);
        pixmap.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
    }
    // Nothing is transparent, so that no pixel is changed by its opacity; oxipng leaves it out.
    RawImage::new(width, height, ColorType::RGBA, BitDepth::Eight, pixmap.take())
        .and_then(|image| image.create_optimized_png(&Options::from_preset(COMPRESSION)))
        .map_err(|error| anyhow!("the picture cannot be compressed ({error}); report this fault"))
}

fn to_paint([red, green, blue]: drawing::Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, u8::MAX);
    paint
}

/// Writes a card as SVG, with all letters as outlines, and what it says as the alternative text.
pub(crate) fn to_svg(drawing: &Drawing, card: &ShareCard) -> String {
    let (width, height) = drawing.shape.size();
    let [title, description] =
        [&card.title, &card.describe()].map(|text| escape_text(&normalize_space(text)));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{}\">\n\
         <title>{title}</title>\n<desc>{description}</desc>\n\
         <path fill=\"{}\" d=\"M0 0H{width}V{height}H0Z\"/>\n",
        escape_text(&card.lang),
        format_color(BACKGROUND),
    );
    for (color, rect) in &drawing.rules {
        let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
        let _ = writeln!(
            svg,
            "<path fill=\"{}\" d=\"M{left} {top}H{right}V{bottom}H{left}Z\"/>",
            format_color(*color)
        );
    }
    for text in &drawing.texts {
        let _ = writeln!(svg, "<g transform=\"scale({})\">", 1.0 / SVG_UNITS);
        for (color, path) in text {
            let _ = writeln!(
                svg,
                "<path fill=\"{}\" d=\"{}\"/>",
                format_color(*color),
                format_outline(path)
            );
        }
        svg += "</g>\n";
    }
    svg += "</svg>\n";
    svg
}

fn format_color([red, green, blue]: drawing::Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Formats an outline as the `d` of an SVG path: each point as the distance from the one before, in
/// units of [`SVG_UNITS`] to the pixel.
///
/// Whole numbers and short distances make a file a third as long as absolute pixels do.
fn format_outline(path: &Path) -> String {
    let mut data = String::new();
    let (mut last, mut start) = ((0, 0), (0, 0));
    for segment in path.segments() {
        let (command, points) = match segment {
            PathSegment::MoveTo(to) => ('m', vec![to]),
            PathSegment::LineTo(to) => ('l', vec![to]),
            PathSegment::QuadTo(control, to) => ('q', vec![control, to]),
            PathSegment::CubicTo(first, second, to) => ('c', vec![first, second, to]),
            PathSegment::Close => {
                data.push('z');
                last = start;
                continue;
            }
        };
        data.push(command);
        let from = last;
        for (index, point) in points.iter().enumerate() {
            last = (to_units(point.x), to_units(point.y));
            for (nth, distance) in [last.0 - from.0, last.1 - from.1].into_iter().enumerate() {
                // A minus sign separates numbers, too.
                if index + nth > 0 && distance >= 0 {
                    data.push(' ');
                }
                let _ = write!(data, "{distance}");
            }
        }
        if command == 'm' {
            start = last;
        }
    }
    data
}

#[expect(clippy::cast_possible_truncation, reason = "a card has 1,200 pixels")]
fn to_units(pixels: f32) -> i32 {
    (pixels * SVG_UNITS).round() as i32
}
