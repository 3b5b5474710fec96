//! Runs other programs, and one build at a time.

pub(super) mod timeout;

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

use super::progress::Progress;

/// Prepares to run a program, without the environment variables that `cargo run` has set for this
/// program.
pub(crate) fn prepare_command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_set_by_cargo_run) {
            command.env_remove(name);
        }
    }
    command
}

/// Whether `cargo run` sets this variable for the program that it runs; a nested cargo would take
/// it as an instruction.
fn is_set_by_cargo_run(name: &str) -> bool {
    const NAMES: [&str; 7] = [
        "CARGO",
        "CARGO_BUILD_TARGET",
        "CARGO_CRATE_NAME",
        "CARGO_PRIMARY_PACKAGE",
        "CARGO_TARGET_DIR",
        "CARGO_TARGET_TMPDIR",
        "RUST_RECURSION_COUNT",
    ];
    const PREFIXES: [&str; 3] = ["CARGO_BIN_", "CARGO_MANIFEST_", "CARGO_PKG_"];
    NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// Runs a program to its end, with its output on our standard error. `doing` names the work in
/// messages.
///
/// # Errors
///
/// When the program cannot be started or does not succeed; `consequence_and_fix` ends the message.
pub(super) fn run_to_end(
    doing: &str,
    command: &mut Command,
    consequence_and_fix: &str,
) -> anyhow::Result<()> {
    let mut child = spawn(doing, command.stdout(io::stderr()), consequence_and_fix)?;
    let program = command.get_program().to_string_lossy();
    let progress = Progress::start_in_log(doing);
    let status = child.wait().with_context(|| {
        format!("{doing}: `{program}` was lost sight of; {consequence_and_fix}")
    })?;
    drop(progress);
    if !status.success() {
        bail!("{doing}: `{program}` ended with {status}; {consequence_and_fix}");
    }
    Ok(())
}

/// Runs a program to its end, hands each line of its standard output to `on_line`, and returns
/// whether it succeeded.
///
/// # Errors
///
/// When the program cannot be started or read from; `consequence_and_fix` ends the message.
pub(super) fn run_with_lines(
    doing: &str,
    command: &mut Command,
    consequence_and_fix: &str,
    mut on_line: impl FnMut(&str),
) -> anyhow::Result<bool> {
    let mut child = spawn(doing, command.stdout(Stdio::piped()), consequence_and_fix)?;
    read_to_end(&mut child, &mut on_line).with_context(|| {
        let program = command.get_program().to_string_lossy();
        format!("{doing}: `{program}` was lost sight of; {consequence_and_fix}")
    })
}

/// Reads the output of a program until the program ends, and returns whether it succeeded.
fn read_to_end(child: &mut Child, on_line: &mut impl FnMut(&str)) -> io::Result<bool> {
    let printed = match child.stdout.take() {
        Some(output) => {
            BufReader::new(output).lines().try_for_each(|line| line.map(|line| on_line(&line)))
        }
        None => Ok(()),
    };
    // Only now: a program blocks on a full pipe, so it might not end before its output is read. And
    // even if its output cannot be read, so that no ended process is left behind.
    let status = child.wait()?;
    printed.map(|()| status.success())
}

/// Starts a program that is given nothing to read.
fn spawn(doing: &str, command: &mut Command, consequence_and_fix: &str) -> anyhow::Result<Child> {
    command.stdin(Stdio::null()).spawn().with_context(|| {
        let program = command.get_program().to_string_lossy();
        format!("{doing}: `{program}` cannot be started; {consequence_and_fix}")
    })
}

/// Locks a file until the returned handle is dropped, so that two builds do not write the same
/// folder.
///
/// # Errors
///
/// When the file cannot be made or locked.
pub(super) fn acquire_lock(file: &Path) -> anyhow::Result<File> {
    let consequence_and_fix = "nothing was built; make its folder writable";
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(|| {
            format!("{}: cannot be made; {consequence_and_fix}", folder.display())
        })?;
    }
    let handle = File::create(file)
        .with_context(|| format!("{}: cannot be written; {consequence_and_fix}", file.display()))?;
    if let Err(TryLockError::WouldBlock) = handle.try_lock() {
        eprintln!("waiting for another build to end ({})", file.display());
        handle.lock().with_context(|| {
            format!("{}: cannot be locked; {consequence_and_fix}", file.display())
        })?;
    }
    Ok(handle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cargo_run_sets_is_removed() {
        for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_PKG_VERSION", "CARGO_TARGET_DIR"] {
            assert!(is_set_by_cargo_run(name), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_BUILD_JOBS",
            "CARGO_NET_OFFLINE",
            "RUSTFLAGS",
            "RUSTUP_TOOLCHAIN",
            "PATH",
        ] {
            assert!(!is_set_by_cargo_run(name), "{name}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error =
            run_to_end("testing", &mut prepare_command("no-such-program-cfb"), "install it")
                .expect_err("cannot start");
        assert_eq!(
            error.to_string(),
            "testing: `no-such-program-cfb` cannot be started; install it"
        );
    }

    #[test]
    fn a_program_that_fails_is_named_with_its_exit_code() {
        let error =
            run_to_end("testing", prepare_command("rustc").arg("--no-such-option"), "try again")
                .expect_err("fails");
        let text = error.to_string();
        assert!(text.starts_with("testing: `rustc` ended with exit status: 1"), "{text}");
        assert!(text.ends_with("; try again"), "{text}");
    }
}
