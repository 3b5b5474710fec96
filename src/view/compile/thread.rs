//! Exchanges: which statement is shown under which, so that none is lost and none is shown twice
//! under one question.
//!
//! Each statement has at most one parent: the statement that replaces it, or else the one it
//! answers. A parent that would close a circle is left out, since statements in a circle would be
//! under no root and never be shown.

use std::collections::HashMap;

use super::StoryContext;
use crate::model::{Position, PositionRef};

/// The exchanges between all positions of a story, which are given by their indices in the story.
#[derive(Debug)]
pub(super) struct Threads {
    /// The position that each position is shown under.
    parents: Vec<Option<Parent>>,
    /// The position that each position replaces.
    earlier: Vec<Option<usize>>,
    /// The position that each position says it answers, whether or not it can be shown there.
    answered: Vec<Option<usize>>,
}

/// What a position is shown under.
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
    /// Finds the parent of every position of a story.
    pub(super) fn new(positions: &[Position]) -> Self {
        let (parents, earlier) = (vec![None; positions.len()], vec![None; positions.len()]);
        let mut threads = Self { parents, earlier, answered: Vec::new() };
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for (index, position) in positions.iter().enumerate() {
            if let Some(id) = &position.id {
                by_id.entry(id).or_insert(index);
            }
        }
        // Replacements go first: whether a statement answers another depends on what it replaces.
        for (index, later) in positions.iter().enumerate() {
            if let Some(replaced) = find_position(&by_id, &later.supersedes)
                && let Some(earlier) = positions.get(replaced)
                && earlier.stakeholder == later.stakeholder
                && earlier.issue == later.issue
            {
                threads.attach(replaced, Parent::Later(index));
            }
        }
        let named: Vec<_> =
            positions.iter().map(|position| find_position(&by_id, &position.responds_to)).collect();
        threads.answered = (0..positions.len())
            .map(|index| threads.find_answered_position(&named, index))
            .collect();
        for index in 0..positions.len() {
            if let Some(answered) = threads.named_target(index) {
                threads.attach(index, Parent::Answered(answered));
            }
        }
        threads
    }

    /// Finds the position that another answers. `named` has the one that each position names.
    ///
    /// A statement that replaces an answer, and does not name what it answers, answers the same
    /// position. Otherwise words that were taken back would still be shown as the answer.
    fn find_answered_position(&self, named: &[Option<usize>], index: usize) -> Option<usize> {
        let forms = std::iter::successors(Some(index), |&form| self.earlier_of(form));
        forms.take(named.len()).find_map(|form| named.get(form).copied().flatten())
    }

    /// Puts a position under another, unless it already has a parent or would end up under itself.
    fn attach(&mut self, index: usize, parent: Parent) {
        let is_circle = parent.index() == index
            || self.ancestors(parent.index()).any(|ancestor| ancestor == index);
        if let Some(slot @ None) = self.parents.get_mut(index)
            && !is_circle
        {
            *slot = Some(parent);
            if let Parent::Later(later) = parent
                && let Some(earlier) = self.earlier.get_mut(later)
            {
                *earlier = Some(index);
            }
        }
    }

    /// The positions that a position is shown under, the nearest first.
    pub(super) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parent_of(index), |ancestor| self.parent_of(ancestor.index()))
            .map(Parent::index)
    }

    fn parent_of(&self, index: usize) -> Option<Parent> {
        self.parents.get(index).copied().flatten()
    }

    /// The position that this one says it answers. It is shown there, unless that position is under
    /// this one: that happens if somebody replaces words after they were answered, and refers to
    /// the answer.
    pub(super) fn named_target(&self, index: usize) -> Option<usize> {
        self.answered.get(index).copied().flatten()
    }

    /// The position that this one is shown under as an answer.
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

    /// The answers to a position that have not been replaced, in the order of the story.
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
            .filter(move |(_, other)| **other == Some(parent))
            .map(|(index, _)| index)
    }

    /// The outermost statement on the same question that a position is shown under, or else the
    /// position itself. This is the one whose card is not
    /// nested under the question.
    pub(super) fn root_of(&self, story: &StoryContext, index: usize) -> usize {
        let issue = story.positions.get(index).map(|position| &position.issue);
        let mut root = index;
        for ancestor in self.ancestors(index) {
            if story.positions.get(ancestor).map(|position| &position.issue) == issue {
                root = ancestor;
            }
        }
        root
    }
}

fn find_position(by_id: &HashMap<&str, usize>, id: &Option<PositionRef>) -> Option<usize> {
    by_id.get(&**id.as_ref()?).copied()
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
    fn each_of_three_statements_has_one_parent_whatever_they_answer_and_replace() {
        for number in 0..4_usize.pow(6) {
            let digit = |place: u32| number / 4_usize.pow(place) % 4;
            let positions: Vec<_> = (0..3_u32)
                .map(|id| position(id as usize, digit(2 * id), digit(2 * id + 1)))
                .collect();
            let threads = Threads::new(&positions);
            for index in 0..3 {
                assert!(
                    threads.ancestors(index).take(4).count() < 3,
                    "{positions:?}: {index} is under itself"
                );
                let above = (0..3).filter(|&other| {
                    threads.answers_to(other).any(|answer| answer == index)
                        || threads.earlier_of(other) == Some(index)
                });
                let places = above.count() + usize::from(threads.ancestors(index).next().is_none());
                assert_eq!(places, 1, "{positions:?}: {index}");
            }
        }
    }
}
