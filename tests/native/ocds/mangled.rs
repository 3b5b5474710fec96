//! Notices that are wrong in every way: whatever is read or merged, nothing panics.

use std::fs;

use contract_fact_box::model::escape_key;
use contract_fact_box::ocds::{Compiled, Json, compile};
use proptest::prelude::*;
use proptest::sample::Index;

use super::{Pieces, read_all};
use crate::support::case_dirs;

/// What is put into an input, or in the place of a value.
const PIECES: [&str; 24] = [
    "null",
    "[]",
    "{}",
    "\"\"",
    "1e9999",
    "-0",
    "\"\\ud800\"",
    "{\"1\": {}}",
    "[[[[]]]]",
    "true",
    "\"2026-02-30\"",
    "{\"id\": null}",
    "[{\"id\": 1}, {\"id\": \"1\"}]",
    "}",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\u{0}",
    "é",
    "{",
    "[",
    "/",
];

/// The inputs of all fixtures.
fn inputs() -> Vec<Vec<u8>> {
    let folders = ["ocds/read", "ocds/merge"].into_iter().flat_map(case_dirs);
    let entries = folders.flat_map(|case| fs::read_dir(case).expect("a folder"));
    let files = entries.map(|entry| entry.expect("it is there").path());
    let files = files
        .filter(|file| file.file_stem().is_some_and(|stem| stem == "input" || stem == "releases"));
    files.map(|file| fs::read(file).expect("it is there")).collect()
}

/// An input of which parts are left out, or in the place of others.
fn any_mangled() -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<Index>(), 0..40_usize, prop::sample::select(&PIECES[..]));
    let changes = prop::collection::vec(change, 1..4);
    (prop::sample::select(inputs()), changes).prop_map(|(mut input, changes)| {
        for (index, length, piece) in changes {
            let start = index.index(input.len() + 1);
            let end = input.len().min(start + length);
            input.splice(start..end, piece.bytes());
        }
        input
    })
}

/// A JSON value in which any value of a release is another one.
fn any_odd_release() -> impl Strategy<Value = Json> {
    let keys = [
        "ocid",
        "id",
        "date",
        "tag",
        "tender",
        "awards",
        "items",
        "suppliers",
        "parties",
        "name",
        "title",
        "1",
        "roles",
    ];
    let leaf = prop::sample::select(&PIECES[..13])
        .prop_filter_map("is no JSON", |text| Json::parse(text).ok());
    leaf.prop_recursive(5, 40, 4, move |inner| {
        let entries =
            prop::collection::vec((prop::sample::select(keys.to_vec()), inner.clone()), 0..5);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Json::List),
            entries.prop_map(|entries| {
                Json::Object(
                    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
                )
            }),
        ]
    })
}

/// Asks everything that can be asked of releases.
fn merge_and_ask(releases: Vec<Json>) {
    let compiled = compile(releases);
    let _ = compiled.to_versioned();
    for note in compiled.notes() {
        assert!(!note.to_string().is_empty());
    }
    ask(&compiled, compiled.json(), "");
}

fn ask(compiled: &Compiled, json: &Json, pointer: &str) {
    let field = pointer.split('/').nth(1).unwrap_or_default();
    if !["", "tag", "id", "date", "ocid"].contains(&field) {
        assert!(compiled.origin(pointer).is_some(), "{pointer} is of no release");
    }
    let _ = compiled.earlier_values(pointer);
    match json {
        Json::List(items) => {
            for (position, item) in items.iter().enumerate() {
                ask(compiled, item, &format!("{pointer}/{position}"));
            }
        }
        Json::Object(entries) => {
            for (key, value) in entries {
                ask(compiled, value, &format!("{pointer}/{}", escape_key(key)));
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn mangled_notices_are_read_or_refused(input in any_mangled()) {
        let (releases, notes, result) = read_all(&*input);
        let by_bytes = read_all(Pieces { bytes: &input, size: 1 });
        prop_assert_eq!(
            (&by_bytes.0, &by_bytes.1, by_bytes.2.map_err(|error| error.to_string())),
            (&releases, &notes, result.as_ref().copied().map_err(ToString::to_string))
        );
        for note in notes {
            prop_assert!(!note.to_string().is_empty());
        }
        if let Err(error) = result {
            prop_assert!(!error.to_string().is_empty());
        }
        merge_and_ask(releases);
    }

    #[test]
    fn odd_releases_are_merged_and_each_value_is_of_one_of_them(
        releases in prop::collection::vec(any_odd_release(), 1..4)
    ) {
        merge_and_ask(releases);
    }
}
