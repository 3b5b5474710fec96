//! The WebAssembly modules: what they are, and whether they are up to date.

mod compile;
mod glue;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;

use super::fingerprint;
use crate::cli::project::Project;

/// A WebAssembly module of ours.
#[derive(Debug)]
pub(super) struct Module {
    /// Its name in messages.
    title: &'static str,
    /// The start of its files' names.
    stem: &'static str,
    /// The feature that it is compiled with.
    feature: &'static str,
    /// The folder that it is compiled into, in cargo's target folder.
    folder: &'static str,
    /// Whether readers load it, so that it is worth making smaller.
    is_published: bool,
    /// What starts it.
    starter: Starter,
    /// Its file's name.
    pub(super) wasm: &'static str,
    /// The name of its glue, the JavaScript that loads it.
    pub(super) glue: &'static str,
}

/// What starts a module in the browser.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Starter {
    /// `module.js`. The names of imports and exports are short.
    Script,
    /// The glue itself, for a script that has no other.
    Glue,
}

impl Module {
    fn file_names(&self) -> [&'static str; 2] {
        [self.glue, self.wasm]
    }
}

/// The module that every box loads.
pub(super) const WIDGET: Module = Module {
    title: "the widget",
    stem: "contract_fact_box",
    feature: "embed",
    folder: "pkg",
    is_published: true,
    starter: Starter::Script,
    wasm: "contract_fact_box_bg.wasm",
    glue: "contract_fact_box.js",
};
/// The same module with panics on demand, for the tests.
pub(super) const FAULTS: Module = Module {
    title: "the widget that panics on demand",
    feature: "faults",
    folder: "pkg-faults",
    is_published: false,
    ..WIDGET
};
/// The module that reads stories as editors write them.
pub(super) const STORY: Module = Module {
    title: "the module that reads stories",
    stem: "contract_fact_box_story",
    feature: "story",
    folder: "pkg-story",
    is_published: true,
    starter: Starter::Glue,
    wasm: "contract_fact_box_story_bg.wasm",
    glue: "contract_fact_box_story.js",
};

/// The file beside the output that has the hashes of what the output was made from, and of the
/// output itself.
const STAMP: &str = ".fingerprint";

/// The switches that a module is compiled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Switches {
    /// Unstable switches too, which make it smaller; if the compiler refuses them, only stable
    /// ones.
    Unstable,
    /// Only stable switches.
    Stable,
}

/// A module that may have to be compiled.
#[derive(Debug)]
pub(super) struct Compilation<'c> {
    project: &'c Project,
    module: &'static Module,
    switches: Switches,
    /// Whether to compile it even if it is up to date.
    force: bool,
    /// The folder that it is compiled into.
    out: PathBuf,
    /// The hash of how it is compiled.
    settings: String,
}

impl<'c> Compilation<'c> {
    /// Describes the compilation of a module.
    ///
    /// # Errors
    ///
    /// When there is no compiler.
    pub(super) fn new(
        project: &'c Project,
        module: &'static Module,
        switches: Switches,
        force: bool,
    ) -> anyhow::Result<Self> {
        // Cargo.lock is one of the settings, so the version of wasm-bindgen is hashed too.
        let settings =
            fingerprint::hash_settings(project.root(), &compile::list_settings(module, switches))?;
        Ok(Self {
            project,
            module,
            switches,
            force,
            out: project.target_folder().join(module.folder),
            settings,
        })
    }

    /// Whether the module has to be compiled.
    pub(super) fn needs_compiling(&self) -> bool {
        self.force || !is_up_to_date(self.project.root(), &self.out, self.module, &self.settings)
    }

    /// Compiles the module if necessary, and returns the folder that it is in.
    ///
    /// # Errors
    ///
    /// When a tool is missing and cannot be installed, or when the module does not compile.
    pub(super) fn compile_if_needed(self) -> anyhow::Result<PathBuf> {
        if !self.needs_compiling() {
            return Ok(self.out);
        }
        let Self { project, module, switches, out, settings, .. } = self;
        if out.exists() {
            fs::remove_dir_all(&out).with_context(|| {
                format!("{}: cannot be removed; nothing was built; remove it", out.display())
            })?;
        }
        let start = SystemTime::now();
        let sources = compile::compile_module(project, module, switches, &out)?;
        let stamp = format_stamp_header(&settings, &hash_output(&out, module)?)
            + &fingerprint::list_source_hashes(project.root(), &sources)?;
        if fingerprint::were_all_changed_before(&sources, start) {
            write_stamp(&out, &stamp)?;
        } else {
            // The compiler may have read the source before the change, and the hash was taken after
            // it.
            eprintln!(
                "a source of {} has changed meanwhile; it will be compiled again the next time",
                module.title
            );
        }
        Ok(out)
    }
}

/// Whether the output is there, is unchanged since it was made, and was made from the present
/// sources and settings.
fn is_up_to_date(root: &Path, out: &Path, module: &Module, settings: &str) -> bool {
    let Ok(stamp) = fs::read_to_string(out.join(STAMP)) else { return false };
    let Some(output) = fingerprint::hash_files(out, &module.file_names()) else { return false };
    stamp
        .strip_prefix(&format_stamp_header(settings, &output))
        .is_some_and(|sources| fingerprint::are_sources_unchanged(root, sources))
}

/// Hashes what was made.
fn hash_output(out: &Path, module: &Module) -> anyhow::Result<String> {
    fingerprint::hash_files(out, &module.file_names()).with_context(|| {
        format!(
            "{}: wasm-bindgen has left no {}; the bundle is as it was; run this again with --force",
            out.display(),
            module.file_names().join(", ")
        )
    })
}

/// Records what the output was made from.
fn write_stamp(out: &Path, stamp: &str) -> anyhow::Result<()> {
    fs::write(out.join(STAMP), stamp).with_context(|| {
        format!("{}: cannot be written; nothing was built; make it writable", out.display())
    })
}

/// Returns the first line of a stamp, which is followed by the lines of the sources.
fn format_stamp_header(settings: &str, output: &str) -> String {
    format!("{settings} {output}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    /// Writes an output of a module, and a stamp by which it was made from `src/lib.rs`.
    fn make_output(scratch: &Scratch, module: &Module) {
        for name in module.file_names() {
            scratch.write(&format!("out/{name}"), name);
        }
        let source = scratch.write("src/lib.rs", "one");
        let sources = fingerprint::list_source_hashes(scratch.path(), &[source]).expect("readable");
        let output = hash_output(&scratch.path().join("out"), module).expect("complete");
        write_stamp(
            &scratch.path().join("out"),
            &(format_stamp_header("settings", &output) + &sources),
        )
        .expect("writable");
    }

    #[test]
    fn output_is_up_to_date_until_it_or_its_sources_or_settings_change() {
        let scratch = Scratch::new("output_is_up_to_date_until");
        let out = scratch.path().join("out");
        let is_current = |module, settings| is_up_to_date(scratch.path(), &out, module, settings);
        assert!(!is_current(&WIDGET, "settings"), "nothing there");
        assert!(hash_output(&out, &WIDGET).is_err(), "nothing to stamp");
        make_output(&scratch, &WIDGET);
        assert!(is_current(&WIDGET, "settings"));
        assert!(!is_current(&WIDGET, "other settings"));
        assert!(!is_current(&STORY, "settings"), "another module");
        scratch.write("src/lib.rs", "two");
        assert!(!is_current(&WIDGET, "settings"), "a source has changed");
        make_output(&scratch, &WIDGET);
        scratch.write(&format!("out/{}", WIDGET.glue), "edited by hand");
        assert!(!is_current(&WIDGET, "settings"), "the output has changed");
        make_output(&scratch, &WIDGET);
        fs::remove_file(out.join(STAMP)).expect("is there");
        assert!(!is_current(&WIDGET, "settings"), "no stamp");
    }
}
