//! Versions of a story: what a page that is pinned to one shows of a newer one, and what the build
//! refuses.
//!
//! Each case is a folder with `stories`. It has `stderr.txt` if the build refuses them,
//! `newer.json` and `newer.html` if a newer version is announced, and neither if the story is
//! withdrawn, since the notice then replaces every version.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use contract_fact_box::model::{self, Story};
use contract_fact_box::prerender;
use contract_fact_box::view::{
    BoxView, compile, compile_pinned, compile_pinned_in, find_changes, strip_marks,
};
use serde_json::Value;

use crate::support;

fn compile_view(story: &Story) -> BoxView {
    compile(story, &story.lang).unwrap_or_else(|error| panic!("{}: {error}", story.id))
}

/// The cases whose stories the build refuses, or those whose stories it builds.
fn cases_of_versions(refused: bool) -> Vec<PathBuf> {
    let mut cases = support::case_dirs("versions");
    cases.retain(|case| case.join("stderr.txt").exists() == refused);
    assert!(!cases.is_empty(), "there are cases of either kind");
    cases
}

/// The view for a page that is pinned to version 1.
fn compile_pinned_view(case: &Path) -> BoxView {
    let [first, current] = ["bridge/1.json", "bridge.json"]
        .map(|file| support::read_story(&case.join("stories").join(file)));
    compile_pinned(&first, &current).expect("both can be shown")
}

#[test]
fn a_pinned_page_lists_what_has_changed() {
    for case in cases_of_versions(false) {
        let view = compile_pinned_view(&case);
        if view.withdrawn.is_some() {
            assert_eq!(view.newer, None, "{}", case.display());
            continue;
        }
        let newer = serde_json::to_value(view.newer.as_ref().expect("there is a newer one"))
            .expect("it is JSON");
        support::assert_snapshot(&case.join("newer.json"), &format!("{newer:#}\n"));
        let html = prerender::render_box(&view, &contract_fact_box::view::Parts::All, "", 2)
            .replace("><", ">\n<");
        let (_, rest) = html.split_once("<details id=\"newer\"").expect("it is shown");
        let (part, _) = rest.split_once("<h2").expect("the title follows");
        support::assert_snapshot(&case.join("newer.html"), &format!("<details id=\"newer\"{part}"));
    }
}

#[test]
fn a_pinned_page_keeps_its_own_facts() {
    let case = support::fixture_dir("versions/changed-value");
    let first = compile_view(&support::read_story(&case.join("stories/bridge/1.json")));
    assert_eq!(BoxView { newer: None, ..compile_pinned_view(&case) }, first);
}

#[test]
fn a_withdrawal_overrides_a_pinned_version() {
    let case = support::fixture_dir("versions/withdrawn");
    assert_eq!(
        compile_pinned_view(&case),
        compile_view(&support::read_story(&case.join("stories/bridge.json")))
    );
    assert!(compile_pinned_view(&case).withdrawn.is_some());
}

#[test]
fn the_build_refuses_versions_that_pages_could_not_rely_on() {
    for case in cases_of_versions(true) {
        // Relative, since the messages repeat it.
        let folder = case
            .strip_prefix(env!("CARGO_MANIFEST_DIR"))
            .expect("it is in the project")
            .join("stories");
        let output = Command::new(env!("CARGO_BIN_EXE_contract-fact-box"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(["build", "--out", "no/such/dist", "--stories"])
            .arg(folder)
            .output()
            .expect("the program starts");
        let talk = String::from_utf8(output.stderr).expect("text");
        support::assert_snapshot(&case.join("stderr.txt"), &talk);
        assert_eq!(output.status.code(), Some(1), "{}", case.display());
    }
}

#[test]
fn the_same_document_and_another_order_are_no_change() {
    let story = support::read_case_story(&support::fixture_dir("view/full"));
    assert_eq!(find_changes(&compile_view(&story), &compile_view(&story)), []);
    let mut turned = story.clone();
    turned.contracts[0].events.reverse();
    turned.positions.reverse();
    turned.silences.reverse();
    turned.open_questions.reverse();
    assert_ne!(compile_view(&story), compile_view(&turned));
    assert_eq!(find_changes(&compile_view(&story), &compile_view(&turned)), []);
}

/// Codes of which one can replace the other.
const CODES: &[(&str, &str)] = &[
    ("supports", "opposes"),
    ("quote", "paraphrase"),
    ("official", "calculated"),
    ("proposal", "claim"),
    ("no_reply", "nothing_found"),
    ("paused", "expired"),
    ("excl", "incl"),
    ("total", "annual"),
    ("foi_pending", "asked"),
    ("same_supplier", "pilot_of"),
    ("named", "anonymous"),
    ("speaker", "editor"),
    ("direct", "limited"),
    ("report", "interview"),
    ("other_contract", "context"),
];

/// A valid replacement for a text: more words, a more exact date, a greater amount, another code.
fn changed_text(text: &str) -> Option<String> {
    let code = CODES.iter().find(|(code, _)| *code == text).map(|(_, other)| (*other).to_owned());
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let date = text.len() == 7 && text.starts_with("20");
    match text {
        "" => None,
        _ if code.is_some() => code,
        _ if digits => Some(format!("{text}1")),
        _ if date => Some(format!("{text}-04")),
        _ if text.starts_with("http") => Some(format!("{text}/more")),
        _ if text.contains(char::is_uppercase) || text.contains(' ') => {
            Some(format!("{text} more"))
        }
        _ => None,
    }
}

/// Every document that differs from this one in one text or number, or lacks one entry, with the
/// path of the change.
fn single_changes(value: &Value) -> Vec<(String, Value)> {
    let changed = match value {
        Value::String(text) => changed_text(text).map(Value::from),
        Value::Number(number) => number.as_u64().map(|number| Value::from(number + 1)),
        Value::Bool(is) => Some(Value::from(!is)),
        _ => None,
    };
    let mut all: Vec<(String, Value)> =
        changed.into_iter().map(|value| (String::new(), value)).collect();
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let put = |new: Option<Value>| {
                    let mut items = items.clone();
                    match new {
                        Some(new) => items[index] = new,
                        None => drop(items.remove(index)),
                    }
                    Value::from(items)
                };
                all.push((format!("/{index} removed"), put(None)));
                all.extend(
                    single_changes(item)
                        .into_iter()
                        .map(|(path, new)| (format!("/{index}{path}"), put(Some(new)))),
                );
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                let put = |new: Option<Value>| {
                    let mut fields = fields.clone();
                    match new {
                        Some(new) => drop(fields.insert(key.clone(), new)),
                        None => drop(fields.shift_remove(key)),
                    }
                    Value::from(fields)
                };
                all.push((format!("/{key} removed"), put(None)));
                all.extend(
                    single_changes(field)
                        .into_iter()
                        .map(|(path, new)| (format!("/{key}{path}"), put(Some(new)))),
                );
            }
        }
        _ => {}
    }
    all
}

#[test]
fn whatever_changes_in_the_box_is_listed_once_in_both_directions() {
    let text = support::read_text(&support::fixture_dir("view/full").join("story.json"));
    let document: Value = serde_json::from_str(&text).expect("it is JSON");
    let before = compile_view(&support::read_case_story(&support::fixture_dir("view/full")));
    let mut shown = 0;
    for (path, variant) in single_changes(&document) {
        let Ok(story) = serde_json::from_value::<Story>(variant.clone()) else { continue };
        let Ok(after) = compile(&story, &story.lang) else { continue };
        // The story's id, its version and the citation made of them are not part of its content.
        let (id, cite) = (before.id.clone(), before.cite.clone());
        let after = BoxView { id, cite, version: before.version, ..after };
        // Neither are the ids of positions.
        let renamed =
            path.starts_with("/positions/") && (path.contains("/id ") || path.ends_with("/id"));
        if after == before || renamed {
            continue;
        }
        // Something else may refer to the entry that is missing. Checked last, since it takes
        // longest.
        if path.ends_with("removed") && model::read(&variant.to_string()).into_valid().is_err() {
            continue;
        }
        shown += 1;
        for (old, new) in [(&before, &after), (&after, &before)] {
            let changes = find_changes(old, new);
            assert_ne!(changes, [], "{path}: no change is listed");
            let ids: BTreeSet<_> = changes.iter().map(|change| &change.line.id).collect();
            assert_eq!(ids.len(), changes.len(), "{path}: {changes:#?}");
            let texts: BTreeSet<_> =
                changes.iter().map(|change| (&change.line.label, &change.line.text)).collect();
            assert_eq!(texts.len(), changes.len(), "{path}: {changes:#?}");
        }
    }
    assert!(shown > 200, "only {shown} changes were tried");
}

/// The changes that a page pinned to the full story lists, by id and label, when the newer version
/// differs in the values that are set.
fn listed_changes(set: &[(&str, Value)], lang: &str) -> Vec<(String, String)> {
    let first = support::read_case_story(&support::fixture_dir("view/full"));
    let mut document = serde_json::to_value(&first).expect("a story is JSON");
    document["version"] = 2.into();
    document["corrections"] = Value::Array(Vec::new());
    for (pointer, value) in set {
        *document.pointer_mut(pointer).expect("it is there") = value.clone();
    }
    let old = Story { corrections: Vec::new(), ..first };
    let current: Story = serde_json::from_value(document).expect("a story");
    let view = compile_pinned_in(&old, &current, lang).expect("both can be shown");
    let newer = view.newer.expect("there is a newer one");
    let lines = newer.groups[0].lines.iter();
    lines.map(|line| (line.id.clone(), strip_marks(&line.label))).collect()
}

/// The value of `corrections` with one correction, of the value at a JSON pointer.
fn correction_of(pointer: &str) -> (&'static str, Value) {
    let correction = serde_json::json!({
        "date": "2026-03-01", "pointer": pointer, "was": "one thing", "now": "another", "reason": "Misread.",
    });
    ("/corrections", Value::Array(vec![correction]))
}

#[test]
fn a_correction_stands_for_every_line_that_shows_what_it_corrects() {
    let pointer = "/contracts/0/status/since";
    let since = ("/contracts/0/status/since", Value::from("2026-02-20"));
    let uncorrected: Vec<_> = listed_changes(std::slice::from_ref(&since), "en-GB")
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(uncorrected, ["n-f-status", "n-t-status"]);
    for lang in ["en-GB", "de"] {
        let changes = listed_changes(&[since.clone(), correction_of(pointer)], lang);
        assert_eq!(changes, [("n-c0".to_owned(), "Status, corrected 1 March 2026".to_owned())]);
    }
}

#[test]
fn what_was_not_corrected_is_listed_beside_the_correction() {
    let since = ("/contracts/0/status/since", Value::from("2026-02-20"));
    let detail = ("/contracts/0/status/detail", Value::from("It was looked at again."));
    let correction = correction_of("/contracts/0/status/since");
    let changes = listed_changes(&[since, detail, correction], "en-GB");
    let ids: Vec<_> = changes.iter().map(|(id, _)| &**id).collect();
    assert_eq!(ids[..2], ["n-c0", "n-f-status"], "{changes:?}");
}
