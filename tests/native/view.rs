//! The view of a story and its HTML. A fixture folder per case.

use std::collections::BTreeSet;
use std::path::Path;

use contract_fact_box::model::{self, Expression, Story};
use contract_fact_box::prerender::{self, EmbedOptions, Publication};
use contract_fact_box::view::{
    self, BoxView, Card, CardBody, LineKind, SectionId, SourceLink, Word, ids, is_safe_href,
};
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

#[test]
fn an_amount_with_vat_and_without_it_is_shown_as_one_and_not_compared_with_itself() {
    let document = read_published_story("lancaster-route-optimisation");
    let document = serde_json::to_value(document).expect("a story is JSON");
    let kind = "Official contract value, whole contract. Excluding VAT.";
    let with_vat = format!("{kind} Value including VAT: £67,992.");
    let without_vat = "Official contract value, whole contract. Including VAT. \
                       Value excluding VAT: £67,992.";
    let cases: [(&[(&str, &str)], _, _, _); 5] = [
        (&[], &*with_vat, "Value including VAT", false),
        (&[("0", "incl"), ("1", "excl")], without_vat, "Value excluding VAT", false),
        (&[("1", "excl")], kind, "Other figure given", true),
        (&[("1", "unknown")], kind, "Other figure given", true),
        (&[("1/stage", "awarded")], kind, "Other figure given", true),
    ];
    for (set, detail, label, is_drawn) in cases {
        let mut document = document.clone();
        for (place, value) in set {
            let (index, key) = place.split_once('/').unwrap_or((place, "vat"));
            let pointer = format!("/contracts/0/values/{index}/value/{key}");
            *document.pointer_mut(&pointer).expect("it is there") = (*value).into();
        }
        let view = compile_story(&serde_json::from_value(document).expect("a story"));
        assert_eq!(view.value.as_ref().map(|value| &*value.detail), Some(detail), "{set:?}");
        let json = serde_json::to_string(&view).expect("a view is JSON");
        assert!(json.contains(&format!(r#""label":"{label}""#)), "{set:?}: no “{label}”");
        let scale = view.sections.iter().find(|section| section.id == SectionId::Scale);
        let has_lines =
            scale.is_some_and(|scale| scale.groups.iter().any(|group| !group.lines.is_empty()));
        assert_eq!(has_lines, is_drawn, "{set:?}");
    }
}

#[test]
fn a_story_without_questions_says_that_nobody_is_known_to_have_spoken() {
    let gap = "What the buyer and the supplier say about it";
    let without = compile_story(&read_published_story("lancaster-route-optimisation"));
    for (view, is_gap) in [(without, true), (compile_full_with(&[]), false)] {
        let json = serde_json::to_string(&view).expect("a view is JSON");
        assert_eq!(json.contains(gap), is_gap, "{}", view.id);
    }
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

fn read_published_story(id: &str) -> Story {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    support::read_story(&folder.join(format!("{id}.json")))
}

fn compile_founding_story(id: &str) -> BoxView {
    compile_story(&read_published_story(id))
}

#[test]
fn questions_on_the_contract_come_first_and_cards_follow_the_order_of_people() {
    for view in read_all_stories().iter().map(compile_story) {
        let own: Vec<_> = view.issues.iter().map(|issue| issue.is_own).collect();
        assert!(own.is_sorted_by(|one, next| one >= next), "{}: {own:?}", view.id);
        for issue in &view.issues {
            let places: Vec<_> = issue
                .cards
                .iter()
                .map(|card| (card.person, card.silence().is_some(), card.is_pointer()))
                .collect();
            assert!(places.is_sorted(), "{}, {}: {places:?}", view.id, issue.id);
            for card in &issue.cards {
                assert_eq!(card.stance.is_none(), card.silence().is_some(), "{}", card.id);
                assert_eq!(card.stance_word.is_empty(), card.stance.is_none(), "{}", card.id);
            }
        }
    }
}

#[test]
fn those_of_whom_nothing_is_known_are_one_list_and_others_are_never_in_it() {
    let view = compile_founding_story("leicestershire-palantir");
    let names = "Leicestershire Police; Rupert Matthews, police and crime commissioner; \
                 Police and crime panel";
    assert_eq!(view.not_quoted, names);
    for issue in &view.issues {
        assert_eq!(issue.not_quoted, if issue.is_own { names } else { "" }, "{}", issue.id);
    }
    let sentence = view.words.get(Word::NotReportedText);
    assert_eq!(sentence, "The Leicester Gazette does not say whether they were asked.");
    // A silence of which something is known has a card.
    let cards = view.issues.iter().flat_map(|issue| &issue.cards);
    let silences: Vec<_> =
        cards.filter(|card| card.silence().is_some()).map(|card| &*card.id).collect();
    assert_eq!(silences, ["s-palantir_us-police"]);
}

#[test]
fn words_are_open_up_to_a_limit_that_is_the_same_in_every_script() {
    // Ann's statement, which is replaced here, has three words.
    let view = compile_full_with(&[]);
    let own = view.issues.iter().filter(|issue| issue.is_own).flat_map(|issue| &issue.cards);
    let said = own
        .flat_map(Card::with_nested)
        .filter(|card| matches!(card.body, CardBody::Quote | CardBody::Said(_)));
    let rest = said.map(|card| model::count_words(&card.text)).sum::<usize>() - 3;
    for (text, is_abridged) in [
        ("word ".repeat(180 - rest), false),
        ("word ".repeat(181 - rest), true),
        ("字".repeat(3 * (180 - rest)), false),
        ("字".repeat(3 * (180 - rest) + 1), true),
    ] {
        let view = compile_full_with(&[("/positions/0/text", text.trim().into())]);
        assert_eq!(view.is_abridged, is_abridged, "{} characters", text.chars().count());
    }
    for id in ["leicestershire-palantir", "met-police-palantir"] {
        assert!(!compile_founding_story(id).is_abridged, "{id} is open in full");
    }
}

#[test]
fn the_strip_has_every_stance_in_words_that_fit_the_questions() {
    let rest = ["With conditions", "Mixed view", "Undecided", "Concerned"];
    let claim = ("/issues/0/kind", Value::from("claim"));
    let own = ("/issues/1/scope", Value::from("this_contract"));
    for (set, first, last) in [
        (vec![], "For", "Against"),
        (vec![claim.clone()], "Says yes", "Says no"),
        (vec![own.clone()], "For, or says yes", "Against, or says no"),
    ] {
        let view = compile_full_with(&set);
        let words: Vec<&str> = view.stances.iter().map(String::as_str).collect();
        let mut expected = vec![first];
        expected.extend(rest);
        expected.extend([last, "No view stated"]);
        assert_eq!(words, expected);
    }
    // Nothing is compared where one person is quoted.
    let story = support::read_case_story(&support::fixture_dir("view/full"));
    let mut alone = story.clone();
    alone.positions.retain(|position| *position.stakeholder == *"critics");
    assert!(compile_story(&alone).stances.is_empty());
}

#[test]
fn the_rows_below_say_what_is_in_them() {
    let rows = |view: &BoxView| {
        let rows = view.folds.iter().map(|fold| format!("{}: {}", fold.title, fold.digest));
        rows.collect::<Vec<_>>()
    };
    assert_eq!(
        rows(&compile_founding_story("leicestershire-palantir")),
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

#[test]
fn who_decided_is_told_once_on_the_first_screen() {
    let has_fact = |facts: &[view::Fact]| facts.iter().any(|fact| fact.id == ids::DECIDED);
    let view = compile_founding_story("met-police-palantir");
    let stopped = view.track.iter().find(|stage| stage.is_current).expect("there is a status");
    assert_eq!((&*stopped.label, &*stopped.detail), ("Blocked", "by Sadiq Khan"));
    assert!(!has_fact(&view.facts) && has_fact(&view.more));
    // Where sources differ on the stage, there is no room for it on the track.
    let disputed = serde_json::json!({
        "date": "unknown", "kind": "paused", "state": "disputed", "text": "Work stops.", "sources": ["report"],
    });
    let view = compile_full_with(&[("/contracts/0/events/0", disputed)]);
    assert!(has_fact(&view.facts) && !has_fact(&view.more));
}

#[test]
fn a_contract_that_runs_while_it_is_challenged_keeps_its_own_status() {
    let view = compile_story(&support::read_case_story(&support::fixture_dir("view/qualified")));
    assert_eq!((&*view.status.text, view.status.icon), ("In force", Some(view::Icon::Done)));
    let challenge = "Judicial review threatened (High Court), February 2026.";
    assert!(view.status.detail.contains(challenge), "{}", view.status.detail);
    let current = view.track.iter().find(|stage| stage.is_current).expect("there is a status");
    assert_eq!((&*current.label, current.state), ("In use", view::StageState::Reached));
    // What is not over is on the first screen.
    assert_eq!(&*view.facts[0].text, "Judicial review threatened");
    let is_challenge = |fact: &&view::Fact| fact.label.starts_with("Legal challenge");
    assert_eq!(view.facts.iter().filter(is_challenge).count(), 1);
    let settled = view.more.iter().find(is_challenge).expect("the other is among all facts");
    assert!(settled.text.ends_with("settled"), "{}", settled.text);
}
