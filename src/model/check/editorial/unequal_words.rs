//! `unequal-words`: one side of a question has far more room than the other.

use super::super::Severity;
use super::super::form::count_words;
use super::desk::Side;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::StoryIssue;

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "unequal-words",
    severity: Severity::Review,
    finds: "a question on which one side has more than three times the words of the other",
    consequence: "readers remember the side that speaks longer",
};

/// How many times the words of the other side one side may have.
const MOST_TIMES: usize = 3;

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, issue) in desk.story.issues.iter().enumerate() {
        let counts = Side::BOTH.map(|side| (count_side(desk, issue, side), side));
        let (least, most) =
            if counts[0] <= counts[1] { (counts[0], counts[1]) } else { (counts[1], counts[0]) };
        if least.0 > 0 && most.0 > MOST_TIMES * least.0 {
            findings.add(
                entry("issues", index),
                format!(
                    "on “{}”, people {} have {} words and people {} have {}",
                    &*issue.question,
                    most.1.describe(issue.kind),
                    most.0,
                    least.1.describe(issue.kind),
                    least.0
                ),
                "give the shorter side more of its words, or the longer one fewer",
            );
        }
    }
}

fn count_side(desk: &Desk<'_>, issue: &StoryIssue, side: Side) -> usize {
    desk.current_positions(issue)
        .filter(|(_, position)| Side::on(issue, position) == Some(side))
        .map(|(_, position)| count_words(&position.text))
        .sum()
}
