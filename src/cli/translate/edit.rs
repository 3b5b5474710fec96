//! Writes translations into the text of a story, and leaves the rest of it byte for byte.

use contract_fact_box::model::{DocumentMap, Translation, escape_key, pointer_keys};
use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstInputValue, CstRootNode};

/// Writes translations into a story's text, each at the JSON pointer of its original. Returns `None`
/// if the text is no JSON object.
pub(super) fn write_translations<'t>(
    text: &str,
    lang: &str,
    translations: impl Iterator<Item = (&'t str, &'t Translation)>,
) -> Option<String> {
    let (mark, json) = match text.strip_prefix('\u{feff}') {
        Some(json) => ("\u{feff}", json),
        None => ("", text),
    };
    let map = DocumentMap::of(text)?;
    let root = CstRootNode::parse(json, &ParseOptions::default()).ok()?;
    let texts = root
        .object_value()?
        .object_value_or_create("translations")?
        .object_value_or_create(lang)?;
    for (pointer, translation) in translations {
        let written = locate_translation(&map, lang, pointer);
        let written = pointer_keys(&written).last().unwrap_or_default();
        let value = to_input(translation);
        match texts.get(&written).or_else(|| texts.get(pointer)) {
            Some(property) => property.set_value(value),
            None => drop(texts.append(pointer, value)),
        }
    }
    Some(format!("{mark}{root}"))
}

/// The JSON pointer at which the translation of a text stands in a document, whose editor may have
/// written the text's own pointer in short.
pub(super) fn locate_translation(map: &DocumentMap, lang: &str, pointer: &str) -> String {
    let place = format!("/translations/{}/{}", escape_key(lang), escape_key(pointer));
    map.locate(&place).pointer
}

fn to_input(translation: &Translation) -> CstInputValue {
    match translation {
        Translation::Plain(text) => text.as_str().into(),
        Translation::Of { text, of } => CstInputValue::Object(vec![
            ("text".to_owned(), text.as_str().into()),
            ("of".to_owned(), of.as_str().into()),
        ]),
    }
}
