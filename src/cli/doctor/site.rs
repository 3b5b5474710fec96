//! Sites: hosts that share a registrable domain.

use url::Url;

/// Whether two URLs are of the same site, regardless of their schemes (HTML, \"schemelessly same
/// site\").
pub(super) fn is_same_site(one: &Url, other: &Url) -> bool {
    match (registrable_domain(one), registrable_domain(other)) {
        (None, None) => one.host() == other.host(),
        (one, other) => one == other,
    }
}

/// Returns the domain that its owner registered, by the public suffix list; none for IP addresses
/// and for public suffixes.
fn registrable_domain(url: &Url) -> Option<&str> {
    psl::domain_str(url.domain()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_distinguished_as_in_browsers() {
        for (one, other, is_same) in [
            ("https://news.example.org/", "https://cdn.example.org/box/", true),
            ("https://example.org/", "https://cdn.example.org/box/", true),
            ("https://example.org/", "http://cdn.example.org/box/", true),
            ("https://example.org/", "https://example.com/box/", false),
            ("https://www.news.co.uk/", "https://cdn.news.co.uk/box/", true),
            ("https://www.news.co.uk/", "https://cdn.other.co.uk/box/", false),
            ("https://nu.nl/", "https://cdn.nu.nl/box/", true),
            ("https://news.github.io/", "https://boxes.github.io/", false),
            ("https://127.0.0.1/", "https://127.0.0.1:8443/box/", true),
            ("https://127.0.0.1/", "https://127.0.0.2/box/", false),
            ("https://localhost/", "https://127.0.0.1/box/", false),
        ] {
            let first = Url::parse(one).expect("a URL");
            let second = Url::parse(other).expect("a URL");
            assert_eq!(is_same_site(&first, &second), is_same, "{one} {other}");
        }
    }
}
