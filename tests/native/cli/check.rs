//! `check`: issues, counts, exit codes.

use super::*;

#[test]
fn clean_stories_print_nothing_and_exit_0() {
    let stories = stories();
    let mut args = vec!["check"];
    args.extend(stories.iter().map(|path| path.to_str().expect("UTF-8 names")));
    let output = run(&args);
    assert_eq!(out(&output), "");
    let files =
        if stories.len() == 1 { "1 file".to_owned() } else { format!("{} files", stories.len()) };
    assert_eq!(talk(&output), format!("{files}, 0 errors, 0 warnings\n"));
    assert_eq!(code(&output), Some(0));
}

#[test]
fn every_issue_is_a_line_with_its_place_in_a_file_and_the_exit_code_is_1() {
    let output = run(&["check", NOT_JSON, EMPTY]);
    let lines: Vec<&str> = out(&output).lines().collect();
    assert!(lines.iter().any(|line| line.starts_with(&format!("{NOT_JSON}:1: "))), "{lines:?}");
    assert!(
        lines.iter().filter(|line| line.starts_with(&format!("{EMPTY}:1: "))).count() > 1,
        "{lines:?}"
    );
    assert!(lines.iter().all(|line| line.starts_with("tests/fixtures/cli/errors/")), "{lines:?}");
    let (files, counts) = talk(&output).split_once(", ").expect("a summary");
    assert_eq!(files, "2 files");
    let (errors, warnings) = counts.trim_end().split_once(", ").expect("a summary");
    let count = |text: &str| text.split(' ').next().and_then(|number| number.parse::<usize>().ok());
    assert_eq!(
        count(errors).zip(count(warnings)).map(|(one, other)| one + other),
        Some(lines.len())
    );
    assert_eq!(code(&output), Some(1));
}

#[test]
fn warnings_are_counted_apart() {
    let output = run(&["check", "tests/fixtures/check/markup-in-text/story.json"]);
    assert_eq!(out(&output).lines().count(), 2, "{}", out(&output));
    assert_eq!((talk(&output), code(&output)), ("1 file, 0 errors, 2 warnings\n", Some(1)));
}

#[test]
fn a_hyphen_is_standard_input() {
    let output = run_with_input(&["check", "-"], "{");
    assert!(out(&output).starts_with("standard input:1: "), "{}", out(&output));
    assert!(talk(&output).starts_with("1 file, "), "{}", talk(&output));
    assert_eq!(code(&output), Some(1));

    let story = fs::read_to_string(&stories()[0]).expect("readable");
    let output = run_with_input(&["check", "-"], &story);
    assert_eq!((out(&output), code(&output)), ("", Some(0)));
}

#[test]
fn an_unreadable_file_exits_2_and_the_others_are_checked_all_the_same() {
    let output = run(&["check", "no/such.json", "tests", NOT_JSON]);
    assert!(out(&output).starts_with(&format!("{NOT_JSON}:1: ")), "{}", out(&output));
    let talk = talk(&output);
    assert!(talk.starts_with("no/such.json: cannot be read ("), "{talk}");
    assert!(talk.contains("; it was not checked; correct the name\n"), "{talk}");
    assert!(talk.contains("\ntests: cannot be read ("), "{talk}");
    assert!(talk.contains("; it was not checked; name the files in it\n"), "{talk}");
    assert!(talk.contains("\n3 files, "), "{talk}");
    assert!(talk.ends_with(", 2 files not checked\n"), "{talk}");
    assert_eq!(code(&output), Some(2));
}

#[test]
fn a_file_that_is_not_utf8_is_unreadable() {
    let output = run(&["check", LATIN_1]);
    let fact = "byte 15 is not UTF-8; it was not checked; save the file as UTF-8";
    assert!(talk(&output).starts_with(&format!("{LATIN_1}: {fact}\n")), "{}", talk(&output));
    assert_eq!(code(&output), Some(2));
}

#[test]
fn no_file_is_wrong_usage() {
    let output = run(&["check"]);
    assert!(talk(&output).contains("FILE"), "{}", talk(&output));
    assert_eq!((out(&output), code(&output)), ("", Some(2)));
}
