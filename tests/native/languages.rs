//! The interface in the two pseudo-locales: every word of it comes from the language's table, and a
//! translation of it loses nothing that is shown.

use std::collections::BTreeMap;
use std::path::Path;

use contract_fact_box::model::{self, Date, Lang, PartialDate, Story};
use contract_fact_box::prerender;
use contract_fact_box::view::{self, BoxView, Language, ShareCard};
use serde_json::Value;

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

/// Letters of no word in the fixtures: a text in Welsh, as far as these tests go.
const WELSH: &str = "ŵŷ ŷŵŷ";

/// A story in a mix of languages: an interface that has no Welsh, every second text in Welsh, and the
/// others in the original English. Returns it with the originals of all, and of these others.
fn mixed_story() -> (Story, [Vec<String>; 2]) {
    let mut story = support::read_case_story(&support::fixture_dir("view/full"));
    story.translations.insert("cy".into(), BTreeMap::new());
    let all = model::translate(&story, "cy").expect("it is one of its languages").untranslated;
    let document = serde_json::to_value(&story).expect("a story is JSON");
    let [mut originals, mut untranslated] = [Vec::new(), Vec::new()];
    for (index, pointer) in all.iter().enumerate() {
        let original = document.pointer(pointer).and_then(Value::as_str).expect("a text");
        originals.push(original.to_owned());
        if index % 2 == 0 {
            let text = format!("{WELSH} {index}.");
            let translation = model::Translation::Of { text, of: original.to_owned() };
            let texts = story.translations.get_mut("cy").expect("it was added");
            texts.insert(pointer.clone(), translation);
        } else {
            untranslated.push(original.to_owned());
        }
    }
    (story, [originals, untranslated])
}

#[test]
fn every_word_of_a_mixed_box_says_which_language_it_is_in() {
    let (story, [originals, untranslated]) = mixed_story();
    let view = view::compile(&story, "cy").expect("it can be shown");
    // Names and the words of sources stand in every box as they are.
    let own = view::compile(&story, &story.lang).expect("it can be shown");
    let mut neutral = editor_texts(&[&story], &own);
    neutral.retain(|text| !untranslated.contains(text));
    neutral.extend(view.people.iter().map(|person| person.name.clone()));
    neutral.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let parts = view::Parts::All;
    for (form, html) in [
        ("box", prerender::render_box(&view, &parts, "/", 2)),
        ("plain HTML", prerender::render_plain_html(&view, &parts, "/", 2)),
        ("page", prerender::render_page(&view, &parts, "/contract-fact-box.css", None, None)),
    ] {
        let mut counts = BTreeMap::new();
        for element in parse_html(&html).elements {
            let text = element.own_text;
            if matches!(&*element.tag, "code" | "title") || text.is_empty() {
                continue;
            }
            *counts.entry(element.lang.clone()).or_insert(0) += 1;
            let about = format!("{form}: {}: {text:?}", element.lang);
            match &*element.lang {
                "cy" => {
                    let text =
                        originals.iter().chain(&neutral).fold(text.clone(), |text, words| {
                            // An original in the box's language is a fault, unless it is a name.
                            if neutral.contains(words) { text.replace(&**words, " ") } else { text }
                        });
                    assert!(
                        !text.contains(|letter: char| letter.is_ascii_alphabetic()),
                        "{about}: {text}"
                    );
                }
                "en" => assert!(
                    !text.contains(WELSH) && !untranslated.contains(&text),
                    "{about} is not the interface’s"
                ),
                "en-GB" => assert!(
                    originals.iter().any(|original| text.contains(&**original)),
                    "{about} is no text of the original"
                ),
                _ => {}
            }
        }
        for lang in ["cy", "en", "en-GB"] {
            assert!(counts.get(lang).is_some_and(|count| *count > 15), "{form}: {counts:?}");
        }
        assert!(!html.contains(view::MARK), "{form}");
    }
    let text = prerender::render_text(&view, &parts, "/");
    assert!(text.contains("Checked") && !text.contains(view::MARK));
}

#[test]
fn an_attribute_and_a_title_have_no_marks() {
    let mut story = support::read_case_story(&support::fixture_dir("view/full"));
    story.translations.insert("cy".into(), BTreeMap::new());
    let view = view::compile(&story, "cy").expect("it can be shown");
    assert!(view.title.contains(view::MARK), "the title is not translated");
    let publication = prerender::Publication::of(&story, Some("https://example.org/box/"));
    let page = prerender::render_page(
        &view,
        &view::Parts::All,
        "/contract-fact-box.css",
        None,
        Some(&publication),
    );
    assert!(page.contains("application/ld+json") && !page.contains(view::MARK), "{page}");
    assert!(page.contains("<title>A contract with everything "), "{page}");
    assert!(page.contains("aria-label=\"Status: Paused, reports say\""), "{page}");

    // So have the forms that only link to the story, where the text of the link is in English.
    let parts = view::Parts::All;
    let options = prerender::EmbedOptions { base: "/", level: 2, lang: Some("cy"), parts: &parts };
    let script = prerender::render_script_tag(&view, options, None);
    assert!(script.contains(">Contract fact box</span>: <span lang=\"en-GB\""), "{script}");
    let frame = prerender::render_frame(&view, options, 400);
    assert!(frame.contains("title=\"Contract fact box: A contract with "), "{frame}");
    let oembed = prerender::oembed_response(&view, "The Example", "/", 400).to_string();
    for form in [page, script, frame, oembed] {
        assert!(!form.contains(view::MARK), "{form}");
    }
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
fn what_only_a_share_card_says_comes_from_the_table() {
    for file in support::story_files() {
        let story = support::read_story(&file);
        for (lang, mark) in PSEUDO_LOCALES.into_iter().zip(["[", "\u{200f}"]) {
            let view = view::compile(&story, lang).expect("it can be shown");
            let card = ShareCard::new(&view, &story.publisher, Some("https://example.org/"));
            for text in [&card.checked, &card.version, &card.newest, &card.value_elsewhere] {
                let is_left_out = view.withdrawn.is_some() && text.is_empty();
                assert!(text.starts_with(mark) || is_left_out, "{lang}: {text}");
            }
        }
    }
}
