//! `check`: issues, counts, exit codes.

use super::*;

#[test]
fn a_fair_story_prints_nothing_and_exits_0() {
    let story = "tests/fixtures/rules/undated-words/keeps.json";
    let counts = "1 file, 0 errors, 0 warnings, 0 to review\n";
    let args = ["check", "--today", "2026-06-01", story];
    command(&args).assert().code(0).stdout_eq("").stderr_eq(counts);
}

#[test]
fn our_stories_have_nothing_open() {
    let stories = published_stories();
    let mut args = vec!["check", "--deny", "warnings", "--today", "2026-12-01"];
    args.extend(stories.iter().map(|path| path.to_str().expect("UTF-8 names")));
    let output = command(&args).assert().code(0);
    let summary = stderr_text(output.get_output());
    assert!(summary.contains(" files, 0 errors, 0 warnings, 0 to review, "), "{summary}");
}

#[test]
fn warnings_end_with_1_only_where_they_are_denied() {
    let story = "tests/fixtures/rules/old-silence/breaks.json";
    for (options, code) in [
        (&["--today", "2026-06-01"][..], 0),
        (&["--today", "2026-06-01", "--deny", "warnings"], 1),
        // The silence is not old yet.
        (&["--today", "2026-05-01", "--deny", "warnings"], 0),
    ] {
        command(&[&["check", story], options].concat()).assert().code(code);
    }
    // A question that only people can answer is never denied.
    let story = "tests/fixtures/rules/undated-words/breaks.json";
    command(&["check", story, "--today", "2026-06-01", "--deny", "warnings"]).assert().code(0);
    command(&["check", story, "--today", "2026-06"]).assert().code(2);
}

#[test]
fn what_is_found_is_printed_in_each_format() {
    let files = [
        "tests/fixtures/rules/loaded-question/breaks.json",
        "tests/fixtures/rules/no-decider/breaks.json",
        "tests/fixtures/rules/grave-accusation/keeps.json",
        "tests/fixtures/rules/waiver-of-error/breaks.json",
    ];
    for format in ["human", "json", "github", "sarif"] {
        let options = ["check", "--today", "2026-06-01", "--format", format];
        let args = [&options[..], &files[..]].concat();
        let output = command(&args).assert().code(1);
        assert_recorded(&format!("check/format-{format}"), output);
    }
}

#[test]
fn a_rule_is_explained_and_a_mistyped_one_is_named() {
    let explained = command(&["check", "--explain", "one-sided"]).assert().code(0);
    assert_recorded("check/explain", explained);
    let explained = command(&["check", "--explain", "bad-date"]).assert().code(0);
    assert_recorded("check/explain-error", explained);
    let unknown = command(&["check", "--explain", "onesided"]).assert().code(2);
    assert_recorded("check/explain-unknown", unknown);
}

#[test]
fn an_issue_is_shown_at_its_place_in_the_file() {
    let story = "tests/fixtures/cli/check/places/story.json";
    assert_recorded("check/places", command(&["check", story]).assert().code(1));
}

#[test]
fn copies_of_a_story_under_embargo_are_named_as_long_as_it_lasts() {
    let story = "tests/fixtures/cli/check/embargo/www/stories/bridge.json";
    let during = ["check", "--today", "2026-06-01", story];
    assert_recorded("check/embargo", command(&during).assert().code(0));
    let denied = [&during[..], &["--deny", "warnings"]].concat();
    assert_eq!(exit_code(&run_program(&denied)), Some(1));
    let after = run_program(&["check", "--today", "2026-06-08", story]);
    assert_eq!(stdout_text(&after), "", "an embargo that is over means nothing");
    let elsewhere = fs::read_to_string(story).expect("is there");
    let elsewhere = run_with_input(&["check", "--today", "2026-06-01", "-"], &elsewhere);
    assert_eq!(stdout_text(&elsewhere), "", "nothing is known of where else it is");
}

#[test]
fn every_file_is_checked_and_all_issues_are_counted() {
    assert_recorded("check/errors", command(&["check", NOT_JSON, EMPTY]).assert().code(1));
}

#[test]
fn warnings_are_counted_apart() {
    let story = "tests/fixtures/check/markup-in-text/story.json";
    assert_recorded("check/warnings", command(&["check", story]).assert().code(0));
}

#[test]
fn a_preset_is_checked_against_each_story() {
    let story = "www/stories/met-police-palantir.json";
    for (case, options, code) in [
        ("preset-fine", &["--parts", "compare", "--people", "sadiq-khan,palantir"][..], 0),
        ("preset-one-sided", &["--parts", "compare", "--people", "sadiq-khan,home-office"], 0),
        ("preset-alone", &["--parts", "compare", "--people", "sadiq-khan"], 1),
        ("preset-unknown", &["--parts", "words", "--issue", "dael"], 1),
    ] {
        let args = [&["check", "--today", "2026-12-01", story], options].concat();
        assert_recorded(&format!("check/{case}"), command(&args).assert().code(code));
    }
}

#[test]
fn words_are_compared_with_the_texts_of_their_sources() {
    for (case, texts, code) in [
        ("texts-right", "texts-right/texts", 0),
        ("texts-wrong", "texts-right/texts", 1),
        ("texts-missing", "texts-missing/texts", 1),
    ] {
        let cases = "tests/fixtures/cli/check";
        let (story, texts) = (format!("{cases}/{case}/story.json"), format!("{cases}/{texts}"));
        let args = ["check", "--texts", &texts, &story];
        assert_recorded(&format!("check/{case}"), command(&args).assert().code(code));
    }
}

#[test]
fn without_the_folder_of_texts_nothing_is_checked() {
    let story = "tests/fixtures/cli/check/texts-right/story.json";
    let args = ["check", "--texts", "tests/no-such-folder", story];
    assert_recorded("check/texts-no-folder", command(&args).assert().code(2));
}

#[test]
fn colors_are_for_terminals_or_on_demand() {
    let is_colored = |variable, value| {
        let output = program_command(&["check", NOT_JSON]).env(variable, value).output();
        stdout_text(&output.expect("the program starts")).contains("\u{1b}[")
    };
    assert!(is_colored("CLICOLOR_FORCE", "1"));
    assert!(!is_colored("TERM", "xterm"));
}

#[test]
fn a_hyphen_is_standard_input() {
    assert_recorded("check/stdin", command(&["check", "-"]).stdin("{").assert().code(1));

    let story = fs::read_to_string("tests/fixtures/rules/undated-words/keeps.json");
    let args = ["check", "--today", "2026-06-01", "-"];
    command(&args).stdin(story.expect("readable")).assert().code(0).stdout_eq("");
}

#[test]
fn an_unreadable_file_exits_2_and_the_others_are_checked_all_the_same() {
    let output = command(&["check", "no/such.json", "tests", NOT_JSON]).assert().code(2);
    assert_recorded("check/unreadable", output);
}

#[test]
fn a_file_that_is_not_utf8_is_unreadable() {
    assert_recorded("check/not-utf8", command(&["check", LATIN_1]).assert().code(2));
}

#[test]
fn no_file_is_wrong_usage() {
    assert_recorded("check/no-file", command(&["check"]).assert().code(2));
}
