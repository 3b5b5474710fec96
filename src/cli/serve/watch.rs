//! `--watch`: builds what a change in the project makes stale, and reloads the open pages.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::changes;
use super::demo::Demo;
use super::restart::{self, Restart};
use crate::cli::bundle;
use crate::cli::project::Project;

/// How long to wait without further changes before building: editors write a file in several steps,
/// and save several at a time.
const QUIET_PERIOD: Duration = Duration::from_millis(40);
/// The files that are watched besides the folders of sources and pages.
const SETTINGS: [&str; 2] = ["Cargo.toml", "Cargo.lock"];

/// What must be done after a change, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    /// Reload the pages.
    Reload,
    /// Build what is stale in the bundle.
    Bundle,
    /// Compile this program and restart it.
    Program,
}

/// Reports every change in the project's sources and pages.
pub(super) struct Watcher {
    project: Project,
    changed: Receiver<PathBuf>,
    /// Dropping it stops the reports.
    _watcher: RecommendedWatcher,
}

impl Watcher {
    /// Starts to listen.
    ///
    /// # Errors
    ///
    /// When the operating system has no more watches to give.
    pub(super) fn start(project: &Project) -> anyhow::Result<Self> {
        let (sources, pages) = (project.root().join("src"), project.pages_folder());
        let (watcher, changed) = watch_folders(&[
            (&sources, RecursiveMode::Recursive),
            (&pages, RecursiveMode::Recursive),
            // The folder and not the two files: editors and cargo replace them by new files of the
            // same name.
            (project.root(), RecursiveMode::NonRecursive),
        ])
        .context("--watch: leave it out, or see what follows")?;
        Ok(Self { project: project.clone(), changed, _watcher: watcher })
    }

    /// Does what each change requires, one change after the other, until the program ends. Without
    /// `build` it only reloads the pages.
    pub(super) fn run(&self, demo: &Demo, restart: &Restart, build: bool) {
        eprintln!("watching for changes");
        let sources = program_sources();
        while let Ok(first) = self.changed.recv() {
            let mut paths = BTreeSet::from([first]);
            while let Ok(next) = self.changed.recv_timeout(QUIET_PERIOD) {
                paths.insert(next);
            }
            let asked =
                paths.iter().filter_map(|path| work_for(&self.project, &sources, path)).max();
            let Some(work) = asked.map(|work| if build { work } else { Work::Reload }) else {
                continue;
            };
            let began = Instant::now();
            let result = match work {
                Work::Reload => {
                    demo.changes.reload();
                    Ok(())
                }
                Work::Bundle => demo.build(&|| {}),
                Work::Program => {
                    eprintln!("this program's own sources have changed: compiling it");
                    restart.restart(&self.project)
                }
            };
            match result {
                Ok(()) => eprintln!(
                    "changed: {} ({} ms)",
                    join_paths(&self.project, &paths),
                    began.elapsed().as_millis()
                ),
                Err(error) => {
                    eprintln!("error: {error:#}");
                    demo.changes.set_note(changes::NOT_BUILT);
                }
            }
        }
    }
}

/// Reports every change of one file.
pub(crate) struct FileWatcher {
    name: Option<OsString>,
    changed: Receiver<PathBuf>,
    /// Dropping it stops the reports.
    _watcher: RecommendedWatcher,
}

impl FileWatcher {
    /// Starts to listen.
    ///
    /// # Errors
    ///
    /// When the operating system has no more watches to give.
    pub(crate) fn start(file: &Path) -> anyhow::Result<Self> {
        // The folder and not the file: editors replace it by a new file of the same name.
        let folder = file.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.unwrap_or(Path::new("."));
        let (watcher, changed) = watch_folders(&[(folder, RecursiveMode::NonRecursive)])?;
        Ok(Self { name: file.file_name().map(OsStr::to_owned), changed, _watcher: watcher })
    }

    /// Calls `report` after each change, until the program ends.
    pub(crate) fn run(&self, report: impl Fn()) {
        while let Ok(first) = self.changed.recv() {
            let mut is_changed = self.is_file(&first);
            while let Ok(next) = self.changed.recv_timeout(QUIET_PERIOD) {
                is_changed |= self.is_file(&next);
            }
            if is_changed {
                report();
            }
        }
    }

    fn is_file(&self, path: &Path) -> bool {
        path.file_name() == self.name.as_deref()
    }
}

/// Starts to send the paths of what changes in folders, as long as the watcher is there.
fn watch_folders(
    folders: &[(&Path, RecursiveMode)],
) -> anyhow::Result<(RecommendedWatcher, Receiver<PathBuf>)> {
    let (sender, changed) = mpsc::channel();
    let unwatchable = "changes cannot be watched; nothing is served; allow more watches \
                       (fs.inotify.max_user_watches)";
    let report = move |event| report_changed_paths(event, &sender);
    let mut watcher = notify::recommended_watcher(report).context(unwatchable)?;
    for (folder, mode) in folders {
        watcher.watch(folder, *mode).context(unwatchable)?;
    }
    Ok((watcher, changed))
}

/// Sends the paths that an event of the file system is about, unless nothing has changed there.
fn report_changed_paths(event: notify::Result<notify::Event>, sender: &Sender<PathBuf>) {
    let Ok(event) = event else { return };
    // Reading a file is reported too.
    if matches!(event.kind, EventKind::Access(_)) {
        return;
    }
    for path in event.paths {
        // Sending fails only when the program ends.
        let _ = sender.send(path);
    }
}

/// Returns the work that a change to a file requires; `None` if the file is not part of the
/// project.
fn work_for(project: &Project, program_sources: &BTreeSet<PathBuf>, path: &Path) -> Option<Work> {
    let inside = path.strip_prefix(project.root()).ok()?;
    let name = inside.file_name()?.to_str()?;
    // Editors write temporary files beside a file while they save it.
    if name.starts_with(['.', '#']) || name.ends_with('~') {
        return None;
    }
    let is_stylesheet = name.ends_with(".css");
    if inside.starts_with("src") {
        // The styles are compiled into this program, too, but the build reads them anew.
        let is_program = program_sources.contains(path) && !is_stylesheet;
        Some(if is_program { Work::Program } else { Work::Bundle })
    } else if inside.starts_with("www/stories") {
        Some(Work::Bundle)
    } else if inside.starts_with("www") {
        Some(Work::Reload)
    } else {
        SETTINGS
            .contains(&name)
            .then_some(Work::Program)
            .filter(|_| inside.components().count() == 1)
    }
}

/// Lists the sources that this program was compiled from, by the file that cargo has left beside
/// it. Without that file the list is empty.
fn program_sources() -> BTreeSet<PathBuf> {
    let listed = restart::program_path().and_then(|program| bundle::list_sources(&program));
    listed.unwrap_or_default().into_iter().collect()
}

/// Joins paths, relative to the project's root, on one line.
fn join_paths(project: &Project, paths: &BTreeSet<PathBuf>) -> String {
    let mut names = Vec::new();
    for path in paths {
        names.push(path.strip_prefix(project.root()).unwrap_or(path).display().to_string());
    }
    names.join(", ")
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
            ("src/components/card.css", Some(Work::Bundle)),
            ("src/embed/loader.js", Some(Work::Bundle)),
            ("src/embed/mod.rs", Some(Work::Bundle)),
            ("www/stories/met-police-palantir.json", Some(Work::Bundle)),
            ("www/stories/met-police-palantir/1.json", Some(Work::Bundle)),
            ("www/gallery/cards.json", Some(Work::Reload)),
            ("www/embed/script.md", Some(Work::Reload)),
            ("www/demo.css", Some(Work::Reload)),
            ("Cargo.lock", Some(Work::Program)),
            ("tests/fixtures/Cargo.toml", None),
            ("README.md", None),
            ("www/.index.md.swp", None),
            ("src/cli/mod.rs~", None),
            ("../elsewhere/src/lib.rs", None),
        ] {
            let path = if let Some(outside) = name.strip_prefix("../") {
                project.root().parent().expect("is in a folder").join(outside)
            } else {
                project.root().join(name)
            };
            assert_eq!(work_for(&project, &sources, &path), expected, "{name}");
        }
    }
}
