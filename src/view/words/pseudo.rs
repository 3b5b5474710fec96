//! Two pseudo-locales made from the English texts, which show the problems that other languages
//! will bring.
//!
//! `en-XA` has accents, is 40% longer and puts brackets around each text. A text that is cut off is
//! easy to see, and so is one that did not come from the table, since it has no accents. `ar-XB` is
//! written from right to left.

use std::sync::LazyLock;

use super::super::pattern::{Token, tokens};
use super::en::EN;
use super::table::Language;

static LONG: LazyLock<Language> = LazyLock::new(|| EN.map_texts("en-XA", &lengthen));
static MIRRORED: LazyLock<Language> = LazyLock::new(|| EN.map_texts("ar-XB", &mirror));

/// Finds the pseudo-locale with this tag.
pub(super) fn find_pseudo_locale(tag: &str) -> Option<&'static Language> {
    [&LONG, &MIRRORED]
        .map(LazyLock::force)
        .into_iter()
        .find(|language| language.tag.eq_ignore_ascii_case(tag))
}

/// Puts accents on all letters of a text, doubles its vowels and puts it in brackets. Punctuation
/// and numbers stay as they are.
fn lengthen(pattern: &str) -> String {
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
    // A space at the end separates the text from what follows it, so the bracket goes before it.
    let text = out.trim_end();
    let spaces: String = out.chars().skip(text.chars().count()).collect();
    format!("{text}]{spaces}")
}

fn has_letters(token: &Token) -> bool {
    match token {
        Token::Text(text) => text.contains(|letter: char| letter.is_ascii_alphabetic()),
        Token::Placeholder(_) => false,
    }
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

/// Makes browsers show every word of a text from right to left, by marks of direction.
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
    fn placeholders_stay_and_words_change() {
        assert_eq!(lengthen("By {who}."), "[Ɓý {who}.]");
        assert_eq!(lengthen(", or "), "[, ööŕ] ");
        assert_eq!(lengthen("{text} ({aside})"), "{text} ({aside})");
        assert_eq!(mirror("By {who}."), "\u{200f}\u{202e}By\u{202c}\u{200f} {who}.");
    }

    #[test]
    fn a_long_text_is_some_40_percent_longer() {
        let [long, short] = [LONG.texts(), EN.texts()]
            .map(|texts| texts.iter().map(|(_, text)| text.chars().count()).sum::<usize>());
        assert!((130..=150).contains(&(long * 100 / short)), "{long} instead of {short}");
    }
}
