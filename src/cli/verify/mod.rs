//! `verify`: compares a story with the official record of its contract, or of each of its contracts.
//!
//! Exit code 0: nothing differs; 1: something does, or there are warnings where those are denied; 2: a file
//! could not be read, or is no story, or the record is of another contract, or it is not clear what is to
//! be compared.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contract_fact_box::model::{Contract, DocumentMap, Issue, Severity, Story, ValuePlace};
use contract_fact_box::ocds::Record;
use contract_fact_box::ocds::verify::{
    Comparison, DIFFERS, Identified, MOVED_ON, NOT_COMPARED, ONLY_IN_RECORD, ONLY_IN_STORY,
    Options, Outcome, Side, Verification, VerifyError, verify_each,
};

use super::check::{FindingArgs, FindingCounts, Format, format_count, format_found, to_one_line};
use super::import::read_records;
use super::input::{display_name, is_stdin, read_text};
use super::issue_text::format_issues;
use super::valid_story::read_document;

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
    let mut out = anstream::stdout().lock();
    match args.findings.format {
        Format::Human => {
            write!(out, "{}", format_issues(&name, &text, &issues))?;
            for (verification, _) in &verified {
                write!(out, "{}", format_agreements(verification))?;
            }
        }
        format => write!(out, "{}", format_found(format, &name, &text, &issues))?,
    }
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

/// Lists the contracts of the story that were not compared with any record.
fn list_unverified(
    story: &Story,
    verified: &[(Verification, &Record)],
    errors: &[VerifyError],
    map: &DocumentMap,
) -> Vec<Issue> {
    let is_unclear = |contract: &Contract| {
        errors.iter().any(|error| match error {
            VerifyError::Unclear(ids) => ids.iter().any(|id| **id == *contract.id),
            _ => false,
        })
    };
    let is_verified =
        |position| verified.iter().any(|(verification, _)| verification.contract == position);
    let contracts = story.contracts.iter().enumerate();
    let rest = contracts.filter(|(position, _)| !is_verified(*position));
    rest.map(|(position, contract)| {
        let ValuePlace { path, pointer, span } = map.locate(&format!("/contracts/{position}"));
        let (fact, fix) = match contract.ocid.as_deref() {
            _ if is_unclear(contract) => (
                "it is not clear which award of the record the contract is".to_owned(),
                "name it with --contract, and its award with --award",
            ),
            Some(ocid) => (
                format!("the record {ocid} is not in the notices"),
                "name its notices with --against, too",
            ),
            None => (
                "the contract names no `ocid`".to_owned(),
                "add its `ocid`, and name its notices with --against, too",
            ),
        };
        Issue {
            code: NOT_COMPARED,
            severity: Severity::Review,
            path,
            pointer,
            span,
            fact,
            consequence: "nothing of the contract was compared".to_owned(),
            fix: fix.to_owned(),
            waived: None,
        }
    })
    .collect()
}

/// Lists what an editor should look at, each as a finding about its place in the story.
fn list_issues(verification: &Verification, record: &Record, map: &DocumentMap) -> Vec<Issue> {
    let contract = format!("/contracts/{}", verification.contract);
    let comparisons = verification.comparisons.iter();
    let mut issues: Vec<_> =
        comparisons.filter_map(|comparison| to_issue(comparison, record, map, &contract)).collect();
    if !verification.newer.is_empty() {
        let names = verification.newer.iter().filter_map(|index| record.notices().get(*index));
        let names: Vec<_> = names
            .map(|notice| {
                let id = notice.id.as_deref().unwrap_or("without an id");
                format!("{id} of {}", notice.date.as_deref().unwrap_or("an unknown date"))
            })
            .collect();
        let place = map.locate("/as_of");
        issues.push(Issue {
            code: MOVED_ON,
            severity: Severity::Warning,
            path: place.path,
            pointer: place.pointer,
            span: place.span,
            fact: format!(
                "the record has moved on since the story was checked: {}",
                names.join(", ")
            ),
            consequence: "readers are not told of it".to_owned(),
            fix: "read the new notices, update the story and its `as_of`, and list them in `notice_ids`"
                .to_owned(),
            waived: None,
        });
    }
    issues
}

/// Returns the finding that comes of a comparison; `None` if both agree.
fn to_issue(
    comparison: &Comparison,
    record: &Record,
    map: &DocumentMap,
    contract: &str,
) -> Option<Issue> {
    let Comparison { subject, story, record: theirs, outcome } = comparison;
    let ValuePlace { path, pointer, span } =
        map.locate(story.as_ref().map_or(contract, |side| &side.pointer));
    let ours = story.as_ref().map(|side| format!("“{}”", side.text)).unwrap_or_default();
    let theirs_text = theirs.as_ref().map(|side| quote_record(side, record)).unwrap_or_default();
    let (code, severity, fact, consequence, fix) = match outcome {
        Outcome::Agrees => return None,
        Outcome::Differs => (
            DIFFERS,
            Severity::Error,
            format!("{subject} is {ours} here and {theirs_text}"),
            "readers would be told what the record does not say".to_owned(),
            // A stage is no fact that could be disputed.
            match story {
                Some(side) if side.pointer.contains("/status") => {
                    "correct the story or, if another source is right, cite it"
                }
                _ => "correct the story or, if another source is right, give both values as `disputed`",
            }
            .to_owned(),
        ),
        Outcome::SaidNotKnown => (
            DIFFERS,
            Severity::Error,
            format!("{subject} is {ours} here and {theirs_text}"),
            "readers would not be told what is published".to_owned(),
            "give what the record says, if it is right".to_owned(),
        ),
        Outcome::NotComparable(reason) => (
            NOT_COMPARED,
            Severity::Review,
            match theirs {
                Some(_) => format!("{subject} is {ours} here and {theirs_text}"),
                None => format!("{subject} is {ours} here"),
            },
            format!("they cannot be compared: {reason}"),
            "compare them by eye".to_owned(),
        ),
        Outcome::OnlyInRecord => (
            ONLY_IN_RECORD,
            Severity::Review,
            format!("{subject} is not in the story and {theirs_text}"),
            "readers are not told".to_owned(),
            "add it, if readers should know".to_owned(),
        ),
        Outcome::OnlyInStory => (
            ONLY_IN_STORY,
            Severity::Review,
            format!("{subject} is {ours} here and not in the record"),
            "the record does not prove it".to_owned(),
            "see that it cites the source that does".to_owned(),
        ),
    };
    Some(Issue { code, severity, path, pointer, span, fact, consequence, fix, waived: None })
}

/// Quotes the record: the value, its place, and the notice that it is from.
fn quote_record(side: &Side, record: &Record) -> String {
    let notice = record.notice_of(&side.pointer).and_then(|index| record.notices().get(index));
    let id = notice.and_then(|notice| notice.id.as_deref()).unwrap_or("the notice");
    let date = notice.and_then(|notice| notice.date.as_deref()).unwrap_or("no date");
    format!("“{}” in the record ({}, {id} of {date})", side.text, side.pointer)
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
