//! `review`: the sheet on which the copy desk and the lawyer check a story, made from its document.
//!
//! It holds everything that the story says, each thing once and with a box to tick: first whom to
//! call, then what the check has found, then every word, silence, fact and source. A story with
//! errors has a sheet as far as it can be read.
//!
//! Exit code 0: a sheet; 1: a sheet of a story with errors; 2: no sheet, since a file could not be
//! read.

mod calls;
mod facts;
mod findings;
mod head;
mod html;
mod log;
mod people;
mod reader;
mod sheet;
mod statements;
mod text;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::ValueEnum;
use contract_fact_box::model::{self, ParsedStory, PartialDate};
use serde_json::Value;

use self::findings::{Counts, build_findings};
use self::head::{FileFacts, build_head};
use self::reader::Reader;
use self::sheet::{Group, Section, Sheet};
use super::check::{parse_day, today};
use super::input::{display_name, read_text};

/// Options of `review`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The story file; `-` is standard input
    #[arg(value_name = "STORY")]
    file: PathBuf,
    /// The form of the sheet
    #[arg(long = "as", value_name = "FORM", value_enum, default_value_t = Form::Html)]
    form: Form,
    /// The day to check on, as in 2026-06-03; today if not given
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<PartialDate>,
    /// The file to write; standard output if not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// A form of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One HTML file, to print or to read on a screen
    Html,
    /// Plain text
    Text,
}

/// Writes the sheet of a story, and the number of findings to standard error.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let name = display_name(&args.file);
    let text = match read_text(&args.file, "reviewed") {
        Ok(text) => text,
        Err(fact) => {
            eprintln!("{name}: {fact}");
            return Ok(ExitCode::from(2));
        }
    };
    let today = args.today.unwrap_or_else(today);
    let parsed = model::check_editorially(&text, today);
    let counts = Counts::of(&parsed.issues);
    let file = FileFacts { name: &name, text: &text, today, counts };
    let sheet = build_sheet(&parsed, &file);
    let output = match args.form {
        Form::Html => html::render_html(&sheet),
        Form::Text => text::render_text(&sheet),
    };
    match &args.out {
        Some(path) => fs::write(path, output).with_context(|| {
            format!("{}: cannot be written; there is no sheet; name another file", path.display())
        })?,
        None => io::stdout().lock().write_all(output.as_bytes())?,
    }
    eprintln!("{name}: {}", counts.describe());
    Ok(if counts.errors > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn build_sheet(parsed: &ParsedStory, file: &FileFacts<'_>) -> Sheet {
    let reader = parsed.story.as_ref().map(|story| Reader::new(story, file.today));
    let mut warnings = Vec::new();
    if parsed.story.is_none() {
        warnings.push("Nothing of the story can be read: see the errors.".to_owned());
    } else if file.counts.errors > 0 {
        warnings.push(
            "The story has errors. What is wrong, and what depends on it, may be missing from this sheet: make a new \
             one once they are corrected."
                .to_owned(),
        );
    }
    let mut sheet = Sheet {
        title: parsed.story.as_ref().map_or(file.name, |story| &*story.title).to_owned(),
        lang: parsed.story.as_ref().map_or("en", |story| &*story.lang).to_owned(),
        head: build_head(reader.as_ref(), file),
        warnings,
        sections: reader.as_ref().map(build_sections).unwrap_or_default(),
    };
    for block in sheet.blocks_mut() {
        block.pointer = parsed.written_pointer(&block.pointer);
    }
    for item in sheet.items_mut() {
        item.pointer = parsed.written_pointer(&item.pointer);
    }
    let findings = build_findings(file.text, &parsed.issues, &sheet.sections);
    let after_calls = sheet.sections.len().min(1);
    sheet.sections.insert(after_calls, findings);
    sheet
}

fn build_sections(reader: &Reader<'_>) -> Vec<Section> {
    // A story is always JSON: it was decoded from it.
    let document = serde_json::to_value(reader.story).unwrap_or_default();
    vec![
        calls::build_calls(reader),
        statements::build_words(reader),
        statements::build_silences(reader),
        build_facts(reader, &document),
        log::build_sources(reader),
        log::build_log(reader, &document),
    ]
}

fn build_facts(reader: &Reader<'_>, document: &Value) -> Section {
    let contracts = reader.story.contracts.iter().enumerate();
    let mut groups: Vec<_> = contracts
        .map(|(index, contract)| {
            let which = if index == 0 { "This contract" } else { "Another contract" };
            let title = format!("{which}: {}", &*contract.title);
            Group::new(title, facts::build_contract(reader, document, index, contract))
        })
        .collect();
    groups.push(Group::new("Who they are", people::build_parties(reader)));
    groups.push(Group::new("What the newsroom says around it", facts::build_context(reader)));
    groups.push(Group::new("What is not known", facts::build_open_questions(reader)));
    Section::new(
        ("facts", "Facts"),
        "Fact",
        "Every fact as readers see it, as its source has it, and what it rests on.",
        "The story has no facts.",
        groups,
    )
}
