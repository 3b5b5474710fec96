//! Merging releases: a folder per case in `tests/fixtures/ocds/merge`, with the releases, and on
//! record what they come to: the compiled release, the versioned one, and the notes.

use std::fs;
use std::path::{Path, PathBuf};

use contract_fact_box::ocds::{Json, PartyKey, compile_by};

use crate::support::read_text;

/// Reads the official triples of releases, compiled release and versioned release.
fn official_triples() -> Vec<PathBuf> {
    let folder = std::env::var("NOTICES").expect("NOTICES names the folder of the notices");
    let folder = Path::new(&folder).join("ocds-merge-1.1");
    let entries = fs::read_dir(&folder).expect("NOTICES has the official cases");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    files.retain(|file| file.with_file_name(name_of(file, "-compiled")).exists());
    files.sort();
    files
}

/// Returns the name of another file of a triple.
fn name_of(file: &Path, suffix: &str) -> String {
    format!("{}{suffix}.json", file.file_stem().and_then(|stem| stem.to_str()).expect("UTF-8"))
}

fn read_json(file: &Path) -> Json {
    Json::parse(&read_text(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

#[test]
#[ignore = "needs notices: NOTICES=FOLDER tests/run notices"]
fn releases_are_merged_as_the_official_cases_say() {
    let files = official_triples();
    assert!(files.len() > 10, "only {} cases", files.len());
    for file in files {
        let Json::List(releases) = read_json(&file) else { panic!("{}: no list", file.display()) };
        let compiled = compile_by(releases, PartyKey::Id);
        let expected = |suffix| read_json(&file.with_file_name(name_of(&file, suffix)));
        assert_eq!(*compiled.json(), expected("-compiled"), "{}", file.display());
        assert_eq!(compiled.to_versioned(), expected("-versioned"), "{}", file.display());
    }
}
