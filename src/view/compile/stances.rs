//! The columns of the position strip.

use std::collections::BTreeSet;

use super::super::{IssueView, STANCE_AXIS};
use super::StoryContext;
use crate::model::{IssueKind, Scope, Stance};

/// A strip compares people, and has no room for more names than the last of these.
const PEOPLE: std::ops::RangeInclusive<usize> = 2..=24;

/// Builds a column for every stance, whether or not anybody has it, so that an empty column shows
/// that nobody is quoted there. None if too few people or too many are quoted on this contract.
pub(super) fn build_stances(story: &StoryContext, issues: &[IssueView]) -> Vec<String> {
    let cards = issues.iter().filter(|issue| issue.is_own).flat_map(|issue| &issue.cards);
    let quoted: BTreeSet<_> =
        cards.filter(|card| card.stance.is_some()).filter_map(|card| card.person).collect();
    if !PEOPLE.contains(&quoted.len()) {
        return Vec::new();
    }
    let own = story.issues.iter().filter(|issue| issue.scope == Scope::ThisContract);
    let kinds: Vec<_> = own.map(|issue| issue.kind).collect();
    let (proposal, claim) =
        (kinds.contains(&IssueKind::Proposal), kinds.contains(&IssueKind::Claim));
    let words = &story.words.positions;
    let mut columns = Vec::new();
    for stance in STANCE_AXIS {
        let word = match (stance, proposal && claim) {
            (Stance::Supports, true) => words.supports_or_says_yes,
            (Stance::Opposes, true) => words.opposes_or_says_no,
            _ => words.stance(stance, if claim { IssueKind::Claim } else { IssueKind::Proposal }),
        };
        columns.push(word.to_owned());
    }
    columns
}
