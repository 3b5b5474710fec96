//! `--watch`: builds what a change in the project asks for, and has the open pages load themselves again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::changes;
use super::demo::Demo;
use super::restart::{self, Restart};
use crate::cli::bundle;
use crate::cli::project::Project;

/// How long it must be quiet after a change: editors write a file in several steps, and save several at a time.
const QUIET: Duration = Duration::from_millis(40);
/// What is watched in the project, besides its folders of sources and pages.
const SETTINGS: [&str; 2] = ["Cargo.toml", "Cargo.lock"];

/// What a change asks for, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    /// The pages are to be loaded again.
    Reload,
    /// The gallery is to be written.
    Gallery,
    /// The folder is to be built, with whatever of it is stale.
    Folder,
    /// This program is another one.
    Program,
}

/// Hears of every change in the project's sources and pages.
pub(super) struct Watcher {
    project: Project,
    changed: Receiver<PathBuf>,
    /// It hears until it is dropped.
    _watcher: RecommendedWatcher,
}

impl Watcher {
    /// Starts to listen.
    ///
    /// # Errors
    ///
    /// When the operating system has no more watches to give.
    pub(super) fn start(project: &Project) -> anyhow::Result<Self> {
        let (sender, changed) = mpsc::channel();
        let hear = move |event: notify::Result<notify::Event>| {
            // Whether somebody only reads a file is of no interest. At the end, nobody listens any more.
            if let Ok(event) = event
                && !matches!(event.kind, EventKind::Access(_))
            {
                event.paths.into_iter().for_each(|path| drop(sender.send(path)));
            }
        };
        let unwatchable = "changes cannot be watched; nothing is served; leave --watch out, or allow more watches \
                           (fs.inotify.max_user_watches)";
        let mut watcher = notify::recommended_watcher(hear).context(unwatchable)?;
        for folder in [project.root().join("src"), project.pages()] {
            watcher.watch(&folder, RecursiveMode::Recursive).context(unwatchable)?;
        }
        // The folder and not the files, which editors and cargo replace by others of the same name.
        watcher.watch(project.root(), RecursiveMode::NonRecursive).context(unwatchable)?;
        Ok(Self { project: project.clone(), changed, _watcher: watcher })
    }

    /// Does what each change asks for, one after the other, for as long as there are changes to hear of.
    /// Where nothing is to be built, the pages are loaded again and no more.
    pub(super) fn follow(&self, demo: &Demo, restart: &Restart, build: bool) {
        eprintln!("watching for changes");
        let sources = sources_of_this_program();
        while let Ok(first) = self.changed.recv() {
            let mut paths = BTreeSet::from([first]);
            while let Ok(next) = self.changed.recv_timeout(QUIET) {
                paths.insert(next);
            }
            let asked = paths.iter().filter_map(|path| work(&self.project, &sources, path)).max();
            let Some(work) = asked.map(|work| if build { work } else { Work::Reload }) else {
                continue;
            };
            let began = Instant::now();
            let result = match work {
                Work::Reload => {
                    demo.changes.reload();
                    Ok(())
                }
                Work::Gallery => demo.write_gallery(),
                Work::Folder => demo.build(&|| {}),
                Work::Program => {
                    eprintln!("this program's own sources have changed: compiling it");
                    restart.restart(&self.project)
                }
            };
            match result {
                Ok(()) => eprintln!(
                    "changed: {} ({} ms)",
                    names(&self.project, &paths),
                    began.elapsed().as_millis()
                ),
                Err(error) => {
                    eprintln!("error: {error:#}");
                    demo.changes.note(changes::NOT_BUILT);
                }
            }
        }
    }
}

/// What a change of a file asks for, if it is one of the project's.
fn work(project: &Project, sources_of_program: &BTreeSet<PathBuf>, path: &Path) -> Option<Work> {
    let inside = path.strip_prefix(project.root()).ok()?;
    let name = inside.file_name()?.to_str()?;
    // What editors write beside a file while they save it.
    if name.starts_with(['.', '#']) || name.ends_with('~') {
        return None;
    }
    let is_stylesheet = name.ends_with(".css");
    if inside.starts_with("src") {
        // The styles are compiled into this program, too; but it reads them anew for the folder.
        let is_program = sources_of_program.contains(path) && !is_stylesheet;
        Some(if is_program { Work::Program } else { Work::Folder })
    } else if inside.starts_with("www/stories") {
        Some(Work::Folder)
    } else if inside.starts_with("www/gallery") {
        Some(Work::Gallery)
    } else if inside.starts_with("www") {
        Some(Work::Reload)
    } else {
        SETTINGS
            .contains(&name)
            .then_some(Work::Program)
            .filter(|_| inside.components().count() == 1)
    }
}

/// What this program was compiled from, by the list that cargo has left beside it; nothing where there is none.
fn sources_of_this_program() -> BTreeSet<PathBuf> {
    let listed = restart::program().and_then(|program| bundle::sources(&program));
    listed.unwrap_or_default().into_iter().collect()
}

/// The files as they are called in the project.
fn names(project: &Project, paths: &BTreeSet<PathBuf>) -> String {
    let name =
        |path: &PathBuf| path.strip_prefix(project.root()).unwrap_or(path).display().to_string();
    paths.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_asks_for_no_more_than_it_must() {
        let project = Project::find().expect("the project is there");
        let sources = ["src/cli/mod.rs", "src/components/card.rs", "src/components/card.css"];
        let sources = sources.map(|name| project.root().join(name)).into();
        for (name, expected) in [
            ("src/cli/mod.rs", Some(Work::Program)),
            ("src/components/card.rs", Some(Work::Program)),
            ("src/components/card.css", Some(Work::Folder)),
            ("src/embed/loader.js", Some(Work::Folder)),
            ("src/embed/mod.rs", Some(Work::Folder)),
            ("www/stories/met-police-palantir.json", Some(Work::Folder)),
            ("www/stories/met-police-palantir/1.json", Some(Work::Folder)),
            ("www/gallery/card.json", Some(Work::Gallery)),
            ("www/embed/script.html", Some(Work::Reload)),
            ("www/demo.css", Some(Work::Reload)),
            ("Cargo.lock", Some(Work::Program)),
            ("tests/fixtures/Cargo.toml", None),
            ("README.md", None),
            ("www/.index.html.swp", None),
            ("src/cli/mod.rs~", None),
            ("../elsewhere/src/lib.rs", None),
        ] {
            let path = if let Some(outside) = name.strip_prefix("../") {
                project.root().parent().expect("is in a folder").join(outside)
            } else {
                project.root().join(name)
            };
            assert_eq!(work(&project, &sources, &path), expected, "{name}");
        }
    }
}
