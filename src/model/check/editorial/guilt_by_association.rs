//! `guilt-by-association`: a question about somebody’s company, not about the contract.

use super::super::Severity;
use super::vocabulary::{CONDUCT, find_word};
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::{Fact, Scope};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "guilt-by-association",
    severity: Severity::Review,
    finds: "a background question that is about neither the contract, nor the buyer, nor how the supplier acts in contracts",
    consequence: "whom somebody knows or votes for stands beside the contract as if it were about it",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    let parties: Vec<&str> = desk
        .story
        .contracts
        .iter()
        .flat_map(|contract| contract.buyer.iter().chain(&contract.suppliers))
        .filter_map(|fact| Fact::known_value(fact))
        .map(|party| &**party)
        .collect();
    for (index, issue) in desk.story.issues.iter().enumerate() {
        if issue.scope != Scope::Context || issue.contract.is_some() {
            continue;
        }
        let question = &*issue.question;
        let names_party = parties.iter().any(|id| is_named(desk, id, question));
        let is_conduct = !desk.is_english() || find_word(question, CONDUCT).is_some();
        if !(names_party && is_conduct) {
            findings.add(
                entry("issues", index),
                format!("“{question}” does not seem to be about a contract, a buyer or what a supplier does in contracts"),
                "leave it out, ask what it has to do with the contract, or waive this with the reason",
            );
        }
    }
}

/// Whether a text has one of a party’s names.
fn is_named(desk: &Desk<'_>, id: &str, text: &str) -> bool {
    let Some(party) = desk.party(id) else { return false };
    let short = party.short_name.as_deref();
    let aliases = party.aliases.iter().map(|alias| &**alias);
    std::iter::once(&*party.name).chain(short).chain(aliases).any(|name| text.contains(name))
}
