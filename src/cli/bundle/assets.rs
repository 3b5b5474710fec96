//! The files of the built folder besides the stories: what boxes load, and the page in an iframe.
//!
//! `PARTS` is the list of all that have a row of their own; to add a script is to add a row.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use contract_fact_box::components::STYLES;
use contract_fact_box::prerender;
use url::Url;

use super::names::{self, Asset, HashedNames, PublishedNames};
use super::output::BundleFiles;
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
const FRAME_UNTIL_BUILT: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <meta name=\"color-scheme\" content=\"light dark\">\n<title>Not built yet</title>\n<p>The box of this frame is being built.</p>\n</html>\n";

/// The parts, each after those that it loads.
pub(super) const ASSETS: [Asset<Origin>; 14] = [
    Asset::new(WIDGET.wasm, Origin::Widget, PublishedNames::Hashed, &[]).counted_as("wasm"),
    Asset::new(WIDGET.glue, Origin::Glue, PublishedNames::Hashed, &[WIDGET.wasm])
        .counted_as("glue"),
    Asset::new(STYLESHEET, Origin::Styles, PublishedNames::Both, &[]).counted_as("css"),
    Asset::new("acts.js", Origin::Script("acts.js"), PublishedNames::Hashed, &[])
        .counted_as("acts"),
    Asset::new(
        "module.js",
        Origin::Script("module.js"),
        PublishedNames::Hashed,
        &[WIDGET.glue, WIDGET.wasm],
    )
    .counted_as("module"),
    Asset::new("box.js", Origin::Script("box.js"), PublishedNames::Hashed, &BOX_LOADS)
        .counted_as("box"),
    Asset::new(LOADER, Origin::Script("loader.js"), PublishedNames::Both, &["box.js"])
        .counted_as("loader"),
    Asset::new(STORY.wasm, Origin::Story, PublishedNames::Hashed, &[]),
    Asset::new(STORY.glue, Origin::Story, PublishedNames::Hashed, &[STORY.wasm]),
    Asset::new(
        API,
        Origin::Script("api.js"),
        PublishedNames::Plain,
        &["box.js", "module.js", STORY.glue],
    ),
    Asset::new(API_TYPES, Origin::File("api.d.ts"), PublishedNames::Plain, &[]),
    // By a plain name, since a loader also asks the folders of other versions for it.
    Asset::new("frames.js", Origin::Script("frames.js"), PublishedNames::Plain, &[]),
    Asset::new("frame.js", Origin::Script("frame.js"), PublishedNames::Plain, &[]),
    Asset::new("frame.css", Origin::File("frame.css"), PublishedNames::Plain, &[]),
];
const BOX_LOADS: [&str; 4] = ["acts.js", WIDGET.glue, "module.js", STYLESHEET];

/// What every box loads besides the loader, by plain names.
pub(crate) fn loaded_by_boxes() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().filter(|part| part.counted.is_some() && part.name != LOADER).map(|part| part.name)
}

/// Where the compiler has left what it made.
#[derive(Debug)]
pub(super) struct CompiledModules {
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
pub(super) fn add_assets(
    project: &Project,
    from: &CompiledModules,
    base: Option<&str>,
    files: &mut BundleFiles,
) -> anyhow::Result<HashedNames> {
    let content = |part: Asset<Origin>| {
        let content = match part.origin {
            Origin::Widget => read_compiled(&from.widget.join(part.name))?,
            Origin::Glue => read_guarded_glue(&from.widget.join(part.name))?,
            Origin::Story => read_compiled(&from.story.join(part.name))?,
            Origin::File(source) => read_embed_source(project, source)?.into_bytes(),
            Origin::Script(source) => {
                script::pack(&read_embed_source(project, source)?).into_bytes()
            }
            Origin::Styles => build_stylesheet(project)?,
        };
        Ok((part, content))
    };
    let names = names::publish_assets(
        ASSETS.into_iter().map(content).collect::<anyhow::Result<_>>()?,
        files,
    )?;
    files.insert(
        prerender::FRAME.to_owned(),
        allow_own_origin(&read_embed_source(project, prerender::FRAME)?, base)?.into_bytes(),
    );
    Ok(names)
}

/// Puts into the folder what a box is read by, without anything that makes it live.
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn add_static_assets(
    project: &Project,
    files: &mut BundleFiles,
) -> anyhow::Result<HashedNames> {
    files.insert(prerender::FRAME.to_owned(), FRAME_UNTIL_BUILT.into());
    let styles = ASSETS.into_iter().filter(|part| matches!(part.origin, Origin::Styles));
    names::publish_assets(
        styles.map(|part| Ok((part, build_stylesheet(project)?))).collect::<anyhow::Result<_>>()?,
        files,
    )
}

/// A file of ours that is published without being compiled.
fn read_embed_source(project: &Project, name: &str) -> anyhow::Result<String> {
    read_text(&project.root().join("src").join("embed").join(name))
}

/// The stylesheet as its parts are now, which may be later than this program.
fn build_stylesheet(project: &Project) -> anyhow::Result<Vec<u8>> {
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
fn read_compiled(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| {
        format!(
            "{}: cannot be read; nothing was built; run this again with --force",
            path.display()
        )
    })
}

/// The glue that the compiler has made, with its guard and without comments.
fn read_guarded_glue(path: &Path) -> anyhow::Result<Vec<u8>> {
    let glue = String::from_utf8(read_compiled(path)?).ok().and_then(|glue| script::guarded(&glue)).with_context(|| {
        format!(
            "{}: does not set `wasm` as this wasm-bindgen's glue does; traps would not be noticed; nothing was built; \
             mend src/cli/bundle/script.rs",
            path.display()
        )
    })?;
    Ok(script::pack(&glue).into_bytes())
}

/// Adds the bundle's origin to the content security policy of the iframe's page, if it is known.
///
/// The policy allows `'self'`, which matches nothing in WebKit where the iframe is sandboxed.
fn allow_own_origin(html: &str, base: Option<&str>) -> anyhow::Result<String> {
    let Some(base) = base else { return Ok(html.to_owned()) };
    let url = Url::parse(base)
        .with_context(|| format!("{base}: is no URL; nothing was built; correct --base"))?;
    // Safe in an attribute: an origin has no quotation mark, ampersand or angle bracket.
    Ok(html.replace("'self'", &format!("'self' {}", url.origin().ascii_serialization())))
}

#[cfg(test)]
mod tests {
    use super::allow_own_origin;

    #[test]
    fn the_frame_lets_in_its_own_folder_and_nobody_else() {
        let html = include_str!("../../embed/frame.html");
        let policy = |html: &str| {
            let (_, rest) =
                html.split_once("Content-Security-Policy\" content=\"").expect("it has a policy");
            rest.split_once('"').expect("which ends").0.to_owned()
        };
        let allowed = |base| policy(&allow_own_origin(html, base).expect("a URL"));
        let of = |own: &str| {
            format!(
                "default-src 'none'; script-src {own} 'wasm-unsafe-eval'; style-src {own}; connect-src {own}; \
                 base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
            )
        };
        assert_eq!(allowed(None), of("'self'"));
        let base = "https://cdn.example.org:8443/box/";
        assert_eq!(allowed(Some(base)), of("'self' https://cdn.example.org:8443"));
    }
}
