//! `gallery`: every part of the box in its states, on a page of its own.
//!
//! `www/gallery/base.json` is a small story; each other JSON file there is named after a part of the box and lists
//! examples of it, by what each sets in that story. The page, and all tests that look at parts, are fed by these.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use contract_fact_box::model::Story;
use contract_fact_box::prerender::{self, STYLESHEET, escaped};
use contract_fact_box::view;
use serde::Deserialize;
use serde_json::Value;

use super::address;
use super::project::Project;
use super::story_file::StoryName;
use super::valid_story::read_story;

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
    /// The address of the built folder, ending in /
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
    let story = json(&from.join("base.json"))?;
    // The page and its script are written for the place that the folder has here.
    let placed = |path: &Path| anyhow::Ok(text(path)?.replace("\"/dist/", &format!("\"{base}")));
    let page = placed(&from.join("index.html"))?;
    let mut parts = page.split(OPEN);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part
            .split_once(CLOSE)
            .context("www/gallery/index.html: a comment has no end; close it")?;
        let unnamed = |complaint: String| anyhow!("www/gallery/index.html: {complaint}");
        let path = StoryName::of(name).map_err(unnamed)?.file("json").within(&from);
        let examples: Vec<Example> = serde_json::from_value(json(&path)?).with_context(|| {
            format!("{}: is no list of examples; no gallery was written; mend it", path.display())
        })?;
        for example in examples {
            let id = format!("{name}-{}", example.name);
            let file = StoryName::of(&id)
                .map_err(|complaint| anyhow!("{}: {complaint}", path.display()))?
                .path("json")
                .within(out);
            let view = compiled(&story, &example, &id)
                .with_context(|| format!("{}: example {:?}", path.display(), example.name))?;
            put(&file, &serde_json::to_string(&view)?)?;
            let shown = prerender::fact_box(&view, base, LEVEL);
            if !leads(&example.at, &shown) {
                bail!(
                    "{}: {}: the box has no place {:?}; mend it",
                    path.display(),
                    example.name,
                    example.at
                );
            }
            page += &article(&shown, &example, &id, base);
        }
        page += rest;
    }
    put(&out.join("index.html"), &page)?;
    for name in ["gallery.css", "gallery.js"] {
        put(&out.join(name), &placed(&from.join(name))?)?;
    }
    Ok(())
}

/// What the box shows of an example.
fn compiled(base: &Value, example: &Example, id: &str) -> anyhow::Result<view::BoxView> {
    let mut document = base.clone();
    document["id"] = id.into();
    // What there is to see is its title: the box says it itself, and no two on the page have the same name.
    document["title"] = example.about.as_str().into();
    let first = document.clone();
    for (pointer, value) in &example.set {
        set(&mut document, pointer, value.clone()).with_context(|| {
            format!("{pointer}: leads nowhere in base.json; no gallery was written; mend it")
        })?;
    }
    let current = story(&document)?;
    let shown = if example.pinned { story(&first)? } else { current.clone() };
    Ok(view::compile_pinned(&shown, &current)?)
}

/// A story without mistakes.
fn story(document: &Value) -> anyhow::Result<Story> {
    read_story(&document.to_string()).map_err(|all| {
        anyhow!("is not sound; no gallery was written; mend it:\n  {}", all.join("\n  "))
    })
}

/// Puts a value where a JSON Pointer leads: in the place of what is there, or as the next of its list or object.
fn set(document: &mut Value, pointer: &str, value: Value) -> Option<()> {
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

/// Whether a place is in a box.
fn leads(at: &str, shown: &str) -> bool {
    match at.strip_prefix("compare/") {
        Some(people) => {
            people.split(',').all(|id| shown.contains(&format!("data-person=\"{id}\"")))
        }
        None => at.is_empty() || shown.contains(&format!("id=\"{at}\"")),
    }
}

/// An example on the page: the box, and what it sets.
fn article(shown: &str, example: &Example, id: &str, base: &str) -> String {
    let sets = serde_json::to_string_pretty(&example.set).unwrap_or_default();
    format!(
        "<article id=\"{id}\">\n<h3>{name}</h3>\n\
         <contract-fact-box src=\"stories/{id}.json\" heading-level=\"{LEVEL}\" data-at=\"{at}\">\n\
         <template shadowrootmode=\"open\">\n<link rel=\"stylesheet\" href=\"{base}{STYLESHEET}\">\n{shown}\n</template>\n\
         </contract-fact-box>\n<details>\n<summary>What it sets</summary>\n<pre>{sets}</pre>\n</details>\n</article>\n",
        name = escaped(&example.name),
        at = escaped(&example.at),
        base = escaped(base),
        sets = sets.lines().map(escaped).collect::<Vec<_>>().join("\n"),
    )
}

fn json(path: &Path) -> anyhow::Result<Value> {
    serde_json::from_str(&text(path)?).with_context(|| {
        format!("{}: is not JSON; no gallery was written; mend it", path.display())
    })
}

fn text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| {
        format!("{}: cannot be read; no gallery was written; restore the file", path.display())
    })
}

fn put(path: &Path, text: &str) -> anyhow::Result<()> {
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
            let done = set(&mut document, pointer, json!(9)).map(|()| document);
            assert_eq!(done, expected, "{pointer}");
        }
    }

    #[test]
    fn each_part_with_examples_stands_on_the_page() {
        let scratch = Scratch::new("each_part_with_examples_stands");
        let project = Project::find().expect("is there");
        write(&project, "/dist/", scratch.path()).expect("is sound");
        let page = text(&scratch.path().join("index.html")).expect("is written");
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
            let text = text(&scratch.path().join(name)).expect("is written");
            assert!(text.contains(&format!("\"{base}{file}\"")), "{name} asks for {file}");
            assert!(!text.contains("\"/dist/"), "{name}");
        }
    }
}
