//! `new`: writes a story to fill in: the shortest that says who buys what from whom, for how much,
//! and what somebody says about it.
//!
//! Whatever is the editor's to say is empty there, so that `check` names each such place with what
//! belongs there, and nothing passes for a fact that nobody has written. Only ids are given, which
//! no reader sees.

use std::path::PathBuf;
use std::process::ExitCode;

use contract_fact_box::model;

use super::address::parse_absolute_url;
use super::check::format_count;
use super::schema;
use super::stories_folder::StoriesFolder;
use super::story_file::StoryName;

/// The story to fill in, with places for its id and the URL of the schema.
const STORY: &str = include_str!("story.json");
/// The line of [`STORY`] that names the schema.
const SCHEMA_LINE: &str = "  \"$schema\": \"SCHEMA\",\n";

/// Options of `new`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The story's id, which names the file: lower-case letters, digits and hyphens
    id: String,
    /// The folder to write to [default: www/stories in the project]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The absolute URL of the bundle, which has the schema for code editors [default: the bundle
    /// that `build` writes]
    #[arg(long, value_name = "URL", value_parser = parse_absolute_url)]
    base: Option<String>,
}

/// Writes the file, and says how to go on.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let name = StoryName::new(&args.id).map_err(anyhow::Error::msg)?;
    let folder = StoriesFolder::open(args.out)?;
    let schema = match args.base {
        Some(base) => Some(format!("{base}{}", schema::FILE_NAME)),
        None => folder.relative_schema(),
    };
    let text = write_story(&args.id, schema.as_deref());
    let path = folder.create_file(&name.file_name("json").to_string(), text.as_bytes())?;
    let places = format_count(model::read(&text).issues.len(), "place");
    eprintln!("wrote {}: {places} to fill in, which `check` names", path.display());
    Ok(ExitCode::SUCCESS)
}

/// Returns the text of a story to fill in.
fn write_story(id: &str, schema: Option<&str>) -> String {
    let text = STORY.replace("ID", id);
    match schema {
        Some(schema) => text.replace("SCHEMA", schema),
        None => text.replace(SCHEMA_LINE, ""),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// How many places of a document are empty.
    fn count_empty(value: &Value) -> usize {
        match value {
            Value::String(text) => usize::from(text.is_empty()),
            Value::Array(items) => items.iter().map(count_empty).sum(),
            Value::Object(fields) => fields.values().map(count_empty).sum(),
            _ => 0,
        }
    }

    #[test]
    fn each_empty_place_is_named_once_with_what_belongs_there() {
        let text = write_story("bridge", Some("../story.schema.json"));
        let issues = model::read(&text).issues;
        let story: Value = serde_json::from_str(&text).expect("is JSON");
        assert_eq!(issues.len(), count_empty(&story), "{issues:#?}");
        for issue in &issues {
            assert_eq!(issue.code, "empty-text", "{issue}");
            assert_eq!(&text[issue.span.clone()], "\"\"", "{issue}");
            assert!(issue.fix.len() > "write it".len(), "{issue}");
        }
    }

    #[test]
    fn a_story_that_is_filled_in_passes() {
        let mut text = write_story("bridge", None);
        assert!(!text.contains("SCHEMA") && !text.contains("ID"), "{text}");
        // Later keys of the same name are other places.
        for (key, value) in [
            ("lang", "en-GB"),
            ("title", "A new bridge"),
            ("as_of", "2026-03-04"),
            ("published_at", "2026-03-04"),
            ("publisher", "The Example"),
            ("kind", "report"),
            ("title", "Town gets a bridge"),
            ("publisher", "The Example"),
            ("url", "https://example.org/bridge"),
            ("published", "2026-02-11"),
            ("name", "Example council"),
            ("kind", "organisation"),
            ("role_as_described", "buyer of the bridge"),
            ("name", "Example builders"),
            ("kind", "organisation"),
            ("role_as_described", "builder of the bridge"),
            ("name", "Ann Example"),
            ("kind", "person"),
            ("role_as_described", "resident"),
            ("title", "A bridge"),
            ("purpose", "To cross the river"),
            ("status", "signed"),
            ("amount", "1500000"),
            ("currency", "GBP"),
            ("vat", "unknown"),
            ("stage", "signed"),
            ("covers", "total"),
            ("kind", "proposal"),
            ("question", "Should the council build the bridge?"),
            ("label", "The bridge"),
            ("stance", "opposes"),
            ("expression", "quote"),
            ("text", "Nobody asked us."),
            ("said_on", "not_given"),
        ] {
            let place = format!("\"{key}\": \"\"");
            assert!(text.contains(&place), "{key}: {text}");
            text = text.replacen(&place, &format!("\"{key}\": \"{value}\""), 1);
        }
        assert_eq!(model::read(&text).issues, [], "{text}");
    }
}
