//! Short forms: what an editor may leave out, and what the document then means.
//!
//! Every rule of the format, the types and whatever compiles a story know one form, the long one.
//! Before a document is checked, its short forms are expanded to it here, along the schema, which
//! says what may be short:
//!
//! - A list with one entry needs no brackets.
//! - `x-alone`: a plain value in the place of an object is the value of this key of it.
//! - `x-inline`: the keys of this key's value may stand in the object itself.
//! - `x-short`: a text may have a colon, with the values of these two keys before and after it.
//! - `x-implied`: a key that may be absent, with the value that it then has, or `true` if the value
//!   is found by a rule in [`implied`].
//! - `x-inherits`: `sources` that are absent are those of the contract.
//! - `x-also`: the keys of another object may stand in this one.
//! - `x-pointer`: a JSON pointer, which may be to what is written.
//!
//! [`Written`] leads back, so that findings name what the editor wrote. An expansion never moves an
//! entry of a list, so JSON pointers keep their meaning, and may be of either form.

mod implied;
mod pointers;
mod written;

use serde_json::{Map, Value};

use super::expected::{self, allowed_codes, has_type};
use super::path::Path;
use super::tables::{as_list, string_at};
use written::Form;
pub(super) use written::Written;

/// The most sources that the parts of a contract have from it. More would prove nothing in particular,
/// and a document of some megabytes could ask for a billion copies.
const MOST_SHARED_SOURCES: usize = 50;

/// Expands the short forms of a document to the long ones, and returns where each was written.
pub(super) fn expand(schema: &Value, document: &mut Value) -> Written {
    let mut expansion = Expansion {
        root: schema,
        written: Written::default(),
        contract_sources: None,
        pointers: Vec::new(),
    };
    expansion.split_parties(document);
    expansion.expand_value(schema, document, &Path::default());
    let Expansion { mut written, pointers, .. } = expansion;
    implied::add_implied(document);
    pointers::lengthen_pointers(document, &pointers, &mut written);
    written
}

/// The values of a schema that an object of another may hold too.
pub(super) fn inlined_keys<'a>(root: &'a Value, schema: &'a Value) -> Vec<&'a str> {
    let inner = schema["x-inline"].as_str().map(|key| expected::property(schema, key));
    let inner = inner.and_then(|inner| find_object(root, inner));
    let also = schema["x-also"].as_str().and_then(|name| root["$defs"].get(name));
    let mut keys: Vec<&str> = Vec::new();
    for other in inner.into_iter().chain(also) {
        let own = schema["properties"].as_object();
        let theirs = other["properties"].as_object().into_iter().flat_map(Map::keys);
        keys.extend(theirs.map(String::as_str).filter(|key| {
            // The id of a stakeholder that is written as a party is that of the party.
            own.is_none_or(|own| !own.contains_key(*key)) && (inner.is_some() || *key != "party")
        }));
    }
    keys
}

/// Finds the schema of an object among the branches of a schema.
fn find_object<'a>(root: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    let schema = expected::resolve(root, schema);
    if schema["properties"].is_object() {
        return Some(schema);
    }
    as_list(&schema["anyOf"]).iter().find_map(|branch| find_object(root, branch))
}

/// An expansion, and what has been found on the way.
struct Expansion<'a> {
    root: &'a Value,
    written: Written,
    /// The sources of the contract that is expanded, with their path.
    contract_sources: Option<(Value, Path)>,
    /// The paths of JSON pointers into the document.
    pointers: Vec<Path>,
}

impl<'a> Expansion<'a> {
    fn expand_value(&mut self, schema: &'a Value, value: &mut Value, path: &Path) {
        if schema["x-pointer"] == true {
            self.pointers.push(path.clone());
        }
        let schema = expected::resolve(self.root, schema);
        if expected::is_blank(self.root, schema, value) {
            return;
        }
        let split = Self::split_text(&schema["x-short"], value);
        let is_split = split.is_some();
        *value = split.unwrap_or_else(|| value.take());
        if let Some(branches) = schema["anyOf"].as_array() {
            let branches = || branches.iter().map(|branch| expected::resolve(self.root, branch));
            let fits = branches().find(|branch| has_type(branch, value));
            // A value that no branch has the type of is a short form of the first, if of any.
            if let Some(branch) = fits.or_else(|| branches().next()) {
                self.expand_value(branch, value, path);
            }
            if is_split {
                self.written.note(path, Form::Whole(None));
            }
        } else if schema["type"] == "array" {
            self.expand_list(schema, value, path);
        } else if schema["properties"].is_object() {
            self.expand_object(schema, value, path);
        }
    }

    fn expand_list(&mut self, schema: &'a Value, value: &mut Value, path: &Path) {
        if !value.is_array() && !value.is_null() {
            *value = Value::Array(vec![value.take()]);
            self.written.note(path, Form::Alone);
        }
        for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
            self.expand_value(&schema["items"], item, &path.with_index(index));
        }
    }

    fn expand_object(&mut self, schema: &'a Value, value: &mut Value, path: &Path) {
        if let Some(key) = schema["x-alone"].as_str()
            && !matches!(value, Value::Null | Value::Array(_) | Value::Object(_))
        {
            let key = if is_state(self.root, schema, value) { "state" } else { key };
            *value = Value::Object(Map::from_iter([(key.to_owned(), value.take())]));
            self.written.note(path, Form::Whole(Some(key.to_owned())));
        }
        let (Some(fields), Some(known)) = (value.as_object_mut(), schema["properties"].as_object())
        else {
            return;
        };
        self.gather_inlined(schema, fields, path);
        for (key, schema) in known {
            let constant = &schema["x-implied"];
            if !constant.is_null() && *constant != true && !fields.contains_key(key) {
                fields.insert(key.clone(), constant.clone());
            }
        }
        implied::add_own(schema, fields);
        let is_contract = schema["x-rule"] == "contract";
        if let (true, Some(sources)) = (is_contract, fields.get_mut("sources")) {
            let path = path.with_key("sources");
            self.expand_value(expected::property(schema, "sources"), sources, &path);
            if as_list(sources).len() <= MOST_SHARED_SOURCES {
                self.contract_sources = Some((sources.clone(), path));
            }
        }
        self.inherit_sources(schema, fields, path);
        for (key, value) in fields.iter_mut() {
            if let Some(schema) = known.get(key)
                && !(is_contract && key == "sources")
            {
                self.expand_value(schema, value, &path.with_key(key));
            }
        }
        if is_contract {
            self.contract_sources = None;
        }
    }

    /// Moves the keys that are written in an object into the value that they are of.
    fn gather_inlined(&mut self, schema: &Value, fields: &mut Map<String, Value>, path: &Path) {
        let Some(key) = schema["x-inline"].as_str().filter(|key| !fields.contains_key(*key)) else {
            return;
        };
        let mut inner = Map::new();
        for key in inlined_keys(self.root, schema) {
            if let Some(value) = fields.shift_remove(key) {
                inner.insert(key.to_owned(), value);
            }
        }
        if !inner.is_empty() {
            fields.insert(key.to_owned(), Value::Object(inner));
            self.written.note(path, Form::Inline(key.to_owned()));
        }
    }

    /// Gives what needs sources and names none the sources of its contract.
    fn inherit_sources(&mut self, schema: &Value, fields: &mut Map<String, Value>, path: &Path) {
        let Some((sources, from)) = &self.contract_sources else { return };
        let needs_none = match schema["x-rule"].as_str() {
            Some("fact") => fields.get("state").is_none_or(|state| state != "known"),
            Some("status") => fields.get("code").is_some_and(|code| code == "unknown"),
            _ => false,
        };
        if schema["x-inherits"] == "sources" && !needs_none && !fields.contains_key("sources") {
            fields.insert("sources".to_owned(), sources.clone());
            self.written.note_copied(path.with_key("sources"), from.clone());
        }
    }

    /// Splits a text at its colon into the values of two keys. `None` if it has none.
    fn split_text(keys: &Value, value: &Value) -> Option<Value> {
        let [first, second] = keys.as_array()?.as_slice() else { return None };
        let (code, words) = value.as_str()?.split_once(':')?;
        let fields = [(first, code), (second, words)];
        let fields = fields.map(|(key, text)| Some((key.as_str()?.to_owned(), text.trim().into())));
        fields.into_iter().collect::<Option<Map<_, _>>>().map(Value::Object)
    }

    /// Makes stakeholders of the parties that have keys of stakeholders.
    fn split_parties(&mut self, document: &mut Value) {
        let Some(fields) = document.as_object_mut() else { return };
        let schema = find_object(self.root, &expected::property(self.root, "parties")["items"]);
        let Some(keys) = schema.map(|schema| inlined_keys(self.root, schema)) else { return };
        let mut stakeholders = fields.get("stakeholders").cloned().unwrap_or(Value::Array(vec![]));
        if stakeholders.is_object() {
            stakeholders = Value::Array(vec![stakeholders]);
            self.written.note(&Path::default().with_key("stakeholders"), Form::Alone);
        }
        let (Some(parties), Some(list)) = (fields.get_mut("parties"), stakeholders.as_array_mut())
        else {
            return;
        };
        if parties.is_object() {
            *parties = Value::Array(vec![parties.take()]);
            self.written.note(&Path::default().with_key("parties"), Form::Alone);
        }
        let before = list.len();
        for (index, party) in parties.as_array_mut().into_iter().flatten().enumerate() {
            let id = string_at(party, "id").to_owned();
            let Some(party) = party.as_object_mut() else { continue };
            let mut stakeholder = Map::new();
            for key in &keys {
                if let Some(value) = party.shift_remove(*key) {
                    stakeholder.insert((*key).to_owned(), value);
                }
            }
            // A party without an id has a finding of its own, and nobody can speak by it.
            if stakeholder.is_empty() || id.trim().is_empty() {
                continue;
            }
            for key in ["party", "id"] {
                stakeholder.shift_insert(0, key.to_owned(), Value::from(&*id));
            }
            let path = Path::default().with_key("stakeholders").with_index(list.len());
            self.written.note_moved(path, Path::default().with_key("parties").with_index(index));
            list.push(Value::Object(stakeholder));
        }
        if list.len() > before || self.written.is_short() {
            fields.insert("stakeholders".to_owned(), stakeholders);
        }
    }
}

/// Whether a value in the place of a fact is a state that needs no value.
fn is_state(root: &Value, schema: &Value, value: &Value) -> bool {
    let state = expected::resolve(root, expected::property(schema, "state"));
    let codes = allowed_codes(state).unwrap_or_default();
    schema["x-rule"] == "fact"
        && value
            .as_str()
            .is_some_and(|text| !matches!(text, "known" | "disputed") && codes.contains(&text))
}
