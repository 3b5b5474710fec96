//! The status track: the stages of a contract, from the first to the one that it is at and those to
//! come.
//!
//! A stage is only said to be reached if the story says so. A stage that nobody mentions is "not
//! known", and left out where a later one makes it a matter of course. What happens out of turn, as
//! when a contract is paused or blocked, is where it happened.

mod records;
#[cfg(test)]
mod tests;

use super::super::Language;
use super::super::words::fill;
use super::super::{Stage as TrackStage, StageState};
use super::status::status_name;
use super::{StoryContext, capitalize, date, people};
use crate::model::{Contract, Date, EventKind, PartialDate, PartyRef, StatusCode};
use records::{Finding, Record, Records};

/// The most stages that fit beside each other on a phone.
const MOST_STAGES: usize = 5;

/// The status track.
pub(super) struct Track {
    pub(super) stages: Vec<TrackStage>,
    /// Whether the track says who decided the status.
    pub(super) names_decider: bool,
}

pub(super) fn build_track(story: &StoryContext, contract: &Contract) -> Track {
    let course = Course::of(contract.status.code);
    let records = Records { story, contract, course };
    let builder = TrackBuilder { story, contract, course, records };
    let mut marks = builder.build_marks();
    builder.insert_status(&mut marks);
    builder.insert_events(&mut marks);
    leave_out_excess(&mut marks);
    let names_decider = marks.iter().any(|mark| mark.names_decider);
    Track { stages: marks.into_iter().map(|mark| mark.stage).collect(), names_decider }
}

/// How far a contract has come, by its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    BeforeTender,
    BeforeAward,
    Agreed,
    InForce,
    /// Out of the usual order.
    Interrupted,
    Ended,
    Unknown,
}

impl Course {
    fn of(code: StatusCode) -> Self {
        match code {
            StatusCode::Considered | StatusCode::Proposed | StatusCode::Pipeline => {
                Self::BeforeTender
            }
            StatusCode::Tendering | StatusCode::Intended => Self::BeforeAward,
            StatusCode::Awarded | StatusCode::Signed | StatusCode::Amended => Self::Agreed,
            StatusCode::Active | StatusCode::Extended => Self::InForce,
            StatusCode::Paused
            | StatusCode::Blocked
            | StatusCode::Cancelled
            | StatusCode::Challenged => Self::Interrupted,
            StatusCode::Completed | StatusCode::TerminatedEarly | StatusCode::Expired => {
                Self::Ended
            }
            StatusCode::Unknown => Self::Unknown,
        }
    }

    /// Whether there is no award yet.
    fn is_early(self) -> bool {
        matches!(self, Self::BeforeTender | Self::BeforeAward)
    }
}

/// The places on the track, in the usual order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Under consideration, or planned.
    Idea,
    Proposed,
    Approved,
    Tender,
    PreferredBidder,
    Awarded,
    Signed,
    InUse,
    Changed,
    Ended,
    /// Out of turn.
    Interruption,
}

/// A stage with what decides where it goes.
#[derive(Clone, Debug)]
struct Mark {
    place: Place,
    stage: TrackStage,
    date: PartialDate,
    names_decider: bool,
}

impl Mark {
    fn is_reached(&self) -> bool {
        matches!(self.stage.state, StageState::Reached | StageState::Stopped | StageState::Disputed)
    }
}

struct TrackBuilder<'s> {
    story: &'s StoryContext<'s>,
    contract: &'s Contract,
    course: Course,
    records: Records<'s>,
}

impl<'s> TrackBuilder<'s> {
    /// Builds the stages of the usual order.
    fn build_marks(&self) -> Vec<Mark> {
        let (language, records, code) = (self.story.words, self.records, self.records.code());
        let (labels, words) = (&language.facts, &language.track);
        let (award, signing, start) =
            (records.find_award(), records.find_signing(), records.find_start());
        let has_gone_further = signing.is_reached()
            || start.is_reached()
            || matches!(self.course, Course::InForce | Course::Ended);
        let proposal = records.find_proposal(award.is_reached() || has_gone_further);
        let is_proposal = proposal.is_reached();
        let is_idea = matches!(code, StatusCode::Considered | StatusCode::Pipeline);
        let not_known = Some(words.not_known);
        // An early status says itself that what comes after it has not happened yet.
        let ahead = if self.course.is_early() { Some(words.not_yet) } else { not_known };

        let mut marks = Vec::new();
        let mut add = |place, label: &str, finding, if_nothing: Option<&str>| {
            marks.extend(self.build_mark(place, label, finding, if_nothing));
        };
        if is_idea {
            let published = self.contract.dates.published.as_ref();
            let idea = records.find(EventKind::Announced, published, Some(code));
            add(Place::Idea, &name_status(language, code), idea, None);
        }
        if is_proposal {
            let name = name_status(language, StatusCode::Proposed);
            add(Place::Proposed, &name, proposal, None);
        }
        if is_proposal || is_idea {
            let approval = records.find(EventKind::Approved, None, None);
            add(Place::Approved, language.events.approved, approval, None);
        }
        if !records.is_direct() {
            let if_nothing = match (is_proposal, is_idea) {
                // What is proposed need not have been put out to tender.
                (true, _) => None,
                (false, true) => ahead,
                (false, false) => not_known,
            };
            add(Place::Tender, words.tender, records.find_tender(), if_nothing);
        }
        if code == StatusCode::Intended {
            let name = name_status(language, code);
            add(Place::PreferredBidder, &name, records.find_current(), None);
        }
        let is_stopped_proposal = is_proposal && !self.course.is_early();
        let if_nothing = ahead.filter(|_| !has_gone_further && !is_stopped_proposal);
        let label = if records.is_direct() { words.direct } else { labels.awarded };
        add(Place::Awarded, label, award, if_nothing);
        add(Place::Signed, labels.signed, signing, ahead);
        let if_nothing = not_known.filter(|_| self.course == Course::Agreed);
        add(Place::InUse, self.label_start(&start), start, if_nothing);
        if matches!(code, StatusCode::Amended | StatusCode::Extended) {
            let name = name_status(language, code);
            add(Place::Changed, &name, records.find_current(), None);
        }
        let (label, end) = self.find_end();
        add(Place::Ended, &label, end, None);
        marks
    }

    /// The label of the beginning: a date alone does not say that anything is in use.
    fn label_start(&self, start: &Finding) -> &'static str {
        let words = self.story.words;
        match start {
            Finding::Record(record) if !record.is_current && !self.records.has_start_event() => {
                match record.state {
                    StageState::Planned => words.facts.start,
                    StageState::Reached
                    | StageState::Disputed
                    | StageState::Stopped
                    | StageState::Unknown => words.track.started,
                }
            }
            Finding::Record(_)
            | Finding::Withheld(_)
            | Finding::NotApplicable
            | Finding::Nothing => words.track.in_use,
        }
    }

    /// The end, with its label.
    fn find_end(&self) -> (String, Finding<'s>) {
        let words = self.story.words;
        let end = self.records.find_end();
        match (self.course, end) {
            (Course::Ended, end) => (name_status(words, self.records.code()), end),
            (_, end @ Finding::Record(_)) => (words.track.ended.to_owned(), end),
            (Course::Agreed | Course::InForce | Course::Unknown, _) => {
                (words.facts.end.to_owned(), self.records.find_agreed_end())
            }
            (Course::BeforeTender | Course::BeforeAward | Course::Interrupted, _) => {
                (String::new(), Finding::Nothing)
            }
        }
    }

    /// Builds a stage. `if_nothing` are the words for one of which the story says nothing; without
    /// them it is left out.
    fn build_mark(
        &self,
        place: Place,
        label: &str,
        finding: Finding<'s>,
        if_nothing: Option<&str>,
    ) -> Option<Mark> {
        let mut mark = Mark {
            place,
            stage: TrackStage { label: label.to_owned(), ..TrackStage::default() },
            date: PartialDate::Unknown,
            names_decider: false,
        };
        match finding {
            Finding::Record(record) => {
                mark.stage.state = record.state;
                mark.stage.is_current = record.is_current;
                mark.stage.detail = self.describe(place, &record);
                mark.date = record.date.map(Date::to_partial).unwrap_or_default();
                mark.names_decider = record.is_current
                    && record.state != StageState::Disputed
                    && self.find_decider(place, &record).is_some();
            }
            Finding::Withheld(why) => why.clone_into(&mut mark.stage.detail),
            Finding::NotApplicable => return None,
            Finding::Nothing => {
                let detail = if_nothing?;
                if detail == self.story.words.track.not_yet {
                    mark.stage.state = StageState::Planned;
                }
                detail.clone_into(&mut mark.stage.detail);
            }
        }
        Some(mark)
    }

    /// Describes what is known of a stage in few words: who, when, and whether it is only reported.
    fn describe(&self, place: Place, record: &Record<'s>) -> String {
        let (language, words) = (self.story.words, &self.story.words.track);
        let date = record.date.and_then(|date| date::format_short_date(language, date));
        match record.state {
            StageState::Disputed => return words.differ.to_owned(),
            StageState::Planned => return date.unwrap_or_else(|| words.not_yet.to_owned()),
            StageState::Unknown => {
                return date.map_or_else(String::new, |date| fill(words.due, [("date", &date)]));
            }
            StageState::Reached | StageState::Stopped => {}
        }
        let who = self.find_decider(place, record);
        // That somebody approved a contract is a claim about them; who stopped it is known by that.
        let by = match (place, record.is_reported) {
            (Place::Approved, true) => words.reported_by,
            _ => words.by,
        };
        let who = who.map(|who| fill(by, [("who", &people::short_name(self.story, who))]));
        match (who, date, record.is_reported) {
            (Some(who), Some(date), _) => [who, date].join(language.marks.comma),
            (Some(who), None, _) => who,
            (None, Some(date), false) => date,
            (None, Some(date), true) => fill(words.reported_on, [("date", &date)]),
            (None, None, false) => language.format.no_date.to_owned(),
            (None, None, true) => words.reported.to_owned(),
        }
    }

    /// Whoever is named with a stage: who decided the status, or who approved or stopped the
    /// contract. That a buyer awards its contracts is a matter of course. That a contract is in use,
    /// completed or expired is no decision: "by" would be read as who uses it, or by when.
    fn find_decider(&self, place: Place, record: &Record<'s>) -> Option<&'s PartyRef> {
        let is_stop = record.state == StageState::Stopped;
        let (is_decision, is_notable) = match place {
            Place::InUse => (false, false),
            Place::Ended | Place::Interruption => (is_stop, is_stop),
            Place::Approved => (true, true),
            Place::Idea
            | Place::Proposed
            | Place::Tender
            | Place::PreferredBidder
            | Place::Awarded
            | Place::Signed
            | Place::Changed => (true, false),
        };
        let decided_by = self.contract.status.decided_by.as_ref();
        let decided_by = decided_by.filter(|_| record.is_current && is_decision);
        decided_by.or(record.actor.filter(|_| is_notable))
    }

    /// Puts a status that is out of the usual order after the last stage that was reached.
    fn insert_status(&self, marks: &mut Vec<Mark>) {
        if self.course != Course::Interrupted {
            return;
        }
        let code = self.records.code();
        let finding = match interrupting_event(code) {
            Some(kind) => self.records.find(kind, None, Some(code)),
            None => self.records.find_current(),
        };
        let name = name_status(self.story.words, code);
        let after_last = marks.iter().rposition(Mark::is_reached).map_or(0, |last| last + 1);
        let before_signed = marks.iter().position(|mark| mark.place == Place::Signed);
        let at = after_last.max(before_signed.unwrap_or_default());
        if let Some(mark) = self.build_mark(Place::Interruption, &name, finding, None) {
            marks.insert(at.min(marks.len()), mark);
        }
    }

    /// Puts what else happened out of turn where its date says that it happened.
    fn insert_events(&self, marks: &mut Vec<Mark>) {
        for event in &self.contract.events {
            let code = interrupting_status(event.kind);
            let Some(code) = code.filter(|code| *code != self.records.code()) else { continue };
            let date = event.date.to_partial();
            let before = marks.iter().rposition(|mark| mark.date.is_surely_before(date));
            let is_placed =
                before.is_some() || marks.iter().any(|mark| date.is_surely_before(mark.date));
            let record = self.records.read_event(event);
            let state = match record.state {
                StageState::Reached | StageState::Stopped => StageState::Stopped,
                StageState::Disputed => StageState::Disputed,
                StageState::Planned | StageState::Unknown => continue,
            };
            let finding = Finding::Record(Record { state, ..record });
            let name = name_status(self.story.words, code);
            if let Some(mark) = self.build_mark(Place::Interruption, &name, finding, None)
                && is_placed
            {
                marks.insert(before.map_or(0, |before| before + 1), mark);
            }
        }
    }
}

/// The name of a status, as a label.
fn name_status(words: &Language, code: StatusCode) -> String {
    capitalize(status_name(words, code))
}

/// The statuses that are out of the usual order, with the events that lead to them.
const INTERRUPTIONS: [(StatusCode, EventKind); 4] = [
    (StatusCode::Paused, EventKind::Paused),
    (StatusCode::Blocked, EventKind::Blocked),
    (StatusCode::Cancelled, EventKind::Cancelled),
    (StatusCode::Challenged, EventKind::Challenged),
];

fn interrupting_event(code: StatusCode) -> Option<EventKind> {
    INTERRUPTIONS.iter().find(|(other, _)| *other == code).map(|(_, kind)| *kind)
}

fn interrupting_status(kind: EventKind) -> Option<StatusCode> {
    INTERRUPTIONS.iter().find(|(_, other)| *other == kind).map(|(code, _)| *code)
}

/// Leaves out the stages that do not fit: first those that are not known, then the earliest.
fn leave_out_excess(marks: &mut Vec<Mark>) {
    while marks.len() > MOST_STAGES {
        let unknown = marks.iter().position(|mark| mark.stage.state == StageState::Unknown);
        let earliest = marks.iter().position(|mark| !mark.stage.is_current);
        marks.remove(unknown.or(earliest).unwrap_or_default());
    }
}
