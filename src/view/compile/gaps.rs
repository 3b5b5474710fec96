//! What readers would ask and no source says.

use super::super::ids;
use super::StoryContext;
use super::facts::{has_something_to_say, is_given};
use crate::model::{Contract, Date, EventKind, Fact, Relation, StatusCode};

/// What readers would ask and no source says, in words. What stands elsewhere in the box is no gap.
pub(super) fn build_gaps(story: &StoryContext, contract: &Contract) -> Vec<String> {
    let words = &story.words.gaps;
    let (bought, dates, status) = (&contract.procurement, &contract.dates, &contract.status);
    let known = |fact: &Option<Fact<Date>>| fact.as_ref().is_some_and(has_something_to_say);
    let happened = |kinds: &[EventKind]| {
        contract.events.iter().any(|event| kinds.contains(&event.kind) && is_given(&event.date))
    };
    let since = |codes: &[StatusCode]| codes.contains(&status.code) && is_given(&status.since);
    let replaces = contract.related.iter().any(|related| related.relation == Relation::Replaces);
    let method = bought.method.as_ref().is_some_and(has_something_to_say)
        || bought.details_verbatim.as_ref().is_some_and(has_something_to_say)
        || [&bought.framework, &bought.direct_award_reason]
            .into_iter()
            .any(|fact| fact.as_ref().is_some_and(has_something_to_say));
    let signed = known(&dates.awarded)
        || known(&dates.signed)
        || since(&[StatusCode::Intended, StatusCode::Awarded, StatusCode::Signed])
        || happened(&[EventKind::Awarded, EventKind::Signed]);
    let runs = [&dates.start, &dates.end, &dates.max_end].into_iter().any(known)
        || since(&[
            StatusCode::Active,
            StatusCode::Expired,
            StatusCode::Completed,
            StatusCode::TerminatedEarly,
        ])
        || happened(&[EventKind::Started, EventKind::Ended]);
    let bought_by = [
        "procurement/method",
        "procurement/details_verbatim",
        "procurement/framework",
        "procurement/direct_award_reason",
    ];
    let signed_by = ["dates/awarded", "dates/signed", "status", "events"];
    let runs_by = ["dates/start", "dates/end", "dates/max_end", "status", "events"];
    // What readers ask, whether there is an answer, and the fields of the contract that give one.
    let answers: [(&'static str, bool, &[&str]); 10] = [
        (words.worth, contract.values.iter().any(has_something_to_say), &["values"]),
        (words.buyer, contract.buyer.as_ref().is_some_and(has_something_to_say), &["buyer"]),
        (words.supplier, contract.suppliers.iter().any(has_something_to_say), &["suppliers"]),
        (words.purpose, contract.purpose.as_ref().is_some_and(has_something_to_say), &["purpose"]),
        (
            words.replaces,
            replaces || contract.replaces.as_ref().is_some_and(has_something_to_say),
            &["replaces", "related"],
        ),
        (words.data, contract.data_used.as_ref().is_some_and(has_something_to_say), &["data_used"]),
        (words.method, method, &bought_by),
        (words.bids, bought.bids.as_ref().is_some_and(has_something_to_say), &["procurement/bids"]),
        (words.signed, signed, &signed_by),
        (words.dates, runs, &runs_by),
    ];
    let unanswered = answers.into_iter().filter(|(_, is_answered, _)| !is_answered);
    let mut gaps = Vec::new();
    for (gap, _, fields) in unanswered {
        let id = ids::changed::gap(gaps.len());
        fields.iter().for_each(|field| story.record(&id, format!("/contracts/0/{field}")));
        gaps.push(gap.to_owned());
    }
    gaps
}
