//! `editor-stance`: the newsroom says where somebody stands, and not why it thinks so.

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::StanceBy;

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "editor-stance",
    severity: Severity::Warning,
    finds: "a stance that the editor read from the words, without a reason",
    consequence: "readers are told a view that nobody has stated",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, position) in desk.story.positions.iter().enumerate() {
        if position.stance_by == StanceBy::Editor && position.note.is_none() {
            findings.add(
                entry("positions", index).with_key("stance_by"),
                "the stance is the editor\u{2019}s reading, and no reason is given".to_owned(),
                "say in `note` which of the words were read so, or set `stance_by` to `speaker` if they say so \
                 outright",
            );
        }
    }
}
