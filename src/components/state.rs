//! What a reader has chosen: pure, without a browser.

use crate::view::BoxView;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Shows an issue.
    Issue(usize),
    /// Puts a person into the comparison, or takes them out.
    Pick(usize),
    /// Puts these people into the comparison, by their ids with `_` between them, and nobody else: as a link does.
    Compare(String),
    /// Ends the comparison.
    Clear,
}

impl Choice {
    /// Does what a reader does; whether that changes anything.
    pub(super) fn act(&mut self, view: &BoxView, act: Act) -> bool {
        match act {
            Act::Issue(issue) => self.issue = issue,
            Act::Clear => {
                self.picks.clear();
                self.last = None;
            }
            Act::Compare(ids) => {
                let people = view.people.iter().enumerate();
                let named = people.filter(|(_, person)| {
                    ids.as_bytes().split(|&byte| byte == b'_').any(|id| id == person.id.as_bytes())
                });
                self.picks = named.map(|(at, _)| at).take(MOST).collect();
                self.last = None;
            }
            Act::Pick(person) => match self.picks.binary_search(&person) {
                Ok(at) => {
                    self.picks.remove(at);
                    self.last = Some((person, false));
                }
                Err(at) if self.picks.len() < MOST => {
                    self.picks.insert(at, person);
                    self.last = Some((person, true));
                }
                Err(_) => return false,
            },
        }
        true
    }

    /// Goes from one document to another: the same issue and the same people, wherever they stand in it.
    ///
    /// Who is not in it is no longer chosen; in place of an issue that is not in it comes the first.
    /// Of another story, nothing is chosen yet.
    pub(super) fn follow(&mut self, old: &BoxView, new: &BoxView) {
        if old.id != new.id {
            *self = Self::default();
            return;
        }
        let issue = old.issues.get(self.issue);
        self.issue = new
            .issues
            .iter()
            .position(|each| issue.is_some_and(|issue| issue.id == each.id))
            .unwrap_or(0);
        let picked: Vec<_> = self
            .picks
            .iter()
            .filter_map(|&at| old.people.get(at))
            .map(|person| &person.id)
            .collect();
        let people = new.people.iter().enumerate();
        self.picks =
            people.filter(|(_, person)| picked.contains(&&person.id)).map(|(at, _)| at).collect();
        self.last = None;
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Choice, MOST};
    use crate::view::{BoxView, IssueView, Person};

    fn after(acts: &[Act]) -> Choice {
        let view = view(&["ann", "bo", "cy", "di", "ed", "flo"], &["deal", "cost"]);
        let mut choice = Choice::default();
        for act in acts {
            choice.act(&view, act.clone());
        }
        choice
    }

    /// A document with these people and issues, by their ids.
    fn view(people: &[&str], issues: &[&str]) -> BoxView {
        BoxView {
            people: people
                .iter()
                .map(|&id| Person { id: id.into(), ..Person::default() })
                .collect(),
            issues: issues
                .iter()
                .map(|&id| IssueView { id: id.into(), ..IssueView::default() })
                .collect(),
            ..BoxView::default()
        }
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
    fn a_link_chooses_its_people_and_nobody_else_whoever_was_chosen_before() {
        for (before, named, picks) in [
            (vec![], "bo_ann", vec![0, 1]),
            // With as many as can be, of whom none stays.
            (vec![0, 1, 2, 3], "ed_flo", vec![4, 5]),
            // With some who come late in the list.
            (vec![4, 5], "ann_bo_cy_di", vec![0, 1, 2, 3]),
            (vec![1], "ann_bo_cy_di_ed", vec![0, 1, 2, 3]),
            (vec![1], "an_b", vec![]),
            (vec![1], "", vec![]),
        ] {
            let mut acts: Vec<_> = before.into_iter().map(Act::Pick).collect();
            acts.push(Act::Compare(named.into()));
            assert_eq!((after(&acts).picks, after(&acts).last), (picks, None), "{named}");
        }
    }

    #[test]
    fn choosing_an_issue_keeps_the_picks() {
        let choice = after(&[Act::Pick(2), Act::Issue(1)]);
        assert_eq!((choice.issue, choice.picks), (1, vec![2]));
    }

    #[test]
    fn another_document_shows_the_same_people_and_issue_or_what_there_is() {
        let old = view(&["ann", "bo", "cy"], &["deal", "cost"]);
        let expect = |issue, picks: &[usize]| Choice { issue, picks: picks.to_vec(), last: None };
        for (new, expected) in [
            (view(&["ann", "bo", "cy"], &["deal", "cost"]), expect(1, &[0, 2])),
            (view(&["new", "cy", "bo", "ann"], &["cost", "deal"]), expect(0, &[1, 3])),
            (view(&["cy"], &["deal"]), expect(0, &[0])),
            (view(&["bo", "new"], &["new", "more", "cost"]), expect(2, &[])),
            (view(&[], &[]), expect(0, &[])),
        ] {
            let mut choice = after(&[Act::Issue(1), Act::Pick(0), Act::Pick(2)]);
            choice.follow(&old, &new);
            assert_eq!(choice, expected, "{new:#?}");
        }
    }
}
