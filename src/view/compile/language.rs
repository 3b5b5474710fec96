//! A story in another language, or in one for trials; and which way a language is written.

use super::CompileError;
use crate::model::{self, Direction, Lang, Story, TranslationError};

/// The languages for trying out the interface: no story is translated into them.
const TRIALS: [&str; 2] = ["en-XA", "ar-XB"];
/// Languages that are usually written from right to left.
const RTL: [&str; 14] = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
/// Scripts that are, whatever the language.
const RTL_SCRIPTS: [&str; 7] = ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"];

pub(super) fn translate(story: &Story, lang: &str) -> Result<Story, CompileError> {
    let is_trial = TRIALS.iter().any(|trial| trial.eq_ignore_ascii_case(lang));
    match model::translate(story, lang) {
        Ok(translated) => Ok(translated.story),
        Err(TranslationError::NoSuchLanguage) if is_trial => {
            Ok(Story { lang: Lang(lang.to_owned()), dir: None, ..story.clone() })
        }
        Err(TranslationError::NoSuchLanguage) => {
            let fault = format!("translations.{lang}: missing; the story cannot be shown in `{lang}`");
            Err(CompileError(fault))
        }
        Err(error @ TranslationError::NotAText { .. }) => {
            Err(CompileError(format!("translations.{lang}: {error}; it would be lost")))
        }
        Err(error) => Err(CompileError(format!("translations.{lang}: {error}"))),
    }
}

/// `ltr` or `rtl`: what the story says or, where it says nothing, what its language has.
pub(super) fn direction(story: &Story) -> &'static str {
    match story.dir {
        Some(Direction::Rtl) => "rtl",
        Some(Direction::Ltr) => "ltr",
        None if is_rtl(&story.lang) => "rtl",
        None => "ltr",
    }
}

/// Whether a language is written from right to left: as its tag's script is or, where it names none, as is usual.
fn is_rtl(tag: &str) -> bool {
    let mut parts = tag.split('-').map(str::to_ascii_lowercase);
    let language = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic())) {
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
