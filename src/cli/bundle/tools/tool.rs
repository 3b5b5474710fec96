//! A program from npm: how it is found, installed and tested.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::cli::bundle::process::{acquire_lock, prepare_command, run_to_end};

/// The program of the Node package manager.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// A program of an exact version, in an npm package.
#[derive(Debug)]
pub(in crate::cli::bundle) struct Tool {
    /// The package that holds it.
    pub(in crate::cli::bundle) package: &'static str,
    /// The package's version.
    pub(in crate::cli::bundle) version: &'static str,
    /// The program's name.
    pub(in crate::cli::bundle) program: &'static str,
    /// The version as the program itself reports it.
    pub(in crate::cli::bundle) reported_version: &'static str,
    /// The files that pin everything that is installed.
    pub(in crate::cli::bundle) locked_files: LockedFiles,
}

/// The files of an npm project that installs the package, one of which is its lock file: names and
/// contents.
pub(in crate::cli::bundle) type LockedFiles = &'static [(&'static str, &'static str)];

impl Tool {
    /// Finds the program or installs it, and returns its path.
    pub(super) fn find_or_install(&self, cache: &Path) -> anyhow::Result<PathBuf> {
        let home = cache.join(self.folder_name());
        if self.is_working_in(&home) {
            return Ok(self.program_path(&home));
        }
        if let Some(program) = self.find_on_path() {
            return Ok(program);
        }
        let _lock = acquire_lock(&cache.join("lock"))?;
        // Another build may have installed it while this one waited for the lock.
        if !self.is_working_in(&home) {
            self.install(cache, &home)?;
        }
        Ok(self.program_path(&home))
    }

    /// Installs into a temporary folder, tests the program, and only then gives the folder its
    /// name.
    fn install(&self, cache: &Path, home: &Path) -> anyhow::Result<()> {
        let prefix = format!("{}.tmp-", self.folder_name());
        remove_leftovers(cache, &prefix);
        let name = format!("{} {}", self.package, self.version);
        eprintln!("installing {name} (once, a few seconds)…");

        let folder =
            tempfile::Builder::new().prefix(&prefix).tempdir_in(cache).with_context(|| {
                format!(
                    "{}: cannot be written; {name} has no place; make it writable",
                    cache.display()
                )
            })?;
        let temporary = folder.path();
        self.write_locked_files(temporary).with_context(|| {
            format!("{}: cannot be written; {name} has no place; make room", temporary.display())
        })?;
        run_to_end(
            &format!("installing {name}"),
            &mut prepare_install_command(temporary),
            "the live boxes cannot be built; install Node.js with npm (https://nodejs.org; Debian \
             and Ubuntu: `apt install nodejs npm`), let it download packages, and run this again",
        )?;
        if !self.is_working_in(temporary) {
            bail!(
                "{}: was installed but does not answer --version with {}; the live boxes cannot be \
                 built; find out whether `node --version` answers, and install Node.js \
                 (https://nodejs.org) where it does not",
                self.program_path(temporary).display(),
                self.reported_version
            );
        }
        if home.exists() {
            fs::remove_dir_all(home).with_context(|| {
                format!(
                    "{}: is broken and cannot be removed; {name} cannot take its place; remove it",
                    home.display()
                )
            })?;
        }
        let temporary = folder.keep();
        fs::rename(&temporary, home).with_context(|| {
            format!(
                "{}: cannot be named {}; {name} is not found; rename it",
                temporary.display(),
                home.display()
            )
        })?;
        eprintln!("installed {name}");
        Ok(())
    }

    /// Writes the files that npm installs from.
    fn write_locked_files(&self, root: &Path) -> io::Result<()> {
        self.locked_files.iter().try_for_each(|(name, content)| fs::write(root.join(name), content))
    }

    /// Returns the folder's name in the cache. It has the version, so that a new version never
    /// meets files of an old one.
    pub(super) fn folder_name(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }

    /// Returns the program's path in a folder that it was installed in.
    fn program_path(&self, home: &Path) -> PathBuf {
        home.join("node_modules").join(".bin").join(self.program)
    }

    /// Whether the program in this folder runs and has the right version.
    pub(super) fn is_working_in(&self, home: &Path) -> bool {
        self.has_right_version(&self.program_path(home))
    }

    /// Finds the first program of that name on `PATH`, if it has the right version.
    fn find_on_path(&self) -> Option<PathBuf> {
        which::which(self.program).ok().filter(|program| self.has_right_version(program))
    }

    /// Whether the program runs and reports the right version.
    fn has_right_version(&self, program: &Path) -> bool {
        prepare_command(program).arg("--version").output().is_ok_and(|output| {
            output.status.success()
                && self.is_right_version(&String::from_utf8_lossy(&output.stdout))
        })
    }

    /// Whether what the program prints about its version contains the right one as a separate word.
    pub(super) fn is_right_version(&self, output: &str) -> bool {
        output.split_whitespace().any(|word| word == self.reported_version)
    }
}

/// Prepares the command that installs what a folder's lock file names.
pub(super) fn prepare_install_command(root: &Path) -> Command {
    let mut npm = prepare_command(NPM);
    npm.current_dir(root).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    npm
}

/// Removes what interrupted installs have left. The caller holds the lock, so no install is
/// running.
pub(super) fn remove_leftovers(cache: &Path, prefix: &str) {
    for entry in fs::read_dir(cache).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            // A leftover that cannot be removed costs space and nothing else.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
