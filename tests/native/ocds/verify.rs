//! Stories verified against their record: each fact that is compared is altered in the record, and the
//! alteration is found.

use std::path::Path;

use contract_fact_box::model::{self, PartialDate, Story};
use contract_fact_box::ocds::import::{self, Options};
use contract_fact_box::ocds::verify::{self, Outcome, Verification, VerifyError, verify};
use contract_fact_box::ocds::{Json, Record};

use super::alter::replace;
use super::read_record;
use crate::support::{case_dirs, fixture_dir};

pub(super) const TODAY: PartialDate = PartialDate::Day(2026, 11, 30);
pub(super) const OPTIONS: verify::Options<'static> =
    verify::Options { today: TODAY, contract: None, award: None };

pub(super) fn draft_story(record: &Record) -> Story {
    let options = Options { today: TODAY, id: None, lang: None, publisher: None, award: None };
    let text = import::draft(record, &options).story.to_string();
    model::read(&text).into_valid().expect("a draft is a story")
}

pub(super) fn compare(story: &Story, record: &Record) -> Verification {
    verify(story, record, &OPTIONS).expect("they are of one contract")
}

/// Lists what does not agree, in words.
pub(super) fn list_differences(verification: &Verification) -> Vec<String> {
    let comparisons = verification.comparisons.iter();
    let differing = comparisons.filter(|comparison| comparison.outcome != Outcome::Agrees);
    differing.map(|comparison| format!("{comparison:?}")).collect()
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

/// Lists what comes of comparing amounts: the two texts, and the outcome.
fn list_amounts(story: &Story, record: &Record) -> Vec<(String, String, Outcome)> {
    let comparisons = compare(story, record).comparisons;
    let amounts = comparisons.into_iter().filter(|found| found.subject.starts_with("the amount"));
    let text = |side: Option<verify::Side>| side.map(|side| side.text).unwrap_or_default();
    amounts.map(|found| (text(found.story), text(found.record), found.outcome)).collect()
}

#[test]
fn the_same_amount_with_the_same_tax_differs_in_nothing() {
    let record = read_case("uk7-signed");
    let total = "\"covers\":\"total\"";
    let story = edit(&draft_story(&record), &[(total, "\"covers\":\"not_stated\"")]);
    assert_eq!(list_differences(&compare(&story, &record)), Vec::<String>::new());
}

#[test]
fn a_share_of_one_supplier_is_not_that_of_another() {
    let record = read_case("several-awards");
    let to_buyer = |amount: &str| {
        edit(
            &draft_story(&record),
            &[
                ("\"share_of\":\"example-lamps-ltd\"", "\"share_of\":\"anytown-council\""),
                ("\"amount\":\"20000\"", &format!("\"amount\":\"{amount}\"")),
            ],
        )
    };
    let (bridges, lamps) = (
        "200000 GBP, without VAT, the share of Example Bridges Ltd",
        "20000 GBP, without VAT, the share of Example Lamps Ltd",
    );
    let buyers = |amount| format!("{amount} GBP, without VAT, the share of Anytown Council");
    let agrees = (bridges.to_owned(), bridges.to_owned(), Outcome::Agrees);
    assert_eq!(
        list_amounts(&to_buyer("20000"), &record),
        [agrees.clone(), (buyers(20000), lamps.to_owned(), Outcome::Differs)]
    );
    assert_eq!(
        list_amounts(&to_buyer("7000"), &record),
        [
            agrees,
            (buyers(7000), String::new(), Outcome::OnlyInStory),
            (String::new(), lamps.to_owned(), Outcome::OnlyInRecord),
        ]
    );
}

#[test]
fn a_record_does_not_prove_more_than_it_says_of_an_amount() {
    for (case, from, to, agrees) in [
        ("before-2025", "\"vat\":\"unknown\"", "\"vat\":\"excl\"", false),
        ("before-2025", "\"vat\":\"unknown\"", "\"vat\":\"incl\"", false),
        ("before-2025", "\"covers\":\"total\"", "\"covers\":\"not_stated\"", true),
        ("release-alone", "\"covers\":\"not_stated\"", "\"covers\":\"total\"", false),
    ] {
        let record = read_case(case);
        let amounts = list_amounts(&edit(&draft_story(&record), &[(from, to)]), &record);
        let [(.., outcome)] = &amounts[..] else { panic!("{to}: {amounts:?}") };
        if agrees {
            assert_eq!(*outcome, Outcome::Agrees, "{to}");
        } else {
            assert!(matches!(outcome, Outcome::NotComparable(_)), "{to}: {outcome:?}");
        }
    }
}

#[test]
fn an_amount_that_differs_is_beside_that_of_the_record() {
    let record = read_case("before-2025");
    let story = edit(
        &draft_story(&record),
        &[("\"GBP\"", "\"EUR\""), ("\"vat\":\"unknown\"", "\"vat\":\"excl\"")],
    );
    assert_eq!(
        list_amounts(&story, &record),
        [("14216.93 EUR, without VAT".to_owned(), "14216.93 GBP".to_owned(), Outcome::Differs)]
    );
}

#[test]
fn an_amount_of_one_stage_is_no_price_at_another() {
    let record = read_case("before-2025");
    let story = draft_story(&record);
    let awarded = "\"stage\":\"awarded\"";
    for (stage, outcome) in [
        ("ceiling", Some(Outcome::Differs)),
        ("framework_ceiling", Some(Outcome::Differs)),
        ("signed", None),
        ("estimate", None),
    ] {
        let story = edit(&story, &[(awarded, &format!("\"stage\":\"{stage}\""))]);
        let comparisons = compare(&story, &record).comparisons;
        let [amount] = comparisons
            .iter()
            .filter(|found| found.subject.starts_with("the amount"))
            .collect::<Vec<_>>()[..]
        else {
            panic!("{stage}: not one comparison: {comparisons:#?}");
        };
        match outcome {
            Some(outcome) => assert_eq!(amount.outcome, outcome, "{stage}"),
            None => assert!(matches!(amount.outcome, Outcome::NotComparable(_)), "{stage}"),
        }
        let name = stage.replace('_', " ");
        let text = |side: &Option<verify::Side>| side.as_ref().map(|side| side.text.clone());
        assert_eq!(text(&amount.story), Some(format!("14216.93 GBP ({name})")));
        assert_eq!(text(&amount.record), Some("14216.93 GBP (awarded)".to_owned()));
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
    let differing = comparisons.iter().filter(|found| found.outcome == Outcome::SaidNotKnown);
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
        let today = PartialDate::Day(year, month, day);
        let verification = verify(&story, &record, &verify::Options { today, ..OPTIONS });
        let comparisons = verification.expect("they are of one contract").comparisons;
        let differing =
            comparisons.iter().filter(|found| found.outcome == Outcome::Differs).count();
        assert_eq!(differing, 0, "{today:?}");
    }
}

#[test]
fn what_only_an_editor_can_know_is_not_compared() {
    for (case, code) in [
        ("uk7-signed", model::StatusCode::Blocked),
        ("uk7-signed", model::StatusCode::Expired),
        // Where nothing is published after the award.
        ("before-2025", model::StatusCode::Expired),
    ] {
        let record = read_case(case);
        let mut story = draft_story(&record);
        let contract = story.contracts.first_mut().expect("there is one");
        contract.status.code = code;
        let verification = compare(&story, &record);
        let outcomes: Vec<_> = verification
            .comparisons
            .iter()
            .filter(|comparison| comparison.outcome != Outcome::Agrees)
            .map(|comparison| (comparison.subject.as_str(), comparison.outcome))
            .collect();
        assert!(
            matches!(outcomes[..], [("the status", Outcome::NotComparable(_))]),
            "{case} {code:?}: {outcomes:?}"
        );
    }
}

#[test]
fn a_record_of_another_contract_is_refused() {
    let story = draft_story(&read_case("uk7-signed"));
    let other = read_case("before-2025");
    let error = verify(&story, &other, &OPTIONS).expect_err("they are two contracts");
    assert!(matches!(error, VerifyError::OtherContract { .. }), "{error}");
    assert!(error.to_string().contains("ocds-abc123-000002"), "{error}");
}

pub(super) fn read_case(name: &str) -> Record {
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
