//! The field reference, made from the types by way of their JSON Schema.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::*;

const INTRODUCTION: &str = "---
section: Editors
order: 140
---
# Field reference

Every key of a story, generated from the types that read it. `cargo run -- schema` prints the same
as JSON Schema. Keys marked \\* are required. Wherever a list has one entry, the entry may stand
without its brackets. The examples are parts of stories that were made up, in the long form.
";
/// The longest text, unless a key says otherwise.
const USUAL_LENGTH: u64 = 700;

#[test]
fn the_field_reference_is_what_the_types_say() {
    let schema = model::schema().to_value();
    let mut page = INTRODUCTION.to_owned();
    write_object(&mut page, "Story", &schema, &schema);
    let examples = collect_examples(&schema);
    let mut written = BTreeSet::new();
    for (name, definition) in schema["$defs"].as_object().expect("the schema has definitions") {
        let name = plain_name(name);
        // A fact is one type, whatever its value.
        if written.insert(name.clone()) {
            write_object(&mut page, &name, definition, &schema);
            if let Some(example) = examples.get(&name) {
                writeln!(page, "\n```json part\n{}\n```", format_json(example, 0))
                    .expect("a string takes all");
            }
        }
    }
    assert_snapshot(&root().join("www/docs/fields.md"), &page);
}

/// The longest example, in characters of one line.
const LONGEST_EXAMPLE: usize = 600;

/// Finds an example of each type in stories that other tests show to be sound: the one with the most
/// keys that is not too long.
fn collect_examples(schema: &Value) -> BTreeMap<String, Value> {
    let mut examples = BTreeMap::new();
    for file in ["tests/fixtures/view/qualified/story.json", "www/stories/specimen.json"] {
        let text = read_text(&root().join(file));
        assert!(model::read(&text).into_valid().is_ok(), "{file}");
        let map = model::DocumentMap::of(&text).expect("it is JSON");
        collect(schema, schema, "Story", map.document(), &mut examples);
    }
    examples
}

fn collect(
    schema: &Value,
    of: &Value,
    name: &str,
    value: &Value,
    examples: &mut BTreeMap<String, Value>,
) {
    if let Some(reference) = of["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return collect(schema, &schema["$defs"][name], &plain_name(name), value, examples);
    }
    if let Some(branches) = of["anyOf"].as_array() {
        let resolve = |branch: &Value| {
            let reference = branch["$ref"].as_str().map(|at| at.trim_start_matches("#/$defs/"));
            reference.map_or_else(|| branch.clone(), |name| schema["$defs"][name].clone())
        };
        let fits = |branch: &&Value| has_type(&resolve(branch), type_of(value));
        if let Some(branch) = branches.iter().find(fits) {
            collect(schema, branch, name, value, examples);
        }
        return;
    }
    for (key, value) in value.as_object().into_iter().flatten() {
        let of = of["properties"].get(key).unwrap_or(&of["additionalProperties"]);
        collect(schema, of, key, value, examples);
    }
    for item in value.as_array().into_iter().flatten() {
        collect(schema, &of["items"], name, item, examples);
    }
    let rank = |value: &Value| value.as_object().map_or(0, Map::len);
    let is_type = of["properties"].is_object() && schema["$defs"].get(name).is_some();
    let is_known = examples.get(name).is_some_and(|other| rank(other) >= rank(value));
    if is_type && !is_known && value.to_string().len() <= LONGEST_EXAMPLE {
        examples.insert(name.to_owned(), value.clone());
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "object",
        Value::Array(_) => "array",
        Value::String(_) => "string",
        Value::Number(_) => "integer",
        Value::Bool(_) => "boolean",
        Value::Null => "null",
    }
}

/// Formats a value with as much on a line as a page is wide.
fn format_json(value: &Value, depth: usize) -> String {
    const WIDTH: usize = 76;
    let inner = "  ".repeat(depth + 1);
    let end = "  ".repeat(depth);
    let (open, members, close) = match value {
        Value::Object(fields) => {
            let member = |(key, value): (&String, &Value)| {
                format!("{}: {}", json!(key), format_json(value, depth + 1))
            };
            ('{', fields.iter().map(member).collect::<Vec<_>>(), '}')
        }
        Value::Array(items) => {
            ('[', items.iter().map(|item| format_json(item, depth + 1)).collect(), ']')
        }
        _ => return value.to_string(),
    };
    let line = format!("{open}{}{close}", members.join(", "));
    if line.len() + 2 * depth <= WIDTH && !line.contains('\n') {
        return line;
    }
    let members = members.join(&format!(",\n{inner}"));
    format!("{open}\n{inner}{members}\n{end}{close}")
}

/// Writes a type as a section: its keys, or its codes.
fn write_object(page: &mut String, name: &str, definition: &Value, schema: &Value) {
    let about = describe(definition);
    writeln!(page, "\n## {}\n\n{about}\n", heading(name)).expect("a string takes all");
    if let Some(keys) = definition["properties"].as_object() {
        page.push_str("| Key | Value | What it is |\n|---|---|---|\n");
        let required = definition["required"].as_array();
        for (key, value) in keys {
            let is_required = value["x-implied"].is_null()
                && required.is_some_and(|required| required.iter().any(|name| name == key));
            let mark = if is_required { " \\*" } else { "" };
            // The value of a fact differs from fact to fact: the key that holds the fact says of
            // what.
            let kind = match (name, key.as_str()) {
                ("Fact" | "Alternative", "value") => "what the fact is about".to_owned(),
                _ => kind_of_value(value, schema),
            };
            writeln!(page, "| `{key}`{mark} | {kind} | {} |", describe(value))
                .expect("a string takes all");
        }
    } else if let Some(codes) = definition["oneOf"].as_array() {
        page.push_str("| Code | What it means |\n|---|---|\n");
        for code in codes {
            let name = code["const"].as_str().expect("every code is a text");
            writeln!(page, "| `{name}` | {} |", describe(code)).expect("a string takes all");
        }
    } else if let Some(forms) = definition["anyOf"].as_array() {
        for form in forms {
            let about = describe(form);
            let keys = form["properties"].as_object().map(keys_in_words).unwrap_or_default();
            let kind = kind_of_value(form, schema);
            writeln!(page, "- {kind}{keys}: {about}").expect("a string takes all");
        }
    }
}

fn keys_in_words(keys: &Map<String, Value>) -> String {
    let keys: Vec<_> = keys.keys().map(|key| format!("`{key}`")).collect();
    format!(" with {}", keys.join(" and "))
}

/// What a value is, in a few words.
fn kind_of_value(value: &Value, schema: &Value) -> String {
    if let Some(reference) = value["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return kind_of_definition(name, schema);
    }
    if let Some(form) = value["anyOf"].as_array().and_then(|forms| forms.first()) {
        return kind_of_value(form, schema);
    }
    if let Some(list) = value["x-ref"].as_str() {
        return format!("id of one of `{list}`");
    }
    if value["x-id"].is_string() {
        return "id".to_owned();
    }
    if let Some(format) = value["x-format"].as_str() {
        return kind_of_format(format);
    }
    if has_type(value, "array") {
        format!("list of: {}", kind_of_value(&value["items"], schema))
    } else if has_type(value, "object") {
        match &value["additionalProperties"] {
            of @ Value::Object(_) => format!("object of: {}", kind_of_value(of, schema)),
            _ => "object".to_owned(),
        }
    } else if has_type(value, "integer") {
        "whole number".to_owned()
    } else if has_type(value, "boolean") {
        "`true` or `false`".to_owned()
    } else {
        match value["maxLength"].as_u64() {
            Some(length) if length != USUAL_LENGTH => format!("text of up to {length} characters"),
            _ => "text".to_owned(),
        }
    }
}

/// Whether a value is of this type, or null.
fn has_type(value: &Value, name: &str) -> bool {
    let types = &value["type"];
    types == name || types[0] == name
}

fn kind_of_definition(name: &str, schema: &Value) -> String {
    let plain = plain_name(name);
    let heading = heading(&plain);
    let link =
        format!("[{}](#{})", heading.to_lowercase(), heading.to_lowercase().replace(' ', "-"));
    if plain == "Fact" {
        let value = &schema["$defs"][name]["properties"]["value"];
        format!("{link}: {}", kind_of_value(value, schema))
    } else {
        link
    }
}

fn kind_of_format(format: &str) -> String {
    match format {
        "slug" => "lower-case letters, digits and hyphens",
        "lang" => "language tag, such as `en-GB`",
        "http-url" => "URL",
        "date" => "date, such as `2026-03-04`, `2026-03`, `2026` or `unknown`",
        "moment" => {
            "time with its distance from UTC, such as `2026-06-01T00:01:00+01:00`, or a day"
        }
        "decimal" => "number as text, such as `\"1500000\"`",
        "positive-decimal" => "number above 0 as text, such as `\"20000\"`",
        "currency" => "currency code, such as `GBP`",
        "passage" => "up to 40 words",
        "schema-version" => "`\"1.0\"`",
        other => panic!("{other}: say in tests/native/docs/fields.rs what this format is"),
    }
    .to_owned()
}

/// The description on one line, as a table can hold it, without what is for Rust programmers.
fn describe(value: &Value) -> String {
    let text = value["description"].as_str().unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
    let sentences: Vec<_> =
        text.split_inclusive(". ").filter(|text| !text.contains("[`")).collect();
    sentences.concat().trim_end().to_owned()
}

/// The name of a generic type without its parameter: `Fact_Money` is a fact, and `Alternative2` an
/// alternative.
fn plain_name(name: &str) -> String {
    let name = name.split('_').next().unwrap_or(name);
    name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// A type's name as words: `FullCitation` is "Full citation".
fn heading(name: &str) -> String {
    let mut words = String::new();
    for (position, c) in name.char_indices() {
        if position > 0 && c.is_uppercase() {
            words.push(' ');
            words.extend(c.to_lowercase());
        } else {
            words.push(c);
        }
    }
    words
}

#[test]
fn the_list_of_errors_is_that_of_the_rules() {
    let mut page = "---
section: Editors
order: 117
---
# Errors

What makes a document wrong, by the code that ends each message of `check`. Each message has the place, what readers would see, and what to do. A document with an error is not built, and no waiver changes that. The other findings are the [rules of the desk](index.md).

| Code | What it finds |
|---|---|
"
    .to_owned();
    for rule in model::rules().filter(|rule| rule.severity == model::Severity::Error) {
        writeln!(page, "| `{}` | {} |", rule.code, rule.finds).expect("a string takes all");
    }
    assert_snapshot(&root().join("www/docs/rules/errors.md"), &page);
}
