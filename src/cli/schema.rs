//! `schema`: the JSON Schema of a story, by which code editors check and complete while somebody
//! types.
//!
//! `check` validates against the same schema, so it refuses whatever the schema refuses. It also
//! finds what no schema can express, such as a reference to nothing.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use contract_fact_box::model;
use serde_json::{Map, Value};

/// The name of the file in the bundle.
pub(crate) const FILE_NAME: &str = "story.schema.json";
/// The schema's name in other schemas: no URL, since the URL depends on where the bundle is.
const ID: &str = "urn:contract-fact-box:story:1.0";
/// The title that code editors show.
const TITLE: &str = "A story for Contract Fact Box";

/// Options of `schema`: there are none.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Prints the schema.
pub(crate) fn run(Args {}: Args) -> anyhow::Result<ExitCode> {
    io::stdout().lock().write_all(&to_json()?)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the schema as JSON text.
///
/// # Errors
///
/// If serde cannot write the schema, which is a bug.
pub(crate) fn to_json() -> anyhow::Result<Vec<u8>> {
    let mut schema = model::schema().to_value();
    prepare(&mut schema);
    let mut named: Map<String, Value> = [("$schema", ""), ("$id", ID), ("title", TITLE)]
        .map(|(key, value)| (key.to_owned(), Value::from(value)))
        .into_iter()
        .collect();
    for (key, value) in schema.as_object().into_iter().flatten().filter(|(key, _)| *key != "title")
    {
        named.insert(key.clone(), value.clone());
    }
    let mut json = serde_json::to_vec_pretty(&named)
        .context("schema: cannot be written as JSON; report this fault")?;
    json.push(b'\n');
    Ok(json)
}

/// Makes the schema refuse keys that an object does not list, as `check` does, and its descriptions
/// flow, which are wrapped where the comments are that they come from.
fn prepare(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.get("properties").is_some_and(Value::is_object)
                && !fields.contains_key("additionalProperties")
            {
                fields.insert("additionalProperties".to_owned(), false.into());
            }
            if let Some(Value::String(description)) = fields.get_mut("description") {
                *description = join_lines(description);
            }
            fields.values_mut().for_each(prepare);
        }
        Value::Array(items) => items.iter_mut().for_each(prepare),
        _ => {}
    }
}

/// Joins the lines of each paragraph.
fn join_lines(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::join_lines;

    #[test]
    fn lines_flow_and_paragraphs_stay() {
        assert_eq!(join_lines("one\ntwo\n\nthree\nfour"), "one two\n\nthree four");
    }
}
