//! Merges the releases of one contracting process into one, by the rules of OCDS
//! ([Merging](https://standard.open-contracting.org/1.1/en/schema/merging/)).
//!
//! Two things are added to the rules. Organisations and awards that share an id but are plainly not the
//! same are kept apart, and an object without an id that is repeated stands there once, unless
//! [`Matching::Id`] is asked for. And of a list that no schema knows, the objects are merged
//! by their ids if they have any; otherwise the list is replaced as a whole.
//!
//! - `order` puts the releases in order.
//! - `fold` merges them one by one, by the table in `rules`, into a tree of `node`s, which know which
//!   release each value is from. Its `matching` finds the object that another one is about.
//! - `doubts` notes what the rules may have got wrong.

mod doubts;
mod fold;
mod node;
mod order;
mod rules;

use std::fmt;

use super::json::{Json, Object, parse_index};
use super::note::Note;
use crate::model::pointer_keys;
use fold::Fold;
use node::{
    Content, Fields, Item, Node, Version, drop_invisible, fields_to_json, fields_to_versioned,
};

/// Which release something is from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseId {
    /// The `id`, if it has one: in the United Kingdom often that of the notice.
    pub id: Option<String>,
    /// The `date`, as it is written.
    pub date: Option<String>,
    /// The position of the release among those that were given to [`compile`], from 0.
    pub input: usize,
}

/// How objects in lists are matched with those of earlier releases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// By their ids alone, as the rules of OCDS say. An id that is used for something else makes one
    /// thing of two.
    Id,
    /// By their ids, unless they plainly describe something else. Publishers have used one id for a
    /// council and for a company, and number awards from 1 in every notice.
    #[default]
    Checked,
}

/// The releases of one contracting process, merged.
#[derive(Clone, Debug)]
pub struct Compiled {
    ocid: Option<Json>,
    /// Without invisible items, so that an item has the index that it has in `json`.
    fields: Fields,
    origins: Vec<Origin>,
    releases: Vec<ReleaseId>,
    json: Json,
    notes: Vec<Note>,
}

/// A value that something had in earlier releases.
#[derive(Clone, Debug, PartialEq)]
pub struct EarlierValue<'a> {
    /// The value. Null means that a release removed it.
    pub value: &'a Json,
    /// The first release that has it.
    pub since: &'a ReleaseId,
}

/// What a versioned release repeats of each release.
#[derive(Clone, Debug, Default)]
struct Origin {
    id: Json,
    date: Json,
    tag: Json,
}

/// Merges releases of one contracting process, in any order. What is no object is left out.
///
/// ```
/// use contract_fact_box::ocds::{Json, compile};
///
/// let compiled = compile(vec![
///     Json::parse(r#"{"ocid": "a", "id": "2", "date": "2026-02-01T00:00:00Z", "tender": {"title": "Bridges"}}"#)?,
///     Json::parse(r#"{"ocid": "a", "id": "1", "date": "2026-01-01T00:00:00Z", "tender": {"title": "Bridge"}}"#)?,
/// ]);
/// let title = compiled.json().get("tender").and_then(|tender| tender.get("title"));
/// assert_eq!(title.and_then(Json::as_text), Some("Bridges"));
/// let origin = compiled.origin("/tender/title").expect("a release has it");
/// assert_eq!(origin.to_string(), "release 2 of 2026-02-01T00:00:00Z");
/// assert_eq!(compiled.earlier_values("/tender/title").len(), 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn compile(releases: Vec<Json>) -> Compiled {
    compile_by(releases, Matching::default())
}

/// Merges releases as [`compile`] does, with the objects in lists matched in this way.
pub fn compile_by(releases: Vec<Json>, matching: Matching) -> Compiled {
    let mut notes = Vec::new();
    let ordered = order::order_releases(releases, &mut notes);
    let ids: Vec<_> = ordered.iter().map(|dated| dated.id.clone()).collect();
    let mut fold = Fold::new(matching, &ids);
    let mut origins = Vec::with_capacity(ids.len());
    let mut ocid = None;
    for (position, dated) in ordered.into_iter().enumerate() {
        let mut release = dated.release;
        let mut take = |key| release.shift_remove(key).unwrap_or_default();
        ocid = Some(take("ocid")).filter(|given| *given != Json::Null).or(ocid);
        origins.push(Origin { id: take("id"), date: take("date"), tag: take("tag") });
        fold.merge_release(release, position);
    }
    let mut fields = fold.finish(&mut notes);
    drop_invisible(&mut fields);
    let json = Json::Object(to_compiled(&fields, ocid.as_ref(), origins.last()));
    doubts::note_only_amended(&json, &mut notes);
    Compiled { ocid, fields, origins, releases: ids, json, notes }
}

/// Returns the compiled release, with metadata of its own.
fn to_compiled(fields: &Fields, ocid: Option<&Json>, last: Option<&Origin>) -> Object {
    let date = last.map(|origin| origin.date.clone()).unwrap_or_default();
    let text =
        |json: Option<&Json>| json.and_then(Json::as_text_or_number).unwrap_or("null").to_owned();
    let mut compiled = Object::from_iter([
        ("tag".to_owned(), Json::List(vec![Json::Text("compiled".to_owned())])),
        ("id".to_owned(), Json::Text(format!("{}-{}", text(ocid), text(Some(&date))))),
    ]);
    if date != Json::Null {
        compiled.insert("date".to_owned(), date);
    }
    if let Some(ocid) = ocid {
        compiled.insert("ocid".to_owned(), ocid.clone());
    }
    compiled.extend(fields_to_json(fields));
    compiled
}

impl Compiled {
    /// Returns the compiled release: the newest value of everything, under a `tag` of `compiled`.
    pub fn json(&self) -> &Json {
        &self.json
    }

    /// Returns the versioned release: every value of everything, with the release that it is from.
    pub fn to_versioned(&self) -> Json {
        let ocid = self.ocid.clone().map(|ocid| ("ocid".to_owned(), ocid));
        let fields = fields_to_versioned(&self.fields, &self.origins);
        Json::Object(ocid.into_iter().chain(fields).collect())
    }

    /// Returns the id of the contracting process, if any release has it.
    pub fn ocid(&self) -> Option<&str> {
        self.ocid.as_ref()?.as_text_or_number()
    }

    /// Returns the releases in the order in which they were merged, oldest first, each once.
    pub fn releases(&self) -> &[ReleaseId] {
        &self.releases
    }

    /// Returns what an editor should know about the releases.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Returns the last release that has the value at a JSON pointer of [`Compiled::json`]; for an
    /// object or a list, the last that has anything in it. `None` if there is no such value, or if no
    /// release has it: `/tag`, `/id` and `/date` are the compiled release's own.
    pub fn origin(&self, pointer: &str) -> Option<&ReleaseId> {
        self.releases.get(self.find(pointer)?.span()?.1)
    }

    /// Returns the first of the releases that have had the present value at a JSON pointer ever
    /// since. For what it returns otherwise see [`Compiled::origin`].
    pub fn since(&self, pointer: &str) -> Option<&ReleaseId> {
        self.releases.get(self.find(pointer)?.span()?.0)
    }

    /// Returns the values that earlier releases had at a JSON pointer, oldest first, also where the
    /// value has been removed since. What is merged and not replaced has none: its fields have them.
    pub fn earlier_values(&self, pointer: &str) -> Vec<EarlierValue<'_>> {
        let Some(Target::Node(node)) = self.find(pointer) else { return Vec::new() };
        let versions: &[Version] = match &node.content {
            Content::Value(versions) => versions.split_last().map_or(&[], |(_, earlier)| earlier),
            Content::Object(_) | Content::List(_) => &[],
        };
        let versions = node.replaced.iter().chain(versions);
        let earlier = versions.filter_map(|version| {
            Some(EarlierValue { value: &version.value, since: self.releases.get(version.first)? })
        });
        earlier.collect()
    }

    fn find(&self, pointer: &str) -> Option<Target<'_>> {
        pointer.starts_with('/').then_some(())?;
        let mut keys = pointer_keys(pointer);
        let first = Target::Node(self.fields.get(&keys.next()?)?);
        keys.try_fold(first, |target, key| target.step(&key))
    }
}

/// What a JSON pointer leads to.
#[derive(Clone, Copy)]
enum Target<'a> {
    Node(&'a Node),
    Item(&'a Item),
    /// The id of an item, or a part of one that is no text.
    ItemId(&'a Item, &'a Json),
    /// A part of a value that is replaced as a whole, and so has its origin.
    PartOf(&'a Version, &'a Json),
}

impl<'a> Target<'a> {
    fn step(self, key: &str) -> Option<Self> {
        let part = |version, whole: &'a Json| Some(Self::PartOf(version, whole.child(key)?));
        match self {
            Self::Node(node) => match &node.content {
                Content::Value(versions) => {
                    versions.last().and_then(|last| part(last, &last.value))
                }
                Content::Object(fields) => fields.get(key).map(Self::Node),
                Content::List(list) => list.items.get(parse_index(key)?).map(Self::Item),
            },
            Self::Item(item) => match &item.id {
                Some(id) if key == "id" => Some(Self::ItemId(item, id)),
                _ => item.fields.get(key).map(Self::Node),
            },
            Self::ItemId(item, id) => id.child(key).map(|part| Self::ItemId(item, part)),
            Self::PartOf(version, whole) => part(version, whole),
        }
    }

    /// Returns the first and the last release that have what is there now. `None` if it has been
    /// removed.
    fn span(self) -> Option<(usize, usize)> {
        match self {
            Self::Node(node) => node.to_json().and_then(|_| node.span()),
            Self::Item(item) | Self::ItemId(item, _) => Some((item.first, item.last)),
            Self::PartOf(version, _) => Some((version.first, version.last)),
        }
    }
}

/// Formats it as "release 083674-2026 of 2026-09-03T18:08:41+01:00".
impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.id, &self.date) {
            (Some(id), Some(date)) => write!(f, "release {id} of {date}"),
            (Some(id), None) => write!(f, "release {id}"),
            (None, Some(date)) => write!(f, "the release of {date}"),
            (None, None) => write!(f, "a release without id and date"),
        }
    }
}
