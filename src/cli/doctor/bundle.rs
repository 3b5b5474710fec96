//! The bundle that boxes come from, as its manifest describes it. Messages call it the built
//! folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use url::Url;

use crate::cli::bundle::assets_of_every_box;
use crate::cli::preset::PresetNames;

/// The manifest's file name.
pub(super) const MANIFEST: &str = "manifest.json";

/// Where a bundle is.
#[derive(Clone, Debug)]
pub(super) enum BundleLocation {
    Url(Url),
    Path(PathBuf),
}

/// The parts of a bundle's manifest that `doctor` needs.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    name: String,
    #[serde(default)]
    files: BTreeMap<String, serde::de::IgnoredAny>,
    /// Maps plain file names to the names with a hash, for files that have one.
    #[serde(default)]
    names: BTreeMap<String, String>,
    stories: Vec<ManifestStory>,
}

/// A story in the bundle.
#[derive(Debug, Deserialize)]
pub(super) struct ManifestStory {
    pub(super) id: String,
    #[serde(default, rename = "lang")]
    pub(super) language: String,
    #[serde(default)]
    pub(super) translations: Vec<String>,
    /// The newest version.
    pub(super) version: u32,
    /// All versions that the bundle has a document of.
    #[serde(default)]
    pub(super) versions: Vec<u32>,
    #[serde(default)]
    pub(super) withdrawn: bool,
    /// What presets can name; empty in bundles of earlier versions of the program.
    #[serde(flatten)]
    pub(super) names: PresetNames,
}

impl Manifest {
    /// Parses a manifest.
    ///
    /// # Errors
    ///
    /// Fails with the reason if it is not one of our manifests.
    pub(super) fn parse(json: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        if manifest.name == env!("CARGO_PKG_NAME") {
            Ok(manifest)
        } else {
            Err(format!("its name is `{}`", manifest.name))
        }
    }

    /// Reads the manifest of a bundle on this machine.
    ///
    /// # Errors
    ///
    /// Fails with what is wrong, and what to do about it.
    pub(super) fn read_local(bundle: &Path) -> Result<Self, String> {
        let file = bundle.join(MANIFEST);
        let json = fs::read(&file).map_err(|error| error.to_string());
        json.and_then(|json| Self::parse(&json)).map_err(|reason| {
            format!(
                "{}: cannot be read as a manifest ({reason}); no version can be compared; name a \
                 folder that `build` has made",
                file.display()
            )
        })
    }

    /// Returns the names of the scripts, the stylesheet and the WebAssembly that a box loads after
    /// the loader.
    pub(super) fn box_files(&self) -> impl Iterator<Item = &str> {
        assets_of_every_box()
            .map(|file| self.names.get(file).map_or(file, String::as_str))
            // Bundles of other versions of the program may lack some of them.
            .filter(|name| self.files.contains_key(*name))
    }

    /// Returns the scripts among the files that a box loads.
    pub(super) fn box_scripts(&self) -> impl Iterator<Item = &str> {
        self.box_files().filter(|name| name.ends_with(".js"))
    }

    pub(super) fn has_file(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    pub(super) fn find_story(&self, id: &str) -> Option<&ManifestStory> {
        self.stories.iter().find(|story| story.id == id)
    }

    pub(super) fn story_ids(&self) -> impl Iterator<Item = &str> {
        self.stories.iter().map(|story| &*story.id)
    }
}
