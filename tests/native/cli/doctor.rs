//! `doctor`: what it reports of a page, and how it exits.
//!
//! A folder per case: `args.txt` has the arguments, one a line, `page.html` the page, and the other
//! files record the output. In the arguments `PAGE` is the page's file and `BUILT` a bundle's; the
//! page is on standard input, too.
//!
//! Cases with a `server.txt` have servers: `https://news.example/page.html` is the page, and
//! `https://cdn.example/box/` the bundle. Both names stand for servers that the test starts. A line
//! of the file is a rule: `HOST/PATH`, and what is different there: a header to send, `-` and the
//! name of a header to leave out, or a status. A path that ends in `/` means everything below it.
//! After the status of a redirect comes the beginning of its target, to which the path is appended.

use super::*;
use std::net::TcpListener;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, Uri, header};
use tokio::runtime::Runtime;

/// Where the cases are, and the bundle.
const CASES: &str = "tests/fixtures/doctor";
const BUNDLE: &str = "tests/fixtures/doctor/built";
/// The hosts, as fixtures name them.
const HOSTS: [&str; 2] = ["news.example", "cdn.example"];

/// The servers of one case, which end with it.
struct Servers {
    /// Their addresses, in the order of [`HOSTS`].
    addresses: Vec<String>,
    runtime: Runtime,
}

/// What the servers of a case respond with.
struct Site {
    page: String,
    manifest: String,
    rules: Vec<Rule>,
}

/// What is different at some paths of a host.
struct Rule {
    /// Host and path; a final `/` means everything below it.
    location: String,
    change: Change,
}

enum Change {
    SendHeader(HeaderName, HeaderValue),
    OmitHeader(HeaderName),
    Status(StatusCode),
    /// A redirect to this URL, to which the path is appended.
    Redirect(StatusCode, String),
}

impl Servers {
    fn start(case: &Path) -> Self {
        let listeners = HOSTS.map(|_| TcpListener::bind("127.0.0.1:0").expect("a free port"));
        let addresses = listeners.iter().map(address).collect();
        let runtime = Runtime::new().expect("a runtime starts");
        let servers = Self { addresses, runtime };
        let site = Arc::new(Site::read(case, &servers));
        for (listener, host) in listeners.into_iter().zip(HOSTS) {
            let router = Router::new().fallback(respond).with_state((host, Arc::clone(&site)));
            servers.runtime.spawn(async move {
                listener.set_nonblocking(true).expect("a socket that can wait");
                let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
                axum::serve(listener, router).await
            });
        }
        servers
    }

    /// Replaces the hosts in a fixture by the servers' addresses.
    fn localize(&self, text: &str) -> String {
        self.hosts().fold(text.to_owned(), |text, (host, address)| {
            text.replace(&format!("https://{host}"), &format!("http://{address}"))
        })
    }

    /// Replaces the servers' addresses in the output by the hosts.
    fn delocalize(&self, text: &str) -> String {
        self.hosts().fold(text.to_owned(), |text, (host, address)| {
            text.replace(&format!("http://{address}"), &format!("https://{host}"))
        })
    }

    fn hosts(&self) -> impl Iterator<Item = (&str, &String)> {
        HOSTS.into_iter().zip(&self.addresses)
    }
}

impl Site {
    fn read(case: &Path, servers: &Servers) -> Self {
        let own_manifest = case.join("manifest.json");
        let manifest = if own_manifest.is_file() {
            own_manifest
        } else {
            Path::new(BUNDLE).join("manifest.json")
        };
        let rules = read_localized(&case.join("server.txt"), servers);
        Self {
            page: read_localized(&case.join("page.html"), servers),
            manifest: read_localized(&manifest, servers),
            rules: rules.lines().map(Rule::parse).collect(),
        }
    }

    /// The status and the body of a path without rules.
    fn file(&self, path: &str) -> (StatusCode, String) {
        match path.strip_prefix("/box/") {
            Some("manifest.json") => (StatusCode::OK, self.manifest.clone()),
            Some(file) if self.manifest.contains(&format!("\"{file}\"")) => {
                (StatusCode::OK, "// contract-fact-box".to_owned())
            }
            None if path == "/page.html" => (StatusCode::OK, self.page.clone()),
            _ => (StatusCode::NOT_FOUND, String::new()),
        }
    }
}

impl Rule {
    fn parse(line: &str) -> Self {
        let (location, change) = line.split_once(' ').expect("a location and a change");
        Self { location: location.to_owned(), change: Change::parse(change) }
    }

    fn is_for(&self, location: &str) -> bool {
        self.location == location
            || self.location.ends_with('/') && location.starts_with(&self.location)
    }
}

impl Change {
    fn parse(text: &str) -> Self {
        if let Some(name) = text.strip_prefix('-') {
            Self::OmitHeader(name.parse().expect("a header's name"))
        } else if let Some((name, value)) = text.split_once(": ") {
            let name = name.parse().expect("a header's name");
            Self::SendHeader(name, value.parse().expect("a header's value"))
        } else if let Some((status, target)) = text.split_once(' ') {
            Self::Redirect(status.parse().expect("a status"), target.to_owned())
        } else {
            Self::Status(text.parse().expect("a status"))
        }
    }
}

/// Responds as one of the hosts.
async fn respond(State((host, site)): State<(&str, Arc<Site>)>, uri: Uri) -> Response<Body> {
    let path = uri.path();
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    let (mut status, body) = site.file(path);
    let location = format!("{host}{path}");
    for rule in site.rules.iter().filter(|rule| rule.is_for(&location)) {
        match &rule.change {
            Change::SendHeader(name, value) => {
                headers.insert(name, value.clone());
            }
            Change::OmitHeader(name) => {
                headers.remove(name);
            }
            Change::Status(other) => status = *other,
            Change::Redirect(redirect, target) => {
                status = *redirect;
                let target = format!("{target}{path}").parse().expect("a URL");
                headers.insert(header::LOCATION, target);
                break;
            }
        }
    }
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn address(listener: &TcpListener) -> String {
    listener.local_addr().expect("it has an address").to_string()
}

fn read_localized(file: &Path, servers: &Servers) -> String {
    servers.localize(&fs::read_to_string(file).expect("the case has it"))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        _ => "application/json",
    }
}

#[test]
fn every_case_exits_as_recorded() {
    let cases = fs::read_dir(CASES).expect("cases are there").flatten().map(|case| case.path());
    let mut cases: Vec<_> = cases.filter(|case| case.join("args.txt").is_file()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        check_case(&case);
    }
}

/// Runs one case, and compares what it prints with what is recorded.
fn check_case(case: &Path) {
    let servers = case.join("server.txt").is_file().then(|| Servers::start(case));
    let page = case.join("page.html");
    let file = page.to_str().expect("UTF-8 names");
    let mut args = fs::read_to_string(case.join("args.txt")).expect("a case has arguments");
    args = args.replace("PAGE", file).replace("BUILT", BUNDLE);
    if let Some(servers) = &servers {
        args = servers.localize(&args);
    }
    let args: Vec<_> = std::iter::once("doctor").chain(args.lines()).collect();
    let output = run_with_input(&args, &fs::read_to_string(&page).unwrap_or_default());
    let code = output.status.code().expect("it was not killed");
    assert_snapshot(&case.join("end.txt"), &format!("exit code {code}\n"));
    assert_snapshot(
        &case.join("stdout.txt"),
        &redact(stdout_text(&output), file, servers.as_ref()),
    );
    assert_snapshot(
        &case.join("stderr.txt"),
        &redact(stderr_text(&output), file, servers.as_ref()),
    );
}

/// Replaces what differs from machine to machine in the output by what fixtures call it.
fn redact(output: &str, page: &str, servers: Option<&Servers>) -> String {
    let output = output.replace(page, "PAGE").replace(BUNDLE, "BUILT");
    match servers {
        Some(servers) => servers.delocalize(&output),
        None => output,
    }
}
