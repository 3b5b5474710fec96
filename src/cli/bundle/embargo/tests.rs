//! Tests of what is left of stories under embargo: nothing, until the moment has come.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::super::heights::Heights;
use super::super::manifest::Manifest;
use super::super::names::HashedNames;
use super::super::output::BundleFiles;
use super::super::{oembed, stories};
use super::*;

/// The moment at which the ferry may be shown.
const FERRY_OUT: &str = "2026-06-01T00:01:00+01:00";

fn moment(text: &str) -> Moment {
    Moment::parse(text).expect("a moment")
}

fn read_fixture() -> Vec<StoryVersions> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/embargo/stories");
    stories::read_stories(&folder).expect("is sound")
}

/// Builds everything of a bundle that is made of stories, and returns it with what is said of the
/// embargoes.
fn build(stories: Vec<StoryVersions>, embargoes: Embargoes) -> (BundleFiles, Vec<String>) {
    let (stories, embargoed) = hold_back(stories, &embargoes);
    let base = "https://cdn.example.org/box/";
    let mut files = BundleFiles::new();
    let shown = stories::compile_stories(&stories, Some(base), &mut files).expect("can be shown");
    oembed::add_oembed_files(&shown, &Heights::new(), base, &mut files).expect("plain data");
    let names = HashedNames::default();
    let manifest = Manifest::new(&files, &Default::default(), names, &shown, &Heights::new());
    files.insert("manifest.json".to_owned(), manifest.to_json().expect("plain data"));
    (files, embargoed.iter().map(EmbargoedVersion::describe).collect())
}

fn build_at(now: &str) -> (BundleFiles, Vec<String>) {
    build(read_fixture(), Embargoes::for_readers(moment(now)))
}

/// Collects all texts in a document.
fn collect_texts<'v>(value: &'v Value, texts: &mut BTreeSet<&'v str>) {
    match value {
        Value::String(text) => drop(texts.insert(text)),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| collect_texts(field, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn before_its_time_nothing_of_a_story_is_in_the_bundle() {
    let (files, said) = build_at("2026-06-01T00:00:59+01:00");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/embargo/stories");
    let read = |name: &str| -> Value {
        let text = fs::read_to_string(folder.join(name)).expect("is there");
        serde_json::from_str(&text).expect("JSON")
    };
    let public = ["road.json", "bridge/1.json"].map(read);
    let public: String = public.iter().map(Value::to_string).collect();
    let ferry = read("ferry.json");
    let mut texts = BTreeSet::new();
    collect_texts(&ferry, &mut texts);
    // Codes, dates and the names of the other stories' parties are in these too.
    texts.retain(|text| text.chars().count() > 12 && !public.contains(text));
    texts.extend([&ferry["id"], &ferry["title"]].iter().filter_map(|value| value.as_str()));
    assert!(texts.len() > 40, "{texts:?}");
    for (name, content) in &files {
        let content = String::from_utf8_lossy(content);
        for text in &texts {
            assert!(!content.contains(text) && !name.contains(text), "{name}: {text}");
        }
    }
    assert!(files.contains_key("stories/road.html") && files.contains_key("stories/road.fr.json"));
    assert_eq!(
        said,
        [
            "story bridge: version 2 is under embargo until 2026-06-01; the bundle goes on showing \
             version 1; build again once that time has come"
                .to_owned(),
            format!(
                "story ferry: version 1 is under embargo until {FERRY_OUT}; nothing of the story is \
                 in the bundle; build again once that time has come"
            ),
        ]
    );
}

#[test]
fn from_that_moment_the_embargo_means_nothing() {
    let (files, said) = build_at("2026-06-01");
    assert_eq!(said, [""; 0]);
    let mut stories = read_fixture();
    for versions in &mut stories {
        for story in versions.published.iter_mut().chain([&mut versions.current]) {
            story.not_before = None;
        }
    }
    let (without, _) = build(stories, Embargoes::for_readers(Moment::UNIX_EPOCH));
    assert!(files == without, "all files are the same");
    let road = String::from_utf8_lossy(&files["stories/road.html"]).into_owned();
    assert_eq!(road.matches("href=\"../stories/ferry.html\"").count(), 2);
}

#[test]
fn another_story_keeps_what_it_tells_itself() {
    let (files, _) = build_at("2026-05-01");
    let road = String::from_utf8_lossy(&files["stories/road.html"]).into_owned();
    assert!(road.contains("A landing stage"), "a contract of its own");
    assert!(road.contains("href=\"../stories/bridge.html\""), "a story that is out");
    let french = String::from_utf8_lossy(&files["stories/road.fr.json"]).into_owned();
    assert!(french.contains("Un pont") && !french.contains("Un bac"), "{french}");
}

#[test]
fn the_last_public_version_stays_until_the_next_one_may_be_shown() {
    let (before, _) = build_at("2026-05-31");
    let (after, _) = build_at("2026-06-01");
    let text = |files: &BundleFiles, name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    assert_eq!(text(&before, "stories/bridge.now.json"), "{\"version\":1}");
    assert_eq!(text(&after, "stories/bridge.now.json"), "{\"version\":2}");
    assert_eq!(before["stories/bridge.json"], before["stories/bridge/1.json"]);
    assert!(!before.contains_key("stories/bridge/2.json"));
    let all: String = before.values().map(|file| String::from_utf8_lossy(file)).collect();
    assert!(!all.contains("twice the money"));
}

#[test]
fn only_the_versions_under_embargo_are_left_out() {
    // Of each version its embargo, the newest last; when it is built; and the versions that are shown.
    let (soon, past) = ("2026-06-01", "2026-01-01");
    for (embargoes, withdrawn, shown) in [
        ([None, None], false, Some(vec![1, 2])),
        ([Some(past), Some(past)], false, Some(vec![1, 2])),
        ([None, Some(soon)], false, Some(vec![1])),
        ([Some(soon), Some(soon)], false, None),
        // Released early, by the newer document alone.
        ([Some(soon), None], false, Some(vec![2])),
        // A withdrawal of what is public waits for nothing; of what is not, it has nothing to tell.
        ([None, Some(soon)], true, Some(vec![1, 2])),
        ([Some(soon), Some(soon)], true, None),
    ] {
        let mut stories = read_fixture();
        stories.retain(|versions| *versions.current.id == *"bridge");
        let versions = &mut stories[0];
        versions.published.truncate(1);
        versions.published[0].not_before = embargoes[0].map(moment);
        versions.current.not_before = embargoes[1].map(moment);
        if withdrawn {
            let notice = serde_json::from_str(r#"{"on": "2026-04-01", "reason": "It was wrong."}"#);
            versions.current.withdrawn = notice.expect("a notice");
        }
        let at = Embargoes::for_readers(moment("2026-05-01"));
        let (left, said) = hold_back(stories, &at);
        let numbers: Option<Vec<_>> = left
            .first()
            .map(|versions| versions.versions_oldest_first().map(|story| story.version).collect());
        assert_eq!(numbers, shown, "{embargoes:?}: {said:?}");
    }
}

#[test]
fn a_copy_for_pinned_pages_does_not_release_what_the_document_holds_back() {
    let mut stories = read_fixture();
    for versions in &mut stories {
        versions.published.iter_mut().for_each(|story| story.not_before = None);
    }
    let (left, _) = hold_back(stories, &Embargoes::for_readers(moment("2026-05-01")));
    let ids: Vec<_> = left.iter().map(|versions| versions.current.id.to_string()).collect();
    assert_eq!(ids, ["bridge", "road"]);
    assert_eq!(left[0].current.version, 1);
}

#[test]
fn the_desk_sees_all() {
    let (files, said) = build(read_fixture(), Embargoes::for_desk(moment("2026-05-01")));
    assert!(
        files.contains_key("stories/ferry.html") && files.contains_key("stories/bridge/2.json")
    );
    let told = "it is shown here, to the desk only; `build` leaves it out";
    assert_eq!(said.len(), 2);
    assert!(said.iter().all(|said| said.ends_with(told)), "{said:?}");
}
