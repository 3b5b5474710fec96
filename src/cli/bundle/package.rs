//! The files that make the bundle a package: `package.json`, a text for people, the licence and the
//! stories' schema.

use std::fs;

use anyhow::Context;
use contract_fact_box::prerender::STYLESHEET;
use serde_json::json;

use super::output::BundleFiles;
use super::{assets, manifest};
use crate::cli::project::Project;
use crate::cli::schema;

/// The file that package managers read.
const NAME: &str = "package.json";
/// The text for people: its name in the bundle, and its path in the project.
const README: (&str, &str) = ("README.md", "src/embed/package.md");
const LICENSE: &str = "LICENSE";

/// Adds the files that make the bundle a package. `base` is the URL that the bundle will have.
///
/// # Errors
///
/// When a file of the project cannot be read.
pub(super) fn add_package_files(
    project: &Project,
    base: Option<&str>,
    files: &mut BundleFiles,
) -> anyhow::Result<()> {
    for (name, source) in [README, (LICENSE, LICENSE)] {
        let path = project.root().join(source);
        let content = fs::read(&path).with_context(|| {
            format!("{}: cannot be read; nothing was built; restore the file", path.display())
        })?;
        files.insert(name.to_owned(), content);
    }
    files.insert(schema::FILE_NAME.to_owned(), schema::to_json(base)?);
    files.insert(NAME.to_owned(), build_package_json()?);
    Ok(())
}

/// Returns the content of `package.json`. What it exports has plain names, since pages and bundlers
/// name it.
fn build_package_json() -> anyhow::Result<Vec<u8>> {
    let mut exports = json!({ ".": { "types": to_relative(assets::API_TYPES), "default": to_relative(assets::API) } });
    for name in [assets::LOADER, STYLESHEET, manifest::NAME, schema::FILE_NAME, "stories/*", NAME] {
        exports[to_relative(name)] = to_relative(name).into();
    }
    let package = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "description": env!("CARGO_PKG_DESCRIPTION"),
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "exports": exports,
        "files": ["*"],
        // The files that do something when they are loaded, which bundlers must not leave out.
        "sideEffects": ["./embed*.js", "./frame*.js", "*.css"],
    });
    let mut json = serde_json::to_vec_pretty(&package)
        .context("package.json: cannot be written as JSON; report this fault")?;
    json.push(b'\n');
    Ok(json)
}

/// Returns the path of a file in the bundle as `package.json` has it.
fn to_relative(name: &str) -> String {
    format!("./{name}")
}
