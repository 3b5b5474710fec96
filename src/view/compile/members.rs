//! The members of a consortium, where it is named: "led by X, with Y and Z".

use super::super::words::fill;
use super::super::{Evidence, Language};
use super::evidence::Basis;
use super::{StoryContext, evidence, party_name};
use crate::model::{Party, PartyRef};

/// Describes the members of a party, those who lead first; empty if it has none.
pub(super) fn describe_members(story: &StoryContext, party: &Party) -> String {
    let words = &story.words.who;
    let (mut leads, mut others) = (Vec::new(), Vec::new());
    for member in &party.members {
        let list = if member.lead { &mut leads } else { &mut others };
        list.push(party_name(story, &member.party));
    }
    let lists = [leads, others].map(|names| join_with_and(story.words, &names));
    match lists.each_ref().map(String::as_str) {
        ["", ""] => String::new(),
        ["", names] => fill(words.members, [("names", names)]),
        [leads, ""] => fill(words.led_by, [("leads", leads)]),
        [leads, names] => fill(words.led_by_with, [("leads", leads), ("names", names)]),
    }
}

/// Builds the evidence for the members of a party, each source once, and records that the line with
/// this id was made from them.
pub(super) fn build_member_evidence(
    story: &StoryContext,
    line: &str,
    party: &Party,
) -> Vec<Evidence> {
    let mut all = Vec::new();
    for (member, index) in party.members.iter().zip(0..) {
        if let Some((owner, _)) = story.index.party(&party.id) {
            story.record(line, format!("/parties/{owner}/members/{index}"));
        }
        story.record_party(line, &member.party);
        let mut proofs = evidence::build_evidence(story, &member.sources, Basis::BySource, "");
        proofs.retain(|proof| !all.contains(proof));
        all.extend(proofs);
    }
    all
}

/// Returns the members of a party by its id, for whom the party's part in the contract is theirs.
pub(super) fn list_members<'s>(story: &StoryContext<'s>, id: &str) -> Vec<&'s PartyRef> {
    let members = story.index.party(id).map(|(_, party)| party.members.as_slice());
    members.unwrap_or_default().iter().map(|member| &member.party).collect()
}

/// Joins names as a sentence does: "A, B and C".
pub(super) fn join_with_and(words: &Language, names: &[String]) -> String {
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            [&*rest.join(words.marks.comma), last].join(words.marks.and)
        }
        _ => names.concat(),
    }
}
