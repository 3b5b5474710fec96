//! Walks a JSON value along the schema and finds every mismatch.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use super::super::PartialDate;
use super::path::Path;
use super::short::{self, Written};
use super::tables::{self, Tables};
use super::wording::{FactProblem, MissingKey, Problem, TextProblem};
use super::{exchanges, expected, form, hints, rules, translations};

/// The number of edits (characters added, left out, changed or swapped) up to which a name counts as
/// a typo of a known one.
const MAX_TYPO_DISTANCE: usize = 2;

/// Checks an expanded document against the schema and all rules. The findings have no order, and
/// their paths are those of the expanded document.
pub(super) fn check_document(
    schema: &Value,
    document: &Value,
    written: &Written,
) -> Vec<(Path, Problem)> {
    let mut walk = Walk::through(schema, document, written);
    walk.look_up_references();
    exchanges::check_exchanges(&walk.tables, &mut walk.findings);
    translations::check_translations(&mut walk);
    walk.findings
}

/// Returns all texts of `document` that may be translated, by their JSON pointers.
pub(super) fn translatable_texts(
    schema: &Value,
    document: &Value,
) -> BTreeMap<String, TranslatableText> {
    let written = Written::default();
    let texts = Walk::through(schema, document, &written).texts;
    let to_text = |(pointer, (schema, text)): (String, (&Value, &str))| {
        let most = schema["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok());
        (pointer, TranslatableText { text: text.to_owned(), most_characters: most })
    };
    texts.into_iter().map(to_text).collect()
}

/// A text that may be translated, and how long it may be, as its translation may.
pub(in super::super) struct TranslatableText {
    pub(in super::super) text: String,
    pub(in super::super) most_characters: Option<usize>,
}

/// A walk through a document, and what has been collected on the way.
pub(super) struct Walk<'a> {
    schema: &'a Value,
    pub(super) document: &'a Value,
    /// Where the editor wrote what stands in the document.
    pub(super) written: &'a Written,
    pub(super) tables: Tables<'a>,
    /// The date of the facts: nothing in the document may have happened later.
    as_of: PartialDate,
    /// Each id and the path where it is first given, by table.
    ids: BTreeMap<&'a str, BTreeMap<&'a str, Path>>,
    /// The references: the path of each, the table that it is looked up in, and the id.
    ///
    /// They are looked up after the walk, since they may come before what they refer to.
    references: Vec<(Path, &'a str, &'a str)>,
    /// The schema and the content of each text that may be translated, by JSON pointer.
    pub(super) texts: BTreeMap<String, (&'a Value, &'a str)>,
    /// The JSON pointers of the texts by the list entries that they lead through.
    pub(super) texts_by_entry: OnceCell<BTreeMap<String, Vec<String>>>,
    /// The JSON pointers of the values that readers are never shown.
    pub(super) hidden: BTreeSet<String>,
    pub(super) findings: Vec<(Path, Problem)>,
}

impl<'a> Walk<'a> {
    fn through(schema: &'a Value, document: &'a Value, written: &'a Written) -> Self {
        let mut walk = Self {
            schema,
            document,
            written,
            tables: Tables::new(document),
            as_of: tables::parse_date(&document["as_of"]),
            ids: BTreeMap::new(),
            references: Vec::new(),
            texts: BTreeMap::new(),
            texts_by_entry: OnceCell::new(),
            hidden: BTreeSet::new(),
            findings: Vec::new(),
        };
        walk.check_value(schema, document, &Path::default());
        walk
    }

    pub(super) fn add_finding(&mut self, path: &Path, problem: impl Into<Problem>) {
        self.findings.push((path.clone(), problem.into()));
    }

    fn add_wrong_type(&mut self, path: &Path, wanted: String, value: &Value) {
        let got = expected::describe_type(value);
        self.add_finding(path, Problem::WrongType { wanted, got });
    }

    fn add_blank(&mut self, schema: &Value, is_required: bool, path: &Path) {
        let wanted = expected::describe_meaning(self.schema, schema);
        let is_text = expected::is_plain_text(self.schema, schema);
        self.add_finding(path, Problem::Blank { wanted, is_required, is_text });
    }

    fn check_value(&mut self, schema: &'a Value, value: &'a Value, path: &Path) {
        if schema["x-hidden"] == true || schema["x-id"].is_string() {
            self.hidden.insert(path.to_pointer());
        }
        if schema["x-past"] == true && self.as_of.is_surely_before(tables::parse_date(value)) {
            let (date, as_of) = (tables::parse_date(value).to_string(), self.as_of.to_string());
            self.add_finding(path, FactProblem::AfterAsOf { date, as_of });
        }
        if schema["x-known"] == true && tables::is_unknown_date(value) {
            self.add_finding(path, FactProblem::NeverChecked);
        }
        let schema = expected::resolve(self.schema, schema);
        if let Some(branches) = schema["anyOf"].as_array() {
            // Branches differ in their types, so that a value fits one at most. Its mistakes are then
            // explained by that branch, not by "matches none of them".
            for branch in branches {
                let branch = expected::resolve(self.schema, branch);
                if expected::has_type(branch, value) {
                    return self.check_value(branch, value, path);
                }
            }
            let wanted = expected::describe(self.schema, schema).unwrap_or_default();
            return self.add_wrong_type(path, wanted, value);
        }
        if let Some(codes) = expected::allowed_codes(schema) {
            return self.check_code(codes, value, path);
        }
        if !expected::has_type(schema, value) {
            let wanted = expected::describe(self.schema, schema)
                .unwrap_or_else(|| "another value".to_owned());
            return self.add_wrong_type(path, wanted, value);
        }
        match value {
            Value::Object(fields) => self.check_object(schema, fields, value, path),
            Value::Array(items) => self.check_list(schema, items, path),
            Value::String(text) => self.check_text(schema, text, path),
            Value::Number(number) => {
                let least = schema["minimum"].as_i64().unwrap_or(i64::MIN);
                let most = schema["maximum"].as_i64().unwrap_or(i64::MAX);
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

    fn check_object(
        &mut self,
        schema: &'a Value,
        fields: &'a Map<String, Value>,
        value: &'a Value,
        path: &Path,
    ) {
        let before = self.findings.len();
        let known = schema["properties"].as_object();
        let missing = expected::list_strings(&schema["required"])
            .filter(|key| !fields.contains_key(*key))
            .map(|key| {
                let wanted = expected::property(schema, key);
                MissingKey {
                    key: key.to_owned(),
                    wanted: expected::describe_shortest(self.schema, wanted),
                    sample: expected::sample_member(self.schema, key, wanted),
                }
            });
        let missing: Vec<_> = missing.collect();
        if !missing.is_empty() {
            self.add_finding(path, Problem::Missing(missing));
        }
        for (key, value) in fields {
            let path = path.with_key(key);
            match known.and_then(|known| known.get(key)) {
                Some(of_key) if expected::is_blank(self.schema, of_key, value) => {
                    let is_required =
                        expected::list_strings(&schema["required"]).any(|it| it == key);
                    self.add_blank(of_key, is_required, &path);
                }
                Some(schema) => self.check_value(schema, value, &path),
                None if schema["additionalProperties"].is_object() => {
                    self.check_value(&schema["additionalProperties"], value, &path);
                }
                None => {
                    let mut names = short::inlined_keys(self.schema, schema);
                    names.extend(known.into_iter().flat_map(Map::keys).map(String::as_str));
                    // Nobody means a key that is there already.
                    names.retain(|name| !fields.contains_key(*name));
                    let near = find_nearest(key, names.iter().copied())
                        .or_else(|| find_longer(key, &names));
                    // The value may be wrong too, which would otherwise be found only once the key is
                    // right.
                    let meant = near.as_ref().and_then(|near| known?.get(near));
                    let wanted = meant
                        .filter(|meant| !expected::fits(self.schema, meant, value))
                        .and_then(|meant| expected::describe(self.schema, meant));
                    let inside = near.is_none().then(|| self.find_holder(schema, key)).flatten();
                    let free = names.into_iter().map(str::to_owned).collect();
                    let key = key.clone();
                    self.add_finding(
                        &path,
                        Problem::UnknownKey { key, near, wanted, inside, free },
                    );
                }
            }
        }
        // The walk has taken a person's name for a text, as it does with other parties' names: only
        // now is it known that the party is a person.
        if fields.get("kind").is_some_and(|kind| kind == "person") {
            for (key, schema) in known.into_iter().flatten() {
                if schema["x-text"] == "not-of-a-person" {
                    self.texts.remove(&path.with_key(key).to_pointer());
                }
            }
        }
        // A rule over several fields would only repeat what is wrong with one of them.
        if self.findings.len() == before {
            rules::check_object(schema, value, path, &self.tables, &mut self.findings);
        }
    }

    /// Finds the key of an object whose own value would have another key.
    fn find_holder(&self, schema: &'a Value, key: &str) -> Option<String> {
        let known = schema["properties"].as_object()?;
        let holder = known.iter().find(|(_, value)| {
            let value = expected::resolve(self.schema, value);
            let branches = value["anyOf"].as_array().map(Vec::as_slice);
            let mut objects = branches
                .unwrap_or(std::slice::from_ref(value))
                .iter()
                .map(|branch| expected::resolve(self.schema, branch));
            objects.any(|object| object["properties"].get(key).is_some())
        });
        holder.map(|(name, _)| name.clone())
    }

    fn check_list(&mut self, schema: &'a Value, items: &'a [Value], path: &Path) {
        if items.is_empty() && schema["minItems"].as_u64().is_some_and(|least| least > 0) {
            self.add_finding(path, Problem::EmptyList);
        }
        let mut seen = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            let path = path.with_index(index);
            let before = self.findings.len();
            if expected::is_blank(self.schema, &schema["items"], item) {
                self.add_blank(&schema["items"], false, &path);
                continue;
            }
            self.check_value(&schema["items"], item, &path);
            // A copy of a wrong entry has the same mistakes, which have just been found.
            if let Some(first) = seen.insert(item, path.clone())
                && self.findings.len() == before
            {
                let first = self.written.to_written(&first).to_string();
                self.add_finding(&path, Problem::Repeated { first });
            }
        }
    }

    fn check_code(&mut self, codes: Vec<&'a str>, value: &Value, path: &Path) {
        match value.as_str() {
            None => {
                let wanted = format!("one of {}", codes.join(", "));
                self.add_wrong_type(path, wanted, value);
            }
            Some(got) if !codes.contains(&got) => {
                let near = hints::find_meant(got, &codes)
                    .or_else(|| find_nearest(got, codes.iter().copied()));
                let known = codes.into_iter().map(str::to_owned).collect();
                self.add_finding(path, Problem::UnknownCode { got: got.to_owned(), near, known });
            }
            Some(_) => {}
        }
    }

    /// Checks a text against its schema. A translation is checked against the schema of its original.
    pub(super) fn check_text(&mut self, schema: &'a Value, text: &'a str, path: &Path) {
        let is_code = schema["x-code"] == text;
        if expected::is_translatable(schema) && !is_code {
            self.texts.insert(path.to_pointer(), (schema, text));
        }
        let length = text.chars().count();
        if let Some(most) = schema["maxLength"].as_u64().and_then(|most| usize::try_from(most).ok())
            && length > most
        {
            self.add_finding(path, Problem::LongText { length, most });
        }
        // Only texts for readers have a minimum length; all other strings have a format.
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
                Some(first) => {
                    let first = self.written.to_written(&first).to_string();
                    self.add_finding(path, Problem::DuplicateId { id: text.to_owned(), first });
                }
                None => drop(self.ids.entry(table).or_default().insert(text, path.clone())),
            }
        }
        if let Some(table) = schema["x-ref"].as_str() {
            self.references.push((path.clone(), table, text));
        }
    }

    fn look_up_references(&mut self) {
        // The same wrong id is often there many times, once for each statement of somebody.
        let mut nearest: BTreeMap<(&str, &str), Option<String>> = BTreeMap::new();
        for (path, table, id) in std::mem::take(&mut self.references) {
            let ids = self.ids.get(table);
            if ids.is_none_or(|ids| !ids.contains_key(id)) {
                let near = nearest
                    .entry((table, id))
                    .or_insert_with(|| ids.and_then(|ids| find_nearest(id, ids.keys().copied())));
                let (id, table, near) = (id.to_owned(), table.to_owned(), near.clone());
                let is_party =
                    table == "stakeholders" && self.tables.entry("parties", &id).is_some();
                let problem = if is_party {
                    Problem::PartyWithoutRole { id }
                } else {
                    Problem::UnknownReference { id, table, near }
                };
                self.add_finding(&path, problem);
            }
        }
    }
}

/// Finds the one name that a part of it was written for, as `stated_reasons` is for `reasons`.
fn find_longer(part: &str, names: &[&str]) -> Option<String> {
    let mut longer = names.iter().filter(|name| name.split('_').any(|word| word == part));
    let first = longer.next()?;
    longer.next().is_none().then(|| (*first).to_owned())
}

/// Finds the known name that was probably meant by an unknown one: the nearest, if it differs by two
/// edits at most.
///
/// ```
/// use contract_fact_box::model::find_nearest;
///
/// let codes = ["supports", "opposes", "mixed"];
/// assert_eq!(find_nearest("oposes", codes.into_iter()).as_deref(), Some("opposes"));
/// assert_eq!(find_nearest("for", codes.into_iter()), None);
/// ```
pub fn find_nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    let length = name.chars().count();
    known
        // One edit changes the length by one at most.
        .filter(|other| other.chars().count().abs_diff(length) <= MAX_TYPO_DISTANCE)
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .min()
        .filter(|(distance, other)| *distance <= MAX_TYPO_DISTANCE && *distance < other.len())
        .map(|(_, other)| other.to_owned())
}
