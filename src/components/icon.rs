//! The signs: solid is on the record, dashed is not. Each stands beside its word and never alone.

use yew::Html;

use super::markup::{Attr, Markup};

/// A drawing, by the outline of what is filled, or of what stands inside the ring.
enum Sign {
    Solid(&'static str),
    /// A ring that is dashed: nothing on record. What stands inside tells the silences apart.
    Ring(&'static str),
}

/// The sign of this name; nothing for a name it does not know.
pub(super) fn icon(m: &mut Markup, name: &str) {
    let Some(sign) = sign(name) else { return m.add(Html::default()) };
    m.el("svg", "cfb-i", |m| {
        m.attr(Attr::ViewBox, "0 0 16 16");
        m.attr(Attr::AriaHidden, "true");
        m.attr(Attr::Focusable, "false");
        match sign {
            Sign::Solid(outline) => m.el("path", "", |m| {
                m.attr(Attr::Fill, "currentColor");
                m.attr(Attr::FillRule, "evenodd");
                m.attr(Attr::D, outline);
            }),
            Sign::Ring(inside) => m.el("g", "", |m| {
                m.attr(Attr::Fill, "none");
                m.attr(Attr::Stroke, "currentColor");
                m.attr(Attr::StrokeWidth, "1.5");
                m.el("circle", "", |m| {
                    m.attr(Attr::Cx, "8");
                    m.attr(Attr::Cy, "8");
                    m.attr(Attr::R, "6.25");
                    m.attr(Attr::StrokeDasharray, "2.2 2.2");
                });
                m.el("path", "", |m| m.attr(Attr::D, inside));
            }),
        }
    });
}

fn sign(name: &str) -> Option<Sign> {
    Some(match name {
        "supports" => Sign::Solid(
            "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-.9 3.6v2.5H4.6v1.8h2.5v2.5h1.8V8.9h2.5V7.1H8.9V4.6z",
        ),
        "opposes" => Sign::Solid("M1.5 1.5h13v13h-13zm3.1 5.6v1.8h6.8V7.1z"),
        "concerned" => {
            Sign::Solid("M8 .3 15.7 8 8 15.7.3 8zM8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8z")
        }
        "mixed" => {
            Sign::Solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.6v10.8A5.4 5.4 0 0 0 8 2.6z")
        }
        "conditional" => Sign::Solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM4.4 7.1v1.8h7.2V7.1z"),
        "undecided" => {
            Sign::Solid("M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM3.6 7v2h2V7zm3.4 0v2h2V7zm3.4 0v2h2V7z")
        }
        "none_stated" => Sign::Solid(
            "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.7a5.3 5.3 0 1 0 0 10.6A5.3 5.3 0 0 0 8 2.700z",
        ),
        "done" => Sign::Solid(
            "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm3.3 4.1L7 9.100 4.700 6.900 3.500 8.200 7 11.600l5.600-5.800z",
        ),
        "blocked" => Sign::Solid(
            "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zm3 2.700A5.600 5.600 0 0 0 3.200 11zM5 12.800A5.600 5.600 0 0 0 12.800 5z",
        ),
        "pending" => Sign::Solid(
            "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM7.100 3.500v5.100l3.600 2.200.9-1.500-2.700-1.700V3.500z",
        ),
        "disputed" => Sign::Solid(
            "M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM4 5.200V7h8V5.200zM4 9v1.800h8V9z",
        ),
        "caveat" => Sign::Solid(
            "M8 .8 15.600 14.500H.4zM7.100 5.500v4.700h1.800V5.500zm0 5.700v1.700h1.800v-1.700z",
        ),
        "no_reply" => Sign::Ring("M8 4.300V8l2.500 1.600"),
        "declined" => Sign::Ring("m5.800 5.800 4.400 4.400m0-4.400-4.400 4.400"),
        "could_not_comment" => Sign::Ring("M5.200 8h5.600"),
        "replied_without_position" => Sign::Ring("M5.200 6.700h5.600M5.200 9.300h5.600"),
        "not_approached" => Sign::Ring("M8 8h.01"),
        "unknown" | "silence" | "not_reported" | "nothing_found" => Sign::Ring(""),
        _ => return None,
    })
}
