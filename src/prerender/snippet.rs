//! What an editor pastes into an article: the story as HTML, and what turns it into a box.

use askama::Template;

use super::plain_html::render_plain_html;
use super::runs::replace_marks;
use super::{STYLESHEET, link_text, page_url, render_box, stylesheet};
use crate::view::{BoxView, Parts};

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
    /// The parts of the box that are shown.
    pub parts: &'a Parts,
}

impl EmbedOptions<'_> {
    /// Whether only parts of the box are shown.
    pub(super) fn has_parts(&self) -> bool {
        *self.parts != Parts::All
    }
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

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "script_tag.html")]
struct ScriptTagTemplate<'a> {
    story: &'a str,
    options: EmbedOptions<'a>,
    heights: Option<&'a str>,
    title: &'a str,
    story_url: &'a str,
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
/// let parts = view::Parts::All;
/// let options = EmbedOptions { base: "/contract-fact-box/", level: 2, lang: None, parts: &parts };
/// let html = prerender::render_snippet(&view, options, SnippetStyles::Linked);
/// assert!(html.starts_with("<contract-fact-box story=\"met-police-palantir\" "));
/// assert!(html.ends_with("<script async src=\"/contract-fact-box/embed.js\"></script>\n"));
/// ```
pub fn render_snippet(view: &BoxView, options: EmbedOptions<'_>, css: SnippetStyles) -> String {
    // The only line breaks in it are those of the story's texts. They mean nothing there, and
    // content systems would make paragraphs of empty lines.
    let fact_box =
        render_box(view, options.parts, options.base, options.level).replace(['\n', '\r'], " ");
    let plain_html = render_plain_html(view, options.parts, options.base, options.level);
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
/// let parts = view::Parts::Facts;
/// let options = EmbedOptions { base: "/contract-fact-box/", level: 2, lang: None, parts: &parts };
/// let html = prerender::render_div(&view, options);
/// assert!(html.starts_with("<div data-contract-fact-box=\"met-police-palantir\" "));
/// assert!(!html.contains("<script"));
/// ```
pub fn render_div(view: &BoxView, options: EmbedOptions<'_>) -> String {
    let plain_html = render_plain_html(view, options.parts, options.base, options.level);
    DivTemplate { story: &view.id, version: view.version, options, plain_html: &plain_html }
        .to_string()
}

/// Renders a link to the story's page in a marked `div`, and the loader's tag, which makes a box of
/// it.
///
/// `heights` has the heights of the box, as `WIDTH:HEIGHT` in CSS pixels separated by spaces: the
/// loader then reserves the space.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// use prerender::EmbedOptions;
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let parts = view::Parts::Words(Some("deal".into()));
/// let options = EmbedOptions { base: "/contract-fact-box/", level: 2, lang: None, parts: &parts };
/// let html = prerender::render_script_tag(&view, options, Some("320:700 660:500"));
/// assert!(html.contains(r#" data-parts="words" data-issue="deal" data-heights="320:700 660:500">"#));
/// ```
pub fn render_script_tag(
    view: &BoxView,
    options: EmbedOptions<'_>,
    heights: Option<&str>,
) -> String {
    let html = ScriptTagTemplate {
        story: &view.id,
        options,
        heights,
        title: &link_text(view),
        story_url: &page_url(view, options.base),
    }
    .to_string();
    replace_marks(&html)
}
