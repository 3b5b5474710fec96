//! The stakeholders, in an order that favours no view.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::super::{Person, ids};
use super::{StoryContext, members, party_name};
use crate::model::{Contract, Fact, Party, PartyKind, PartyRef, Stakeholder};

/// Sorts the stakeholders as the box explains it to readers: buyer, end users, decision maker,
/// oversight, supplier, then the others by name, and persons by surname; never by stance.
pub(super) fn order_stakeholders<'s>(
    story: &StoryContext<'s>,
    contract: &'s Contract,
) -> Vec<&'s Stakeholder> {
    let ranks = rank_parties(story, contract);
    let mut stakeholders: Vec<_> = story.story.stakeholders.iter().collect();
    stakeholders.sort_by_cached_key(|stakeholder| {
        let party = &stakeholder.party;
        (ranks.get(&**party).copied().unwrap_or(usize::MAX), sort_name(story, party))
    });
    stakeholders
}

/// The name to sort a party by: that of a person begins with the last word.
fn sort_name(story: &StoryContext, id: &PartyRef) -> String {
    let name = party_name(story, id).to_lowercase();
    let is_person = find_party(story, id).is_some_and(|party| party.kind == PartyKind::Person);
    match name.rsplit_once(' ').filter(|_| is_person) {
        Some((first, last)) => [last, first].join(" "),
        None => name,
    }
}

/// Ranks the parties that have a part in the contract, by their ids. Somebody with several parts has
/// the rank of the first; the members of a consortium have its part.
fn rank_parties<'s>(story: &StoryContext<'s>, contract: &'s Contract) -> BTreeMap<&'s str, usize> {
    let parts: [Vec<&str>; 5] = [
        named_parties(contract.buyer.as_slice()),
        named_parties(&contract.end_users),
        named_parties(contract.decision_maker.as_slice())
            .into_iter()
            .chain(contract.status.decided_by.as_deref())
            .collect(),
        named_parties(&contract.oversight),
        named_parties(&contract.suppliers),
    ];
    let mut ranks = BTreeMap::new();
    for (rank, parties) in parts.into_iter().enumerate() {
        for party in parties {
            ranks.entry(party).or_insert(rank);
            for member in members::list_members(story, party) {
                ranks.entry(member).or_insert(rank);
            }
        }
    }
    ranks
}

/// The parties that facts have as their value or, if disputed, as one of their values.
fn named_parties(facts: &[Fact<PartyRef>]) -> Vec<&str> {
    let mut parties: Vec<&str> = Vec::new();
    for fact in facts {
        parties.extend(fact.known_value().map(|party| &**party));
        parties.extend(fact.alternatives.iter().map(|side| &*side.value));
    }
    parties
}

pub(super) fn build_people(story: &StoryContext, stakeholders: &[&Stakeholder]) -> Vec<Person> {
    let mut people = Vec::new();
    for stakeholder in stakeholders {
        let name = short_name(story, &stakeholder.party);
        let kind = find_party(story, &stakeholder.party).map(|party| party.kind);
        let kind = kind.unwrap_or_default();
        let id = ids::changed::person(&stakeholder.id);
        let index = story.index.stakeholder(&stakeholder.id).map(|(index, _)| index);
        story.record(&id, format!("/stakeholders/{}", index.unwrap_or_default()));
        let index = story.index.party(&stakeholder.party).map(|(index, _)| index);
        story.record(&id, format!("/parties/{}", index.unwrap_or_default()));
        people.push(Person {
            id: stakeholder.id.to_string(),
            initials: find_initials(&name, kind),
            name,
            role: stakeholder.role_as_described.to_string(),
            role_short: stakeholder.role_short.as_deref().unwrap_or_default().to_owned(),
            kind,
        });
    }
    people
}

fn find_party<'s>(story: &StoryContext<'s>, id: &PartyRef) -> Option<&'s Party> {
    story.index.party(id).map(|(_, party)| party)
}

/// A party's short name, if it has one, or else its name.
pub(super) fn short_name(story: &StoryContext, id: &PartyRef) -> String {
    let short = find_party(story, id).and_then(|party| party.short_name.as_ref());
    short.map_or_else(|| party_name(story, id), ToString::to_string)
}

/// The initials for a name: of a person those of the first and the last word, of others the first
/// two letters.
///
/// A letter is what readers take for one, which may be several characters.
fn find_initials(name: &str, kind: PartyKind) -> String {
    let words: Vec<Vec<&str>> = name
        .split_whitespace()
        .map(|word| word.graphemes(true).filter(is_letter).collect())
        .filter(|letters: &Vec<&str>| !letters.is_empty())
        .collect();
    let first = words.first().map(Vec::as_slice).unwrap_or_default();
    let mut letters: Vec<&str> = match kind {
        PartyKind::Person => first.iter().take(1).copied().collect(),
        PartyKind::Organisation | PartyKind::Group => first.iter().take(2).copied().collect(),
    };
    if kind == PartyKind::Person && words.len() > 1 {
        letters.extend(words.last().and_then(|last| last.first()));
    }
    let mut initials = String::new();
    for (index, letter) in letters.into_iter().enumerate() {
        if index == 0 || kind == PartyKind::Person {
            initials += &letter.to_uppercase();
        } else {
            initials += letter;
        }
    }
    // A name without a letter still needs something to stand for it.
    if initials.is_empty() { name.graphemes(true).take(1).collect() } else { initials }
}

fn is_letter(grapheme: &&str) -> bool {
    grapheme.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::find_initials;
    use crate::model::PartyKind::{Group, Organisation, Person};

    #[test]
    fn initials_are_whole_letters_of_the_name() {
        for (name, kind, initials) in [
            ("Aasiya Bora", Person, "AB"),
            ("Ursula von der Leyen", Person, "UL"),
            ("élodie (“Lo”) ôkotie", Person, "ÉÔ"),
            ("E\u{301}lodie", Person, "E\u{301}"),
            ("किरण बेदी", Person, "किबे"),
            ("山田太郎", Person, "山"),
            ("EMSOU", Organisation, "EM"),
            ("Palantir", Organisation, "Pa"),
            ("Leicestershire Police", Organisation, "Le"),
            ("campaigners", Group, "Ca"),
            ("4Ground", Organisation, "4G"),
            ("???", Organisation, "?"),
        ] {
            assert_eq!(find_initials(name, kind), initials, "{name}");
        }
    }
}
