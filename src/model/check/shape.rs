//! Walks a JSON value beside the schema and notes every difference.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::path::Path;
use super::wording::Problem;
use super::{form, rules};

/// Names that are at most this far apart count as a slip of the keys.
const SLIP: usize = 2;

/// Everything in `document` that `schema` does not allow, in the order of the document.
pub(super) fn findings(schema: &Value, document: &Value) -> Vec<(Path, Problem)> {
    let mut walk = Walk { schema, document, ids: BTreeMap::new(), references: Vec::new(), findings: Vec::new() };
    walk.value(schema, document, &Path::default());
    walk.look_up_references();
    let mut findings = walk.findings;
    let order = document_order(document);
    findings.sort_by_key(|(path, _)| order.get(path).copied().unwrap_or(usize::MAX));
    findings
}

struct Walk<'a> {
    schema: &'a Value,
    document: &'a Value,
    /// By table, each id and the place of its first use.
    ids: BTreeMap<&'a str, BTreeMap<&'a str, Path>>,
    references: Vec<(Path, &'a str, &'a str)>,
    findings: Vec<(Path, Problem)>,
}

impl<'a> Walk<'a> {
    fn note(&mut self, path: &Path, problem: Problem) {
        self.findings.push((path.clone(), problem));
    }

    fn value(&mut self, schema: &'a Value, value: &'a Value, path: &Path) {
        let schema = self.resolve(schema);
        if let Some(branches) = schema["anyOf"].as_array() {
            return match branches.iter().map(|branch| self.resolve(branch)).find(|branch| fits(branch, value)) {
                Some(branch) => self.value(branch, value, path),
                None => {
                    let wanted: Vec<_> =
                        branches.iter().filter_map(|branch| kind_wanted(self.resolve(branch))).collect();
                    self.note(path, Problem::WrongType { wanted: wanted.join(" or "), got: kind(value) });
                }
            };
        }
        if let Some(codes) = codes(schema) {
            return self.code(codes, value, path);
        }
        if !fits(schema, value) {
            let wanted = kind_wanted(schema).unwrap_or("another value").to_owned();
            return self.note(path, Problem::WrongType { wanted, got: kind(value) });
        }
        match value {
            Value::Object(fields) => self.object(schema, fields, value, path),
            Value::Array(items) => self.list(schema, items, path),
            Value::String(text) => self.text(schema, text, path),
            Value::Number(number) => {
                if schema["minimum"].as_u64().is_some_and(|least| number.as_u64().is_some_and(|number| number < least))
                {
                    self.note(path, Problem::TooSmall);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn resolve(&self, mut schema: &'a Value) -> &'a Value {
        while let Some(pointer) = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')) {
            match self.schema.pointer(pointer) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    fn object(&mut self, schema: &'a Value, fields: &'a Map<String, Value>, value: &'a Value, path: &Path) {
        let before = self.findings.len();
        let known = schema["properties"].as_object();
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(key) {
                self.note(path, Problem::Missing { key: key.to_owned() });
            }
        }
        for (key, value) in fields {
            let path = path.key(key);
            match known.and_then(|known| known.get(key)) {
                Some(schema) => self.value(schema, value, &path),
                None if schema["additionalProperties"].is_object() => {
                    self.value(&schema["additionalProperties"], value, &path);
                }
                None => {
                    let near = known.and_then(|known| nearest(key, known.keys().map(String::as_str)));
                    self.note(&path, Problem::UnknownKey { key: key.clone(), near });
                }
            }
        }
        // A rule over several fields says nothing new where one of them is wrong already.
        if let Some(rule) = schema["x-rule"].as_str()
            && self.findings.len() == before
            && let Some(problem) = rules::problem(rule, value, self.document)
        {
            self.note(path, problem);
        }
    }

    fn list(&mut self, schema: &'a Value, items: &'a [Value], path: &Path) {
        if items.is_empty() && schema["minItems"].as_u64().is_some_and(|least| least > 0) {
            self.note(path, Problem::EmptyList);
        }
        for (index, item) in items.iter().enumerate() {
            self.value(&schema["items"], item, &path.index(index));
        }
    }

    fn code(&mut self, codes: Vec<&'a str>, value: &Value, path: &Path) {
        match value.as_str() {
            None => {
                self.note(path, Problem::WrongType { wanted: "a code in quotation marks".into(), got: kind(value) })
            }
            Some(got) if !codes.contains(&got) => {
                let near = nearest(got, codes.iter().copied());
                let known = codes.into_iter().map(str::to_owned).collect();
                self.note(path, Problem::UnknownCode { got: got.to_owned(), near, known });
            }
            Some(_) => {}
        }
    }

    fn text(&mut self, schema: &'a Value, text: &'a str, path: &Path) {
        let length = text.chars().count();
        if let Some(most) = schema["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok())
            && length > most
        {
            self.note(path, Problem::LongText { length, most });
        }
        if schema["minLength"].is_u64() && text.trim().is_empty() {
            self.note(path, Problem::EmptyText);
        }
        if let Some(problem) = schema["x-format"].as_str().and_then(|format| form::problem(format, text)) {
            self.note(path, problem);
        }
        if let Some(table) = schema["x-id"].as_str() {
            let first = self.ids.entry(table).or_default().get(text).cloned();
            match first {
                Some(first) => self.note(path, Problem::DuplicateId { id: text.to_owned(), first: first.to_string() }),
                None => drop(self.ids.entry(table).or_default().insert(text, path.clone())),
            }
        }
        if let Some(table) = schema["x-ref"].as_str() {
            self.references.push((path.clone(), table, text));
        }
    }

    fn look_up_references(&mut self) {
        for (path, table, id) in std::mem::take(&mut self.references) {
            let ids = self.ids.get(table);
            if ids.is_none_or(|ids| !ids.contains_key(id)) {
                let near = ids.and_then(|ids| nearest(id, ids.keys().copied()));
                self.note(&path, Problem::UnknownReference { id: id.to_owned(), table: table.to_owned(), near });
            }
        }
    }
}

/// The codes of an enumeration: `enum`, or `oneOf` with a `const` or `enum` in each branch.
fn codes(schema: &Value) -> Option<Vec<&str>> {
    if schema["enum"].is_array() {
        return Some(schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect());
    }
    let branches = schema["oneOf"].as_array()?;
    let mut codes = Vec::new();
    for branch in branches {
        codes.extend(branch["const"].as_str());
        codes.extend(branch["enum"].as_array().into_iter().flatten().filter_map(Value::as_str));
    }
    Some(codes)
}

/// Whether a value is of a type that the schema names.
fn fits(schema: &Value, value: &Value) -> bool {
    let of = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    };
    match &schema["type"] {
        Value::String(name) => of(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(of),
        // An enumeration without a type holds strings.
        _ => !schema["oneOf"].is_array() || value.is_string(),
    }
}

fn kind_wanted(schema: &Value) -> Option<&'static str> {
    let name = match &schema["type"] {
        Value::String(name) => name,
        Value::Array(names) => names.iter().filter_map(Value::as_str).find(|name| *name != "null")?,
        _ if schema["oneOf"].is_array() => "string",
        _ => return None,
    };
    match name {
        "object" => Some("an object in { }"),
        "array" => Some("a list in [ ]"),
        "string" => Some("a text in quotation marks"),
        "integer" => Some("a whole number"),
        "number" => Some("a number"),
        "boolean" => Some("true or false"),
        _ => None,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The name that was meant by one that is not known, if one of those that are is near enough.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    known
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .min()
        .filter(|(distance, other)| *distance <= SLIP && *distance < other.len())
        .map(|(_, other)| other.to_owned())
}

/// Each place in the document, numbered as it is read.
fn document_order(document: &Value) -> BTreeMap<Path, usize> {
    fn visit(value: &Value, path: Path, order: &mut BTreeMap<Path, usize>) {
        let place = order.len();
        match value {
            Value::Object(fields) => fields.iter().for_each(|(key, value)| visit(value, path.key(key), order)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, item)| visit(item, path.index(index), order));
            }
            _ => {}
        }
        order.insert(path, place);
    }
    let mut order = BTreeMap::new();
    visit(document, Path::default(), &mut order);
    order
}
