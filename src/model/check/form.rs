//! The forms of strings, one per `x-format` keyword of the schema.

use iso_currency::Currency;

use super::super::PartialDate;
use super::wording::Problem;

/// The most words a passage may have: it is the shortest that proves a fact, and not the article again.
const PASSAGE_WORDS: usize = 40;

/// What is wrong with the form of `text`, if anything is.
pub(super) fn problem(format: &str, text: &str) -> Option<Problem> {
    let got = || text.to_owned();
    match format {
        "slug" => (!is_slug(text)).then(|| Problem::BadSlug(got())),
        "lang" => (!is_lang(text)).then(|| Problem::BadLang(got())),
        "date" => PartialDate::parse(text).is_none().then(|| Problem::BadDate(got())),
        "decimal" => (!is_decimal(text)).then(|| Problem::BadAmount(got())),
        "currency" => Currency::from_code(text).is_none().then(|| Problem::BadCurrency(got())),
        "http-url" => (text != "unknown" && !is_http_url(text)).then(|| Problem::BadUrl(got())),
        "schema-version" => (!is_version_1(text)).then(|| Problem::BadVersion(got())),
        "passage" => {
            let words = text.split_whitespace().count();
            (words > PASSAGE_WORDS).then_some(Problem::LongPassage { words, most: PASSAGE_WORDS })
        }
        _ => None,
    }
}

/// Whether a text has the form of ids: lower-case letters, digits and hyphens, beginning with a letter or digit.
pub fn is_slug(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_lang(text: &str) -> bool {
    let mut parts = text.split('-');
    parts.next().is_some_and(|first| (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase()))
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn is_decimal(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(text),
    }
}

fn is_version_1(text: &str) -> bool {
    text.split_once('.')
        .is_some_and(|(major, minor)| major == "1" && !minor.is_empty() && minor.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether an address is absolute, `http` or `https`, and names a host.
///
/// Browsers strip spaces and control characters from addresses before they read the scheme, so none is allowed.
pub(crate) fn is_http_url(text: &str) -> bool {
    let scheme = |name: &str| text.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
    let Some(start) = scheme("https://").or_else(|| scheme("http://")) else { return false };
    text.get(start.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !text.contains(|c: char| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '`'))
}

#[cfg(test)]
mod tests {
    use super::{is_decimal, is_http_url, is_lang, is_slug};

    #[test]
    fn addresses_are_http_and_nothing_that_a_browser_would_read_otherwise() {
        for good in ["https://example.org", "http://example.org/a?b#c", "HTTPS://example.org/é", "http://[::1]/"] {
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
        for good in ["0", "818750", "0.01", "123000000.00"] {
            assert!(is_decimal(good), "{good}");
        }
        for bad in ["", ".5", "5.", "1,000", "1e6", "-1", "£5", "NaN", "1.2.3"] {
            assert!(!is_decimal(bad), "{bad}");
        }
    }

    #[test]
    fn ids_and_languages_have_their_forms() {
        assert!(is_slug("met-police-2") && !is_slug("Met") && !is_slug("-a") && !is_slug("a b") && !is_slug(""));
        assert!(
            is_lang("en")
                && is_lang("en-GB")
                && is_lang("zh-Hant-TW")
                && !is_lang("English")
                && !is_lang("EN")
                && !is_lang("")
        );
    }
}
