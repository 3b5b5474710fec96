//! `import`: what it takes, what it lists and what it says of what it cannot take.
//!
//! Cases are in `tests/fixtures/cli/import`: two inputs, and a folder per case with what is printed.

use std::io::Write as _;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::routing::get;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::runtime::Runtime;

use super::*;

const PACKAGE: &str = "tests/fixtures/cli/import/package.json";
const MANY: &str = "tests/fixtures/cli/import/many.jsonl";
const ONE_NOTICE: &str = "tests/fixtures/cli/import/awards-of-one-notice/notice.json";
const RESTARTED: &str = "tests/fixtures/ocds/import/restarted-awards/notices.json";
const LATIN_1_NOTICE: &str = "tests/fixtures/ocds/read/latin-1/input.json";
const PAGE: &str = "https://www.find-tender.service.gov.uk/Notice/000001-2026";

#[test]
fn what_is_printed_is_on_record() {
    let cases: &[(&str, i32, &[&str])] = &[
        ("list", 0, &[PACKAGE, "--list"]),
        ("list-json", 0, &["--list=json", PACKAGE]),
        ("list-one", 0, &[MANY, PACKAGE, "--list", "--ocid", "ocds-test00-2"]),
        ("list-in-part", 2, &["no-such-file.json", LATIN_1_NOTICE, MANY, "--list"]),
        ("some-contracts", 2, &[PACKAGE]),
        ("many-contracts", 2, &[MANY, PACKAGE]),
        ("other-ocid", 2, &[MANY, "--ocid", "ocds-test00-99"]),
        ("several-awards-of-an-id", 2, &[RESTARTED, "--award", "1"]),
        ("awards-of-one-notice", 2, &[ONE_NOTICE, "--award", "1"]),
        ("no-such-award", 2, &[RESTARTED, "--award", "1@000003-2020"]),
        (
            "no-award-at-all",
            2,
            &["tests/fixtures/ocds/import/uk4-tender/notices.json", "--award", "1"],
        ),
        ("no-file", 2, &["no-such-file.json"]),
        ("folder", 2, &["tests/fixtures/cli/import"]),
        ("not-utf-8", 2, &[LATIN_1_NOTICE]),
        ("no-release", 2, &["tests/fixtures/ocds/read/nothing/input.json"]),
        ("story", 2, &["www/stories/specimen.json"]),
        ("half-a-letter", 2, &["tests/fixtures/cli/import/half-a-letter/notice.json"]),
        ("page-by-address", 2, &[PAGE]),
        ("ted-before-eforms", 2, &["tests/fixtures/cli/import/ted-before-eforms/notice.xml"]),
    ];
    for (case, code, args) in cases {
        let output = command(&[&["import"], *args].concat()).assert().code(*code);
        assert_recorded(&format!("import/{case}"), output);
    }
}

/// Imports a notice into a folder of its own, and returns the folder and what was printed.
fn import_notice(case: &str, more: &[&str]) -> (String, Output) {
    let folder = fresh_folder(case);
    let notice = "tests/fixtures/ocds/import/uk7-signed/notices.json";
    let args = ["import", notice, "--today", "2026-11-30", "--out", &folder];
    let output = run_program(&[&args, more].concat());
    (folder, output)
}

#[test]
fn a_draft_is_written_with_a_report_and_passes_the_check() {
    let (folder, output) = import_notice("import-written", &[]);
    let story = format!("{folder}/a-bridge-over-the-any.json");
    let report = format!("{folder}/a-bridge-over-the-any.import.txt");
    assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(0)));
    let said = stderr_text(&output);
    assert!(said.contains(&format!("wrote {story}: ")) && said.contains(&report), "{said}");
    assert_eq!(exit_code(&run_program(&["check", &story, "--today", "2026-11-30"])), Some(0));
    let report = fs::read_to_string(report).expect("it is written");
    assert_snapshot(&fixture_dir("cli/import").join("report.txt"), &report);
}

#[test]
fn a_draft_takes_what_the_editor_says() {
    let more = ["--id", "bridge", "--publisher", "The Example", "--lang", "en-GB"];
    let (folder, _) = import_notice("import-options", &more);
    let text = fs::read_to_string(format!("{folder}/bridge.json")).expect("it is written");
    for part in [r#""id": "bridge""#, r#""publisher": "The Example""#, r#""lang": "en-GB""#] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn nothing_is_overwritten() {
    let (folder, _) = import_notice("import-twice", &["--id", "bridge"]);
    for kept in ["bridge.json", "bridge.import.txt"] {
        let file = format!("{folder}/{kept}");
        for other in ["bridge.json", "bridge.import.txt"] {
            let _ = fs::remove_file(format!("{folder}/{other}"));
        }
        fs::write(&file, "mine").expect("can be written");
        let notice = "tests/fixtures/ocds/import/uk7-signed/notices.json";
        let output = run_program(&["import", notice, "--id", "bridge", "--out", &folder]);
        let said = stderr_text(&output);
        assert!(said.contains("is there already; nothing was written; "), "{said}");
        assert_eq!(exit_code(&output), Some(1));
        assert_eq!(fs::read_to_string(&file).expect("it is still there"), "mine");
        assert_eq!(fs::read_dir(&folder).expect("is there").count(), 1, "{kept}");
    }
}

#[test]
fn a_draft_goes_to_standard_output_and_its_report_beside_it() {
    let notice = "tests/fixtures/ocds/eforms/result/notice.xml";
    let output = run_program(&["import", notice, "--out", "-"]);
    assert_eq!(exit_code(&output), Some(0), "{}", stderr_text(&output));
    let story: serde_json::Value = serde_json::from_str(stdout_text(&output)).expect("is JSON");
    assert_eq!(story["contracts"][0]["ocid"], "eforms-00000000-0000-4000-8000-00000000000a");
    assert!(stderr_text(&output).contains("Taken: each value in the draft"));
    let listed = run_program(&["import", notice, "--list"]);
    assert!(stdout_text(&listed).contains("Anytown Council"), "{}", stdout_text(&listed));
}

#[test]
fn notices_of_ted_are_listed_and_refused_as_others_are() {
    let notice = "tests/fixtures/ocds/eforms/result/notice.xml";
    let ocid = "eforms-00000000-0000-4000-8000-00000000000a";
    for (wanted, count, said) in [(ocid, 1, "1 release\n"), ("ocds-test00-1", 0, "0 releases\n")] {
        let output = run_program(&["import", notice, "--list", "--ocid", wanted]);
        assert_eq!(stderr_text(&output), format!("{notice}: {said}"));
        assert_eq!(stdout_text(&output).lines().count(), count, "{wanted}");
    }
    let folder = fresh_folder("import-ted-latin-1");
    fs::create_dir(&folder).expect("can be made");
    let latin_1 = format!("{folder}/latin-1.xml");
    fs::write(&latin_1, b"<ContractNotice>Caf\xe9</ContractNotice>").expect("can be written");
    for more in [&["--list"][..], &[]] {
        let output = run_program(&[&["import", &latin_1][..], more].concat());
        let said = stderr_text(&output);
        assert!(said.starts_with(&format!("{latin_1}: byte 20 is not UTF-8; ")), "{said}");
        assert_eq!(exit_code(&output), Some(2));
    }
}

#[test]
fn notices_of_one_contract_come_from_any_number_of_inputs() {
    for (args, input) in [
        (vec!["import", PACKAGE, "--ocid", "ocds-test00-1", "--out", "-"], ""),
        (vec!["import", "-", "--ocid", "ocds-test00-1", "--out", "-"], PACKAGE),
        (vec!["import", MANY, "-", "--ocid", "ocds-test00-1", "--out", "-"], PACKAGE),
    ] {
        let input = if input.is_empty() {
            String::new()
        } else {
            fs::read_to_string(input).expect("a file")
        };
        let output = run_with_input(&args, &input);
        assert_ne!(exit_code(&output), Some(2), "{args:?}: {}", stderr_text(&output));
    }
}

#[test]
fn notices_come_by_http_from_where_redirects_lead() {
    let package = fs::read(PACKAGE).expect("the input is there");
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&package).expect("memory");
    let packed = encoder.finish().expect("memory");
    let redirect = |to: &'static str| {
        get(move || async move {
            (StatusCode::FOUND, [(header::LOCATION, HeaderValue::from_static(to))])
        })
    };
    let router = Router::new()
        .route("/package.json", get(move || async move { package }))
        .route("/package.json.gz", get(move || async move { packed }))
        .route("/moved", redirect("/package.json"))
        .route("/elsewhere", redirect("ftp://notices.example/"))
        .route("/page", get(|| async { "<!doctype html><title>Being repaired" }));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let server = format!("http://{}", listener.local_addr().expect("an address"));
    let runtime = Runtime::new().expect("a runtime starts");
    runtime.spawn(async move {
        listener.set_nonblocking(true).expect("a socket that can wait");
        let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
        axum::serve(listener, router).await
    });
    let listed = stdout_text(&run_program(&["import", "--list", PACKAGE])).to_owned();
    for (path, code, expected) in [
        ("package.json", 0, "4 releases"),
        ("package.json.gz", 0, "4 releases"),
        ("moved", 0, "4 releases"),
        (
            "elsewhere",
            2,
            "does not answer (it leads to ftp, which is neither http nor https); nothing was read",
        ),
        ("nowhere", 2, "answers 404; nothing was read; check the address"),
        ("page", 2, "is a web page and not the data of a notice; nothing was read"),
    ] {
        let url = format!("{server}/{path}");
        let output = run_program(&["import", "--list", &url]);
        let said = stderr_text(&output);
        assert_eq!(exit_code(&output), Some(code), "{path}: {said}");
        assert!(said.starts_with(&format!("{url}: {expected}")), "{path}: {said}");
        assert_eq!(stdout_text(&output), if code == 0 { &*listed } else { "" }, "{path}");
    }
}
