//! What the files that boxes load are called in the built folder, and that each names the others so.
//!
//! Such a file has a name made of what is in it, and what is in it holds the names of those that it loads in turn. So
//! each name stands for one build: new files go over old ones, and whoever still has an older script, in a cache or by
//! an address that never changes, gets everything else as it was when that script was built.

use std::collections::BTreeMap;

use anyhow::bail;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::folder::Files;

/// How many bytes of a hash are in a name: enough that no two builds of a file ever share one.
const HASH_BYTES: usize = 5;
/// What a script may put around the name of a file.
const QUOTES: [char; 3] = ['"', '\'', '`'];

/// A file that boxes load, or that is found by its plain name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<From> {
    /// The plain name, by which other parts load it.
    pub(super) name: &'static str,
    /// Where it comes from.
    pub(super) from: From,
    /// The names that it gets.
    pub(super) published: Published,
    /// What it is called among the sizes, if a reader's browser loads it until a box is interactive.
    pub(super) counted: Option<&'static str>,
    /// The parts that it loads by name, all of which come before it.
    pub(super) loads: &'static [&'static str],
}

impl<From> Part<From> {
    /// A part that no box waits for.
    pub(super) const fn of(
        name: &'static str,
        from: From,
        published: Published,
        loads: &'static [&'static str],
    ) -> Self {
        Part { name, from, published, counted: None, loads }
    }

    /// The same, counted among the sizes by this name.
    pub(super) const fn counted(mut self, name: &'static str) -> Self {
        self.counted = Some(name);
        self
    }
}

/// The names that a file is published by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Published {
    /// Its own, which pages, people and packages name; there is another file behind it after the next build.
    Plain,
    /// One with a hash: only our own scripts name it.
    Hashed,
    /// Both, with the same content.
    Both,
}

/// The names with a hash, by the plain ones.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(super) struct Names(BTreeMap<&'static str, String>);

impl Names {
    /// What a part is called in the folder: by its hash if it has one.
    pub(super) fn get<'n>(&'n self, plain: &'n str) -> &'n str {
        self.0.get(plain).map_or(plain, String::as_str)
    }
}

/// Puts parts with their content into the folder, in this order, each with the names of those that it loads.
///
/// # Errors
///
/// When a part does not name what it loads, or names what is not among that: a box would not find it.
pub(super) fn publish<From>(
    parts: Vec<(Part<From>, Vec<u8>)>,
    files: &mut Files,
) -> anyhow::Result<Names> {
    let hidden: Vec<_> = parts
        .iter()
        .filter(|(part, _)| part.published == Published::Hashed)
        .map(|it| it.0.name)
        .collect();
    let mut names = Names::default();
    for (Part { name, published, loads, .. }, mut content) in parts {
        if let Ok(text) = std::str::from_utf8(&content) {
            let mut text = text.to_owned();
            for loaded in loads {
                let (Some(hashed), true) = (names.0.get(loaded), quotes(&text, loaded)) else {
                    bail!(
                        "{name}: does not name \"{loaded}\", or comes before it; boxes would not find that; nothing was \
                         built; name it in quotes, or mend the row of {name} in src/cli/build/parts.rs"
                    );
                };
                text = renamed(&text, loaded, hashed);
            }
            if let Some(stray) = hidden.iter().find(|stray| quotes(&text, stray)) {
                bail!(
                    "{name}: names \"{stray}\", which is published under another name; boxes would not find it; nothing \
                     was built; add it to the row of {name} in src/cli/build/parts.rs"
                );
            }
            content = text.into_bytes();
        }
        if published != Published::Plain {
            let hashed = with_hash(name, &content);
            files.insert(hashed.clone(), content.clone());
            names.0.insert(name, hashed);
        }
        if published != Published::Hashed {
            files.insert(name.to_owned(), content);
        }
    }
    Ok(names)
}

/// The ways to quote a name: scripts import `"./box.js"`, too.
fn quoted(name: &str) -> impl Iterator<Item = String> {
    QUOTES
        .into_iter()
        .flat_map(move |quote| ["", "./"].map(|here| format!("{quote}{here}{name}{quote}")))
}

fn quotes(text: &str, name: &str) -> bool {
    quoted(name).any(|each| text.contains(&each))
}

/// The text with another name in the place of each that is quoted.
fn renamed(text: &str, plain: &str, hashed: &str) -> String {
    quoted(plain)
        .zip(quoted(hashed))
        .fold(text.to_owned(), |text, (from, to)| text.replace(&from, &to))
}

/// `box.js` as `box.1a2b3c4d5e.js`.
fn with_hash(name: &str, content: &[u8]) -> String {
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

    fn part(
        name: &'static str,
        published: Published,
        loads: &'static [&'static str],
        content: &str,
    ) -> (Part<()>, Vec<u8>) {
        (Part::of(name, (), published, loads), content.as_bytes().to_vec())
    }

    /// A loader, a script and a module, which holds this.
    fn built(module: &str) -> (Names, Files) {
        let mut files = Files::new();
        let parts = vec![
            part("a_bg.wasm", Published::Hashed, &[], module),
            part(
                "box.js",
                Published::Hashed,
                &["a_bg.wasm"],
                "new URL('a_bg.wasm', import.meta.url)",
            ),
            part(
                "embed.js",
                Published::Both,
                &["box.js"],
                "import(\"./box.js\"); `box.js`; \"the box.js\"",
            ),
        ];
        (publish(parts, &mut files).expect("all are named"), files)
    }

    #[test]
    fn each_file_names_those_that_it_loads_by_their_hashes() {
        let (names, files) = built("\0asm");
        let [wasm, script, loader] =
            ["a_bg.wasm", "box.js", "embed.js"].map(|name| names.get(name));
        assert_eq!(wasm, "a_bg.cd5d4935a4.wasm");
        assert_eq!(names.get("frame.js"), "frame.js");
        let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
        assert_eq!(text(script), format!("new URL('{wasm}', import.meta.url)"));
        // What is told to people stays as it is.
        assert_eq!(text(loader), format!("import(\"./{script}\"); `{script}`; \"the box.js\""));
        assert_eq!(files["embed.js"], files[loader]);
        assert_eq!(files.len(), 4);
    }

    #[test]
    fn a_change_in_the_module_changes_every_name_that_leads_to_it() {
        let [(before, _), (after, _)] = [built("\0asm"), built("\0asm2")];
        for name in ["a_bg.wasm", "box.js", "embed.js"] {
            assert_ne!(before.get(name), after.get(name));
        }
        assert_eq!(before, built("\0asm").0, "the same content has the same names");
    }

    #[test]
    fn a_name_that_would_lead_nowhere_builds_nothing() {
        let css = || part("box.css", Published::Hashed, &[], "a{}");
        for (parts, complaint) in [
            (
                vec![css(), part("box.js", Published::Hashed, &["box.css"], "box.css")],
                "box.js: does not name \"box.css\"",
            ),
            (
                vec![part("box.js", Published::Hashed, &["box.css"], "'box.css'"), css()],
                "box.js: does not name \"box.css\"",
            ),
            (
                vec![css(), part("box.js", Published::Hashed, &[], "'./box.css'")],
                "box.js: names \"box.css\", which is",
            ),
            (
                vec![part("frame.js", Published::Plain, &[], "\"box.css\""), css()],
                "frame.js: names \"box.css\", which is",
            ),
        ] {
            let error =
                publish(parts, &mut Files::new()).expect_err("it leads nowhere").to_string();
            assert!(error.starts_with(complaint), "{error}");
        }
    }
}
