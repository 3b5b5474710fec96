//! What `translations` and `corrections` point at: texts, and what readers are shown.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::Translation;
use super::form;
use super::path::Path;
use super::shape::{Walk, nearest};
use super::tables::{list, text};
use super::wording::{Problem, TextProblem};

/// Notes what is wrong with the translations of a document and with what its corrections point at.
pub(super) fn check(walk: &mut Walk<'_>) {
    let document = walk.document;
    let path = Path::default().key("translations");
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (lang, texts) in document["translations"].as_object().into_iter().flatten() {
        let path = path.key(lang);
        if let Some(first) = seen.insert(lang.to_ascii_lowercase(), lang) {
            walk.note(&path, TextProblem::SameLanguage { first: first.to_owned() });
        }
        if !form::is_language_tag(lang) {
            walk.note(&path, TextProblem::BadTranslationLanguage { lang: lang.clone() });
        } else if lang.eq_ignore_ascii_case(text(document, "lang")) {
            walk.note(&path, TextProblem::TranslatedIntoOwn { lang: lang.clone() });
        }
        for (pointer, translation) in texts.as_object().into_iter().flatten() {
            check_translation(walk, pointer, translation, &path.key(pointer));
        }
    }
    let path = Path::default().key("corrections");
    for (at, correction) in list(&document["corrections"]).iter().enumerate() {
        if let Some(pointer) = correction["pointer"].as_str()
            && let Some(problem) = correction_problem(walk, pointer)
        {
            walk.note(&path.index(at).key("pointer"), problem);
        }
    }
}

fn check_translation<'a>(walk: &mut Walk<'a>, pointer: &str, translation: &'a Value, path: &Path) {
    let Some((schema, original)) = walk.texts.get(pointer).copied() else {
        let problem = match walk.document.pointer(pointer) {
            None => TextProblem::TranslationOfNothing {
                near: nearest_text(walk, pointer),
                pointer: pointer.to_owned(),
            },
            Some(_) => TextProblem::TranslationOfNoText { pointer: pointer.to_owned() },
        };
        return walk.note(path, problem);
    };
    // The translation is shown where the original is, so what holds of the one holds of the other.
    match translation {
        Value::String(text) => walk.text(schema, text, path),
        _ => {
            if let Some(text) = translation["text"].as_str() {
                walk.text(schema, text, &path.key("text"));
            }
        }
    }
    if schema["x-code"].as_str().is_some_and(|code| text_of(translation) == code) {
        walk.note(path, TextProblem::TranslatedIntoCode { code: text_of(translation).to_owned() });
    }
    if let Ok(read) = serde_json::from_value::<Translation>(translation.clone())
        && read.is_stale(original)
    {
        walk.note(path, TextProblem::StaleTranslation);
    }
}

/// The text that a pointer to nothing may have meant, as in `title` for `/title`; never that of
/// another list entry.
fn nearest_text(walk: &Walk<'_>, pointer: &str) -> Option<String> {
    let entries =
        |pointer: &str| pointer.replace(|c: char| !c.is_ascii_digit(), " ").trim().to_owned();
    let texts = walk.texts.keys().filter(|text| entries(text) == entries(pointer));
    nearest(pointer, texts.map(String::as_str))
}

fn text_of(translation: &Value) -> &str {
    translation.as_str().unwrap_or_else(|| text(translation, "text"))
}

fn correction_problem(walk: &Walk<'_>, pointer: &str) -> Option<Problem> {
    if pointer.is_empty() || walk.document.pointer(pointer).is_none() {
        let near = nearest_text(walk, pointer);
        return Some(TextProblem::CorrectionOfNothing { near, pointer: pointer.to_owned() }.into());
    }
    let is_hidden = |hidden: &String| {
        pointer
            .strip_prefix(hidden.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    walk.hidden
        .iter()
        .any(is_hidden)
        .then(|| TextProblem::CorrectionOfHidden { pointer: pointer.to_owned() }.into())
}
