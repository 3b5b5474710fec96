//! The short form of a story says what the long one says.

use std::collections::BTreeMap;

use contract_fact_box::model;
use contract_fact_box::view;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::stories::any_story;
use crate::support;

/// Writes a document as short as the format allows.
pub(crate) fn shorten(document: &Value) -> Value {
    let mut document = document.clone();
    leave_out_implied(&mut document);
    share_sources(&mut document);
    join_parties(&mut document);
    shorten_value(&mut document);
    document
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn list_mut<'v>(value: &'v mut Value, key: &str) -> impl Iterator<Item = &'v mut Value> {
    value.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}

fn drop_if(value: &mut Value, key: &str, is_implied: impl Fn(&Value) -> bool) {
    if let Some(fields) = value.as_object_mut()
        && fields.get(key).is_some_and(is_implied)
    {
        fields.shift_remove(key);
    }
}

fn leave_out_implied(document: &mut Value) {
    let by_id = |table: &str, key: &str| -> BTreeMap<String, String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        list(document, table).map(|entry| (text(&entry["id"]), text(&entry[key]))).collect()
    };
    let (source_kinds, party_kinds, speakers) =
        (by_id("sources", "kind"), by_id("parties", "kind"), by_id("stakeholders", "party"));
    let own = document["contracts"][0]["id"].clone();
    drop_if(document, "schema_version", |version| *version == "1.0");
    drop_if(document, "version", |version| *version == 1);
    for contract in list_mut(document, "contracts") {
        let status = &mut contract["status"];
        let is_official = list(status, "sources").any(|citation| {
            let id = citation.as_str().or(citation["source"].as_str()).unwrap_or_default();
            let kind = source_kinds.get(id).map_or("", String::as_str);
            ["notice", "decision", "foi", "dataset"].contains(&kind)
        });
        drop_if(status, "reported", |reported| *reported == !is_official);
        for key in ["procurement", "dates"] {
            drop_if(contract, key, |value| *value == json!({}));
        }
    }
    for issue in list_mut(document, "issues") {
        let Some(contract) = issue.get("contract").cloned() else { continue };
        let scope = if contract == own { "this_contract" } else { "other_contract" };
        drop_if(issue, "scope", |written| *written == scope);
    }
    for position in list_mut(document, "positions") {
        let speaker = position["stakeholder"].as_str().and_then(|id| speakers.get(id));
        let kind = speaker.and_then(|party| party_kinds.get(party)).map_or("", String::as_str);
        let attributed = match kind {
            "person" => "named",
            "organisation" => "organisation",
            _ => "anonymous",
        };
        let behalf = if kind == "organisation" { "organisation" } else { "self" };
        drop_if(position, "stance_by", |written| *written == "editor");
        drop_if(position, "attributed", |written| *written == attributed);
        drop_if(position, "on_behalf_of", |written| *written == behalf);
    }
    for question in list_mut(document, "open_questions") {
        let state = if question["answer"].is_object() { "answered" } else { "open" };
        if question["asked_of"].is_null() {
            drop_if(question, "state", |written| *written == state);
        }
    }
}

/// Gives each contract the sources of its first fact, and takes them from whatever has the same.
fn share_sources(document: &mut Value) {
    fn take(value: &mut Value, shared: &Value) {
        for field in value.as_object_mut().into_iter().flat_map(Map::values_mut) {
            match field {
                Value::Array(items) => items.iter_mut().for_each(|item| take(item, shared)),
                field => take(field, shared),
            }
        }
        // The sides of a dispute have sources of their own, and what is not known may have none.
        let is_side = value.get("value").is_some() && value.get("state").is_none();
        let is_unknown = value.get("state").is_some_and(|state| state != "known")
            || value.get("code").is_some_and(|code| code == "unknown");
        if !is_side && !is_unknown {
            drop_if(value, "sources", |sources| sources == shared);
        }
    }
    for contract in list_mut(document, "contracts") {
        let can_share = |fact: &Value| {
            fact["state"] == "unknown" || fact["code"] == "unknown" || fact["sources"].is_array()
        };
        let shared = contract["buyer"]["sources"].clone();
        if shared.is_array() && can_share(&contract["status"]) {
            take(contract, &shared);
            contract["sources"] = shared;
        }
    }
}

/// Writes stakeholders as parties, where they have the same id, unless translations count them.
fn join_parties(document: &mut Value) {
    if document.to_string().contains("\"/stakeholders/") {
        return;
    }
    let mut roles: BTreeMap<String, Value> = BTreeMap::new();
    if let Some(stakeholders) = document.get_mut("stakeholders").and_then(Value::as_array_mut) {
        stakeholders.retain(|stakeholder| {
            let is_apart = stakeholder["id"] != stakeholder["party"];
            if !is_apart {
                let id = stakeholder["id"].as_str().expect("an id is a text");
                roles.insert(id.to_owned(), stakeholder.clone());
            }
            is_apart
        });
    }
    for party in list_mut(document, "parties") {
        let role = party["id"].as_str().and_then(|id| roles.get(id)).cloned().unwrap_or_default();
        for (key, value) in role.as_object().into_iter().flatten() {
            if !["id", "party"].contains(&key.as_str()) {
                party[key] = value.clone();
            }
        }
    }
}

fn shorten_value(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(shorten_value);
            if let [only] = items.as_mut_slice() {
                *value = only.take();
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields.iter_mut() {
                if key != "translations" {
                    shorten_value(field);
                }
            }
            if let Some(quote) = as_short_citation(fields) {
                *value = quote.into();
                return;
            }
            let is_dispute = fields.contains_key("alternatives");
            fields.retain(|key, field| {
                key != "state" || (*field != "known" && (*field != "disputed" || !is_dispute))
            });
            if let Some(Value::Object(inner)) = fields.get("value").cloned() {
                fields.shift_remove("value");
                inner.into_iter().for_each(|(key, value)| drop(fields.insert(key, value)));
            }
            let short = ["value", "code", "text", "state"]
                .into_iter()
                .find(|key| fields.len() == 1 && fields.contains_key(*key));
            if let Some(short) = short.and_then(|key| fields.get(key)).cloned() {
                *value = short;
            }
        }
        _ => {}
    }
}

/// A citation as a text, if it has a passage with nothing around it.
fn as_short_citation(fields: &Map<String, Value>) -> Option<String> {
    let (source, passage) = (fields.get("source")?.as_str()?, fields.get("passage")?.as_object()?);
    let quote = passage.get("quote").filter(|_| passage.len() == 1)?.as_str()?;
    Some(format!("{source}: {quote}"))
}

/// What the boxes of a story show, in its own language and in French; or the rules that it breaks.
fn show(document: &Value) -> Result<Vec<view::BoxView>, Vec<&'static str>> {
    let story = model::read(&document.to_string()).into_valid().map_err(|issues| {
        let mut codes: Vec<_> = issues.iter().map(|issue| issue.code).collect();
        codes.sort_unstable();
        codes
    })?;
    let languages = [&*story.lang].into_iter().chain(story.translations.keys().map(String::as_str));
    Ok(languages.map(|lang| view::compile(&story, lang).expect("a sound story")).collect())
}

#[test]
fn every_story_says_the_same_in_short() {
    for file in support::story_files() {
        let text = support::read_text(&file);
        let written: Value = serde_json::from_str(&text).expect("a story is JSON");
        let long = serde_json::to_value(support::read_story(&file)).expect("a story is JSON");
        let short = shorten(&long);
        let place = file.display();
        assert!(show(&short).is_ok(), "{place}: {:#?}", show(&short));
        assert_eq!(show(&short), show(&long), "{place}");
        assert_eq!(show(&written), show(&long), "{place}");
        let [short, long] = [short, long].map(|story| story.to_string().len());
        assert!(short < long, "{place}: {short} of {long} bytes");
    }
}

#[test]
fn a_story_in_short_says_what_its_published_version_says_at_length() {
    let mut shortened = 0;
    for file in support::published_stories() {
        let version = support::read_story(&file).version;
        let published = file.with_extension("").join(format!("{version}.json"));
        // A draft of the next version is not published yet.
        if !published.exists() {
            continue;
        }
        let [text, published] = [&file, &published].map(|file| support::read_text(file));
        let [written, long] = [&text, &published]
            .map(|text| serde_json::from_str::<Value>(text).expect("a story is JSON"));
        assert_eq!(show(&written), show(&long), "{}", file.display());
        shortened += usize::from(text.lines().count() * 2 < published.lines().count());
    }
    assert!(shortened > 0, "no story has fewer than half of the lines of its long form");
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn whatever_a_story_says_it_says_in_short(document in any_story(6)) {
        // Stakeholders with the ids of their parties can be written as parties.
        let mut text = document.to_string();
        for index in 0..6 {
            text = text.replace(&format!("\"s{index}\""), &format!("\"p{index}\""));
        }
        let long: Value = serde_json::from_str(&text).expect("is still JSON");
        let short = shorten(&long);
        prop_assert!(short.to_string().len() < text.len(), "{short}");
        prop_assert_eq!(show(&short), show(&long), "{}", short);
    }
}
