//! Reading notices: a folder per case in `tests/fixtures/ocds/read`, with the input, and on record
//! what is found in it.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use contract_fact_box::ocds::Json;
use contract_fact_box::ocds::read::{Found, ReadError, Wanted, read_releases};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::Pieces;
use crate::support::{assert_snapshot, case_dirs, fixture_dir};

/// Returns a line for everything that is found.
fn describe(input: impl Read, wanted: &Wanted) -> String {
    let mut lines = String::new();
    let result = read_releases(input, wanted, &mut |found| {
        let line = match found {
            Found::Release(release) => {
                let json = release.to_json().expect("it can be taken apart");
                let id = json.get("id").and_then(Json::as_text_or_number).unwrap_or("none");
                assert_eq!(json.get("ocid").and_then(Json::as_text_or_number), release.ocid());
                format!(
                    "release {}, package {}: {} {id} {:?}",
                    release.number,
                    release.package,
                    release.ocid().unwrap_or_default(),
                    release.kind
                )
            }
            Found::Package(package) => format!("{package:?}"),
            Found::Note(note) => format!("note: {note}"),
        };
        writeln!(lines, "{line}").expect("a string");
        ControlFlow::Continue(())
    });
    match result {
        Ok(summary) => writeln!(lines, "{summary:?}"),
        Err(error) => writeln!(lines, "error: {error}"),
    }
    .expect("a string");
    lines
}

/// Returns the input of a case.
fn input_file(case: &Path) -> PathBuf {
    let mut entries =
        fs::read_dir(case).expect("a folder").map(|entry| entry.expect("it is there").path());
    entries.find(|file| file.file_stem().is_some_and(|stem| stem == "input")).expect("an input")
}

fn read_input(case: &str) -> Vec<u8> {
    fs::read(input_file(&fixture_dir("ocds/read").join(case))).expect("the input is there")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn releases_are_found_in_whatever_holds_them_and_other_things_are_told_by_name() {
    for case in case_dirs("ocds/read") {
        let input = fs::read(input_file(&case)).expect("the input is there");
        assert_snapshot(&case.join("found.txt"), &describe(&*input, &Wanted::All));
    }
}

#[test]
fn it_makes_no_difference_how_an_input_comes() {
    for case in case_dirs("ocds/read") {
        let input = fs::read(input_file(&case)).expect("the input is there");
        let expected = describe(&*input, &Wanted::All);
        let packed = gzip(&input);
        let (half, rest) = input.split_at(input.len() / 2);
        for (name, bytes, size) in [
            ("by bytes", &input, 1),
            ("by seven bytes", &input, 7),
            ("packed", &packed, usize::MAX),
            ("packed, by bytes", &packed, 1),
            ("packed in two", &[gzip(half), gzip(rest)].concat(), usize::MAX),
        ] {
            let found = describe(Pieces { bytes, size }, &Wanted::All);
            assert_eq!(found, expected, "{}: {name}", case.display());
        }
    }
}

#[test]
fn of_many_contracts_one_can_be_asked_for() {
    for (case, ocid, expected) in [
        (
            "release-package",
            "ocds-test00-2",
            vec!["release 2, package 1: ocds-test00-2 2 Individual"],
        ),
        ("lines", "ocds-test00-3", vec!["release 3, package 3: ocds-test00-3 3 Individual"]),
        ("record-package", "ocds-test00-2", vec!["release 3, package 1: ocds-test00-2 c Compiled"]),
        ("release-package", "ocds-test00-20", vec![]),
    ] {
        let found = describe(&*read_input(case), &Wanted::Ocids(vec![ocid.to_owned()]));
        let releases: Vec<_> = found.lines().filter(|line| line.starts_with("release ")).collect();
        assert_eq!(releases, expected, "{case}: {ocid}");
        assert_eq!(found.contains("Package {"), !expected.is_empty(), "{found}");
    }
}

#[test]
fn an_input_that_ends_too_early_is_never_taken_for_all() {
    for case in ["release", "release-package", "record-package", "list", "numbered"] {
        let input = read_input(case);
        let input = input.trim_ascii_end();
        let packed = gzip(input);
        for (name, bytes) in [("", input), ("packed, ", &packed)] {
            for end in 1..bytes.len() {
                let result =
                    read_releases(&bytes[..end], &Wanted::All, &mut |_| ControlFlow::Continue(()));
                // A first byte alone could be anything.
                let is_refused = matches!(result, Err(ReadError::Truncated { .. })) || end == 1;
                assert!(is_refused, "{case}, {name}{end} bytes: {result:?}");
            }
        }
    }
}

#[test]
fn a_visitor_can_end_the_reading() {
    let input = "{\"ocid\": \"ocds-test00-1\"}\n".repeat(100_000) + "what is not read";
    let mut releases = 0;
    let summary = read_releases(input.as_bytes(), &Wanted::All, &mut |_| {
        releases += 1;
        if releases < 1_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let summary = summary.expect("it was read until then");
    assert_eq!((summary.releases, summary.stopped), (1_000, true));
}
