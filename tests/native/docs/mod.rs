//! The documentation: what it shows is run, checked and generated, so that it cannot be out of
//! date.

mod fields;
mod links;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use contract_fact_box::model;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::support::{assert_snapshot, fixture_dir, read_text};

/// What a reader types before a command of the tool.
const RUN: &str = "cargo run -- ";
/// The URL of the bundle in all examples.
const BUNDLE_URL: &str = "https://cdn.example.org/contract-fact-box/";

/// The project's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// `README.md` and every page, in order.
fn documents() -> Vec<PathBuf> {
    let mut files = vec![root().join("README.md")];
    for folder in ["www", "www/docs", "www/embed", "www/gallery"] {
        let entries = fs::read_dir(root().join(folder)).expect("the folder is there");
        files.extend(entries.map(|entry| entry.expect("a readable entry").path()));
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

/// A fenced block of code.
struct Fence {
    /// The language, and what follows it.
    info: String,
    code: String,
    /// Where the code stands in the document.
    range: Range<usize>,
}

impl Fence {
    fn language(&self) -> &str {
        self.info.split_whitespace().next().unwrap_or_default()
    }

    /// What follows the language, if it is this key with a value.
    fn attribute(&self, key: &str) -> Option<&str> {
        let mut words = self.info.split_whitespace().skip(1);
        words.find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }

    fn is_story(&self) -> bool {
        self.language() == "json" && self.info.split_whitespace().any(|word| word == "story")
    }
}

fn fences(markdown: &str) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut is_in_fence = false;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                is_in_fence = true;
                let start = range.start;
                fences.push(Fence {
                    info: info.to_string(),
                    code: String::new(),
                    range: start..start,
                });
            }
            Event::End(TagEnd::CodeBlock) => is_in_fence = false,
            Event::Text(text) if is_in_fence => {
                let fence = fences.last_mut().expect("a fence has begun");
                if fence.code.is_empty() {
                    fence.range = range.clone();
                }
                fence.code.push_str(&text);
                fence.range.end = range.end;
            }
            _ => {}
        }
    }
    fences
}

/// The story that the pages for editors use.
fn bridge() -> String {
    let page = read_text(&root().join("www/docs/writing.md"));
    let story = fences(&page).into_iter().find(Fence::is_story);
    story.expect("www/docs/writing.md shows a story").code
}

/// The issues of a story that is written in the documentation.
fn assert_sound(json: &str, place: &str) {
    let issues = model::read(json).issues;
    assert!(issues.is_empty(), "{place}: {issues:#?}\n{json}");
}

#[test]
fn every_json_example_is_part_of_a_sound_story() {
    let bridge: Value = serde_json::from_str(&bridge()).expect("the story is JSON");
    let mut count = 0;
    for file in documents() {
        let markdown = read_text(&file);
        // Those of the field reference are parts of stories that its own test finds sound.
        let is_example = |fence: &&Fence| fence.language() == "json" && fence.info != "json part";
        for fence in fences(&markdown).iter().filter(is_example) {
            let place = format!("{}: {}", file.display(), fence.info);
            if fence.is_story() {
                assert_sound(&fence.code, &place);
            } else {
                let pointer = fence.attribute("at").unwrap_or_else(|| {
                    panic!("{place}: say `story`, or `at=` and where in the story it belongs")
                });
                let value = serde_json::from_str(&fence.code)
                    .unwrap_or_else(|error| panic!("{place}: {error}"));
                let mut story = bridge.clone();
                let (parent, key) = pointer.rsplit_once('/').expect("a pointer begins with /");
                let parent = story.pointer_mut(parent).expect("the story has the parent");
                parent.as_object_mut().expect("the parent is an object").insert(key.into(), value);
                assert_sound(&story.to_string(), &place);
            }
            count += 1;
        }
    }
    assert!(count > 10, "only {count} examples were found");
}

/// Runs the commands of a `console` block and shows what each prints: its data, then what it says
/// about them.
fn run_commands(code: &str, folder: &Path) -> String {
    let program = format!("'{}' ", env!("CARGO_BIN_EXE_contract-fact-box"));
    let mut shown = String::new();
    for command in code.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let output = Command::new("sh")
            .current_dir(folder)
            .args(["-c", &command.replace(RUN, &program)])
            .output()
            .expect("the shell starts");
        shown.push_str(&format!("$ {command}\n"));
        for printed in [output.stdout, output.stderr] {
            shown.push_str(std::str::from_utf8(&printed).expect("the output is text"));
        }
    }
    shown
}

/// A folder to run commands in: `bridge.json`, `notice.json`, and the project's folders beside it.
#[cfg(unix)]
fn working_folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs-commands");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the test's own folder can be made");
    fs::write(folder.join("bridge.json"), bridge()).expect("the story can be written");
    fs::copy(
        fixture_dir("ocds/import").join("uk7-signed/notices.json"),
        folder.join("notice.json"),
    )
    .expect("the notice can be copied");
    for name in ["www", "tests"] {
        std::os::unix::fs::symlink(root().join(name), folder.join(name))
            .expect("links can be made");
    }
    folder
}

#[cfg(unix)]
#[test]
fn every_command_prints_what_the_documentation_says() {
    let folder = working_folder();
    let mut count = 0;
    for file in documents() {
        let mut markdown = read_text(&file);
        let consoles: Vec<_> =
            fences(&markdown).into_iter().filter(|fence| fence.language() == "console").collect();
        count += consoles.len();
        let printed: Vec<_> =
            consoles.iter().map(|fence| run_commands(&fence.code, &folder)).collect();
        // From the last to the first, so that what is replaced moves nothing that is still to be
        // replaced.
        for (fence, printed) in consoles.iter().zip(printed).rev() {
            markdown.replace_range(fence.range.clone(), &printed);
        }
        assert_snapshot(&file, &markdown);
    }
    assert!(count > 2, "only {count} blocks were found");
}

#[test]
fn the_frame_that_is_shown_is_what_prerender_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_contract-fact-box"))
        .current_dir(root())
        // Nothing that measures: real heights differ by the fonts of a machine.
        .env("CHROMIUM", "no-browser")
        .args(["prerender", "--as", "frame", "--base", BUNDLE_URL])
        .arg("www/stories/met-police-palantir.json")
        .output()
        .expect("the program starts");
    let printed = String::from_utf8(output.stdout).expect("the output is text");
    let page = read_text(&root().join("www/embed/frame.md"));
    let shown = fences(&page).into_iter().next().expect("the page shows the frame").code;
    assert_eq!(shown, printed);
}

#[test]
fn the_readme_can_be_read_in_four_minutes() {
    let words = read_text(&root().join("README.md")).split_whitespace().count();
    assert!(words <= 900, "{words} words; move some of it to a page in www/docs");
}
