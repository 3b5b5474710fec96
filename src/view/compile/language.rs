//! A story in another language: its `translations` laid over it; and which way a language is written.

use serde_json::Value;

use super::CompileError;
use crate::model::{Direction, Lang, Story};

/// The languages that are written from right to left, in the script that is usual for them.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

/// The direction that a language is written in.
pub(super) fn direction(lang: &str) -> Direction {
    let primary = lang.split('-').next().unwrap_or(lang);
    if RIGHT_TO_LEFT.iter().any(|each| primary.eq_ignore_ascii_case(each)) { Direction::Rtl } else { Direction::Ltr }
}

pub(super) fn translate(story: &Story, lang: &str) -> Result<Story, CompileError> {
    let texts = story
        .translations
        .get(lang)
        .ok_or_else(|| CompileError(format!("translations.{lang}: missing; the story cannot be shown in `{lang}`")))?;
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
    Ok(story)
}

#[cfg(test)]
mod tests {
    use super::direction;
    use crate::model::Direction;

    #[test]
    fn a_language_is_written_its_own_way_in_whichever_country() {
        for lang in ["ar", "he", "fa-IR", "AR-eg", "ur"] {
            assert_eq!(direction(lang), Direction::Rtl, "{lang}");
        }
        for lang in ["en-GB", "de", "arn", "hr", ""] {
            assert_eq!(direction(lang), Direction::Ltr, "{lang}");
        }
    }
}
