//! Content-hashed file names, and rewriting of the references between files.
//!
//! A hashed name depends on the file's content, which in turn contains the hashed names of the
//! files that it loads. So a name belongs to one build. New files can be uploaded over old ones: a
//! page that still has an older script, from a cache or from a URL that never changes, gets every
//! other file of that script's build.

use std::collections::BTreeMap;

use anyhow::bail;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::output::BundleFiles;

/// How many bytes of the hash a name has: enough for two builds of a file never to share a name.
const HASH_BYTES: usize = 5;
/// What a script may put around a file's name.
const QUOTES: [char; 3] = ['"', '\'', '`'];

/// A file that boxes load, or that pages load by its plain name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asset<Origin> {
    /// The plain name, by which other assets load it.
    pub(super) name: &'static str,
    /// Where its content comes from.
    pub(super) origin: Origin,
    /// The names that it is published by.
    pub(super) published: PublishedNames,
    /// Its name in the list of sizes, if a browser has to load it before a box is live.
    pub(super) counted: Option<&'static str>,
    /// The plain names of the assets that it loads, all of which come before it.
    pub(super) loads: &'static [&'static str],
}

impl<Origin> Asset<Origin> {
    /// Describes an asset that loads no other, and that no box waits for.
    pub(super) const fn new(name: &'static str, origin: Origin, published: PublishedNames) -> Self {
        Asset { name, origin, published, counted: None, loads: &[] }
    }

    /// Sets the names of the assets that this one loads.
    pub(super) const fn with_loads(mut self, names: &'static [&'static str]) -> Self {
        self.loads = names;
        self
    }

    /// Has it counted in the list of sizes, by this name.
    pub(super) const fn counted_as(mut self, name: &'static str) -> Self {
        self.counted = Some(name);
        self
    }
}

/// The names that a file is published by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PublishedNames {
    /// Its plain name, which pages, people and packages use; the next build puts another file
    /// there.
    Plain,
    /// A name with a hash, which only our own scripts use.
    Hashed,
    /// Both, with the same content.
    Both,
}

/// The hashed names, by plain name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct HashedNames(BTreeMap<&'static str, String>);

impl HashedNames {
    /// Returns the hashed name of an asset that has one, and the plain name of another.
    pub(super) fn published_name<'n>(&'n self, plain: &'n str) -> &'n str {
        self.0.get(plain).map_or(plain, String::as_str)
    }
}

/// Adds assets to the bundle by their published names, and rewrites in each the names of the assets
/// that it loads.
///
/// # Errors
///
/// When an asset does not name what it loads, or names what it does not load: a box would not find
/// that.
pub(super) fn publish_assets<Origin>(
    assets: Vec<(Asset<Origin>, Vec<u8>)>,
    files: &mut BundleFiles,
) -> anyhow::Result<HashedNames> {
    let without_plain_name: Vec<_> = assets
        .iter()
        .filter(|(asset, _)| asset.published == PublishedNames::Hashed)
        .map(|(asset, _)| asset.name)
        .collect();
    let mut names = HashedNames::default();
    for (Asset { name, published, loads, .. }, mut content) in assets {
        if let Ok(text) = std::str::from_utf8(&content) {
            let mut text = text.to_owned();
            for loaded in loads {
                let (Some(hashed), true) = (names.0.get(loaded), has_quoted_name(&text, loaded))
                else {
                    bail!(
                        "{name}: does not name \"{loaded}\", or comes before it; boxes would not \
                         find that; nothing was built; name it in quotes, or correct the row of \
                         {name} in src/cli/bundle/assets.rs"
                    );
                };
                text = replace_quoted_name(&text, loaded, hashed);
            }
            if let Some(stray) =
                without_plain_name.iter().find(|stray| has_quoted_name(&text, stray))
            {
                bail!(
                    "{name}: names \"{stray}\", which is published under another name; boxes would \
                     not find it; nothing was built; add it to the row of {name} in \
                     src/cli/bundle/assets.rs"
                );
            }
            content = text.into_bytes();
        }
        if published != PublishedNames::Plain {
            let hashed = add_hash(name, &content);
            files.insert(hashed.clone(), content.clone());
            names.0.insert(name, hashed);
        }
        if published != PublishedNames::Hashed {
            files.insert(name.to_owned(), content);
        }
    }
    Ok(names)
}

/// Lists the ways in which a script may quote a name: `"box.js"`, `"./box.js"`, and both in single
/// quotes.
fn list_quoted_forms(name: &str) -> impl Iterator<Item = String> {
    QUOTES
        .into_iter()
        .flat_map(move |quote| ["", "./"].map(|folder| format!("{quote}{folder}{name}{quote}")))
}

fn has_quoted_name(text: &str, name: &str) -> bool {
    list_quoted_forms(name).any(|quoted| text.contains(&quoted))
}

/// Replaces a plain name wherever it is quoted.
fn replace_quoted_name(text: &str, plain: &str, hashed: &str) -> String {
    list_quoted_forms(plain)
        .zip(list_quoted_forms(hashed))
        .fold(text.to_owned(), |text, (from, to)| text.replace(&from, &to))
}

/// Returns a name such as `box.1a2b3c4d5e.js` for `box.js`.
fn add_hash(name: &str, content: &[u8]) -> String {
    let hash: String =
        Sha256::digest(content).iter().take(HASH_BYTES).map(|byte| format!("{byte:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(
        name: &'static str,
        published: PublishedNames,
        loads: &'static [&'static str],
        content: &str,
    ) -> (Asset<()>, Vec<u8>) {
        (Asset::new(name, (), published).with_loads(loads), content.as_bytes().to_vec())
    }

    /// Publishes a loader, a script and a module with this content.
    fn publish(module: &str) -> (HashedNames, BundleFiles) {
        let mut files = BundleFiles::new();
        let assets = vec![
            asset("a_bg.wasm", PublishedNames::Hashed, &[], module),
            asset(
                "box.js",
                PublishedNames::Hashed,
                &["a_bg.wasm"],
                "new URL('a_bg.wasm', import.meta.url)",
            ),
            asset(
                "embed.js",
                PublishedNames::Both,
                &["box.js"],
                "import(\"./box.js\"); `box.js`; \"the box.js\"",
            ),
        ];
        (publish_assets(assets, &mut files).expect("all are named"), files)
    }

    #[test]
    fn each_file_names_those_that_it_loads_by_their_hashes() {
        let (names, files) = publish("\0asm");
        let [wasm, script, loader] =
            ["a_bg.wasm", "box.js", "embed.js"].map(|name| names.published_name(name));
        assert_eq!(wasm, "a_bg.cd5d4935a4.wasm");
        assert_eq!(names.published_name("frame.js"), "frame.js");
        let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
        assert_eq!(text(script), format!("new URL('{wasm}', import.meta.url)"));
        // Text for people stays as it is.
        assert_eq!(text(loader), format!("import(\"./{script}\"); `{script}`; \"the box.js\""));
        assert_eq!(files["embed.js"], files[loader]);
        assert_eq!(files.len(), 4);
    }

    #[test]
    fn a_change_in_the_module_changes_every_name_that_leads_to_it() {
        let [(before, _), (after, _)] = [publish("\0asm"), publish("\0asm2")];
        for name in ["a_bg.wasm", "box.js", "embed.js"] {
            assert_ne!(before.published_name(name), after.published_name(name));
        }
        assert_eq!(before, publish("\0asm").0, "the same content has the same names");
    }

    #[test]
    fn a_name_that_would_lead_nowhere_builds_nothing() {
        let css = || asset("box.css", PublishedNames::Hashed, &[], "a{}");
        for (assets, complaint) in [
            (
                vec![css(), asset("box.js", PublishedNames::Hashed, &["box.css"], "box.css")],
                "box.js: does not name \"box.css\"",
            ),
            (
                vec![asset("box.js", PublishedNames::Hashed, &["box.css"], "'box.css'"), css()],
                "box.js: does not name \"box.css\"",
            ),
            (
                vec![css(), asset("box.js", PublishedNames::Hashed, &[], "'./box.css'")],
                "box.js: names \"box.css\", which is",
            ),
            (
                vec![asset("frame.js", PublishedNames::Plain, &[], "\"box.css\""), css()],
                "frame.js: names \"box.css\", which is",
            ),
        ] {
            let error = publish_assets(assets, &mut BundleFiles::new())
                .expect_err("it leads nowhere")
                .to_string();
            assert!(error.starts_with(complaint), "{error}");
        }
    }
}
