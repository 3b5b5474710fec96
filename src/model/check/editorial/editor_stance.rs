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
        if position.note.is_some() {
            continue;
        }
        let path = entry("positions", index);
        let own = (position.stance_by, path.with_key("stance_by"));
        let others = position.also_on.iter().enumerate().map(|(nth, other)| {
            let path = path.with_key("also_on").with_index(nth).with_key("stance_by");
            (other.stance_by, path)
        });
        for (stance_by, path) in std::iter::once(own).chain(others) {
            if stance_by == StanceBy::Editor {
                findings.add(
                    path,
                    "the stance is the editor\u{2019}s reading, and no reason is given".to_owned(),
                    "say in `note` which of the words were read so, or set `stance_by` to `speaker` if they say so \
                     outright",
                );
            }
        }
    }
}
