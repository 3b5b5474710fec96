//! Text as HTML.

use pulldown_cmark_escape::{FmtWriter, escape_html, escape_html_body_text};

/// Escapes the text of an element; its line breaks and spaces stay.
pub(crate) fn escape_text(text: &str) -> String {
    let mut html = String::new();
    escape_html_body_text(FmtWriter(&mut html), text).expect("a string takes every character");
    html
}

/// Escapes the value of an attribute in double quotation marks.
pub(super) fn escape_attribute(value: &str) -> String {
    let mut html = String::new();
    escape_html(FmtWriter(&mut html), value).expect("a string takes every character");
    html
}
