//! What code editors show: descriptions, examples, messages and templates to insert.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Templates by the name of the type, in the form of VS Code's JSON language service.
const SNIPPETS: &str = include_str!("snippets.json");

/// Adds help for code editors to a schema.
pub(super) fn add_help(schema: &mut Value) {
    describe_references(schema);
    explain(schema);
    // The file is part of the program, and a test reads it.
    let snippets: Value = serde_json::from_str(SNIPPETS).unwrap_or_default();
    for (name, snippets) in snippets.as_object().into_iter().flatten() {
        if let Some(definition) = schema["$defs"].get_mut(name) {
            definition["defaultSnippets"] = snippets.clone();
        }
    }
}

/// Gives the description of each type to whatever refers to it and has none: to VS Code, that of the
/// type would hide that of the key.
fn describe_references(schema: &mut Value) {
    let mut descriptions = BTreeMap::new();
    let definitions = schema.get_mut("$defs").and_then(Value::as_object_mut);
    for (name, definition) in definitions.into_iter().flatten() {
        if let Some(description) =
            definition.as_object_mut().and_then(|fields| fields.shift_remove("description"))
        {
            descriptions.insert(format!("#/$defs/{name}"), description);
        }
    }
    add_descriptions(schema, &descriptions);
}

fn add_descriptions(schema: &mut Value, descriptions: &BTreeMap<String, Value>) {
    match schema {
        Value::Object(fields) => {
            let of_type = fields.get("$ref").and_then(Value::as_str);
            if let Some(description) = of_type.and_then(|of_type| descriptions.get(of_type)) {
                fields.entry("description").or_insert(description.clone());
            }
            fields.values_mut().for_each(|part| add_descriptions(part, descriptions));
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|part| add_descriptions(part, descriptions));
        }
        _ => {}
    }
}

fn explain(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(description)) = fields.get_mut("description") {
                *description = join_lines(description);
                let marked = description.clone();
                // Plain text first, for editors that know no Markdown.
                *description = description.replace('`', "");
                fields.insert("markdownDescription".to_owned(), marked.into());
            }
            list_codes(fields);
            if let Some((pattern, message, examples)) =
                fields.get("x-format").and_then(Value::as_str).and_then(describe_format)
            {
                fields.insert("pattern".to_owned(), pattern.into());
                fields.insert("patternErrorMessage".to_owned(), message.into());
                fields.insert("examples".to_owned(), json!(examples));
            }
            fields.values_mut().for_each(explain);
        }
        Value::Array(items) => items.iter_mut().for_each(explain),
        _ => {}
    }
}

/// Lists codes with their meanings in the keywords of VS Code, which shows the meaning of a code below
/// that of its key. In branches, it would show the one in the place of the other.
fn list_codes(fields: &mut Map<String, Value>) {
    let Some(branches) = fields.get("oneOf").and_then(Value::as_array).cloned() else { return };
    if !branches.iter().all(|branch| branch["const"].is_string()) {
        return;
    }
    let list = |name: &str| branches.iter().map(|branch| branch[name].clone()).collect::<Vec<_>>();
    let (codes, meanings) = (list("const"), list("description"));
    fields.shift_remove("oneOf");
    for (key, list) in [
        ("enum", codes),
        ("enumDescriptions", meanings.clone()),
        ("markdownEnumDescriptions", meanings),
    ] {
        fields.insert(key.to_owned(), list.into());
    }
}

/// Returns the pattern of a format, what to say where a text has another, and examples.
///
/// A pattern refuses nothing that `check` accepts, and `check` looks closer: at the calendar, or at
/// the list of currencies.
fn describe_format(format: &str) -> Option<(&'static str, &'static str, &'static [&'static str])> {
    Some(match format {
        "slug" => (
            "^[a-z0-9][a-z0-9-]*$",
            "Use only letters a to z without accents, digits and hyphens.",
            &[],
        ),
        "lang" => ("^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "Use a tag such as en-GB.", &["en-GB"]),
        "date" => (
            "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown|not_given)(:.*)?$",
            "Write 2024, 2024-06, 2024-06-03 or unknown.",
            &["2026-03-04", "2026-03", "2026", "unknown"],
        ),
        "moment" => (
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2}))?$",
            "Write 2026-06-01T00:01:00+01:00, or 2026-06-01 for midnight UTC.",
            &["2026-06-01T00:01:00+01:00", "2026-06-01T00:01:00Z", "2026-06-01"],
        ),
        "decimal" | "positive-decimal" => (
            "^-?[0-9]+(\\.[0-9]+)?$",
            "Write digits with at most one point, such as 818750 or 0.01.",
            &["1500000"],
        ),
        "currency" => ("^[A-Z]{3}$", "Use three capital letters such as GBP.", &["GBP", "EUR"]),
        "http-url" => (
            "^([Hh][Tt][Tt][Pp][Ss]?://.+|unknown)$",
            "Write the whole address with https://, or unknown.",
            &["unknown"],
        ),
        _ => return None,
    })
}

/// Joins the lines of each paragraph, which are wrapped where the comments are that they come from.
fn join_lines(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use contract_fact_box::model;

    use super::*;

    #[test]
    fn lines_flow_and_paragraphs_stay() {
        assert_eq!(join_lines("one\ntwo\n\nthree\nfour"), "one two\n\nthree four");
    }

    #[test]
    fn every_template_is_of_a_type() {
        let snippets: Value = serde_json::from_str(SNIPPETS).expect("is JSON");
        let schema = model::schema().to_value();
        let named = snippets.as_object().expect("is an object");
        assert!(named.len() > 5, "{named:?}");
        for (name, snippets) in named {
            assert!(schema["$defs"].get(name).is_some(), "{name}");
            assert!(snippets.as_array().is_some_and(|snippets| !snippets.is_empty()), "{name}");
        }
    }
}
