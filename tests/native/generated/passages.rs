//! Passages of made-up texts, each text and each passage in a typography of its own: the passages
//! are found where they stand, whatever the typography, and those with one altered letter are not.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::texts::{Alteration, alter, check_texts};

/// Passages of each text: with the usual number of texts they are more than 10,000.
const PASSAGES: usize = 80;
/// What texts are made of, some of it alike, so that passages are nearly found elsewhere.
const WORDS: [&str; 48] = [
    "the",
    "a",
    "council",
    "councils",
    "deal",
    "deals",
    "ideal",
    "fair",
    "unfair",
    "is",
    "was",
    "not",
    "now",
    "no",
    "it's",
    "its",
    "can",
    "can't",
    "officers",
    "office",
    "staff",
    "café",
    "procurement",
    "contract",
    "contracts",
    "contract's",
    "multi-million",
    "million",
    "£330m",
    "£33m",
    "£1,250",
    "1,250",
    "250",
    "vice-chair",
    "chair",
    "of",
    "police",
    "police's",
    "Police",
    "data",
    "\"data\"",
    "'platform'",
    "(so",
    "far)",
    "well...",
    "-",
    "2018-19",
    "naïve",
];
const MARKS: [&str; 6] = ["", "", "", "", ",", "."];

/// A small generator of numbers, for the many choices of a typography.
struct Choices(u64);

impl Choices {
    /// Returns a number below `bound`.
    fn below(&mut self, bound: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).expect("it is small")
    }

    fn of<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }
}

/// Writes plain words in some typography. Where lines may break, words are broken too.
fn set_type(plain: &str, choices: &mut Choices, has_lines: bool) -> String {
    let mut written = String::new();
    let mut rest = plain;
    while let Some(character) = rest.chars().next() {
        let pairs: [(&str, &[&str]); 10] = [
            ("ffi", &["ffi", "ﬃ", "fﬁ", "ﬀi"]),
            ("ff", &["ff", "ﬀ"]),
            ("fi", &["fi", "ﬁ"]),
            ("...", &["...", "…"]),
            ("é", &["é", "e\u{301}"]),
            ("ï", &["ï", "i\u{308}"]),
            ("\"", &["\"", "“", "”", "„", "«"]),
            ("'", &["'", "’", "‘"]),
            ("-", &["-", "‐", "\u{2011}", "–", "—"]),
            (" ", if has_lines { &[" ", "  ", "\n", " \n ", "\u{a0}"] } else { &[" ", "\u{a0}"] }),
        ];
        let pair = pairs.into_iter().find(|(from, _)| rest.starts_with(from));
        let (from, to) = pair.map_or((&rest[..character.len_utf8()], None), |(from, to)| {
            (from, Some(choices.of(to)))
        });
        // A dash within a word or before a number would be a hyphen or a sign.
        let is_joining = from == "-" && rest.chars().nth(1).is_some_and(char::is_alphanumeric);
        written.push_str(if is_joining {
            choices.of(&["-", "‐", "\u{2011}"])
        } else {
            to.unwrap_or(from)
        });
        let last = from.chars().next_back().is_some_and(char::is_lowercase);
        rest = &rest[from.len()..];
        if last && rest.chars().next().is_some_and(char::is_lowercase) {
            match choices.below(40) {
                0 => written.push('\u{AD}'),
                1 if has_lines => written.push_str("-\n"),
                2 if has_lines => written.push_str("\u{AD}\n"),
                _ => {}
            }
        }
    }
    written
}

/// Counts where plain words stand in a plain text with nothing of a word cut off.
fn count_places(text: &str, words: &str) -> usize {
    let cuts = |before: Option<char>, after: &str, is_start: bool| {
        let mut after = after.chars();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (first, second) = (after.next(), after.next());
        let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '\'' | ',' | '.'));
        is_word(before) && (is_word(first) || joins(first) && is_word(second))
            || is_start && joins(before) && is_word(first)
    };
    let places = text.char_indices().map(|(start, _)| start);
    places
        .filter(|start| {
            let rest = &text[*start..];
            let Some(after) = rest.strip_prefix(words) else { return false };
            let before = text[..*start].chars().next_back();
            let before_last = words.chars().next_back();
            !cuts(before, rest, true) && !cuts(before_last, after, false)
        })
        .count()
}

/// Returns the line and column of a byte.
fn locate(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let column = before.rsplit('\n').next().expect("a line").chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

fn story_with_passages(quotes: &[String]) -> Value {
    let passages: Vec<_> = quotes
        .iter()
        .map(|quote| json!([{"source": "report", "passage": {"quote": quote}}]))
        .map(|sources| json!({"text": "So it is.", "sources": sources}))
        .collect();
    json!({"sources": [{"id": "report"}], "context": {"why_it_matters": passages}})
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn a_passage_is_found_in_any_typography_and_an_altered_one_in_none(
        chosen in prop::collection::vec((0..WORDS.len(), 0..MARKS.len()), 40..300),
        passages in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..30), PASSAGES),
        seed in any::<u64>(),
    ) {
        let mut choices = Choices(seed);
        let tokens: Vec<_> =
            chosen.iter().map(|(word, mark)| format!("{}{}", WORDS[*word], MARKS[*mark])).collect();
        let plain = tokens.join(" ");
        let mut source = String::new();
        let mut offsets = Vec::new();
        for token in &tokens {
            offsets.push(source.len());
            write!(source, "{}", set_type(token, &mut choices, true)).expect("a string");
            source.push_str(&set_type(" ", &mut choices, true));
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated-passages");
        fs::create_dir_all(&folder).expect("it can be made");
        fs::write(folder.join("report.txt"), &source).expect("it can be written");

        let cut = |(start, length): &(prop::sample::Index, usize)| {
            let start = start.index(tokens.len());
            (start, tokens[start..].iter().take(*length).cloned().collect::<Vec<_>>().join(" "))
        };
        let whole: Vec<_> = passages.iter().map(cut).collect();
        let altered: Vec<_> = whole
            .iter()
            .filter_map(|(_, words)| {
                let alteration = Alteration::ALL[choices.below(4)];
                alter(words, choices.below(200), alteration)
            })
            .map(|words| words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
            .collect();
        let quotes: Vec<_> = whole
            .iter()
            .map(|(_, words)| words)
            .chain(&altered)
            .map(|words| set_type(words, &mut choices, false))
            .collect();
        let checked = check_texts(&story_with_passages(&quotes), &folder);
        let path =
            |index: usize| format!("context.why_it_matters[{index}].sources[0].passage.quote");
        for (index, (start, words)) in whole.iter().enumerate() {
            let codes = checked.codes(&path(index));
            let place = checked.places.get(&path(index));
            match count_places(&plain, words) {
                1 => {
                    let (line, column) = locate(&source, offsets[*start]);
                    let expected = format!("passage: report, line {line}, column {column}");
                    prop_assert_eq!(place, Some(&expected), "{:?} {}", codes, words);
                }
                count => {
                    prop_assert!(count > 1, "{} is in the text", words);
                    prop_assert_eq!(codes, ["ambiguous-passage"], "{}", words);
                }
            }
        }
        for (index, words) in altered.iter().enumerate() {
            let codes = checked.codes(&path(whole.len() + index));
            if count_places(&plain, words) == 0 {
                prop_assert_eq!(codes, ["not-verbatim"], "{}", words);
            }
        }
    }
}
