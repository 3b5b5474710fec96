//! The programs that the build needs: found, or installed once into a cache folder of our own.
//!
//! An install goes to a temporary folder and is renamed only when the program answers `--version` with the wanted
//! version, so an interrupted install is never taken for a whole one.

mod tool;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use self::tool::{LockedFiles, Source, Tool};
use super::process::{command, run};
use crate::cli::project::Project;

/// The version of wasm-pack that this was tried with.
pub(super) const WASM_PACK: &str = "0.15.1";
/// The version of binaryen, which holds `wasm-opt`.
pub(super) const BINARYEN: &str = "132.0.0";
/// What is installed as binaryen, down to the hash.
const BINARYEN_PACKAGE: LockedFiles = &[
    ("package.json", include_str!("tools/binaryen/package.json")),
    ("package-lock.json", include_str!("tools/binaryen/package-lock.json")),
];
/// What is installed as wasm-bindgen, down to the hash of each package that is compiled into it.
const BINDGEN_PACKAGE: LockedFiles = &[
    ("Cargo.toml", include_str!("tools/wasm-bindgen/Cargo.toml")),
    ("Cargo.lock", include_str!("tools/wasm-bindgen/Cargo.lock")),
    ("main.rs", include_str!("tools/wasm-bindgen/main.rs")),
];
/// What the widget is compiled for.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// Finds or installs everything and returns the `PATH` on which it is found first.
///
/// # Errors
///
/// When something is missing and cannot be installed; the message says what to do.
pub(super) fn ensure(project: &Project) -> anyhow::Result<OsString> {
    ensure_target(project.root())?;
    let lock_file = project.root().join("Cargo.lock");
    let text = fs::read_to_string(&lock_file).with_context(|| {
        format!(
            "{}: cannot be read; the version of wasm-bindgen is unknown; run `cargo generate-lockfile`",
            lock_file.display()
        )
    })?;
    let bindgen = locked_version(&text, "wasm-bindgen").ok_or_else(|| {
        anyhow!(
            "{}: no package `wasm-bindgen`; which glue program fits is unknown; run `cargo generate-lockfile`",
            lock_file.display()
        )
    })?;
    let cache = cache_folder(|name| env::var_os(name), env::home_dir())?;
    let mut path = Vec::new();
    for tool in tools(bindgen) {
        if let Some(folder) = tool.ensure(&cache)? {
            path.push(folder);
        }
    }
    let before = env::var_os("PATH").unwrap_or_default();
    path.extend(env::split_paths(&before));
    env::join_paths(path).with_context(|| {
        format!("{}: cannot stand in PATH; the tools are not found; set CONTRACT_FACT_BOX_CACHE", cache.display())
    })
}

/// The version that a lock file holds a package at: the first, where there are several.
pub(super) fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    lines.find(|line| line.trim() == name)?;
    lines.next()?.trim().strip_prefix("version = \"")?.strip_suffix('"')
}

/// All programs, given the version of wasm-bindgen that the widget uses: glue and widget must be of the same.
fn tools(bindgen: &str) -> [Tool; 3] {
    let tool = |package, program, version: &str, takes, source| Tool {
        package,
        version: version.to_owned(),
        program,
        answers: version.to_owned(),
        takes,
        source,
    };
    [
        Tool {
            // It tells the first of its numbers alone.
            answers: BINARYEN.split('.').next().unwrap_or(BINARYEN).to_owned(),
            ..tool("binaryen", "wasm-opt", BINARYEN, "a few seconds", Source::NpmByOurs(BINARYEN_PACKAGE))
        },
        tool("wasm-pack", "wasm-pack", WASM_PACK, "2 to 5 minutes", Source::Cargo),
        tool("wasm-bindgen-cli", "wasm-bindgen", bindgen, "2 to 5 minutes", Source::CargoByOurs(BINDGEN_PACKAGE)),
    ]
}

/// The cache folder: by our own variable, by the desktop's, or in the home folder.
fn cache_folder(var: impl Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    let set = |name| var(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("CONTRACT_FACT_BOX_CACHE") {
        return std::path::absolute(&folder)
            .with_context(|| format!("{}: no usable path; set CONTRACT_FACT_BOX_CACHE to a folder", folder.display()));
    }
    set("XDG_CACHE_HOME")
        .filter(|folder| folder.is_absolute())
        .or_else(|| home.map(|home| home.join(".cache")))
        .map(|folder| folder.join("contract-fact-box").join("tools"))
        .context("no home folder; the build tools have no place; set CONTRACT_FACT_BOX_CACHE to a folder")
}

/// Makes sure that the project's rustc can compile for the browser.
fn ensure_target(root: &Path) -> anyhow::Result<()> {
    if has_target(root)? {
        return Ok(());
    }
    eprintln!("installing the Rust target {TARGET} (once, some seconds)…");
    run(
        &format!("installing the Rust target {TARGET}"),
        command("rustup").current_dir(root).args(["target", "add", TARGET]),
        &format!("the widget cannot be compiled; install rustup, or {TARGET} the way this Rust was installed"),
    )?;
    if !has_target(root)? {
        bail!(
            "rustc: does not find {TARGET} though rustup has installed it; the widget cannot be compiled; \
             put rustup's rustc first on PATH"
        );
    }
    Ok(())
}

/// Makes sure that the standard library's source is there, to compile it with the widget.
///
/// # Errors
///
/// When it is missing and cannot be installed.
pub(super) fn ensure_std_source(root: &Path) -> anyhow::Result<()> {
    let output = command("rustc")
        .current_dir(root)
        .args(["--print", "sysroot"])
        .output()
        .context("rustc: cannot be started; the widget cannot be compiled; install Rust and put it on PATH")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    if sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file() {
        return Ok(());
    }
    eprintln!("installing the source of Rust's standard library (once, some seconds)…");
    run(
        "installing the source of Rust's standard library",
        command("rustup").current_dir(root).args(["component", "add", "rust-src"]),
        "the widget is compiled with the library as it ships; install rustup for a smaller one",
    )
}

/// Whether rustc has the target's standard library.
fn has_target(root: &Path) -> anyhow::Result<bool> {
    let output = command("rustc")
        .current_dir(root)
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .context("rustc: cannot be started; the widget cannot be compiled; install Rust and put it on PATH")?;
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    Ok(output.status.success() && Path::new(&folder).is_dir())
}

#[cfg(test)]
mod tests;
