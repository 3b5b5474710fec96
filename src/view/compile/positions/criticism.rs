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
use super::IssueCompiler;
use crate::model::{PartyRef, Position, Silence, SilenceKind};

impl<'s> IssueCompiler<'s> {
    /// Builds the card of a position without answers, but with a note for each party that it
    /// criticises and that has not answered.
    pub(super) fn build_single_card(&self, index: usize, position: &Position) -> Card {
        let mut card = self.build_words_card(index, position);
        let mut unanswered = Vec::new();
        for party in &position.criticises {
            if self.threads.answers_to(index).any(|answer| self.is_answer_of(answer, party)) {
                continue;
            }
            let note = if let Some((person, silence_index, silence)) =
                self.find_silence(position, party)
            {
                build_silence_card(self.story, silence_index, person, silence)
            } else if let Some(elsewhere) = self.records.find_statement(position, index, party) {
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
        if self.threads.ancestors(index).any(|ancestor| self.is_answer_of(ancestor, party)) {
            return true;
        }
        let mut forms = self.earlier_forms(index);
        forms.push(index);
        let mut answers = forms.iter().flat_map(|&form| self.threads.named_by(form));
        answers.any(|&answer| self.is_answer_of(answer, party))
    }

    /// Whether a statement is a party's own, or somebody else's who answers for it.
    fn is_answer_of(&self, statement: usize, party: &PartyRef) -> bool {
        self.party_of(statement) == Some(party)
            || self
                .position_at(statement)
                .is_some_and(|position| position.answers_for.as_ref() == Some(party))
    }

    /// Finds the known reason why a party is not on record on the question of a position: the index
    /// of the person, and the silence with its index.
    fn find_silence(
        &self,
        position: &Position,
        party: &PartyRef,
    ) -> Option<(usize, usize, &'s Silence)> {
        let (index, silence) = self.records.find_silence(position, party)?;
        Some((*self.by_id.get(&*silence.stakeholder)?, index, silence))
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
        Card {
            text,
            body: no_answer_body(self.story.index.statement_id(statement).to_owned()),
            ..Card::default()
        }
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
