//! Writes the built folder as one act: whole, or not at all.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process;

use anyhow::{Context, bail};

use super::manifest;

/// A folder's files: content by path, with `/` between folders, in a fixed order.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Writes the files to a temporary folder beside `out`, then puts it in the place of `out`.
///
/// # Errors
///
/// When `out` is something other than a built folder, or when anything cannot be written: `out` is then as it was.
pub(super) fn write(out: &Path, files: &Files) -> anyhow::Result<()> {
    check_replaceable(out)?;
    let temporary = Temporary(beside(out, "tmp")?);
    for (name, content) in files {
        check_inside(name)?;
        let path = temporary.0.join(name);
        let unwritable = || {
            format!(
                "{}: cannot be written; {} is as it was; make room or choose another --out",
                path.display(),
                out.display()
            )
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).with_context(unwritable)?;
        }
        fs::write(&path, content).with_context(unwritable)?;
    }
    swap(&temporary.0, out)
}

/// Refuses a name that leads out of the folder: nothing makes such a one, and nothing is to be written by it.
fn check_inside(name: &str) -> anyhow::Result<()> {
    if Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(());
    }
    bail!("{name:?}: leads out of the built folder; nothing was written; report this fault")
}

/// Refuses to replace what this did not make.
///
/// # Errors
///
/// When `out` is something other than a built folder or an empty one.
pub(super) fn check_replaceable(out: &Path) -> anyhow::Result<()> {
    let nothing_to_lose = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !out.exists(),
    };
    if nothing_to_lose || manifest::is_ours(out) {
        return Ok(());
    }
    bail!(
        "{}: exists and was not made by this program; nothing was written; choose another --out or move it away",
        out.display()
    )
}

/// Puts the new folder in the place of the old one, and the old one back if that fails.
fn swap(new: &Path, out: &Path) -> anyhow::Result<()> {
    let as_it_was = || {
        format!("{}: cannot be replaced; it is as it was; close what holds it open", out.display())
    };
    if !out.exists() {
        return fs::rename(new, out).with_context(as_it_was);
    }
    let old = beside(out, "old")?;
    fs::rename(out, &old).with_context(as_it_was)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(&old, out).with_context(|| {
            format!(
                "{}: cannot be replaced; it is now {}; rename that",
                out.display(),
                old.display()
            )
        })?;
        return Err(error).with_context(as_it_was);
    }
    // The new folder is in place; a rest of the old one is under a name that nothing reads.
    let _ = fs::remove_dir_all(&old);
    Ok(())
}

/// A name beside `out` that is ours alone, on the same disk, so that renaming is one act.
fn beside(out: &Path, role: &str) -> anyhow::Result<PathBuf> {
    let Some(name) = out.file_name() else {
        bail!("{}: is no folder name; nothing was written; choose another --out", out.display());
    };
    let mut name = OsString::from(name);
    name.push(format!(".{role}-{}", process::id()));
    Ok(out.with_file_name(name))
}

/// A folder that is removed when the work ends, unless it has got another name by then.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::compress;
    use super::super::heights::Heights;
    use super::super::names::Names;
    use super::*;
    use crate::cli::scratch::Scratch;

    /// Files that make a built folder, one of them with this content.
    fn built(content: &str) -> Files {
        let mut files = Files::from([
            ("embed.js".to_owned(), content.as_bytes().to_vec()),
            ("stories/a.json".to_owned(), b"{}".to_vec()),
        ]);
        let compressed = compress::all(&files, None);
        let manifest =
            manifest::Manifest::of(&files, &compressed, Names::default(), &[], &Heights::new());
        let manifest = manifest.to_json().expect("plain data");
        files.insert(manifest::NAME.to_owned(), manifest);
        files
    }

    /// The names of what is in the scratch folder.
    fn names(scratch: &Scratch) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(scratch.path())
            .expect("is there")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_folder_replaces_the_old_whole() {
        let scratch = Scratch::new("a_new_folder_replaces_the_old_whole");
        let out = scratch.path().join("dist");
        write(&out, &built("one")).expect("writes");
        scratch.write("dist/stories/removed.json", "a story that is no more");
        write(&out, &built("two")).expect("replaces");
        assert_eq!(scratch.read("dist/embed.js"), "two");
        assert!(!out.join("stories/removed.json").exists());
        assert_eq!(names(&scratch), ["dist"]);
    }

    #[test]
    fn a_failed_write_leaves_the_old_folder() {
        let scratch = Scratch::new("a_failed_write_leaves_the_old_folder");
        let out = scratch.path().join("dist");
        write(&out, &built("one")).expect("writes");
        // A file cannot be in a file.
        let mut bad = built("two");
        bad.insert("embed.js/inside".to_owned(), Vec::new());
        let error = write(&out, &bad).expect_err("cannot be written").to_string();
        assert!(error.contains("is as it was"), "{error}");
        assert_eq!(scratch.read("dist/embed.js"), "one");
        assert_eq!(names(&scratch), ["dist"]);
    }

    #[test]
    fn nothing_is_written_outside_the_folder() {
        let scratch = Scratch::new("nothing_is_written_outside_the_folder");
        let out = scratch.path().join("dist");
        write(&out, &built("one")).expect("writes");
        let outside = scratch.path().join("absolute").to_string_lossy().into_owned();
        for name in ["../evil", "stories/../../evil", "stories/../evil", "..", &outside] {
            let mut bad = built("two");
            bad.insert(name.to_owned(), Vec::new());
            let error = write(&out, &bad).expect_err(name).to_string();
            assert!(
                error.contains("leads out of the built folder; nothing was written; "),
                "{error}"
            );
            assert_eq!(scratch.read("dist/embed.js"), "one");
        }
        assert_eq!(names(&scratch), ["dist"]);
    }

    #[test]
    fn a_failed_swap_leaves_the_old_folder() {
        let scratch = Scratch::new("a_failed_swap_leaves_the_old_folder");
        let out = scratch.path().join("dist");
        write(&out, &built("one")).expect("writes");
        assert!(swap(&scratch.path().join("nothing"), &out).is_err());
        assert_eq!(scratch.read("dist/embed.js"), "one");
        assert_eq!(names(&scratch), ["dist"]);
    }

    #[test]
    fn a_folder_of_something_else_is_not_replaced() {
        let scratch = Scratch::new("a_folder_of_something_else_is_not_replaced");
        scratch.write("pages/index.html", "mine");
        let out = scratch.path().join("pages");
        assert!(write(&out, &built("one")).is_err());
        assert_eq!(scratch.read("pages/index.html"), "mine");
        assert!(write(&scratch.path().join("pages/index.html"), &built("one")).is_err(), "a file");
        assert_eq!(scratch.read("pages/index.html"), "mine");
        assert!(write(Path::new("/"), &built("one")).is_err(), "no name");
    }

    #[test]
    fn an_empty_folder_is_filled() {
        let scratch = Scratch::new("an_empty_folder_is_filled");
        let out = scratch.path().join("dist");
        fs::create_dir(&out).expect("writable");
        write(&out, &built("one")).expect("writes");
        assert_eq!(scratch.read("dist/embed.js"), "one");
    }
}
