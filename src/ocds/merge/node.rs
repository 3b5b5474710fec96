//! A value of a release over time.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::Origin;
use crate::ocds::json::{Json, Object};

/// A value over time.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) content: Content,
    /// What stood here when it was of another kind, oldest first.
    pub(super) replaced: Vec<Version>,
}

/// The fields of an object over time.
pub(super) type Fields = IndexMap<String, Node>;

#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A value that is replaced as a whole: its versions, oldest first. The last may be null, which
    /// means that it was removed.
    Value(Vec<Version>),
    Object(Fields),
    List(Items),
}

/// One version of a value.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub(super) value: Json,
    /// The first release that has it, as a position in the order of merging.
    pub(super) first: usize,
    /// The last release that has it, without another in between.
    pub(super) last: usize,
}

/// A list of objects, each merged with those of the same id.
#[derive(Clone, Debug, Default)]
pub(super) struct Items {
    pub(super) items: Vec<Item>,
    /// The positions of the items, by their ids, or by what they are known by without one.
    pub(super) by_id: HashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) id: Option<Json>,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) fields: Fields,
}

impl Default for Content {
    fn default() -> Self {
        Self::Value(Vec::new())
    }
}

impl Node {
    /// Puts another version here, unless it is the one that is here.
    pub(super) fn push_version(versions: &mut Vec<Version>, value: Json, release: usize) {
        match versions.last_mut() {
            Some(version) if version.value == value => version.last = release,
            _ => versions.push(Version { value, first: release, last: release }),
        }
    }

    /// Makes room for content of another kind, and keeps what was here.
    pub(super) fn displace(&mut self) {
        let now = self.to_json();
        let (first, last) = self.span().unwrap_or_default();
        match std::mem::take(&mut self.content) {
            Content::Value(versions) => self.replaced.extend(versions),
            Content::Object(_) | Content::List(_) => {
                self.replaced.extend(now.map(|value| Version { value, first, last }));
            }
        }
    }

    /// Whether no release has put anything here.
    pub(super) fn is_blank(&self) -> bool {
        match &self.content {
            Content::Value(versions) => versions.is_empty(),
            Content::Object(fields) => fields.values().all(Node::is_blank),
            Content::List(list) => list.items.iter().all(Item::is_blank),
        }
    }

    /// Returns what is here after all releases. `None` if that is nothing.
    pub(super) fn to_json(&self) -> Option<Json> {
        if self.is_blank() {
            return None;
        }
        match &self.content {
            Content::Value(versions) => versions
                .last()
                .map(|version| version.value.clone())
                .filter(|value| *value != Json::Null),
            Content::Object(fields) => Some(Json::Object(fields_to_json(fields))),
            Content::List(list) => Some(Json::List(list.visible().map(Item::to_json).collect())),
        }
    }

    /// Returns every version of what is here, as in a versioned release.
    pub(super) fn to_versioned(&self, origins: &[Origin]) -> Option<Json> {
        if self.is_blank() {
            return None;
        }
        Some(match &self.content {
            Content::Value(versions) => {
                Json::List(versions.iter().map(|version| version.to_versioned(origins)).collect())
            }
            Content::Object(fields) => Json::Object(fields_to_versioned(fields, origins)),
            Content::List(list) => {
                Json::List(list.visible().map(|item| item.to_versioned(origins)).collect())
            }
        })
    }

    /// Returns the first and the last release that have put something here.
    pub(super) fn span(&self) -> Option<(usize, usize)> {
        match &self.content {
            Content::Value(versions) => Some((versions.last()?.first, versions.last()?.last)),
            Content::Object(fields) => join_spans(fields.values().map(Node::span)),
            Content::List(list) => {
                join_spans(list.visible().map(|item| Some((item.first, item.last))))
            }
        }
    }
}

impl Version {
    fn to_versioned(&self, origins: &[Origin]) -> Json {
        let origin = origins.get(self.first).cloned().unwrap_or_default();
        Json::Object(Object::from_iter([
            ("releaseID".to_owned(), origin.id),
            ("releaseDate".to_owned(), origin.date),
            ("releaseTag".to_owned(), origin.tag),
            ("value".to_owned(), self.value.clone()),
        ]))
    }
}

impl Items {
    /// Returns the items that any release has put something into.
    pub(super) fn visible(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| !item.is_blank())
    }
}

impl Item {
    fn is_blank(&self) -> bool {
        self.id.is_none() && self.fields.values().all(Node::is_blank)
    }

    /// Returns the current value of a field.
    pub(super) fn field(&self, name: &str) -> Option<Json> {
        self.fields.get(name)?.to_json()
    }

    pub(super) fn to_json(&self) -> Json {
        Json::Object(self.with_id(fields_to_json(&self.fields)))
    }

    fn to_versioned(&self, origins: &[Origin]) -> Json {
        Json::Object(self.with_id(fields_to_versioned(&self.fields, origins)))
    }

    fn with_id(&self, fields: Object) -> Object {
        let id = self.id.clone().map(|id| ("id".to_owned(), id));
        id.into_iter().chain(fields).collect()
    }
}

pub(super) fn fields_to_json(fields: &Fields) -> Object {
    let entries = fields.iter();
    entries.filter_map(|(key, node)| Some((key.clone(), node.to_json()?))).collect()
}

pub(super) fn fields_to_versioned(fields: &Fields, origins: &[Origin]) -> Object {
    let entries = fields.iter();
    entries.filter_map(|(key, node)| Some((key.clone(), node.to_versioned(origins)?))).collect()
}

/// Drops the items of lists that no release has put anything into, and by what items are known.
pub(super) fn drop_invisible(fields: &mut Fields) {
    for node in fields.values_mut() {
        match &mut node.content {
            Content::Value(_) => {}
            Content::Object(fields) => drop_invisible(fields),
            Content::List(list) => {
                list.by_id.clear();
                list.items.retain(|item| !item.is_blank());
                list.items.iter_mut().for_each(|item| drop_invisible(&mut item.fields));
            }
        }
    }
}

fn join_spans(spans: impl Iterator<Item = Option<(usize, usize)>>) -> Option<(usize, usize)> {
    spans.flatten().reduce(|(first, last), span| (first.min(span.0), last.max(span.1)))
}
