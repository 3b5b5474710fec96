//! Who said what to whom.

use std::collections::BTreeSet;

use contract_fact_box::model::{self, Party, Position, SilenceKind, Story};
use contract_fact_box::prerender::{self, Css, Place};
use contract_fact_box::view::{self, BoxView, Card, CardBody, IssueView};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;

use super::stories::story;
use crate::support::language::text;
use crate::support::{self, html::parse};

/// What is told only of those of whom nothing at all is on record.
const NO_RESPONSE: &str = "reports no response to this";
const LANGUAGES: [&str; 3] = ["en", "fr", "en-XA"];

/// The story, if the checker passes it.
fn checked(document: &Value) -> Option<Story> {
    model::read(&document.to_string()).sound().ok()
}

/// The same with its texts in a language.
fn translated(document: &Value, lang: &str) -> Value {
    let mut out = document.clone();
    for (pointer, text) in document["translations"][lang].as_object().into_iter().flatten() {
        *out.pointer_mut(pointer).expect("it is there") = text.clone();
    }
    out
}

fn cards(issue: &IssueView) -> Vec<&Card> {
    issue.rows.iter().flat_map(|row| &row.cards).flat_map(Card::whole).collect()
}

fn forms(view: &BoxView) -> Vec<(&'static str, String)> {
    let place = Place { base: "/box/", level: 2, lang: None };
    let plain = |html: String| parse(&html).text;
    vec![
        ("box", plain(prerender::fact_box(view, "/box/", 2))),
        ("page", plain(prerender::page(view, "../contract-fact-box.css", None))),
        ("light DOM", plain(prerender::light(view, "/box/", 2))),
        ("div", plain(prerender::div(view, place))),
        ("snippet", plain(prerender::element(view, place, Css::Link))),
        ("text", prerender::text(view, "/box/")),
    ]
}

/// The strings that a reader must find in every form.
fn told(document: &Value, story: &Story) -> Vec<String> {
    let string = |value: &Value| value.as_str().map(str::to_owned);
    let list = |key: &str| document[key].as_array().cloned().unwrap_or_default();
    let mut told: Vec<String> = Vec::new();
    for position in list("positions") {
        told.extend(string(&position["text"]));
        told.extend(string(&position["original_text"]));
        told.extend(
            position["caveats"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|caveat| string(&caveat["text"])),
        );
    }
    told.extend(list("silences").iter().filter_map(|silence| string(&silence["about"])));
    told.extend(list("corrections").iter().filter_map(|correction| string(&correction["reason"])));
    for value in story.contracts.iter().flat_map(|contract| &contract.values) {
        told.extend(value.known().and_then(|money| money.as_stated.as_deref()).map(str::to_owned));
        told.extend(
            value
                .alternatives
                .iter()
                .filter_map(|it| it.value.as_stated.as_deref())
                .map(str::to_owned),
        );
    }
    told
}

/// The id of the card that a card leads to, if it leads to one.
fn leads_to(card: &Card) -> &str {
    match &card.body {
        CardBody::Silence(silence) => &silence.to,
        CardBody::Pointer(pointer) => &pointer.to,
        CardBody::Quote | CardBody::Said(_) => "",
    }
}

/// Whether everything in the view that leads somewhere leads to what it names, and no two parts have one name.
fn leads_right(view: &BoxView, html: &str) -> Result<(), TestCaseError> {
    let ids: Vec<_> =
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: BTreeSet<_> = ids.iter().collect();
    prop_assert_eq!(ids.len(), unique.len(), "two elements have one id");
    for issue in &view.issues {
        for card in cards(issue) {
            let to = leads_to(card);
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
                // It stands in a row of the same question, under what it answers, and it is the words of that person.
                let row = issue.rows.iter().find(|row| {
                    row.cards
                        .iter()
                        .flat_map(Card::whole)
                        .any(|it| it.id == to && it.person == card.person)
                });
                let row = row.expect("the reply stands on the same question");
                prop_assert!(
                    card.text.contains(&row.word),
                    "{:?} names another row than {:?}",
                    &card.text,
                    &row.word
                );
            }
        }
    }
    Ok(())
}

/// Each statement on a question stands there once, and its critics' card says what is known of the answer.
fn stands_right(story: &Story, view: &BoxView, texts: &Value) -> Result<(), TestCaseError> {
    let words = |at: usize| texts["positions"][at]["text"].as_str().unwrap_or_default();
    for (at, position) in story.positions.iter().enumerate() {
        for issue in &view.issues {
            let there: Vec<_> = cards(issue)
                .into_iter()
                .filter(|card| !card.is_pointer() && card.text == words(at))
                .collect();
            let own = *issue.id == *position.issue;
            prop_assert!(
                there.len() <= 1 && (!own || there.len() == 1),
                "{} times under {}",
                there.len(),
                &issue.id
            );
            for card in there {
                answered(story, view, position, card)?;
            }
        }
        if let Some(answered) = find(story, position.responds_to.as_deref()) {
            // Under what it answers or, far down an exchange, with whom it answers.
            let under = |card: &Card| card.whole().into_iter().any(|it| it.text == words(at));
            let all: Vec<_> = view.issues.iter().flat_map(cards).collect();
            let stands = all.iter().any(|card| card.text == words(answered) && under(card));
            let told = all
                .iter()
                .any(|card| card.text == words(at) && card.by.starts_with(reply_word(view)));
            prop_assert!(
                is_replaced(story, position) || stands || told,
                "{:?} does not stand under {:?}",
                words(at),
                words(answered)
            );
        }
    }
    Ok(())
}

/// How the line about a speaker begins where it says whom the words answer.
fn reply_word(view: &BoxView) -> &'static str {
    text(&view.lang, "positions.in_reply").split('{').next().unwrap_or_default()
}

fn find(story: &Story, id: Option<&str>) -> Option<usize> {
    let id = id?;
    story.positions.iter().position(|position| position.id.as_deref() == Some(id))
}

fn is_replaced(story: &Story, position: &Position) -> bool {
    position.id.is_some()
        && story.positions.iter().any(|later| later.supersedes.as_deref() == position.id.as_deref())
}

fn is_name(party: &Party, name: &str) -> bool {
    *name == *party.name || party.short_name.as_deref() == Some(name)
}

/// Every party that a card's words criticise answers there, or the card says why there is no answer.
fn answered(
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
            name.split(", ").any(|name| is_name(party, name))
                || (answer.silence().is_some() && answer.text.contains(&*party.name))
        });
        // Far down an exchange the answer stands below the card, with whom it answers.
        let below = view.issues.iter().flat_map(cards).any(|answer| {
            answer.by.starts_with(reply_word(view))
                && view.person_of(answer).is_some_and(|person| is_name(party, &person.name))
        });
        prop_assert!(
            found.count() > 0 || below,
            "{:?} criticises {} and nothing is told of an answer",
            &card.text,
            &party.name
        );
        let speaks = story.positions.iter().any(|it| {
            let speaker = story.stakeholders.iter().find(|who| *who.id == *it.stakeholder);
            speaker.is_some_and(|who| *who.party == **criticised)
        });
        let unresponsive = card.answers.iter().any(|answer| {
            leads_to(answer).is_empty()
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

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn nobodys_words_vanish_change_or_stand_in_the_wrong_place(document in story(9)) {
        let Some(story) = checked(&document) else { return Err(TestCaseError::reject("the checker refuses it")) };
        for lang in LANGUAGES {
            let view = view::compile(&story, lang).expect("what passes the checker compiles");
            let texts = translated(&document, lang);
            let told = told(&texts, &story);
            for (form, text) in forms(&view) {
                for each in &told {
                    prop_assert!(text.contains(&**each), "{:?} is missing in {} ({})", each, form, lang);
                }
            }
            leads_right(&view, &prerender::fact_box(&view, "/box/", 2))?;
            stands_right(&story, &view, &texts)?;
            if lang == "en" {
                let shown = view.issues.iter().flat_map(cards).filter(|card| card.silence().is_some() && leads_to(card).is_empty());
                let typed = story.silences.iter().filter(|it| it.kind != SilenceKind::NotReported).count();
                prop_assert!(shown.count() >= typed);
            }
        }
    }
}

proptest! {
    // Each is as much work as a hundred others.
    #![proptest_config(Config { cases: super::config().cases / 16, ..super::config() })]

    #[test]
    fn a_long_exchange_is_shown_whole(speakers in prop::collection::vec(any::<bool>(), 40..120)) {
        let document = chain(&speakers);
        let story = checked(&document).expect("a chain is sound");
        let view = view::compile(&story, "en").expect("it compiles");
        stands_right(&story, &view, &document)?;
        leads_right(&view, &prerender::fact_box(&view, "/box/", 2))?;
        let json = serde_json::to_string(&view).expect("a view is JSON");
        prop_assert!(serde_json::from_str::<BoxView>(&json).is_ok(), "too deep to be read");
    }
}

#[test]
fn in_every_published_story_and_fixture_words_stand_under_what_they_answer() {
    for file in support::shown() {
        let (story, texts) =
            (support::sound(&file), serde_json::from_str(&support::text(&file)).expect("JSON"));
        let view = view::compile(&story, &story.lang).expect("it compiles");
        let right = match story.withdrawn {
            Some(_) => Ok(()),
            None => leads_right(&view, &prerender::fact_box(&view, "", 2))
                .and(stands_right(&story, &view, &texts)),
        };
        assert!(right.is_ok(), "{}: {right:?}", file.display());
    }
}

/// Two people who answer each other, now and then themselves, without end.
fn chain(speakers: &[bool]) -> Value {
    let position = |(at, &first): (usize, &bool)| {
        let mut position = serde_json::json!({
            "id": format!("w{at}"), "stakeholder": if first { "s0" } else { "s1" }, "issue": "i0", "stance": "mixed",
            "stance_by": "speaker", "expression": "quote", "text": format!("Words of statement {at}."),
            "said_on": "unknown", "venue": "not_given", "on_behalf_of": "self", "attributed": "named",
            "criticises": [if first { "p1" } else { "p0" }], "sources": ["paper"],
        });
        if at > 0 {
            position["responds_to"] = format!("w{}", at - 1).into();
        }
        position
    };
    serde_json::json!({
        "schema_version": "1.0", "id": "chain", "version": 1, "lang": "en", "title": "A chain", "as_of": "2026",
        "published_at": "2026", "publisher": "The Maker",
        "sources": [{"id": "paper", "kind": "report", "title": "Report", "publisher": "The Paper", "url": "unknown", "published": "2026"}],
        "parties": [
            {"id": "p0", "name": "Party number 0", "kind": "person"}, {"id": "p1", "name": "Party number 1", "kind": "person"},
        ],
        "contracts": [{"id": "deal", "title": "The deal", "status": {"code": "unknown", "reported": true}}],
        "stakeholders": [
            {"id": "s0", "party": "p0", "role_as_described": "one"}, {"id": "s1", "party": "p1", "role_as_described": "two"},
        ],
        "issues": [{"id": "i0", "kind": "claim", "question": "Is it so?", "label": "So", "scope": "this_contract"}],
        "positions": speakers.iter().enumerate().map(position).collect::<Vec<_>>(),
    })
}
