//! Reads from a URL in a bundle which box it refers to.

use contract_fact_box::model::is_slug;
use url::Url;

use crate::cli::preset::AskedParts;

/// A reference to a box: a story of a bundle, optionally in one version and one language, and parts
/// of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BoxRef {
    pub(super) id: Option<String>,
    pub(super) version: Option<String>,
    pub(super) language: Option<String>,
    /// The parts of the box that it asks for.
    pub(super) parts: AskedParts,
    /// The bundle's URL, if the reference names one.
    pub(super) bundle: Option<Url>,
}

/// Returns the URL of the directory that a file is in.
pub(super) fn containing_directory(file: &Url) -> Option<Url> {
    let mut directory = file.join(".").ok()?;
    directory.set_query(None);
    directory.set_fragment(None);
    Some(directory)
}

/// Returns the last part of a URL's path.
pub(super) fn file_name(url: &Url) -> &str {
    url.path().rsplit('/').next().unwrap_or_default()
}

/// Reads the URL of a frame, `frame.html?story=ID`.
pub(super) fn parse_frame_url(url: &Url) -> Option<BoxRef> {
    if file_name(url) != "frame.html" {
        return None;
    }
    Some(BoxRef {
        id: Some(query_value(url, "story")?),
        version: query_value(url, "version"),
        language: query_value(url, "lang").filter(|language| !language.is_empty()),
        parts: AskedParts::read(|name| query_value(url, name)),
        bundle: containing_directory(url),
    })
}

/// Reads the URL of a story: `stories/ID.html`, `stories/ID.json` or `stories/ID/VERSION.json`.
///
/// Each may have a language before the extension, as in `stories/ID.fr.json`.
pub(super) fn parse_story_url(url: &Url) -> Option<BoxRef> {
    let (directory, file) = url.path().rsplit_once("/stories/")?;
    let file = file.strip_suffix(".html").or_else(|| file.strip_suffix(".json"))?;
    let (id, version, language) = match file.split_once('/') {
        Some((id, version)) => {
            let (version, language) = split_language(version);
            (id, Some(version), language)
        }
        None => {
            let (id, language) = split_language(file);
            (id, None, language)
        }
    };
    if !is_slug(id) || version.is_some_and(|version| version.contains('/')) {
        return None;
    }
    let mut bundle = url.clone();
    bundle.set_path(&format!("{directory}/"));
    bundle.set_query(None);
    bundle.set_fragment(None);
    Some(BoxRef {
        id: Some(id.to_owned()),
        version: version.map(str::to_owned),
        language: language.map(str::to_owned),
        parts: AskedParts::default(),
        bundle: Some(bundle),
    })
}

fn query_value(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// Splits `NAME.LANGUAGE`; the language is optional.
fn split_language(name: &str) -> (&str, Option<&str>) {
    match name.split_once('.') {
        Some((name, language)) => (name, Some(language)),
        None => (name, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn box_ref(id: &str, version: Option<&str>, language: Option<&str>) -> Option<BoxRef> {
        Some(BoxRef {
            id: Some(id.to_owned()),
            version: version.map(str::to_owned),
            language: language.map(str::to_owned),
            parts: AskedParts::default(),
            bundle: Url::parse("https://a.example/box/").ok(),
        })
    }

    #[test]
    fn story_urls_refer_to_boxes() {
        for (url, expected) in [
            ("https://a.example/box/stories/a-b.html", box_ref("a-b", None, None)),
            ("https://a.example/box/stories/a.json?x#y", box_ref("a", None, None)),
            ("https://a.example/box/stories/a.fr.json", box_ref("a", None, Some("fr"))),
            ("https://a.example/box/stories/a/2.json", box_ref("a", Some("2"), None)),
            ("https://a.example/box/stories/a/2.fr.json", box_ref("a", Some("2"), Some("fr"))),
            ("https://a.example/box/stories/", None),
            ("https://a.example/box/stories/A.html", None),
            ("https://a.example/box/stories/a.fr/2.json", None),
            ("https://a.example/box/stories/a/b/2.json", None),
            ("https://a.example/news/2026/a.html", None),
        ] {
            assert_eq!(parse_story_url(&Url::parse(url).expect("a URL")), expected, "{url}");
        }
    }

    #[test]
    fn frame_urls_refer_to_boxes() {
        for (url, expected) in [
            (
                "https://a.example/box/frame.html?story=a&version=1&lang=fr",
                box_ref("a", Some("1"), Some("fr")),
            ),
            ("https://a.example/box/frame.html?story=a#cfb=a/value", box_ref("a", None, None)),
            ("https://a.example/box/frame.html", None),
            ("https://a.example/box/other.html?story=a", None),
        ] {
            assert_eq!(parse_frame_url(&Url::parse(url).expect("a URL")), expected, "{url}");
        }
    }
}
