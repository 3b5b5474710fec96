//! What an editor pastes into an article: the story as HTML, and what turns it into a box.

use askama::Template;

use super::plain_html::render_plain_html;
use super::{STYLESHEET, render_box, stylesheet};
use crate::view::BoxView;

/// How the box in a snippet gets its stylesheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnippetStyles {
    /// The snippet contains it: nothing is loaded, but a page that forbids inline styles first
    /// shows the box unstyled.
    Inline,
    /// The snippet links to the bundle: a page must allow that bundle's styles.
    Linked,
}

/// How a story is embedded in an article.
#[derive(Clone, Copy, Debug)]
pub struct EmbedOptions<'a> {
    /// The URL of the bundle, ending in `/`.
    pub base: &'a str,
    /// The level of the story's title among the article's headings, 1 to 4.
    pub level: u8,
    /// The language of the live box, one of the story's translations; `None` is the story's own.
    pub lang: Option<&'a str>,
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "snippet.html")]
struct SnippetTemplate<'a> {
    story: &'a str,
    version: u32,
    options: EmbedOptions<'a>,
    /// The stylesheet, unless it is linked.
    inline_css: Option<String>,
    /// The static box.
    fact_box: &'a str,
    /// The story as plain HTML.
    plain_html: &'a str,
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "div.html")]
struct DivTemplate<'a> {
    story: &'a str,
    version: u32,
    options: EmbedOptions<'a>,
    /// The story as plain HTML.
    plain_html: &'a str,
}

/// Renders the full form: the static box in a declarative shadow root, the story beside it as plain
/// HTML, and the loader.
///
/// Browsers show the static box until the loader replaces it by the live one; feeds, reader mode
/// and old browsers show the plain HTML. The box is `hidden`; its own stylesheet shows it and hides
/// the plain HTML in turn. So each sentence is shown once even where the stylesheet is blocked, or
/// where a content system removes the tags and keeps their text.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// use prerender::{EmbedOptions, SnippetStyles};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let options = EmbedOptions { base: "/contract-fact-box/", level: 2, lang: None };
/// let html = prerender::render_snippet(&view, options, SnippetStyles::Linked);
/// assert!(html.starts_with("<contract-fact-box story=\"met-police-palantir\" "));
/// assert!(html.ends_with("<script async src=\"/contract-fact-box/embed.js\"></script>\n"));
/// ```
pub fn render_snippet(view: &BoxView, options: EmbedOptions<'_>, css: SnippetStyles) -> String {
    // The only line breaks in it are those of the story's texts. They mean nothing there, and
    // content systems would make paragraphs of empty lines.
    let fact_box = render_box(view, options.base, options.level).replace(['\n', '\r'], " ");
    let plain_html = render_plain_html(view, options.base, options.level);
    let inline_css = match css {
        SnippetStyles::Inline => Some(stylesheet()),
        SnippetStyles::Linked => None,
    };
    SnippetTemplate {
        story: &view.id,
        version: view.version,
        options,
        inline_css,
        fact_box: &fact_box,
        plain_html: &plain_html,
    }
    .to_string()
}

/// Renders the form for content systems that remove unknown elements: the story as plain HTML in a
/// marked `div`.
///
/// The loader, installed once for the whole site, turns it into a box.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// use prerender::EmbedOptions;
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let html = prerender::render_div(&view, EmbedOptions { base: "/contract-fact-box/", level: 2, lang: None });
/// assert!(html.starts_with("<div data-contract-fact-box=\"met-police-palantir\" "));
/// assert!(!html.contains("<script"));
/// ```
pub fn render_div(view: &BoxView, options: EmbedOptions<'_>) -> String {
    let plain_html = render_plain_html(view, options.base, options.level);
    DivTemplate { story: &view.id, version: view.version, options, plain_html: &plain_html }
        .to_string()
}
