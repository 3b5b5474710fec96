//! Tests of the site, by requests to its router.

use axum::body::{Body, to_bytes};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_ORIGIN, ETAG, LAST_MODIFIED, LOCATION,
};
use axum::http::{HeaderMap, HeaderName};

use super::*;
use crate::cli::scratch::Scratch;

/// A request without a body: its method, path and headers.
type Asked<'a> = (Method, &'a str, &'a [(&'a str, &'a str)]);

/// What the site answers.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// Sends one request to a small site.
async fn send(test: &str, (method, path, headers): Asked<'_>) -> Answer {
    let scratch = Scratch::new(test);
    scratch.write(
        "www/template/page.html",
        "<head>{{ title }}</head>\n{{ content | safe }}{{ root }}",
    );
    scratch.write("www/index.md", "# Front\n");
    scratch.write("www/article.md", "# An article\n\n<!-- fact-box: a -->\n\nIts end.\n");
    scratch.write("www/broken.md", "# Broken\n\n<!-- file: none.js -->\n");
    scratch.write("www/ways/index.md", "# Ways\n");
    scratch.write("www/demo.css", "a{}");
    scratch.write("www/stories/a.json", "{}");
    scratch.write("secret.txt", "outside");
    scratch.write("dist/embed.js", "f();");
    scratch.write("dist/contract_fact_box_bg.wasm", "wasm");
    scratch.write("dist/contract-fact-box.css", "a{}");
    scratch.write("dist/stories/a.snippet.html", "<p>The facts.</p>\n");
    scratch.write("dist/stories/a.html", "<title>a</title>");
    let router =
        build_router(&scratch.path().join("www"), &scratch.path().join("dist"), Changes::new());
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).expect("the request is sound");
    let response = router.oneshot(request).await.expect("the router always answers");
    let (head, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("the body can be read");
    let text = String::from_utf8(bytes.into()).expect("the test asked for text");
    Answer { status: head.status, headers: head.headers, text }
}

async fn get(test: &str, path: &str) -> Answer {
    send(test, (Method::GET, path, &[])).await
}

#[tokio::test]
async fn every_kind_of_file_has_its_type() {
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/ways/", "text/html; charset=utf-8"),
        ("/demo.css", "text/css"),
        ("/stories/a.json", "application/json"),
        ("/dist/embed.js", "text/javascript"),
        ("/dist/contract_fact_box_bg.wasm", "application/wasm"),
        ("/dist/contract-fact-box.css", "text/css"),
        ("/dist/stories/a.html", "text/html; charset=utf-8"),
    ] {
        let answer = get("every_kind_of_file", path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header(CONTENT_TYPE), Some(content_type), "{path}");
        assert_eq!(answer.header(CACHE_CONTROL), Some("no-cache"), "{path}");
        assert_eq!(answer.header(X_CONTENT_TYPE_OPTIONS), Some("nosniff"), "{path}");
    }
}

#[tokio::test]
async fn a_page_is_rendered_with_its_boxes_and_listens() {
    let answer = get("a_page_is_rendered", "/article.html").await;
    let (head, content) = answer.text.split_once("\n</head>\n").expect("the page has a head");
    assert!(head.contains("<script async src=\"/serve/changes.js\""), "{head}");
    assert_eq!(content, "<h1>An article</h1>\n<p>The facts.</p>\n<p>Its end.</p>\n");
    let head = send("a_page_is_rendered", (Method::HEAD, "/article.html", &[])).await;
    assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn a_page_that_cannot_be_rendered_says_why() {
    let answer = get("a_page_that_cannot_be_rendered", "/broken.html").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text.contains("none.js: cannot be read; "), "{}", answer.text);
}

#[tokio::test]
async fn a_page_is_sent_in_full_whatever_the_browser_has_of_it() {
    for path in ["/article.html", "/ways/"] {
        let answer = get("a_page_is_sent_in_full", path).await;
        assert_eq!((answer.header(LAST_MODIFIED), answer.header(ETAG)), (None, None), "{path}");
        let conditions =
            [("If-None-Match", "*"), ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")];
        let again = send("a_page_is_sent_in_full", (Method::GET, path, &conditions)).await;
        assert_eq!(again.status, StatusCode::OK, "{path}");
        assert_eq!(again.text.lines().last(), answer.text.lines().last(), "{path}");
    }
}

#[tokio::test]
async fn a_folder_shows_its_index() {
    assert!(get("a_folder_shows_its_index", "/ways/").await.text.contains("<h1>Ways</h1>"));
    for (path, location) in [("/ways", "/ways/"), ("/dist/stories", "/dist/stories/")] {
        let answer = get("a_folder_shows_its_index", path).await;
        let found = (answer.status, answer.header(LOCATION));
        assert_eq!(found, (StatusCode::TEMPORARY_REDIRECT, Some(location)));
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_page_that_says_so() {
    for path in [
        "/none",
        "/none.html",
        "/dist/none.js",
        "/dist/",
        "/stories/",
        "/../secret.txt",
        "/dist/%2e%2e/secret.txt",
    ] {
        let answer = get("what_is_not_there", path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header(CONTENT_TYPE), Some("text/html; charset=utf-8"), "{path}");
        assert!(answer.text.contains("<h1>Not found</h1>"), "{path}");
    }
}

#[tokio::test]
async fn other_origins_of_this_machine_get_the_built_bundle_and_nothing_else() {
    let origin = ("Origin", "http://cms.localhost:8081");
    let preflight = [
        origin,
        ("Access-Control-Request-Method", "GET"),
        ("Access-Control-Request-Headers", "x-any"),
    ];
    for (path, expected) in [
        ("/dist/embed.js", true),
        ("/dist/stories/a.html", true),
        // So that a page's script learns that it is not there, and no more.
        ("/dist/stories/none.json", true),
        ("/", false),
        ("/article.html", false),
        ("/ways", false),
        ("/stories/a.json", false),
        ("/dist/../stories/a.json", true),
        ("/dist/%2e%2e/stories/a.json", true),
        ("/none", false),
    ] {
        for (method, headers) in [
            (Method::GET, &preflight[..1]),
            (Method::HEAD, &preflight[..1]),
            (Method::OPTIONS, &preflight[..]),
        ] {
            let answer = send("other_origins_get", (method.clone(), path, headers)).await;
            let allowed = answer.header(ACCESS_CONTROL_ALLOW_ORIGIN);
            assert_eq!(allowed, expected.then_some(origin.1), "{method} {path}");
            assert_eq!(allowed.is_some(), expected, "{method} {path}: {:?}", answer.headers);
        }
    }
    let asked = (Method::OPTIONS, "/dist/stories/a.json", &preflight[..]);
    let answer = send("other_origins_get", asked).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header(ACCESS_CONTROL_ALLOW_HEADERS).is_some());
    // The bundle is shared, and nothing outside it.
    for path in ["/dist/../stories/a.json", "/dist/%2e%2e/www/stories/a.json"] {
        let answer = get("other_origins_get", path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text.contains("<h1>Not found</h1>"), "{path}");
    }
}

#[tokio::test]
async fn websites_get_no_draft() {
    for origin in ["https://news.example", "http://localhost.news.example", "null"] {
        let headers = [("Origin", origin)];
        let asked = (Method::GET, "/dist/stories/a.html", &headers[..]);
        let answer = send("websites_get_no_draft", asked).await;
        assert_eq!(answer.header(ACCESS_CONTROL_ALLOW_ORIGIN), None, "{origin}");
    }
}
