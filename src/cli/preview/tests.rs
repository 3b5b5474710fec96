use std::path::Path;
use std::sync::Mutex;

use axum::body::Body;
use axum::http::header::HOST;
use axum::http::{Request, StatusCode};
use contract_fact_box::model::{Moment, PartialDate};
use tower::ServiceExt;

use super::{Changes, Story};
use crate::cli::scratch::Scratch;

const TODAY: PartialDate = PartialDate::Day(2026, 6, 1);
const STORY: &str = include_str!("../../../tests/fixtures/rules/old-silence/breaks.json");

fn now() -> Moment {
    Moment::at_start_of(TODAY).expect("a day")
}

fn story(file: &Path) -> Story {
    Story { file: file.to_owned(), last: Mutex::default() }
}

#[test]
fn each_finding_is_listed_with_the_line_of_the_box_that_it_is_about() {
    let scratch = Scratch::new("preview-findings");
    let page = story(&scratch.write("bridge.json", STORY)).render(TODAY, now());
    assert!(page.contains("<title>Preview: A bridge for Exampleton</title>"), "{page}");
    assert!(page.contains("0 errors, 1 warning, 0 to review"), "{page}");
    let (_, item) = page.split_once("<li id=\"preview-1\"").expect("it is listed");
    let (_, id) = item.split_once("data-line=\"").expect("has a line");
    let (id, _) = id.split_once('"').expect("ends");
    assert!(!id.is_empty() && page.contains(&format!(" id=\"{id}\"")), "{id}");
    assert!(page.contains(&format!("<a href=\"#{id}\">Show in the box</a>")), "{page}");
}

#[test]
fn a_story_with_mistakes_shows_the_rest() {
    let scratch = Scratch::new("preview-mistakes");
    for (from, to) in [
        ("\"title\": \"A bridge for Exampleton\",", ""),
        ("\"code\": \"signed\"", "\"code\": \"sgned\""),
        ("\"amount\": \"1500000\"", "\"amount\": 1500000"),
        ("\"stance\": \"opposes\"", "\"stance\": \"\""),
        ("\"publisher\": \"The Exampleton Post\",", ""),
    ] {
        let text = STORY.replacen(from, to, 1);
        assert_ne!(text, STORY, "{from}");
        let page = story(&scratch.write("bridge.json", &text)).render(TODAY, now());
        assert!(page.contains("Two thousand residents signed for it."), "{from}: {page}");
        assert!(page.contains("<b>error</b>"), "{from}");
        assert!(!page.contains("class=\"preview-note\""), "{from}");
    }
}

#[test]
fn what_could_be_read_last_stays_while_a_story_cannot_be_read() {
    let scratch = Scratch::new("preview-last");
    let file = scratch.write("bridge.json", "{");
    let story = story(&file);
    assert!(story.render(TODAY, now()).contains("Nothing of it can be shown yet."));
    scratch.write("bridge.json", STORY);
    story.render(TODAY, now());
    for text in ["{\"id\": ", "{}", "[]"] {
        scratch.write("bridge.json", text);
        let page = story.render(TODAY, now());
        assert!(page.contains("<b>error</b>"), "{text}: {page}");
    }
    scratch.write("bridge.json", "{\"id\": ");
    let page = story.render(TODAY, now());
    assert!(page.contains("This is what could be read last."), "{page}");
    assert!(page.contains("Two thousand residents signed for it."), "{page}");
    std::fs::remove_file(&file).expect("it was there");
    let page = story.render(TODAY, now());
    assert!(page.contains("cannot be read") && page.contains("Two thousand residents"), "{page}");
}

#[test]
fn the_desk_sees_a_story_under_embargo_and_until_when() {
    let scratch = Scratch::new("preview-embargo");
    for (until, is_marked) in [("2026-06-01T00:00:01Z", true), ("2026-06-01", false)] {
        let embargo = format!("\"not_before\": \"{until}\",\n  \"publisher\"");
        let text = STORY.replacen("\"publisher\"", &embargo, 1);
        let page = story(&scratch.write("bridge.json", &text)).render(TODAY, now());
        assert!(page.contains("Two thousand residents signed for it."), "{page}");
        let mark = format!("Under embargo until {until}: <code>build</code> leaves it out before.");
        assert_eq!(page.contains(&mark), is_marked, "{page}");
    }
}

#[test]
fn what_a_story_says_is_text_on_the_page() {
    let scratch = Scratch::new("preview-text");
    let text = STORY.replacen("A bridge for Exampleton", "</title><script>alert(1)</script>", 1);
    let page = story(&scratch.write("<b>.json", &text)).render(TODAY, now());
    assert!(!page.contains("<script>") && !page.contains("Preview of <b>"), "{page}");
}

#[tokio::test]
async fn only_this_machine_is_answered() {
    let scratch = Scratch::new("preview-hosts");
    let file = scratch.write("story.json", STORY);
    for (host, expected) in [
        ("127.0.0.1:8081", StatusCode::OK),
        ("localhost", StatusCode::OK),
        ("evil.example:8081", StatusCode::MISDIRECTED_REQUEST),
    ] {
        let request = Request::builder().uri("/").header(HOST, host).body(Body::empty());
        let router = super::build_router(story(&file), Changes::new());
        let answer = router.oneshot(request.expect("it is sound")).await.expect("an answer");
        assert_eq!(answer.status(), expected, "{host}");
    }
}
