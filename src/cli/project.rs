//! Where the project's files are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The project's folder and the places in it.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the project that one stands in: the current folder, or the nearest above it that is one.
    ///
    /// # Errors
    ///
    /// When there is none. Where this program was compiled does not count: it may be another copy, or be gone.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let here = env::current_dir().context(
            "the current folder cannot be read; the project is not found; change to its folder",
        )?;
        Self::find_from(&here)
    }

    /// The project that a folder is in.
    fn find_from(folder: &Path) -> anyhow::Result<Self> {
        let root = folder.ancestors().find(|folder| is_project(folder)).with_context(|| {
            format!(
                "{}: {name} is neither here nor in a folder above; nothing was done; change to the folder that holds \
                 {name}'s Cargo.toml (`check`, `prerender`, `doctor` and `schema` work anywhere)",
                folder.display(),
                name = env!("CARGO_PKG_NAME"),
            )
        })?;
        Ok(Self { root: root.to_owned() })
    }

    /// The folder that holds `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The demo pages.
    pub(crate) fn pages(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The story files that ship with the project.
    pub(crate) fn stories(&self) -> PathBuf {
        self.root.join("www").join("stories")
    }

    /// The built folder, unless the user names another.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The folder that the demo pages load their boxes from: as a newsroom's, but for this machine alone.
    pub(crate) fn demo(&self) -> PathBuf {
        self.target().join("demo")
    }

    /// Cargo's folder for what it builds.
    pub(crate) fn target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }
}

/// Whether a folder holds this project: its sources and pages, and the package's own name in `Cargo.toml`.
fn is_project(folder: &Path) -> bool {
    const NAME: &str = concat!("name = \"", env!("CARGO_PKG_NAME"), "\"");
    ["src", "www"].iter().all(|part| folder.join(part).is_dir())
        && fs::read_to_string(folder.join("Cargo.toml"))
            .is_ok_and(|manifest| manifest.lines().any(|line| line.trim() == NAME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn the_project_is_the_nearest_around_the_folder_one_stands_in() {
        let scratch = Scratch::new("the_project_is_the_nearest");
        let manifest = |name: &str| format!("[package]\nname = \"{name}\"\n");
        for folder in ["ours", "ours/tests/ours"] {
            scratch.write(&format!("{folder}/Cargo.toml"), &manifest("contract-fact-box"));
            scratch.write(&format!("{folder}/src/lib.rs"), "");
            scratch.write(&format!("{folder}/www/stories/a.json"), "{}");
        }
        scratch.write("other/Cargo.toml", &manifest("something-else"));
        scratch.write("other/src/lib.rs", "");
        scratch.write("other/www/index.html", "");
        scratch.write("half/Cargo.toml", &manifest("contract-fact-box"));
        let root = |folder: &str| {
            Project::find_from(&scratch.path().join(folder)).ok().map(|found| found.root)
        };
        let ours = |folder: &str| Some(scratch.path().join(folder));
        for (here, expected) in [
            ("ours", ours("ours")),
            ("ours/src", ours("ours")),
            ("ours/www/stories", ours("ours")),
            ("ours/tests", ours("ours")),
            ("ours/tests/ours/src", ours("ours/tests/ours")),
            ("other/src", None),
            ("half", None),
            ("", None),
        ] {
            assert_eq!(root(here), expected, "{here:?}");
        }
        let error = Project::find_from(scratch.path()).expect_err("is in no project").to_string();
        let start = format!(
            "{}: contract-fact-box is neither here nor in a folder above; ",
            scratch.path().display()
        );
        assert!(error.starts_with(&start), "{error}");
    }
}
