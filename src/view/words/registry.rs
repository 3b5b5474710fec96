//! Finding a language by its tag.

use super::{ALL, Language, en, pseudo};

impl Language {
    /// All languages but the pseudo-locales; the first is the default.
    pub fn all() -> &'static [&'static Self] {
        ALL
    }

    /// The language for a BCP 47 tag; English where there are no words for it.
    pub fn for_tag(tag: &str) -> &'static Self {
        Self::find_for_tag(tag).unwrap_or(&en::EN)
    }

    /// The language for a BCP 47 tag or, where it is too particular, for what it begins with:
    /// `de-AT`, then `de`.
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

    fn places(text: &str) -> BTreeSet<&str> {
        let name = |token| if let Token::Placeholder(name) = token { Some(name) } else { None };
        tokens(text).into_iter().filter_map(name).collect()
    }

    #[test]
    fn every_text_has_the_places_of_the_english_one() {
        let english: BTreeMap<_, _> = Language::for_tag("en").texts().into_iter().collect();
        let pseudo = ["en-XA", "ar-XB"].map(Language::for_tag);
        for language in ALL.iter().copied().chain(pseudo) {
            for (place, text) in language.texts() {
                let (group, name) = place.rsplit_once('.').unwrap_or_default();
                let about = format!("{}: {place}: {text:?}", language.tag);
                let own = places(text);
                if group == "format.currencies" {
                    assert_eq!(own, BTreeSet::from(["amount"]), "{about}");
                } else if ["one", "two", "few", "many"].contains(&name) {
                    // A form for one number may say it in words.
                    assert!(own.is_subset(&places(english[&format!("{group}.other")])), "{about}");
                } else {
                    assert_eq!(own, places(english[&place]), "{about}");
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
