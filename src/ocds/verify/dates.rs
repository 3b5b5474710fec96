//! The dates of the contract.

use super::pair::{Pair, judge_dates};
use crate::model::{ContractDates, Date, Fact, Story};

pub(super) fn compare_dates(pair: &mut Pair<'_>) {
    type Get = for<'d> fn(&'d ContractDates) -> Option<&'d Fact<Date>>;
    let fields: [(&str, &str, Get); 5] = [
        ("the date of the award", "dates/awarded", |dates| dates.awarded.as_ref()),
        ("the date of signature", "dates/signed", |dates| dates.signed.as_ref()),
        ("the first day", "dates/start", |dates| dates.start.as_ref()),
        ("the last day", "dates/end", |dates| dates.end.as_ref()),
        ("the last day with all extensions", "dates/max_end", |dates| dates.max_end.as_ref()),
    ];
    for (subject, place, get) in fields {
        let facts = (get(&pair.ours.dates), get(&pair.theirs.dates));
        let describe = |_: &Story, date: &Date| date.to_partial().to_string();
        pair.compare_fact(subject, place, facts, describe, judge_dates);
    }
}
