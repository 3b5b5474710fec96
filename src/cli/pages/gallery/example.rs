//! The examples of the gallery, as their files have them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::FOLDER;
use crate::cli::pages::crop::Crop;
use crate::cli::pages::read_file;
use crate::cli::story_file::StoryName;

/// A part of the box, with examples of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    /// The name of its file.
    #[serde(skip)]
    pub(super) id: String,
    /// The name of the part.
    pub(super) title: String,
    /// What it shows, in a sentence.
    pub(super) about: String,
    /// Its place on the page, from the lowest.
    pub(super) order: u32,
    /// Its states.
    pub(super) examples: Vec<Example>,
}

/// One state of a part of the box.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Example {
    /// Its name, which no other example of the group has.
    #[serde(skip_serializing)]
    pub(super) name: String,
    /// What it shows, in a few words.
    #[serde(skip_serializing)]
    pub(super) about: String,
    /// The bundled story that it shows in place of the base story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) story: Option<String>,
    /// Whether the page is pinned to the story as it is, and the example is a newer version of it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) pinned: bool,
    /// The preset, as [`Parts::parse`](contract_fact_box::view::Parts::parse)
    /// reads it; empty for the whole box.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) parts: String,
    /// Who is chosen to be compared, in the live box.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) chosen: Vec<String>,
    /// The id in the box of what is shown, as links to it name it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) at: String,
    /// What is shown, by the name of an element or by a class with a dot before it: the element
    /// around `at`, or the first in the box.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) part: String,
    /// The width of the box, in em, from which it is shown at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) from: Option<u16>,
    /// Whether what can be opened in it is open.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) open: bool,
    /// The width in CSS pixels at which it is shown unless the reader chooses another.
    #[serde(skip_serializing_if = "Width::is_phone")]
    pub(super) width: Width,
    /// The values that it sets in its story, by JSON Pointer. The last segment of a pointer may be
    /// new.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) set: BTreeMap<String, Value>,
}

/// The widths that examples are shown at; `gallery.css` has a rule for each.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(try_from = "u16", into = "u16")]
pub(super) enum Width {
    #[default]
    Phone,
    Column,
    Page,
    Wide,
}

impl Width {
    fn is_phone(&self) -> bool {
        *self == Self::Phone
    }
}

impl From<Width> for u16 {
    fn from(width: Width) -> Self {
        match width {
            Width::Phone => 375,
            Width::Column => 660,
            Width::Page => 900,
            Width::Wide => 1120,
        }
    }
}

impl TryFrom<u16> for Width {
    type Error = String;

    fn try_from(pixels: u16) -> Result<Self, String> {
        [Self::Phone, Self::Column, Self::Page, Self::Wide]
            .into_iter()
            .find(|width| u16::from(*width) == pixels)
            .ok_or_else(|| {
                format!("{pixels} is no width of the gallery: 375, 660, 900 and 1120 are")
            })
    }
}

impl Group {
    /// Reads a group from its file.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let id = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        let value = read_json(path)?;
        let group = serde_json::from_value(value).with_context(|| {
            format!("{}: is no group of examples; no gallery can be shown; fix it", path.display())
        })?;
        let group = Self { id: id.to_owned(), ..group };
        for example in &group.examples {
            // The id of an example is a part of the name of its document.
            StoryName::new(&group.example_id(example))
                .map_err(|complaint| anyhow!(complaint))
                .with_context(|| in_group(id, example))?;
        }
        Ok(group)
    }

    /// Returns the id of an example on the page.
    pub(super) fn example_id(&self, example: &Example) -> String {
        format!("{}-{}", self.id, example.name)
    }
}

impl Example {
    pub(super) fn crop(&self) -> Crop<'_> {
        Crop { at: &self.at, part: &self.part, is_open: self.open }
    }
}

/// Names an example in an error.
pub(super) fn in_group(group: &str, example: &Example) -> String {
    format!("www/{FOLDER}/{group}.json: example {:?}", example.name)
}

pub(super) fn read_json(path: &Path) -> anyhow::Result<Value> {
    let Ok(value) = serde_json::from_slice(&read_file(path)?) else {
        bail!("{}: is not JSON; no gallery can be shown; fix it", path.display());
    };
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_width_of_the_gallery_is_refused() {
        assert_eq!(Width::try_from(660), Ok(Width::Column));
        assert!(Width::try_from(661).is_err());
    }
}
