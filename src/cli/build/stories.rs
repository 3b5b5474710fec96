//! The story files: read, checked, compiled to what the widget shows and to static pages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use contract_fact_box::model::{self, Severity, Story};
use contract_fact_box::prerender::{self, Css, Place, STYLESHEET};
use contract_fact_box::view;

use super::folder::Files;
use super::oembed;
use super::versions::{self, Versions};
use crate::cli::check::{counted, one_line};
use crate::cli::language;

/// Where the demo pages find the built folder: the snippets are theirs unless the folder has an address.
const DEMO: &str = "/dist/";

/// A file that may hold a story.
pub(super) struct Document {
    /// What is in it.
    pub(super) text: String,
    /// The story, if it has no errors.
    pub(super) story: Option<Story>,
    /// How many errors there are.
    pub(super) errors: usize,
}

/// Reads every `*.json` directly in a folder, in the order of their names, each with its published versions.
///
/// All issues of all stories are printed on standard error.
///
/// # Errors
///
/// When a file cannot be read, has errors, is not named by its story's id, or does not follow the published versions.
pub(super) fn read(folder: &Path) -> anyhow::Result<Vec<Versions>> {
    let mut stories = Vec::new();
    let mut errors = 0;
    for path in files(folder)? {
        let document = document(&path, Severity::Warning)?;
        errors += document.errors;
        let Some(story) = document.story else { continue };
        if let Err(complaint) = check_name(&path, &story.id.to_string()) {
            eprintln!("{complaint}");
            errors += 1;
        }
        let (versions, complaints) = versions::read(&path, &document.text, story)?;
        errors += complaints;
        stories.push(versions);
    }
    for complaint in versions::orphans(folder)? {
        eprintln!("{complaint}");
        errors += 1;
    }
    if errors > 0 {
        bail!("{}: {} in the stories; nothing was built; mend them", folder.display(), counted(errors, "error"));
    }
    Ok(stories)
}

/// Reads one file and prints its issues, the least severe of them as `least`.
///
/// # Errors
///
/// When the file cannot be read.
pub(super) fn document(path: &Path, least: Severity) -> anyhow::Result<Document> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("{}: cannot be read as text; nothing was built; mend the file", path.display()))?;
    let reading = model::read(&text);
    let told = |issue: &&model::Issue| least == Severity::Warning || issue.severity == Severity::Error;
    for issue in reading.issues.iter().filter(told) {
        eprintln!("{}: {}", path.display(), one_line(&issue.to_string()));
    }
    let errors = reading.issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let story = reading.story.filter(|_| errors == 0);
    // A reading without a story has said why, unless the model has a fault.
    let errors = if story.is_none() { errors.max(1) } else { errors };
    Ok(Document { text, story, errors })
}

/// The JSON files directly in a folder.
fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let unreadable = || {
        format!(
            "{}: cannot be listed; nothing was built; name the folder of the stories with --stories",
            folder.display()
        )
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(unreadable)? {
        let path = entry.with_context(unreadable)?.path();
        if path.is_file() && path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// A story is addressed by its id, so its file must have that name.
fn check_name(path: &Path, id: &str) -> Result<(), String> {
    if path.file_stem().is_some_and(|stem| stem == id) {
        return Ok(());
    }
    Err(format!(
        "{}: the story's id is {id:?}; boxes would not find it; rename the file to {id}.json or change the id",
        path.display()
    ))
}

/// Adds what the built folder holds of each story: the documents that the widget shows, of the current version and
/// of each, in each language; a page without scripts, and what is pasted. Returns the current documents.
///
/// # Errors
///
/// When a story has too little to show, or cannot be written as JSON.
pub(super) fn compile(
    stories: &[Versions],
    base: Option<&str>,
    files: &mut Files,
) -> anyhow::Result<Vec<view::BoxView>> {
    let mut views = Vec::new();
    for versions in stories {
        let current = &versions.current;
        let id = &current.id;
        let unfit = || format!("story {id}: cannot be shown; nothing was built; mend what it names");
        let json = |view: &view::BoxView| {
            serde_json::to_vec(view)
                .with_context(|| format!("story {id}: cannot be written as JSON; nothing was built; report this fault"))
        };
        if let Some(complaint) = language::complaint(&current.lang) {
            eprintln!("story {id}: {complaint}");
        }
        let view = view::compile(current, &current.lang).with_context(unfit)?;
        files.insert(format!("stories/{id}.json"), json(&view)?);
        let oembed = base.map(|base| oembed::address(base, id));
        let page = prerender::page(&view, &format!("../{STYLESHEET}"), oembed.as_deref());
        files.insert(format!("stories/{id}.html"), page.into_bytes());
        // Linked, so that it may also stand under a policy that forbids inline styles, as the demo pages do.
        let place = Place { base: base.unwrap_or(DEMO), level: 2, lang: None };
        files.insert(format!("stories/{id}.snippet.html"), prerender::element(&view, place, Css::Link).into_bytes());
        files.insert(format!("stories/{id}.div.html"), prerender::div(&view, place).into_bytes());
        for lang in versions.languages() {
            if let Some(complaint) = language::complaint(lang) {
                eprintln!("story {id}: {complaint}");
            }
            let view = view::compile_pinned_in(current, current, lang).with_context(unfit)?;
            files.insert(format!("stories/{id}.{lang}.json"), json(&view)?);
            for story in versions.all().filter(|story| story.translations.contains_key(lang)) {
                let pinned = view::compile_pinned_in(story, current, lang).with_context(unfit)?;
                files.insert(format!("stories/{id}/{}.{lang}.json", story.version), json(&pinned)?);
            }
        }
        for story in versions.all() {
            let pinned = view::compile_pinned(story, current).with_context(unfit)?;
            files.insert(format!("stories/{id}/{}.json", story.version), json(&pinned)?);
        }
        views.push(view);
    }
    Ok(views)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    #[test]
    fn only_json_files_directly_in_the_folder_are_stories() {
        let scratch = Scratch::new("only_json_files_directly_in_the_folder");
        for name in ["b.json", "a.json", "notes.txt", "old/c.json"] {
            scratch.write(name, "");
        }
        let found = files(scratch.path()).expect("is there");
        assert_eq!(found, [scratch.path().join("a.json"), scratch.path().join("b.json")]);
        assert!(files(&scratch.path().join("none")).is_err());
    }

    #[test]
    fn a_file_is_named_by_its_id() {
        assert_eq!(check_name(Path::new("x/a-b.json"), "a-b"), Ok(()));
        let complaint = check_name(Path::new("x/a.json"), "b").expect_err("differs");
        assert!(complaint.starts_with("x/a.json: the story's id is \"b\"; "), "{complaint}");
    }

    #[test]
    fn a_story_with_errors_stops_the_build_and_all_are_counted() {
        let scratch = Scratch::new("a_story_with_errors_stops_the_build");
        scratch.write("a.json", "{");
        scratch.write("b.json", "[");
        let error = read(scratch.path()).expect_err("two errors").to_string();
        assert!(error.ends_with(": 2 errors in the stories; nothing was built; mend them"), "{error}");
    }

    #[test]
    fn each_version_has_a_document_and_the_current_one_a_page() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/versions/added-position/stories");
        let stories = read(&folder).expect("is sound");
        let mut built = Files::new();
        compile(&stories, None, &mut built).expect("can be shown");
        let names: Vec<_> = built.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "stories/bridge.div.html",
                "stories/bridge.html",
                "stories/bridge.json",
                "stories/bridge.snippet.html",
                "stories/bridge/1.json",
                "stories/bridge/2.json"
            ]
        );
        assert_eq!(built["stories/bridge.json"], built["stories/bridge/2.json"]);
    }

    #[test]
    fn a_snippet_names_the_address_of_the_folder_if_it_has_one() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/versions/added-position/stories");
        let stories = read(&folder).expect("is sound");
        let snippet = |base| {
            let mut built = Files::new();
            compile(&stories, base, &mut built).expect("can be shown");
            String::from_utf8_lossy(&built["stories/bridge.snippet.html"]).into_owned()
        };
        let (with, without) = (snippet(Some("https://cdn.example.org/box/")), snippet(None));
        assert!(with.ends_with("<script async src=\"https://cdn.example.org/box/embed.js\"></script>\n"), "{with}");
        assert_eq!(with.replace("https://cdn.example.org/box/", "/dist/"), without);
    }

    /// What is built of a story that is published as version 1 and is now as `change` makes it.
    fn translated(change: impl FnOnce(&mut Story)) -> Files {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/view/full/story.json");
        let first = document(&path, Severity::Error).expect("can be read").story.expect("is sound");
        let mut current = Story { version: 2, ..first.clone() };
        change(&mut current);
        let mut built = Files::new();
        compile(&[Versions { current, published: vec![first] }], None, &mut built).expect("can be shown");
        built
    }

    #[test]
    fn each_version_has_a_document_in_each_language() {
        let built = translated(|story| story.title.0.push('!'));
        let names: Vec<_> = built.keys().map(String::as_str).filter(|name| name.contains(".de.")).collect();
        assert_eq!(names, ["stories/full.de.json", "stories/full/1.de.json", "stories/full/2.de.json"]);
        let [newest, pinned] = ["stories/full.de.json", "stories/full/1.de.json"].map(|name| {
            let view: view::BoxView = serde_json::from_slice(&built[name]).expect("a view");
            (view.lang, view.title, view.newer.is_some())
        });
        assert_eq!(newest, ("de".into(), "Ein Vertrag mit allem".into(), false));
        // What has changed is no part of the translation.
        assert_eq!(pinned, newest);
        let built = translated(|story| story.open_questions.clear());
        let pinned: view::BoxView = serde_json::from_slice(&built["stories/full/1.de.json"]).expect("a view");
        assert!(pinned.newer.is_some());
    }

    #[test]
    fn a_withdrawal_is_told_in_every_language_that_a_version_had() {
        let built = translated(|story| {
            story.translations.clear();
            story.withdrawn =
                serde_json::from_str(r#"{"on": "2026-05-01", "reason": "It was not genuine."}"#).expect("a withdrawal");
        });
        for name in ["stories/full.de.json", "stories/full/1.de.json"] {
            assert!(String::from_utf8_lossy(&built[name]).contains("It was not genuine."), "{name}");
        }
    }

    #[test]
    fn a_withdrawal_takes_the_place_of_every_version() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/versions/withdrawn/stories");
        let mut built = Files::new();
        compile(&read(&folder).expect("is sound"), None, &mut built).expect("can be shown");
        assert_eq!(built.len(), 6);
        for (name, content) in &built {
            let text = String::from_utf8_lossy(content);
            assert!(text.contains("The notice it rested on was not genuine."), "{name}");
            assert!(!text.contains("1.5 million"), "{name}");
        }
    }
}
