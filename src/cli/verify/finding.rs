//! What an editor should look at: each comparison that does not agree, as a finding about its place in the
//! story.

use contract_fact_box::model::{Contract, DocumentMap, Issue, Severity, Story, ValuePlace};
use contract_fact_box::ocds::Record;
use contract_fact_box::ocds::verify::{
    Comparison, DIFFERS, MOVED_ON, NOT_COMPARED, ONLY_IN_RECORD, ONLY_IN_STORY, Outcome, Side,
    Verification, VerifyError,
};

/// Lists the contracts of the story that were not compared with any record.
pub(super) fn list_unverified(
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
pub(super) fn list_issues(
    verification: &Verification,
    record: &Record,
    map: &DocumentMap,
) -> Vec<Issue> {
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
