//! `build`: the folder that a newsroom puts on its server.
//!
//! What takes no time and fails most often comes first: stories are read and checked. Then the widget
//! is compiled, where it is stale; then the folder is put together in memory and written as one act.

mod fingerprint;
mod folder;
mod heights;
mod manifest;
mod process;
mod script;
mod sizes;
mod stories;
mod tools;
mod versions;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use contract_fact_box::prerender;

use self::folder::Files;
use self::manifest::Manifest;
use self::sizes::Earlier;
use super::project::Project;

/// Options of `build`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to write [default: dist in the project]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The folder of the story files [default: www/stories in the project]
    #[arg(long, value_name = "FOLDER")]
    stories: Option<PathBuf>,
    /// Compile the widget even if nothing it is made of has changed
    #[arg(long)]
    force: bool,
}

/// Builds the folder that the arguments name.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    let out = args.out.unwrap_or_else(|| project.dist());
    let stories = args.stories.unwrap_or_else(|| project.stories());
    build(&project, &stories, &out, args.force)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the folder `out` from the project's sources and the stories in a folder.
///
/// # Errors
///
/// When a story has errors, the widget does not compile, or something cannot be read or written: `out` is as it was.
pub(crate) fn build(project: &Project, stories: &Path, out: &Path, force: bool) -> anyhow::Result<()> {
    folder::check_replaceable(out)?;
    let stories = stories::read(stories)?;
    let _lock = process::lock(&project.target().join("contract-fact-box.lock"))?;
    let package = wasm::build(project, force)?;

    let mut files = Files::new();
    for name in wasm::FILES {
        files.insert(name.to_owned(), read(&package.join(name))?);
    }
    for (name, source) in [(manifest::LOADER, "loader.js"), (manifest::BOX, "box.js"), (manifest::ACTS, "acts.js")] {
        files.insert(name.to_owned(), packed(project, source)?.into_bytes());
    }
    files.insert(stories::STYLESHEET.to_owned(), prerender::stylesheet().into_bytes());
    let views = stories::compile(&stories, &mut files)?;
    let heights = heights::of(&views, &project.target());

    let earlier = if force { Earlier::default() } else { Earlier::of(out, manifest::NAME) };
    let manifest = Manifest::of(&files, &stories, heights, &earlier);
    files.insert(manifest::NAME.to_owned(), manifest.to_json()?);
    folder::write(out, &files)?;
    eprintln!("built {} ({})\n{}", out.display(), story_count(stories.len()), manifest.table());
    Ok(())
}

/// A script of ours, as it is published.
fn packed(project: &Project, name: &str) -> anyhow::Result<String> {
    let path = project.root().join("src").join("embed").join(name);
    let script = fs::read_to_string(&path)
        .with_context(|| format!("{}: cannot be read; nothing was built; restore the file", path.display()))?;
    Ok(script::pack(&script))
}

/// A file's content.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path)
        .with_context(|| format!("{}: cannot be read; nothing was built; run this again with --force", path.display()))
}

/// "1 story", "2 stories".
fn story_count(count: usize) -> String {
    if count == 1 { "1 story".to_owned() } else { format!("{count} stories") }
}
