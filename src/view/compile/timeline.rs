//! The timeline: what happened to the contract, and when somebody spoke.
//!
//! A partial date stays partial and a date in words stays in words. Entries without a date are
//! listed apart.

use super::super::words::fill;
use super::super::{EventMark, Group, Language, Line, LineKind, Section, SectionId, ids};
use super::evidence::Basis;
use super::facts::ContractDate;
use super::{
    StoryContext, capitalize, challenges, date, evidence, facts, join_non_empty, money, party_name,
    status,
};
use crate::model::{
    Citation, Contract, Date, EventKind, EventState, Expression, PartialDate, Position, ValueRef,
};

/// An entry, with the date that it is sorted by.
struct Entry {
    date: PartialDate,
    line: Line,
}

pub(super) fn build_timeline(story: &StoryContext, main: &Contract) -> Section {
    let words = &story.words.sections;
    let mut entries = event_entries(story, main);
    entries.extend(amendment_entries(story, main));
    entries.extend(challenge_entries(story, main));
    entries.extend(date_entries(story, main));
    entries.extend(status_entry(story, main));
    entries.extend(statement_entries(story));
    // The sort is stable, so entries with the same date stay in the order of the story.
    entries.sort_by_key(|entry| first_day(entry.date));
    let (dated, undated): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.date != PartialDate::Unknown);
    let title = if dated.is_empty() { "" } else { words.without_date };
    Section::new(
        SectionId::Timeline,
        words.timeline,
        vec![
            Group::untitled(to_lines(dated)),
            Group { title: title.into(), lines: to_lines(undated) },
        ],
    )
}

fn to_lines(entries: Vec<Entry>) -> Vec<Line> {
    entries.into_iter().map(|entry| entry.line).collect()
}

/// The sort key of a partial date: 0 for what is missing, so that a year precedes its months.
fn first_day(date: PartialDate) -> (u16, u8, u8) {
    match date {
        PartialDate::Unknown => (u16::MAX, 0, 0),
        PartialDate::Year(year) => (year, 0, 0),
        PartialDate::Month(year, month) => (year, month, 0),
        PartialDate::Day(year, month, day) => (year, month, day),
    }
}

/// Builds an entry from the part of the story at `pointer`. It is marked as planned if its date is
/// still to come.
fn build_entry(
    story: &StoryContext,
    id: String,
    pointer: &str,
    mark: EventMark,
    date: &Date,
    text: String,
    sources: &[Citation],
) -> Entry {
    let day = date.to_partial();
    let mark = match (day, is_ahead(story, day)) {
        (PartialDate::Unknown, _) => EventMark::Undated,
        (_, true) => EventMark::Ahead,
        (_, false) => mark,
    };
    story.record(&id, pointer);
    Entry {
        date: day,
        line: Line {
            id,
            kind: LineKind::Event(mark),
            label: date::format_date_if_given(story.words, date)
                .map(|date| capitalize(&date))
                .unwrap_or_default(),
            text,
            evidence: evidence::build_evidence(story, sources, Basis::Words, ""),
            ..Line::default()
        },
    }
}

/// Whether a date is after the one on which the facts were checked, however partial both are.
pub(super) fn is_ahead(story: &StoryContext, date: PartialDate) -> bool {
    date != PartialDate::Unknown
        && story.as_of.to_partial() != PartialDate::Unknown
        && first_day(date) > last_day(story.as_of.to_partial())
}

/// The last day that a partial date may refer to, as a sort key.
fn last_day(date: PartialDate) -> (u16, u8, u8) {
    match date {
        PartialDate::Unknown => (u16::MAX, u8::MAX, u8::MAX),
        PartialDate::Year(year) => (year, u8::MAX, u8::MAX),
        PartialDate::Month(year, month) => (year, month, u8::MAX),
        PartialDate::Day(year, month, day) => (year, month, day),
    }
}

fn event_entries(story: &StoryContext, main: &Contract) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, event) in main.events.iter().enumerate() {
        let mut entry = build_entry(
            story,
            ids::event(index),
            &format!("/contracts/0/events/{index}"),
            EventMark::Event,
            &event.date,
            event.text.to_string(),
            &event.sources,
        );
        let kind = event_name(story.words, event.kind);
        // Without a kind, a name that the text has already would say nothing.
        let who = event.actor.as_ref().map(|actor| party_name(story, actor));
        let who = who.filter(|who| !kind.is_empty() || !event.text.contains(&**who));
        let about = match (kind, who) {
            ("", None) => String::new(),
            (what, None) => story.words.to_sentence(what),
            ("", Some(who)) => story.words.to_ended_sentence(&who),
            (kind, Some(who)) => story
                .words
                .to_ended_sentence(&fill(story.words.events.by, [("kind", kind), ("who", &who)])),
        };
        let disputed = match event.state {
            EventState::Known => "",
            EventState::Disputed => story.words.events.disputed,
        };
        entry.line.note = join_non_empty([&about, disputed], " ");
        entries.push(entry);
    }
    entries
}

/// Builds entries for the changes to the contract, with what each did to its value.
fn amendment_entries(story: &StoryContext, main: &Contract) -> Vec<Entry> {
    let words = &story.words.events;
    let mut entries = Vec::new();
    for (index, amendment) in main.amendments.iter().enumerate() {
        let id = ids::amendment(index);
        let text = story.words.to_ended_sentence(&amendment.text);
        let text = match &amendment.number {
            Some(number) => fill(words.numbered_change, [("number", &**number), ("text", &text)]),
            None => fill(words.change, [("text", &text)]),
        };
        let [before, after] = [&amendment.value_before, &amendment.value_after]
            .map(|value| value.as_ref().and_then(|value| find_value(story, &id, main, value)));
        let value = match (before, after) {
            (Some(before), Some(after)) => {
                fill(words.value_before_and_after, [("before", &*before), ("after", &after)])
            }
            (Some(before), None) => fill(words.value_before, [("before", &before)]),
            (None, Some(after)) => fill(words.value_after, [("after", &after)]),
            (None, None) => String::new(),
        };
        entries.push(build_entry(
            story,
            id,
            &format!("/contracts/0/amendments/{index}"),
            EventMark::Event,
            &amendment.date,
            join_non_empty([&text, &value], " "),
            &amendment.sources,
        ));
    }
    entries
}

/// Builds entries for the stages that legal challenges have reached, unless an event that is a
/// challenge has the same date.
fn challenge_entries(story: &StoryContext, main: &Contract) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, challenge) in main.challenges.iter().enumerate() {
        let day = challenge.since.to_partial();
        let is_told = main
            .events
            .iter()
            .any(|event| event.kind == EventKind::Challenged && event.date.to_partial() == day);
        if day != PartialDate::Unknown && !is_told {
            entries.push(build_entry(
                story,
                ids::date(&ids::numbered("challenge", index)),
                &format!("/contracts/0/challenges/{index}"),
                EventMark::Event,
                &challenge.since,
                challenges::name_in_court(story, challenge),
                &challenge.sources,
            ));
        }
    }
    entries
}

/// Formats a value of a contract by its id, and records that the line with this id shows it.
fn find_value(story: &StoryContext, line: &str, main: &Contract, id: &ValueRef) -> Option<String> {
    let mut known = main.values.iter().filter_map(|fact| Some((fact, fact.known_value()?)));
    let (fact, money) =
        known.find(|(_, money)| money.id.as_ref().is_some_and(|own| **own == **id))?;
    story.record_value(line, main, fact);
    Some(money::format_amount(story.words, money))
}

/// Builds entries for the contract's own dates, unless an event has the same date.
fn date_entries(story: &StoryContext, main: &Contract) -> Vec<Entry> {
    let mut entries = Vec::new();
    for ContractDate { name, field, label, fact } in facts::contract_dates(story, main) {
        if let Some(fact) = fact
            && let Some(date) = fact.known_value()
            && date.to_partial() != PartialDate::Unknown
            && !has_event_on(main, date)
        {
            let (id, pointer) = (ids::date(name), format!("/contracts/0/{field}"));
            let (mark, text) = (EventMark::Event, label.to_owned());
            entries.push(build_entry(story, id, &pointer, mark, date, text, &fact.sources));
        }
    }
    entries
}

fn has_event_on(contract: &Contract, date: &Date) -> bool {
    contract.events.iter().any(|event| event.date.to_partial() == date.to_partial())
}

/// Builds an entry for the date since when the contract has its status, unless an event or a date
/// of the contract has the same date.
fn status_entry(story: &StoryContext, main: &Contract) -> Option<Entry> {
    let since = &main.status.since;
    let is_contract_date = facts::contract_dates(story, main)
        .into_iter()
        .filter_map(|date| date.fact?.known_value())
        .any(|date| date.to_partial() == since.to_partial());
    let is_shown = is_contract_date || has_event_on(main, since);
    (since.to_partial() != PartialDate::Unknown && !is_shown).then(|| {
        build_entry(
            story,
            ids::STATUS_EVENT.into(),
            "/contracts/0/status",
            EventMark::Event,
            since,
            status::status_text(story, main),
            &main.status.sources,
        )
    })
}

/// Builds entries for when somebody spoke, wrote, voted or acted. The words are only shown with
/// their question.
fn statement_entries<'s>(story: &'s StoryContext<'s>) -> impl Iterator<Item = Entry> + 's {
    story.positions.iter().enumerate().filter_map(|(index, position)| {
        // Without any date there is nothing to show. A date in words, as in "last week", is listed
        // among the entries without a date.
        date::format_date_if_given(story.words, &position.said_on)?;
        Some(build_entry(
            story,
            ids::statement_event(story.index.statement_id(index)),
            &format!("/positions/{index}"),
            EventMark::Said,
            &position.said_on,
            describe_statement(story, position),
            &[],
        ))
    })
}

/// Describes that somebody made a statement: "Ann Example speaks: The bridge".
fn describe_statement(story: &StoryContext, position: &Position) -> String {
    let speaker = story.index.stakeholder(&position.stakeholder);
    let speaker =
        speaker.map(|(_, stakeholder)| party_name(story, &stakeholder.party)).unwrap_or_default();
    let issue = story.index.issue(&position.issue);
    let issue = issue.map(|issue| issue.label.to_string()).unwrap_or_default();
    let words = &story.words.spoke;
    let pattern = match position.expression {
        Expression::Quote | Expression::Paraphrase => words.speaks,
        Expression::Vote => words.votes,
        Expression::Action => words.acts,
        Expression::Document => words.writes,
    };
    fill(pattern, [("who", &speaker), ("issue", &issue)])
}

pub(super) fn event_name(words: &Language, kind: EventKind) -> &'static str {
    let events = &words.events;
    match kind {
        EventKind::Announced => events.announced,
        EventKind::Tendered => events.tendered,
        EventKind::Approved => events.approved,
        EventKind::Awarded => events.awarded,
        EventKind::Signed => events.signed,
        EventKind::Started => events.started,
        EventKind::Amended => events.amended,
        EventKind::Paused => events.paused,
        EventKind::Blocked => events.blocked,
        EventKind::Cancelled => events.cancelled,
        EventKind::Ended => events.ended,
        EventKind::Challenged => events.challenged,
        EventKind::Background => "",
    }
}
