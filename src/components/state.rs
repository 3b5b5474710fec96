//! The state of a box and the acts that change it: a pure reducer, tested without a browser.
//!
//! An [`Act`] changes the state, whether it comes from a control, a link or the prerendered box. A
//! [`Request`] is what a button leaves to the page's scripts, because only the browser can do it. A
//! [`Report`] goes to those scripts when the state has changed.

use crate::view::{BoxView, Card, IssueView};

/// How many people can be compared at most.
pub(super) const MAX_COMPARED: usize = 4;

/// What a reader has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// The index of the issue that is shown.
    pub(super) issue: usize,
    /// The indices of the people to compare, in ascending order.
    pub(super) people: Vec<usize>,
    /// The person who was added or removed last and whether they were added, for the announcement
    /// to screen readers.
    pub(super) last_toggled: Option<(usize, bool)>,
}

/// What changes the state of a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The reader chooses an issue, by its index.
    ChooseIssue(usize),
    /// The reader adds a person to the comparison or removes them, by their index.
    TogglePerson(usize),
    /// The reader ends the comparison.
    ClearComparison,
    /// A link asks to compare these people and nobody else. Their ids are joined by `_`, as in the
    /// link.
    Compare(String),
    /// A link or button leads to an element of the box, by its id. Its issue is shown, since the
    /// element would otherwise be hidden.
    Reveal(String),
    /// The live box replaces the prerendered one and takes over what the reader has chosen in it.
    Restore {
        /// The issue's id; empty to leave the issue as it is.
        issue: String,
        /// The ids of the people to compare, joined by `_`.
        people: String,
    },
}

/// What a button asks of the page's scripts (`acts.js`), which read it from the button's
/// attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Request<'a> {
    /// Copies a link to the element with this id; to the element around the button, if `None`; to
    /// the box, if `""`.
    CopyLink(Option<&'a str>),
    /// Copies the citation.
    CopyCitation,
    /// Copies the code that embeds the box.
    CopyCode,
    /// Opens the device's own dialog for sharing.
    Share,
    /// Brings an element of the box into view, by its id.
    Reveal(&'a str),
    /// Shows another story in this box, by the path of its page in the bundle.
    Visit(&'a str),
    /// Shows the newest version of the story.
    ShowNewest,
    /// Goes back to the story that the reader came from.
    GoBack,
}

impl<'a> Request<'a> {
    /// The name of the action in `acts.js` or `box.js` that handles it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::CopyLink(_) => "link",
            Self::CopyCitation => "cite",
            Self::CopyCode => "embed",
            Self::Share => "share",
            Self::Reveal(_) => "show",
            Self::Visit(_) => "visit",
            Self::ShowNewest => "newest",
            Self::GoBack => "back",
        }
    }

    /// The id or path that the request names, if any.
    pub(super) fn target(self) -> Option<&'a str> {
        match self {
            Self::CopyLink(target) => target,
            Self::Reveal(target) | Self::Visit(target) => Some(target),
            Self::CopyCitation | Self::CopyCode | Self::Share | Self::ShowNewest | Self::GoBack => {
                None
            }
        }
    }
}

/// What the box reports to the page's scripts, once the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// The first render is complete.
    Ready,
    /// The reader has chosen the issue with this id.
    IssueChosen(String),
    /// The reader or a link has chosen the people with these ids, joined by `_`.
    PeopleChosen(String),
    /// What [`Act::Reveal`] or [`Act::Restore`] asked for is shown.
    Shown,
}

impl Selection {
    /// Applies an act; returns whether anything is to be rendered, and adds what is to be reported
    /// after that.
    pub(super) fn apply(&mut self, view: &BoxView, act: Act, reports: &mut Vec<Report>) -> bool {
        match act {
            Act::ChooseIssue(issue) => {
                self.issue = issue;
                reports.extend(self.report_issue(view));
            }
            Act::Reveal(id) => {
                let issue = view.issues.iter().position(|issue| contains_id(issue, &id));
                if let Some(issue) = issue.filter(|&issue| issue != self.issue) {
                    self.issue = issue;
                    reports.extend(self.report_issue(view));
                }
                reports.push(Report::Shown);
            }
            Act::ClearComparison => {
                self.choose_people(view, "");
                reports.push(self.report_people(view));
            }
            Act::Compare(ids) => {
                self.choose_people(view, &ids);
                reports.push(self.report_people(view));
            }
            // Not reported as a choice: the reader made it before, in the prerendered box.
            Act::Restore { issue, people } => {
                if let Some(issue) = view.issues.iter().position(|other| other.id == issue) {
                    self.issue = issue;
                }
                self.choose_people(view, &people);
                reports.push(Report::Shown);
            }
            Act::TogglePerson(person) => {
                // Always sorted, so that the columns have the order of the people everywhere.
                match self.people.binary_search(&person) {
                    Ok(index) => {
                        self.people.remove(index);
                        self.last_toggled = Some((person, false));
                    }
                    Err(index) if self.people.len() < MAX_COMPARED => {
                        self.people.insert(index, person);
                        self.last_toggled = Some((person, true));
                    }
                    Err(_) => return false,
                }
                reports.push(self.report_people(view));
            }
        }
        true
    }

    /// Carries the selection over to another document: the same issue and the same people, at their
    /// indices there.
    ///
    /// People who are not in the new document are dropped, and an issue that is not in it is
    /// replaced by the first. If the new document is another story, the selection starts empty.
    pub(super) fn carry_over(&mut self, old: &BoxView, new: &BoxView) {
        if old.id != new.id {
            *self = Self::default();
            return;
        }
        let issue = old.issues.get(self.issue);
        self.issue = new
            .issues
            .iter()
            .position(|other| issue.is_some_and(|issue| issue.id == other.id))
            .unwrap_or(0);
        let people = self.people_ids(old);
        self.choose_people(new, &people);
    }

    /// Chooses people by their ids, joined by `_`, and nobody else.
    fn choose_people(&mut self, view: &BoxView, ids: &str) {
        let chosen = view.people.iter().enumerate().filter(|(_, person)| {
            ids.as_bytes().split(|&byte| byte == b'_').any(|id| id == person.id.as_bytes())
        });
        self.people = chosen.map(|(index, _)| index).take(MAX_COMPARED).collect();
        self.last_toggled = None;
    }

    fn report_issue(&self, view: &BoxView) -> Option<Report> {
        view.issues.get(self.issue).map(|issue| Report::IssueChosen(issue.id.clone()))
    }

    fn report_people(&self, view: &BoxView) -> Report {
        Report::PeopleChosen(self.people_ids(view))
    }

    /// The ids of the chosen people, joined by `_`, which no id contains.
    fn people_ids(&self, view: &BoxView) -> String {
        let mut ids = String::new();
        for person in self.people.iter().filter_map(|&index| view.people.get(index)) {
            if !ids.is_empty() {
                ids.push('_');
            }
            ids.push_str(&person.id);
        }
        ids
    }
}

/// Whether the element with this id is in the panel of an issue.
fn contains_id(issue: &IssueView, id: &str) -> bool {
    issue.rows.iter().any(|row| row.id == id || card_has_id(&row.cards, id))
}

fn card_has_id(cards: &[Card], id: &str) -> bool {
    cards.iter().any(|card| {
        card.id == id || card_has_id(&card.answers, id) || card_has_id(&card.earlier, id)
    })
}

#[cfg(test)]
mod tests {
    use super::{Act, MAX_COMPARED, Report, Selection};
    use crate::view::{BoxView, Card, IssueView, Person, Row};

    /// The choice after these acts, and what they report, in a box with six people and two issues.
    fn apply(acts: &[Act]) -> (Selection, Vec<Report>) {
        let view = view(&["ann", "bo", "cy", "di", "ed", "flo"], &["deal", "cost"]);
        let (mut choice, mut reports) = (Selection::default(), Vec::new());
        for act in acts {
            choice.apply(&view, act.clone(), &mut reports);
        }
        (choice, reports)
    }

    fn choice_after(acts: &[Act]) -> Selection {
        apply(acts).0
    }

    fn card(name: &str, issue: &str) -> Card {
        Card { id: format!("{name}-{issue}"), ..Card::default() }
    }

    /// A card with one that answers it and one that it replaces.
    fn row(issue: &str) -> Row {
        let (answers, earlier) = (vec![card("answer", issue)], vec![card("earlier", issue)]);
        let cards = vec![Card { answers, earlier, ..card("card", issue) }];
        Row { id: format!("row-{issue}-against"), cards, ..Row::default() }
    }

    /// A document with these people and issues, by their ids, and a row under each issue.
    fn view(people: &[&str], issues: &[&str]) -> BoxView {
        BoxView {
            people: people
                .iter()
                .map(|&id| Person { id: id.into(), ..Person::default() })
                .collect(),
            issues: issues
                .iter()
                .map(|&id| IssueView { id: id.into(), rows: vec![row(id)], ..IssueView::default() })
                .collect(),
            ..BoxView::default()
        }
    }

    #[test]
    fn picks_keep_the_order_of_the_people_and_toggle() {
        assert_eq!(choice_after(&[Act::TogglePerson(3), Act::TogglePerson(1)]).people, [1, 3]);
        assert_eq!(
            choice_after(&[Act::TogglePerson(3), Act::TogglePerson(1), Act::TogglePerson(3)])
                .people,
            [1]
        );
        assert_eq!(choice_after(&[Act::TogglePerson(3), Act::ClearComparison]).people, [0usize; 0]);
    }

    #[test]
    fn one_more_than_the_most_changes_nothing_and_is_not_reported() {
        let acts: Vec<_> = (0..=MAX_COMPARED).map(Act::TogglePerson).collect();
        let (choice, reports) = apply(&acts);
        assert_eq!(choice.people.len(), MAX_COMPARED);
        assert_eq!(choice.last_toggled, Some((MAX_COMPARED - 1, true)));
        assert_eq!(reports.len(), MAX_COMPARED);
    }

    #[test]
    fn a_link_chooses_its_people_and_nobody_else_whoever_was_chosen_before() {
        for (before, named, picks) in [
            (vec![], "bo_ann", vec![0, 1]),
            // Nobody of those who were chosen stays, and there were as many as there can be.
            (vec![0, 1, 2, 3], "ed_flo", vec![4, 5]),
            // Those who were chosen come late in the list.
            (vec![4, 5], "ann_bo_cy_di", vec![0, 1, 2, 3]),
            (vec![1], "ann_bo_cy_di_ed", vec![0, 1, 2, 3]),
            (vec![1], "an_b", vec![]),
            (vec![1], "", vec![]),
        ] {
            let mut acts: Vec<_> = before.into_iter().map(Act::TogglePerson).collect();
            acts.push(Act::Compare(named.into()));
            let choice = choice_after(&acts);
            assert_eq!((choice.people, choice.last_toggled), (picks, None), "{named}");
        }
    }

    #[test]
    fn choosing_an_issue_keeps_the_picks() {
        let choice = choice_after(&[Act::TogglePerson(2), Act::ChooseIssue(1)]);
        assert_eq!((choice.issue, choice.people), (1, vec![2]));
    }

    #[test]
    fn every_choice_of_the_reader_is_reported_by_id() {
        let chosen = |people: &str| Report::PeopleChosen(people.into());
        let (_, reports) = apply(&[
            Act::ChooseIssue(1),
            Act::TogglePerson(3),
            Act::TogglePerson(1),
            Act::TogglePerson(3),
            Act::Compare("flo_nobody_ann".into()),
            Act::ClearComparison,
        ]);
        assert_eq!(
            reports,
            [
                Report::IssueChosen("cost".into()),
                chosen("di"),
                chosen("bo_di"),
                chosen("bo"),
                chosen("ann_flo"),
                chosen(""),
            ]
        );
    }

    #[test]
    fn a_link_to_an_element_shows_its_issue_and_reports_that_issue_only_if_it_is_another() {
        let other = [Report::IssueChosen("cost".into()), Report::Shown];
        let same = [Report::Shown];
        for (id, issue, expected) in [
            ("card-cost", 1, &other[..]),
            ("answer-cost", 1, &other),
            ("earlier-cost", 1, &other),
            ("row-cost-against", 1, &other),
            ("card-deal", 0, &same),
            ("sources", 0, &same),
            ("", 0, &same),
        ] {
            let (choice, reports) = apply(&[Act::Reveal(id.into())]);
            assert_eq!((choice.issue, &reports[..]), (issue, expected), "{id}");
        }
    }

    #[test]
    fn what_was_chosen_in_the_prerendered_box_is_chosen_and_not_reported_as_news() {
        for (issue, people, expected) in [
            ("cost", "di_bo", (1, vec![1, 3])),
            ("", "", (0, vec![])),
            ("gone", "gone", (0, vec![])),
        ] {
            let act = Act::Restore { issue: issue.into(), people: people.into() };
            let (choice, reports) = apply(&[act]);
            assert_eq!((choice.issue, choice.people), expected, "{issue} {people}");
            assert_eq!(reports, [Report::Shown]);
        }
    }

    #[test]
    fn another_document_shows_the_same_people_and_issue_or_what_there_is() {
        let old = view(&["ann", "bo", "cy"], &["deal", "cost"]);
        let expect = |issue, picks: &[usize]| Selection {
            issue,
            people: picks.to_vec(),
            last_toggled: None,
        };
        for (new, expected) in [
            (view(&["ann", "bo", "cy"], &["deal", "cost"]), expect(1, &[0, 2])),
            (view(&["new", "cy", "bo", "ann"], &["cost", "deal"]), expect(0, &[1, 3])),
            (view(&["cy"], &["deal"]), expect(0, &[0])),
            (view(&["bo", "new"], &["new", "more", "cost"]), expect(2, &[])),
            (view(&[], &[]), expect(0, &[])),
        ] {
            let mut choice =
                choice_after(&[Act::ChooseIssue(1), Act::TogglePerson(0), Act::TogglePerson(2)]);
            choice.carry_over(&old, &new);
            assert_eq!(choice, expected, "{new:#?}");
        }
    }
}
