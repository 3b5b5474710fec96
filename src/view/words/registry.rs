//! Finding a language by its tag.

use super::{ALL, Language, en, pseudo};

impl Language {
    /// All languages except the pseudo-locales; the first is the default.
    pub fn all() -> &'static [&'static Self] {
        ALL
    }

    /// Returns the language for a BCP 47 tag, or English if there are no texts in it.
    ///
    /// ```
    /// use contract_fact_box::view::Language;
    ///
    /// assert_eq!(Language::for_tag("en-GB").tag, "en");
    /// assert_eq!(Language::for_tag("en-XA").tag, "en-XA");
    /// assert_eq!(Language::for_tag("not-translated").tag, "en");
    /// ```
    pub fn for_tag(tag: &str) -> &'static Self {
        Self::find_for_tag(tag).unwrap_or(&en::EN)
    }

    /// Finds the language for a BCP 47 tag. If there is none for the whole tag, its beginning is
    /// tried: `de-AT`, then `de`.
    pub fn find_for_tag(tag: &str) -> Option<&'static Self> {
        let mut tag = tag;
        loop {
            let mut real = ALL.iter().copied();
            let found = pseudo::find_pseudo_locale(tag)
                .or_else(|| real.find(|language| language.tag.eq_ignore_ascii_case(tag)));
            match (found, tag.rsplit_once('-')) {
                (None, Some((shorter, _))) => tag = shorter,
                (found, _) => return found,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::super::pattern::{Token, tokens};
    use super::{ALL, Language};

    fn placeholders(text: &str) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for token in tokens(text) {
            if let Token::Placeholder(name) = token {
                names.insert(name);
            }
        }
        names
    }

    #[test]
    fn every_text_has_the_placeholders_of_the_english_one() {
        let english: BTreeMap<_, _> = Language::for_tag("en").texts().into_iter().collect();
        let pseudo = ["en-XA", "ar-XB"].map(Language::for_tag);
        for language in ALL.iter().copied().chain(pseudo) {
            for (path, text) in language.texts() {
                let (group, name) = path.rsplit_once('.').unwrap_or_default();
                let about = format!("{}: {path}: {text:?}", language.tag);
                let own = placeholders(text);
                if group == "format.currencies" {
                    assert_eq!(own, BTreeSet::from(["amount"]), "{about}");
                } else if ["one", "two", "few", "many"].contains(&name) {
                    // A form for one number may say it in words.
                    assert!(
                        own.is_subset(&placeholders(english[&format!("{group}.other")])),
                        "{about}"
                    );
                } else {
                    assert_eq!(own, placeholders(english[&path]), "{about}");
                }
                assert!(!text.is_empty(), "{about}");
                let braces = text.matches(['{', '}']).count();
                assert_eq!(
                    braces,
                    2 * tokens(text)
                        .iter()
                        .filter(|token| matches!(token, Token::Placeholder(_)))
                        .count(),
                    "{about}"
                );
            }
        }
    }
}
