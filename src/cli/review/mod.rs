//! `review`: the sheet on which the copy desk and the lawyer check a story, made from its document.
//!
//! It holds everything that the story says, each thing once and with a box to tick: first whom to
//! call, then what the check has found, then every word, silence, fact and source. A story with
//! errors has a sheet as far as it can be read.
//!
//! Exit code 0: a sheet; 1: a sheet of a story with errors; 2: no sheet, since a file could not be
//! read.

mod calls;
mod compare;
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
use contract_fact_box::model::{self, DocumentMap, Moment, ParsedStory, PartialDate};
use serde_json::Value;

use self::findings::{Lines, build_findings};
use self::head::{FileFacts, build_head};
use self::reader::Reader;
use self::sheet::{Group, Section, Sheet};
use super::check::{FindingCounts, parse_day, today};
use super::input::{display_name, read_text};
use super::texts::{TextFolder, check_words};

/// What stands on a sheet with sentences of the sources, which belong to others.
const NOT_FOR_PUBLICATION: &str = "For the desk only, not for publication: this sheet holds sentences of the sources’ \
    own texts.";

/// Options of `review`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The story file; `-` is standard input
    #[arg(value_name = "STORY")]
    file: PathBuf,
    /// The form of the sheet
    #[arg(long = "as", value_name = "FORM", value_enum, default_value_t = Form::Html)]
    form: Form,
    /// Compare quotations and passages, word for word, with the sources' texts in this folder, as
    /// `check` does, and show each in its sentence
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
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
    let mut folder = match args.texts.as_deref().map(TextFolder::open).transpose() {
        Ok(folder) => folder,
        Err(fact) => {
            eprintln!("{fact}");
            return Ok(ExitCode::from(2));
        }
    };
    // By way of links too: the story would be lost.
    let is_story = |out: &PathBuf| {
        let [out, story] = [out, &args.file].map(|path| path.canonicalize().ok());
        out.is_some() && out == story
    };
    if let Some(out) = args.out.as_ref().filter(|out| is_story(out)) {
        eprintln!("{}: is the story itself; there is no sheet; name another file", out.display());
        return Ok(ExitCode::from(2));
    }
    let today = args.today.unwrap_or_else(today);
    let mut parsed = model::check_editorially(&text, today);
    let words = folder.as_mut().map(|folder| (check_words(&text, folder), folder));
    if let Some((report, _)) = &words {
        parsed.issues.extend(report.issues.iter().cloned());
        parsed.issues.sort_by_key(|issue| issue.span.start);
    }
    let counts = FindingCounts::of(&parsed.issues);
    let file = FileFacts { name: &name, text: &text, today, counts };
    let mut sheet = build_sheet(&parsed, &file);
    if let Some((report, folder)) = words {
        sheet.warnings.insert(0, NOT_FOR_PUBLICATION.to_owned());
        compare::add_comparison(&mut sheet, &report.checked, &report.issues, folder);
    }
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
    let mut sheet = Sheet {
        title: parsed.story.as_ref().map_or(file.name, |story| &*story.title).to_owned(),
        lang: parsed.story.as_ref().map_or("en", |story| &*story.lang).to_owned(),
        head: build_head(reader.as_ref(), file),
        warnings: describe_embargo(parsed, file.today)
            .into_iter()
            .chain(describe_errors(parsed, file.counts))
            .collect(),
        sections: reader.as_ref().map(build_sections).unwrap_or_default(),
    };
    for block in sheet.blocks_mut().filter(|block| !block.pointer.is_empty()) {
        block.pointer = parsed.written_pointer(&block.pointer);
    }
    let (map, lines) = (DocumentMap::of(file.text), Lines::of(file.text));
    for item in sheet.items_mut().filter(|item| !item.pointer.is_empty()) {
        let long_pointer = parsed.long_pointer(&item.pointer);
        item.pointer = parsed.written_pointer(&item.pointer);
        if let Some(place) = map.as_ref().map(|map| map.locate(&long_pointer)) {
            let line = lines.number(place.span.start);
            item.place = format!("line {line}: {}", place.path);
        }
    }
    let findings = build_findings(&lines, &parsed.issues, &sheet.sections);
    let after_calls = sheet.sections.len().min(1);
    sheet.sections.insert(after_calls, findings);
    sheet
}

/// Says until when a story is under embargo, if it still is when the day of the sheet begins.
fn describe_embargo(parsed: &ParsedStory, today: PartialDate) -> Option<String> {
    let until = parsed.story.as_ref()?.embargo_at(Moment::at_start_of(today)?)?;
    Some(format!("Under embargo until {until}: nothing of it may be published before."))
}

/// Says what the errors of a story mean for its sheet, if it has any.
fn describe_errors(parsed: &ParsedStory, counts: FindingCounts) -> Option<String> {
    let consequence = if counts.errors == 0 {
        return None;
    } else if parsed.story.is_none() {
        "Nothing of the story can be read: see the errors."
    } else if parsed.is_whole() {
        "The story has errors: it is not published until they are corrected. Where a code or date is wrong, this sheet \
         shows `unknown` or the code that was probably meant."
    } else {
        "Parts of the story cannot be read and are not on this sheet, and the rules of the desk could not be applied. \
         Correct the errors and make a new sheet."
    };
    Some(consequence.to_owned())
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
