//! The buyer and the suppliers: by name or by a number in a register.

use super::Outcome;
use super::pair::{NOT_KNOWN, Pair, is_same_text, list_not_known, list_values, their_side};
use crate::model::{Contract, Fact, Identifier, Party, PartyRef, Story};

/// What a supplier is called in comparisons.
const SUPPLIER: &str = "the supplier";
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

/// A supplier of one of the two, or one side of a dispute about who it is.
#[derive(Clone, Copy)]
struct Supplier<'p> {
    index: usize,
    fact: &'p Fact<PartyRef>,
    party: &'p Party,
}

/// Compares suppliers as a set: their order says nothing.
fn compare_suppliers(pair: &mut Pair<'_>) {
    let ours = list_suppliers(pair.story, &pair.ours.suppliers);
    let mut theirs = list_suppliers(pair.official, &pair.theirs.suppliers);
    let (mut alone, mut found_at) = (Vec::new(), Vec::new());
    for our in ours {
        let found =
            theirs.iter().position(|their| judge(our.party, their.party) != Outcome::Differs);
        match found.map(|found| theirs.remove(found)) {
            Some(their) => {
                found_at.push(our.index);
                let outcome = judge(our.party, their.party);
                add_suppliers(pair, Some(our), Some(their), outcome);
            }
            None => alone.push(our),
        }
    }
    // Where sources disagree, the record may be one of them.
    alone.retain(|our| !found_at.contains(&our.index));
    // Where both have suppliers without a match, the story names others than the record.
    let pairs = alone.len().min(theirs.len());
    for (our, their) in alone.drain(..pairs).zip(theirs.drain(..pairs)) {
        add_suppliers(pair, Some(our), Some(their), Outcome::Differs);
    }
    for our in alone {
        add_suppliers(pair, Some(our), None, Outcome::OnlyInStory);
    }
    let mut not_known = list_not_known(&pair.ours.suppliers).into_iter();
    for their in theirs {
        match not_known.next() {
            Some(index) => {
                let story = pair.our_side(&format!("suppliers/{index}"), NOT_KNOWN);
                let record = their_side(their.fact, describe(their.party));
                pair.add(SUPPLIER, Some(story), Some(record), Outcome::SaidNotKnown);
            }
            None => add_suppliers(pair, None, Some(their), Outcome::OnlyInRecord),
        }
    }
}

/// Whether a contract of the story and one of the record have the same suppliers, at least one.
pub(super) fn has_same_suppliers(
    story: &Story,
    ours: &Contract,
    official: &Story,
    theirs: &Contract,
) -> bool {
    let ours = list_suppliers(story, &ours.suppliers);
    let theirs = list_suppliers(official, &theirs.suppliers);
    let is_same = |our: &Supplier<'_>, their: &Supplier<'_>| {
        judge(our.party, their.party) != Outcome::Differs
    };
    !ours.is_empty()
        && ours.iter().all(|our| theirs.iter().any(|their| is_same(our, their)))
        && theirs.iter().all(|their| ours.iter().any(|our| is_same(our, their)))
}

fn list_suppliers<'p>(story: &'p Story, facts: &'p [Fact<PartyRef>]) -> Vec<Supplier<'p>> {
    let mut suppliers = Vec::new();
    for (index, fact) in facts.iter().enumerate() {
        let parties = list_values(fact).into_iter().filter_map(|party| find(story, party));
        suppliers.extend(parties.map(|party| Supplier { index, fact, party }));
    }
    suppliers
}

fn add_suppliers(
    pair: &mut Pair<'_>,
    our: Option<Supplier<'_>>,
    their: Option<Supplier<'_>>,
    outcome: Outcome,
) {
    let story =
        our.map(|our| pair.our_side(&format!("suppliers/{}", our.index), describe(our.party)));
    let record = their.map(|their| their_side(their.fact, describe(their.party)));
    pair.add(SUPPLIER, story, record, outcome);
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

pub(super) fn find<'s>(story: &'s Story, party: &PartyRef) -> Option<&'s Party> {
    story.parties.iter().find(|known| *known.id == **party)
}
