//! The WebAssembly modules: what they are, and whether they have been compiled from what is there now.

mod compile;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;

use super::fingerprint;
use crate::cli::project::Project;

/// A WebAssembly module of ours.
#[derive(Debug)]
pub(super) struct Module {
    /// What it is called in messages.
    title: &'static str,
    /// What its files are called after.
    stem: &'static str,
    /// The layer that it is.
    feature: &'static str,
    /// Where it is compiled to, in cargo's folder.
    folder: &'static str,
    /// Whether anybody waits for its bytes, so that it is made smaller than the compiler leaves it.
    is_published: bool,
    /// Its file.
    pub(super) wasm: &'static str,
    /// The file of its glue.
    pub(super) glue: &'static str,
}

impl Module {
    fn files(&self) -> [&'static str; 2] {
        [self.glue, self.wasm]
    }
}

/// What every box loads.
pub(super) const WIDGET: Module = Module {
    title: "the widget",
    stem: "contract_fact_box",
    feature: "embed",
    folder: "pkg",
    is_published: true,
    wasm: "contract_fact_box_bg.wasm",
    glue: "contract_fact_box.js",
};
/// The same with panics on demand, for the tests.
pub(super) const FAULTS: Module = Module {
    title: "the widget that panics on demand",
    feature: "faults",
    folder: "pkg-faults",
    is_published: false,
    ..WIDGET
};
/// What reads stories as editors write them.
pub(super) const STORY: Module = Module {
    title: "the module that reads stories",
    stem: "contract_fact_box_story",
    feature: "story",
    folder: "pkg-story",
    is_published: true,
    wasm: "contract_fact_box_story_bg.wasm",
    glue: "contract_fact_box_story.js",
};

/// The file, beside the output, that says what the output was made from and what it was.
const STAMP: &str = ".fingerprint";

/// How a module is compiled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Switches {
    /// As small as can be, by what is not stable yet; the plain way where that is refused.
    Unstable,
    /// By what is stable.
    Stable,
}

/// A module as it is to be compiled.
#[derive(Debug)]
pub(super) struct Compilation<'c> {
    project: &'c Project,
    module: &'static Module,
    switches: Switches,
    /// Whether to compile it even if it is fresh.
    force: bool,
    /// The folder that it is compiled into.
    out: PathBuf,
    /// The fingerprint of how it is compiled.
    settings: String,
}

impl<'c> Compilation<'c> {
    /// # Errors
    ///
    /// When there is no compiler.
    pub(super) fn new(
        project: &'c Project,
        module: &'static Module,
        form: Switches,
        force: bool,
    ) -> anyhow::Result<Self> {
        // Cargo.lock is among the project's settings, and names the version of wasm-bindgen.
        let settings =
            fingerprint::hash_settings(project.root(), &compile::list_settings(module, form))?;
        Ok(Self {
            project,
            module,
            switches: form,
            force,
            out: project.target().join(module.folder),
            settings,
        })
    }

    /// Whether there is anything to compile.
    pub(super) fn is_needed(&self) -> bool {
        self.force || !is_fresh(self.project.root(), &self.out, self.module, &self.settings)
    }

    /// Compiles the module where that is needed, and returns the folder that it is in.
    ///
    /// # Errors
    ///
    /// When a tool is missing and cannot be installed, or when the module does not compile.
    pub(super) fn run(self) -> anyhow::Result<PathBuf> {
        if !self.is_needed() {
            return Ok(self.out);
        }
        let Self { project, module, switches: form, out, settings, .. } = self;
        if out.exists() {
            fs::remove_dir_all(&out).with_context(|| {
                format!("{}: cannot be removed; nothing was built; remove it", out.display())
            })?;
        }
        let began = SystemTime::now();
        let sources = compile::compile_module(project, module, form, &out)?;
        let stamp = stamp_header(&settings, &hash_output(&out, module)?)
            + &fingerprint::list_source_hashes(project.root(), &sources)?;
        if fingerprint::are_all_older(&sources, began) {
            write_stamp(&out, &stamp)?;
        } else {
            // What was compiled may be what was there before the change, and what has a fingerprint what is there since.
            eprintln!(
                "a source of {} has changed meanwhile; it will be compiled again the next time",
                module.title
            );
        }
        Ok(out)
    }
}

/// Whether the output is there, untouched, and made from what is there now.
fn is_fresh(root: &Path, out: &Path, module: &Module, settings: &str) -> bool {
    let Ok(found) = fs::read_to_string(out.join(STAMP)) else { return false };
    let Some(now) = fingerprint::hash_files(out, &module.files()) else { return false };
    found
        .strip_prefix(&stamp_header(settings, &now))
        .is_some_and(|sources| fingerprint::are_sources_unchanged(root, sources))
}

/// The fingerprint of what was made.
fn hash_output(out: &Path, module: &Module) -> anyhow::Result<String> {
    fingerprint::hash_files(out, &module.files()).with_context(|| {
        format!(
            "{}: wasm-bindgen has left no {}; the bundle is as it was; run this again with --force",
            out.display(),
            module.files().join(", ")
        )
    })
}

/// Notes what the output was made from.
fn write_stamp(out: &Path, stamp: &str) -> anyhow::Result<()> {
    fs::write(out.join(STAMP), stamp).with_context(|| {
        format!("{}: cannot be written; nothing was built; make it writable", out.display())
    })
}

/// The line of a stamp above those of the sources.
fn stamp_header(settings: &str, output: &str) -> String {
    format!("{settings} {output}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    /// Writes an output of a module, and a stamp that says that it was made from `src/lib.rs`.
    fn make(scratch: &Scratch, module: &Module) {
        for name in module.files() {
            scratch.write(&format!("out/{name}"), name);
        }
        let source = scratch.write("src/lib.rs", "one");
        let sources = fingerprint::list_source_hashes(scratch.path(), &[source]).expect("readable");
        let output = hash_output(&scratch.path().join("out"), module).expect("whole");
        write_stamp(&scratch.path().join("out"), &(stamp_header("settings", &output) + &sources))
            .expect("writable");
    }

    #[test]
    fn output_is_fresh_until_it_or_its_sources_or_settings_change() {
        let scratch = Scratch::new("output_is_fresh_until_it_or_its_sources");
        let out = scratch.path().join("out");
        let fresh = |module, settings| is_fresh(scratch.path(), &out, module, settings);
        assert!(!fresh(&WIDGET, "settings"), "nothing there");
        assert!(hash_output(&out, &WIDGET).is_err(), "nothing to stamp");
        make(&scratch, &WIDGET);
        assert!(fresh(&WIDGET, "settings"));
        assert!(!fresh(&WIDGET, "other settings"));
        assert!(!fresh(&STORY, "settings"), "another module");
        scratch.write("src/lib.rs", "two");
        assert!(!fresh(&WIDGET, "settings"), "a source has changed");
        make(&scratch, &WIDGET);
        scratch.write(&format!("out/{}", WIDGET.glue), "edited by hand");
        assert!(!fresh(&WIDGET, "settings"), "the output has changed");
        make(&scratch, &WIDGET);
        fs::remove_file(out.join(STAMP)).expect("is there");
        assert!(!fresh(&WIDGET, "settings"), "no stamp");
    }
}
