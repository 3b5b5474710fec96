//! `expand`: stories in the long form.

use super::*;

#[test]
fn a_story_is_printed_with_all_that_its_short_form_leaves_out() {
    let output = run_program(&["expand", "www/stories/met-police-palantir.json"]);
    let printed: serde_json::Value =
        serde_json::from_str(stdout_text(&output)).expect("one story as JSON");
    let long = fs::read_to_string("www/stories/met-police-palantir/1.json").expect("is readable");
    let long: serde_json::Value = serde_json::from_str(&long).expect("is JSON");
    assert_eq!((&printed["schema_version"], &printed["version"]), (&"1.0".into(), &1.into()));
    // What is silent by implication follows what is listed.
    let silences = |story: &serde_json::Value| story["silences"].as_array().expect("a list").len();
    assert_eq!(silences(&printed), silences(&long));
    // Everything that has a default is written out.
    let story =
        contract_fact_box::model::read(&long.to_string()).into_valid().expect("it is sound");
    let story = serde_json::to_value(story).expect("a story is JSON");
    for key in ["positions", "sources", "issues"] {
        assert_eq!(printed[key], story[key], "{key}");
    }
    assert_eq!(printed["contracts"][0]["buyer"], {
        let mut buyer = long["contracts"][0]["buyer"].clone();
        buyer["origin"] = "editor".into();
        buyer
    });
    assert_eq!(printed["stakeholders"], long["stakeholders"]);
    assert_eq!(exit_code(&output), Some(0));
}

#[test]
fn of_a_story_with_errors_nothing_is_printed() {
    for (file, code) in [(NOT_JSON, 1), ("no/such/file.json", 2)] {
        let output = run_program(&["expand", file]);
        assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(code)));
        assert!(stderr_text(&output).contains(file), "{}", stderr_text(&output));
    }
}
