//! A fingerprint of everything that a module is compiled from: while it stays the same, the module is not stale.
//!
//! Contents count, not times: a fresh clone or a saved but unchanged file builds nothing. The fingerprint only ever
//! meets one made by the same compiler, which is part of it, so a hash that changes between compilers will do.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::process::command;

/// Files beside the sources that change what is compiled; each may be absent.
const SETTINGS: [&str; 6] =
    ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml", "rust-toolchain", "build.rs"];
/// Files that are published as they are; no module holds them.
const NOT_COMPILED: [&str; 5] = ["css", "html", "js", "md", "ts"];

/// The fingerprint of the project's sources and settings, of the compiler, and of `how` they are built.
///
/// `without` are the files and folders of sources that the module holds nothing of.
///
/// # Errors
///
/// When a source cannot be read.
pub(super) fn of_sources(root: &Path, without: &[&str], how: &[&str]) -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    how.hash(&mut hasher);
    env::var_os("RUSTFLAGS").hash(&mut hasher);
    compiler(root)?.hash(&mut hasher);
    for name in SETTINGS {
        fs::read(root.join(name)).ok().hash(&mut hasher);
    }
    for file in sources(root, without)? {
        let path = root.join(&file);
        file.hash(&mut hasher);
        fs::read(&path)
            .with_context(|| format!("{}: cannot be read; nothing was built; make it readable", path.display()))?
            .hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// The fingerprint of files, or none where one is missing.
pub(super) fn of_files(folder: &Path, names: &[&str]) -> Option<String> {
    let mut hasher = DefaultHasher::new();
    for name in names {
        fs::read(folder.join(name)).ok()?.hash(&mut hasher);
    }
    Some(format!("{:016x}", hasher.finish()))
}

/// What the compiler says of itself.
fn compiler(root: &Path) -> anyhow::Result<Vec<u8>> {
    let output = command("rustc")
        .current_dir(root)
        .arg("-vV")
        .output()
        .context("rustc: cannot be started; nothing can be compiled; install Rust and put it on PATH")?;
    Ok(output.stdout)
}

/// The files that a module is compiled from, relative to the project, in a fixed order.
fn sources(root: &Path, without: &[&str]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(root, Path::new("src"), without, &mut found)?;
    found.sort();
    Ok(found)
}

/// Adds what is in a folder and below.
fn collect(root: &Path, folder: &Path, without: &[&str], found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let path = root.join(folder);
    let unreadable = || format!("{}: cannot be listed; nothing was built; make it readable", path.display());
    for entry in fs::read_dir(&path).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let file = folder.join(entry.file_name());
        if without.iter().any(|other| file == Path::new(other)) {
            continue;
        }
        if entry.path().is_dir() {
            collect(root, &file, without, found)?;
        } else if file.extension().is_none_or(|extension| NOT_COMPILED.iter().all(|other| extension != *other)) {
            found.push(file);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    const WITHOUT: [&str; 3] = ["src/cli", "src/main.rs", "src/view/words"];

    #[test]
    fn only_what_is_compiled_counts() {
        let scratch = Scratch::new("only_what_is_compiled_counts");
        scratch.write("src/lib.rs", "one");
        scratch.write("src/embed/loader.js", "one");
        scratch.write("src/embed/frame.html", "one");
        scratch.write("src/embed/api.d.ts", "one");
        scratch.write("src/embed/package.md", "one");
        scratch.write("src/components/panel.css", "one");
        scratch.write("src/cli/mod.rs", "one");
        scratch.write("src/main.rs", "one");
        scratch.write("src/view/words/en.rs", "one");
        let of = || of_sources(scratch.path(), &WITHOUT, &["release"]).expect("readable");
        let before = of();
        assert_eq!(before, of(), "unchanged");

        for other in [
            "src/embed/loader.js",
            "src/embed/frame.html",
            "src/embed/api.d.ts",
            "src/embed/package.md",
            "src/components/panel.css",
            "src/cli/mod.rs",
            "src/main.rs",
            "src/view/words/en.rs",
        ] {
            scratch.write(other, "two");
            assert_eq!(before, of(), "{other} is not compiled");
        }
        for input in ["src/lib.rs", "src/view/new.rs", "Cargo.toml", "Cargo.lock", ".cargo/config.toml"] {
            let before = of();
            scratch.write(input, "two");
            assert_ne!(before, of(), "{input} is compiled");
        }
        assert_ne!(of(), of_sources(scratch.path(), &WITHOUT, &["debug"]).expect("readable"), "another way to build");
    }

    #[test]
    fn files_have_a_fingerprint_only_together() {
        let scratch = Scratch::new("files_have_a_fingerprint_only_together");
        scratch.write("a", "one");
        assert_eq!(of_files(scratch.path(), &["a", "b"]), None);
        scratch.write("b", "one");
        let both = of_files(scratch.path(), &["a", "b"]);
        assert!(both.is_some());
        scratch.write("b", "two");
        assert_ne!(both, of_files(scratch.path(), &["a", "b"]));
    }
}
