//! The story files: read, checked, compiled to what the widget shows and to static pages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use contract_fact_box::model::{Severity, Story};
use contract_fact_box::prerender::{self, Css, Place, STYLESHEET};
use contract_fact_box::view::{self, BoxView, CompileError};

use super::folder::Files;
use super::oembed;
use super::sizes::grouped;
use super::versions::{self, Versions};
use crate::cli::check::{counted, one_line};
use crate::cli::language;
use crate::cli::story_file::StoryName;
use crate::cli::valid_story::{self, read_document};

/// Where the demo pages find the built folder: the snippets are theirs unless the folder has an address.
const DEMO: &str = "/dist/";
/// The most UTF-16 units that `box.js` takes for a story (`MOST_CHARACTERS` there): what is larger is shown to nobody.
const MOST_CHARACTERS: usize = 4_000_000;

/// A story of the built folder, and what is shown of its current version.
#[derive(Debug)]
pub(super) struct Shown<'s> {
    /// The story.
    pub(super) versions: &'s Versions,
    /// What its files are called after.
    pub(super) name: StoryName,
    /// The same with the version and the language that are shown: what is measured of those goes by it.
    pub(super) key: StoryName,
    /// What is shown.
    pub(super) view: BoxView,
}

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
        bail!(
            "{}: {} in the stories; nothing was built; mend them",
            folder.display(),
            counted(errors, "error")
        );
    }
    Ok(stories)
}

/// Reads one file and prints its issues, the least severe of them as `least`.
///
/// # Errors
///
/// When the file cannot be read.
pub(super) fn document(path: &Path, least: Severity) -> anyhow::Result<Document> {
    let text = fs::read_to_string(path).with_context(|| {
        format!("{}: cannot be read as text; nothing was built; mend the file", path.display())
    })?;
    let file = path.display().to_string();
    let valid_story::Document { story, report, errors } = read_document(&file, &text, least);
    anstream::eprint!("{report}");
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
/// of each, in each language; a page without scripts, and what is pasted. Returns what is shown now.
///
/// # Errors
///
/// When a story has too little or too much to show: everything that keeps any of them from it is on standard error.
pub(super) fn compile<'s>(
    stories: &'s [Versions],
    base: Option<&str>,
    files: &mut Files,
) -> anyhow::Result<Vec<Shown<'s>>> {
    let mut all = Vec::new();
    let mut complaints = Vec::new();
    for versions in stories {
        let id = &versions.current.id;
        match compile_story(versions, base, files) {
            Ok(shown) => all.push(shown),
            Err(found) => complaints.extend(
                found.iter().map(|complaint| format!("story {id}: {}", one_line(complaint))),
            ),
        }
    }
    if complaints.is_empty() {
        return Ok(all);
    }
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    let errors = counted(complaints.len(), "error");
    bail!("{errors} in what the stories would show, named above; nothing was built; mend them")
}

/// Adds what the built folder holds of one story.
///
/// # Errors
///
/// Everything that keeps it from being shown.
fn compile_story<'s>(
    versions: &'s Versions,
    base: Option<&str>,
    files: &mut Files,
) -> Result<Shown<'s>, Vec<String>> {
    let current = &versions.current;
    let id = &current.id;
    let name = StoryName::of(id).map_err(|complaint| vec![complaint])?;
    let key = name
        .version(current.version)
        .in_language(&current.lang)
        .map_err(|complaint| vec![complaint])?;
    let mut documents = Documents { files, complaints: Vec::new() };
    let own = documents.add(
        current,
        &current.lang,
        Ok(name.clone()),
        view::compile(current, &current.lang),
    );
    for lang in versions.languages() {
        let translated = name.in_language(lang);
        documents.add(
            current,
            lang,
            translated.clone(),
            view::compile_pinned_in(current, current, lang),
        );
        for story in versions.all().filter(|story| story.translations.contains_key(lang)) {
            let name = translated.clone().map(|name| name.version(story.version));
            documents.add(story, lang, name, view::compile_pinned_in(story, current, lang));
        }
    }
    for story in versions.all() {
        documents.add(
            story,
            &story.lang,
            Ok(name.version(story.version)),
            view::compile_pinned(story, current),
        );
    }
    let Documents { complaints, .. } = documents;
    let Some(view) = own.filter(|_| complaints.is_empty()) else { return Err(complaints) };

    for lang in std::iter::once(&*current.lang).chain(versions.languages()) {
        if let Some(complaint) = language::complaint(lang) {
            eprintln!("story {id}: {complaint}");
        }
    }
    let oembed = base.map(|base| oembed::address(base, &name));
    let page = prerender::page(&view, &format!("../{STYLESHEET}"), oembed.as_deref());
    // Linked, so that it may also stand under a policy that forbids inline styles, as the demo pages do.
    let place = Place { base: base.unwrap_or(DEMO), level: 2, lang: None };
    files.insert(name.path("html").into(), page.into_bytes());
    files.insert(
        name.path("snippet.html").into(),
        prerender::element(&view, place, Css::Link).into_bytes(),
    );
    files.insert(name.path("div.html").into(), prerender::div(&view, place).into_bytes());
    Ok(Shown { versions, name, key, view })
}

/// The documents of a story for the built folder, and what keeps some out of it.
struct Documents<'f> {
    files: &'f mut Files,
    complaints: Vec<String>,
}

impl Documents<'_> {
    /// Adds what is shown of a story in a language, by a name, or says once why it cannot be.
    fn add(
        &mut self,
        story: &Story,
        lang: &str,
        name: Result<StoryName, String>,
        view: Result<BoxView, CompileError>,
    ) -> Option<BoxView> {
        let written = view
            .map_err(|error| format!("in `{lang}`, it cannot be shown: {error}"))
            .and_then(|view| StoryName::of_view(story, &view, lang).map(|_| view))
            .and_then(|view| Ok((name?, document_text(&view, lang)?, view)));
        match written {
            Ok((name, text, view)) => {
                self.files.insert(name.path("json").into(), text.into_bytes());
                Some(view)
            }
            Err(complaint) => {
                if !self.complaints.contains(&complaint) {
                    self.complaints.push(complaint);
                }
                None
            }
        }
    }
}

/// What the widget loads, if it is not more than the widget takes.
fn document_text(view: &BoxView, lang: &str) -> Result<String, String> {
    let text = serde_json::to_string(view).map_err(|error| {
        format!("in `{lang}`, it cannot be written as JSON ({error}); report this fault")
    })?;
    let characters = text.encode_utf16().count();
    if characters > MOST_CHARACTERS {
        return Err(format!(
            "in `{lang}`, its document has {} characters, and boxes take {} at most; readers would see no box; make \
             two stories of it",
            grouped(characters),
            grouped(MOST_CHARACTERS)
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
