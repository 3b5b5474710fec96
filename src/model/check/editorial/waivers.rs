//! Waivers: findings that an editor has looked at, and why the story may stand as it is.
//!
//! A waiver applies to the findings of one rule at one place and below it. It never applies to an
//! error. One that is of no use is itself a finding, so that no waiver outlives its reason: as with
//! `expect` in Rust and the expiry of osv-scanner.

use serde_json::Value;

use super::super::path::Path;
use super::super::shape::find_nearest;
use super::super::wording::Problem;
use super::super::{Issue, Severity, rules};
use super::{EditorialRule, entry};
use crate::model::{PartialDate, Waiver};

macro_rules! rule {
    ($name:ident, $code:literal, $finds:literal, $consequence:literal) => {
        static $name: EditorialRule = EditorialRule {
            code: $code,
            severity: Severity::Warning,
            finds: $finds,
            consequence: $consequence,
        };
    };
}

rule!(
    UNKNOWN,
    "waiver-unknown",
    "a waiver of a rule that there is not, or that cannot be waived",
    "it waives nothing"
);
rule!(OF_ERROR, "waiver-of-error", "a waiver of an error", "the document stays wrong");
rule!(
    GONE,
    "waiver-gone",
    "a waiver of something that is no longer in the story",
    "it waives nothing, and may one day waive something else"
);
rule!(
    EXPIRED,
    "waiver-expired",
    "a waiver whose time is over",
    "what it waived is to be looked at again"
);
rule!(
    UNUSED,
    "waiver-unused",
    "a waiver that waives nothing",
    "it would hide a new finding at this place that nobody has looked at"
);

/// The rules about waivers, which cannot be waived.
pub(in super::super) static RULES: [&EditorialRule; 5] =
    [&UNKNOWN, &OF_ERROR, &GONE, &EXPIRED, &UNUSED];

/// Marks the issues that a story waives, and finds what is wrong with its waivers. Whether a waiver
/// is of use can be told only if all rules were applied.
pub(in super::super) fn apply(
    waivers: &[Waiver],
    document: &Value,
    issues: &mut [Issue],
    today: PartialDate,
    is_whole: bool,
) -> Vec<(Path, Problem)> {
    let mut findings = Vec::new();
    for (index, waiver) in waivers.iter().enumerate() {
        let mut add = |key: &str, rule: &'static EditorialRule, fact: String, fix: &str| {
            let path = entry("waivers", index).with_key(key);
            findings.push((path, Problem::Editorial { rule, fact, fix: fix.to_owned() }));
        };
        let (code, pointer) = (&*waiver.rule, &*waiver.pointer);
        let Some(severity) = find_severity(code) else {
            let near = find_nearest(code, rules().map(|rule| rule.code));
            let fix = near.map_or_else(
                || "write the code that stands in [ ] at the end of the finding".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            add("rule", &UNKNOWN, format!("`{code}` is no rule that can be waived"), &fix);
            continue;
        };
        if severity == Severity::Error {
            let fact = format!("`{code}` is an error");
            add("rule", &OF_ERROR, fact, "mend the document, and remove the waiver");
            continue;
        }
        if document.pointer(pointer).is_none() {
            let fact = format!("`{pointer}` leads nowhere in this story");
            add("pointer", &GONE, fact, "correct the pointer, or remove the waiver");
            continue;
        }
        let until = waiver.until.as_ref().map(|until| until.to_partial());
        if let Some(until) = until.filter(|until| until.is_surely_before(today)) {
            let fact = format!("the waiver was given until {until}");
            add(
                "until",
                &EXPIRED,
                fact,
                "mend what it waived, or give a new reason and a new date",
            );
            continue;
        }
        let mut is_used = false;
        for issue in issues.iter_mut() {
            if issue.code == code && is_at_or_below(&issue.pointer, pointer) {
                issue.waived.get_or_insert_with(|| waiver.clone());
                is_used = true;
            }
        }
        if is_whole && !is_used {
            let fact = format!("nothing at `{pointer}` breaks the rule `{code}`");
            add("rule", &UNUSED, fact, "remove the waiver");
        }
    }
    findings
}

/// Returns the severity of a rule that a waiver may name. `None` if there is no such rule.
fn find_severity(code: &str) -> Option<Severity> {
    let is_of_waivers = RULES.iter().any(|rule| rule.code == code);
    rules().find(|rule| rule.code == code && !is_of_waivers).map(|rule| rule.severity)
}

/// Whether a pointer leads to a place or to something in it. The whole document has nothing in it:
/// a waiver of everything would be none.
fn is_at_or_below(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || (!place.is_empty() && rest.starts_with('/')))
}
