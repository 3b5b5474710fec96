//! `translate`: the texts of a story as a file for translators, their translations back into the
//! story, and what is left to translate.
//!
//! The file is [XLIFF 1.2](https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html), which the
//! programs of translators read and write.
//!
//! Exit code 0: written, and nothing is missing where that was asked; 1: the story has errors, or
//! something was not taken or is missing; 2: a file could not be read, or is no such file.

mod describe;
mod edit;
mod merge;
mod units;
mod xliff_reader;
mod xliff_writer;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use contract_fact_box::model::{Severity, Story, is_language_tag};

use self::merge::Merge;
use self::units::{State, Unit, list_units};
use super::check::{format_count, to_one_line};
use super::input::{display_name, read_text};
use super::language::note_on_interface;
use super::valid_story::read_document;

/// Options of `translate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The story's file; `-` is standard input
    #[arg(value_name = "STORY")]
    file: PathBuf,
    /// The language to translate into, as in fr
    #[arg(value_name = "LANG", value_parser = parse_language)]
    lang: String,
    /// Write the translations of this file into the story, and change nothing else of it
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    /// List what is missing and what is out of date
    #[arg(long, conflicts_with = "from")]
    status: bool,
}

/// Writes the texts to standard output, reads translations back or lists what is missing.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let name = display_name(&args.file);
    let text = match read_text(&args.file, "translated") {
        Ok(text) => text,
        Err(fact) => {
            eprintln!("{name}: {fact}");
            return Ok(ExitCode::from(2));
        }
    };
    let document = read_document(&name, &text, Severity::Error);
    anstream::eprint!("{}", document.report);
    let Some(story) = document.story else { return Ok(ExitCode::FAILURE) };
    if story.lang.eq_ignore_ascii_case(&args.lang) {
        eprintln!(
            "{name}: lang: the story is written in `{}` itself; nothing was translated; name another \
             language",
            &*story.lang
        );
        return Ok(ExitCode::FAILURE);
    }
    let lang = translated_tag(&story, &args.lang);
    if let Some(note) = note_on_interface(&lang) {
        eprintln!("{name}: {note}");
    }
    match &args.from {
        Some(from) => take_translations(&args.file, &text, &story, &lang, from),
        None if args.status => report_status(&name, &list_units(&story, &lang), &lang),
        None => {
            let units = list_units(&story, &lang);
            let xliff = xliff_writer::write_xliff(&story, &lang, &units).with_context(|| {
                format!("{name}: cannot be written as XLIFF; report this fault")
            })?;
            io::stdout().lock().write_all(&xliff)?;
            eprintln!("{name}: {}", summarize(&units, &lang));
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The tag as the story writes it, if it has translations into the language.
fn translated_tag(story: &Story, lang: &str) -> String {
    let mut tags = story.translations.keys();
    tags.find(|tag| tag.eq_ignore_ascii_case(lang)).map_or(lang, String::as_str).to_owned()
}

/// Counts the texts, as in "fr: 80 of 90 texts translated, 6 missing, 4 out of date".
fn summarize(units: &[Unit], lang: &str) -> String {
    let count = |state: State| units.iter().filter(|unit| unit.state() == state).count();
    let mut summary = format!(
        "{lang}: {} of {} translated",
        count(State::Translated),
        format_count(units.len(), "text")
    );
    for (state, label) in [(State::Missing, "missing"), (State::Stale, "out of date")] {
        if count(state) > 0 {
            summary += &format!(", {} {label}", count(state));
        }
    }
    summary
}

/// Lists what is missing and what is out of date on standard output.
fn report_status(name: &str, units: &[Unit], lang: &str) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    for unit in units {
        let (pointer, text) = (&unit.pointer, to_one_line(&unit.text));
        match (unit.state(), unit.earlier_original()) {
            (State::Translated, _) => {}
            (State::Stale, Some(earlier)) => {
                let earlier = to_one_line(earlier);
                writeln!(out, "out of date {pointer}: was “{earlier}”, is “{text}”")?;
            }
            (State::Missing | State::Stale, _) => writeln!(out, "missing {pointer}: “{text}”")?,
        }
    }
    eprintln!("{name}: {}", summarize(units, lang));
    let is_complete = units.iter().all(|unit| unit.state() == State::Translated);
    Ok(if is_complete { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes the translations of a file into the story.
fn take_translations(
    file: &Path,
    text: &str,
    story: &Story,
    lang: &str,
    from: &Path,
) -> anyhow::Result<ExitCode> {
    let from_name = display_name(from);
    let read = read_text(from, "read").and_then(|xml| xliff_reader::read_xliff(&xml));
    let translated = match read {
        Ok(translated) => translated,
        Err(fact) => {
            eprintln!("{from_name}: {fact}");
            return Ok(ExitCode::from(2));
        }
    };
    if let Some(fact) = translated.find_mismatch(story, lang) {
        eprintln!("{from_name}: {fact}");
        return Ok(ExitCode::from(2));
    }
    let merge = Merge::new(text, &list_units(story, lang), lang, &translated)?;
    for finding in &merge.findings {
        eprintln!("{from_name}: {finding}");
    }
    if merge.text != text {
        write_story(file, &merge.text)?;
    }
    eprintln!("{}: {}", display_name(file), merge.summarize(lang));
    Ok(if merge.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes a story to its file, which stays as it is if that fails; one from standard input goes to
/// standard output.
fn write_story(file: &Path, text: &str) -> anyhow::Result<()> {
    if file == Path::new("-") {
        return Ok(io::stdout().lock().write_all(text.as_bytes())?);
    }
    // Through links, so that the file itself is replaced.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let folder = file.parent().unwrap_or(Path::new("."));
    let failed = || {
        let name = display_name(&file);
        format!("{name}: cannot be written; it is as it was; make it writable")
    };
    let mut new = tempfile::NamedTempFile::new_in(folder).with_context(failed)?;
    new.write_all(text.as_bytes()).with_context(failed)?;
    let permissions = fs::metadata(&file).with_context(failed)?.permissions();
    new.as_file().set_permissions(permissions).with_context(failed)?;
    new.persist(&file).map(drop).with_context(failed)
}

/// Parses the tag of a language, as an argument gives it.
fn parse_language(text: &str) -> Result<String, String> {
    if is_language_tag(text) {
        Ok(text.to_owned())
    } else {
        Err("write a BCP 47 tag, as in fr or pt-BR".to_owned())
    }
}
