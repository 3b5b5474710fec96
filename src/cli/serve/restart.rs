//! Restarts this program when its own sources have changed: compiles it, then replaces this process
//! by the new one.

use std::env;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::Args;
use crate::cli::bundle;
use crate::cli::project::Project;

/// The command that starts the program again at the same address, so that the open pages reconnect.
#[derive(Debug)]
pub(super) struct Restart {
    arguments: Vec<String>,
}

impl Restart {
    /// Returns the command with these options, at the port that the server listens at.
    pub(super) fn new(args: &Args, address: SocketAddr) -> Self {
        let mut arguments: Vec<String> =
            ["serve", "--watch", "--host", &args.host, "--port"].map(str::to_owned).into();
        arguments.push(address.port().to_string());
        arguments.extend(args.stable.then(|| "--stable".to_owned()));
        Self { arguments }
    }

    /// Compiles the program and replaces this process by it; returns only if that fails.
    ///
    /// # Errors
    ///
    /// When it does not compile, which rustc has explained, or was not compiled here in the first
    /// place.
    pub(super) fn restart(&self, project: &Project) -> anyhow::Result<()> {
        let program = program_path()?;
        let Some(profile) = cargo_profile(&program, &project.target_folder()) else {
            bail!(
                "{}: was compiled elsewhere, and its sources here have changed; it shows what they \
                 were; start it anew with `cargo run -- {}`",
                program.display(),
                self.arguments.join(" ")
            );
        };
        let mut cargo = bundle::prepare_command("cargo");
        cargo.current_dir(project.root()).args([
            "build",
            "--quiet",
            "--profile",
            profile,
            "--target-dir",
        ]);
        let status = cargo
            .arg(project.target_folder())
            .status()
            .context("cargo: cannot be started; put it on PATH")?;
        if !status.success() {
            bail!(
                "the program does not compile, as told above; the pages stay as they are; mend it"
            );
        }
        replace_process(Command::new(program).args(&self.arguments))
    }
}

/// Returns the path of this program, even if a newer one has been written there.
pub(super) fn program_path() -> anyhow::Result<PathBuf> {
    let path = env::current_exe()
        .context("the program does not know where it is; start it anew by hand")?;
    // Once the file has been replaced, Linux adds " (deleted)" to the path of the running program.
    let text = path.to_string_lossy();
    Ok(text.strip_suffix(" (deleted)").map_or_else(|| path.clone(), PathBuf::from))
}

/// Returns the cargo profile that a program in cargo's target folder was compiled with.
fn cargo_profile<'p>(program: &'p Path, target: &Path) -> Option<&'p str> {
    let folder = program.parent()?;
    let name = folder.file_name()?.to_str()?;
    (folder.parent()? == target).then_some(if name == "debug" { "dev" } else { name })
}

/// Replaces this process by the command.
#[cfg(unix)]
fn replace_process(command: &mut Command) -> anyhow::Result<()> {
    use std::os::unix::process::CommandExt;

    Err(command.exec()).context("the program compiles and does not start; start it anew by hand")
}

/// Runs the command and exits with its status.
#[cfg(not(unix))]
fn replace_process(command: &mut Command) -> anyhow::Result<()> {
    let status = command
        .status()
        .context("the program compiles and does not start; start it anew by hand")?;
    std::process::exit(status.code().unwrap_or(1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_compiled_in_this_project_is_compiled_again() {
        let target = Path::new("/project/target");
        for (program, expected) in [
            ("/project/target/debug/contract-fact-box", Some("dev")),
            ("/project/target/tool/contract-fact-box", Some("tool")),
            ("/usr/local/bin/contract-fact-box", None),
            ("/other/target/debug/contract-fact-box", None),
        ] {
            assert_eq!(cargo_profile(Path::new(program), target), expected, "{program}");
        }
    }
}
