//! What is found, as programs read it.

use contract_fact_box::model::{Issue, Location, Locator, Severity, Waiver};
use serde::{Serialize, Serializer};

use super::to_one_line;
use crate::cli::preset::PresetProblem;

/// One finding, with its place in the file.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    /// The file, as it was named.
    pub(super) file: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in characters, from 1.
    pub(super) column: usize,
    /// The JSON pointer to what it is about; empty for the whole document.
    pub(super) pointer: String,
    #[serde(serialize_with = "serialize_severity")]
    pub(super) severity: Severity,
    /// The code of the rule.
    pub(super) code: &'static str,
    /// The fact and its consequence.
    pub(super) message: String,
    /// What to do.
    pub(super) fix: String,
    /// The waiver in the story, if there is one.
    pub(super) waived: Option<Waiver>,
}

fn serialize_severity<S: Serializer>(
    severity: &Severity,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(severity.as_str())
}

impl Record {
    /// Lists issues of the same text, in its order.
    pub(super) fn of_issues<'i>(
        file: &str,
        text: &str,
        issues: impl IntoIterator<Item = &'i Issue>,
    ) -> Vec<Self> {
        let mut locator = Locator::new(text);
        let issues = issues.into_iter();
        issues.map(|issue| Self::new(file, locator.locate(issue.span.start), issue)).collect()
    }

    fn new(file: &str, location: Location, issue: &Issue) -> Self {
        Self {
            file: file.to_owned(),
            line: location.line,
            column: location.column,
            pointer: issue.pointer.clone(),
            severity: issue.severity,
            code: issue.code,
            message: format!("{}; {}", issue.fact, issue.consequence),
            fix: issue.fix.clone(),
            waived: issue.waived.clone(),
        }
    }

    /// A problem of the parts that are asked for, which are not in the file.
    pub(super) fn of_preset_problem(file: &str, problem: &PresetProblem) -> Self {
        let message = problem.message();
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            pointer: String::new(),
            severity: if problem.is_error() { Severity::Error } else { Severity::Warning },
            code: message.code,
            message: format!("{}; {}", message.fact, message.consequence),
            fix: message.fix,
            waived: None,
        }
    }

    /// Formats what is waived on one line, with who waived it and why.
    pub(super) fn to_waived_line(&self) -> String {
        let Self { file, line, column, message, code, .. } = self;
        let by = self.describe_waiver().unwrap_or_default();
        to_one_line(&format!("{file}:{line}:{column}: {by}: {message} [{code}]")) + "\n"
    }

    /// Describes the waiver, as in "waived by the desk (the article gives no date)".
    pub(super) fn describe_waiver(&self) -> Option<String> {
        let waiver = self.waived.as_ref()?;
        Some(format!("waived by {} ({})", &*waiver.by, &*waiver.reason))
    }
}
