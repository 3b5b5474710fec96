//! The functions of this module as JavaScript calls them.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::StoryFinding;

/// What a failed [`compile`] throws; `message` is that of the first error.
#[derive(Serialize)]
struct Refusal {
    message: String,
    issues: Vec<StoryFinding>,
}

/// Compiles a story from its JSON text to a view document, in the story's own language if `lang` is
/// empty.
///
/// # Errors
///
/// Throws `{message, issues}` if the story cannot be shown; `issues` lists every finding as `{code,
/// severity, path, pointer, message, waived}`.
#[wasm_bindgen]
pub fn compile(json: &str, lang: &str) -> Result<JsValue, JsValue> {
    match super::compile(json, lang) {
        Ok(view) => to_plain_object(&view),
        Err(issues) => {
            let first = issues.iter().find(|issue| issue.severity == "error");
            let message = first.map(|issue| issue.message.clone()).unwrap_or_default();
            Err(to_plain_object(&Refusal { message, issues })?)
        }
    }
}

/// Checks a story from its JSON text on a day such as `2026-06-03`; returns every finding as `{code,
/// severity, path, pointer, message, waived}`.
///
/// # Errors
///
/// None: the signature allows an error only because `serde-wasm-bindgen` does.
#[wasm_bindgen]
pub fn check(json: &str, today: &str) -> Result<JsValue, JsValue> {
    to_plain_object(&super::check(json, today))
}

/// Compiles as much of a story as can be read, for whoever writes it; returns `{view, issues}`, where
/// each of the issues has the `line` of the box that it is about, and `view` is null if too little
/// can be read.
///
/// # Errors
///
/// None, as for [`check`].
#[wasm_bindgen]
pub fn preview(json: &str, today: &str) -> Result<JsValue, JsValue> {
    to_plain_object(&super::preview(json, today))
}

/// Converts a value to what `JSON.parse` would return for its JSON.
fn to_plain_object(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
