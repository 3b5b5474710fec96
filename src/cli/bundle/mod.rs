//! `build`: the folder that a newsroom puts on its server.
//!
//! What takes no time and fails most often comes first: stories are read, checked and written. Then the widget
//! is compiled, where it is stale; then the folder is put together in memory and written as one act.

mod assets;
mod cargo;
mod compress;
mod fingerprint;
mod heights;
mod manifest;
mod names;
mod oembed;
mod output;
mod package;
mod process;
mod progress;
mod script;
mod sizes;
mod stories;
mod tools;
mod versions;
mod wasm;

pub(crate) use self::assets::loaded_by_boxes;
pub(crate) use self::cargo::sources;
pub(crate) use self::process::command;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use self::assets::CompiledModules;
use self::heights::Heights;
use self::manifest::Manifest;
use self::output::BundleFiles;
use self::stories::ShownStory;
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
    /// The absolute URL that the bundle will have, for oEmbed and sandboxed iframes; without it, pasted links do not
    /// become boxes
    #[arg(long, value_name = "URL", value_parser = address::whole)]
    base: Option<String>,
    /// Compile the widget even if its sources have not changed
    #[arg(long)]
    force: bool,
    /// Compile the widget without unstable compiler switches (RUSTC_BOOTSTRAP), which makes it a quarter larger
    #[arg(long)]
    stable: bool,
    /// Skip compression and measurement, to try something on this machine: the result is not for publishing
    #[arg(long)]
    quick: bool,
    /// Build a widget that panics on demand, for the project's own tests
    #[arg(long, hide = true, requires = "out")]
    faults: bool,
}

/// What is to be built.
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
    /// Whether to leave out what only readers elsewhere have any use for: compressed files and measured heights.
    pub(crate) quick: bool,
    /// Called once the boxes can be read, if the modules that make them live are still to be compiled: the folder then
    /// holds everything else. Without it, the folder is written once, whole.
    pub(crate) on_readable: Option<&'a dyn Fn()>,
}

/// What was built.
pub(crate) struct Built {
    /// How many stories there are in it.
    stories: usize,
    /// What a reader's browser loads, for a person, after the line that names the folder.
    sizes: String,
}

/// Builds the folder that the arguments name.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    let out = args.out.unwrap_or_else(|| project.dist());
    let stories = args.stories.unwrap_or_else(|| project.stories());
    let base = args.base.as_deref();
    let Args { force, stable, faults, quick, .. } = args;
    let on_readable = None;
    let order =
        Order { stories: &stories, out: &out, base, force, stable, faults, quick, on_readable };
    let built = build(&project, &order)?;
    eprintln!("built {} ({}){}", out.display(), format_story_count(built.stories), built.sizes);
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
pub(crate) fn build(project: &Project, order: &Order<'_>) -> anyhow::Result<Built> {
    let &Order { stories, out, base, force, .. } = order;
    output::check_replaceable(out)?;
    let stories = stories::read_stories(stories)?;
    let mut files = BundleFiles::new();
    let shown = stories::compile_stories(&stories, base, &mut files)?;
    let form = if order.stable { wasm::Switches::Stable } else { wasm::Switches::Unstable };
    let widget = if order.faults { &wasm::FAULTS } else { &wasm::WIDGET };
    let widget = wasm::Compilation::new(project, widget, form, force)?;
    let story = wasm::Compilation::new(project, &wasm::STORY, form, force)?;
    let is_compiled = !widget.is_needed() && !story.is_needed();
    if let (Some(on_readable), false) = (order.on_readable, is_compiled) {
        write_readable_bundle(project, out, &shown, files.clone())?;
        on_readable();
    }
    // Where nothing is compiled or measured, nobody who does so is in the way.
    let lock = || process::acquire_lock(&project.target().join("contract-fact-box.lock"));
    let _lock = (!(is_compiled && order.quick)).then(lock).transpose()?;
    let compiled = CompiledModules { widget: widget.run()?, story: story.run()? };

    let names = assets::add_assets(project, &compiled, base, &mut files)?;
    package::add_package_files(project, &mut files)?;
    let heights = if order.quick {
        Heights::new()
    } else {
        heights::measure_heights(&shown, &project.target())
    };
    if let Some(base) = base {
        oembed::add_oembed_files(&shown, &heights, base, &mut files)?;
    }

    let earlier = (!force).then_some(out);
    let compress =
        |files| if order.quick { BTreeMap::new() } else { compress::compress_all(files, earlier) };
    let mut compressed = compress(&files);
    let manifest = Manifest::new(&files, &compressed, names, &shown, &heights);
    let listed = BundleFiles::from([(manifest::NAME.to_owned(), manifest.to_json()?)]);
    compressed.extend(compress(&listed));
    files.extend(listed);
    compress::insert_compressed(compressed, &mut files);
    output::write_bundle(out, &files)?;
    let sizes = if order.quick {
        ", not compressed and not measured".to_owned()
    } else {
        format!("\n{}", manifest.size_table())
    };
    Ok(Built { stories: shown.len(), sizes })
}

/// Writes the folder with everything that a box is read by, and nothing that makes it live.
fn write_readable_bundle(
    project: &Project,
    out: &Path,
    shown: &[ShownStory<'_>],
    mut files: BundleFiles,
) -> anyhow::Result<()> {
    let names = assets::add_static_assets(project, &mut files)?;
    let manifest = Manifest::new(&files, &BTreeMap::new(), names, shown, &Heights::new());
    files.insert(manifest::NAME.to_owned(), manifest.to_json()?);
    output::write_bundle(out, &files)
}

/// "1 story", "2 stories".
fn format_story_count(count: usize) -> String {
    if count == 1 { "1 story".to_owned() } else { format!("{count} stories") }
}
