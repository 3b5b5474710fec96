//! What an editor pastes: the story whole, and what makes a box of it.

use super::escape::escaped;
use super::light::light;
use super::{STYLESHEET, fact_box, stylesheet};
use crate::view::BoxView;

/// How the box in a snippet gets its stylesheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Css {
    /// In the snippet: nothing is loaded, and a page that forbids inline styles shows the box unstyled at first.
    Style,
    /// From the built folder: a page must allow that folder's styles.
    Link,
}

/// Where a snippet will stand.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The address of the built folder, ending in `/`.
    pub base: &'a str,
    /// The level of the story's title among the article's headings, 1 to 4.
    pub level: u8,
    /// The language of the live box, one of the story's translations; the story's own if there is none.
    pub lang: Option<&'a str>,
}

/// The best form: the static box in a declarative shadow root, the story beside it as plain HTML, and the loader.
///
/// Browsers show the box, until the loader puts the live one in its place; feeds, reader mode and old browsers show
/// the plain HTML. The box is `hidden`, and its own stylesheet shows it and hides the plain HTML in turn: where the
/// stylesheet is kept out, and where a content system takes the tags away and leaves what was in them, each sentence
/// stands once.
pub fn element(view: &BoxView, place: Place<'_>, css: Css) -> String {
    let base = escaped(place.base);
    let style = match css {
        // To CSS these marks are nothing; to what takes the tags away the rest is a comment then, and not a text.
        Css::Style => format!("<style><!--{}--></style>", stylesheet()),
        Css::Link => format!("<link rel=\"stylesheet\" href=\"{base}{STYLESHEET}\">"),
    };
    // Only a document's own line breaks stand in it; they mean nothing, and empty lines would become paragraphs.
    let shown = fact_box(view, place.base, place.level).replace(['\n', '\r'], " ");
    format!(
        "<contract-fact-box story=\"{id}\" version=\"{version}\"{level}{lang}>\n\
         <template shadowrootmode=\"open\">\n{style}\n<div class=\"cfb-static\" hidden>{shown}</div>\n<slot></slot>\n</template>\n\
         {light}</contract-fact-box>\n<script async src=\"{base}embed.js\"></script>\n",
        id = escaped(&view.id),
        version = view.version,
        level = level_attribute(place.level),
        lang = lang_attribute(place.lang),
        light = light(view, place.base, place.level),
    )
}

/// The form for content systems that lose unknown elements: the story as plain HTML in a marked `div`.
///
/// The loader, installed once for the whole site, makes a box of it.
pub fn div(view: &BoxView, place: Place<'_>) -> String {
    format!(
        "<div data-contract-fact-box=\"{id}\" data-version=\"{version}\"{level}{lang}>\n{light}</div>\n",
        id = escaped(&view.id),
        version = view.version,
        level = level_attribute(place.level),
        lang = lang_attribute(place.lang),
        light = light(view, place.base, place.level),
    )
}

/// The language in the words that the loader reads.
fn lang_attribute(lang: Option<&str>) -> String {
    lang.map(|lang| format!(" data-lang=\"{}\"", escaped(lang))).unwrap_or_default()
}

/// The level in the words that the loader reads, where it is not the usual one.
fn level_attribute(level: u8) -> String {
    if level == 2 { String::new() } else { format!(" data-heading-level=\"{level}\"") }
}
