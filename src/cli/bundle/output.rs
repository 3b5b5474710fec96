//! Writes the bundle as a single act: completely, or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};

use anyhow::{Context, bail};
use tempfile::TempDir;

use super::manifest;

/// The content of a bundle's files, by their paths, which have `/` between folders.
pub(super) type BundleFiles = BTreeMap<String, Vec<u8>>;

/// Writes the files to a temporary folder beside `out`, then replaces `out` by it.
///
/// # Errors
///
/// When `out` is something other than a bundle, or when anything cannot be written: `out` is then
/// as it was.
pub(super) fn write_bundle(out: &Path, files: &BundleFiles) -> anyhow::Result<()> {
    check_replaceable(out)?;
    let temporary = make_folder_beside(out)?;
    // A folder inside it: nobody else may read the temporary one itself, and a server has to read
    // the bundle.
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

/// Refuses a path that leads out of the bundle. Nothing makes such a path; if something did,
/// nothing must be written.
fn check_stays_inside(name: &str) -> anyhow::Result<()> {
    if Path::new(name).components().all(|part| matches!(part, Component::Normal(_))) {
        return Ok(());
    }
    bail!("{name:?}: leads out of the bundle; nothing was written; report this fault")
}

/// Refuses to replace what this program did not make.
///
/// # Errors
///
/// When `out` is something other than a bundle or an empty folder.
pub(super) fn check_replaceable(out: &Path) -> anyhow::Result<()> {
    let is_free = match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => !out.exists(),
    };
    if is_free || manifest::is_bundle(out) {
        return Ok(());
    }
    bail!(
        "{}: exists and was not made by this program; nothing was written; choose another --out or \
         move it away",
        out.display()
    )
}

/// Replaces the old folder by the new one. The old one is moved into the temporary folder and
/// removed with it, or moved back if the new one cannot take its place.
fn replace_folder(new: &Path, out: &Path, temporary: TempDir) -> anyhow::Result<()> {
    let unchanged = || {
        format!("{}: cannot be replaced; it is as it was; close what holds it open", out.display())
    };
    if !out.exists() {
        return fs::rename(new, out).with_context(unchanged);
    }
    // Moved and not removed: if the next step fails, the bundle can still be put back.
    let old = temporary.path().join("old");
    fs::rename(out, &old).with_context(unchanged)?;
    if let Err(error) = fs::rename(new, out) {
        if let Err(stuck) = fs::rename(&old, out) {
            // The temporary folder has the only copy now, so it must not be removed when dropped.
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

/// Makes a temporary folder beside `out`, which is on the same disk, so that moving a folder is a
/// single act.
fn make_folder_beside(out: &Path) -> anyhow::Result<TempDir> {
    let (Some(name), Some(parent)) = (out.file_name(), out.parent()) else {
        bail!("{}: is no folder name; nothing was written; choose another --out", out.display());
    };
    let mut prefix = name.to_owned();
    prefix.push(".tmp-");
    // The parent of a plain name is empty: the current folder.
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

    /// Makes the files of a bundle, one of them with this content.
    fn make_files(content: &str) -> BundleFiles {
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

    fn list_names(scratch: &Scratch) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(scratch.path())
            .expect("is there")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_bundle_replaces_the_old_one_completely() {
        let scratch = Scratch::new("a_new_bundle_replaces_the_old_one");
        let out = scratch.path().join("dist");
        write_bundle(&out, &make_files("one")).expect("writes");
        scratch.write("dist/stories/removed.json", "a story that has been removed");
        write_bundle(&out, &make_files("two")).expect("replaces");
        assert_eq!(scratch.read("dist/embed.js"), "two");
        assert!(!out.join("stories/removed.json").exists());
        assert_eq!(list_names(&scratch), ["dist"]);
    }

    #[test]
    fn a_failed_write_leaves_the_old_bundle() {
        let scratch = Scratch::new("a_failed_write_leaves_the_old_folder");
        let out = scratch.path().join("dist");
        write_bundle(&out, &make_files("one")).expect("writes");
        // A file cannot contain a file.
        let mut bad = make_files("two");
        bad.insert("embed.js/inside".to_owned(), Vec::new());
        let error = write_bundle(&out, &bad).expect_err("cannot be written").to_string();
        assert!(error.contains("is as it was"), "{error}");
        assert_eq!(scratch.read("dist/embed.js"), "one");
        assert_eq!(list_names(&scratch), ["dist"]);
    }

    #[test]
    fn nothing_is_written_outside_the_bundle() {
        let scratch = Scratch::new("nothing_is_written_outside_the_folder");
        let out = scratch.path().join("dist");
        write_bundle(&out, &make_files("one")).expect("writes");
        let outside = scratch.path().join("absolute").to_string_lossy().into_owned();
        for name in ["../evil", "stories/../../evil", "stories/../evil", "..", &outside] {
            let mut bad = make_files("two");
            bad.insert(name.to_owned(), Vec::new());
            let error = write_bundle(&out, &bad).expect_err(name).to_string();
            assert!(error.contains("leads out of the bundle; nothing was written; "), "{error}");
            assert_eq!(scratch.read("dist/embed.js"), "one");
        }
        assert_eq!(list_names(&scratch), ["dist"]);
    }

    #[test]
    fn a_failed_replacement_leaves_the_old_bundle() {
        let scratch = Scratch::new("a_failed_swap_leaves_the_old_folder");
        let out = scratch.path().join("dist");
        write_bundle(&out, &make_files("one")).expect("writes");
        let temporary = make_folder_beside(&out).expect("writable");
        assert!(replace_folder(&temporary.path().join("nothing"), &out, temporary).is_err());
        assert_eq!(scratch.read("dist/embed.js"), "one");
        assert_eq!(list_names(&scratch), ["dist"]);
    }

    #[test]
    fn a_folder_that_is_no_bundle_is_not_replaced() {
        let scratch = Scratch::new("a_folder_of_something_else_is_not_replaced");
        scratch.write("pages/index.html", "mine");
        let out = scratch.path().join("pages");
        assert!(write_bundle(&out, &make_files("one")).is_err());
        assert_eq!(scratch.read("pages/index.html"), "mine");
        assert!(
            write_bundle(&scratch.path().join("pages/index.html"), &make_files("one")).is_err(),
            "a file"
        );
        assert_eq!(scratch.read("pages/index.html"), "mine");
        assert!(write_bundle(Path::new("/"), &make_files("one")).is_err(), "no name");
    }

    #[test]
    fn an_empty_folder_is_filled() {
        let scratch = Scratch::new("an_empty_folder_is_filled");
        let out = scratch.path().join("dist");
        fs::create_dir(&out).expect("writable");
        write_bundle(&out, &make_files("one")).expect("writes");
        assert_eq!(scratch.read("dist/embed.js"), "one");
    }
}
