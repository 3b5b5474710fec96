//! The project's folder and the paths in it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The folder of the project that the program works on.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the project: the current folder, or the nearest one above it that holds a project.
    ///
    /// # Errors
    ///
    /// When there is none. The folder that this program was compiled in does not count: it may be
    /// another copy, or have been removed.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let current = env::current_dir().context(
            "the current folder cannot be read; the project is not found; change to its folder",
        )?;
        Self::find_from(&current)
    }

    /// Finds the project that a folder is in.
    fn find_from(folder: &Path) -> anyhow::Result<Self> {
        let root = folder.ancestors().find(|folder| is_project(folder)).with_context(|| {
            format!(
                "{}: {name} is neither here nor in a folder above; nothing was done; change to the \
                 folder that holds {name}'s Cargo.toml (`check`, `prerender`, `doctor` and \
                 `schema` work anywhere)",
                folder.display(),
                name = env!("CARGO_PKG_NAME"),
            )
        })?;
        Ok(Self { root: root.to_owned() })
    }

    /// Returns the folder that holds `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the folder of the demo pages.
    pub(crate) fn pages_folder(&self) -> PathBuf {
        self.root.join("www")
    }

    /// Returns the folder of the story files that ship with the project.
    pub(crate) fn stories_folder(&self) -> PathBuf {
        self.root.join("www").join("stories")
    }

    /// Returns the folder of the bundle, unless the user names another.
    pub(crate) fn bundle_folder(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Returns the folder of the bundle that the demo pages load: like that of a newsroom, but only
    /// for this machine.
    pub(crate) fn demo_bundle_folder(&self) -> PathBuf {
        self.target_folder().join("demo")
    }

    /// Returns cargo's target folder.
    pub(crate) fn target_folder(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }
}

/// Whether a folder holds this project: its sources, its pages, and a `Cargo.toml` with the
/// package's name.
fn is_project(folder: &Path) -> bool {
    const NAME: &str = concat!("name = \"", env!("CARGO_PKG_NAME"), "\"");
    ["src", "www"].iter().all(|name| folder.join(name).is_dir())
        && fs::read_to_string(folder.join("Cargo.toml"))
            .is_ok_and(|manifest| manifest.lines().any(|line| line.trim() == NAME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn the_project_is_the_nearest_one_above_the_current_folder() {
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
        for (folder, expected) in [
            ("ours", ours("ours")),
            ("ours/src", ours("ours")),
            ("ours/www/stories", ours("ours")),
            ("ours/tests", ours("ours")),
            ("ours/tests/ours/src", ours("ours/tests/ours")),
            ("other/src", None),
            ("half", None),
            ("", None),
        ] {
            assert_eq!(root(folder), expected, "{folder:?}");
        }
        let error =
            Project::find_from(scratch.path()).expect_err("it is in no project").to_string();
        let start = format!(
            "{}: contract-fact-box is neither here nor in a folder above; ",
            scratch.path().display()
        );
        assert!(error.starts_with(&start), "{error}");
    }
}
