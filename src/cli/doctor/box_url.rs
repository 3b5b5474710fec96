//! Addresses in the built folder, and what they say.

use contract_fact_box::model::is_slug;
use url::Url;

/// Which box is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BoxRef {
    pub(super) id: Option<String>,
    pub(super) version: Option<String>,
    pub(super) lang: Option<String>,
    /// The built folder, if the box itself names one.
    pub(super) folder: Option<Url>,
}

/// The folder that a file is in.
pub(super) fn folder_of(file: &Url) -> Option<Url> {
    let mut folder = file.join(".").ok()?;
    folder.set_query(None);
    folder.set_fragment(None);
    Some(folder)
}

/// What `frame.html?story=ID` means.
pub(super) fn frame(url: &Url) -> Option<BoxRef> {
    let asked = |name: &str| {
        url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    url.path().ends_with("/frame.html").then_some(())?;
    Some(BoxRef {
        id: Some(asked("story")?),
        version: asked("version"),
        lang: asked("lang").filter(|lang| !lang.is_empty()),
        folder: folder_of(url),
    })
}

/// What `stories/ID.html`, `stories/ID.json`, `stories/ID/VERSION.json` or one of them in a language means.
pub(super) fn page_of_story(url: &Url) -> Option<BoxRef> {
    let (folder, file) = url.path().rsplit_once("/stories/")?;
    let file = file.strip_suffix(".html").or_else(|| file.strip_suffix(".json"))?;
    let (id, rest) = match file.split_once('/') {
        Some((id, rest)) => (id, Some(rest)),
        None => (file, None),
    };
    let (id, lang) = split_lang(id);
    let (version, pinned_lang) = rest.map_or((None, None), |rest| {
        let (version, lang) = split_lang(rest);
        (Some(version.to_owned()), lang)
    });
    if !is_slug(id) || rest.is_some_and(|rest| rest.contains('/')) {
        return None;
    }
    let mut base = url.clone();
    base.set_path(&format!("{folder}/"));
    base.set_query(None);
    base.set_fragment(None);
    let lang = pinned_lang.or(lang).map(str::to_owned);
    Some(BoxRef { id: Some(id.to_owned()), version, lang, folder: Some(base) })
}

fn split_lang(name: &str) -> (&str, Option<&str>) {
    name.split_once('.').map_or((name, None), |(name, lang)| (name, Some(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_the_folder_say_which_box_is_meant() {
        let box_ref = |id: &str, version: Option<&str>, lang: Option<&str>| {
            Some(BoxRef {
                id: Some(id.to_owned()),
                version: version.map(str::to_owned),
                lang: lang.map(str::to_owned),
                folder: Url::parse("https://a.example/box/").ok(),
            })
        };
        for (address, meant) in [
            ("https://a.example/box/stories/a-b.html", box_ref("a-b", None, None)),
            ("https://a.example/box/stories/a.json?x#y", box_ref("a", None, None)),
            ("https://a.example/box/stories/a.fr.json", box_ref("a", None, Some("fr"))),
            ("https://a.example/box/stories/a/2.json", box_ref("a", Some("2"), None)),
            ("https://a.example/box/stories/a/2.fr.json", box_ref("a", Some("2"), Some("fr"))),
            ("https://a.example/box/stories/", None),
            ("https://a.example/box/stories/A.html", None),
            ("https://a.example/box/stories/a/b/2.json", None),
            ("https://a.example/news/2026/a.html", None),
        ] {
            assert_eq!(
                page_of_story(&Url::parse(address).expect("an address")),
                meant,
                "{address}"
            );
        }
        for (address, meant) in [
            (
                "https://a.example/box/frame.html?story=a&version=1&lang=fr",
                box_ref("a", Some("1"), Some("fr")),
            ),
            ("https://a.example/box/frame.html?story=a#cfb=a/value", box_ref("a", None, None)),
            ("https://a.example/box/frame.html", None),
            ("https://a.example/box/other.html?story=a", None),
        ] {
            assert_eq!(frame(&Url::parse(address).expect("an address")), meant, "{address}");
        }
    }
}
