//! The texts of a story with their translations into one language.

use contract_fact_box::model::{Story, Translation, list_texts};

use super::describe::{Description, describe_text};

/// A text of a story, and its translation if there is one.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The JSON pointer in the long form of the story.
    pub(super) pointer: String,
    /// The text in the story's language.
    pub(super) text: String,
    /// The most characters that a translation may have.
    pub(super) most_characters: Option<usize>,
    /// What the text is, for translators.
    pub(super) description: Description,
    /// The translation in the story.
    pub(super) translation: Option<Translation>,
}

/// How far a text is translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It is not.
    Missing,
    /// The original has changed since.
    Stale,
    Translated,
}

impl Unit {
    pub(super) fn state(&self) -> State {
        match &self.translation {
            None => State::Missing,
            Some(translation) if translation.is_stale(&self.text) => State::Stale,
            Some(_) => State::Translated,
        }
    }

    /// The original that the translation was made from, if that is known.
    pub(super) fn earlier_original(&self) -> Option<&str> {
        match self.translation.as_ref()? {
            Translation::Plain(_) => None,
            Translation::Of { of, .. } => Some(of),
        }
    }
}

/// Lists the texts of a story in its order, with their translations into a language.
pub(super) fn list_units(story: &Story, lang: &str) -> Vec<Unit> {
    let translations = story.translations.get(lang);
    let units = list_texts(story).into_iter().map(|text| Unit {
        description: describe_text(story, &text.pointer),
        translation: translations.and_then(|texts| texts.get(&text.pointer)).cloned(),
        pointer: text.pointer,
        text: text.text,
        most_characters: text.most_characters,
    });
    units.collect()
}
