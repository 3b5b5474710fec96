//! Writes the built folder as one act: whole, or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};

use anyhow::{Context, bail};
use tempfile::TempDir;

use super::manifest;

/// A folder's files: content by path, with `/` between folders, in a fixed order.
pub(super) type BundleFiles = BTreeMap<String, Vec<u8>>;

/// Writes the files to a temporary folder beside `out`, then puts it in the place of `out`.
///
/// # Errors
///
/// When `out` is something other than a bundle, or when anything cannot be written: `out` is then as it was.
pub(super) fn write_bundle(out: &Path, files: &BundleFiles) -> anyhow::Result<()> {
    check_replaceable(out)?;
    let temporary = make_folder_beside(out)?;
    // A folder in it, since the temporary one itself may be read by nobody else, and the bundle by everybody.
    let new = temporary.path().join("new");
    for (name, content) in files {
        check_stays_inside(name)?;
        let path = new.join(name);
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
    replace_folder(&new, out, temporary)
}

/// Refuses a name that leads out of the folder: nothing makes such a one, and nothing is to be written by it.
fn check_stays_inside(name: &str) -> anyhow::Result<()> {
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
    if nothing_to_lose || manifest::is_bundle(out) {
        return Ok(());
    }
    bail!(
        "{}: exists and was not made by this program; nothing was written; choose another --out or move it away",
        out.display()
    )
}

/// Puts the new folder in the place of the old one, which goes with the temporary folder, or back if that fails.
fn replace_folder(new: &Path, out: &Path, temporary: TempDir) -> anyhow::Result<()> {
    let unchanged = || {
        format!("{}: cannot be replaced; it is as it was; close what holds it open", out.display())
    };
    if !out.exists() {
        return fs::rename(new, out).with_context(unchanged);
    }
    let old = temporary.path().join("old");
    fs::rename(out, &old).with_context(unchanged)?;
    if let Err(error) = fs::rename(new, out) {
        if let Err(stuck) = fs::rename(&old, out) {
            let old = temporary.keep().join("old");
            return Err(stuck).with_context(|| {
                format!(
                    "{}: cannot be replaced; it is now {}; rename that",
                    out.display(),
                    old.display()
                )
            });
        }
        return Err(error).with_context(unchanged);
    }
    Ok(())
}

/// Makes a temporary folder beside `out`: on the same disk, so that renaming is a single act.
fn make_folder_beside(out: &Path) -> anyhow::Result<TempDir> {
    let (Some(name), Some(parent)) = (out.file_name(), out.parent()) else {
        bail!("{}: is no folder name; nothing was written; choose another --out", out.display());
    };
    let mut prefix = name.to_owned();
    prefix.push(".tmp-");
    // The parent of a plain name is empty, which means here.
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    fs::create_dir_all(parent)
        .and_then(|()| tempfile::Builder::new().prefix(&prefix).tempdir_in(parent))
        .with_context(|| {
            format!(
                "{}: nothing can be made there; {} is as it was; choose another --out",
                parent.display(),
                out.display()
            )
        })
}

#[cfg(test)]
mod tests {
    use super::super::compress;
    use super::super::heights::Heights;
    use super::super::names::HashedNames;
    use super::*;
    use crate::cli::scratch::Scratch;

    /// Files that make a built folder, one of them with this content.
    fn built(content: &str) -> BundleFiles {
        let mut files = BundleFiles::from([
            ("embed.js".to_owned(), content.as_bytes().to_vec()),
            ("stories/a.json".to_owned(), b"{}".to_vec()),
        ]);
        let compressed = compress::compress_all(&files, None);
        let manifest = manifest::Manifest::new(
            &files,
            &compressed,
            HashedNames::default(),
            &[],
            &Heights::new(),
        );
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
        write_bundle(&out, &built("one")).expect("writes");
        scratch.write("dist/stories/removed.json", "a story that is no more");
        write_bundle(&out, &built("two")).expect("replaces");
        assert_eq!(scratch.read("dist/embed.js"), "two");
        assert!(!out.join("stories/removed.json").exists());
        assert_eq!(names(&scratch), ["dist"]);
    }

    #[test]
    fn a_failed_write_leaves_the_old_folder() {
        let scratch = Scratch::new("a_failed_write_leaves_the_old_folder");
        let out = scratch.path().join("dist");
        write_bundle(&out, &built("one")).expect("writes");
        // A file cannot be in a file.
        let mut bad = built("two");
        bad.insert("embed.js/inside".to_owned(), Vec::new());
        let error = write_bundle(&out, &bad).expect_err("cannot be written").to_string();
        assert!(error.contains("is as it was"), "{error}");
        assert_eq!(scratch.read("dist/embed.js"), "one");
        assert_eq!(names(&scratch), ["dist"]);
    }

    #[test]
    fn nothing_is_written_outside_the_folder() {
        let scratch = Scratch::new("nothing_is_written_outside_the_folder");
        let out = scratch.path().join("dist");
        write_bundle(&out, &built("one")).expect("writes");
        let outside = scratch.path().join("absolute").to_string_lossy().into_owned();
        for name in ["../evil", "stories/../../evil", "stories/../evil", "..", &outside] {
            let mut bad = built("two");
            bad.insert(name.to_owned(), Vec::new());
            let error = write_bundle(&out, &bad).expect_err(name).to_string();
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
        write_bundle(&out, &built("one")).expect("writes");
        let temporary = make_folder_beside(&out).expect("writable");
        assert!(replace_folder(&temporary.path().join("nothing"), &out, temporary).is_err());
        assert_eq!(scratch.read("dist/embed.js"), "one");
        assert_eq!(names(&scratch), ["dist"]);
    }

    #[test]
    fn a_folder_of_something_else_is_not_replaced() {
        let scratch = Scratch::new("a_folder_of_something_else_is_not_replaced");
        scratch.write("pages/index.html", "mine");
        let out = scratch.path().join("pages");
        assert!(write_bundle(&out, &built("one")).is_err());
        assert_eq!(scratch.read("pages/index.html"), "mine");
        assert!(
            write_bundle(&scratch.path().join("pages/index.html"), &built("one")).is_err(),
            "a file"
        );
        assert_eq!(scratch.read("pages/index.html"), "mine");
        assert!(write_bundle(Path::new("/"), &built("one")).is_err(), "no name");
    }

    #[test]
    fn an_empty_folder_is_filled() {
        let scratch = Scratch::new("an_empty_folder_is_filled");
        let out = scratch.path().join("dist");
        fs::create_dir(&out).expect("writable");
        write_bundle(&out, &built("one")).expect("writes");
        assert_eq!(scratch.read("dist/embed.js"), "one");
    }
}
