//! The editorial rules: what a fair desk editor would ask of a story that is otherwise right.
//!
//! Each rule is in a file of its own, has a page in `www/docs/rules` and a folder in
//! `tests/fixtures/rules` with a story that breaks it and one that keeps it. A rule never makes a
//! story wrong: its findings are warnings or questions, and a story may waive them with a reason
//! ([`waivers`]).

mod before_embargo;
mod desk;
mod editor_stance;
mod grave_accusation;
mod guilt_by_association;
mod loaded_question;
mod mixed_stages;
mod no_archive;
mod no_decider;
mod old_silence;
mod one_sided;
mod only_anonymous;
mod outlier_value;
mod single_source;
mod unanswered_criticism;
mod undated_silence;
mod undated_words;
mod unequal_words;
mod unheard_party;
mod vocabulary;
pub(super) mod waivers;

use super::Severity;
use super::path::Path;
use super::wording::Problem;
use crate::model::{PartialDate, Story};

pub use desk::Desk;

/// A rule that stories are checked by.
///
/// Only editorial rules have these; the mistakes that make a document wrong are in `wording`.
#[derive(Debug)]
pub(super) struct EditorialRule {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    /// What it finds, in one line.
    pub(super) finds: &'static str,
    /// What its findings lead to.
    pub(super) consequence: &'static str,
}

/// A rule and the function that finds what breaks it.
struct Check {
    rule: &'static EditorialRule,
    find: fn(&Desk<'_>, &mut Findings<'_>),
}

/// The editorial rules, in the order of the documentation.
static CHECKS: [Check; 18] = [
    Check { rule: &unanswered_criticism::RULE, find: unanswered_criticism::find },
    Check { rule: &unheard_party::RULE, find: unheard_party::find },
    Check { rule: &one_sided::RULE, find: one_sided::find },
    Check { rule: &only_anonymous::RULE, find: only_anonymous::find },
    Check { rule: &unequal_words::RULE, find: unequal_words::find },
    Check { rule: &editor_stance::RULE, find: editor_stance::find },
    Check { rule: &grave_accusation::RULE, find: grave_accusation::find },
    Check { rule: &loaded_question::RULE, find: loaded_question::find },
    Check { rule: &guilt_by_association::RULE, find: guilt_by_association::find },
    Check { rule: &undated_words::RULE, find: undated_words::find },
    Check { rule: &undated_silence::RULE, find: undated_silence::find },
    Check { rule: &old_silence::RULE, find: old_silence::find },
    Check { rule: &no_decider::RULE, find: no_decider::find },
    Check { rule: &single_source::RULE, find: single_source::find },
    Check { rule: &mixed_stages::RULE, find: mixed_stages::find },
    Check { rule: &outlier_value::RULE, find: outlier_value::find },
    Check { rule: &no_archive::RULE, find: no_archive::find },
    Check { rule: &before_embargo::RULE, find: before_embargo::find },
];

/// Returns all editorial rules, those about waivers last.
pub(super) fn rules() -> impl Iterator<Item = &'static EditorialRule> {
    CHECKS.iter().map(|check| check.rule).chain(waivers::RULES)
}

/// What a rule has found: where, the fact and the fix.
pub(super) struct Findings<'f> {
    rule: &'static EditorialRule,
    found: &'f mut Vec<(Path, Problem)>,
}

impl Findings<'_> {
    fn add(&mut self, path: Path, fact: String, fix: impl Into<String>) {
        self.found.push((path, Problem::Editorial { rule: self.rule, fact, fix: fix.into() }));
    }
}

/// Finds everything in a story that breaks an editorial rule. `story` must be whole: the paths of
/// the findings are places in it.
pub(super) fn check_story(story: &Story, today: PartialDate) -> Vec<(Path, Problem)> {
    let desk = Desk::new(story, today);
    let mut found = Vec::new();
    for Check { rule, find } in &CHECKS {
        find(&desk, &mut Findings { rule, found: &mut found });
    }
    found
}

/// Returns the path of an entry of one of the document's lists.
fn entry(list: &str, index: usize) -> Path {
    Path::default().with_key(list).with_index(index)
}
