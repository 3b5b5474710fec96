//! The state of a box and the acts that change it: a pure reducer, tested without a browser.
//!
//! An [`Act`] changes the state, whether it comes from a control, a link or the prerendered box. A
//! [`Request`] is what a button leaves to the page's scripts, because only the browser can do it. A
//! [`Report`] goes to those scripts when the state has changed.

#[cfg(test)]
mod tests;

use crate::view::{BoxView, Card, IssueView, Parts};

/// How many issues and people have rules of their own in the stylesheet (`numbered.rs`). With more
/// issues there is no filter; people beyond this number cannot be chosen until the script runs
/// (`who.css`, `compare.css`).
pub(super) const MAX_NUMBERED: usize = 24;

/// How many people can be compared at most.
pub(super) const MAX_COMPARED: usize = Parts::MAX_PEOPLE;

/// What a reader has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// The index of the issue that the statements are narrowed to, one about the contract. Without
    /// one, all are shown.
    pub(super) issue: Option<usize>,
    /// The indices of the people to compare, in ascending order.
    pub(super) people: Vec<usize>,
    /// The person who was added or removed last and whether they were added, for the announcement
    /// to screen readers.
    pub(super) last_toggled: Option<(usize, bool)>,
}

/// What changes the state of a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The reader chooses an issue, by its index, or all.
    ChooseIssue(Option<usize>),
    /// The reader adds a person to the comparison or removes them, by their index.
    TogglePerson(usize),
    /// The reader ends the comparison.
    ClearComparison,
    /// A link asks to compare these people and nobody else. Their ids are joined by `_`, as in the
    /// link.
    Compare(String),
    /// A link or button leads to an element of the box, by its id. If the chosen issue hides it, all
    /// are shown.
    Reveal(String),
    /// The live box replaces the prerendered one and takes over what the reader has chosen in it.
    Restore {
        /// The issue's id; empty for all.
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
    /// The name of the action in `acts.js` or `mount.js` that handles it.
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
    /// The reader has chosen the issue with this id, or all, if it is empty.
    IssueChosen(String),
    /// The reader or a link has chosen the people with these ids, joined by `_`.
    PeopleChosen(String),
    /// What [`Act::Reveal`] or [`Act::Restore`] asked for is shown.
    Shown,
}

impl Selection {
    /// What is chosen at first: the people whom the page compares, if it shows only them.
    pub(super) fn new(view: &BoxView, parts: &Parts) -> Self {
        let mut selection = Self::default();
        if let Parts::Compare(people) = parts {
            selection.choose_people(view, &people.join("_"));
        }
        selection
    }

    /// Applies an act; returns whether anything is to be rendered, and adds what is to be reported
    /// after that.
    pub(super) fn apply(&mut self, view: &BoxView, act: Act, reports: &mut Vec<Report>) -> bool {
        match act {
            Act::ChooseIssue(issue) => {
                self.issue = issue;
                reports.push(self.report_issue(view));
            }
            Act::Reveal(id) => {
                let chosen = self.issue.and_then(|issue| view.issues.get(issue));
                let mut own = view.issues.iter().filter(|issue| issue.is_own);
                if chosen.is_some_and(|chosen| !contains_id(chosen, &id))
                    && own.any(|issue| contains_id(issue, &id))
                {
                    self.issue = None;
                    reports.push(self.report_issue(view));
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
                self.issue = position_of_issue(view, &issue);
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
    /// People who are not in the new document are dropped; if the issue is not in it, all are
    /// shown. If the new document is another story, the selection starts empty.
    pub(super) fn carry_over(&mut self, old: &BoxView, new: &BoxView) {
        if old.id != new.id {
            *self = Self::default();
            return;
        }
        let issue = self.issue.and_then(|issue| old.issues.get(issue));
        self.issue = issue.and_then(|issue| position_of_issue(new, &issue.id));
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

    fn report_issue(&self, view: &BoxView) -> Report {
        let issue = self.issue.and_then(|issue| view.issues.get(issue));
        Report::IssueChosen(issue.map(|issue| issue.id.clone()).unwrap_or_default())
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

/// The index of the issue with this id, if it is about the contract.
fn position_of_issue(view: &BoxView, id: &str) -> Option<usize> {
    view.issues.iter().position(|issue| issue.is_own && issue.id == id)
}

/// Whether the element with this id is among the statements on an issue.
fn contains_id(issue: &IssueView, id: &str) -> bool {
    card_has_id(&issue.cards, id)
}

fn card_has_id(cards: &[Card], id: &str) -> bool {
    cards.iter().any(|card| {
        card.id == id || card_has_id(&card.answers, id) || card_has_id(&card.earlier, id)
    })
}
