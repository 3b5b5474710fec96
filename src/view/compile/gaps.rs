//! Gaps: what readers would ask and no source answers.

use super::super::ids;
use super::StoryContext;
use super::facts::{has_something_to_say, is_given};
use crate::model::{Contract, EventKind, Fact, Relation, StatusCode};

/// Lists, in words, what readers would ask and no source answers. What any part of the box answers
/// is not a gap.
pub(super) fn build_gaps(story: &StoryContext, contract: &Contract) -> Vec<String> {
    let words = &story.words.gaps;
    let (bought, dates) = (&contract.procurement, &contract.dates);
    let replaces = is_reported(&contract.replaces)
        || contract
            .related
            .iter()
            .any(|related| related.relation == Relation::Replaces && !related.is_empty());
    let method = is_reported(&bought.method)
        || is_reported(&bought.details_verbatim)
        || is_reported(&bought.framework)
        || is_reported(&bought.direct_award_reason);
    // A status or an event with a date answers when the contract was signed, or when it runs.
    let signed = is_reported(&dates.awarded)
        || is_reported(&dates.signed)
        || matches!(
            contract.status.code,
            StatusCode::Intended | StatusCode::Awarded | StatusCode::Signed
        ) && is_given(&contract.status.since)
        || has_dated_event(contract, &[EventKind::Awarded, EventKind::Signed]);
    let runs = is_reported(&dates.start)
        || is_reported(&dates.end)
        || is_reported(&dates.max_end)
        || matches!(
            contract.status.code,
            StatusCode::Active
                | StatusCode::Expired
                | StatusCode::Completed
                | StatusCode::TerminatedEarly
        ) && is_given(&contract.status.since)
        || has_dated_event(contract, &[EventKind::Started, EventKind::Ended]);
    let bought_by = [
        "procurement/method",
        "procurement/details_verbatim",
        "procurement/framework",
        "procurement/direct_award_reason",
    ];
    let signed_by = ["dates/awarded", "dates/signed", "status", "events"];
    let runs_by = ["dates/start", "dates/end", "dates/max_end", "status", "events"];
    // The question, whether the story answers it, and the fields of the contract that may do so.
    let answers: [(&'static str, bool, &[&str]); 10] = [
        (words.worth, contract.values.iter().any(has_something_to_say), &["values"]),
        (words.buyer, is_reported(&contract.buyer), &["buyer"]),
        (words.supplier, contract.suppliers.iter().any(has_something_to_say), &["suppliers"]),
        (words.purpose, is_reported(&contract.purpose), &["purpose"]),
        (words.replaces, replaces, &["replaces", "related"]),
        (words.data, is_reported(&contract.data_used), &["data_used"]),
        (words.method, method, &bought_by),
        (words.bids, is_reported(&bought.bids), &["procurement/bids"]),
        (words.signed, signed, &signed_by),
        (words.dates, runs, &runs_by),
    ];
    let unanswered = answers.into_iter().filter(|(_, is_answered, _)| !is_answered);
    let mut gaps = Vec::new();
    for (gap, _, fields) in unanswered {
        let id = ids::changed::gap(gaps.len());
        for field in fields {
            story.record(&id, format!("/contracts/0/{field}"));
        }
        gaps.push(gap.to_owned());
    }
    // Where there are questions, the parties who are silent on them are named there.
    if story.issues.is_empty() {
        story.record(&ids::changed::gap(gaps.len()), "/issues".to_owned());
        gaps.push(words.views.to_owned());
    }
    gaps
}

fn is_reported<T>(fact: &Option<Fact<T>>) -> bool {
    fact.as_ref().is_some_and(has_something_to_say)
}

fn has_dated_event(contract: &Contract, kinds: &[EventKind]) -> bool {
    contract.events.iter().any(|event| kinds.contains(&event.kind) && is_given(&event.date))
}
