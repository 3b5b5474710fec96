//! Drafts of stories from notices: a folder per case in `tests/fixtures/ocds/import`, with the notices
//! and, on record, the draft and the report about it.

mod awards;
mod mapped;
mod status;
mod withheld;

use std::path::Path;

use contract_fact_box::model::{self, PartialDate};
use contract_fact_box::ocds::import::{
    self, Award, AwardChoice, Imported, LEFT_OUT, Left, Options, to_plain, written_day,
};
use contract_fact_box::ocds::paths::{self, Use};
use contract_fact_box::ocds::{Json, NoticeType, Record, eforms};
use contract_fact_box::{prerender, view};
use serde_json::{Value, json};

use super::{read_record, records_of};
use crate::support::{assert_snapshot, case_dirs, fixture_dir};

const OPTIONS: Options<'static> = Options {
    today: PartialDate::Day(2026, 11, 30),
    id: None,
    lang: None,
    publisher: None,
    award: None,
};

fn import_case(case: &Path) -> (Record, Imported) {
    let record = read_record(&case.join("notices.json"));
    let imported = import::draft(&record, &OPTIONS);
    (record, imported)
}

#[test]
fn every_case_is_imported_as_on_record() {
    for case in case_dirs("ocds/import") {
        let (_, imported) = import_case(&case);
        let story = serde_json::to_string_pretty(&imported.story).expect("can be written");
        assert_snapshot(&case.join("story.json"), &(story + "\n"));
    }
}

#[test]
fn every_draft_is_a_story_without_errors() {
    for case in case_dirs("ocds/import") {
        let (_, imported) = import_case(&case);
        assert_is_story(&imported, &case.display().to_string());
    }
}

pub(super) fn assert_is_story(imported: &Imported, name: &str) {
    let text = imported.story.to_string();
    let issues = model::check_editorially(&text, OPTIONS.today).issues;
    let errors: Vec<_> = issues.iter().filter(|issue| issue.is_error()).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn every_value_of_a_draft_is_in_its_notices() {
    for case in case_dirs("ocds/import") {
        let (record, imported) = import_case(&case);
        let count = assert_nothing_is_invented(&record, &imported, &case.display().to_string());
        assert!(count > 1 || case.ends_with("empty"), "{}: {count}", case.display());
    }
}

/// Asserts that every value of a draft is at its place in the record, and returns how many there are.
///
/// What the record gives as a code, the draft gives as one of its own: these have tests by name.
pub(super) fn assert_nothing_is_invented(
    record: &Record,
    imported: &Imported,
    name: &str,
) -> usize {
    for entry in &imported.entries {
        let value =
            imported.story.pointer(&entry.draft).unwrap_or_else(|| panic!("{name}: {entry:?}"));
        let place = record.release().pointer(&entry.record);
        let place = place.unwrap_or_else(|| panic!("{name}: {entry:?} is not in the record"));
        // A change without a description has that of its notice, which is among the documents.
        let is_change = entry.draft.starts_with("/contracts/0/amendments");
        let mut texts = texts_of(if is_change { record.release() } else { place });
        // A reference may leave the name to the list of parties.
        if ["buyer", "suppliers"]
            .iter()
            .any(|key| entry.draft.starts_with(&format!("/contracts/0/{key}")))
        {
            texts.extend(record.release().get("parties").map(texts_of).unwrap_or_default());
        }
        assert!(!texts.is_empty() || value["state"] == "not_published", "{name}: {entry:?}");
        for text in claims_of(value, &entry.draft, &imported.story) {
            let is_there = texts.iter().any(|found| says(found, &text));
            assert!(is_there, "{name}: {} is {text:?}, and the record says {texts:?}", entry.draft);
        }
    }
    imported.entries.len()
}

/// The words, days, amounts and numbers that a value of a draft claims.
fn claims_of(value: &Value, pointer: &str, story: &Value) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        _ => Vec::new(),
    };
    let party_name = |id: &Value| {
        let parties = story["parties"].as_array().into_iter().flatten();
        parties.filter(|party| party["id"] == *id).flat_map(|party| text(&party["name"])).collect()
    };
    let is_list = |list: &str| pointer.starts_with(&format!("/contracts/0/{list}"));
    if pointer.ends_with("/title") {
        text(value)
    } else if pointer.starts_with("/parties") {
        text(&value["name"])
    } else if is_list("buyer") || is_list("suppliers") {
        party_name(&value["value"])
    } else if is_list("values")
        && value["provenance"] != "calculated"
        && value["superseded_by"].is_null()
    {
        // The value before a change is in an earlier release, and a sum in none: they have fixtures.
        text(&value["amount"])
    } else if ["status", "values", "procurement/legal_basis", "procurement/method"]
        .into_iter()
        .any(is_list)
    {
        Vec::new()
    } else if is_list("events") || is_list("amendments") {
        // Words that say what it is stand before those of the record, and a penalty behind them.
        let words: Vec<_> = text(&value["text"])
            .into_iter()
            .map(|words| words.replace("Requirement that was not met: ", ""))
            .map(|words| {
                let reason = words.split_once("That alone does not end the procurement.");
                let reason = reason.map(|(_, reason)| reason.replace(" Reason given: ", ""));
                reason.unwrap_or(words)
            })
            .filter(|words| !words.is_empty())
            .collect();
        words
            .iter()
            .map(|words| {
                words
                    .split(" Penalty: ")
                    .next()
                    .unwrap_or(words)
                    .split(" Value in the notice of the change: ")
                    .next()
                    .unwrap_or(words)
                    .to_owned()
            })
            .collect()
    } else {
        text(&value["value"])
    }
}

/// Whether a text of the record says what a draft claims: the same words as plain text, perhaps cut or
/// ended by a full stop, the same day, or the same number.
fn says(found: &str, claim: &str) -> bool {
    let (plain, claim) = (to_plain(found), claim.trim_end_matches('…'));
    let number = |text: &str| text.parse::<f64>().ok();
    claim.contains(LEFT_OUT) && claim.split(LEFT_OUT).all(|part| plain.contains(part.trim()))
        || plain == claim
        || claim.strip_suffix('.').is_some_and(|claim| plain == claim)
        || plain.starts_with(claim) && claim.len() > 20
        || written_day(found).is_some_and(|day| day.to_string() == claim)
        || number(found).is_some() && number(found) == number(claim)
}

/// Lists the texts and numbers in a part of a record.
fn texts_of(json: &Json) -> Vec<&str> {
    match json {
        Json::Text(text) | Json::Number(text) => vec![text],
        Json::List(items) => items.iter().flat_map(texts_of).collect(),
        Json::Object(entries) => entries.values().flat_map(texts_of).collect(),
        Json::Null | Json::Bool(_) => Vec::new(),
    }
}

#[test]
fn no_personal_data_is_in_a_draft() {
    let personal = ["Pat Private", "pat@example.org", "Sam Secret", "Town Square"];
    for case in case_dirs("ocds/import") {
        let (_, imported) = import_case(&case);
        let text = format!("{imported:?}");
        assert!(!personal.iter().any(|name| text.contains(name)), "{}", case.display());
    }
}

#[test]
fn a_value_is_amended_if_a_notice_of_a_change_gave_it() {
    for (case, expected, of_change) in [
        ("corrected-then-changed", &[("260000", "signed", "")][..], None),
        (
            "corrected-then-raised",
            &[("270000", "amended", ""), ("260000", "signed", "value-after")],
            Some(0),
        ),
        (
            "raised-then-extended",
            &[("270000", "amended", ""), ("250000", "signed", "value-after")],
            Some(0),
        ),
        (
            "raised-and-corrected",
            &[("275000", "amended", ""), ("250000", "signed", "value-after")],
            Some(0),
        ),
        ("changed-at-the-same-value", &[("250000", "signed", "")], None),
    ] {
        let (_, imported) = import_case(&fixture_dir("ocds/import").join(case));
        let contract = &imported.story["contracts"][0];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let values = contract["values"].as_array().expect("there are values").iter();
        let values: Vec<_> = values
            .map(|value| ["amount", "stage", "superseded_by"].map(|key| text(&value[key])))
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|&(amount, stage, by)| [amount, stage, by]).collect();
        assert_eq!(values, expected, "{case}");
        let amendments = contract["amendments"].as_array().expect("there are changes");
        let found = amendments.iter().position(|change| change["value_after"] == "value-after");
        assert_eq!(found, of_change, "{case}");
        assert_eq!(contract["status"]["code"], "amended", "{case}");
    }
}

#[test]
fn a_change_without_an_id_has_the_words_of_no_notice() {
    let text = r#"{"ocid": "a", "contracts": [{
        "id": "1",
        "documents": [{"documentType": "contractNotice", "description": "Contract notice",
                       "datePublished": "2026-02-01"}],
        "amendments": [{"date": "2026-03-01"}, {"date": "2026-04-01", "description": "Longer"}]
    }]}"#;
    let record = Record::new(vec![(Json::parse(text).expect("is JSON"), None)]);
    let imported = import::draft(&record, &OPTIONS);
    let changes = imported.story["contracts"][0]["amendments"].as_array().into_iter().flatten();
    let texts: Vec<_> = changes.map(|change| &change["text"]).collect();
    assert_eq!(texts, ["Longer"]);
    let left: Vec<_> =
        imported.left.iter().map(|left| (left.record.as_str(), left.reason.as_str())).collect();
    assert_eq!(left, [("/contracts/0/amendments/0", "it does not say what was changed")]);
}

#[test]
fn parties_that_are_named_alike_have_ids_of_their_own() {
    let long = "Example Company for Lamps, Benches, Bridges and Other Things";
    let names = ["Example Ltd", "Example Ltd 2", "Example Ltd", long, "Example Ltd", long];
    let suppliers = names.iter().enumerate();
    let suppliers = suppliers.map(|(id, name)| format!(r#"{{"id": "s{id}", "name": "{name}"}}"#));
    let suppliers = suppliers.collect::<Vec<_>>().join(", ");
    let text = format!(r#"{{"ocid": "a", "awards": [{{"id": "1", "suppliers": [{suppliers}]}}]}}"#);
    let record = Record::new(vec![(Json::parse(&text).expect("is JSON"), None)]);
    let imported = import::draft(&record, &OPTIONS);
    let parties = imported.story["parties"].as_array().expect("there are parties").iter();
    let ids: Vec<_> = parties.map(|party| party["id"].as_str().unwrap_or_default()).collect();
    assert_eq!(
        ids,
        [
            "example-ltd",
            "example-ltd-2",
            "example-ltd-3",
            "example-company-for-lamps-benches-bridges-and-other-things",
            "example-ltd-4",
            "example-company-for-lamps-benches-bridges-and-other-things-2",
        ]
    );
    assert_is_story(&imported, "parties that are named alike");
}

#[test]
fn what_is_no_date_is_left_with_the_reason() {
    let case = fixture_dir("ocds/import").join("dates-that-are-none");
    let (_, imported) = import_case(&case);
    let left: Vec<_> =
        imported.left.iter().map(|left| (left.record.as_str(), left.reason.as_str())).collect();
    assert_eq!(
        left,
        [
            ("/awards/0/contractPeriod/startDate", "it is no day"),
            ("/awards/0/date", "it is no day"),
            ("/contracts/0/amendments/0/date", "it is no day"),
            ("/contracts/0/dateSigned", "nobody can have meant its year"),
            ("/contracts/0/period/endDate", "nobody can have meant its year"),
            ("/contracts/0/period/startDate", "it is no day"),
        ]
    );
    for place in [
        "awards/*/contractPeriod",
        "contracts/*/period",
        "tender/contractPeriod",
        "tender/lots/*/contractPeriod",
    ] {
        let path = format!("/{place}/durationInDays");
        let ignored = imported.ignored.iter().find(|ignored| ignored.path == path);
        let reason = ignored.and_then(|ignored| ignored.reason);
        assert_eq!(reason, Some("a length of time, of which no date is calculated"), "{path}");
    }
    let questions = imported.story["open_questions"].to_string();
    assert!(questions.contains("When does the contract begin and end?"), "{questions}");
}

#[test]
fn the_number_of_bids_for_each_lot_is_left_with_the_reason() {
    let count =
        |lot: &str, value: u32| json!({"measure": "bids", "value": value, "relatedLot": lot});
    let release = json!({
        "ocid": "a",
        "awards": [{"id": "1", "relatedLots": ["L1", "L2"]}],
        "bids": {"statistics": [count("L1", 3), count("L2", 5)]},
    });
    let record = Record::new(vec![(Json::parse(&release.to_string()).expect("is JSON"), None)]);
    let imported = import::draft(&record, &OPTIONS);
    let left: Vec<_> =
        imported.left.iter().map(|left| (left.record.as_str(), left.reason.as_str())).collect();
    let reason = "there is a number for each lot";
    assert_eq!(left, [("/bids/statistics/0", reason), ("/bids/statistics/1", reason)]);
}

/// All records of a file, for tests of published notices.
pub(super) fn import_all(bytes: &[u8]) -> Vec<(Record, Imported)> {
    let records = records_of(bytes).into_iter();
    records
        .map(|record| {
            let imported = import::draft(&record, &OPTIONS);
            (record, imported)
        })
        .collect()
}

#[test]
fn notices_of_ted_become_drafts_too() {
    for (case, status) in [
        ("cancelled", "unknown"),
        ("change", "tendering"),
        // The last day for bids has passed.
        ("competition", "unknown"),
        ("direct-award", "intended"),
        ("modification", "amended"),
        ("planning", "pipeline"),
        ("result", "signed"),
        ("several-winners", "signed"),
        ("withheld", "unknown"),
    ] {
        let (record, imported) = import_release(case);
        assert_is_story(&imported, case);
        assert_nothing_is_invented(&record, &imported, case);
        let unknown = imported.ignored.iter().filter(|ignored| ignored.reason.is_none());
        let unknown: Vec<_> = unknown.map(|ignored| &ignored.path).collect();
        assert!(unknown.is_empty(), "{case}: {unknown:?}");
        assert_eq!(imported.story["contracts"][0]["status"]["code"], status, "{case}");
    }
}

/// Imports the release that a notice of TED becomes.
fn import_release(case: &str) -> (Record, Imported) {
    let folder = fixture_dir("ocds/eforms").join(case);
    let xml = crate::support::read_text(&folder.join("notice.xml"));
    let notice = eforms::read_notice(&xml, None).expect("it can be read");
    let record = Record::new(vec![(notice.release, None)]);
    let imported = import::draft(&record, &OPTIONS);
    (record, imported)
}
