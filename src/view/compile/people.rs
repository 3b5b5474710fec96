//! The stakeholders, and the neutral rule for their order.

use super::super::words::fill;
use super::super::{BoxView, Line, Person};
use super::{Told, name};
use crate::model::{Contract, Fact, PartyKind, PartyRef, Stakeholder, Story};

/// The stakeholders in the order that readers are told: buyer, end users, decision maker, oversight, supplier,
/// then the others by name; never by stance.
pub(super) fn in_order<'s>(story: &'s Story, contract: &Contract) -> Vec<&'s Stakeholder> {
    let mut stakeholders: Vec<_> = story.stakeholders.iter().collect();
    stakeholders.sort_by_cached_key(|stakeholder| {
        (rank(contract, &stakeholder.party), name(story, &stakeholder.party).to_lowercase())
    });
    stakeholders
}

/// The line of those who are on record.
pub(in super::super) const SPOKEN: &str = "f-spoken";
/// More names than these would no longer be read at a glance.
const MOST_NAMES: usize = 6;

fn rank(contract: &Contract, party: &PartyRef) -> usize {
    let in_fact = |fact: &Fact<PartyRef>| {
        fact.value.as_ref() == Some(party) || fact.alternatives.iter().any(|side| side.value == *party)
    };
    let decides =
        contract.decision_maker.as_ref().is_some_and(in_fact) || contract.status.decided_by.as_ref() == Some(party);
    let roles = [
        contract.buyer.as_ref().is_some_and(in_fact),
        contract.end_users.iter().any(in_fact),
        decides,
        contract.oversight.iter().any(in_fact),
        contract.suppliers.iter().any(in_fact),
    ];
    roles.iter().position(|&has| has).unwrap_or(roles.len())
}

pub(super) fn people(story: &Story, stakeholders: &[&Stakeholder]) -> Vec<Person> {
    let person = |stakeholder: &&Stakeholder| {
        let party = story.parties.iter().find(|party| *party.id == *stakeholder.party);
        Person {
            id: stakeholder.id.to_string(),
            name: party
                .and_then(|party| party.short_name.as_ref())
                .map_or_else(|| name(story, &stakeholder.party), ToString::to_string),
            role: stakeholder.role_as_described.to_string(),
            role_short: stakeholder.role_short.as_deref().unwrap_or_default().to_owned(),
        }
    };
    stakeholders.iter().map(person).collect()
}

/// Who is on record on any issue, in the order of the people; names, since a number would be taken for a score.
/// A group has none.
pub(super) fn spoken(story: &Told, view: &BoxView, stakeholders: &[&Stakeholder]) -> Line {
    let words = story.words;
    let is_group = |at: usize| {
        let party = stakeholders.get(at).and_then(|it| story.parties.iter().find(|party| *party.id == *it.party));
        party.is_some_and(|party| party.kind == PartyKind::Group)
    };
    let cards = || view.issues.iter().flat_map(|issue| &issue.rows).flat_map(|row| &row.cards);
    let speaks = |at: usize| cards().any(|card| card.person == at && card.kind != "silence");
    let names: Vec<_> = (0..)
        .zip(&view.people)
        .filter(|(at, _)| speaks(*at) && !is_group(*at))
        .map(|(_, person)| &*person.name)
        .collect();
    let first = names.iter().take(MOST_NAMES).copied().collect::<Vec<_>>().join(words.marks.comma);
    Line {
        id: SPOKEN.into(),
        label: words.facts.spoken.into(),
        text: match names.len() {
            0 => words.facts.none_spoken.into(),
            1..=MOST_NAMES => first,
            _ => fill(words.facts.and_others, [("names", &first)]),
        },
        ..Line::default()
    }
}
