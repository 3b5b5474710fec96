//! `serve`: when it is ready, how it responds, how it ends.

use super::*;
use std::io::Read;
use std::net::TcpStream;
use std::process::Child;

/// A running server, stopped when dropped.
struct Server {
    child: Child,
    /// The first line that it printed.
    first_line: String,
}

impl Server {
    /// Starts a server and waits until it says that it is ready.
    fn start(args: &[&str]) -> Self {
        let mut child = program_command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let stdout = child.stdout.take().expect("it is piped");
        let mut server = Self { child, first_line: String::new() };
        BufReader::new(stdout).read_line(&mut server.first_line).expect("it prints text");
        server
    }

    /// Requests a path and returns the status line of the response.
    fn request(&self, path: &str) -> String {
        let address = self
            .first_line
            .trim_end()
            .strip_prefix("Contract Fact Box demo: http://")
            .and_then(|rest| rest.strip_suffix('/'))
            .expect("the line names the URL");
        let mut stream = TcpStream::connect(address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
            .expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_prints_its_url_once_it_can_be_requested() {
    // Without a subcommand it serves.
    let server = Server::start(&["--no-build", "--port", "0"]);
    assert_eq!(
        server.request("/no/such/page"),
        "HTTP/1.1 404 Not Found",
        "{:?}",
        server.first_line
    );
}

#[test]
fn the_gallery_and_what_its_boxes_load_need_no_build() {
    let server = Server::start(&["serve", "--no-build", "--port", "0"]);
    for path in [
        "/gallery/",
        "/gallery/gallery.js",
        "/gallery/contract-fact-box.css",
        "/gallery/stories/value-unknown.json",
        "/gallery/stories/value-unknown.ar-XB.json",
    ] {
        assert_eq!(server.request(path), "HTTP/1.1 200 OK", "{path}");
    }
    assert_eq!(server.request("/gallery/stories/none.json"), "HTTP/1.1 404 Not Found");
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_it_with_exit_code_0() {
    let mut server = Server::start(&["serve", "--no-build", "--port", "0"]);
    // Once it has responded it also listens for Ctrl-C.
    server.request("/");
    let killed = Command::new("kill").args(["-INT", &server.child.id().to_string()]).status();
    assert!(killed.expect("kill is there").success());
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn a_wrong_option_is_wrong_usage() {
    let output = run_program(&["serve", "--port", "no number"]);
    assert!(stderr_text(&output).contains("--port"), "{}", stderr_text(&output));
    assert_eq!((stdout_text(&output), exit_code(&output)), ("", Some(2)));
}
