//! The stakeholders, and the neutral rule for their order.

use super::super::{Person, ids};
use super::{StoryContext, party_name};
use crate::model::{Contract, Fact, PartyRef, Stakeholder, Story};

/// The stakeholders in the order that the box explains to readers: buyer, end users, decision
/// maker, oversight, supplier, then the others by name; never by stance.
pub(super) fn order_stakeholders<'s>(
    story: &'s Story,
    contract: &Contract,
) -> Vec<&'s Stakeholder> {
    let mut stakeholders: Vec<_> = story.stakeholders.iter().collect();
    stakeholders.sort_by_cached_key(|stakeholder| {
        (
            rank_party(contract, &stakeholder.party),
            party_name(story, &stakeholder.party).to_lowercase(),
        )
    });
    stakeholders
}

fn rank_party(contract: &Contract, party: &PartyRef) -> usize {
    let in_fact = |fact: &Fact<PartyRef>| {
        fact.known_value() == Some(party)
            || fact.alternatives.iter().any(|side| side.value == *party)
    };
    let decides = contract.decision_maker.as_ref().is_some_and(in_fact)
        || contract.status.decided_by.as_ref() == Some(party);
    let roles = [
        contract.buyer.as_ref().is_some_and(in_fact),
        contract.end_users.iter().any(in_fact),
        decides,
        contract.oversight.iter().any(in_fact),
        contract.suppliers.iter().any(in_fact),
    ];
    roles.iter().position(|&has| has).unwrap_or(roles.len())
}

pub(super) fn build_people(story: &StoryContext, stakeholders: &[&Stakeholder]) -> Vec<Person> {
    let person = |stakeholder: &&Stakeholder| {
        let party = story.parties.iter().find(|party| *party.id == *stakeholder.party);
        let id = ids::changed::person(&stakeholder.id);
        let index = story.stakeholders.iter().position(|other| other.id == stakeholder.id);
        story.record(&id, format!("/stakeholders/{}", index.unwrap_or_default()));
        let index = story.parties.iter().position(|other| *other.id == *stakeholder.party);
        story.record(&id, format!("/parties/{}", index.unwrap_or_default()));
        Person {
            id: stakeholder.id.to_string(),
            name: party
                .and_then(|party| party.short_name.as_ref())
                .map_or_else(|| party_name(story, &stakeholder.party), ToString::to_string),
            role: stakeholder.role_as_described.to_string(),
            role_short: stakeholder.role_short.as_deref().unwrap_or_default().to_owned(),
        }
    };
    stakeholders.iter().map(person).collect()
}
