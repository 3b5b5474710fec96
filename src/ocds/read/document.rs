//! Finds the releases in JSON, whatever they are wrapped in, with one of them in memory at a time.
//!
//! An object is known for what it is by its keys alone, which may come in any order. So its lists of
//! releases and records are handed over as they come, and the rest is kept until it ends.

mod kinds;
mod seeds;

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, IgnoredAny};
use serde_json::error::Category;

use super::bytes::{Budget, TextReader, to_read_error};
use super::error::ReadError;
use super::foreign::Foreign;
use super::release::{Entries, Package, Release, find};
use super::{Found, Summary, Wanted};
use crate::ocds::note::{InsteadOfLinked, Note};
use kinds::{detect_foreign, is_link, is_versioned, read_entries, read_ocid};
use seeds::ValueSeed;

/// How many notes of one kind are handed over: what is wrong once in a large file is wrong throughout.
const MAX_NOTES: u64 = 10;

/// How long a line may be that is read as a whole. Releases have some kilobytes.
const MAX_LINE_BYTES: u64 = 4_000_000;

/// What is read, and what is known of it so far.
pub(super) struct Documents<'v> {
    wanted: &'v Wanted,
    visit: &'v mut dyn FnMut(Found) -> ControlFlow<()>,
    summary: Summary,
    budget: Budget,
    /// What the first value is that is not OCDS.
    foreign: Option<Foreign>,
    /// The number of outermost objects.
    packages: u64,
    /// The numbers of embedded and of linked releases.
    embedded: u64,
    linked: u64,
    /// How often something stood where a release belongs.
    not_releases: u64,
    without_ocid: u64,
    has_noted_numbers: bool,
}

/// What had been found before an object.
#[derive(Clone, Copy)]
struct Counts {
    embedded: u64,
    linked: u64,
    records: u64,
    wanted: u64,
}

/// Where a value stands, which decides what it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// By itself, or in a list at the top: anything of OCDS.
    Outermost,
    /// In `releases`.
    Releases,
    /// In `records`.
    Records,
}

/// What was read of an object.
#[derive(Default)]
struct ReadObject {
    entries: Entries,
    /// Whether it has lists of releases or records.
    has_lists: bool,
    has_results: bool,
    has_versioned_release: bool,
}

impl<'v> Documents<'v> {
    pub(super) fn new(
        wanted: &'v Wanted,
        visit: &'v mut dyn FnMut(Found) -> ControlFlow<()>,
    ) -> Self {
        Self {
            wanted,
            visit,
            summary: Summary::default(),
            budget: Budget::new(),
            foreign: None,
            packages: 0,
            embedded: 0,
            linked: 0,
            not_releases: 0,
            without_ocid: 0,
            has_noted_numbers: false,
        }
    }

    /// Reads one value after the other to the end.
    pub(super) fn read(mut self, reader: impl Read) -> Result<Summary, ReadError> {
        let text = TextReader::new(reader, self.budget.clone());
        match self.read_values(BufReader::with_capacity(64 * 1024, text)) {
            Err(_) if self.summary.stopped => Ok(self.summary),
            Err(error) => Err(error),
            Ok(()) => match self.foreign {
                Some(foreign) if self.is_without_ocds() => Err(ReadError::Foreign(foreign)),
                _ => Ok(self.summary),
            },
        }
    }

    /// Reads values line by line, which is some four times as fast, until one has more than a line.
    fn read_values(&mut self, mut reader: impl BufRead) -> Result<(), ReadError> {
        let mut line = Vec::new();
        for lines_before in 0.. {
            line.clear();
            let read = reader.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line);
            if read.map_err(|error| self.to_io_error(error))? == 0 {
                break;
            }
            match as_one_value(&line) {
                _ if line.trim_ascii().is_empty() => {}
                Some(value) => {
                    let mut json = serde_json::Deserializer::from_str(value);
                    self.read_value(&mut json, lines_before)?;
                }
                None => {
                    let rest = Cursor::new(line).chain(reader);
                    // A buffer again, since serde_json takes byte after byte.
                    return self.read_stream(BufReader::new(rest), lines_before);
                }
            }
            self.budget.reset();
        }
        if self.is_without_ocds() && self.foreign.is_none() {
            self.foreign = Some(Foreign::Empty);
        }
        Ok(())
    }

    /// Reads values that may have any number of lines.
    fn read_stream(&mut self, reader: impl Read, lines_before: usize) -> Result<(), ReadError> {
        let mut json = serde_json::Deserializer::from_reader(reader);
        loop {
            self.read_value(&mut json, lines_before)?;
            self.budget.reset();
            match json.end() {
                Ok(()) => return Ok(()),
                // Another value follows.
                Err(error) if error.is_syntax() => {}
                Err(error) => return Err(self.to_error(error, lines_before)),
            }
        }
    }

    fn read_value<'de, R: serde_json::de::Read<'de>>(
        &mut self,
        json: &mut serde_json::Deserializer<R>,
        lines_before: usize,
    ) -> Result<(), ReadError> {
        let seed = ValueSeed { documents: self, place: Place::Outermost, may_be_list: true };
        seed.deserialize(json).map_err(|error| self.to_error(error, lines_before))
    }

    fn counts(&self) -> Counts {
        let Summary { records, wanted, .. } = self.summary;
        Counts { embedded: self.embedded, linked: self.linked, records, wanted }
    }

    fn is_without_ocds(&self) -> bool {
        let Summary { releases, records, packages, .. } = self.summary;
        releases + records + packages == 0
    }

    fn to_error(&self, error: serde_json::Error, lines_before: usize) -> ReadError {
        let releases = self.summary.releases;
        match error.classify() {
            Category::Io => self.to_io_error(error.into()),
            Category::Eof => ReadError::Truncated { releases },
            Category::Syntax | Category::Data => {
                let (line, column) = (error.line(), error.column());
                let message = error.to_string();
                let place = format!(" at line {line} column {column}");
                let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
                ReadError::Json { line: lines_before + line, column, message, releases }
            }
        }
    }

    fn to_io_error(&self, error: io::Error) -> ReadError {
        match to_read_error(error) {
            ReadError::Truncated { .. } => ReadError::Truncated { releases: self.summary.releases },
            error => error,
        }
    }

    /// Hands something over. Fails if the visitor ends the reading.
    fn hand_over<E: serde::de::Error>(&mut self, found: Found) -> Result<(), E> {
        match (self.visit)(found) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => {
                self.summary.stopped = true;
                Err(E::custom("the visitor ended the reading"))
            }
        }
    }

    fn hand_over_note<E: serde::de::Error>(&mut self, note: Note) -> Result<(), E> {
        self.hand_over(Found::Note(note))
    }

    /// Notes something that stands where a release belongs.
    fn note_other<E: serde::de::Error>(
        &mut self,
        place: Place,
        found: &'static str,
    ) -> Result<(), E> {
        if place == Place::Outermost {
            let foreign = Foreign::Json { keys: Vec::new() };
            return self.note_foreign(foreign, found);
        }
        self.note_not_a_release(found)
    }

    fn note_not_a_release<E: serde::de::Error>(&mut self, found: &'static str) -> Result<(), E> {
        self.not_releases += 1;
        if self.not_releases > MAX_NOTES {
            return Ok(());
        }
        let place = match self.summary.releases {
            0 => "before the first release".to_owned(),
            releases => format!("after release {releases}"),
        };
        self.hand_over_note(Note::NotARelease { place, found })
    }

    /// Keeps what the first value is that is not OCDS; beside OCDS, it is only noted.
    fn note_foreign<E: serde::de::Error>(
        &mut self,
        foreign: Foreign,
        found: &'static str,
    ) -> Result<(), E> {
        if self.is_without_ocds() {
            self.foreign.get_or_insert(foreign);
            return Ok(());
        }
        self.note_not_a_release(found)
    }

    /// Handles an object of which all is read.
    fn finish_object<E: serde::de::Error>(
        &mut self,
        place: Place,
        object: ReadObject,
        before: Counts,
    ) -> Result<(), E> {
        let entries = object.entries;
        let ocid = find(&entries, "ocid").and_then(read_ocid);
        match place {
            Place::Releases if is_link(&entries) => {
                self.linked += 1;
                Ok(())
            }
            Place::Releases => {
                self.embedded += 1;
                self.hand_over_release(entries, ocid)
            }
            Place::Records => self.finish_record(entries, ocid, before),
            Place::Outermost => {
                let is_record =
                    find(&entries, "compiledRelease").is_some() || object.has_versioned_release;
                if ocid.is_some() && (object.has_lists || is_record) {
                    self.finish_record(entries, ocid, before)
                } else if object.has_lists {
                    self.finish_package(&entries, before)
                } else if is_versioned(&entries) {
                    self.note_foreign(Foreign::VersionedRelease, "a versioned release")
                } else if ocid.is_some() {
                    self.hand_over_release(entries, ocid)
                } else if object.has_results && !self.is_without_ocds() {
                    Ok(())
                } else {
                    self.note_foreign(detect_foreign(&entries), "an object that is not OCDS")
                }
            }
        }
    }

    fn finish_package<E: serde::de::Error>(
        &mut self,
        entries: &Entries,
        before: Counts,
    ) -> Result<(), E> {
        self.summary.packages += 1;
        let linked = self.linked - before.linked;
        // Those of records have been noted with their records.
        if linked > 0 && self.summary.records == before.records {
            let instead = InsteadOfLinked::Nothing;
            self.hand_over_note(Note::LinkedReleases { ocid: None, linked, instead })?;
        }
        if self.summary.wanted == before.wanted {
            return Ok(());
        }
        self.hand_over(Found::Package(Package::new(self.packages, entries)))
    }

    /// Handles a record whose releases have been read: if it only links to them, its compiled release
    /// is read in their place.
    fn finish_record<E: serde::de::Error>(
        &mut self,
        entries: Entries,
        ocid: Option<String>,
        before: Counts,
    ) -> Result<(), E> {
        self.summary.records += 1;
        let has_embedded = self.embedded > before.embedded;
        let linked = self.linked - before.linked;
        let compiled = find(&entries, "compiledRelease").and_then(read_entries);
        let own_ocid = compiled.as_ref().and_then(|compiled| find(compiled, "ocid"));
        let ocid = ocid.or_else(|| own_ocid.and_then(read_ocid));
        let note = match (linked, has_embedded, compiled.is_some()) {
            (0, true, _) => None,
            (0, false, true) => Some(Note::CompiledReleaseOnly { ocid: ocid.clone() }),
            (0, false, false) => return self.note_not_a_release("a record without releases"),
            (linked, ..) => {
                let instead = match (has_embedded, compiled.is_some()) {
                    (true, _) => InsteadOfLinked::OtherReleases,
                    (false, true) => InsteadOfLinked::CompiledRelease,
                    (false, false) => InsteadOfLinked::Nothing,
                };
                Some(Note::LinkedReleases { ocid: ocid.clone(), linked, instead })
            }
        };
        if let Some(note) = note.filter(|_| self.wanted.has(ocid.as_deref())) {
            self.hand_over_note(note)?;
        }
        match compiled {
            Some(compiled) if !has_embedded => self.hand_over_release(compiled, ocid),
            _ => Ok(()),
        }
    }

    fn hand_over_release<E: serde::de::Error>(
        &mut self,
        entries: Entries,
        ocid: Option<String>,
    ) -> Result<(), E> {
        self.summary.releases += 1;
        let number = self.summary.releases;
        let Some(ocid) = ocid else {
            self.without_ocid += 1;
            if self.without_ocid > MAX_NOTES {
                return Ok(());
            }
            return self.hand_over_note(Note::NoOcid { place: format!("release {number}") });
        };
        if !self.wanted.has(Some(&ocid)) {
            return Ok(());
        }
        self.summary.wanted += 1;
        self.hand_over(Found::Release(Release::new(entries, Some(ocid), number, self.packages)))
    }
}

/// Returns the text of a line that is one value and no more.
fn as_one_value(line: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(line).ok()?;
    serde_json::from_str::<IgnoredAny>(text).ok().map(|_| text)
}
