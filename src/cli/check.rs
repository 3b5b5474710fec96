//! `check`: prints every issue of story files and, with the texts of their sources, where each
//! quotation and passage stands.
//!
//! Exit code 0: no issue; 1: issues, errors or warnings; 2: a file could not be read (the others
//! are checked all the same), or the folder of texts could not.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use contract_fact_box::model::{self, ParsedStory};

use super::input::{display_name, read_text};
use super::issue_text::format_issues;
use super::preset::{self, AskedParts, PresetNames};
use super::texts::{TextFolder, WordsReport, check_words};

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Story files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Compare quotations and passages, word for word, with the sources' texts in this folder:
    /// `ID.txt`, `ID.html` or, of a PDF, `ID.pdf.txt` as `pdftotext` writes it
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
    #[command(flatten)]
    preset: preset::Args,
}

/// What was counted in all files.
#[derive(Debug, Default)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    unreadable: usize,
}

/// Checks every file: issues to standard output, the counts to standard error.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut texts = match args.texts.as_deref().map(TextFolder::open).transpose() {
        Ok(texts) => texts,
        Err(fact) => {
            eprintln!("{fact}");
            return Ok(ExitCode::from(2));
        }
    };
    let mut counts = Counts::default();
    let mut out = anstream::stdout().lock();
    for file in &args.files {
        counts.files += 1;
        match read_text(file, "checked") {
            Ok(text) => {
                let asked = args.preset.asked();
                let words =
                    texts.as_mut().map(|folder| check_words(&text, folder)).unwrap_or_default();
                check(&display_name(file), &text, words, &asked, &mut out, &mut counts)?;
            }
            Err(fact) => {
                counts.unreadable += 1;
                eprintln!("{}: {fact}", display_name(file));
            }
        }
    }
    out.flush()?;
    eprintln!("{}", counts.summary());
    Ok(counts.exit_code())
}

/// Prints one document's issues, what is wrong with the parts that are asked for of its box, and
/// where its words stand in the sources, and counts the issues.
fn check(
    name: &str,
    text: &str,
    words: WordsReport,
    asked: &AskedParts,
    out: &mut impl Write,
    counts: &mut Counts,
) -> io::Result<()> {
    let ParsedStory { story, mut issues } = model::read(text);
    issues.extend(words.issues);
    issues.sort_by_key(|issue| issue.span.start);
    let mut errors = issues.iter().filter(|issue| issue.is_error()).count();
    // Of a story with errors, the people and questions that are wrong are missing.
    let names = story.filter(|_| errors == 0).as_ref().map(PresetNames::of).unwrap_or_default();
    let (_, problems) = names.resolve(asked);
    errors += problems.iter().filter(|problem| problem.is_error()).count();
    counts.errors += errors;
    counts.warnings += issues.len() + problems.len() - errors;
    out.write_all(format_issues(name, text, &issues).as_bytes())?;
    problems.iter().try_for_each(|problem| writeln!(out, "{name}: {problem}"))?;
    out.write_all(words.listing.as_bytes())
}

/// Replaces line breaks, other control characters and changes of direction in a text by spaces.
/// They may come from the document, and would let it forge lines in a terminal.
pub(crate) fn to_one_line(text: &str) -> String {
    text.replace(
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'),
        " ",
    )
}

impl Counts {
    /// Formats the closing line, as in "3 files, 10 errors, 1 warning".
    fn summary(&self) -> String {
        let mut parts = vec![
            format_count(self.files, "file"),
            format_count(self.errors, "error"),
            format_count(self.warnings, "warning"),
        ];
        if self.unreadable > 0 {
            parts.push(format!("{} not checked", format_count(self.unreadable, "file")));
        }
        parts.join(", ")
    }

    /// Returns 2 if a file was unreadable, else 1 if there are issues, else 0.
    fn exit_code(&self) -> ExitCode {
        if self.unreadable > 0 {
            ExitCode::from(2)
        } else if self.errors + self.warnings > 0 {
            ExitCode::from(1)
        } else {
            ExitCode::SUCCESS
        }
    }
}

/// Formats a number of things, as in "1 file" or "2 files".
pub(crate) fn format_count(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_in_words() {
        let counts = Counts { files: 3, errors: 10, warnings: 1, unreadable: 0 };
        assert_eq!(counts.summary(), "3 files, 10 errors, 1 warning");
        let counts = Counts { files: 1, unreadable: 1, ..Counts::default() };
        assert_eq!(counts.summary(), "1 file, 0 errors, 0 warnings, 1 file not checked");
    }

    #[test]
    fn an_issue_stays_on_its_line() {
        assert_eq!(to_one_line("a\r\nb\u{1b}[31mc\u{202e}d"), "a  b [31mc d");
    }
}
