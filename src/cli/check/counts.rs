//! How many findings there are of each kind, in the same words wherever they are counted.

use contract_fact_box::model::{Issue, Severity};

use super::format_count;

/// How many findings there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FindingCounts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) reviews: usize,
    /// Those of any kind that the story waives.
    pub(crate) waived: usize,
}

impl FindingCounts {
    /// Counts the findings of a story.
    pub(crate) fn of(issues: &[Issue]) -> Self {
        let mut counts = Self::default();
        issues.iter().for_each(|issue| counts.add(issue));
        counts
    }

    /// Counts one more finding.
    pub(crate) fn add(&mut self, issue: &Issue) {
        *match (&issue.waived, issue.severity) {
            (Some(_), _) => &mut self.waived,
            (None, Severity::Error) => &mut self.errors,
            (None, Severity::Warning) => &mut self.warnings,
            (None, Severity::Review) => &mut self.reviews,
        } += 1;
    }

    /// Formats the counts, as in "0 errors, 1 warning, 2 to review, 1 waived".
    pub(crate) fn describe(self) -> String {
        let mut counts = vec![
            format_count(self.errors, "error"),
            format_count(self.warnings, "warning"),
            format!("{} to review", self.reviews),
        ];
        if self.waived > 0 {
            counts.push(format!("{} waived", self.waived));
        }
        counts.join(", ")
    }
}
