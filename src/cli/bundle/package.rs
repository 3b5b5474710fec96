//! What makes the built folder a package: its description for npm, a text for people, the licence, the stories' schema.

use std::fs;

use anyhow::Context;
use contract_fact_box::prerender::STYLESHEET;
use serde_json::json;

use super::output::BundleFiles;
use super::{assets, manifest};
use crate::cli::project::Project;
use crate::cli::schema;

/// What package managers read.
const NAME: &str = "package.json";
/// The text for people, and where it stands in the project.
const README: (&str, &str) = ("README.md", "src/embed/package.md");
const LICENSE: &str = "LICENSE";

/// Adds what makes the folder a package.
///
/// # Errors
///
/// When a file of the project cannot be read.
pub(super) fn add_package_files(project: &Project, files: &mut BundleFiles) -> anyhow::Result<()> {
    for (name, source) in [README, (LICENSE, LICENSE)] {
        let path = project.root().join(source);
        let content = fs::read(&path).with_context(|| {
            format!("{}: cannot be read; nothing was built; restore the file", path.display())
        })?;
        files.insert(name.to_owned(), content);
    }
    files.insert(schema::NAME.to_owned(), schema::json()?);
    files.insert(NAME.to_owned(), package_json()?);
    Ok(())
}

/// The package's description; whatever a page or a bundler names has a plain name.
fn package_json() -> anyhow::Result<Vec<u8>> {
    let here = |name: &str| format!("./{name}");
    let mut exports =
        json!({ ".": { "types": here(assets::API_TYPES), "default": here(assets::API) } });
    for name in [assets::LOADER, STYLESHEET, manifest::NAME, schema::NAME, "stories/*", NAME] {
        exports[here(name)] = here(name).into();
    }
    let package = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "description": env!("CARGO_PKG_DESCRIPTION"),
        "license": env!("CARGO_PKG_LICENSE"),
        "type": "module",
        "exports": exports,
        "files": ["*"],
        // What does something by being loaded, rather than by what it exports.
        "sideEffects": ["./embed*.js", "./frame*.js", "*.css"],
    });
    let mut json = serde_json::to_vec_pretty(&package)
        .context("package.json: cannot be written as JSON; report this fault")?;
    json.push(b'\n');
    Ok(json)
}
