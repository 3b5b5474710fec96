//! `schema`: the JSON Schema of a story, for editors that check and complete while somebody types.
//!
//! It is the one that `check` begins with, so whatever it refuses, `check` refuses too; `check`
//! also looks at what no schema can say, such as whether a reference leads anywhere.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use contract_fact_box::model;
use serde_json::{Map, Value};

/// The file's name in the built folder.
pub(crate) const NAME: &str = "story.schema.json";
/// What it is called in other schemas: a name that is no address, since it is wherever the folder
/// is.
const ID: &str = "urn:contract-fact-box:story:1.0";
/// What editors show.
const TITLE: &str = "A story for Contract Fact Box";

/// Options of `schema`: there are none.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

/// Prints the schema.
pub(crate) fn run(Args {}: Args) -> anyhow::Result<ExitCode> {
    io::stdout().lock().write_all(&json()?)?;
    Ok(ExitCode::SUCCESS)
}

/// The schema as it is written.
///
/// # Errors
///
/// Never with data like ours, but that is serde's to say.
pub(crate) fn json() -> anyhow::Result<Vec<u8>> {
    let mut schema = model::schema().to_value();
    close(&mut schema);
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

/// Allows no key that an object does not list, as `check` does.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.get("properties").is_some_and(Value::is_object)
                && !fields.contains_key("additionalProperties")
            {
                fields.insert("additionalProperties".to_owned(), false.into());
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}
