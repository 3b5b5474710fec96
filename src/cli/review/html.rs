//! The sheet as one HTML file.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, context};

use super::sheet::Sheet;

const TEMPLATE: &str = include_str!("sheet.html");
const STYLESHEET: &str = include_str!("sheet.css");

/// Renders the sheet as an HTML document that needs no other file.
pub(super) fn render_html(sheet: &Sheet) -> String {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let values = context! { sheet => Serde(sheet), stylesheet => STYLESHEET };
    // The template is this program's own, and tests render all of it.
    environment.render_str(TEMPLATE, values).unwrap_or_else(|error| error.to_string())
}
