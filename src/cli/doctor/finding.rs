//! What can be wrong with a published page, and the words for it, in one voice.

mod markup;
mod policy;
mod served;
mod told;

use std::fmt;

use crate::cli::check::one_line;

pub(super) use markup::Markup;
pub(super) use policy::{Blocked, Kept, Part};
pub(super) use served::Served;
pub(super) use told::Told;

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
    Markup(Markup),
    /// A policy of the page keeps something out.
    Kept(Kept),
    /// A server answers what browsers do not take.
    Served(Served),
    /// What is told is not the story as it stands.
    Told(Told),
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
            Self::Markup(markup) => markup.is_note(),
            Self::Kept(kept) => kept.is_note(),
            Self::Served(served) => served.is_note(),
            Self::Told(told) => told.is_note(),
        }
    }

    fn words(&self) -> Words {
        match self {
            Self::Markup(markup) => markup.words(),
            Self::Kept(kept) => kept.words(),
            Self::Served(served) => served.words(),
            Self::Told(told) => told.words(),
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

impl From<Markup> for Problem {
    fn from(markup: Markup) -> Self {
        Self::Markup(markup)
    }
}

impl From<Kept> for Problem {
    fn from(kept: Kept) -> Self {
        Self::Kept(kept)
    }
}

impl From<Served> for Problem {
    fn from(served: Served) -> Self {
        Self::Served(served)
    }
}

impl From<Told> for Problem {
    fn from(told: Told) -> Self {
        Self::Told(told)
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
