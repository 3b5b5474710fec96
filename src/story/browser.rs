//! The same for JavaScript.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::Finding;

/// What is thrown; `message` is that of the first error.
#[derive(Serialize)]
struct Refusal {
    message: String,
    issues: Vec<Finding>,
}

/// The view document of a story, from its JSON text; in its own language if `lang` is empty.
///
/// # Errors
///
/// `{message, issues}` if it cannot be shown; `issues` has `{code, severity, path, message}` of all
/// that is wrong.
#[wasm_bindgen]
pub fn compile(json: &str, lang: &str) -> Result<JsValue, JsValue> {
    match super::compile(json, lang) {
        Ok(view) => plain(&view),
        Err(issues) => {
            let first = issues.iter().find(|issue| issue.severity == "error");
            let message = first.map(|issue| issue.message.clone()).unwrap_or_default();
            Err(plain(&Refusal { message, issues })?)
        }
    }
}

/// All that is wrong with a story, from its JSON text: `{code, severity, path, message}` of each.
///
/// # Errors
///
/// Never with data like ours, but that is serde's to say.
#[wasm_bindgen]
pub fn check(json: &str) -> Result<JsValue, JsValue> {
    plain(&super::check(json))
}

/// As `JSON.parse` would give it.
fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
