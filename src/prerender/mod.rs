//! A story as static HTML and as text: the box rendered natively by the same components, and plain
//! forms for readers that show no box.
//!
//! [`render_page`] and [`render_box`] render the box itself, and [`render_box_file`] for scripts to
//! fetch; [`render_plain_html`] and [`render_text`] say the same without it. [`render_snippet`] and
//! [`render_div`] are what an editor pastes, so that the facts are in the article before any script
//! runs. [`render_script_tag`], [`render_frame`] and [`oembed_response`] contain no facts: they are
//! for sites that accept nothing else. What search engines read is [`render_structured_data`].
//!
//! The HTML files beside this one are the templates of these forms, compiled into the program as
//! `askama.toml` says.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]
// A value that is not handled must not compile.
#![warn(clippy::wildcard_enum_match_arm, clippy::match_wildcard_for_single_variants)]

mod escape;
mod frame;
mod metadata;
mod outline;
mod plain_html;
mod runs;
mod share_image;
mod snippet;
mod text;

pub use frame::{
    FRAME_PAGE, FRAME_WIDTH, frame_page, link_texts, oembed_response, render_frame,
    usual_frame_height,
};
pub use metadata::{Publication, render_structured_data};
pub use plain_html::render_plain_html;
pub use share_image::{ShareImage, add_share_image};
pub use snippet::{EmbedOptions, SnippetStyles, render_div, render_script_tag, render_snippet};
pub use text::render_text;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use askama::Template;
use yew::LocalServerRenderer;

use crate::components::{
    FactBox, NUMBERED_AFTER, Props, Rows, STYLES, Style, ViewRef, numbered_rules,
};
use crate::view::{BoxView, Language, Parts, Word, strip_marks};

/// The stylesheet's name in the bundle.
pub const STYLESHEET: &str = "contract-fact-box.css";

/// Returns the stylesheet of the box, without comments and line breaks.
pub fn stylesheet() -> String {
    stylesheet_from(|(_, css)| css)
}

/// Builds the stylesheet from other parts: `part` returns the replacement of each.
pub fn stylesheet_from<T: AsRef<str>>(mut part: impl FnMut(Style) -> T) -> String {
    let mut css = String::new();
    for style @ (name, _) in STYLES.iter().copied() {
        push_joined_lines(&mut css, &without_comments(part(style).as_ref()));
        if name == NUMBERED_AFTER {
            css += &numbered_rules();
        }
    }
    css
}

/// Adds CSS without its line breaks and indentation: within a selector or value, a break is a space.
fn push_joined_lines(css: &mut String, lines: &str) {
    for line in lines.lines().map(str::trim) {
        css.push_str(line);
        if !line.is_empty() && !line.ends_with(['{', '}', ';', ',']) {
            css.push(' ');
        }
    }
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once("*/").map_or("", |(_, code)| code));
    std::iter::once(first).chain(rest).collect()
}

/// Renders these parts of the box as HTML, with its title as a heading of this level; `base` is the
/// URL that links to other stories are relative to.
///
/// The same view gives the same bytes.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let html = prerender::render_box(&view, &view::Parts::All, "/contract-fact-box/", 2);
/// assert!(html.contains("Palantir system for the Metropolitan Police</h2>"));
/// ```
pub fn render_box(view: &BoxView, parts: &Parts, base: &str, level: u8) -> String {
    render_with_rows(view, parts, base, level, Rows::Filled)
}

fn render_with_rows(view: &BoxView, parts: &Parts, base: &str, level: u8, rows: Rows) -> String {
    let props = Props {
        view: ViewRef::new(view.clone()),
        base: base.to_owned().into(),
        level,
        live: false,
        parts: parts.clone(),
        rows,
        back: "".into(),
        on_report: yew::Callback::noop(),
    };
    render_at_once(LocalServerRenderer::<FactBox>::with_props(props).hydratable(false).render())
}

/// Returns what a renderer makes without waiting for anything.
///
/// # Panics
///
/// When it has to wait, because a component has suspended, which the lints forbid (`.clippy.toml`).
/// An empty box must never be published in place of a story.
#[expect(
    clippy::panic,
    reason = "no document can cause it, and an empty box would be published without a word"
)]
fn render_at_once(render: impl Future<Output = String>) -> String {
    match pin!(render).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(html) => html,
        Poll::Pending => panic!(
            "a component has suspended, so the box is incomplete; nothing of it may be published"
        ),
    }
}

/// The URL of the story's own page, which shows everything and needs no script.
fn page_url(view: &BoxView, base: &str) -> String {
    format!("{base}stories/{}.html", view.id)
}

/// The text of links to that page, "Contract fact box: TITLE", with the marks of other languages.
fn link_text(view: &BoxView) -> String {
    let name = Language::for_box(&view.lang).fallback.link;
    [name, view.words.get(Word::Colon), " ", &*view.title].concat()
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "page.html")]
struct PageTemplate<'a> {
    lang: &'a str,
    dir: &'a str,
    title: &'a str,
    stylesheet_url: &'a str,
    oembed_url: Option<&'a str>,
    /// The tags that tell programs what the page is.
    metadata: &'a str,
    fact_box: &'a str,
}

/// Renders a complete page that shows these parts of one story and needs no script.
///
/// Links to other stories are relative to the folder of the stylesheet, which is the bundle.
/// `oembed_url` is the URL of the story's oEmbed response, if it has one: sites request it to turn
/// a pasted link to the page into a box. With the `publication`, the page has Open Graph tags and, if
/// it shows the whole box of a story that is not withdrawn, its structured data.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let parts = view::Parts::All;
/// let html = prerender::render_page(&view, &parts, "../contract-fact-box.css", None, None);
/// assert!(html.starts_with("<!doctype html>\n<html lang=\"en-GB\" dir=\"ltr\">\n"));
/// assert!(!html.contains("<script"));
/// ```
pub fn render_page(
    view: &BoxView,
    parts: &Parts,
    stylesheet_url: &str,
    oembed_url: Option<&str>,
    publication: Option<&Publication<'_>>,
) -> String {
    let base = stylesheet_url.strip_suffix(STYLESHEET).unwrap_or("../");
    let fact_box = render_box(view, parts, base, 1);
    let (lang, dir, title) = (&view.lang, view.dir.as_str(), &strip_marks(&view.title));
    let metadata = publication.map(|publication| render_metadata(view, parts, publication));
    PageTemplate {
        lang,
        dir,
        title,
        stylesheet_url,
        oembed_url,
        metadata: metadata.as_deref().unwrap_or_default(),
        fact_box: &fact_box,
    }
    .to_string()
}

/// Renders what the head of a page tells programs. Structured data say what the whole box shows, and
/// nothing may be in them that readers of the page do not see.
fn render_metadata(view: &BoxView, parts: &Parts, publication: &Publication<'_>) -> String {
    let mut html = metadata::render_open_graph(view, publication);
    if *parts == Parts::All {
        html.extend(render_structured_data(view, publication));
    }
    html
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "box.html")]
struct BoxFileTemplate<'a> {
    lang: &'a str,
    dir: &'a str,
    title: &'a str,
    fact_box: &'a str,
}

/// The level of the box's title in the files of [`render_box_file`], which `static.js` changes to
/// the one that the page asks for.
const BOX_FILE_LEVEL: u8 = 2;

/// Renders these parts of the box as the HTML file that `static.js` fetches, so that a box which is
/// added by script can be read before the WebAssembly is there. The content of the rows that open
/// may be a file of its own, which it fetches once the rest can be read.
///
/// `base` is the URL of the bundle, and may be relative to the file.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// use contract_fact_box::components::Rows;
/// let html = prerender::render_box_file(&view, &view::Parts::Facts, "../", Rows::Empty);
/// assert!(html.contains("<h2 id=\"title\"") && html.contains(&*view.title));
/// assert!(!html.contains("<link") && !html.contains("<script"));
/// ```
pub fn render_box_file(view: &BoxView, parts: &Parts, base: &str, rows: Rows) -> String {
    let fact_box = render_with_rows(view, parts, base, BOX_FILE_LEVEL, rows);
    let (lang, dir, title) = (&view.lang, view.dir.as_str(), &strip_marks(&view.title));
    BoxFileTemplate { lang, dir, title, fact_box: &fact_box }.to_string()
}

#[cfg(test)]
mod tests {
    use super::{push_joined_lines, render_at_once, stylesheet, without_comments};

    #[test]
    #[should_panic(expected = "nothing of it may be published")]
    fn an_incomplete_box_is_not_returned() {
        assert_eq!(render_at_once(std::future::ready("box".to_owned())), "box");
        render_at_once(std::future::pending());
    }

    #[test]
    fn the_stylesheet_loses_nothing_but_comments_and_line_breaks() {
        assert_eq!(without_comments("a{} /* b{} */ c{}/**/d{}"), "a{}  c{}d{}");
        let mut css = String::new();
        push_joined_lines(&mut css, "a,\nb\n  c {\n  margin:\n    1px\n    2px;\n}\n\nd {\n}\n");
        assert_eq!(css, "a,b c {margin: 1px 2px;}d {}");
        assert!(!stylesheet().contains("/*") && !stylesheet().contains('\n'));
    }
}
