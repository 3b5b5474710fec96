//! `old-silence`: nobody has looked for an answer for a long time.

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "old-silence",
    severity: Severity::Warning,
    finds: "a silence that was last checked more than 90 days ago",
    consequence: "somebody may have spoken since, and readers are told that they have not",
};

/// How many days a silence may go unchecked.
const MOST_DAYS: i32 = 90;

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    let Some(today) = desk.today.to_day_number() else { return };
    for (index, silence) in desk.story.silences.iter().enumerate() {
        let (key, last) = match (&silence.checked_on, &silence.asked_on) {
            (Some(checked), _) => ("checked_on", checked.to_partial()),
            (None, Some(asked)) => ("asked_on", asked.to_partial()),
            (None, None) => continue,
        };
        let Some(days) = last.to_day_number().map(|last| today - last) else { continue };
        if days > MOST_DAYS {
            findings.add(
                entry("silences", index).with_key(key),
                format!("this was last checked {days} days ago, on {last}"),
                "look for a statement again, and write today\u{2019}s date in `checked_on`",
            );
        }
    }
}
