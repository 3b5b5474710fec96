//! `build`, up to the step that compiles the widget.

use super::*;

#[test]
fn a_story_with_errors_builds_nothing_and_all_its_issues_are_shown() {
    let out_folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("never-written");
    let out_name = out_folder.to_str().expect("UTF-8 names");
    let output =
        run_program(&["build", "--stories", "tests/fixtures/cli/errors", "--out", out_name]);
    let stderr = stderr_text(&output);
    assert!(stderr.contains(&format!("{NOT_JSON}:1:18: ")), "{stderr}");
    assert!(stderr.contains(&format!("{EMPTY}:1:1: ")), "{stderr}");
    assert!(stderr.contains("errors in the stories; nothing was built; fix them\n"), "{stderr}");
    assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(1)));
    assert!(!out_folder.exists());
}

#[test]
fn a_missing_folder_of_stories_is_named() {
    let output = run_program(&["build", "--stories", "no/such/folder", "--out", "no/such/dist"]);
    assert!(
        stderr_text(&output).contains("error: no/such/folder: cannot be listed; "),
        "{}",
        stderr_text(&output)
    );
    assert_eq!(exit_code(&output), Some(1));
}

#[test]
fn the_bundle_has_an_absolute_url_or_none() {
    let output = run_program(&["build", "--base", "/box/", "--out", "no/such/dist"]);
    assert!(
        stderr_text(&output).contains("'--base <URL>': must begin with https:// or http://, "),
        "{}",
        stderr_text(&output)
    );
    assert_eq!(exit_code(&output), Some(2));
}

#[test]
fn cards_need_the_url_by_which_pages_name_them() {
    let output = run_program(&["build", "--cards", "--out", "no/such/dist"]);
    assert!(stderr_text(&output).contains("--base <URL>"), "{}", stderr_text(&output));
    assert_eq!(exit_code(&output), Some(2));
}

#[test]
fn an_error_in_the_stories_is_named() {
    for (folder, named) in [("integers", "-1"), ("outside", "/id"), ("language", "../../x")] {
        let stories = format!("tests/fixtures/cli/{folder}");
        let out_name = fresh_folder(&format!("build-{folder}"));
        let output = run_program(&["build", "--stories", &stories, "--out", &out_name]);
        assert!(stderr_text(&output).contains("small"), "the story: {}", stderr_text(&output));
        assert!(stderr_text(&output).contains(named), "{named}: {}", stderr_text(&output));
        assert!(stderr_text(&output).contains("nothing was built; "), "{}", stderr_text(&output));
        assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(1)));
        assert!(!Path::new(&out_name).exists());
    }
}

#[test]
fn embargoes_are_decided_for_the_time_that_is_given_and_else_for_now() {
    let ferry = "story ferry: version 1 is under embargo until 2026-06-01T00:01:00+01:00; nothing \
                 of the story is in the bundle; build again once that time has come\n";
    let bridge = "story bridge: version 2 is under embargo until 2026-06-01; the bundle goes on \
                  showing version 1; build again once that time has come\n";
    for (options, said) in [
        (&["--now", "2026-05-31T23:00:59Z"][..], [true, true]),
        (&["--now", "2026-05-31T23:01:00Z"], [false, true]),
        (&["--now", "2026-06-01"], [false, false]),
        // That day is over.
        (&[], [false, false]),
    ] {
        let out = fresh_folder("build-embargo");
        let stories = "tests/fixtures/embargo/stories";
        let args = [&["build", "--stories", stories, "--out", &out][..], options].concat();
        // Without a compiler, it stops before it compiles the widget.
        let output = program_command(&args).env("PATH", "").output().expect("the program starts");
        let stderr = stderr_text(&output);
        assert_eq!(
            [ferry, bridge].map(|line| stderr.contains(line)),
            said,
            "{options:?}: {stderr}"
        );
        assert_eq!(exit_code(&output), Some(1), "{stderr}");
        assert!(!Path::new(&out).exists());
    }
}
