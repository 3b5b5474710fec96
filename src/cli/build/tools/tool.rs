//! One program: looked for, installed, tried.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use anyhow::{Context, bail};

use crate::cli::build::process::{command, lock, run};

/// The Node package manager's program.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// A program of one exact version.
#[derive(Debug)]
pub(super) struct Tool {
    /// The package that holds it.
    pub(super) package: &'static str,
    /// The package's version.
    pub(super) version: String,
    /// The program's name.
    pub(super) program: &'static str,
    /// The version as the program itself tells it.
    pub(super) answers: String,
    /// How long an install takes, in words.
    pub(super) takes: &'static str,
    /// Where the package comes from.
    pub(super) source: Source,
}

/// Where a package comes from; whichever it is, a lock file says of everything that is installed which bytes it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Source {
    /// `cargo install`, by the lock file that the package ships.
    Cargo,
    /// `cargo install` of a package of ours that is the program, by our lock file.
    CargoByOurs(LockedFiles),
    /// `npm ci`, by our lock file.
    NpmByOurs(LockedFiles),
}

/// The files of a package of ours, by name, with its lock file.
pub(super) type LockedFiles = &'static [(&'static str, &'static str)];

/// Where in an installed folder our package is until it is installed.
const PACKAGE: &str = "package";

impl Tool {
    /// Makes sure that the program is there. Returns the folder to put on `PATH`, or none if it is on it already.
    pub(super) fn ensure(&self, cache: &Path) -> anyhow::Result<Option<PathBuf>> {
        let home = cache.join(self.folder_name());
        if self.works_in(&home) {
            return Ok(Some(self.programs(&home)));
        }
        if self.is_on_path() {
            return Ok(None);
        }
        let _lock = lock(&cache.join("lock"))?;
        // Another of us may have installed it while we waited.
        if !self.works_in(&home) {
            self.install(cache, &home)?;
        }
        Ok(Some(self.programs(&home)))
    }

    /// Installs into a temporary folder, tries the program, and only then gives the folder its name.
    fn install(&self, cache: &Path, home: &Path) -> anyhow::Result<()> {
        let prefix = format!("{}.tmp-", self.folder_name());
        remove_leftovers(cache, &prefix);
        let temporary = cache.join(format!("{prefix}{}", process::id()));
        let name = format!("{} {}", self.package, self.version);
        eprintln!("installing {name} (once, {})…", self.takes);

        fs::create_dir_all(&temporary)
            .with_context(|| format!("{}: cannot be made; {name} has no place; make it writable", cache.display()))?;
        self.write_locked_files(&temporary)
            .with_context(|| format!("{}: cannot be written; {name} has no place; make room", temporary.display()))?;
        let (mut installer, needs) = self.installer(&temporary);
        run(
            &format!("installing {name}"),
            &mut installer,
            &format!("the widget cannot be built; {needs}, look at its messages above, and run this again"),
        )?;
        if !self.works_in(&temporary) {
            bail!(
                "{}: was installed but does not answer --version with {}; the widget cannot be built; run `{} --version`",
                temporary.display(),
                self.answers,
                self.programs(&temporary).join(self.program).display()
            );
        }
        // What it was compiled in; one that stays costs space and nothing else.
        let _ = fs::remove_dir_all(temporary.join(PACKAGE));
        if home.exists() {
            fs::remove_dir_all(home).with_context(|| {
                format!("{}: is broken and cannot be removed; {name} cannot take its place; remove it", home.display())
            })?;
        }
        fs::rename(&temporary, home).with_context(|| {
            format!("{}: cannot be named {}; {name} is not found; rename it", temporary.display(), home.display())
        })?;
        eprintln!("installed {name}");
        Ok(())
    }

    /// Puts our package where the installer looks for it, if there is one.
    fn write_locked_files(&self, root: &Path) -> io::Result<()> {
        let (folder, files) = match self.source {
            Source::Cargo => return Ok(()),
            Source::CargoByOurs(files) => (root.join(PACKAGE), files),
            Source::NpmByOurs(files) => (root.to_owned(), files),
        };
        fs::create_dir_all(&folder)?;
        files.iter().try_for_each(|(name, content)| fs::write(folder.join(name), content))
    }

    /// The command that installs into a folder, and what it needs.
    pub(super) fn installer(&self, root: &Path) -> (process::Command, &'static str) {
        let cargo_needs = "make sure that cargo is on PATH and can download packages";
        // Not in the project's folder: its cargo settings are for the widget.
        match self.source {
            Source::Cargo => {
                let mut cargo = command("cargo");
                cargo.current_dir(root).args(["install", self.package, "--version", &self.version]);
                cargo.args(["--locked", "--root"]).arg(root);
                (cargo, cargo_needs)
            }
            Source::CargoByOurs(_) => {
                let mut cargo = command("cargo");
                cargo.current_dir(root).args(["install", "--path", PACKAGE, "--locked", "--root"]).arg(root);
                (cargo, cargo_needs)
            }
            Source::NpmByOurs(_) => {
                let mut npm = command(NPM);
                npm.current_dir(root).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
                (npm, "make sure that Node.js with npm is installed and can download packages")
            }
        }
    }

    /// The folder's name in the cache: a new version never meets an old one's files.
    pub(super) fn folder_name(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }

    /// Where the programs are in an installed folder.
    fn programs(&self, home: &Path) -> PathBuf {
        match self.source {
            Source::Cargo | Source::CargoByOurs(_) => home.join("bin"),
            Source::NpmByOurs(_) => home.join("node_modules").join(".bin"),
        }
    }

    /// Whether the program in an installed folder runs and is of the right version.
    pub(super) fn works_in(&self, home: &Path) -> bool {
        self.answers_at(&self.programs(home).join(self.program))
    }

    /// Whether the first program of that name on `PATH` is of the right version.
    fn is_on_path(&self) -> bool {
        let path = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&path)
            .map(|folder| folder.join(self.program))
            .find(|program| program.is_file())
            .is_some_and(|program| self.answers_at(&program))
    }

    /// Whether the program answers `--version` with the right version.
    fn answers_at(&self, program: &Path) -> bool {
        command(program)
            .arg("--version")
            .output()
            .is_ok_and(|output| output.status.success() && self.answers_with(&String::from_utf8_lossy(&output.stdout)))
    }

    /// Whether an answer names the right version as a word of its own.
    pub(super) fn answers_with(&self, answer: &str) -> bool {
        answer.split_whitespace().any(|word| word == self.answers)
    }
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
