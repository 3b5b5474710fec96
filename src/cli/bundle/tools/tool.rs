//! One program: looked for, installed, tried.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::cli::bundle::process::{acquire_lock, command, run};

/// The Node package manager's program.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// A program of one exact version, in an npm package.
#[derive(Debug)]
pub(in crate::cli::bundle) struct Tool {
    /// The package that holds it.
    pub(in crate::cli::bundle) package: &'static str,
    /// The package's version.
    pub(in crate::cli::bundle) version: &'static str,
    /// The program's name.
    pub(in crate::cli::bundle) program: &'static str,
    /// The version as the program itself tells it.
    pub(in crate::cli::bundle) reported_version: &'static str,
    /// What says of everything that is installed which bytes it is.
    pub(in crate::cli::bundle) locked_files: LockedFiles,
}

/// The files of an npm project that installs the package, by name, with its lock file.
pub(in crate::cli::bundle) type LockedFiles = &'static [(&'static str, &'static str)];

impl Tool {
    /// Makes sure that the program is there and returns where.
    pub(super) fn ensure(&self, cache: &Path) -> anyhow::Result<PathBuf> {
        let home = cache.join(self.folder_name());
        if self.is_working_in(&home) {
            return Ok(self.program_path(&home));
        }
        if let Some(program) = self.find_on_path() {
            return Ok(program);
        }
        let _lock = acquire_lock(&cache.join("lock"))?;
        // Another of us may have installed it while we waited.
        if !self.is_working_in(&home) {
            self.install(cache, &home)?;
        }
        Ok(self.program_path(&home))
    }

    /// Installs into a temporary folder, tries the program, and only then gives the folder its name.
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
        run(
            &format!("installing {name}"),
            &mut install_command(temporary),
            "the live boxes cannot be built; install Node.js with npm (https://nodejs.org; Debian and Ubuntu: `apt \
             install nodejs npm`), let it download packages, and run this again",
        )?;
        if !self.is_working_in(temporary) {
            bail!(
                "{}: was installed but does not answer --version with {}; the live boxes cannot be built; find out \
                 whether `node --version` answers, and install Node.js (https://nodejs.org) where it does not",
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

    /// Writes what npm installs from.
    fn write_locked_files(&self, root: &Path) -> io::Result<()> {
        fs::create_dir_all(root)?;
        self.locked_files.iter().try_for_each(|(name, content)| fs::write(root.join(name), content))
    }

    /// The folder's name in the cache: a new version never meets an old one's files.
    pub(super) fn folder_name(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }

    /// Where the program is in an installed folder.
    fn program_path(&self, home: &Path) -> PathBuf {
        home.join("node_modules").join(".bin").join(self.program)
    }

    /// Whether the program in an installed folder runs and is of the right version.
    pub(super) fn is_working_in(&self, home: &Path) -> bool {
        self.has_right_version(&self.program_path(home))
    }

    /// The first program of that name on `PATH`, if it is of the right version.
    fn find_on_path(&self) -> Option<PathBuf> {
        which::which(self.program).ok().filter(|program| self.has_right_version(program))
    }

    /// Whether the program answers `--version` with the right version.
    fn has_right_version(&self, program: &Path) -> bool {
        command(program).arg("--version").output().is_ok_and(|output| {
            output.status.success()
                && self.is_right_version(&String::from_utf8_lossy(&output.stdout))
        })
    }

    /// Whether an answer names the right version as a word of its own.
    pub(super) fn is_right_version(&self, answer: &str) -> bool {
        answer.split_whitespace().any(|word| word == self.reported_version)
    }
}

/// The command that installs into a folder what is locked there.
pub(super) fn install_command(root: &Path) -> Command {
    let mut npm = command(NPM);
    npm.current_dir(root).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]);
    npm
}

/// Removes what interrupted installs left. The caller holds the lock, so nobody is at work in them.
pub(super) fn remove_leftovers(cache: &Path, prefix: &str) {
    for entry in fs::read_dir(cache).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            // A leftover that stays costs space and nothing else.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}
