//! The box in an iframe, for content systems that let nothing else through; and the same for whoever asks by oEmbed.

use serde_json::{Value, json};

use super::escape::escaped;
use crate::view::{BoxView, Word};

/// The page's name in the built folder.
pub const FRAME: &str = "frame.html";
/// About how high most boxes are beside an article's text, in CSS pixels: what a frame has whose box nobody measured.
pub const FRAME_HEIGHT: u32 = 1400;
/// The width for which a frame's height is meant: that of an article's text.
pub const FRAME_WIDTH: u32 = 660;
/// How long a frame's markup may be kept: it names the story, and what it shows is always the newest.
const CACHE_SECONDS: u32 = 24 * 60 * 60;

/// An iframe with the story's box, and a link to the story's page for feeds and mail, which show no frames.
///
/// `base` is the address of the built folder, ending in `/`, `lang` one of the story's translations, `height` in CSS
/// pixels. Width and border are attributes, though CSS is the place for both: a style in the markup is blocked by strict
/// pages and taken away by content systems, and without either the frame would be wider than a phone.
pub fn frame(view: &BoxView, base: &str, lang: Option<&str>, height: u32) -> String {
    let (base, id) = (escaped(base), escaped(&view.id));
    let lang = lang.map(|lang| format!("&amp;lang={}", escaped(lang))).unwrap_or_default();
    let title = escaped(&titled(view));
    format!(
        "<iframe src=\"{base}{FRAME}?story={id}{lang}\" title=\"{title}\" width=\"100%\" height=\"{height}\" \
         loading=\"lazy\" frameborder=\"0\" allow=\"clipboard-write\"></iframe>\n\
         <p><a href=\"{base}stories/{id}.html\">{title}</a></p>\n"
    )
}

/// What a site gets that asks for the story by oEmbed 1.0: `base` is a whole address, `provider` the story's publisher.
pub fn oembed(view: &BoxView, provider: &str, base: &str, height: u32) -> Value {
    json!({
        "version": "1.0",
        "type": "rich",
        "title": titled(view),
        "provider_name": provider,
        "cache_age": CACHE_SECONDS,
        "width": FRAME_WIDTH,
        "height": height,
        "html": frame(view, base, None, height),
    })
}

/// "Contract fact box: TITLE".
fn titled(view: &BoxView) -> String {
    [view.words.get(Word::Kicker), view.words.get(Word::Colon), " ", &*view.title].concat()
}
