//! `verify`: a story against its record, in every format, and what it says of what it cannot compare.

use super::*;

const NOTICES: &str = "tests/fixtures/ocds/import/uk7-signed/notices.json";
const CHANGED: &str = "tests/fixtures/ocds/import/uk10-changed/notices.json";
const OTHER: &str = "tests/fixtures/ocds/import/before-2025/notices.json";
const STORY: &str = "tests/fixtures/cli/verify/story.json";
const LOTS: &str = "tests/fixtures/cli/verify/lots.json";
const AWARDS: &str = "tests/fixtures/ocds/import/several-awards/notices.json";
const SEVERAL: &str = "tests/fixtures/cli/verify/several.json";
const WRONG: &str = "tests/fixtures/cli/verify/wrong.json";

#[test]
fn what_is_printed_is_on_record() {
    let cases: &[(&str, i32, &[&str])] = &[
        ("agrees", 0, &[STORY, "--against", NOTICES]),
        ("differs", 1, &[WRONG, "--against", NOTICES]),
        ("differs-json", 1, &[WRONG, "--against", NOTICES, "--format", "json"]),
        ("differs-github", 1, &[WRONG, "--against", NOTICES, "--format", "github"]),
        ("differs-sarif", 1, &[WRONG, "--against", NOTICES, "--format", "sarif"]),
        ("moved-on", 1, &[STORY, "--against", CHANGED]),
        ("other-contract", 2, &[STORY, "--against", OTHER]),
        ("several-contracts", 0, &[SEVERAL, "--against", NOTICES, OTHER]),
        ("one-of-several-contracts", 0, &[SEVERAL, "--contract", "bridge", "--against", NOTICES]),
        ("contracts-of-one-process", 0, &[LOTS, "--against", AWARDS]),
        ("unclear-contract", 2, &[LOTS, "--award", "1", "--against", AWARDS]),
        ("no-such-contract", 2, &[STORY, "--contract", "tunnel", "--against", NOTICES]),
        ("no-such-award", 2, &[STORY, "--award", "9", "--against", NOTICES]),
        ("no-notice", 2, &[STORY, "--against", "no-such-file.json"]),
        ("no-story", 2, &["no-such-file.json", "--against", NOTICES]),
        (
            "story-with-errors",
            2,
            &["tests/fixtures/ocds/read/single/input.json", "--against", NOTICES],
        ),
        ("story-as-notice", 2, &[STORY, "--against", STORY]),
        ("standard-input-as-both", 2, &["-", "--against", "-"]),
    ];
    for (case, code, args) in cases {
        let args = [&["verify", "--today", "2026-11-30"], *args].concat();
        let output = command(&args).assert().code(*code);
        assert_recorded(&format!("verify/{case}"), output);
    }
}

#[test]
fn warnings_can_be_denied() {
    // A notice about the performance has come since. It changes nothing that is compared.
    let newer = "tests/fixtures/ocds/import/uk9-performance/notices.json";
    let story = fs::read_to_string(STORY).expect("the story is there");
    let older = story.replace("2026-11-30", "2026-03-01");
    assert_ne!(older, story);
    for (more, code) in [(&[][..], 0), (&["--deny", "warnings"][..], 1)] {
        let args = [&["verify", "-", "--today", "2026-11-30", "--against", newer], more].concat();
        let output = run_with_input(&args, &older);
        let said = stdout_text(&output);
        assert!(said.contains("[record-moved-on]"), "{said}{}", stderr_text(&output));
        assert_eq!(exit_code(&output), Some(code), "{said}");
    }
}

#[test]
fn a_contract_of_no_award_of_its_record_is_not_said_to_lack_a_record() {
    let lots = fs::read_to_string(LOTS).expect("the story is there");
    let story = lots.replace("\"example-lamps-ltd\"\n      ]", "]");
    assert_ne!(story, lots);
    let args = ["verify", "-", "--today", "2026-11-30", "--against", AWARDS];
    let output = run_with_input(&args, &story);
    let (found, said) = (stdout_text(&output), stderr_text(&output));
    assert!(found.contains("agrees: contracts[0]: "), "{found}{said}");
    let unclear = "it is not clear which award of the record the contract is";
    assert!(found.contains(&format!("contracts[1]: {unclear}; nothing")), "{found}{said}");
    assert!(!found.contains("is not in the notices"), "{found}{said}");
    assert!(said.contains("the contract lamps is; it was not compared"), "{found}{said}");
    assert_eq!(exit_code(&output), Some(2), "{found}{said}");
}

#[test]
fn a_record_of_another_contract_is_compared_with_none() {
    let story = fs::read_to_string(STORY).expect("the story is there");
    let mut story: serde_json::Value = serde_json::from_str(&story).expect("it is JSON");
    story["contracts"][0]["notice_ids"] = "000009-2026".into();
    story["contracts"][0].as_object_mut().expect("an object").remove("ocid");
    let args = ["verify", "-", "--today", "2026-11-30", "--format", "json", "--against", OTHER];
    let output = run_with_input(&args, &story.to_string());
    let said = stderr_text(&output);
    assert!(said.contains("the story names the notice 000009-2026; nothing was"), "{said}");
    assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(2)), "{said}");
}

#[test]
fn what_is_not_known_is_to_be_given_as_the_record_has_it() {
    let story = fs::read_to_string(STORY).expect("the story is there");
    let mut story: serde_json::Value = serde_json::from_str(&story).expect("it is JSON");
    story["contracts"][0]["dates"]["end"] = serde_json::json!({"state": "not_published"});
    let args = ["verify", "-", "--today", "2026-11-30", "--format", "json", "--against", NOTICES];
    let output = run_with_input(&args, &story.to_string());
    let (found, said) = (stdout_text(&output), stderr_text(&output));
    let found: serde_json::Value = serde_json::from_str(found).expect("it is JSON");
    let [finding] = &found.as_array().expect("a list")[..] else { panic!("{found}{said}") };
    assert_eq!(finding["code"], "record-differs");
    let message = finding["message"].as_str().expect("a text");
    assert!(message.starts_with("the last day is “not known or not published” here and “"));
    assert!(message.ends_with("; readers would not be told what is published"), "{message}");
    assert_eq!(finding["fix"], "give what the record says, if it is right");
    assert!(said.contains(" 1 differ, "), "{said}");
    assert_eq!(exit_code(&output), Some(1));
}
