//! The view of a story and its HTML. A fixture folder per case.

mod contract;
mod people;

use std::path::Path;

use contract_fact_box::model::Story;
use contract_fact_box::prerender::{self, EmbedOptions, Publication};
use contract_fact_box::view::{self, BoxView, LineKind, SourceLink, is_safe_href};
use serde_json::Value;

use crate::support;

fn compile_story(story: &Story) -> BoxView {
    view::compile(story, &story.lang).unwrap_or_else(|error| panic!("{}: {error}", story.id))
}

fn read_all_stories() -> Vec<Story> {
    support::story_files().iter().map(|file| support::read_story(file)).collect()
}

fn read_published_story(id: &str) -> Story {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    support::read_story(&folder.join(format!("{id}.json")))
}

fn compile_published_story(id: &str) -> BoxView {
    compile_story(&read_published_story(id))
}

/// The full story, with values set at JSON pointers.
fn compile_full_with(set: &[(&str, Value)]) -> BoxView {
    let story = support::read_case_story(&support::fixture_dir("view/full"));
    let mut document = serde_json::to_value(story).expect("a story is JSON");
    for (pointer, value) in set {
        *document.pointer_mut(pointer).expect("it is there") = value.clone();
    }
    compile_story(&serde_json::from_value(document).expect("a story"))
}

#[test]
fn views_and_html_are_those_on_record() {
    for case in support::case_dirs("view") {
        let story = support::read_case_story(&case);
        let view = compile_story(&story);
        let publication = Publication::of(&story, Some("https://cdn.example.org/box/"));
        let mut json: Value = serde_json::to_value(&view).expect("a view is JSON");
        // The interface's words are the same in every view, and are not repeated in each record.
        json.as_object_mut().expect("a view is an object").remove("words");
        support::assert_snapshot(&case.join("view.json"), &format!("{json:#}\n"));
        // A line per element, so that a diff is readable.
        let html = prerender::render_page(
            &view,
            &view::Parts::All,
            "../contract-fact-box.css",
            None,
            Some(&publication),
        )
        .replace("><", ">\n<");
        support::assert_snapshot(&case.join("page.html"), &html);
    }
}

#[test]
fn the_same_story_gives_the_same_bytes_and_survives_json() {
    for story in read_all_stories() {
        let (one, two) = (compile_story(&story), compile_story(&story));
        assert_eq!(
            prerender::render_box(&one, &view::Parts::All, "", 2),
            prerender::render_box(&two, &view::Parts::All, "", 2)
        );
        let json = serde_json::to_string(&one).expect("a view is JSON");
        assert_eq!(serde_json::from_str::<BoxView>(&json).expect("and back"), one);
    }
}

#[test]
fn a_document_that_lacks_a_text_of_the_interface_is_refused() {
    let view = compile_story(&support::read_case_story(&support::fixture_dir("view/full")));
    let json = serde_json::to_value(&view).expect("a view is JSON");
    let names: Vec<_> = json["words"].as_object().expect("texts by names").keys().collect();
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        let mut less = json.clone();
        less["words"].as_object_mut().expect("texts by names").remove(name);
        let error = serde_json::from_value::<BoxView>(less).expect_err("a text is missing");
        assert_eq!(
            error.to_string(),
            format!("the field `{name}` is missing or has the wrong form")
        );
    }
}

#[test]
fn a_translation_is_laid_over_the_story() {
    let story = support::read_case_story(&support::fixture_dir("view/full"));
    let view = view::compile(&story, "de").expect("it is translated");
    assert_eq!((&*view.lang, &*view.title), ("de", "Ein Vertrag mit allem"));
    let error = view::compile(&story, "fr").expect_err("it is not translated");
    assert_eq!(error.to_string(), "translations.fr: missing; the story cannot be shown in `fr`");
}

#[test]
fn a_withdrawn_story_shows_the_notice_and_nothing_else() {
    let html = prerender::render_box(
        &compile_story(&support::read_case_story(&support::fixture_dir("view/withdrawn"))),
        &view::Parts::All,
        "",
        2,
    );
    assert!(
        html.contains("Withdrawn") && html.contains("The notice it rested on was not genuine.")
    );
    assert!(!html.contains("million") && !html.contains("Nobody asked us."));
}

#[test]
fn a_view_document_cannot_bring_markup_or_script() {
    let mut view = compile_story(&support::read_case_story(&support::fixture_dir("view/full")));
    view.title = "<script>alert(1)</script>".into();
    let groups = view.sections.iter_mut().flat_map(|section| &mut section.groups);
    for (index, line) in groups.flat_map(|group| &mut group.lines).enumerate() {
        let href = "javascript:alert(1)".to_owned();
        let archived = " https://example.org".to_owned();
        line.kind = match index % 3 {
            0 => LineKind::Source(SourceLink { number: 1, href, archived }),
            1 => LineKind::Contract(href),
            _ => LineKind::Newest(href),
        };
    }
    let html = prerender::render_box(&view, &view::Parts::All, "", 2);
    assert!(html.contains("&lt;script&gt;"));
    for never in ["<script", "javascript:", "href=\" ", " style=", " onclick=", "<b>in it"] {
        assert!(!html.contains(never), "{never} stands in the HTML");
    }
}

#[test]
fn links_lead_to_the_web_or_into_the_bundle() {
    for good in ["https://example.org/a", "HTTP://example.org", "stories/a-b.html"] {
        assert!(is_safe_href(good), "{good}");
    }
    for bad in [
        "",
        "javascript:alert(1)",
        "javascript://a%0Aalert(1)",
        "data:text/html,x",
        "//example.org",
        "stories/../x",
        "https://a b",
        "\u{1}https://a",
    ] {
        assert!(!is_safe_href(bad), "{bad}");
    }
}

#[test]
fn the_rows_below_say_what_is_in_them() {
    let rows = |view: &BoxView| {
        let rows = view.folds.iter().map(|fold| format!("{}: {}", fold.title, fold.digest));
        rows.collect::<Vec<_>>()
    };
    assert_eq!(
        rows(&compile_published_story("leicestershire-palantir")),
        [
            "What we don’t know: 8 unanswered",
            "All facts and figures: money, dates, related contracts",
            "Background: Police work, Public data, NHS deal…",
            "Sources, corrections and sharing: 2 sources",
        ]
    );
    let mut story = support::read_case_story(&support::fixture_dir("view/full"));
    assert_eq!(
        rows(&compile_story(&story)),
        [
            "What we don’t know: 2 questions, 1 answered",
            "All facts and figures: money, dates, related contracts",
            "Background: Safety",
            "Sources, corrections and sharing: 2 sources, one correction",
        ]
    );
    story.open_questions.clear();
    story.context.why_it_matters.clear();
    story.context.what_it_means_for_you.clear();
    story.issues.truncate(1);
    assert_eq!(
        rows(&compile_story(&story))[..3],
        [
            "What we don’t know: one fact not known",
            "All facts and figures: money, dates, related contracts",
            "Background: who they are, terms",
        ]
    );
}

#[test]
fn a_newsroom_may_have_words_of_its_own_over_the_title() {
    let view = compile_full_with(&[]);
    assert_eq!(view.kicker, "Contract at a glance");
    let view = compile_story(&support::read_case_story(&support::fixture_dir("view/registered")));
    assert_eq!(view.kicker, "The ferry contract");
    // What a frame is called does not depend on it.
    let options = EmbedOptions { base: "/box/", level: 2, lang: None, parts: &view::Parts::All };
    let frame = prerender::render_frame(&view, options, 900);
    assert!(frame.contains("title=\"Contract fact box: A ferry"), "{frame}");
    assert!(view.cite.contains("Contract fact box"), "{}", view.cite);
}
