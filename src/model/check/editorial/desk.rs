//! What several rules ask of a story: who speaks, on which side, and in answer to whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Attributed, Citation, IssueKind, OnBehalfOf, PartialDate, Party, PartyKind, PartyRef, Position,
    Silence, Source, Stakeholder, StakeholderRef, Stance, Story, StoryIssue,
};

/// A side that people take on a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Side {
    /// For a proposal, or saying that a claim is true; also on a condition.
    For,
    /// Against, or with doubts.
    Against,
}

impl Side {
    pub(super) const BOTH: [Self; 2] = [Self::For, Self::Against];

    /// Returns the side that a stance takes. `None` for those that take none, or both.
    fn of(stance: Stance) -> Option<Self> {
        match stance {
            Stance::Supports | Stance::Conditional => Some(Self::For),
            Stance::Opposes | Stance::Concerned => Some(Self::Against),
            Stance::Mixed | Stance::Undecided | Stance::NoneStated => None,
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::For => Self::Against,
            Self::Against => Self::For,
        }
    }

    /// Returns the side that a position takes on a question.
    pub(super) fn on(issue: &StoryIssue, position: &Position) -> Option<Self> {
        let (stance, _) = position.stance_on(&issue.id)?;
        Self::of(stance)
    }

    /// Words for being on this side of a question, as in "who are for it".
    pub(super) fn describe(self, kind: IssueKind) -> &'static str {
        match (kind, self) {
            (IssueKind::Proposal, Self::For) => "who are for it",
            (IssueKind::Proposal, Self::Against) => "who are against it or have doubts",
            (IssueKind::Claim, Self::For) => "who say yes",
            (IssueKind::Claim, Self::Against) => "who say no or have doubts",
        }
    }
}

/// A story as a desk editor looks at it, on a day: who speaks for whom, and in answer to what.
///
/// ```
/// use contract_fact_box::model::{self, Desk, PartialDate};
///
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/stories/met-police-palantir.json");
/// let text = std::fs::read_to_string(path)?;
/// let story = model::read(&text).into_valid().expect("the story has no errors");
/// let desk = Desk::new(&story, PartialDate::Day(2026, 6, 1));
/// let (_, words) = desk.positions_of("metropolitan-police").next().expect("it has spoken");
/// assert_eq!(desk.speaker(words).map(|party| &**party), Some("metropolitan-police"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Desk<'s> {
    pub(super) story: &'s Story,
    /// The day of the check.
    pub(super) today: PartialDate,
    parties: BTreeMap<&'s str, &'s Party>,
    sources: BTreeMap<&'s str, &'s Source>,
    stakeholders: BTreeMap<&'s str, &'s Stakeholder>,
    /// The positions of each party and of those who spoke for it, by index.
    positions_of: BTreeMap<&'s str, Vec<usize>>,
    /// The silences of each party, by index.
    silences_of: BTreeMap<&'s str, Vec<usize>>,
    /// Whom the positions answer, by index. An answer to an answer answers both.
    answers: Vec<BTreeSet<usize>>,
    /// The ids of positions that later ones replace.
    replaced: BTreeSet<&'s str>,
}

impl<'s> Desk<'s> {
    /// Looks at a story on a day. References that lead nowhere are taken for nobody.
    pub fn new(story: &'s Story, today: PartialDate) -> Self {
        let by_id: BTreeMap<_, _> = story
            .positions
            .iter()
            .enumerate()
            .filter_map(|(index, position)| Some((&**position.id.as_ref()?, index)))
            .collect();
        let answered = |index: usize| {
            let position = story.positions.get(index)?;
            by_id.get(&**position.responds_to.as_ref()?).copied()
        };
        let answers = (0..story.positions.len())
            .map(|index| {
                let mut all = BTreeSet::new();
                let mut next = answered(index);
                // A circle is an error that has been found by now, and ends here all the same.
                while let Some(earlier) = next.filter(|earlier| all.insert(*earlier)) {
                    next = answered(earlier);
                }
                all
            })
            .collect();
        let mut desk = Self {
            story,
            today,
            positions_of: BTreeMap::new(),
            silences_of: BTreeMap::new(),
            parties: story.parties.iter().map(|party| (&*party.id, party)).collect(),
            sources: story.sources.iter().map(|source| (&*source.id, source)).collect(),
            stakeholders: story
                .stakeholders
                .iter()
                .map(|stakeholder| (&*stakeholder.id, stakeholder))
                .collect(),
            answers,
            replaced: story.positions.iter().filter_map(|p| p.supersedes.as_deref()).collect(),
        };
        for (index, position) in story.positions.iter().enumerate() {
            for party in desk.list_spoken_for(position) {
                desk.positions_of.entry(party).or_default().push(index);
            }
        }
        for (index, silence) in story.silences.iter().enumerate() {
            if let Some(party) = desk.party_of(&silence.stakeholder) {
                desk.silences_of.entry(party).or_default().push(index);
            }
        }
        desk
    }

    /// Returns the party with an id.
    pub fn party(&self, id: &str) -> Option<&'s Party> {
        self.parties.get(id).copied()
    }

    /// Returns the name of a party, for messages.
    pub fn name(&self, id: &str) -> String {
        self.party(id).map_or_else(|| id.to_owned(), |party| party.name.to_string())
    }

    /// Whether a party is people whom no source names. Nobody can ask them.
    pub fn is_group(&self, id: &str) -> bool {
        self.party(id).is_some_and(|party| party.kind == PartyKind::Group)
    }

    /// Returns "their" of a person, and "its" of an organisation.
    pub(super) fn possessive(&self, id: &str) -> &'static str {
        match self.party(id).map(|party| party.kind) {
            Some(PartyKind::Organisation) | None => "its",
            Some(PartyKind::Person | PartyKind::Group) => "their",
        }
    }

    fn party_of(&self, stakeholder: &StakeholderRef) -> Option<&'s PartyRef> {
        self.stakeholders.get(&**stakeholder).map(|stakeholder| &stakeholder.party)
    }

    /// Returns the party that spoke or acted.
    pub fn speaker(&self, position: &Position) -> Option<&'s PartyRef> {
        self.party_of(&position.stakeholder)
    }

    /// Returns the positions of a party and of those who spoke for it, with their indices.
    pub fn positions_of(&self, party: &str) -> impl Iterator<Item = (usize, &'s Position)> {
        let indices = self.positions_of.get(party).into_iter().flatten();
        indices.filter_map(|index| Some((*index, self.story.positions.get(*index)?)))
    }

    /// Lists the parties whose words a position is: the speaker, whomever it answers for and, if it
    /// was said for an organisation, the one that the speaker is a part of or has a post in.
    fn list_spoken_for(&self, position: &'s Position) -> BTreeSet<&'s str> {
        let mut parties: BTreeSet<&str> =
            position.answers_for.iter().map(|party| &**party).collect();
        let Some(speaker) = self.speaker(position) else { return parties };
        parties.insert(speaker);
        if position.on_behalf_of == OnBehalfOf::Organisation {
            parties.extend(self.party(speaker).and_then(|speaker| speaker.parent.as_deref()));
            let stakeholder = self.stakeholders.get(&*position.stakeholder);
            for post in stakeholder.into_iter().flat_map(|person| &person.affiliations) {
                let named = self.story.parties.iter().filter(|party| *party.name == *post.org);
                parties.extend(named.map(|party| &*party.id));
            }
        }
        parties
    }

    /// Returns the positions on a question that nobody has replaced, with their indices.
    pub(super) fn current_positions(
        &self,
        issue: &StoryIssue,
    ) -> impl Iterator<Item = (usize, &'s Position)> {
        let id = &*issue.id;
        self.story.positions.iter().enumerate().filter(move |(_, position)| {
            position.issues().any(|issue| **issue == *id)
                && position.id.as_deref().is_none_or(|id| !self.replaced.contains(id))
        })
    }

    /// Returns the silences of a party.
    pub fn silences_of(&self, party: &str) -> impl Iterator<Item = &'s Silence> {
        let indices = self.silences_of.get(party).into_iter().flatten();
        indices.filter_map(|index| self.story.silences.get(*index))
    }

    /// Whether a position answers another one, or answers an answer to it.
    pub fn is_answer_to(&self, index: usize, to: usize) -> bool {
        self.answers.get(index).is_some_and(|answered| answered.contains(&to))
    }

    /// Returns the positions that one answers, by index: the one and, if that is an answer itself,
    /// those that it answers.
    pub(super) fn answered_by(&self, index: usize) -> impl Iterator<Item = usize> {
        self.answers.get(index).into_iter().flatten().copied()
    }

    /// Whether a position has the words of nobody who is named: of a group, or without a name.
    pub(super) fn is_anonymous(&self, position: &Position) -> bool {
        position.attributed == Attributed::Anonymous
            || self.speaker(position).is_some_and(|party| self.is_group(party))
    }

    /// Returns the sources of citations, each once.
    pub(super) fn sources(&self, citations: &[Citation]) -> Vec<&'s Source> {
        let ids: BTreeSet<&str> = citations.iter().map(|citation| &**citation.source()).collect();
        ids.into_iter().filter_map(|id| self.sources.get(id).copied()).collect()
    }

    /// Whether the story is in English, so that lists of English words apply.
    pub(super) fn is_english(&self) -> bool {
        self.story.lang.split('-').next() == Some("en")
    }
}
