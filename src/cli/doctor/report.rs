//! The printed report.

use std::io::{self, Write};
use std::process::ExitCode;

use super::finding::Findings;
use super::page::{Page, display_url};
use crate::cli::check::{format_count, to_one_line};

/// Everything to print about one page.
pub(super) struct Report<'a> {
    pub(super) page: &'a Page,
    pub(super) findings: &'a Findings,
    /// What each box shows, in a few words.
    pub(super) embed_states: &'a [String],
    /// What could not be checked, and what to do about it.
    pub(super) unchecked: Vec<&'static str>,
}

impl Report<'_> {
    /// Prints findings to standard output and the rest to standard error; returns the exit code.
    ///
    /// # Errors
    ///
    /// Fails if standard output is closed.
    pub(super) fn print(&self) -> anyhow::Result<ExitCode> {
        let name = to_one_line(&self.page.name);
        let mut out = io::stdout().lock();
        for finding in self.findings.iter() {
            writeln!(out, "{name}: {}", to_one_line(&finding.to_string()))?;
        }
        out.flush()?;
        if let Some(url) = &self.page.redirected_to {
            eprintln!("{name}: it leads to {}, which was judged", to_one_line(&display_url(url)));
        }
        for reason in &self.unchecked {
            eprintln!("{name}: {reason}");
        }
        eprintln!("{}", to_one_line(&self.summarize_embeds()));
        eprintln!("{}", self.summarize_findings());
        Ok(ExitCode::from(u8::from(self.findings.count_problems() > 0)))
    }

    fn summarize_embeds(&self) -> String {
        match self.embed_states {
            [] => "no box".to_owned(),
            [state] => format!("1 box: {state}"),
            states => format!("{} boxes: {}", states.len(), states.join("; ")),
        }
    }

    fn summarize_findings(&self) -> String {
        let problems = format_count(self.findings.count_problems(), "problem");
        match self.findings.count_notes() {
            0 => problems,
            notes => format!("{problems}, {}", format_count(notes, "note")),
        }
    }
}
