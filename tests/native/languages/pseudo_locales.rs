//! The interface in the two pseudo-locales: every word of it comes from the language's table, and a
//! translation of it loses nothing that is shown.

use std::collections::BTreeMap;

use contract_fact_box::model::{Lang, Story};
use contract_fact_box::prerender;
use contract_fact_box::view::{self, BoxView, ShareCard};
use serde_json::Value;

use super::{collect_strings, editor_texts};
use crate::support;
use crate::support::html::parse_html;
use crate::support::language::PSEUDO_LOCALES;

/// The keys of a view document whose strings readers never see.
const UNSEEN_KEYS: [&str; 13] = [
    "format",
    "id",
    "own_issue",
    "lang",
    "dir",
    "icon",
    "kind",
    "stance",
    "state",
    "to",
    "href",
    "archived",
    "version",
];

/// Calls `check` with the view of each fixture and published story in its own language, its view in
/// each pseudo-locale, and the texts that its editors wrote.
fn for_each_pseudo_locale(mut check: impl FnMut(&BoxView, &BoxView, &[String])) {
    for story in support::story_files().iter().map(|file| support::read_story(file)) {
        let own = view::compile(&story, &story.lang).expect("it can be shown");
        let editor_texts = editor_texts(&[&story], &own);
        for lang in PSEUDO_LOCALES {
            check(&own, &view::compile(&story, lang).expect("it can be shown"), &editor_texts);
        }
    }
    for case in ["added-position", "changed-value"] {
        let folder = support::fixture_dir("versions").join(case).join("stories");
        let [first, current] = [folder.join("bridge/1.json"), folder.join("bridge.json")]
            .map(|file| support::read_story(&file));
        let own = view::compile_pinned(&first, &current).expect("both can be shown");
        let editor_texts = editor_texts(&[&first, &current], &own);
        for lang in PSEUDO_LOCALES {
            let [first, current] =
                [&first, &current].map(|story| Story { lang: Lang(lang.into()), ..story.clone() });
            let pinned = view::compile_pinned(&first, &current).expect("both can be shown");
            assert!(pinned.newer.is_some());
            check(&own, &pinned, &editor_texts);
        }
    }
}

/// The ASCII letters of a text that come neither from an editor nor from a pseudo-locale: `en-XA`
/// has no such letters, and `ar-XB` puts all of its words between marks of direction.
fn untranslated_letters(text: &str, editor_texts: &[String]) -> String {
    // The names of the placeholders in a pattern are not words.
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts
        .fold(first, |text, part| text + part.split_once('}').map_or(part, |(_, after)| after));
    let text = editor_texts.iter().fold(text, |text, words| text.replace(&**words, " "));
    let mut letters = String::new();
    for (index, part) in text.split('\u{202e}').enumerate() {
        let part = if index == 0 {
            part
        } else {
            part.split_once('\u{202c}').map_or(part, |(_, after)| after)
        };
        letters.extend(part.chars().filter(char::is_ascii_alphabetic));
    }
    letters
}

#[test]
fn all_that_the_interface_says_comes_from_the_table() {
    for_each_pseudo_locale(|_, view, editor_texts| {
        let document = serde_json::to_value(view).expect("a view is JSON");
        let mut shown = Vec::new();
        collect_strings(&document, "", &UNSEEN_KEYS, &mut shown);
        // Some of the interface's own texts have the name of such a key.
        collect_strings(&document["words"], "/words", &[], &mut shown);
        // That a card is a quotation is a code, which readers see as quotation marks.
        shown.retain(|(path, _)| !path.ends_with("/body"));
        let (html, light) = (
            prerender::render_box(view, &view::Parts::All, "/", 2),
            prerender::render_plain_html(view, &view::Parts::All, "/", 2),
        );
        let labels = html.split("aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next());
        // A text that several forms or places show is checked once.
        let mut shown: BTreeMap<_, _> =
            shown.into_iter().map(|(path, text)| (text.to_owned(), path)).collect();
        shown.extend(labels.map(|label| (label.to_owned(), "box, aria-label".to_owned())));
        for (form, html) in [("box", &html), ("plain HTML", &light)] {
            let words =
                parse_html(html).elements.into_iter().filter(|element| element.tag != "code");
            shown.extend(words.map(|element| (element.own_text, form.to_owned())));
        }
        assert!(shown.len() > 40, "{} strings were walked", shown.len());
        for (text, path) in shown {
            let left = untranslated_letters(&text, editor_texts);
            assert!(left.is_empty(), "{} in {}: {path}: {left:?} of {text:?}", view.id, view.lang);
        }
    });
}

#[test]
fn a_share_card_leads_to_the_page_in_its_language() {
    let mut story = support::read_case_story(&support::fixture_dir("view/full"));
    for (lang, page) in [("en-GB", "full.html"), ("de", "full.de.html")] {
        let view = view::compile(&story, lang).expect("it can be shown");
        let card = ShareCard::new(&view, &story, Some("https://example.org/"));
        assert!(card.newest.ends_with(&format!("example.org/stories/{page}")), "{}", card.newest);
    }
    // An older version may be in a language that the newest is not.
    let older = view::compile(&story, "de").expect("it can be shown");
    story.translations.clear();
    let card = ShareCard::new(&older, &story, Some("https://example.org/"));
    assert!(card.newest.ends_with("example.org/stories/full.html"), "{}", card.newest);
}

#[test]
fn what_only_a_share_card_says_comes_from_the_table() {
    for file in support::story_files() {
        let story = support::read_story(&file);
        for (lang, mark) in PSEUDO_LOCALES.into_iter().zip(["[", "\u{200f}"]) {
            let view = view::compile(&story, lang).expect("it can be shown");
            let card = ShareCard::new(&view, &story, Some("https://example.org/"));
            for text in [&card.checked, &card.version, &card.newest, &card.value_elsewhere] {
                let is_left_out = view.withdrawn.is_some() && text.is_empty();
                assert!(text.starts_with(mark) || is_left_out, "{lang}: {text}");
            }
        }
    }
}

#[test]
fn nothing_is_lost_and_nothing_comes_by_another_language() {
    fn reduce_to_shape(value: &mut Value) {
        match value {
            Value::String(text) => {
                *text = if text.is_empty() { String::new() } else { "a text".into() }
            }
            Value::Array(items) => items.iter_mut().for_each(reduce_to_shape),
            Value::Object(fields) => {
                fields
                    .iter_mut()
                    .filter(|(key, _)| !UNSEEN_KEYS.contains(&&***key))
                    .for_each(|(_, field)| reduce_to_shape(field));
                fields.shift_remove("lang");
                fields.shift_remove("dir");
            }
            _ => {}
        }
    }
    for_each_pseudo_locale(|own, view, _| {
        let [own, pseudo] = [own, view].map(|view| {
            let mut json = serde_json::to_value(view).expect("a view is JSON");
            reduce_to_shape(&mut json);
            json["words"]
                .as_object_mut()
                .expect("texts by names")
                .values_mut()
                .for_each(reduce_to_shape);
            json
        });
        assert_eq!(own, pseudo);
    });
}

#[test]
fn the_direction_is_the_languages() {
    for_each_pseudo_locale(|own, view, _| {
        assert_eq!(own.dir.as_str(), "ltr");
        assert_eq!(view.dir.as_str(), if view.lang == "ar-XB" { "rtl" } else { "ltr" });
    });
}
