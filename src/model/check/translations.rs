//! Checks what `translations` and `corrections` point to.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{Translation, outer_pointers};
use super::form;
use super::path::Path;
use super::shape::{Walk, find_nearest};
use super::tables::{as_list, string_at};
use super::wording::{Problem, TextProblem};

/// Checks that translations are of texts, and that corrections are of what readers see.
pub(super) fn check_translations(walk: &mut Walk<'_>) {
    let document = walk.document;
    let path = Path::default().with_key("translations");
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (lang, texts) in document["translations"].as_object().into_iter().flatten() {
        let path = path.with_key(lang);
        if let Some(first) = seen.insert(lang.to_ascii_lowercase(), lang) {
            walk.add_finding(&path, TextProblem::SameLanguage { first: first.to_owned() });
        }
        if !form::is_language_tag(lang) {
            walk.add_finding(&path, TextProblem::BadTranslationLanguage { lang: lang.clone() });
        } else if lang.eq_ignore_ascii_case(string_at(document, "lang")) {
            walk.add_finding(&path, TextProblem::TranslatedIntoOwn { lang: lang.clone() });
        }
        for (pointer, translation) in texts.as_object().into_iter().flatten() {
            check_translation(walk, pointer, translation, &path.with_key(pointer));
        }
    }
    let path = Path::default().with_key("corrections");
    for (index, correction) in as_list(&document["corrections"]).iter().enumerate() {
        if let Some(pointer) = correction["pointer"].as_str()
            && let Some(problem) = find_correction_problem(walk, pointer)
        {
            walk.add_finding(&path.with_index(index).with_key("pointer"), problem);
        }
    }
}

fn check_translation<'a>(walk: &mut Walk<'a>, pointer: &str, translation: &'a Value, path: &Path) {
    let Some((schema, original)) = walk.texts.get(pointer).copied() else {
        let problem = match walk.document.pointer(pointer) {
            None => TextProblem::TranslationOfNothing {
                near: suggest_pointer(walk, pointer),
                pointer: pointer.to_owned(),
            },
            Some(_) => TextProblem::TranslationOfNoText { pointer: written_pointer(walk, pointer) },
        };
        return walk.add_finding(path, problem);
    };
    // The translation is shown in place of the original, so the same rules apply.
    match translation {
        Value::String(text) => walk.check_text(schema, text, path),
        _ => {
            if let Some(text) = translation["text"].as_str() {
                walk.check_text(schema, text, &path.with_key("text"));
            }
        }
    }
    if schema["x-code"].as_str().is_some_and(|code| text_of_translation(translation) == code) {
        walk.add_finding(
            path,
            TextProblem::TranslatedIntoCode { code: text_of_translation(translation).to_owned() },
        );
    }
    if let Ok(read) = serde_json::from_value::<Translation>(translation.clone())
        && read.is_stale(original)
    {
        walk.add_finding(path, TextProblem::StaleTranslation);
    }
}

/// Finds the pointer that was probably meant by a pointer to nothing, as `/title` by `title`. It
/// never leads to another list entry.
fn suggest_pointer(walk: &Walk<'_>, pointer: &str) -> Option<String> {
    let by_entry = walk.texts_by_entry.get_or_init(|| {
        let mut by_entry: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for text in walk.texts.keys().map(|text| written_pointer(walk, text)) {
            by_entry.entry(list_indices(&text)).or_default().push(text);
        }
        by_entry
    });
    let texts = by_entry.get(&list_indices(pointer)).into_iter().flatten();
    find_nearest(pointer, texts.map(String::as_str))
}

/// Returns the digits of a pointer, which are the indices of the list entries that it leads through.
fn list_indices(pointer: &str) -> String {
    pointer.replace(|c: char| !c.is_ascii_digit(), " ").trim().to_owned()
}

/// The JSON pointer to what the editor wrote, by that into the expanded document.
fn written_pointer(walk: &Walk<'_>, pointer: &str) -> String {
    walk.written.to_written_pointer(walk.document, pointer)
}

fn text_of_translation(translation: &Value) -> &str {
    translation.as_str().unwrap_or_else(|| string_at(translation, "text"))
}

fn find_correction_problem(walk: &Walk<'_>, pointer: &str) -> Option<Problem> {
    if pointer.is_empty() || walk.document.pointer(pointer).is_none() {
        let near = suggest_pointer(walk, pointer);
        return Some(TextProblem::CorrectionOfNothing { near, pointer: pointer.to_owned() }.into());
    }
    // The value itself is hidden, or one that it is in.
    let is_hidden = outer_pointers(pointer).any(|outer| walk.hidden.contains(outer));
    is_hidden
        .then(|| TextProblem::CorrectionOfHidden { pointer: written_pointer(walk, pointer) }.into())
}
