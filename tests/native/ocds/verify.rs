//! Stories verified against their record: each fact that is compared is altered in the record, and the
//! alteration is found.

use std::path::Path;

use contract_fact_box::model::{self, PartialDate, Story};
use contract_fact_box::ocds::import::{self, Options};
use contract_fact_box::ocds::verify::{Outcome, Verification, VerifyError, verify};
use contract_fact_box::ocds::{Json, Record, paths};

use super::read_record;
use crate::support::{case_dirs, fixture_dir};

const TODAY: PartialDate = PartialDate::Day(2026, 11, 30);

fn draft_story(record: &Record) -> Story {
    let options = Options { today: TODAY, id: None, lang: None, publisher: None, award: None };
    let text = import::draft(record, &options).story.to_string();
    model::read(&text).into_valid().expect("a draft is a story")
}

pub(super) fn compare(story: &Story, record: &Record) -> Verification {
    verify(story, record, TODAY).expect("they are of one contract")
}

/// Lists what does not agree, in words.
pub(super) fn list_differences(verification: &Verification) -> Vec<String> {
    let comparisons = verification.comparisons.iter();
    let differing = comparisons.filter(|comparison| comparison.outcome != Outcome::Agrees);
    differing.map(|comparison| format!("{comparison:?}")).collect()
}

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
fn replace(json: &mut Json, pointer: &str, new: Json) {
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
fn what_is_imported_agrees_with_its_record() {
    for case in case_dirs("ocds/import") {
        let record = read_record(&case.join("notices.json"));
        let verification = compare(&draft_story(&record), &record);
        assert_eq!(list_differences(&verification), Vec::<String>::new(), "{}", case.display());
        assert!(verification.newer.is_empty(), "{}", case.display());
    }
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

#[test]
fn a_type_of_notice_that_is_altered_is_found() {
    let record = read_case("uk7-signed");
    let story = draft_story(&record);
    for other in ["UK6", "UK10", "UK11", "UK12"] {
        let mut release = record.release().clone();
        replace(&mut release, "/contracts/0/documents/0/noticeType", Json::Text(other.to_owned()));
        let verification = compare(&story, &Record::new(vec![(release, None)]));
        assert!(!list_differences(&verification).is_empty(), "{other}");
    }
}

#[test]
fn a_record_that_has_moved_on_is_found() {
    let record = read_case("uk10-changed");
    let releases = read_releases("uk10-changed");
    // The story was checked when there were two notices.
    let early = Record::new(releases.into_iter().take(2).map(|json| (json, None)).collect());
    let mut story = draft_story(&early);
    story.as_of = serde_json::from_str("\"2026-03-01\"").expect("a date");
    assert!(compare(&story, &early).newer.is_empty());
    let verification = compare(&story, &record);
    assert_eq!(verification.newer, [2]);
    let differences = list_differences(&verification).join("\n");
    assert!(differences.contains("the status") && differences.contains("270000"), "{differences}");
}

#[test]
fn net_is_compared_with_net_and_days_as_written() {
    let record = read_case("uk7-signed");
    let mut story = draft_story(&record);
    let text = serde_json::to_string(&story).expect("can be written");
    // The gross amount alone, in a story that does not say whether it includes VAT.
    let unknown = text.replace("\"vat\":\"incl\"", "\"vat\":\"unknown\"");
    story = serde_json::from_str(&unknown).expect("a story");
    assert!(list_differences(&compare(&story, &record)).is_empty());
    // The net amount where the story says that it includes VAT.
    let wrong = text.replace("\"amount\":\"300000.60\"", "\"amount\":\"250000.50\"");
    story = serde_json::from_str(&wrong).expect("a story");
    assert_eq!(list_differences(&compare(&story, &record)).len(), 1);
    // 28 February, whatever the time and zone.
    let mut release = record.release().clone();
    replace(
        &mut release,
        "/contracts/0/period/endDate",
        Json::Text("2027-02-28T00:00:00-11:00".into()),
    );
    story = serde_json::from_str(&text).expect("a story");
    assert!(list_differences(&compare(&story, &Record::new(vec![(release, None)]))).is_empty());
}

#[test]
fn an_approximate_amount_agrees_if_the_record_rounds_to_it() {
    let record = read_case("uk7-signed");
    let text = serde_json::to_string(&draft_story(&record)).expect("can be written");
    for (amount, agrees) in [("250000", true), ("400000", false)] {
        let about = text.replace(
            "\"amount\":\"250000.50\",\"approximate\":false",
            &format!("\"amount\":\"{amount}\",\"approximate\":true"),
        );
        assert_ne!(about, text);
        let story: Story = serde_json::from_str(&about).expect("a story");
        assert_eq!(list_differences(&compare(&story, &record)).is_empty(), agrees, "{amount}");
    }
}

/// Replaces texts in a story as JSON, each of which must be there.
fn edit(story: &Story, edits: &[(&str, &str)]) -> Story {
    let mut text = serde_json::to_string(story).expect("can be written");
    for (from, to) in edits {
        assert!(text.contains(from), "{from}: {text}");
        text = text.replace(from, to);
    }
    serde_json::from_str(&text).expect("a story")
}

#[test]
fn a_figure_is_compared_with_whose_it_is_and_what_it_covers() {
    let shares = read_case("several-awards");
    let whole = read_case("before-2025");
    let share = |name: &str| format!("\"share_of\":\"{name}\"");
    let swapped = edit(
        &draft_story(&shares),
        &[
            (&share("example-bridges-ltd"), "\"share_of\":\"x\""),
            (&share("example-lamps-ltd"), &share("example-bridges-ltd")),
            ("\"share_of\":\"x\"", &share("example-lamps-ltd")),
        ],
    );
    let annual = edit(&draft_story(&whole), &[("\"covers\":\"total\"", "\"covers\":\"annual\"")]);
    let amount = "\"amount\":\"14216.93\",\"approximate\":false";
    let to = |more: &str| edit(&draft_story(&whole), &[(amount, more)]);
    for (story, record, agrees) in [
        (swapped, &shares, false),
        (annual, &whole, false),
        (to("\"amount\":\"14000\",\"approximate\":true"), &whole, true),
        (to("\"amount\":\"10000\",\"approximate\":true"), &whole, false),
        (to("\"amount\":\"14000\",\"to\":\"15000\",\"approximate\":false"), &whole, true),
        (to("\"amount\":\"15000\",\"to\":\"16000\",\"approximate\":false"), &whole, false),
    ] {
        let differences = list_differences(&compare(&story, record));
        assert_eq!(differences.is_empty(), agrees, "{differences:#?}");
    }
}

#[test]
fn suppliers_who_are_not_those_of_the_record_differ() {
    let record = read_case("several-awards");
    let story = edit(
        &draft_story(&record),
        &[
            ("Example Bridges Ltd", "Wrong Bridges Ltd"),
            ("Example Lamps Ltd", "Wrong Lamps Ltd"),
            ("\"GB-COH\"", "\"GB-XXX\""),
        ],
    );
    let comparisons = compare(&story, &record).comparisons;
    let suppliers = comparisons.iter().filter(|found| found.subject == "the supplier");
    let outcomes: Vec<_> = suppliers.map(|found| found.outcome).collect();
    assert_eq!(outcomes, [Outcome::Differs, Outcome::Differs]);
}

#[test]
fn what_a_story_calls_not_known_differs_from_a_record_that_says_it() {
    let record = read_case("before-2025");
    let text = serde_json::to_string(&draft_story(&record)).expect("can be written");
    let mut story: serde_json::Value = serde_json::from_str(&text).expect("is JSON");
    let contract = &mut story["contracts"][0];
    contract["suppliers"] = serde_json::json!([{"state": "unknown"}]);
    contract["values"] = serde_json::json!([{"state": "not_published"}]);
    let story: Story = serde_json::from_value(story).expect("a story");
    let comparisons = compare(&story, &record).comparisons;
    let differing = comparisons.iter().filter(|found| found.outcome == Outcome::Differs);
    let subjects: Vec<_> = differing.map(|found| found.subject.as_str()).collect();
    assert_eq!(subjects, ["the supplier", "the amount (awarded)"]);
}

#[test]
fn one_side_of_a_dispute_may_be_that_of_the_record() {
    let record = read_case("before-2025");
    let text = serde_json::to_string(&draft_story(&record)).expect("can be written");
    let mut story: serde_json::Value = serde_json::from_str(&text).expect("is JSON");
    story["contracts"][0]["suppliers"] = serde_json::json!([{"state": "disputed", "alternatives": [
        {"value": "anytown-council", "sources": ["notice"]},
        {"value": "example-lamps-ltd", "sources": ["notice"]},
    ]}]);
    let story: Story = serde_json::from_value(story).expect("a story");
    assert_eq!(list_differences(&compare(&story, &record)), Vec::<String>::new());
}

#[test]
fn the_right_amount_with_the_wrong_tax_differs() {
    let record = read_case("uk7-signed");
    let mut story = draft_story(&record);
    story.contracts[0].values.truncate(1);
    let story = edit(&story, &[("\"vat\":\"excl\"", "\"vat\":\"incl\"")]);
    let comparisons = compare(&story, &record).comparisons;
    let differing = comparisons.iter().filter(|found| found.outcome == Outcome::Differs).count();
    assert_eq!(differing, 1);
}

#[test]
fn a_contract_does_not_differ_from_itself_because_time_passes() {
    let record = read_case("framework-order");
    let options = Options {
        today: PartialDate::Day(2026, 2, 26),
        id: None,
        lang: None,
        publisher: None,
        award: None,
    };
    let text = import::draft(&record, &options).story.to_string();
    let story = model::read(&text).into_valid().expect("a draft is a story");
    for today in [(2026, 2, 26), (2026, 6, 1), (2029, 1, 1)] {
        let (year, month, day) = today;
        let verification = verify(&story, &record, PartialDate::Day(year, month, day));
        let comparisons = verification.expect("they are of one contract").comparisons;
        let differing =
            comparisons.iter().filter(|found| found.outcome == Outcome::Differs).count();
        assert_eq!(differing, 0, "{today:?}");
    }
}

#[test]
fn what_only_an_editor_can_know_is_not_compared() {
    let record = read_case("uk7-signed");
    let mut story = draft_story(&record);
    let contract = story.contracts.first_mut().expect("there is one");
    contract.status.code = model::StatusCode::Blocked;
    let verification = compare(&story, &record);
    let outcomes: Vec<_> = verification
        .comparisons
        .iter()
        .filter(|comparison| comparison.outcome != Outcome::Agrees)
        .map(|comparison| (comparison.subject.as_str(), comparison.outcome))
        .collect();
    assert!(matches!(outcomes[..], [("the status", Outcome::NotComparable(_))]), "{outcomes:?}");
}

#[test]
fn a_record_of_another_contract_is_refused() {
    let story = draft_story(&read_case("uk7-signed"));
    let other = read_case("before-2025");
    let error = verify(&story, &other, TODAY).expect_err("they are two contracts");
    assert!(matches!(error, VerifyError::OtherContract { .. }), "{error}");
    assert!(error.to_string().contains("ocds-abc123-000002"), "{error}");
}

fn read_case(name: &str) -> Record {
    read_record(&case_file(name))
}

fn case_file(name: &str) -> std::path::PathBuf {
    fixture_dir("ocds/import").join(name).join("notices.json")
}

/// The releases of a case, one by one.
fn read_releases(name: &str) -> Vec<Json> {
    let (releases, _, result) = super::read_all(&*read_bytes(&case_file(name)));
    result.expect("they can be read");
    releases
}

fn read_bytes(file: &Path) -> Vec<u8> {
    std::fs::read(file).expect("it can be read")
}
