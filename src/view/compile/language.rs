//! A story in another language: its `translations` laid over it; and which way a language is written.

use serde_json::Value;

use super::CompileError;
use crate::model::{Direction, Lang, Story};

/// The languages for trying out the interface: no story is translated into them.
const TRIALS: [&str; 2] = ["en-XA", "ar-XB"];
/// Languages that are usually written from right to left.
const RTL: [&str; 14] = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
/// Scripts that are, whatever the language.
const RTL_SCRIPTS: [&str; 7] = ["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"];

pub(super) fn translate(story: &Story, lang: &str) -> Result<Story, CompileError> {
    let texts = match story.translations.get(lang) {
        Some(texts) => texts,
        None if TRIALS.iter().any(|trial| trial.eq_ignore_ascii_case(lang)) => {
            return Ok(Story { lang: Lang(lang.to_owned()), dir: None, ..story.clone() });
        }
        None => {
            let fault = format!("translations.{lang}: missing; the story cannot be shown in `{lang}`");
            return Err(CompileError(fault));
        }
    };
    let mut document = serde_json::to_value(story).map_err(|error| CompileError(error.to_string()))?;
    for (pointer, text) in texts {
        match document.pointer_mut(pointer) {
            Some(place @ Value::String(_)) => *place = Value::String(text.to_string()),
            _ => {
                let fault = format!("translations.{lang}: `{pointer}` is not the place of a text; it would be lost");
                return Err(CompileError(fault));
            }
        }
    }
    let mut story: Story = serde_json::from_value(document).map_err(|error| CompileError(error.to_string()))?;
    story.lang = Lang(lang.to_owned());
    if !texts.keys().any(|pointer| **pointer == *"/dir") {
        // The story's is that of its own language.
        story.dir = None;
    }
    Ok(story)
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
