//! `check`: prints every issue of story files and, with the texts of their sources, where each
//! quotation and passage stands.
//!
//! Exit code 0: no error; 1: errors, or warnings where those are denied; 2: a file could not be read
//! (the others are checked all the same), or the folder of texts could not. What a story waives is listed and denies nothing.

mod counts;
mod explanation;
mod leaks;
mod record;
mod report;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use contract_fact_box::model::{self, Issue, Moment, ParsedStory, PartialDate, Severity};

pub(crate) use self::counts::FindingCounts;
use self::record::Record;
pub(crate) use self::report::Format;
use super::input::{display_name, read_text};
use super::issue_text::format_issues;
use super::language;
use super::preset::{self, AskedParts, PresetNames};
use super::texts::{TextFolder, WordsReport, check_words};

/// Options of `check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Story files; `-` is standard input
    #[arg(required_unless_present = "explain", value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Explain a rule, by the code that ends its findings
    #[arg(long, value_name = "CODE", conflicts_with = "files")]
    explain: Option<String>,
    /// Compare quotations and passages, word for word, with the sources' texts in this folder:
    /// `ID.txt`, `ID.html` or, of a PDF, `ID.pdf.txt` as `pdftotext` writes it
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
    #[command(flatten)]
    findings: FindingArgs,
    #[command(flatten)]
    preset: preset::Args,
}

/// Options of the commands that print findings.
#[derive(Debug, clap::Args)]
pub(crate) struct FindingArgs {
    /// What to end with exit status 1 for, besides errors
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Denied>,
    /// The day to check on, as in 2026-06-03; today if not given
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<PartialDate>,
    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

impl FindingArgs {
    /// Returns the day to check on.
    pub(crate) fn day(&self) -> PartialDate {
        self.today.unwrap_or_else(today)
    }
}

/// What besides errors a check may fail for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Denied {
    /// Warnings that the story does not waive
    Warnings,
}

/// What was counted in all files.
#[derive(Debug, Default)]
struct Counts {
    files: usize,
    findings: FindingCounts,
    unreadable: usize,
    /// The first waiver that somebody might write, to be filled in.
    waiver: Option<String>,
}

/// What was found in a file.
struct CheckedFile {
    name: String,
    text: String,
    issues: Vec<Issue>,
    /// What is wrong with the parts that are asked for of the story's box.
    preset_problems: Vec<preset::PresetProblem>,
    /// Whether the editorial rules were applied.
    is_whole: bool,
    /// What is to know of the interface in the story's languages.
    language_notes: Vec<String>,
    /// Where its words stand in the sources, for people.
    listing: String,
}

/// Checks every file: issues to standard output, the counts to standard error.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut out = anstream::stdout().lock();
    if let Some(code) = args.explain {
        return Ok(match explanation::explain(&code) {
            Ok(text) => {
                writeln!(out, "{text}")?;
                ExitCode::SUCCESS
            }
            Err(complaint) => {
                eprintln!("error: {complaint}");
                ExitCode::from(2)
            }
        });
    }
    let mut texts = match args.texts.as_deref().map(TextFolder::open).transpose() {
        Ok(texts) => texts,
        Err(fact) => {
            eprintln!("{fact}");
            return Ok(ExitCode::from(2));
        }
    };
    let today = args.findings.day();
    let asked = args.preset.asked();
    let (mut counts, mut checked) = (Counts::default(), Vec::new());
    for file in &args.files {
        counts.files += 1;
        match read_text(file, "checked") {
            Ok(text) => {
                let words =
                    texts.as_mut().map(|folder| check_words(&text, folder)).unwrap_or_default();
                let file = check(file, text, words, &asked, today);
                counts.add(&file);
                for note in &file.language_notes {
                    eprintln!("{}: {note}", file.name);
                }
                if !file.is_whole {
                    let name = &file.name;
                    eprintln!(
                        "{name}: the rules of the desk are applied once the errors are fixed"
                    );
                }
                // For people, each file is printed at once: a long list is read as it comes.
                if args.findings.format == Format::Human {
                    out.write_all(format_for_people(&file).as_bytes())?;
                } else {
                    checked.push(file);
                }
            }
            Err(fact) => {
                counts.unreadable += 1;
                eprintln!("{}: {fact}", display_name(file));
            }
        }
    }
    let records: Vec<_> = checked.iter().flat_map(list_records).collect();
    out.write_all(report::format_records(args.findings.format, &records).as_bytes())?;
    out.flush()?;
    if let Some(waiver) = counts.waiver.as_ref().filter(|_| args.findings.format == Format::Human) {
        eprintln!(
            "a finding that may stand has its reason in the story's `waivers`, as in {waiver}"
        );
    }
    eprintln!("{}", counts.summary());
    Ok(counts.exit_code(args.findings.deny))
}

/// Checks one document, and the parts that are asked for of its box.
fn check(
    file: &Path,
    text: String,
    words: WordsReport,
    asked: &AskedParts,
    today: PartialDate,
) -> CheckedFile {
    let parsed = model::check_editorially(&text, today);
    let is_whole = parsed.is_whole();
    let ParsedStory { story, mut issues, .. } = parsed;
    issues.extend(words.issues);
    if let (Some(story), Some(now)) = (&story, Moment::at_start_of(today)) {
        issues.extend(leaks::find_leaks(file, &text, story, now));
    }
    issues.sort_by_key(|issue| issue.span.start);
    let language_notes = story.as_ref().map(language::notes_on_story).unwrap_or_default();
    // Of a story with errors, the people and questions that are wrong are missing.
    let is_valid = !issues.iter().any(Issue::is_error);
    let names = story.filter(|_| is_valid).as_ref().map(PresetNames::of).unwrap_or_default();
    let (_, preset_problems) = names.resolve(asked);
    let (name, listing) = (display_name(file), words.listing);
    CheckedFile { name, text, issues, preset_problems, is_whole, language_notes, listing }
}

/// Formats what was found in a file with the lines that it is about, and what is waived at the end.
fn format_for_people(file: &CheckedFile) -> String {
    let CheckedFile { name, text, issues, preset_problems, listing, .. } = file;
    let (waived, open): (Vec<_>, Vec<_>) =
        issues.iter().cloned().partition(|issue| issue.waived.is_some());
    let mut output = format_issues(name, text, &open);
    for problem in preset_problems {
        let severity = if problem.is_error() { Severity::Error } else { Severity::Warning };
        output += &format!("{name}: {}: {problem}\n", severity.as_str());
    }
    for record in Record::of_issues(name, text, &waived) {
        output += &record.to_waived_line();
    }
    output + listing
}

/// Lists what was found in a file as records for programs.
fn list_records(file: &CheckedFile) -> Vec<Record> {
    let CheckedFile { name, text, issues, preset_problems, .. } = file;
    let mut records = Record::of_issues(name, text, issues);
    let problems = preset_problems.iter();
    records.extend(problems.map(|problem| Record::of_preset_problem(name, problem)));
    records
}

/// Formats what was found in one file for programs.
pub(crate) fn format_found(format: Format, name: &str, text: &str, issues: &[Issue]) -> String {
    report::format_records(format, &Record::of_issues(name, text, issues))
}

/// Writes a waiver of an issue, to be filled in.
fn sample_waiver(issue: &Issue) -> String {
    format!(
        r#"{{"rule": "{}", "pointer": "{}", "reason": "", "by": "", "on": ""}}"#,
        issue.code, issue.pointer
    )
}

/// Returns today's date where the program runs.
pub(crate) fn today() -> PartialDate {
    PartialDate::parse(&jiff::ZonedDateTime::now().date().to_string()).unwrap_or_default()
}

/// Parses a day of the calendar, as an option gives it.
pub(crate) fn parse_day(text: &str) -> Result<PartialDate, String> {
    match PartialDate::parse(text) {
        Some(day @ PartialDate::Day(..)) => Ok(day),
        _ => Err("write a day as in 2026-06-03".to_owned()),
    }
}

/// Replaces line breaks, other control characters and changes of direction in a text by spaces.
/// They may come from the document, and would let it forge lines in a terminal.
pub(crate) fn to_one_line(text: &str) -> String {
    text.replace(
        |c: char| {
            c.is_control()
                || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
                || matches!(c, '\u{2066}'..='\u{2069}')
        },
        " ",
    )
}

impl Counts {
    fn add(&mut self, file: &CheckedFile) {
        for issue in &file.issues {
            self.findings.add(issue);
            if issue.waived.is_none() && issue.is_waivable() && self.waiver.is_none() {
                self.waiver = Some(sample_waiver(issue));
            }
        }
        let errors = file.preset_problems.iter().filter(|problem| problem.is_error()).count();
        self.findings.errors += errors;
        self.findings.warnings += file.preset_problems.len() - errors;
    }

    /// Formats the closing line, as in "3 files, 10 errors, 1 warning, 2 to review, 4 waived".
    fn summary(&self) -> String {
        let mut parts = vec![format_count(self.files, "file"), self.findings.describe()];
        if self.unreadable > 0 {
            parts.push(format!("{} not checked", format_count(self.unreadable, "file")));
        }
        parts.join(", ")
    }

    /// Returns 2 if a file was unreadable, else 1 if there are errors or what is denied, else 0.
    fn exit_code(&self, denied: Option<Denied>) -> ExitCode {
        let FindingCounts { errors, warnings, .. } = self.findings;
        let denied = if denied == Some(Denied::Warnings) { warnings } else { 0 };
        if self.unreadable > 0 {
            ExitCode::from(2)
        } else if errors + denied > 0 {
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
        let findings = FindingCounts { errors: 10, warnings: 1, reviews: 4, waived: 2 };
        let counts = Counts { files: 3, findings, ..Counts::default() };
        let summary = "3 files, 10 errors, 1 warning, 4 to review, 2 waived";
        assert_eq!(counts.summary(), summary);
        let counts = Counts { files: 1, unreadable: 1, ..Counts::default() };
        let summary = "1 file, 0 errors, 0 warnings, 0 to review, 1 file not checked";
        assert_eq!(counts.summary(), summary);
    }

    #[test]
    fn an_issue_stays_on_its_line() {
        assert_eq!(to_one_line("a\r\nb\u{1b}[31mc\u{202e}d"), "a  b [31mc d");
    }
}
