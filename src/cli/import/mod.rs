//! `import`: reads official notices in the Open Contracting Data Standard (OCDS), merges those of one
//! contract, and writes the draft of a story about it.
//!
//! - `source` finds the releases in what an argument names: a file, standard input or a URL.
//! - `collect` gathers the releases of one contract, and `list` prints a line for each of many.
//! - `draft` writes the draft, and `report` what in it is from where.
//!
//! Exit code 0: all is well; 1: there are findings; 2: an input could not be read, or it is not clear
//! which contract or award is meant.

mod collect;
mod draft;
mod list;
mod report;
mod source;

use std::path::PathBuf;
use std::process::ExitCode;

use contract_fact_box::model::{PartialDate, is_language_tag};
use contract_fact_box::ocds::Record;
use contract_fact_box::ocds::import::Options;

use super::check::{parse_day, to_one_line, today};
use super::story_file::StoryName;
use collect::collect_releases;
use list::ListFormat;

/// Options of `import`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Notices in OCDS, as JSON, JSON Lines or gzip of them, or of TED, as XML (eForms): files, `-` for standard input, or
    /// addresses that begin with https:// or http://. Those of one contract are merged
    #[arg(required = true, value_name = "NOTICE")]
    notices: Vec<String>,
    /// The contract to import, of notices of several
    #[arg(long, value_name = "OCID")]
    ocid: Option<String>,
    /// Print a line for each release, as it is found: date, OCID, type of notice, buyer and title,
    /// separated by tabs, or as JSON with `--list=json`. A file may be of any size, so releases of one
    /// contract are not brought together: `sort` does that
    #[arg(
        long,
        value_name = "FORMAT",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "tsv",
        conflicts_with = "out"
    )]
    list: Option<ListFormat>,
    /// The folder to write to; `-` is standard output [default: www/stories in the project]
    #[arg(long, value_name = "FOLDER|-")]
    out: Option<PathBuf>,
    /// The only award to take, of a contract with several. Where several notices have an award with
    /// the id, ID@NOTICE is the one that this notice announced, as in 1@028961-2025
    #[arg(long, value_name = "ID|ID@NOTICE")]
    award: Option<String>,
    /// The story's id, which names the file [default: made from the title]
    #[arg(long, value_name = "ID", value_parser = parse_id)]
    id: Option<String>,
    /// The language of the story, of a notice in several or without one
    #[arg(long, value_name = "LANG", value_parser = parse_lang)]
    lang: Option<String>,
    /// The name of the newsroom
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// The day of the import, as in 2026-06-03; today if not given
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<PartialDate>,
}

/// Reads the id of a story.
fn parse_id(text: &str) -> Result<String, String> {
    StoryName::new(text).map(|_| text.to_owned())
}

/// Reads a language tag.
fn parse_lang(text: &str) -> Result<String, String> {
    let fact = || format!("`{text}` is no language tag; write one by BCP 47, as in `en-GB`");
    is_language_tag(text).then(|| text.to_owned()).ok_or_else(fact)
}

/// Reads the notices, and lists them or writes what they come to.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    if let Some(format) = args.list {
        return list::print_list(&args, format);
    }
    let lang = args.lang.as_deref();
    let Some((record, notes)) = read_record(&args.notices, args.ocid.as_deref(), lang) else {
        return Ok(ExitCode::from(2));
    };
    let options = Options {
        today: args.today.unwrap_or_else(today),
        id: args.id.as_deref(),
        lang: args.lang.as_deref(),
        publisher: args.publisher.as_deref(),
        award: args.award.as_deref(),
    };
    draft::write_draft(&record, &notes, &options, args.out)
}

/// Reads the record of one contract from notices: files, `-` for standard input, or URLs. Prints what is
/// to be known about them, and returns it, too. `None`, with a message printed, if an input cannot be
/// read, or if it is not clear which contract is meant.
pub(super) fn read_record(
    notices: &[String],
    ocid: Option<&str>,
    lang: Option<&str>,
) -> Option<(Record, Vec<String>)> {
    let collected =
        collect_releases(notices, ocid, lang).inspect_err(|message| eprintln!("{message}")).ok()?;
    let record = Record::new(collected.releases);
    let mut notes = collected.notes;
    notes.extend(record.notes().iter().map(ToString::to_string));
    for note in &notes {
        eprintln!("{}", to_one_line(note));
    }
    Some((record, notes))
}
