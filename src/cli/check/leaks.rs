//! `embargo-leak`: copies of a story under embargo that may already be public, as far as they are
//! beside its file.
//!
//! A story is kept as `www/stories/ID.json`, its published versions as `www/stories/ID/VERSION.json`,
//! and the pages that show it anywhere in `www`. Of a story that is kept elsewhere, nothing is known.

use std::fs;
use std::path::{Path, PathBuf};

use contract_fact_box::model::{
    self, Date, DocumentMap, Issue, Moment, Severity, Story, ValuePlace,
};

use crate::cli::bundle::to_content;
use crate::cli::pages::escape_text;

/// The code of the rule.
const CODE: &str = "embargo-leak";
/// A page is text, and no text is longer.
const MOST_BYTES: u64 = 4_000_000;

/// Finds the copies of a story that is under embargo at a moment. `text` is the story's file.
pub(super) fn find_leaks(file: &Path, text: &str, story: &Story, now: Moment) -> Vec<Issue> {
    if story.embargo_at(now).is_none() {
        return Vec::new();
    }
    let Some(map) = DocumentMap::of(text) else { return Vec::new() };
    let place = map.locate("/not_before");
    let mut leaks = Vec::new();
    leaks.extend(find_public_version(file, story, now).map(|version| {
        to_issue(
            &place,
            format!("version {version} says the same, and is not under embargo"),
            "it is in the bundle, for everybody to read".to_owned(),
            format!(
                "put `not_before` into that version too if nobody has seen it yet; if it is public, \
                 the embargo is over: remove `not_before`, and set `version` to {version}"
            ),
        )
    }));
    for (page, line, what) in find_pages(file, story) {
        leaks.push(to_issue(
            &place,
            format!("{} has {what} (line {line})", page.display()),
            "whoever sees that page learns of the story".to_owned(),
            "take it out until then, or keep the page from the public".to_owned(),
        ));
    }
    leaks
}

fn to_issue(place: &ValuePlace, fact: String, consequence: String, fix: String) -> Issue {
    let ValuePlace { path, pointer, span } = place.clone();
    let severity = Severity::Warning;
    Issue { code: CODE, severity, path, pointer, span, fact, consequence, fix, waived: None }
}

/// Finds an earlier version that is public and says the same.
fn find_public_version(file: &Path, story: &Story, now: Moment) -> Option<u32> {
    let files = list_entries(&file.with_extension(""));
    let versions = files.into_iter().filter_map(|file| {
        let text = fs::read_to_string(file).ok()?;
        model::read(&text).into_valid().ok()
    });
    let is_public =
        |earlier: &Story| earlier.version < story.version && earlier.embargo_at(now).is_none();
    let mut public = versions.filter(is_public);
    let same = public.find(|earlier| to_undated(earlier) == to_undated(story))?;
    Some(same.version)
}

/// Returns what a story says, whatever its version and days.
fn to_undated(story: &Story) -> Story {
    let (as_of, published_at) = (Date::default(), Date::default());
    to_content(&Story { version: 0, as_of, published_at, ..story.clone() })
}

/// Finds the pages that show something of a story: each with the first line that does, and what that
/// is.
fn find_pages(file: &Path, story: &Story) -> Vec<(PathBuf, usize, &'static str)> {
    let Some(folder) = find_pages_folder(file) else { return Vec::new() };
    let marks = list_marks(story);
    let mut found = Vec::new();
    for page in list_pages(&folder) {
        let Ok(text) = fs::read_to_string(&page) else { continue };
        let first = text.lines().enumerate().find_map(|(index, line)| {
            let (_, what) = marks.iter().find(|(mark, _)| line.contains(&**mark))?;
            Some((index, *what))
        });
        if let Some((index, what)) = first {
            found.push((page, index.saturating_add(1), what));
        }
    }
    found
}

/// Lists what shows that a page is about a story, each with the words for it.
fn list_marks(story: &Story) -> Vec<(String, &'static str)> {
    const BOX: &str = "a box of it";
    const TITLE: &str = "its title";
    let id = &*story.id;
    let mut marks = vec![
        (format!("data-contract-fact-box=\"{id}\""), BOX),
        (format!("<contract-fact-box story=\"{id}\""), BOX),
        (format!("data-story=\"{id}\""), BOX),
    ];
    let translated = story.translations.values().filter_map(|texts| texts.get("/title"));
    for title in [&*story.title].into_iter().chain(translated.map(|title| title.text())) {
        marks.push((title.to_owned(), TITLE));
        marks.push((escape_text(title), TITLE));
    }
    marks
}

/// Returns the folder of the pages that belong to a story's file: the one that has `stories`.
fn find_pages_folder(file: &Path) -> Option<PathBuf> {
    let stories = file.canonicalize().ok()?.parent()?.to_owned();
    let folder = stories.parent()?;
    // Relative where the file is, as the messages repeat it.
    let shown = file.parent()?.parent().filter(|shown| !shown.as_os_str().is_empty());
    let is_known = stories.ends_with("stories") && folder.ends_with("www");
    is_known.then(|| shown.unwrap_or(folder).to_owned())
}

/// Lists the pages below a folder in order, without what cannot be read.
fn list_pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for path in list_entries(folder) {
        let Ok(kind) = fs::symlink_metadata(&path) else { continue };
        let is_page = path.extension().is_some_and(|extension| {
            extension == "md" || extension == "html" || extension == "htm"
        });
        if kind.is_dir() {
            pages.extend(list_pages(&path));
        } else if is_page && kind.len() <= MOST_BYTES {
            pages.push(path);
        }
    }
    pages
}

/// Lists what is in a folder, in order; nothing if it cannot be read.
fn list_entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
