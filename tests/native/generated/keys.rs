//! Every key of the format is shown: where a document has another value, the box looks different or
//! the checker refuses it.

use std::collections::{BTreeMap, BTreeSet};

use contract_fact_box::model::{self, Story};
use contract_fact_box::{prerender, view};
use serde_json::{Value, json};

use crate::support;

/// The keys that readers of the current version never see, each with the reason.
const STRUCTURE: &[(&str, &str)] = &[
    // Only one value is valid.
    ("Story", "schema_version"),
    // Shown on pages that hold an older version.
    ("Story", "published_at"),
    // The direction is the language's own unless it is given; the id is the name of files.
    ("Story", "dir"),
    ("Story", "id"),
    // For code editors.
    ("Story", "$schema"),
    // Whatever has them of the contract has them itself once the document is read.
    ("Contract", "sources"),
    // The original that a translation was made from, to find stale translations.
    ("Translation", "of"),
    // A group has no quotations, and the checker refuses them.
    ("Party", "kind"),
    // Each results from the others, so that a change of one alone is refused.
    ("Comparison", "amount"),
    ("Comparison", "contract"),
    ("Comparison", "divisor"),
    ("Comparison", "result"),
    // Shown in the other languages.
    ("Story", "translations"),
    // Used for pages that hold an older version.
    ("Correction", "pointer"),
    // For the newsroom alone.
    ("Fact", "record"),
    ("Status", "record"),
    ("Event", "record"),
    ("Amendment", "record"),
    ("Related", "record"),
    ("Story", "not_before"),
    ("Story", "waivers"),
    ("Waiver", "rule"),
    ("Waiver", "pointer"),
    ("Waiver", "reason"),
    ("Waiver", "by"),
    ("Waiver", "on"),
    ("Waiver", "until"),
];

/// By type and key, whether some document looks different with another value of that key.
type Seen = BTreeMap<(String, String), bool>;

struct Walk<'a> {
    schema: &'a Value,
    document: &'a Value,
    before: Forms,
    seen: &'a mut Seen,
}

type Forms = [String; 2];

fn render_forms(story: &Story) -> Forms {
    let view = view::compile(story, &story.lang).expect("it compiles");
    [
        prerender::render_box(&view, &view::Parts::All, "/", 2),
        prerender::render_plain_html(&view, &view::Parts::All, "/", 2),
    ]
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

    fn visit(&mut self, schema: &'a Value, name: &str, pointer: &str) {
        let mut name = name.to_owned();
        let schema = self.resolve(schema, &mut name);
        let value = self.document.pointer(pointer).unwrap_or(&Value::Null);
        if let Some(branches) = schema["anyOf"].as_array() {
            let fits = |branch: &&Value| {
                let kind = self.resolve(branch, &mut String::new())["type"].as_str();
                kind == Some(type_name(value)) || (kind.is_none() && value.is_string())
            };
            if let Some(branch) = branches.iter().find(fits) {
                self.visit(branch, &name, pointer);
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
                        self.visit_key(schema, &name, key, &format!("{pointer}/{key}"));
                    }
                }
            }
            Value::Array(items) => {
                (0..items.len()).for_each(|index| {
                    self.visit(&schema["items"], &name, &format!("{pointer}/{index}"))
                });
            }
            _ => {}
        }
    }

    /// Visits the value of a key: tries other values, then visits what it holds.
    fn visit_key(&mut self, schema: &'a Value, name: &str, key: &str, pointer: &str) {
        let pair = (name.to_owned(), key.to_owned());
        // The parts of a value are tried one by one.
        let value = self.document.pointer(pointer).unwrap_or(&Value::Null);
        let has_parts = value.is_object() || value[0].is_object() || value[0].is_array();
        if self.seen.get(&pair) != Some(&true) && (has_parts || self.is_visible(schema, pointer)) {
            self.seen.insert(pair, true);
        }
        self.visit(schema, name, pointer);
    }

    /// Whether the forms look different with any other value that is valid at a pointer, or without
    /// a value.
    fn is_visible(&self, schema: &'a Value, pointer: &str) -> bool {
        let value = self.document.pointer(pointer).expect("it is there");
        let others = self.other_values(schema, value).into_iter().map(Some).chain([None]);
        others.into_iter().any(|other| {
            let mut document = self.document.clone();
            match other {
                Some(other) => *document.pointer_mut(pointer).expect("it is there") = other,
                None => {
                    let (parent, key) = pointer.rsplit_once('/').expect("a key");
                    document
                        .pointer_mut(parent)
                        .and_then(Value::as_object_mut)
                        .and_then(|parent| parent.remove(key));
                }
            }
            let story = model::read(&document.to_string()).into_valid();
            story.is_ok_and(|story| render_forms(&story) != self.before)
        })
    }

    fn other_values(&self, schema: &'a Value, value: &Value) -> Vec<Value> {
        let schema = self.resolve(schema, &mut String::new());
        if let Some(branches) = schema["anyOf"].as_array() {
            return branches.iter().flat_map(|branch| self.other_values(branch, value)).collect();
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
                            .map(|entry| entry["id"].clone());
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

fn type_name(value: &Value) -> &'static str {
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
    for file in support::story_files() {
        // In the long form, which has every key that is written in short.
        let story = support::read_story(&file);
        let document = serde_json::to_value(&story).expect("a story is JSON");
        let before = render_forms(&story);
        Walk { schema: &schema, document: &document, before, seen: &mut seen }
            .visit(&schema, "Story", "");
    }
    let structure: BTreeSet<_> =
        STRUCTURE.iter().map(|(name, key)| ((*name).to_owned(), (*key).to_owned())).collect();
    let unseen: Vec<_> =
        seen.iter().filter(|(pair, seen)| !**seen && !structure.contains(*pair)).collect();
    assert!(unseen.is_empty(), "a change of these is seen in no story: {unseen:?}");
}
