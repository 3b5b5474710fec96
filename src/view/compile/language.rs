//! A story in another language: its `translations` laid over it.

use serde_json::Value;

use super::CompileError;
use crate::model::{Lang, Story};

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
