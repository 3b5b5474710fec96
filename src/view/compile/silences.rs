//! Who is not on record on a question, and what is known of why.

use super::super::words::fill;
use super::super::{Card, CardBody, Unspoken, ids};
use super::evidence::Basis;
use super::{StoryContext, date, evidence, join_non_empty};
use crate::model::{Citation, IssueRef, Position, Silence, SilenceKind};

/// The name within the box of the silence at `at`.
fn silence_id(story: &StoryContext, at: usize, silence: &Silence) -> String {
    let alike =
        |other: &&Silence| other.stakeholder == silence.stakeholder && other.issue == silence.issue;
    let before = story.silences.iter().take(at).filter(alike).count();
    ids::silence(&silence.stakeholder, &silence.issue, before)
}

pub(super) fn build_silence_card(
    story: &StoryContext,
    at: usize,
    person: usize,
    silence: &Silence,
) -> Card {
    let (words, date) = (&story.words.silences, |date| date::format_date(story.words, date));
    let about = silence
        .about
        .as_deref()
        .map(|about| story.words.to_ended_sentence(about))
        .unwrap_or_default();
    let asked = match (&silence.asked_by, &silence.asked_on) {
        (Some(by), Some(on)) => fill(words.asked_by_on, [("who", by), ("date", &date(on))]),
        (Some(by), None) => fill(words.asked_by, [("who", by)]),
        (None, Some(on)) => fill(words.asked_on, [("date", &date(on))]),
        (None, None) => String::new(),
    };
    let checked =
        silence.checked_on.as_ref().map(|on| fill(words.checked_on, [("date", &date(on))]));
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
    let (id, kind) = (silence_id(story, at, silence), silence.kind);
    story.record(&id, format!("/silences/{at}"));
    let word = story.words.silence(kind).to_owned();
    Card {
        id,
        person: Some(person),
        body: CardBody::Silence(Unspoken { kind, word, to: String::new() }),
        text: join_non_empty([&about, &meaning, &asked, &checked.unwrap_or_default()], " "),
        evidence: evidence::build_evidence(story, &silence.sources, Basis::Words, ""),
        ..Card::default()
    }
}

/// That the sources do not say whether somebody was asked: the publisher is named where there is
/// only one, of the silence's own sources or, where it has none, of those of the statements on this
/// question, or on any.
pub(super) fn describe_not_reported(
    story: &StoryContext,
    sources: &[Citation],
    issue: Option<&IssueRef>,
) -> String {
    let near = |position: &&Position| issue.is_none_or(|issue| position.issue == *issue);
    let publishers_of = |near: &dyn Fn(&&Position) -> bool| {
        evidence::known_publishers(
            story,
            story.story.positions.iter().filter(near).flat_map(|position| &position.sources),
        )
    };
    let nearest = if sources.is_empty() {
        publishers_of(&near)
    } else {
        evidence::known_publishers(story, sources)
    };
    let nearest = if nearest.is_empty() { publishers_of(&|_| true) } else { nearest };
    let words = &story.words.silences;
    match &*nearest {
        [publisher] => fill(words.publisher_does_not_say, [("publisher", publisher)]),
        _ => words.sources_do_not_say.to_owned(),
    }
}
