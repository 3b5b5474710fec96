//! Generators of stories with every kind of exchange. Most of the stories are valid.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// The choices that make one statement, as numbers that are reduced to the valid range where they
/// are used.
#[derive(Clone, Debug)]
struct Statement {
    speaker: usize,
    issue: usize,
    stance: usize,
    expression: usize,
    has_id: bool,
    /// The statement that it answers, and whether that may also be a later one or itself, which is
    /// wrong.
    answers: Option<(usize, bool)>,
    replaces: bool,
    criticises: Vec<usize>,
    caveats: usize,
    translated: usize,
}

fn any_statement() -> impl Strategy<Value = Statement> {
    (
        (0..6_usize, 0..4_usize, 0..7_usize, 0..5_usize, prop::bool::weighted(0.8)),
        prop::option::weighted(0.6, (0..64_usize, prop::bool::weighted(0.05))),
        prop::bool::weighted(0.2),
        prop::collection::vec(0..6_usize, 0..3),
        0..3_usize,
        0..8_usize,
    )
        .prop_map(
            |(
                (speaker, issue, stance, expression, has_id),
                answers,
                replaces,
                criticises,
                caveats,
                translated,
            )| {
                Statement {
                    speaker,
                    issue,
                    stance,
                    expression,
                    has_id,
                    answers,
                    replaces,
                    criticises,
                    caveats,
                    translated,
                }
            },
        )
}

/// Stories with up to six parties, four questions and `most` statements.
pub(crate) fn any_story(most: usize) -> impl Strategy<Value = Value> {
    let silence = (0..6_usize, 0..4_usize, 0..7_usize);
    (
        (1..=6_usize, 1..=4_usize, any::<u8>(), prop::collection::vec(0..3_usize, 4)),
        prop::collection::vec(any_statement(), 0..=most),
        prop::collection::vec(silence, 0..4),
        prop::collection::vec(any_figure(), 0..4),
        (0..3_usize, any::<u64>()),
    )
        .prop_map(|((parties, issues, kinds, scopes), statements, silences, values, (corrections, translated))| {
            let speakers = parties.div_ceil(2).max(1);
            let mut document = json!({
                "schema_version": "1.0", "id": "made", "version": 1, "lang": "en", "title": "A story made by chance",
                "as_of": "2026-03-01", "published_at": "2026-03-01", "publisher": "The Maker",
                "sources": [
                    {"id": "paper", "kind": "report", "title": "Report", "publisher": "The Paper", "url": "https://paper.example/a", "published": "2026-01-01"},
                    {"id": "notice", "kind": "notice", "title": "Notice", "publisher": "The Register", "url": "unknown", "published": "unknown"},
                ],
                "parties": (0..parties).map(|index| make_party(index, parties, kinds)).collect::<Vec<_>>(),
                "stakeholders": (0..speakers).map(|index| json!({
                    "id": format!("s{index}"), "party": format!("p{index}"), "role_as_described": format!("role {index}"),
                })).collect::<Vec<_>>(),
                "issues": (0..issues).map(|index| json!({
                    "id": format!("i{index}"), "kind": if index % 2 == 0 { "proposal" } else { "claim" },
                    "question": format!("Question number {index}?"), "label": format!("Label {index}"),
                    "scope": SCOPES[scopes[index]],
                })).collect::<Vec<_>>(),
            });
            let mut contract = json!({
                "id": "deal", "title": "The deal", "buyer": {"state": "known", "value": "p0", "sources": ["notice"]},
                "status": {"code": "signed", "reported": true, "since": "2026-01", "sources": ["paper"]},
            });
            contract["values"] = Value::Array(values.iter().enumerate().map(|(index, value)| make_money(index, value)).collect());
            // Each figure that is no dispute is what a change to the contract led to.
            contract["amendments"] = (0..values.len()).filter(|&index| !values[index].is_disputed).map(|index| json!({
                "number": index.to_string(), "date": "2026-02-03", "text": format!("Effect of change {index}"),
                "value_after": format!("v{index}-0"), "sources": ["notice"],
            })).collect();
            if corrections > 0 {
                let state = if corrections == 1 { "not_published" } else { "redacted" };
                contract["procurement"] = json!({"bids": {"state": state, "until": "2026-05-01"}});
            }
            contract["challenges"] = (0..corrections).map(|index| json!({
                "kind": "judicial_review", "stage": if index == 0 { "issued" } else { "settled" }, "court": format!("Court {index}"),
                "since": "2026-02", "by": ["p0"], "sources": ["paper"],
            })).collect();
            document["contracts"] = json!([contract]);
            document["positions"] = Value::Array(make_positions(&statements, speakers, issues, parties));
            // Somebody who is quoted cannot be `not_reported`; one story in 16 says so all the
            // same.
            let speaks = |speaker: usize| {
                let is_theirs = |position: &Value| position["stakeholder"] == format!("s{speaker}");
                translated % 16 != 0 && document["positions"].as_array().is_some_and(|all| all.iter().any(is_theirs))
            };
            document["silences"] = Value::Array(silences.iter().enumerate().map(|(index, silence)| json!({
                "stakeholder": format!("s{}", silence.0 % speakers), "issue": format!("i{}", silence.1 % issues),
                "kind": KINDS[if speaks(silence.0 % speakers) { silence.2.max(1) } else { silence.2 }], "about": format!("Silent about matter {index}."), "sources": ["paper"],
            })).collect());
            document["corrections"] = Value::Array((0..corrections).map(|index| json!({
                "date": "2026-02-01", "pointer": "/title", "was": format!("Old title {index}"), "now": format!("New title {index}"),
                "reason": format!("Reason for correction {index}."),
            })).collect());
            document["translations"] = json!({"fr": make_translation(&document, translated)});
            document
        })
}

const SCOPES: [&str; 3] = ["this_contract", "other_contract", "context"];
const STANCES: [&str; 7] =
    ["supports", "opposes", "concerned", "mixed", "conditional", "undecided", "none_stated"];
const EXPRESSIONS: [&str; 5] = ["quote", "paraphrase", "vote", "action", "document"];
const KINDS: [&str; 7] = [
    "not_reported",
    "not_approached",
    "no_reply",
    "declined",
    "could_not_comment",
    "replied_without_position",
    "nothing_found",
];

fn make_party(index: usize, parties: usize, kinds: u8) -> Value {
    let kind = if kinds >> index & 1 == 1 { "person" } else { "organisation" };
    let mut party =
        json!({"id": format!("p{index}"), "name": format!("Party number {index}"), "kind": kind});
    // The buyer is sometimes a consortium of two others.
    if index == 0 && kind == "organisation" && parties > 2 && kinds >> 7 == 1 {
        party["members"] = json!([
            {"party": "p2", "sources": ["paper"]}, {"party": "p1", "lead": true, "sources": ["notice"]},
        ]);
    }
    party
}

/// The choices that make one figure.
#[derive(Clone, Debug)]
struct Figure {
    stage: usize,
    /// The figure that takes its place.
    later: Option<usize>,
    is_disputed: bool,
    /// Exact, a limit, or a range.
    form: usize,
}

fn any_figure() -> impl Strategy<Value = Figure> {
    (0..4_usize, prop::option::of(0..4_usize), any::<bool>(), 0..8_usize)
        .prop_map(|(stage, later, is_disputed, form)| Figure { stage, later, is_disputed, form })
}

fn make_money(index: usize, figure: &Figure) -> Value {
    let stage = ["estimate", "proposed", "awarded", "stage_not_stated"][figure.stage];
    let vat = ["excl", "incl", "unknown", "none"][figure.form % 4];
    let amount = |extra: usize| {
        let mut money = json!({
            "id": format!("v{index}-{extra}"), "amount": (1_000_001 + index * 10 + extra).to_string(), "currency": "GBP",
            "vat": vat, "stage": stage, "covers": "total", "as_stated": format!("sum {index} {extra} as stated"),
        });
        match figure.form {
            0 => money["bound"] = json!("up_to"),
            1 => money["bound"] = json!("at_least"),
            3 => {
                let name = format!("year {index} {extra}");
                money["period"] =
                    json!({"start": "2025-04-01", "end": "2026-03-31", "as_stated": name});
            }
            2 => money["to"] = json!((2_000_001 + index * 10 + extra).to_string()),
            4 => {
                money["covers"] = json!("share");
                money["share_of"] = json!("p0");
            }
            _ => {}
        }
        money["approximate"] = json!(figure.form > 5);
        money
    };
    if figure.is_disputed {
        let side = |extra| json!({"value": amount(extra), "sources": ["paper"]});
        return json!({"state": "disputed", "alternatives": [side(1), side(2)]});
    }
    let mut value = amount(0);
    if let Some(later) = figure.later {
        value["superseded_by"] = json!(format!("v{later}-0"));
    }
    json!({"state": "known", "value": value, "sources": ["paper"]})
}

fn make_positions(
    statements: &[Statement],
    speakers: usize,
    issues: usize,
    parties: usize,
) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for (index, made) in statements.iter().enumerate() {
        let (speaker, issue) =
            (format!("s{}", made.speaker % speakers), format!("i{}", made.issue % issues));
        let mut position = json!({
            "stakeholder": speaker, "issue": issue,
            "stance": STANCES[made.stance],
            "stance_by": "speaker", "expression": EXPRESSIONS[made.expression],
            "text": format!("Words of statement {index}."), "said_on": "unknown",
            "venue": if made.caveats == 1 { "an email to The Paper" } else { "not_given" },
            "on_behalf_of": "self", "attributed": "named", "sources": ["paper"],
        });
        if made.has_id {
            position["id"] = json!(format!("w{index}"));
        }
        if let Some((answers, any)) = made.answers {
            let among = if any { statements.len() } else { index };
            if among > 0 {
                position["responds_to"] = json!(format!("w{}", answers % among));
            }
        }
        if made.replaces {
            let is_free = |id: &Value| all.iter().all(|later| later["supersedes"] != *id);
            let is_replaceable = |earlier: &&Value| {
                earlier["id"].is_string()
                    && earlier["stakeholder"] == speaker
                    && earlier["issue"] == issue
                    && is_free(&earlier["id"])
            };
            let earlier =
                all.iter().rev().find(is_replaceable).map(|earlier| earlier["id"].clone());
            earlier.into_iter().for_each(|id| position["supersedes"] = id);
        }
        // Some words are on two questions.
        if made.caveats == 1 && issues > 1 {
            position["also_on"] = json!([{
                "issue": format!("i{}", (made.issue + 1) % issues), "stance": STANCES[(made.stance + 3) % 7],
                "stance_by": "editor",
            }]);
        }
        // What they replace must not be on more.
        let replaced = all
            .iter()
            .find(|earlier| earlier["id"].is_string() && earlier["id"] == position["supersedes"]);
        if let Some(also_on) = replaced.and_then(|replaced| replaced.get("also_on")) {
            position["also_on"] = also_on.clone();
        }
        let mut criticises: Vec<_> =
            made.criticises.iter().map(|index| format!("p{}", index % parties)).collect();
        criticises.sort();
        criticises.dedup();
        position["criticises"] = json!(criticises);
        // Some answer for whom the words criticise that they answer.
        if made.caveats == 2 {
            let answered = all.iter().find(|earlier| {
                earlier["id"].is_string() && earlier["id"] == position["responds_to"]
            });
            let own = format!("p{}", made.speaker % speakers);
            let party = answered.and_then(|answered| answered["criticises"].as_array()?.first());
            if let Some(party) = party.filter(|party| **party != own) {
                position["answers_for"] = party.clone();
            }
        }
        position["caveats"] = (0..made.caveats)
            .map(|number| json!({"text": format!("Caveat {number} to statement {index}."), "sources": ["paper"]}))
            .collect();
        if made.translated == 0 {
            position["lang"] = json!("de");
            position["original_text"] = json!(format!("Worte der Aussage {index}."));
            position["translated_by"] = json!("the newsroom");
        }
        all.push(position);
    }
    all
}

/// Translations of some of the texts.
fn make_translation(document: &Value, which: u64) -> Value {
    let mut texts = Map::new();
    let mut put = |bit: usize, pointer: String| {
        if which >> (bit % 64) & 1 == 1
            && let Some(text) = document.pointer(&pointer).and_then(Value::as_str)
        {
            texts.insert(pointer, json!(format!("FR {text}")));
        }
    };
    put(0, "/title".into());
    for index in 0..document["positions"].as_array().map_or(0, Vec::len) {
        put(1 + index, format!("/positions/{index}/text"));
        put(30 + index, format!("/positions/{index}/caveats/0/text"));
    }
    for index in 0..document["silences"].as_array().map_or(0, Vec::len) {
        put(50 + index, format!("/silences/{index}/about"));
    }
    Value::Object(texts)
}

/// A story in which each statement answers the one before it, by one of two people: an answer to
/// oneself is possible.
pub(crate) fn long_exchange(speakers: &[bool]) -> Value {
    let position = |(index, &is_first): (usize, &bool)| {
        let mut position = json!({
            "id": format!("w{index}"), "stakeholder": if is_first { "s0" } else { "s1" }, "issue": "i0", "stance": "mixed",
            "stance_by": "speaker", "expression": "quote", "text": format!("Words of statement {index}."),
            "said_on": "unknown", "venue": "not_given", "on_behalf_of": "self", "attributed": "named",
            "criticises": [if is_first { "p1" } else { "p0" }], "sources": ["paper"],
        });
        if index > 0 {
            position["responds_to"] = format!("w{}", index - 1).into();
        }
        position
    };
    json!({
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
