//! Official notices: reading and merging them, drafts made of them, stories verified against them.

mod alter;
mod identify;
mod import;
mod mangled;
mod merge;
mod notices;
mod read;
mod verify;

use std::fs;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use contract_fact_box::ocds::read::{Found, Package, ReadError, Summary, Wanted, read_releases};
use contract_fact_box::ocds::{Json, Note, Record};

/// Gives a few bytes at a time.
struct Pieces<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.size.min(buffer.len());
        let read = self.bytes.take(size as u64).read(buffer)?;
        self.bytes = &self.bytes[read..];
        Ok(read)
    }
}

/// Reads all releases of an input, and what is said about it.
fn read_all(input: impl Read) -> (Vec<Json>, Vec<Note>, Result<Summary, ReadError>) {
    let (mut releases, mut notes) = (Vec::new(), Vec::new());
    let result = read_releases(input, &Wanted::All, &mut |found| {
        match found {
            Found::Release(release) => releases.extend(release.to_json()),
            Found::Note(note) => notes.push(note),
            Found::Package(_) => {}
        }
        ControlFlow::Continue(())
    });
    (releases, notes, result)
}

/// Releases, each with its package.
type Releases = Vec<(Json, Option<Package>)>;

/// Compiles the record of each contracting process in an input.
fn records_of(bytes: &[u8]) -> Vec<Record> {
    let (mut found_releases, mut packages) = (Vec::new(), Vec::<Package>::new());
    let _ = read_releases(bytes, &Wanted::All, &mut |found| {
        match found {
            Found::Release(release) => {
                if let Ok(json) = release.to_json() {
                    let ocid = release.ocid().unwrap_or_default().to_owned();
                    found_releases.push((ocid, json, release.package));
                }
            }
            Found::Package(package) => packages.push(package),
            Found::Note(_) => {}
        }
        ControlFlow::Continue(())
    });
    let mut processes: Vec<(String, Releases)> = Vec::new();
    for (ocid, json, number) in found_releases {
        let package = packages.iter().find(|package| package.number == number).cloned();
        match processes.iter_mut().find(|(known, _)| *known == ocid) {
            Some((_, releases)) => releases.push((json, package)),
            None => processes.push((ocid, vec![(json, package)])),
        }
    }
    processes.into_iter().map(|(_, releases)| Record::new(releases)).collect()
}

/// Compiles the record of the only contracting process in a file.
fn read_record(file: &Path) -> Record {
    let bytes = fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut records = records_of(&bytes);
    assert_eq!(records.len(), 1, "{}", file.display());
    records.remove(0)
}
