//! Links, with the archived copies of the pages that they lead to.

use crate::model::PartialDate;
use crate::view::is_safe_href;

/// Where a link leads: a URL that was found safe.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Href {
    pub(in super::super) url: String,
    /// The archived copy of the page, if there is one.
    pub(in super::super) copy: Option<ArchivedCopy>,
}

/// An archived copy of a page.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct ArchivedCopy {
    pub(in super::super) url: String,
    /// The day on which it was made, if its URL tells that.
    ///
    /// The day on which the newsroom read the page is none in its place: the page may have been saved
    /// on another, and by this date tools look for other copies of the same state.
    pub(in super::super) day: Option<PartialDate>,
}

impl Href {
    /// Makes a link to a page of which there is an archived copy, unless that is no safe URL.
    pub(super) fn with_copy(url: String, archived: &str) -> Self {
        let copy = is_safe_href(archived)
            .then(|| ArchivedCopy { url: archived.to_owned(), day: find_day_in_url(archived) });
        Self { url, copy }
    }
}

impl From<String> for Href {
    fn from(url: String) -> Self {
        Self { url, copy: None }
    }
}

/// Finds the day on which a web archive made a copy: the first part of the URL that begins with the 14
/// digits of a timestamp, as the Wayback Machine and archives like it have it. The short URLs of
/// archive.ph have none.
fn find_day_in_url(url: &str) -> Option<PartialDate> {
    url.split('/').find_map(|part| {
        let (digits, flags) = part.split_at_checked(14)?;
        let is_timestamp = digits.bytes().all(|byte| byte.is_ascii_digit())
            && flags.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let [year, month, day] = [digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?];
        let day = is_timestamp.then(|| [year, month, day].join("-"))?;
        PartialDate::parse(&day)
    })
}

#[cfg(test)]
mod tests {
    use super::find_day_in_url;

    #[test]
    fn the_day_of_a_copy_is_in_its_url_or_unknown() {
        for (url, day) in [
            ("https://web.archive.org/web/20250611083000/https://a.example/x", Some("2025-06-11")),
            (
                "https://web.archive.org/web/20250611083000id_/https://a.example/",
                Some("2025-06-11"),
            ),
            ("https://archive.example.org/20251331000000/https://a.example/", None),
            ("https://archive.ph/AbC12", None),
            ("https://web.archive.org/web/2025/https://a.example/", None),
            ("https://web.archive.org/web/*/https://a.example/", None),
            ("https://a.example/202506110830001", None),
        ] {
            assert_eq!(find_day_in_url(url).map(|day| day.to_string()).as_deref(), day, "{url}");
        }
    }
}
