//! The specimen: a story that was made up to show each promise of the box once.
//!
//! It feeds the README's picture, the demo and the documentation, so what they show must stay in it.

use std::path::{Path, PathBuf};

use contract_fact_box::model::{self, IssueKind, Scope, Stance, Story};
use contract_fact_box::prerender;
use contract_fact_box::view;
use serde_json::{Value, json};
use strum::VariantArray;

use crate::support;
use crate::support::html::{collapse_whitespace, parse_html};

/// The longest that all statements on the contract may be together, in words, if all are to be open.
const MOST_OPEN_WORDS: usize = 180;
/// What the names of all in the specimen have in them, so that nobody takes them for real.
const MADE_UP: [&str; 7] =
    ["Example", "Specimen", "Sample", "Fictional", "Invented", "Placeholder", "Muster"];

fn specimen_file(version: Option<u32>) -> PathBuf {
    let stories = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/stories");
    match version {
        Some(version) => stories.join(format!("specimen/{version}.json")),
        None => stories.join("specimen.json"),
    }
}

fn read_specimen() -> Story {
    support::read_story(&specimen_file(None))
}

fn render_text(view: &view::BoxView) -> String {
    collapse_whitespace(&prerender::render_text(
        view,
        &view::Parts::All,
        "https://cdn.example.org/box/",
    ))
}

#[test]
fn each_promise_is_in_the_story_and_readers_see_it() {
    let story = read_specimen();
    let document: Value =
        serde_json::from_str(&support::read_text(&specimen_file(None))).expect("a story is JSON");
    let text = render_text(&view::compile(&story, &story.lang).expect("it can be shown"));
    let mut missing = Vec::new();
    for (promise, pointer, value, shown) in promises() {
        if document.pointer(pointer) != Some(&value) {
            missing.push(format!("{promise}: {pointer} is {:?}", document.pointer(pointer)));
        }
        if !text.contains(shown) {
            missing.push(format!("{promise}: readers do not see {shown:?}"));
        }
    }
    assert!(missing.is_empty(), "{}\n{text}", missing.join("\n"));
}

/// The promises: in the story a JSON pointer and the value there, and the text that readers see.
fn promises() -> Vec<(&'static str, &'static str, Value, &'static str)> {
    vec![
        (
            "it says that it is one",
            "/title",
            json!("Specimen: cameras on bin lorries"),
            "Specimen: ",
        ),
        (
            "it says that all of it is made up",
            "/kicker",
            json!("Everything here is made up"),
            "Everything here is made up",
        ),
        (
            "an official source",
            "/sources/3/kind",
            json!("notice"),
            "Official, Example Borough Council",
        ),
        ("a reported source", "/sources/6/kind", json!("report"), "Reported, The Example Gazette"),
        (
            "a link to the passage",
            "/contracts/0/buyer/sources/0/passage/quote",
            json!("Buyer: Example Borough Council"),
            "https://example.org/specimen/contract-notice#:~:text=Buyer%3A%20Example",
        ),
        (
            "an archived copy",
            "/sources/3/archived_url",
            json!("https://archive.example.org/specimen/contract-notice"),
            "Archived copy <https://archive.example.org/specimen/contract-notice>",
        ),
        (
            "when it was read",
            "/sources/3/accessed",
            json!("2026-11-26"),
            "Accessed 26 November 2026.",
        ),
        ("when it was checked", "/as_of", json!("2026-11-27"), "Checked 27 Nov 2026."),
        ("a correction", "/corrections/0/was", json!("£408,000"), "Was: £408,000. Now: £480,000."),
        (
            "a disputed value",
            "/contracts/0/values/1/state",
            json!("disputed"),
            "Sources differ: £120,000 or £150,000",
        ),
        (
            "a figure that was replaced",
            "/contracts/0/values/2/value/superseded_by",
            json!("signed"),
            "Replaced by £480,000.",
        ),
        (
            "an amount in context",
            "/comparisons/0/result",
            json!("5"),
            "£480,000 ÷ 96,000 (households in the borough, 2026).",
        ),
        (
            "figures of different kinds",
            "/contracts/1/values/0/value/stage",
            json!("spent"),
            "Compare with care; do not add them up.",
        ),
        (
            "a figure in another currency",
            "/contracts/3/values/0/value/currency",
            json!("EUR"),
            "In another currency, so not drawn.",
        ),
        (
            "somebody who did not respond",
            "/silences/0/kind",
            json!("no_reply"),
            "Did not respond. It was asked whether its tenants had been told of the cameras. Asked \
             by The Example Gazette, 16 November 2026.",
        ),
        (
            "somebody who declined to comment",
            "/silences/1/kind",
            json!("declined"),
            "Declined to comment. It would not say whether the council had consulted it.",
        ),
        ("somebody who is not quoted", "/silences/2/kind", json!("not_reported"), "Sample Sensors"),
        (
            "exact words",
            "/positions/1/expression",
            json!("quote"),
            "“One load in six is turned away because of what is in it. The cameras will tell us \
             which streets need help.”",
        ),
        (
            "a paraphrase of people who are not named",
            "/positions/6/attributed",
            json!("anonymous"),
            "Paraphrased: Fear that one wrong item in a shared bin could mean a fine for everybody.",
        ),
        (
            "a document",
            "/positions/0/expression",
            json!("document"),
            "In writing: Says that the cameras are there to help residents sort, not to punish them.",
        ),
        (
            "a vote",
            "/positions/11/expression",
            json!("vote"),
            "Vote: Voted to review the cameras after six months.",
        ),
        (
            "a response to criticism",
            "/positions/3/responds_to",
            json!("dev-mixed"),
            "“A two-year contract would have cost more each year.”",
        ),
        (
            "a rejoinder, and no further response",
            "/positions/4/responds_to",
            json!("council-on-length"),
            "The Example Gazette reports no further response from Example Borough Council.",
        ),
        (
            "a statement that was replaced",
            "/positions/9/supersedes",
            json!("ben-asks"),
            "Earlier: Concerned: “I would like to know who looks at the pictures.”",
        ),
        (
            "a caveat",
            "/positions/12/caveats/0/sources/0/source",
            json!("foi-answer"),
            "Note: The council’s FoI response says that a crew member can be seen",
        ),
        (
            "a stance that is our reading",
            "/positions/2/stance_by",
            json!("editor"),
            "our interpretation",
        ),
        (
            "a statement in another language",
            "/positions/14/translated_by",
            json!("The Example Gazette"),
            "In the original: “In zwei Jahren hat sich der Anteil der Fehlwürfe halbiert.”",
        ),
        (
            "a question about another contract",
            "/issues/2/scope",
            json!("other_contract"),
            "Have cameras cut wrong items in Musterstadt?",
        ),
        (
            "an open question with its answer",
            "/open_questions/0/state",
            json!("answered"),
            "Answered. Two named officers, for 72 hours.",
        ),
        (
            "one that is pending",
            "/open_questions/1/state",
            json!("foi_pending"),
            "FoI request pending.",
        ),
        ("one that nobody has answered", "/open_questions/2/state", json!("open"), "Not known."),
        (
            "a term that is explained",
            "/context/glossary/0/term",
            json!("hopper"),
            "hopper: the open back of the lorry, into which bins are tipped.",
        ),
        (
            "why it matters",
            "/context/why_it_matters/0/sources/0/source",
            json!("decision"),
            "Loads that the sorting plant turns away are burned, the council says.",
        ),
        (
            "what it means for readers",
            "/context/what_it_means_for_you/0/audience",
            json!("If you live in the borough"),
            "A sticker on your bin tells you what was wrong.",
        ),
        ("a date to come", "/contracts/0/events/5/date", json!("2027-03-09"), "9 March 2027"),
        (
            "the tender",
            "/contracts/0/dates/published/value",
            json!("2025-11-18"),
            "18 November 2025",
        ),
        ("the award", "/contracts/0/dates/awarded/value", json!("2026-04-02"), "2 April 2026"),
        ("the signing", "/contracts/0/dates/signed/value", json!("2026-05-06"), "6 May 2026"),
        (
            "the first day",
            "/contracts/0/dates/start/value",
            json!("2026-09-07"),
            "7 September 2026",
        ),
        ("the last day", "/contracts/0/dates/end/value", json!("2030-09-06"), "6 September 2030"),
    ]
}

#[test]
fn it_has_no_issue_in_any_version_and_keeps_the_first_one() {
    for file in [specimen_file(None), specimen_file(Some(1)), specimen_file(Some(2))] {
        assert_eq!(model::read(&support::read_text(&file)).issues, [], "{}", file.display());
    }
    let (first, current) = (support::read_story(&specimen_file(Some(1))), read_specimen());
    let pinned = view::compile_pinned(&first, &current).expect("both can be shown");
    assert_eq!(pinned.value.as_ref().map(|value| &*value.text), Some("£408,000"));
    let text = parse_html(&prerender::render_box(&pinned, &view::Parts::All, "", 2)).text;
    for shown in [
        "Updated since publication",
        "Was: £408,000. Now: £480,000.",
        "We swapped two digits of the figure in the contract details notice.",
        "Open the updated version",
    ] {
        assert!(
            text.contains(shown),
            "the page that is pinned to version 1 lacks {shown:?}\n{text}"
        );
    }
}

#[test]
fn its_statements_are_few_enough_to_be_open_and_take_every_stance() {
    let story = read_specimen();
    let mut words = 0;
    let mut stances = Vec::new();
    for position in &story.positions {
        let issue = story.issues.iter().find(|issue| *issue.id == *position.issue);
        let issue = issue.expect("a position is on an issue of the story");
        if issue.scope == Scope::ThisContract {
            words += position.text.split_whitespace().count();
            if issue.kind == IssueKind::Proposal {
                stances.push(position.stance);
            }
        }
    }
    assert!(words <= MOST_OPEN_WORDS, "{words} words");
    for stance in Stance::VARIANTS {
        assert!(stances.contains(stance), "{stance:?}");
    }
}

#[test]
fn it_is_translated_but_for_names() {
    let french = model::translate(&read_specimen(), "fr").expect("it is translated");
    let untranslated: Vec<_> = french.untranslated.iter().map(String::as_str).collect();
    assert_eq!(untranslated, ["/parties/3/name", "/parties/4/name", "/parties/8/name"]);
}

#[test]
fn nobody_and_nothing_in_it_is_real() {
    for version in [1, 2] {
        let story = support::read_story(&specimen_file(Some(version)));
        assert!(story.title.starts_with("Specimen: "), "{}", story.title);
        for name in story.parties.iter().map(|party| &*party.name) {
            assert!(MADE_UP.iter().any(|word| name.contains(word)), "{name} may be somebody’s");
        }
        let document = support::read_text(&specimen_file(Some(version)));
        let urls: Vec<_> = document.split('"').filter(|text| text.starts_with("http")).collect();
        assert!(
            urls.len() >= 2 * story.sources.len(),
            "each source has a URL and an archived copy"
        );
        for url in urls {
            let is_reserved = ["https://example.org/", "https://archive.example.org/"]
                .iter()
                .any(|site| url.starts_with(site));
            assert!(is_reserved, "{url}");
        }
    }
}
