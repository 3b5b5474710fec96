//! Writes the draft of a story, and the report of what is from where.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contract_fact_box::model;
use contract_fact_box::ocds::Record;
use contract_fact_box::ocds::import::{self, Imported, Options};
use serde_json::Value;

use super::report::write_report;
use crate::cli::check::{format_count, to_one_line};
use crate::cli::stories_folder::StoriesFolder;
use crate::cli::story_file::StoryName;

/// Writes the story and the report to a folder, or to standard output and standard error.
pub(super) fn write_draft(
    record: &Record,
    notes: &[String],
    options: &Options<'_>,
    out: Option<PathBuf>,
) -> anyhow::Result<ExitCode> {
    let imported = import::draft(record, options);
    if !imported.has_award {
        let ids: Vec<_> = imported.awards.iter().map(|(id, _)| id.as_str()).collect();
        let id = options.award.unwrap_or_default();
        eprintln!(
            "there is no award {id}; nothing was written; name one of these with --award: {}",
            to_one_line(&ids.join(", "))
        );
        return Ok(ExitCode::from(2));
    }
    let report = write_report(&imported, record, notes, options.today);
    if out.as_deref() == Some(Path::new("-")) {
        let mut out = io::stdout().lock();
        out.write_all(to_text(&imported, None)?.as_bytes())?;
        eprint!("{report}");
        return Ok(ExitCode::SUCCESS);
    }
    let name = StoryName::new(&imported.id).map_err(anyhow::Error::msg)?;
    let folder = StoriesFolder::open(out)?;
    let text = to_text(&imported, folder.relative_schema())?;
    let report_name = name.file_name("import.txt").to_string();
    if folder.has_file(&report_name) {
        anyhow::bail!("{report_name}: is there already; nothing was written; choose another --id");
    }
    let story_path = folder.create_file(&name.file_name("json").to_string(), text.as_bytes())?;
    let report_path = folder.create_file(&report_name, report.as_bytes())?;
    let values = format_count(imported.entries.len(), "value");
    let questions = imported.story["open_questions"].as_array().map_or(0, Vec::len);
    let questions = format_count(questions, "open question");
    eprintln!("wrote {}: {values} from the record, {questions}", story_path.display());
    eprintln!("wrote {}: what is from where, and what was left", report_path.display());
    Ok(ExitCode::SUCCESS)
}

/// Writes the story as JSON, with the URL of its schema if there is one.
fn to_text(imported: &Imported, schema: Option<String>) -> anyhow::Result<String> {
    let mut story = imported.story.clone();
    if let (Some(schema), Value::Object(fields)) = (schema, &mut story) {
        fields.shift_insert(0, "$schema".to_owned(), schema.into());
    }
    let text = format!("{}\n", serde_json::to_string_pretty(&story)?);
    let issues = model::read(&text).into_valid().err().unwrap_or_default();
    if let Some(issue) = issues.iter().find(|issue| issue.is_error()) {
        anyhow::bail!(
            "the draft would not be a story: {issue}; nothing was written; report this fault"
        );
    }
    Ok(text)
}
