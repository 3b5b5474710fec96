//! `model::read` finds every mistake in a document, once, at its path and position. A fixture
//! folder per case.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use contract_fact_box::model::{
    self, Issue, Location, Severity, Text, Translation, TranslationError,
};
use contract_fact_box::{prerender, view};
use serde_json::{Value, json};

use crate::support;

fn read_case(case: &Path) -> (bool, Vec<Issue>) {
    let parsed = model::read(&support::read_text(&case.join("story.json")));
    (parsed.story.is_some(), parsed.issues)
}

/// Lists the issues, each with its location and, where it is short, the part of the text that it is
/// about.
fn format_report(text: &str, issues: &[Issue]) -> String {
    let mut report = String::new();
    for issue in issues {
        let Location { line, column } = issue.location(text);
        report += &format!("{line}:{column}: {issue}\n");
        let value = text.get(issue.span.clone()).expect("a span is within the text");
        let value = value.split('\n').next().filter(|start| *start == value && value.len() < 60);
        report += &format!("    {}\n", value.unwrap_or("..."));
    }
    report
}

#[test]
fn findings_are_those_on_record() {
    for case in support::case_dirs("check") {
        let text = support::read_text(&case.join("story.json"));
        let parsed = model::read(&text);
        let (readable, issues) = (parsed.story.is_some(), parsed.issues);
        let mut report = format_report(&text, &issues);
        report.push_str(if readable {
            "The rest can be read.\n"
        } else {
            "Nothing can be read.\n"
        });
        support::assert_snapshot(&case.join("findings.txt"), &report);
    }
}

#[test]
fn what_is_right_passes_beside_what_is_wrong() {
    let mut cases = 0;
    for case in support::case_dirs("check") {
        let right = case.join("right.json");
        if right.exists() {
            let parsed = model::read(&support::read_text(&right));
            assert_eq!(parsed.issues, [], "{}", right.display());
            assert!(parsed.story.is_some(), "{}", right.display());
            assert_ne!(read_case(&case).1, [], "{}", case.display());
            cases += 1;
        }
    }
    assert!(cases > 40, "only {cases} cases have a right story beside the wrong one");
}

#[test]
fn every_rule_has_a_story_that_breaks_it() {
    let wording = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/check/wording");
    let sources = std::fs::read_dir(wording).expect("the words are there");
    let sources: String =
        sources.map(|entry| support::read_text(&entry.expect("a readable entry").path())).collect();
    // A code is the only literal of lower-case words that are joined by hyphens.
    let is_code = |text: &&str| {
        text.contains('-') && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    let codes: BTreeSet<_> = sources.split('"').filter(is_code).collect();
    assert!(codes.len() > 50, "{codes:?}");
    let broken: String = support::case_dirs("check")
        .iter()
        .map(|case| support::read_text(&case.join("findings.txt")))
        .collect();
    let unbroken: Vec<_> =
        codes.iter().filter(|code| !broken.contains(&format!("[{code}]"))).collect();
    assert!(unbroken.is_empty(), "no story breaks {unbroken:?}");
}

#[test]
fn a_translation_replaces_texts_and_nothing_else() {
    let mut story = support::read_case_story(&support::fixture_dir("check/whole"));
    let translated = model::translate(&story, "de").expect("it is translated").story;
    assert_eq!(
        (&*translated.lang, &*translated.title, translated.dir),
        ("de", "Eine neue Brücke", None)
    );
    assert_eq!(&*translated.positions[1].text, "Unser Preis war der niedrigste.");
    assert_eq!(translated.positions[0], story.positions[0]);
    assert_eq!(translated.contracts, story.contracts);

    assert_eq!(model::translate(&story, "fr"), Err(TranslationError::NoSuchLanguage));

    // The original has changed since it was translated, so it is shown, and listed as untranslated.
    story.positions[1].text = Text("Our price was fair.".into());
    let stale = model::translate(&story, "de").expect("it is translated");
    assert_eq!(&*stale.story.positions[1].text, "Our price was fair.");
    assert!(
        stale.untranslated.contains(&"/positions/1/text".to_owned()),
        "{:?}",
        stale.untranslated
    );
    assert!(!stale.untranslated.contains(&"/title".to_owned()), "{:?}", stale.untranslated);

    for pointer in [
        "/positions/0/stance",
        "/contracts/0/values/0/value/amount",
        "/id",
        "/parties/1/name",
        "/nowhere",
        "",
    ] {
        let mut story = story.clone();
        let texts = story.translations.get_mut("de").expect("it is translated");
        texts.insert(pointer.to_owned(), Translation::Plain("opposes".to_owned()));
        let refused = TranslationError::NotAText { pointer: pointer.to_owned() };
        assert_eq!(model::translate(&story, "de"), Err(refused));
    }
}

#[test]
fn pointers_lead_to_what_was_written_or_to_the_long_form() {
    let story = support::read_story(&support::fixture_dir("check/short-forms").join("right.json"));
    let pointers: Vec<_> =
        story.corrections.iter().map(|correction| &*correction.pointer).collect();
    let long = ["/contracts/0/purpose/value", "/contracts/0/values/0/value/amount"];
    assert_eq!(pointers, long);

    let translated = model::translate(&story, "de").expect("it is translated").story;
    let contract = &translated.contracts[0];
    let purpose = contract.purpose.as_ref().and_then(|fact| fact.known_value());
    let note = contract.values[0].note.as_deref();
    let stakeholder = &translated.stakeholders[2];
    assert_eq!(purpose.map(|text| &**text), Some("Um über den Fluss zu kommen"));
    assert_eq!(note, Some("Die Bekanntmachung nennt keine Laufzeit."));
    assert_eq!(&*contract.events[0].text, "Die Stadt unterschreibt.");
    assert_eq!(&*stakeholder.role_as_described, "Anwohnerin");
    assert_eq!(&*stakeholder.affiliations[0].role, "Vorsitzende");
    assert_eq!(&*translated.open_questions[0].text, "Wer zahlt für Reparaturen?");
}

/// Small stories that were once shown wrongly, or were suspected to be. Either their issues are on
/// record, or the whole text that is shown of them.
#[test]
fn stories_that_went_wrong_once_have_the_findings_on_record_or_are_told_whole() {
    let folder = support::fixture_dir("went-wrong");
    let entries = std::fs::read_dir(&folder).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(files.len() > 100, "{} has lost its stories", folder.display());
    for file in files {
        let text = support::read_text(&file);
        let parsed = model::read(&text);
        let report = format_report(&text, &parsed.issues);
        let report = if report.is_empty() { "Nothing is wrong.\n".to_owned() } else { report };
        support::assert_snapshot(&file.with_extension("findings.txt"), &report);
        if let Ok(story) = parsed.into_valid() {
            let languages = story.translations.keys().map(String::as_str).chain([&*story.lang]);
            let texts: Vec<_> = languages
                .map(|lang| view::compile(&story, lang).expect("what passes the checker compiles"))
                .map(|view| prerender::render_text(&view, &view::Parts::All, "/"))
                .collect();
            support::assert_snapshot(&file.with_extension("shown.txt"), &texts.join("\n\n"));
        }
    }
}

#[test]
fn ten_mistakes_are_exactly_ten_findings() {
    let (_, issues) = read_case(&support::fixture_dir("check/ten-mistakes"));
    let found: Vec<_> = issues.iter().map(|issue| (&*issue.path, issue.code)).collect();
    assert_eq!(
        found,
        [
            ("as_of", "bad-date"),
            ("sources[0].url", "bad-url"),
            ("parties[1].id", "duplicate-id"),
            ("contracts[0].status.code", "unknown-code"),
            ("contracts[0].values[0].value.amount", "bad-amount"),
            ("contracts[0].values[0].value.currency", "bad-currency"),
            ("positions[0].stakeholder", "unknown-reference"),
            ("positions[0].stance", "unknown-code"),
            ("silences[0].sources[0].source", "unknown-reference"),
            ("publisher_name", "unknown-key"),
        ]
    );
}

#[test]
fn a_mistake_costs_only_the_part_it_is_in() {
    let mut value =
        serde_json::to_value(support::read_case_story(&support::fixture_dir("check/clean")))
            .expect("a story is JSON");
    let positions = value["positions"].as_array_mut().expect("there are positions");
    let mut second = positions[0].clone();
    second["id"] = "second".into();
    second["stance"] = "whatever".into();
    positions.insert(0, second);
    let parsed = model::read(&value.to_string());
    let story = parsed.story.expect("the rest can be read");
    assert_eq!(story.positions.len(), 1);
    assert_eq!(parsed.issues.len(), 1);
    // A code that is almost right is taken for the one that was meant.
    value["positions"][0]["stance"] = "oppose".into();
    let parsed = model::read(&value.to_string());
    assert_eq!(parsed.story.expect("all can be read").positions.len(), 2);
    assert_eq!(parsed.issues.len(), 1);
}

/// Collects one pointer of each kind of value: `/positions/0/text` represents the texts of all
/// positions. Two values are of one kind if they have the same key in objects with the same keys; a
/// fact's `value` also depends on where the fact is.
fn collect_kinds(value: &Value, pointer: &str, kind: &str, found: &mut BTreeMap<String, String>) {
    found.entry(kind.to_owned()).or_insert_with(|| pointer.to_owned());
    match value {
        Value::Object(fields) => {
            let keys: Vec<_> = fields.keys().map(String::as_str).collect();
            for (key, value) in fields {
                let kind = if key == "value" {
                    format!("{kind}/value")
                } else {
                    format!("{}/{key}", keys.join(" "))
                };
                let key = key.replace('~', "~0").replace('/', "~1");
                collect_kinds(value, &format!("{pointer}/{key}"), &kind, found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect_kinds(value, &format!("{pointer}/{index}"), &format!("{kind}/*"), found);
            }
        }
        _ => {}
    }
}

/// The document with each kind of wrong value at a pointer, and without the value.
fn with_each_mistake(whole: &Value, pointer: &str) -> Vec<Value> {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a last step");
    let mut without = whole.clone();
    match without.pointer_mut(parent) {
        Some(Value::Object(fields)) => {
            drop(fields.remove(&key.replace("~1", "/").replace("~0", "~")))
        }
        Some(Value::Array(items)) => drop(items.remove(key.parse().expect("an index"))),
        _ => panic!("{pointer} has no parent"),
    }
    let wrong = [
        json!(null),
        json!(-1),
        json!(4_294_967_296_u64),
        json!("x"),
        json!([null]),
        json!({"date": "2024"}),
    ];
    let changed = wrong.map(|wrong| {
        let mut changed = whole.clone();
        *changed.pointer_mut(pointer).expect("the place is there") = wrong;
        changed
    });
    changed.into_iter().chain([without]).collect()
}

/// A document without errors is shown, so it must decode, whatever single value in it is changed.
#[test]
fn what_is_free_of_errors_can_be_read_and_shown() {
    let whole: Value =
        serde_json::from_str(&support::read_text(&support::fixture_dir("check/whole/story.json")))
            .expect("JSON");
    let mut found = BTreeMap::new();
    collect_kinds(&whole, "", "", &mut found);
    let pointers: Vec<_> = found.values().filter(|pointer| !pointer.is_empty()).collect();
    assert!(pointers.len() > 150, "the story has lost parts: {}", pointers.len());
    let sound = |pointers: &[&String]| {
        let documents = pointers.iter().flat_map(|pointer| {
            with_each_mistake(&whole, pointer).into_iter().map(move |document| (document, pointer))
        });
        let sound = documents.filter(|(document, pointer)| {
            let parsed = model::read(&document.to_string());
            let is_sound = parsed.issues.iter().all(|issue| issue.severity != Severity::Error);
            if is_sound {
                let story = parsed.story.unwrap_or_else(|| {
                    panic!("{pointer}: nothing is wrong, and it cannot be read")
                });
                for lang in story.translations.keys().chain([&story.lang.0]) {
                    view::compile(&story, lang)
                        .unwrap_or_else(|error| panic!("{pointer}: {error}"));
                }
            }
            is_sound
        });
        sound.count()
    };
    let sound: usize = std::thread::scope(|scope| {
        let parts: Vec<_> = pointers
            .chunks(pointers.len().div_ceil(4))
            .map(|part| scope.spawn(|| sound(part)))
            .collect();
        parts.into_iter().map(|part| part.join().expect("every parsed is sound")).sum()
    });
    assert!(sound > pointers.len() / 4, "only {sound} changes were right");
}

#[test]
fn the_founding_stories_are_sound() {
    for story in support::published_stories() {
        let parsed = model::read(&support::read_text(&story));
        assert_eq!(parsed.issues, [], "{}", story.display());
    }
}

#[test]
fn the_schema_names_every_part_of_a_story() {
    let schema = model::schema().to_value();
    for key in ["sources", "contracts", "positions", "silences", "corrections", "translations"] {
        assert!(schema["properties"][key]["description"].is_string(), "{key} has no description");
    }
}
