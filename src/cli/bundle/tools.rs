//! Finds the tools that compile the modules, and installs those that are missing.
//!
//! rustup has the WebAssembly target and the source of the standard library. `wasm-opt` comes from
//! npm, by our own lock file, and has a folder per version in the cache. It counts as installed
//! only if it reports the right version, so an interrupted install is never mistaken for a complete
//! one. The glue needs no tool: a library makes it.

mod tool;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};

use self::tool::{LockedFiles, Tool};
use super::process::{prepare_command, run_to_end};

/// The environment variable by which a user chooses the folder that tools are installed in.
const CACHE_VARIABLE: &str = "CONTRACT_FACT_BOX_CACHE";
/// The target that the modules are compiled for.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";
/// The program that makes modules smaller and faster.
pub(super) const WASM_OPT: Tool = Tool {
    package: "binaryen",
    version: "132.0.0",
    program: "wasm-opt",
    // The program reports only the first number.
    reported_version: "132",
    locked_files: BINARYEN_PACKAGE,
};
/// What npm installs, pinned by hash.
const BINARYEN_PACKAGE: LockedFiles = &[
    ("package.json", include_str!("tools/binaryen/package.json")),
    ("package-lock.json", include_str!("tools/binaryen/package-lock.json")),
];

/// Finds `wasm-opt` or installs it, and returns its path.
///
/// # Errors
///
/// When it is missing and cannot be installed; the message says what to do.
pub(super) fn ensure_wasm_opt() -> anyhow::Result<PathBuf> {
    WASM_OPT.find_or_install(&choose_cache_folder(env::var_os(CACHE_VARIABLE))?)
}

/// Returns the folder that tools are installed in: the one that the user has chosen, or one in the
/// system's cache folder.
fn choose_cache_folder(chosen: Option<OsString>) -> anyhow::Result<PathBuf> {
    if let Some(folder) = chosen.filter(|folder| !folder.is_empty()).map(PathBuf::from) {
        return std::path::absolute(&folder).with_context(|| {
            format!("{}: no usable path; set {CACHE_VARIABLE} to a folder", folder.display())
        });
    }
    let system = choose_base_strategy().with_context(|| {
        format!("no home folder; the build tools have no place; set {CACHE_VARIABLE} to a folder")
    })?;
    Ok(system.cache_dir().join("contract-fact-box").join("tools"))
}

/// Makes sure that the project's rustc can compile to WebAssembly.
///
/// # Errors
///
/// When the target is missing and cannot be installed; the message says what to do.
pub(super) fn ensure_target(root: &Path) -> anyhow::Result<()> {
    if has_target(root)? {
        return Ok(());
    }
    eprintln!("installing the Rust target {TARGET} (once, some seconds)…");
    run_to_end(
        &format!("installing the Rust target {TARGET}"),
        prepare_command("rustup").current_dir(root).args(["target", "add", TARGET]),
        &format!(
            "the live boxes cannot be compiled; install rustup (https://rustup.rs), or {TARGET} \
             the way this Rust was installed"
        ),
    )?;
    if !has_target(root)? {
        bail!(
            "rustc: does not find {TARGET} though rustup has installed it; the widget cannot be \
             compiled; put rustup's rustc first on PATH"
        );
    }
    Ok(())
}

/// Makes sure that the source of the standard library is there, which is compiled with the modules.
///
/// # Errors
///
/// When it is missing and cannot be installed.
pub(super) fn ensure_std_source(root: &Path) -> anyhow::Result<()> {
    let output = prepare_command("rustc")
        .current_dir(root)
        .args(["--print", "sysroot"])
        .output()
        .context(
        "rustc: cannot be started; the widget cannot be compiled; install Rust and put it on PATH",
    )?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    if sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file() {
        return Ok(());
    }
    eprintln!("installing the source of Rust's standard library (once, some seconds)…");
    run_to_end(
        "installing the source of Rust's standard library",
        prepare_command("rustup").current_dir(root).args(["component", "add", "rust-src"]),
        "the live boxes are compiled with the library as it ships; install rustup \
         (https://rustup.rs) for smaller ones",
    )
}

/// Whether rustc has the standard library for the target.
fn has_target(root: &Path) -> anyhow::Result<bool> {
    let output = prepare_command("rustc")
        .current_dir(root)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .context(
            "rustc: cannot be started; the widget cannot be compiled; install Rust and put it on \
             PATH",
        )?;
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(output.status.success() && Path::new(&folder).is_dir())
}

#[cfg(test)]
mod tests;
