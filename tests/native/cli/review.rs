//! `review`: the sheet for the copy desk and the lawyer, and that nothing of a story is left out.

use std::collections::BTreeSet;

use contract_fact_box::model::{self, Date, PartialDate};
use contract_fact_box::view::Language;
use proptest::prop_assume;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value};

use super::*;
use crate::generated::stories::any_story;
use crate::support::html::{collapse_whitespace, parse_html};
use crate::support::{read_text, story_files};

const WHOLE: &str = "tests/fixtures/cli/review/whole/story.json";
const TEXTS: &str = "tests/fixtures/cli/check/texts-right/texts";
const TODAY: [&str; 2] = ["--today", "2026-06-01"];

/// Returns the arguments for a sheet of a story.
fn review<'a>(story: &'a str, options: &[&'a str]) -> Vec<&'a str> {
    [&["review", story][..], &TODAY, options].concat()
}

#[test]
fn a_sheet_of_a_story_under_embargo_says_so_first() {
    const STORY: &str = "tests/fixtures/embargo/stories/ferry.json";
    let warning =
        "Under embargo until 2026-06-01T00:01:00+01:00: nothing of it may be published before.";
    // At midnight UTC, London has had the ferry for an hour.
    for (today, is_warned) in [("2026-05-31", true), ("2026-06-01", false)] {
        for form in ["html", "text"] {
            let sheet = run_program(&["review", STORY, "--today", today, "--as", form]);
            let sheet = stdout_text(&sheet);
            assert_eq!(collapse_whitespace(sheet).contains(warning), is_warned, "{today}: {sheet}");
            assert!(sheet.contains("Not before") && sheet.contains("2026-06-01T00:01:00+01:00"));
        }
    }
}

#[test]
fn a_sheet_holds_everything_in_both_forms() {
    let case = fixture_dir("cli/review/whole");
    let html = run_program(&review(WHOLE, &[]));
    assert_eq!(exit_code(&html), Some(0));
    assert_snapshot(&case.join("sheet.html"), stdout_text(&html));
    assert_eq!(
        stderr_text(&html),
        format!("{WHOLE}: 0 errors, 11 warnings, 2 to review, 6 waived\n")
    );
    let text = run_program(&review(WHOLE, &["--as", "text"]));
    assert_eq!(exit_code(&text), Some(0));
    assert_snapshot(&case.join("sheet.txt"), stdout_text(&text));
}

#[test]
fn a_story_with_errors_has_its_sheet_as_far_as_it_can_be_read() {
    for (case, story) in
        [("mistakes", "tests/fixtures/check/ten-mistakes/story.json"), ("not-json", NOT_JSON)]
    {
        let output = run_program(&review(story, &["--as", "text"]));
        assert_eq!(exit_code(&output), Some(1), "{case}");
        let record = fixture_dir("cli/review").join(case).join("sheet.txt");
        assert_snapshot(&record, stdout_text(&output));
    }
}

#[test]
fn with_texts_each_quotation_is_shown_in_its_sentence_or_as_not_confirmed() {
    let story = "tests/fixtures/cli/check/texts-wrong/story.json";
    let output = run_program(&review(story, &["--as", "text", "--texts", TEXTS]));
    assert_eq!(exit_code(&output), Some(1));
    assert_snapshot(&fixture_dir("cli/review/texts").join("wrong.txt"), stdout_text(&output));

    let story = "tests/fixtures/cli/check/texts-right/story.json";
    let output = run_program(&review(story, &["--texts", TEXTS]));
    assert_eq!(exit_code(&output), Some(0));
    assert_snapshot(&fixture_dir("cli/review/texts").join("right.html"), stdout_text(&output));
}

#[test]
fn only_a_sheet_with_sentences_of_the_sources_is_not_for_publication() {
    let story = "tests/fixtures/cli/check/texts-right/story.json";
    for (options, is_marked) in [(&["--texts", TEXTS][..], true), (&[], false)] {
        let output = run_program(&review(story, options));
        let sheet = stdout_text(&output);
        assert_eq!(sheet.contains("not for publication"), is_marked);
        assert_eq!(sheet.contains("a resident, said:"), is_marked, "a sentence of the report");
    }
}

#[test]
fn a_sheet_loads_nothing_and_runs_nothing() {
    let hostile = "</style><script>alert(1)</script><img src=x onerror=alert(1)> \" ' {{ 1 }}";
    let story = read_text(Path::new(WHOLE))
        .replace("The bridge in short", "</title><script>x()</script>")
        .replace("A hearing was held in May.", &hostile.replace('"', "\\\""));
    let output = run_with_input(&review("-", &[]), &story);
    assert_eq!(exit_code(&output), Some(0));
    let sheet = parse_html(stdout_text(&output));
    assert!(sheet.text.contains(hostile), "it is shown as it is written");
    for element in &sheet.elements {
        let is_harmless = !matches!(&*element.tag, "script" | "img" | "link" | "iframe");
        assert!(is_harmless, "<{}>", element.tag);
    }
    for loads in [" src=\"", "url(", "@import"] {
        assert!(!stdout_text(&output).contains(loads), "{loads}");
    }
}

#[test]
fn what_cannot_be_read_has_no_sheet() {
    for args in [
        review("no/such.json", &[]),
        review(LATIN_1, &[]),
        review(WHOLE, &["--texts", "no/folder"]),
    ] {
        let output = run_program(&args);
        assert_eq!((exit_code(&output), stdout_text(&output)), (Some(2), ""), "{args:?}");
        assert!(stderr_text(&output).contains("cannot be read") || args.contains(&LATIN_1));
    }
}

#[test]
fn a_file_has_what_standard_output_would_have() {
    let folder = fresh_folder("review");
    fs::create_dir_all(&folder).expect("can be made");
    let file = format!("{folder}/sheet.html");
    let output = run_program(&review(WHOLE, &["--out", &file]));
    assert_eq!((exit_code(&output), stdout_text(&output)), (Some(0), ""));
    assert_eq!(read_text(Path::new(&file)), stdout_text(&run_program(&review(WHOLE, &[]))));
    let nowhere = format!("{folder}/no/sheet.html");
    let output = run_program(&review(WHOLE, &["--out", &nowhere]));
    assert_eq!(exit_code(&output), Some(1));
    assert!(stderr_text(&output).contains("cannot be written; there is no sheet"));
}

#[test]
fn whoever_has_not_answered_comes_first() {
    let output = run_program(&review(WHOLE, &["--as", "text"]));
    let calls: Vec<_> =
        stdout_text(&output).lines().filter(|line| line.starts_with("Call ")).collect();
    assert_eq!(
        calls,
        [
            "Call 1. Absent Example: the story has nothing of an answer",
            "Call 2. Example council: silent, as far as is known",
            "Call 3. Example builders: has spoken on the question, not to all these words",
            "Call 4. Ann Example: quoted in the story",
        ]
    );
}

#[test]
fn nothing_that_a_story_says_is_left_out_of_its_sheet() {
    let whole = PathBuf::from(WHOLE);
    let texts = ["right", "wrong"]
        .map(|case| PathBuf::from(format!("tests/fixtures/cli/check/texts-{case}/story.json")));
    for file in story_files().into_iter().chain([whole]).chain(texts) {
        assert_complete(&read_text(&file), &file.display().to_string());
    }
}

#[test]
fn nothing_is_left_out_of_the_sheet_of_any_story() {
    // Each is two runs of the program.
    let config = Config { cases: 16, ..crate::generated::config() };
    let run = TestRunner::new(config).run(&any_story(12), |story| {
        let story = story.to_string();
        prop_assume!(model::read(&story).into_valid().is_ok());
        assert_complete(&story, "generated");
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
}

/// Asserts that every text of a story is on its sheet, in both forms.
fn assert_complete(story: &str, name: &str) {
    // In the long form, so that what is written once for several facts is looked for at each.
    let sound = model::read(story).into_valid();
    let sound = sound.unwrap_or_else(|issues| panic!("{name}: {issues:?}"));
    let document = serde_json::to_value(&sound).expect("a story is JSON");
    let mut expected = Vec::new();
    let ids = collect_ids(&document);
    collect_texts(&document, "", &ids, &mut expected);
    assert!(expected.len() > 10, "{name}");
    let html = run_with_input(&review("-", &[]), story);
    let text = run_with_input(&review("-", &["--as", "text"]), story);
    assert_eq!((exit_code(&html), exit_code(&text)), (Some(0), Some(0)), "{name} has errors");
    let html = parse_html(stdout_text(&html)).text;
    let text = collapse_whitespace(stdout_text(&text));
    for words in expected {
        let words = collapse_whitespace(&words);
        assert!(html.contains(&words), "{name}: {words:?} is not in the HTML");
        assert!(text.contains(&words), "{name}: {words:?} is not in the text");
    }
}

/// Keys whose values are codes, which the sheet puts in words of its own.
const CODES: [&str; 22] = [
    "attributed",
    "bound",
    "covers",
    "currency",
    "dir",
    "expression",
    "kind",
    "of",
    "on_behalf_of",
    "origin",
    "provenance",
    "record",
    "relation",
    "scope",
    "stage",
    "stance",
    "stance_by",
    "state",
    "vat",
    "superseded_by",
    "supersedes",
    "responds_to",
];

/// Returns the ids of everything but sources, for which the sheet has names.
fn collect_ids(document: &Value) -> BTreeSet<&str> {
    let lists = ["parties", "contracts", "stakeholders", "issues", "positions"];
    let entries = lists.iter().filter_map(|list| document[*list].as_array()).flatten();
    let values = document["contracts"].as_array().into_iter().flatten();
    let values = values.filter_map(|contract| contract["values"].as_array()).flatten();
    let sides = values.clone().filter_map(|value| value["alternatives"].as_array()).flatten();
    let values = values.chain(sides).map(|value| &value["value"]);
    entries.chain(values).filter_map(|entry| entry["id"].as_str()).collect()
}

/// Collects what the sheet must have of a value: texts as they are, dates and amounts as readers
/// see them.
fn collect_texts(value: &Value, key: &str, ids: &BTreeSet<&str>, all: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, key, ids, all)),
        Value::Object(fields) => collect_fields(fields, key, ids, all),
        Value::String(text) if CODES.contains(&key) || ids.contains(&**text) => {}
        Value::String(text) if matches!(&**text, "unknown" | "not_given") => {}
        // What the status is and how a contract was bought are in the box's own words.
        Value::String(text)
            if text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                && matches!(key, "code" | "value") => {}
        Value::String(text) => match PartialDate::parse(text) {
            // The source's words may stand for it.
            Some(_) if key == "date" => {}
            Some(date) => all.push(Language::for_tag("en").format_date(&Date::Plain(date))),
            None => all.push(text.clone()),
        },
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn collect_fields(
    fields: &Map<String, Value>,
    parent: &str,
    ids: &BTreeSet<&str>,
    all: &mut Vec<String>,
) {
    for (key, value) in fields {
        match (&**key, value.as_str()) {
            ("amount" | "to", Some(amount)) if fields.contains_key("currency") => {
                let currency = fields["currency"].as_str().unwrap_or_default();
                all.push(Language::for_tag("en").format_amount(amount, currency));
            }
            // Numbers of a calculation, which the sheet formats.
            ("amount" | "divisor" | "result", Some(_)) => {}
            (key, _) => {
                if key.starts_with('/') {
                    all.push(key.to_owned());
                }
                // A translation is a text of its own whatever its pointer.
                let key =
                    if key.starts_with('/') || parent == "translations" { "text" } else { key };
                collect_texts(value, key, ids, all);
            }
        }
    }
}

#[test]
fn a_sheet_never_takes_the_place_of_the_story() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("review-itself");
    fs::create_dir_all(&folder).expect("it can be made");
    let file = folder.join("story.json");
    fs::copy("tests/fixtures/rules/old-silence/keeps.json", &file).expect("it can be copied");
    let before = fs::read(&file).expect("it is there");
    let name = file.to_str().expect("a UTF-8 name");
    let output =
        run_program(&["review", name, "--out", &format!("{}/./story.json", folder.display())]);
    assert_eq!(exit_code(&output), Some(2));
    assert!(stderr_text(&output).contains("is the story itself; "), "{}", stderr_text(&output));
    assert_eq!(fs::read(&file).expect("it is there"), before);
}
