//! The formats of strings, by the values of the schema's `x-format`.

use iso_currency::Currency;

use super::super::{Moment, PartialDate};
use super::wording::{Problem, TextProblem};

/// A passage is the shortest that proves a fact, not a copy of the article.
const MAX_PASSAGE_WORDS: usize = 40;
/// The limit for scripts without spaces between words.
const MAX_UNSPACED_CHARACTERS: usize = 120;
/// The limit for words that are joined by hyphens instead of spaces.
const MAX_PASSAGE_CHARACTERS: usize = 400;
/// Ids are parts of file names and URLs.
const MAX_ID_CHARACTERS: usize = 64;

/// The length that software must support (BCP 47, section 4.4.1).
const MAX_LANGUAGE_CHARACTERS: usize = 35;

/// Checks `text` against a format.
pub(super) fn find_problem(format: &str, text: &str) -> Option<Problem> {
    match format {
        "slug" if text.len() > MAX_ID_CHARACTERS && text.is_ascii() => {
            Some(Problem::LongSlug { length: text.len(), most: MAX_ID_CHARACTERS })
        }
        "slug" => (!is_slug(text)).then(|| Problem::BadSlug(text.to_owned())),
        "lang" => (!is_language_tag(text)).then(|| Problem::BadLang(text.to_owned())),
        "date" => PartialDate::parse(text).is_none().then(|| Problem::BadDate(text.to_owned())),
        "moment" => Moment::parse(text).is_none().then(|| Problem::BadMoment(text.to_owned())),
        "decimal" => (!is_decimal(text)).then(|| Problem::BadAmount(text.to_owned())),
        "positive-decimal" => {
            (!is_positive_decimal(text)).then(|| Problem::NotPositive(text.to_owned()))
        }
        "currency" => {
            Currency::from_code(text).is_none().then(|| Problem::BadCurrency(text.to_owned()))
        }
        "http-url" => {
            (text != "unknown" && !is_http_url(text)).then(|| Problem::BadUrl(text.to_owned()))
        }
        "schema-version" => (!is_version_1(text)).then(|| Problem::BadVersion(text.to_owned())),
        "passage" => find_long_passage(text),
        _ => None,
    }
}

fn find_long_passage(text: &str) -> Option<Problem> {
    let measures = [
        (text.split_whitespace().count(), MAX_PASSAGE_WORDS, "words"),
        (
            text.chars().filter(|character| is_of_unspaced_script(*character)).count(),
            MAX_UNSPACED_CHARACTERS,
            "characters",
        ),
        (text.chars().count(), MAX_PASSAGE_CHARACTERS, "characters"),
    ];
    measures
        .into_iter()
        .find(|(count, most, _)| count > most)
        .map(|(count, most, unit)| Problem::LongPassage { count, most, unit })
}

/// How many characters of a script without spaces count as one word.
const UNSPACED_CHARACTERS_A_WORD: usize = MAX_UNSPACED_CHARACTERS / MAX_PASSAGE_WORDS;

/// Counts the words of a text, in such a way that a limit is as long in every script: where words
/// have no spaces between them, three characters count as one.
///
/// ```
/// use contract_fact_box::model::count_words;
///
/// assert_eq!(count_words("It is on  time."), 4);
/// assert_eq!(count_words("橋は予定通りに完成する。"), 4);
/// ```
pub fn count_words(text: &str) -> usize {
    let mut words = 0_usize;
    for part in text.split_whitespace() {
        let unspaced = part.chars().filter(|character| is_of_unspaced_script(*character)).count();
        words = words.saturating_add(unspaced.div_ceil(UNSPACED_CHARACTERS_A_WORD).max(1));
    }
    words
}

/// Whether a character is of a script that puts no spaces between words: Chinese, Japanese, Thai,
/// Lao, Burmese, Khmer, Tibetan.
fn is_of_unspaced_script(character: char) -> bool {
    matches!(u32::from(character),
        0x0E00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
            | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0xFF66..=0xFF9D | 0x20000..=0x3FFFF)
}

/// Finds what would change how a page reads, or was hardly intended, in a text for readers.
pub(super) fn find_text_problems(text: &str) -> Vec<Problem> {
    let unseen = text
        .chars()
        .find(|character| is_invisible_control(*character))
        .map(TextProblem::ControlCharacter);
    let markup = find_markup(text).map(|markup| TextProblem::Markup(markup.to_owned()));
    unseen.into_iter().chain(markup).map(Problem::Text).collect()
}

/// Whether a character is a control character or changes the direction of the text after it. Line
/// breaks and tabs count as spaces.
pub(super) fn is_invisible_control(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(character, '\u{202A}'..='\u{202E}')
}

/// Finds the first HTML tag, comment or character reference in a text.
fn find_markup(text: &str) -> Option<&str> {
    for (index, _) in text.match_indices(['<', '&']) {
        let rest = text.get(index..)?;
        if let Some(markup) = leading_tag(rest).or_else(|| leading_character_reference(rest)) {
            return Some(markup);
        }
    }
    None
}

/// Returns the HTML tag or comment that a text begins with. A `<` before a space or a digit is
/// ordinary text, as in "1 < 2", to a browser too.
fn leading_tag(text: &str) -> Option<&str> {
    let name = text.strip_prefix('<')?;
    let name = name.strip_prefix('/').unwrap_or(name);
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.starts_with("!--");
    text.get(..=text.find('>')?).filter(|_| is_tag)
}

/// Returns the character reference that a text begins with, as in `&amp;` or `&#39;`.
fn leading_character_reference(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('&')?.split_once(';')?;
    let reference = text.get(..name.len() + "&;".len())?;
    let name = name.strip_prefix('#').unwrap_or(name);
    // In "Marks & Spencer; Boots" the `&` and the `;` have nothing to do with each other.
    let is_name = (2..=8).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    is_name.then_some(reference)
}

/// Whether a text has the form of ids: at most 64 letters a to z, digits and hyphens, beginning
/// with a letter or digit.
///
/// ```
/// use contract_fact_box::model::is_slug;
///
/// assert!(is_slug("leicestershire-palantir"));
/// assert!(!is_slug("Leicestershire Palantir") && !is_slug("../secret") && !is_slug(""));
/// ```
pub fn is_slug(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && text.len() <= MAX_ID_CHARACTERS
}

/// Whether a text has the form of a language tag that may be part of a file's name, as in `pt-BR`:
/// a subset of BCP 47 in which the language has two or three lower-case letters.
///
/// ```
/// use contract_fact_box::model::is_language_tag;
///
/// assert!(is_language_tag("en") && is_language_tag("zh-Hant-TW"));
/// assert!(!is_language_tag("English") && !is_language_tag("en_GB") && !is_language_tag("../x"));
/// ```
pub fn is_language_tag(text: &str) -> bool {
    let mut subtags = text.split('-');
    let language = subtags.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && subtags.all(is_language_subtag)
        && text.len() <= MAX_LANGUAGE_CHARACTERS
}

/// Whether a text has the form of a part of a language tag after the language itself.
fn is_language_subtag(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a text is digits with at most one point, after at most one minus sign. There is no `-0`.
fn is_decimal(text: &str) -> bool {
    match text.strip_prefix('-') {
        Some(amount) => is_positive_decimal(amount),
        None => is_unsigned_decimal(text),
    }
}

fn is_positive_decimal(text: &str) -> bool {
    is_unsigned_decimal(text) && text.contains(|c: char| matches!(c, '1'..='9'))
}

fn is_unsigned_decimal(text: &str) -> bool {
    match text.split_once('.') {
        Some((integer, fraction)) => is_digits(integer) && is_digits(fraction),
        None => is_digits(text),
    }
}

fn is_version_1(text: &str) -> bool {
    text.strip_prefix("1.").is_some_and(is_digits)
}

/// Whether a text is one or more digits 0 to 9.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a URL is absolute, with scheme `http` or `https` and a host.
///
/// Browsers strip spaces and control characters before they read the scheme, so none is allowed.
pub fn is_http_url(text: &str) -> bool {
    for scheme in ["https://", "http://"] {
        if let Some((start, rest)) = text.split_at_checked(scheme.len())
            && start.eq_ignore_ascii_case(scheme)
        {
            // A bracket opens an IPv6 address.
            return rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
                && !text.contains(is_refused_in_url);
        }
    }
    false
}

fn is_refused_in_url(character: char) -> bool {
    character.is_control()
        || character.is_whitespace()
        || matches!(character, '<' | '>' | '"' | '\\' | '`')
}

#[cfg(test)]
mod tests {
    use super::{
        find_long_passage, find_markup, is_decimal, is_http_url, is_invisible_control,
        is_language_tag, is_positive_decimal, is_slug,
    };

    #[test]
    fn addresses_are_http_and_nothing_that_a_browser_would_read_otherwise() {
        for good in [
            "https://example.org",
            "http://example.org/a?b#c",
            "HTTPS://example.org/é",
            "http://[::1]/",
        ] {
            assert!(is_http_url(good), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "//example.org",
            "javascript:alert(1)",
            " https://example.org",
            "java\nscript:x",
            "https://",
            "https:///x",
            "data:text/html,x",
            "https://a b",
        ] {
            assert!(!is_http_url(bad), "{bad}");
        }
    }

    #[test]
    fn amounts_are_plain_decimals() {
        for good in ["0", "818750", "0.01", "123000000.00", "-2500", "-0.50"] {
            assert!(is_decimal(good), "{good}");
        }
        for bad in [
            "", ".5", "5.", "1,000", "1e6", "-", "-0", "--1", "1-", "+1", "−1", "£5", "NaN",
            "1.2.3",
        ] {
            assert!(!is_decimal(bad), "{bad}");
        }
        assert!(is_positive_decimal("0.5"));
        for bad in ["0", "0.00", "-1"] {
            assert!(!is_positive_decimal(bad), "{bad}");
        }
    }

    #[test]
    fn ids_and_languages_have_their_forms() {
        assert!(
            is_slug("met-police-2")
                && !is_slug("Met")
                && !is_slug("-a")
                && !is_slug("a b")
                && !is_slug("")
        );
        assert!(
            is_language_tag("en")
                && is_language_tag("en-GB")
                && is_language_tag("zh-Hant-TW")
                && !is_language_tag("English")
                && !is_language_tag("EN")
                && !is_language_tag("")
        );
    }
    #[test]
    fn a_passage_is_short_in_every_script() {
        for good in ["word ".repeat(40), "字".repeat(120), "word-".repeat(80)] {
            assert!(find_long_passage(&good).is_none(), "{good}");
        }
        for bad in ["word ".repeat(41), "字".repeat(121), "ก".repeat(121), "word-".repeat(81)] {
            assert!(find_long_passage(&bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn markup_and_what_cannot_be_seen_are_told_from_plain_words() {
        for (text, markup) in [
            ("a <b>bold</b> word", Some("<b>")),
            ("end</p>", Some("</p>")),
            ("R&amp;D", Some("&amp;")),
            ("it&#39;s", Some("&#39;")),
            ("<!-- a -->", Some("<!-- a -->")),
            ("1 < 2 and 3 > 2", None),
            ("Marks & Spencer; Boots", None),
            ("a <b", None),
            ("é<é>&é;", None),
        ] {
            assert_eq!(find_markup(text), markup, "{text}");
        }
        assert!(
            ['\0', '\u{1b}', '\r', '\u{7f}', '\u{9f}', '\u{202e}']
                .into_iter()
                .all(is_invisible_control)
        );
        assert!(
            !['\n', '\t', ' ', '\u{a0}', '\u{200f}', '\u{200d}']
                .into_iter()
                .any(is_invisible_control)
        );
    }
}
