//! `manifest.json`: what the built folder holds, and how many bytes a reader pays for it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use indicatif::HumanCount;
use serde::Serialize;

use super::assets::{ASSETS, LOADER};
use super::compress::Compressed;
use super::heights::Heights;
use super::names::HashedNames;
use super::output::BundleFiles;
use super::sizes::Size;
use super::stories::ShownStory;

/// The manifest's own name.
pub(super) const NAME: &str = "manifest.json";

/// The manifest.
#[derive(Debug, Serialize)]
pub(super) struct Manifest {
    /// This program.
    name: String,
    /// Its version.
    version: String,
    /// The script tag of this build, for pages that are to load no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    script: Option<ScriptTag>,
    /// What the parts are called that have a hash in their names, by their plain names.
    names: HashedNames,
    /// Every other file of the folder.
    files: BTreeMap<String, Size>,
    /// Every story, in the order of ids.
    stories: Vec<StoryEntry>,
    /// The sum that the project keeps small, where the files have been compressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    until_interactive: Option<UntilInteractive>,
}

/// The attributes of a script tag.
#[derive(Debug, Serialize)]
struct ScriptTag {
    /// In this folder.
    src: String,
    integrity: String,
}

/// A story that can be embedded.
#[derive(Debug, Serialize)]
struct StoryEntry {
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
    /// Describes the files and stories, with the names of the parts and the heights that were measured.
    pub(super) fn new(
        files: &BundleFiles,
        compressed: &BTreeMap<String, Arc<Compressed>>,
        names: HashedNames,
        stories: &[ShownStory<'_>],
        heights: &Heights,
    ) -> Self {
        let size = |(name, content): (&String, &Vec<u8>)| {
            (name.clone(), Size::new(content, compressed.get(name).map(|compressed| &**compressed)))
        };
        let files: BTreeMap<String, Size> = files.iter().map(size).collect();
        let until_interactive = UntilInteractive::sum_sizes(&files, &names);
        let script = names.published_name(LOADER);
        let script = files
            .get(script)
            .map(|size| ScriptTag { src: script.to_owned(), integrity: size.integrity.clone() });
        let entry = |ShownStory { versions, key, .. }: &ShownStory<'_>| StoryEntry {
            id: versions.current.id.to_string(),
            title: versions.current.title.to_string(),
            lang: versions.current.lang.to_string(),
            translations: versions.languages().into_iter().map(str::to_owned).collect(),
            version: versions.current.version,
            versions: versions.oldest_first().map(|story| story.version).collect(),
            withdrawn: versions.current.withdrawn.is_some(),
            heights: heights.get(key).cloned(),
        };
        let stories = stories.iter().map(entry).collect();
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            script,
            names,
            files,
            stories,
            until_interactive,
        }
    }

    /// The manifest as it is written.
    ///
    /// # Errors
    ///
    /// Never with data like ours, but that is serde's to say.
    pub(super) fn to_json(&self) -> anyhow::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)
            .context("manifest: cannot be written as JSON; report this fault")?;
        json.push(b'\n');
        Ok(json)
    }

    /// Lists the sizes of what a box loads, for a person.
    pub(super) fn size_table(&self) -> String {
        let mut table = table_row("part", "file", "bytes", "brotli");
        // In the order in which a page loads them.
        for part in ASSETS.iter().rev() {
            let file = self.names.published_name(part.name);
            if let (Some(counted), Some(size)) = (part.counted, self.files.get(file))
                && let Some(compressed) = size.compressed
            {
                let (bytes, brotli) = (human_count(size.bytes), human_count(compressed.brotli));
                table += &table_row(counted, file, &bytes, &brotli);
            }
        }
        if let Some(until_interactive) = &self.until_interactive {
            let brotli = human_count(until_interactive.brotli);
            table += &table_row("until interactive", "", "", &brotli);
        }
        table
    }
}

impl UntilInteractive {
    /// The sum, if all that it consists of has been compressed.
    fn sum_sizes(files: &BTreeMap<String, Size>, names: &HashedNames) -> Option<Self> {
        let counted = ASSETS
            .iter()
            .filter_map(|part| Some((part.counted?, files.get(names.published_name(part.name))?)));
        let size = |(part, size): (&str, &Size)| Some((part.to_owned(), size.compressed?.brotli));
        let parts: BTreeMap<String, usize> = counted.map(size).collect::<Option<_>>()?;
        (!parts.is_empty()).then(|| Self { brotli: parts.values().sum(), parts })
    }
}

fn table_row(part: &str, file: &str, bytes: &str, brotli: &str) -> String {
    format!("  {part:<18}{file:<36}{bytes:>10}{brotli:>10}\n")
}

/// A number with commas between the thousands.
fn human_count(number: usize) -> String {
    HumanCount(number as u64).to_string()
}

/// Whether a folder was made by this program: only such a folder is ever replaced.
pub(super) fn is_bundle(folder: &Path) -> bool {
    fs::read(folder.join(NAME))
        .ok()
        .and_then(|json| serde_json::from_slice::<serde_json::Value>(&json).ok())
        .is_some_and(|manifest| {
            manifest.get("name").is_some_and(|name| name == env!("CARGO_PKG_NAME"))
        })
}

#[cfg(test)]
mod tests {
    use super::super::names::{Asset, PublishedNames};
    use super::super::wasm::WIDGET;
    use super::super::{compress, names, stories};
    use super::*;
    use crate::cli::story_file::StoryName;

    #[test]
    fn it_tells_sizes_and_adds_up_what_a_reader_loads() {
        let part =
            |name, published, counted| Asset { counted, ..Asset::new(name, (), published, &[]) };
        let parts = vec![
            (part(WIDGET.wasm, PublishedNames::Hashed, Some("wasm")), vec![b'b'; 1000]),
            (part(LOADER, PublishedNames::Both, Some("loader")), vec![b'a'; 100]),
            (part("frame.js", PublishedNames::Plain, None), vec![b'f'; 10]),
        ];
        let mut files = BundleFiles::new();
        let names = names::publish_assets(parts, &mut files).expect("nothing is loaded");
        files.insert("stories/a.json".to_owned(), vec![b'c'; 50]);
        let compressed = compress::compress_all(&files, None);
        let manifest = Manifest::new(&files, &compressed, names.clone(), &[], &Heights::new());
        assert_eq!(manifest.files.len(), 5);
        let module = names.published_name(WIDGET.wasm);
        assert_eq!(manifest.files[module].bytes, 1000);
        let brotli = |name: &str| compressed[name].brotli.len();
        let until = manifest.until_interactive.as_ref().expect("all are compressed");
        let parts = [("loader", brotli(LOADER)), ("wasm", brotli(module))];
        assert_eq!(until.parts, parts.map(|(part, size)| (part.to_owned(), size)).into());
        assert_eq!(until.brotli, brotli(LOADER) + brotli(module));
        let table = manifest.size_table();
        assert!(table.contains(&format!("  wasm              {module}     1,000")), "{table}");
        assert!(table.contains("  until interactive"), "{table}");

        let json: serde_json::Value =
            serde_json::from_slice(&manifest.to_json().expect("plain data")).expect("JSON");
        assert_eq!(
            json["names"],
            serde_json::json!({WIDGET.wasm: module, LOADER: names.published_name(LOADER)})
        );
        assert_eq!(json["script"]["src"], names.published_name(LOADER));
        assert_eq!(json["script"]["integrity"], json["files"][LOADER]["integrity"]);
    }

    #[test]
    fn a_height_goes_to_the_story_the_version_and_the_language_that_it_was_measured_of() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/versions/added-position/stories");
        let stories = stories::read_stories(&folder).expect("is sound");
        let shown = stories::compile_stories(&stories, None, &mut BundleFiles::new())
            .expect("can be shown");
        let key = |id: &str, version: u32, lang: &str| {
            StoryName::of(id)
                .and_then(|name| name.version(version).in_language(lang))
                .expect("is a name")
        };
        let other = [
            key("abbey", 2, "en-GB"),
            key("bridge", 1, "en-GB"),
            key("bridge", 2, "fr"),
            key("road", 2, "en-GB"),
        ];
        let mut heights: Heights = other.into_iter().map(|key| (key, "660:1".to_owned())).collect();
        let heights_told = |heights: &Heights| {
            let manifest = Manifest::new(
                &BundleFiles::new(),
                &BTreeMap::new(),
                HashedNames::default(),
                &shown,
                heights,
            );
            manifest.stories.into_iter().map(|story| story.heights).collect::<Vec<_>>()
        };
        assert_eq!(heights_told(&heights), [None]);
        heights.insert(key("bridge", 2, "en-GB"), "660:512".to_owned());
        assert_eq!(heights_told(&heights), [Some("660:512".to_owned())]);
    }
}
