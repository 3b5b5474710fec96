//! Scratch folders for tests.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

/// A folder of one test's own, removed with everything in it when dropped.
#[derive(Debug)]
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Makes an empty folder; `name` is the test's, so that no two tests share one.
    pub(crate) fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("contract-fact-box-{name}-{}", process::id()));
        fs::create_dir_all(&path).expect("the temporary folder is writable");
        Self(path)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, with the folders on the way to it, and returns where it is.
    pub(crate) fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .expect("the scratch folder is writable");
        fs::write(&path, content).expect("the scratch folder is writable");
        path
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("the test wrote the file")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
