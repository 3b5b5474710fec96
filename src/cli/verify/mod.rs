//! `verify`: compares a story with the official record of its contract, or of each of its contracts.
//!
//! Exit code 0: nothing differs; 1: something does, or there are warnings where those are denied; 2: a file
//! could not be read, or is no story, or the record is of another contract, or it is not clear what is to
//! be compared.

mod finding;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contract_fact_box::model::{Contract, DocumentMap, Severity, Story};
use contract_fact_box::ocds::Record;
use contract_fact_box::ocds::verify::{
    Comparison, Identified, Options, Outcome, Verification, verify_each,
};

use super::check::{FindingArgs, FindingCounts, Format, format_count, format_found, to_one_line};
use super::import::read_records;
use super::input::{display_name, is_stdin, read_text};
use super::issue_text::format_issues;
use super::valid_story::read_document;
use finding::{list_issues, list_unverified};

/// Options of `verify`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A story file; `-` is standard input
    #[arg(value_name = "STORY")]
    story: PathBuf,
    /// The notices of the contract, as `import` takes them: files, `-`, or addresses that begin with
    /// https:// or http://
    #[arg(long, required = true, num_args = 1.., value_name = "NOTICE")]
    against: Vec<String>,
    /// The contracting process to take, of notices of several [default: those that the story names]
    #[arg(long, value_name = "OCID")]
    ocid: Option<String>,
    /// The contract of the story to compare, by its id [default: each whose record is there]
    #[arg(long, value_name = "ID")]
    contract: Option<String>,
    /// The only award of the record to take, as in `import`
    #[arg(long, value_name = "ID")]
    award: Option<String>,
    #[command(flatten)]
    findings: FindingArgs,
}

/// Compares the story with the record: findings to standard output, the counts to standard error.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let name = display_name(&args.story);
    if is_stdin(&args.story) && args.against.iter().any(|notice| is_stdin(Path::new(notice))) {
        eprintln!(
            "{name}: cannot be both the story and the notices; nothing was compared; name a file for one \
             of them"
        );
        return Ok(ExitCode::from(2));
    }
    let text = match read_text(&args.story, "verified") {
        Ok(text) => text,
        Err(fact) => {
            eprintln!("{name}: {fact}");
            return Ok(ExitCode::from(2));
        }
    };
    // What has errors is no story yet: `check` says what is wrong.
    let document = read_document(&name, &text, Severity::Error);
    let (Some(story), Some(map)) = (document.story, DocumentMap::of(&text)) else {
        anstream::eprint!("{}", document.report);
        return Ok(ExitCode::from(2));
    };
    let ocids = list_ocids(&story, &args);
    let Some((records, _)) = read_records(&args.against, &ocids, None) else {
        return Ok(ExitCode::from(2));
    };
    let options = Options {
        today: args.findings.day(),
        contract: args.contract.as_deref(),
        award: args.award.as_deref(),
    };
    let (mut verified, mut errors) = (Vec::new(), Vec::new());
    for record in &records {
        for result in verify_each(&story, record, &options) {
            match result {
                Ok(verification) => verified.push((verification, record)),
                Err(error) => errors.push(error),
            }
        }
    }
    for error in &errors {
        eprintln!("{name}: {error}");
    }
    if verified.is_empty() {
        return Ok(ExitCode::from(2));
    }
    let mut issues: Vec<_> = verified
        .iter()
        .flat_map(|(verification, record)| list_issues(verification, record, &map))
        .collect();
    if args.contract.is_none() && args.ocid.is_none() {
        issues.extend(list_unverified(&story, &verified, &errors, &map));
    }
    issues.sort_by_key(|issue| issue.span.start);
    let found = match args.findings.format {
        Format::Human => {
            let agreements =
                verified.iter().map(|(verification, _)| format_agreements(verification));
            format_issues(&name, &text, &issues) + &agreements.collect::<String>()
        }
        format => format_found(format, &name, &text, &issues),
    };
    write!(anstream::stdout().lock(), "{found}")?;
    for (verification, record) in &verified {
        eprintln!("{}", summarise(verification, record));
    }
    let counts = FindingCounts::of(&issues);
    eprintln!("{}", counts.describe());
    let is_denied = args.findings.deny.is_some() && counts.warnings > 0;
    Ok(ExitCode::from(match errors.as_slice() {
        [] => u8::from(counts.errors > 0 || is_denied),
        _ => 2,
    }))
}

/// Lists the contracting processes whose records are wanted; none, if the story names none.
fn list_ocids(story: &Story, args: &Args) -> Vec<String> {
    if let Some(ocid) = &args.ocid {
        return vec![ocid.clone()];
    }
    let is_meant =
        |contract: &&Contract| args.contract.as_ref().is_none_or(|id| **id == *contract.id);
    let contracts = story.contracts.iter().filter(is_meant);
    contracts.filter_map(|contract| contract.ocid.as_deref()).map(str::to_owned).collect()
}

/// Lists what agrees, for people.
fn format_agreements(verification: &Verification) -> String {
    let agree = |comparison: &&Comparison| comparison.outcome == Outcome::Agrees;
    let mut text = String::new();
    for comparison in verification.comparisons.iter().filter(agree) {
        let value = comparison.story.as_ref().map(|side| side.text.as_str()).unwrap_or_default();
        text += &to_one_line(&format!(
            "agrees: contracts[{}]: {}: {value}",
            verification.contract, comparison.subject
        ));
        text.push('\n');
    }
    text
}

/// Sums up what was compared of a contract.
fn summarise(verification: &Verification, record: &Record) -> String {
    let count = |wanted: fn(&Outcome) -> bool| {
        verification.comparisons.iter().filter(|comparison| wanted(&comparison.outcome)).count()
    };
    let by = match verification.identified {
        Identified::ByOcid => "the same ocid",
        Identified::ByNotice => "a notice that both name",
        Identified::BySuppliers => "the same process and the suppliers of an award",
        Identified::ByPlace => "nothing but its place: the story names no ocid and no notice",
        Identified::ByChoice => "the id that was chosen",
    };
    let award = verification.award.as_ref();
    let award = award.map(|award| format!(" and award {award}")).unwrap_or_default();
    format!(
        "contracts[{}]{award}: {}; {} agree, {} differ, {} not compared, {} only in the record, {} only in the story; identified by {by}",
        verification.contract,
        format_count(record.notices().len(), "notice"),
        count(|outcome| *outcome == Outcome::Agrees),
        count(|outcome| matches!(outcome, Outcome::Differs | Outcome::SaidNotKnown)),
        count(|outcome| matches!(outcome, Outcome::NotComparable(_))),
        count(|outcome| *outcome == Outcome::OnlyInRecord),
        count(|outcome| *outcome == Outcome::OnlyInStory),
    )
}
