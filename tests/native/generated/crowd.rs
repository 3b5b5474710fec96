//! Stories of any size: the proceedings of an inquiry, with as many people, questions and statements
//! as are asked for. The same size gives the same story, and everything of which there may be many in
//! a story grows with it. The benchmark (`tests/bench`) uses this module, too.

use serde_json::{Value, json};

/// How large a story is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) people: usize,
    pub(crate) questions: usize,
    pub(crate) statements: usize,
}

impl Size {
    /// The size with this many times the people and the statements, and the same questions.
    pub(crate) fn times(self, factor: usize) -> Self {
        let (people, statements) = (self.people * factor, self.statements * factor);
        Self { people, statements, ..self }
    }
}

/// How many statements are from one source.
const STATEMENTS_A_SOURCE: usize = 10;
/// How many statements an exchange has: more than are nested.
const EXCHANGE: usize = 8;

const STANCES: [&str; 7] =
    ["supports", "opposes", "concerned", "mixed", "conditional", "undecided", "none_stated"];
const EXPRESSIONS: [&str; 5] = ["quote", "quote", "quote", "paraphrase", "document"];
const SILENCES: [&str; 3] = ["no_reply", "declined", "nothing_found"];

/// Makes a story of this size, which passes the checker.
pub(crate) fn make_crowd(size: Size) -> Value {
    let Size { people, questions, statements } = size;
    let sources = statements.div_ceil(STATEMENTS_A_SOURCE).max(1);
    json!({
        "schema_version": "1.0", "id": "crowd", "version": 1, "lang": "en", "title": "An inquiry into a bridge",
        "as_of": "2026-03-01", "published_at": "2026-03-01", "publisher": "The Maker",
        "sources": (0..sources).map(make_source).collect::<Vec<_>>(),
        "parties": (0..people).map(make_party).collect::<Vec<_>>(),
        "stakeholders": (0..people).map(make_stakeholder).collect::<Vec<_>>(),
        "issues": (0..questions).map(make_question).collect::<Vec<_>>(),
        "contracts": [{
            "id": "bridge", "title": "The bridge",
            "buyer": {"state": "known", "value": "party-0", "sources": ["source-0"]},
            "status": {"code": "signed", "reported": true, "since": "2025-01", "sources": ["source-0"]},
            "events": (0..sources).map(make_event).collect::<Vec<_>>(),
        }],
        "positions": (0..statements).map(|index| make_statement(size, index)).collect::<Vec<_>>(),
        "silences": (0..people).map(|index| make_silence(size, index)).collect::<Vec<_>>(),
        "open_questions": (0..sources).map(|index| json!({
            "text": format!("What is not known of matter {index} of the inquiry?"), "state": "open", "sources": [],
        })).collect::<Vec<_>>(),
    })
}

fn make_source(index: usize) -> Value {
    json!({
        "id": format!("source-{index}"), "kind": "report", "title": format!("Day {index} of the inquiry"),
        "publisher": format!("Paper {}", index % 5), "url": format!("https://paper.example/day-{index}"),
        "published": format!("2025-{:02}-{:02}", 1 + index / 28 % 12, 1 + index % 28),
    })
}

fn make_party(index: usize) -> Value {
    let kind = if index.is_multiple_of(3) { "organisation" } else { "person" };
    let name = if kind == "person" { "Witness" } else { "Company" };
    let mut party = json!({
        "id": format!("party-{index}"), "name": format!("{name} Number {index}"), "kind": kind,
        "aliases": [format!("Number {index} of the list")],
    });
    if index % 10 == 1 {
        party["parent"] = json!(format!("party-{}", index - 1));
    }
    party
}

fn make_stakeholder(index: usize) -> Value {
    json!({
        "id": format!("person-{index}"), "party": format!("party-{index}"),
        "role_as_described": format!("witness number {index} of the inquiry"), "role_short": "a witness",
    })
}

fn make_question(index: usize) -> Value {
    json!({
        "id": format!("question-{index}"), "kind": if index.is_multiple_of(2) { "proposal" } else { "claim" },
        "question": format!("Is it so, in question number {index} of the inquiry?"), "label": format!("Question {index}"),
        // Some of them are the background of the others.
        "scope": if index % 5 == 4 { "context" } else { "this_contract" },
    })
}

fn make_event(index: usize) -> Value {
    json!({
        "date": format!("2025-{:02}-{:02}", 1 + index / 28 % 12, 1 + index % 28), "kind": "background",
        "text": format!("Day {index} of the inquiry was heard."), "sources": [format!("source-{index}")],
    })
}

/// Everybody speaks in turn, each time on another question. Statements that follow one another are
/// an exchange; some criticise somebody, and some replace what the person said before on the same
/// question.
fn make_statement(size: Size, index: usize) -> Value {
    let Size { people, questions, .. } = size;
    let (person, round) = (index % people, index / people);
    let replaces = round % 2 == 1 && person % 40 == 3;
    let question = (person / EXCHANGE + if replaces { round - 1 } else { round }) % questions;
    let mut statement = json!({
        "id": format!("said-{index}"), "stakeholder": format!("person-{person}"),
        "issue": format!("question-{question}"),
        "stance": STANCES[index % STANCES.len()], "stance_by": "speaker",
        "expression": EXPRESSIONS[index % EXPRESSIONS.len()],
        "text": format!(
            "Words of witness {person} in statement {index}, which go on for as long as such words do, since nobody \
             who is asked for them says less than they have to say of it."
        ),
        "said_on": format!("2025-{:02}", 1 + index * 12 / size.statements.max(1) % 12),
        "venue": "the inquiry", "on_behalf_of": "self", "attributed": "named",
        "sources": [{
            "source": format!("source-{}", index / STATEMENTS_A_SOURCE),
            "passage": {"quote": format!("the words of witness {person} in the statement of number {index}")},
        }],
    });
    if replaces {
        statement["supersedes"] = json!(format!("said-{}", index - people));
    } else if !person.is_multiple_of(EXCHANGE) {
        statement["responds_to"] = json!(format!("said-{}", index - 1));
    }
    // Everybody criticises the buyer at some time, and others, too.
    if index % 4 == 1 && person > 2 {
        statement["criticises"] = json!(["party-0", format!("party-{}", person - 2)]);
    }
    if index % 6 == 5 {
        let text = format!("The paper could not confirm statement {index}.");
        statement["caveats"] = json!([{"text": text, "sources": statement["sources"]}]);
    }
    statement
}

/// Everybody is silent on one question: of some a reason is known.
fn make_silence(size: Size, index: usize) -> Value {
    let question = (index / EXCHANGE + size.questions / 2) % size.questions;
    json!({
        "stakeholder": format!("person-{index}"), "issue": format!("question-{question}"),
        "kind": SILENCES[index % SILENCES.len()], "about": format!("Matter {index} of the inquiry."),
        "sources": [format!("source-{}", index * size.statements / size.people.max(1) / STATEMENTS_A_SOURCE)],
    })
}
