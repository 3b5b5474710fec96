//! Merges releases one by one, oldest first.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};

use super::node::{Content, Fields, Item, Items, Node};
use super::rules::{Rule, rule_of};
use super::{Matching, ReleaseId, doubts};
use crate::ocds::json::{Json, Object};
use crate::ocds::note::Note;

/// The fields whose lists hold organisations.
const PARTY_LISTS: [&str; 3] = ["parties", "suppliers", "tenderers"];

/// With how many awards of one id another is compared, newest first.
const MAX_CANDIDATES: usize = 100;

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
                position.unwrap_or_else(|| self.add_item(list, id, description, &object));
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
    fn find_item(&mut self, list: &mut Items, id: &Json, object: &Object) -> Option<usize> {
        if self.tells_parties_apart() {
            return self.find_party(list, id, object.get("name").and_then(Json::as_text));
        }
        let candidates = list.by_id.get(&key_of(id))?;
        match self.matching {
            Matching::Checked if self.path == "awards" => {
                self.find_award(list, candidates, id, object)
            }
            Matching::Checked if self.path == "contracts" && self.is_of_restarted(object) => {
                let last = candidates.last().copied();
                last.filter(|position| {
                    list.items.get(*position).is_some_and(|item| item.first == self.release)
                })
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

    /// Whether the objects of the present list are organisations, which are known by their names, too.
    fn tells_parties_apart(&self) -> bool {
        let list = self.path.rsplit('/').next().unwrap_or_default();
        self.matching == Matching::Checked && PARTY_LISTS.contains(&list)
    }

    /// Returns a key by which an object without an id is known when another release repeats it: of an
    /// organisation the name and the identifier, of others all that is said. By the rules, it would
    /// stand there twice.
    fn describe_without_id(&self, id: Option<&Json>, object: &Object) -> Option<String> {
        if id.is_some() || self.matching == Matching::Id {
            return None;
        }
        let list = self.path.rsplit('/').next().unwrap_or_default();
        let name = object.get("name").and_then(Json::as_text).map(fold_name);
        let identifier = object.get("identifier").and_then(|identifier| identifier.get("id"));
        Some(match name.filter(|_| PARTY_LISTS.contains(&list)) {
            Some(name) => format!("{name} {identifier:?}"),
            None => format!("{object:?}"),
        })
    }

    /// Finds the organisation with this id and name. One without a name is the last with this id, and
    /// may get its name later.
    fn find_party(&mut self, list: &mut Items, id: &Json, name: Option<&str>) -> Option<usize> {
        let candidates = list.by_id.get(&key_of(id))?;
        let Some(name) = name else { return candidates.last().copied() };
        let first = candidates.first().and_then(|position| list.items.get(*position));
        let first = first.and_then(name_of);
        let key = key_of_party(id, Some(name));
        if let Some(found) = list.by_id.get(&key) {
            return found.last().copied();
        }
        if let Some(nameless) = list.by_id.remove(&key_of_party(id, None)) {
            let found = nameless.last().copied();
            list.by_id.insert(key, nameless);
            return found;
        }
        let names = self.names.entry(describe_id(id)).or_default();
        names.extend(first);
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
                // A notice may correct everything that it has said, in a later release.
                let is_same_notice = earlier.last != self.release
                    && notice.is_some()
                    && release_id(earlier.last) == notice;
                is_same_notice || !doubts::is_other_award(earlier, award)
            })
        };
        let found = candidates.iter().rev().take(MAX_CANDIDATES).find(is_same).copied();
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

/// Finds an object without an id that an earlier release has as well: of several that are described
/// alike, as many as have been found before. `repeated` counts them.
fn find_described(
    list: &Items,
    description: &str,
    repeated: &mut HashMap<String, usize>,
) -> Option<usize> {
    let count = repeated.entry(description.to_owned()).or_default();
    let found = list.by_id.get(description)?.get(*count).copied();
    *count += 1;
    found
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

/// Returns a key by which an organisation with this id and name is the same.
fn key_of_party(id: &Json, name: Option<&str>) -> String {
    format!("{}\n{}", key_of(id), name.map(fold_name).unwrap_or_default())
}

fn describe_id(id: &Json) -> String {
    id.as_text_or_number().map_or_else(|| format!("{id:?}"), str::to_owned)
}

/// Returns a name without what differs between two ways of writing it.
pub(super) fn fold_name(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
