//! Stories in another language or pseudo-locale, and the direction in which a language is written.

use serde_json::Value;

use super::super::runs;
use super::CompileError;
use crate::model::{
    self, Direction, Expression, Lang, Story, Text, Translated, TranslationError, Verbatim,
};

/// The pseudo-locales. No story is translated into them: only the interface is.
const PSEUDO_LOCALES: [&str; 2] = ["en-XA", "ar-XB"];
/// Languages that are usually written from right to left.
const RTL: [&str; 14] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
/// Scripts that are written from right to left, in any language.
const RTL_SCRIPTS: [&str; 7] = ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"];

pub(super) fn translate(story: &Story, lang: &str) -> Result<Story, CompileError> {
    let is_pseudo_locale = PSEUDO_LOCALES.iter().any(|pseudo| pseudo.eq_ignore_ascii_case(lang));
    match model::translate(story, lang) {
        Ok(translated) => {
            let untranslated = translated.untranslated.clone();
            let translated = attribute_words(story, translated);
            mark_untranslated(&translated, &untranslated, &story.lang).map_err(|error| {
                let error = TranslationError::Unreadable(error.to_string());
                CompileError::Translation { lang: lang.to_owned(), error }
            })
        }
        Err(TranslationError::NoSuchLanguage) if is_pseudo_locale => {
            Ok(Story { lang: Lang(lang.to_owned()), dir: None, ..story.clone() })
        }
        Err(error) => Err(CompileError::Translation { lang: lang.to_owned(), error }),
    }
}

/// Marks the texts that are not translated as those of the original's language, except names and the
/// words of statements that name their language themselves.
fn mark_untranslated(
    story: &Story,
    untranslated: &[String],
    lang: &str,
) -> serde_json::Result<Story> {
    let mut document = serde_json::to_value(story)?;
    for pointer in untranslated {
        let is_name = ["/name", "/short_name"].iter().any(|name| pointer.ends_with(name));
        if !is_name
            && !names_its_language(story, pointer)
            && let Some(Value::String(text)) = document.pointer_mut(pointer)
        {
            *text = runs::mark(text, lang);
        }
    }
    serde_json::from_value(document)
}

/// Whether a pointer leads to the words of a statement that are in its own language: they are not, if
/// they are a translation into that of the story.
fn names_its_language(story: &Story, pointer: &str) -> bool {
    let position = pointer.strip_prefix("/positions/").and_then(|rest| rest.strip_suffix("/text"));
    let position = position.and_then(|index| story.positions.get(index.parse::<usize>().ok()?));
    position.is_some_and(|said| said.original_text.is_none() && said.translated_by.is_none())
}

/// Makes clear whose words a translated statement has. A quotation that the newsroom has translated
/// keeps the speaker's own words as its original, and a statement that is not translated names its
/// language.
fn attribute_words(original: &Story, translated: Translated) -> Story {
    let Translated { mut story, untranslated } = translated;
    for (index, (position, original_position)) in
        story.positions.iter_mut().zip(&original.positions).enumerate()
    {
        let is_translated = !untranslated.contains(&format!("/positions/{index}/text"));
        let is_quote = position.expression == Expression::Quote;
        if !is_translated {
            position.lang.get_or_insert_with(|| original.lang.clone());
        } else if is_quote && position.original_text.is_none() && position.translated_by.is_none() {
            position.original_text = Some(Verbatim(original_position.text.to_string()));
            position.translated_by = Some(Text(original.publisher.to_string()));
            position.lang.get_or_insert_with(|| original.lang.clone());
        }
    }
    story
}

/// The direction that the story asks for, or else the direction of its language.
pub(super) fn story_direction(story: &Story) -> Direction {
    let usual = if is_rtl(&story.lang) { Direction::Rtl } else { Direction::Ltr };
    story.dir.unwrap_or(usual)
}

/// Whether a language is written from right to left: it depends on the script, if the tag names
/// one, and else on the language.
fn is_rtl(tag: &str) -> bool {
    let mut parts = tag.split('-').map(str::to_ascii_lowercase);
    let language = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
    {
        Some(script) => RTL_SCRIPTS.contains(&&*script),
        None => RTL.contains(&&*language),
    }
}

#[cfg(test)]
mod tests {
    use super::is_rtl;

    #[test]
    fn the_direction_is_that_of_the_script() {
        for tag in ["ar", "AR-eg", "ar-XB", "fa-IR", "he", "ur-PK", "az-Arab", "pa-Arab-PK"] {
            assert!(is_rtl(tag), "{tag}");
        }
        for tag in ["en", "en-XA", "de-AT", "ur-Latn", "arn", "zh-Hant-TW", ""] {
            assert!(!is_rtl(tag), "{tag}");
        }
    }
}
