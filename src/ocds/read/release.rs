//! What is found in an input.

use serde_json::value::RawValue;

use crate::ocds::json::{Json, Object};

/// A release, not yet taken apart.
#[derive(Clone, Debug)]
pub struct Release {
    entries: Entries,
    ocid: Option<String>,
    /// Whether it is a notice's, or compiled of those of several.
    pub kind: ReleaseKind,
    /// The number of the release in the input, from 1.
    pub number: u64,
    /// The number of the package that it is in, from 1: that of [`Package::number`]. Releases and
    /// records outside a package have a number, too.
    pub package: u64,
}

/// What a release says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseKind {
    /// What one notice says.
    Individual,
    /// What the publisher has compiled of several.
    Compiled,
}

/// What a package says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The number of the package in the input, from 1.
    pub number: u64,
    /// Where it is published.
    pub uri: Option<String>,
    /// When it was published, as it is written.
    pub published_date: Option<String>,
    /// The name of the publisher.
    pub publisher: Option<String>,
    /// The URL of the licence.
    pub license: Option<String>,
    /// The URL of the publication policy.
    pub publication_policy: Option<String>,
}

/// The entries of an object, not yet taken apart.
pub(super) type Entries = Vec<(String, Box<RawValue>)>;

impl Release {
    pub(super) fn new(entries: Entries, ocid: Option<String>, number: u64, package: u64) -> Self {
        let is_compiled = find(&entries, "tag").is_some_and(|tag| {
            serde_json::from_str::<Vec<String>>(tag.get()).is_ok_and(|tags| tags == ["compiled"])
        });
        let kind = if is_compiled { ReleaseKind::Compiled } else { ReleaseKind::Individual };
        Self { entries, ocid, kind, number, package }
    }

    /// Returns the id of the contracting process.
    pub fn ocid(&self) -> Option<&str> {
        self.ocid.as_deref()
    }

    /// Returns the value of a key, not yet taken apart.
    pub fn get(&self, key: &str) -> Option<&RawValue> {
        find(&self.entries, key)
    }

    /// Takes the release apart.
    ///
    /// # Errors
    ///
    /// If a text in it is none, such as half a character, or if it is nested more than 64 levels deep.
    pub fn to_json(&self) -> Result<Json, serde_json::Error> {
        let entries = self.entries.iter();
        let json = entries.map(|(key, value)| Ok((key.clone(), Json::from_raw(value)?)));
        let mut object: Object = json.collect::<Result<_, serde_json::Error>>()?;
        // A compiled release may leave it to its record.
        if let Some(ocid) = self.ocid.as_ref().filter(|_| !object.contains_key("ocid")) {
            object.insert("ocid".to_owned(), Json::Text(ocid.clone()));
        }
        Ok(Json::Object(object))
    }
}

impl Package {
    pub(super) fn new(number: u64, entries: &Entries) -> Self {
        let text = |key| find(entries, key).and_then(read_text);
        #[derive(serde::Deserialize)]
        struct Publisher {
            name: Option<String>,
        }
        let publisher = find(entries, "publisher")
            .and_then(|publisher| serde_json::from_str::<Publisher>(publisher.get()).ok());
        Self {
            number,
            uri: text("uri"),
            published_date: text("publishedDate"),
            publisher: publisher.and_then(|publisher| publisher.name),
            license: text("license"),
            publication_policy: text("publicationPolicy"),
        }
    }
}

/// Returns the value of a key; of a key that occurs twice, the last.
pub(super) fn find<'a>(entries: &'a Entries, key: &str) -> Option<&'a RawValue> {
    entries.iter().rev().find(|(name, _)| name == key).map(|(_, value)| &**value)
}

/// Returns a text that says something.
pub(super) fn read_text(value: &RawValue) -> Option<String> {
    serde_json::from_str::<String>(value.get()).ok().filter(|text| !text.trim().is_empty())
}
