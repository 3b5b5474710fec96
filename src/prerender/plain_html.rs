//! The story as plain semantic HTML, for whatever shows no box: feeds, reader mode, old browsers,
//! mail.
//!
//! Its meaning rests on elements and text alone. It has no class, id, style or script, a line per
//! block, no empty line and no indentation, so that content systems leave it as it is.

use askama::Template;

use super::outline::{Block, Href, Inline, build_outline};
use super::runs::replace_marks;
use crate::model::PartialDate;
use crate::view::{BoxView, Parts};

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "plain_html.html")]
struct PlainHtmlTemplate<'a> {
    lang: &'a str,
    dir: &'a str,
    blocks: BlocksTemplate<'a>,
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "blocks.html")]
struct BlocksTemplate<'a> {
    blocks: &'a [Block],
    /// The level of the story's title.
    level: u8,
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "inlines.html")]
struct InlinesTemplate<'a> {
    inlines: &'a [Inline],
}

/// Renders these parts of the story as HTML with its title as a heading of this level (1 to 4) and
/// no level skipped below it; `base` is the URL that links to other stories are relative to.
///
/// The same view gives the same bytes.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let html = prerender::render_plain_html(&view, &view::Parts::All, "/contract-fact-box/", 3);
/// assert!(html.starts_with(
///     "<div lang=\"en-GB\" dir=\"ltr\">\n<h3>Palantir system for the Metropolitan Police</h3>\n"
/// ));
/// ```
pub fn render_plain_html(view: &BoxView, parts: &Parts, base: &str, level: u8) -> String {
    let blocks = build_outline(view, parts, base);
    let blocks = BlocksTemplate { blocks: &blocks, level };
    let html = PlainHtmlTemplate { lang: &view.lang, dir: view.dir.as_str(), blocks }.to_string();
    replace_marks(&html)
}

/// The attributes by which tools find the archived copy of a page that is linked to (Robust Links,
/// robustlinks.mementoweb.org/spec).
#[derive(Template)]
#[template(
    config = "src/prerender/askama.toml",
    ext = "html",
    source = r#" data-versionurl="{{ url }}"{% if let Some(day) = day %} data-versiondate="{{ day }}"{% endif %}"#
)]
struct CopyTemplate<'a> {
    url: &'a str,
    day: Option<PartialDate>,
}

impl<'a> BlocksTemplate<'a> {
    /// Prepares to render the blocks inside one of these, such as a list in an item.
    fn nested_blocks(&self, blocks: &'a [Block]) -> Self {
        Self { blocks, level: self.level }
    }

    /// Renders the blocks without the line break at the end.
    fn render_joined(&self) -> String {
        self.to_string().trim_end().to_owned()
    }

    /// Returns the level of a heading that is `depth` levels below the title; HTML has six. By reference,
    /// as templates pass it.
    fn heading_level(&self, depth: &u8) -> u8 {
        self.level.saturating_add(*depth).clamp(1, 6)
    }
}

/// Renders a paragraph's content, without the spaces around it.
fn render_inlines(inlines: &[Inline]) -> String {
    InlinesTemplate { inlines }.to_string().trim().to_owned()
}

/// Renders the attributes of a link that name the archived copy of its page, if there is one.
fn render_copy(href: &Href) -> String {
    let copy = href.copy.as_ref();
    copy.map(|copy| CopyTemplate { url: &copy.url, day: copy.day }.to_string()).unwrap_or_default()
}
