//! The box in an iframe, for content systems that let nothing else through, and the oEmbed response
//! that holds it.

use askama::Template;
use serde_json::{Value, json};

use super::runs::replace_marks;
use super::{EmbedOptions, link_text, page_url};
use crate::view::{BoxView, Language, Parts, strip_marks};

/// The name of the iframe's page in the bundle.
pub const FRAME_PAGE: &str = "frame.html";
/// The width that an iframe's height is meant for, in CSS pixels: that of an article's text.
pub const FRAME_WIDTH: u32 = 660;
/// How long an oEmbed response may be cached. It can be long: the response names the story, and the
/// iframe always shows the newest version.
const CACHE_SECONDS: u32 = 24 * 60 * 60;

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "frame.html")]
struct FrameTemplate<'a> {
    page: &'a str,
    story: &'a str,
    options: EmbedOptions<'a>,
    title: &'a str,
    story_url: &'a str,
    height: u32,
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "frame_texts.html")]
struct FrameTexts<'a> {
    lang: &'a str,
    unscripted: &'a str,
    nothing: &'a str,
    open: &'a str,
    waiting_before: &'a str,
    waiting_after: &'a str,
    printed_before: &'a str,
    printed_after: &'a str,
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", source = "{{ title }}", ext = "html")]
struct FrameTitle<'a> {
    title: &'a str,
}

/// The height of an iframe whose box was not measured, in CSS pixels: about that of most boxes at
/// [`FRAME_WIDTH`].
pub fn usual_frame_height(parts: &Parts) -> u32 {
    match parts {
        Parts::All => 1800,
        Parts::Facts => 350,
        Parts::Words(None) => 1500,
        Parts::Words(Some(_)) | Parts::Compare(_) => 900,
    }
}

/// Renders an iframe with the story's box, and a link to the story's page for feeds and mail, which
/// show no iframes.
///
/// `height` is in CSS pixels. The frame has a heading level of its own.
///
/// Width and border are attributes although both are a matter of CSS: strict pages block a `style`
/// attribute and content systems remove it, and without either the iframe would be wider than a
/// phone.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let base = "/contract-fact-box/";
/// let options = prerender::EmbedOptions { base, level: 2, lang: None, parts: &view::Parts::Facts };
/// let html = prerender::render_frame(&view, options, 450);
/// assert!(html.starts_with(
///     "<iframe src=\"/contract-fact-box/frame.html?story=met-police-palantir&amp;parts=facts\" "
/// ));
/// ```
pub fn render_frame(view: &BoxView, options: EmbedOptions<'_>, height: u32) -> String {
    let html = FrameTemplate {
        page: FRAME_PAGE,
        story: &view.id,
        options,
        title: &link_text(view),
        story_url: &page_url(view, options.base),
        height,
    }
    .to_string();
    replace_marks(&html)
}

/// Builds the oEmbed 1.0 response for the story's page. `base` is the absolute URL of the bundle,
/// `provider` the story's publisher and `height` in CSS pixels.
pub fn oembed_response(view: &BoxView, provider: &str, base: &str, height: u32) -> Value {
    let options = EmbedOptions { base, level: 2, lang: None, parts: &Parts::All };
    json!({
        "version": "1.0",
        "type": "rich",
        "title": strip_marks(&link_text(view)),
        "provider_name": provider,
        "cache_age": CACHE_SECONDS,
        "width": FRAME_WIDTH,
        "height": height,
        "html": render_frame(view, options, height),
    })
}

/// Renders the page in a frame from its template, `src/embed/frame.html`: with its texts in every
/// language of the interface, of which `frame.js` keeps one.
pub fn frame_page(template: &str) -> String {
    let languages = Language::all();
    let default = languages.first();
    let texts: String = languages.iter().map(|language| frame_texts(language)).collect();
    let title = default.map_or("", |language| language.fallback.link);
    template
        .replace("{lang}", default.map_or("en", |language| language.tag))
        .replace("{title}", &FrameTitle { title }.to_string())
        .replace("{texts}", &texts)
}

fn frame_texts(language: &Language) -> String {
    let texts = &language.fallback;
    let (waiting_before, waiting_after) = split_at_placeholder(texts.waiting, "{link}");
    let (printed_before, printed_after) = split_at_placeholder(texts.printed, "{url}");
    FrameTexts {
        lang: language.tag,
        unscripted: texts.unscripted,
        nothing: texts.nothing,
        open: texts.open,
        waiting_before,
        waiting_after,
        printed_before,
        printed_after,
    }
    .to_string()
}

/// Splits a text into what is before a placeholder and what is after it. Without the placeholder,
/// the second part is empty.
fn split_at_placeholder<'t>(text: &'t str, placeholder: &str) -> (&'t str, &'t str) {
    text.split_once(placeholder).unwrap_or((text, ""))
}

/// Returns the texts of the loader's links as JSON: the default one, and those in other languages, by
/// their tags.
pub fn link_texts() -> [String; 2] {
    let (default, others) = Language::all().split_first().unzip();
    let default = default.map_or("", |language| language.fallback.link);
    let texts = others.into_iter().flatten();
    let texts = texts.map(|language| (language.tag.to_owned(), language.fallback.link.into()));
    [Value::from(default).to_string(), Value::Object(texts.collect()).to_string()]
}
