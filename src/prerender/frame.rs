//! The box in an iframe, for content systems that let nothing else through, and the oEmbed response
//! that holds it.

use askama::Template;
use serde_json::{Value, json};

use crate::view::{BoxView, Word};

/// The name of the iframe's page in the bundle.
pub const FRAME: &str = "frame.html";
/// The height of an iframe whose box was not measured, in CSS pixels: about that of most boxes at
/// [`FRAME_WIDTH`].
pub const FRAME_HEIGHT: u32 = 1400;
/// The width that an iframe's height is meant for, in CSS pixels: that of an article's text.
pub const FRAME_WIDTH: u32 = 660;
/// How long an oEmbed response may be cached. It can be long: the response names the story, and the
/// iframe always shows the newest version.
const CACHE_SECONDS: u32 = 24 * 60 * 60;

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "frame.html")]
struct FrameTemplate<'a> {
    base: &'a str,
    page: &'a str,
    story: &'a str,
    lang: Option<&'a str>,
    title: &'a str,
    height: u32,
}

/// Renders an iframe with the story's box, and a link to the story's page for feeds and mail, which
/// show no iframes.
///
/// `base` is the URL of the bundle, ending in `/`; `lang` is one of the story's translations;
/// `height` is in CSS pixels.
///
/// Width and border are attributes although both are a matter of CSS: strict pages block a `style`
/// attribute and content systems remove it, and without either the iframe would be wider than a
/// phone.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).sound().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let html = prerender::frame(&view, "/contract-fact-box/", None, prerender::FRAME_HEIGHT);
/// assert!(html.starts_with(
///     "<iframe src=\"/contract-fact-box/frame.html?story=met-police-palantir\" title=\"Contract "
/// ));
/// ```
pub fn frame(view: &BoxView, base: &str, lang: Option<&str>, height: u32) -> String {
    let title = frame_title(view);
    FrameTemplate { base, page: FRAME, story: &view.id, lang, title: &title, height }.to_string()
}

/// Builds the oEmbed 1.0 response for the story's page. `base` is the absolute URL of the bundle,
/// `provider` the story's publisher and `height` in CSS pixels.
pub fn oembed(view: &BoxView, provider: &str, base: &str, height: u32) -> Value {
    json!({
        "version": "1.0",
        "type": "rich",
        "title": frame_title(view),
        "provider_name": provider,
        "cache_age": CACHE_SECONDS,
        "width": FRAME_WIDTH,
        "height": height,
        "html": frame(view, base, None, height),
    })
}

/// "Contract fact box: TITLE".
fn frame_title(view: &BoxView) -> String {
    [view.words.get(Word::Kicker), view.words.get(Word::Colon), " ", &*view.title].concat()
}
