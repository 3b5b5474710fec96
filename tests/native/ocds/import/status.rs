//! The stage that a contract has reached, by the types and codes of its notices.

use super::*;

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
fn every_type_of_notice_is_known_by_its_code() {
    for number in 1..=17 {
        let code = format!("UK{number}");
        let notice_type = NoticeType::from_code(&code).unwrap_or_else(|| panic!("{code}"));
        assert_eq!(notice_type.as_str(), code);
    }
    assert_eq!(NoticeType::from_code("UK18"), None);
}

#[test]
fn a_procurement_is_open_to_bids_until_the_last_day_for_them() {
    let question = "The last day for bids has passed. What became of the procurement?";
    let lots = |one: &str, two: &str| {
        json!({"status": "active", "lots": [{"id": "1", "tenderPeriod": {"endDate": one}},
                                            {"id": "2", "tenderPeriod": {"endDate": two}}]})
    };
    let tender = |day: &str| json!({"status": "active", "tenderPeriod": {"endDate": day}});
    let typed = json!({"tenderPeriod": {"endDate": "2026-11-29"},
                       "documents": [{"noticeType": "UK4", "datePublished": "2026-10-01"}]});
    for (tender, status) in [
        (tender("2026-12-01T12:00:00Z"), "tendering"),
        (tender("2026-11-30T12:00:00Z"), "tendering"),
        (tender("2026-11-29T12:00:00Z"), "unknown"),
        (tender("soon"), "tendering"),
        (typed, "unknown"),
        (lots("2026-11-29", "2026-12-01"), "tendering"),
        (lots("2026-11-29", "2026-11-28"), "unknown"),
    ] {
        let text = json!({"ocid": "a", "tender": tender}).to_string();
        let record = Record::new(vec![(Json::parse(&text).expect("is JSON"), None)]);
        let imported = import::draft(&record, &OPTIONS);
        assert_eq!(imported.story["contracts"][0]["status"]["code"], status, "{text}");
        let questions = imported.story["open_questions"].as_array().into_iter().flatten();
        let is_asked = questions.into_iter().any(|asked| asked["text"] == question);
        assert_eq!(is_asked, status == "unknown", "{text}");
    }
}
