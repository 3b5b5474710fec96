//! Runs a program for a limited time, and ends it together with everything that it has started.

mod group;

use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub(in crate::cli::bundle) use group::is_root;

/// Why there is no output.
#[derive(Debug)]
pub(in crate::cli::bundle) enum Failure {
    /// The program could not be started.
    NotStarted(io::Error),
    /// It did not close its standard output in time.
    TimedOut,
}

/// Returns what a program prints until it closes its standard output, which it must do within
/// `limit`.
///
/// Then, in time or not, the program and everything that it has started are killed: nobody waits
/// for their own end.
pub(in crate::cli::bundle) fn read_output_within(
    command: &mut Command,
    limit: Duration,
) -> Result<Vec<u8>, Failure> {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = group::start_new_group(command).spawn().map_err(Failure::NotStarted)?;
    let (sender, printed) = mpsc::channel();
    if let Some(mut out) = child.stdout.take() {
        // Not joined: a process that has left the group may hold the pipe open for ever.
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = out.read_to_end(&mut bytes);
            // Fails only if it took too long, when nobody waits for it.
            let _ = sender.send(read.map(|_| bytes));
        });
    }
    let printed = printed.recv_timeout(limit);
    group::kill_group(&mut child);
    // Collects the killed process. If this fails, there is nothing left to collect.
    let _ = child.wait();
    printed.ok().and_then(Result::ok).ok_or(Failure::TimedOut)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;
    use std::fs;

    /// Prepares a shell to run this.
    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn output_in_time_is_returned() {
        let printed = read_output_within(&mut shell("echo one; echo two"), Duration::from_secs(60))
            .expect("in time");
        assert_eq!(printed, b"one\ntwo\n");
        let missing =
            read_output_within(&mut Command::new("no-such-program-cfb"), Duration::from_secs(60));
        assert!(matches!(missing, Err(Failure::NotStarted(_))), "{missing:?}");
    }

    #[test]
    fn a_program_that_hangs_is_not_waited_for() {
        let hung =
            read_output_within(&mut shell("exec tail -f /dev/null"), Duration::from_millis(20));
        assert!(matches!(hung, Err(Failure::TimedOut)), "{hung:?}");
    }

    #[test]
    fn what_it_has_started_ends_with_it() {
        let scratch = Scratch::new("what_it_has_started_ends_with_it");
        let held = scratch.path().join("held");
        assert!(Command::new("mkfifo").arg(&held).status().expect("mkfifo is there").success());
        let (sender, ended) = mpsc::channel();
        let reader = held.clone();
        // Reads until every process that holds the pipe open has ended.
        thread::spawn(move || sender.send(fs::read(reader).is_ok()));
        let script =
            format!("exec 3>'{}'; tail -f /dev/null >/dev/null & echo started", held.display());
        assert_eq!(
            read_output_within(&mut shell(&script), Duration::from_secs(60)).expect("in time"),
            b"started\n"
        );
        assert_eq!(
            ended.recv_timeout(Duration::from_secs(60)),
            Ok(true),
            "the child of the program is still running"
        );
    }
}
