//! Who says what: positions and silences, by question and stance.
//!
//! Criticism and answer are kept together here, in the document, so that no view of it can part
//! them.

use std::collections::HashMap;

use strum::VariantArray;

use super::super::words::{Positions, fill};
use super::super::{Card, CardBody, Caveat, IssueView, Pointer, Row, Unspoken, ids};
use super::evidence::Basis;
use super::silences::build_silence_card;
use super::speaker::{card_body, describe_speaker, describe_translation};
use super::thread::Threads;
use super::{StoryContext, evidence, join_non_empty, party_name};
use crate::model::{
    PartyRef, Position, Scope, Silence, SilenceKind, Stakeholder, Stance, StoryIssue,
};

/// Answers to answers are indented so often; from there on they stand below one another, each with
/// whom it answers. Indented further, they would have no room on a phone, and readers of JSON
/// refuse documents of any depth.
const MOST_INDENTED: usize = 4;

/// What the row of those who are not on record is called in ids, where others have the name of
/// their stance.
const SILENCE_ROW: &str = "silence";

pub(super) fn build_issues(story: &StoryContext, people: &[&Stakeholder]) -> Vec<IssueView> {
    let by_id: HashMap<&str, usize> =
        people.iter().enumerate().map(|(person, stakeholder)| (&*stakeholder.id, person)).collect();
    let speaker = |position: &Position| by_id.get(&*position.stakeholder).copied();
    let speakers: Vec<_> = story.positions.iter().map(speaker).collect();
    let threads = Threads::new(&story.positions);
    let view = |(index, issue): (usize, &StoryIssue)| {
        story.record(&ids::changed::issue(&issue.id), format!("/issues/{index}"));
        IssueCompiler { story, people, speakers: &speakers, threads: &threads, issue }.build_issue()
    };
    story.issues.iter().enumerate().map(view).collect()
}

/// Compiles one issue.
struct IssueCompiler<'s> {
    story: &'s StoryContext<'s>,
    people: &'s [&'s Stakeholder],
    /// The index in `people` of whoever took each position.
    speakers: &'s [Option<usize>],
    threads: &'s Threads,
    issue: &'s StoryIssue,
}

impl<'s> IssueCompiler<'s> {
    fn build_issue(&self) -> IssueView {
        let rows = Stance::VARIANTS
            .iter()
            .map(|&stance| self.build_row(stance))
            .chain([self.build_silence_row()]);
        IssueView {
            id: self.issue.id.to_string(),
            label: self.issue.label.to_string(),
            question: self.issue.question.to_string(),
            scope: self.describe_scope(),
            rows: rows.filter(|row| !row.cards.is_empty()).collect(),
        }
    }

    /// What is said of a question that is not about this contract.
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

    fn build_row(&self, stance: Stance) -> Row {
        let mut own: Vec<_> = self
            .own_positions()
            .filter(|(index, position)| {
                position.stance == stance && !self.threads.is_replaced(*index)
            })
            .map(|(index, position)| (self.speaker(index), index, position))
            .collect();
        own.sort_by_key(|(person, ..)| *person);
        let card = |(_, index, position): (Option<usize>, usize, &Position)| {
            let root = self.threads.root_of(self.story, index);
            if root == index {
                self.build_card(index, position, 0)
            } else {
                self.build_pointer(index, position, root)
            }
        };
        let cards = own.into_iter().map(card).collect();
        let word = self.labels().stance(stance, self.issue.kind).into();
        Row { id: ids::row(&self.issue.id, stance.into()), stance: Some(stance), word, cards }
    }

    /// Who is not on record. Somebody who is, on this question or on another about this contract,
    /// is not listed as silent because of one point the sources leave open; that they were asked
    /// and did not answer stands in any case.
    fn build_silence_row(&self) -> Row {
        let mut cards = Vec::new();
        for (person, stakeholder) in self.people.iter().enumerate() {
            for (at, silence) in self.story.silences.iter().enumerate() {
                let about_them =
                    *silence.issue == *self.issue.id && *silence.stakeholder == *stakeholder.id;
                if about_them
                    && (silence.kind != SilenceKind::NotReported || !self.is_on_record(stakeholder))
                {
                    cards.push(build_silence_card(self.story, at, person, silence));
                }
            }
        }
        let word = self.labels().silence.into();
        Row { id: ids::row(&self.issue.id, SILENCE_ROW), stance: None, word, cards }
    }

    fn is_on_record(&self, stakeholder: &Stakeholder) -> bool {
        let is_near = |position: &Position| {
            *position.issue == *self.issue.id
                || (self.issue.scope == Scope::ThisContract
                    && self.scope_of(position) == Some(Scope::ThisContract))
        };
        self.story.positions.iter().any(|it| *it.stakeholder == *stakeholder.id && is_near(it))
    }

    fn scope_of(&self, position: &Position) -> Option<Scope> {
        self.issue_of(position).map(|issue| issue.scope)
    }

    fn issue_of(&self, position: &Position) -> Option<&'s StoryIssue> {
        self.story.story.issues.iter().find(|issue| *issue.id == *position.issue)
    }

    /// All positions on this issue, with their places in the document.
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

    fn party_of(&self, index: usize) -> Option<&'s PartyRef> {
        self.people.get(self.speaker(index)?).map(|stakeholder| &stakeholder.party)
    }

    fn speaker_name(&self, index: usize) -> String {
        self.party_of(index).map_or_else(String::new, |party| party_name(self.story, party))
    }

    /// The name of a position's card within the box. Where it stands under a question that is not
    /// its own, because it answers words there, it has another one: it stands under its own
    /// question as well.
    fn card_id(&self, index: usize, position: &Position) -> String {
        let id = statement_id(self.story, index);
        if *position.issue == *self.issue.id {
            id
        } else {
            ids::under_other_issue(&id, &self.issue.id)
        }
    }

    /// A position with everything that stands under it: the answers, at any depth, and what it
    /// replaces.
    fn build_card(&self, index: usize, position: &Position, depth: usize) -> Card {
        let mut card = self.build_card_with_answers(index, position, depth);
        let earlier = self
            .earlier_forms(index)
            .into_iter()
            .filter_map(|at| Some((at, self.position_at(at)?)));
        card.earlier.extend(earlier.map(|(at, it)| {
            self.label_as_earlier(it, self.build_card_with_answers(at, it, depth + 1))
        }));
        card
    }

    fn build_card_with_answers(&self, index: usize, position: &Position, depth: usize) -> Card {
        let mut card = self.build_single_card(index, position);
        let answers =
            self.threads.answers_to(index).filter_map(|at| Some((at, self.position_at(at)?)));
        let answers: Vec<_> = if depth < MOST_INDENTED {
            answers.map(|(at, answer)| self.build_card(at, answer, depth + 1)).collect()
        } else {
            self.build_flat_answers(index)
        };
        // What is known of those who have not answered stands last.
        card.answers.splice(0..0, answers);
        card
    }

    /// All that stands under a position, one below the other, each with whom it answers.
    fn build_flat_answers(&self, index: usize) -> Vec<Card> {
        let mut row = Vec::new();
        let mut open: Vec<usize> = self.threads.answers_to(index).collect();
        open.reverse();
        while let Some(at) = open.pop() {
            let Some(answer) = self.position_at(at) else { continue };
            let mut card = self.build_single_card(at, answer);
            let answered = self.threads.answered_position(at).filter(|&answered| answered != index);
            card.by = join_non_empty(
                [&answered.map(|to| self.describe_reply(to)).unwrap_or_default(), &card.by],
                " ",
            );
            let mut under: Vec<_> = self.threads.answers_to(at).collect();
            for earlier in self.earlier_forms(at) {
                card.earlier.extend(
                    self.position_at(earlier)
                        .map(|it| self.label_as_earlier(it, self.build_single_card(earlier, it))),
                );
                under.extend(self.threads.answers_to(earlier));
            }
            row.push(card);
            open.extend(under.into_iter().rev());
        }
        row
    }

    /// What a position replaces, the latest first.
    fn earlier_forms(&self, index: usize) -> Vec<usize> {
        std::iter::successors(self.threads.earlier_of(index), |&at| self.threads.earlier_of(at))
            .collect()
    }

    fn label_as_earlier(&self, position: &Position, card: Card) -> Card {
        let kind = self.issue_of(position).map_or(self.issue.kind, |issue| issue.kind);
        let stance = self.labels().stance(position.stance, kind);
        Card { name: fill(self.labels().earlier, [("stance", stance)]), ..card }
    }

    /// A position's own words, with what is known of those whom they criticise and who have not
    /// answered.
    fn build_single_card(&self, index: usize, position: &Position) -> Card {
        let mut card = self.build_words_card(index, position);
        let mut unanswered = Vec::new();
        for party in &position.criticises {
            if self.threads.answers_to(index).any(|answer| self.party_of(answer) == Some(party)) {
                continue;
            }
            if let Some((person, at, silence)) = self.find_silence(position, party) {
                let silence = build_silence_card(self.story, at, person, silence);
                card.answers.push(Card { id: ids::unanswered_by(&card.id, party), ..silence });
            } else if let Some(elsewhere) = self.find_statement(position, index, party) {
                let is_answered = self.has_spoken_to(index, party);
                let elsewhere = self.build_not_addressed(position, party, elsewhere, is_answered);
                card.answers.push(Card { id: ids::unanswered_by(&card.id, party), ..elsewhere });
            } else {
                unanswered.push(party_name(self.story, party));
            }
        }
        if !unanswered.is_empty() {
            let publishers = evidence::known_publishers(self.story, &position.sources);
            card.answers.push(Card {
                id: ids::unanswered(&card.id),
                name: unanswered.join(self.story.words.marks.comma),
                text: match &*publishers {
                    [publisher] => fill(self.labels().unanswered, [("publisher", publisher)]),
                    _ => self.labels().unanswered_anywhere.into(),
                },
                body: no_answer_body(String::new()),
                ..Card::default()
            });
        }
        card
    }

    /// Whether a party has spoken to the point of a position all the same: in the words that it
    /// answers, or in an answer that was given to an earlier form of it or has been replaced since.
    fn has_spoken_to(&self, index: usize, party: &PartyRef) -> bool {
        let is_theirs = |at: usize| self.party_of(at) == Some(party);
        let forms: Vec<_> = std::iter::once(index).chain(self.earlier_forms(index)).collect();
        self.threads.ancestors(index).any(is_theirs)
            || (0..self.speakers.len()).any(|at| {
                is_theirs(at) && self.threads.named_target(at).is_some_and(|to| forms.contains(&to))
            })
    }

    /// What is known of why a party is not on record on the question of a position, where something
    /// is.
    fn find_silence(
        &self,
        position: &Position,
        party: &PartyRef,
    ) -> Option<(usize, usize, &'s Silence)> {
        let silences = self.story.story.silences.iter().enumerate();
        let mut typed = silences.filter(|(_, silence)| {
            silence.issue == position.issue && silence.kind != SilenceKind::NotReported
        });
        // A party may stand in the story in several roles.
        typed.find_map(|(at, silence)| {
            let is_theirs =
                |it: &&Stakeholder| it.party == *party && *silence.stakeholder == *it.id;
            Some((self.people.iter().position(is_theirs)?, at, silence))
        })
    }

    /// The statement of a party nearest to a position that does not answer it: on the same
    /// question, or else about this contract, or else any.
    fn find_statement(&self, position: &Position, index: usize, party: &PartyRef) -> Option<usize> {
        let is_theirs = |at: usize| {
            at != index && self.party_of(at) == Some(party) && !self.threads.is_replaced(at)
        };
        let theirs =
            || self.story.story.positions.iter().enumerate().filter(|(at, _)| is_theirs(*at));
        let near = theirs().find(|(_, other)| other.issue == position.issue);
        let here = || theirs().find(|(_, other)| self.scope_of(other) == Some(Scope::ThisContract));
        near.or_else(here).or_else(|| theirs().next()).map(|(at, _)| at)
    }

    /// That a party which is on record has not answered what it is criticised for, and the way to
    /// what it said. Where the criticism itself answers the party (`is_answered`), it has spoken to
    /// the point before.
    fn build_not_addressed(
        &self,
        critic: &Position,
        party: &PartyRef,
        statement: usize,
        is_answered: bool,
    ) -> Card {
        let labels = self.labels();
        let (who, said) = (party_name(self.story, party), self.position_at(statement));
        let of = if is_answered { Some(critic) } else { said };
        let publishers = of
            .map(|said| evidence::known_publishers(self.story, &said.sources))
            .unwrap_or_default();
        // A statement is "to" a publisher only where the document says that it was made there.
        let is_to = |publisher: &str| {
            said.is_some_and(|said| said.venue.to_lowercase().contains(&publisher.to_lowercase()))
        };
        let text = match &*publishers {
            [publisher] if is_answered => {
                fill(labels.no_further, [("party", &*who), ("publisher", publisher)])
            }
            _ if is_answered => fill(labels.no_further_anywhere, [("party", &*who)]),
            [publisher] if is_to(publisher) => {
                fill(labels.not_addressed_to, [("party", &*who), ("publisher", publisher)])
            }
            [publisher] => {
                fill(labels.not_addressed_by, [("party", &*who), ("publisher", publisher)])
            }
            _ => fill(labels.not_addressed, [("party", &*who)]),
        };
        Card { text, body: no_answer_body(statement_id(self.story, statement)), ..Card::default() }
    }

    /// A position's own words.
    fn build_words_card(&self, index: usize, position: &Position) -> Card {
        let caveat = |caveat: &crate::model::Statement| Caveat {
            text: caveat.text.to_string(),
            evidence: evidence::build_evidence(self.story, &caveat.sources, Basis::Words, ""),
        };
        let is_foreign = *position.issue != *self.issue.id;
        let is_alone = !is_foreign && self.threads.root_of(self.story, index) == index;
        // An answer that was replaced stands under what replaced it, which may answer something
        // else.
        let later = self.threads.replacement(index).map(|later| self.threads.named_target(later));
        let answered = self.threads.named_target(index);
        let answered =
            answered.filter(|_| is_alone || later.is_some_and(|later| later != answered));
        let in_reply = answered.map(|to| self.describe_reply(to)).unwrap_or_default();
        let under = self.issue_of(position).filter(|_| is_foreign);
        let own_issue = under.map(|issue| issue.id.to_string()).unwrap_or_default();
        let under = under
            .map(|issue| fill(self.labels().also_under, [("issue", &*issue.label)]))
            .unwrap_or_default();
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
                [&in_reply, &describe_speaker(self.story.words, position), &under],
                " ",
            ),
            note: position.note.as_deref().unwrap_or_default().to_owned(),
            caveats: position.caveats.iter().map(caveat).collect(),
            evidence: evidence::build_evidence_of_words(self.story, position),
            ..Card::default()
        }
    }

    /// Whom and what a statement answers, where that does not stand right above it.
    fn describe_reply(&self, answered: usize) -> String {
        let issue = self.position_at(answered).and_then(|position| self.issue_of(position));
        let (who, labels) = (self.speaker_name(answered), self.labels());
        match issue.filter(|issue| *issue.id != *self.issue.id) {
            Some(issue) => fill(labels.in_reply_on, [("who", &*who), ("issue", &*issue.label)]),
            None => fill(labels.in_reply, [("who", &who)]),
        }
    }

    /// Where an answer stands: under the words it answers, on the card of the outermost of these.
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
            by: describe_speaker(self.story.words, position),
            ..Card::default()
        }
    }

    fn labels(&self) -> &'static Positions {
        &self.story.words.positions
    }
}

/// That there is no answer; `to` is the card of the words that are no answer, if the text is about
/// some.
fn no_answer_body(to: String) -> CardBody {
    CardBody::Silence(Unspoken { kind: SilenceKind::NotReported, word: String::new(), to })
}

/// The name within the box of the position at `at`: links to it are to hold in later versions, too.
pub(super) fn statement_id(story: &StoryContext, at: usize) -> String {
    let Some(position) = story.positions.get(at) else { return String::new() };
    if let Some(id) = &position.id {
        return ids::named_statement(id);
    }
    let alike = |other: &&Position| {
        other.id.is_none()
            && other.stakeholder == position.stakeholder
            && other.issue == position.issue
    };
    let before = story.positions.iter().take(at).filter(alike).count();
    ids::statement(&position.stakeholder, &position.issue, before)
}
