//! Which contract of a story a record is compared with, and when that is not clear.

use contract_fact_box::model::{PartialDate, Story};
use contract_fact_box::ocds::verify::{Identified, Options, Outcome, VerifyError, verify};
use serde_json::{Value, json};

use super::verify::{OPTIONS, draft_story, read_case};

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
