//! Walks a JSON value along the schema and finds every mismatch.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::super::PartialDate;
use super::path::Path;
use super::tables::{self, Tables};
use super::wording::{FactProblem, Problem, TextProblem};
use super::{exchanges, form, rules, translations};

/// The number of letters in which a name may differ from a known one to count as a typo.
const MAX_TYPO_DISTANCE: usize = 2;

/// Checks a document against the schema and all rules. The findings have no order.
pub(super) fn check_document(schema: &Value, document: &Value) -> Vec<(Path, Problem)> {
    let mut walk = Walk::through(schema, document);
    walk.look_up_references();
    exchanges::check_exchanges(&walk.tables, &mut walk.findings);
    translations::check_translations(&mut walk);
    walk.findings
}

/// The JSON pointers of all texts of `document` that may be translated, and the texts.
pub(super) fn translatable_texts<'a>(
    schema: &'a Value,
    document: &'a Value,
) -> BTreeMap<String, &'a str> {
    Walk::through(schema, document)
        .texts
        .into_iter()
        .map(|(pointer, (_, text))| (pointer, text))
        .collect()
}

/// A walk through a document, and what it has collected.
pub(super) struct Walk<'a> {
    schema: &'a Value,
    pub(super) document: &'a Value,
    pub(super) tables: Tables<'a>,
    /// The date that nothing in the document may lie after.
    as_of: PartialDate,
    /// By table, each id and the path of its first use.
    ids: BTreeMap<&'a str, BTreeMap<&'a str, Path>>,
    references: Vec<(Path, &'a str, &'a str)>,
    /// By JSON pointer, what may be translated, with its schema.
    pub(super) texts: BTreeMap<String, (&'a Value, &'a str)>,
    /// The JSON pointers of what readers are never shown.
    pub(super) hidden: BTreeSet<String>,
    pub(super) findings: Vec<(Path, Problem)>,
}

impl<'a> Walk<'a> {
    fn through(schema: &'a Value, document: &'a Value) -> Self {
        let mut walk = Self {
            schema,
            document,
            tables: Tables::new(document),
            as_of: tables::parse_date(&document["as_of"]),
            ids: BTreeMap::new(),
            references: Vec::new(),
            texts: BTreeMap::new(),
            hidden: BTreeSet::new(),
            findings: Vec::new(),
        };
        walk.check_value(schema, document, &Path::default());
        walk
    }

    pub(super) fn add_finding(&mut self, path: &Path, problem: impl Into<Problem>) {
        self.findings.push((path.clone(), problem.into()));
    }

    fn check_value(&mut self, schema: &'a Value, value: &'a Value, path: &Path) {
        if schema["x-hidden"] == true || schema["x-id"].is_string() {
            self.hidden.insert(path.to_pointer());
        }
        if schema["x-past"] == true && self.as_of.is_surely_before(tables::parse_date(value)) {
            let (date, as_of) = (tables::parse_date(value).to_string(), self.as_of.to_string());
            self.add_finding(path, FactProblem::AfterAsOf { date, as_of });
        }
        let schema = self.resolve(schema);
        if let Some(branches) = schema["anyOf"].as_array() {
            return match branches
                .iter()
                .map(|branch| self.resolve(branch))
                .find(|branch| fits_type(branch, value))
            {
                Some(branch) => self.check_value(branch, value, path),
                None => {
                    let wanted = self.describe_wanted(schema).unwrap_or_default();
                    self.add_finding(
                        path,
                        Problem::WrongType { wanted, got: describe_type(value) },
                    );
                }
            };
        }
        if let Some(codes) = allowed_codes(schema) {
            return self.check_code(codes, value, path);
        }
        if !fits_type(schema, value) {
            let wanted = describe_schema(schema).unwrap_or_else(|| "another value".to_owned());
            return self
                .add_finding(path, Problem::WrongType { wanted, got: describe_type(value) });
        }
        match value {
            Value::Object(fields) => self.check_object(schema, fields, value, path),
            Value::Array(items) => self.check_list(schema, items, path),
            Value::String(text) => self.check_text(schema, text, path),
            Value::Number(number) => {
                let bound = |key: &str| schema[key].as_i64();
                let (least, most) =
                    (bound("minimum").unwrap_or(i64::MIN), bound("maximum").unwrap_or(i64::MAX));
                if !number.as_i64().is_some_and(|number| (least..=most).contains(&number)) {
                    self.add_finding(
                        path,
                        Problem::OutOfRange { got: number.to_string(), least, most },
                    );
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    fn resolve(&self, mut schema: &'a Value) -> &'a Value {
        while let Some(pointer) =
            schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'))
        {
            match self.schema.pointer(pointer) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    /// Describes what to write for this schema.
    fn describe_wanted(&self, schema: &Value) -> Option<String> {
        let schema = self.resolve(schema);
        let Some(branches) = schema["anyOf"].as_array() else { return describe_schema(schema) };
        let words: Vec<_> =
            branches.iter().filter_map(|branch| self.describe_wanted(branch)).collect();
        Some(words.join(" or "))
    }

    fn check_object(
        &mut self,
        schema: &'a Value,
        fields: &'a Map<String, Value>,
        value: &'a Value,
        path: &Path,
    ) {
        let before = self.findings.len();
        let known = schema["properties"].as_object();
        for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(key) {
                let wanted = known.and_then(|known| self.describe_wanted(known.get(key)?));
                self.add_finding(path, Problem::Missing { key: key.to_owned(), wanted });
            }
        }
        for (key, value) in fields {
            let path = path.with_key(key);
            match known.and_then(|known| known.get(key)) {
                Some(schema) => self.check_value(schema, value, &path),
                None if schema["additionalProperties"].is_object() => {
                    self.check_value(&schema["additionalProperties"], value, &path);
                }
                None => {
                    let near =
                        known.and_then(|known| find_nearest(key, known.keys().map(String::as_str)));
                    self.add_finding(&path, Problem::UnknownKey { key: key.clone(), near });
                }
            }
        }
        if fields.get("kind").is_some_and(|kind| kind == "person") {
            for (key, schema) in known.into_iter().flatten() {
                if schema["x-text"] == "not-of-a-person" {
                    self.texts.remove(&path.with_key(key).to_pointer());
                }
            }
        }
        // A rule over several fields says nothing new where one of them is wrong already.
        if self.findings.len() == before {
            rules::check_object(schema, value, path, &self.tables, &mut self.findings);
        }
    }

    fn check_list(&mut self, schema: &'a Value, items: &'a [Value], path: &Path) {
        if items.is_empty() && schema["minItems"].as_u64().is_some_and(|least| least > 0) {
            self.add_finding(path, Problem::EmptyList);
        }
        let mut seen = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            let path = path.with_index(index);
            let before = self.findings.len();
            self.check_value(&schema["items"], item, &path);
            if let Some(first) = seen.insert(item, path.clone())
                && self.findings.len() == before
            {
                self.add_finding(&path, Problem::Repeated { first: first.to_string() });
            }
        }
    }

    fn check_code(&mut self, codes: Vec<&'a str>, value: &Value, path: &Path) {
        match value.as_str() {
            None => {
                let wanted = format!("one of {}", codes.join(", "));
                self.add_finding(path, Problem::WrongType { wanted, got: describe_type(value) });
            }
            Some(got) if !codes.contains(&got) => {
                let near = find_nearest(got, codes.iter().copied());
                let known = codes.into_iter().map(str::to_owned).collect();
                self.add_finding(path, Problem::UnknownCode { got: got.to_owned(), near, known });
            }
            Some(_) => {}
        }
    }

    /// Checks a text against its schema; that of a translation is the schema of the original.
    pub(super) fn check_text(&mut self, schema: &'a Value, text: &'a str, path: &Path) {
        let is_code = schema["x-code"] == text;
        if is_translatable(schema) && !is_code {
            self.texts.insert(path.to_pointer(), (schema, text));
        }
        let length = text.chars().count();
        if let Some(most) = schema["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok())
            && length > most
        {
            self.add_finding(path, Problem::LongText { length, most });
        }
        // Strings with a minimum length are shown to readers; the others are codes of some format.
        if schema["minLength"].is_u64() {
            if text.trim().is_empty() {
                self.add_finding(path, Problem::EmptyText);
            }
            for problem in form::find_text_problems(text) {
                self.add_finding(path, problem);
            }
            if !is_code && matches!(text, "unknown" | "not_given") {
                let instead = schema["x-code"].as_str().map(str::to_owned);
                self.add_finding(path, TextProblem::CodeAsText { code: text.to_owned(), instead });
            }
        }
        if let Some(problem) =
            schema["x-format"].as_str().and_then(|format| form::find_problem(format, text))
        {
            self.add_finding(path, problem);
        }
        if let Some(table) = schema["x-id"].as_str() {
            let first = self.ids.entry(table).or_default().get(text).cloned();
            match first {
                Some(first) => self.add_finding(
                    path,
                    Problem::DuplicateId { id: text.to_owned(), first: first.to_string() },
                ),
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
                let near = ids.and_then(|ids| find_nearest(id, ids.keys().copied()));
                self.add_finding(
                    &path,
                    Problem::UnknownReference { id: id.to_owned(), table: table.to_owned(), near },
                );
            }
        }
    }
}

/// The codes of an enumeration: `enum`, or `oneOf` with a `const` or `enum` in each branch.
fn allowed_codes(schema: &Value) -> Option<Vec<&str>> {
    if schema["enum"].is_array() {
        return Some(
            schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect(),
        );
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
fn fits_type(schema: &Value, value: &Value) -> bool {
    let is_of_type = |name: &str| match name {
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
        Value::String(name) => is_of_type(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is_of_type),
        // An enumeration without a type holds strings.
        _ => !schema["oneOf"].is_array() || value.is_string(),
    }
}

/// Whether a value of this schema may be translated.
fn is_translatable(schema: &Value) -> bool {
    schema["x-text"] == true || schema["x-text"].is_string()
}

/// Describes what to write for a schema without references.
fn describe_schema(schema: &Value) -> Option<String> {
    if let Some(codes) = allowed_codes(schema) {
        return Some(format!("one of {}", codes.join(", ")));
    }
    let name = match &schema["type"] {
        Value::String(name) => name,
        Value::Array(names) => {
            names.iter().filter_map(Value::as_str).find(|name| *name != "null")?
        }
        _ => return None,
    };
    let words = match name {
        "object" => return Some(describe_object(schema)),
        "array" => "a list in [ ]",
        "string" => return Some(describe_string(schema)),
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        _ => return None,
    };
    Some(words.to_owned())
}

fn describe_string(schema: &Value) -> String {
    if let Some(table) = schema["x-ref"].as_str() {
        return format!("an id of `{table}`");
    }
    let words = match schema["x-format"].as_str().unwrap_or_default() {
        "slug" => "an id in quotation marks",
        "date" => r#"a date such as "2024-06-03", "2024-06", "2024" or "unknown""#,
        "decimal" | "positive-decimal" => r#"an amount in quotation marks, as in "818750""#,
        "currency" => r#"a currency such as "GBP""#,
        "lang" => r#"a language tag such as "en-GB""#,
        "http-url" => r#"an address in quotation marks, or "unknown""#,
        "schema-version" => r#""1.0""#,
        _ => "a text in quotation marks",
    };
    words.to_owned()
}

/// "an object in { } with `source` and perhaps `passage`".
fn describe_object(schema: &Value) -> String {
    let required: Vec<_> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let keys = schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    let (needed, optional): (Vec<_>, Vec<_>) = keys.partition(|key| required.contains(key));
    let list =
        |keys: &[&str]| keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    match (needed.is_empty(), optional.is_empty()) {
        (true, true) => "an object in { }".to_owned(),
        (false, true) => format!("an object in {{ }} with {}", list(&needed)),
        (true, false) => format!("an object in {{ }} with any of {}", list(&optional)),
        (false, false) => {
            format!("an object in {{ }} with {}, and perhaps {}", list(&needed), list(&optional))
        }
    }
}

fn describe_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// The known name that was probably meant by an unknown one, if one differs by two letters at most.
///
/// ```
/// use contract_fact_box::model::find_nearest;
///
/// let codes = ["supports", "opposes", "mixed"];
/// assert_eq!(find_nearest("oposes", codes.into_iter()).as_deref(), Some("opposes"));
/// assert_eq!(find_nearest("for", codes.into_iter()), None);
/// ```
pub fn find_nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    known
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .min()
        .filter(|(distance, other)| *distance <= MAX_TYPO_DISTANCE && *distance < other.len())
        .map(|(_, other)| other.to_owned())
}
