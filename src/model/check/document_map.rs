//! A document as JSON, with the bytes of its text that hold each value: for checks that are made
//! outside the model, such as those that read files.

use std::fmt;
use std::ops::Range;

use serde_json::Value;

use super::path::{Path, child, pointer_keys};
use super::short::{self, Written};
use super::source_map::{Part, SourceMap};
use super::{SCHEMA, json};

/// A document as JSON with its short forms expanded, and where its values were written.
///
/// ```
/// use contract_fact_box::model::DocumentMap;
///
/// let text = r#"{"positions": [{"text": "Nobody asked us."}]}"#;
/// let map = DocumentMap::of(text).expect("it is JSON");
/// let place = map.locate("/positions/0/text");
/// assert_eq!((&*place.path, &text[place.span]), ("positions[0].text", "\"Nobody asked us.\""));
/// assert_eq!(map.document()["positions"][0]["text"], "Nobody asked us.");
/// ```
pub struct DocumentMap {
    document: Value,
    written: Written,
    source_map: SourceMap,
}

/// Where a value of a document was written, in each way that an issue says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValuePlace {
    /// The path, as in `positions[0].text`.
    pub path: String,
    /// The JSON pointer, as in `/positions/0/text`.
    pub pointer: String,
    /// The bytes in the text.
    pub span: Range<usize>,
}

impl DocumentMap {
    /// Reads a text that may have a byte-order mark; `None` if it is not one JSON document, which
    /// [`super::read`] explains.
    pub fn of(text: &str) -> Option<Self> {
        let mut document = json::parse(text).ok()?;
        let written = short::expand(&SCHEMA, &mut document);
        Some(Self { document, written, source_map: SourceMap::of(text) })
    }

    /// Returns the document in the long form, whatever is wrong with it.
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// Returns the place of the value at a JSON pointer into the document. If that leads nowhere, it
    /// is the place of the value where it stops.
    pub fn locate(&self, pointer: &str) -> ValuePlace {
        let (mut path, mut value) = (Path::default(), &self.document);
        for key in pointer_keys(pointer) {
            let Some((step, below)) = child(value, &key) else { break };
            path.push(step);
            value = below;
        }
        let path = self.written.to_written(&path);
        let span = self.source_map.span(&path, Part::Value);
        ValuePlace { path: path.to_string(), pointer: path.to_pointer(), span }
    }
}

impl fmt::Debug for DocumentMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentMap").field("document", &self.document).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentMap;

    #[test]
    fn a_pointer_leads_to_its_value_or_as_far_as_it_goes() {
        let text = "\u{FEFF}{\"a/b\": [1, {\"c\": \"ä\"}], \"d~\": {\"0\": 2}}";
        let map = DocumentMap::of(text).expect("it is JSON");
        for (pointer, path, value) in [
            ("/a~1b/1/c", "[\"a/b\"][1].c", "\"ä\""),
            ("/d~0/0", "d~.0", "2"),
            ("/a~1b/7/c", "[\"a/b\"]", "[1, {\"c\": \"ä\"}]"),
            ("", "", text.trim_start_matches('\u{FEFF}')),
        ] {
            let place = map.locate(pointer);
            assert_eq!((&*place.path, text.get(place.span)), (path, Some(value)), "{pointer}");
        }
        assert!(DocumentMap::of("{\"a\": }").is_none());
    }

    #[test]
    fn what_was_written_in_short_is_found_where_it_was_written() {
        let text = r#"{"silences": {"stakeholder": "ann", "sources": "report: no reply"}}"#;
        let map = DocumentMap::of(text).expect("it is JSON");
        let place = map.locate("/silences/0/sources/0/passage/quote");
        assert_eq!(&*place.pointer, "/silences/sources");
        assert_eq!(text.get(place.span), Some("\"report: no reply\""));
    }
}
