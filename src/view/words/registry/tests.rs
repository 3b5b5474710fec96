//! What holds for the texts of every language.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::pattern::{Token, tokens};
use super::{ALL, Language};
use crate::view::words::regions::REGIONS;
use crate::view::words::texts::split_placeholder;

fn placeholders(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for token in tokens(text) {
        if let Token::Placeholder(placeholder) = token {
            names.insert(split_placeholder(placeholder).1);
        }
    }
    names
}

/// Texts that are the same in English and French, being spelt alike.
const ALIKE: [&str; 14] = [
    "changes.question",
    "changes.version",
    "changes.version_alone",
    "evidence.page",
    "folds.dates",
    "folds.source_count.other",
    "format.million.one",
    "money.budget",
    "sections.sources",
    "ui.choose_issue",
    "ui.question",
    "ui.source_number",
    "ui.version",
    "ui.who_says_so",
];

#[test]
fn french_has_every_text_and_none_of_them_is_english() {
    let french = Language::for_tag("fr");
    let paths = |language: &Language| -> BTreeSet<String> {
        let texts = language.texts().into_iter().map(|(path, _)| path);
        texts.filter(|path| !path.starts_with("format.")).collect()
    };
    assert_eq!(paths(french), paths(Language::for_tag("en")));
    let english: BTreeMap<_, _> = Language::for_tag("en").texts().into_iter().collect();
    let all: BTreeMap<_, _> = french.texts().into_iter().collect();
    for path in ALIKE {
        assert_eq!(all.get(path), english.get(path), "{path} is not alike");
    }
    for (path, text) in all {
        let words: String = tokens(text)
            .into_iter()
            .filter_map(|token| match token {
                Token::Text(text) => Some(text),
                Token::Placeholder(_) => None,
            })
            .collect();
        let is_worded = words.contains(char::is_alphabetic);
        let is_english = english.get(&path).is_some_and(|english| *english == text);
        assert!(
            !is_worded || !is_english || ALIKE.contains(&&*path),
            "{path} is still English: {text:?}"
        );
        for word in ["the", "of", "by", "not", "with", "and", "who"] {
            let mut all = words.split(|letter: char| !letter.is_alphabetic());
            assert!(all.all(|other| other != word), "{path} has English words: {text:?}");
        }
    }
}

#[test]
fn french_is_spaced_as_it_is_printed() {
    for language in [Language::for_tag("fr"), Language::for_tag("fr-CH")] {
        for (path, text) in language.texts() {
            let about = format!("{}: {path}: {text:?}", language.tag);
            assert!(!text.contains(['\'', '"', '“']), "{about}");
            for mark in [':', ';', '?', '!', '»'] {
                // A text may be the mark alone, such as those that end a sentence.
                for (index, _) in text.match_indices(mark).filter(|_| path != "marks.ends") {
                    let before = text.get(..index).and_then(|text| text.chars().next_back());
                    let space = if mark == ':' || mark == '»' { '\u{a0}' } else { '\u{202f}' };
                    assert_eq!(before, Some(space), "{about}");
                }
            }
            let opened = text.matches('«').count();
            assert_eq!(text.matches("«\u{a0}").count(), opened, "{about}");
        }
    }
    let canadian = Language::for_tag("fr-CA").texts();
    assert!(canadian.iter().any(|(_, text)| text.contains("posée; pas")));
    assert!(canadian.iter().all(|(_, text)| !text.contains('\u{202f}')));
}

#[test]
fn american_english_is_spelt_so_and_keeps_its_placeholders() {
    let texts = Language::for_tag("en-US").texts();
    let find = |path: &str| texts.iter().find(|(known, _)| known == path).map(|(_, text)| *text);
    for (path, text) in [
        ("changes.organisation", "An organization"),
        ("sources.licence", "License: {licence}."),
        ("status.cancelled", "canceled"),
        ("positions.also_under", "Also under “{issue}.”"),
    ] {
        assert_eq!(find(path), Some(text));
    }
    for (path, text) in &texts {
        for british in ["isation", "icence", "ancelled", "”."] {
            let without_names = text.replace("{licence}", "");
            assert!(!without_names.contains(british), "{path}: {text:?}");
        }
    }
}

#[test]
fn every_text_has_the_placeholders_of_the_english_one() {
    let english: BTreeMap<_, _> = Language::for_tag("en").texts().into_iter().collect();
    let pseudo = ["en-XA", "ar-XB"].map(Language::for_tag);
    for language in ALL.iter().copied().chain(pseudo).chain(&*REGIONS) {
        for (path, text) in language.texts() {
            let (group, name) = path.rsplit_once('.').unwrap_or_default();
            let about = format!("{}: {path}: {text:?}", language.tag);
            let own = placeholders(text);
            if ["format.currencies", "format.round_currencies"].contains(&group) {
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
