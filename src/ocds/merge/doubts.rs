//! What the rules for merging may have got wrong.

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
    let (one, other) =
        (list_parties(earlier.get("suppliers")), list_parties(later.get("suppliers")));
    let has_other_title = differs(&["title"]);
    if one.is_empty() || other.is_empty() {
        return has_other_title;
    }
    let is_shared = one.iter().any(|party| other.iter().any(|other| party.is_same(other)));
    !is_shared || (has_other_title && differs(&["date"]) && differs(&["value", "amount"]))
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

/// What an organisation can be recognised by.
struct Party<'a> {
    id: Option<&'a str>,
    name: Option<String>,
}

impl Party<'_> {
    /// By the names if both have one: ids such as `1` are used again in every notice.
    fn is_same(&self, other: &Self) -> bool {
        match (&self.name, &other.name) {
            (Some(name), Some(other)) => name == other,
            _ => self.id == other.id,
        }
    }
}

fn list_parties(list: Option<&Json>) -> Vec<Party<'_>> {
    let parties = list.and_then(Json::as_list).unwrap_or_default().iter();
    let parties = parties.map(|party| Party {
        id: party.get("id").and_then(Json::as_text_or_number),
        name: party.get("name").and_then(Json::as_text).map(fold_name),
    });
    parties.filter(|party| party.id.is_some() || party.name.is_some()).collect()
}
