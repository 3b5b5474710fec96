//! What the files of a story are called.
//!
//! A name is made of an id, a version and a language, all from documents, and it says where
//! something is written. So only checked parts make one: no document can choose a place outside the
//! folder that is written.

use std::fmt;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use contract_fact_box::model::{Story, is_slug};
use contract_fact_box::view::BoxView;

/// A document of a story: the current one, one of its versions, or either in another language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StoryName {
    id: String,
    version: Option<u32>,
    lang: Option<String>,
}

/// A file's name, or its path in a folder by `/`; it cannot lead out of that folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileName(String);

impl StoryName {
    /// The current document of the story with this id.
    ///
    /// # Errors
    ///
    /// When the id has not the form of ids: the fact, what follows, and what to do.
    pub(crate) fn of(id: &str) -> Result<Self, String> {
        if !is_slug(id) {
            return Err(format!(
                "{id:?} is no id of a story, and would be a part of a file's name; nothing was written by it; use \
                 lower-case letters, digits and hyphens"
            ));
        }
        Ok(Self { id: id.to_owned(), version: None, lang: None })
    }

    /// The current document, if what is shown of a story in `lang` still has the story's own id.
    ///
    /// # Errors
    ///
    /// As above, when a translation has changed the id, or when `lang` is no tag of a language.
    pub(crate) fn of_view(story: &Story, view: &BoxView, lang: &str) -> Result<Self, String> {
        if *story.id != *view.id {
            return Err(format!(
                "translations.{lang}: `/id` makes the id {:?} of {:?}; boxes would not find the story, and it was not \
                 written; take `/id` out of the translation",
                view.id, &*story.id
            ));
        }
        let name = Self::of(&story.id)?;
        name.in_language(lang)?;
        Ok(name)
    }

    /// A version of it.
    pub(crate) fn version(&self, version: u32) -> Self {
        Self { version: Some(version), ..self.clone() }
    }

    /// The same in another language.
    ///
    /// # Errors
    ///
    /// When that is no tag of a language.
    pub(crate) fn in_language(&self, tag: &str) -> Result<Self, String> {
        if !is_language_tag(tag) {
            return Err(format!(
                "translations: {tag:?} is no tag of a language; no box could ask for it; write it as in \"fr\" or \
                 \"pt-BR\""
            ));
        }
        Ok(Self { lang: Some(tag.to_owned()), ..self.clone() })
    }

    /// The name of its file in the folder of stories.
    pub(crate) fn file(&self, extension: &'static str) -> FileName {
        FileName(format!("{self}.{extension}"))
    }

    /// The path of its file in the built folder.
    pub(crate) fn path(&self, extension: &'static str) -> FileName {
        FileName(format!("stories/{self}.{extension}"))
    }
}

/// `bridge`, `bridge/1`, `bridge.fr` or `bridge/1.fr`.
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
    /// Where the file is, if the name is meant in this folder.
    pub(crate) fn within(&self, folder: &Path) -> PathBuf {
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

/// Whether a text has the form of language tags: two or three letters first, then letters and
/// digits after hyphens.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let of = |part: &str, lengths: RangeInclusive<usize>, allowed: fn(&u8) -> bool| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| allowed(&byte))
    };
    // So none is the name of another kind of file, as `oembed` would be.
    parts.next().is_some_and(|first| of(first, 2..=3, u8::is_ascii_alphabetic))
        && parts.all(|part| of(part, 1..=8, u8::is_ascii_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_checked_parts() {
        let name = StoryName::of("bridge").expect("is an id");
        let french = name.in_language("fr").expect("is a language");
        for (name, expected) in [
            (&name, "bridge.json"),
            (&name.version(1), "bridge/1.json"),
            (&french, "bridge.fr.json"),
            (&french.version(12), "bridge/12.fr.json"),
        ] {
            assert_eq!(name.file("json").to_string(), expected);
            assert_eq!(name.path("json").to_string(), format!("stories/{expected}"));
            assert_eq!(name.file("json").within(Path::new("out")), Path::new("out").join(expected));
        }
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
            let complaint = StoryName::of(id).expect_err(id);
            assert!(complaint.starts_with(&format!("{id:?} is no id of a story, ")), "{complaint}");
        }
        let name = StoryName::of("bridge").expect("is an id");
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
            let complaint = name.in_language(tag).expect_err(tag);
            assert!(
                complaint.starts_with(&format!("translations: {tag:?} is no tag of a language; ")),
                "{complaint}"
            );
        }
        for tag in ["fr", "pt-BR", "zh-Hant-TW", "en-XA"] {
            assert!(name.in_language(tag).is_ok(), "{tag}");
        }
    }
}
