//! How the contract was bought.

use serde_json::json;

use super::Outcome;
use super::pair::{Pair, is_same_text};
use super::wording::judge_words;
use crate::model::{Method, Story, Text, Verbatim};

pub(super) fn compare_procurement(pair: &mut Pair<'_>) {
    let (ours, theirs) = (&pair.ours.procurement, &pair.theirs.procurement);
    let name = |_: &Story, method: &Method| json!(method).as_str().unwrap_or_default().to_owned();
    pair.compare_fact(
        "the procurement method",
        "procurement/method",
        (ours.method.as_ref(), theirs.method.as_ref()),
        name,
        judge_equal,
    );
    pair.compare_fact(
        "the method in the record's words",
        "procurement/details_verbatim",
        (ours.details_verbatim.as_ref(), theirs.details_verbatim.as_ref()),
        |_, text: &Verbatim| text.to_string(),
        // These are the words of the record, and not the newsroom's.
        |ours, theirs| judge(is_same_text(ours, theirs)),
    );
    pair.compare_fact(
        "the law",
        "procurement/legal_basis",
        (ours.legal_basis.as_ref(), theirs.legal_basis.as_ref()),
        |_, text: &Text| text.to_string(),
        |ours, theirs| judge_words(ours, theirs),
    );
    pair.compare_fact(
        "the framework agreement",
        "procurement/framework",
        (ours.framework.as_ref(), theirs.framework.as_ref()),
        |_, text: &Text| text.to_string(),
        |ours, theirs| judge_words(ours, theirs),
    );
    pair.compare_fact(
        "the reason for a direct award",
        "procurement/direct_award_reason",
        (ours.direct_award_reason.as_ref(), theirs.direct_award_reason.as_ref()),
        |_, text: &Text| text.to_string(),
        |ours, theirs| judge_words(ours, theirs),
    );
    pair.compare_fact(
        "the number of bids",
        "procurement/bids",
        (ours.bids.as_ref(), theirs.bids.as_ref()),
        |_, bids| bids.to_string(),
        judge_equal,
    );
}

fn judge_equal<T: PartialEq>(ours: &T, theirs: &T) -> Outcome {
    judge(ours == theirs)
}

fn judge(is_same: bool) -> Outcome {
    if is_same { Outcome::Agrees } else { Outcome::Differs }
}
