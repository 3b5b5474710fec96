//! `manifest.json`: what the bundle contains, and how many bytes a browser loads of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use contract_fact_box::view::Parts;
use indicatif::HumanCount;
use serde::Serialize;

use super::assets::{ASSETS, LOADER};
use super::compress::Compressed;
use super::heights::{self, Heights};
use super::names::HashedNames;
use super::output::BundleFiles;
use super::sizes::Size;
use super::stories::ShownStory;
use crate::cli::preset::PresetNames;

/// The manifest's file name.
pub(super) const NAME: &str = "manifest.json";

/// The content of `manifest.json`.
#[derive(Debug, Serialize)]
pub(super) struct Manifest {
    /// The name of this program.
    name: String,
    /// The version of this program.
    version: String,
    /// The script tag that loads this build and no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    script: Option<ScriptTag>,
    /// The hashed names of the assets, by plain name.
    names: HashedNames,
    /// All other files of the bundle, by name.
    files: BTreeMap<String, Size>,
    /// All stories, by id.
    stories: Vec<StoryEntry>,
    /// The size that the project has a budget for; unknown if the files have not been compressed.
    #[serde(skip_serializing_if = "Option::is_none")]
    until_live: Option<UntilLive>,
}

/// The attributes of a script tag.
#[derive(Debug, Serialize)]
struct ScriptTag {
    /// Relative to the manifest.
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
    /// Whether all versions show only a notice.
    withdrawn: bool,
    /// The heights of the current version's box, as `data-heights` has them: `WIDTH:HEIGHT` in CSS
    /// pixels, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    heights: Option<String>,
    /// The same of its presets: `facts`, `words`, and `words/ID` for each question about this
    /// contract.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    preset_heights: BTreeMap<String, String>,
    /// The questions and people that presets can name.
    #[serde(flatten)]
    names: PresetNames,
}

/// How many compressed bytes a browser loads before a box is live.
#[derive(Debug, Serialize)]
struct UntilLive {
    brotli: usize,
    parts: BTreeMap<String, usize>,
}

impl Manifest {
    /// Describes a bundle: its files and those of them that were compressed, the assets' names, and
    /// the stories with the heights that were measured.
    pub(super) fn new(
        files: &BundleFiles,
        compressed: &BTreeMap<String, Arc<Compressed>>,
        names: HashedNames,
        stories: &[ShownStory<'_>],
        heights: &Heights,
    ) -> Self {
        let files: BTreeMap<String, Size> = files
            .iter()
            .map(|(name, content)| {
                let compressed = compressed.get(name).map(Arc::as_ref);
                (name.clone(), Size::new(content, compressed))
            })
            .collect();
        let src = names.published_name(LOADER);
        let script = files
            .get(src)
            .map(|size| ScriptTag { src: src.to_owned(), integrity: size.integrity.clone() });
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            script,
            // Before the fields that it borrows from are moved.
            until_live: UntilLive::sum_sizes(&files, &names),
            names,
            files,
            stories: stories.iter().map(|story| StoryEntry::new(story, heights)).collect(),
        }
    }

    /// Returns the content of the file.
    ///
    /// # Errors
    ///
    /// Never with data like ours, but serde allows for it.
    pub(super) fn to_json(&self) -> anyhow::Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)
            .context("manifest: cannot be written as JSON; report this fault")?;
        json.push(b'\n');
        Ok(json)
    }

    /// Lists the sizes of what a box loads, for a person.
    pub(super) fn format_size_table(&self) -> String {
        let mut table = format_table_row("part", "file", "bytes", "brotli");
        // In the order in which a page loads them.
        for asset in ASSETS.iter().rev() {
            let file = self.names.published_name(asset.name);
            if let (Some(counted), Some(size)) = (asset.counted, self.files.get(file))
                && let Some(compressed) = size.compressed
            {
                let (bytes, brotli) = (format_count(size.bytes), format_count(compressed.brotli));
                table += &format_table_row(counted, file, &bytes, &brotli);
            }
        }
        if let Some(until_live) = &self.until_live {
            let brotli = format_count(until_live.brotli);
            table += &format_table_row("until live", "", "", &brotli);
        }
        table
    }
}

impl StoryEntry {
    fn new(ShownStory { versions, key, view, .. }: &ShownStory<'_>, heights: &Heights) -> Self {
        let current = &versions.current;
        let heights_of = |parts: &Parts| heights.get(&heights::key(key, parts)).cloned();
        let mut preset_heights = BTreeMap::new();
        for parts in heights::embedded_parts(view) {
            if parts != Parts::All
                && let Some(heights) = heights_of(&parts)
            {
                preset_heights.insert(parts.to_string(), heights);
            }
        }
        Self {
            id: current.id.to_string(),
            title: current.title.to_string(),
            lang: current.lang.to_string(),
            translations: versions.translated_languages().into_iter().map(str::to_owned).collect(),
            version: current.version,
            versions: versions.versions_oldest_first().map(|story| story.version).collect(),
            withdrawn: current.withdrawn.is_some(),
            heights: heights_of(&Parts::All),
            preset_heights,
            names: PresetNames::of(current),
        }
    }
}

impl UntilLive {
    /// Adds up the sizes, or returns nothing if an asset has not been compressed.
    fn sum_sizes(files: &BTreeMap<String, Size>, names: &HashedNames) -> Option<Self> {
        let mut parts = BTreeMap::new();
        for asset in &ASSETS {
            if let (Some(counted), Some(size)) =
                (asset.counted, files.get(names.published_name(asset.name)))
            {
                parts.insert(counted.to_owned(), size.compressed?.brotli);
            }
        }
        (!parts.is_empty()).then(|| Self { brotli: parts.values().sum(), parts })
    }
}

fn format_table_row(part: &str, file: &str, bytes: &str, brotli: &str) -> String {
    format!("  {part:<18}{file:<36}{bytes:>10}{brotli:>10}\n")
}

/// Writes a number with commas between the thousands.
fn format_count(number: usize) -> String {
    HumanCount(number as u64).to_string()
}

/// Whether a folder was made by this program: no other folder is ever replaced.
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
    fn the_sizes_of_what_a_browser_loads_are_added_up() {
        let assets = vec![
            (
                Asset::new(WIDGET.wasm, (), PublishedNames::Hashed).counted_as("wasm"),
                vec![b'b'; 1000],
            ),
            (Asset::new(LOADER, (), PublishedNames::Both).counted_as("loader"), vec![b'a'; 100]),
            (Asset::new("frame.js", (), PublishedNames::Plain), vec![b'f'; 10]),
        ];
        let mut files = BundleFiles::new();
        let names = names::publish_assets(assets, &mut files).expect("nothing is loaded");
        files.insert("stories/a.json".to_owned(), vec![b'c'; 50]);
        let compressed = compress::compress_all(&files, None);
        let manifest = Manifest::new(&files, &compressed, names.clone(), &[], &Heights::new());
        assert_eq!(manifest.files.len(), 5);
        let module = names.published_name(WIDGET.wasm);
        assert_eq!(manifest.files[module].bytes, 1000);
        let brotli = |name: &str| compressed[name].brotli.len();
        let until = manifest.until_live.as_ref().expect("all are compressed");
        let parts = [("loader", brotli(LOADER)), ("wasm", brotli(module))];
        assert_eq!(until.parts, parts.map(|(part, size)| (part.to_owned(), size)).into());
        assert_eq!(until.brotli, brotli(LOADER) + brotli(module));
        let table = manifest.format_size_table();
        assert!(table.contains(&format!("  wasm              {module}     1,000")), "{table}");
        assert!(table.contains("  until live"), "{table}");

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
    fn heights_belong_to_the_story_version_and_language_that_were_measured() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/versions/added-position/stories");
        let stories = stories::read_stories(&folder).expect("is sound");
        let shown = stories::compile_stories(&stories, None, &mut BundleFiles::new())
            .expect("can be shown");
        let key = |id: &str, version: u32, lang: &str| {
            StoryName::new(id)
                .and_then(|name| name.with_version(version).with_language(lang))
                .expect("is a name")
        };
        let other = [
            key("abbey", 2, "en-GB"),
            key("bridge", 1, "en-GB"),
            key("bridge", 2, "fr"),
            key("road", 2, "en-GB"),
        ];
        let mut heights: Heights =
            other.iter().map(|key| (heights::key(key, &Parts::All), "660:1".to_owned())).collect();
        let listed_heights = |heights: &Heights| {
            let manifest = Manifest::new(
                &BundleFiles::new(),
                &BTreeMap::new(),
                HashedNames::default(),
                &shown,
                heights,
            );
            let listed = manifest.stories.into_iter();
            listed.map(|story| (story.heights, story.preset_heights)).collect::<Vec<_>>()
        };
        assert_eq!(listed_heights(&heights), [(None, BTreeMap::new())]);
        let current = key("bridge", 2, "en-GB");
        heights.insert(heights::key(&current, &Parts::All), "660:512".to_owned());
        heights.insert(heights::key(&current, &Parts::Facts), "660:300".to_owned());
        let presets = BTreeMap::from([("facts".to_owned(), "660:300".to_owned())]);
        assert_eq!(listed_heights(&heights), [(Some("660:512".to_owned()), presets)]);
    }
}
