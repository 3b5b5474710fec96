//! The command line: one file or folder per subcommand, each with `Args` and `run`.
//!
//! Data goes to standard output, diagnostics to standard error. The exit code is 0 for success, 1
//! for a failure or for findings, and 2 for wrong usage or files that cannot be read.

mod address;
mod bundle;
mod card;
mod check;
mod doctor;
mod embargo;
mod expand;
mod http_client;
mod import;
mod input;
mod issue_text;
mod language;
mod new;
mod out_folder;
mod pages;
mod prerender;
mod preset;
mod preview;
mod project;
mod review;
mod schema;
#[cfg(test)]
mod scratch;
mod serve;
mod stories_folder;
mod story_file;
mod texts;
mod this_machine;
mod translate;
mod valid_story;
mod verify;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Build, serve, check and prerender contract fact boxes.
///
/// Without a subcommand, it serves the demo pages, as `serve` does.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: serve::Args,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Build what is out of date, then serve the demo pages and the bundle
    Serve(serve::Args),
    /// Build the bundle: the folder of files that a newsroom puts on its server
    Build(bundle::Args),
    /// Write a story to fill in
    New(new::Args),
    /// Read official notices of a contract (OCDS)
    Import(import::Args),
    /// Print every mistake in story files
    Check(check::Args),
    /// Compare a story with the official record of its contract
    Verify(verify::Args),
    /// Show one story on a page of this machine, as it is after every save
    Preview(preview::Args),
    /// Write the sheet on which the copy desk and the lawyer check a story
    Review(review::Args),
    /// Write stories as HTML to paste, as pages or as text
    Prerender(prerender::Args),
    /// Write the texts of a story for translators, and read their translations back
    Translate(translate::Args),
    /// Draw the pictures of stories that social networks and messengers show
    Card(card::Args),
    /// Report what is wrong with a published page and how to fix it
    Doctor(doctor::Args),
    /// Write the demo and documentation pages as static files
    Pages(pages::Args),
    /// Print stories in the long form, with all that the short one leaves out
    Expand(expand::Args),
    /// Print the JSON Schema of a story
    Schema(schema::Args),
}

/// Runs the command that the arguments name and returns its exit code.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => serve::run(cli.serve),
        Some(Command::Serve(args)) => serve::run(args),
        Some(Command::Build(args)) => bundle::run(args),
        Some(Command::New(args)) => new::run(args),
        Some(Command::Import(args)) => import::run(args),
        Some(Command::Check(args)) => check::run(args),
        Some(Command::Verify(args)) => verify::run(args),
        Some(Command::Preview(args)) => preview::run(args),
        Some(Command::Review(args)) => review::run(args),
        Some(Command::Prerender(args)) => prerender::run(args),
        Some(Command::Translate(args)) => translate::run(args),
        Some(Command::Card(args)) => card::run(args),
        Some(Command::Doctor(args)) => doctor::run(args),
        Some(Command::Pages(args)) => pages::run(args),
        Some(Command::Expand(args)) => expand::run(args),
        Some(Command::Schema(args)) => schema::run(args),
    };
    result.unwrap_or_else(|error| {
        // Not a failure worth a message: the reader of our output has seen enough, as in `check … |
        // head`.
        if !is_broken_pipe(&error) {
            eprintln!("error: {error:#}");
        }
        ExitCode::FAILURE
    })
}

/// Whether the failure is only that nobody reads our output any more.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn no_subcommand_means_serve() {
        let cli = Cli::try_parse_from(["contract-fact-box", "--port", "9000", "--no-build"])
            .expect("parses");
        assert!(cli.command.is_none());
        assert_eq!(cli.serve.port, 9000);
        assert!(cli.serve.no_build);
    }
}
