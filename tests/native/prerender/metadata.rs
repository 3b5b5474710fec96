//! What a page tells programs: all of it is what readers see, and none of it leaves its place.

use std::collections::BTreeSet;

use contract_fact_box::model::{Date, Expression, PartialDate, Story};
use contract_fact_box::prerender::{self, Publication, render_structured_data};
use contract_fact_box::view::{self, BoxView, Card, CardBody, Language, Parts};
use serde_json::Value;

use crate::support;
use crate::support::html::{collapse_whitespace, parse_html};

/// The absolute URL of the bundle.
const BASE: &str = "https://cdn.example.org/box/";

/// Every story in each of its languages, with its view.
fn views_of_all_stories() -> Vec<(Story, BoxView)> {
    let mut views = Vec::new();
    for file in support::story_files() {
        let story = support::read_story(&file);
        let languages: Vec<_> = std::iter::once(story.lang.to_string())
            .chain(story.translations.keys().cloned())
            .collect();
        for lang in languages {
            let view = view::compile(&story, &lang).expect("it can be shown");
            views.push((story.clone(), view));
        }
    }
    views
}

/// The structured data of a story as JSON. `None` if it has none.
fn read_structured_data(story: &Story, view: &BoxView) -> Option<Value> {
    let html = render_structured_data(view, &Publication::of(story, Some(BASE)))?;
    let json = html
        .strip_prefix("<script type=\"application/ld+json\">")
        .and_then(|rest| rest.strip_suffix("</script>\n"))
        .expect("one element");
    Some(serde_json::from_str(json).expect("JSON"))
}

fn render_page(story: &Story, view: &BoxView, parts: &Parts) -> String {
    prerender::render_page(view, parts, "a.css", None, Some(&Publication::of(story, Some(BASE))))
}

/// Everything that readers see of a story.
fn read_visible_text(view: &BoxView) -> String {
    let shown = [
        prerender::render_box(view, &Parts::All, "/box/", 2),
        prerender::render_plain_html(view, &Parts::All, "/box/", 2),
    ];
    shown.map(|html| parse_html(&html).text).join(" ")
}

/// Lists the texts in JSON-LD that readers must see, with their paths; dates in the words of the
/// language.
fn list_texts(path: &str, value: &Value, language: &Language, texts: &mut Vec<(String, String)>) {
    let key = path.rsplit('/').next().unwrap_or_default();
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                list_texts(&format!("{path}/{key}"), value, language, texts);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                list_texts(&format!("{path}/{index}"), item, language, texts);
            }
        }
        // When the document itself was published is not told in the box, which says when its facts
        // were checked.
        Value::String(_) if ["/datePublished", "/dateModified"].contains(&path) => {}
        // Codes and URLs.
        Value::String(_)
            if ["@type", "@context", "inLanguage", "url", "archivedAt", "isBasedOn"]
                .contains(&key)
                || (key == "propertyID" && value == "ocid") => {}
        Value::String(date) if key == "datePublished" => {
            let date = Date::Plain(PartialDate::parse(date).expect("a date"));
            texts.push((path.to_owned(), language.format_date(&date)));
        }
        Value::String(text) => texts.push((path.to_owned(), collapse_whitespace(text))),
        Value::Number(number) => texts.push((path.to_owned(), number.to_string())),
        Value::Bool(_) | Value::Null => panic!("{path}: there is none"),
    }
}

#[test]
fn readers_see_all_that_programs_are_told() {
    let mut count = 0;
    for (story, view) in views_of_all_stories() {
        let Some(data) = read_structured_data(&story, &view) else { continue };
        let visible = read_visible_text(&view);
        let mut texts = Vec::new();
        list_texts("", &data, Language::for_tag(&view.lang), &mut texts);
        for (path, text) in texts {
            // A date may begin a sentence.
            let is_seen =
                visible.contains(&text) || visible.to_lowercase().contains(&text.to_lowercase());
            assert!(is_seen, "{} in {}: {path}: {text:?}", view.id, view.lang);
            count += 1;
        }
    }
    assert!(count > 200, "only {count} texts");
}

#[test]
fn nobody_is_quoted_with_other_words_than_their_own() {
    let mut count = 0;
    for (story, view) in views_of_all_stories() {
        let Some(data) = read_structured_data(&story, &view) else { continue };
        let mut own_words = BTreeSet::new();
        for position in story.positions.iter().filter(|said| said.expression == Expression::Quote) {
            // Of words that somebody has translated, those that were said.
            if position.translated_by.is_none() {
                own_words.insert(position.text.to_string());
            }
            own_words.extend(position.original_text.as_ref().map(ToString::to_string));
        }
        let quotations = data["hasPart"].as_array().cloned().unwrap_or_default();
        for quotation in &quotations {
            assert_eq!(quotation["@type"], "Quotation");
            let words = quotation["text"].as_str().expect("a text");
            assert!(own_words.contains(words), "{} in {}: {words}", view.id, view.lang);
            assert!(!quotation["creator"]["name"].as_str().expect("a name").is_empty());
            count += 1;
        }
        // Each once, in every language.
        assert_eq!(quotations.len(), own_words.len(), "{} in {}", view.id, view.lang);
        let text = data.to_string();
        for never in ["ClaimReview", "ating", "Review"] {
            assert!(!text.contains(&format!("\"@type\":\"{never}")), "{}: {never}", view.id);
        }
    }
    assert!(count > 20, "only {count} quotations");
}

/// Collects the texts of all comments in JSON-LD.
fn collect_comments(value: &Value, comments: &mut Vec<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        for item in value.as_array().into_iter().flatten() {
            if key == "comment" {
                comments.push(item["text"].as_str().expect("a text").to_owned());
            }
            collect_comments(item, comments);
        }
    }
}

#[test]
fn criticism_stands_with_the_answers_to_it() {
    let story = support::read_case_story(&support::fixture_dir("view/full"));
    let view = view::compile(&story, &story.lang).expect("it can be shown");
    let data = read_structured_data(&story, &view).expect("it stands");
    let mut comments = Vec::new();
    collect_comments(&data["hasPart"][0], &mut comments);
    assert_eq!(
        comments,
        [
            "Example builders: Paraphrased: It says that residents were asked.",
            "Example council: Did not respond. The criticism. Asked by the newsroom, 2 February \
             2026. Last checked March 2026.",
            "Absent Example: No response to this is reported.",
        ]
    );
    for (story, view) in views_of_all_stories() {
        let Some(data) = read_structured_data(&story, &view) else { continue };
        let cards = view.issues.iter().flat_map(|issue| &issue.cards).flat_map(Card::with_nested);
        let answered: BTreeSet<_> = cards
            .filter(|card| card.body == CardBody::Quote && !card.answers.is_empty())
            .map(|card| &*card.text)
            .collect();
        for quotation in data["hasPart"].as_array().into_iter().flatten() {
            let words = quotation["text"].as_str().expect("a text");
            let has_answers = !quotation["comment"].is_null();
            assert!(has_answers || !answered.contains(words), "{}: {words}", view.id);
        }
    }
}

#[test]
fn a_document_is_told_with_its_sources_its_corrections_and_its_buyer() {
    let story = support::read_case_story(&support::fixture_dir("view/registered"));
    let view = view::compile(&story, &story.lang).expect("it can be shown");
    let data = read_structured_data(&story, &view).expect("it stands");
    assert_eq!(data["url"], format!("{BASE}stories/{}.html", view.id));
    assert_eq!((&data["version"], &data["inLanguage"]), (&1.into(), &"en".into()));
    assert_eq!(
        (&data["datePublished"], &data["dateModified"]),
        (&"2026-03-02".into(), &"2026-03-02".into())
    );
    assert_eq!(data["about"][0]["identifier"][0]["value"], "ocds-example-1");
    let buyer = &data["about"][1];
    assert_eq!(
        (&buyer["@type"], &buyer["name"]),
        (&"Organization".into(), &"Example county".into())
    );
    let story = support::read_case_story(&support::fixture_dir("view/full"));
    let view = view::compile(&story, "de").expect("it can be shown");
    let data = read_structured_data(&story, &view).expect("it stands");
    assert_eq!(data["citation"].as_array().map(Vec::len), Some(story.sources.len()));
    assert_eq!(
        data["citation"][0]["archivedAt"],
        "https://archive.example.org/web/20260203120000/https://example.org/notice"
    );
    let correction = &data["correction"][0];
    assert_eq!(correction["@type"], "CorrectionComment");
    assert_eq!(data["url"], format!("{BASE}stories/full.de.html"), "a page of its own");
}

#[test]
fn a_page_says_when_its_first_version_was_published_only_if_that_is_known() {
    let mut story = support::read_case_story(&support::fixture_dir("view/full"));
    story.version = 2;
    let view = view::compile(&story, &story.lang).expect("it can be shown");
    let page = render_page(&story, &view, &Parts::All);
    assert!(
        !page.contains("article:published_time") && !page.contains("datePublished\":\"2026-03-04")
    );
    assert!(page.contains("<meta property=\"article:modified_time\" content=\"2026-03-04\">"));
    let first = Date::Plain(PartialDate::Day(2026, 1, 2));
    let publication =
        Publication { first_published: Some(&first), ..Publication::of(&story, None) };
    let page = prerender::render_page(&view, &Parts::All, "a.css", None, Some(&publication));
    assert!(page.contains("<meta property=\"article:published_time\" content=\"2026-01-02\">"));
    assert!(page.contains("\"datePublished\":\"2026-01-02\""));
    assert!(!page.contains("og:url") && !page.contains("canonical"), "the URL is not known");
}

#[test]
fn a_page_names_itself_in_its_other_languages() {
    let story = support::read_case_story(&support::fixture_dir("view/full"));
    let links = [("en-GB", "full"), ("de", "full.de")].map(|(tag, name)| {
        format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{BASE}stories/{name}.html\">\n")
    });
    for (lang, name, other) in [("en-GB", "full", "de"), ("de", "full.de", "en_GB")] {
        let view = view::compile(&story, lang).expect("it can be shown");
        let page = render_page(&story, &view, &Parts::All);
        assert!(page.contains(&links.concat()), "{page}");
        let canonical = format!("<link rel=\"canonical\" href=\"{BASE}stories/{name}.html\">");
        assert!(page.contains(&canonical), "{page}");
        let locale = format!("<meta property=\"og:locale:alternate\" content=\"{other}\">");
        assert_eq!(
            (page.matches("og:locale:alternate").count(), page.matches(&locale).count()),
            (1, 1)
        );
    }
    let story = support::read_case_story(&support::fixture_dir("view/registered"));
    let view = view::compile(&story, &story.lang).expect("it can be shown");
    assert!(!render_page(&story, &view, &Parts::All).contains("hreflang"), "it has one language");
}

#[test]
fn a_page_of_parts_tells_only_what_a_link_to_it_shows() {
    let story = support::read_case_story(&support::fixture_dir("view/full"));
    let view = view::compile(&story, &story.lang).expect("it can be shown");
    let page = render_page(&story, &view, &Parts::Facts);
    assert!(page.contains("og:title") && !page.contains("<script"), "{page}");
}

#[test]
fn a_withdrawn_story_says_so_and_nothing_else() {
    let story = support::read_case_story(&support::fixture_dir("view/withdrawn"));
    let view = view::compile(&story, &story.lang).expect("it can be shown");
    let page = render_page(&story, &view, &Parts::All);
    let notice = "<meta property=\"og:description\" content=\"Withdrawn. The notice it rested on was not genuine. (1 April 2026)\">";
    assert!(page.contains(notice) && !page.contains("<script"), "{page}");
}

#[test]
fn a_text_cannot_end_the_element_that_it_stands_in() {
    let title = "</script><script>alert(1)</script><!-- & \u{2028}\u{2029}\"\n\n\\";
    let mut story = support::read_case_story(&support::fixture_dir("view/full"));
    story.publisher.0 = title.to_owned();
    story.title.0 = title.to_owned();
    for position in &mut story.positions {
        position.text.0 = format!("{title}{}", position.text.0);
    }
    let view = view::compile(&story, &story.lang).expect("it can be shown");
    let page = render_page(&story, &view, &Parts::All);
    assert_eq!((page.matches("<script").count(), page.matches("</script").count()), (1, 1));
    assert_eq!(page.matches("<!--").count(), 0);
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").expect("is there");
    let (json, _) = rest.split_once("</script>").expect("ends");
    assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{json}");
    let data: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!((&data["name"], &data["publisher"]["name"]), (&title.into(), &title.into()));
    parse_html(&page);
}
