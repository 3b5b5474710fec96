//! Writes the draft of a story, and the report of what is from where.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contract_fact_box::model;
use contract_fact_box::ocds::Record;
use contract_fact_box::ocds::import::{self, Award, AwardChoice, Imported, Options};
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
    if let Some(message) = describe_choice(&imported, options.award.unwrap_or_default()) {
        eprint!("{message}");
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

/// Returns what to tell an editor who has chosen no award, or several. `None` if it is clear which.
fn describe_choice(imported: &Imported, id: &str) -> Option<String> {
    let (fact, awards) = match &imported.choice {
        AwardChoice::Clear => return None,
        AwardChoice::Missing => (format!("there is no award {id}"), &imported.awards),
        AwardChoice::Ambiguous(awards) => {
            (format!("--award {id} can mean {} awards", awards.len()), awards)
        }
    };
    if awards.is_empty() {
        let fact = to_one_line(&format!("the record has no awards, so none is {id}"));
        return Some(format!("{fact}; nothing was written; leave out --award\n"));
    }
    let is_named = |award: &Award| {
        !award.name.is_empty()
            && awards.iter().filter(|other| other.name == award.name).count() == 1
    };
    let fix = if awards.iter().any(is_named) {
        "name one of these with --award:"
    } else {
        "leave out --award, and take out of the draft what is about the others:"
    };
    let line = |award: &Award| to_one_line(&format!("  {}", award.describe())) + "\n";
    let lines: String = awards.iter().map(line).collect();
    Some(format!("{}; nothing was written; {fix}\n{lines}", to_one_line(&fact)))
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
