//! The status of a contract: the word for it, who decided it, and since when.

use super::super::words::fill;
use super::super::{Fact as FactView, Icon, Language, ids};
use super::evidence::Basis;
use super::{StoryContext, capitalize, challenges, date, evidence, join_non_empty, party_name};
use crate::model::{Contract, PartyRef, StatusCode};

/// How long a role may be, in characters, to be shown after a name.
const MOST_ROLE: usize = 32;

/// Builds the status: "Blocked, The Example reports", with who decided it and since when.
pub(super) fn build_status(story: &StoryContext, contract: &Contract) -> FactView {
    let (status, words) = (&contract.status, story.words);
    let by = match &status.decided_by {
        Some(party) => fill(words.status.by, [("who", &decider_with_role(story, party))]),
        None => String::new(),
    };
    // The date comes first: after a remark, readers would take it for the date of the remark.
    let since = date::format_date_if_given(words, &status.since)
        .map(|date| words.to_sentence(&capitalize(&date)))
        .unwrap_or_default();
    let official = status.official.as_ref().map(|official| {
        fill(words.status.official, [("section", &official.section), ("code", &official.code)])
    });
    story.record(ids::STATUS, "/contracts/0/status");
    let mut proofs = evidence::build_evidence(story, &status.sources, Basis::BySource, "");
    let mut challenges = Vec::new();
    for (index, challenge) in contract.challenges.iter().enumerate() {
        if !challenge.stage.is_over() {
            story.record(ids::STATUS, format!("/contracts/0/challenges/{index}"));
            challenges.push(challenges::describe_challenge(story, challenge));
            let mut more = evidence::build_evidence(story, &challenge.sources, Basis::BySource, "");
            more.retain(|proof| !proofs.contains(proof));
            proofs.extend(more);
        }
    }
    FactView {
        id: ids::STATUS.into(),
        icon: Some(status_icon(status.code)),
        label: words.facts.status.into(),
        text: status_text(story, contract),
        detail: join_non_empty(
            [&since, &by, &challenges.join(" "), status.detail.as_deref().unwrap_or_default()],
            " ",
        ),
        note: official.unwrap_or_default(),
        evidence: proofs,
    }
}

/// Describes the status of a contract. If only reports say so, it names the publisher.
pub(super) fn status_text(story: &StoryContext, contract: &Contract) -> String {
    let words = story.words;
    let word = status_name(words, contract.status.code);
    match (contract.status.code, contract.status.reported) {
        (StatusCode::Unknown, _) => word.to_owned(),
        (_, true) => {
            let publishers = evidence::known_publishers(story, &contract.status.sources);
            capitalize(&match &*publishers {
                [publisher] => {
                    fill(words.status.reported_by, [("status", word), ("publisher", publisher)])
                }
                _ => fill(words.status.reported, [("status", word)]),
            })
        }
        (_, false) => capitalize(word),
    }
}

/// The name of the party that decided, with its role if it is a stakeholder.
fn decider_with_role(story: &StoryContext, party: &PartyRef) -> String {
    let mut role = "";
    if let Some((_, decider)) = story.index.roles_of(party).next() {
        if let Some(short) = &decider.role_short {
            role = short;
        } else if decider.role_as_described.chars().count() <= MOST_ROLE {
            role = &decider.role_as_described;
        }
    }
    join_non_empty([&party_name(story, party), role], story.words.marks.comma)
}

pub(super) fn status_name(words: &Language, code: StatusCode) -> &'static str {
    let status = &words.status;
    match code {
        StatusCode::Considered => status.considered,
        StatusCode::Proposed => status.proposed,
        StatusCode::Pipeline => status.pipeline,
        StatusCode::Tendering => status.tendering,
        StatusCode::Intended => status.intended,
        StatusCode::Awarded => status.awarded,
        StatusCode::Signed => status.signed,
        StatusCode::Amended => status.amended,
        StatusCode::Active => status.active,
        StatusCode::Extended => status.extended,
        StatusCode::Paused => status.paused,
        StatusCode::Blocked => status.blocked,
        StatusCode::Cancelled => status.cancelled,
        StatusCode::Completed => status.completed,
        StatusCode::TerminatedEarly => status.terminated_early,
        StatusCode::Expired => status.expired,
        StatusCode::Challenged => status.challenged,
        StatusCode::Unknown => status.unknown,
    }
}

/// The icon for a status: agreed, on its way, stopped, contested, or not known.
fn status_icon(code: StatusCode) -> Icon {
    match code {
        StatusCode::Awarded
        | StatusCode::Signed
        | StatusCode::Amended
        | StatusCode::Active
        | StatusCode::Extended
        | StatusCode::Completed => Icon::Done,
        StatusCode::Considered
        | StatusCode::Proposed
        | StatusCode::Pipeline
        | StatusCode::Tendering
        | StatusCode::Intended => Icon::Pending,
        StatusCode::Paused
        | StatusCode::Blocked
        | StatusCode::Cancelled
        | StatusCode::TerminatedEarly
        | StatusCode::Expired => Icon::Blocked,
        StatusCode::Challenged => Icon::Disputed,
        StatusCode::Unknown => Icon::Unknown,
    }
}
