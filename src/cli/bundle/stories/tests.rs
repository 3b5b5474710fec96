//! Tests of reading stories and of the files that are made of them.

use super::*;
use crate::cli::scratch::Scratch;

#[test]
fn only_json_files_directly_in_the_folder_are_stories() {
    let scratch = Scratch::new("only_json_files_directly_in_the_folder");
    for name in ["b.json", "a.json", "notes.txt", "old/c.json"] {
        scratch.write(name, "");
    }
    let found = list_story_files(scratch.path()).expect("is there");
    assert_eq!(found, [scratch.path().join("a.json"), scratch.path().join("b.json")]);
    assert!(list_story_files(&scratch.path().join("none")).is_err());
}

#[test]
fn a_file_must_have_the_name_of_its_storys_id() {
    assert_eq!(check_file_name(Path::new("x/a-b.json"), "a-b"), Ok(()));
    let complaint = check_file_name(Path::new("x/a.json"), "b").expect_err("differs");
    assert!(complaint.starts_with("x/a.json: the story's id is \"b\"; "), "{complaint}");
}

#[test]
fn a_story_with_errors_stops_the_build_and_all_are_counted() {
    let scratch = Scratch::new("a_story_with_errors_stops_the_build");
    scratch.write("a.json", "{");
    scratch.write("b.json", "[");
    let error = read_stories(scratch.path()).expect_err("two errors").to_string();
    assert!(error.ends_with(": 2 errors in the stories; nothing was built; fix them"), "{error}");
}

#[test]
fn each_version_has_a_document_and_the_current_one_a_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/versions/added-position/stories");
    let stories = read_stories(&folder).expect("is sound");
    let mut built = BundleFiles::new();
    compile_stories(&stories, None, &mut built).expect("can be shown");
    // The boxes have a test of their own.
    let names: Vec<_> =
        built.keys().map(String::as_str).filter(|name| !is_static_box(name)).collect();
    assert_eq!(
        names,
        [
            "stories/bridge.div.html",
            "stories/bridge.html",
            "stories/bridge.json",
            "stories/bridge.now.json",
            "stories/bridge.snippet.html",
            "stories/bridge/1.json",
            "stories/bridge/2.json"
        ]
    );
    assert_eq!(built["stories/bridge.json"], built["stories/bridge/2.json"]);
}

fn is_static_box(name: &str) -> bool {
    name.contains(".box") || name.ends_with(".rows.html")
}

#[test]
fn each_document_has_a_box_whole_and_in_each_preset_but_comparisons() {
    let built = build_second_version(|story| story.title.0.push('!'));
    let documents =
        built.keys().filter(|name| name.ends_with(".json") && !name.ends_with(".now.json"));
    let mut expected: Vec<String> = Vec::new();
    for document in documents {
        let stem = document.trim_end_matches(".json");
        let view: view::BoxView = serde_json::from_slice(&built[document]).expect("a view");
        expected.push(format!("{stem}.box.html"));
        expected.push(format!("{stem}.box-facts.html"));
        expected.push(format!("{stem}.box-words.html"));
        expected.push(format!("{stem}.rows.html"));
        expected
            .extend(view.issues.iter().map(|issue| format!("{stem}.box-words-{}.html", issue.id)));
    }
    expected.sort();
    let mut boxes: Vec<_> = built.keys().filter(|name| is_static_box(name)).cloned().collect();
    boxes.sort();
    assert_eq!(boxes, expected);
    assert!(boxes.len() > 20, "{boxes:?}");
    let text = |name: &str| String::from_utf8_lossy(&built[name]).into_owned();
    assert!(text("stories/full.box.html").contains("more!</h2>"));
    assert!(text("stories/full/1.box.html").contains("more</h2>"));
    assert_eq!(text("stories/full.now.json"), r#"{"version":2}"#);
}

#[test]
fn a_snippet_names_the_url_of_the_bundle_if_it_is_known() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/versions/added-position/stories");
    let stories = read_stories(&folder).expect("is sound");
    let snippet = |base| {
        let mut built = BundleFiles::new();
        compile_stories(&stories, base, &mut built).expect("can be shown");
        String::from_utf8_lossy(&built["stories/bridge.snippet.html"]).into_owned()
    };
    let (with, without) = (snippet(Some("https://cdn.example.org/box/")), snippet(None));
    assert!(
        with.ends_with("<script async src=\"https://cdn.example.org/box/embed.js\"></script>\n"),
        "{with}"
    );
    assert_eq!(with.replace("https://cdn.example.org/box/", "/dist/"), without);
}

/// Builds a story that is published as version 1, and whose current version is as `change` makes
/// it.
fn build_second_version(change: impl FnOnce(&mut Story)) -> BundleFiles {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/view/full/story.json");
    let first =
        read_story_file(&path, Severity::Error).expect("can be read").story.expect("is sound");
    let mut current = Story { version: 2, ..first.clone() };
    change(&mut current);
    let mut built = BundleFiles::new();
    compile_stories(&[StoryVersions { current, published: vec![first] }], None, &mut built)
        .expect("can be shown");
    built
}

#[test]
fn each_version_has_a_document_in_each_language() {
    let built = build_second_version(|story| story.title.0.push('!'));
    let names: Vec<_> =
        built.keys().map(String::as_str).filter(|name| name.ends_with(".de.json")).collect();
    assert_eq!(names, ["stories/full.de.json", "stories/full/1.de.json", "stories/full/2.de.json"]);
    let page = String::from_utf8_lossy(&built["stories/full.de.html"]).into_owned();
    assert!(page.contains("<html lang=\"de\"") && page.contains("<title>Ein Vertrag mit allem"));
    let [newest, pinned] = ["stories/full.de.json", "stories/full/1.de.json"].map(|name| {
        let view: view::BoxView = serde_json::from_slice(&built[name]).expect("a view");
        (view.lang, view.title, view.newer.is_some())
    });
    assert_eq!(newest, ("de".into(), "Ein Vertrag mit allem".into(), false));
    // The change is not in the translation.
    assert_eq!(pinned, newest);
    let built = build_second_version(|story| story.open_questions.clear());
    let pinned: view::BoxView =
        serde_json::from_slice(&built["stories/full/1.de.json"]).expect("a view");
    assert!(pinned.newer.is_some());
}

#[test]
fn each_reason_why_a_story_cannot_be_shown_is_given_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/versions/added-position/stories");
    let mut stories = read_stories(&folder).expect("is sound");
    for versions in &mut stories {
        versions.current.translations = serde_json::from_str(
            r#"{
                "de": {"/nowhere": "Nirgends"},
                "fr": {"/id": "../../evil"},
                "../../x": {},
                "nl": {"/title": "Brug"}
            }"#,
        )
        .expect("translations");
    }
    let mut built = BundleFiles::new();
    let complaints = compile_story(&stories[0], None, &mut built).expect_err("three are wrong");
    for (path, fact) in [("de", "/nowhere"), ("fr", "/id"), ("translations", "../../x")] {
        let found =
            complaints.iter().filter(|text| text.contains(path) && text.contains(fact)).count();
        assert_eq!(found, 1, "{fact}: {complaints:?}");
    }
    assert_eq!(complaints.len(), 3, "{complaints:?}");
    assert!(built.keys().all(|name| !name.contains("..")), "{:?}", built.keys());
    let error =
        compile_stories(&stories, None, &mut built).expect_err("three are wrong").to_string();
    assert!(error.starts_with("3 errors in what the stories would show"), "{error}");
}

#[test]
fn a_document_that_boxes_would_refuse_is_an_error() {
    let scripts = include_str!("../../../embed/static.js").to_owned()
        + include_str!("../../../embed/documents.js");
    for limit in ["const MAX_BYTES = 12e6;", "const MAX_CHARACTERS = MAX_BYTES / 3;"] {
        assert!(scripts.contains(limit), "boxes take another number than {MOST_CHARACTERS}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/view/full/story.json");
    let story =
        read_story_file(&path, Severity::Error).expect("can be read").story.expect("is sound");
    let mut view = view::compile(&story, &story.lang).expect("can be shown");
    let room = MOST_CHARACTERS
        - to_document_json(&view, "en-GB").map_or(0, |text| text.encode_utf16().count());
    // The character has two UTF-16 code units, which is what browsers count, and four bytes.
    view.title.push_str(&"𝟘".repeat(room / 2));
    assert!(to_document_json(&view, "en-GB").is_ok(), "it has just the longest length");
    view.title.push('𝟘');
    // Not with `expect_err`, which would print the document.
    let complaint = to_document_json(&view, "en-GB").err().unwrap_or_default();
    assert!(
        complaint.contains("and boxes take 4,000,000 at most; readers would see no box; "),
        "{complaint}"
    );
}

#[test]
fn a_withdrawal_is_shown_in_every_language_that_a_version_had() {
    let built = build_second_version(|story| {
        story.translations.clear();
        story.withdrawn =
            serde_json::from_str(r#"{"on": "2026-05-01", "reason": "It was not genuine."}"#)
                .expect("a withdrawal");
    });
    for name in ["stories/full.de.json", "stories/full/1.de.json"] {
        assert!(String::from_utf8_lossy(&built[name]).contains("It was not genuine."), "{name}");
    }
}

#[test]
fn a_withdrawal_replaces_every_version() {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/versions/withdrawn/stories");
    let mut built = BundleFiles::new();
    compile_stories(&read_stories(&folder).expect("is sound"), None, &mut built)
        .expect("can be shown");
    // Also where a page goes on asking for a preset.
    assert!(built.contains_key("stories/bridge/1.box-words-deal.html"), "{:?}", built.keys());
    let now = built.remove("stories/bridge.now.json").expect("is there");
    assert_eq!(String::from_utf8_lossy(&now), r#"{"version":2,"withdrawn":true}"#);
    for (name, content) in &built {
        let text = String::from_utf8_lossy(content);
        assert!(text.contains("The notice it rested on was not genuine."), "{name}");
        assert!(!text.contains("1.5 million"), "{name}");
    }
}

#[test]
fn a_published_version_may_be_written_in_short_and_say_nothing_else() {
    let scratch = Scratch::new("a_published_version_may_be_written_in_short");
    let long = include_str!("../../../../tests/fixtures/check/clean/story.json");
    let short = r#"{"id": "ann", "name": "Ann Example", "kind": "person", "role_as_described": "resident"}"#;
    let mut story: serde_json::Value = serde_json::from_str(long).expect("is JSON");
    scratch.write("small/1.json", long);
    for (role, is_same) in [("resident", true), ("neighbour", false)] {
        story["parties"][2] =
            serde_json::from_str(&short.replace("resident", role)).expect("is JSON");
        story["stakeholders"] = serde_json::json!({
            "id": "builder", "party": "builder", "role_as_described": "supplier",
        });
        story.as_object_mut().expect("an object").remove("version");
        scratch.write("small.json", &story.to_string());
        assert_eq!(read_stories(scratch.path()).is_ok(), is_same, "{role}");
    }
}
