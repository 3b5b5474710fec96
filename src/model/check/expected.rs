//! What a schema expects of a value, and how to say so.

use serde_json::Value;

use super::tables::as_list;

/// The description of a text that may be of any form.
const ANY_TEXT: &str = "a text in quotation marks";

/// Follows the references of a schema into the root schema.
pub(super) fn resolve<'a>(root: &'a Value, mut schema: &'a Value) -> &'a Value {
    while let Some(reference) = schema["$ref"].as_str()
        && let Some(target) = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer))
    {
        schema = target;
    }
    schema
}

/// Returns the schema of a key of an object; `Null` if it has no such key.
pub(super) fn property<'a>(schema: &'a Value, key: &str) -> &'a Value {
    schema["properties"].get(key).unwrap_or(&Value::Null)
}

/// Returns the codes of an enumeration: `enum`, or `oneOf` with a `const` or `enum` in each branch.
/// `None` if the schema is no enumeration.
pub(super) fn allowed_codes(schema: &Value) -> Option<Vec<&str>> {
    if schema["enum"].is_array() {
        return Some(list_strings(&schema["enum"]).collect());
    }
    let mut codes = Vec::new();
    for branch in schema["oneOf"].as_array()? {
        codes.extend(branch["const"].as_str());
        codes.extend(list_strings(&branch["enum"]));
    }
    Some(codes)
}

/// Whether a value has a type that the schema names.
pub(super) fn has_type(schema: &Value, value: &Value) -> bool {
    match &schema["type"] {
        Value::String(name) => has_named_type(value, name),
        names @ Value::Array(_) => list_strings(names).any(|name| has_named_type(value, name)),
        // The schemas of enumerations name no type; their codes are strings.
        _ => !schema["oneOf"].is_array() || value.is_string(),
    }
}

/// Whether a value has a type that a schema of this root allows, by way of references and branches.
pub(super) fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    let schema = resolve(root, schema);
    match schema["anyOf"].as_array() {
        Some(branches) => branches.iter().any(|branch| fits(root, branch, value)),
        None => has_type(schema, value),
    }
}

/// Whether a value has a type, by the name that JSON Schema has for the type.
fn has_named_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    }
}

/// Whether a value of this schema may be translated.
pub(super) fn is_translatable(schema: &Value) -> bool {
    // The keyword is `true`, or a string that names an exception.
    schema["x-text"] == true || schema["x-text"].is_string()
}

/// Lists the strings in a list of a schema.
pub(super) fn list_strings(list: &Value) -> impl Iterator<Item = &str> {
    as_list(list).iter().filter_map(Value::as_str)
}

/// Describes what to write for a schema of this root; `None` if the schema names no type.
pub(super) fn describe(root: &Value, schema: &Value) -> Option<String> {
    let schema = resolve(root, schema);
    let Some(branches) = schema["anyOf"].as_array() else {
        return describe_unbranched(root, schema);
    };
    let words: Vec<_> = branches.iter().filter_map(|branch| describe(root, branch)).collect();
    Some(words.join(" or "))
}

/// Describes what to write for a schema without references and branches.
fn describe_unbranched(root: &Value, schema: &Value) -> Option<String> {
    if let Some(codes) = allowed_codes(schema) {
        return Some(format!("one of {}", codes.join(", ")));
    }
    let name = match &schema["type"] {
        Value::String(name) => name,
        // An optional field has "null" beside its own type. Editors leave it out instead.
        names @ Value::Array(_) => list_strings(names).find(|name| *name != "null")?,
        _ => return None,
    };
    let words = match name {
        "object" => return Some(describe_object(root, schema)),
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
        "moment" => r#"a moment such as "2026-06-01T00:01:00+01:00" or "2026-06-01""#,
        "decimal" | "positive-decimal" => r#"an amount in quotation marks, as in "818750""#,
        "currency" => r#"a currency such as "GBP""#,
        "lang" => r#"a language tag such as "en-GB""#,
        "http-url" => r#"an address in quotation marks, or "unknown""#,
        "schema-version" => r#""1.0""#,
        _ => ANY_TEXT,
    };
    words.to_owned()
}

/// Describes an object by what to paste, as in `{"text": "", "sources": ""}`.
fn describe_object(root: &Value, schema: &Value) -> String {
    let required = list_strings(&schema["required"]);
    let needed = required.filter_map(|key| {
        let schema = schema["properties"].get(key)?;
        schema["x-implied"].is_null().then(|| sample_member(root, key, schema))
    });
    let needed: Vec<_> = needed.collect();
    if needed.is_empty() {
        let known = schema["properties"].as_object().into_iter().flat_map(|fields| fields.keys());
        let known: Vec<_> = known.map(|key| format!("`{key}`")).collect();
        return format!("an object in {{ }} with any of {}", known.join(", "));
    }
    format!("{{{}}}", needed.join(", "))
}

/// The most characters of the codes in a block to paste.
const MOST_SAMPLED: usize = 80;

/// Writes a key with its value as they may be pasted, to be filled in: `"stance": "supports |
/// opposes | mixed"`, `"said_on": ""`. An empty text is found again by the check, with what it wants.
pub(super) fn sample_member(root: &Value, key: &str, schema: &Value) -> String {
    format!("\"{key}\": {}", sample_value(root, schema))
}

fn sample_value(root: &Value, schema: &Value) -> String {
    let schema = resolve(root, schema);
    if schema["type"] == "array" {
        return sample_value(root, &schema["items"]);
    }
    if let Some(branches) = schema["anyOf"].as_array() {
        return branches.first().map_or_else(String::new, |branch| sample_value(root, branch));
    }
    if let Some(codes) = allowed_codes(schema) {
        let codes = codes.join(" | ");
        // A long list is in the finding that the empty text leads to.
        return if codes.len() > MOST_SAMPLED { "\"\"".into() } else { format!("\"{codes}\"") };
    }
    match (schema["x-alone"].as_str(), schema["type"].as_str()) {
        (Some(key), _) => sample_value(root, property(schema, key)),
        (None, Some("object")) => describe_object(root, schema),
        (None, Some("integer" | "number")) => "1".to_owned(),
        (None, Some("boolean")) => "true | false".to_owned(),
        (None, _) => "\"\"".to_owned(),
    }
}

/// Whether a value is an empty text where something else is expected than any text at all: a place
/// that an editor has still to fill in.
pub(super) fn is_blank(root: &Value, schema: &Value, value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty()) && !is_any_text(root, schema)
}

/// Whether a schema is of texts of any form, empty ones too.
fn is_any_text(root: &Value, schema: &Value) -> bool {
    let schema = resolve(root, schema);
    has_type(schema, &Value::from(""))
        && schema["type"].is_string() | schema["type"].is_array()
        && ["minLength", "x-format", "x-ref", "x-id"].iter().all(|key| schema[key].is_null())
}

/// Whether a schema is of texts for readers, which may be of any form.
pub(super) fn is_plain_text(root: &Value, schema: &Value) -> bool {
    let schema = resolve(root, schema);
    schema["minLength"].is_u64() && schema["x-format"].is_null()
}

/// Describes what belongs at a place, by the words of the documentation and by its form, as in "when
/// it was published: a date such as …".
pub(super) fn describe_meaning(root: &Value, schema: &Value) -> String {
    let resolved = resolve(root, schema);
    let description = [schema, resolved].into_iter().find_map(|of| of["description"].as_str());
    let sentence = description.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let end = [". ", "; "].iter().filter_map(|end| sentence.find(end)).min();
    let sentence = end.and_then(|end| sentence.get(..end)).unwrap_or(&sentence);
    let sentence = sentence.trim_end_matches('.');
    let mut characters = sentence.chars();
    let meaning = match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    };
    let form = describe_shortest(root, resolved).filter(|form| form != ANY_TEXT);
    match (meaning.is_empty(), form) {
        (true, form) => form.unwrap_or_else(|| ANY_TEXT.to_owned()),
        (false, None) => meaning,
        (false, Some(form)) => format!("{meaning}: {form}"),
    }
}

/// Describes the shortest form of what a schema is of.
pub(super) fn describe_shortest(root: &Value, schema: &Value) -> Option<String> {
    let schema = resolve(root, schema);
    if schema["type"] == "array" {
        return describe_shortest(root, &schema["items"]);
    }
    if let Some(branches) = schema["anyOf"].as_array() {
        return branches.iter().find_map(|branch| describe_shortest(root, branch));
    }
    match schema["x-alone"].as_str() {
        Some(key) => describe_shortest(root, property(schema, key)),
        None => describe_unbranched(root, schema),
    }
}

/// Describes the type of a value as editors know it.
pub(super) fn describe_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
