//! The gallery: every part of the box, each in its states.
//!
//! `www/gallery/base.json` is a small story. Every other JSON file there is a [`Group`] of examples
//! of one part of the box: each sets something in the base story, or shows a bundled story as it is,
//! and is cropped to the part. The tests of single parts use the same examples.

mod compile;
mod example;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use askama::Template;
use contract_fact_box::components::Rows;
use contract_fact_box::prerender;
use contract_fact_box::view::{BoxView, Parts};
use serde_json::Value;

use self::example::{Example, Group, in_group, read_json};
use super::{fill, list_folder, markdown};
use crate::cli::story_file::box_extension;

/// The URL of the gallery in the site.
pub(super) const PAGE: &str = "/gallery/";
/// Where in the site the view documents of the examples are.
pub(super) const DOCUMENTS: &str = "/gallery/stories/";
/// The URL of the box's stylesheet in the site, if there is no built bundle.
pub(crate) const STYLESHEET: &str = "/gallery/contract-fact-box.css";
/// The folder of the examples in the folder of the site.
const FOLDER: &str = "gallery";
/// The languages besides the story's own that every example is there in: one that is longer, and one
/// that is written from right to left.
const LANGUAGES: [&str; 2] = ["en-XA", "ar-XB"];
/// The level of the boxes' headings on the page.
const LEVEL: u8 = 4;

/// All examples, in the order of the page.
#[derive(Debug)]
pub(super) struct Gallery {
    base: Value,
    /// The folder of the bundled stories.
    stories: PathBuf,
    groups: Vec<Group>,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"<nav class="contents" aria-labelledby="contents">
<h2 id="contents">Parts</h2>
<ol>
{%- for group in groups %}
<li><a href="#{{ group.id }}">{{ group.title }}</a></li>
{%- endfor %}
</ol>
</nav>
"##
)]
struct Contents<'a> {
    groups: &'a [Group],
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<details class="group" id="{{ group.id }}"{% if is_open %} open{% endif %}>
<summary><h2>{{ group.title }}</h2> <span>{{ group.about }}</span></summary>
<div class="examples">
{{ examples|safe }}</div>
</details>
"#
)]
struct GroupTemplate<'a> {
    group: &'a Group,
    is_open: bool,
    /// The examples, as HTML.
    examples: &'a str,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r##"<article id="{{ id }}" data-width="{{ width }}">
<h3><a href="#{{ id }}">{{ example.about }}</a></h3>
<contract-fact-box src="stories/{{ id }}.json" heading-level="{{ LEVEL }}" loading="visible"
{%- if !example.parts.is_empty() %} data-parts="{{ parts.name() }}"{% endif %}
{%- if !parts.issue().is_empty() %} data-issue="{{ parts.issue() }}"{% endif %}
{%- if !parts.people().is_empty() %} data-people="{{ parts.people() }}"{% endif %}
{%- if !example.chosen.is_empty() %} data-chosen="{{ example.chosen.join(",") }}"{% endif %}
{%- if !example.at.is_empty() %} data-at="{{ example.at }}"{% endif %}
{%- if !example.part.is_empty() %} data-part="{{ example.part }}"{% endif %}
{%- if let Some(from) = example.from %} data-from="{{ from }}"{% endif %}
{%- if example.open %} data-open{% endif %}>
<template shadowrootmode="open">
<link rel="stylesheet" href="{{ stylesheet }}">
{{ fact_box|safe }}
</template>
</contract-fact-box>
<details class="json">
<summary>JSON <span>of {{ id }}</span></summary>
{{ json|safe }}</details>
</article>
"##
)]
struct ExampleTemplate<'a> {
    id: &'a str,
    example: &'a Example,
    width: u16,
    parts: &'a Parts,
    stylesheet: &'a str,
    /// The box, as HTML.
    fact_box: &'a str,
    /// The example's own file, as HTML.
    json: &'a str,
}

impl Gallery {
    /// Reads the examples in the folder of a site.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, or is no list of examples.
    pub(super) fn load(site: &Path) -> anyhow::Result<Self> {
        let folder = site.join(FOLDER);
        let base_path = folder.join("base.json");
        let mut groups = Vec::new();
        for path in list_folder(&folder)? {
            let is_json = path.extension().is_some_and(|extension| extension == "json");
            if is_json && path != base_path {
                groups.push(Group::read(&path)?);
            }
        }
        groups.sort_by_key(|group| group.order);
        Ok(Self { base: read_json(&base_path)?, stories: site.join("stories"), groups })
    }

    /// Returns the list of groups as HTML, with a link to each.
    pub(super) fn render_contents(&self) -> String {
        Contents { groups: &self.groups }.to_string()
    }

    /// Returns the groups as HTML, the first of them open; `dist` is the built bundle.
    ///
    /// # Errors
    ///
    /// When an example is no valid story, or its box has no such part.
    pub(super) fn render_groups(&self, dist: &Path) -> anyhow::Result<String> {
        let stylesheet = stylesheet_url(dist);
        let mut html = String::new();
        for (index, group) in self.groups.iter().enumerate() {
            let mut examples = String::new();
            for example in &group.examples {
                let id = group.example_id(example);
                let rendered = self.render_example(&id, example, &stylesheet);
                examples += &rendered.with_context(|| in_group(&group.id, example))?;
            }
            let is_open = index == 0;
            html += &GroupTemplate { group, is_open, examples: &examples }.to_string();
        }
        Ok(html)
    }

    fn render_example(
        &self,
        id: &str,
        example: &Example,
        stylesheet: &str,
    ) -> anyhow::Result<String> {
        let view = self.compile_example(id, example, None)?;
        if let Some(nobody) = example.chosen.iter().find(|id| !has_person(&view, id)) {
            bail!("{nobody:?} is nobody in the story; the gallery cannot be shown; correct it");
        }
        let parts = Parts::parse(&example.parts).with_context(|| {
            format!("{:?} is no preset; the gallery cannot be shown; correct it", example.parts)
        })?;
        let whole = prerender::render_box(&view, &parts, fill::OWN_BUNDLE_PATH, LEVEL);
        let fact_box = example.crop().apply(&whole).with_context(|| {
            format!(
                "the box has no {:?} at {:?}; the gallery cannot be shown; correct the example",
                example.part, example.at
            )
        })?;
        let json = serde_json::to_string_pretty(example)?;
        let template = ExampleTemplate {
            id,
            example,
            width: example.width.into(),
            parts: &parts,
            stylesheet,
            fact_box: &fact_box,
            json: &markdown::show_code(&json, ""),
        };
        Ok(template.to_string())
    }

    /// Returns the view document at a path of the site, as JSON, or the prerendered box, as HTML, if it
    /// is one of an example.
    ///
    /// # Errors
    ///
    /// When the example is no valid story.
    pub(super) fn document(&self, url: &str) -> anyhow::Result<Option<String>> {
        let is_box = url.ends_with(".html");
        let found = self.documents().find(|document| {
            if is_box { document.box_url().as_deref() == Some(url) } else { document.url() == url }
        });
        let render = if is_box { Self::render_box } else { Self::render_document };
        found.map(|document| render(self, &document)).transpose()
    }

    /// Lists the view documents of all examples.
    pub(super) fn documents(&self) -> impl Iterator<Item = Document<'_>> {
        let languages = || std::iter::once(None).chain(LANGUAGES.into_iter().map(Some));
        let examples = self.groups.iter().flat_map(|group| {
            group.examples.iter().map(|example| (group.example_id(example), example))
        });
        examples.flat_map(move |(id, example)| {
            languages().map(move |lang| Document { id: id.clone(), example, lang })
        })
    }

    /// Returns a view document as JSON.
    ///
    /// # Errors
    ///
    /// When the example is no valid story.
    pub(super) fn render_document(&self, document: &Document<'_>) -> anyhow::Result<String> {
        let Document { id, example, lang } = document;
        let view = self.compile_example(id, example, *lang).with_context(|| id.clone())?;
        Ok(serde_json::to_string(&view)?)
    }

    /// Returns the prerendered box of an example, as HTML.
    ///
    /// # Errors
    ///
    /// When the example is no valid story.
    pub(super) fn render_box(&self, document: &Document<'_>) -> anyhow::Result<String> {
        let Document { id, example, lang } = document;
        let view = self.compile_example(id, example, *lang).with_context(|| id.clone())?;
        let parts = Parts::parse(&example.parts).unwrap_or_default();
        Ok(prerender::render_box_file(&view, &parts, fill::OWN_BUNDLE_PATH, Rows::Filled))
    }
}

/// A view document of an example, in one language.
#[derive(Debug)]
pub(super) struct Document<'g> {
    id: String,
    example: &'g Example,
    /// `None` for the language of the story.
    lang: Option<&'static str>,
}

impl Document<'_> {
    /// Returns its path in the site.
    pub(super) fn url(&self) -> String {
        let language = self.lang.map(|lang| format!(".{lang}")).unwrap_or_default();
        format!("{DOCUMENTS}{}{language}.json", self.id)
    }

    /// Returns the path of its prerendered box in the site, if that has one.
    pub(super) fn box_url(&self) -> Option<String> {
        let extension = box_extension(&Parts::parse(&self.example.parts)?)?;
        Some(self.url().replace(".json", &format!(".{extension}")))
    }
}

/// Whether the built bundle has the box's stylesheet.
pub(super) fn has_stylesheet(dist: &Path) -> bool {
    dist.join(prerender::STYLESHEET).is_file()
}

/// Returns the URL of the box's stylesheet for the page of the gallery.
fn stylesheet_url(dist: &Path) -> String {
    let folder = if has_stylesheet(dist) { fill::OWN_BUNDLE_PATH } else { "" };
    format!("{folder}{}", prerender::STYLESHEET)
}

/// Whether a story has a person with this id.
fn has_person(view: &BoxView, id: &str) -> bool {
    view.people.iter().any(|person| person.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::project::Project;

    fn own_gallery() -> Gallery {
        Gallery::load(&Project::find().expect("is there").pages_folder()).expect("is valid")
    }

    #[test]
    fn each_example_is_on_the_page_with_a_link_to_its_group() {
        let gallery = own_gallery();
        let contents = gallery.render_contents();
        let groups = gallery.render_groups(Path::new("/no/such/folder")).expect("is valid");
        for group in &gallery.groups {
            assert!(contents.contains(&format!("<a href=\"#{}\">", group.id)), "{}", group.id);
            for example in &group.examples {
                let id = group.example_id(example);
                assert_eq!(groups.matches(&format!("<article id=\"{id}\"")).count(), 1, "{id}");
            }
        }
    }

    #[test]
    fn each_example_has_a_document_in_each_language() {
        let gallery = own_gallery();
        let documents: Vec<_> = gallery.documents().collect();
        let examples: usize = gallery.groups.iter().map(|group| group.examples.len()).sum();
        assert_eq!(documents.len(), 3 * examples);
        for document in documents {
            let url = document.url();
            let json = gallery.document(&url).expect("is valid").expect("is there");
            let view: BoxView = serde_json::from_str(&json).expect("is a view");
            assert_eq!(view.lang, document.lang.unwrap_or("en-GB"), "{url}");
            let Some(url) = document.box_url() else { continue };
            let html = gallery.document(&url).expect("is valid").expect("is there");
            assert!(html.contains(&format!(" lang=\"{}\"", view.lang)), "{url}");
        }
        for url in ["/gallery/stories/none.json", "/gallery/base.json", "/"] {
            assert_eq!(gallery.document(url).expect("reads nothing else"), None, "{url}");
        }
    }
}
