//! Exchanges: where each statement stands, so that none is lost and none stands twice in one
//! question.
//!
//! A statement has one place: under the one that replaces it, or else under the one it answers, or
//! else by itself. Where that would be a circle it is cut, since a statement in a circle would
//! stand nowhere.

use std::collections::HashMap;

use super::StoryContext;
use crate::model::{Position, PositionRef};

/// Where every position of a story stands, by its index in the document.
#[derive(Debug)]
pub(super) struct Threads {
    parents: Vec<Option<Parent>>,
    /// What each position replaces.
    earlier: Vec<Option<usize>>,
    /// What each position says that it answers, whether or not it can stand there.
    answered: Vec<Option<usize>>,
}

/// What a position stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parent {
    /// The later position that replaces it.
    Later(usize),
    /// The position that it answers.
    Answered(usize),
}

impl Parent {
    fn index(self) -> usize {
        match self {
            Self::Later(index) | Self::Answered(index) => index,
        }
    }
}

impl Threads {
    /// Finds the place of every position of a story.
    pub(super) fn new(positions: &[Position]) -> Self {
        let (parents, earlier) = (vec![None; positions.len()], vec![None; positions.len()]);
        let mut threads = Self { parents, earlier, answered: Vec::new() };
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for (index, position) in positions.iter().enumerate() {
            if let Some(id) = &position.id {
                by_id.entry(id).or_insert(index);
            }
        }
        let find = |id: &Option<PositionRef>| by_id.get(&**id.as_ref()?).copied();
        for (index, later) in positions.iter().enumerate() {
            let replaced = find(&later.supersedes).filter(|&earlier| {
                positions.get(earlier).is_some_and(|earlier| {
                    earlier.stakeholder == later.stakeholder && earlier.issue == later.issue
                })
            });
            if let Some(earlier) = replaced {
                threads.attach(earlier, Parent::Later(index));
            }
        }
        let named: Vec<_> = positions.iter().map(|position| find(&position.responds_to)).collect();
        threads.answered =
            (0..positions.len()).map(|index| threads.find_target(&named, index)).collect();
        for index in 0..positions.len() {
            if let Some(answered) = threads.named_target(index) {
                threads.attach(index, Parent::Answered(answered));
            }
        }
        threads
    }

    /// The position that `index` answers, by what each one names. A statement that replaces an
    /// answer, and does not say what it answers, answers the same: otherwise words that were taken
    /// back would go on standing as the answer.
    fn find_target(&self, named: &[Option<usize>], index: usize) -> Option<usize> {
        let forms = std::iter::successors(Some(index), |&form| self.earlier_of(form));
        forms.take(named.len()).find_map(|form| named.get(form).copied().flatten())
    }

    /// Puts a position under another, unless it has a place or would come to stand under itself.
    fn attach(&mut self, index: usize, parent: Parent) {
        let is_circle = parent.index() == index
            || self.ancestors(parent.index()).any(|ancestor| ancestor == index);
        if let Some(place @ None) = self.parents.get_mut(index)
            && !is_circle
        {
            *place = Some(parent);
            if let Parent::Later(later) = parent
                && let Some(earlier) = self.earlier.get_mut(later)
            {
                *earlier = Some(index);
            }
        }
    }

    /// What a position stands under, the nearest first.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent_of(index), |ancestor| self.parent_of(ancestor.index()))
            .map(Parent::index)
    }

    fn parent_of(&self, index: usize) -> Option<Parent> {
        self.parents.get(index).copied().flatten()
    }

    /// The position that this one says it answers. It stands there unless that position stands
    /// under it: somebody who changes their mind after an answer replaces the words that were
    /// answered.
    pub(super) fn named_target(&self, index: usize) -> Option<usize> {
        self.answered.get(index).copied().flatten()
    }

    /// The position that this one stands under as an answer.
    pub(super) fn answered_position(&self, index: usize) -> Option<usize> {
        match self.parent_of(index) {
            Some(Parent::Answered(answered)) => Some(answered),
            Some(Parent::Later(_)) | None => None,
        }
    }

    /// Whether a later position has replaced this one.
    pub(super) fn is_replaced(&self, index: usize) -> bool {
        matches!(self.parent_of(index), Some(Parent::Later(_)))
    }

    /// The later position that has replaced this one.
    pub(super) fn replacement(&self, index: usize) -> Option<usize> {
        match self.parent_of(index) {
            Some(Parent::Later(later)) => Some(later),
            Some(Parent::Answered(_)) | None => None,
        }
    }

    /// The answers to a position that nothing has replaced, in the order of the document.
    pub(super) fn answers_to(&self, index: usize) -> impl Iterator<Item = usize> {
        self.children_of(Parent::Answered(index))
    }

    /// The position that this one replaces.
    pub(super) fn earlier_of(&self, index: usize) -> Option<usize> {
        self.earlier.get(index).copied().flatten()
    }

    fn children_of(&self, parent: Parent) -> impl Iterator<Item = usize> {
        (0..)
            .zip(&self.parents)
            .filter(move |(_, each)| **each == Some(parent))
            .map(|(index, _)| index)
    }

    /// The outermost statement on the same question that a position stands under, or the position
    /// itself: the one that has a card of its own there.
    pub(super) fn root_of(&self, story: &StoryContext, index: usize) -> usize {
        let issue = |index: usize| story.positions.get(index).map(|position| &position.issue);
        self.ancestors(index)
            .filter(|&ancestor| issue(ancestor) == issue(index))
            .last()
            .unwrap_or(index)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Threads;
    use crate::model::Position;

    /// A statement of one person on one question, which answers and replaces any of three or none.
    fn position(id: usize, answered: usize, replaced: usize) -> Position {
        let target = |number: usize| number.checked_sub(1).map(|target| target.to_string());
        let document = json!({
            "id": id.to_string(), "stakeholder": "ann", "issue": "deal", "stance": "mixed", "stance_by": "speaker",
            "expression": "quote", "text": "Words.", "said_on": "unknown", "venue": "not_given", "on_behalf_of": "self",
            "attributed": "named", "sources": ["paper"],
            "responds_to": target(answered), "supersedes": target(replaced),
        });
        serde_json::from_value(document).expect("a position")
    }

    #[test]
    fn however_three_statements_answer_and_replace_each_other_each_has_one_place() {
        for number in 0..4_usize.pow(6) {
            let digit = |place: u32| number / 4_usize.pow(place) % 4;
            let positions: Vec<_> = (0..3_u32)
                .map(|id| position(id as usize, digit(2 * id), digit(2 * id + 1)))
                .collect();
            let threads = Threads::new(&positions);
            for index in 0..3 {
                assert!(
                    threads.ancestors(index).take(4).count() < 3,
                    "{positions:?}: {index} stands under itself"
                );
                let above = (0..3).filter(|&other| {
                    threads.answers_to(other).any(|it| it == index)
                        || threads.earlier_of(other) == Some(index)
                });
                let places = above.count() + usize::from(threads.ancestors(index).next().is_none());
                assert_eq!(places, 1, "{positions:?}: {index}");
            }
        }
    }
}
