//! The bundle that the demo pages load their boxes from.
//!
//! It is kept apart from the one that `build` writes for a newsroom: nothing in it is compressed or
//! measured, and while the WebAssembly modules are compiled its boxes can only be read.

use std::cell::Cell;

use super::changes::{self, Changes};
use crate::cli::bundle;
use crate::cli::embargo::{self, Embargoes};
use crate::cli::project::Project;

/// Builds the demo and reloads the pages that show it.
pub(super) struct Demo {
    pub(super) project: Project,
    pub(super) changes: Changes,
    /// Whether to compile the modules without unstable compiler switches.
    pub(super) stable: bool,
}

impl Demo {
    /// Builds what is stale and has the pages show it.
    ///
    /// Where the modules must be compiled, the pages show everything else first, and `on_readable`
    /// is called. An error in a module is then printed and not returned, because the pages have
    /// something to show.
    ///
    /// # Errors
    ///
    /// When nothing new can be shown; the pages stay as they are.
    pub(super) fn build(&self, on_readable: &dyn Fn()) -> anyhow::Result<()> {
        let is_readable = Cell::new(false);
        let show_readable = || {
            is_readable.set(true);
            self.changes.reload_with_note(changes::READABLE);
            on_readable();
            eprintln!("readable now; the live boxes are being built (some minutes the first time)");
        };
        let (stories, out) = (self.project.stories_folder(), self.project.demo_bundle_folder());
        let order = bundle::BuildOptions {
            stories: &stories,
            out: &out,
            base: None,
            cards: false,
            force: false,
            stable: self.stable,
            faults: false,
            quick: true,
            embargoes: Embargoes::for_desk(embargo::now()),
            on_readable: Some(&show_readable),
        };
        match bundle::build_bundle(&self.project, &order) {
            Ok(_) => {
                if is_readable.get() {
                    eprintln!("live now: the open pages reload");
                }
                self.changes.reload_with_note(changes::LIVE);
            }
            Err(error) if is_readable.get() => {
                eprintln!(
                    "error: {error:#}\nthe pages stay readable, with boxes that are not live"
                );
                self.changes.set_note(changes::NOT_LIVE);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}
