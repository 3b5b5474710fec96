//! The built folder: what its manifest says, and what its server answers to a page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use contract_fact_box::model::is_slug;
use serde::Deserialize;
use url::Url;

use super::answers;
use super::finding::{Findings, Served};
use super::integrity;
use super::page::Page;
use super::standing::Standing;
use super::web::Web;
use crate::cli::bundle::loaded_by_boxes;

/// The manifest's name.
const MANIFEST: &str = "manifest.json";

/// Where a built folder is.
#[derive(Clone, Debug)]
pub(super) enum Folder {
    Web(Url),
    Local(PathBuf),
}

/// What a folder holds, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(super) struct Manifest {
    name: String,
    #[serde(default)]
    files: BTreeMap<String, serde::de::IgnoredAny>,
    /// What files are called that have a hash in their names, by their plain names.
    #[serde(default)]
    names: BTreeMap<String, String>,
    pub(super) stories: Vec<Story>,
}

/// A story in the folder.
#[derive(Debug, Deserialize)]
pub(super) struct Story {
    pub(super) id: String,
    #[serde(default)]
    pub(super) lang: String,
    #[serde(default)]
    pub(super) translations: Vec<String>,
    pub(super) version: u32,
    #[serde(default)]
    pub(super) versions: Vec<u32>,
    #[serde(default)]
    pub(super) withdrawn: bool,
}

impl Manifest {
    /// Reads a manifest, or says why it is none of ours.
    fn read(json: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        if manifest.name == env!("CARGO_PKG_NAME") {
            Ok(manifest)
        } else {
            Err(format!("its name is `{}`", manifest.name))
        }
    }

    /// The manifest of a folder on this machine.
    ///
    /// # Errors
    ///
    /// Says what is wrong, and what to do.
    pub(super) fn local(folder: &Path) -> Result<Self, String> {
        let file = folder.join(MANIFEST);
        let json = fs::read(&file).map_err(|error| error.to_string());
        json.and_then(|json| Self::read(&json)).map_err(|reason| {
            format!(
                "{}: cannot be read as a manifest ({reason}); no version can be compared; name a folder that `build` has made",
                file.display()
            )
        })
    }

    /// The scripts, the stylesheet and the WebAssembly that a box loads besides the loader, by the names that they have.
    fn parts(&self) -> impl Iterator<Item = &str> {
        let named = loaded_by_boxes().map(|part| self.names.get(part).map_or(part, String::as_str));
        // Not every version of the program makes all of them.
        named.filter(|name| self.files.contains_key(*name))
    }

    /// The scripts among them.
    pub(super) fn scripts(&self) -> impl Iterator<Item = &str> {
        self.parts().filter(|name| name.ends_with(".js"))
    }
}

/// Whether a script says that it is of this program: another's may be called embed.js, too. None if it does not come.
pub(super) fn is_ours(script: &Url, web: &Web) -> Option<bool> {
    let answer = web.get(script, None).ok().filter(|answer| answer.status == 200)?;
    let name = env!("CARGO_PKG_NAME").as_bytes();
    Some(answer.body.windows(name.len()).any(|part| part == name))
}

/// Asks the folder for what the page's boxes need, as the page would, and judges the answers. Gives its manifest.
pub(super) fn ask(
    folder: &Url,
    page: &Page,
    standing: &Standing,
    web: &Web,
    findings: &mut Findings,
) -> Option<Manifest> {
    let place = format!("folder {folder}");
    let mut asked = answers::Asked::new(folder, page, web);
    // First, for it tells the names of the others.
    let (json, status) = match asked.fetch(MANIFEST) {
        Err(reason) => {
            findings.add(place, Served::Unreachable(reason));
            return None;
        }
        Ok(answer) => (answer.body.clone(), answer.status),
    };
    let manifest = match Manifest::read(&json) {
        Ok(manifest) if status == 200 => Some(manifest),
        Err(reason) if status == 200 => {
            findings.add(&*place, Served::NoManifest(reason));
            None
        }
        _ => None,
    };
    let is_live = standing.boxes.iter().any(super::standing::FactBox::is_loaded);
    for loader in &standing.loaders {
        let Some(src) = loader.src.as_ref().filter(|src| is_in(src, folder)) else { continue };
        let cors = standing.loaders.iter().any(|each| each.cors && each.src.as_ref() == Some(src));
        if let Some(answer) = asked.script(src, cors) {
            integrity::judge(loader, &answer.body, findings);
        }
    }
    if is_live {
        let parts: Vec<String> =
            manifest.iter().flat_map(Manifest::parts).map(str::to_owned).collect();
        for part in parts {
            // One that is not there is told with the others; one that does not answer ends nothing.
            let _ = asked.fetch(&part);
        }
    }
    let mut stories: Vec<String> = standing
        .boxes
        .iter()
        .filter(|each| {
            each.is_loaded() && each.spot.folder.as_ref().is_none_or(|other| other == folder)
        })
        .filter_map(|each| story_file(each.spot.id.as_deref()?, manifest.as_ref()))
        .collect();
    stories.sort();
    stories.dedup();
    for story in stories {
        let _ = asked.fetch(&story);
    }
    for each in &standing.boxes {
        match (each.form, each.spot.id.as_deref()) {
            _ if each.spot.folder.as_ref() != Some(folder) => {}
            (super::standing::Form::Frame, _) => asked.frame("frame.html"),
            (super::standing::Form::FramedPage, Some(id)) => {
                asked.frame(&format!("stories/{id}.html"))
            }
            _ => {}
        }
    }
    asked.tell(&place, findings);
    manifest
}

/// The story's newest JSON, unless the manifest says that there is none: that is told of the box.
fn story_file(id: &str, manifest: Option<&Manifest>) -> Option<String> {
    let known = manifest.is_none_or(|manifest| manifest.stories.iter().any(|story| story.id == id));
    (known && is_slug(id)).then(|| format!("stories/{id}.json"))
}

fn is_in(file: &Url, folder: &Url) -> bool {
    super::place::folder_of(file).as_ref() == Some(folder)
}
