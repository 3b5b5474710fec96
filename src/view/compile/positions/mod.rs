//! Who says what: positions and silences, by question and person.
//!
//! Criticism and answer are in one card of the document, so that no view of it can separate them.

mod criticism;
mod exchange;
mod parties;
mod subjects;

use std::collections::{BTreeMap, HashMap};

use parties::PartyRecords;
pub(super) use subjects::set_subjects;

use super::super::words::{Positions, fill};
use super::super::{Card, CardBody, Caveat, IssueView, Person, Pointer, ids};
use super::evidence::Basis;
use super::silences::{build_silence_card, has_more_to_say};
use super::speaker::{card_body, describe_reading, describe_speaker, describe_translation};
use super::thread::Threads;
use super::{StoryContext, evidence, join_non_empty, party_name};
use crate::model::{PartyRef, Position, Scope, Silence, Stakeholder, Statement, StoryIssue};

/// Builds the questions: first those about this contract, then the others, each in the order of the
/// story.
pub(super) fn build_issues(
    story: &StoryContext,
    people: &[&Stakeholder],
    persons: &[Person],
) -> Vec<IssueView> {
    let by_id: HashMap<&str, usize> =
        people.iter().enumerate().map(|(index, stakeholder)| (&*stakeholder.id, index)).collect();
    let speakers: Vec<_> =
        story.positions.iter().map(|position| by_id.get(&*position.stakeholder).copied()).collect();
    let threads = Threads::new(&story.positions);
    let records = PartyRecords::new(story, &threads);
    let mut issues = Vec::new();
    for (index, issue) in story.issues.iter().enumerate() {
        story.record(&ids::changed::issue(&issue.id), format!("/issues/{index}"));
        let compiler = IssueCompiler {
            story,
            people,
            persons,
            by_id: &by_id,
            speakers: &speakers,
            threads: &threads,
            records: &records,
            issue,
        };
        issues.push(compiler.build_issue());
    }
    // The sort is stable.
    issues.sort_by_key(|issue| !issue.is_own);
    issues
}

/// Lists those who are quoted on no question about this contract and of whom nothing more is known.
pub(super) fn build_not_quoted(
    story: &StoryContext,
    people: &[&Stakeholder],
    persons: &[Person],
) -> String {
    let is_own =
        |id: &str| story.index.issue(id).is_some_and(|issue| issue.scope == Scope::ThisContract);
    let mut listed = Vec::new();
    for (stakeholder, person) in people.iter().zip(persons) {
        let silences = story.index.silences_of(&stakeholder.id);
        let mut silences = silences.filter(|(_, silence)| is_own(&silence.issue));
        let mut positions = story.index.statements_of(&stakeholder.id);
        let is_only_silent = silences.clone().next().is_some()
            && !silences.any(|(_, silence)| has_more_to_say(silence));
        if is_only_silent && !positions.any(|(_, said)| said.issues().any(|issue| is_own(issue))) {
            listed.push(person);
        }
    }
    story.words.list_people(listed.into_iter())
}

/// What one person has said on an issue and not said, with the indices in the story.
#[derive(Default)]
struct OwnWords<'s> {
    statements: Vec<(usize, &'s Position)>,
    silences: Vec<(usize, &'s Silence)>,
}

/// What is needed to compile one issue.
struct IssueCompiler<'s> {
    story: &'s StoryContext<'s>,
    people: &'s [&'s Stakeholder],
    /// The same people, as the document has them.
    persons: &'s [Person],
    /// The index in `people` of each, by their ids.
    by_id: &'s HashMap<&'s str, usize>,
    /// The index in `people` of whoever took each position.
    speakers: &'s [Option<usize>],
    threads: &'s Threads,
    records: &'s PartyRecords<'s>,
    issue: &'s StoryIssue,
}

impl<'s> IssueCompiler<'s> {
    fn build_issue(&self) -> IssueView {
        let mut cards = Vec::new();
        let mut not_quoted = Vec::new();
        for (index, own) in self.collect_own() {
            let before = cards.len();
            self.add_statements(index, &own.statements, &mut cards);
            self.add_silences(index, &own.silences, &mut cards);
            let is_left_out = cards.len() == before && !own.silences.is_empty();
            if let (Some(stakeholder), Some(person)) =
                (self.people.get(index), self.persons.get(index))
                && is_left_out
                && !self.is_on_record(stakeholder)
            {
                not_quoted.push(person);
            }
        }
        let id = ids::changed::not_quoted(&self.issue.id);
        for (index, silence) in self.story.index.silences_on(&self.issue.id) {
            if !has_more_to_say(silence) {
                self.story.record(&id, format!("/silences/{index}"));
            }
        }
        IssueView {
            id: self.issue.id.to_string(),
            label: self.issue.label.to_string(),
            question: self.issue.question.to_string(),
            is_own: self.issue.scope == Scope::ThisContract,
            scope: self.describe_scope(),
            cards,
            not_quoted: self.story.words.list_people(not_quoted.into_iter()),
        }
    }

    /// Says what a question is about, if it is not about this contract.
    fn describe_scope(&self) -> String {
        let contract =
            self.issue.contract.as_ref().and_then(|id| super::find_contract(self.story, id));
        match (self.issue.scope, contract) {
            (Scope::ThisContract, _) => String::new(),
            (Scope::OtherContract, Some(contract)) => {
                fill(self.labels().about_contract, [("title", &*contract.title)])
            }
            (Scope::OtherContract, None) => self.labels().other_contract.into(),
            (Scope::Context, _) => self.labels().context.into(),
        }
    }

    /// Adds what a person said on this question: first the statements that are shown here, then
    /// pointers to those that are shown below the words that they answer.
    fn add_statements(&self, person: usize, own: &[(usize, &'s Position)], cards: &mut Vec<Card>) {
        let mut pointers = Vec::new();
        for &(index, position) in own {
            if self.threads.is_replaced(index) {
                continue;
            }
            let Some(stance) = position.stance_on(&self.issue.id) else { continue };
            let root = self.threads.root_of(index, position, &self.issue.id);
            let (card, list) = if root == index {
                (self.build_card(index, position, 0), &mut *cards)
            } else if self.speaker(root) == Some(person) {
                // It is in this person's own card, in the exchange that they began.
                continue;
            } else {
                (self.build_pointer(index, position, root), &mut pointers)
            };
            list.push(Card {
                stance: Some(stance.0),
                stance_word: self.labels().stance(stance.0, self.issue.kind).into(),
                stance_note: describe_reading(self.story.words, stance).into(),
                ..card
            });
        }
        cards.append(&mut pointers);
    }

    /// Adds a person's silences on this question of which something is known.
    fn add_silences(&self, person: usize, own: &[(usize, &'s Silence)], cards: &mut Vec<Card>) {
        for &(index, silence) in own {
            if has_more_to_say(silence) {
                cards.push(build_silence_card(self.story, index, person, silence));
            }
        }
    }

    /// Whether a stakeholder is on record on this question or, if it is about this contract, on
    /// another one that is: they are not silent just because the sources leave this one open.
    fn is_on_record(&self, stakeholder: &Stakeholder) -> bool {
        let mut theirs = self.story.index.statements_of(&stakeholder.id);
        theirs.any(|(_, position)| {
            position.issues().any(|id| {
                let issue = self.story.index.issue(id);
                **id == *self.issue.id
                    || (self.issue.scope == Scope::ThisContract
                        && issue.is_some_and(|issue| issue.scope == Scope::ThisContract))
            })
        })
    }

    fn issue_of(&self, position: &Position) -> Option<&'s StoryIssue> {
        self.story.index.issue(&position.issue)
    }

    /// What each person has said on this issue and not said, by their index in `people`.
    fn collect_own(&self) -> BTreeMap<usize, OwnWords<'s>> {
        let mut own: BTreeMap<usize, OwnWords<'_>> = BTreeMap::new();
        for (index, position) in self.story.index.statements_on(&self.issue.id) {
            if let Some(person) = self.speaker(index) {
                own.entry(person).or_default().statements.push((index, position));
            }
        }
        for (index, silence) in self.story.index.silences_on(&self.issue.id) {
            if let Some(&person) = self.by_id.get(&*silence.stakeholder) {
                own.entry(person).or_default().silences.push((index, silence));
            }
        }
        own
    }

    fn position_at(&self, index: usize) -> Option<&'s Position> {
        self.story.story.positions.get(index)
    }

    fn speaker(&self, index: usize) -> Option<usize> {
        self.speakers.get(index).copied().flatten()
    }

    /// The party of whoever took a position, by the position's index.
    fn party_of(&self, index: usize) -> Option<&'s PartyRef> {
        self.people.get(self.speaker(index)?).map(|stakeholder| &stakeholder.party)
    }

    fn speaker_name(&self, index: usize) -> String {
        self.party_of(index).map_or_else(String::new, |party| party_name(self.story, party))
    }

    /// The id of a position's card. Under another question than its own, where it is shown because
    /// it is on both or answers a statement there, it has an id of its own: it is shown under its own
    /// question, too.
    fn card_id(&self, index: usize, position: &Position) -> String {
        let id = self.story.index.statement_id(index).to_owned();
        if *position.issue == *self.issue.id {
            id
        } else {
            ids::under_other_issue(&id, &self.issue.id)
        }
    }

    /// Builds the card of a position with its own words alone.
    fn build_words_card(&self, index: usize, position: &Position) -> Card {
        let is_foreign = *position.issue != *self.issue.id;
        let own_issue = self.issue_of(position).filter(|_| is_foreign);
        let own_issue = own_issue.map(|issue| issue.id.to_string()).unwrap_or_default();
        let in_reply = self.describe_reply_if_apart(index, position);
        let id = self.card_id(index, position);
        self.story.record(&id, format!("/positions/{index}"));
        if let Some(party) = &position.answers_for {
            self.story.record_party(&id, party);
        }
        Card {
            id,
            person: self.speaker(index),
            own_issue,
            body: card_body(self.story.words, position.expression),
            text: position.text.to_string(),
            lang: position.lang.as_deref().unwrap_or_default().to_owned(),
            translation: describe_translation(self.story.words, position),
            original: position.original_text.as_deref().unwrap_or_default().to_owned(),
            by: join_non_empty(
                [
                    &in_reply,
                    &self.describe_speaker(index, position),
                    &self.describe_other_issues(position),
                ],
                " ",
            ),
            note: position.note.as_deref().unwrap_or_default().to_owned(),
            caveats: position.caveats.iter().map(|caveat| self.build_caveat(caveat)).collect(),
            evidence: evidence::build_evidence_of_words(self.story, position),
            ..Card::default()
        }
    }

    fn build_caveat(&self, caveat: &Statement) -> Caveat {
        Caveat {
            text: caveat.text.to_string(),
            evidence: evidence::build_evidence(self.story, &caveat.sources, Basis::Words, ""),
        }
    }

    /// Says whom a position answers, if it is not shown below the words that it answers.
    fn describe_reply_if_apart(&self, index: usize, position: &Position) -> String {
        let answered = self.threads.named_target(index);
        let is_here = position.stance_on(&self.issue.id).is_some();
        let is_alone = is_here && self.threads.root_of(index, position, &self.issue.id) == index;
        // An answer that was replaced is below its replacement, which may answer something else.
        let later = self.threads.replacement(index).map(|later| self.threads.named_target(later));
        let is_apart = is_alone || later.is_some_and(|later| later != answered);
        match answered {
            Some(answered) if is_apart => self.describe_reply(answered),
            Some(_) | None => String::new(),
        }
    }

    /// Names the other questions that a position is shown under.
    fn describe_other_issues(&self, position: &Position) -> String {
        let others = position.issues().filter(|issue| ***issue != *self.issue.id);
        let mut notes = Vec::new();
        for issue in others.filter_map(|issue| self.story.index.issue(issue)) {
            notes.push(fill(self.labels().also_under, [("issue", &*issue.label)]));
        }
        notes.join(" ")
    }

    /// Says whom a statement answers, and on which question if that is another one.
    fn describe_reply(&self, answered: usize) -> String {
        let position = self.position_at(answered);
        let elsewhere = position.filter(|position| position.stance_on(&self.issue.id).is_none());
        let (who, labels) = (self.speaker_name(answered), self.labels());
        match elsewhere.and_then(|position| self.issue_of(position)) {
            Some(issue) => fill(labels.in_reply_on, [("who", &*who), ("issue", &*issue.label)]),
            None => fill(labels.in_reply, [("who", &who)]),
        }
    }

    /// Builds the pointer to an answer, which is shown below the words that it answers. `root` is
    /// the position at the top of that exchange.
    fn build_pointer(&self, index: usize, position: &Position, root: usize) -> Card {
        let answered = self.threads.answered_position(index).unwrap_or(root);
        let stance = self.position_at(root).and_then(|root| root.stance_on(&self.issue.id));
        let stance = stance.map_or("", |(stance, _)| self.labels().stance(stance, self.issue.kind));
        let to = self.card_id(index, position);
        Card {
            id: ids::pointer(&to),
            person: self.speaker(index),
            body: CardBody::Pointer(Pointer { to, in_reply: self.describe_reply(answered) }),
            text: fill(
                self.labels().pointer,
                [("name", &*self.speaker_name(answered)), ("stance", stance)],
            ),
            by: self.describe_speaker(index, position),
            ..Card::default()
        }
    }

    fn describe_speaker(&self, index: usize, position: &Position) -> String {
        let party = self.party_of(index).and_then(|id| self.story.index.party(id));
        let speaker =
            describe_speaker(self.story.words, position, party.map(|(_, party)| party.kind));
        match &position.answers_for {
            Some(party) => {
                let party = party_name(self.story, party);
                let answering = fill(self.labels().answers_for, [("party", &party)]);
                join_non_empty([&answering, &speaker], " ")
            }
            None => speaker,
        }
    }

    fn labels(&self) -> &'static Positions {
        &self.story.words.positions
    }
}
