//! Two pseudo-locales, made of the English texts, that show what other languages will bring.
//!
//! `en-XA` has accents, is 40% longer and has brackets around each text: a text that is cut off
//! shows, and so does one without accents, which did not come from the table. `ar-XB` is written
//! from right to left.

use std::sync::LazyLock;

use super::super::pattern::{Token, tokens};
use super::en::EN;
use super::table::Language;

static LONG: LazyLock<Language> = LazyLock::new(|| EN.map_texts("en-XA", &lengthen));
static MIRRORED: LazyLock<Language> = LazyLock::new(|| EN.map_texts("ar-XB", &mirror));

/// The one with this tag, if it is one of them.
pub(super) fn find_pseudo_locale(tag: &str) -> Option<&'static Language> {
    let is = |name: &str| name.eq_ignore_ascii_case(tag);
    if is("en-XA") {
        Some(&LONG)
    } else if is("ar-XB") {
        Some(&MIRRORED)
    } else {
        None
    }
}

/// The text with accents on all letters, every vowel doubled, and in brackets; punctuation and
/// numbers stay.
fn lengthen(pattern: &str) -> String {
    let has_letters = |token: &Token| matches!(token, Token::Text(text) if text.contains(|c: char| c.is_ascii_alphabetic()));
    let tokens = tokens(pattern);
    if !tokens.iter().any(has_letters) {
        return pattern.to_owned();
    }
    let mut out = "[".to_owned();
    for token in tokens {
        match token {
            Token::Placeholder(name) => out += &format!("{{{name}}}"),
            Token::Text(text) => {
                for letter in text.chars() {
                    let accented = add_accent(letter);
                    out.push(accented);
                    if "aeiouAEIOU".contains(letter) {
                        out.extend(accented.to_lowercase());
                    }
                }
            }
        }
    }
    // A space at the end stays at the end.
    let text = out.trim_end();
    let spaces: String = out.chars().skip(text.chars().count()).collect();
    format!("{text}]{spaces}")
}

fn add_accent(letter: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find(|(plain, _)| *plain == letter)
        .map_or(letter, |(_, accented)| accented)
}

/// The text with every word written from right to left.
fn mirror(pattern: &str) -> String {
    let mut out = String::new();
    for token in tokens(pattern) {
        match token {
            Token::Placeholder(name) => out += &format!("{{{name}}}"),
            Token::Text(text) => {
                let mut within = false;
                for letter in text.chars() {
                    let is_word = letter.is_alphabetic() || (within && letter == '’');
                    match (within, is_word) {
                        (false, true) => out.push_str("\u{200f}\u{202e}"),
                        (true, false) => out.push_str("\u{202c}\u{200f}"),
                        _ => {}
                    }
                    out.push(letter);
                    within = is_word;
                }
                if within {
                    out.push_str("\u{202c}\u{200f}");
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{LONG, lengthen, mirror};
    use crate::view::words::en::EN;

    #[test]
    fn places_stay_and_words_do_not() {
        assert_eq!(lengthen("By {who}."), "[Ɓý {who}.]");
        assert_eq!(lengthen(", or "), "[, ööŕ] ");
        assert_eq!(lengthen("{text} ({aside})"), "{text} ({aside})");
        assert_eq!(mirror("By {who}."), "\u{200f}\u{202e}By\u{202c}\u{200f} {who}.");
    }

    #[test]
    fn a_long_text_is_some_40_percent_longer() {
        let length = |texts: Vec<(String, &str)>| {
            texts.iter().map(|(_, text)| text.chars().count()).sum::<usize>()
        };
        let (long, short) = (length(LONG.texts()), length(EN.texts()));
        assert!((130..=150).contains(&(long * 100 / short)), "{long} instead of {short}");
    }
}
