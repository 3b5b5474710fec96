//! `prerender`: which files it writes, what it prints, and its exit code.
//!
//! Each case is a folder with the arguments, one per line (`OUT` is a folder for this case alone),
//! and the recorded output.

use super::*;

/// The folder of the cases.
const CASES: &str = "tests/fixtures/prerender";

/// Returns the folder that a case writes to.
fn out_folder(case: &str) -> String {
    fresh_folder(&format!("prerender-{case}"))
}

#[test]
fn every_case_has_the_recorded_output() {
    let mut cases: Vec<_> =
        fs::read_dir(CASES).expect("cases are there").flatten().map(|case| case.path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let out = out_folder(&case.file_name().expect("a folder has a name").to_string_lossy());
        let args = fs::read_to_string(case.join("args.txt"))
            .expect("a case has arguments")
            .replace("OUT", &out);
        let args: Vec<_> = std::iter::once("prerender").chain(args.lines()).collect();
        let input = fs::read_to_string(case.join("stdin.json")).unwrap_or_default();
        let output = run_with_input(&args, &input);
        let mut files: Vec<_> = fs::read_dir(&out)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        files.sort();
        let mut end = format!("exit code {}\n", output.status.code().expect("it was not killed"));
        files.iter().for_each(|file| end += &format!("file {}\n", file.to_string_lossy()));
        assert_snapshot(&case.join("end.txt"), &end);
        assert_snapshot(&case.join("stdout.txt"), super::stdout_text(&output));
        assert_snapshot(&case.join("stderr.txt"), &stderr_text(&output).replace(&out, "OUT"));
    }
}

#[test]
fn a_file_has_what_standard_output_would_have() {
    let stories: Vec<_> = published_stories()
        .iter()
        .map(|path| path.to_str().expect("UTF-8 names").to_owned())
        .collect();
    for (form, ending) in [
        ("snippet", "snippet.html"),
        ("div", "div.html"),
        ("script", "script.html"),
        ("frame", "frame.html"),
        ("page", "html"),
        ("text", "txt"),
    ] {
        let folder = out_folder(&format!("as-{form}"));
        let mut args = vec!["prerender", "--as", form, "--out", &folder];
        args.extend(stories.iter().map(String::as_str));
        assert_eq!(exit_code(&run_program(&args)), Some(0));
        for story in &stories {
            let id = Path::new(story).file_stem().expect("a file").to_string_lossy();
            let written =
                fs::read_to_string(format!("{folder}/{id}.{ending}")).expect("it was written");
            assert_eq!(stdout_text(&run_program(&["prerender", "--as", form, story])), written);
        }
    }
}

#[test]
fn a_document_cannot_choose_where_it_is_written() {
    let top = out_folder("outside");
    let folder = format!("{top}/a/b");
    let stories =
        ["tests/fixtures/cli/outside/small.json", "tests/fixtures/cli/language/small.json"];
    for (lang, story) in ["fr", "../../x"].into_iter().zip(stories) {
        for form in ["snippet", "div", "script", "frame", "page", "text"] {
            let output =
                run_program(&["prerender", "--as", form, "--lang", lang, "--out", &folder, story]);
            let (complaint, end) = stderr_text(&output)
                .rsplit_once("0 of 1 file written\n")
                .expect("nothing is written");
            assert!(end.is_empty() && complaint.starts_with(&format!("{story}:")), "{complaint}");
            assert!(complaint.contains("translations"), "the path: {complaint}");
            assert!(
                complaint.matches("; ").count() > 1,
                "the consequence and the fix: {complaint}"
            );
            assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(1)));
        }
    }
    // Neither in the folder nor above it.
    for (folder, expected) in [(&top, 1), (&format!("{top}/a"), 1), (&folder, 0)] {
        assert_eq!(fs::read_dir(folder).expect("is there").count(), expected, "{folder}");
    }
}

#[test]
fn nothing_is_left_unwritten_without_a_reason() {
    let story = "tests/fixtures/cli/integers/small.json";
    let output = run_program(&["prerender", story]);
    assert!(
        stderr_text(&output).starts_with(&format!("{story}:4:14: ")),
        "{}",
        stderr_text(&output)
    );
    assert!(stderr_text(&output).contains("-1"), "{}", stderr_text(&output));
    assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(1)));
}
