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
