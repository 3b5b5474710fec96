//! What editors should know of the interface in a story's languages.

use std::collections::BTreeSet;

use contract_fact_box::model::Story;
use contract_fact_box::view::{Language, SignOff};

/// Returns the note on the interface in a language: that it has no words, or that nobody whose
/// language it is has read them. Nothing, if there is nothing to say.
pub(super) fn note_on_interface(lang: &str) -> Option<String> {
    match Language::find_for_tag(lang).map(|language| language.sign_off) {
        None => Some(format!(
            "lang: `{lang}` is a language for which the interface has no words; the box’s own are \
             English and marked as such for screen readers; add them as src/view/words/README.md says"
        )),
        Some(SignOff::Unsigned) => Some(format!(
            "lang: no native reader has signed the interface’s words in `{lang}` yet; they may read \
             wrongly; have them read before you publish, as src/view/words/README.md says"
        )),
        Some(SignOff::Original | SignOff::Signed) => None,
    }
}

/// Returns the notes on the interface in all languages of a story.
pub(super) fn notes_on_story(story: &Story) -> Vec<String> {
    let mut notes = BTreeSet::new();
    let translated = story.translations.keys().map(String::as_str);
    for lang in std::iter::once(&*story.lang).chain(translated) {
        notes.extend(note_on_interface(lang));
    }
    notes.into_iter().collect()
}
