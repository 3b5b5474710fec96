//! Drafts of stories from notices: a folder per case in `tests/fixtures/ocds/import`, with the notices
//! and, on record, the draft and the report about it.

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
                    .split(" Value of the change: ")
                    .next()
                    .unwrap_or(words)
                    .to_owned()
            })
            .collect()
    } else {
        text(&value["value"])
    }
}

/// Whether a text of the record says what a draft claims: the same words as plain text, perhaps cut,
/// the same day, or the same number.
fn says(found: &str, claim: &str) -> bool {
    let (plain, claim) = (to_plain(found), claim.trim_end_matches('…'));
    let number = |text: &str| text.parse::<f64>().ok();
    claim.contains(LEFT_OUT) && claim.split(LEFT_OUT).all(|part| plain.contains(part.trim()))
        || plain == claim
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
fn the_type_of_the_newest_notice_gives_the_status() {
    for (case, status) in [
        ("uk3-planned", "pipeline"),
        ("uk4-tender", "tendering"),
        ("uk5-transparency", "intended"),
        ("uk6-award", "intended"),
        ("uk7-signed", "signed"),
        ("uk9-performance", "signed"),
        ("uk10-changed", "amended"),
        ("uk11-completed", "completed"),
        ("uk11-ended-early", "terminated_early"),
        ("uk11-without-reason", "unknown"),
        ("uk12-cancelled", "cancelled"),
        ("before-2025", "awarded"),
        ("empty", "unknown"),
    ] {
        let (_, imported) = import_case(&fixture_dir("ocds/import").join(case));
        assert_eq!(imported.story["contracts"][0]["status"]["code"], status, "{case}");
    }
}

#[test]
fn the_codes_of_the_standard_give_the_status_where_notices_have_no_types() {
    let contract = |status: &str, more: &str| {
        let period = r#""period": {"startDate": "2026-01-01", "endDate": "2026-12-31"}"#;
        format!(r#""contracts": [{{"id": "1", "status": "{status}", {period}{more}}}]"#)
    };
    let award = |status: &str| format!(r#""awards": [{{"id": "1", "status": "{status}"}}]"#);
    let tender = |status: &str| format!(r#""tender": {{"id": "1", "status": "{status}"}}"#);
    for (body, status) in [
        (tender("planning"), "pipeline"),
        (tender("active"), "tendering"),
        (tender("cancelled"), "cancelled"),
        (tender("withdrawn"), "cancelled"),
        (tender("complete"), "unknown"),
        (tender("unsuccessful"), "unknown"),
        (award("pending"), "intended"),
        (award("active"), "awarded"),
        (award("cancelled"), "cancelled"),
        (award("unsuccessful"), "unknown"),
        (contract("active", ""), "active"),
        (contract("pending", r#", "dateSigned": "2026-01-01""#), "signed"),
        (contract("cancelled", ""), "cancelled"),
        (contract("terminated", ""), "unknown"),
        (
            contract(
                "terminated",
                r#", "terminationRationaleClassification": {"id": "contractCompleted"}"#,
            ),
            "completed",
        ),
        (format!("{}, {}", contract("pending", ""), award("active")), "awarded"),
    ] {
        let text = format!(r#"{{"ocid": "a", "id": "1", {body}}}"#);
        let release = Json::parse(&text).expect("is JSON");
        let imported = import::draft(&Record::new(vec![(release, None)]), &OPTIONS);
        assert_eq!(imported.story["contracts"][0]["status"]["code"], status, "{text}");
    }
}

#[test]
fn a_notice_that_was_cancelled_gives_no_stage() {
    for (case, status, official) in [
        ("cancelled-notice", "unknown", json!(null)),
        ("cancelled-notice-replaced", "tendering", json!({"section": "tender", "code": "active"})),
    ] {
        let (_, imported) = import_case(&fixture_dir("ocds/import").join(case));
        let contract = &imported.story["contracts"][0];
        assert_eq!(contract["status"]["code"], status, "{case}");
        assert_eq!(contract["status"]["official"], official, "{case}");
        let event = &contract["events"][0];
        assert_eq!(event["date"], "2026-03-20", "{case}");
        let text = "The buyer cancelled a notice of this procurement. That alone does not end the \
                    procurement. Reason given: It was published twice by mistake.";
        assert_eq!(event["text"], text, "{case}");
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
fn one_award_can_be_taken_alone() {
    let record = read_record(&fixture_dir("ocds/import").join("several-awards/notices.json"));
    let imported = import::draft(&record, &Options { award: Some("2"), ..OPTIONS });
    let contract = &imported.story["contracts"][0];
    assert_eq!(contract["suppliers"].as_array().map(Vec::len), Some(1));
    assert_eq!(contract["suppliers"][0]["value"], "example-lamps-ltd");
    assert_eq!(contract["values"][0]["amount"], "20000");
    assert_eq!(contract["values"][0]["covers"], "total");
    let ids: Vec<_> = imported.awards.iter().map(|award| award.name.as_str()).collect();
    assert_eq!((ids, imported.deltas), (vec!["1", "2"], 1));
}

#[test]
fn readers_see_until_when_something_is_withheld() {
    for (case, label, text) in [
        ("withheld-beside-estimate", "Value", "1 January 2028 (Value of the winning tender)"),
        ("withheld-of-one-lot", "Supplier (3)", "31 December 2028 (Lorries in the west)"),
        ("withheld-method-and-bids", "How it was bought", "1 March 2027"),
        ("withheld-method-and-bids", "Reason for no tender", "1 September 2027"),
        ("withheld-method-and-bids", "Bids received", "1 January 2028"),
    ] {
        let (_, imported) = import_case(&fixture_dir("ocds/import").join(case));
        let story = model::read(&imported.story.to_string()).into_valid().expect("no errors");
        let view = view::compile(&story, &story.lang).expect("is in its language");
        let shown = prerender::render_text(&view, &view::Parts::All, "https://cdn.example.org/");
        let expected = format!("{label}:\n  Withheld until {text}\n");
        assert!(shown.contains(&expected), "{case}: {label}: {shown}");
    }
}

#[test]
fn a_value_is_the_total_only_of_what_is_for_all_that_the_draft_is_about() {
    let award = |id: &str| {
        let supplier = format!(r#"{{"id": "{id}", "name": "Example {id} Ltd"}}"#);
        let value = r#"{"amount": 5, "currency": "GBP"}"#;
        format!(
            r#"{{"id": "{id}", "status": "active", "suppliers": [{supplier}], "value": {value}}}"#
        )
    };
    let contract = |id: &str, more: &str| {
        format!(r#"{{"id": "{id}", "value": {{"amount": 9, "currency": "GBP"}}{more}}}"#)
    };
    let (one, two) = (award("1"), format!("{}, {}", award("1"), award("2")));
    let of = |id: &str| format!(r#", "awardID": "{id}""#);
    let of_both = r#", "awardIDs": ["1", "2"]"#;
    for (awards, contracts, choice, signed, awarded) in [
        (&one, contract("1", &of("1")), None, &["total"][..], &["total"][..]),
        (&one, contract("1", ""), None, &["total"], &["total"]),
        (&String::new(), contract("1", &of("1")), None, &["total"], &[]),
        // It is for an award that the record does not describe.
        (&one, contract("1", &of("3")), None, &["not_stated"], &["share of example-1-ltd"]),
        (
            &two,
            contract("1", &of("2")),
            None,
            &["share of example-2-ltd"],
            &["share of example-1-ltd", "share of example-2-ltd"],
        ),
        (
            &two,
            contract("1", ""),
            None,
            &["not_stated"],
            &["share of example-1-ltd", "share of example-2-ltd"],
        ),
        (
            &two,
            contract("1", of_both),
            None,
            &["total"],
            &["share of example-1-ltd", "share of example-2-ltd"],
        ),
        (&two, contract("1", &of("2")), Some("2"), &["total"], &["total"]),
        // The value of a contract for two awards says nothing of one.
        (&two, contract("1", of_both), Some("2"), &["not_stated"], &["share of example-2-ltd"]),
        (
            &one,
            format!("{}, {}", contract("1", &of("1")), contract("2", &of("1"))),
            None,
            &["share of example-1-ltd", "share of example-1-ltd"],
            &["total"],
        ),
    ] {
        let text = format!(r#"{{"ocid": "a", "awards": [{awards}], "contracts": [{contracts}]}}"#);
        let record = Record::new(vec![(Json::parse(&text).expect("is JSON"), None)]);
        let imported = import::draft(&record, &Options { award: choice, ..OPTIONS });
        let values = imported.story["contracts"][0]["values"].as_array().cloned();
        let values = values.unwrap_or_default();
        let list = |stage: &str| -> Vec<String> {
            let of_stage = values.iter().filter(|value| value["stage"] == stage);
            let describe = |value: &Value| {
                let covers = value["covers"].as_str().unwrap_or_default();
                let party = value["share_of"].as_str().map(|party| format!(" of {party}"));
                format!("{covers}{}", party.unwrap_or_default())
            };
            of_stage.map(describe).collect()
        };
        assert_eq!(list("signed"), signed, "{text} {choice:?}");
        assert_eq!(list("awarded"), awarded, "{text} {choice:?}");
    }
}

#[test]
fn the_report_says_why_what_is_withheld_is_not_in_the_draft() {
    for (case, expected) in [
        (
            "withheld-of-one-lot",
            &[
                "Winning Tender Value is withheld until 2028-01-01; the draft is about something else",
                "Winner Chosen is withheld until 2028-06-30; the record gives it elsewhere",
            ][..],
        ),
        (
            "withheld-then-published",
            &["Winning Tender Value is withheld until 2026-06-01; the record gives it elsewhere"],
        ),
        (
            "withheld-method-and-bids",
            &[
                "Received Submissions Type is withheld until 2028-01-01; a draft has no place for it",
                "Tender Value Highest is withheld until 2028-01-01; a draft has no place for it",
            ],
        ),
        (
            "withheld-bids-of-small-firms",
            &["Received Submissions Count is withheld until 2028-01-01; the record gives other \
               numbers of bids"; 2],
        ),
        (
            "withheld-bids-of-one-lot",
            &["Received Submissions Count is withheld until 2028-01-01; the record gives other \
               numbers of bids"],
        ),
    ] {
        let (_, imported) = import_case(&fixture_dir("ocds/import").join(case));
        let is_withheld = |left: &&Left| left.record.starts_with("/withheldInformation");
        let left: Vec<_> =
            imported.left.iter().filter(is_withheld).map(|left| &*left.reason).collect();
        assert_eq!(left, expected, "{case}");
        // The reason that every other path has is not that of these.
        let field =
            imported.ignored.iter().find(|other| other.path == "/withheldInformation/*/field");
        assert_eq!(field, None, "{case}");
    }
}

#[test]
fn an_award_whose_number_is_used_again_is_chosen_by_its_notice() {
    let record = read_record(&fixture_dir("ocds/import").join("restarted-awards/notices.json"));
    let choose = |award| import::draft(&record, &Options { award: Some(award), ..OPTIONS });
    for (award, supplier, amounts, since) in [
        ("1@000002-2026", "example-lamps-ltd", ["21000", "20000"], "2026-02-25"),
        // It has the award, too, and its contract.
        ("1@000003-2026", "example-lamps-ltd", ["21000", "20000"], "2026-02-25"),
        ("1@000004-2026", "example-benches-ltd", ["31000", "30000"], "2026-03-25"),
    ] {
        let imported = choose(award);
        assert_eq!(imported.choice, AwardChoice::Clear, "{award}");
        let contract = &imported.story["contracts"][0];
        assert_eq!(contract["suppliers"].as_array().map(Vec::len), Some(1), "{award}");
        assert_eq!(contract["suppliers"][0]["value"], supplier, "{award}");
        let values: Vec<_> = contract["values"].as_array().into_iter().flatten().collect();
        assert_eq!(values.iter().map(|value| &value["amount"]).collect::<Vec<_>>(), amounts);
        assert_eq!(contract["status"]["since"], since, "{award}");
    }
    let names =
        |awards: &[Award]| awards.iter().map(|award| award.name.clone()).collect::<Vec<_>>();
    let both = ["1@000002-2026", "1@000004-2026"];
    let AwardChoice::Ambiguous(awards) = choose("1").choice else { panic!("it is not clear") };
    assert_eq!(names(&awards), both);
    for missing in ["2", "1@000005-2020", "2@000002-2026", "@000002-2026"] {
        let imported = choose(missing);
        assert_eq!(
            (imported.choice, names(&imported.awards)),
            (AwardChoice::Missing, both.map(String::from).to_vec())
        );
    }
}

#[test]
fn the_total_of_a_notice_is_not_the_value_of_one_award() {
    let case = fixture_dir("ocds/import").join("totals-of-two-notices/notices.json");
    let id = "00000000-0000-4000-8000-0000000000a1/RES-0002";
    let imported = import::draft(&read_record(&case), &Options { award: Some(id), ..OPTIONS });
    let values = imported.story["contracts"][0]["values"].as_array().expect("a list");
    let amounts: Vec<_> = values.iter().map(|value| &value["amount"]).collect();
    assert_eq!(amounts, ["20000"]);
    let left = imported.left.iter().find(|left| left.record == "/eforms/totalValue");
    let reason = left.map(|left| &*left.reason);
    assert_eq!(reason, Some("it is the total of all awards of the notice"));
}

#[test]
fn what_is_withheld_of_one_award_is_not_said_of_another() {
    let record = read_record(&fixture_dir("ocds/import").join("withheld-of-one-lot/notices.json"));
    let notice = "00000000-0000-4000-8000-0000000000a1";
    for (award, values) in [
        ("RES-0001", vec![(json!("1250000"), json!(null))]),
        ("RES-0002", vec![(json!(null), json!("2028-06-30"))]),
    ] {
        let id = format!("{notice}/{award}");
        let imported = import::draft(&record, &Options { award: Some(&id), ..OPTIONS });
        let found = imported.story["contracts"][0]["values"].as_array().expect("a list");
        let found: Vec<_> =
            found.iter().map(|value| (value["amount"].clone(), value["until"].clone())).collect();
        assert_eq!(found, values, "{award}");
    }
}

#[test]
fn an_award_that_was_cancelled_does_not_make_its_number_unclear() {
    let release = |id: &str, date: &str, award: &str| {
        let text = format!(
            r#"{{"ocid": "a", "id": "{id}", "date": "{date}", "awards": [{{"id": "1", {award}}}]}}"#
        );
        (Json::parse(&text).expect("is JSON"), None)
    };
    let record = Record::new(vec![
        release(
            "n1",
            "2026-01-01",
            r#""status": "cancelled", "suppliers": [{"name": "Example Lamps Ltd"}]"#,
        ),
        release(
            "n2",
            "2026-02-01",
            r#""status": "active", "suppliers": [{"name": "Example Benches Ltd"}]"#,
        ),
    ]);
    for (award, supplier) in [("1", "example-benches-ltd"), ("1@n1", "example-lamps-ltd")] {
        let imported = import::draft(&record, &Options { award: Some(award), ..OPTIONS });
        assert_eq!(imported.choice, AwardChoice::Clear, "{award}");
        assert_eq!(imported.story["contracts"][0]["suppliers"][0]["value"], supplier, "{award}");
        let titles: Vec<_> = imported.awards.iter().map(|award| award.title.as_str()).collect();
        assert_eq!(titles, ["Example Lamps Ltd (cancelled)", "Example Benches Ltd"]);
    }
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
fn every_type_of_notice_is_known_by_its_code() {
    for number in 1..=17 {
        let code = format!("UK{number}");
        let notice_type = NoticeType::from_code(&code).unwrap_or_else(|| panic!("{code}"));
        assert_eq!(notice_type.as_str(), code);
    }
    assert_eq!(NoticeType::from_code("UK18"), None);
}

#[test]
fn every_path_of_the_cases_is_mapped_or_ignored() {
    let mut unknown = Vec::new();
    for case in case_dirs("ocds/import") {
        let (_, imported) = import_case(&case);
        let paths = imported.ignored.into_iter().filter(|ignored| ignored.reason.is_none());
        unknown.extend(paths.map(|ignored| ignored.path));
    }
    assert_eq!(unknown, ["/newKey/of"], "the only one that is no publisher's");
}

#[test]
fn every_path_that_is_mapped_is_taken_from_some_case() {
    let mut taken: Vec<String> = Vec::new();
    let of_ted =
        ["cancelled", "competition", "modification", "result", "withheld"].map(import_release);
    let cases = case_dirs("ocds/import").into_iter().map(|case| import_case(&case));
    for (record, imported) in cases.chain(of_ted) {
        let leaves = paths::leaves(record.release());
        let paths: Vec<_> = leaves.iter().map(|leaf| paths::to_pattern(leaf)).collect();
        let count = |path: &String| paths.iter().filter(|known| *known == path).count();
        let is_taken = |path: &&String| {
            let ignored = imported.ignored.iter().find(|ignored| ignored.path == **path);
            ignored.is_none_or(|ignored| ignored.count < count(path))
        };
        taken.extend(paths.iter().filter(is_taken).cloned());
    }
    let mapped = paths::known().filter(|(_, found)| matches!(found, Use::Mapped(_)));
    let missing: Vec<_> = mapped
        .map(|(pattern, _)| pattern)
        .filter(|pattern| {
            let start = pattern.strip_suffix("/**").unwrap_or(pattern);
            !taken.iter().any(|path| path.starts_with(start))
        })
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn longer_patterns_count_before_shorter_ones() {
    for (path, mapped) in [
        ("/parties/*/contactPoint/name", false),
        ("/parties/*/name", true),
        ("/tender/lots/*/title", true),
        ("/tender/lots/*/description", false),
        ("/contracts/*/implementation/transactions/*/value/amount", true),
        ("/contracts/*/implementation/transactions/*/payee/name", false),
    ] {
        assert_eq!(matches!(paths::find(path), Some(Use::Mapped(_))), mapped, "{path}");
    }
    // A prefix is one of whole keys.
    assert_eq!(paths::find("/planningX"), None);
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
        ("competition", "tendering"),
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
