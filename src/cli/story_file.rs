//! The names of a story's files.
//!
//! A name is made of an id, a version and a language, which come from documents, and it decides
//! where a file is written. Only parts of a checked form make a name, so no document can write
//! outside the output folder.

use std::fmt;
use std::path::{Path, PathBuf};

use contract_fact_box::model::{Story, is_language_tag, is_slug};
use contract_fact_box::view::{BoxView, Parts};

/// Identifies a document of a story: its current version or an earlier one, in one language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StoryName {
    id: String,
    version: Option<u32>,
    lang: Option<String>,
}

/// The name of a file, or its path with `/` within a folder; it cannot lead out of that folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileName(String);

impl StoryName {
    /// Returns the current document of the story with this id.
    ///
    /// # Errors
    ///
    /// If the id does not have the form of ids: the fact, the consequence and the fix.
    pub(crate) fn new(id: &str) -> Result<Self, String> {
        if !is_slug(id) {
            return Err(format!(
                "{id:?} is no id of a story, and would be a part of a file's name; nothing was written by it; use \
                 lower-case letters, digits and hyphens"
            ));
        }
        Ok(Self { id: id.to_owned(), version: None, lang: None })
    }

    /// The current document in `lang`, if its view has the story's own id.
    ///
    /// # Errors
    ///
    /// As for `of`, or if a translation has changed the id, or if `lang` is no language tag.
    pub(crate) fn for_view(story: &Story, view: &BoxView, lang: &str) -> Result<Self, String> {
        if *story.id != *view.id {
            return Err(format!(
                "translations.{lang}: `/id` makes the id {:?} of {:?}; boxes would not find the story, and it was not \
                 written; take `/id` out of the translation",
                view.id, &*story.id
            ));
        }
        let name = Self::new(&story.id)?;
        name.with_language(lang)?;
        Ok(name)
    }

    /// Returns the same document in a version of its own.
    pub(crate) fn with_version(&self, version: u32) -> Self {
        Self { version: Some(version), ..self.clone() }
    }

    /// Returns the same document in another language.
    ///
    /// # Errors
    ///
    /// If `tag` is no language tag.
    pub(crate) fn with_language(&self, tag: &str) -> Result<Self, String> {
        if !is_language_tag(tag) {
            return Err(format!(
                "translations: {tag:?} is no tag of a language; no box could ask for it; write it as in \"fr\" or \
                 \"pt-BR\""
            ));
        }
        Ok(Self { lang: Some(tag.to_owned()), ..self.clone() })
    }

    /// Returns the name of the document's file in the folder of stories.
    pub(crate) fn file_name(&self, extension: &'static str) -> FileName {
        FileName(format!("{self}.{extension}"))
    }

    /// Returns the path of the document's file in the bundle.
    pub(crate) fn bundle_path(&self, extension: &'static str) -> FileName {
        FileName(format!("stories/{self}.{extension}"))
    }

    /// Returns the path of the prerendered box in the bundle, as `static.js` asks for it. `None` if
    /// there is none.
    pub(crate) fn box_path(&self, parts: &Parts) -> Option<FileName> {
        Some(FileName(format!("stories/{self}.{}", box_extension(parts)?)))
    }

    /// Returns the URL of the bundle, relative to the document's files in it.
    pub(crate) fn relative_base(&self) -> &'static str {
        if self.version.is_some() { "../../" } else { "../" }
    }
}

/// Returns the ending of a prerendered box's name, in the place of `json`. `None` for a comparison, of
/// which there are too many to render, and for an issue whose id is none.
pub(crate) fn box_extension(parts: &Parts) -> Option<String> {
    let suffix = match parts {
        Parts::All => String::new(),
        Parts::Facts | Parts::Words(None) => format!("-{}", parts.name()),
        Parts::Words(Some(issue)) if is_slug(issue) => format!("-{}-{issue}", parts.name()),
        Parts::Words(Some(_)) | Parts::Compare(_) => return None,
    };
    Some(format!("box{suffix}.html"))
}

/// Formats the name as `bridge`, `bridge/1`, `bridge.fr` or `bridge/1.fr`.
impl fmt::Display for StoryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        if let Some(version) = self.version {
            write!(f, "/{version}")?;
        }
        self.lang.as_ref().map_or(Ok(()), |lang| write!(f, ".{lang}"))
    }
}

impl FileName {
    /// Returns the path of the file in `folder`.
    pub(crate) fn path_in(&self, folder: &Path) -> PathBuf {
        folder.join(&self.0)
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_checked_parts() {
        let name = StoryName::new("bridge").expect("is an id");
        let french = name.with_language("fr").expect("is a language");
        for (name, expected) in [
            (&name, "bridge.json"),
            (&name.with_version(1), "bridge/1.json"),
            (&french, "bridge.fr.json"),
            (&french.with_version(12), "bridge/12.fr.json"),
        ] {
            assert_eq!(name.file_name("json").to_string(), expected);
            assert_eq!(name.bundle_path("json").to_string(), format!("stories/{expected}"));
            assert_eq!(
                name.file_name("json").path_in(Path::new("out")),
                Path::new("out").join(expected)
            );
        }
    }

    #[test]
    fn a_prerendered_box_is_named_after_its_parts() {
        let name = StoryName::new("bridge").expect("is an id");
        let version = name.with_version(1).with_language("fr").expect("is a language");
        let path = |name: &StoryName, parts: &str| {
            name.box_path(&Parts::parse(parts).expect("are parts")).map(|path| path.to_string())
        };
        for (name, parts, expected) in [
            (&name, "all", Some("stories/bridge.box.html")),
            (&name, "facts", Some("stories/bridge.box-facts.html")),
            (&name, "words", Some("stories/bridge.box-words.html")),
            (&version, "words/deal", Some("stories/bridge/1.fr.box-words-deal.html")),
            (&name, "words/../deal", None),
            (&name, "compare/ann,bo", None),
        ] {
            assert_eq!(path(name, parts).as_deref(), expected, "{parts}");
        }
        assert_eq!((name.relative_base(), version.relative_base()), ("../", "../../"));
    }

    #[test]
    fn what_could_lead_elsewhere_is_no_name() {
        for id in [
            "",
            ".",
            "..",
            "../../evil",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "a.b",
            "a b",
            "A",
            "a\0",
            "-a",
        ] {
            let complaint = StoryName::new(id).expect_err(id);
            assert!(complaint.starts_with(&format!("{id:?} is no id of a story, ")), "{complaint}");
        }
        let name = StoryName::new("bridge").expect("is an id");
        for tag in [
            "",
            "..",
            "../../x",
            "fr/x",
            "fr.x",
            "fr ",
            "-fr",
            "fr-",
            "fr--x",
            "fr_FR",
            "verylongtag",
            "oembed",
            "f",
        ] {
            let complaint = name.with_language(tag).expect_err(tag);
            assert!(
                complaint.starts_with(&format!("translations: {tag:?} is no tag of a language; ")),
                "{complaint}"
            );
        }
        for tag in ["fr", "pt-BR", "zh-Hant-TW", "en-XA"] {
            assert!(name.with_language(tag).is_ok(), "{tag}");
        }
    }
}
