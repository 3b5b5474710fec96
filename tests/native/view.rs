//! The view of a story and its HTML. A fixture folder per case.

use std::collections::BTreeSet;

use contract_fact_box::model::{Expression, Story};
use contract_fact_box::prerender;
use contract_fact_box::view::{self, BoxView, LineKind, SectionId, SourceLink, is_safe_href};
use serde_json::Value;

use crate::support;
use crate::support::html::{collapse_whitespace, parse_html};

fn compile_story(story: &Story) -> BoxView {
    view::compile(story, &story.lang).unwrap_or_else(|error| panic!("{}: {error}", story.id))
}

fn read_all_stories() -> Vec<Story> {
    support::story_files().iter().map(|file| support::read_story(file)).collect()
}

#[test]
fn views_and_html_are_those_on_record() {
    for case in support::case_dirs("view") {
        let view = compile_story(&support::read_case_story(&case));
        let mut json: Value = serde_json::to_value(&view).expect("a view is JSON");
        // The interface's words are the same in every view, and are not repeated in each record.
        json.as_object_mut().expect("a view is an object").remove("words");
        support::assert_snapshot(&case.join("view.json"), &format!("{json:#}\n"));
        // A line per element, so that a diff is readable.
        let html =
            prerender::render_page(&view, &view::Parts::All, "../contract-fact-box.css", None)
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
        assert_eq!(error.to_string(), format!("missing field `{name}`"));
    }
}

#[test]
fn only_exact_words_are_in_quotation_marks() {
    for story in read_all_stories().iter().filter(|story| story.withdrawn.is_none()) {
        let html = prerender::render_box(&compile_story(story), &view::Parts::All, "", 2);
        let quotations = html
            .split("<blockquote class=\"cfb-quote\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('>'));
        let quoted: BTreeSet<_> = quotations
            .filter_map(|(_, rest)| rest.split_once("</blockquote>"))
            .map(|(words, _)| parse_html(words).text.trim_matches(['“', '”']).to_owned())
            .collect();
        let quotes =
            story.positions.iter().filter(|position| position.expression == Expression::Quote);
        assert_eq!(
            quoted,
            quotes.map(|position| collapse_whitespace(&position.text)).collect(),
            "{}",
            story.id
        );
    }
}

#[test]
fn people_are_in_the_order_that_the_box_explains() {
    let view = compile_story(&support::read_case_story(&support::fixture_dir("view/full")));
    let names = view.people.iter().map(|person| &*person.name);
    let names: Vec<_> = names.filter(|name| !name.starts_with("Silent")).collect();
    // Mo is under E.
    assert_eq!(
        names,
        ["Example council", "Ann Example", "Example builders", "critics", "Mo Example"]
    );
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
fn figures_of_any_size_are_drawn_legibly_or_not_at_all() {
    for (amount, caption) in [
        ("3000000", Some("Each square is £1.5\u{a0}million, the figure for this contract.")),
        ("300000", Some("Each square is about £300,000, the figure for “A road”.")),
        // Two million times the other amount, so that a square is a round sum.
        ("3000000000000", Some("Each square is £10\u{a0}billion.")),
        ("0", None),
        (&*"9".repeat(400), None),
    ] {
        let mut story =
            serde_json::to_value(support::read_case_story(&support::fixture_dir("view/full")))
                .expect("a story is JSON");
        *story.pointer_mut("/contracts/1/values/0/value/amount").expect("it is known") =
            amount.into();
        let view = compile_story(&serde_json::from_value(story).expect("a story"));
        let scale = view.sections.iter().find(|section| section.id == SectionId::Scale);
        let lines: Vec<_> = scale
            .into_iter()
            .flat_map(|scale| &scale.groups)
            .flat_map(|group| &group.lines)
            .collect();
        let unit = lines.iter().find(|line| line.id == "scale-unit");
        assert_eq!(
            unit.map(|line| line.text.starts_with(caption.unwrap_or("?"))),
            caption.map(|_| true),
            "{amount}"
        );
        for line in lines {
            let LineKind::Amount(drawing) = &line.kind else { continue };
            let rows = drawing.path.matches('M').count();
            assert!(rows <= 20, "{amount}: {rows} rows");
        }
    }
}
