//! Every file of a fixture is in use: a record that no test compares any more would look like a
//! promise.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support;

/// The files that tests read or compare in the folder of a case, by feature.
const FILES: [(&str, &[&str]); 4] = [
    ("check", &["story.json", "right.json", "findings.txt"]),
    (
        "view",
        &[
            "story.json",
            "view.json",
            "page.html",
            "snippet.html",
            "div.html",
            "frame.html",
            "text.txt",
        ],
    ),
    ("versions", &["stories", "stderr.txt", "newer.json", "newer.html"]),
    ("prerender", &["args.txt", "stdin.json", "end.txt", "stdout.txt", "stderr.txt"]),
];

fn file_names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries
        .map(|entry| entry.expect("a readable entry").file_name())
        .map(|name| name.into_string().expect("UTF-8 names"))
        .collect()
}

#[test]
fn no_case_has_a_file_that_no_test_looks_at() {
    for (feature, known) in FILES {
        for case in support::case_dirs(feature) {
            let unknown: Vec<_> =
                file_names(&case).into_iter().filter(|name| !known.contains(&&**name)).collect();
            assert!(unknown.is_empty(), "{}: {unknown:?}", case.display());
        }
    }
}

#[test]
fn a_story_that_went_wrong_has_what_is_shown_on_record_only_if_it_is_shown() {
    let folder = support::fixture_dir("went-wrong");
    for name in file_names(&folder) {
        let (story, ending) = name.split_once('.').expect("a name has an ending");
        let findings = format!("{story}.findings.txt");
        let is_in_use = match ending {
            "json" => true,
            "findings.txt" => folder.join(format!("{story}.json")).exists(),
            "shown.txt" => contract_fact_box::model::read(&support::read_text(
                &folder.join(format!("{story}.json")),
            ))
            .into_valid()
            .is_ok(),
            _ => false,
        };
        assert!(is_in_use && folder.join(findings).exists(), "{name}");
    }
}
