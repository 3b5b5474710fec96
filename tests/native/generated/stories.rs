//! Stories made by chance: sound as a rule, wrong now and then, with every kind of exchange.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// What one statement is, by numbers that are brought into range where they are used.
#[derive(Clone, Debug)]
struct Statement {
    speaker: usize,
    issue: usize,
    stance: usize,
    expression: usize,
    has_id: bool,
    /// The statement that it answers; a later one, or itself, now and then.
    answers: Option<(usize, bool)>,
    replaces: bool,
    criticises: Vec<usize>,
    caveats: usize,
    translated: usize,
}

fn statement() -> impl Strategy<Value = Statement> {
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
pub(crate) fn story(most: usize) -> impl Strategy<Value = Value> {
    let silence = (0..6_usize, 0..4_usize, 0..7_usize);
    (
        (1..=6_usize, 1..=4_usize, any::<u8>(), prop::collection::vec(0..3_usize, 4)),
        prop::collection::vec(statement(), 0..=most),
        prop::collection::vec(silence, 0..4),
        prop::collection::vec((0..4_usize, prop::option::of(0..4_usize), any::<bool>()), 0..4),
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
                "parties": (0..parties).map(|at| party(at, kinds)).collect::<Vec<_>>(),
                "stakeholders": (0..speakers).map(|at| json!({
                    "id": format!("s{at}"), "party": format!("p{at}"), "role_as_described": format!("role {at}"),
                })).collect::<Vec<_>>(),
                "issues": (0..issues).map(|at| json!({
                    "id": format!("i{at}"), "kind": if at % 2 == 0 { "proposal" } else { "claim" },
                    "question": format!("Question number {at}?"), "label": format!("Label {at}"),
                    "scope": SCOPES[scopes[at]],
                })).collect::<Vec<_>>(),
            });
            let mut contract = json!({
                "id": "deal", "title": "The deal", "buyer": {"state": "known", "value": "p0", "sources": ["notice"]},
                "status": {"code": "signed", "reported": true, "since": "2026-01", "sources": ["paper"]},
            });
            contract["values"] = Value::Array(values.iter().enumerate().map(|(at, value)| money(at, *value)).collect());
            document["contracts"] = json!([contract]);
            document["positions"] = Value::Array(positions(&statements, speakers, issues, parties));
            // Whoever speaks is not silent; now and then a story says so all the same.
            let speaks = |speaker: usize| {
                let is_theirs = |it: &Value| it["stakeholder"] == format!("s{speaker}");
                translated % 16 != 0 && document["positions"].as_array().is_some_and(|all| all.iter().any(is_theirs))
            };
            document["silences"] = Value::Array(silences.iter().enumerate().map(|(at, silence)| json!({
                "stakeholder": format!("s{}", silence.0 % speakers), "issue": format!("i{}", silence.1 % issues),
                "kind": KINDS[if speaks(silence.0 % speakers) { silence.2.max(1) } else { silence.2 }], "about": format!("Silent about matter {at}."), "sources": ["paper"],
            })).collect());
            document["corrections"] = Value::Array((0..corrections).map(|at| json!({
                "date": "2026-02-01", "pointer": "/title", "was": format!("Old title {at}"), "now": format!("New title {at}"),
                "reason": format!("Reason for correction {at}."),
            })).collect());
            document["translations"] = json!({"fr": translation(&document, translated)});
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

fn party(at: usize, kinds: u8) -> Value {
    let kind = if kinds >> at & 1 == 1 { "person" } else { "organisation" };
    json!({"id": format!("p{at}"), "name": format!("Party number {at}"), "kind": kind})
}

fn money(at: usize, (stage, later, disputed): (usize, Option<usize>, bool)) -> Value {
    let stage = ["estimate", "proposed", "awarded", "stage_not_stated"][stage];
    let amount = |extra: usize| {
        json!({
            "id": format!("v{at}-{extra}"), "amount": (1_000_001 + at * 10 + extra).to_string(), "currency": "GBP",
            "vat": "unknown", "stage": stage, "covers": "total", "as_stated": format!("sum {at} {extra} as stated"),
        })
    };
    if disputed {
        let side = |extra| json!({"value": amount(extra), "sources": ["paper"]});
        return json!({"state": "disputed", "alternatives": [side(1), side(2)]});
    }
    let mut value = amount(0);
    if let Some(later) = later {
        value["superseded_by"] = json!(format!("v{later}-0"));
    }
    json!({"state": "known", "value": value, "sources": ["paper"]})
}

fn positions(
    statements: &[Statement],
    speakers: usize,
    issues: usize,
    parties: usize,
) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for (at, made) in statements.iter().enumerate() {
        let (speaker, issue) =
            (format!("s{}", made.speaker % speakers), format!("i{}", made.issue % issues));
        let mut position = json!({
            "stakeholder": speaker, "issue": issue,
            "stance": STANCES[made.stance],
            "stance_by": "speaker", "expression": EXPRESSIONS[made.expression],
            "text": format!("Words of statement {at}."), "said_on": "unknown",
            "venue": if made.caveats == 1 { "an email to The Paper" } else { "not_given" },
            "on_behalf_of": "self", "attributed": "named", "sources": ["paper"],
        });
        if made.has_id {
            position["id"] = json!(format!("w{at}"));
        }
        if let Some((answers, any)) = made.answers {
            let among = if any { statements.len() } else { at };
            if among > 0 {
                position["responds_to"] = json!(format!("w{}", answers % among));
            }
        }
        if made.replaces {
            let is_free = |id: &Value| all.iter().all(|it| it["supersedes"] != *id);
            let same = |it: &&Value| {
                it["id"].is_string()
                    && it["stakeholder"] == speaker
                    && it["issue"] == issue
                    && is_free(&it["id"])
            };
            let earlier = all.iter().rev().find(same).map(|it| it["id"].clone());
            earlier.into_iter().for_each(|id| position["supersedes"] = id);
        }
        let mut criticises: Vec<_> =
            made.criticises.iter().map(|at| format!("p{}", at % parties)).collect();
        criticises.sort();
        criticises.dedup();
        position["criticises"] = json!(criticises);
        position["caveats"] = (0..made.caveats)
            .map(|number| json!({"text": format!("Caveat {number} to statement {at}."), "sources": ["paper"]}))
            .collect();
        if made.translated == 0 {
            position["lang"] = json!("de");
            position["original_text"] = json!(format!("Worte der Aussage {at}."));
            position["translated_by"] = json!("the newsroom");
        }
        all.push(position);
    }
    all
}

/// Some of the texts, said otherwise.
fn translation(document: &Value, which: u64) -> Value {
    let mut texts = Map::new();
    let mut put = |bit: usize, pointer: String| {
        if which >> (bit % 64) & 1 == 1
            && let Some(text) = document.pointer(&pointer).and_then(Value::as_str)
        {
            texts.insert(pointer, json!(format!("FR {text}")));
        }
    };
    put(0, "/title".into());
    for at in 0..document["positions"].as_array().map_or(0, Vec::len) {
        put(1 + at, format!("/positions/{at}/text"));
        put(30 + at, format!("/positions/{at}/caveats/0/text"));
    }
    for at in 0..document["silences"].as_array().map_or(0, Vec::len) {
        put(50 + at, format!("/silences/{at}/about"));
    }
    Value::Object(texts)
}
