//! What the rules for merging may have got wrong.

use std::collections::HashSet;

use super::fold::fold_name;
use super::node::Item;
use crate::ocds::json::{Json, Object};
use crate::ocds::note::Note;

/// What an award or contract may have that does not say what it is.
const SAYS_NOTHING: [&str; 5] = ["id", "awardID", "amendments", "amendment", "documents"];

/// Whether a notice describes another award than the earlier one with the same id: for none of its
/// suppliers, or, where suppliers do not tell, under another title. The same supplier may win again: then
/// title, date and amount are others.
pub(super) fn is_other_award(earlier: &Item, later: &Object) -> bool {
    let earlier = earlier.to_json();
    let differs = |path: &[&str]| {
        let earlier = path.iter().try_fold(&earlier, |json, key| json.get(key));
        let (first, rest) = path.split_first()?;
        let later = rest.iter().try_fold(later.get(*first)?, |json, key| json.get(key));
        let (earlier, later) = (earlier?.as_text_or_number()?, later?.as_text_or_number()?);
        Some(earlier.trim() != later.trim())
    };
    let differs = |path: &[&str]| differs(path) == Some(true);
    let suppliers = Parties::list(earlier.get("suppliers"));
    let others = Parties::list(later.get("suppliers"));
    let has_other_title = differs(&["title"]);
    if suppliers.is_empty() || others.is_empty() {
        return has_other_title;
    }
    let is_other_deal = has_other_title && differs(&["date"]) && differs(&["value", "amount"]);
    !suppliers.shares_any(&others) || is_other_deal
}

/// Notes awards and contracts of which only the amendments are known.
pub(super) fn note_only_amended(compiled: &Json, notes: &mut Vec<Note>) {
    for list in ["awards", "contracts"] {
        let items = compiled.get(list).and_then(Json::as_list).unwrap_or_default();
        let of_amended = items.iter().filter_map(|item| {
            let object = item.as_object()?;
            let is_amended = object.contains_key("amendments") || object.contains_key("amendment");
            let says_nothing = object.keys().all(|key| SAYS_NOTHING.contains(&key.as_str()));
            (is_amended && says_nothing)
                .then(|| item.get("id").and_then(Json::as_text_or_number).unwrap_or("without id"))
        });
        let ids: Vec<_> = of_amended.map(str::to_owned).collect();
        if !ids.is_empty() {
            notes.push(Note::OnlyAmended { list, ids });
        }
    }
}

/// What organisations can be recognised by: their names, or the ids of those without a name. Ids such as
/// `1` are used again in every notice.
#[derive(Default)]
struct Parties {
    names: HashSet<String>,
    ids: HashSet<String>,
    nameless: HashSet<String>,
}

impl Parties {
    fn list(list: Option<&Json>) -> Self {
        let mut parties = Self::default();
        for party in list.and_then(Json::as_list).unwrap_or_default() {
            let id = party.get("id").and_then(Json::as_text_or_number).map(str::to_owned);
            match party.get("name").and_then(Json::as_text) {
                Some(name) => drop(parties.names.insert(fold_name(name))),
                None => parties.nameless.extend(id.clone()),
            }
            parties.ids.extend(id);
        }
        parties
    }

    fn is_empty(&self) -> bool {
        self.names.is_empty() && self.ids.is_empty()
    }

    fn shares_any(&self, others: &Self) -> bool {
        !self.names.is_disjoint(&others.names)
            || !self.nameless.is_disjoint(&others.ids)
            || !self.ids.is_disjoint(&others.nameless)
    }
}
