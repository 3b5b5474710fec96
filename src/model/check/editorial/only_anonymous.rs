//! `only-anonymous`: nobody answers by name for one side of a question.

use super::super::Severity;
use super::desk::Side;
use super::{Desk, EditorialRule, Findings, entry};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "only-anonymous",
    severity: Severity::Warning,
    finds: "a side of a question that only people without a name take",
    consequence: "readers cannot judge who holds this view, or whether anybody does",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, issue) in desk.story.issues.iter().enumerate() {
        for side in Side::BOTH {
            let (mut all, mut named) = (0, 0);
            for (_, position) in desk.current_positions(issue) {
                if Side::on(issue, position) == Some(side) {
                    all += 1;
                    named += usize::from(!desk.is_anonymous(position));
                }
            }
            if all > 0 && named == 0 {
                let whom = side.describe(issue.kind);
                findings.add(
                    entry("issues", index),
                    format!("of those {whom} on “{}”, nobody is named", &*issue.question),
                    "find somebody who says so by name, or say why there is nobody in a waiver",
                );
            }
        }
    }
}
