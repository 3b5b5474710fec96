//! Silences: who is not on record on a question, and what is known about the reason.

use std::collections::BTreeSet;

use super::super::words::fill;
use super::super::{Card, CardBody, Unspoken};
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
    let (id, kind) = (story.index.silence_id(index).to_owned(), silence.kind);
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
    let (mut publishers, mut issues) = (BTreeSet::new(), BTreeSet::new());
    for silence in story.silences.iter().filter(|silence| !has_more_to_say(silence)) {
        // The publishers of the statements on a question are the same for all who are silent on it.
        if !silence.sources.is_empty() || issues.insert(&*silence.issue) {
            let (sources, issue) = (&silence.sources, Some(&silence.issue));
            publishers.extend(not_reported_publishers(story, sources, issue));
        }
    }
    if publishers.is_empty() {
        publishers.extend(story.index.statement_publishers(None));
    }
    describe_by_publishers(story, &Vec::from_iter(publishers))
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
        publishers = story.index.statement_publishers(issue.map(|issue| &**issue)).to_vec();
    }
    if publishers.is_empty() {
        publishers = story.index.statement_publishers(None).to_vec();
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
