//! Merges releases one by one, oldest first.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use super::node::{Content, Fields, Item, Items, Node};
use super::rules::{Rule, rule_of};
use super::{PartyKey, ReleaseId, doubts};
use crate::ocds::json::{Json, Object};
use crate::ocds::note::Note;

/// The fields whose lists hold organisations.
const PARTY_LISTS: [&str; 3] = ["parties", "suppliers", "tenderers"];

/// What releases come to when they are merged.
pub(super) struct Fold<'a> {
    fields: Fields,
    party_key: PartyKey,
    /// The releases, in order.
    releases: &'a [ReleaseId],
    /// The position of the release that is being merged.
    release: usize,
    /// Where that is, without positions, as in `awards/items`.
    path: String,
    notes: Vec<Note>,
    /// The names of organisations whose id has more than one.
    names: IndexMap<String, IndexSet<String>>,
    /// The ids of awards that are used again, by the earlier and the later release.
    restarted: IndexMap<(usize, usize), Vec<String>>,
}

impl<'a> Fold<'a> {
    pub(super) fn new(party_key: PartyKey, releases: &'a [ReleaseId]) -> Self {
        Self {
            fields: Fields::new(),
            party_key,
            releases,
            release: 0,
            path: String::new(),
            notes: Vec::new(),
            names: IndexMap::new(),
            restarted: IndexMap::new(),
        }
    }

    /// Merges a release, which must not be older than those before it.
    pub(super) fn merge_release(&mut self, release: Object, position: usize) {
        self.release = position;
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
        let mut seen = HashSet::new();
        let is_of_parties =
            self.path.rsplit('/').next().is_some_and(|name| PARTY_LISTS.contains(&name));
        for object in objects {
            let Json::Object(mut object) = object else { continue };
            let id = object.shift_remove("id").filter(|id| *id != Json::Null);
            let position = match &id {
                Some(id) if is_of_parties && self.party_key == PartyKey::IdAndName => {
                    self.find_party(list, id, &object)
                }
                Some(id) => list.by_id.get(&key_of(id)).and_then(|found| found.first().copied()),
                None => None,
            };
            if let (Some(id), Some(position)) = (&id, position) {
                self.note_reuse(list, id, position, &object, seen.contains(&position));
            }
            let position = position.unwrap_or_else(|| self.add_item(list, id));
            seen.insert(position);
            if let Some(item) = list.items.get_mut(position) {
                item.last = self.release;
                self.merge_object(&mut item.fields, object);
            }
        }
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

    /// Finds the organisation with this id and name. One without a name is the last with this id.
    fn find_party(&mut self, list: &Items, id: &Json, party: &Object) -> Option<usize> {
        let candidates = list.by_id.get(&key_of(id))?;
        let Some(name) = party.get("name").and_then(Json::as_text) else {
            return candidates.last().copied();
        };
        let name_at = |position: &usize| list.items.get(*position)?.field("name");
        let folded = fold_name(name);
        let mut others = Vec::new();
        for position in candidates {
            match name_at(position).as_ref().and_then(Json::as_text) {
                Some(other) if fold_name(other) != folded => others.push(other.to_owned()),
                _ => return Some(*position),
            }
        }
        let names = self.names.entry(describe_id(id)).or_default();
        names.extend(others);
        names.insert(name.to_owned());
        None
    }

    /// Notes where an id stands for more than one thing.
    fn note_reuse(
        &mut self,
        list: &Items,
        id: &Json,
        position: usize,
        object: &Object,
        is_repeated: bool,
    ) {
        let Some(item) = list.items.get(position) else { return };
        let (Some(earlier), Some(later)) =
            (self.releases.get(item.last), self.releases.get(self.release))
        else {
            return;
        };
        if is_repeated {
            self.notes.push(Note::DuplicateId {
                list: self.path.clone(),
                id: describe_id(id),
                release: later.clone(),
            });
            return;
        }
        let is_same_notice = earlier.id.is_some() && earlier.id == later.id;
        if self.path == "awards" && !is_same_notice && doubts::is_other_award(item, object) {
            let ids = self.restarted.entry((item.last, self.release)).or_default();
            ids.push(describe_id(id));
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
