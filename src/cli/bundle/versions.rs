//! The published versions of a story: `ID/1.json`, `ID/2.json` and so on, beside `ID.json`, which
//! is the current one.
//!
//! Pages can be pinned to a version, so no version may be missing, and the last published one must
//! equal the current document if that has the same number. Whether a file has changed since an
//! earlier build is not known here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::stories;
use crate::cli::story_file::StoryName;
use anyhow::Context;
use contract_fact_box::model::{Severity, Story};

/// A story in its current and its published versions.
#[derive(Debug)]
pub(super) struct StoryVersions {
    /// The content of `ID.json`.
    pub(super) current: Story,
    /// The content of `ID/1.json` and so on, oldest first.
    pub(super) published: Vec<Story>,
}

impl StoryVersions {
    /// Iterates over the published versions and, if it is not among them, the current one, oldest
    /// first.
    pub(super) fn versions_oldest_first(&self) -> impl Iterator<Item = &Story> {
        let is_current_unpublished =
            self.published.last().is_none_or(|last| last.version < self.current.version);
        self.published.iter().chain(is_current_unpublished.then_some(&self.current))
    }

    /// The first version, if it is at hand.
    pub(super) fn first(&self) -> Option<&Story> {
        self.versions_oldest_first().next().filter(|story| story.version == 1)
    }

    /// Collects the languages besides the story's own that any version is translated into.
    pub(super) fn translated_languages(&self) -> BTreeSet<&str> {
        self.versions_oldest_first()
            .flat_map(|story| story.translations.keys())
            .map(String::as_str)
            .collect()
    }
}

/// The last published version.
#[derive(Default)]
struct LastVersion {
    /// Its number, or 0 if none is published.
    number: u32,
    /// Whether a version before it is missing.
    has_gap: bool,
    /// Its story, if its file has no errors.
    story: Option<Story>,
}

/// Reads the published versions beside the current document: `path` is its file, `current` its
/// story.
///
/// Prints all issues, and returns their number beside the story.
///
/// # Errors
///
/// When something cannot be read.
pub(super) fn read_versions(path: &Path, current: Story) -> anyhow::Result<(StoryVersions, usize)> {
    let folder = path.with_extension("");
    let mut complaints = Vec::new();
    let mut errors = 0;
    let mut published = Vec::new();
    let mut last = LastVersion::default();
    for (number, file) in list_version_files(&folder, &mut complaints)? {
        let document = stories::read_story_file(&file, Severity::Error)?;
        errors += document.errors;
        let next = last.number.saturating_add(1);
        if number > next && !last.has_gap {
            complaints.push(format!(
                "{}: is missing; pages that are pinned to version {next} would have no box; \
                 restore the file",
                folder.join(format!("{next}.json")).display()
            ));
        }
        last = LastVersion {
            number,
            has_gap: last.has_gap || number != next,
            story: document.story.clone(),
        };
        if let Some(story) = document.story {
            complaints.extend(check_placement(&file, number, &story, &current));
            published.push(story);
        }
    }
    complaints.extend(check_sequence(path, &folder, &current, &last));
    let versions = StoryVersions { current, published };
    for lang in versions.translated_languages() {
        complaints.extend(check_translation(path, lang, &versions.current));
    }
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    Ok((versions, errors + complaints.len()))
}

/// Looks for published versions in `folder` that have no current document.
///
/// # Errors
///
/// When something cannot be listed.
pub(super) fn find_orphans(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut complaints = Vec::new();
    for path in list_entries(folder)? {
        let current = path.with_extension("json");
        let is_story = path.is_dir()
            && !current.is_file()
            && !list_version_files(&path, &mut Vec::new())?.is_empty();
        if is_story {
            complaints.push(format!(
                "{}: is missing, and versions of it are published; pages would lose their box; \
                 restore the file, and withdraw the story there if it must not be shown",
                current.display()
            ));
        }
    }
    Ok(complaints)
}

/// Lists the files of versions in a folder, by number.
fn list_version_files(
    folder: &Path,
    complaints: &mut Vec<String>,
) -> anyhow::Result<Vec<(u32, PathBuf)>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for path in list_entries(folder)? {
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let stem =
            path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        // Parsing also accepts `+1` and `01`, which no URL of a version has.
        match stem.parse::<u32>() {
            Ok(number) if number > 0 && number.to_string() == stem => files.push((number, path)),
            _ => complaints.push(format!(
                "{}: is not named by a version; no page could be pinned to it; name it 1.json, \
                 2.json and so on, or move it away",
                path.display()
            )),
        }
    }
    files.sort();
    Ok(files)
}

fn list_entries(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let unreadable =
        || format!("{}: cannot be listed; nothing was built; make it readable", folder.display());
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        entries.push(entry.with_context(unreadable)?.path());
    }
    entries.sort();
    Ok(entries)
}

/// Checks that a published version is in the folder and the file that it belongs to.
fn check_placement(file: &Path, number: u32, story: &Story, current: &Story) -> Vec<String> {
    let mut complaints = Vec::new();
    if *story.id != *current.id {
        complaints.push(format!(
            "{}: the story's id is {:?}; it would be shown as a version of {:?}; move the file to \
             {}/{number}.json or change the id",
            file.display(),
            &*story.id,
            &*current.id,
            &*story.id
        ));
    }
    if story.version != number {
        complaints.push(format!(
            "{}: the story's version is {}; pages that are pinned to version {number} would show \
             it; rename the file to {}.json or change `version`",
            file.display(),
            story.version,
            story.version
        ));
    }
    complaints
}

/// Checks that the current document has a language that a version is translated into.
fn check_translation(path: &Path, lang: &str, current: &Story) -> Option<String> {
    let path = path.display();
    if let Err(complaint) = StoryName::new(&current.id).and_then(|name| name.with_language(lang)) {
        return Some(format!("{path}: {complaint}"));
    }
    let is_shown = *current.lang == *lang
        || current.translations.contains_key(lang)
        || current.withdrawn.is_some();
    (!is_shown).then(|| {
        format!(
            "{path}: translations.{lang}: missing, and a published version has it; pages in that \
             language would lose their box; translate it, or add `\"{lang}\": {{}}` to show the \
             story's own texts there"
        )
    })
}

/// Checks that the current document equals the last published version or is the next one.
fn check_sequence(
    path: &Path,
    folder: &Path,
    current: &Story,
    last: &LastVersion,
) -> Option<String> {
    let LastVersion { number: last, story, .. } = last;
    let (last, version) = (*last, current.version);
    let next = last.saturating_add(1);
    let (file, path) = (folder.join(format!("{last}.json")), path.display());
    if version == last {
        // The errors of a file without a story are reported by themselves.
        let is_other = story.as_ref().is_some_and(|story| to_content(story) != to_content(current));
        return is_other.then(|| {
            format!(
                "{path}: version {version} is published and may not change; pages that are pinned \
                 to it would tell something else than the newest; raise `version` to {next}, or \
                 restore what {} holds",
                file.display()
            )
        });
    }
    if version < last {
        return Some(format!(
            "{path}: the version is {version}, and version {last} is published; readers would go \
             back to an older one; raise `version` to {next}, or restore what {} holds",
            file.display()
        ));
    }
    let before = if last == 0 {
        "none is published".to_owned()
    } else {
        format!("the last one published is {last}")
    };
    (version > next).then(|| {
        format!(
            "{path}: the version is {version}, and {before}; pages could not be pinned to those \
             between; set `version` to {next}, or put the missing files into {}",
            folder.display()
        )
    })
}

/// Returns what a story says, to compare it however it was written: in short or at length, and with
/// its parties in any order.
pub(crate) fn to_content(story: &Story) -> Story {
    // What readers never see may change.
    let mut story = Story { schema: None, not_before: None, waivers: Vec::new(), ..story.clone() };
    story.parties.sort_by(|one, other| one.id.cmp(&other.id));
    story.stakeholders.sort_by(|one, other| one.id.cmp(&other.id));
    story.silences.sort_by_key(|silence| (silence.stakeholder.clone(), silence.issue.clone()));
    for contract in &mut story.contracts {
        // Those that use them have them.
        contract.sources.clear();
    }
    story
}
