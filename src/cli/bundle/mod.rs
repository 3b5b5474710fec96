//! `build`: writes the bundle, the folder of files that a newsroom puts on its server.
//!
//! The fastest steps, which also fail most often, come first: stories are read, checked and
//! rendered. Then the modules are compiled if they are out of date. The bundle is put together in
//! memory and written as a single act.

mod assets;
mod cards;
mod cargo;
mod compress;
mod embargo;
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
mod static_box;
mod stories;
mod tools;
mod versions;
mod wasm;

pub(crate) use self::assets::assets_of_every_box;
pub(crate) use self::cargo::list_sources;
pub(crate) use self::heights::{Sample, height_at_width, measure_heights};
pub(crate) use self::process::prepare_command;
pub(crate) use self::versions::to_content;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contract_fact_box::model::Moment;

use self::assets::CompiledModules;
use self::heights::Heights;
use self::manifest::Manifest;
use self::output::BundleFiles;
use self::stories::ShownStory;
use super::address;
use super::embargo::{self as clock, Embargoes, parse_moment};
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
    /// The absolute URL that the bundle will have, for oEmbed and sandboxed iframes; without it,
    /// pasted links do not become boxes
    #[arg(long, value_name = "URL", value_parser = address::parse_absolute_url)]
    base: Option<String>,
    /// Draw share cards, the pictures that social networks and messengers show for links to the
    /// stories' pages; needs --base, since these name them by absolute URLs
    #[arg(long, requires = "base")]
    cards: bool,
    /// Compile the widget even if its sources have not changed
    #[arg(long)]
    force: bool,
    /// Compile the widget without unstable compiler switches (RUSTC_BOOTSTRAP), which makes it a
    /// ninth larger
    #[arg(long)]
    stable: bool,
    /// Skip compression and measurement, to try something on this machine: the result is not for
    /// publishing
    #[arg(long)]
    quick: bool,
    /// The time to build for, before which nothing under embargo is in the bundle, as in
    /// 2026-06-01T00:01:00+01:00; now if not given
    #[arg(long, value_name = "TIME", value_parser = parse_moment)]
    now: Option<Moment>,
    /// Build a widget that panics on demand, for the project's own tests
    #[arg(long, hide = true, requires = "out")]
    faults: bool,
}

/// What to build, and how.
pub(crate) struct BuildOptions<'a> {
    /// The folder of the story files.
    pub(crate) stories: &'a Path,
    /// The folder to write.
    pub(crate) out: &'a Path,
    /// The URL that the bundle will have.
    pub(crate) base: Option<&'a str>,
    /// Whether to draw share cards, if the URL is known.
    pub(crate) cards: bool,
    /// Whether to compile and compress again what is up to date.
    pub(crate) force: bool,
    /// Whether to compile without unstable compiler switches.
    pub(crate) stable: bool,
    /// Whether the widget panics on demand.
    pub(crate) faults: bool,
    /// Whether to skip what is only of use on a server: compressed files and measured heights.
    pub(crate) quick: bool,
    /// What happens to stories under embargo.
    pub(crate) embargoes: Embargoes,
    /// Called when the boxes can be read although the modules that make them live are still to be
    /// compiled: the bundle then contains everything else. If there is no callback, the bundle is
    /// written once, when it is complete.
    pub(crate) on_readable: Option<&'a dyn Fn()>,
}

/// What was built.
pub(crate) struct Built {
    /// How many stories it contains.
    story_count: usize,
    /// The sizes of what a browser loads, as printed after the bundle's name.
    sizes: String,
}

/// Builds the bundle that the arguments describe.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    let out = args.out.unwrap_or_else(|| project.bundle_folder());
    let stories = args.stories.unwrap_or_else(|| project.stories_folder());
    let base = args.base.as_deref();
    let Args { cards, force, stable, faults, quick, now, .. } = args;
    let on_readable = None;
    let order = BuildOptions {
        stories: &stories,
        out: &out,
        base,
        cards,
        force,
        stable,
        faults,
        quick,
        embargoes: Embargoes::for_readers(now.unwrap_or_else(clock::now)),
        on_readable,
    };
    let built = build_bundle(&project, &order)?;
    eprintln!("built {} ({}){}", out.display(), format_story_count(built.story_count), built.sizes);
    if base.is_none() {
        eprintln!(
            "no --base URL, where the bundle will be: no oEmbed files are written, so links pasted \
             elsewhere make no boxes"
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds a bundle from the project's sources and a folder of stories.
///
/// # Errors
///
/// When a story has errors, a module does not compile, or something cannot be read or written. The
/// previous bundle is then left as it was.
pub(crate) fn build_bundle(project: &Project, order: &BuildOptions<'_>) -> anyhow::Result<Built> {
    let &BuildOptions { stories, out, base, force, .. } = order;
    output::check_replaceable(out)?;
    let stories = stories::read_stories(stories)?;
    let (stories, embargoed) = embargo::hold_back(stories, &order.embargoes);
    for version in &embargoed {
        eprintln!("{}", version.describe());
    }
    let mut files = BundleFiles::new();
    let shown = stories::compile_stories(&stories, base, &mut files)?;
    if let (Some(base), true) = (base, order.cards) {
        cards::add_share_cards(&shown, base, &mut files)?;
    }
    let switches = if order.stable { wasm::Switches::Stable } else { wasm::Switches::Unstable };
    let widget = if order.faults { &wasm::FAULTS } else { &wasm::WIDGET };
    let widget = wasm::Compilation::new(project, widget, switches, force)?;
    let story = wasm::Compilation::new(project, &wasm::STORY, switches, force)?;
    let needs_compiling = widget.needs_compiling() || story.needs_compiling();
    if let (Some(on_readable), true) = (order.on_readable, needs_compiling) {
        write_readable_bundle(project, out, &shown, files.clone())?;
        on_readable();
    }
    // Only compiling and measuring write to shared folders, so a build that does neither need not
    // wait for another.
    let _lock = if needs_compiling || !order.quick {
        Some(process::acquire_lock(&project.target_folder().join("contract-fact-box.lock"))?)
    } else {
        None
    };
    let compiled =
        CompiledModules { widget: widget.compile_if_needed()?, story: story.compile_if_needed()? };

    let names = assets::add_assets(project, &compiled, base, &mut files)?;
    package::add_package_files(project, base, &mut files)?;
    let heights = if order.quick {
        Heights::new()
    } else {
        heights::measure_stories(&shown, &project.target_folder())
    };
    if let Some(base) = base {
        oembed::add_oembed_files(&shown, &heights, base, &mut files)?;
    }

    let sizes = if order.quick {
        let manifest = Manifest::new(&files, &BTreeMap::new(), names, &shown, &heights);
        files.insert(manifest::NAME.to_owned(), manifest.to_json()?);
        ", not compressed and not measured".to_owned()
    } else {
        let previous = (!force).then_some(out);
        let mut compressed = compress::compress_all(&files, previous);
        let manifest = Manifest::new(&files, &compressed, names, &shown, &heights);
        // The manifest lists the sizes of all other files, so it is made and compressed after them.
        let last = BundleFiles::from([(manifest::NAME.to_owned(), manifest.to_json()?)]);
        compressed.extend(compress::compress_all(&last, previous));
        files.extend(last);
        compress::insert_compressed(compressed, &mut files);
        format!("\n{}", manifest.format_size_table())
    };
    output::write_bundle(out, &files)?;
    Ok(Built { story_count: shown.len(), sizes })
}

/// Writes a bundle whose boxes can be read and are not live.
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

/// Formats a number of stories, as in "1 story" or "2 stories".
fn format_story_count(count: usize) -> String {
    if count == 1 { "1 story".to_owned() } else { format!("{count} stories") }
}
