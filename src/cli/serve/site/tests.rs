//! Tests of the site over a real connection.

use std::io::{Read, Write};
use std::net::TcpStream;

use tokio::net::TcpListener;
use tokio::task::spawn_blocking;

use super::*;
use crate::cli::scratch::Scratch;

/// An answer as it came over the wire.
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the test asked for text")
    }
}

/// Serves a small site, asks it once, and returns the answer.
async fn ask(test: &str, request: &str) -> Answer {
    let scratch = Scratch::new(test);
    scratch.write("www/index.html", "<title>front</title>");
    scratch.write("www/article.html", "<h1>An article</h1>\n<!-- fact-box: a -->\n<p>Its end.</p>");
    scratch.write("www/ways/index.html", "<title>ways</title>");
    scratch.write("www/stories/a.json", "{}");
    scratch.write("secret.txt", "outside");
    scratch.write("dist/embed.js", "f();");
    scratch.write("dist/contract_fact_box_bg.wasm", "wasm");
    scratch.write("dist/contract-fact-box.css", "a{}");
    scratch.write("dist/stories/a.snippet.html", "<p>The facts.</p>\n");
    scratch.write("dist/stories/a.html", "<title>a</title>");
    scratch.write("gallery/index.html", "<title>gallery</title>");
    let site = router(
        &scratch.path().join("www"),
        &scratch.path().join("dist"),
        &scratch.path().join("gallery"),
        Changes::new(),
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("some port is free");
    let address = listener.local_addr().expect("it listens");
    let server = tokio::spawn(async move { axum::serve(listener, site).await });

    let request = request.replacen("\r\n", "\r\nHost: localhost\r\nConnection: close\r\n", 1);
    let asked = spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        bytes
    });
    let bytes = asked.await.expect("the client does not panic");
    server.abort();
    parse(&bytes)
}

/// Takes an answer apart.
fn parse(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("headers end");
    let head = std::str::from_utf8(&bytes[..end]).expect("headers are text");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status line");
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let is_chunked = headers.contains(&("transfer-encoding".to_owned(), "chunked".to_owned()));
    let body = &bytes[end + 4..];
    let body = if is_chunked { unchunk(body) } else { body.to_vec() };
    Answer { status: status.parse().expect("a number"), headers, body }
}

/// Joins the chunks of a body.
fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end =
            rest.windows(2).position(|window| window == b"\r\n").expect("a chunk's size ends");
        let size = std::str::from_utf8(&rest[..end]).expect("a chunk's size is text");
        let size = usize::from_str_radix(size, 16).expect("a chunk's size is a number");
        if size == 0 {
            return body;
        }
        let start = end + 2;
        body.extend_from_slice(&rest[start..start + size]);
        rest = &rest[start + size + 2..];
    }
}

/// A request without a body.
fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\n\r\n")
}

#[tokio::test]
async fn every_kind_of_file_has_its_type() {
    for (path, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/ways/", "text/html; charset=utf-8"),
        ("/stories/a.json", "application/json"),
        ("/dist/embed.js", "text/javascript"),
        ("/dist/contract_fact_box_bg.wasm", "application/wasm"),
        ("/dist/contract-fact-box.css", "text/css"),
        ("/dist/stories/a.html", "text/html; charset=utf-8"),
    ] {
        let answer = ask("every_kind_of_file", &get(path)).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(content_type), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
}

#[tokio::test]
async fn a_page_is_filled_with_its_boxes() {
    let answer = ask("a_page_is_filled", &get("/article.html")).await;
    assert_eq!(answer.text(), "<h1>An article</h1>\n<p>The facts.</p>\n<p>Its end.</p>");
    assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
}

#[tokio::test]
async fn a_page_is_sent_whole_whatever_the_browser_has_of_it() {
    for path in ["/article.html", "/gallery/"] {
        let answer = ask("a_page_is_sent_whole", &get(path)).await;
        assert_eq!((answer.header("last-modified"), answer.header("etag")), (None, None), "{path}");
        let later = "If-None-Match: *\r\nIf-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT\r\n";
        let again =
            ask("a_page_is_sent_whole", &format!("GET {path} HTTP/1.1\r\n{later}\r\n")).await;
        assert_eq!((again.status, again.text()), (200, answer.text()), "{path}");
    }
}

#[tokio::test]
async fn a_folder_shows_its_index() {
    assert_eq!(ask("a_folder_shows_its_index", &get("/ways/")).await.text(), "<title>ways</title>");
    let answer = ask("a_folder_shows_its_index", &get("/ways")).await;
    assert_eq!((answer.status, answer.header("location")), (307, Some("/ways/")));
    let answer = ask("a_folder_shows_its_index", &get("/dist/stories")).await;
    assert_eq!((answer.status, answer.header("location")), (307, Some("/dist/stories/")));
}

#[tokio::test]
async fn what_is_not_there_is_a_page_that_says_so() {
    for path in [
        "/none",
        "/dist/none.js",
        "/dist/",
        "/stories/",
        "/../secret.txt",
        "/dist/%2e%2e/secret.txt",
    ] {
        let answer = ask("what_is_not_there", &get(path)).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
        assert!(answer.text().contains("<h1>Not found</h1>"), "{path}");
    }
}

/// The headers by which a server shares with other origins.
fn shared(answer: &Answer) -> Vec<&str> {
    let names = answer.headers.iter().map(|(name, _)| name.as_str());
    names.filter(|name| name.starts_with("access-control-")).collect()
}

#[tokio::test]
async fn other_origins_get_the_built_folder_and_nothing_else() {
    let from = "Origin: http://news.example\r\n";
    let asked = format!(
        "{from}Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: x-any\r\n"
    );
    for (path, is_shared) in [
        ("/dist/embed.js", true),
        ("/dist/contract_fact_box_bg.wasm", true),
        ("/dist/stories/a.html", true),
        // So that a page's script is told that it is not there, and no more.
        ("/dist/stories/none.json", true),
        ("/", false),
        ("/article.html", false),
        ("/ways", false),
        ("/stories/a.json", false),
        ("/dist/../stories/a.json", true),
        ("/dist/%2e%2e/stories/a.json", true),
        ("/gallery/index.html", false),
        ("/none", false),
    ] {
        for (method, headers) in [("GET", from), ("HEAD", from), ("OPTIONS", &asked)] {
            let answer =
                ask("other_origins_get", &format!("{method} {path} HTTP/1.1\r\n{headers}\r\n"))
                    .await;
            let allowed = answer.header("access-control-allow-origin");
            assert_eq!(allowed, is_shared.then_some("*"), "{method} {path}");
            assert_eq!(
                shared(&answer).is_empty(),
                !is_shared,
                "{method} {path}: {:?}",
                answer.headers
            );
        }
    }
    let answer =
        ask("other_origins_get", &format!("OPTIONS /dist/stories/a.json HTTP/1.1\r\n{asked}\r\n"))
            .await;
    assert_eq!(answer.status, 200);
    assert!(answer.header("access-control-allow-headers").is_some());
    // Shared, and not with what is outside it.
    for path in ["/dist/../stories/a.json", "/dist/%2e%2e/www/stories/a.json"] {
        let answer = ask("other_origins_get", &get(path)).await;
        assert_eq!(
            (answer.status, answer.text().contains("<h1>Not found</h1>")),
            (404, true),
            "{path}"
        );
    }
}
