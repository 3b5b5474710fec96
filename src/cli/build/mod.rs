//! `build`: the folder that a newsroom puts on its server.
//!
//! What takes no time and fails most often comes first: stories are read and checked. Then the widget
//! is compiled, where it is stale; then the folder is put together in memory and written as one act.

mod fingerprint;
mod folder;
mod heights;
mod manifest;
mod oembed;
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
use super::address;
use super::project::Project;

/// The script of the page in an iframe.
const FRAME_SCRIPT: &str = "frame.js";
/// Its stylesheet.
const FRAME_STYLESHEET: &str = "frame.css";

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
}

/// Builds the folder that the arguments name.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    let out = args.out.unwrap_or_else(|| project.dist());
    let stories = args.stories.unwrap_or_else(|| project.stories());
    build(&project, &stories, &out, args.base.as_deref(), args.force)?;
    if args.base.is_none() {
        eprintln!(
            "no --base URL, where the folder will be: no oEmbed files are written, so links pasted elsewhere make no boxes"
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the folder `out` from the project's sources and the stories in a folder; `base` is where it will be hosted.
///
/// # Errors
///
/// When a story has errors, the widget does not compile, or something cannot be read or written: `out` is as it was.
pub(crate) fn build(
    project: &Project,
    stories: &Path,
    out: &Path,
    base: Option<&str>,
    force: bool,
) -> anyhow::Result<()> {
    folder::check_replaceable(out)?;
    let stories = stories::read(stories)?;
    let _lock = process::lock(&project.target().join("contract-fact-box.lock"))?;
    let package = wasm::build(project, force)?;

    let mut files = Files::new();
    for name in wasm::FILES {
        files.insert(name.to_owned(), read(&package.join(name))?);
    }
    for (name, source) in [
        (manifest::LOADER, "loader.js"),
        (manifest::BOX, "box.js"),
        (manifest::ACTS, "acts.js"),
        ("module.js", "module.js"),
        ("frames.js", "frames.js"),
        ("contract-fact-box.js", "api.js"),
        (FRAME_SCRIPT, "frame.js"),
    ] {
        files.insert(name.to_owned(), script::pack(&source_text(project, source)?).into_bytes());
    }
    files.insert(FRAME_STYLESHEET.to_owned(), source_text(project, FRAME_STYLESHEET)?.into_bytes());
    files.insert(prerender::FRAME.to_owned(), at_home(&source_text(project, prerender::FRAME)?, base).into_bytes());
    files.insert(stories::STYLESHEET.to_owned(), prerender::stylesheet().into_bytes());
    let views = stories::compile(&stories, base, &mut files)?;
    let heights = heights::of(&views, &project.target());
    if let Some(base) = base {
        oembed::add(&stories, &views, heights.as_deref(), base, &mut files)?;
    }

    let earlier = if force { Earlier::default() } else { Earlier::of(out, manifest::NAME) };
    let manifest = Manifest::of(&files, &stories, heights, &earlier);
    files.insert(manifest::NAME.to_owned(), manifest.to_json()?);
    folder::write(out, &files)?;
    eprintln!("built {} ({})\n{}", out.display(), story_count(stories.len()), manifest.table());
    Ok(())
}

/// A file of ours that is published without being compiled.
fn source_text(project: &Project, name: &str) -> anyhow::Result<String> {
    let path = project.root().join("src").join("embed").join(name);
    fs::read_to_string(&path)
        .with_context(|| format!("{}: cannot be read; nothing was built; restore the file", path.display()))
}

/// The page in an iframe, whose policy lets in what is its own; that is nothing to WebKit where the frame is sandboxed,
/// so the folder's origin is named as well, if it is known.
fn at_home(html: &str, base: Option<&str>) -> String {
    let Some(base) = base else { return html.to_owned() };
    let origin: Vec<&str> = base.split('/').take(3).collect();
    html.replace("'self'", &format!("'self' {}", prerender::escaped(&origin.join("/"))))
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

#[cfg(test)]
mod tests {
    use super::at_home;

    #[test]
    fn the_frame_lets_in_its_own_folder_and_nobody_else() {
        let html = include_str!("../../embed/frame.html");
        let policy = |html: &str| {
            let (_, rest) = html.split_once("Content-Security-Policy\" content=\"").expect("it has a policy");
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
