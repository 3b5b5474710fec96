//! The box in an iframe, for content systems that let nothing else through; and the same for whoever asks by oEmbed.

use serde_json::{Value, json};

use super::escape::escaped;
use crate::view::{BoxView, Language, Word};

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

/// The page in a frame, from its template `src/embed/frame.html`: with its texts in every language
/// of the interface, of which `frame.js` keeps one.
pub fn frame_page(template: &str) -> String {
    let languages = Language::all();
    let default = languages.first();
    let texts: String = languages.iter().map(|language| frame_texts(language)).collect();
    template
        .replace("{lang}", default.map_or("en", |language| language.tag))
        .replace("{title}", &escaped(default.map_or("", |language| language.fallback.link)))
        .replace("{texts}", &texts)
}

fn frame_texts(language: &Language) -> String {
    let texts = &language.fallback;
    let link = format!("<a>{}</a>", escaped(texts.open));
    format!(
        "<div lang=\"{lang}\" dir=\"auto\">\n<p class=\"unscripted\">{unscripted}</p>\n\
         <p class=\"nothing\" hidden>{nothing}</p>\n<p class=\"waiting\" hidden>{waiting}</p>\n\
         <p class=\"printed\" hidden>{printed}</p>\n</div>\n",
        lang = escaped(language.tag),
        unscripted = escaped(texts.unscripted),
        nothing = escaped(texts.nothing),
        waiting = escaped(texts.waiting).replace("{link}", &link),
        printed = escaped(texts.printed).replace("{url}", "<bdi></bdi>"),
    )
}

/// The texts of the loader's links as JSON, by the tags of their languages; the first is the
/// default.
pub fn link_texts() -> String {
    let texts = Language::all()
        .iter()
        .map(|language| (language.tag.to_owned(), language.fallback.link.into()));
    Value::Object(texts.collect()).to_string()
}

/// "Contract fact box: TITLE".
fn titled(view: &BoxView) -> String {
    [view.words.get(Word::Kicker), view.words.get(Word::Colon), " ", &*view.title].concat()
}
