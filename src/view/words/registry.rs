//! Finding a language by its tag.

use std::sync::LazyLock;

use super::super::runs::mark_words;
use super::{ALL, Language, en, pseudo, regions};

/// English in the box of a story whose language has no texts here: its words are marked.
static FOREIGN: LazyLock<Language> =
    LazyLock::new(|| en::EN.map_texts("en", &|text| mark_words(text, "en")));

impl Language {
    /// All languages except the pseudo-locales, each as in the region that it is written for; the
    /// first is the default.
    pub fn all() -> &'static [&'static Self] {
        ALL
    }

    /// The languages as other regions write them than that which each is written for: `en-US`.
    pub fn regional() -> impl Iterator<Item = &'static Self> {
        regions::REGIONS.iter()
    }

    /// Returns the language for a BCP 47 tag, or English if there are no texts in it.
    ///
    /// ```
    /// use contract_fact_box::view::Language;
    ///
    /// assert_eq!(Language::for_tag("en-GB").tag, "en");
    /// assert_eq!(Language::for_tag("en-US").tag, "en-US");
    /// assert_eq!(Language::for_tag("en-XA").tag, "en-XA");
    /// assert_eq!(Language::for_tag("not-translated").tag, "en");
    /// ```
    pub fn for_tag(tag: &str) -> &'static Self {
        Self::find_for_tag(tag).unwrap_or(&en::EN)
    }

    /// Returns the language for a box in this language, as [`for_tag`](Self::for_tag) does. English
    /// in place of a language that there are no texts in is marked as English inside each text.
    pub(crate) fn for_box(tag: &str) -> &'static Self {
        Self::find_for_tag(tag).unwrap_or(&FOREIGN)
    }

    /// Finds the language for a BCP 47 tag. If there is none for the whole tag, its beginning is
    /// tried: `fr-BE`, then `fr`.
    pub fn find_for_tag(tag: &str) -> Option<&'static Self> {
        let mut tag = tag;
        loop {
            let mut real = ALL.iter().copied();
            let found = pseudo::find_pseudo_locale(tag)
                .or_else(|| regions::find_region(tag))
                .or_else(|| real.find(|language| language.tag.eq_ignore_ascii_case(tag)));
            match (found, tag.rsplit_once('-')) {
                (None, Some((shorter, _))) => tag = shorter,
                (found, _) => return found,
            }
        }
    }
}

#[cfg(test)]
mod tests;
