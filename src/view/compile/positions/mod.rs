//! Who says what: positions and silences, by question and person.
//!
//! Criticism and answer are in one card of the document, so that no view of it can separate them.

mod criticism;
mod exchange;
mod subjects;

use std::collections::{HashMap, HashSet};

pub(super) use subjects::set_subjects;

use super::super::words::{Positions, fill};
use super::super::{Card, CardBody, Caveat, IssueView, Person, Pointer, ids};
use super::evidence::Basis;
use super::silences::{build_silence_card, has_more_to_say};
use super::speaker::{card_body, describe_reading, describe_speaker, describe_translation};
use super::thread::Threads;
use super::{StoryContext, evidence, join_non_empty, party_name};
use crate::model::{PartyRef, Position, Scope, Stakeholder, Statement, StoryIssue};

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
    let mut issues = Vec::new();
    for (index, issue) in story.issues.iter().enumerate() {
        story.record(&ids::changed::issue(&issue.id), format!("/issues/{index}"));
        let compiler =
            IssueCompiler { story, people, persons, speakers: &speakers, threads: &threads, issue };
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
    let own: HashSet<&str> = story
        .issues
        .iter()
        .filter(|issue| issue.scope == Scope::ThisContract)
        .map(|issue| &*issue.id)
        .collect();
    let mut listed = Vec::new();
    for (stakeholder, person) in people.iter().zip(persons) {
        let is_theirs = |other: &str, issue: &str| *other == *stakeholder.id && own.contains(issue);
        let mut silences =
            story.silences.iter().filter(|silence| is_theirs(&silence.stakeholder, &silence.issue));
        let mut positions = story.positions.iter();
        let is_only_silent = silences.clone().next().is_some() && !silences.any(has_more_to_say);
        if is_only_silent
            && !positions.any(|position| is_theirs(&position.stakeholder, &position.issue))
        {
            listed.push(person);
        }
    }
    story.words.list_people(listed.into_iter())
}

/// What is needed to compile one issue.
struct IssueCompiler<'s> {
    story: &'s StoryContext<'s>,
    people: &'s [&'s Stakeholder],
    /// The same people, as the document has them.
    persons: &'s [Person],
    /// The index in `people` of whoever took each position.
    speakers: &'s [Option<usize>],
    threads: &'s Threads,
    issue: &'s StoryIssue,
}

impl<'s> IssueCompiler<'s> {
    fn build_issue(&self) -> IssueView {
        let mut cards = Vec::new();
        let mut not_quoted = Vec::new();
        for ((index, stakeholder), person) in self.people.iter().enumerate().zip(self.persons) {
            let before = cards.len();
            self.add_statements(index, &mut cards);
            self.add_silences(index, stakeholder, &mut cards);
            if cards.len() == before && self.is_left_out(stakeholder) {
                not_quoted.push(person);
            }
        }
        let id = ids::changed::not_quoted(&self.issue.id);
        for (index, silence) in self.story.silences.iter().enumerate() {
            if *silence.issue == *self.issue.id && !has_more_to_say(silence) {
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
    fn add_statements(&self, person: usize, cards: &mut Vec<Card>) {
        let mut pointers = Vec::new();
        for (index, position) in self.own_positions() {
            if self.speaker(index) != Some(person) || self.threads.is_replaced(index) {
                continue;
            }
            let root = self.threads.root_of(self.story, index);
            let (card, list) = if root == index {
                (self.build_card(index, position, 0), &mut *cards)
            } else if self.speaker(root) == Some(person) {
                // It is in this person's own card, in the exchange that they began.
                continue;
            } else {
                (self.build_pointer(index, position, root), &mut pointers)
            };
            list.push(Card {
                stance: Some(position.stance),
                stance_word: self.labels().stance(position.stance, self.issue.kind).into(),
                stance_note: describe_reading(self.story.words, position).into(),
                ..card
            });
        }
        cards.append(&mut pointers);
    }

    /// Adds a person's silences on this question of which something is known.
    fn add_silences(&self, person: usize, stakeholder: &Stakeholder, cards: &mut Vec<Card>) {
        for (index, silence) in self.story.silences.iter().enumerate() {
            if *silence.issue == *self.issue.id
                && *silence.stakeholder == *stakeholder.id
                && has_more_to_say(silence)
            {
                cards.push(build_silence_card(self.story, index, person, silence));
            }
        }
    }

    /// Whether the story lists a stakeholder as silent on this question. People who are on record on
    /// another question about this contract are not silent just because the sources leave this one
    /// open.
    fn is_left_out(&self, stakeholder: &Stakeholder) -> bool {
        let mut silences = self.story.silences.iter();
        silences.any(|silence| {
            *silence.issue == *self.issue.id && *silence.stakeholder == *stakeholder.id
        }) && !self.is_on_record(stakeholder)
    }

    /// Whether a stakeholder is on record on this question or, if it is about this contract, on
    /// another one that is.
    fn is_on_record(&self, stakeholder: &Stakeholder) -> bool {
        let mut theirs =
            self.story.positions.iter().filter(|position| *position.stakeholder == *stakeholder.id);
        theirs.any(|position| {
            *position.issue == *self.issue.id
                || (self.issue.scope == Scope::ThisContract
                    && self.scope_of(position) == Some(Scope::ThisContract))
        })
    }

    fn scope_of(&self, position: &Position) -> Option<Scope> {
        self.issue_of(position).map(|issue| issue.scope)
    }

    fn issue_of(&self, position: &Position) -> Option<&'s StoryIssue> {
        self.story.story.issues.iter().find(|issue| *issue.id == *position.issue)
    }

    /// The positions on this issue, with their indices in the story.
    fn own_positions(&self) -> impl Iterator<Item = (usize, &'s Position)> {
        let all = self.story.story.positions.iter().enumerate();
        all.filter(move |(_, position)| *position.issue == *self.issue.id)
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
    /// it answers a statement there, it has an id of its own: it is shown under its own question,
    /// too.
    fn card_id(&self, index: usize, position: &Position) -> String {
        let id = statement_id(self.story, index);
        if *position.issue == *self.issue.id {
            id
        } else {
            ids::under_other_issue(&id, &self.issue.id)
        }
    }

    /// Builds the card of a position with its own words alone.
    fn build_words_card(&self, index: usize, position: &Position) -> Card {
        let is_foreign = *position.issue != *self.issue.id;
        let (own_issue, also_under) = match self.issue_of(position).filter(|_| is_foreign) {
            Some(issue) => {
                (issue.id.to_string(), fill(self.labels().also_under, [("issue", &*issue.label)]))
            }
            None => (String::new(), String::new()),
        };
        let in_reply = self.describe_reply_if_apart(index, is_foreign);
        let id = self.card_id(index, position);
        self.story.record(&id, format!("/positions/{index}"));
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
                [&in_reply, &self.describe_speaker(index, position), &also_under],
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
    fn describe_reply_if_apart(&self, index: usize, is_foreign: bool) -> String {
        let answered = self.threads.named_target(index);
        let is_alone = !is_foreign && self.threads.root_of(self.story, index) == index;
        // An answer that was replaced is below its replacement, which may answer something else.
        let later = self.threads.replacement(index).map(|later| self.threads.named_target(later));
        let is_apart = is_alone || later.is_some_and(|later| later != answered);
        match answered {
            Some(answered) if is_apart => self.describe_reply(answered),
            Some(_) | None => String::new(),
        }
    }

    /// Says whom a statement answers, and on which question if that is another one.
    fn describe_reply(&self, answered: usize) -> String {
        let issue = self.position_at(answered).and_then(|position| self.issue_of(position));
        let (who, labels) = (self.speaker_name(answered), self.labels());
        match issue.filter(|issue| *issue.id != *self.issue.id) {
            Some(issue) => fill(labels.in_reply_on, [("who", &*who), ("issue", &*issue.label)]),
            None => fill(labels.in_reply, [("who", &who)]),
        }
    }

    /// Builds the pointer to an answer, which is shown below the words that it answers. `root` is
    /// the position at the top of that exchange.
    fn build_pointer(&self, index: usize, position: &Position, root: usize) -> Card {
        let answered = self.threads.answered_position(index).unwrap_or(root);
        let stance = self
            .position_at(root)
            .map_or("", |root| self.labels().stance(root.stance, self.issue.kind));
        let to = statement_id(self.story, index);
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
        let mut parties = self.story.story.parties.iter();
        let party = self.party_of(index).and_then(|id| parties.find(|party| *party.id == **id));
        describe_speaker(self.story.words, position, party.map(|party| party.kind))
    }

    fn labels(&self) -> &'static Positions {
        &self.story.words.positions
    }
}

/// The id of the card of the position at this index. It does not contain the index, since links
/// must still work in later versions, where the index may be another.
pub(super) fn statement_id(story: &StoryContext, index: usize) -> String {
    let Some(position) = story.positions.get(index) else { return String::new() };
    if let Some(id) = &position.id {
        return ids::named_statement(id);
    }
    let earlier = story.positions.iter().take(index);
    let before = earlier
        .filter(|other| {
            other.id.is_none()
                && other.stakeholder == position.stakeholder
                && other.issue == position.issue
        })
        .count();
    ids::statement(&position.stakeholder, &position.issue, before)
}
