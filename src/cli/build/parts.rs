//! The files of the built folder besides the stories: what boxes load, and the page in an iframe.
//!
//! `PARTS` is the list of all that have a row of their own; to add a script is to add a row.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use contract_fact_box::components::STYLES;
use contract_fact_box::prerender;

use super::folder::Files;
use super::names::{self, Names, Part, Published};
use super::script;
use super::wasm::{STORY, WIDGET};
use crate::cli::project::Project;

/// The loader, as pages name it.
pub(super) const LOADER: &str = "embed.js";
/// What pages that are made by script import, and its types.
pub(super) const API: &str = "contract-fact-box.js";
pub(super) const API_TYPES: &str = "contract-fact-box.d.ts";
/// The stylesheet, as prerendered boxes name it.
const STYLESHEET: &str = prerender::STYLESHEET;

/// Where a part comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// The compiler has made it with the widget.
    Widget,
    /// The same for its glue, whose calls are guarded.
    Glue,
    /// The compiler has made it with the module that reads stories.
    Story,
    /// It is of this name in `src/embed`, and published as it is.
    File(&'static str),
    /// The same for a script, which is packed.
    Script(&'static str),
    /// The components' styles.
    Styles,
}

/// What stands in an iframe that shows a box by script, until there is one.
const FRAME_MEANWHILE: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<title>Not built yet</title>\n<p>The box of this frame is being built.</p>\n</html>\n";

/// The parts, each after those that it loads.
pub(super) const PARTS: [Part<Origin>; 15] = [
    Part::of(WIDGET.wasm, Origin::Widget, Published::Hashed, &[]).counted("wasm"),
    Part::of(WIDGET.glue, Origin::Glue, Published::Hashed, &[WIDGET.wasm]).counted("glue"),
    Part::of(STYLESHEET, Origin::Styles, Published::Both, &[]).counted("css"),
    Part::of("acts.js", Origin::Script("acts.js"), Published::Hashed, &[]).counted("acts"),
    Part::of(
        "module.js",
        Origin::Script("module.js"),
        Published::Hashed,
        &[WIDGET.glue, WIDGET.wasm],
    )
    .counted("module"),
    Part::of("documents.js", Origin::Script("documents.js"), Published::Hashed, &["module.js"])
        .counted("documents"),
    Part::of("box.js", Origin::Script("box.js"), Published::Hashed, &BOX_LOADS).counted("box"),
    Part::of(LOADER, Origin::Script("loader.js"), Published::Both, &["box.js"]).counted("loader"),
    Part::of(STORY.wasm, Origin::Story, Published::Hashed, &[]),
    Part::of(STORY.glue, Origin::Story, Published::Hashed, &[STORY.wasm]),
    Part::of(
        API,
        Origin::Script("api.js"),
        Published::Plain,
        &["box.js", "documents.js", "module.js", STORY.glue],
    ),
    Part::of(API_TYPES, Origin::File("api.d.ts"), Published::Plain, &[]),
    // By a plain name, since a loader also asks the folders of other versions for it.
    Part::of("frames.js", Origin::Script("frames.js"), Published::Plain, &[]),
    Part::of("frame.js", Origin::Script("frame.js"), Published::Plain, &[]),
    Part::of("frame.css", Origin::File("frame.css"), Published::Plain, &[]),
];
const BOX_LOADS: [&str; 5] = ["acts.js", "documents.js", WIDGET.glue, "module.js", STYLESHEET];

/// What every box loads besides the loader, by plain names.
pub(crate) fn loaded_by_boxes() -> impl Iterator<Item = &'static str> {
    PARTS.iter().filter(|part| part.counted.is_some() && part.name != LOADER).map(|part| part.name)
}

/// Where the compiler has left what it made.
#[derive(Debug)]
pub(super) struct Compiled {
    /// The widget.
    pub(super) widget: PathBuf,
    /// The module that reads stories.
    pub(super) story: PathBuf,
}

/// Puts all parts into the folder; `base` is where that will be.
///
/// # Errors
///
/// When a part cannot be read, or does not name what it loads.
pub(super) fn add(
    project: &Project,
    from: &Compiled,
    base: Option<&str>,
    files: &mut Files,
) -> anyhow::Result<Names> {
    let content = |part: Part<Origin>| {
        let content = match part.from {
            Origin::Widget => compiled(&from.widget.join(part.name))?,
            Origin::Glue => guarded(&from.widget.join(part.name))?,
            Origin::Story => compiled(&from.story.join(part.name))?,
            Origin::File(source) => source_text(project, source)?.into_bytes(),
            Origin::Script(source) => minified(source, &source_text(project, source)?)?,
            Origin::Styles => stylesheet(project)?,
        };
        Ok((part, content))
    };
    let names =
        names::publish(PARTS.into_iter().map(content).collect::<anyhow::Result<_>>()?, files)?;
    files.insert(
        prerender::FRAME.to_owned(),
        at_home(&prerender::frame_page(&source_text(project, prerender::FRAME)?), base)
            .into_bytes(),
    );
    Ok(names)
}

/// Puts into the folder what a box is read by, without anything that makes it live.
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn add_readable(project: &Project, files: &mut Files) -> anyhow::Result<Names> {
    files.insert(prerender::FRAME.to_owned(), FRAME_MEANWHILE.into());
    let styles = PARTS.into_iter().filter(|part| matches!(part.from, Origin::Styles));
    names::publish(
        styles.map(|part| Ok((part, stylesheet(project)?))).collect::<anyhow::Result<_>>()?,
        files,
    )
}

/// A file of ours that is published without being compiled.
fn source_text(project: &Project, name: &str) -> anyhow::Result<String> {
    read_text(&project.root().join("src").join("embed").join(name))
}

/// The stylesheet as its parts are now, which may be later than this program.
fn stylesheet(project: &Project) -> anyhow::Result<Vec<u8>> {
    let folder = project.root().join("src").join("components");
    let mut parts = BTreeMap::new();
    for (name, _) in STYLES {
        parts.insert(*name, read_text(&folder.join(name))?);
    }
    Ok(prerender::stylesheet_of(|(name, css)| parts.remove(name).unwrap_or_else(|| css.to_owned()))
        .into_bytes())
}

fn read_text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| {
        format!("{}: cannot be read; nothing was built; restore the file", path.display())
    })
}

/// What the compiler has made.
fn compiled(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| {
        format!(
            "{}: cannot be read; nothing was built; run this again with --force",
            path.display()
        )
    })
}

/// The glue that the compiler has made, with its guard and without comments.
fn guarded(path: &Path) -> anyhow::Result<Vec<u8>> {
    let glue = String::from_utf8(compiled(path)?).ok().and_then(|glue| script::guarded(&glue)).with_context(|| {
        format!(
            "{}: does not set `wasm` as this wasm-bindgen's glue does; traps would not be noticed; nothing was built; \
             mend src/cli/build/script.rs",
            path.display()
        )
    })?;
    minified(WIDGET.glue, &glue)
}

/// A script as it is published.
fn minified(name: &str, script: &str) -> anyhow::Result<Vec<u8>> {
    let script =
        script::insert_link_texts(&script::minify(script).with_context(|| name.to_owned())?);
    Ok(script.into_bytes())
}

/// The page in an iframe, whose policy lets in what is its own; that is nothing to WebKit where the frame is sandboxed,
/// so the folder's origin is named as well, if it is known.
fn at_home(html: &str, base: Option<&str>) -> String {
    let Some(base) = base else { return html.to_owned() };
    let origin: Vec<&str> = base.split('/').take(3).collect();
    html.replace("'self'", &format!("'self' {}", prerender::escaped(&origin.join("/"))))
}

#[cfg(test)]
mod tests {
    use super::at_home;

    #[test]
    fn the_frame_lets_in_its_own_folder_and_nobody_else() {
        let html = include_str!("../../embed/frame.html");
        let policy = |html: &str| {
            let (_, rest) =
                html.split_once("Content-Security-Policy\" content=\"").expect("it has a policy");
            rest.split_once('"').expect("which ends").0.to_owned()
        };
        let of = |own: &str| {
            format!(
                "default-src 'none'; script-src {own} 'wasm-unsafe-eval'; style-src {own}; connect-src {own}; \
                 base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
            )
        };
        assert_eq!(policy(&at_home(html, None)), of("'self'"));
        let base = "https://cdn.example.org:8443/box/";
        assert_eq!(policy(&at_home(html, Some(base))), of("'self' https://cdn.example.org:8443"));
    }
}
