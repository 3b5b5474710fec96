//! The files of the bundle that are not made of stories: what boxes load, and the page in an
//! iframe.
//!
//! Each has a row in `ASSETS`; to add a script is to add a row.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use contract_fact_box::components::STYLES;
use contract_fact_box::prerender::{self, STYLESHEET};
use url::Url;

use super::names::PublishedNames::{Both, Hashed, Plain};
use super::names::{self, Asset, HashedNames};
use super::output::BundleFiles;
use super::script;
use super::wasm::{STORY, WIDGET};
use crate::cli::project::Project;

/// The loader's plain name.
pub(super) const LOADER: &str = "embed.js";
/// The script that pages import which make boxes by script.
pub(super) const API: &str = "contract-fact-box.js";
/// The type definitions of [`API`].
pub(super) const API_TYPES: &str = "contract-fact-box.d.ts";

/// Where an asset's content comes from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// Compiled with the widget.
    Widget,
    /// The widget's glue, minified.
    Glue,
    /// Compiled with the module that reads stories.
    Story,
    /// A file of this name in `src/embed`, published as it is.
    File(&'static str),
    /// A script of this name in `src/embed`, minified.
    Script(&'static str),
    /// The components' stylesheets.
    Styles,
}

/// The iframe's page until the modules that its box needs are compiled.
const FRAME_UNTIL_BUILT: &str = r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Not built yet</title>
<p>The box of this frame is being built.</p>
</html>
"#;

/// The assets, each after those that it loads.
pub(super) const ASSETS: [Asset<Origin>; 18] = [
    Asset::new(WIDGET.wasm, Origin::Widget, Hashed).counted_as("wasm"),
    Asset::new(WIDGET.glue, Origin::Glue, Hashed).counted_as("glue"),
    Asset::new(STYLESHEET, Origin::Styles, Both).counted_as("css"),
    Asset::new("acts.js", Origin::Script("acts.js"), Hashed).counted_as("acts"),
    Asset::new("static.js", Origin::Script("static.js"), Hashed)
        .with_loads(&[STYLESHEET])
        .counted_as("static"),
    Asset::new("module.js", Origin::Script("module.js"), Hashed)
        .with_loads(&[WIDGET.glue, WIDGET.wasm, "static.js"])
        .counted_as("module"),
    Asset::new("documents.js", Origin::Script("documents.js"), Hashed)
        .with_loads(&["static.js"])
        .counted_as("documents"),
    Asset::new("swap.js", Origin::Script("swap.js"), Hashed)
        .with_loads(&["acts.js", "static.js"])
        .counted_as("swap"),
    Asset::new("mount.js", Origin::Script("mount.js"), Hashed)
        .with_loads(&["acts.js", "documents.js", "module.js", "static.js", "swap.js"])
        .counted_as("mount"),
    Asset::new("box.js", Origin::Script("box.js"), Hashed)
        .with_loads(&[
            "acts.js",
            "documents.js",
            WIDGET.glue,
            WIDGET.wasm,
            "module.js",
            "mount.js",
            "static.js",
            "swap.js",
        ])
        .counted_as("box"),
    Asset::new(LOADER, Origin::Script("loader.js"), Both)
        .with_loads(&["box.js", "static.js"])
        .counted_as("loader"),
    Asset::new(STORY.wasm, Origin::Story, Hashed),
    Asset::new(STORY.glue, Origin::Story, Hashed).with_loads(&[STORY.wasm]),
    Asset::new(API, Origin::Script("api.js"), Plain).with_loads(&[
        "mount.js",
        "documents.js",
        "module.js",
        "static.js",
        STORY.glue,
    ]),
    Asset::new(API_TYPES, Origin::File("api.d.ts"), Plain),
    // By its plain name, since a loader also loads it from the bundles of other versions.
    Asset::new("frames.js", Origin::Script("frames.js"), Plain),
    Asset::new("frame.js", Origin::Script("frame.js"), Plain),
    Asset::new("frame.css", Origin::File("frame.css"), Plain),
];

/// Lists the plain names of the files that every box loads besides the loader.
pub(crate) fn assets_of_every_box() -> impl Iterator<Item = &'static str> {
    ASSETS
        .iter()
        .filter(|asset| asset.counted.is_some() && asset.name != LOADER)
        .map(|asset| asset.name)
}

/// The folders that the modules were compiled into.
#[derive(Debug)]
pub(super) struct CompiledModules {
    /// The widget.
    pub(super) widget: PathBuf,
    /// The module that reads stories.
    pub(super) story: PathBuf,
}

/// Adds all assets to the bundle, which will have the URL `base`.
///
/// # Errors
///
/// When an asset cannot be read, or does not name what it loads.
pub(super) fn add_assets(
    project: &Project,
    compiled: &CompiledModules,
    base: Option<&str>,
    files: &mut BundleFiles,
) -> anyhow::Result<HashedNames> {
    let mut assets = Vec::new();
    for asset in ASSETS {
        let content = match asset.origin {
            Origin::Widget => read_compiled(&compiled.widget.join(asset.name))?,
            Origin::Glue => minify_glue(&compiled.widget.join(asset.name))?,
            Origin::Story => read_compiled(&compiled.story.join(asset.name))?,
            Origin::File(source) => read_embed_source(project, source)?.into_bytes(),
            Origin::Script(source) => minify_script(source, &read_embed_source(project, source)?)?,
            Origin::Styles => build_stylesheet(project)?,
        };
        assets.push((asset, content));
    }
    let frame = prerender::frame_page(&read_embed_source(project, prerender::FRAME_PAGE)?);
    let frame = allow_own_origin(&frame, base)?;
    files.insert(prerender::FRAME_PAGE.to_owned(), frame.into_bytes());
    names::publish_assets(assets, files)
}

/// Adds the assets that are needed to read a box, and none of those that make it live.
///
/// # Errors
///
/// When an asset cannot be read.
pub(super) fn add_static_assets(
    project: &Project,
    files: &mut BundleFiles,
) -> anyhow::Result<HashedNames> {
    files.insert(prerender::FRAME_PAGE.to_owned(), FRAME_UNTIL_BUILT.into());
    let mut assets = Vec::new();
    for asset in ASSETS {
        if matches!(asset.origin, Origin::Styles) {
            assets.push((asset, build_stylesheet(project)?));
        }
    }
    names::publish_assets(assets, files)
}

/// Reads a file of `src/embed`, which is published without being compiled.
fn read_embed_source(project: &Project, name: &str) -> anyhow::Result<String> {
    read_text(&project.root().join("src").join("embed").join(name))
}

/// Builds the stylesheet from the files as they are now: `serve` runs on while they are edited, so
/// they may be newer than what is compiled into this program.
fn build_stylesheet(project: &Project) -> anyhow::Result<Vec<u8>> {
    let folder = project.root().join("src").join("components");
    let mut current = BTreeMap::new();
    for (name, _) in STYLES {
        current.insert(*name, read_text(&folder.join(name))?);
    }
    let css = prerender::stylesheet_from(|(name, compiled_in)| {
        current.remove(name).unwrap_or_else(|| compiled_in.to_owned())
    });
    Ok(css.into_bytes())
}

fn read_text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| {
        format!("{}: cannot be read; nothing was built; restore the file", path.display())
    })
}

/// Reads a file that the compiler has made.
fn read_compiled(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| {
        format!(
            "{}: cannot be read; nothing was built; run this again with --force",
            path.display()
        )
    })
}

/// Minifies the glue that wasm-bindgen has made.
fn minify_glue(path: &Path) -> anyhow::Result<Vec<u8>> {
    let glue = read_compiled(path)?;
    minify_script(WIDGET.glue, &String::from_utf8_lossy(&glue))
}

/// Minifies a script, and puts the texts of the interface into it.
fn minify_script(name: &str, script: &str) -> anyhow::Result<Vec<u8>> {
    let minified = script::minify(script).with_context(|| name.to_owned())?;
    Ok(script::insert_link_texts(&minified).into_bytes())
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
                "default-src 'none'; script-src {own} 'wasm-unsafe-eval'; style-src {own}; \
                 connect-src {own}; base-uri 'none'; form-action 'none'; require-trusted-types-for \
                 'script'; trusted-types 'none'"
            )
        };
        assert_eq!(allowed(None), of("'self'"));
        let base = "https://cdn.example.org:8443/box/";
        assert_eq!(allowed(Some(base)), of("'self' https://cdn.example.org:8443"));
    }
}
