//! Where the project's files are.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The project's folder and the places in it.
#[derive(Clone, Debug)]
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the project: the folder that this program was built from or, where that is gone, the current one.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let built_from = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = if built_from.is_dir() {
            built_from.to_owned()
        } else {
            env::current_dir()
                .context("the current folder cannot be read; the project is not found; change to its folder")?
        };
        Ok(Self { root })
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

    /// Cargo's folder for what it builds.
    pub(crate) fn target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }
}
