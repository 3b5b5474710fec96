//! Languages that the interface has no words for.

use contract_fact_box::view::Language;

/// Returns the message about a box in a language that the interface has no words for, or nothing if
/// it has.
pub(super) fn missing_language_message(lang: &str) -> Option<String> {
    Language::find_for_tag(lang).is_none().then(|| {
        format!(
            "lang: `{lang}` is a language for which the interface has no words; the box's own are English; add them as \
             src/view/words/README.md says"
        )
    })
}
