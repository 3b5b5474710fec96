//! Translates stories: replaces the texts of a document, and nothing but its texts.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Lang, Story, check};

/// A text in another language: alone, or with the original it was made from.
///
/// With its original, a translation is known to be stale once the original has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Translation {
    /// Only the text. A later change of the original goes unnoticed.
    Plain(String),
    /// The translation, and the original that it was made from.
    Of {
        /// The text in the other language.
        text: String,
        /// The original, as it was when it was translated.
        of: String,
    },
}

impl Translation {
    /// Returns the text in the other language.
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Of { text, .. } => text,
        }
    }

    /// Whether the original has changed since it was translated.
    pub fn is_stale(&self, original: &str) -> bool {
        matches!(self, Self::Of { of, .. } if of != original)
    }
}

/// A story in another language.
#[derive(Clone, Debug, PartialEq)]
pub struct Translated {
    /// The story. Texts without a current translation stay in the original language.
    pub story: Story,
    /// The JSON pointers of the texts that are not translated, or whose translations are stale.
    pub untranslated: Vec<String>,
}

/// Why a story cannot be shown in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TranslationError {
    /// The story has no translation into this language.
    NoSuchLanguage,
    /// A translation has a JSON pointer to something other than a text, or to nothing.
    NotAText {
        /// The JSON pointer.
        pointer: String,
    },
    /// The document cannot be decoded once the translations are in it.
    Unreadable(String),
}

impl fmt::Display for TranslationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchLanguage => f.write_str("there is no translation into this language"),
            Self::NotAText { pointer } => write!(f, "`{pointer}` is not the place of a text"),
            Self::Unreadable(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for TranslationError {}

/// Translates a story into one of the languages of its `translations`.
///
/// Only what the types call a text is replaced: a translation cannot change a stance, an amount or
/// a URL.
///
/// # Errors
///
/// If there is no translation into the language, or if it is of something that is not a text.
///
/// ```
/// use contract_fact_box::model::{self, TranslationError};
///
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/view/full/story.json");
/// let text = std::fs::read_to_string(path)?;
/// let story = model::read(&text).into_valid().expect("the story has no errors");
/// let german = model::translate(&story, "de")?;
/// assert_eq!((&*german.story.lang, &*german.story.title), ("de", "Ein Vertrag mit allem"));
/// assert_eq!(german.story.contracts[0].values, story.contracts[0].values);
/// assert_eq!(model::translate(&story, "fr"), Err(TranslationError::NoSuchLanguage));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn translate(story: &Story, lang: &str) -> Result<Translated, TranslationError> {
    let translations = story.translations.get(lang).ok_or(TranslationError::NoSuchLanguage)?;
    let mut document = serde_json::to_value(story).map_err(to_unreadable)?;
    let originals = check::translatable_texts(&document);
    if let Some(pointer) = translations.keys().find(|pointer| !originals.contains_key(*pointer)) {
        return Err(TranslationError::NotAText { pointer: pointer.clone() });
    }
    let mut untranslated = Vec::new();
    for (pointer, original) in originals {
        let is_current = |translation: &&Translation| !translation.is_stale(&original.text);
        match translations.get(&pointer).filter(is_current) {
            Some(translation) => {
                if let Some(original) = document.pointer_mut(&pointer) {
                    *original = Value::String(translation.text().to_owned());
                }
            }
            None => untranslated.push(pointer),
        }
    }
    let mut story = check::decode_story(document).map_err(to_unreadable)?;
    story.lang = Lang(lang.to_owned());
    // The direction that the document gives is that of its own language.
    story.dir = None;
    Ok(Translated { story, untranslated })
}

/// A text of a story that may be translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryText {
    /// The JSON pointer in the long form of the story.
    pub pointer: String,
    /// The text in the story's language.
    pub text: String,
    /// The most characters that it may have in any language, if there is a limit.
    pub most_characters: Option<usize>,
}

/// Lists the texts of a story that may be translated, in its order. Names of persons, words of sources
/// and codes are not among them.
///
/// ```
/// use contract_fact_box::model;
///
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/view/full/story.json");
/// let text = std::fs::read_to_string(path)?;
/// let story = model::read(&text).into_valid().expect("the story has no errors");
/// let texts = model::list_texts(&story);
/// assert_eq!((&*texts[0].pointer, texts[0].most_characters), ("/title", Some(120)));
/// assert!(texts.iter().all(|text| !text.pointer.ends_with("/url")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn list_texts(story: &Story) -> Vec<StoryText> {
    // A story is made of types that serialize.
    let document = serde_json::to_value(story).unwrap_or_default();
    let mut texts = check::translatable_texts(&document);
    let mut listed = Vec::new();
    take_texts(&document, String::new(), &mut texts, &mut listed);
    listed
}

/// Moves the texts in a value to a list, in the order of the document.
fn take_texts(
    value: &Value,
    pointer: String,
    texts: &mut BTreeMap<String, check::TranslatableText>,
    listed: &mut Vec<StoryText>,
) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                take_texts(field, format!("{pointer}/{}", check::escape_key(key)), texts, listed);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                take_texts(item, format!("{pointer}/{index}"), texts, listed);
            }
        }
        Value::String(_) => {
            if let Some(found) = texts.remove(&pointer) {
                let check::TranslatableText { text, most_characters } = found;
                listed.push(StoryText { pointer, text, most_characters });
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn to_unreadable(error: serde_json::Error) -> TranslationError {
    TranslationError::Unreadable(error.to_string())
}

/// A JSON pointer and those of the values that its value is in, up to the whole document's.
pub(crate) fn outer_pointers(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(pointer), |inner| Some(inner.rsplit_once('/')?.0))
}

#[cfg(test)]
mod tests {
    use super::Translation;

    #[test]
    fn a_translation_is_stale_once_its_original_has_changed() {
        let plain: Translation = serde_json::from_str(r#""Die Brücke""#).expect("a text is one");
        let of: Translation = serde_json::from_str(r#"{"text": "Die Brücke", "of": "The bridge"}"#)
            .expect("with its original too");
        assert_eq!((plain.text(), of.text()), ("Die Brücke", "Die Brücke"));
        assert!(
            !plain.is_stale("The old bridge")
                && !of.is_stale("The bridge")
                && of.is_stale("The old bridge")
        );
    }
}
