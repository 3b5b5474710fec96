//! What is withheld, in drafts and in the reports about them.

use super::*;

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
fn the_contract_of_an_award_does_not_publish_what_is_withheld_of_another_with_its_id() {
    let release = |id: &str, date: &str, more: &str| {
        let text = format!(r#"{{"ocid": "a", "id": "{id}", "date": "{date}", {more}}}"#);
        (Json::parse(&text).expect("is JSON"), None)
    };
    let record = Record::new(vec![
        release(
            "n1",
            "2026-01-01",
            r#""awards": [{"id": "1", "suppliers": [{"name": "Example Lamps Ltd"}]}],
               "contracts": [
                   {"id": "1", "awardID": "1", "value": {"amount": 5, "currency": "GBP"}}
               ]"#,
        ),
        release(
            "n2",
            "2026-02-01",
            r#""awards": [
                   {"id": "1", "suppliers": [{"name": "Example Benches Ltd"}], "relatedLots": ["L"]}
               ],
               "withheldInformation": [
                   {"id": "w", "field": "awards/value", "relatedLots": ["L"],
                    "availabilityDate": "2028-01-01"}
               ]"#,
        ),
    ]);
    let imported = import::draft(&record, &OPTIONS);
    let values = imported.story["contracts"][0]["values"].as_array().into_iter().flatten();
    let values: Vec<_> = values.map(|value| (&value["amount"], &value["until"])).collect();
    assert_eq!(values, [(&json!("5"), &json!(null)), (&json!(null), &json!("2028-01-01"))]);
}

#[test]
fn what_is_withheld_twice_is_said_once_and_no_longer_than_the_record_says() {
    let draft = |entries: Value| {
        let release = json!({"ocid": "a", "awards": [{"id": "1", "relatedLots": ["L"]}],
                             "withheldInformation": entries});
        let json = Json::parse(&release.to_string()).expect("is JSON");
        import::draft(&Record::new(vec![(json, None)]), &OPTIONS).story["contracts"][0].clone()
    };
    let contract = draft(json!([
        {"id": "1", "field": "awards/suppliers", "availabilityDate": "2028-01-01"},
        {"id": "2", "field": "contracts/suppliers", "availabilityDate": "2028-01-01"},
    ]));
    assert_eq!(contract["suppliers"].as_array().map(Vec::len), Some(1), "{contract}");
    for (other, until) in [
        (json!("2027-01-01"), json!("2028-01-01")),
        (json!("2029-01-01"), json!("2029-01-01")),
        // One without a day may be withheld longer than the other.
        (json!(null), json!(null)),
    ] {
        let contract = draft(json!([
            {"id": "1", "field": "tender/procurementMethod", "availabilityDate": "2028-01-01"},
            {"id": "2", "field": "procurementMethod", "availabilityDate": other},
        ]));
        let method = &contract["procurement"]["method"];
        assert_eq!((&method["state"], &method["until"]), (&json!("not_published"), &until));
    }
}

#[test]
fn a_draft_asks_for_what_was_withheld_until_a_day_that_has_passed() {
    let question =
        "The day until which information was withheld has passed. Has it been published?";
    for (until, is_asked) in [("2026-11-29", true), ("2026-11-30", false), ("2028-01-01", false)] {
        let release = json!({"ocid": "a", "withheldInformation": [
            {"id": "1", "field": "tender/procurementMethod", "availabilityDate": until},
        ]});
        let json = Json::parse(&release.to_string()).expect("is JSON");
        let imported = import::draft(&Record::new(vec![(json, None)]), &OPTIONS);
        let questions = imported.story["open_questions"].as_array().into_iter().flatten();
        let found = questions.filter(|asked| asked["text"] == question).count();
        assert_eq!(found, usize::from(is_asked), "{until}");
    }
}

#[test]
fn the_bids_of_one_lot_are_not_those_of_all_before_there_are_awards() {
    let of_one_lot = "bids/statistics is withheld; a draft has one number of bids, and this is that of \
                      one lot of several";
    for (lots, related, state, reason) in [
        (json!([{"id": "1"}, {"id": "2"}]), json!(["1"]), json!(null), Some(of_one_lot)),
        (json!([{"id": "1"}]), json!(["1"]), json!("not_published"), None),
        (json!([{"id": "1"}, {"id": "2"}]), json!([]), json!("not_published"), None),
    ] {
        let entry = json!({"id": "b", "field": "bids/statistics", "relatedLots": related});
        let release =
            json!({"ocid": "a", "tender": {"lots": lots}, "withheldInformation": [entry]});
        let json = Json::parse(&release.to_string()).expect("is JSON");
        let imported = import::draft(&Record::new(vec![(json, None)]), &OPTIONS);
        let bids = &imported.story["contracts"][0]["procurement"]["bids"]["state"];
        assert_eq!(*bids, state, "{release}");
        assert_eq!(imported.left.first().map(|left| &*left.reason), reason, "{release}");
    }
}
