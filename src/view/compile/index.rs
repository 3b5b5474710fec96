//! Where everything in a story is, by its id.
//!
//! It is made once for a story: an inquiry has thousands of statements, and a search through all of
//! them for each would take a time that grows with the square of their number.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ids;
use crate::model::{
    Citation, Contract, Party, Position, Silence, Source, Stakeholder, Story, StoryIssue,
};

/// Indices in the lists of a story.
#[derive(Debug)]
pub(super) struct StoryIndex<'s> {
    story: &'s Story,
    parties: BTreeMap<&'s str, usize>,
    stakeholders: BTreeMap<&'s str, usize>,
    issues: BTreeMap<&'s str, usize>,
    sources: BTreeMap<&'s str, usize>,
    contracts: BTreeMap<&'s str, usize>,
    /// The stakeholders that a party is.
    roles: BTreeMap<&'s str, Vec<usize>>,
    statements_by_stakeholder: BTreeMap<&'s str, Vec<usize>>,
    statements_by_issue: BTreeMap<&'s str, Vec<usize>>,
    silences_by_stakeholder: BTreeMap<&'s str, Vec<usize>>,
    silences_by_issue: BTreeMap<&'s str, Vec<usize>>,
    /// The known publishers of the statements, each once; by issue, and of all.
    publishers_by_issue: BTreeMap<&'s str, Vec<&'s str>>,
    publishers: Vec<&'s str>,
    /// The ids of the cards of all statements.
    statement_ids: Vec<String>,
    /// The ids of the cards of all silences.
    silence_ids: Vec<String>,
}

/// Maps the ids of entries to their indices: of several with one id, to the first.
fn index_by_id<'s, T>(entries: &'s [T], id: impl Fn(&'s T) -> &'s str) -> BTreeMap<&'s str, usize> {
    let mut indices = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        indices.entry(id(entry)).or_insert(index);
    }
    indices
}

/// Maps what entries refer to to the indices of all that do, in their order.
fn group_by_reference<'s, T>(
    entries: &'s [T],
    reference: impl Fn(&'s T) -> &'s str,
) -> BTreeMap<&'s str, Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        groups.entry(reference(entry)).or_default().push(index);
    }
    groups
}

/// Maps questions to the indices of the statements on them, in their order.
fn group_by_issue(positions: &[Position]) -> BTreeMap<&str, Vec<usize>> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, position) in positions.iter().enumerate() {
        for issue in position.issues() {
            let group = groups.entry(issue).or_default();
            // Once, even if a story that was not checked names the question twice.
            if group.last() != Some(&index) {
                group.push(index);
            }
        }
    }
    groups
}

/// The entries of a list at the indices that a group has, with these.
fn entries_at<'i, 's: 'i, T>(
    entries: &'s [T],
    group: Option<&'i Vec<usize>>,
) -> impl Iterator<Item = (usize, &'s T)> + Clone + use<'i, 's, T> {
    let indices = group.map(Vec::as_slice).unwrap_or_default();
    indices.iter().filter_map(|&index| Some((index, entries.get(index)?)))
}

impl<'s> StoryIndex<'s> {
    /// Makes the index of a story.
    pub(super) fn new(story: &'s Story) -> Self {
        let mut index = Self {
            story,
            parties: index_by_id(&story.parties, |party| &party.id),
            stakeholders: index_by_id(&story.stakeholders, |stakeholder| &stakeholder.id),
            issues: index_by_id(&story.issues, |issue| &issue.id),
            sources: index_by_id(&story.sources, |source| &source.id),
            contracts: index_by_id(&story.contracts, |contract| &contract.id),
            roles: group_by_reference(&story.stakeholders, |stakeholder| &stakeholder.party),
            statements_by_stakeholder: group_by_reference(&story.positions, |said| {
                &said.stakeholder
            }),
            statements_by_issue: group_by_issue(&story.positions),
            silences_by_stakeholder: group_by_reference(&story.silences, |silence| {
                &silence.stakeholder
            }),
            silences_by_issue: group_by_reference(&story.silences, |silence| &silence.issue),
            publishers_by_issue: BTreeMap::new(),
            publishers: Vec::new(),
            statement_ids: list_statement_ids(&story.positions),
            silence_ids: list_silence_ids(&story.silences),
        };
        index.collect_publishers();
        index
    }

    fn collect_publishers(&mut self) {
        let mut seen = BTreeSet::new();
        for said in &self.story.positions {
            for citation in &said.sources {
                let Some(publisher) = self.known_publisher(citation) else { continue };
                for issue in said.issues() {
                    if seen.insert((Some(&**issue), publisher)) {
                        self.publishers_by_issue.entry(issue).or_default().push(publisher);
                    }
                }
                if seen.insert((None, publisher)) {
                    self.publishers.push(publisher);
                }
            }
        }
    }

    /// The publisher of a cited source, if it is known.
    pub(super) fn known_publisher(&self, citation: &Citation) -> Option<&'s str> {
        let (_, source) = self.source(citation.source())?;
        Some(&*source.publisher).filter(|publisher| *publisher != "unknown")
    }

    /// A party, by its id, with its index.
    pub(super) fn party(&self, id: &str) -> Option<(usize, &'s Party)> {
        let index = *self.parties.get(id)?;
        Some((index, self.story.parties.get(index)?))
    }

    /// A stakeholder, by their id, with the index.
    pub(super) fn stakeholder(&self, id: &str) -> Option<(usize, &'s Stakeholder)> {
        let index = *self.stakeholders.get(id)?;
        Some((index, self.story.stakeholders.get(index)?))
    }

    /// A question, by its id.
    pub(super) fn issue(&self, id: &str) -> Option<&'s StoryIssue> {
        self.story.issues.get(*self.issues.get(id)?)
    }

    /// A source, by its id, with its index.
    pub(super) fn source(&self, id: &str) -> Option<(usize, &'s Source)> {
        let index = *self.sources.get(id)?;
        Some((index, self.story.sources.get(index)?))
    }

    /// A contract, by its id, with its index.
    pub(super) fn contract(&self, id: &str) -> Option<(usize, &'s Contract)> {
        let index = *self.contracts.get(id)?;
        Some((index, self.story.contracts.get(index)?))
    }

    /// The stakeholders that a party is, in different roles.
    pub(super) fn roles_of(
        &self,
        party: &str,
    ) -> impl Iterator<Item = (usize, &'s Stakeholder)> + Clone {
        entries_at(&self.story.stakeholders, self.roles.get(party))
    }

    /// The statements of a stakeholder.
    pub(super) fn statements_of(
        &self,
        stakeholder: &str,
    ) -> impl Iterator<Item = (usize, &'s Position)> + Clone {
        entries_at(&self.story.positions, self.statements_by_stakeholder.get(stakeholder))
    }

    /// The statements on a question.
    pub(super) fn statements_on(
        &self,
        issue: &str,
    ) -> impl Iterator<Item = (usize, &'s Position)> + Clone {
        entries_at(&self.story.positions, self.statements_by_issue.get(issue))
    }

    /// The silences of a stakeholder.
    pub(super) fn silences_of(
        &self,
        stakeholder: &str,
    ) -> impl Iterator<Item = (usize, &'s Silence)> + Clone {
        entries_at(&self.story.silences, self.silences_by_stakeholder.get(stakeholder))
    }

    /// The silences on a question.
    pub(super) fn silences_on(
        &self,
        issue: &str,
    ) -> impl Iterator<Item = (usize, &'s Silence)> + Clone {
        entries_at(&self.story.silences, self.silences_by_issue.get(issue))
    }

    /// The known publishers of the statements on a question or, without one, of all statements.
    pub(super) fn statement_publishers(&self, issue: Option<&str>) -> &[&'s str] {
        match issue {
            Some(issue) => {
                self.publishers_by_issue.get(issue).map(Vec::as_slice).unwrap_or_default()
            }
            None => &self.publishers,
        }
    }

    /// The id of the card of the statement at this index.
    pub(super) fn statement_id(&self, index: usize) -> &str {
        self.statement_ids.get(index).map(String::as_str).unwrap_or_default()
    }

    /// The id of the card of the silence at this index.
    pub(super) fn silence_id(&self, index: usize) -> &str {
        self.silence_ids.get(index).map(String::as_str).unwrap_or_default()
    }
}

/// How many statements or silences of a stakeholder on a question there have been so far.
#[derive(Default)]
struct Counts<'s>(BTreeMap<(&'s str, &'s str), usize>);

impl<'s> Counts<'s> {
    /// Adds one, and returns how many there were before.
    fn add(&mut self, stakeholder: &'s str, issue: &'s str) -> usize {
        let count = self.0.entry((stakeholder, issue)).or_default();
        let before = *count;
        *count = before.saturating_add(1);
        before
    }
}

/// The ids of the cards of statements. They do not contain the index, since links must still work in
/// later versions, where the index may be another.
fn list_statement_ids(positions: &[Position]) -> Vec<String> {
    let (mut counts, mut list) = (Counts::default(), Vec::new());
    for Position { id, stakeholder, issue, .. } in positions {
        list.push(match id {
            Some(id) => ids::named_statement(id),
            None => ids::statement(stakeholder, issue, counts.add(stakeholder, issue)),
        });
    }
    list
}

fn list_silence_ids(silences: &[Silence]) -> Vec<String> {
    let (mut counts, mut list) = (Counts::default(), Vec::new());
    for Silence { stakeholder, issue, .. } in silences {
        list.push(ids::silence(stakeholder, issue, counts.add(stakeholder, issue)));
    }
    list
}
