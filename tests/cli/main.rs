//! The program as a person runs it: what it prints where, and how it ends.

#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

mod build;
mod check;
mod doctor;
mod prerender;
mod project;
mod serve;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The program with its arguments, started in the project's folder.
fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_contract-fact-box"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args);
    command
}

/// Runs the program to its end.
fn run(args: &[&str]) -> Output {
    program(args).output().expect("the program starts")
}

/// Runs the program with this on standard input, which it may leave unread.
fn run_with_input(args: &[&str], input: &str) -> Output {
    let mut child = program(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

/// Compares with what is on record; `BLESS=1` puts it on record.
fn snapshot(path: &Path, now: &str) {
    if std::env::var_os("BLESS").is_some() {
        return fs::write(path, now).expect("the snapshot can be written");
    }
    let before = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(before, now, "{} differs; look at it, and run with BLESS=1 if it is right", path.display());
}

/// What was printed on standard output.
fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("text")
}

/// What was printed on standard error.
fn talk(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("text")
}

/// The exit code.
fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// A folder of one case's own that is not there yet.
fn empty_folder(case: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(case);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the test's own folder can be removed");
    }
    folder.to_str().expect("UTF-8 names").to_owned()
}

/// The project's own story files.
fn stories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the project has stories")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

const NOT_JSON: &str = "tests/fixtures/cli/errors/not_json.json";
const EMPTY: &str = "tests/fixtures/cli/errors/empty.json";
const LATIN_1: &str = "tests/fixtures/cli/not_utf8/latin1.json";
