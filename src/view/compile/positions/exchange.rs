//! A statement with what is shown below it: the answers, at any depth, and what it replaces.

use super::super::super::Card;
use super::super::super::words::fill;
use super::super::join_non_empty;
use super::super::speaker::describe_reading;
use super::IssueCompiler;
use crate::model::Position;

/// How deep answers to answers are nested. Deeper ones are listed one below the other, each with
/// whom it answers: nested further, they would have no room on a phone, and JSON parsers limit the
/// depth of documents.
const MOST_INDENTED: usize = 4;

impl IssueCompiler<'_> {
    /// Builds the card of a position, with the answers and the earlier statements that it replaces.
    pub(super) fn build_card(&self, index: usize, position: &Position, depth: usize) -> Card {
        let mut card = self.build_card_with_answers(index, position, depth);
        for earlier_index in self.earlier_forms(index) {
            let Some(earlier) = self.position_at(earlier_index) else { continue };
            let earlier_card = self.build_card_with_answers(earlier_index, earlier, depth + 1);
            card.earlier.push(self.label_as_earlier(earlier, earlier_card));
        }
        card
    }

    fn build_card_with_answers(&self, index: usize, position: &Position, depth: usize) -> Card {
        let mut card = self.build_single_card(index, position);
        let mut answers = Vec::new();
        if depth < MOST_INDENTED {
            for answer_index in self.threads.answers_to(index) {
                let Some(answer) = self.position_at(answer_index) else { continue };
                answers.push(self.build_card(answer_index, answer, depth + 1));
            }
        } else {
            answers = self.build_flat_answers(index);
        }
        // The card already has notes on those who have not answered, which go last.
        card.answers.splice(0..0, answers);
        card
    }

    /// Builds all cards below a position as one list, each with whom it answers.
    fn build_flat_answers(&self, index: usize) -> Vec<Card> {
        let mut cards = Vec::new();
        // A stack instead of recursion: an exchange may be longer than the call stack is deep. The
        // next card is at the end, so everything is pushed in reverse order.
        let mut open: Vec<usize> = self.threads.answers_to(index).collect();
        open.reverse();
        while let Some(answer_index) = open.pop() {
            let Some(answer) = self.position_at(answer_index) else { continue };
            let mut card = self.build_single_card(answer_index, answer);
            let answered = self.threads.answered_position(answer_index);
            // Answers to the position itself are right below it.
            if let Some(answered) = answered.filter(|&answered| answered != index) {
                card.by = join_non_empty([&self.describe_reply(answered), &card.by], " ");
            }
            let mut below: Vec<_> = self.threads.answers_to(answer_index).collect();
            for earlier_index in self.earlier_forms(answer_index) {
                if let Some(earlier) = self.position_at(earlier_index) {
                    let earlier_card = self.build_single_card(earlier_index, earlier);
                    card.earlier.push(self.label_as_earlier(earlier, earlier_card));
                }
                below.extend(self.threads.answers_to(earlier_index));
            }
            cards.push(card);
            open.extend(below.into_iter().rev());
        }
        cards
    }

    /// The positions that a position replaces, the latest first.
    pub(super) fn earlier_forms(&self, index: usize) -> Vec<usize> {
        let first = self.threads.earlier_of(index);
        std::iter::successors(first, |&index| self.threads.earlier_of(index)).collect()
    }

    /// Puts "Earlier:" and the stance over the card of a position that was replaced.
    fn label_as_earlier(&self, position: &Position, card: Card) -> Card {
        let (stance, kind) = match position.stance_on(&self.issue.id) {
            Some(stance) => (stance, self.issue.kind),
            None => {
                let kind = self.issue_of(position).map_or(self.issue.kind, |issue| issue.kind);
                ((position.stance, position.stance_by), kind)
            }
        };
        let word = self.labels().stance(stance.0, kind);
        let earlier = fill(self.labels().earlier, [("stance", word)]);
        let name = match describe_reading(self.story.words, stance) {
            "" => earlier,
            reading => self.story.words.add_aside(&earlier, reading),
        };
        Card { name, ..card }
    }
}
