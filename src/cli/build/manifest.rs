//! `manifest.json`: what the built folder holds, and how many bytes a reader pays for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Serialize;

use super::folder::Files;
use super::sizes::{Earlier, Size, grouped};
use super::versions::Versions;
use super::{stories, wasm};

/// The manifest's own name.
pub(super) const NAME: &str = "manifest.json";
/// The loader's name.
pub(super) const LOADER: &str = "embed.js";
/// The name of the script that shows a box.
pub(super) const BOX: &str = "box.js";
/// The name of the script of what a reader does with a box besides reading.
pub(super) const ACTS: &str = "acts.js";
/// What a reader's browser loads until a box is interactive: each part's name and file.
const PARTS: [(&str, &str); 6] = [
    ("loader", LOADER),
    ("box", BOX),
    ("acts", ACTS),
    ("glue", wasm::GLUE),
    ("wasm", wasm::MODULE),
    ("css", stories::STYLESHEET),
];

/// The manifest.
#[derive(Debug, Serialize)]
pub(super) struct Manifest {
    /// This program.
    name: String,
    /// Its version.
    version: String,
    /// Every other file of the folder.
    files: BTreeMap<String, Size>,
    /// Every story, in the order of ids.
    stories: Vec<Entry>,
    /// The sum that the project keeps small.
    until_interactive: UntilInteractive,
}

/// A story that can be embedded.
#[derive(Debug, Serialize)]
struct Entry {
    id: String,
    title: String,
    lang: String,
    /// The languages that it is translated into, for `data-lang`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    translations: Vec<String>,
    /// The current version.
    version: u32,
    /// Every version that a page can be pinned to, oldest first.
    versions: Vec<u32>,
    /// Whether all of them show a notice only.
    withdrawn: bool,
    /// How high the current version's box is, for `data-heights`: `WIDTH:HEIGHT` in CSS pixels, by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    heights: Option<String>,
}

/// All bytes, compressed, until a box is interactive.
#[derive(Debug, Serialize)]
struct UntilInteractive {
    brotli: usize,
    parts: BTreeMap<String, usize>,
}

impl Manifest {
    /// Describes the files and stories; `earlier` saves measuring what has not changed, `heights` are the stories' own.
    pub(super) fn of(files: &Files, stories: &[Versions], heights: Option<Vec<String>>, earlier: &Earlier) -> Self {
        let files: BTreeMap<String, Size> =
            files.iter().map(|(name, content)| (name.clone(), earlier.size(name, content))).collect();
        let parts: BTreeMap<String, usize> =
            PARTS.iter().filter_map(|(part, file)| Some(((*part).to_owned(), files.get(*file)?.brotli))).collect();
        let mut heights = heights.unwrap_or_default().into_iter();
        let entry = |versions: &Versions| Entry {
            id: versions.current.id.to_string(),
            title: versions.current.title.to_string(),
            lang: versions.current.lang.to_string(),
            translations: versions.languages().into_iter().map(str::to_owned).collect(),
            version: versions.current.version,
            versions: versions.all().map(|story| story.version).collect(),
            withdrawn: versions.current.withdrawn.is_some(),
            heights: heights.next(),
        };
        let stories = stories.iter().map(entry).collect();
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            files,
            stories,
            until_interactive: UntilInteractive { brotli: parts.values().sum(), parts },
        }
    }

    /// The manifest as it is written.
    ///
    /// # Errors
    ///
    /// Never with data like ours, but that is serde's to say.
    pub(super) fn to_json(&self) -> anyhow::Result<Vec<u8>> {
        let mut json =
            serde_json::to_vec_pretty(self).context("manifest: cannot be written as JSON; report this fault")?;
        json.push(b'\n');
        Ok(json)
    }

    /// The sizes by part, for a person.
    pub(super) fn table(&self) -> String {
        let mut table = format!("  {:<18}{:<26}{:>10}{:>10}\n", "part", "file", "bytes", "brotli");
        for (part, file) in PARTS {
            if let Some(size) = self.files.get(file) {
                table += &row(part, file, &grouped(size.bytes), size.brotli);
            }
        }
        table += &row("until interactive", "", "", self.until_interactive.brotli);
        table
    }
}

/// A row of the table.
fn row(part: &str, file: &str, bytes: &str, brotli: usize) -> String {
    format!("  {part:<18}{file:<26}{bytes:>10}{:>10}\n", grouped(brotli))
}

/// Whether a folder was made by this program: only such a folder is ever replaced.
pub(super) fn is_ours(folder: &Path) -> bool {
    fs::read(folder.join(NAME))
        .ok()
        .and_then(|json| serde_json::from_slice::<serde_json::Value>(&json).ok())
        .is_some_and(|manifest| manifest.get("name").is_some_and(|name| name == env!("CARGO_PKG_NAME")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_sizes_and_adds_up_what_a_reader_loads() {
        let files = Files::from([
            (LOADER.to_owned(), vec![b'a'; 100]),
            (wasm::MODULE.to_owned(), vec![b'b'; 1000]),
            ("stories/a.json".to_owned(), vec![b'c'; 50]),
        ]);
        let manifest = Manifest::of(&files, &[], None, &Earlier::default());
        assert_eq!(manifest.files.len(), 3);
        assert_eq!(manifest.files[wasm::MODULE].bytes, 1000);
        let compressed = |name: &str| Earlier::default().size(name, &files[name]).brotli;
        let until = &manifest.until_interactive;
        assert_eq!(
            until.parts,
            BTreeMap::from([("loader".to_owned(), compressed(LOADER)), ("wasm".to_owned(), compressed(wasm::MODULE)),])
        );
        assert_eq!(until.brotli, compressed(LOADER) + compressed(wasm::MODULE));
        let table = manifest.table();
        assert!(table.contains("  wasm              contract_fact_box_bg.wasm      1,000"), "{table}");
        assert!(table.contains("  until interactive"), "{table}");
    }
}
