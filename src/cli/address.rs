//! URLs as options of the command line.

use url::Url;

/// Parses the URL of the bundle, absolute or as a path on the site, and ends it with `/`.
pub(super) fn parse_base_url(text: &str) -> Result<String, String> {
    let is_path = text.starts_with('/') && !text.starts_with("//");
    if !(is_absolute(text) || is_path) || !is_plain(text) {
        return Err(
            "must begin with https://, http:// or one /, and hold no space, quotation mark, ? or #"
                .into(),
        );
    }
    Ok(with_final_slash(text))
}

/// Parses the absolute URL of the bundle and ends it with `/`.
pub(super) fn parse_absolute_url(text: &str) -> Result<String, String> {
    if !is_absolute(text) || !is_plain(text) {
        return Err(
            "must begin with https:// or http://, and hold no space, quotation mark, ? or #".into(),
        );
    }
    Ok(with_final_slash(text))
}

/// Whether a text is an absolute URL without being repaired: the parser alone would repair it, as
/// browsers do.
fn is_absolute(text: &str) -> bool {
    let has_scheme = ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    has_scheme && Url::parse(text).is_ok()
}

/// Whether a text has no character that ends a URL, in HTML or otherwise.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_graphic() && !"\"'<>\\?#".contains(c))
}

fn with_final_slash(text: &str) -> String {
    if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }
}

#[cfg(test)]
mod tests {
    use super::{parse_absolute_url, parse_base_url};

    #[test]
    fn the_folder_has_a_whole_address_or_a_path_on_the_site() {
        for (given, taken) in [
            ("https://cdn.example.org/box/", "https://cdn.example.org/box/"),
            ("HTTP://cdn.example.org", "HTTP://cdn.example.org/"),
        ] {
            assert_eq!(parse_base_url(given), Ok(taken.to_owned()));
            assert_eq!(parse_absolute_url(given), Ok(taken.to_owned()));
        }
        for (given, taken) in [("/", "/"), ("/box", "/box/")] {
            assert_eq!(parse_base_url(given), Ok(taken.to_owned()));
            assert!(parse_absolute_url(given).is_err(), "{given}");
        }
        for wrong in [
            "",
            "box",
            "//cdn.example.org",
            "https://",
            "javascript:alert(1)",
            "/a b",
            "/\"",
            "/a?b",
            "/ä",
        ] {
            assert!(parse_base_url(wrong).is_err(), "{wrong}");
        }
        for wrong in [
            "https://",
            "https://:80",
            "https://a:99999",
            "https://a b",
            "https://a\"",
            "https://a/?b",
            "https://a/#b",
            "ftp://a",
        ] {
            assert!(
                parse_base_url(wrong).is_err() && parse_absolute_url(wrong).is_err(),
                "{wrong}"
            );
        }
    }
}
