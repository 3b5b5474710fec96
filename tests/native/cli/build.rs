//! `build`, up to the step that compiles the widget.

use super::*;

#[test]
fn a_story_with_errors_builds_nothing_and_all_its_issues_are_shown() {
    let out_folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("never-written");
    let out_name = out_folder.to_str().expect("UTF-8 names");
    let output = run(&["build", "--stories", "tests/fixtures/cli/errors", "--out", out_name]);
    let stderr = talk(&output);
    assert!(stderr.contains(&format!("{NOT_JSON}:1:18: ")), "{stderr}");
    assert!(stderr.matches(&format!("{EMPTY}:1:1: ")).count() > 1, "{stderr}");
    assert!(stderr.contains("errors in the stories; nothing was built; fix them\n"), "{stderr}");
    assert_eq!((out(&output), code(&output)), ("", Some(1)));
    assert!(!out_folder.exists());
}

#[test]
fn a_missing_folder_of_stories_is_named() {
    let output = run(&["build", "--stories", "no/such/folder", "--out", "no/such/dist"]);
    assert!(
        talk(&output).contains("error: no/such/folder: cannot be listed; "),
        "{}",
        talk(&output)
    );
    assert_eq!(code(&output), Some(1));
}

#[test]
fn the_bundle_has_an_absolute_url_or_none() {
    let output = run(&["build", "--base", "/box/", "--out", "no/such/dist"]);
    assert!(
        talk(&output).contains("'--base <URL>': must begin with https:// or http://, "),
        "{}",
        talk(&output)
    );
    assert_eq!(code(&output), Some(2));
}

#[test]
fn an_error_in_the_stories_is_named() {
    for (folder, named) in [("integers", "-1"), ("outside", "/id"), ("language", "../../x")] {
        let stories = format!("tests/fixtures/cli/{folder}");
        let out_name = empty_folder(&format!("build-{folder}"));
        let output = run(&["build", "--stories", &stories, "--out", &out_name]);
        assert!(talk(&output).contains("small"), "the story: {}", talk(&output));
        assert!(talk(&output).contains(named), "{named}: {}", talk(&output));
        assert!(talk(&output).contains("nothing was built; "), "{}", talk(&output));
        assert_eq!((out(&output), code(&output)), ("", Some(1)));
        assert!(!Path::new(&out_name).exists());
    }
}
