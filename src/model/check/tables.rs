//! Looks values up by id and by key, in a document that may have errors elsewhere.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::PartialDate;

/// The entries of a document's lists by their ids.
pub(super) struct Tables<'a> {
    document: &'a Value,
    by_id: BTreeMap<(&'a str, &'a str), usize>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(document: &'a Value) -> Self {
        let mut by_id = BTreeMap::new();
        for (table, entries) in document.as_object().into_iter().flatten() {
            for (index, entry) in as_list(entries).iter().enumerate() {
                let id = string_at(entry, "id");
                if !id.is_empty() {
                    by_id.entry((table.as_str(), id)).or_insert(index);
                }
            }
        }
        Self { document, by_id }
    }

    /// Returns the entries of a table.
    pub(super) fn entries(&self, table: &str) -> &'a [Value] {
        as_list(&self.document[table])
    }

    /// Returns the index of an entry in its table.
    pub(super) fn index_of(&self, table: &str, id: &str) -> Option<usize> {
        self.by_id.get(&(table, id)).copied()
    }

    /// Returns an entry of a table, by its id.
    pub(super) fn entry(&self, table: &str, id: &str) -> Option<&'a Value> {
        self.entries(table).get(self.index_of(table, id)?)
    }

    /// Returns the party behind a position's stakeholder.
    pub(super) fn speaker(&self, position: &Value) -> Option<&'a Value> {
        let stakeholder = self.entry("stakeholders", string_at(position, "stakeholder"))?;
        self.entry("parties", string_at(stakeholder, "party"))
    }
}

/// Returns the string at a key of an object; empty if there is none.
pub(super) fn string_at<'a>(object: &'a Value, key: &str) -> &'a str {
    object[key].as_str().unwrap_or_default()
}

/// Returns the elements of a list; none if the value is no list.
pub(super) fn as_list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Whether there is a value at a key, other than an empty list.
pub(super) fn has_value(object: &Value, key: &str) -> bool {
    match &object[key] {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}

/// Returns the date in any of its forms: plain, with words, or the value of a fact; `Unknown` if
/// there is none.
pub(super) fn parse_date(value: &Value) -> PartialDate {
    match value {
        Value::String(text) => PartialDate::parse(text).unwrap_or_default(),
        Value::Object(fields) => {
            fields.get("date").or_else(|| fields.get("value")).map(parse_date).unwrap_or_default()
        }
        _ => PartialDate::Unknown,
    }
}

/// Whether a value is written as a date, alone or with words, and leaves it open which one.
pub(super) fn is_unknown_date(value: &Value) -> bool {
    let date = if value.is_object() { &value["date"] } else { value };
    date.as_str().and_then(PartialDate::parse) == Some(PartialDate::Unknown)
}

/// Returns the ids of the sources in a list of citations.
pub(super) fn cited_ids(citations: &Value) -> impl Iterator<Item = &str> {
    as_list(citations)
        .iter()
        .filter_map(|citation| citation.as_str().or_else(|| citation["source"].as_str()))
}
