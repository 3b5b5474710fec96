//! Hashes of everything that a module is compiled from: as long as they stay the same, the module
//! is up to date.
//!
//! They are hashes of contents and not times, as cargo compares them, so that a fresh clone, or a
//! file that was saved without a change, does not cause minutes of compiling and optimising. The
//! version of the compiler is hashed too, so a hash function whose results may change with it will
//! do.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;

use super::process::prepare_command;

/// The files besides the sources that change what is compiled; each may be absent. Cargo lists the
/// sources.
const SETTINGS: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    ".cargo/config",
    "rust-toolchain.toml",
    "rust-toolchain",
    "build.rs",
];

/// Hashes the project's settings, the version of the compiler, and the `switches` that it is called
/// with.
///
/// # Errors
///
/// When there is no compiler.
pub(super) fn hash_settings(root: &Path, switches: &[&str]) -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    switches.hash(&mut hasher);
    env::var_os("RUSTFLAGS").hash(&mut hasher);
    read_compiler_version(root)?.hash(&mut hasher);
    for name in SETTINGS {
        fs::read(root.join(name)).ok().hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Hashes each source. The result has a line per source, with its hash and name, for
/// [`are_sources_unchanged`].
///
/// # Errors
///
/// When a source cannot be read.
pub(super) fn list_source_hashes(root: &Path, sources: &[PathBuf]) -> anyhow::Result<String> {
    let mut lines = String::new();
    for path in sources {
        let name = path.strip_prefix(root).unwrap_or(path).display();
        let hash = hash_file(path).with_context(|| {
            format!("{}: cannot be read; nothing was built; make it readable", path.display())
        })?;
        lines += &format!("{hash} {name}\n");
    }
    Ok(lines)
}

/// Whether there are sources, and each has the content that it had when the lines were written.
pub(super) fn are_sources_unchanged(root: &Path, lines: &str) -> bool {
    for line in lines.lines() {
        let Some((hash, name)) = line.split_once(' ') else { return false };
        if !hash_file(&root.join(name)).is_ok_and(|current| current == hash) {
            return false;
        }
    }
    !lines.is_empty()
}

/// Whether all sources were last changed before this time.
pub(super) fn were_all_changed_before(sources: &[PathBuf], time: SystemTime) -> bool {
    sources.iter().all(|path| {
        fs::metadata(path)
            .and_then(|metadata| metadata.modified())
            .is_ok_and(|changed| changed < time)
    })
}

fn hash_file(path: &Path) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    fs::read(path)?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// Hashes files together, or returns nothing if one is missing.
pub(super) fn hash_files(folder: &Path, names: &[&str]) -> Option<String> {
    let mut hasher = DefaultHasher::new();
    for name in names {
        fs::read(folder.join(name)).ok()?.hash(&mut hasher);
    }
    Some(format!("{:016x}", hasher.finish()))
}

/// Returns what the compiler prints about its version.
fn read_compiler_version(root: &Path) -> anyhow::Result<Vec<u8>> {
    let output = prepare_command("rustc").current_dir(root).arg("-vV").output().context(
        "rustc: cannot be started; nothing can be compiled; install Rust and put it on PATH",
    )?;
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn sources_are_unchanged_until_the_content_of_one_changes() {
        let scratch = Scratch::new("sources_are_unchanged");
        let sources = ["src/lib.rs", "src/a b.css"].map(|name| scratch.write(name, "one"));
        scratch.write("src/cli/mod.rs", "one");
        let lines = list_source_hashes(scratch.path(), &sources).expect("readable");
        let is_unchanged = || are_sources_unchanged(scratch.path(), &lines);
        assert!(is_unchanged());
        scratch.write("src/cli/mod.rs", "two");
        assert!(is_unchanged(), "it is not one of the sources");
        for name in ["src/lib.rs", "src/a b.css"] {
            scratch.write(name, "two");
            assert!(!is_unchanged(), "{name}");
            scratch.write(name, "one");
            assert!(is_unchanged(), "saved without a change: {name}");
        }
        fs::remove_file(&sources[1]).expect("is there");
        assert!(!is_unchanged(), "a source is gone");
        for lines in ["", "\n", "no hash", "0123456789abcdef "] {
            assert!(!are_sources_unchanged(scratch.path(), lines), "{lines:?}");
        }
        assert!(list_source_hashes(scratch.path(), &sources).is_err());
    }

    #[test]
    fn a_source_that_has_changed_since_is_not_older() {
        let scratch = Scratch::new("a_source_that_changed_meanwhile");
        let sources = [scratch.write("src/lib.rs", "one")];
        let now = SystemTime::now();
        assert!(were_all_changed_before(&sources, now + Duration::from_secs(60)));
        assert!(!were_all_changed_before(&sources, now - Duration::from_secs(60)));
        assert!(!were_all_changed_before(&[scratch.path().join("none")], now));
    }

    #[test]
    fn settings_and_switches_change_the_hash() {
        let scratch = Scratch::new("settings_and_switches_change");
        let hash =
            |switch: &str| hash_settings(scratch.path(), &[switch]).expect("there is a compiler");
        assert_eq!(hash("release"), hash("release"));
        assert_ne!(hash("release"), hash("debug"));
        for name in SETTINGS {
            let before = hash("release");
            // Empty is different from absent, even where it means the same to cargo.
            scratch.write(name, "");
            assert_ne!(before, hash("release"), "{name}");
            fs::remove_file(scratch.path().join(name)).expect("is there");
        }
    }

    #[test]
    fn files_have_a_hash_only_if_all_are_there() {
        let scratch = Scratch::new("files_have_a_hash_only_if_all");
        scratch.write("a", "one");
        assert_eq!(hash_files(scratch.path(), &["a", "b"]), None);
        scratch.write("b", "one");
        let both = hash_files(scratch.path(), &["a", "b"]);
        assert!(both.is_some());
        scratch.write("b", "two");
        assert_ne!(both, hash_files(scratch.path(), &["a", "b"]));
    }
}
