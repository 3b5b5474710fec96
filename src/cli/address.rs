//! Addresses as options.

/// The address of the built folder, whole or a path on the site, made to end in `/`.
pub(super) fn base(text: &str) -> Result<String, String> {
    let is_path = text.starts_with('/') && !text.starts_with("//");
    if !(is_whole(text) || is_path) || !is_plain(text) {
        return Err(
            "must begin with https://, http:// or one /, and hold no space, quotation mark, ? or #"
                .into(),
        );
    }
    Ok(closed(text))
}

/// The whole address of the built folder, made to end in `/`.
pub(super) fn whole(text: &str) -> Result<String, String> {
    if !is_whole(text) || !is_plain(text) {
        return Err(
            "must begin with https:// or http://, and hold no space, quotation mark, ? or #".into(),
        );
    }
    Ok(closed(text))
}

fn is_whole(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && text.len() > scheme.len()
    })
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_graphic() && !"\"'<>\\?#".contains(c))
}

fn closed(text: &str) -> String {
    if text.ends_with('/') { text.to_owned() } else { format!("{text}/") }
}

#[cfg(test)]
mod tests {
    use super::{base, whole};

    #[test]
    fn the_folder_has_a_whole_address_or_a_path_on_the_site() {
        for (given, taken) in [
            ("https://cdn.example.org/box/", "https://cdn.example.org/box/"),
            ("HTTP://cdn.example.org", "HTTP://cdn.example.org/"),
        ] {
            assert_eq!(base(given), Ok(taken.to_owned()));
            assert_eq!(whole(given), Ok(taken.to_owned()));
        }
        for (given, taken) in [("/", "/"), ("/box", "/box/")] {
            assert_eq!(base(given), Ok(taken.to_owned()));
            assert!(whole(given).is_err(), "{given}");
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
            assert!(base(wrong).is_err(), "{wrong}");
        }
        for wrong in
            ["https://", "https://a b", "https://a\"", "https://a/?b", "https://a/#b", "ftp://a"]
        {
            assert!(base(wrong).is_err() && whole(wrong).is_err(), "{wrong}");
        }
    }
}
