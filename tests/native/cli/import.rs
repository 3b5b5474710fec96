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
        ("no-file", 2, &["no-such-file.json"]),
        ("folder", 2, &["tests/fixtures/cli/import"]),
        ("not-utf-8", 2, &[LATIN_1_NOTICE]),
        ("no-release", 2, &["tests/fixtures/ocds/read/nothing/input.json"]),
        ("story", 2, &["www/stories/specimen.json"]),
        ("half-a-letter", 2, &["tests/fixtures/cli/import/half-a-letter/notice.json"]),
        ("page-by-address", 2, &[PAGE]),
    ];
    for (case, code, args) in cases {
        let output = command(&[&["import"], *args].concat()).assert().code(*code);
        assert_recorded(&format!("import/{case}"), output);
    }
}

#[test]
fn notices_of_one_contract_come_from_any_number_of_inputs() {
    for (args, input) in [
        (vec!["import", PACKAGE, "--ocid", "ocds-test00-1"], ""),
        (vec!["import", "-", "--ocid", "ocds-test00-1"], PACKAGE),
        (vec!["import", MANY, "-", "--ocid", "ocds-test00-1"], PACKAGE),
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
            "does not answer (it leads to ftp, which is neither http nor https); nothing was imported",
        ),
        ("nowhere", 2, "answers 404; nothing was imported; check the address"),
        ("page", 2, "is a web page and not the data of a notice; nothing was imported"),
    ] {
        let url = format!("{server}/{path}");
        let output = run_program(&["import", "--list", &url]);
        let said = stderr_text(&output);
        assert_eq!(exit_code(&output), Some(code), "{path}: {said}");
        assert!(said.starts_with(&format!("{url}: {expected}")), "{path}: {said}");
        assert_eq!(stdout_text(&output), if code == 0 { &*listed } else { "" }, "{path}");
    }
}
