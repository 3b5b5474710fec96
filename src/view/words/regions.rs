//! Languages as other regions write them: dates, numbers, currencies and spelling.
//!
//! Dates, signs of currencies and the marks in numbers are those of the Unicode CLDR
//! ([locale data, release 48](https://cldr.unicode.org/downloads/cldr-48)), which
//! `tests/native/languages` compares with. What newspapers write otherwise is said here: months are
//! shortened as the Associated Press shortens them, the first day of a month is "1er" in French, and
//! the British and French signs of a currency have no letters where nobody could take it for another.

use std::sync::LazyLock;

use super::super::pattern::{Token, tokens};
use super::en::EN;
use super::fr::FR;
use super::table::{Format, Language};

/// The languages that differ from those in [`ALL`](super::ALL) by their region.
pub(super) static REGIONS: LazyLock<Vec<Language>> = LazyLock::new(|| {
    vec![american(), canadian_english(), australian(), canadian_french(), swiss_french()]
});

/// Finds a language by the tag with its region.
pub(super) fn find_region(tag: &str) -> Option<&'static Language> {
    REGIONS.iter().find(|language| language.tag.eq_ignore_ascii_case(tag))
}

/// English words that are spelt otherwise in America, in parts of which a capital may be the first
/// letter.
const AMERICAN: &[(&str, &str)] = &[
    ("organisation", "organization"),
    ("icence", "icense"),
    ("ancelled", "anceled"),
    ("FoI response", "Public-records response"),
    ("FoI request", "Public-records request"),
    // Full stops and commas go inside quotation marks.
    ("”.", ".”"),
    ("”,", ",”"),
];

fn american() -> Language {
    let american = EN.map_texts("en-US", &|text| respell(text, AMERICAN));
    Language {
        format: Format {
            short_months: [
                "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.",
                "Nov.", "Dec.",
            ],
            day: "{month} {day}, {year}",
            currencies: &[
                ("USD", "${amount}"),
                ("GBP", "£{amount}"),
                ("EUR", "€{amount}"),
                ("CAD", "CA${amount}"),
                ("AUD", "A${amount}"),
            ],
            ..american.format.clone()
        },
        ..american
    }
}

fn canadian_english() -> Language {
    let canadian =
        EN.map_texts("en-CA", &|text| respell(text, &[("organisation", "organization")]));
    Language {
        format: Format {
            day: "{month} {day}, {year}",
            currencies: &[
                ("CAD", "${amount}"),
                ("USD", "US${amount}"),
                ("GBP", "£{amount}"),
                ("EUR", "€{amount}"),
            ],
            ..canadian.format.clone()
        },
        ..canadian
    }
}

fn australian() -> Language {
    Language {
        tag: "en-AU",
        format: Format {
            currencies: &[
                ("AUD", "${amount}"),
                ("USD", "US${amount}"),
                ("GBP", "£{amount}"),
                ("EUR", "€{amount}"),
            ],
            ..EN.format.clone()
        },
        ..EN.clone()
    }
}

fn canadian_french() -> Language {
    // The Office québécois de la langue française puts no space before these.
    let canadian = FR.map_texts("fr-CA", &|text| {
        respell(text, &[("\u{202f};", ";"), ("\u{202f}!", "!"), ("\u{202f}?", "?")])
    });
    Language {
        format: Format {
            short_months: [
                "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.",
                "nov.", "déc.",
            ],
            group: "\u{a0}",
            currencies: &[
                ("CAD", "{amount}\u{a0}$"),
                ("USD", "{amount}\u{a0}$\u{a0}US"),
                ("GBP", "{amount}\u{a0}£"),
                ("EUR", "{amount}\u{a0}€"),
            ],
            round_currencies: &[
                ("CAD", "{amount} de dollars"),
                ("USD", "{amount} de dollars américains"),
                ("GBP", "{amount} de livres sterling"),
                ("EUR", "{amount} d’euros"),
            ],
            ..canadian.format.clone()
        },
        ..canadian
    }
}

fn swiss_french() -> Language {
    Language {
        tag: "fr-CH",
        format: Format {
            currencies: &[
                ("CHF", "{amount}\u{a0}francs"),
                ("EUR", "{amount}\u{a0}€"),
                ("GBP", "{amount}\u{a0}£"),
                ("USD", "{amount}\u{a0}$"),
            ],
            round_currencies: &[
                ("CHF", "{amount} de francs"),
                ("EUR", "{amount} d’euros"),
                ("GBP", "{amount} de livres sterling"),
                ("USD", "{amount} de dollars"),
            ],
            ..FR.format.clone()
        },
        ..FR.clone()
    }
}

/// Replaces parts of a pattern's text. The names of placeholders are not text.
fn respell(pattern: &str, words: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for token in tokens(pattern) {
        match token {
            Token::Placeholder(name) => out += &format!("{{{name}}}"),
            Token::Text(text) => {
                out +=
                    &words.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
            }
        }
    }
    out
}
