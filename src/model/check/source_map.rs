//! Maps the path of a value to the bytes of the text that hold it.
//!
//! serde_json drops positions as it decodes, so the text is scanned once more. serde_json has
//! accepted it by then, which leaves little to scan for. serde_json's `RawValue` and jsonc-parser
//! would do too, and make the module that checks stories in browsers 4 and 7 KB larger, compressed.

use std::collections::BTreeMap;
use std::ops::Range;

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
    /// Returns the key itself.
    pub(super) fn key(&self) -> &str {
        match self.path.steps().last() {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }
}

/// The part of an object's member that a finding marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The key; for a list entry, which has none, the value.
    Key,
    /// The value.
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
    /// Returns the map of a text that serde_json accepts as one document.
    pub(super) fn of(text: &str) -> Self {
        let position = text.len() - strip_byte_order_mark(text).len();
        let mut scanner =
            JsonScanner { text, position, path: Path::default(), repeated_keys: Vec::new() };
        let root = scanner.scan_value(None);
        Self { root: Some(root), repeated_keys: scanner.repeated_keys }
    }

    /// Returns the bytes of a value or of its key. If the path leads nowhere, these are the bytes
    /// of the value where it stops.
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

/// Scans JSON that serde_json has accepted already, so it looks only for where values end.
struct JsonScanner<'t> {
    text: &'t str,
    /// The byte that is read next.
    position: usize,
    /// The path of the value that is read.
    path: Path,
    repeated_keys: Vec<RepeatedKey>,
}

impl JsonScanner<'_> {
    /// Reads a value, and recurses no deeper than serde_json, which accepts 127 levels.
    fn scan_value(&mut self, key: Option<Range<usize>>) -> Node {
        let first = self.skip_white_space();
        let start = self.position;
        let children = match first {
            Some(b'{') => Children::Members(self.scan_members()),
            Some(b'[') => Children::Elements(self.scan_elements()),
            Some(b'"') => {
                self.scan_string();
                Children::None
            }
            _ => {
                self.skip_while(|byte| {
                    !matches!(byte, b',' | b']' | b'}') && !is_white_space(byte)
                });
                Children::None
            }
        };
        Node { key, value: start..self.position, children }
    }

    fn scan_elements(&mut self) -> Vec<Node> {
        let mut elements = Vec::new();
        while self.is_before_child(b']') {
            self.path.push_index(elements.len());
            elements.push(self.scan_value(None));
            self.path.pop();
        }
        elements
    }

    fn scan_members(&mut self) -> BTreeMap<String, Node> {
        let mut members = BTreeMap::new();
        let mut first_keys: BTreeMap<String, Range<usize>> = BTreeMap::new();
        while self.is_before_child(b'}') {
            let span = self.scan_string();
            let written = self.text.get(span.clone()).unwrap_or_default();
            let key: String = serde_json::from_str(written).unwrap_or_default();
            self.path.push_key(&key);
            match first_keys.get(&key) {
                Some(first) => {
                    let (path, first, again) = (self.path.clone(), first.clone(), span.clone());
                    self.repeated_keys.push(RepeatedKey { path, first, again });
                }
                None => drop(first_keys.insert(key.clone(), span.clone())),
            }
            self.skip_white_space();
            self.position += ":".len();
            let node = self.scan_value(Some(span));
            members.insert(key, node);
            self.path.pop();
        }
        members
    }

    /// Moves past the bracket or comma before the next child; past `end` if there is none.
    fn is_before_child(&mut self, end: u8) -> bool {
        if self.skip_white_space() != Some(end) {
            self.position += 1;
        }
        let next = self.skip_white_space();
        if next == Some(end) {
            self.position += 1;
        }
        next.is_some() && next != Some(end)
    }

    /// Reads a string and returns its bytes, with the quotation marks.
    fn scan_string(&mut self) -> Range<usize> {
        let start = self.position;
        self.position += 1;
        while let Some(byte) = self.next_byte().filter(|byte| *byte != b'"') {
            self.position += if byte == b'\\' { 2 } else { 1 };
        }
        self.position += 1;
        start..self.position
    }

    fn skip_white_space(&mut self) -> Option<u8> {
        self.skip_while(is_white_space);
        self.next_byte()
    }

    fn skip_while(&mut self, is_skipped: impl Fn(u8) -> bool) {
        while self.next_byte().is_some_and(&is_skipped) {
            self.position += 1;
        }
    }

    fn next_byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }
}

fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
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
        let a = Path::default().with_key("ä");
        for (path, key, value) in [
            (Path::default(), whole, whole),
            (a.with_index(0), "1", "1"),
            (a.with_index(1).with_key("b\n"), "\"b\\n\"", "\"}\""),
            (a.with_index(2).with_index(0), "2", "2"),
            (a.with_index(3), "\"]\"", "\"]\""),
            (Path::default().with_key("c"), "\"c\"", "{}"),
            // A path that leads nowhere ends at the value where it stops.
            (Path::default().with_key("c").with_key("d").with_index(1), "{}", "{}"),
            (a.with_index(2).with_index(9), "[2]", "[2]"),
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
        assert_eq!(text.get(map.span(&Path::default().with_key("a"), Part::Value)), Some("4"));
    }
}
