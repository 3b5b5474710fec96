//! The stage of the contract, and since when.

use serde_json::json;

use super::pair::{Pair, judge_dates};
use super::{Outcome, Side};
use crate::model::{PartialDate, StatusCode};

/// Why a stage that only an editor can know is not compared.
const EDITORS: &str = "no record has this stage: an editor says it, with a source";
/// Why a stage is not compared with none.
const NONE_IN_RECORD: &str = "the record does not say which stage the contract has reached";

pub(super) fn compare_status(pair: &mut Pair<'_>) {
    let (ours, theirs) = (&pair.ours.status, &pair.theirs.status);
    let story = pair.our_side("status", name(ours.code));
    let place = theirs.record.as_deref().unwrap_or_default().to_owned();
    let record = Side { pointer: place, text: name(theirs.code) };
    let outcome = judge_codes(ours.code, theirs.code);
    let (since, their_since) = (ours.since.clone(), theirs.since.clone());
    let pointer = record.pointer.clone();
    let is_same = ours.code == theirs.code;
    pair.add("the status", Some(story), Some(record), outcome);
    if !is_same || their_since.to_partial() == PartialDate::Unknown {
        return;
    }
    let record = Side { pointer, text: their_since.to_partial().to_string() };
    let subject = "the date of the status";
    if since.to_partial() == PartialDate::Unknown {
        pair.add(subject, None, Some(record), Outcome::OnlyInRecord);
    } else {
        let story = pair.our_side("status/since", since.to_partial().to_string());
        pair.add(subject, Some(story), Some(record), judge_dates(&since, &their_since));
    }
}

fn judge_codes(ours: StatusCode, theirs: StatusCode) -> Outcome {
    match (ours, theirs) {
        _ if ours == theirs => Outcome::Agrees,
        // Which of the two it is depends on the day, and not on the record.
        (StatusCode::Signed, StatusCode::Active) | (StatusCode::Active, StatusCode::Signed) => {
            Outcome::Agrees
        }
        (
            StatusCode::Expired | StatusCode::Extended | StatusCode::Completed,
            StatusCode::Awarded | StatusCode::Signed | StatusCode::Active | StatusCode::Amended,
        ) => Outcome::NotComparable(EDITORS),
        (StatusCode::Blocked | StatusCode::Paused | StatusCode::Challenged, _) => {
            Outcome::NotComparable(EDITORS)
        }
        (_, StatusCode::Unknown) => Outcome::NotComparable(NONE_IN_RECORD),
        _ => Outcome::Differs,
    }
}

fn name(code: StatusCode) -> String {
    json!(code).as_str().unwrap_or_default().to_owned()
}
