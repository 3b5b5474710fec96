//! `translate`: the file for translators, and what becomes of a story when it comes back.
//!
//! Each case is a folder with a file from translators, the story as it is after that, and what was
//! printed. All begin with the same story, which is formatted in its own way and has short forms.

use super::*;

/// The story of all cases.
const STORY: &str = "tests/fixtures/cli/translate/story.json";

/// Copies the story to a folder of its own, and returns its path.
fn copy_story(case: &str, story: &str) -> String {
    let folder = fresh_folder(&format!("translate-{case}"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let file = format!("{folder}/story.json");
    fs::copy(story, &file).expect("the story can be copied");
    file
}

#[test]
fn translators_get_every_text_with_what_it_is_and_how_long_it_may_be() {
    let output = run_program(&["translate", STORY, "fr"]);
    assert_snapshot(&fixture_dir("cli/translate").join("export.xlf"), stdout_text(&output));
    assert!(!stdout_text(&output).contains("<source>Ann Example</source>"));
    let counts = format!("{STORY}: fr: 2 of 11 texts translated, 8 missing, 1 out of date\n");
    assert!(stderr_text(&output).ends_with(&counts), "{}", stderr_text(&output));
    assert_eq!(exit_code(&output), Some(0));
}

#[test]
fn every_returned_file_changes_the_translations_and_nothing_else() {
    let original = fs::read_to_string(STORY).expect("it is readable");
    let (before, rest) = original.split_once("\"translations\": {").expect("it has some");
    let after = &rest[rest.find("\n    \"sources\"").expect("it has sources")..];
    for case in ["confirmed", "first", "older", "refused", "returned", "untouched"] {
        let folder = fixture_dir("cli/translate").join(case);
        let file = copy_story(case, STORY);
        let lang = fs::read_to_string(folder.join("lang.txt")).unwrap_or("fr".into());
        let from = folder.join("from.xlf");
        let from = from.to_str().expect("UTF-8 names");
        let output = run_program(&["translate", &file, lang.trim(), "--from", from]);
        let story = fs::read_to_string(&file).expect("it is still there");
        assert!(story.starts_with(before) && story.ends_with(after), "{case}: {story}");
        assert_snapshot(&folder.join("after.json"), &story);
        let mut printed = stderr_text(&output).replace(from, "FROM").replace(&file, "STORY");
        printed += &format!("exit code {}\n", exit_code(&output).expect("it was not killed"));
        assert_snapshot(&folder.join("stderr.txt"), &printed);
        let check = run_program(&["check", &file, "--today", "2026-03-05"]);
        assert_eq!(exit_code(&check), Some(0), "{case}: {}", stdout_text(&check));
    }
}

#[test]
fn what_goes_out_and_comes_back_makes_a_whole_translation() {
    for (name, story) in [
        ("specimen", "www/stories/specimen.json"),
        ("met", "www/stories/met-police-palantir.json"),
        ("full", "tests/fixtures/view/full/story.json"),
    ] {
        let file = copy_story(&format!("whole-{name}"), story);
        let xliff = format!("{file}.xlf");
        let exported = run_program(&["translate", &file, "nl"]);
        let mut translated = String::new();
        for (index, unit) in stdout_text(&exported).split("<source>").enumerate() {
            let source = unit.split("</source>").next().unwrap_or_default();
            let target = format!("<target state=\"translated\">{source}</target>");
            let unit = unit.replace("<target state=\"new\"></target>", &target);
            translated += if index == 0 { "" } else { "<source>" };
            translated += &unit;
        }
        fs::write(&xliff, translated).expect("can be written");
        let output = run_program(&["translate", &file, "nl", "--from", &xliff]);
        assert_eq!(exit_code(&output), Some(0), "{}", stderr_text(&output));
        let status = run_program(&["translate", &file, "nl", "--status"]);
        assert_eq!((stdout_text(&status), exit_code(&status)), ("", Some(0)), "{name}");
        let read = |file: &str| -> serde_json::Value {
            let text = fs::read_to_string(file).expect("it is readable");
            serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("it is JSON")
        };
        let (mut after, mut before) = (read(&file), read(story));
        assert!(after["translations"]["nl"].as_object().is_some_and(|texts| texts.len() > 30));
        after["translations"] = serde_json::Value::Null;
        before["translations"] = serde_json::Value::Null;
        assert_eq!(after, before, "{name}");
    }
}

#[test]
fn the_line_endings_the_byte_order_mark_and_the_indentation_of_a_file_stay() {
    let text = fs::read_to_string(STORY).expect("it is readable");
    let text = format!("\u{feff}{}", text.replace("    ", "\t").replace('\n', "\r\n"));
    let file = copy_story("endings", STORY);
    fs::write(&file, &text).expect("can be written");
    let from = "tests/fixtures/cli/translate/first/from.xlf";
    assert_eq!(exit_code(&run_program(&["translate", &file, "de-AT", "--from", from])), Some(0));
    let story = fs::read_to_string(&file).expect("it is still there");
    assert!(story.starts_with("\u{feff}{\r\n\t\"id\""), "{story}");
    assert_eq!(story.matches('\n').count(), story.matches("\r\n").count());
    assert!(story.contains("\r\n\t\t\"de-AT\": {\r\n\t\t\t\"/title\": {"), "{story}");
}

#[test]
fn the_status_lists_what_is_left_to_do() {
    let output = run_program(&["translate", STORY, "fr", "--status"]);
    let stdout = stdout_text(&output);
    for line in [
        "out of date /title: was “A new bridge”, is “A new bridge for Anytown”\n",
        "missing /positions/0/text: “Nobody asked us.”\n",
    ] {
        assert!(stdout.contains(line), "{stdout}");
    }
    assert_eq!((stdout.lines().count(), exit_code(&output)), (9, Some(1)));
}

#[test]
fn a_file_that_is_not_of_this_story_and_language_changes_nothing() {
    let file = copy_story("other", STORY);
    let first = "tests/fixtures/cli/translate/first/from.xlf";
    for (lang, from, code, said) in [
        ("fr", first, 2, "is a translation into `de-AT` and not `fr`; nothing was written; "),
        ("fr", NOT_JSON, 2, "is no XML ("),
        ("fr", "no/such/file.xlf", 2, "cannot be read"),
        ("fr", LATIN_1, 2, "is not UTF-8"),
        ("en-gb", first, 1, "the story is written in `en-GB` itself; "),
        ("english", first, 2, "write a BCP 47 tag"),
    ] {
        let output = run_program(&["translate", &file, lang, "--from", from]);
        assert!(stderr_text(&output).contains(said), "{}", stderr_text(&output));
        assert_eq!(exit_code(&output), Some(code), "{said}");
    }
    assert_eq!(fs::read(&file).expect("it is there"), fs::read(STORY).expect("it is there"));
    for (story, code) in [(NOT_JSON, 1), ("no/such/story.json", 2)] {
        let output = run_program(&["translate", story, "fr"]);
        assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(code)));
    }
}

#[test]
fn a_language_that_nobody_has_signed_is_said_to_whoever_publishes_in_it() {
    let unsigned = "lang: no native reader has signed the interface’s words in `fr` yet; ";
    let missing = "lang: `cy` is a language for which the interface has no words; ";
    let check = run_program(&["check", STORY, "--today", "2026-03-05"]);
    for note in [unsigned, missing] {
        assert!(stderr_text(&check).contains(note), "{}", stderr_text(&check));
    }
    assert_eq!(exit_code(&check), Some(0), "a note is no finding");
    let shown = run_program(&["prerender", "--as", "text", "--lang", "fr", STORY]);
    assert!(stderr_text(&shown).contains(unsigned), "{}", stderr_text(&shown));
    assert!(!stdout_text(&shown).contains("native reader"), "readers are not told");
}
