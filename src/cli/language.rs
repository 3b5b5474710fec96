//! The language of the interface's own words.

use contract_fact_box::view::Language;

/// What to say where a box is in a language for which the interface has no words.
pub(super) fn complaint(lang: &str) -> Option<String> {
    Language::find(lang).is_none().then(|| {
        format!(
            "lang: `{lang}` is a language for which the interface has no words; the box's own are English; add them as \
             src/view/words/README.md says"
        )
    })
}
