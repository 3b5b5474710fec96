//! Rules that look at more than one field of an object, one per `x-rule` keyword of the schema.
//!
//! They read the JSON value, not the decoded types, so that they hold in documents that have other errors too.

use serde_json::Value;

use super::wording::Problem;

/// What is wrong with `object` by the rule named `rule`: at most one finding, at the object itself.
pub(super) fn problem(rule: &str, object: &Value, document: &Value) -> Option<Problem> {
    match rule {
        "fact" => fact(object),
        "status" => {
            (text(object, "code") != "unknown" && !has(object, "sources")).then_some(Problem::StatusWithoutSource)
        }
        "silence" => silence(object),
        "question" => (text(object, "state") == "answered" && !has(object, "answer")).then_some(Problem::AnswerMissing),
        "related" => {
            let named = ["contract", "ocid", "external"].iter().any(|key| has(object, key));
            (!named).then_some(Problem::RelatedToNothing)
        }
        "position" => {
            let group = party_kind(object, document) == Some("group");
            (group && text(object, "expression") == "quote").then_some(Problem::GroupQuoted)
        }
        _ => None,
    }
}

fn fact(object: &Value) -> Option<Problem> {
    match text(object, "state") {
        "known" if !has(object, "value") => Some(Problem::FactWithoutValue),
        "known" if !has(object, "sources") => Some(Problem::FactWithoutSource),
        "disputed" if object["alternatives"].as_array().is_none_or(|sides| sides.len() < 2) => {
            Some(Problem::DisputeWithoutSides)
        }
        _ => None,
    }
}

fn silence(object: &Value) -> Option<Problem> {
    let kind = object["kind"].as_str().unwrap_or("not_reported");
    if kind != "not_reported" && !has(object, "sources") {
        Some(Problem::SilenceWithoutSource { kind: kind.to_owned() })
    } else {
        (kind == "declined" && !has(object, "about")).then_some(Problem::DeclinedWithoutAbout)
    }
}

/// The kind of the party behind a position's stakeholder.
fn party_kind<'a>(position: &Value, document: &'a Value) -> Option<&'a str> {
    let by_id = |table: &str, id: &str| document[table].as_array()?.iter().find(|entry| text(entry, "id") == id);
    let stakeholder = by_id("stakeholders", text(position, "stakeholder"))?;
    by_id("parties", text(stakeholder, "party"))?["kind"].as_str()
}

fn text<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_default()
}

/// Whether a key is there and, if it holds a list, the list has entries.
fn has(object: &Value, key: &str) -> bool {
    match &object[key] {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}
