//! Whom to call before publishing, and about which words.

use std::collections::BTreeSet;

use contract_fact_box::model::{Fact, PartyRef, Position};

use super::reader::Reader;
use super::sheet::{Block, Group, Item, Section, Tick};
use super::statements::{add_words, describe_silence};

/// How much the story has of a party on something, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Heard {
    /// Neither words nor that it was asked.
    Nothing,
    /// That it was asked or looked for, and no words.
    Silent,
    /// Words on the same question, which answer others.
    OnQuestion,
    /// An answer.
    Answered,
}

/// A party to call.
#[derive(Debug)]
struct Party<'s> {
    id: &'s str,
    /// What it is in the contract that the story is about.
    roles: Vec<&'static str>,
    /// The positions that criticise it, by index.
    criticisms: Vec<usize>,
}

/// Lists every party that is criticised, and those that the contract is between or that decide on
/// it: those who have not answered first.
pub(super) fn build_calls(reader: &Reader<'_>) -> Section {
    let mut items: Vec<_> =
        list_parties(reader).iter().map(|party| build_party(reader, party)).collect();
    items.sort_by_key(|(rank, _)| *rank);
    let items = items.into_iter().map(|(_, item)| item).collect();
    Section::new(
        ("calls", "Whom to call before publishing, and about which words"),
        "Call",
        "Everybody who is criticised, and the buyer, the suppliers and whoever decided. Those of whom the story has \
         nothing come first.",
        "The story criticises nobody, and names neither buyer nor supplier.",
        vec![Group::new("", items)],
    )
}

fn list_parties<'s>(reader: &Reader<'s>) -> Vec<Party<'s>> {
    let mut parties: Vec<Party<'s>> = Vec::new();
    for index in &reader.statements {
        let Some(position) = reader.story.positions.get(*index) else { continue };
        for party in &position.criticises {
            change_party(&mut parties, party, |party| party.criticisms.push(*index));
        }
    }
    let Some(contract) = reader.story.contracts.first() else { return parties };
    let buyer = contract.buyer.iter().flat_map(list_values);
    let suppliers = contract.suppliers.iter().flat_map(list_values);
    let makers = contract.decision_maker.iter().flat_map(list_values);
    let decider = contract.status.decided_by.iter();
    let principals = buyer
        .map(|party| (party, "the buyer"))
        .chain(suppliers.map(|party| (party, "a supplier")))
        .chain(makers.map(|party| (party, "decides on the contract")))
        .chain(decider.map(|party| (party, "decided on the contract")));
    for (party, role) in principals {
        change_party(&mut parties, party, |party| {
            if !party.roles.contains(&role) {
                party.roles.push(role);
            }
        });
    }
    parties
}

/// Returns the parties that a fact names, on all sides if sources disagree.
fn list_values(fact: &Fact<PartyRef>) -> impl Iterator<Item = &PartyRef> {
    fact.known_value().into_iter().chain(fact.alternatives.iter().map(|side| &side.value))
}

/// Changes the entry of a party, which is added if there is none.
fn change_party<'s>(
    parties: &mut Vec<Party<'s>>,
    id: &'s str,
    change: impl FnOnce(&mut Party<'s>),
) {
    if !parties.iter().any(|party| party.id == id) {
        parties.push(Party { id, roles: Vec::new(), criticisms: Vec::new() });
    }
    if let Some(party) = parties.iter_mut().find(|party| party.id == id) {
        change(party);
    }
}

/// Builds the item of a party, with what it is sorted by.
fn build_party(reader: &Reader<'_>, party: &Party<'_>) -> ((bool, Heard), Item) {
    let pointer = reader.story.parties.iter().position(|other| *other.id == *party.id);
    let pointer = pointer.map(|index| format!("/parties/{index}")).unwrap_or_default();
    let is_group = reader.desk.is_group(party.id);
    let mut item = Item { pointer, ..Item::default() };
    item.field("In the contract", party.roles.join("; "));
    for person in reader.story.stakeholders.iter().filter(|person| *person.party == *party.id) {
        item.field("Role", &*person.role_as_described);
    }
    let mut shown = BTreeSet::new();
    let heard: Vec<_> = party
        .criticisms
        .iter()
        .map(|index| add_criticism(reader, &mut item, party.id, *index, &mut shown))
        .collect();
    if heard.is_empty() {
        item.field("Criticised", "by nobody in this story");
    }
    let elsewhere = add_other_words(reader, &mut item, party, &shown);
    let worst = heard.iter().min().copied().unwrap_or(elsewhere);
    let best = heard.iter().max().copied().unwrap_or(worst);
    let state = match worst {
        _ if is_group => "not named, so nobody to call",
        Heard::Answered if heard.is_empty() => "quoted in the story",
        Heard::Answered => "has answered",
        Heard::OnQuestion => "has spoken on the question, not to all these words",
        Heard::Silent | Heard::Nothing if best >= Heard::OnQuestion => {
            "has spoken to some of this, not to all"
        }
        Heard::Silent => "silent, as far as is known",
        Heard::Nothing if heard.is_empty() => "the story has nothing of it",
        Heard::Nothing => "the story has nothing of an answer",
    };
    item.title = format!("{}: {state}", reader.party_name(party.id));
    if !is_group {
        item.ticks =
            vec![Tick::Box("called"), Tick::Blank("by"), Tick::Blank("on"), Tick::Blank("answer")];
    }
    ((is_group, worst), item)
}

/// Adds words that criticise a party, and what the story has of it on them.
fn add_criticism(
    reader: &Reader<'_>,
    item: &mut Item,
    party: &str,
    index: usize,
    shown: &mut BTreeSet<usize>,
) -> Heard {
    let Some(position) = reader.story.positions.get(index) else { return Heard::Nothing };
    add_position(reader, item, "Criticised in", index, position);
    let (answers, others): (Vec<_>, Vec<_>) = reader
        .desk
        .positions_of(party)
        .filter(|(other, words)| {
            words.shares_issue(position) || reader.desk.is_answer_to(*other, index)
        })
        .partition(|(other, _)| reader.desk.is_answer_to(*other, index));
    // Beside an answer, what else it has said is no news.
    let (label, spoken, words) = if answers.is_empty() {
        ("On the same question:", Heard::OnQuestion, others)
    } else {
        ("Answer:", Heard::Answered, answers)
    };
    let mut heard = if words.is_empty() { Heard::Nothing } else { spoken };
    let mut above = Vec::new();
    for (other, words) in words {
        if shown.insert(other) {
            add_position(reader, item, label, other, words);
        } else {
            above.push(reader.statement_name(other).0);
        }
    }
    if !above.is_empty() {
        item.blocks.push(Block::heading(format!("{label} {}, shown above", above.join(", "))));
    }
    let mut is_silent = false;
    for silence in
        reader.desk.silences_of(party).filter(|one| position.stance_on(&one.issue).is_some())
    {
        is_silent = true;
        // Whoever was asked and has not answered these words is silent on them, whatever else it
        // has said.
        if silence.kind.was_sought() && heard != Heard::Answered {
            heard = Heard::Silent;
        }
        let name = reader.words.silence_name(silence.kind);
        item.blocks.push(Block::heading(format!("Silence on the question: {name}")));
        item.blocks.extend(describe_silence(reader, silence, ""));
    }
    if heard == Heard::Nothing && !is_silent {
        item.blocks.push(Block::heading("Answer: nothing in the story."));
    }
    heard
}

/// Adds the words of a party that are about something else, and returns whether there are any, or
/// what is known of its silence.
fn add_other_words(
    reader: &Reader<'_>,
    item: &mut Item,
    party: &Party<'_>,
    shown: &BTreeSet<usize>,
) -> Heard {
    let mut heard = Heard::Nothing;
    for (index, position) in reader.desk.positions_of(party.id) {
        heard = Heard::Answered;
        if !shown.contains(&index) {
            add_position(reader, item, "On record elsewhere:", index, position);
        }
    }
    let criticised: BTreeSet<&str> = party
        .criticisms
        .iter()
        .filter_map(|index| reader.story.positions.get(*index))
        .flat_map(Position::issues)
        .map(|issue| &**issue)
        .collect();
    for silence in reader.desk.silences_of(party.id) {
        let kind = reader.words.silence_name(silence.kind);
        if silence.kind.was_sought() {
            heard = heard.max(Heard::Silent);
        }
        if !criticised.contains(&*silence.issue) {
            item.field("Silence", format!("{kind}, on {}", reader.question(&silence.issue)));
        }
    }
    heard
}

/// Adds words with their speaker, question, date and sources.
fn add_position(
    reader: &Reader<'_>,
    item: &mut Item,
    label: &str,
    index: usize,
    position: &Position,
) {
    let (name, anchor) = reader.statement_name(index);
    let mut heading = Block::heading(format!("{label} {name}"));
    heading.href = format!("#{anchor}");
    item.blocks.push(heading);
    let mut words = Item::new("", format!("/positions/{index}"));
    add_words(&mut words, position);
    item.blocks.append(&mut words.blocks);
    let speaker = reader.stakeholder_name(&position.stakeholder);
    let role = reader.stakeholder(&position.stakeholder).map(|person| &*person.role_as_described);
    let role = role.map(|role| format!(", {role}")).unwrap_or_default();
    item.field("Speaker", format!("{speaker}{role}; {}", reader.date(&position.said_on)));
    for issue in position.issues() {
        item.field("Question", reader.question(issue));
    }
    let mut named = BTreeSet::new();
    for citation in &position.sources {
        let cited = reader.cite(citation);
        // A source that proves it by several passages is named once: these are with the words.
        if named.insert(cited.clone()) {
            item.field("", cited);
        }
    }
}
