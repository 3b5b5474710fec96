//! One award or all: which a draft is about, and whose values it has.

use super::*;

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
fn an_award_whose_number_is_used_again_is_chosen_by_its_notice() {
    let record = read_record(&fixture_dir("ocds/import").join("restarted-awards/notices.json"));
    let choose = |award| import::draft(&record, &Options { award: Some(award), ..OPTIONS });
    let of_lamps = (["000002-2026", "000003-2026"], ["2026-02-03", "2026-02-25"]);
    let of_benches = (["000004-2026", "000005-2026"], ["2026-03-03", "2026-03-25"]);
    for (award, supplier, amounts, since, (notices, published)) in [
        ("1@000002-2026", "example-lamps-ltd", ["21000", "20000"], "2026-02-25", of_lamps),
        // It has the award, too, and its contract.
        ("1@000003-2026", "example-lamps-ltd", ["21000", "20000"], "2026-02-25", of_lamps),
        ("1@000004-2026", "example-benches-ltd", ["31000", "30000"], "2026-03-25", of_benches),
    ] {
        let imported = choose(award);
        assert_eq!(imported.choice, AwardChoice::Clear, "{award}");
        let contract = &imported.story["contracts"][0];
        assert_eq!(contract["suppliers"].as_array().map(Vec::len), Some(1), "{award}");
        assert_eq!(contract["suppliers"][0]["value"], supplier, "{award}");
        let values: Vec<_> = contract["values"].as_array().into_iter().flatten().collect();
        assert_eq!(values.iter().map(|value| &value["amount"]).collect::<Vec<_>>(), amounts);
        assert_eq!(contract["status"]["since"], since, "{award}");
        // The notices of the other award say nothing of this.
        assert_eq!(contract["notice_ids"], json!(notices), "{award}");
        let events: Vec<_> = contract["events"].as_array().into_iter().flatten().collect();
        let days: Vec<_> = events.iter().map(|event| &event["date"]).collect();
        assert_eq!(days, published, "{award}");
        assert_is_story(&imported, award);
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
fn what_holds_for_all_awards_is_not_said_of_one() {
    let money = |amount| json!({"amount": amount, "currency": "GBP"});
    let period = |first, last| json!({"startDate": first, "endDate": last});
    let release = json!({
        "ocid": "a",
        "tender": {
            "value": money(900),
            "numberOfTenderers": 12,
            "contractPeriod": period("2026-01-01", "2031-12-31"),
            "lots": [
                {"id": "L1", "value": money(100), "contractPeriod": period("2026-02-01", "2027-01-31")},
                {"id": "L2", "value": money(700), "contractPeriod": period("2026-01-01", "2031-12-31")},
                {"id": "L3", "value": money(50)},
            ],
        },
        "awards": [
            {"id": "1", "suppliers": [{"name": "Example Lamps Ltd"}], "relatedLots": ["L1"]},
            {"id": "2", "suppliers": [{"name": "Example Benches Ltd"}], "relatedLots": ["L2"]},
            {"id": "3", "suppliers": [{"name": "Example Bins Ltd"}], "relatedLots": ["L2"]},
            {"id": "4", "suppliers": [{"name": "Example Trees Ltd"}]},
        ],
        // The budget of all is withheld.
        "withheldInformation": [{"id": "w", "field": "planning/budget/amount"}],
    });
    let record = Record::new(vec![(Json::parse(&release.to_string()).expect("is JSON"), None)]);
    for (award, expected, last) in [
        (None, &[("900", "estimate", "total"), ("", "", "")][..], "2031-12-31"),
        (Some("1"), &[("100", "estimate", "total")], "2027-01-31"),
        // Another award is of the same lot.
        (Some("2"), &[("700", "estimate", "not_stated")], "2031-12-31"),
        (Some("4"), &[("50", "estimate", "not_stated")], "2031-12-31"),
    ] {
        let imported = import::draft(&record, &Options { award, ..OPTIONS });
        let contract = &imported.story["contracts"][0];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let values = contract["values"].as_array().into_iter().flatten();
        let values: Vec<_> = values
            .map(|value| ["amount", "stage", "covers"].map(|key| text(&value[key])))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|&(amount, stage, covers)| [amount, stage, covers].map(str::to_owned))
            .collect();
        assert_eq!(values, expected, "{award:?}");
        assert_eq!(contract["dates"]["end"]["value"], last, "{award:?}");
        let bids = award.map_or(json!(12), |_| json!(null));
        assert_eq!(contract["procurement"]["bids"]["value"], bids, "{award:?}");
        let left = imported.left.iter().find(|left| left.record == "/tender/value");
        let reason = award.map(|_| "it is for all awards of the record");
        assert_eq!(left.map(|left| &*left.reason), reason, "{award:?}");
    }
}

#[test]
fn the_supplier_of_an_award_that_only_a_contract_names_is_not_lost() {
    let record = Record::new(vec![(
        Json::parse(
            r#"{"ocid": "a",
                "awards": [{"id": "1", "suppliers": [{"name": "Example Lamps Ltd"}]}],
                "contracts": [
                    {"id": "1", "awardID": "1"},
                    {"id": "2", "awardID": "9", "suppliers": [{"name": "Example Benches Ltd"}]}
                ]}"#,
        )
        .expect("is JSON"),
        None,
    )]);
    for (award, suppliers) in [
        (None, &["example-lamps-ltd", "example-benches-ltd"][..]),
        (Some("1"), &["example-lamps-ltd", "example-benches-ltd"][..1]),
    ] {
        let imported = import::draft(&record, &Options { award, ..OPTIONS });
        let found = imported.story["contracts"][0]["suppliers"].as_array().into_iter().flatten();
        let found: Vec<_> = found.filter_map(|supplier| supplier["value"].as_str()).collect();
        assert_eq!(found, suppliers, "{award:?}");
    }
}

#[test]
fn an_award_without_an_id_is_said_to_have_none() {
    let record = Record::new(vec![(
        Json::parse(
            r#"{"ocid": "a", "awards": [{"id": "1", "title": "Lamps"}, {"title": "Benches"}]}"#,
        )
        .expect("is JSON"),
        None,
    )]);
    let awards = import::draft(&record, &OPTIONS).awards;
    let described: Vec<_> = awards.iter().map(Award::describe).collect();
    assert_eq!(described, ["1: Lamps", "(no id): Benches"]);
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
