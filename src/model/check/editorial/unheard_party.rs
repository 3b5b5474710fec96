//! `unheard-party`: was a party that matters asked?

use std::collections::BTreeSet;

use super::super::Severity;
use super::super::path::Path;
use super::unanswered_criticism::unheard_criticism;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::{Fact, PartyRef};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "unheard-party",
    severity: Severity::Review,
    finds: "nobody is known to have asked a criticised party, the buyer, the supplier or whoever decided",
    consequence: "readers may take it for a refusal to speak",
};

const FIX: &str = "if words of theirs answer it, say so in `responds_to`; otherwise ask, and record the answer in \
                   `positions` or the silence in `silences`; if that cannot be, waive this with the reason";
const FIX_OF_PRINCIPAL: &str = "ask, and record the answer in `positions` or the silence in `silences`; if that \
                                cannot be, waive this with the reason";

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    let mut seen = BTreeSet::new();
    for (index, position, nth, party) in unheard_criticism(desk) {
        let mut silences =
            desk.silences_of(party).filter(|silence| position.stance_on(&silence.issue).is_some());
        let their = desk.possessive(party);
        let said = desk.positions_of(party).map(|(_, words)| words.shares_issue(position)).max();
        let what = match said {
            Some(true) => Some(format!("{their} words on this question are no answer to that")),
            Some(false) => Some(format!("{their} words in this story are about something else")),
            None => silences.next().map(|_| "not known to have been asked".to_owned()),
        };
        if let Some(what) = what {
            let fact = format!("{} is criticised, and {what}", desk.name(party));
            let path = entry("positions", index).with_key("criticises").with_index(nth);
            findings.add(path, fact, FIX);
            seen.insert(party);
        }
    }
    for (path, party, role) in list_principals(desk) {
        let is_heard = desk.positions_of(party).next().is_some()
            || desk.silences_of(party).any(|silence| silence.kind.was_sought());
        if !is_heard && !desk.is_group(party) && seen.insert(party) {
            let fact = format!("{}, {role}, is not known to have been asked", desk.name(party));
            findings.add(path, fact, FIX_OF_PRINCIPAL);
        }
    }
}

/// Lists those whom any story about a contract should hear: the path of each, the party, and what
/// it is in the contract that the story is about.
fn list_principals<'s>(desk: &Desk<'s>) -> Vec<(Path, &'s PartyRef, &'static str)> {
    let Some(contract) = desk.story.contracts.first() else { return Vec::new() };
    let path = entry("contracts", 0);
    let mut principals: Vec<(Path, Option<&PartyRef>, &str)> = vec![
        (path.with_key("buyer"), contract.buyer.as_ref().and_then(Fact::known_value), "the buyer"),
        (
            path.with_key("decision_maker"),
            contract.decision_maker.as_ref().and_then(Fact::known_value),
            "who decides on the contract",
        ),
        (
            path.with_key("status").with_key("decided_by"),
            contract.status.decided_by.as_ref(),
            "who decided on the contract",
        ),
    ];
    for (index, supplier) in contract.suppliers.iter().enumerate() {
        let path = path.with_key("suppliers").with_index(index);
        principals.push((path, supplier.known_value(), "a supplier"));
    }
    principals.into_iter().filter_map(|(path, party, role)| Some((path, party?, role))).collect()
}
