//! The folder that the demo pages load their boxes from, and the gallery.
//!
//! It is a folder of its own, apart from the one that `build` writes for a newsroom: nothing in it is compressed or
//! measured, and while the modules are compiled it holds boxes that are not live.

use std::cell::Cell;
use std::path::PathBuf;

use super::changes::{self, Changes};
use crate::cli::project::Project;
use crate::cli::{bundle, gallery};

/// The demo, as it is built, and the pages that learn of it.
pub(super) struct Demo {
    pub(super) project: Project,
    pub(super) changes: Changes,
    /// Whether to compile the modules by what is stable alone.
    pub(super) stable: bool,
}

impl Demo {
    /// Builds what is stale and has the pages show it. Where the modules are among that, all else is shown before, and
    /// `on_readable` is called; the error of a module that then does not compile is told here, since there is something
    /// to show.
    ///
    /// # Errors
    ///
    /// When nothing of it can be shown: the pages show what they did.
    pub(super) fn build(&self, on_readable: &dyn Fn()) -> anyhow::Result<()> {
        let is_readable = Cell::new(false);
        let show_readable = || {
            is_readable.set(true);
            self.changes.renew(changes::READABLE);
            on_readable();
            eprintln!("readable now; the live boxes are being built (some minutes the first time)");
        };
        let (stories, out) = (self.project.stories(), self.project.demo());
        let order = bundle::Order {
            stories: &stories,
            out: &out,
            base: None,
            force: false,
            stable: self.stable,
            faults: false,
            quick: true,
            on_readable: Some(&show_readable),
        };
        match bundle::build(&self.project, &order) {
            Ok(_) => {
                if is_readable.get() {
                    eprintln!("live now: the open pages load themselves again");
                }
                self.changes.renew(changes::LIVE);
            }
            Err(error) if is_readable.get() => {
                eprintln!(
                    "error: {error:#}\nthe pages stay readable, with boxes that are not live"
                );
                self.changes.note(changes::NOT_LIVE);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Writes the gallery and has its page show it.
    ///
    /// # Errors
    ///
    /// When an example is not a sound story, or something cannot be read or written.
    pub(super) fn write_gallery(&self) -> anyhow::Result<()> {
        gallery::write(&self.project, "/dist/", &gallery_folder(&self.project))?;
        self.changes.reload();
        Ok(())
    }
}

/// Where the gallery is written.
pub(super) fn gallery_folder(project: &Project) -> PathBuf {
    project.target().join("gallery")
}
