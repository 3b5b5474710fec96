//! Finds the releases in JSON, whatever they are wrapped in, with one of them in memory at a time.
//!
//! An object is known for what it is by its keys alone, which may come in any order. So its lists of
//! releases and records are handed over as they come, and the rest is kept until it ends.

use std::fmt;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::bytes::{Budget, TextReader, to_read_error};
use super::error::ReadError;
use super::foreign::Foreign;
use super::release::{Entries, Package, Release, find, read_text};
use super::{Found, Summary, Wanted};
use crate::ocds::note::{InsteadOfLinked, Note};

/// How many notes of one kind are handed over: what is wrong once in a large file is wrong throughout.
const MAX_NOTES: u64 = 10;
/// How many keys of other JSON are named.
const MAX_KEYS: usize = 5;

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

/// Reads a value that must be an object, or at the top also a list of objects.
struct ValueSeed<'d, 'v> {
    documents: &'d mut Documents<'v>,
    place: Place,
    /// Whether it may be a list.
    may_be_list: bool,
}

/// Reads a list of values.
struct ListSeed<'d, 'v> {
    documents: &'d mut Documents<'v>,
    place: Place,
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
        let reader = BufReader::with_capacity(64 * 1024, text);
        let mut json = serde_json::Deserializer::from_reader(reader);
        loop {
            let seed =
                ValueSeed { documents: &mut self, place: Place::Outermost, may_be_list: true };
            if let Err(error) = seed.deserialize(&mut json) {
                return if self.summary.stopped {
                    Ok(self.summary)
                } else {
                    Err(self.to_error(error))
                };
            }
            self.budget.reset();
            match json.end() {
                Ok(()) => break,
                // Another value follows.
                Err(error) if error.is_syntax() => {}
                Err(error) => return Err(self.to_error(error)),
            }
        }
        match self.foreign {
            Some(foreign) if self.is_without_ocds() => Err(ReadError::Foreign(foreign)),
            _ => Ok(self.summary),
        }
    }

    fn counts(&self) -> Counts {
        let Summary { records, wanted, .. } = self.summary;
        Counts { embedded: self.embedded, linked: self.linked, records, wanted }
    }

    fn is_without_ocds(&self) -> bool {
        let Summary { releases, records, packages, .. } = self.summary;
        releases + records + packages == 0
    }

    fn to_error(&self, error: serde_json::Error) -> ReadError {
        let releases = self.summary.releases;
        match error.classify() {
            Category::Io => match to_read_error(error.into()) {
                ReadError::Truncated { .. } => ReadError::Truncated { releases },
                error => error,
            },
            Category::Eof => ReadError::Truncated { releases },
            Category::Syntax | Category::Data => {
                let (line, column) = (error.line(), error.column());
                let message = error.to_string();
                let place = format!(" at line {line} column {column}");
                let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
                ReadError::Json { line, column, message, releases }
            }
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
            let linked = usize::try_from(linked).unwrap_or(usize::MAX);
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
        let linked = usize::try_from(self.linked - before.linked).unwrap_or(usize::MAX);
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
        if let Some(note) = note.filter(|_| self.wants(ocid.as_deref())) {
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
        if !self.wants(Some(&ocid)) {
            return Ok(());
        }
        self.summary.wanted += 1;
        self.hand_over(Found::Release(Release::new(entries, Some(ocid), number, self.packages)))
    }

    fn wants(&self, ocid: Option<&str>) -> bool {
        match self.wanted {
            Wanted::All => true,
            Wanted::Ocid(wanted) => ocid == Some(wanted),
        }
    }
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of OCDS")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        read_object(self.documents, self.place, map, None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if !self.may_be_list {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return self.documents.note_other(self.place, "a list");
        }
        ListSeed { documents: self.documents, place: self.place }.visit_seq(list)
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.documents.note_other(self.place, "null")
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.documents.note_other(self.place, "true or false")
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.documents.note_other(self.place, "a number")
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.documents.note_other(self.place, "a number")
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.documents.note_other(self.place, "a number")
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.documents.note_other(self.place, "a string")
    }
}

impl<'de> DeserializeSeed<'de> for ListSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ListSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of releases, records or packages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        loop {
            self.documents.budget.reset();
            let seed =
                ValueSeed { documents: self.documents, place: self.place, may_be_list: false };
            if list.next_element_seed(seed)?.is_none() {
                return Ok(());
            }
        }
    }

    /// A list that is written as an object with the keys 1, 2 and so on, or a single item.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { documents, place } = self;
        let mut is_first = true;
        while let Some(key) = map.next_key::<String>()? {
            if !is_number(&key) && is_first {
                return read_object(documents, place, map, Some(key));
            }
            if is_first && !documents.has_noted_numbers {
                documents.has_noted_numbers = true;
                let place = if place == Place::Records { "records" } else { "releases" };
                documents.hand_over_note(Note::NumberedObject { place: place.to_owned() })?;
            }
            is_first = false;
            documents.budget.reset();
            map.next_value_seed(ValueSeed { documents, place, may_be_list: false })?;
        }
        Ok(())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        self.documents.note_not_a_release("true or false")
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        self.documents.note_not_a_release("a number")
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        self.documents.note_not_a_release("a number")
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        self.documents.note_not_a_release("a number")
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        self.documents.note_not_a_release("a string")
    }
}

/// Reads an object whose first key may have been read already.
fn read_object<'de, A: MapAccess<'de>>(
    documents: &mut Documents<'_>,
    place: Place,
    mut map: A,
    first_key: Option<String>,
) -> Result<(), A::Error> {
    let before = documents.counts();
    if place == Place::Outermost {
        documents.packages += 1;
    }
    let mut object = ReadObject::default();
    let mut next_key = match first_key {
        Some(key) => Some(key),
        None => map.next_key::<String>()?,
    };
    while let Some(key) = next_key {
        let list = match (key.as_str(), place) {
            ("releases", Place::Outermost | Place::Records) => Some(Place::Releases),
            ("records", Place::Outermost) => Some(Place::Records),
            // Answers of the search of Contracts Finder hold packages in it.
            ("results", Place::Outermost) => Some(Place::Outermost),
            _ => None,
        };
        if let Some(place) = list {
            // Answers of other services have `results`, too, so that these alone prove nothing.
            object.has_results |= place == Place::Outermost;
            object.has_lists |= place != Place::Outermost;
            map.next_value_seed(ListSeed { documents, place })?;
            documents.budget.reset();
        } else if key == "versionedRelease" && place != Place::Releases {
            object.has_versioned_release = true;
            documents.budget.suspend();
            map.next_value::<IgnoredAny>()?;
            documents.budget.reset();
        } else {
            object.entries.push((key, map.next_value::<Box<RawValue>>()?));
        }
        next_key = map.next_key()?;
    }
    documents.finish_object(place, object, before)
}

fn is_number(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an object in a list of releases only says where the release is.
fn is_link(entries: &Entries) -> bool {
    let mut keys = entries.iter().map(|(key, _)| key.as_str());
    find(entries, "url").is_some() && keys.all(|key| ["url", "date", "tag", "id"].contains(&key))
}

/// Whether an object holds versions of values in the place of values.
fn is_versioned(entries: &Entries) -> bool {
    let has_own = ["id", "date", "tag"].iter().any(|key| find(entries, key).is_some());
    !has_own && entries.iter().any(|(_, value)| value.get().contains("\"releaseID\""))
}

/// Tells what an object is that is not OCDS.
fn detect_foreign(entries: &Entries) -> Foreign {
    let has = |key| find(entries, key).is_some();
    let text_of = |key| find(entries, key).and_then(read_text).unwrap_or_default();
    // The API of Prozorro wraps what it answers.
    let data = find(entries, "data").map(RawValue::get).unwrap_or_default();
    let is_prozorro =
        ["tenderID", "contractID", "bid_id", "lotID", "documentOf", "cancellationOf", "questionOf"];
    let is_usaspending = ["generated_unique_award_id", "generated_internal_id", "piid"];
    if is_usaspending.into_iter().any(has) {
        Foreign::UsaSpending
    } else if is_prozorro.into_iter().any(has) || data.contains("\"tenderID\"") {
        Foreign::Prozorro
    } else if has("schema_version") {
        Foreign::Story
    } else if ["FeatureCollection", "Feature"].contains(&text_of("type").as_str()) {
        Foreign::GeoJson
    } else {
        let keys = entries.iter().take(MAX_KEYS).map(|(key, _)| key.clone()).collect();
        Foreign::Json { keys }
    }
}

/// Reads an `ocid`, which should be a string and has been a number.
fn read_ocid(value: &RawValue) -> Option<String> {
    let number = || Some(value.get()).filter(|text| is_number(text)).map(str::to_owned);
    read_text(value).or_else(number)
}

/// Reads the entries of an object.
fn read_entries(value: &RawValue) -> Option<Entries> {
    let entries: indexmap::IndexMap<String, Box<RawValue>> =
        serde_json::from_str(value.get()).ok()?;
    Some(entries.into_iter().collect())
}
