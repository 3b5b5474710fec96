//! Texts and words that nobody would write: nothing panics, and what is found is what was looked
//! for.

use std::fs;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::difference::find_difference;
use super::find::find_all;
use super::fold::{FoldedText, Layout};
use super::html::read_visible_text;
use super::quoted::find_quotations;
use super::source_text::{SourceText, TextFolder};
use crate::cli::scratch::Scratch;

/// Characters that fold, join, break or mark words, and some letters.
const TEXT: &str = "[a-cA é1£橋\u{301}\u{AD}\u{200B}\u{a0}\u{c}\n“”„\"'’‘«»…ﬁ.,<>/–‐-]{0,60}";

fn folded_characters(text: &FoldedText) -> Vec<char> {
    text.units().iter().map(|unit| unit.character).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2_000,
        rng_seed: RngSeed::Fixed(20_261_127),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_found_is_what_was_looked_for(
        text in TEXT, start in any::<prop::sample::Index>(), end in any::<prop::sample::Index>(), other in TEXT,
    ) {
        let offsets: Vec<_> = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).collect();
        let (start, end) = (*start.get(&offsets), *end.get(&offsets));
        let part = text.get(start.min(end)..start.max(end)).expect("offsets of characters");
        let source = SourceText::of_plain_text(text.clone());
        for words in [part, &other] {
            let folded = FoldedText::of_words(words);
            let found = find_all(source.folded(), &folded);
            for place in &found {
                let units = source.folded().units().get(place.units.clone()).expect("its units");
                if units.iter().all(|unit| unit.line_end.is_none()) && !text.contains("\u{AD}\n") {
                    let there = FoldedText::of_words(source.slice(place.bytes.clone()));
                    prop_assert_eq!(folded_characters(&there), folded_characters(&folded));
                }
                let location = source.location(place.bytes.start);
                prop_assert!(location.line >= 1 && location.column >= 1);
            }
            if found.is_empty() {
                find_difference(&source, words, &folded);
            }
        }
    }

    #[test]
    fn whatever_is_read_nothing_panics(text in TEXT, markup in "[a<>/ p!=\"-]{0,40}") {
        for quotation in find_quotations(&text) {
            prop_assert!(text.get(quotation).is_some_and(|words| !words.is_empty()));
        }
        let html = format!("<p>{text}<{markup}<q hidden>{text}");
        FoldedText::of(&read_visible_text(&html), Layout::Flowing);
    }
}

#[test]
fn a_source_s_id_leads_nowhere_but_to_its_text() {
    let scratch = Scratch::new("texts");
    scratch.write("secret.txt", "Words.");
    scratch.write("texts/report.txt", "Words.");
    fs::create_dir(scratch.path().join("texts/folder.txt")).expect("it can be made");
    let mut folder = TextFolder::open(&scratch.path().join("texts")).expect("it is there");
    for (source, is_read) in
        [("report", true), ("../secret", false), ("", false), ("REPORT", false), ("folder", false)]
    {
        assert_eq!(folder.text(source).is_ok(), is_read, "{source}");
    }
    assert!(TextFolder::open(&scratch.path().join("secret.txt")).is_err());
}
