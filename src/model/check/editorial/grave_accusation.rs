//! `grave-accusation`: words that a lawyer should read first.

use super::super::Severity;
use super::vocabulary::{ACCUSATIONS, find_word};
use super::{Desk, EditorialRule, Findings, entry};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "grave-accusation",
    severity: Severity::Review,
    finds: "words that accuse somebody of a crime or of lying",
    consequence: "whoever publishes an accusation answers for it, also where it is a quotation",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    if !desk.is_english() {
        return;
    }
    for (index, position) in desk.story.positions.iter().enumerate() {
        if let Some(word) = find_word(&position.text, ACCUSATIONS) {
            findings.add(
                entry("positions", index).with_key("text"),
                format!("the words say “{word}”"),
                "have the lawyer read it, and the accused answer it; leave it out, or waive this with the reason it \
                 may stand",
            );
        }
    }
}
