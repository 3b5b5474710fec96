//! The stakeholders, in an order that favours no view.

use super::super::{Person, ids};
use super::{StoryContext, party_name};
use crate::model::{Contract, Fact, PartyRef, Stakeholder, Story};

/// Sorts the stakeholders as the box explains it to readers: buyer, end users, decision maker,
/// oversight, supplier, then the others by name; never by stance.
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
    let roles = [
        names_party(contract.buyer.as_slice(), party),
        names_party(&contract.end_users, party),
        names_party(contract.decision_maker.as_slice(), party)
            || contract.status.decided_by.as_ref() == Some(party),
        names_party(&contract.oversight, party),
        names_party(&contract.suppliers, party),
    ];
    roles.iter().position(|&has_role| has_role).unwrap_or(roles.len())
}

/// Whether one of these facts has the party as its value or, if disputed, as one of its values.
fn names_party(facts: &[Fact<PartyRef>], party: &PartyRef) -> bool {
    for fact in facts {
        if fact.known_value() == Some(party)
            || fact.alternatives.iter().any(|side| side.value == *party)
        {
            return true;
        }
    }
    false
}

pub(super) fn build_people(story: &StoryContext, stakeholders: &[&Stakeholder]) -> Vec<Person> {
    let mut people = Vec::new();
    for stakeholder in stakeholders {
        let party = story.parties.iter().find(|party| *party.id == *stakeholder.party);
        let id = ids::changed::person(&stakeholder.id);
        let index = story.stakeholders.iter().position(|other| other.id == stakeholder.id);
        story.record(&id, format!("/stakeholders/{}", index.unwrap_or_default()));
        let index = story.parties.iter().position(|other| *other.id == *stakeholder.party);
        story.record(&id, format!("/parties/{}", index.unwrap_or_default()));
        people.push(Person {
            id: stakeholder.id.to_string(),
            name: party
                .and_then(|party| party.short_name.as_ref())
                .map_or_else(|| party_name(story, &stakeholder.party), ToString::to_string),
            role: stakeholder.role_as_described.to_string(),
            role_short: stakeholder.role_short.as_deref().unwrap_or_default().to_owned(),
        });
    }
    people
}
