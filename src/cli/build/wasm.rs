//! Compiles the widget: `wasm-pack` makes the wasm module and its JavaScript glue, unless they are fresh.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::process::{command, run};
use super::{fingerprint, tools};
use crate::cli::project::Project;

/// The glue.
pub(super) const GLUE: &str = "contract_fact_box.js";
/// The module.
pub(super) const MODULE: &str = "contract_fact_box_bg.wasm";
/// Everything that the build leaves for the folder.
const FILES: [&str; 2] = [GLUE, MODULE];

/// How wasm-pack is called, but for the output folder.
const OPTIONS: [&str; 9] =
    ["build", "--target", "web", "--release", "--no-pack", "--mode", "no-install", "--out-name", "contract_fact_box"];
/// What wasm-pack hands on to cargo.
const CARGO: [&str; 4] = [".", "--", "--no-default-features", "--features=embed"];
/// What makes the widget a fifth smaller: the standard library is compiled with it, for size, and a panic is a trap
/// with no message. Readers never see a message; the loader notices the trap.
///
/// These are no stable options of cargo and rustc yet, so where they fail the widget is compiled without them.
const SMALL_CARGO: [&str; 2] = ["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"];
/// The same for rustc. No reference types: WebKit 2.38, which is Safari 16, traps on tables of them once it has compiled
/// the module, and without them it is a little smaller.
const SMALL_RUSTC: &str = "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none \
                           -Ctarget-feature=-reference-types";
/// The file, beside the output, that says what the output was made from and what it was.
const STAMP: &str = ".fingerprint";

/// Compiles the widget where that is needed or forced, and returns the folder that it is in.
///
/// # Errors
///
/// When a tool is missing and cannot be installed, or when the widget does not compile.
pub(super) fn build(project: &Project, force: bool) -> anyhow::Result<PathBuf> {
    let out = project.target().join("pkg");
    let how = [OPTIONS.as_slice(), &CARGO, &SMALL_CARGO, &[SMALL_RUSTC, tools::WASM_PACK, tools::BINARYEN]].concat();
    let sources = fingerprint::of_sources(project.root(), &how)?;
    if !force && is_fresh(&out, &sources) {
        return Ok(out);
    }
    let path = tools::ensure(project)?;
    if out.exists() {
        fs::remove_dir_all(&out)
            .with_context(|| format!("{}: cannot be removed; nothing was built; remove it", out.display()))?;
    }
    eprintln!("compiling the widget (about three minutes the first time)…");
    if tools::ensure_std_source(project.root()).and_then(|()| compile(project, &path, &out, true)).is_err() {
        eprintln!(
            "the smallest form of the widget could not be compiled; compiling it the plain way, some 20 KB larger…"
        );
        compile(project, &path, &out, false)?;
    }
    write_stamp(&out, &sources)?;
    Ok(out)
}

/// Runs wasm-pack.
fn compile(project: &Project, path: &OsStr, out: &Path, small: bool) -> anyhow::Result<()> {
    let mut wasm_pack = command("wasm-pack");
    wasm_pack
        .current_dir(project.root())
        .env("PATH", path)
        // A folder of its own: no waiting for, and no rebuilding of, what the native build has made.
        .env("CARGO_TARGET_DIR", project.target().join(if small { "wasm" } else { "wasm-plain" }))
        .args(OPTIONS)
        .arg("--out-dir")
        .arg(out)
        .args(CARGO);
    if small {
        wasm_pack.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", SMALL_RUSTC).args(SMALL_CARGO);
    }
    run(
        "compiling the widget",
        &mut wasm_pack,
        "the built folder is as it was; mend what the messages above name and run this again",
    )
}

/// Whether the output is there, untouched, and made from these sources.
fn is_fresh(out: &Path, sources: &str) -> bool {
    stamp(out, sources).is_some_and(|stamp| fs::read_to_string(out.join(STAMP)).is_ok_and(|found| found == stamp))
}

/// Notes what the output was made from.
fn write_stamp(out: &Path, sources: &str) -> anyhow::Result<()> {
    let stamp = stamp(out, sources).with_context(|| {
        format!(
            "{}: wasm-pack has left no {}; the built folder is as it was; run this again with --force",
            out.display(),
            FILES.join(", ")
        )
    })?;
    fs::write(out.join(STAMP), stamp)
        .with_context(|| format!("{}: cannot be written; nothing was built; make it writable", out.display()))
}

/// The stamp that output made from these sources has, or none where the output is not whole.
fn stamp(out: &Path, sources: &str) -> Option<String> {
    fingerprint::of_files(out, &FILES).map(|output| format!("{sources} {output}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn output_is_fresh_until_it_or_its_sources_change() {
        let scratch = Scratch::new("output_is_fresh_until_it_or_its_sources_change");
        let out = scratch.path();
        assert!(!is_fresh(out, "sources"), "nothing there");
        assert!(write_stamp(out, "sources").is_err(), "nothing to stamp");
        for name in FILES {
            scratch.write(name, name);
        }
        assert!(!is_fresh(out, "sources"), "no stamp");
        write_stamp(out, "sources").expect("whole");
        assert!(is_fresh(out, "sources"));
        assert!(!is_fresh(out, "other sources"));
        scratch.write(GLUE, "edited by hand");
        assert!(!is_fresh(out, "sources"), "output changed");
    }
}
