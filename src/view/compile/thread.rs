//! Exchanges: which statement is shown under which, so that none is lost and none is shown twice
//! under one question.
//!
//! Each statement has at most one parent: the statement that replaces it, or else the one it
//! answers. A parent that would close a circle is left out, since statements in a circle would be
//! under no root and never be shown.

use std::collections::HashMap;

use crate::model::{Position, PositionRef};

/// The exchanges between all positions of a story, which are given by their indices in the story.
#[derive(Debug, Default)]
pub(super) struct Threads {
    /// The position that each position is shown under.
    parents: Vec<Option<Parent>>,
    /// The position that each position replaces.
    earlier: Vec<Option<usize>>,
    /// The position that each position says it answers, whether or not it can be shown there.
    answered: Vec<Option<usize>>,
    /// The positions that say they answer each position.
    named_by: Vec<Vec<usize>>,
    /// The positions that are shown under each position as answers.
    answers: Vec<Vec<usize>>,
    /// The outermost statement on the same question that each position is shown under, for each of
    /// its questions.
    roots: Vec<Vec<usize>>,
}

/// What a position is shown under.
#[derive(Clone, Copy, Debug)]
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

/// A step through an exchange, from the top down.
enum Step<'s> {
    Enter(usize),
    /// Leaves the outermost statement on an issue.
    Leave(&'s str),
}

/// The top of the exchange that each position is in, or a position that is nearer to it: a union-find
/// structure, so that no long exchange is walked again for each of its statements.
struct Tops(Vec<usize>);

impl Tops {
    fn find(&mut self, mut index: usize) -> usize {
        while let Some(&above) = self.0.get(index)
            && above != index
        {
            // Shortens the way for the next time.
            let further = self.0.get(above).copied().unwrap_or(above);
            self.put_under(index, further);
            index = further;
        }
        index
    }

    fn put_under(&mut self, index: usize, other: usize) {
        if let Some(above) = self.0.get_mut(index) {
            *above = other;
        }
    }
}

/// Lists, for each index, the indices that lead to it, in ascending order.
fn invert(targets: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut sources = vec![Vec::new(); targets.len()];
    for (index, target) in targets.iter().enumerate() {
        if let Some(list) = target.and_then(|target| sources.get_mut(target)) {
            list.push(index);
        }
    }
    sources
}

impl Threads {
    /// Finds the parent of every position of a story.
    pub(super) fn new(positions: &[Position]) -> Self {
        let count = positions.len();
        let mut by_id: HashMap<&str, usize> = HashMap::new();
        for (index, position) in positions.iter().enumerate() {
            if let Some(id) = &position.id {
                by_id.entry(id).or_insert(index);
            }
        }
        let (parents, earlier) = (vec![None; count], vec![None; count]);
        let mut threads = Self { parents, earlier, ..Self::default() };
        let mut tops = Tops((0..count).collect());
        // Replacements go first: whether a statement answers another depends on what it replaces.
        for (index, later) in positions.iter().enumerate() {
            if let Some(replaced) = find_position(&by_id, &later.supersedes)
                && let Some(earlier) = positions.get(replaced)
                && earlier.stakeholder == later.stakeholder
                && earlier.issue == later.issue
                && earlier.issues().all(|issue| later.stance_on(issue).is_some())
            {
                threads.attach(replaced, Parent::Later(index), &mut tops);
            }
        }
        let named: Vec<_> =
            positions.iter().map(|position| find_position(&by_id, &position.responds_to)).collect();
        threads.answered = threads.find_answered_positions(&named);
        for index in 0..count {
            if let Some(answered) = threads.named_target(index) {
                threads.attach(index, Parent::Answered(answered), &mut tops);
            }
        }
        threads.named_by = invert(&threads.answered);
        let answered: Vec<_> = (0..count).map(|index| threads.answered_position(index)).collect();
        threads.answers = invert(&answered);
        threads.roots = threads.find_roots(positions);
        threads
    }

    /// Finds the position that each position answers. `named` has the one that each names.
    ///
    /// A statement that replaces an answer, and does not name what it answers, answers the same
    /// position. Otherwise words that were taken back would still be shown as the answer.
    fn find_answered_positions(&self, named: &[Option<usize>]) -> Vec<Option<usize>> {
        let mut answered = named.to_vec();
        // From the earliest form on: what it answers is passed on to the form that replaces it.
        let earliest = (0..named.len()).filter(|&index| self.earlier_of(index).is_none());
        for first in earliest {
            let mut inherited = None;
            let forms = std::iter::successors(Some(first), |&form| self.replacement(form));
            for form in forms {
                if let Some(own) = answered.get_mut(form) {
                    *own = own.or(inherited);
                    inherited = *own;
                }
            }
        }
        answered
    }

    /// Finds the outermost statement on the same question that each position is shown under, or else
    /// the position itself, for each of its questions.
    fn find_roots(&self, positions: &[Position]) -> Vec<Vec<usize>> {
        let mut roots: Vec<Vec<usize>> = vec![Vec::new(); positions.len()];
        let parents: Vec<_> = self.parents.iter().map(|parent| parent.map(Parent::index)).collect();
        let children = invert(&parents);
        // The outermost statement on each question above the one that is looked at.
        let mut outermost: HashMap<&str, usize> = HashMap::new();
        // Not a recursion, since an exchange of thousands of answers would overflow the stack.
        let tops = (0..positions.len()).filter(|&index| self.parent_of(index).is_none());
        let mut steps: Vec<_> = tops.map(Step::Enter).collect();
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(index) => {
                    let Some(position) = positions.get(index) else { continue };
                    for issue in position.issues() {
                        let root = *outermost.entry(issue).or_insert(index);
                        if let Some(list) = roots.get_mut(index) {
                            list.push(root);
                        }
                        if root == index {
                            steps.push(Step::Leave(issue));
                        }
                    }
                    steps.extend(
                        children.get(index).into_iter().flatten().copied().map(Step::Enter),
                    );
                }
                Step::Leave(issue) => drop(outermost.remove(issue)),
            }
        }
        roots
    }

    /// Puts a position under another, unless it already has a parent or would end up under itself.
    fn attach(&mut self, index: usize, parent: Parent, tops: &mut Tops) {
        // Without a parent, it is above another position only as the top of its exchange.
        let is_circle = tops.find(parent.index()) == index;
        if let Some(slot @ None) = self.parents.get_mut(index)
            && !is_circle
        {
            *slot = Some(parent);
            tops.put_under(index, parent.index());
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
        self.answers.get(index).into_iter().flatten().copied()
    }

    /// The positions that say they answer this one, whether or not they are shown there.
    pub(super) fn named_by(&self, index: usize) -> &[usize] {
        self.named_by.get(index).map(Vec::as_slice).unwrap_or_default()
    }

    /// The position that this one replaces.
    pub(super) fn earlier_of(&self, index: usize) -> Option<usize> {
        self.earlier.get(index).copied().flatten()
    }

    /// The outermost statement on a question that a position on it is shown under, or else the
    /// position itself. This is the one whose card is not nested under the question.
    pub(super) fn root_of(&self, index: usize, position: &Position, issue: &str) -> usize {
        let number = position.issues().position(|own| **own == *issue);
        let roots = self.roots.get(index).map(Vec::as_slice).unwrap_or_default();
        number.and_then(|number| roots.get(number)).copied().unwrap_or(index)
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
