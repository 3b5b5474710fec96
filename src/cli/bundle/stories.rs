//! Reads and checks the story files, and renders them as documents for the widget and as static
//! HTML.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use contract_fact_box::model::{Severity, Story};
use contract_fact_box::prerender::{self, EmbedOptions, Publication, STYLESHEET, SnippetStyles};
use contract_fact_box::view::{self, BoxView, CompileError, Parts};
use indicatif::HumanCount;

use super::oembed;
use super::output::BundleFiles;
use super::static_box;
use super::versions::{self, StoryVersions};
use crate::cli::check::{format_count, to_one_line};
use crate::cli::language;
use crate::cli::story_file::StoryName;
use crate::cli::valid_story::{self, read_document};

/// The URL that snippets load the bundle from if its own URL is unknown: the one that the demo
/// pages use.
const DEMO_BASE: &str = "/dist/";
/// The longest document that `documents.js` accepts, in UTF-16 code units (`MAX_CHARACTERS` there). It
/// shows no longer one.
const MOST_CHARACTERS: usize = 4_000_000;

/// A story in the bundle, and what is shown of its current version.
#[derive(Debug)]
pub(super) struct ShownStory<'s> {
    /// The story in all its versions.
    pub(super) versions: &'s StoryVersions,
    /// The name that its files have.
    pub(super) name: StoryName,
    /// The name with the current version and its language, which measured heights belong to.
    pub(super) key: StoryName,
    /// What is shown of the current version.
    pub(super) view: BoxView,
}

/// A file that may contain a story.
pub(super) struct StoryFile {
    /// The story, if it has no errors.
    pub(super) story: Option<Story>,
    /// How many errors it has.
    pub(super) errors: usize,
}

/// Reads every `*.json` file directly in a folder, in the order of their names, with the published
/// versions of each.
///
/// All issues of all stories are printed to standard error.
///
/// # Errors
///
/// When a file cannot be read or has errors, when its name is not its story's id, or when it does
/// not follow the published versions.
pub(super) fn read_stories(folder: &Path) -> anyhow::Result<Vec<StoryVersions>> {
    let mut stories = Vec::new();
    let mut errors = 0;
    for path in list_story_files(folder)? {
        let document = read_story_file(&path, Severity::Warning)?;
        errors += document.errors;
        let Some(story) = document.story else { continue };
        if let Err(complaint) = check_file_name(&path, &story.id.to_string()) {
            eprintln!("{complaint}");
            errors += 1;
        }
        let (versions, complaints) = versions::read_versions(&path, story)?;
        errors += complaints;
        stories.push(versions);
    }
    for complaint in versions::find_orphans(folder)? {
        eprintln!("{complaint}");
        errors += 1;
    }
    if errors > 0 {
        bail!(
            "{}: {} in the stories; nothing was built; fix them",
            folder.display(),
            format_count(errors, "error")
        );
    }
    Ok(stories)
}

/// Reads a file and prints its issues that are at least as severe as `least`.
///
/// # Errors
///
/// When the file cannot be read.
pub(super) fn read_story_file(path: &Path, least: Severity) -> anyhow::Result<StoryFile> {
    let text = fs::read_to_string(path).with_context(|| {
        format!("{}: cannot be read as text; nothing was built; fix the file", path.display())
    })?;
    let file = path.display().to_string();
    let valid_story::Document { story, report, errors } = read_document(&file, &text, least);
    anstream::eprint!("{report}");
    Ok(StoryFile { story, errors })
}

/// Lists the JSON files directly in a folder.
fn list_story_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let unreadable = || {
        format!(
            "{}: cannot be listed; nothing was built; name the folder of the stories with \
             --stories",
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

/// Checks that a story's file is named after its id, by which boxes find it.
fn check_file_name(path: &Path, id: &str) -> Result<(), String> {
    if path.file_stem().is_some_and(|stem| stem == id) {
        return Ok(());
    }
    Err(format!(
        "{}: the story's id is {id:?}; boxes would not find it; rename the file to {id}.json or \
         change the id",
        path.display()
    ))
}

/// Adds the files of each story to the bundle: the documents that the widget shows and the boxes
/// prerendered of them, for the current and for each published version in each language; the page;
/// and what editors paste. Returns what
/// is shown of each story.
///
/// # Errors
///
/// When a story has too little or too much to show. All reasons for all stories are printed to
/// standard error.
pub(super) fn compile_stories<'s>(
    stories: &'s [StoryVersions],
    base: Option<&str>,
    files: &mut BundleFiles,
) -> anyhow::Result<Vec<ShownStory<'s>>> {
    let mut shown = Vec::new();
    let mut complaints = Vec::new();
    for versions in stories {
        let id = &versions.current.id;
        match compile_story(versions, base, files) {
            Ok(story) => shown.push(story),
            Err(found) => complaints.extend(
                found.iter().map(|complaint| format!("story {id}: {}", to_one_line(complaint))),
            ),
        }
    }
    if complaints.is_empty() {
        return Ok(shown);
    }
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    let errors = format_count(complaints.len(), "error");
    bail!("{errors} in what the stories would show, named above; nothing was built; fix them")
}

/// Adds the files of a story to the bundle.
///
/// # Errors
///
/// All reasons why it cannot be shown.
fn compile_story<'s>(
    versions: &'s StoryVersions,
    base: Option<&str>,
    files: &mut BundleFiles,
) -> Result<ShownStory<'s>, Vec<String>> {
    let current = &versions.current;
    let id = &current.id;
    let name = StoryName::new(id).map_err(|complaint| vec![complaint])?;
    let key = name
        .with_version(current.version)
        .with_language(&current.lang)
        .map_err(|complaint| vec![complaint])?;
    let mut documents = DocumentWriter { files, complaints: Vec::new() };
    let current_view = documents.add_document(
        current,
        &current.lang,
        Ok(name.clone()),
        view::compile(current, &current.lang),
    );
    let mut translated_views = Vec::new();
    for lang in versions.translated_languages() {
        let translated = name.with_language(lang);
        let view = documents.add_document(
            current,
            lang,
            translated.clone(),
            view::compile_pinned_in(current, current, lang),
        );
        translated_views.extend(translated.clone().ok().zip(view));
        for story in
            versions.versions_oldest_first().filter(|story| story.translations.contains_key(lang))
        {
            let name = translated.clone().map(|name| name.with_version(story.version));
            documents.add_document(
                story,
                lang,
                name,
                view::compile_pinned_in(story, current, lang),
            );
        }
    }
    for story in versions.versions_oldest_first() {
        documents.add_document(
            story,
            &story.lang,
            Ok(name.with_version(story.version)),
            view::compile_pinned(story, current),
        );
    }
    let DocumentWriter { complaints, .. } = documents;
    let Some(view) = current_view.filter(|_| complaints.is_empty()) else { return Err(complaints) };

    for lang in std::iter::once(&*current.lang).chain(versions.translated_languages()) {
        if let Some(note) = language::note_on_interface(lang) {
            eprintln!("story {id}: {note}");
        }
    }
    static_box::add_current_version(current, &name, files);
    let parts = &Parts::All;
    let oembed_url = base.map(|base| oembed::oembed_url(base, &name));
    let stylesheet_url = format!("../{STYLESHEET}");
    let publication = Publication {
        story: current,
        first_published: versions.first().map(|first| &first.published_at),
        base,
    };
    let render_page = |view: &BoxView, oembed_url: Option<&str>| {
        let publication = Some(&publication);
        prerender::render_page(view, parts, &stylesheet_url, oembed_url, publication).into_bytes()
    };
    files.insert(name.bundle_path("html").into(), render_page(&view, oembed_url.as_deref()));
    for (name, view) in &translated_views {
        files.insert(name.bundle_path("html").into(), render_page(view, None));
    }
    let options = EmbedOptions { base: base.unwrap_or(DEMO_BASE), level: 2, lang: None, parts };
    // Linked, since some pages forbid inline styles by their policy, as the demo pages do.
    let snippet = prerender::render_snippet(&view, options, SnippetStyles::Linked);
    files.insert(name.bundle_path("snippet.html").into(), snippet.into_bytes());
    files.insert(
        name.bundle_path("div.html").into(),
        prerender::render_div(&view, options).into_bytes(),
    );
    Ok(ShownStory { versions, name, key, view })
}

/// Adds the documents of a story to the bundle, and collects the reasons why some cannot be added.
struct DocumentWriter<'f> {
    files: &'f mut BundleFiles,
    complaints: Vec<String>,
}

impl DocumentWriter<'_> {
    /// Adds what is shown of a story in a language, under this name. A reason why it cannot be
    /// shown is recorded once, since it often holds for several versions.
    fn add_document(
        &mut self,
        story: &Story,
        lang: &str,
        name: Result<StoryName, String>,
        view: Result<BoxView, CompileError>,
    ) -> Option<BoxView> {
        let written = view
            .map_err(|error| format!("in `{lang}`, it cannot be shown: {error}"))
            .and_then(|view| StoryName::for_view(story, &view, lang).map(|_| view))
            .and_then(|view| Ok((name?, to_document_json(&view, lang)?, view)));
        match written {
            Ok((name, text, view)) => {
                static_box::add_static_boxes(story, &view, &name, self.files);
                self.files.insert(name.bundle_path("json").into(), text.into_bytes());
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

/// Writes the document that the widget loads, if it is not longer than the widget accepts.
fn to_document_json(view: &BoxView, lang: &str) -> Result<String, String> {
    let text = serde_json::to_string(view).map_err(|error| {
        format!("in `{lang}`, it cannot be written as JSON ({error}); report this fault")
    })?;
    let characters = text.encode_utf16().count();
    if characters > MOST_CHARACTERS {
        return Err(format!(
            "in `{lang}`, its document has {} characters, and boxes take {} at most; readers would \
             see no box; make two stories of it",
            HumanCount(characters as u64),
            HumanCount(MOST_CHARACTERS as u64)
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests;
