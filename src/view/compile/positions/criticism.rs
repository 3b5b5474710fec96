//! Criticism: what is known of the parties that a statement criticises and that have not answered
//! it.
//!
//! Readers must never take a missing answer for a refusal to answer. So a note below the criticism
//! gives the most that the story has: why the party is silent, what else it has said, or at least
//! that the sources carry no answer.

use super::super::super::words::fill;
use super::super::super::{Card, CardBody, Unspoken, ids};
use super::super::silences::build_silence_card;
use super::super::{evidence, party_name};
use super::{IssueCompiler, statement_id};
use crate::model::{PartyRef, Position, Scope, Silence, SilenceKind};

impl<'s> IssueCompiler<'s> {
    /// Builds the card of a position without answers, but with a note for each party that it
    /// criticises and that has not answered.
    pub(super) fn build_single_card(&self, index: usize, position: &Position) -> Card {
        let mut card = self.build_words_card(index, position);
        let mut unanswered = Vec::new();
        for party in &position.criticises {
            if self.threads.answers_to(index).any(|answer| self.party_of(answer) == Some(party)) {
                continue;
            }
            let note = if let Some((person, silence_index, silence)) =
                self.find_silence(position, party)
            {
                build_silence_card(self.story, silence_index, person, silence)
            } else if let Some(elsewhere) = self.find_statement(position, index, party) {
                let is_answered = self.has_spoken_to(index, party);
                self.build_not_addressed(position, party, elsewhere, is_answered)
            } else {
                unanswered.push(party_name(self.story, party));
                continue;
            };
            card.answers.push(Card { id: ids::unanswered_by(&card.id, party), ..note });
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

    /// Whether a party has spoken to the point of a position although it has not answered it: in
    /// the words that the position answers, or in an answer that was to an earlier form of the
    /// position or that has been replaced since.
    fn has_spoken_to(&self, index: usize, party: &PartyRef) -> bool {
        if self.threads.ancestors(index).any(|ancestor| self.party_of(ancestor) == Some(party)) {
            return true;
        }
        let mut forms = self.earlier_forms(index);
        forms.push(index);
        for other in 0..self.speakers.len() {
            if self.party_of(other) == Some(party)
                && self.threads.named_target(other).is_some_and(|target| forms.contains(&target))
            {
                return true;
            }
        }
        false
    }

    /// Finds the known reason why a party is not on record on the question of a position: the index
    /// of the person, and the silence with its index. The most common reason, that the sources do
    /// not say whether they were asked, is none.
    fn find_silence(
        &self,
        position: &Position,
        party: &PartyRef,
    ) -> Option<(usize, usize, &'s Silence)> {
        for (silence_index, silence) in self.story.story.silences.iter().enumerate() {
            if silence.issue != position.issue || silence.kind == SilenceKind::NotReported {
                continue;
            }
            // One party may be several stakeholders, in different roles.
            let person = self.people.iter().position(|stakeholder| {
                stakeholder.party == *party && *silence.stakeholder == *stakeholder.id
            });
            if let Some(person) = person {
                return Some((person, silence_index, silence));
            }
        }
        None
    }

    /// Finds the statement of a party that is nearest to a position that the party has not
    /// answered: one on the same question, or else one about this contract, or else any.
    fn find_statement(&self, position: &Position, index: usize, party: &PartyRef) -> Option<usize> {
        let mut theirs = Vec::new();
        for (other_index, other) in self.story.story.positions.iter().enumerate() {
            if other_index != index
                && self.party_of(other_index) == Some(party)
                && !self.threads.is_replaced(other_index)
            {
                theirs.push((other_index, other));
            }
        }
        let same_question = theirs.iter().find(|(_, other)| other.issue == position.issue);
        let same_contract =
            theirs.iter().find(|(_, other)| self.scope_of(other) == Some(Scope::ThisContract));
        same_question.or(same_contract).or(theirs.first()).map(|(other_index, _)| *other_index)
    }

    /// Builds the note that a party which is on record has not answered a criticism, with a link to
    /// what it did say. `is_answered` is whether it has spoken to the point before.
    fn build_not_addressed(
        &self,
        critic: &Position,
        party: &PartyRef,
        statement: usize,
        is_answered: bool,
    ) -> Card {
        let labels = self.labels();
        let (who, said) = (party_name(self.story, party), self.position_at(statement));
        let cited = if is_answered { Some(critic) } else { said };
        let publishers = cited
            .map(|cited| evidence::known_publishers(self.story, &cited.sources))
            .unwrap_or_default();
        let text = match &*publishers {
            [publisher] if is_answered => {
                fill(labels.no_further, [("party", &*who), ("publisher", publisher)])
            }
            _ if is_answered => fill(labels.no_further_anywhere, [("party", &*who)]),
            [publisher] if said.is_some_and(|said| is_made_to(said, publisher)) => {
                fill(labels.not_addressed_to, [("party", &*who), ("publisher", publisher)])
            }
            [publisher] => {
                fill(labels.not_addressed_by, [("party", &*who), ("publisher", publisher)])
            }
            _ => fill(labels.not_addressed, [("party", &*who)]),
        };
        Card { text, body: no_answer_body(statement_id(self.story, statement)), ..Card::default() }
    }
}

/// Whether a statement was made to a publisher, as far as the story says where it was made: that a
/// publisher reports a statement does not mean that it was made to them.
fn is_made_to(position: &Position, publisher: &str) -> bool {
    position.venue.to_lowercase().contains(&publisher.to_lowercase())
}

/// The body of a note that there is no answer. `to` is the id of the card with what the party did
/// say, if the text refers to that.
fn no_answer_body(to: String) -> CardBody {
    CardBody::Silence(Unspoken { kind: SilenceKind::NotReported, word: String::new(), to })
}
