//! The interface in the two languages that nobody speaks: all it says comes from the language's table, and nothing is
//! lost by it, whatever is shown.

use std::collections::BTreeMap;

use contract_fact_box::model::{self, Lang, Story};
use contract_fact_box::prerender;
use contract_fact_box::view::{self, BoxView, Language};
use serde_json::Value;

use crate::support;
use crate::support::html::parse;
use crate::support::language::PSEUDO;

/// Keys of a view document whose strings no reader sees.
const UNSEEN: [&str; 12] = [
    "format",
    "id",
    "own_issue",
    "lang",
    "dir",
    "icon",
    "kind",
    "stance",
    "to",
    "href",
    "archived",
    "version",
];
/// Keys of a story whose strings may be one word in small letters and yet no code.
const WORDS: [&str; 10] = [
    "name",
    "term",
    "short_name",
    "role_as_described",
    "role_short",
    "role_then",
    "prefix",
    "suffix",
    "section",
    "ocid",
];

/// All fixtures and published stories, each in its own language and in one that nobody speaks, and what was written
/// for them.
fn each(mut check: impl FnMut(&BoxView, &BoxView, &[String])) {
    for story in support::shown().iter().map(|file| support::sound(file)) {
        let own = view::compile(&story, &story.lang).expect("it can be shown");
        let written = written(&[&story]);
        for lang in PSEUDO {
            check(&own, &view::compile(&story, lang).expect("it can be shown"), &written);
        }
    }
    for case in ["added-position", "changed-value"] {
        let folder = support::fixture("versions").join(case).join("stories");
        let [first, current] = [folder.join("bridge/1.json"), folder.join("bridge.json")]
            .map(|file| support::sound(&file));
        let own = view::compile_pinned(&first, &current).expect("both can be shown");
        let written = written(&[&first, &current]);
        for lang in PSEUDO {
            let [first, current] =
                [&first, &current].map(|story| Story { lang: Lang(lang.into()), ..story.clone() });
            let pinned = view::compile_pinned(&first, &current).expect("both can be shown");
            assert!(pinned.newer.is_some());
            check(&own, &pinned, &written);
        }
    }
}

/// The strings of a document that are for people, each with its place.
fn strings<'v>(value: &'v Value, place: &str, skip: &[&str], all: &mut Vec<(String, &'v str)>) {
    match value {
        Value::String(text) => all.push((place.to_owned(), text)),
        Value::Array(items) => items.iter().for_each(|item| strings(item, place, skip, all)),
        Value::Object(fields) => {
            for (key, field) in fields.iter().filter(|(key, _)| !skip.contains(&&***key)) {
                strings(field, &format!("{place}/{key}"), skip, all);
            }
        }
        _ => {}
    }
}

/// What editors wrote, longest first.
fn written(stories: &[&Story]) -> Vec<String> {
    let is_code = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_lowercase() || b"_-0123456789".contains(&byte))
    };
    let is_word = |place: &str| {
        place.contains("/official/") || WORDS.iter().any(|key| place.ends_with(&format!("/{key}")))
    };
    let mut texts = Vec::new();
    for story in stories {
        let story = serde_json::to_value(story).expect("a story is JSON");
        let mut all = Vec::new();
        strings(&story, "", &[], &mut all);
        for (_, text) in all.into_iter().filter(|(place, text)| is_word(place) || !is_code(text)) {
            let mut letters = text.chars();
            // It may begin a sentence.
            texts.push(
                letters
                    .next()
                    .into_iter()
                    .flat_map(char::to_uppercase)
                    .chain(letters)
                    .collect::<String>(),
            );
            texts.push(text.to_owned());
        }
    }
    texts.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
    texts.dedup();
    texts
}

/// The plain letters in a text that are neither an editor's nor written from right to left.
fn plain_letters(text: &str, written: &[String]) -> String {
    // The names of values in patterns are no words.
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    let text = parts.fold(first, |text, part| text + part.split_once('}').map_or(part, |it| it.1));
    let text = written.iter().fold(text, |text, words| text.replace(&**words, " "));
    let mut letters = String::new();
    for (at, part) in text.split('\u{202e}').enumerate() {
        let part = if at == 0 {
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
    each(|_, view, written| {
        let document = serde_json::to_value(view).expect("a view is JSON");
        let mut said = Vec::new();
        strings(&document, "", &UNSEEN, &mut said);
        // Some of the interface's own words have the name of such a key.
        strings(&document["words"], "/words", &[], &mut said);
        // That a card is a quotation is a code, which readers see as quotation marks.
        said.retain(|(place, _)| !place.ends_with("/body"));
        let (html, light) = (prerender::fact_box(view, "/", 2), prerender::light(view, "/", 2));
        let labels = html.split("aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next());
        // What is said in several forms or places is looked at once.
        let mut said: BTreeMap<_, _> =
            said.into_iter().map(|(place, text)| (text.to_owned(), place)).collect();
        said.extend(labels.map(|label| (label.to_owned(), "box, aria-label".to_owned())));
        for (form, html) in [("box", &html), ("plain HTML", &light)] {
            let words = parse(html).elements.into_iter().filter(|element| element.tag != "code");
            said.extend(words.map(|element| (element.own, form.to_owned())));
        }
        assert!(said.len() > 40, "{} strings were walked", said.len());
        for (text, place) in said {
            let left = plain_letters(&text, written);
            assert!(left.is_empty(), "{} in {}: {place}: {left:?} of {text:?}", view.id, view.lang);
        }
    });
}

#[test]
fn nothing_is_lost_and_nothing_comes_by_another_language() {
    fn shape(value: &mut Value) {
        match value {
            Value::String(text) => {
                *text = if text.is_empty() { String::new() } else { "a text".into() }
            }
            Value::Array(items) => items.iter_mut().for_each(shape),
            Value::Object(fields) => {
                fields
                    .iter_mut()
                    .filter(|(key, _)| !UNSEEN.contains(&&***key))
                    .for_each(|(_, field)| shape(field));
                fields.shift_remove("lang");
                fields.shift_remove("dir");
                // Words of one language are longer than those of another.
                fields.shift_remove("min_table_characters");
            }
            _ => {}
        }
    }
    each(|own, view, _| {
        let [own, pseudo] = [own, view].map(|view| {
            let mut json = serde_json::to_value(view).expect("a view is JSON");
            shape(&mut json);
            json["words"].as_object_mut().expect("texts by names").values_mut().for_each(shape);
            json
        });
        assert_eq!(own, pseudo);
    });
}

#[test]
fn the_direction_is_the_languages() {
    each(|own, view, _| {
        assert_eq!(own.dir.as_str(), "ltr");
        assert_eq!(view.dir.as_str(), if view.lang == "ar-XB" { "rtl" } else { "ltr" });
    });
}

#[test]
fn a_story_may_say_another_direction_which_holds_in_its_own_language() {
    let full: Value =
        serde_json::from_str(&support::text(&support::fixture("view/full").join("story.json")))
            .expect("a story is JSON");
    // The story's language and what it says, and then the directions in its own language and in German.
    for (lang, said, own, german) in [
        ("en-GB", None, "ltr", "ltr"),
        ("en-GB", Some("rtl"), "rtl", "ltr"),
        ("he", None, "rtl", "ltr"),
        ("he", Some("ltr"), "ltr", "ltr"),
    ] {
        let mut document = full.clone();
        document["lang"] = lang.into();
        if let Some(dir) = said {
            document["dir"] = dir.into();
        }
        let story = model::read(&document.to_string()).sound().expect("it may say so");
        let dir = |lang: &str| view::compile(&story, lang).expect("it can be shown").dir.as_str();
        assert_eq!([dir(lang), dir("de")], [own, german], "{lang}, {said:?}");
        // Nobody has said anything of these.
        assert_eq!(PSEUDO.map(dir), ["ltr", "rtl"]);
    }
}

#[test]
fn a_language_is_found_by_its_tag_or_by_what_the_tag_begins_with() {
    for (tag, found) in [
        ("en", Some("en")),
        ("en-GB", Some("en")),
        ("EN-Latn-GB", Some("en")),
        ("en-XA", Some("en-XA")),
        ("ar-xb", Some("ar-XB")),
        ("ar", None),
        ("eng", None),
        ("", None),
    ] {
        assert_eq!(Language::find(tag).map(|language| language.tag), found, "{tag}");
    }
    assert_eq!(Language::of("xx").tag, "en");
}
