//! `gallery`: every part of the box in its states, on a page of its own.
//!
//! `www/gallery/base.json` is a small story; each other JSON file there is named after a part of the box and lists
//! examples of it, by what each sets in that story. The page, and all tests that look at parts, are fed by these.

use std::collections::BTreeMap;
use std::fs;
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
use super::sound;
use super::story_file::StoryName;

/// What stands in the page where the examples of a part are to be; the part's name and [`CLOSE`] follow.
const OPEN: &str = "<!-- examples: ";
/// What ends it.
const CLOSE: &str = " -->";
/// The level of a box's heading on the page.
const LEVEL: u8 = 4;

/// Options of `gallery`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder to write
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The URL of the bundle: absolute, or a path on the site that begins with /
    #[arg(long, value_name = "URL", default_value = "/dist/", value_parser = address::base)]
    base: String,
}

/// One state of a part of the box.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    /// Its name among the part's examples.
    name: String,
    /// What there is to see, in a few words.
    about: String,
    /// The place in the box that is opened, as links name it.
    #[serde(default)]
    at: String,
    /// Whether the box is that of the base story, which the example's is a newer version of.
    #[serde(default)]
    pinned: bool,
    /// What it sets in the base story, by JSON Pointer; the last segment may be new.
    set: BTreeMap<String, Value>,
}

/// An example as it is shown on the page.
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
    write(&Project::find()?, &args.base, &args.out)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the page, its scripts and styles, and a view document of each example, into a folder.
///
/// # Errors
///
/// When an example is not a sound story, or something cannot be read or written.
pub(crate) fn write(project: &Project, base: &str, out: &Path) -> anyhow::Result<()> {
    let from = project.pages().join("gallery");
    let story = read_json(&from.join("base.json"))?;
    // The page and its script are written for the place that the folder has here.
    let placed =
        |path: &Path| anyhow::Ok(read_text(path)?.replace("\"/dist/", &format!("\"{base}")));
    let page = placed(&from.join("index.html"))?;
    let mut parts = page.split(OPEN);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part
            .split_once(CLOSE)
            .context("www/gallery/index.html: a comment has no end; close it")?;
        let unnamed = |complaint: String| anyhow!("www/gallery/index.html: {complaint}");
        let path = StoryName::of(name).map_err(unnamed)?.file("json").within(&from);
        let examples: Vec<Example> =
            serde_json::from_value(read_json(&path)?).with_context(|| {
                format!(
                    "{}: is no list of examples; no gallery was written; fix it",
                    path.display()
                )
            })?;
        for example in examples {
            let id = format!("{name}-{}", example.name);
            let file = StoryName::of(&id)
                .map_err(|complaint| anyhow!("{}: {complaint}", path.display()))?
                .path("json")
                .within(out);
            let view = compile_example(&story, &example, &id)
                .with_context(|| format!("{}: example {:?}", path.display(), example.name))?;
            write_file(&file, &serde_json::to_string(&view)?)?;
            let shown = prerender::fact_box(&view, base, LEVEL);
            if !anchor_exists(&example.at, &shown) {
                bail!(
                    "{}: {}: the box has no place {:?}; fix it",
                    path.display(),
                    example.name,
                    example.at
                );
            }
            let article = Article {
                id: &id,
                name: &example.name,
                anchor: &example.at,
                base,
                fact_box: &shown,
                changes: &serde_json::to_string_pretty(&example.set)?,
            };
            page += &article.to_string();
        }
        page += rest;
    }
    write_file(&out.join("index.html"), &page)?;
    for name in ["gallery.css", "gallery.js"] {
        write_file(&out.join(name), &placed(&from.join(name))?)?;
    }
    Ok(())
}

/// What the box shows of an example.
fn compile_example(base: &Value, example: &Example, id: &str) -> anyhow::Result<view::BoxView> {
    let mut document = base.clone();
    document["id"] = id.into();
    // What there is to see is its title: the box says it itself, and no two on the page have the same name.
    document["title"] = example.about.as_str().into();
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

/// A story without mistakes.
fn parse_valid_story(document: &Value) -> anyhow::Result<Story> {
    sound::story(&document.to_string()).map_err(|all| {
        anyhow!("is not sound; no gallery was written; fix it:\n  {}", all.join("\n  "))
    })
}

/// Puts a value where a JSON Pointer leads: in the place of what is there, or as the next of its list or object.
fn set_at_pointer(document: &mut Value, pointer: &str, value: Value) -> Option<()> {
    let (parent, last) = pointer.rsplit_once('/')?;
    match document.pointer_mut(parent)? {
        Value::Object(fields) => drop(fields.insert(last.to_owned(), value)),
        Value::Array(items) => {
            let at: usize = last.parse().ok()?;
            if at == items.len() {
                items.push(value);
            } else {
                *items.get_mut(at)? = value;
            }
        }
        _ => return None,
    }
    Some(())
}

/// Whether a box has the place that a link to it names: an element's id, or people to compare.
fn anchor_exists(anchor: &str, fact_box: &str) -> bool {
    let html = Html::parse_fragment(fact_box);
    let has_element = |attribute: &str, value: &str| {
        html.tree.values().filter_map(Node::as_element).any(|it| it.attr(attribute) == Some(value))
    };
    match anchor.strip_prefix("compare/") {
        Some(people) => people.split(',').all(|id| has_element("data-person", id)),
        None => anchor.is_empty() || has_element("id", anchor),
    }
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

fn write_file(path: &Path, text: &str) -> anyhow::Result<()> {
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, text))
        .with_context(|| {
            format!(
                "{}: cannot be written; the gallery is not whole; free the place",
                path.display()
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;
    use serde_json::json;

    #[test]
    fn a_value_is_put_in_place_or_next() {
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
    fn each_part_with_examples_stands_on_the_page() {
        let scratch = Scratch::new("each_part_with_examples_stands");
        let project = Project::find().expect("is there");
        write(&project, "/dist/", scratch.path()).expect("is sound");
        let page = read_text(&scratch.path().join("index.html")).expect("is written");
        for entry in fs::read_dir(project.pages().join("gallery")).expect("is there") {
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
    fn the_built_folder_is_asked_for_where_it_is() {
        let scratch = Scratch::new("the_built_folder_is_asked_for_where_it_is");
        let base = "https://cdn.example.org/box/";
        write(&Project::find().expect("is there"), base, scratch.path()).expect("is sound");
        for (name, file) in
            [("index.html", "embed.js"), ("index.html", STYLESHEET), ("gallery.js", "")]
        {
            let text = read_text(&scratch.path().join(name)).expect("is written");
            assert!(text.contains(&format!("\"{base}{file}\"")), "{name} asks for {file}");
            assert!(!text.contains("\"/dist/"), "{name}");
        }
    }
}
