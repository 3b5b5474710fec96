//! Published notices and the official cases of merging.
//!
//! They are no part of the project. `NOTICES` is the folder with them: `NOTICES=FOLDER tests/run
//! notices`. Any files in it are read; `ocds-merge-1.1` in it has the cases of the reference
//! implementation (<https://github.com/open-contracting/ocds-merge>, `tests/fixtures/1.1`).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use contract_fact_box::ocds::{Json, Matching, compile, compile_by};

use super::alter::alter_all;
use super::import::{assert_is_story, assert_nothing_is_invented, import_all};
use super::verify::{compare, list_differences};
use super::{read_all, read_record};
use crate::support::json::to_pretty;
use crate::support::{read_story, read_text};

fn notices_dir() -> PathBuf {
    PathBuf::from(std::env::var("NOTICES").expect("NOTICES names the folder of the notices"))
}

/// Returns the files in a folder and those below it.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("a readable entry").path())
        .flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] })
        .collect();
    files.sort();
    files
}

fn read_json(file: &Path) -> Json {
    Json::parse(&read_text(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
#[ignore = "needs notices: NOTICES=FOLDER tests/run notices"]
fn releases_are_merged_as_the_official_cases_say() {
    let mut count = 0;
    for file in files_in(&notices_dir().join("ocds-merge-1.1")) {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).expect("UTF-8");
        let expected = |form| file.with_file_name(format!("{stem}-{form}.json"));
        if !expected("compiled").exists() {
            continue;
        }
        count += 1;
        let Json::List(releases) = read_json(&file) else { panic!("{}: no list", file.display()) };
        let compiled = compile_by(releases, Matching::Id);
        assert_eq!(*compiled.json(), read_json(&expected("compiled")), "{}", file.display());
        assert_eq!(
            compiled.to_versioned(),
            read_json(&expected("versioned")),
            "{}",
            file.display()
        );
    }
    assert!(count > 10, "only {count} cases");
}

#[test]
#[ignore = "needs notices: NOTICES=FOLDER tests/run notices"]
fn published_notices_are_read_or_refused_with_a_reason() {
    let (mut read, mut refused) = (0, 0);
    for file in files_in(&notices_dir()) {
        let bytes = fs::read(&file).expect("a readable file");
        let (releases, notes, result) = read_all(&*bytes);
        let name = file.display();
        match result {
            Ok(summary) => {
                let is_lost = summary.wanted != releases.len() as u64 && notes.is_empty();
                assert!(!is_lost, "{name}: {} of {} releases", releases.len(), summary.wanted);
                read += 1;
            }
            Err(error) => {
                assert!(error.to_string().contains("; "), "{name}: {error}");
                refused += 1;
            }
        }
        let ocid = |release: &Json| release.get("ocid").cloned();
        let Some(first) = releases.first().and_then(ocid) else { continue };
        let same = releases.into_iter().filter(|release| ocid(release) == Some(first.clone()));
        let mut same: Vec<_> = same.collect();
        let compiled = compile(same.clone());
        assert_eq!(compiled.json().get("ocid"), Some(&first), "{name}");
        same.reverse();
        assert_eq!(to_pretty(compile(same).json()), to_pretty(compiled.json()), "{name}");
    }
    assert!(read > 50 && refused > 5, "only {read} files were read and {refused} refused");
}

#[test]
#[ignore = "needs notices: NOTICES=FOLDER tests/run notices"]
fn the_story_made_from_a_notice_agrees_with_it() {
    let story =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories/lancaster-route-optimisation.json");
    let notice = "028961-2025";
    let is_notice = |file: &PathBuf| file.to_string_lossy().contains(notice);
    let file = files_in(&notices_dir()).into_iter().find(is_notice);
    let file = file.unwrap_or_else(|| panic!("no file of the folder is named after {notice}"));
    let verification = compare(&read_story(&story), &read_record(&file));
    assert_eq!(list_differences(&verification), Vec::<String>::new());
    assert!(verification.comparisons.len() > 12, "{} compared", verification.comparisons.len());
    assert!(verification.newer.is_empty(), "the story does not list {notice}");
}

#[test]
#[ignore = "needs notices: NOTICES=FOLDER tests/run notices"]
fn published_notices_become_drafts_and_agree_with_them() {
    let (mut drafts, mut values, mut alterations) = (0, 0, 0);
    let (mut unknown, mut missed) = (BTreeSet::new(), Vec::new());
    for file in files_in(&notices_dir()) {
        // The cases of merging have paths of their own.
        if file.components().any(|part| part.as_os_str() == "ocds-merge-1.1") {
            continue;
        }
        let name = file.display().to_string();
        for (record, imported) in import_all(&fs::read(&file).expect("a readable file")) {
            drafts += 1;
            assert_is_story(&imported, &name);
            values += assert_nothing_is_invented(&record, &imported, &name);
            let paths = imported.ignored.into_iter().filter(|ignored| ignored.reason.is_none());
            unknown.extend(paths.map(|ignored| ignored.path));
            let (count, not_found) = alter_all(&record);
            alterations += count;
            missed.extend(not_found.into_iter().map(|place| format!("{name}: {place}")));
        }
    }
    // A versioned release that passes for a release has such paths.
    unknown.retain(|path| !path.contains("/value/*/") && !path.ends_with("/*/releaseTag"));
    assert_eq!(unknown, BTreeSet::new(), "paths that are neither mapped nor ignored");
    assert_eq!(missed, Vec::<String>::new(), "alterations that are not found");
    println!("{drafts} drafts, {values} values, {alterations} alterations");
    assert!(drafts > 150 && values > 1000 && alterations > 500, "{drafts} {values} {alterations}");
}
