//! `gallery`: writes a page that shows every part of the box in each of its states.
//!
//! `www/gallery/base.json` is a small story. Every other JSON file there has the name of a part of
//! the box and lists examples of that part, by what each sets in the base story. The page and all
//! tests of single parts use these examples.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use askama::Template;
use contract_fact_box::model::Story;
use contract_fact_box::prerender::{self, STYLESHEET};
use contract_fact_box::view;
use scraper::{Html, Node};
use serde::Deserialize;
use serde_json::Value;

use super::address;
use super::project::Project;
use super::story_file::StoryName;
use super::valid_story::read_story;

/// The start of the comment that the examples of a part replace; the part's name and [`CLOSE`]
/// follow it.
const OPEN: &str = "<!-- examples: ";
/// The end of that comment.
const CLOSE: &str = " -->";
/// The level of the boxes' headings on the page.
const LEVEL: u8 = 4;

/// Options of `gallery`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to write
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The URL of the bundle: absolute, or a path on the site that begins with /
    #[arg(long, value_name = "URL", default_value = "/dist/", value_parser = address::parse_base_url)]
    base: String,
}

/// One state of a part of the box.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    /// Its name, which no other example of the part has.
    name: String,
    /// What it shows, in a few words.
    about: String,
    /// The part of the box that is opened, as links to it name it.
    #[serde(default, rename = "at")]
    anchor: String,
    /// Whether the box shows the base story, and the example is a newer version of it.
    #[serde(default)]
    pinned: bool,
    /// The values that it sets in the base story, by JSON Pointer. The last segment of a pointer
    /// may be new.
    set: BTreeMap<String, Value>,
}

/// An example on the page.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<article id="{{ id }}">
<h3>{{ name }}</h3>
<contract-fact-box src="stories/{{ id }}.json" heading-level="{{ LEVEL }}" data-at="{{ anchor }}">
<template shadowrootmode="open">
<link rel="stylesheet" href="{{ base }}{{ STYLESHEET }}">
{{ fact_box|safe }}
</template>
</contract-fact-box>
<details>
<summary>What it sets</summary>
<pre>{{ changes }}</pre>
</details>
</article>
"#
)]
struct Article<'a> {
    id: &'a str,
    name: &'a str,
    anchor: &'a str,
    base: &'a str,
    fact_box: &'a str,
    /// What the example sets in the base story, as JSON.
    changes: &'a str,
}

/// Writes the gallery that the arguments name.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    write_gallery(&Project::find()?, &args.base, &args.out)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the page, its script and stylesheet, and a view document of each example, into a folder.
///
/// # Errors
///
/// When an example is not a valid story, or something cannot be read or written.
pub(crate) fn write_gallery(project: &Project, base: &str, out: &Path) -> anyhow::Result<()> {
    let source = project.pages_folder().join("gallery");
    let base_story = read_json(&source.join("base.json"))?;
    let gallery = Gallery { source: &source, base_story: &base_story, base, out };
    let template = read_with_base(&source.join("index.html"), base)?;
    let mut parts = template.split(OPEN);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part
            .split_once(CLOSE)
            .context("www/gallery/index.html: a comment has no end; close it")?;
        page += &gallery.write_examples(name)?;
        page += rest;
    }
    write_file(&out.join("index.html"), &page)?;
    for name in ["gallery.css", "gallery.js"] {
        write_file(&out.join(name), &read_with_base(&source.join(name), base)?)?;
    }
    Ok(())
}

/// What all examples have in common.
struct Gallery<'g> {
    /// The folder of the examples.
    source: &'g Path,
    base_story: &'g Value,
    /// The URL of the bundle.
    base: &'g str,
    /// The folder to write.
    out: &'g Path,
}

impl Gallery<'_> {
    /// Writes the view documents of a part's examples, and returns their HTML.
    fn write_examples(&self, part: &str) -> anyhow::Result<String> {
        let name = StoryName::new(part)
            .map_err(|complaint| anyhow!("www/gallery/index.html: {complaint}"))?;
        let path = name.file_name("json").path_in(self.source);
        let examples: Vec<Example> =
            serde_json::from_value(read_json(&path)?).with_context(|| {
                format!(
                    "{}: is no list of examples; no gallery was written; fix it",
                    path.display()
                )
            })?;
        let mut html = String::new();
        for example in examples {
            html += &self
                .write_example(part, &example)
                .with_context(|| format!("{}: example {:?}", path.display(), example.name))?;
        }
        Ok(html)
    }

    /// Writes the view document of an example, and returns its HTML.
    fn write_example(&self, part: &str, example: &Example) -> anyhow::Result<String> {
        let id = format!("{part}-{}", example.name);
        let name = StoryName::new(&id).map_err(|complaint| anyhow!(complaint))?;
        let view = compile_example(self.base_story, example, &id)?;
        write_file(&name.bundle_path("json").path_in(self.out), &serde_json::to_string(&view)?)?;
        let fact_box = prerender::render_box(&view, &view::Parts::All, self.base, LEVEL);
        if !anchor_exists(&example.anchor, &fact_box) {
            bail!("the box has no place {:?}; fix it", example.anchor);
        }
        let article = Article {
            id: &id,
            name: &example.name,
            anchor: &example.anchor,
            base: self.base,
            fact_box: &fact_box,
            changes: &serde_json::to_string_pretty(&example.set)?,
        };
        Ok(article.to_string())
    }
}

/// Compiles what the box shows of an example.
fn compile_example(base: &Value, example: &Example, id: &str) -> anyhow::Result<view::BoxView> {
    let mut document = base.clone();
    document["id"] = id.into();
    // The title says what the example shows, so that no two boxes on the page have the same name.
    document["title"] = example.about.as_str().into();
    // The base story under the example's id: what a pinned box shows.
    let first = document.clone();
    for (pointer, value) in &example.set {
        set_at_pointer(&mut document, pointer, value.clone()).with_context(|| {
            format!("{pointer}: leads nowhere in base.json; no gallery was written; fix it")
        })?;
    }
    let current = parse_valid_story(&document)?;
    let shown = if example.pinned { parse_valid_story(&first)? } else { current.clone() };
    Ok(view::compile_pinned(&shown, &current)?)
}

/// Reads a story that has no errors.
fn parse_valid_story(document: &Value) -> anyhow::Result<Story> {
    read_story(&document.to_string()).map_err(|all| {
        anyhow!("is not sound; no gallery was written; fix it:\n  {}", all.join("\n  "))
    })
}

/// Sets the value that a JSON Pointer names: replaces it, or adds it to its object or at the end of
/// its list.
fn set_at_pointer(document: &mut Value, pointer: &str, value: Value) -> Option<()> {
    let (parent, last) = pointer.rsplit_once('/')?;
    match document.pointer_mut(parent)? {
        Value::Object(fields) => drop(fields.insert(last.to_owned(), value)),
        Value::Array(items) => {
            let index: usize = last.parse().ok()?;
            if index == items.len() {
                items.push(value);
            } else {
                *items.get_mut(index)? = value;
            }
        }
        _ => return None,
    }
    Some(())
}

/// Whether a box has what a link names: the id of an element, or people to compare.
fn anchor_exists(anchor: &str, fact_box: &str) -> bool {
    let html = Html::parse_fragment(fact_box);
    match anchor.strip_prefix("compare/") {
        Some(people) => people.split(',').all(|id| has_element(&html, "data-person", id)),
        None => anchor.is_empty() || has_element(&html, "id", anchor),
    }
}

/// Whether an element has an attribute with this value.
fn has_element(html: &Html, attribute: &str, value: &str) -> bool {
    let mut elements = html.tree.values().filter_map(Node::as_element);
    elements.any(|element| element.attr(attribute) == Some(value))
}

fn read_json(path: &Path) -> anyhow::Result<Value> {
    serde_json::from_str(&read_text(path)?)
        .with_context(|| format!("{}: is not JSON; no gallery was written; fix it", path.display()))
}

fn read_text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| {
        format!("{}: cannot be read; no gallery was written; restore the file", path.display())
    })
}

/// Reads a file that was written for a bundle at `/dist/`, with the bundle's URL in place of that.
fn read_with_base(path: &Path, base: &str) -> anyhow::Result<String> {
    Ok(read_text(path)?.replace("\"/dist/", &format!("\"{base}")))
}

fn write_file(path: &Path, text: &str) -> anyhow::Result<()> {
    create_and_write(path, text).with_context(|| {
        format!(
            "{}: cannot be written; the gallery is not complete; make it writable",
            path.display()
        )
    })
}

/// Writes a file, and makes the folder that it is in.
fn create_and_write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;
    use serde_json::json;

    #[test]
    fn a_value_is_replaced_or_added() {
        for (pointer, expected) in [
            ("/a", Some(json!({"a": 9, "b": [1, 2]}))),
            ("/new", Some(json!({"a": 0, "b": [1, 2], "new": 9}))),
            ("/b/0", Some(json!({"a": 0, "b": [9, 2]}))),
            ("/b/2", Some(json!({"a": 0, "b": [1, 2, 9]}))),
            ("/b/3", None),
            ("/b/x", None),
            ("/a/x", None),
            ("/none/x", None),
            ("a", None),
        ] {
            let mut document = json!({"a": 0, "b": [1, 2]});
            let done = set_at_pointer(&mut document, pointer, json!(9)).map(|()| document);
            assert_eq!(done, expected, "{pointer}");
        }
    }

    #[test]
    fn each_part_that_has_examples_is_on_the_page() {
        let scratch = Scratch::new("each_part_that_has_examples");
        let project = Project::find().expect("is there");
        write_gallery(&project, "/dist/", scratch.path()).expect("is sound");
        let page = read_text(&scratch.path().join("index.html")).expect("is written");
        for entry in fs::read_dir(project.pages_folder().join("gallery")).expect("is there") {
            let path = entry.expect("is there").path();
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            if path.extension().is_some_and(|extension| extension == "json") && name != "base" {
                assert!(
                    page.contains(&format!("<article id=\"{name}-")),
                    "{name} is not in www/gallery/index.html"
                );
            }
        }
        assert!(!page.contains(OPEN));
    }

    #[test]
    fn the_bundle_is_loaded_from_its_url() {
        let scratch = Scratch::new("the_bundle_is_loaded_from_its_url");
        let base = "https://cdn.example.org/box/";
        write_gallery(&Project::find().expect("is there"), base, scratch.path()).expect("is sound");
        for (name, file) in [("index.html", "embed.js"), ("index.html", STYLESHEET)] {
            let text = read_text(&scratch.path().join(name)).expect("is written");
            assert!(text.contains(&format!("\"{base}{file}\"")), "{name} loads {file}");
            assert!(!text.contains("\"/dist/"), "{name}");
        }
    }
}
