//! The buyer and the suppliers: by name or by a number in a register.

use super::{Outcome, Pair, Side, is_same_text, their_side};
use crate::model::{Fact, Identifier, Party, PartyRef, Story};

/// Why parties with one number and two names are not the same without a look.
const OTHER_NAME: &str = "the number in the register is the same, and the names are not: if both are right, add the other to `aliases`";

pub(super) fn compare_parties(pair: &mut Pair<'_>) {
    compare_buyers(pair);
    compare_suppliers(pair);
}

fn compare_buyers(pair: &mut Pair<'_>) {
    let (story, official) = (pair.story, pair.official);
    let facts = (pair.ours.buyer.as_ref(), pair.theirs.buyer.as_ref());
    let name =
        |story: &Story, party: &PartyRef| find(story, party).map(describe).unwrap_or_default();
    pair.compare_fact("the buyer", "buyer", facts, name, |ours, theirs| {
        match (find(story, ours), find(official, theirs)) {
            (Some(ours), Some(theirs)) => judge(ours, theirs),
            _ => Outcome::Differs,
        }
    });
}

/// Compares suppliers as a set: their order says nothing.
fn compare_suppliers(pair: &mut Pair<'_>) {
    let (story, official) = (pair.story, pair.official);
    let known = |facts: &[Fact<PartyRef>]| -> Vec<usize> {
        (0..facts.len())
            .filter(|index| facts.get(*index).is_some_and(|fact| fact.known_value().is_some()))
            .collect()
    };
    let party = |story: &Story, facts: &[Fact<PartyRef>], index: usize| -> Option<Party> {
        find(story, facts.get(index)?.known_value()?).cloned()
    };
    let (ours, theirs) = (&pair.ours.suppliers, &pair.theirs.suppliers);
    let mut unmatched: Vec<usize> = known(theirs);
    let mut rows: Vec<(Option<usize>, Option<usize>, Outcome)> = Vec::new();
    let mut alone = Vec::new();
    for index in known(ours) {
        let our_party = party(story, ours, index);
        let found = unmatched.iter().position(|other| {
            match (&our_party, party(official, theirs, *other)) {
                (Some(ours), Some(theirs)) => judge(ours, &theirs) != Outcome::Differs,
                _ => false,
            }
        });
        match found {
            Some(found) => {
                let their = unmatched.remove(found);
                let outcome = match (&our_party, party(official, theirs, their)) {
                    (Some(ours), Some(theirs)) => judge(ours, &theirs),
                    _ => Outcome::Differs,
                };
                rows.push((Some(index), Some(their), outcome));
            }
            None => alone.push(index),
        }
    }
    // Where both have suppliers without a match, the story names others than the record.
    let pairs = alone.len().min(unmatched.len());
    let differing = alone.drain(..pairs).zip(unmatched.drain(..pairs));
    rows.extend(differing.map(|(ours, theirs)| (Some(ours), Some(theirs), Outcome::Differs)));
    rows.extend(alone.iter().map(|index| (Some(*index), None, Outcome::OnlyInStory)));
    rows.extend(unmatched.iter().map(|index| (None, Some(*index), Outcome::OnlyInRecord)));
    let mut comparisons = Vec::new();
    for (our_index, their_index, outcome) in rows {
        let story_side = our_index.and_then(|index| {
            let party = party(story, ours, index)?;
            Some(pair.our_side(&format!("suppliers/{index}"), describe(&party)))
        });
        let record_side: Option<Side> = their_index.and_then(|index| {
            let party = party(official, theirs, index)?;
            Some(their_side(theirs.get(index)?, describe(&party)))
        });
        comparisons.push((story_side, record_side, outcome));
    }
    for (story_side, record_side, outcome) in comparisons {
        pair.add("the supplier", story_side, record_side, outcome);
    }
}

/// Compares two parties: a number in the same register decides; without one, the names do.
fn judge(ours: &Party, theirs: &Party) -> Outcome {
    for number in &ours.identifiers {
        if let Some(other) = theirs.identifiers.iter().find(|other| other.scheme == number.scheme) {
            let is_same = to_padded(number) == to_padded(other);
            return match (is_same, has_name(ours, theirs)) {
                (false, _) => Outcome::Differs,
                (true, true) => Outcome::Agrees,
                (true, false) => Outcome::NotComparable(OTHER_NAME),
            };
        }
    }
    if has_name(ours, theirs) { Outcome::Agrees } else { Outcome::Differs }
}

/// Whether a party of the story is one of the record.
pub(super) fn is_same(pair: &Pair<'_>, ours: &PartyRef, theirs: &PartyRef) -> bool {
    match (find(pair.story, ours), find(pair.official, theirs)) {
        (Some(ours), Some(theirs)) => judge(ours, theirs) != Outcome::Differs,
        _ => false,
    }
}

/// Whether the story gives a party the name that it has in the record, as any of its names.
fn has_name(ours: &Party, theirs: &Party) -> bool {
    let mut names = std::iter::once(&*ours.name)
        .chain(ours.short_name.as_deref())
        .chain(ours.aliases.iter().map(|alias| &**alias));
    names.any(|name| is_same_text(name, &theirs.name))
}

/// Companies House's numbers have eight characters, of which publishers leave out leading zeros.
fn to_padded(number: &Identifier) -> String {
    let id = number.id.to_uppercase();
    if &*number.scheme != "GB-COH" {
        return id;
    }
    let digits = id.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = id.strip_suffix(digits).unwrap_or_default();
    format!("{letters}{digits:0>width$}", width = 8_usize.saturating_sub(letters.len()))
}

fn describe(party: &Party) -> String {
    match party.identifiers.first() {
        Some(number) => format!("{} ({} {})", &*party.name, &*number.scheme, &*number.id),
        None => party.name.to_string(),
    }
}

fn find<'s>(story: &'s Story, party: &PartyRef) -> Option<&'s Party> {
    story.parties.iter().find(|known| *known.id == **party)
}
