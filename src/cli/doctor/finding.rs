//! Everything that can be wrong with a published page, and how it is explained to editors.

mod content;
mod embed;
mod loader;
mod policy;
mod preset;
mod response;
mod version;

use std::borrow::Cow;
use std::fmt;

use crate::cli::check::to_one_line;

pub(super) use content::ContentProblem;
pub(super) use embed::EmbedProblem;
pub(super) use loader::LoaderProblem;
pub(super) use policy::{BlockedRequest, PolicyProblem, Requirement};
pub(super) use response::{ResponseFinding, ResponseProblem};
pub(super) use version::VersionProblem;

/// The length to which quoted text is shortened, in characters.
const MAX_QUOTE_CHARS: usize = 80;

/// A problem that can be explained to an editor.
pub(super) trait Explain {
    /// Explains it in a sentence.
    fn explain(&self) -> Explanation;
}

/// The explanation of a problem: the fact, its consequence, and how to fix it.
#[derive(Debug)]
pub(super) struct Explanation {
    severity: Severity,
    code: &'static str,
    fact: Cow<'static, str>,
    consequence: Cow<'static, str>,
    fix: Cow<'static, str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Severity {
    /// Must be fixed.
    Problem,
    /// Only worth knowing.
    Note,
}

impl Explanation {
    /// Explains something that must be fixed.
    fn problem(
        code: &'static str,
        fact: impl Into<Cow<'static, str>>,
        consequence: impl Into<Cow<'static, str>>,
        fix: impl Into<Cow<'static, str>>,
    ) -> Self {
        let (fact, consequence, fix) = (fact.into(), consequence.into(), fix.into());
        Self { severity: Severity::Problem, code, fact, consequence, fix }
    }

    /// Explains something that is only worth knowing.
    fn note(
        code: &'static str,
        fact: impl Into<Cow<'static, str>>,
        consequence: impl Into<Cow<'static, str>>,
        fix: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { severity: Severity::Note, ..Self::problem(code, fact, consequence, fix) }
    }
}

/// A problem and its location in the page or the bundle.
///
/// Displayed as `script 1: fact; consequence; fix [code]`; a note says that it is one.
#[derive(Debug)]
pub(super) struct Finding {
    location: String,
    explanation: Explanation,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Explanation { severity, code, fact, consequence, fix } = &self.explanation;
        let note = if *severity == Severity::Note { "note: " } else { "" };
        write!(f, "{}: {note}{fact}; {consequence}; {fix} [{code}]", self.location)
    }
}

/// Everything that was found, in the order of the report.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn add(&mut self, location: impl Into<String>, problem: impl Explain) {
        self.0.push(Finding { location: location.into(), explanation: problem.explain() });
    }

    pub(super) fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    pub(super) fn count_problems(&self) -> usize {
        self.count(Severity::Problem)
    }

    pub(super) fn count_notes(&self) -> usize {
        self.count(Severity::Note)
    }

    fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|finding| finding.explanation.severity == severity).count()
    }
}

/// Prepares text from a page or a server for a message: on one line, and shortened.
pub(super) fn shorten(text: &str) -> String {
    let line = to_one_line(text);
    if line.chars().count() <= MAX_QUOTE_CHARS {
        line
    } else {
        line.chars().take(MAX_QUOTE_CHARS).collect::<String>() + "…"
    }
}
