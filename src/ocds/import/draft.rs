//! The draft of a story while it is written: its parts, where each came from, and what to ask.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::super::record::Record;
use super::node::Node;
use super::parties::Descriptions;
use super::text::to_slug;

/// A value of the draft that the record gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The JSON pointer to it in the draft.
    pub draft: String,
    /// The JSON pointer to it in the compiled release.
    pub record: String,
    /// The position of the notice that it is from among those of the record.
    pub notice: Option<usize>,
}

/// A value of the record that an importer looked at and did not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The JSON pointer to it in the compiled release.
    pub record: String,
    /// Why it was not taken, in words.
    pub reason: String,
}

/// The draft of a story.
pub(super) struct Draft<'a> {
    record: &'a Record,
    /// The contract, in the short form.
    pub(super) contract: Map<String, Value>,
    pub(super) parties: Parties,
    /// The descriptions of the parties in the record.
    pub(super) descriptions: Descriptions<'a>,
    pub(super) questions: Vec<Value>,
    pub(super) entries: Vec<Entry>,
    pub(super) left: Vec<Left>,
    /// The ids of the sources, one for each notice of the record.
    source_ids: Vec<String>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(record: &'a Record, release: &Node<'a>, source_ids: Vec<String>) -> Self {
        Self {
            record,
            contract: Map::new(),
            parties: Parties::default(),
            descriptions: Descriptions::new(release),
            questions: Vec::new(),
            entries: Vec::new(),
            left: Vec::new(),
            source_ids,
        }
    }

    pub(super) fn record(&self) -> &'a Record {
        self.record
    }

    /// The id of the source that the contract names for all its facts: the newest notice.
    pub(super) fn main_source(&self) -> Option<&str> {
        self.source_ids.last().map(String::as_str)
    }

    /// The id of the source that a value of the release is from. `None` if it is that of the
    /// contract, whose facts need not repeat it.
    pub(super) fn source_of(&self, pointer: &str) -> Option<&str> {
        let source = self.source_ids.get(self.record.notice_of(pointer)?)?;
        (Some(source.as_str()) != self.main_source()).then_some(source)
    }

    /// The id of the source that the notice at a position is.
    pub(super) fn source_at(&self, notice: usize) -> Option<&str> {
        self.source_ids.get(notice).map(String::as_str)
    }

    /// Notes where a value of the draft is from.
    pub(super) fn note(&mut self, draft: impl Into<String>, record: &Node<'_>) {
        self.entries.push(Entry {
            draft: draft.into(),
            record: record.pointer().to_owned(),
            notice: self.record.notice_of(record.pointer()),
        });
    }

    /// Makes an object a fact from a place of the record: adds its origin and, if it is not that of
    /// the contract, its source.
    pub(super) fn mark(&self, fact: &mut Map<String, Value>, place: &Node<'_>) {
        if let Some(source) = self.source_of(place.pointer()) {
            fact.insert("sources".into(), json!([source]));
        }
        fact.insert("origin".into(), "imported".into());
        fact.insert("record".into(), place.pointer().into());
    }

    /// Returns a fact with a value.
    pub(super) fn build_fact(
        &self,
        value: impl Into<Value>,
        place: &Node<'_>,
    ) -> Map<String, Value> {
        let mut fact = Map::new();
        fact.insert("value".into(), value.into());
        self.mark(&mut fact, place);
        fact
    }

    /// Sets a fact of the contract, as in `purpose`, or of a part of it, as in `dates/start`.
    pub(super) fn set(&mut self, path: &[&str], value: impl Into<Value>, place: &Node<'_>) {
        let fact = self.build_fact(value, place);
        self.set_fact(path, fact, place);
    }

    /// Sets a fact that is built. See [`Draft::set`].
    pub(super) fn set_fact(&mut self, path: &[&str], fact: Map<String, Value>, place: &Node<'_>) {
        let Some((key, outer)) = path.split_last() else { return };
        self.note(format!("/contracts/0/{}", path.join("/")), place);
        let mut object = &mut self.contract;
        for key in outer {
            let inner = object.entry(*key).or_insert_with(|| Value::Object(Map::new()));
            let Value::Object(inner) = inner else { return };
            object = inner;
        }
        object.insert((*key).to_owned(), Value::Object(fact));
    }

    /// Adds an entry to a list of the contract, as in `values`, and notes where it is from.
    pub(super) fn add(&mut self, list: &str, entry: Map<String, Value>, place: &Node<'_>) {
        let items = self.contract.entry(list).or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(items) = items else { return };
        let pointer = format!("/contracts/0/{list}/{}", items.len());
        items.push(Value::Object(entry));
        self.note(pointer, place);
    }

    /// Adds a figure, and notes where its amount is from.
    pub(super) fn add_value(&mut self, mut fact: Map<String, Value>, amount: &Node<'_>) {
        self.mark(&mut fact, amount);
        self.add("values", fact, amount);
    }

    /// The figures of the contract so far.
    pub(super) fn values(&self) -> &[Value] {
        self.items("values")
    }

    /// The entries of a list of the contract so far.
    pub(super) fn items(&self, list: &str) -> &[Value] {
        let items = self.contract.get(list).and_then(Value::as_array);
        items.map_or(&[], Vec::as_slice)
    }

    /// Whether the contract has a figure with an id.
    pub(super) fn has_value(&self, id: &str) -> bool {
        self.values().iter().any(|value| value["id"] == *id)
    }

    /// Whether the contract has something at a path, as in `dates/start`.
    pub(super) fn has(&self, path: &[&str]) -> bool {
        let Some((first, rest)) = path.split_first() else { return false };
        let first = self.contract.get(*first);
        first
            .is_some_and(|value| rest.iter().try_fold(value, |value, key| value.get(key)).is_some())
    }

    /// Notes that a value of the record was not taken.
    pub(super) fn leave(&mut self, place: &Node<'_>, reason: impl Into<String>) {
        self.left.push(Left { record: place.pointer().to_owned(), reason: reason.into() });
    }

    /// Adds a question unless something is so.
    pub(super) fn ask_unless(&mut self, is_so: bool, text: &str) {
        if !is_so {
            self.ask(text);
        }
    }

    /// Adds a question that the record leaves open.
    pub(super) fn ask(&mut self, text: impl Into<String>) {
        let text = text.into();
        if self.questions.iter().any(|question| question["text"] == *text) {
            return;
        }
        let mut question = Map::new();
        question.insert("text".into(), text.into());
        if let Some(source) = self.main_source() {
            question.insert("sources".into(), json!([source]));
        }
        self.questions.push(Value::Object(question));
    }
}

/// The parties of the draft, each once.
#[derive(Debug, Default)]
pub(super) struct Parties {
    pub(super) list: Vec<Value>,
    /// The position of each, by its id and name in the record.
    known: HashMap<(String, String), usize>,
    /// Their ids in the draft.
    ids: HashSet<String>,
    /// The last number that was put behind an id that several would have had.
    numbers: HashMap<String, usize>,
}

impl Parties {
    /// Returns the position of the party with an id and a name in the record, if it is there.
    ///
    /// One id can have two names in a record, as where a council and a company share it: these are
    /// two parties. The same name under two ids is two parties too.
    pub(super) fn position(&self, id: &str, name: &str) -> Option<usize> {
        self.known.get(&(id.to_owned(), name.to_owned())).copied()
    }

    /// Adds a party with an id and a name in the record, and returns its position. The id in the draft
    /// is made of the name that readers see.
    pub(super) fn add(
        &mut self,
        id: &str,
        name: &str,
        shown: &str,
        mut party: Map<String, Value>,
    ) -> usize {
        let slug = self.free_id(&to_slug(shown, "party"));
        self.ids.insert(slug.clone());
        party.shift_insert(0, "id".into(), slug.into());
        self.list.push(Value::Object(party));
        let position = self.list.len() - 1;
        self.known.insert((id.to_owned(), name.to_owned()), position);
        position
    }

    /// The id in the draft of the party at a position.
    pub(super) fn id_at(&self, position: usize) -> &str {
        self.list.get(position).and_then(|party| party["id"].as_str()).unwrap_or_default()
    }

    /// An id that no party has yet.
    fn free_id(&mut self, slug: &str) -> String {
        if !self.ids.contains(slug) {
            return slug.to_owned();
        }
        let stem: String = slug.chars().take(58).collect();
        let number = self.numbers.entry(stem.clone()).or_insert(1);
        loop {
            *number += 1;
            let id = format!("{stem}-{number}");
            if !self.ids.contains(&id) {
                return id;
            }
        }
    }
}
