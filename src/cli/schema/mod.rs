//! `schema`: the JSON Schema of a story, by which code editors check, complete and explain while
//! somebody types.
//!
//! It is derived from the same types as the schema that `check` validates against. That one has the
//! long form, and this one offers the short forms too, with help for code editors, since nobody
//! reads documentation beside a file. `check` also finds what no schema can express, such as a
//! reference to nothing.

mod forms;
mod help;

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Context;
use contract_fact_box::model;
use serde_json::{Map, Value};

use super::address::parse_absolute_url;

/// The name of the file in the bundle.
pub(crate) const FILE_NAME: &str = "story.schema.json";
/// The title that code editors show.
const TITLE: &str = "A story for Contract Fact Box";

/// Options of `schema`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The absolute URL of the bundle, which becomes part of the schema's own
    #[arg(long, value_name = "URL", value_parser = parse_absolute_url)]
    base: Option<String>,
}

/// Prints the schema.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    io::stdout().lock().write_all(&to_json(args.base.as_deref())?)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the schema as JSON text. `base` is the URL of the bundle that it is in; without one, the
/// schema's own URL is relative to wherever it is.
///
/// # Errors
///
/// If serde cannot write the schema, which is a bug.
pub(crate) fn to_json(base: Option<&str>) -> anyhow::Result<Vec<u8>> {
    let mut schema = model::schema().to_value();
    forms::offer_short_forms(&mut schema);
    help::add_help(&mut schema);
    let id = format!("{}{FILE_NAME}", base.unwrap_or_default());
    let mut named: Map<String, Value> = [("$schema", ""), ("$id", &*id), ("title", TITLE)]
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
