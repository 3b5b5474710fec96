//! `doctor`: what is said of a page, and how it ends. A folder per case: its arguments, one a line, the page, and what is
//! on record of the output. `PAGE` is the page's file and `BUILT` a built folder's; the page is on standard input, too.
//!
//! In cases with a `server.txt` the page is at `https://news.example/page.html` and the built folder at
//! `https://cdn.example/box/`; both names stand for servers of the test's own, which say what the file says:
//! `HOST/PATH` and a header, `-` and a header's name, or a status. A path that ends in `/` means all below it.
//! After a redirect's status stands what the path is put after.

use super::*;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// Where the cases are, and the built folder.
const CASES: &str = "tests/fixtures/doctor";
const BUILT: &str = "tests/fixtures/doctor/built";
/// The hosts, as fixtures name them.
const NAMES: [&str; 2] = ["news.example", "cdn.example"];

/// The servers of one case. Their threads end with the test.
struct Servers {
    addresses: Vec<String>,
}

/// What the servers know.
struct Site {
    page: String,
    manifest: String,
    /// Host and path, and what is said there.
    rules: Vec<(String, String)>,
}

impl Servers {
    fn start(case: &Path) -> Self {
        let listeners: Vec<_> =
            NAMES.map(|_| TcpListener::bind("127.0.0.1:0").expect("a free port")).into();
        let address =
            |listener: &TcpListener| listener.local_addr().expect("it has an address").to_string();
        let servers = Self { addresses: listeners.iter().map(address).collect() };
        let read =
            |path: PathBuf| servers.real(&fs::read_to_string(path).expect("the case has it"));
        let manifest = case.join("manifest.json");
        let manifest =
            if manifest.is_file() { manifest } else { Path::new(BUILT).join("manifest.json") };
        let rules = read(case.join("server.txt"));
        let rules = rules.lines().filter_map(|line| line.split_once(' '));
        let site = Arc::new(Site {
            page: read(case.join("page.html")),
            manifest: read(manifest),
            rules: rules.map(|(place, said)| (place.to_owned(), said.to_owned())).collect(),
        });
        for (listener, name) in listeners.into_iter().zip(NAMES) {
            let site = Arc::clone(&site);
            thread::spawn(move || {
                listener.incoming().flatten().for_each(|stream| site.answer(name, stream))
            });
        }
        servers
    }

    /// The fixture's words with the servers' addresses.
    fn real(&self, text: &str) -> String {
        let each = NAMES.iter().zip(&self.addresses);
        each.fold(text.to_owned(), |text, (name, real)| {
            text.replace(&format!("https://{name}"), &format!("http://{real}"))
        })
    }

    /// The reverse.
    fn told(&self, text: &str) -> String {
        let each = NAMES.iter().zip(&self.addresses);
        each.fold(text.to_owned(), |text, (name, real)| {
            text.replace(&format!("http://{real}"), &format!("https://{name}"))
        })
    }
}

impl Site {
    fn answer(&self, host: &str, mut stream: TcpStream) {
        let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
        let Some(request) = lines.next() else { return };
        // The rest of the request, to its empty line.
        lines.find(String::is_empty);
        let path = request.split(' ').nth(1).unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        let mut headers = vec![("Access-Control-Allow-Origin", "*"), ("Content-Type", kind(path))];
        let (mut status, body) = match path.strip_prefix("/box/") {
            Some("manifest.json") => ("200", &*self.manifest),
            Some(file) if self.manifest.contains(&format!("\"{file}\"")) => {
                ("200", "// contract-fact-box")
            }
            None if path == "/page.html" => ("200", &*self.page),
            _ => ("404", ""),
        };
        let location;
        for (place, said) in &self.rules {
            let asked = format!("{host}{path}");
            if *place != asked && !(place.ends_with('/') && asked.starts_with(place)) {
                continue;
            }
            if let Some(name) = said.strip_prefix('-') {
                headers.retain(|(other, _)| *other != name);
            } else if let Some((name, value)) = said.split_once(": ") {
                headers.retain(|(other, _)| *other != name);
                headers.push((name, value));
            } else if let Some((code, to)) = said.split_once(' ') {
                status = code;
                location = format!("{to}{path}");
                headers.push(("Location", &location));
                break;
            } else {
                status = said;
            }
        }
        let headers: String =
            headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 {status} \r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        // Whoever asked may have gone.
        let _ = stream.write_all(answer.as_bytes());
        let _ = stream.read(&mut [0]);
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        _ => "application/json",
    }
}

#[test]
fn every_case_ends_as_on_record() {
    let cases = fs::read_dir(CASES).expect("cases are there").flatten().map(|case| case.path());
    let mut cases: Vec<_> = cases.filter(|case| case.join("args.txt").is_file()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let servers = case.join("server.txt").is_file().then(|| Servers::start(&case));
        let real =
            |text: &str| servers.as_ref().map_or(text.to_owned(), |servers| servers.real(text));
        let told =
            |text: &str| servers.as_ref().map_or(text.to_owned(), |servers| servers.told(text));
        let page = case.join("page.html");
        let file = page.to_str().expect("UTF-8 names");
        let args = fs::read_to_string(case.join("args.txt")).expect("a case has arguments");
        let args = real(&args).replace("PAGE", file).replace("BUILT", BUILT);
        let args: Vec<_> = std::iter::once("doctor").chain(args.lines()).collect();
        let output = run_with_input(&args, &fs::read_to_string(&page).unwrap_or_default());
        let code = output.status.code().expect("it was not killed");
        snapshot(&case.join("end.txt"), &format!("exit code {code}\n"));
        snapshot(&case.join("stdout.txt"), &told(out(&output)).replace(file, "PAGE"));
        snapshot(
            &case.join("stderr.txt"),
            &told(talk(&output)).replace(file, "PAGE").replace(BUILT, "BUILT"),
        );
    }
}
