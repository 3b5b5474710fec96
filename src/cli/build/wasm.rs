//! Compiles the modules: `wasm-pack` makes each with its JavaScript glue, unless they are fresh.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::process::{command, run};
use super::{fingerprint, tools};
use crate::cli::project::Project;

/// A WebAssembly module of ours.
#[derive(Debug)]
pub(super) struct Module {
    /// What it is called in messages.
    what: &'static str,
    /// What its files are called after.
    stem: &'static str,
    /// The layer that it is.
    feature: &'static str,
    /// Where it is compiled to, in cargo's folder.
    folder: &'static str,
    /// Sources that it holds nothing of.
    without: &'static [&'static str],
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
    what: "the widget",
    stem: "contract_fact_box",
    feature: "embed",
    folder: "pkg",
    without: &[
        "src/cli",
        "src/main.rs",
        "src/prerender",
        "src/story",
        "src/view/compile",
        "src/view/difference",
        "src/view/words",
    ],
    wasm: "contract_fact_box_bg.wasm",
    glue: "contract_fact_box.js",
};
/// The same with panics on demand, for the tests.
pub(super) const FAULTS: Module =
    Module { what: "the widget that panics on demand", feature: "faults", folder: "pkg-faults", ..WIDGET };
/// What reads stories as editors write them.
pub(super) const STORY: Module = Module {
    what: "the module that reads stories",
    stem: "contract_fact_box_story",
    feature: "story",
    folder: "pkg-story",
    without: &["src/cli", "src/main.rs", "src/prerender", "src/components", "src/embed"],
    wasm: "contract_fact_box_story_bg.wasm",
    glue: "contract_fact_box_story.js",
};

/// How wasm-pack is called, but for the output's name and folder.
const OPTIONS: [&str; 8] =
    ["build", "--target", "web", "--release", "--no-typescript", "--no-pack", "--mode", "no-install"];
/// What makes a module a fifth smaller: the standard library is compiled with it, for size, and a panic is a trap
/// with no message. Readers never see a message; the loader notices the trap.
///
/// These are no stable options of cargo and rustc yet, so where they fail it is compiled without them.
const SMALL_CARGO: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
/// The same for rustc. No reference types: WebKit 2.38, which is Safari 16, traps on tables of them once it has compiled
/// the module, and without them it is a little smaller.
const SMALL_RUSTC: &str = "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none \
                           -Ctarget-feature=-reference-types";
/// The file, beside the output, that says what the output was made from and what it was.
const STAMP: &str = ".fingerprint";

/// Compiles a module where that is needed or forced, and returns the folder that it is in.
///
/// # Errors
///
/// When a tool is missing and cannot be installed, or when the module does not compile.
pub(super) fn build(project: &Project, module: &Module, force: bool) -> anyhow::Result<PathBuf> {
    let out = project.target().join(module.folder);
    let how = [
        OPTIONS.as_slice(),
        &SMALL_CARGO,
        &[module.stem, module.feature, SMALL_RUSTC, tools::WASM_PACK, tools::BINARYEN],
    ];
    let sources = fingerprint::of_sources(project.root(), module.without, &how.concat())?;
    if !force && is_fresh(&out, module, &sources) {
        return Ok(out);
    }
    let path = tools::ensure(project)?;
    if out.exists() {
        fs::remove_dir_all(&out)
            .with_context(|| format!("{}: cannot be removed; nothing was built; remove it", out.display()))?;
    }
    let what = module.what;
    eprintln!("compiling {what} (some minutes the first time)…");
    if tools::ensure_std_source(project.root()).and_then(|()| compile(project, module, &path, &out, true)).is_err() {
        eprintln!("the smallest form of {what} could not be compiled; compiling it the plain way, some 20 KB larger…");
        compile(project, module, &path, &out, false)?;
    }
    write_stamp(&out, module, &sources)?;
    Ok(out)
}

/// Runs wasm-pack.
fn compile(project: &Project, module: &Module, path: &OsStr, out: &Path, small: bool) -> anyhow::Result<()> {
    let mut wasm_pack = command("wasm-pack");
    wasm_pack
        .current_dir(project.root())
        .env("PATH", path)
        // A folder of its own: no waiting for, and no rebuilding of, what the native build has made.
        .env("CARGO_TARGET_DIR", project.target().join(if small { "wasm" } else { "wasm-plain" }))
        .args(OPTIONS)
        .args(["--out-name", module.stem, "--out-dir"])
        .arg(out)
        .args([".", "--", "--no-default-features", "--features", module.feature]);
    if small {
        wasm_pack.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", SMALL_RUSTC).args(SMALL_CARGO);
    }
    run(
        &format!("compiling {}", module.what),
        &mut wasm_pack,
        "the built folder is as it was; mend what the messages above name and run this again",
    )
}

/// Whether the output is there, untouched, and made from these sources.
fn is_fresh(out: &Path, module: &Module, sources: &str) -> bool {
    stamp(out, module, sources)
        .is_some_and(|stamp| fs::read_to_string(out.join(STAMP)).is_ok_and(|found| found == stamp))
}

/// Notes what the output was made from.
fn write_stamp(out: &Path, module: &Module, sources: &str) -> anyhow::Result<()> {
    let stamp = stamp(out, module, sources).with_context(|| {
        format!(
            "{}: wasm-pack has left no {}; the built folder is as it was; run this again with --force",
            out.display(),
            module.files().join(", ")
        )
    })?;
    fs::write(out.join(STAMP), stamp)
        .with_context(|| format!("{}: cannot be written; nothing was built; make it writable", out.display()))
}

/// The stamp that output made from these sources has, or none where the output is not whole.
fn stamp(out: &Path, module: &Module, sources: &str) -> Option<String> {
    fingerprint::of_files(out, &module.files()).map(|output| format!("{sources} {output}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn output_is_fresh_until_it_or_its_sources_change() {
        let scratch = Scratch::new("output_is_fresh_until_it_or_its_sources_change");
        let out = scratch.path();
        assert!(!is_fresh(out, &WIDGET, "sources"), "nothing there");
        assert!(write_stamp(out, &WIDGET, "sources").is_err(), "nothing to stamp");
        for name in WIDGET.files() {
            scratch.write(name, name);
        }
        assert!(!is_fresh(out, &WIDGET, "sources"), "no stamp");
        write_stamp(out, &WIDGET, "sources").expect("whole");
        assert!(is_fresh(out, &WIDGET, "sources"));
        assert!(!is_fresh(out, &WIDGET, "other sources"));
        assert!(!is_fresh(out, &STORY, "sources"), "another module");
        scratch.write(WIDGET.glue, "edited by hand");
        assert!(!is_fresh(out, &WIDGET, "sources"), "output changed");
    }
}
