//! Rewrites the JSON pointers of a document, which may be to what was written, into the expanded
//! document.

use serde_json::{Map, Value};

use super::super::path::Path;
use super::written::Written;

/// Rewrites the pointers that are the keys of translations, and those at these paths.
pub(super) fn lengthen_pointers(document: &mut Value, paths: &[Path], written: &mut Written) {
    if !written.is_short() {
        return;
    }
    for path in paths {
        let pointer = path.resolve(document).and_then(Value::as_str);
        if let Some(long) = pointer.and_then(|pointer| written.to_long_pointer(document, pointer)) {
            path.set_in(document, long.into());
        }
    }
    let mut translations = document.get("translations").cloned().unwrap_or_default();
    let path = Path::default().with_key("translations");
    for (lang, texts) in translations.as_object_mut().into_iter().flatten() {
        let Some(fields) = texts.as_object_mut() else { continue };
        let mut long = Map::new();
        for (pointer, text) in std::mem::take(fields) {
            let path = path.with_key(lang);
            let to = written
                .to_long_pointer(document, &pointer)
                .filter(|to| *to != pointer && !long.contains_key(to))
                .inspect(|to| written.note_moved(path.with_key(to), path.with_key(&pointer)));
            long.insert(to.unwrap_or(pointer), text);
        }
        *fields = long;
    }
    if let Some(value) = document.get_mut("translations") {
        *value = translations;
    }
}
