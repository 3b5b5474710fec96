//! Every value that is compared, altered one at a time: generated, so that none is forgotten.

use contract_fact_box::ocds::import::{self, Options};
use contract_fact_box::ocds::{Json, Record, paths};

use super::read_record;
use super::verify::{TODAY, compare, draft_story, list_differences};
use crate::support::case_dirs;

/// The paths whose values are compared. What is mapped besides is a text that the newsroom may word
/// as it likes, the history of the contract, or a source.
const COMPARED: [&str; 33] = [
    "/buyer/name",
    "/tender/procuringEntity/name",
    "/awards/*/suppliers/*/name",
    "/parties/*/identifier/id",
    "/awards/*/suppliers/*/identifier/id",
    "/buyer/identifier/id",
    "/tender/value/amount",
    "/tender/value/amountGross",
    "/tender/value/currency",
    "/planning/budget/amount/amount",
    "/planning/budget/amount/currency",
    "/tender/lots/*/value/amount",
    "/tender/lots/*/value/amountGross",
    "/tender/lots/*/value/currency",
    "/tender/techniques/frameworkAgreement/value/amount",
    "/awards/*/value/amount",
    "/awards/*/value/amountGross",
    "/awards/*/value/currency",
    "/contracts/*/value/amount",
    "/contracts/*/value/amountGross",
    "/contracts/*/value/currency",
    "/contracts/*/implementation/transactions/*/value/amount",
    "/awards/*/date",
    "/contracts/*/dateSigned",
    "/contracts/*/period/startDate",
    "/contracts/*/period/endDate",
    "/contracts/*/period/maxExtentDate",
    "/awards/*/contractPeriod/endDate",
    "/tender/procurementMethod",
    "/tender/procurementMethodDetails",
    "/tender/numberOfTenderers",
    "/bids/statistics/*/value",
    "/contracts/*/completion/endDate",
];

/// Returns a value of the same kind that says something else.
fn alter(value: &Json, path: &str) -> Json {
    let text = value.as_text_or_number().unwrap_or_default();
    match value {
        _ if path.ends_with("/currency") => Json::Text(alter_currency(text).to_owned()),
        _ if path.ends_with("/procurementMethod") => {
            Json::Text(if text == "open" { "direct" } else { "open" }.to_owned())
        }
        // Another year, in which no other date of the record lies, and not in the future.
        Json::Text(_) if text.starts_with("20") => {
            Json::Text(format!("2019{}", text.get(4..).unwrap_or_default()))
        }
        Json::Text(_) if path.ends_with("/id") => Json::Text(text.replace(['0', '1'], "7")),
        Json::Text(_) => Json::Text(format!("{text} other")),
        Json::Number(_) if text.parse::<f64>().is_ok_and(|number| number < 10.0) => {
            Json::Number(format!("1{text}"))
        }
        Json::Number(_) => Json::Number(format!("7{text}")),
        other => other.clone(),
    }
}

fn alter_currency(code: &str) -> &'static str {
    if code == "GBP" { "EUR" } else { "GBP" }
}

/// Replaces the value at a JSON pointer.
pub(super) fn replace(json: &mut Json, pointer: &str, new: Json) {
    let mut place = json;
    for key in pointer.split('/').skip(1) {
        let next = match place {
            Json::List(items) => key.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
            Json::Object(entries) => entries.get_mut(key),
            _ => None,
        };
        place = next.expect("the pointer is of a value");
    }
    *place = new;
}

/// Alters every value that is compared, one at a time, and returns how many alterations there were
/// and those that nobody found.
pub(super) fn alter_all(record: &Record) -> (usize, Vec<String>) {
    let story = draft_story(record);
    let taken = taken_leaves(record);
    let (mut count, mut missed) = (0, Vec::new());
    for pointer in taken {
        let path = paths::to_pattern(&pointer);
        let Some(value) = record.release().pointer(&pointer) else { continue };
        let altered = alter(value, &path);
        if !COMPARED.contains(&&*path) || altered == *value {
            continue;
        }
        let mut release = record.release().clone();
        replace(&mut release, &pointer, altered.clone());
        count += 1;
        let altered_record = Record::new(vec![(release, None)]);
        if list_differences(&compare(&story, &altered_record)).is_empty() {
            missed.push(format!("{pointer}: {altered:?}"));
        }
    }
    (count, missed)
}

/// The leaves of a record that its draft is made of: whatever is not reported as left.
fn taken_leaves(record: &Record) -> Vec<String> {
    let options = Options { today: TODAY, id: None, lang: None, publisher: None, award: None };
    let imported = import::draft(record, &options);
    // A number that is none in a register is not in the draft.
    let story = imported.story.to_string();
    let is_number = |leaf: &str| {
        let id =
            record.release().pointer(leaf).and_then(Json::as_text_or_number).unwrap_or_default();
        !leaf.ends_with("/identifier/id") || story.contains(&format!("\"id\":\"{id}\"}}"))
    };
    let is_left = |leaf: &str| imported.left.iter().any(|left| leaf.starts_with(&left.record));
    let is_entry = |leaf: &str| {
        imported.entries.iter().any(|entry| {
            // Of an amount that is none, neither side says anything that could be compared.
            if imported.story.pointer(&entry.draft).is_some_and(|fact| fact["state"] == "not_published") {
                return false;
            }
            leaf.strip_prefix(&entry.record).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                // The currency stands beside the amount, and a name beside the reference to it.
                || entry.record.rsplit_once('/').is_some_and(|(place, _)| {
                    leaf.strip_prefix(place) == Some("/currency")
                })
        })
    };
    paths::leaves(record.release())
        .into_iter()
        .filter(|leaf| is_entry(leaf) && !is_left(leaf) && is_number(leaf))
        .collect()
}

#[test]
fn every_alteration_of_a_compared_value_is_found() {
    let (mut count, mut missed) = (0, Vec::new());
    for case in case_dirs("ocds/import") {
        let (altered, not_found) = alter_all(&read_record(&case.join("notices.json")));
        count += altered;
        missed.extend(not_found.into_iter().map(|place| format!("{}: {place}", case.display())));
    }
    assert_eq!(missed, Vec::<String>::new());
    assert!(count > 100, "only {count} alterations");
}
