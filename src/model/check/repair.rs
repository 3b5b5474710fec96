//! Makes a document with mistakes readable, for previews and review sheets: as much of it as there is
//! stays.
//!
//! Whatever is wrong is replaced by what says nothing (`unknown`, an ellipsis), by the code that was probably meant or, where there is no
//! such thing, taken out: the smallest part that the format does not require. A story with mistakes
//! is never built, so none of this is ever published.

use serde_json::{Map, Value, json};

use super::expected::{self, allowed_codes, has_type, list_strings, resolve};
use super::path::{Path, Step};
use super::wording::{MissingKey, Problem};

/// What stands for a text that is missing.
const MISSING_TEXT: &str = "…";

/// What was changed in a document.
#[derive(Debug)]
pub(super) struct Repairs {
    /// The paths of the parts that had to be taken out, in order, as they were in the document.
    pub(super) removed: Vec<Path>,
    /// Whether nothing is missing but dates and codes, which are `unknown` now or what was probably
    /// meant.
    pub(super) is_whole: bool,
}

/// Changes a document so that the rest of it can be decoded, as far as possible.
pub(super) fn repair(
    schema: &Value,
    document: &mut Value,
    findings: &[(Path, Problem)],
) -> Repairs {
    let mut remedies = Vec::new();
    for (path, problem) in findings {
        remedies.extend(choose_remedies(schema, document, path, problem));
    }
    let is_whole = remedies.iter().all(|(_, remedy)| matches!(remedy, Remedy::Code(_)));
    let mut removed = Vec::new();
    for (path, remedy) in &remedies {
        match remedy {
            Remedy::Code(code) => path.set_in(document, code.clone().into()),
            Remedy::Fill(value) => path.set_in(document, value.clone()),
            Remedy::Remove => removed.push(path.clone()),
        }
    }
    removed.sort();
    removed.dedup();
    // Last first, so that the other paths stay valid.
    for path in removed.iter().rev() {
        path.remove_from(document);
    }
    Repairs { removed, is_whole }
}

/// A change that makes a part readable.
#[derive(Debug, PartialEq)]
enum Remedy {
    /// Write the date or code that says nothing, or the code that was probably meant.
    Code(String),
    /// Write a value in the place of one that is missing.
    Fill(Value),
    /// Take it out.
    Remove,
}

/// Chooses the changes after which the rest of the document can be decoded: none if it decodes as it
/// is, or if there are no such changes.
fn choose_remedies(
    schema: &Value,
    document: &Value,
    path: &Path,
    problem: &Problem,
) -> Vec<(Path, Remedy)> {
    let unknown = || Some((path.clone(), Remedy::Code("unknown".to_owned())));
    let remedy = match problem {
        Problem::BadDate(_) => unknown(),
        Problem::UnknownCode { known, .. } if known.iter().any(|code| code == "unknown") => {
            unknown()
        }
        // An empty text says that it is still to be written, and can be shown so.
        Problem::Blank { is_text: true, .. } => None,
        // The code that was probably meant: the part stays, and with it the finding.
        Problem::UnknownCode { near: Some(near), .. } => {
            Some((path.clone(), Remedy::Code(near.clone())))
        }
        Problem::Missing(keys) => {
            let mut placeholders = Vec::new();
            for MissingKey { key, .. } in keys {
                let missing = path.with_key(key);
                let wanted = find_schema(schema, document, &missing);
                match wanted.and_then(|wanted| make_placeholder(schema, wanted)) {
                    Some(value) => placeholders.push((missing, Remedy::Fill(value))),
                    None => return find_removable(schema, document, path).into_iter().collect(),
                }
            }
            return placeholders;
        }
        Problem::WrongType { .. }
        | Problem::Blank { .. }
        | Problem::UnknownCode { .. }
        | Problem::OutOfRange { .. }
        | Problem::BadMoment(_)
        | Problem::BadAmount(_)
        | Problem::NotPositive(_)
        | Problem::BadCurrency(_)
        | Problem::Unreadable { .. } => find_removable(schema, document, path),
        _ => None,
    };
    remedy.into_iter().collect()
}

/// Finds the smallest part around a value that can be taken out or replaced by what says nothing.
fn find_removable(schema: &Value, document: &Value, path: &Path) -> Option<(Path, Remedy)> {
    let mut path = path.clone();
    loop {
        let (parent, step) = path.split_last()?;
        let is_required = match &step {
            Step::Index(_) => false,
            Step::Key(key) => {
                let parent = find_schema(schema, document, &parent);
                parent.is_some_and(|parent| {
                    list_strings(&parent["required"]).any(|required| required == key)
                })
            }
        };
        if !is_required {
            return Some((path, Remedy::Remove));
        }
        let placeholder = find_schema(schema, document, &path)
            .and_then(|wanted| make_placeholder(schema, wanted));
        if let Some(value) = placeholder {
            return Some((path, Remedy::Fill(value)));
        }
        path = parent;
    }
}

/// Finds the schema of the value at a path, without references and branches.
fn find_schema<'s>(root: &'s Value, document: &Value, path: &Path) -> Option<&'s Value> {
    let mut schema = choose_branch(root, root, document);
    let mut value = Some(document);
    for step in path.steps() {
        let (next, below) = match step {
            Step::Key(key) => {
                let known = schema["properties"].get(key);
                let next = known.unwrap_or(&schema["additionalProperties"]);
                (next, value.and_then(|value| value.get(key)))
            }
            Step::Index(index) => (&schema["items"], value.and_then(|value| value.get(*index))),
        };
        if next.is_null() {
            return None;
        }
        value = below;
        schema = choose_branch(root, next, value.unwrap_or(&Value::Null));
    }
    Some(schema)
}

/// Returns the branch of a schema that a value follows; the last one if it follows none.
fn choose_branch<'s>(root: &'s Value, schema: &'s Value, value: &Value) -> &'s Value {
    let schema = resolve(root, schema);
    let Some(branches) = schema["anyOf"].as_array() else { return schema };
    let mut branches = branches.iter().map(|branch| resolve(root, branch));
    let last = branches.clone().rev().find(|branch| branch["type"] != "null").unwrap_or(schema);
    branches.find(|branch| has_type(branch, value)).unwrap_or(last)
}

/// Makes a value that fits a schema and says nothing. `None` if whatever fits would be a claim.
fn make_placeholder(root: &Value, schema: &Value) -> Option<Value> {
    let schema = resolve(root, schema);
    if let Some(branches) = schema["anyOf"].as_array() {
        return branches.iter().find_map(|branch| make_placeholder(root, branch));
    }
    if let Some(codes) = allowed_codes(schema) {
        return codes.contains(&"unknown").then(|| json!("unknown"));
    }
    match schema["type"].as_str()? {
        "array" => Some(json!([])),
        "integer" => Some(schema["minimum"].as_i64().unwrap_or_default().into()),
        "string" if schema["x-id"].is_string() || schema["x-ref"].is_string() => None,
        "string" => match schema["x-format"].as_str() {
            None => Some(json!(MISSING_TEXT)),
            Some("date" | "http-url") => Some(json!("unknown")),
            Some("schema-version") => Some(json!("1.0")),
            Some("lang") => Some(json!("en")),
            Some("slug") => Some(json!("draft")),
            Some(_) => None,
        },
        "object" => {
            let mut object = Map::new();
            for key in expected::list_strings(&schema["required"]) {
                let value = make_placeholder(root, schema["properties"].get(key)?)?;
                object.insert(key.to_owned(), value);
            }
            Some(object.into())
        }
        _ => None,
    }
}

/// Returns the path that a value had before parts were taken out of its document. `removed` are the
/// paths of these parts, in order, as they were before.
pub(super) fn path_before(path: &[Step], removed: &[Path]) -> Path {
    let mut before = Path::default();
    for step in path {
        match step {
            Step::Key(key) => before.push_key(key),
            Step::Index(index) => {
                let mut index = *index;
                for earlier in removed {
                    if let Some((list, Step::Index(gone))) = earlier.split_last()
                        && list == before
                        && gone <= index
                    {
                        index += 1;
                    }
                }
                before.push_index(index);
            }
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use super::super::SCHEMA;
    use super::super::path::Path;
    use super::{make_placeholder, path_before};

    #[test]
    fn a_part_has_the_path_that_it_was_written_at() {
        let list = Path::default().with_key("a");
        let removed = [list.with_index(0), list.with_index(2), list.with_index(3).with_key("b")];
        for (index, before) in [(0, 1), (1, 3), (2, 4)] {
            let path = list.with_index(index).with_key("c");
            let expected = list.with_index(before).with_key("c");
            assert_eq!(path_before(path.steps(), &removed), expected);
        }
    }

    #[test]
    fn a_placeholder_claims_nothing() {
        let placeholder = |pointer: &str| {
            let schema = SCHEMA.pointer(pointer).expect("is in the schema");
            make_placeholder(&SCHEMA, schema)
        };
        assert_eq!(placeholder("/properties/title"), Some("…".into()));
        assert_eq!(placeholder("/properties/as_of"), Some("unknown".into()));
        assert_eq!(placeholder("/$defs/Status/properties/code"), Some("unknown".into()));
        for pointer in ["/$defs/Position/properties/stance", "/$defs/Money/properties/amount"] {
            assert_eq!(placeholder(pointer), None, "{pointer}");
        }
    }
}
