//! Exchanges of statements: in any generated story that passes the checker, every form shows all
//! words in their place.

use std::collections::BTreeSet;

use contract_fact_box::model::{self, Party, Position, SilenceKind, Story};
use contract_fact_box::prerender::{self, EmbedOptions, SnippetStyles};
use contract_fact_box::view::{self, BoxView, Card, CardBody, IssueView, Parts, strip_marks};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;

use super::facts;
use super::stories::{any_story, long_exchange};
use crate::support::language::interface_text;
use crate::support::{
    self,
    html::{collapse_whitespace, parse_html},
};

/// Words that are shown only of parties that are on record with nothing at all.
const NO_RESPONSE: &str = "reports no response to this";
const LANGUAGES: [&str; 3] = ["en", "fr", "en-XA"];

/// The story, if the checker passes it.
fn read_valid(document: &Value) -> Option<Story> {
    model::read(&document.to_string()).into_valid().ok()
}

/// The document with its texts in another language; its own if there is no translation.
fn translate_document(document: &Value, lang: &str) -> Value {
    let mut out = document.clone();
    for (pointer, text) in document["translations"][lang].as_object().into_iter().flatten() {
        *out.pointer_mut(pointer).expect("it is there") = text.clone();
    }
    out
}

fn cards(issue: &IssueView) -> Vec<&Card> {
    issue.cards.iter().flat_map(Card::with_nested).collect()
}

fn render_forms(view: &BoxView) -> Vec<(&'static str, String)> {
    let place = EmbedOptions { base: "/box/", level: 2, lang: None, parts: &Parts::All };
    let plain = |html: String| parse_html(&html).text;
    vec![
        ("box", plain(prerender::render_box(view, &Parts::All, "/box/", 2))),
        ("page", plain(prerender::render_page(view, &Parts::All, "../box.css", None, None))),
        ("light DOM", plain(prerender::render_plain_html(view, &Parts::All, "/box/", 2))),
        ("div", plain(prerender::render_div(view, place))),
        ("snippet", plain(prerender::render_snippet(view, place, SnippetStyles::Linked))),
        ("text", prerender::render_text(view, &Parts::All, "/box/")),
    ]
}

/// The strings that a reader must find in every form.
fn expected_texts(document: &Value, story: &Story) -> Vec<String> {
    let string = |value: &Value| value.as_str().map(str::to_owned);
    let list = |key: &str| document[key].as_array().cloned().unwrap_or_default();
    let mut expected: Vec<String> = Vec::new();
    for position in list("positions") {
        expected.extend(string(&position["text"]));
        expected.extend(string(&position["original_text"]));
        expected.extend(
            position["caveats"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|caveat| string(&caveat["text"])),
        );
    }
    expected.extend(list("silences").iter().filter_map(|silence| string(&silence["about"])));
    expected
        .extend(list("corrections").iter().filter_map(|correction| string(&correction["reason"])));
    expected.extend(facts::expected_texts(story));
    expected
}

/// The id of the card that a card leads to, if it leads to one.
fn linked_card_id(card: &Card) -> &str {
    match &card.body {
        CardBody::Silence(silence) => &silence.to,
        CardBody::Pointer(pointer) => &pointer.to,
        CardBody::Quote | CardBody::Said(_) => "",
    }
}

/// Checks that ids are unique, and that each card's link leads to an element, which is the one that
/// the card names.
fn check_links(view: &BoxView, html: &str) -> Result<(), TestCaseError> {
    let ids: Vec<_> =
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: BTreeSet<_> = ids.iter().collect();
    prop_assert_eq!(ids.len(), unique.len(), "two elements have one id");
    for issue in &view.issues {
        for card in cards(issue) {
            let to = linked_card_id(card);
            if to.is_empty() {
                prop_assert!(!card.is_pointer());
                continue;
            }
            prop_assert_eq!(
                ids.iter().filter(|id| **id == to).count(),
                1,
                "{} leads to nothing",
                &card.id
            );
            if card.is_pointer() {
                // The target is under the same question, below the words it answers, and is by the
                // same person.
                let root = issue.cards.iter().find(|root| {
                    let mut nested = root.with_nested().into_iter();
                    nested.any(|target| target.id == to && target.person == card.person)
                });
                let root = root.expect("the reply is on the same question");
                prop_assert!(
                    card.text.contains(&root.stance_word) && !root.stance_word.is_empty(),
                    "{:?} names another stance than {:?}",
                    &card.text,
                    &root.stance_word
                );
            }
        }
    }
    Ok(())
}

/// Checks that each statement is shown once under its question, and an answer under what it
/// answers, and that the card of a criticism has the answer or says what is known of it.
fn check_statements(story: &Story, view: &BoxView, texts: &Value) -> Result<(), TestCaseError> {
    let words = |index: usize| texts["positions"][index]["text"].as_str().unwrap_or_default();
    for (index, position) in story.positions.iter().enumerate() {
        for issue in &view.issues {
            let there: Vec<_> = cards(issue)
                .into_iter()
                .filter(|card| !card.is_pointer() && strip_marks(&card.text) == words(index))
                .collect();
            let stance = position.stance_on(&issue.id).map(|(stance, _)| stance);
            let own = stance.is_some();
            prop_assert!(
                there.len() <= 1 && (!own || there.len() == 1),
                "{} times under {}",
                there.len(),
                &issue.id
            );
            // The outermost one has the stance that the words take on this question.
            for card in issue.cards.iter().filter(|card| there.iter().any(|one| one.id == card.id))
            {
                prop_assert_eq!(card.stance, stance, "{} on {}", &card.id, &issue.id);
            }
            for card in there {
                check_answers(story, view, position, card)?;
            }
        }
        if let Some(answered) = find_position(story, position.responds_to.as_deref()) {
            // Deep in an exchange, the answer is not nested any further, and names whom it answers.
            let under = |card: &Card| {
                card.with_nested()
                    .into_iter()
                    .any(|nested| strip_marks(&nested.text) == words(index))
            };
            let all: Vec<_> = view.issues.iter().flat_map(cards).collect();
            let is_below =
                all.iter().any(|card| strip_marks(&card.text) == words(answered) && under(card));
            let names_it = all.iter().any(|card| {
                strip_marks(&card.text) == words(index) && card.by.starts_with(reply_prefix(view))
            });
            prop_assert!(
                is_replaced(story, position) || is_below || names_it,
                "{:?} does not stand under {:?}",
                words(index),
                words(answered)
            );
        }
    }
    Ok(())
}

/// The start of the line below a statement that names whom it answers.
fn reply_prefix(view: &BoxView) -> &'static str {
    interface_text(&view.lang, "positions.in_reply").split('{').next().unwrap_or_default()
}

fn find_position(story: &Story, id: Option<&str>) -> Option<usize> {
    let id = id?;
    story.positions.iter().position(|position| position.id.as_deref() == Some(id))
}

fn is_replaced(story: &Story, position: &Position) -> bool {
    position.id.is_some()
        && story.positions.iter().any(|later| later.supersedes.as_deref() == position.id.as_deref())
}

fn has_name(party: &Party, name: &str) -> bool {
    *name == *party.name || party.short_name.as_deref() == Some(name)
}

/// Whether a card is the words of somebody who answers for a party.
fn answers_for(view: &BoxView, answer: &Card, party: &Party) -> bool {
    let text = interface_text(&view.lang, "positions.answers_for");
    answer.by.contains(&text.replace("{party}", &party.name))
}

/// Checks that the card of a criticism has an answer of each criticised party, or a reason why
/// there is none.
fn check_answers(
    story: &Story,
    view: &BoxView,
    position: &Position,
    card: &Card,
) -> Result<(), TestCaseError> {
    for criticised in &position.criticises {
        let party = story
            .parties
            .iter()
            .find(|party| *party.id == **criticised)
            .expect("the party is there");
        let found = card.answers.iter().filter(|answer| {
            let name = view.person_of(answer).map_or(&*answer.name, |person| &*person.name);
            name.split(", ").any(|name| has_name(party, name))
                || (answer.silence().is_some() && answer.text.contains(&*party.name))
                || answers_for(view, answer, party)
        });
        // Deep in an exchange, the answer is not nested any further, and names whom it answers.
        let below = view.issues.iter().flat_map(cards).any(|answer| {
            answer.by.starts_with(reply_prefix(view))
                && view.person_of(answer).is_some_and(|person| has_name(party, &person.name))
        });
        prop_assert!(
            found.count() > 0 || below,
            "{:?} criticises {} and nothing is said of an answer",
            &card.text,
            &party.name
        );
        let is_answered = card.answers.iter().any(|answer| answers_for(view, answer, party));
        let has_note = card.answers.iter().any(|answer| {
            answer.silence().is_some()
                && (answer.name.contains(&*party.name) || answer.text.contains(&*party.name))
        });
        prop_assert!(
            !(is_answered && has_note),
            "{} is answered for and said not to have answered",
            &party.name
        );
        let speaks = story.positions.iter().any(|position| {
            let speaker = story.stakeholders.iter().find(|who| *who.id == *position.stakeholder);
            speaker.is_some_and(|who| *who.party == **criticised)
        });
        let unresponsive = card.answers.iter().any(|answer| {
            linked_card_id(answer).is_empty()
                && answer.text.contains(NO_RESPONSE)
                && answer.name.contains(&*party.name)
        });
        prop_assert!(
            !(speaks && unresponsive),
            "{} has spoken and is shown as unresponsive",
            &party.name
        );
    }
    Ok(())
}

/// Checks that whoever has a card on a question about this contract has one left when the box is
/// filtered by that question.
fn check_filter(view: &BoxView, html: &str) -> Result<(), TestCaseError> {
    let own = || view.issues.iter().take_while(|issue| issue.is_own).enumerate();
    if own().count() < 2 {
        return Ok(());
    }
    for (index, person) in view.people.iter().enumerate() {
        let start = format!("<article class=\"cfb-card cfb-p{index}\">");
        let of_person = html.split_once(&start).map_or("", |(_, rest)| rest);
        let of_person = of_person.split("</article>").next().unwrap_or_default();
        for (number, issue) in own() {
            let is_on_issue = issue.cards.iter().any(|card| card.person == Some(index));
            let class = format!("class=\"cfb-say cfb-q{number}\"");
            prop_assert_eq!(
                of_person.contains(&class),
                is_on_issue,
                "{}: {}",
                &person.id,
                &issue.label
            );
        }
    }
    Ok(())
}

/// Checks that a comparison has all words of the people in it and, with each of their statements,
/// the answers to it.
fn check_comparisons(view: &BoxView) -> Result<(), TestCaseError> {
    for (index, person) in view.people.iter().enumerate() {
        let parts = Parts::Compare(vec![person.id.clone()]);
        let text = prerender::render_text(view, &parts, "/box/");
        let html = parse_html(&prerender::render_plain_html(view, &parts, "/box/", 2)).text;
        let all = view.issues.iter().flat_map(cards);
        for card in all.filter(|card| card.person == Some(index) && !card.is_pointer()) {
            for said in card.with_nested() {
                let said = strip_marks(&said.text);
                prop_assert!(text.contains(&*said), "{:?} is not compared", &said);
                let said = collapse_whitespace(&said);
                prop_assert!(html.contains(&*said), "{:?} is not compared", &said);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn nobodys_words_vanish_change_or_stand_in_the_wrong_place(document in any_story(9)) {
        let Some(story) = read_valid(&document) else { return Err(TestCaseError::reject("the checker refuses it")) };
        for lang in LANGUAGES {
            let view = view::compile(&story, lang).expect("what passes the checker compiles");
            let texts = translate_document(&document, lang);
            let expected = expected_texts(&texts, &story);
            for (form, text) in render_forms(&view) {
                if lang == "en" {
                    facts::check_facts(&story, form, &text)?;
                }
                for expected in &expected {
                    prop_assert!(text.contains(&**expected), "{:?} is missing in {} ({})", expected, form, lang);
                }
            }
            let html = prerender::render_box(&view, &Parts::All, "/box/", 2);
            check_links(&view, &html)?;
            check_filter(&view, &html)?;
            check_statements(&story, &view, &texts)?;
            check_comparisons(&view)?;
            if lang == "en" {
                let shown = view.issues.iter().flat_map(cards).filter(|card| card.silence().is_some() && linked_card_id(card).is_empty());
                let typed = story.silences.iter().filter(|silence| silence.kind != SilenceKind::NotReported).count();
                prop_assert!(shown.count() >= typed);
            }
        }
    }
}

proptest! {
    // Each of these cases is as much work as a hundred others.
    #![proptest_config(Config { cases: super::config().cases / 16, ..super::config() })]

    #[test]
    fn a_long_exchange_is_shown_whole(speakers in prop::collection::vec(any::<bool>(), 40..120)) {
        let document = long_exchange(&speakers);
        let story = read_valid(&document).expect("a chain is sound");
        let view = view::compile(&story, "en").expect("it compiles");
        check_statements(&story, &view, &document)?;
        check_links(&view, &prerender::render_box(&view, &Parts::All, "/box/", 2))?;
        let json = serde_json::to_string(&view).expect("a view is JSON");
        prop_assert!(serde_json::from_str::<BoxView>(&json).is_ok(), "too deep to be read");
    }
}

#[test]
fn who_answers_one_person_on_two_questions_is_shown_on_both() {
    let mut document = long_exchange(&[true, false, true, false]);
    let second = serde_json::json!({
        "id": "i1", "kind": "claim", "question": "Is it right?", "label": "Right", "scope": "this_contract",
    });
    document["issues"].as_array_mut().expect("questions").push(second);
    for index in [2, 3] {
        document["positions"][index]["issue"] = "i1".into();
    }
    document["positions"][2].as_object_mut().expect("a position").remove("responds_to");
    let story = read_valid(&document).expect("two exchanges are sound");
    let view = view::compile(&story, "en").expect("it compiles");
    let html = prerender::render_box(&view, &Parts::All, "/box/", 2);
    assert!(check_filter(&view, &html).is_ok());
    let pointer = view.issues[0].cards.iter().find(|card| card.is_pointer()).expect("an answer");
    let text = prerender::render_text(&view, &Parts::All, "/box/");
    assert_eq!(text.matches(&*pointer.text).count(), 2);
}

#[test]
fn in_every_published_story_and_fixture_words_stand_under_what_they_answer() {
    for file in support::story_files() {
        let (story, texts) = (
            support::read_story(&file),
            serde_json::from_str(&support::read_text(&file)).expect("JSON"),
        );
        let view = view::compile(&story, &story.lang).expect("it compiles");
        let right = match story.withdrawn {
            Some(_) => Ok(()),
            None => check_links(&view, &prerender::render_box(&view, &Parts::All, "", 2))
                .and(check_statements(&story, &view, &texts)),
        };
        assert!(right.is_ok(), "{}: {right:?}", file.display());
    }
}
