//! What can be wrong with a published page, and the words for it, in one voice.

mod markup;
mod policy;
mod response;
mod version;

use std::fmt;

use crate::cli::check::one_line;

pub(super) use markup::MarkupProblem;
pub(super) use policy::{Blocked, PolicyProblem, Requirement};
pub(super) use response::ResponseProblem;
pub(super) use version::VersionProblem;

/// One thing that is wrong, or worth knowing, at one place.
///
/// Shown as `script 1: fact; consequence; fix [code]`; a note says that it is one.
#[derive(Debug)]
pub(super) struct Finding {
    place: String,
    problem: Problem,
}

/// What is wrong.
#[derive(Debug)]
pub(super) enum Problem {
    /// What was pasted is no longer what it was.
    MarkupProblem(MarkupProblem),
    /// A policy of the page keeps something out.
    PolicyProblem(PolicyProblem),
    /// A server answers what browsers do not take.
    ResponseProblem(ResponseProblem),
    /// What is told is not the story as it stands.
    VersionProblem(VersionProblem),
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn add(&mut self, place: impl Into<String>, problem: impl Into<Problem>) {
        self.0.push(Finding { place: place.into(), problem: problem.into() });
    }

    pub(super) fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// How many are to be mended.
    pub(super) fn problems(&self) -> usize {
        self.0.len() - self.notes()
    }

    /// How many are only worth knowing.
    pub(super) fn notes(&self) -> usize {
        self.0.iter().filter(|finding| finding.problem.is_note()).count()
    }
}

impl Problem {
    fn is_note(&self) -> bool {
        match self {
            Self::MarkupProblem(markup) => markup.is_note(),
            Self::PolicyProblem(kept) => kept.is_note(),
            Self::ResponseProblem(served) => served.is_note(),
            Self::VersionProblem(told) => told.is_note(),
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::MarkupProblem(markup) => markup.words(),
            Self::PolicyProblem(kept) => kept.words(),
            Self::ResponseProblem(served) => served.words(),
            Self::VersionProblem(told) => told.words(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, fact, consequence, fix) = self.problem.words();
        let note = if self.problem.is_note() { "note: " } else { "" };
        write!(f, "{}: {note}{fact}; {consequence}; {fix} [{code}]", self.place)
    }
}

impl From<MarkupProblem> for Problem {
    fn from(markup: MarkupProblem) -> Self {
        Self::MarkupProblem(markup)
    }
}

impl From<PolicyProblem> for Problem {
    fn from(kept: PolicyProblem) -> Self {
        Self::PolicyProblem(kept)
    }
}

impl From<ResponseProblem> for Problem {
    fn from(served: ResponseProblem) -> Self {
        Self::ResponseProblem(served)
    }
}

impl From<VersionProblem> for Problem {
    fn from(told: VersionProblem) -> Self {
        Self::VersionProblem(told)
    }
}

/// The code, the fact, the consequence and the fix.
type Words = (&'static str, String, String, String);

fn say(code: &'static str, fact: &str, consequence: &str, fix: &str) -> Words {
    (code, fact.to_owned(), consequence.to_owned(), fix.to_owned())
}

/// What stands in the page, as it can be told: on one line, and not all of it.
pub(super) fn short(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= 80 {
        line
    } else {
        line.chars().take(80).collect::<String>() + "…"
    }
}
