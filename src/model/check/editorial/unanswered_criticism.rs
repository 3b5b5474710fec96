//! `unanswered-criticism`: somebody is criticised, and the story says nothing of an answer.

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::{Date, PartyRef, Position, Silence};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "unanswered-criticism",
    severity: Severity::Warning,
    finds: "somebody is criticised who has neither an answer nor a silence in the story",
    consequence: "readers hear one side of a quarrel, and cannot tell whether the other was asked",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, position, nth, party) in unheard_criticism(desk) {
        let is_known_of = desk.positions_of(party).next().is_some()
            || desk.silences_of(party).any(|silence| position.stance_on(&silence.issue).is_some());
        if is_known_of {
            continue;
        }
        findings.add(
            entry("positions", index).with_key("criticises").with_index(nth),
            format!("{} is criticised, and nothing is told of an answer", desk.name(party)),
            "add the answer with `responds_to`, or say in `silences` what is known of why there is none",
        );
    }
}

/// Lists criticism that the party has not spoken to: the index of the position, the position, and the party with its place in `criticises`.
pub(super) fn unheard_criticism<'s>(
    desk: &Desk<'s>,
) -> Vec<(usize, &'s Position, usize, &'s PartyRef)> {
    let mut unheard = Vec::new();
    for (index, position) in desk.story.positions.iter().enumerate() {
        for (nth, party) in position.criticises.iter().enumerate() {
            if !desk.is_group(party) && !is_heard(desk, index, position, party) {
                unheard.push((index, position, nth, party));
            }
        }
    }
    unheard
}

/// Whether a party has answered a criticism or spoken before it in the same exchange, or is known to
/// have been asked about its question. Other words on the question may answer it or not, which only
/// people can tell.
fn is_heard(desk: &Desk<'_>, index: usize, position: &Position, party: &PartyRef) -> bool {
    desk.positions_of(party)
        .any(|(other, _)| desk.is_answer_to(other, index) || desk.is_answer_to(index, other))
        || desk.silences_of(party).any(|silence| {
            position.stance_on(&silence.issue).is_some()
                && silence.kind.was_sought()
                && !was_asked_before(silence, position)
        })
}

/// Whether somebody was asked before the words were said, and so not about these.
fn was_asked_before(silence: &Silence, position: &Position) -> bool {
    let asked = silence.asked_on.as_ref().map(Date::to_partial);
    asked.is_some_and(|asked| asked.is_surely_before(position.said_on.to_partial()))
}
