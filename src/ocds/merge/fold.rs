//! Merges releases one by one, oldest first.

mod matching;

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};

use super::node::{Content, Fields, Item, Items, Node};
use super::rules::{Rule, rule_of};
use super::{Matching, ReleaseId};
use crate::ocds::json::{Json, Object, is_digits};
use crate::ocds::note::Note;
pub(super) use matching::fold_name;
use matching::{describe_id, find_described, key_of, key_of_party, name_of};

/// What releases come to when they are merged.
pub(super) struct Fold<'a> {
    fields: Fields,
    matching: Matching,
    /// The releases, in order.
    releases: &'a [ReleaseId],
    /// The position of the release that is being merged.
    release: usize,
    /// Where that is, without positions, as in `awards/items`.
    path: String,
    /// The ids of the objects in lists that it is in.
    ids: Vec<String>,
    notes: Vec<Note>,
    /// The lists that are written as objects.
    numbered: HashSet<String>,
    /// The ids that occur more than once in a list of a release.
    duplicates: IndexMap<(String, usize), IndexSet<String>>,
    /// The names of organisations whose id has more than one.
    names: IndexMap<String, IndexSet<String>>,
    /// The ids of awards that are used again, by the earlier and the later release.
    restarted: IndexMap<(usize, usize), Vec<String>>,
    /// The positions of the awards with an id, each with a release that has it.
    awards: HashMap<String, Vec<(usize, usize)>>,
    /// The positions of the awards that the contracts are for, by those of the contracts.
    contract_awards: HashMap<usize, usize>,
}

impl<'a> Fold<'a> {
    pub(super) fn new(matching: Matching, releases: &'a [ReleaseId]) -> Self {
        Self {
            fields: Fields::new(),
            matching,
            releases,
            release: 0,
            path: String::new(),
            ids: Vec::new(),
            notes: Vec::new(),
            numbered: HashSet::new(),
            duplicates: IndexMap::new(),
            names: IndexMap::new(),
            restarted: IndexMap::new(),
            awards: HashMap::new(),
            contract_awards: HashMap::new(),
        }
    }

    /// Merges a release, which must not be older than those before it.
    pub(super) fn merge_release(&mut self, mut release: Object, position: usize) {
        self.release = position;
        // Contracts are told apart by their awards.
        if let Some(awards) = release.shift_remove("awards") {
            release.shift_insert(0, "awards".to_owned(), awards);
        }
        let mut fields = std::mem::take(&mut self.fields);
        self.merge_object(&mut fields, release);
        self.fields = fields;
    }

    /// Returns what the releases have come to, and adds what is to be said about it.
    pub(super) fn finish(self, notes: &mut Vec<Note>) -> Fields {
        notes.extend(self.notes);
        for ((list, release), ids) in self.duplicates {
            if let Some(release) = self.releases.get(release).cloned() {
                notes.push(Note::DuplicateIds { list, ids: ids.into_iter().collect(), release });
            }
        }
        let names = self.names.into_iter();
        notes.extend(
            names.map(|(id, names)| Note::TwoNames { id, names: names.into_iter().collect() }),
        );
        for ((earlier, later), ids) in self.restarted {
            if let (Some(earlier), Some(later)) =
                (self.releases.get(earlier), self.releases.get(later))
            {
                let (earlier, later) = (earlier.clone(), later.clone());
                notes.push(Note::RestartedAwards { ids, earlier, later });
            }
        }
        self.fields
    }

    fn merge_object(&mut self, fields: &mut Fields, object: Object) {
        for (key, value) in object {
            let outer = self.path.len();
            if outer > 0 {
                self.path.push('/');
            }
            self.path.push_str(&key);
            let rule = rule_of(&self.path);
            if rule != Some(Rule::Omit) {
                let node = fields.entry(key).or_default();
                self.merge_value(node, value, rule);
            }
            self.path.truncate(outer);
        }
    }

    fn merge_value(&mut self, node: &mut Node, value: Json, rule: Option<Rule>) {
        match self.read_numbered(value, rule) {
            Json::Object(object) => {
                if object.is_empty() {
                    return;
                }
                if !matches!(node.content, Content::Object(_)) {
                    self.displace(node);
                    node.content = Content::Object(Fields::new());
                }
                if let Content::Object(fields) = &mut node.content {
                    self.merge_object(fields, object);
                }
            }
            Json::List(items) if is_merged(&items, rule, node) => {
                if items.is_empty() {
                    return;
                }
                if !matches!(node.content, Content::List(_)) {
                    self.displace(node);
                    node.content = Content::List(Items::default());
                }
                if let Content::List(list) = &mut node.content {
                    self.merge_list(list, items);
                }
            }
            value => {
                if !matches!(node.content, Content::Value(_)) {
                    // Null removes an object, which is no change of its kind.
                    if value == Json::Null { node.displace() } else { self.displace(node) }
                }
                if let Content::Value(versions) = &mut node.content {
                    Node::push_version(versions, value, self.release);
                }
            }
        }
    }

    /// Makes room for a value of another kind.
    fn displace(&mut self, node: &mut Node) {
        if node.to_json().is_some()
            && let Some(release) = self.releases.get(self.release)
        {
            self.notes
                .push(Note::KindChanged { path: self.path.clone(), release: release.clone() });
        }
        node.displace();
    }

    /// Makes a list of an object with the keys 1, 2 and so on, where the schemas have a list.
    fn read_numbered(&mut self, value: Json, rule: Option<Rule>) -> Json {
        match value {
            Json::Object(object) if rule.is_some() && has_numbers_as_keys(&object) => {
                if self.numbered.insert(self.path.clone()) {
                    self.notes.push(Note::NumberedObject { place: self.path.clone() });
                }
                Json::List(object.into_values().collect())
            }
            value => value,
        }
    }

    fn merge_list(&mut self, list: &mut Items, objects: Vec<Json>) {
        let known = list.items.len();
        let mut seen = HashSet::new();
        let mut repeated = HashMap::new();
        for object in objects {
            let Json::Object(mut object) = object else { continue };
            let id = object.shift_remove("id").filter(|id| *id != Json::Null);
            let description = self.describe_without_id(id.as_ref(), &object);
            let position = match &description {
                Some(description) => find_described(list, description, &mut repeated),
                None => id.as_ref().and_then(|id| self.find_item(list, id, &object)),
            };
            if let (Some(id), Some(position)) = (&id, position)
                && seen.contains(&position)
            {
                let ids = self.duplicates.entry((self.path.clone(), self.release)).or_default();
                ids.insert(describe_id(id));
            }
            self.ids.push(id.as_ref().map(describe_id).unwrap_or_default());
            let position =
                position.unwrap_or_else(|| self.add_item(list, id.clone(), description, &object));
            seen.insert(position);
            self.note_award(id.as_ref(), &object, position);
            if let Some(item) = list.items.get_mut(position) {
                item.last = self.release;
                self.merge_object(&mut item.fields, object);
            }
            self.ids.pop();
        }
        if self.path == "awards/suppliers" {
            self.note_kept_suppliers(list, known, &seen);
        }
    }

    fn add_item(
        &self,
        list: &mut Items,
        id: Option<Json>,
        description: Option<String>,
        object: &Object,
    ) -> usize {
        let position = list.items.len();
        let mut add_key = |key| list.by_id.entry(key).or_default().push(position);
        if let Some(id) = &id {
            add_key(key_of(id));
            if self.tells_parties_apart() {
                add_key(key_of_party(id, object.get("name").and_then(Json::as_text)));
            }
        }
        if let Some(description) = description {
            add_key(description);
        }
        list.items.push(Item {
            id,
            first: self.release,
            last: self.release,
            fields: Fields::new(),
        });
        position
    }

    /// Notes which award an object is, or which award it is a contract for.
    fn note_award(&mut self, id: Option<&Json>, object: &Object, position: usize) {
        match (self.path.as_str(), id) {
            ("awards", Some(id)) => {
                self.awards.entry(describe_id(id)).or_default().push((self.release, position));
            }
            ("contracts", _) => {
                if let Some(award) = self.award_of(object) {
                    self.contract_awards.insert(position, award);
                }
            }
            _ => {}
        }
    }

    /// Notes the suppliers of an award that a later release does not name any more.
    fn note_kept_suppliers(&mut self, list: &Items, known: usize, seen: &HashSet<usize>) {
        let items = list.items.iter().enumerate().take(known);
        let unseen = items.filter(|(position, _)| !seen.contains(position));
        let name = |item: &Item| name_of(item).or_else(|| item.id.as_ref().map(describe_id));
        let suppliers: Vec<_> = unseen.filter_map(|(_, item)| name(item)).collect();
        if let Some(release) = self.releases.get(self.release).filter(|_| !suppliers.is_empty()) {
            let award = self.ids.last().cloned().unwrap_or_default();
            self.notes.push(Note::KeptSuppliers { award, suppliers, release: release.clone() });
        }
    }
}

/// Whether the objects of a list are merged one by one, by their ids.
fn is_merged(items: &[Json], rule: Option<Rule>, node: &Node) -> bool {
    if !items.iter().all(|item| matches!(item, Json::Object(_))) {
        return false;
    }
    match rule {
        Some(Rule::Whole) => false,
        Some(_) => true,
        None => {
            let has_id = |item: &Json| item.get("id").is_some_and(|id| *id != Json::Null);
            items.is_empty() || items.iter().any(has_id) || matches!(node.content, Content::List(_))
        }
    }
}

/// Whether an object is a list that was written with its positions as keys.
fn has_numbers_as_keys(object: &Object) -> bool {
    !object.is_empty()
        && object.iter().all(|(key, value)| is_digits(key) && !matches!(value, Json::List(_)))
}
