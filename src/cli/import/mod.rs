//! `import`: reads official notices in the Open Contracting Data Standard (OCDS), and merges those of
//! one contract.
//!
//! - `source` opens what an argument names: a file, standard input or a URL.
//! - `collect` gathers the releases of one contract, and `list` prints a line for each of many.
//! - `draft` writes what they come to.
//!
//! Exit code 0: all is well; 1: there are findings; 2: an input could not be read, or it is not clear
//! which contract is meant.

mod collect;
mod draft;
mod list;
mod source;

use std::path::PathBuf;
use std::process::ExitCode;

use contract_fact_box::ocds;

use super::check::to_one_line;
use collect::collect_releases;
use list::ListFormat;

/// Options of `import`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Notices in OCDS, as JSON, JSON Lines or gzip of them: files, `-` for standard input, or
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
    /// The folder to write to; `-` is standard output
    #[arg(long, value_name = "FOLDER|-")]
    out: Option<PathBuf>,
}

/// Reads the notices, and lists them or writes what they come to.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    if let Some(format) = args.list {
        return list::print_list(&args, format);
    }
    let collected = match collect_releases(&args) {
        Ok(collected) => collected,
        Err(message) => {
            eprintln!("{message}");
            return Ok(ExitCode::from(2));
        }
    };
    let compiled = ocds::compile(collected.releases);
    for (input, note) in &collected.notes {
        let name = collected.inputs.names.get(*input).map_or("", String::as_str);
        eprintln!("{name}: {}", to_one_line(&note.to_string()));
    }
    for note in compiled.notes() {
        eprintln!("{}", to_one_line(&note.to_string()));
    }
    draft::write(&compiled, &collected.inputs, &args)
}
