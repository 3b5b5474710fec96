//! `undated-words`: a quotation without a date.

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::{Expression, PartialDate};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "undated-words",
    severity: Severity::Review,
    finds: "a quotation whose date is not given",
    consequence: "old words may pass for an answer to what has happened since",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, position) in desk.story.positions.iter().enumerate() {
        let is_undated = position.said_on.to_partial() == PartialDate::Unknown
            && position.said_on.as_stated().is_none();
        if position.expression == Expression::Quote && is_undated {
            findings.add(
                entry("positions", index).with_key("said_on"),
                "the date of these words is not given".to_owned(),
                "find out when they were said; if no source says so, waive this with that reason",
            );
        }
    }
}
