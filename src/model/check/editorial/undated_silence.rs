//! `undated-silence`: a silence that nobody can check.

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "undated-silence",
    severity: Severity::Review,
    finds: "a silence without who asked, or when",
    consequence: "nobody can tell how much time there was to answer, or whether anybody asked",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, silence) in desk.story.silences.iter().enumerate() {
        let is_recorded = silence.asked_by.is_some()
            || silence.asked_on.is_some()
            || silence.checked_on.is_some();
        if silence.kind.was_sought() && !is_recorded {
            findings.add(
                entry("silences", index),
                "it says neither who asked nor when".to_owned(),
                "add `asked_by` and `asked_on`, or `checked_on` for what was looked for",
            );
        }
    }
}
