//! Who says what: in which order, how much of it is open, and who is not quoted.

use std::collections::BTreeSet;

use contract_fact_box::model::{self, Expression};
use contract_fact_box::prerender;
use contract_fact_box::view::{self, Card, CardBody, Word};
use serde_json::Value;

use super::{compile_full_with, compile_published_story, compile_story, read_all_stories};
use crate::support;
use crate::support::html::{collapse_whitespace, parse_html};

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
    let view = compile_published_story("leicestershire-palantir");
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
        assert!(!compile_published_story(id).is_abridged, "{id} is open in full");
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
