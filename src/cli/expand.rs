//! `expand`: prints stories in the long form, in which nothing is left to be implied, for programs
//! that read stories and do not know the short forms.
//!
//! Exit code 0: printed; 1: a story has errors; 2: a file could not be read.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use contract_fact_box::model::Severity;

use super::input::{display_name, read_text};
use super::valid_story::read_document;

/// Options of `expand`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Story files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Prints the stories, one after the other.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut worst = 0;
    for file in &args.files {
        let name = display_name(file);
        let text = match read_text(file, "printed") {
            Ok(text) => text,
            Err(fact) => {
                eprintln!("{name}: {fact}");
                worst = 2;
                continue;
            }
        };
        let document = read_document(&name, &text, Severity::Error);
        anstream::eprint!("{}", document.report);
        let Some(story) = document.story else {
            worst = worst.max(1);
            continue;
        };
        let mut json = serde_json::to_vec_pretty(&story)
            .with_context(|| format!("{name}: cannot be written as JSON; report this fault"))?;
        json.push(b'\n');
        io::stdout().lock().write_all(&json)?;
    }
    Ok(ExitCode::from(worst))
}
