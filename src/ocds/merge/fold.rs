//! Merges releases one by one, oldest first.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use super::node::{Content, Fields, Item, Items, Node};
use super::rules::{Rule, rule_of};
use super::{Matching, ReleaseId, doubts};
use crate::ocds::json::{Json, Object};
use crate::ocds::note::Note;

/// The fields whose lists hold organisations.
const PARTY_LISTS: [&str; 3] = ["parties", "suppliers", "tenderers"];

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
    /// The names of organisations whose id has more than one.
    names: IndexMap<String, IndexSet<String>>,
    /// The ids of awards that are used again, by the earlier and the later release.
    restarted: IndexMap<(usize, usize), Vec<String>>,
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
            names: IndexMap::new(),
            restarted: IndexMap::new(),
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
                let note = Note::NumberedObject { place: self.path.clone() };
                if !self.notes.contains(&note) {
                    self.notes.push(note);
                }
                Json::List(object.into_values().collect())
            }
            value => value,
        }
    }

    fn merge_list(&mut self, list: &mut Items, objects: Vec<Json>) {
        let known = list.items.len();
        let mut seen = HashSet::new();
        for object in objects {
            let Json::Object(mut object) = object else { continue };
            let id = object.shift_remove("id").filter(|id| *id != Json::Null);
            let position = id.as_ref().and_then(|id| self.find_item(list, id, &object));
            if let (Some(id), Some(position)) = (&id, position)
                && seen.contains(&position)
                && let Some(release) = self.releases.get(self.release)
            {
                let (list, id) = (self.path.clone(), describe_id(id));
                self.notes.push(Note::DuplicateId { list, id, release: release.clone() });
            }
            self.ids.push(id.as_ref().map(describe_id).unwrap_or_default());
            let position = position.unwrap_or_else(|| self.add_item(list, id));
            seen.insert(position);
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

    /// Finds the object that another one with the same id is about.
    fn find_item(&mut self, list: &Items, id: &Json, object: &Object) -> Option<usize> {
        let candidates = list.by_id.get(&key_of(id))?;
        let name = self.path.rsplit('/').next().unwrap_or_default();
        match self.matching {
            Matching::Checked if PARTY_LISTS.contains(&name) => {
                self.find_party(list, candidates, id, object)
            }
            Matching::Checked if self.path == "awards" => {
                self.find_award(list, candidates, id, object)
            }
            Matching::Checked if self.path == "contracts" && self.is_of_restarted(object) => {
                let is_of_this = |position: &&usize| {
                    list.items.get(**position).is_some_and(|item| item.first == self.release)
                };
                candidates.iter().find(is_of_this).copied()
            }
            _ => candidates.last().copied(),
        }
    }

    /// Whether a contract is of an award whose id this release uses again.
    fn is_of_restarted(&self, contract: &Object) -> bool {
        let award = contract.get("awardID").map(describe_id);
        let mut restarted = self.restarted.iter().filter(|((_, later), _)| *later == self.release);
        award.is_some_and(|award| restarted.any(|(_, ids)| ids.contains(&award)))
    }

    fn add_item(&self, list: &mut Items, id: Option<Json>) -> usize {
        let position = list.items.len();
        if let Some(id) = &id {
            list.by_id.entry(key_of(id)).or_default().push(position);
        }
        list.items.push(Item {
            id,
            first: self.release,
            last: self.release,
            fields: Fields::new(),
        });
        position
    }

    /// Finds the organisation with this name. One without a name is the last with this id.
    fn find_party(
        &mut self,
        list: &Items,
        candidates: &[usize],
        id: &Json,
        party: &Object,
    ) -> Option<usize> {
        let Some(name) = party.get("name").and_then(Json::as_text) else {
            return candidates.last().copied();
        };
        let folded = fold_name(name);
        let mut others = Vec::new();
        for position in candidates {
            match list.items.get(*position).and_then(name_of) {
                Some(other) if fold_name(&other) != folded => others.push(other),
                _ => return Some(*position),
            }
        }
        let names = self.names.entry(describe_id(id)).or_default();
        names.extend(others);
        names.insert(name.to_owned());
        None
    }

    /// Finds the newest award that the object may be about.
    fn find_award(
        &mut self,
        list: &Items,
        candidates: &[usize],
        id: &Json,
        award: &Object,
    ) -> Option<usize> {
        let release_id =
            |release: usize| self.releases.get(release).and_then(|release| release.id.as_ref());
        let notice = release_id(self.release);
        let is_same = |position: &&usize| {
            list.items.get(**position).is_some_and(|earlier| {
                // A notice may correct everything that it has said.
                let is_same_notice = notice.is_some() && release_id(earlier.last) == notice;
                is_same_notice || !doubts::is_other_award(earlier, award)
            })
        };
        let found = candidates.iter().rev().find(is_same).copied();
        let last = candidates.last().and_then(|position| list.items.get(*position));
        if let Some(earlier) = last.filter(|_| found.is_none()) {
            let ids = self.restarted.entry((earlier.last, self.release)).or_default();
            ids.push(describe_id(id));
        }
        found
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

fn name_of(item: &Item) -> Option<String> {
    item.field("name").as_ref().and_then(Json::as_text).map(str::to_owned)
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
        && object.iter().all(|(key, value)| {
            key.bytes().all(|byte| byte.is_ascii_digit())
                && !key.is_empty()
                && !matches!(value, Json::List(_))
        })
}

/// Returns a key by which ids are the same. As in the reference implementation of OCDS, the number 1
/// is another id than the string.
fn key_of(id: &Json) -> String {
    match id {
        Json::Text(text) => format!("\"{text}"),
        id => describe_id(id),
    }
}

fn describe_id(id: &Json) -> String {
    id.as_text_or_number().map_or_else(|| format!("{id:?}"), str::to_owned)
}

/// Returns a name without what differs between two ways of writing it.
pub(super) fn fold_name(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
