//! Scratch folders for tests.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder for a single test, removed with everything in it when dropped.
#[derive(Debug)]
pub(crate) struct Scratch(TempDir);

impl Scratch {
    /// Makes an empty folder, with the test's name in its own, for whoever finds it left over.
    pub(crate) fn new(test: &str) -> Self {
        let prefix = format!("contract-fact-box-{test}-");
        let folder = tempfile::Builder::new().prefix(&prefix).tempdir();
        Self(folder.expect("the temporary folder is writable"))
    }

    /// Returns the folder's path.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file and the folders above it, and returns its path.
    pub(crate) fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .expect("the scratch folder is writable");
        fs::write(&path, content).expect("the scratch folder is writable");
        path
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("the test wrote the file")
    }
}
