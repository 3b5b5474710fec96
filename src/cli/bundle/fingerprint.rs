//! A fingerprint of everything that a module is compiled from: while it stays the same, the module is not stale.
//!
//! Contents count, not times: a fresh clone or a saved but unchanged file builds nothing. The fingerprint only ever
//! meets one made by the same compiler, which is part of it, so a hash that changes between compilers will do.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;

use super::process::command;

/// Files beside the sources that change what is compiled; each may be absent. Cargo lists the sources themselves.
const SETTINGS: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    ".cargo/config",
    "rust-toolchain.toml",
    "rust-toolchain",
    "build.rs",
];

/// The fingerprint of the project's settings, of the compiler, and of `how` it is called.
///
/// # Errors
///
/// When there is no compiler.
pub(super) fn hash_settings(root: &Path, how: &[&str]) -> anyhow::Result<String> {
    let mut hasher = DefaultHasher::new();
    how.hash(&mut hasher);
    env::var_os("RUSTFLAGS").hash(&mut hasher);
    compiler_version(root)?.hash(&mut hasher);
    for name in SETTINGS {
        fs::read(root.join(name)).ok().hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// The fingerprint of each source, a line each with its name: by these lines alone it is known later whether any of
/// them is another then.
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

/// Whether there are sources and each is what it was when the lines were written.
pub(super) fn are_sources_unchanged(root: &Path, lines: &str) -> bool {
    let is_unchanged = |line: &str| {
        line.split_once(' ')
            .is_some_and(|(hash, name)| hash_file(&root.join(name)).is_ok_and(|now| now == hash))
    };
    !lines.is_empty() && lines.lines().all(is_unchanged)
}

/// Whether all sources have been as they are since before this time.
pub(super) fn are_all_older(sources: &[PathBuf], time: SystemTime) -> bool {
    sources.iter().all(|path| {
        fs::metadata(path).and_then(|it| it.modified()).is_ok_and(|changed| changed < time)
    })
}

/// The fingerprint of a file.
fn hash_file(path: &Path) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    fs::read(path)?.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// The fingerprint of files, or none where one is missing.
pub(super) fn hash_files(folder: &Path, names: &[&str]) -> Option<String> {
    let mut hasher = DefaultHasher::new();
    for name in names {
        fs::read(folder.join(name)).ok()?.hash(&mut hasher);
    }
    Some(format!("{:016x}", hasher.finish()))
}

/// What the compiler says of itself.
fn compiler_version(root: &Path) -> anyhow::Result<Vec<u8>> {
    let output = command("rustc").current_dir(root).arg("-vV").output().context(
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
    fn what_was_compiled_is_unchanged_until_one_of_its_sources_is_not() {
        let scratch = Scratch::new("what_was_compiled_is_unchanged");
        let sources = ["src/lib.rs", "src/a b.css"].map(|name| scratch.write(name, "one"));
        scratch.write("src/cli/mod.rs", "one");
        let lines = list_source_hashes(scratch.path(), &sources).expect("readable");
        let is_unchanged = || are_sources_unchanged(scratch.path(), &lines);
        assert!(is_unchanged());
        scratch.write("src/cli/mod.rs", "two");
        assert!(is_unchanged(), "it was not compiled");
        for name in ["src/lib.rs", "src/a b.css"] {
            scratch.write(name, "two");
            assert!(!is_unchanged(), "{name}");
            scratch.write(name, "one");
            assert!(is_unchanged(), "saved as it was: {name}");
        }
        fs::remove_file(&sources[1]).expect("is there");
        assert!(!is_unchanged(), "a source is gone");
        for lines in ["", "\n", "no hash", "0123456789abcdef "] {
            assert!(!are_sources_unchanged(scratch.path(), lines), "{lines:?}");
        }
        assert!(list_source_hashes(scratch.path(), &sources).is_err());
    }

    #[test]
    fn a_source_that_changed_meanwhile_is_not_older() {
        let scratch = Scratch::new("a_source_that_changed_meanwhile");
        let sources = [scratch.write("src/lib.rs", "one")];
        let now = SystemTime::now();
        assert!(are_all_older(&sources, now + Duration::from_secs(60)));
        assert!(!are_all_older(&sources, now - Duration::from_secs(60)));
        assert!(!are_all_older(&[scratch.path().join("none")], now));
    }

    #[test]
    fn settings_and_switches_count() {
        let scratch = Scratch::new("settings_and_switches_count");
        let of = |how: &str| hash_settings(scratch.path(), &[how]).expect("there is a compiler");
        assert_eq!(of("release"), of("release"));
        assert_ne!(of("release"), of("debug"));
        for name in SETTINGS {
            let before = of("release");
            // Whatever rustup makes of it, it is another setting.
            scratch.write(name, "");
            assert_ne!(before, of("release"), "{name}");
            fs::remove_file(scratch.path().join(name)).expect("is there");
        }
    }

    #[test]
    fn files_have_a_fingerprint_only_together() {
        let scratch = Scratch::new("files_have_a_fingerprint_only_together");
        scratch.write("a", "one");
        assert_eq!(hash_files(scratch.path(), &["a", "b"]), None);
        scratch.write("b", "one");
        let both = hash_files(scratch.path(), &["a", "b"]);
        assert!(both.is_some());
        scratch.write("b", "two");
        assert_ne!(both, hash_files(scratch.path(), &["a", "b"]));
    }
}
