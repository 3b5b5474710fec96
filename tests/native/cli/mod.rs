//! The program as a person runs it: what it prints to which stream, and its exit code.

mod build;
mod card;
mod check;
mod doctor;
mod expand;
mod import;
mod new;
mod prerender;
mod project;
mod review;
mod serve;
mod translate;
mod verify;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use snapbox::cmd::OutputAssert;

use crate::support::{
    assert_snapshot, fixture_dir, published_stories, read_record, snapshot_assert,
};

/// Prepares to run the program with these arguments in the project's folder.
fn program_command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_contract-fact-box"));
    // The caller's own setting would colour the output.
    command.env_remove("CLICOLOR_FORCE").current_dir(env!("CARGO_MANIFEST_DIR")).args(args);
    // Real heights differ by the fonts of a machine, and take seconds.
    command.env("CHROMIUM", fixture_dir("cli").join("browser.sh"));
    command
}

/// The program, for asserting what it prints and how it ends.
fn command(args: &[&str]) -> snapbox::cmd::Command {
    snapbox::cmd::Command::from_std(program_command(args)).with_assert(snapshot_assert())
}

/// Compares what the program printed with what is on record in the folder of a case.
fn assert_recorded(case: &str, output: OutputAssert) {
    let case = fixture_dir("cli").join(case);
    output
        .stdout_eq(read_record(&case.join("stdout.txt")))
        .stderr_eq(read_record(&case.join("stderr.txt")));
}

/// Runs the program to its end.
fn run_program(args: &[&str]) -> Output {
    program_command(args).output().expect("the program starts")
}

/// Runs the program to its end with this on standard input, which it need not read.
fn run_with_input(args: &[&str], input: &str) -> Output {
    let mut child = program_command(args)
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

/// Returns what was printed to standard output.
fn stdout_text(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("text")
}

/// Returns what was printed to standard error.
fn stderr_text(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("text")
}

/// Returns the exit code.
fn exit_code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// Returns the path of a folder for a single case, which does not exist yet.
fn fresh_folder(case: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(case);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the test's own folder can be removed");
    }
    folder.to_str().expect("UTF-8 names").to_owned()
}

const NOT_JSON: &str = "tests/fixtures/cli/errors/not_json.json";
const EMPTY: &str = "tests/fixtures/cli/errors/empty.json";
const LATIN_1: &str = "tests/fixtures/cli/not_utf8/latin1.json";
