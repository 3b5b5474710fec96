//! Maps the path of a value to the bytes of the text that hold it.
//!
//! serde_json drops positions as it decodes. A [`RawValue`] borrows its part of the text instead, so its address gives
//! the position: the parser that decodes a document also finds its spans, and no second one can disagree with it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::json::strip_byte_order_mark;
use super::path::{Path, Step};

/// Where the keys and values of a document are in its text.
#[derive(Default)]
pub(super) struct SourceMap {
    root: Option<Node>,
    /// Every key that is written again in one object, in the order of the text.
    pub(super) repeated_keys: Vec<RepeatedKey>,
}

/// A key that an object has twice: serde_json would silently keep the last value.
pub(super) struct RepeatedKey {
    pub(super) path: Path,
    /// The bytes of the first such key, with its quotation marks.
    pub(super) first: Range<usize>,
    /// The bytes of this one.
    pub(super) again: Range<usize>,
}

impl RepeatedKey {
    /// The key itself.
    pub(super) fn key(&self) -> &str {
        match self.path.steps().last() {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }
}

/// What of a value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The key that leads to it; the value itself if it has none.
    Key,
    Value,
}

struct Node {
    key: Option<Range<usize>>,
    value: Range<usize>,
    children: Children,
}

enum Children {
    None,
    Elements(Vec<Node>),
    Members(BTreeMap<String, Node>),
}

impl SourceMap {
    /// The map of a text that serde_json reads as one document; an empty map of any other text.
    pub(super) fn of(text: &str) -> Self {
        let mut builder = Builder { text, path: Path::default(), repeated_keys: Vec::new() };
        let root = serde_json::from_str(strip_byte_order_mark(text)).ok();
        let root = root.map(|raw| builder.node(None, raw));
        Self { root, repeated_keys: builder.repeated_keys }
    }

    /// The bytes of a value or of its key. Of a path that leads nowhere, those of the value where it stops.
    pub(super) fn span(&self, path: &Path, part: Part) -> Range<usize> {
        let Some(root) = &self.root else { return 0..0 };
        let mut node = root;
        for step in path.steps() {
            let child = match (step, &node.children) {
                (Step::Key(key), Children::Members(members)) => members.get(key),
                (Step::Index(index), Children::Elements(elements)) => elements.get(*index),
                _ => None,
            };
            let Some(child) = child else { return node.value.clone() };
            node = child;
        }
        match (part, &node.key) {
            (Part::Key, Some(key)) => key.clone(),
            _ => node.value.clone(),
        }
    }
}

struct Builder<'t> {
    text: &'t str,
    path: Path,
    repeated_keys: Vec<RepeatedKey>,
}

impl<'t> Builder<'t> {
    /// Recurses no deeper than serde_json does, which refuses what is nested deeper than 128 levels.
    fn node(&mut self, key: Option<Range<usize>>, raw: &'t RawValue) -> Node {
        let json = raw.get();
        let children = match json.as_bytes().first() {
            Some(b'[') => self.elements(serde_json::from_str(json).unwrap_or_default()),
            Some(b'{') => self.members(serde_json::from_str(json).unwrap_or_default()),
            _ => Children::None,
        };
        Node { key, value: self.span_of(json), children }
    }

    fn elements(&mut self, elements: Vec<&'t RawValue>) -> Children {
        let mut nodes = Vec::with_capacity(elements.len());
        for (index, element) in elements.into_iter().enumerate() {
            self.path.push_index(index);
            nodes.push(self.node(None, element));
            self.path.pop();
        }
        Children::Elements(nodes)
    }

    fn members(&mut self, Members(members): Members<'t>) -> Children {
        let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
        let mut first_keys: BTreeMap<String, Range<usize>> = BTreeMap::new();
        for (key, value) in members {
            let key_span = self.span_of(key.get());
            let key: String = serde_json::from_str(key.get()).unwrap_or_default();
            self.path.push_key(&key);
            match first_keys.get(&key) {
                Some(first) => self.repeated_keys.push(RepeatedKey {
                    path: self.path.clone(),
                    first: first.clone(),
                    again: key_span.clone(),
                }),
                None => drop(first_keys.insert(key.clone(), key_span.clone())),
            }
            let node = self.node(Some(key_span), value);
            nodes.insert(key, node);
            self.path.pop();
        }
        Children::Members(nodes)
    }

    /// The bytes that a slice of the text takes up in it.
    fn span_of(&self, part: &str) -> Range<usize> {
        let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        start..start + part.len()
    }
}

/// The keys and values of an object, each as it is written, and all of them where a key is repeated.
#[derive(Default)]
struct Members<'t>(Vec<(&'t RawValue, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, SourceMap};
    use crate::model::check::path::Path;

    #[test]
    fn every_path_leads_to_its_key_and_value() {
        let text = "\u{FEFF}{\n \"ä\": [1, {\"b\\n\": \"}\"},\n  [2],\r\n\"]\"],\n \"c\": {}\n}";
        let map = SourceMap::of(text);
        let whole = text.trim_start_matches('\u{FEFF}');
        let a = Path::default().key("ä");
        for (path, key, value) in [
            (Path::default(), whole, whole),
            (a.index(0), "1", "1"),
            (a.index(1).key("b\n"), "\"b\\n\"", "\"}\""),
            (a.index(2).index(0), "2", "2"),
            (a.index(3), "\"]\"", "\"]\""),
            (Path::default().key("c"), "\"c\"", "{}"),
            // A path that leads nowhere ends at the value where it stops.
            (Path::default().key("c").key("d").index(1), "{}", "{}"),
            (a.index(2).index(9), "[2]", "[2]"),
        ] {
            for (part, expected) in [(Part::Key, key), (Part::Value, value)] {
                assert_eq!(text.get(map.span(&path, part)), Some(expected), "{path}");
            }
        }
    }

    #[test]
    fn a_key_is_repeated_only_within_its_own_object() {
        let count = |text| SourceMap::of(text).repeated_keys.len();
        assert_eq!(count(r#"[{"a": {"a": "a"}}, {"a": ["a", "a"]}]"#), 0);
        let text = r#"{"a": 1, "b": {"c": 1, "\u0063": 2}, "a": 3, "a": 4}"#;
        let map = SourceMap::of(text);
        let repeated: Vec<_> = map
            .repeated_keys
            .iter()
            .map(|key| (key.path.to_string(), key.first.start, key.again.start))
            .collect();
        assert_eq!(
            repeated,
            [("b.c".to_owned(), 15, 23), ("a".to_owned(), 1, 37), ("a".to_owned(), 1, 45)]
        );
        // The last one is the one that is read.
        assert_eq!(text.get(map.span(&Path::default().key("a"), Part::Value)), Some("4"));
    }

    #[test]
    fn the_name_by_which_serde_json_knows_raw_values_is_a_key_as_any_other() {
        let text = r#"{"$serde_json::private::RawValue": "[1]"}"#;
        let path = Path::default().index(0);
        assert_eq!(text.get(SourceMap::of(text).span(&path, Part::Value)), Some(text));
    }
}
