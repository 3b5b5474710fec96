//! Finds the object of an earlier release that another one is about.

use std::collections::HashMap;

use super::Fold;
use crate::ocds::json::{Json, Object};
use crate::ocds::merge::node::{Item, Items};
use crate::ocds::merge::{Matching, doubts};

/// The fields whose lists hold organisations.
const PARTY_LISTS: [&str; 3] = ["parties", "suppliers", "tenderers"];

/// With how many awards of one id another is compared, newest first.
const MAX_CANDIDATES: usize = 100;

impl Fold<'_> {
    /// Finds the object that another one with the same id is about.
    pub(super) fn find_item(
        &mut self,
        list: &mut Items,
        id: &Json,
        object: &Object,
    ) -> Option<usize> {
        if self.tells_parties_apart() {
            return self.find_party(list, id, object.get("name").and_then(Json::as_text));
        }
        let candidates = list.by_id.get(&key_of(id))?;
        match self.matching {
            Matching::Checked if self.path == "awards" => {
                self.find_award(list, candidates, id, object)
            }
            Matching::Checked if self.path == "contracts" => self.find_contract(candidates, object),
            _ => candidates.last().copied(),
        }
    }

    /// Finds the newest contract that the object may be about. Notices that number their awards from 1
    /// each number their contracts so, too.
    fn find_contract(&self, candidates: &[usize], contract: &Object) -> Option<usize> {
        let Some(award) = self.award_of(contract).filter(|_| self.is_of_restarted(contract)) else {
            return candidates.last().copied();
        };
        let is_for_it = |position: &&usize| {
            self.contract_awards.get(*position).is_none_or(|known| *known == award)
        };
        candidates.iter().rev().find(is_for_it).copied()
    }

    /// Returns the position of the award that a contract is for: the one that this release has or, if it
    /// has none with that id, the only one.
    pub(super) fn award_of(&self, contract: &Object) -> Option<usize> {
        let awards = self.awards.get(&contract.get("awardID").map(describe_id)?)?;
        let (release, position) = awards.last()?;
        let is_only = awards.iter().all(|(_, other)| other == position);
        (*release == self.release || is_only).then_some(*position)
    }

    /// Whether a contract is for an award whose id another award has, too.
    fn is_of_restarted(&self, contract: &Object) -> bool {
        let awards = contract.get("awardID").and_then(|id| self.awards.get(&describe_id(id)));
        let mut awards = awards.into_iter().flatten().map(|(_, position)| position);
        let first = awards.next();
        awards.any(|other| Some(other) != first)
    }

    /// Whether the objects of the present list are organisations, which are known by their names, too.
    pub(super) fn tells_parties_apart(&self) -> bool {
        let list = self.path.rsplit('/').next().unwrap_or_default();
        self.matching == Matching::Checked && PARTY_LISTS.contains(&list)
    }

    /// Returns a key by which an object without an id is known when another release repeats it: of an
    /// organisation the name and the identifier, of others all that is said. By the rules, it would
    /// stand there twice.
    pub(super) fn describe_without_id(&self, id: Option<&Json>, object: &Object) -> Option<String> {
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
}

/// Finds an object without an id that an earlier release has as well: of several that are described
/// alike, as many as have been found before. `repeated` counts them.
pub(super) fn find_described(
    list: &Items,
    description: &str,
    repeated: &mut HashMap<String, usize>,
) -> Option<usize> {
    let count = repeated.entry(description.to_owned()).or_default();
    let found = list.by_id.get(description)?.get(*count).copied();
    *count += 1;
    found
}

pub(super) fn name_of(item: &Item) -> Option<String> {
    item.field("name").as_ref().and_then(Json::as_text).map(str::to_owned)
}

/// Returns a key by which ids are the same. As in the reference implementation of OCDS, the number 1
/// is another id than the string.
pub(super) fn key_of(id: &Json) -> String {
    match id {
        Json::Text(text) => format!("\"{text}"),
        id => describe_id(id),
    }
}

/// Returns a key by which an organisation with this id and name is the same.
pub(super) fn key_of_party(id: &Json, name: Option<&str>) -> String {
    format!("{}\n{}", key_of(id), name.map(fold_name).unwrap_or_default())
}

pub(super) fn describe_id(id: &Json) -> String {
    id.as_text_or_number().map_or_else(|| format!("{id:?}"), str::to_owned)
}

/// Returns a name without what differs between two ways of writing it.
pub(in crate::ocds::merge) fn fold_name(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
