//! The story files: read, checked, compiled to what the widget shows and to static pages.

use std::fs;
use std::path::{Path, PathBuf};

pub(super) use contract_fact_box::prerender::STYLESHEET;

use anyhow::{Context, bail};
use contract_fact_box::model::{self, Severity, Story};
use contract_fact_box::prerender::{self, Css, Place};
use contract_fact_box::view;

use super::folder::Files;
use crate::cli::check::{counted, one_line};

/// Where the demo pages find the built folder, for the snippets that stand in them.
const DEMO: Place<'_> = Place { base: "/dist/", level: 2 };

/// Reads every `*.json` directly in a folder, in the order of their names.
///
/// All issues of all stories are printed on standard error.
///
/// # Errors
///
/// When a file cannot be read, has errors, or is not named by its story's id.
pub(super) fn read(folder: &Path) -> anyhow::Result<Vec<Story>> {
    let mut stories = Vec::new();
    let mut errors = 0;
    for path in files(folder)? {
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{}: cannot be read as text; nothing was built; mend the file", path.display()))?;
        let reading = model::read(&text);
        for issue in &reading.issues {
            eprintln!("{}: {}", path.display(), one_line(&issue.to_string()));
        }
        let errors_here = reading.issues.iter().filter(|issue| issue.severity == Severity::Error).count();
        errors += errors_here;
        match reading.story {
            Some(story) if errors_here == 0 => {
                if let Err(complaint) = check_name(&path, &story.id.to_string()) {
                    eprintln!("{complaint}");
                    errors += 1;
                }
                stories.push(story);
            }
            // A reading without a story has said why, unless the model has a fault.
            _ => errors += usize::from(errors_here == 0),
        }
    }
    if errors > 0 {
        bail!("{}: {} in the stories; nothing was built; mend them", folder.display(), counted(errors, "error"));
    }
    Ok(stories)
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

/// Adds what the built folder holds of each story: the document that the widget shows, a page
/// without scripts, and the snippet of the demo pages.
///
/// # Errors
///
/// When a story has too little to show, or cannot be written as JSON.
pub(super) fn compile(stories: &[Story], files: &mut Files) -> anyhow::Result<()> {
    for story in stories {
        let id = &story.id;
        let view = view::compile(story, &story.lang)
            .with_context(|| format!("story {id}: cannot be shown; nothing was built; mend what it names"))?;
        let json = serde_json::to_vec(&view)
            .with_context(|| format!("story {id}: cannot be written as JSON; nothing was built; report this fault"))?;
        // By its version too: a snippet names the one it was made of.
        files.insert(format!("stories/{id}/{}.json", story.version), json.clone());
        files.insert(format!("stories/{id}.json"), json);
        let page = prerender::page(&view, &format!("../{STYLESHEET}"));
        files.insert(format!("stories/{id}.html"), page.into_bytes());
        // Linked, since the demo is to stand under a policy that forbids inline styles.
        let snippet = prerender::element(&view, DEMO, Css::Link);
        files.insert(format!("stories/{id}.snippet.html"), snippet.into_bytes());
    }
    Ok(())
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
}
