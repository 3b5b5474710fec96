//! The folder that the demo pages load their boxes from, and the gallery.
//!
//! It is a folder of its own, apart from the one that `build` writes for a newsroom: nothing in it is compressed or
//! measured, and while the modules are compiled it holds boxes that are not live.

use crate::cli::project::Project;
use crate::cli::{build, gallery};

/// The demo, as it is built.
pub(super) struct Demo {
    project: Project,
    /// Whether to compile the modules by what is stable alone.
    stable: bool,
}

impl Demo {
    pub(super) fn new(project: Project, stable: bool) -> Self {
        Self { project, stable }
    }

    /// Builds what is stale. Where the modules are among that, `on_readable` is called before they are compiled.
    ///
    /// # Errors
    ///
    /// When something does not build: what is there stays.
    pub(super) fn build(&self, on_readable: &dyn Fn()) -> anyhow::Result<()> {
        let (stories, out) = (self.project.stories(), self.project.demo());
        let order = build::Order {
            stories: &stories,
            out: &out,
            base: None,
            force: false,
            stable: self.stable,
            faults: false,
            quick: true,
            on_readable: Some(on_readable),
        };
        build::build(&self.project, &order)?;
        Ok(())
    }

    /// Writes the gallery.
    ///
    /// # Errors
    ///
    /// When an example is not a sound story, or something cannot be read or written.
    pub(super) fn write_gallery(&self) -> anyhow::Result<()> {
        gallery::write(&self.project, "/dist/", &super::gallery(&self.project))
    }
}
