//! Which contract of a story a record is compared with, and when that is not clear.

use contract_fact_box::model::{self, PartialDate, Story};
use contract_fact_box::ocds::verify::{
    Identified, Options, Outcome, VerifyError, verify, verify_each,
};
use contract_fact_box::ocds::{Record, import};
use serde_json::{Value, json};

use super::verify::{OPTIONS, TODAY, draft_story, list_differences, read_case};

const OCID: &str = "ocds-abc123-000001";
const NOTICE: &str = "000003-2026";

/// The story of a signed contract, with a copy of the contract for each id, OCID and notice.
fn story_of(contracts: &[(&str, Option<&str>, Option<&str>)]) -> Story {
    let story = draft_story(&read_case("uk7-signed"));
    let mut story: Value = serde_json::to_value(story).expect("can be written");
    let first = story["contracts"][0].clone();
    let copies = contracts.iter().map(|(id, ocid, notice)| {
        let mut copy = first.clone();
        copy["id"] = json!(id);
        copy["ocid"] = json!(ocid);
        copy["notice_ids"] = json!(notice.iter().collect::<Vec<_>>());
        copy
    });
    story["contracts"] = copies.collect();
    serde_json::from_value(story).expect("a story")
}

/// The draft of one award, in the long form.
fn draft_award(record: &Record, award: &str) -> Value {
    let options =
        import::Options { today: TODAY, id: None, lang: None, publisher: None, award: Some(award) };
    let text = import::draft(record, &options).story.to_string();
    let story = model::read(&text).into_valid().expect("a draft is a story");
    serde_json::to_value(story).expect("can be written")
}

#[test]
fn a_contract_is_known_by_what_it_names() {
    let record = read_case("uk7-signed");
    let (ocid, notice) = (Some(OCID), Some(NOTICE));
    let (other, older) = (Some("ocds-abc123-000009"), Some("000001-2026"));
    type Case<'c> = (
        &'c str,
        &'c [(&'c str, Option<&'c str>, Option<&'c str>)],
        Option<&'c str>,
        Result<(usize, Identified), &'c str>,
    );
    let cases: &[Case<'_>] = &[
        ("its ocid", &[("a", ocid, None)], None, Ok((0, Identified::ByOcid))),
        (
            "its ocid, of the second",
            &[("a", other, None), ("b", ocid, None)],
            None,
            Ok((1, Identified::ByOcid)),
        ),
        ("its notice", &[("a", None, notice)], None, Ok((0, Identified::ByNotice))),
        (
            "nothing, and it is the only one",
            &[("a", None, None)],
            None,
            Ok((0, Identified::ByPlace)),
        ),
        ("nothing, of two", &[("a", None, None), ("b", None, None)], None, Err("unclear: a, b")),
        ("one ocid, of two", &[("a", ocid, None), ("b", ocid, None)], None, Err("unclear: a, b")),
        (
            "one ocid, of two, and one is chosen",
            &[("a", ocid, None), ("b", ocid, None)],
            Some("b"),
            Ok((1, Identified::ByOcid)),
        ),
        (
            "nothing, and it is chosen",
            &[("a", other, None), ("b", None, None)],
            Some("b"),
            Ok((1, Identified::ByChoice)),
        ),
        ("another ocid", &[("a", other, None)], None, Err("other: ocds-abc123-000009")),
        (
            "another ocid, chosen",
            &[("a", other, None)],
            Some("a"),
            Err("other: ocds-abc123-000009"),
        ),
        ("another notice", &[("a", None, older)], None, Err("other: the notice 000001-2026")),
        (
            "another ocid, beside one that names nothing",
            &[("a", None, None), ("b", other, None)],
            None,
            Err("other: ocds-abc123-000009"),
        ),
        ("no such id", &[("a", ocid, None)], Some("c"), Err("no such contract: c of a")),
    ];
    for (case, contracts, contract, expected) in cases {
        let options = Options { contract: *contract, ..OPTIONS };
        let found = verify(&story_of(contracts), &record, &options);
        let found =
            found.map(|found| (found.contract, found.identified)).map_err(|error| match error {
                VerifyError::OtherContract { story, .. } => format!("other: {}", story.join(", ")),
                VerifyError::Unclear(ids) => format!("unclear: {}", ids.join(", ")),
                VerifyError::NoContract { contract, known } => {
                    format!("no such contract: {contract} of {}", known.join(", "))
                }
                error => error.to_string(),
            });
        assert_eq!(found, expected.map_err(str::to_owned), "{case}");
    }
}

#[test]
fn one_award_of_several_is_compared_by_itself() {
    let record = read_case("several-awards");
    let whole = draft_story(&record);
    let options = Options { award: Some("1"), ..OPTIONS };
    let verification = verify(&whole, &record, &options).expect("they are of one contract");
    let only_in_story = verification
        .comparisons
        .iter()
        .filter(|found| found.outcome == Outcome::OnlyInStory && found.subject == "the supplier");
    assert_eq!(only_in_story.count(), 1, "the supplier of the other award");
    let options = Options { award: Some("9"), ..OPTIONS };
    let error = verify(&whole, &record, &options).expect_err("there is no such award");
    assert!(matches!(error, VerifyError::NoAward { .. }), "{error}");
}

#[test]
fn a_notice_of_the_day_of_the_check_is_new_to_a_story_that_names_others() {
    let record = read_case("uk7-signed");
    for (notice, as_of, newer) in [
        (Some("000001-2026"), (2026, 2, 24), 1),
        (Some("000001-2026"), (2026, 2, 25), 1),
        (Some("000001-2026"), (2026, 2, 26), 0),
        (None, (2026, 2, 24), 1),
        (None, (2026, 2, 25), 0),
        (Some(NOTICE), (2026, 2, 24), 0),
    ] {
        let mut story = story_of(&[("a", Some(OCID), notice)]);
        let (year, month, day) = as_of;
        let date = PartialDate::Day(year, month, day).to_string();
        story.as_of = serde_json::from_value(json!(date)).expect("a date");
        let verification = verify(&story, &record, &OPTIONS).expect("they are of one contract");
        assert_eq!(verification.newer.len(), newer, "{notice:?} {as_of:?}");
    }
}

#[test]
fn contracts_of_one_process_are_told_apart_by_their_suppliers() {
    let record = read_case("several-awards");
    let drafts = ["1", "2"].map(|award| draft_award(&record, award));
    let story = |suppliers: [&[&str]; 2]| -> Story {
        let mut story = serde_json::to_value(draft_story(&record)).expect("can be written");
        story["contracts"] = drafts
            .iter()
            .zip(suppliers)
            .enumerate()
            .map(|(position, (draft, suppliers))| {
                let mut contract = draft["contracts"][0].clone();
                contract["id"] = json!(["bridge", "lamps"][position]);
                contract["suppliers"] =
                    suppliers.iter().map(|name| json!({"state": "known", "value": name})).collect();
                contract
            })
            .collect();
        serde_json::from_value(story).expect("a story")
    };
    let (bridges, lamps) = ("example-bridges-ltd", "example-lamps-ltd");
    for (case, suppliers, expected) in [
        ("each its own", [&[bridges][..], &[lamps][..]], vec!["0: 1", "1: 2"]),
        ("swapped", [&[lamps], &[bridges]], vec!["0: 2", "1: 1"]),
        ("one of two", [&[bridges], &[]], vec!["0: 1", "unclear: lamps"]),
        ("both the same", [&[bridges], &[bridges]], vec!["unclear: bridge, lamps"]),
        ("one with both", [&[bridges, lamps], &[lamps]], vec!["1: 2", "unclear: bridge"]),
    ] {
        let found: Vec<_> = verify_each(&story(suppliers), &record, &OPTIONS)
            .into_iter()
            .map(|result| match result {
                Ok(found) => format!("{}: {}", found.contract, found.award.unwrap_or_default()),
                Err(VerifyError::Unclear(ids)) => format!("unclear: {}", ids.join(", ")),
                Err(error) => error.to_string(),
            })
            .collect();
        assert_eq!(found, expected, "{case}");
    }
    let results = verify_each(&story([&[bridges], &[lamps]]), &record, &OPTIONS);
    for verification in results.into_iter().flatten() {
        assert_eq!(verification.identified, Identified::BySuppliers);
        assert_eq!(list_differences(&verification), Vec::<String>::new());
    }
}

#[test]
fn the_story_of_one_award_is_compared_with_this_award() {
    for (case, award, suppliers, expected) in [
        ("of one of two", "2", None, Some("2")),
        ("of one of two, before it was cancelled", "1", None, Some("1")),
        ("of no supplier", "2", Some(json!([])), None),
    ] {
        let record = read_case(if award == "1" { "cancelled-award" } else { "several-awards" });
        let mut story = draft_award(&record, award);
        if let Some(suppliers) = &suppliers {
            story["contracts"][0]["suppliers"] = suppliers.clone();
        }
        let story: Story = serde_json::from_value(story).expect("a story");
        let [Ok(found)] = &verify_each(&story, &record, &OPTIONS)[..] else {
            panic!("{case}: not one comparison");
        };
        assert_eq!(found.award.as_deref(), expected, "{case}");
        let agrees = list_differences(found).is_empty();
        assert_eq!(agrees, expected.is_some(), "{case}: {:#?}", list_differences(found));
    }
    for whole in ["several-awards", "cancelled-award", "totals-of-two-notices"] {
        let record = read_case(whole);
        let [Ok(found)] = &verify_each(&draft_story(&record), &record, &OPTIONS)[..] else {
            panic!("{whole}: not one comparison");
        };
        assert_eq!((found.award.as_deref(), found.identified), (None, Identified::ByOcid));
    }
}
