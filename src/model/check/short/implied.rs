//! What follows from the rest of a document, so that nobody need write it: only what has one honest
//! value. Nothing here says anything about somebody that their words and the sources do not.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::super::facts::is_any_official;
use super::super::tables::{Tables, cited_ids, string_at};

/// Adds to an object what follows from its own keys.
pub(super) fn add_own(schema: &Value, fields: &mut Map<String, Value>) {
    let has = |key: &str| fields.get(key).is_some_and(|value| !value.is_null());
    let state = match schema["x-rule"].as_str() {
        _ if fields.contains_key("state") => return,
        Some("fact") if has("alternatives") && !has("value") => "disputed",
        Some("fact") if has("value") => "known",
        Some("question") if has("answer") => "answered",
        Some("question") if !has("asked_of") => "open",
        _ => return,
    };
    fields.insert("state".to_owned(), state.into());
}

/// Adds to a document what follows from more than one of its parts.
pub(super) fn add_implied(document: &mut Value) {
    name_contract(document);
    for stakeholder in entries_mut(document, "stakeholders") {
        if let Some(party) = stakeholder.get("party").filter(|party| party.is_string()).cloned() {
            imply(stakeholder, "id", party);
        }
    }
    add_scopes(document);
    add_reported(document);
    add_speakers(document);
    add_silences(document);
}

fn entries_mut<'d>(
    document: &'d mut Value,
    table: &str,
) -> impl Iterator<Item = &'d mut Map<String, Value>> {
    let entries = document.get_mut(table).and_then(Value::as_array_mut);
    entries.into_iter().flatten().filter_map(Value::as_object_mut)
}

fn imply(fields: &mut Map<String, Value>, key: &str, value: Value) {
    fields.entry(key).or_insert(value);
}

/// The contract that the story is about has the story's id.
fn name_contract(document: &mut Value) {
    let id = document["id"].clone();
    if let (true, Some(contract)) = (id.is_string(), entries_mut(document, "contracts").next()) {
        imply(contract, "id", id);
    }
}

/// An issue that names a contract is about it.
fn add_scopes(document: &mut Value) {
    let own = document["contracts"].get(0).map(|own| own["id"].clone()).unwrap_or_default();
    for issue in entries_mut(document, "issues") {
        if let Some(contract) = issue.get("contract") {
            let is_own = *contract == own;
            imply(issue, "scope", if is_own { "this_contract" } else { "other_contract" }.into());
        }
    }
}

/// A status is reported if none of its sources is official.
fn add_reported(document: &mut Value) {
    let tables = Tables::new(document);
    let mut reported = Vec::new();
    for contract in tables.entries("contracts") {
        let sources = contract.pointer("/status/sources").map(cited_ids);
        reported.push(!is_any_official(sources.into_iter().flatten(), &tables));
    }
    for (contract, reported) in entries_mut(document, "contracts").zip(reported) {
        if let Some(Value::Object(status)) = contract.get_mut("status") {
            imply(status, "reported", reported.into());
        }
    }
}

/// Who speaks for whom, and by which name, follows from the kind of party.
fn add_speakers(document: &mut Value) {
    let tables = Tables::new(document);
    let mut kinds = Vec::new();
    for position in tables.entries("positions") {
        let kind = tables.speaker(position).map_or("", |party| string_at(party, "kind"));
        kinds.push(match kind {
            "organisation" => ["organisation", "organisation"],
            "group" => ["self", "anonymous"],
            // Where the kind is wrong or nobody has this id, that alone is to be found.
            _ => ["self", "named"],
        });
    }
    // All entries of the list, also those that are no objects, so that each meets its own kind.
    let positions = document.get_mut("positions").and_then(Value::as_array_mut);
    for (position, kind) in positions.into_iter().flatten().zip(kinds) {
        if let (Some(fields), [on_behalf_of, attributed]) = (position.as_object_mut(), kind) {
            imply(fields, "on_behalf_of", on_behalf_of.into());
            imply(fields, "attributed", attributed.into());
        }
    }
}

/// The most silences that are implied: a document of some megabytes could ask for a billion.
const MOST_SILENCES: usize = 100_000;

/// Whoever has neither a position nor a silence anywhere is not reported on the contract. A group
/// is not: its members are not known, so nobody could say whether they are quoted.
fn add_silences(document: &mut Value) {
    let tables = Tables::new(document);
    let parties: BTreeMap<&str, &str> = tables
        .entries("stakeholders")
        .iter()
        .map(|stakeholder| (string_at(stakeholder, "id"), string_at(stakeholder, "party")))
        .collect();
    let said = tables.entries("positions").iter().chain(tables.entries("silences"));
    let heard: BTreeSet<&str> =
        said.filter_map(|entry| parties.get(string_at(entry, "stakeholder")).copied()).collect();
    let mut silences: Vec<Value> = Vec::new();
    let mut listed = BTreeSet::new();
    for stakeholder in tables.entries("stakeholders") {
        let (id, party) = (string_at(stakeholder, "id"), string_at(stakeholder, "party"));
        let kind = tables.entry("parties", party).map_or("group", |party| string_at(party, "kind"));
        if kind == "group" || heard.contains(party) || !listed.insert(party) {
            continue;
        }
        for issue in tables.entries("issues") {
            if silences.len() >= MOST_SILENCES {
                break;
            }
            let (scope, issue) = (string_at(issue, "scope"), string_at(issue, "id"));
            if scope == "this_contract" && !id.is_empty() && !issue.is_empty() {
                silences.push(json!({"stakeholder": id, "issue": issue, "kind": "not_reported"}));
            }
        }
    }
    if silences.is_empty() {
        return;
    }
    let Some(fields) = document.as_object_mut() else { return };
    let list = fields.entry("silences").or_insert(Value::Array(Vec::new()));
    if let Some(list) = list.as_array_mut() {
        list.extend(silences);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::SCHEMA;
    use super::super::expand;
    use super::*;

    /// Expands a document and returns what stands at a pointer.
    fn imply_at(mut document: Value, pointer: &str) -> Value {
        expand(&SCHEMA, &mut document);
        document.pointer(pointer).cloned().unwrap_or_default()
    }

    #[test]
    fn nothing_is_implied_where_there_is_more_than_one_honest_value() {
        let nothing = Value::Null;
        let sources = json!([{"id": "a", "kind": "notice"}, {"id": "b", "kind": "report"}]);
        let status = |cited: Value| json!({"sources": sources, "contracts": [{"status": {"code": "signed", "sources": cited}}]});
        let position = |kind: &str| {
            json!({
                "parties": [{"id": "a", "kind": kind, "role_as_described": "x"}],
                "positions": [{"stakeholder": "a"}],
            })
        };
        let issue =
            |issue: Value| json!({"id": "a", "contracts": [{}, {"id": "b"}], "issues": issue});
        let question = |question: Value| json!({"open_questions": [question]});
        let buyer = |fact: Value| json!({"contracts": [{"buyer": fact}]});
        for (document, pointer, expected) in [
            (status(json!(["b"])), "/contracts/0/status/reported", json!(true)),
            (status(json!(["b", "a"])), "/contracts/0/status/reported", json!(false)),
            (status(json!(["c"])), "/contracts/0/status/reported", json!(true)),
            (position("organisation"), "/positions/0/attributed", json!("organisation")),
            (position("organisation"), "/positions/0/on_behalf_of", json!("organisation")),
            (position("person"), "/positions/0/attributed", json!("named")),
            (position("person"), "/positions/0/on_behalf_of", json!("self")),
            (position("group"), "/positions/0/attributed", json!("anonymous")),
            (position("person"), "/positions/0/stance_by", json!("editor")),
            (position("person"), "/positions/0/stance", nothing.clone()),
            (position("person"), "/positions/0/expression", nothing.clone()),
            (issue(json!({"contract": "a"})), "/issues/0/scope", json!("this_contract")),
            (issue(json!({"contract": "b"})), "/issues/0/scope", json!("other_contract")),
            (issue(json!({})), "/issues/0/scope", nothing.clone()),
            (question(json!("Why?")), "/open_questions/0/state", json!("open")),
            (question(json!({"answer": {}})), "/open_questions/0/state", json!("answered")),
            (question(json!({"asked_of": "A"})), "/open_questions/0/state", nothing.clone()),
            (buyer(json!({"value": "a"})), "/contracts/0/buyer/state", json!("known")),
            (buyer(json!({"alternatives": []})), "/contracts/0/buyer/state", json!("disputed")),
            (buyer(json!({"sources": "a"})), "/contracts/0/buyer/state", nothing.clone()),
            (buyer(json!("redacted")), "/contracts/0/buyer/state", json!("redacted")),
            (buyer(json!("redacted")), "/contracts/0/buyer/value", nothing.clone()),
        ] {
            assert_eq!(imply_at(document.clone(), pointer), expected, "{pointer}: {document}");
        }
    }

    #[test]
    fn no_document_can_ask_for_endless_copies() {
        let many =
            |count: usize, entry: fn(usize) -> Value| (0..count).map(entry).collect::<Vec<_>>();
        let mut document = json!({
            "parties": many(400, |index| {
                json!({"id": format!("p{index}"), "kind": "person", "role_as_described": "x"})
            }),
            "issues": many(400, |index| json!({"id": format!("i{index}"), "scope": "this_contract"})),
        });
        expand(&SCHEMA, &mut document);
        assert_eq!(document["silences"].as_array().map(Vec::len), Some(MOST_SILENCES));

        for (count, inherits) in [(50, true), (51, false)] {
            let mut document = json!({"contracts": [{
                "sources": many(count, |index| json!(format!("s{index}"))), "buyer": "council",
            }]});
            expand(&SCHEMA, &mut document);
            let buyer = &document["contracts"][0]["buyer"];
            assert_eq!(buyer["sources"].is_array(), inherits, "{count} sources: {buyer}");
        }
    }

    #[test]
    fn only_whoever_the_story_says_nothing_of_is_silent_without_being_listed() {
        let party =
            |id: &str, kind: &str| json!({"id": id, "kind": kind, "role_as_described": "x"});
        let document = json!({
            "parties": [
                party("quiet", "person"), party("loud", "person"), party("group", "group"),
                party("listed", "organisation"), party("twice", "person"), {"id": "other", "kind": "person"},
            ],
            "stakeholders": [{"id": "again", "party": "twice", "role_as_described": "x"}],
            "issues": [
                {"id": "deal", "scope": "this_contract"}, {"id": "price", "scope": "this_contract"},
                {"id": "past", "scope": "context"},
            ],
            "positions": [{"stakeholder": "loud", "issue": "past"}, {"stakeholder": "again", "issue": "past"}],
            "silences": [{"stakeholder": "listed", "issue": "deal"}],
        });
        let silent = |index: usize| {
            let silence = imply_at(document.clone(), &format!("/silences/{index}"));
            format!("{} {}", string_at(&silence, "stakeholder"), string_at(&silence, "issue"))
        };
        assert_eq!([0, 1, 2, 3].map(silent), ["listed deal", "quiet deal", "quiet price", " "]);
    }
}
