//! What a reader has chosen: a pure reducer.

use std::rc::Rc;

use yew::Reducible;

/// The most people that can be read side by side.
pub(super) const MOST: usize = 4;

/// What a reader has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// The place of the issue that is shown.
    pub(super) issue: usize,
    /// The places of the people to compare, in the order of the people.
    pub(super) picks: Vec<usize>,
    /// The last pick, for the announcement: whose, and whether it was put in.
    pub(super) last: Option<(usize, bool)>,
}

/// What a reader does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Shows an issue.
    Issue(usize),
    /// Puts a person into the comparison, or takes them out.
    Pick(usize),
    /// Ends the comparison.
    Clear,
}

impl Reducible for Choice {
    type Action = Act;

    fn reduce(self: Rc<Self>, act: Act) -> Rc<Self> {
        let mut next = (*self).clone();
        match act {
            Act::Issue(issue) => next.issue = issue,
            Act::Clear => {
                next.picks.clear();
                next.last = None;
            }
            Act::Pick(person) => match next.picks.binary_search(&person) {
                Ok(at) => {
                    next.picks.remove(at);
                    next.last = Some((person, false));
                }
                Err(at) if next.picks.len() < MOST => {
                    next.picks.insert(at, person);
                    next.last = Some((person, true));
                }
                Err(_) => return self,
            },
        }
        Rc::new(next)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{Act, Choice, MOST};
    use yew::Reducible;

    fn after(acts: &[Act]) -> Choice {
        let choice = acts.iter().fold(Rc::new(Choice::default()), |choice, act| choice.reduce(*act));
        (*choice).clone()
    }

    #[test]
    fn picks_keep_the_order_of_the_people_and_toggle() {
        assert_eq!(after(&[Act::Pick(3), Act::Pick(1)]).picks, [1, 3]);
        assert_eq!(after(&[Act::Pick(3), Act::Pick(1), Act::Pick(3)]).picks, [1]);
        assert_eq!(after(&[Act::Pick(3), Act::Clear]).picks, [0usize; 0]);
    }

    #[test]
    fn one_more_than_the_most_changes_nothing() {
        let acts: Vec<_> = (0..=MOST).map(Act::Pick).collect();
        assert_eq!(after(&acts).picks.len(), MOST);
        assert_eq!(after(&acts).last, Some((MOST - 1, true)));
    }

    #[test]
    fn choosing_an_issue_keeps_the_picks() {
        let choice = after(&[Act::Pick(2), Act::Issue(1)]);
        assert_eq!((choice.issue, choice.picks), (1, vec![2]));
    }
}
