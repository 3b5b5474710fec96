//! Waivers: findings that an editor has looked at, and why the story may stand as it is.
//!
//! A waiver applies to the findings of one rule at one place and below it. It never applies to an
//! error. One that is of no use is itself a finding, so that no waiver outlives its reason: as with
//! `expect` in Rust and the expiry of osv-scanner.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::catalogue::EMBARGO_LEAK;
use super::super::path::Path;
use super::super::shape::find_nearest;
use super::super::short::Written;
use super::super::wording::Problem;
use super::super::{Severity, rules};
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

/// The waivers of a story, and what decides whether they hold.
pub(in super::super) struct Waivers<'s> {
    pub(in super::super) waivers: &'s [Waiver],
    /// The document in the long form, and where it was written: a pointer may be of either form.
    pub(in super::super) document: &'s Value,
    pub(in super::super) written: &'s Written,
    pub(in super::super) today: PartialDate,
    /// Whether all rules were applied, and the document is as it was: otherwise nobody can tell
    /// whether a waiver is of use.
    pub(in super::super) is_whole: bool,
}

impl Waivers<'_> {
    /// Returns the waivers of findings, by the indices of these, and adds to the findings what is
    /// wrong with the waivers.
    pub(in super::super) fn apply(
        &self,
        findings: &mut Vec<(Path, Problem)>,
    ) -> BTreeMap<usize, Waiver> {
        let mut waived = BTreeMap::new();
        let mut found = Vec::new();
        for (index, waiver) in self.waivers.iter().enumerate() {
            if let Some((key, rule, fact, fix)) = self.find_problem(waiver) {
                let path = entry("waivers", index).with_key(key);
                found.push((path, Problem::Editorial { rule, fact, fix }));
                continue;
            }
            let (code, pointer) = (&*waiver.rule, &*waiver.pointer);
            let covered: Vec<_> = findings
                .iter()
                .enumerate()
                .filter(|(_, (path, problem))| {
                    problem.code() == code
                        && [path, &self.written.to_written(path)]
                            .iter()
                            .any(|path| is_at_or_below(&path.to_pointer(), pointer))
                })
                .map(|(index, _)| index)
                .collect();
            if self.is_whole && covered.is_empty() {
                let fact = format!("nothing at `{pointer}` breaks the rule `{code}`");
                let (rule, fix) = (&UNUSED, "remove the waiver".to_owned());
                let path = entry("waivers", index).with_key("rule");
                found.push((path, Problem::Editorial { rule, fact, fix }));
            }
            for index in covered {
                waived.entry(index).or_insert_with(|| waiver.clone());
            }
        }
        findings.append(&mut found);
        waived
    }

    /// Finds why a waiver does not hold: the key that is wrong, the rule, the fact and the fix.
    fn find_problem(
        &self,
        waiver: &Waiver,
    ) -> Option<(&'static str, &'static EditorialRule, String, String)> {
        let (code, pointer) = (&*waiver.rule, &*waiver.pointer);
        let Some(severity) = find_severity(code) else {
            let near = find_nearest(code, rules().map(|rule| rule.code));
            let fix = near.map_or_else(
                || "write the code that stands in [ ] at the end of the finding".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let fact = format!("`{code}` is no rule that can be waived");
            return Some(("rule", &UNKNOWN, fact, fix));
        };
        if severity == Severity::Error {
            let fact = format!("`{code}` is an error");
            let fix = "fix the document, and remove the waiver".to_owned();
            return Some(("rule", &OF_ERROR, fact, fix));
        }
        let leads_somewhere = self.document.pointer(pointer).is_some()
            || self.written.to_long_pointer(self.document, pointer).is_some();
        if self.is_whole && !leads_somewhere {
            let fact = format!("`{pointer}` leads nowhere in this story");
            let fix = "correct the pointer, or remove the waiver".to_owned();
            return Some(("pointer", &GONE, fact, fix));
        }
        let until = waiver.until.as_ref()?.to_partial();
        until.is_surely_before(self.today).then(|| {
            let fact = format!("the waiver was given until {until}");
            let fix = "fix what it waived, or give a new reason and a new date".to_owned();
            ("until", &EXPIRED, fact, fix)
        })
    }
}

/// Returns the severity of a rule that a waiver may name, which is an error if none may stand. `None`
/// if there is no such rule: none may waive what is wrong with a waiver or a copy of a story under
/// embargo, nor what is found in other documents, such as an official record.
pub(in super::super) fn find_severity(code: &str) -> Option<Severity> {
    let is_unwaivable = code == EMBARGO_LEAK || RULES.iter().any(|rule| rule.code == code);
    rules().find(|rule| rule.code == code && !is_unwaivable).map(|rule| rule.severity)
}

/// Whether a pointer leads to a place or to something in it. The whole document has nothing in it:
/// a waiver of everything would be none.
fn is_at_or_below(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || (!place.is_empty() && rest.starts_with('/')))
}
