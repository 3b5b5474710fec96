//! A program and everything that it starts, as one thing to be ended.

pub(in crate::cli::bundle) use system::{is_root, kill, leader};

#[cfg(unix)]
mod system {
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};

    use rustix::process::{Pid, Signal, geteuid, kill_process_group};

    /// Makes the program the first of a group of its own.
    pub(in crate::cli::bundle) fn leader(command: &mut Command) -> &mut Command {
        command.process_group(0)
    }

    /// Ends the group. The program has not been waited for, so the group's number is still its own.
    pub(in crate::cli::bundle) fn kill(child: &mut Child) {
        if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
            // Fails only where nobody is left in it.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }

    /// Whether this runs as root.
    pub(in crate::cli::bundle) fn is_root() -> bool {
        geteuid().is_root()
    }
}

#[cfg(not(unix))]
mod system {
    use std::process::{Child, Command};

    /// There are no groups here.
    pub(in crate::cli::bundle) fn leader(command: &mut Command) -> &mut Command {
        command
    }

    /// Ends the program alone.
    pub(in crate::cli::bundle) fn kill(child: &mut Child) {
        // Fails only where it has ended.
        let _ = child.kill();
    }

    /// There is no root here.
    pub(in crate::cli::bundle) fn is_root() -> bool {
        false
    }
}
