//! Languages: which one a tag names, how its regions write, and boxes in several.

mod mixed;
mod pseudo_locales;

use std::path::Path;

use contract_fact_box::model::{self, Date, PartialDate, Story};
use contract_fact_box::view::{self, BoxView, Language};
use serde_json::Value;

use crate::support;
use crate::support::language::PSEUDO_LOCALES;

/// The keys of a story whose strings may look like a code, being one lower-case word, and are words
/// for readers.
const WORD_KEYS: [&str; 10] = [
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

/// Collects the strings of a document with their paths, except below the keys in `skip`.
fn collect_strings<'v>(
    value: &'v Value,
    path: &str,
    skip: &[&str],
    all: &mut Vec<(String, &'v str)>,
) {
    match value {
        Value::String(text) => all.push((path.to_owned(), text)),
        Value::Array(items) => items.iter().for_each(|item| collect_strings(item, path, skip, all)),
        Value::Object(fields) => {
            for (key, field) in fields.iter().filter(|(key, _)| !skip.contains(&&***key)) {
                collect_strings(field, &format!("{path}/{key}"), skip, all);
            }
        }
        _ => {}
    }
}

/// The texts that editors wrote, and the initials of the names among them; longest first, so that
/// none is replaced as a part of another.
fn editor_texts(stories: &[&Story], view: &BoxView) -> Vec<String> {
    let is_code = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_lowercase() || b"_-0123456789".contains(&byte))
    };
    let is_word = |path: &str| {
        path.contains("/official/")
            || WORD_KEYS.iter().any(|key| path.ends_with(&format!("/{key}")))
    };
    let mut texts: Vec<_> = view.people.iter().map(|person| person.initials.clone()).collect();
    for story in stories {
        let story = serde_json::to_value(story).expect("a story is JSON");
        let mut all = Vec::new();
        collect_strings(&story, "", &[], &mut all);
        for (_, text) in all.into_iter().filter(|(path, text)| is_word(path) || !is_code(text)) {
            let mut letters = text.chars();
            // At the start of a sentence it has a capital letter.
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

#[test]
fn a_language_is_found_by_its_tag_or_by_what_the_tag_begins_with() {
    for (tag, found) in [
        ("en", Some("en")),
        ("en-GB", Some("en")),
        ("EN-Latn-GB", Some("en")),
        ("en-us", Some("en-US")),
        ("fr", Some("fr")),
        ("fr-BE", Some("fr")),
        ("fr-CA", Some("fr-CA")),
        ("en-XA", Some("en-XA")),
        ("ar-xb", Some("ar-XB")),
        ("ar", None),
        ("eng", None),
        ("", None),
    ] {
        assert_eq!(Language::find_for_tag(tag).map(|language| language.tag), found, "{tag}");
    }
    assert_eq!(Language::for_tag("xx").tag, "en");
}

#[test]
fn dates_and_amounts_are_those_of_the_cldr() {
    let record = support::read_text(&support::fixture_dir("languages").join("cldr.json"));
    let record: Value = serde_json::from_str(&record).expect("it is JSON");
    let amount = record["amount"].as_str().expect("an amount");
    let mut compared = 0;
    for (region, expected) in record["regions"].as_object().expect("regions") {
        let language = Language::for_tag(region);
        for (date, shown) in expected["dates"].as_object().expect("dates") {
            let date = Date::Plain(PartialDate::parse(date).expect("a date"));
            assert_eq!(Some(&*language.format_date(&date)), shown.as_str(), "{region}");
            compared += 1;
        }
        for (currency, shown) in expected["amounts"].as_object().expect("amounts") {
            let own = language.format_amount(amount, currency);
            assert_eq!(Some(&*own), shown.as_str(), "{region}");
        }
    }
    assert!(compared > 200, "only {compared} dates were compared");
}

#[test]
fn the_documentation_lists_every_language_and_who_has_read_it() {
    let page =
        support::read_text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("www/docs/translations.md"));
    for language in Language::all() {
        let name = format!(", `{}` |", language.tag);
        let row = page.lines().find(|line| line.contains(&name)).expect("it has a row");
        let read = match language.sign_off {
            view::SignOff::Original => "written in it",
            view::SignOff::Signed => "yes",
            view::SignOff::Unsigned => "not yet",
        };
        assert!(row.ends_with(&format!("| {read} |")), "{row}");
        for region in Language::regional().filter(|region| region.tag.starts_with(language.tag)) {
            assert!(row.contains(&format!("`{}`", region.tag)), "{} is not in {row}", region.tag);
        }
    }
}

#[test]
fn a_story_may_say_another_direction_which_holds_in_its_own_language() {
    let full: Value = serde_json::from_str(&support::read_text(
        &support::fixture_dir("view/full").join("story.json"),
    ))
    .expect("a story is JSON");
    // The story's language, the direction it asks for, and the directions in that language and in
    // German.
    for (lang, shown, own, german) in [
        ("en-GB", None, "ltr", "ltr"),
        ("en-GB", Some("rtl"), "rtl", "ltr"),
        ("he", None, "rtl", "ltr"),
        ("he", Some("ltr"), "ltr", "ltr"),
    ] {
        let mut document = full.clone();
        document["lang"] = lang.into();
        if let Some(dir) = shown {
            document["dir"] = dir.into();
        }
        let story = model::read(&document.to_string()).into_valid().expect("it may say so");
        let dir = |lang: &str| view::compile(&story, lang).expect("it can be shown").dir.as_str();
        assert_eq!([dir(lang), dir("de")], [own, german], "{lang}, {shown:?}");
        // The story's direction does not hold for other languages.
        assert_eq!(PSEUDO_LOCALES.map(dir), ["ltr", "rtl"]);
    }
}
