//! A place in a release: a value and the JSON pointer to it.
//!
//! Notices break the schema in every way: a list is an empty list where an object belongs, a map
//! with the keys "1" and "2" where a list belongs, an id is a number. So a place is asked for what
//! it holds, and what is not there or of another type is not there. Each value that is taken is
//! remembered, for the report of what was taken and what was left.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::super::Json;
use super::text::to_plain;
use crate::model::{PartialDate, escape_key};

/// Why a text in place of a date is not taken.
const NO_DAY: &str = "it is no day";
/// Why a date with an impossible year is not taken.
const NO_YEAR: &str = "nobody can have meant its year";

/// The JSON pointers of the values that were taken.
#[derive(Debug, Default)]
pub(super) struct Taken {
    pointers: RefCell<BTreeSet<String>>,
    /// Those of the dates that are none, each with the reason.
    refused: RefCell<BTreeMap<String, &'static str>>,
}

impl Taken {
    /// Whether a value was taken.
    pub(super) fn contains(&self, pointer: &str) -> bool {
        self.pointers.borrow().contains(pointer)
    }

    /// Returns the JSON pointers of what stands in place of dates and is none, each with the reason.
    pub(super) fn refused_dates(&self) -> Vec<(String, &'static str)> {
        self.refused.borrow().iter().map(|(pointer, reason)| (pointer.clone(), *reason)).collect()
    }

    fn insert(&self, pointer: &str) {
        self.pointers.borrow_mut().insert(pointer.to_owned());
    }

    fn refuse_date(&self, pointer: &str, reason: &'static str) {
        self.refused.borrow_mut().insert(pointer.to_owned(), reason);
    }
}

/// A place in a release.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    json: &'a Json,
    pointer: String,
    taken: &'a Taken,
}

impl<'a> Node<'a> {
    /// The whole release.
    pub(super) fn root(json: &'a Json, taken: &'a Taken) -> Self {
        Self { json, pointer: String::new(), taken }
    }

    /// The JSON pointer to this place.
    pub(super) fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The place of a key. `None` if there is no such key, or if its value is `null`.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let json = self.json.get(key)?;
        (*json != Json::Null).then(|| self.child(json, key))
    }

    /// The place of a key within others.
    pub(super) fn find(&self, keys: &[&str]) -> Option<Node<'a>> {
        keys.iter().try_fold(self.clone(), |node, key| node.get(key))
    }

    /// The items of the list at a key. Where an object stands in place of a list, as in `{"1": …}`,
    /// its values; where there is neither, none.
    pub(super) fn items(&self, key: &str) -> Vec<Node<'a>> {
        let Some(list) = self.get(key) else { return Vec::new() };
        let is_number = |key: &str| key.bytes().all(|byte| byte.is_ascii_digit());
        match list.json {
            Json::List(items) => items
                .iter()
                .enumerate()
                .filter(|(_, item)| **item != Json::Null)
                .map(|(index, item)| list.child(item, &index.to_string()))
                .collect(),
            Json::Object(entries) if entries.keys().all(|key| is_number(key)) => {
                entries.iter().map(|(key, item)| list.child(item, key)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Takes the text at a key without the white space around it, or a number as it is written.
    /// `None` if there is nothing but white space.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_text()
    }

    /// Takes this place's own text. See [`Node::text`].
    pub(super) fn as_text(&self) -> Option<&'a str> {
        let text = self.json.as_text_or_number()?.trim();
        self.taken.insert(&self.pointer);
        (!to_plain(text).is_empty()).then_some(text)
    }

    /// Looks at the text at a key and does not take it. See [`Node::text`].
    pub(super) fn peek_text(&self, key: &str) -> Option<&'a str> {
        let text = self.json.get(key)?.as_text_or_number()?.trim();
        (!to_plain(text).is_empty()).then_some(text)
    }

    /// Takes the truth value at a key.
    pub(super) fn truth(&self, key: &str) -> Option<bool> {
        let node = self.get(key)?;
        self.taken.insert(&node.pointer);
        match node.json {
            Json::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// Takes the day at a key. See [`Node::as_day`].
    pub(super) fn day(&self, key: &str) -> Option<PartialDate> {
        self.get(key)?.as_day()
    }

    /// Takes this place's own day as it is written, whatever the time and zone beside it. `None`, which
    /// is remembered with the reason, if it is no day, or one that nobody can have meant.
    pub(super) fn as_day(&self) -> Option<PartialDate> {
        let text = self.as_text()?;
        let day = written_day(text);
        if day.is_none() {
            let reason = if read_day(text).is_some() { NO_YEAR } else { NO_DAY };
            self.taken.refuse_date(&self.pointer, reason);
        }
        day
    }

    fn child(&self, json: &'a Json, key: &str) -> Self {
        let pointer = format!("{}/{}", self.pointer, escape_key(key));
        Self { json, pointer, taken: self.taken }
    }
}

/// Reads the day of a date and time as it is written: `2026-03-31T23:59:59+01:00` is 31 March.
///
/// Publishers write days with times that they never had, so that the same instant in another zone
/// would be another day. `None` for a year before 1950 or after 2150, which is a placeholder.
pub fn written_day(text: &str) -> Option<PartialDate> {
    let (date, year) = read_day(text)?;
    (1950..=2150).contains(&year).then_some(date)
}

/// Reads a day, and the year that it is in.
fn read_day(text: &str) -> Option<(PartialDate, u16)> {
    let date = PartialDate::parse(text.split(['T', ' ']).next()?)?;
    match date {
        PartialDate::Unknown => None,
        PartialDate::Year(year) | PartialDate::Month(year, _) | PartialDate::Day(year, _, _) => {
            Some((date, year))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_one_that_is_written() {
        for (text, day) in [
            ("2026-03-31T23:59:59+01:00", Some("2026-03-31")),
            ("2025-05-19T00:00:00Z", Some("2025-05-19")),
            ("2025-05-19 00:00:00", Some("2025-05-19")),
            ("2025-05-19", Some("2025-05-19")),
            ("2025-05", Some("2025-05")),
            ("0001-01-01T00:00:00Z", None),
            ("9999-12-31T23:59:59Z", None),
            ("2025-02-30T00:00:00Z", None),
            ("19/05/2025", None),
            ("unknown", None),
            ("", None),
        ] {
            assert_eq!(written_day(text).map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn what_breaks_the_schema_is_read_as_far_as_it_makes_sense() {
        let json = Json::parse(
            r#"{"buyerID": [], "awards": {"1": {"id": 1}, "2": {"id": "2"}}, "tender": null,
                "parties": "none", "title": "  ", "buyer": {"name": " Anytown "}}"#,
        )
        .expect("is JSON");
        let taken = Taken::default();
        let root = Node::root(&json, &taken);
        let ids: Vec<_> = root.items("awards").iter().map(|award| award.text("id")).collect();
        assert_eq!(ids, [Some("1"), Some("2")]);
        assert!(root.get("tender").is_none() && root.items("parties").is_empty());
        assert!(root.text("buyerID").is_none() && root.text("title").is_none());
        assert_eq!(root.find(&["buyer", "name"]).and_then(|name| name.as_text()), Some("Anytown"));
        assert!(taken.contains("/awards/2/id") && taken.contains("/title"));
        assert!(!taken.contains("/parties"));
    }
}
