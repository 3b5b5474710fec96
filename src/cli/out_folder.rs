//! Where `prerender` and `card` put what they make of stories: in the folder that `--out` names, or
//! on standard output.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::story_file::FileName;

/// The folder of `--out`, or standard output.
pub(super) struct OutFolder<'a> {
    folder: Option<&'a Path>,
    /// The story file that each path was written from.
    written: BTreeMap<PathBuf, String>,
}

impl<'a> OutFolder<'a> {
    /// Makes the folder; without one, all goes to standard output.
    ///
    /// # Errors
    ///
    /// If the folder cannot be made.
    pub(super) fn new(folder: Option<&'a Path>) -> anyhow::Result<Self> {
        if let Some(folder) = folder {
            fs::create_dir_all(folder).with_context(|| {
                format!(
                    "{}: cannot be made; nothing was written; choose another --out",
                    folder.display()
                )
            })?;
        }
        Ok(Self { folder, written: BTreeMap::new() })
    }

    /// Writes what was made of the story file `name`. Returns whether it was written: nothing
    /// replaces what an earlier story file with the same id has made.
    ///
    /// # Errors
    ///
    /// If the file or standard output cannot be written.
    pub(super) fn write(
        &mut self,
        name: &str,
        file_name: &FileName,
        content: &[u8],
    ) -> anyhow::Result<bool> {
        let Some(folder) = self.folder else {
            let mut out = io::stdout().lock();
            out.write_all(content)?;
            out.flush()?;
            return Ok(true);
        };
        let path = file_name.path_in(folder);
        if let Some(earlier) = self.written.get(&path) {
            eprintln!(
                "{name}: has the id of {earlier}; it was not written; give it an id of its own"
            );
            return Ok(false);
        }
        fs::write(&path, content).with_context(|| {
            format!("{}: cannot be written; make room or choose another --out", path.display())
        })?;
        eprintln!("{name}: written to {}", path.display());
        self.written.insert(path, name.to_owned());
        Ok(true)
    }
}
