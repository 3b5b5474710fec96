//! `no-decider`: something was decided, by nobody.

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::{Contract, Fact, StatusCode};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "no-decider",
    severity: Severity::Warning,
    finds: "a contract that was stopped, paused or ended early by nobody who is named",
    consequence: "readers cannot tell who answers for the decision",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, contract) in desk.story.contracts.iter().enumerate() {
        if is_decision(contract.status.code) && !has_decider(desk, contract) {
            findings.add(
                entry("contracts", index).with_key("status"),
                "this was decided, and nobody is named who decided it".to_owned(),
                "name who decided within the status, as in `\"status\": {\"code\": \"cancelled\", \"decided_by\": \"council\"}`; if \
                 no source says so, waive this with that reason",
            );
        }
    }
}

fn has_decider(desk: &Desk<'_>, contract: &Contract) -> bool {
    let decider = contract
        .status
        .decided_by
        .as_ref()
        .or_else(|| contract.decision_maker.as_ref().and_then(Fact::known_value));
    decider.is_some_and(|party| !desk.is_group(party))
}

/// Whether somebody must have decided that a contract has this status.
fn is_decision(code: StatusCode) -> bool {
    match code {
        StatusCode::Paused
        | StatusCode::Blocked
        | StatusCode::Cancelled
        | StatusCode::TerminatedEarly => true,
        StatusCode::Considered
        | StatusCode::Proposed
        | StatusCode::Pipeline
        | StatusCode::Tendering
        | StatusCode::Intended
        | StatusCode::Awarded
        | StatusCode::Signed
        | StatusCode::Amended
        | StatusCode::Active
        | StatusCode::Extended
        | StatusCode::Completed
        | StatusCode::Expired
        | StatusCode::Challenged
        | StatusCode::Unknown => false,
    }
}
