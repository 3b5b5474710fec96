//! What the native suites share: fixtures and snapshots.

pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod language;
pub(crate) mod reader;
pub(crate) mod texts;

use std::fs;
use std::path::{Path, PathBuf};

use contract_fact_box::model::{self, Story};
use snapbox::assert::Action;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

/// The folder of one fixture.
pub(crate) fn fixture_dir(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The folders of all cases of a feature, in order; there is at least one.
pub(crate) fn case_dirs(feature: &str) -> Vec<PathBuf> {
    let folder = fixture_dir(feature);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut cases: Vec<_> = entries
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "{} holds no cases", folder.display());
    cases
}

/// The files of the published stories.
pub(crate) fn published_stories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    let entries = fs::read_dir(folder).expect("the stories are there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(!files.is_empty(), "there are no stories");
    files
}

/// A file's text.
pub(crate) fn read_text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of all fixtures that are shown, and of the published stories.
pub(crate) fn story_files() -> Vec<PathBuf> {
    case_dirs("view")
        .into_iter()
        .map(|case| case.join("story.json"))
        .chain(published_stories())
        .collect()
}

/// The story in a file, which must be sound.
pub(crate) fn read_story(file: &Path) -> Story {
    model::read(&read_text(file))
        .into_valid()
        .unwrap_or_else(|issues| panic!("{}: {issues:#?}", file.display()))
}

/// The story of a case, which must be sound.
pub(crate) fn read_case_story(case: &Path) -> Story {
    read_story(&case.join("story.json"))
}

/// How snapshots are compared: a difference is shown line by line, and `BLESS=1` puts it on record.
pub(crate) fn snapshot_assert() -> Assert {
    // By itself snapbox knows `BLESS=overwrite`, which it names in failures.
    let assert = Assert::new().action_env("BLESS");
    if std::env::var_os("BLESS").is_some() { assert.action(Action::Overwrite) } else { assert }
}

/// What is on record in a file: exactly that, so that no part of it is a pattern.
pub(crate) fn read_record(path: &Path) -> Data {
    Data::read_from(path, Some(DataFormat::Text)).raw()
}

/// Compares a text with the file that has it on record.
pub(crate) fn assert_snapshot(path: &Path, actual: &str) {
    assert!(!actual.contains('\r'), "snapbox would take it for another line break");
    snapshot_assert().eq(Data::text(actual), read_record(path));
}
