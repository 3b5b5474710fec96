//! Running other programs so that a person sees that they are alive, and one build at a time.

pub(super) mod limited;

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// How often a log (not a terminal: there the programs draw their own progress) hears that the work goes on.
const TICK: Duration = Duration::from_secs(15);

/// A program to be run, free of what the `cargo run` around us set for us alone.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_for_us_alone) {
            command.env_remove(name);
        }
    }
    command
}

/// Whether cargo set this variable to tell *us* about ourselves; a nested cargo would take it for its own.
fn is_for_us_alone(name: &str) -> bool {
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

/// Runs a program to its end, its output on our standard error. `doing` names the work in messages.
///
/// # Errors
///
/// When the program cannot be started or does not end well; `consequence_and_fix` closes the message.
pub(super) fn run(
    doing: &str,
    command: &mut Command,
    consequence_and_fix: &str,
) -> anyhow::Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stdin(Stdio::null()).stdout(io::stderr()).spawn().with_context(|| {
            format!("{doing}: `{program}` cannot be started; {consequence_and_fix}")
        })?;
    let status = ticking(doing, || child.wait()).with_context(|| {
        format!("{doing}: `{program}` was lost sight of; {consequence_and_fix}")
    })?;
    if !status.success() {
        bail!("{doing}: `{program}` ended with {status}; {consequence_and_fix}");
    }
    Ok(())
}

/// Runs a program to its end, its standard output line by line to `each`, and says whether it ended well.
///
/// # Errors
///
/// When the program cannot be started or read from; `consequence_and_fix` closes the message.
pub(super) fn run_with_lines(
    doing: &str,
    command: &mut Command,
    consequence_and_fix: &str,
    mut each: impl FnMut(&str),
) -> anyhow::Result<bool> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().with_context(|| {
            format!("{doing}: `{program}` cannot be started; {consequence_and_fix}")
        })?;
    let mut read = || {
        // Read to its end before the program is waited for, or that would wait for us.
        let lines = child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines());
        let printed = lines.into_iter().try_for_each(|line| line.map(|line| each(&line)));
        child.wait().and_then(|status| printed.map(|()| status.success()))
    };
    read().with_context(|| format!("{doing}: `{program}` was lost sight of; {consequence_and_fix}"))
}

/// Waits for the end of what is done, ticking where nobody would see its own progress.
fn ticking<T>(doing: &str, wait: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (running, ended) = mpsc::channel::<()>();
        if !io::stderr().is_terminal() {
            scope.spawn(|| tick(doing, ended));
        }
        let result = wait();
        drop(running);
        result
    })
}

/// Says every now and then how long the work has taken, until the sender is dropped.
fn tick(doing: &str, ended: Receiver<()>) {
    let start = Instant::now();
    while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        eprintln!("… still {doing}, {} s", start.elapsed().as_secs());
    }
}

/// Holds a lock file until the returned file is dropped, so that two of us do not write the same folder.
///
/// # Errors
///
/// When the file cannot be made or locked.
pub(super) fn lock(file: &Path) -> anyhow::Result<File> {
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
    fn only_what_cargo_says_about_us_is_hidden() {
        for name in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_PKG_VERSION", "CARGO_TARGET_DIR"] {
            assert!(is_for_us_alone(name), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_BUILD_JOBS",
            "CARGO_NET_OFFLINE",
            "RUSTFLAGS",
            "RUSTUP_TOOLCHAIN",
            "PATH",
        ] {
            assert!(!is_for_us_alone(name), "{name}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run("testing", &mut command("no-such-program-cfb"), "install it")
            .expect_err("cannot start");
        assert_eq!(
            error.to_string(),
            "testing: `no-such-program-cfb` cannot be started; install it"
        );
    }

    #[test]
    fn a_program_that_fails_is_named_with_its_exit_code() {
        let error = run("testing", command("rustc").arg("--no-such-option"), "try again")
            .expect_err("fails");
        let text = error.to_string();
        assert!(text.starts_with("testing: `rustc` ended with exit status: 1"), "{text}");
        assert!(text.ends_with("; try again"), "{text}");
    }
}
