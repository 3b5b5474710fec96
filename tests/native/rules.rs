//! The editorial rules: a folder per rule, with a story that breaks it and one that keeps it.

use std::collections::BTreeSet;

use contract_fact_box::model::{self, Issue, PartialDate, Severity};

use serde_json::{Value, json};

use crate::support;

/// The day of the check.
const TODAY: PartialDate = PartialDate::Day(2026, 6, 1);

/// Lists the findings that a story does not waive.
fn find_open_issues(text: &str) -> Vec<Issue> {
    let parsed = model::check_editorially(text, TODAY);
    parsed.issues.into_iter().filter(|issue| issue.waived.is_none()).collect()
}

#[test]
fn each_rule_is_broken_by_one_story_and_kept_by_another() {
    let mut with_stories = BTreeSet::new();
    for folder in support::case_dirs("rules") {
        let code = folder.file_name().expect("has a name").to_string_lossy().into_owned();
        let text = support::read_text(&folder.join("breaks.json"));
        let issues = find_open_issues(&text);
        assert!(issues.iter().any(|issue| issue.code == code), "{code}: {issues:?}");
        let lines: Vec<_> = issues
            .iter()
            .map(|issue| {
                let line = issue.location(&text).line;
                format!("{line}: {}: {issue}\n", issue.severity.as_str())
            })
            .collect();
        support::assert_snapshot(&folder.join("findings.txt"), &lines.concat());
        let text = support::read_text(&folder.join("keeps.json"));
        assert_eq!(find_open_issues(&text), [], "{code}");
        with_stories.insert(code);
    }
    // The stories that break the other rules are in the folder `check`, and for what is found beside
    // their files in `cli/check`.
    let texts = BTreeSet::from(["markup-in-text", "stale-translation", "embargo-leak"]);
    let editorial = model::rules()
        .filter(|rule| rule.severity != Severity::Error && !texts.contains(rule.code))
        .map(|rule| rule.code.to_owned());
    assert_eq!(with_stories, editorial.collect());
}

#[test]
fn every_code_of_a_finding_is_that_of_one_rule() {
    let codes: Vec<_> = model::rules().map(|rule| rule.code).collect();
    let each_once: BTreeSet<_> = codes.iter().copied().collect();
    assert_eq!(codes.len(), each_once.len());
    let mut found = BTreeSet::new();
    for case in support::case_dirs("check") {
        let text = support::read_text(&case.join("story.json"));
        found.extend(model::read(&text).issues.iter().map(|issue| issue.code));
    }
    let unlisted: Vec<_> = found.difference(&each_once).collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
    // No known document leads to `unreadable`: it is for mistakes that no rule knows. The others are
    // found beside the texts of the sources.
    let errors = model::rules().filter(|rule| rule.severity == Severity::Error);
    let unbroken: Vec<_> =
        errors.map(|rule| rule.code).filter(|code| !found.contains(code)).collect();
    let beside_texts =
        ["ambiguous-passage", "no-text", "not-verbatim", "unreadable-text", "wrong-page"];
    let unbroken: Vec<_> =
        unbroken.into_iter().filter(|code| !beside_texts.contains(code)).collect();
    assert_eq!(unbroken, ["unreadable"]);
}

/// Whatever is found can be waived at the pointer that is printed with it, in the short form too.
#[test]
fn every_finding_can_be_waived_where_it_is_said_to_be() {
    let short = support::read_text(&support::fixture_dir("check/short-forms").join("right.json"));
    let mut stories = vec![short];
    for folder in support::case_dirs("rules") {
        stories.push(support::read_text(&folder.join("breaks.json")));
    }
    let mut count = 0;
    for text in stories {
        let story: Value = serde_json::from_str(&text).expect("is JSON");
        for form in [story.clone(), shorten(story)] {
            let text = form.to_string();
            for issue in find_open_issues(&text).iter().filter(|issue| issue.is_waivable()) {
                let mut waived = form.clone();
                let reason = json!({"reason": "It may.", "by": "The desk", "on": "2026-05-20"});
                let mut waiver = json!({"rule": issue.code, "pointer": issue.pointer});
                waiver
                    .as_object_mut()
                    .expect("an object")
                    .extend(reason.as_object().expect("an object").clone());
                waived["waivers"] = json!([waiver]);
                let left = find_open_issues(&waived.to_string());
                assert!(
                    !left
                        .iter()
                        .any(|other| other.code == issue.code && other.pointer == issue.pointer),
                    "{issue}: {left:?}"
                );
                assert!(
                    !left.iter().any(|other| other.code == "waiver-unused"),
                    "{issue}: {left:?}"
                );
                count += 1;
            }
        }
    }
    assert!(count > 40, "only {count} findings");
}

/// Writes the facts of a contract in short: plain values, whose sources are those of the contract.
fn shorten(mut story: Value) -> Value {
    let Some(long) = story.pointer("/contracts/0").cloned() else { return story };
    let short = &mut story["contracts"][0];
    short["sources"] = long["status"]["sources"].clone();
    for (key, value) in
        [("buyer", &long["buyer"]["value"]), ("suppliers", &long["suppliers"][0]["value"])]
    {
        if value.is_string() {
            short[key] = value.clone();
        }
    }
    if long["status"]["decided_by"].is_null() {
        short["status"] = long["status"]["code"].clone();
    }
    story
}
