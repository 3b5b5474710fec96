//! `one-sided`: one side of a question is missing, or is not heard in its own words.

use std::collections::BTreeMap;

use super::super::Severity;
use super::desk::Side;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::{Expression, Position, StoryIssue};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "one-sided",
    severity: Severity::Warning,
    finds: "a question on which one side is missing, or is not quoted while the other is",
    consequence: "readers hear one side only, and take it for the whole",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, issue) in desk.story.issues.iter().enumerate() {
        let sides = Side::BOTH.map(|side| list_side(desk, issue, side));
        for (side, own, other) in
            [(Side::For, &sides[0], &sides[1]), (Side::Against, &sides[1], &sides[0])]
        {
            let whom = side.describe(issue.kind);
            let missing = side.other().describe(issue.kind);
            let path = entry("issues", index);
            if !own.is_empty() && other.is_empty() && !is_other_side_sought(desk, issue, side, own)
            {
                findings.add(
                    path,
                    format!("“{}” has only people {whom}", &*issue.question),
                    format!("add people {missing}, or the answer of those who are criticised, or say in `silences` who was asked"),
                );
            } else if has_quotation(own) && !other.is_empty() && !has_quotation(other) {
                findings.add(
                    path,
                    format!("“{}” quotes only people {whom}", &*issue.question),
                    format!("quote people {missing} in their own words too"),
                );
            }
        }
    }
}

/// Returns the positions that take a side on a question, with their indices.
fn list_side<'s>(desk: &Desk<'s>, issue: &StoryIssue, side: Side) -> Vec<(usize, &'s Position)> {
    let current = desk.current_positions(issue);
    current.filter(|(_, position)| Side::on(issue, position) == Some(side)).collect()
}

fn has_quotation(positions: &[(usize, &Position)]) -> bool {
    positions.iter().any(|(_, position)| position.expression == Expression::Quote)
}

/// Whether somebody else on the question was asked and has no view on record, or has answered those
/// who are on record.
fn is_other_side_sought(
    desk: &Desk<'_>,
    issue: &StoryIssue,
    side: Side,
    own: &[(usize, &Position)],
) -> bool {
    let is_asked = desk
        .story
        .silences
        .iter()
        .any(|silence| *silence.issue == *issue.id && silence.kind.was_sought());
    let own: BTreeMap<_, _> = own.iter().copied().collect();
    is_asked
        || desk.story.positions.iter().enumerate().any(|(index, position)| {
            let mut answered = desk.answered_by(index).filter_map(|to| own.get(&to));
            // Whoever agrees with them is no other side.
            Side::on(issue, position) != Some(side)
                && answered.any(|words| desk.speaker(position) != desk.speaker(words))
        })
}
