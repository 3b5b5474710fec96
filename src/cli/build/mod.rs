//! `build`: the folder that a newsroom puts on its server.
//!
//! What takes no time and fails most often comes first: stories are read, checked and written. Then the widget
//! is compiled, where it is stale; then the folder is put together in memory and written as one act.

mod cargo;
mod compress;
mod fingerprint;
mod folder;
mod heights;
mod manifest;
mod names;
mod oembed;
mod package;
mod parts;
mod process;
mod progress;
mod script;
mod sizes;
mod stories;
mod tools;
mod versions;
mod wasm;

pub(crate) use self::parts::loaded_by_boxes;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::folder::Files;
use self::manifest::Manifest;
use self::parts::Compiled;
use super::address;
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
    /// The whole address that the folder will have, for oEmbed and sandboxed frames; without it, pasted links make no boxes
    #[arg(long, value_name = "URL", value_parser = address::whole)]
    base: Option<String>,
    /// Compile the widget even if nothing it is made of has changed
    #[arg(long)]
    force: bool,
    /// Compile the widget without switches that are not stable yet in Rust (RUSTC_BOOTSTRAP): a quarter larger
    #[arg(long)]
    stable: bool,
    /// Build with panics on demand, for the project's own tests
    #[arg(long, hide = true, requires = "out")]
    faults: bool,
}

/// What is to be built.
#[derive(Debug)]
pub(crate) struct Order<'a> {
    /// The folder of the story files.
    pub(crate) stories: &'a Path,
    /// The folder to write.
    pub(crate) out: &'a Path,
    /// Where it will be hosted.
    pub(crate) base: Option<&'a str>,
    /// Whether to compile and compress again what is there and fresh.
    pub(crate) force: bool,
    /// Whether to compile by what is stable alone.
    pub(crate) stable: bool,
    /// Whether the widget panics on demand.
    pub(crate) faults: bool,
}

/// Builds the folder that the arguments name.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    let out = args.out.unwrap_or_else(|| project.dist());
    let stories = args.stories.unwrap_or_else(|| project.stories());
    let base = args.base.as_deref();
    let Args { force, stable, faults, .. } = args;
    build(&project, &Order { stories: &stories, out: &out, base, force, stable, faults })?;
    if base.is_none() {
        eprintln!(
            "no --base URL, where the folder will be: no oEmbed files are written, so links pasted elsewhere make no boxes"
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds a folder from the project's sources and the stories in another.
///
/// # Errors
///
/// When a story has errors, a module does not compile, or something cannot be read or written: what is there stays.
pub(crate) fn build(project: &Project, order: &Order<'_>) -> anyhow::Result<()> {
    let &Order { stories, out, base, force, stable, faults } = order;
    folder::check_replaceable(out)?;
    let stories = stories::read(stories)?;
    let mut files = Files::new();
    let shown = stories::compile(&stories, base, &mut files)?;
    let _lock = process::lock(&project.target().join("contract-fact-box.lock"))?;
    let form = if stable { wasm::Form::Stable } else { wasm::Form::Smallest };
    let compiled = Compiled {
        widget: wasm::build(project, if faults { &wasm::FAULTS } else { &wasm::WIDGET }, form, force)?,
        story: wasm::build(project, &wasm::STORY, form, force)?,
    };

    let names = parts::add(project, &compiled, base, &mut files)?;
    package::add(project, &mut files)?;
    let heights = heights::of(&shown, &project.target());
    if let Some(base) = base {
        oembed::add(&shown, &heights, base, &mut files)?;
    }

    let earlier = (!force).then_some(out);
    let mut compressed = compress::all(&files, earlier);
    let manifest = Manifest::of(&files, &compressed, names, &shown, &heights);
    let listed = Files::from([(manifest::NAME.to_owned(), manifest.to_json()?)]);
    compressed.extend(compress::all(&listed, earlier));
    files.extend(listed);
    compress::add(compressed, &mut files);
    folder::write(out, &files)?;
    eprintln!("built {} ({})\n{}", out.display(), counted_stories(shown.len()), manifest.table());
    Ok(())
}

/// "1 story", "2 stories".
fn counted_stories(count: usize) -> String {
    if count == 1 { "1 story".to_owned() } else { format!("{count} stories") }
}
