//! Legal challenges: beside the status, which stays what it is, and as facts of their own.

use super::super::words::fill;
use super::super::{Fact as FactView, Icon, Language, ids};
use super::evidence::Basis;
use super::{StoryContext, capitalize, date, evidence, join_non_empty, members, party_name};
use crate::model::{Challenge, ChallengeKind, ChallengeStage, Contract};

/// Builds the challenges that are not over, which readers see at once.
pub(super) fn build_open_challenges(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    build_challenges(story, contract, false)
}

/// Builds the challenges that were withdrawn or settled.
pub(super) fn build_past_challenges(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    build_challenges(story, contract, true)
}

fn build_challenges(story: &StoryContext, contract: &Contract, are_over: bool) -> Vec<FactView> {
    let words = &story.words.challenges;
    let mut facts = Vec::new();
    for (index, challenge) in contract.challenges.iter().enumerate() {
        if challenge.stage.is_over() != are_over {
            continue;
        }
        let id = ids::fact(&ids::numbered("challenge", index));
        story.record(&id, format!("/contracts/0/challenges/{index}"));
        for party in &challenge.by {
            story.record_party(&id, party);
        }
        let since = date::format_date_if_given(story.words, &challenge.since).unwrap_or_default();
        let court = challenge.court.as_deref().unwrap_or_default();
        let mut about = join_non_empty(
            [court, &since, &name_challengers(story, challenge)],
            story.words.marks.comma,
        );
        let outcome = describe_outcome(story, challenge);
        if !outcome.is_empty() && !about.is_empty() {
            about = story.words.to_ended_sentence(&about);
        }
        facts.push(FactView {
            id,
            icon: (!are_over).then_some(Icon::Disputed),
            label: words.label.into(),
            text: capitalize(&name_stage(story.words, challenge)),
            detail: join_non_empty([&about, &outcome], " "),
            note: String::new(),
            evidence: evidence::build_evidence(story, &challenge.sources, Basis::BySource, ""),
        });
    }
    facts
}

/// Describes a challenge in a sentence, to follow a status: "Judicial review threatened (High
/// Court), March 2024."
pub(super) fn describe_challenge(story: &StoryContext, challenge: &Challenge) -> String {
    let mut text = name_in_court(story, challenge);
    if let Some(since) = date::format_date_if_given(story.words, &challenge.since) {
        text = [&*text, &since].join(story.words.marks.comma);
    }
    story.words.to_ended_sentence(&text)
}

/// Describes a challenge in sentences with who brings it and how it ended, where no fact does.
pub(super) fn describe_whole_challenge(story: &StoryContext, challenge: &Challenge) -> String {
    let since = date::format_date_if_given(story.words, &challenge.since).unwrap_or_default();
    let text = join_non_empty(
        [&name_in_court(story, challenge), &since, &name_challengers(story, challenge)],
        story.words.marks.comma,
    );
    let text = story.words.to_ended_sentence(&text);
    join_non_empty([&text, &describe_outcome(story, challenge)], " ")
}

/// Says who brings a challenge: "by A and B"; empty if the story does not.
fn name_challengers(story: &StoryContext, challenge: &Challenge) -> String {
    let names: Vec<_> = challenge.by.iter().map(|party| party_name(story, party)).collect();
    match &*members::join_with_and(story.words, &names) {
        "" => String::new(),
        who => fill(story.words.challenges.by, [("who", who)]),
    }
}

/// Says how a challenge ended, in a sentence; empty if the story does not.
fn describe_outcome(story: &StoryContext, challenge: &Challenge) -> String {
    let Some(outcome) = &challenge.outcome else { return String::new() };
    let outcome = story.words.to_ended_sentence(outcome);
    fill(story.words.challenges.outcome, [("outcome", &outcome)])
}

/// Names a challenge with its stage and court: "Judicial review threatened (High Court)".
pub(super) fn name_in_court(story: &StoryContext, challenge: &Challenge) -> String {
    let name = capitalize(&name_stage(story.words, challenge));
    match &challenge.court {
        Some(court) => story.words.add_aside(&name, court),
        None => name,
    }
}

pub(super) fn name_stage(words: &Language, challenge: &Challenge) -> String {
    let labels = &words.challenges;
    let kind = match challenge.kind {
        ChallengeKind::JudicialReview => labels.judicial_review,
        ChallengeKind::ProcurementClaim => labels.procurement_claim,
        ChallengeKind::Complaint => labels.complaint,
        ChallengeKind::NotStated => labels.not_stated,
    };
    let stage = match challenge.stage {
        ChallengeStage::Threatened => labels.threatened,
        ChallengeStage::Issued => labels.issued,
        ChallengeStage::Hearing => labels.hearing,
        ChallengeStage::Judgment => labels.judgment,
        ChallengeStage::Appeal => labels.appeal,
        ChallengeStage::Withdrawn => labels.withdrawn,
        ChallengeStage::Settled => labels.settled,
    };
    fill(stage, [("kind", kind)])
}
