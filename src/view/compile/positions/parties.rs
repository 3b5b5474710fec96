//! What each party is on record with, for the notes below criticism.

use std::collections::BTreeMap;

use super::super::StoryContext;
use super::super::thread::Threads;
use crate::model::{PartyRef, Position, Scope, Silence, SilenceKind};

/// What the parties have said, and why they are silent. One party may be several stakeholders, in
/// different roles.
#[derive(Debug)]
pub(super) struct PartyRecords<'s> {
    /// The statements of each party that have not been replaced, in the order of the story.
    all: BTreeMap<&'s str, Vec<usize>>,
    /// Those of them that are about this contract.
    on_contract: BTreeMap<&'s str, Vec<usize>>,
    /// Those on each question.
    on_issue: BTreeMap<(&'s str, &'s str), Vec<usize>>,
    /// The statements of others who answer for each party.
    for_party: BTreeMap<&'s str, Vec<usize>>,
    /// The first silence of a party on a question of which a reason is known, with its index.
    silences: BTreeMap<(&'s str, &'s str), (usize, &'s Silence)>,
}

impl<'s> PartyRecords<'s> {
    /// Collects what the parties of a story are on record with.
    pub(super) fn new(story: &StoryContext<'s>, threads: &Threads) -> Self {
        let (all, on_contract, on_issue, for_party) = Default::default();
        let mut records = Self { all, on_contract, on_issue, for_party, silences: BTreeMap::new() };
        let party_of = |id: &str| Some(&*story.index.stakeholder(id)?.1.party);
        for (index, position) in story.story.positions.iter().enumerate() {
            let Some(party) = party_of(&position.stakeholder) else { continue };
            if threads.is_replaced(index) {
                continue;
            }
            if let Some(party) = &position.answers_for {
                records.for_party.entry(party).or_default().push(index);
            }
            records.all.entry(party).or_default().push(index);
            for issue in position.issues() {
                records.on_issue.entry((party, issue)).or_default().push(index);
            }
            let mut issues = position.issues().filter_map(|issue| story.index.issue(issue));
            if issues.any(|issue| issue.scope == Scope::ThisContract) {
                records.on_contract.entry(party).or_default().push(index);
            }
        }
        for (index, silence) in story.story.silences.iter().enumerate() {
            // The most common reason, that the sources do not say whether they were asked, is none.
            if let Some(party) = party_of(&silence.stakeholder)
                && silence.kind != SilenceKind::NotReported
            {
                records.silences.entry((party, &silence.issue)).or_insert((index, silence));
            }
        }
        records
    }

    /// Finds the known reason why a party is not on record on the question of a position, or on
    /// another one that it is on: the silence with its index.
    pub(super) fn find_silence(
        &self,
        position: &Position,
        party: &PartyRef,
    ) -> Option<(usize, &'s Silence)> {
        position.issues().find_map(|issue| self.silences.get(&(&**party, &**issue)).copied())
    }

    /// Finds the statement of a party that is nearest to a position that the party has not
    /// answered: one on the same question, or else one about this contract, or else any, or else one
    /// of somebody who answered for it. `index` is that of the position.
    pub(super) fn find_statement(
        &self,
        position: &Position,
        index: usize,
        party: &PartyRef,
    ) -> Option<usize> {
        let party = &**party;
        let mut issues = position.issues();
        let on_issue = issues.find_map(|issue| self.on_issue.get(&(party, &**issue)));
        let lists =
            [on_issue, self.on_contract.get(party), self.all.get(party), self.for_party.get(party)];
        let first = |list: &Vec<usize>| list.iter().copied().find(|&other| other != index);
        lists.into_iter().flatten().find_map(first)
    }
}
