//! Every key that can be written is shown: a document that says something else there looks otherwise, or is refused.

use std::collections::{BTreeMap, BTreeSet};

use contract_fact_box::model::{self, Story};
use contract_fact_box::{prerender, view};
use serde_json::{Value, json};

use crate::support;

/// What is not for readers: how the document is put together, and what pages ask for that hold an older version.
const STRUCTURE: &[(&str, &str)] = &[
    // One value is all that this version reads.
    ("Story", "schema_version"),
    // Told to pages that hold an older version.
    ("Story", "published_at"),
    // The language's own, as long as nothing else is said; and the names of files.
    ("Story", "dir"),
    ("Story", "id"),
    // A text's original, by which stale translations are found.
    ("Translation", "of"),
    // Who is a group is given no words, and that is refused where it is not so.
    ("Party", "kind"),
    // Each follows from the others, so none can be changed alone.
    ("Comparison", "amount"),
    ("Comparison", "contract"),
    ("Comparison", "divisor"),
    ("Comparison", "result"),
    // Laid over the texts in their own languages.
    ("Story", "translations"),
    // Where a correction belongs: told to pages that hold an older version.
    ("Correction", "pointer"),
];

/// A key of a type, and whether some document looks otherwise once something else is written there.
type Seen = BTreeMap<(String, String), bool>;

struct Walk<'a> {
    schema: &'a Value,
    document: &'a Value,
    before: Forms,
    seen: &'a mut Seen,
}

type Forms = [String; 2];

fn forms(story: &Story) -> Forms {
    let view = view::compile(story, &story.lang).expect("it compiles");
    [prerender::fact_box(&view, "/", 2), prerender::light(&view, "/", 2)]
}

impl<'a> Walk<'a> {
    fn resolve(&self, mut schema: &'a Value, name: &mut String) -> &'a Value {
        while let Some(pointer) =
            schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'))
        {
            *name = pointer
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .split('_')
                .next()
                .unwrap_or_default()
                .to_owned();
            name.truncate(name.trim_end_matches(|c: char| c.is_ascii_digit()).len());
            schema = self.schema.pointer(pointer).expect("it is defined");
        }
        schema
    }

    fn object(&mut self, schema: &'a Value, name: &str, at: &str) {
        let mut name = name.to_owned();
        let schema = self.resolve(schema, &mut name);
        let value = self.document.pointer(at).unwrap_or(&Value::Null);
        if let Some(branches) = schema["anyOf"].as_array() {
            let fits = |branch: &&Value| {
                let kind = self.resolve(branch, &mut String::new())["type"].as_str();
                kind == Some(kind_of(value)) || (kind.is_none() && value.is_string())
            };
            if let Some(branch) = branches.iter().find(fits) {
                self.object(branch, &name, at);
            }
            return;
        }
        match value {
            Value::Object(fields) => {
                for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
                    let names_something =
                        self.resolve(schema, &mut String::new())["x-id"].is_string();
                    self.seen.entry((name.clone(), key.clone())).or_insert(names_something);
                    if fields.contains_key(key) {
                        self.key(schema, &name, key, &format!("{at}/{key}"));
                    }
                }
            }
            Value::Array(items) => {
                (0..items.len()).for_each(|index| {
                    self.object(&schema["items"], &name, &format!("{at}/{index}"))
                });
            }
            _ => {}
        }
    }

    /// Looks at a key: writes something else there, and goes on within.
    fn key(&mut self, schema: &'a Value, name: &str, key: &str, at: &str) {
        let pair = (name.to_owned(), key.to_owned());
        // Of what has parts, each part is looked at.
        let value = self.document.pointer(at).unwrap_or(&Value::Null);
        let has_parts = value.is_object() || value[0].is_object() || value[0].is_array();
        if self.seen.get(&pair) != Some(&true) && (has_parts || self.changes(schema, at)) {
            self.seen.insert(pair, true);
        }
        self.object(schema, name, at);
    }

    /// Whether the forms differ for anything else that may be written at a place, or without it.
    fn changes(&self, schema: &'a Value, at: &str) -> bool {
        let value = self.document.pointer(at).expect("it is there");
        let others = self.others(schema, value).into_iter().map(Some).chain([None]);
        others.into_iter().any(|other| {
            let mut document = self.document.clone();
            match other {
                Some(other) => *document.pointer_mut(at).expect("it is there") = other,
                None => {
                    let (parent, key) = at.rsplit_once('/').expect("a key");
                    document
                        .pointer_mut(parent)
                        .and_then(Value::as_object_mut)
                        .and_then(|it| it.remove(key));
                }
            }
            let story = model::read(&document.to_string()).sound();
            story.is_ok_and(|story| forms(&story) != self.before)
        })
    }

    fn others(&self, schema: &'a Value, value: &Value) -> Vec<Value> {
        let schema = self.resolve(schema, &mut String::new());
        if let Some(branches) = schema["anyOf"].as_array() {
            return branches.iter().flat_map(|branch| self.others(branch, value)).collect();
        }
        let codes = schema["oneOf"].as_array().into_iter().flatten().flat_map(|branch| {
            let several = branch["enum"].as_array().cloned().unwrap_or_default();
            several.into_iter().chain(Some(branch["const"].clone()).filter(Value::is_string))
        });
        let mut others: Vec<Value> =
            codes.chain(schema["enum"].as_array().cloned().unwrap_or_default()).collect();
        match value {
            Value::Bool(is) => others.push(json!(!is)),
            Value::Number(_) => others.push(json!(value.as_u64().unwrap_or(1) + 1)),
            Value::String(text) => {
                let made = match (schema["x-format"].as_str(), schema["x-ref"].as_str()) {
                    (_, Some(table)) => {
                        let ids = self.document[table]
                            .as_array()
                            .into_iter()
                            .flatten()
                            .map(|it| it["id"].clone());
                        others.extend(ids);
                        return others;
                    }
                    (Some("date"), _) => {
                        others.push(json!("2031-05-06"));
                        "2019-05-06".into()
                    }
                    (Some("decimal"), _) => format!("7{text}"),
                    (Some("currency"), _) => "SEK".into(),
                    (Some("http-url"), _) => "https://other.example/x".into(),
                    (Some("lang"), _) => "gd".into(),
                    (Some("slug"), _) => format!("{text}-x"),
                    _ => format!("{text} zzz"),
                };
                others.push(json!(made));
            }
            Value::Array(items) => {
                others.extend((!items.is_empty()).then(|| json!(items[..items.len() - 1])))
            }
            _ => {}
        }
        others
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "object",
        Value::Array(_) => "array",
        Value::String(_) => "string",
        _ => "other",
    }
}

#[test]
fn every_key_that_can_be_written_is_shown() {
    let schema = model::schema().to_value();
    let mut seen = Seen::new();
    for file in support::shown() {
        let document: Value = serde_json::from_str(&support::text(&file)).expect("a story is JSON");
        let before = forms(&support::sound(&file));
        Walk { schema: &schema, document: &document, before, seen: &mut seen }
            .object(&schema, "Story", "");
    }
    let structure: BTreeSet<_> =
        STRUCTURE.iter().map(|(name, key)| ((*name).to_owned(), (*key).to_owned())).collect();
    let unseen: Vec<_> =
        seen.iter().filter(|(pair, seen)| !**seen && !structure.contains(*pair)).collect();
    assert!(unseen.is_empty(), "a change of these is seen in no story: {unseen:?}");
}
