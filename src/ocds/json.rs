//! JSON as it is written: a number stays the text of the file.
//!
//! Notices hold amounts such as `1e9999`, which no float can hold, and `32800.00`, which a float
//! writes back in another way. [`serde_json::Value`] knows only floats, unless a feature of the crate
//! is on that breaks enums elsewhere. So a document is split with [`RawValue`], level by level.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde_json::value::RawValue;

use crate::model::pointer_keys;

/// How many levels of lists and objects a document may have. OCDS has some ten.
const MAX_DEPTH: usize = 64;

/// A value of a JSON document.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, with its keys in the order of the document. Of a key that occurs twice, the last
    /// value counts.
    Object(Object),
}

/// The entries of an object, in the order of the document.
pub type Object = IndexMap<String, Json>;

impl Json {
    /// Reads one value.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or nested more than 64 levels deep.
    ///
    /// ```
    /// use contract_fact_box::ocds::Json;
    ///
    /// let json = Json::parse(r#"{"amount": 32800.00, "currency": "GBP"}"#)?;
    /// assert_eq!(json.get("amount"), Some(&Json::Number("32800.00".into())));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        Self::from_raw(serde_json::from_str(text)?)
    }

    /// Reads a value that serde has split off. For errors see [`Json::parse`].
    pub fn from_raw(raw: &RawValue) -> Result<Self, serde_json::Error> {
        split(raw, 0)
    }

    /// Returns the value of a key. `None` if there is no such key, or if this is not an object.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.as_object()?.get(key)
    }

    /// Returns the value at a JSON pointer (RFC 6901), as in `/awards/0/id`; an empty one is that of
    /// this value. `None` if it leads nowhere.
    ///
    /// ```
    /// use contract_fact_box::ocds::Json;
    ///
    /// let json = Json::parse(r#"{"awards": [{"a/b": 1}]}"#)?;
    /// assert_eq!(json.pointer("/awards/0/a~1b"), Some(&Json::Number("1".into())));
    /// assert_eq!(json.pointer("/awards/1"), None);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn pointer(&self, pointer: &str) -> Option<&Json> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        pointer_keys(pointer).try_fold(self, |json, key| json.child(&key))
    }

    /// Returns the value at a key of an object, or at an index of a list, as JSON pointers write it.
    pub(super) fn child(&self, key: &str) -> Option<&Json> {
        match self {
            Self::List(items) => items.get(parse_index(key)?),
            _ => self.get(key),
        }
    }

    /// Returns the entries, if this is an object.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// Returns the items, if this is a list.
    pub fn as_list(&self) -> Option<&[Json]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the text, if this is a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the text of a string, or of a number as it is written: ids are found as both.
    pub fn as_text_or_number(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads an index of a list in a JSON pointer, which has one way to be written: not `01` or `+1`.
pub(super) fn parse_index(key: &str) -> Option<usize> {
    key.parse().ok().filter(|index: &usize| index.to_string() == key)
}

/// Whether a text is digits and nothing else. Such a key may be a position in a list: publishers write
/// lists as objects with the keys 1, 2 and so on.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn split(raw: &RawValue, depth: usize) -> Result<Json, serde_json::Error> {
    let text = raw.get();
    Ok(match text.bytes().next() {
        Some(b'{' | b'[') if depth == MAX_DEPTH => {
            return Err(serde::de::Error::custom(format_args!(
                "it is nested more than {MAX_DEPTH} levels deep"
            )));
        }
        Some(b'{') => {
            let entries: IndexMap<Cow<'_, str>, &RawValue> = serde_json::from_str(text)?;
            let split_entry =
                |(key, value): (Cow<'_, str>, _)| Ok((key.into_owned(), split(value, depth + 1)?));
            Json::Object(entries.into_iter().map(split_entry).collect::<Result<_, _>>()?)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            let split_item = |item| split(item, depth + 1);
            Json::List(items.into_iter().map(split_item).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Json::Text(serde_json::from_str(text)?),
        Some(b't' | b'f') => Json::Bool(serde_json::from_str(text)?),
        Some(b'n') => Json::Null,
        _ => Json::Number(text.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_as_they_are_written() {
        for number in ["0", "-1", "32800.00", "1e9999", "0.1000000000000000055511151231257827"] {
            let json = Json::parse(&format!("[{number}]")).expect(number);
            assert_eq!(json, Json::List(vec![Json::Number(number.to_owned())]));
        }
    }

    #[test]
    fn a_json_pointer_leads_to_the_value_or_nowhere() {
        let json = Json::parse(r#"{"a": [{"b": 1}, 2], "c/d": {"~1": 3}, "": 4, "1": 5}"#);
        let json = json.expect("is JSON");
        for (pointer, expected) in [
            ("/a/0/b", Some("1")),
            ("/a/1", Some("2")),
            ("/c~1d/~01", Some("3")),
            ("/", Some("4")),
            ("/1", Some("5")),
            ("/a/2", None),
            ("/a/01", None),
            ("/a/+1", None),
            ("/a/b", None),
            ("/c/d", None),
            ("/a/1/0", None),
            ("1", None),
        ] {
            let found = json.pointer(pointer).and_then(Json::as_text_or_number);
            assert_eq!(found, expected, "{pointer}");
        }
        assert_eq!(json.pointer(""), Some(&json));
    }

    #[test]
    fn a_document_that_is_nested_too_deep_is_refused() {
        for depth in [65, 100_000] {
            let text = "[".repeat(depth) + &"]".repeat(depth);
            let error = Json::parse(&text).expect_err("too deep").to_string();
            assert!(error.contains("64 levels") || error.contains("recursion"), "{error}");
        }
        assert!(Json::parse(&("[".repeat(64) + &"]".repeat(64))).is_ok());
    }

    #[test]
    fn what_is_not_json_is_refused_at_every_level() {
        for text in ["", "{", "[1,]", r#"{"a": [01]}"#, r#"{"a": "\x"}"#, "{} {}", "\u{feff}{}"] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
        let twice = Json::parse(r#"{"a": 1, "a": {"b": [true, null, "\u00e9"]}}"#).expect("reads");
        let inner = Json::List(vec![Json::Bool(true), Json::Null, Json::Text("é".to_owned())]);
        assert_eq!(twice.get("a").and_then(|a| a.get("b")), Some(&inner));
    }
}
