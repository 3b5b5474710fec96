//! The official record of one contracting process: all that its notices say, and which said what.

use super::merge::{Compiled, ReleaseId, compile};
use super::read::Package;
use super::{Json, Note};

/// The record of one contracting process.
#[derive(Clone, Debug)]
pub struct Record {
    compiled: Compiled,
    notices: Vec<Notice>,
}

/// A notice: one release, and what its package says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The id of the release. It may lack one.
    pub id: Option<String>,
    /// The date of the release, as it is written.
    pub date: Option<String>,
    /// The publisher of the package.
    pub publisher: Option<String>,
    /// The URL of the package.
    pub url: Option<String>,
    /// The licence of the package, a URL.
    pub licence: Option<String>,
}

impl Record {
    /// Compiles the record from releases in any order, each with the package that it was in.
    ///
    /// ```
    /// use contract_fact_box::ocds::{Json, Record};
    ///
    /// let release = Json::parse(r#"{"ocid": "a", "id": "1", "tender": {"title": "Bridge"}}"#)?;
    /// let record = Record::new(vec![(release, None)]);
    /// assert_eq!(record.notices()[0].id.as_deref(), Some("1"));
    /// assert_eq!(record.notice_of("/tender/title"), Some(0));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn new(releases: Vec<(Json, Option<Package>)>) -> Self {
        let (releases, packages): (Vec<_>, Vec<_>) = releases.into_iter().unzip();
        let compiled = compile(releases);
        let notices = compiled.releases().iter().map(|release| {
            let package = packages.get(release.input).cloned().flatten().unwrap_or_default();
            Notice {
                id: release.id.clone(),
                date: release.date.clone(),
                publisher: package.publisher,
                url: package.uri,
                licence: package.license,
            }
        });
        Self { notices: notices.collect(), compiled }
    }

    /// Returns the compiled release: the newest of everything.
    pub fn release(&self) -> &Json {
        self.compiled.json()
    }

    /// Returns the notices, the oldest first.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Returns the position of the notice that a value of the release is from: its newest, if it is a
    /// list or an object. Takes a JSON pointer.
    pub fn notice_of(&self, pointer: &str) -> Option<usize> {
        self.position_of(self.compiled.origin(pointer)?)
    }

    /// Returns the position of the first of the notices that have had a value of the release as it is
    /// ever since; of a list or an object, the first that has anything of it. Takes a JSON pointer.
    pub fn first_notice_of(&self, pointer: &str) -> Option<usize> {
        self.position_of(self.compiled.since(pointer)?)
    }

    /// Returns the values that stood at a JSON pointer before, the oldest first, each with the position
    /// of the first notice that has it.
    pub fn earlier_values(&self, pointer: &str) -> Vec<(usize, &Json)> {
        let earlier = self.compiled.earlier_values(pointer).into_iter();
        earlier
            .filter_map(|earlier| Some((self.position_of(earlier.since)?, earlier.value)))
            .collect()
    }

    fn position_of(&self, release: &ReleaseId) -> Option<usize> {
        self.compiled.releases().iter().position(|known| known == release)
    }

    /// Returns what an editor should know about the merging.
    pub fn notes(&self) -> &[Note] {
        self.compiled.notes()
    }
}
