//! A program and everything that it starts, as a group that can be killed at once.

pub(in crate::cli::bundle) use system::{is_root, kill_group, start_new_group};

#[cfg(unix)]
mod system {
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command};

    use rustix::process::{Pid, Signal, geteuid, kill_process_group};

    /// Has the program start a process group of its own.
    pub(in crate::cli::bundle) fn start_new_group(command: &mut Command) -> &mut Command {
        command.process_group(0)
    }

    /// Kills the group. Nobody has waited for the program yet, so its number cannot belong to
    /// another group.
    pub(in crate::cli::bundle) fn kill_group(child: &mut Child) {
        if let Some(group) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
            // Fails only if no process is left in it.
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

    /// Does nothing: there are no process groups here.
    pub(in crate::cli::bundle) fn start_new_group(command: &mut Command) -> &mut Command {
        command
    }

    /// Kills the program alone.
    pub(in crate::cli::bundle) fn kill_group(child: &mut Child) {
        // Fails only if it has ended.
        let _ = child.kill();
    }

    /// There is no such user here.
    pub(in crate::cli::bundle) fn is_root() -> bool {
        false
    }
}
