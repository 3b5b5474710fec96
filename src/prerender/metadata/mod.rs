//! What a page tells programs about its story: Open Graph tags for those that show a link to the
//! page, and one JSON-LD object for search engines and archives.
//!
//! Nothing is in them that readers do not see, but for the dates of publication, which say when the
//! document was published and nothing of the contract.

mod json_ld;

use std::borrow::Cow;

use askama::Template;

pub use json_ld::render_structured_data;

use crate::model::{Date, PartialDate, Story, translate};
use crate::view::{BoxView, Fact, Language, is_safe_href, page_path, strip_marks};

/// A story as it is published: what metadata say of it besides what its box shows.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'a> {
    /// The story, as its editor wrote it.
    pub story: &'a Story,
    /// When its first version was published, if that is known.
    pub first_published: Option<&'a Date>,
    /// The absolute URL of the bundle, if it is known: the URL of the story's page is made of it.
    pub base: Option<&'a str>,
}

impl<'a> Publication<'a> {
    /// Describes a story of which no other version is at hand, in a bundle with this absolute URL.
    ///
    /// ```
    /// use contract_fact_box::{model, prerender::Publication};
    ///
    /// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
    /// let mut story = model::read(&json).into_valid().expect("a story without errors");
    /// assert!(Publication::of(&story, None).first_published.is_some());
    /// story.version = 2;
    /// assert!(Publication::of(&story, None).first_published.is_none());
    /// ```
    pub fn of(story: &'a Story, base: Option<&'a str>) -> Self {
        let first_published = (story.version == 1).then_some(&story.published_at);
        Self { story, first_published, base }
    }

    /// The URL of the story's page in a language, if the URL of the bundle is known.
    fn page_url(&self, lang: &str) -> Option<String> {
        let url = self.base?.to_owned() + &page_path(self.story, lang);
        is_safe_href(&url).then_some(url)
    }

    /// The languages that the story is in, its own first.
    fn languages(&self) -> impl Iterator<Item = &'a str> {
        let translations = self.story.translations.keys().map(|tag| &**tag);
        std::iter::once(&*self.story.lang).chain(translations)
    }

    /// The story in the language of the view.
    fn translated_story(&self, view: &BoxView) -> Cow<'a, Story> {
        // The view was compiled in this language, so the translation fits the story.
        match translate(self.story, &view.lang) {
            Ok(translated) if *self.story.lang != *view.lang => Cow::Owned(translated.story),
            Ok(_) | Err(_) => Cow::Borrowed(self.story),
        }
    }
}

#[derive(Template)]
#[template(config = "src/prerender/askama.toml", path = "open_graph.html")]
struct OpenGraphTemplate<'a> {
    title: &'a str,
    description: &'a str,
    url: Option<String>,
    site_name: &'a str,
    locale: String,
    other_locales: Vec<String>,
    /// The URLs of the page in all languages, with their tags, if there are several.
    translations: Vec<(&'a str, String)>,
    published: Option<PartialDate>,
    modified: Option<PartialDate>,
}

/// Renders the tags of the Open Graph protocol (ogp.me) for the head of a page, and links to the page
/// that search engines shall list and to its translations.
pub(super) fn render_open_graph(view: &BoxView, publication: &Publication<'_>) -> String {
    let story = publication.story;
    let title = strip_marks(&view.title);
    let others: Vec<_> = publication.languages().filter(|tag| *tag != view.lang).collect();
    let mut translations = Vec::new();
    if !others.is_empty() {
        let pages = publication.languages().map(|tag| Some((tag, publication.page_url(tag)?)));
        translations.extend(pages.flatten());
    }
    OpenGraphTemplate {
        title: &title,
        description: &strip_marks(&describe_story(view)),
        url: publication.page_url(&view.lang),
        site_name: &story.publisher,
        locale: to_locale(&view.lang),
        other_locales: others.into_iter().map(to_locale).collect(),
        translations,
        published: publication.first_published.and_then(to_whole_day),
        modified: to_whole_day(&story.published_at),
    }
    .to_string()
}

/// Describes the contract in a few sentences: where it stands and what it costs, with all that
/// qualifies the figure.
fn describe_story(view: &BoxView) -> String {
    let language = Language::for_tag(&view.lang);
    if let Some(notice) = &view.withdrawn {
        let why = language.add_aside(&notice.reason, &notice.date);
        return [&*language.to_sentence(&notice.label), &why].join(" ");
    }
    let facts = std::iter::once(&view.status).chain(&view.value);
    let sentences: Vec<_> = facts.map(|fact| describe_fact(language, fact)).collect();
    sentences.join(" ")
}

fn describe_fact(language: &Language, fact: &Fact) -> String {
    let Fact { label, text, detail, .. } = fact;
    let text = language.to_ended_sentence(&[label, language.marks.colon, text].concat());
    let detail = if detail.is_empty() { String::new() } else { language.to_ended_sentence(detail) };
    [text, detail].join(" ").trim_end().to_owned()
}

/// Writes a language tag as Open Graph has it, `language_TERRITORY`. A tag without a territory stays
/// as it is: without any, readers of the tags would take the page for American English.
fn to_locale(tag: &str) -> String {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    let is_territory = |subtag: &&str| {
        (subtag.len() == 2 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic()))
            || (subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match subtags.find(is_territory) {
        Some(territory) => format!("{language}_{}", territory.to_ascii_uppercase()),
        None => language.to_owned(),
    }
}

/// Returns a date that has a day: Open Graph knows no others.
fn to_whole_day(date: &Date) -> Option<PartialDate> {
    let date = date.to_partial();
    matches!(date, PartialDate::Day(..)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::to_locale;

    #[test]
    fn a_locale_is_the_language_and_the_territory() {
        for (tag, locale) in [
            ("en-GB", "en_GB"),
            ("de", "de"),
            ("zh-Hant-TW", "zh_TW"),
            ("es-419", "es_419"),
            ("sr-Latn", "sr"),
            ("pt-br", "pt_BR"),
        ] {
            assert_eq!(to_locale(tag), locale);
        }
    }
}
