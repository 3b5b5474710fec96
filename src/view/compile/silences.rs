//! Silences: who is not on record on a question, and what is known about the reason.

use super::super::words::fill;
use super::super::{Card, CardBody, Unspoken, ids};
use super::evidence::Basis;
use super::{StoryContext, date, evidence, join_non_empty};
use crate::model::{Citation, IssueRef, Silence, SilenceKind};

/// Whether a story says more of a silence than that somebody is not quoted, so that it has a card.
pub(super) fn has_more_to_say(silence: &Silence) -> bool {
    silence.kind != SilenceKind::NotReported
        || silence.about.is_some()
        || silence.asked_by.is_some()
        || silence.asked_on.is_some()
        || silence.checked_on.is_some()
        || silence.sources.iter().any(|source| source.passage().is_some())
}

/// The id of the card of the silence at this index.
fn silence_id(story: &StoryContext, index: usize, silence: &Silence) -> String {
    let earlier = story.silences.iter().take(index);
    let before = earlier
        .filter(|other| other.stakeholder == silence.stakeholder && other.issue == silence.issue)
        .count();
    ids::silence(&silence.stakeholder, &silence.issue, before)
}

pub(super) fn build_silence_card(
    story: &StoryContext,
    index: usize,
    person: usize,
    silence: &Silence,
) -> Card {
    let words = &story.words.silences;
    let asked_on = silence.asked_on.as_ref().map(|day| date::format_date(story.words, day));
    let about = silence
        .about
        .as_deref()
        .map(|about| story.words.to_ended_sentence(about))
        .unwrap_or_default();
    let asked = match (&silence.asked_by, &asked_on) {
        (Some(by), Some(on)) => fill(words.asked_by_on, [("who", &**by), ("date", on)]),
        (Some(by), None) => fill(words.asked_by, [("who", by)]),
        (None, Some(on)) => fill(words.asked_on, [("date", on)]),
        (None, None) => String::new(),
    };
    let checked = match &silence.checked_on {
        Some(day) => fill(words.checked_on, [("date", &date::format_date(story.words, day))]),
        None => String::new(),
    };
    let meaning = match silence.kind {
        SilenceKind::NotReported => {
            describe_not_reported(story, &silence.sources, Some(&silence.issue))
        }
        SilenceKind::NotApproached
        | SilenceKind::NoReply
        | SilenceKind::Declined
        | SilenceKind::CouldNotComment
        | SilenceKind::RepliedWithoutPosition
        | SilenceKind::NothingFound => String::new(),
    };
    let (id, kind) = (silence_id(story, index, silence), silence.kind);
    story.record(&id, format!("/silences/{index}"));
    let word = story.words.silence(kind).to_owned();
    Card {
        id,
        person: Some(person),
        body: CardBody::Silence(Unspoken { kind, word, to: String::new() }),
        text: join_non_empty([&about, &meaning, &asked, &checked], " "),
        evidence: evidence::build_evidence(story, &silence.sources, Basis::Words, ""),
        ..Card::default()
    }
}

/// Says, of all who are only listed as not quoted, that the sources do not report whether they were
/// asked.
pub(super) fn describe_all_not_reported(story: &StoryContext) -> String {
    let mut publishers = Vec::new();
    for silence in story.silences.iter().filter(|silence| !has_more_to_say(silence)) {
        publishers.extend(not_reported_publishers(story, &silence.sources, Some(&silence.issue)));
    }
    if publishers.is_empty() {
        publishers = statement_publishers(story, None);
    }
    publishers.sort_unstable();
    publishers.dedup();
    describe_by_publishers(story, &publishers)
}

/// Says that the sources do not report whether somebody was asked.
///
/// If all sources are of one publisher, it is named. The sources are those of the silence or, if it
/// has none, of the statements on this question or, if there are none, of all statements.
fn describe_not_reported(
    story: &StoryContext,
    sources: &[Citation],
    issue: Option<&IssueRef>,
) -> String {
    describe_by_publishers(story, &not_reported_publishers(story, sources, issue))
}

fn not_reported_publishers<'s>(
    story: &'s StoryContext,
    sources: &[Citation],
    issue: Option<&IssueRef>,
) -> Vec<&'s str> {
    let mut publishers = evidence::known_publishers(story, sources);
    if sources.is_empty() {
        publishers = statement_publishers(story, issue);
    }
    if publishers.is_empty() {
        publishers = statement_publishers(story, None);
    }
    publishers
}

fn describe_by_publishers(story: &StoryContext, publishers: &[&str]) -> String {
    let words = &story.words.silences;
    match publishers {
        [publisher] => fill(words.publisher_does_not_say, [("publisher", publisher)]),
        _ => words.sources_do_not_say.to_owned(),
    }
}

/// The known publishers of the statements on a question, or of all statements.
fn statement_publishers<'s>(story: &'s StoryContext, issue: Option<&IssueRef>) -> Vec<&'s str> {
    let positions = story.story.positions.iter();
    let near = positions.filter(|position| issue.is_none_or(|issue| position.issue == *issue));
    evidence::known_publishers(story, near.flat_map(|position| &position.sources))
}
