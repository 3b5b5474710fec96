//! The status track: the stages of a contract, from the first to the one that it is at and those to
//! come.
//!
//! A stage is only said to be reached if the status, an event or a date of the story says so. A
//! stage that nobody mentions is "not known", and left out where a later one makes it a matter of
//! course. What happens out of turn, as when a contract is paused or blocked, is where it happened.

use super::super::words::fill;
use super::super::{Stage as TrackStage, StageState};
use super::status::status_name;
use super::{StoryContext, capitalize, date, evidence, facts, people, timeline};
use crate::model::{
    Citation, Contract, Date, Event, EventKind, EventState, Fact, FactState, Method, PartialDate,
    PartyRef, Provenance, Stage as MoneyStage, StatusCode,
};

/// The most stages that fit beside each other on a phone.
const MOST_STAGES: usize = 5;

/// The status track.
pub(super) struct Track {
    pub(super) stages: Vec<TrackStage>,
    /// Whether the track says who decided the status.
    pub(super) names_decider: bool,
}

pub(super) fn build_track(story: &StoryContext, contract: &Contract) -> Track {
    let builder = TrackBuilder { story, contract, code: contract.status.code };
    let mut marks = builder.build_marks();
    builder.insert_interruptions(&mut marks);
    trim(&mut marks);
    let names_decider = marks.iter().any(|mark| mark.names_decider);
    Track { stages: marks.into_iter().map(|mark| mark.stage).collect(), names_decider }
}

/// The places on the track, in the usual order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    Extended,
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

/// What the story says of a stage.
#[derive(Clone, Copy, Debug)]
struct Record<'s> {
    state: StageState,
    is_current: bool,
    date: Option<&'s Date>,
    is_reported: bool,
    actor: Option<&'s PartyRef>,
}

/// What the story says of a stage, or why it says nothing.
#[derive(Clone, Copy, Debug)]
enum Finding<'s> {
    Record(Record<'s>),
    /// Nothing, and the words for why.
    Withheld(&'static str),
    /// The stage does not belong to this contract.
    NotApplicable,
    Nothing,
}

impl Finding<'_> {
    fn is_reached(&self) -> bool {
        matches!(self, Self::Record(record) if record.state != StageState::Planned)
    }
}

struct TrackBuilder<'s> {
    story: &'s StoryContext<'s>,
    contract: &'s Contract,
    code: StatusCode,
}

impl<'s> TrackBuilder<'s> {
    fn build_marks(&self) -> Vec<Mark> {
        let words = self.story.words;
        let (labels, events, track) = (&words.facts, &words.events, &words.track);
        let dates = &self.contract.dates;
        let tender = self.find_tender();
        let award = self.find_award();
        let signed = self.find(EventKind::Signed, dates.signed.as_ref(), &[StatusCode::Signed]);
        let in_use = self.find_in_use();
        let end = self.find_end();
        let (is_signed, is_used) = (signed.is_reached(), in_use.is_reached());
        let is_past_award = is_signed || is_used || self.is_ended() || self.is_in_force();
        let proposal = self.find_proposal(award.is_reached() || is_past_award);

        let mut marks = Vec::new();
        let mut add = |place, label: &str, finding, if_nothing: Option<&str>| {
            marks.extend(self.build_mark(place, label, finding, if_nothing));
        };
        let not_known = Some(track.not_known);
        // The status itself says that what comes after an early stage has not happened yet.
        let ahead = if self.is_early() { Some(track.not_yet) } else { not_known };
        let is_idea = matches!(self.code, StatusCode::Considered | StatusCode::Pipeline);
        if is_idea {
            let name = capitalize(status_name(words, self.code));
            let idea = self.find(EventKind::Announced, dates.published.as_ref(), &[self.code]);
            add(Place::Idea, &name, idea, None);
        }
        let is_proposal = proposal.is_reached();
        if is_proposal {
            let name = capitalize(words.status.proposed);
            add(Place::Proposed, &name, proposal, None);
        }
        if is_proposal || is_idea {
            let approval = self.find(EventKind::Approved, None, &[]);
            add(Place::Approved, events.approved, approval, None);
        }
        let is_direct = self.is_direct();
        if !is_direct {
            let otherwise = match (is_proposal, is_idea) {
                (true, _) => None,
                (false, true) => ahead,
                (false, false) => not_known,
            };
            add(Place::Tender, track.tender, tender, otherwise);
        }
        if self.code == StatusCode::Intended {
            let name = capitalize(words.status.intended);
            add(Place::PreferredBidder, &name, self.find_current(), None);
        }
        let is_stopped_proposal = is_proposal && !self.is_early();
        let award_label = if is_direct { track.direct } else { labels.awarded };
        let otherwise = if is_past_award || is_stopped_proposal { None } else { ahead };
        add(Place::Awarded, award_label, award, otherwise);
        // Once a contract has been stopped, only whether it was signed still matters.
        add(Place::Signed, labels.signed, signed, ahead);
        let otherwise = match self.code {
            StatusCode::Awarded | StatusCode::Signed => not_known,
            _ => None,
        };
        let label = self.label_in_use(&in_use);
        add(Place::InUse, label, in_use, otherwise);
        if self.code == StatusCode::Extended {
            let name = capitalize(words.status.extended);
            add(Place::Extended, &name, self.find_current(), None);
        }
        let (label, end) = end;
        add(Place::Ended, &label, end, None);
        marks
    }

    /// Builds a stage of the usual order. `if_nothing` are the words for a stage of which the story
    /// says nothing; without them it is left out.
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
                mark.names_decider = self.decider(place, &record).is_some()
                    && record.is_current
                    && record.state != StageState::Disputed;
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
    fn describe(&self, place: Place, record: &Record) -> String {
        let (words, track) = (self.story.words, &self.story.words.track);
        let date = record.date.and_then(|date| date::format_short_date(words, date));
        match record.state {
            StageState::Disputed => return track.differ.to_owned(),
            StageState::Planned => return date.unwrap_or_else(|| track.not_yet.to_owned()),
            // A date that has passed, of which no source says whether it was kept.
            StageState::Unknown => {
                return date.map_or_else(String::new, |date| fill(track.due, [("date", &date)]));
            }
            StageState::Reached | StageState::Stopped => {}
        }
        let who = self.decider(place, record);
        let who = who.map(|who| fill(track.by, [("who", &people::short_name(self.story, who))]));
        match (who, date, record.is_reported) {
            (Some(who), Some(date), _) => [who, date].join(words.marks.comma),
            (Some(who), None, _) => who,
            (None, Some(date), false) => date,
            (None, Some(date), true) => fill(track.reported_on, [("date", &date)]),
            (None, None, false) => words.format.no_date.to_owned(),
            (None, None, true) => track.reported.to_owned(),
        }
    }

    /// Whoever is named with a stage: who decided the status, or who approved or stopped the
    /// contract. That a buyer awards its contracts is a matter of course.
    fn decider(&self, place: Place, record: &Record<'s>) -> Option<&'s PartyRef> {
        let decided_by = self.contract.status.decided_by.as_ref().filter(|_| record.is_current);
        let is_notable = matches!(place, Place::Approved | Place::Ended | Place::Interruption);
        decided_by.or(record.actor.filter(|_| is_notable))
    }

    /// What the story says of a stage: the status, if it has one of these codes, or an event, or a
    /// date of the contract.
    fn find(
        &self,
        kind: EventKind,
        fact: Option<&'s Fact<Date>>,
        codes: &[StatusCode],
    ) -> Finding<'s> {
        let event = self.contract.events.iter().find(|event| event.kind == kind);
        let known = fact.and_then(Fact::known_value).filter(|date| facts::is_given(date));
        if codes.contains(&self.code)
            && let Finding::Record(current) = self.find_current()
        {
            let dates = [current.date, known, event.map(|event| &event.date)];
            let is_disputed = event.is_some_and(|event| event.state == EventState::Disputed);
            return Finding::Record(Record {
                state: if is_disputed { StageState::Disputed } else { current.state },
                date: dates.into_iter().flatten().find(|date| facts::is_given(date)),
                actor: current.actor.or(event.and_then(|event| event.actor.as_ref())),
                ..current
            });
        }
        if let Some(event) = event {
            let record = self.read_event(event);
            return Finding::Record(Record { date: known.or(record.date), ..record });
        }
        let Some(fact) = fact else { return Finding::Nothing };
        match (fact.state, known) {
            (FactState::Known, Some(date)) => Finding::Record(Record {
                state: if self.is_ahead(date) { StageState::Planned } else { StageState::Reached },
                is_current: false,
                date: Some(date),
                is_reported: self.is_reported(fact.provenance, &fact.sources),
                actor: None,
            }),
            (FactState::Disputed, _) => Finding::Record(Record {
                state: StageState::Disputed,
                is_current: false,
                date: None,
                is_reported: true,
                actor: None,
            }),
            (FactState::NotPublished, _) => Finding::Withheld(self.story.words.track.not_published),
            (FactState::Redacted, _) => Finding::Withheld(self.story.words.track.redacted),
            (FactState::NotApplicable, _) => Finding::NotApplicable,
            (FactState::Known | FactState::Unknown, _) => Finding::Nothing,
        }
    }

    /// The stage that the contract is at, as its status says.
    fn find_current(&self) -> Finding<'s> {
        let status = &self.contract.status;
        Finding::Record(Record {
            state: if self.is_stopped() { StageState::Stopped } else { StageState::Reached },
            is_current: true,
            date: Some(&status.since).filter(|since| facts::is_given(since)),
            is_reported: status.reported,
            actor: status.decided_by.as_ref(),
        })
    }

    fn read_event(&self, event: &'s Event) -> Record<'s> {
        let state = match event.state {
            EventState::Disputed => StageState::Disputed,
            EventState::Known if self.is_ahead(&event.date) => StageState::Planned,
            EventState::Known => StageState::Reached,
        };
        Record {
            state,
            is_current: false,
            date: Some(&event.date).filter(|date| facts::is_given(date)),
            is_reported: self.is_reported(None, &event.sources),
            actor: event.actor.as_ref(),
        }
    }

    /// A tender: if no event says that there was one, a method that others could bid by does.
    fn find_tender(&self) -> Finding<'s> {
        match self.find(EventKind::Tendered, None, &[StatusCode::Tendering]) {
            Finding::Nothing => {
                self.find_method(&[Method::Open, Method::Selective, Method::Limited])
            }
            found => found,
        }
    }

    /// The award: once the contract is known to have gone further, a method without competition says
    /// how it was awarded.
    fn find_award(&self) -> Finding<'s> {
        let fact = self.contract.dates.awarded.as_ref();
        match self.find(EventKind::Awarded, fact, &[StatusCode::Awarded]) {
            Finding::Nothing
                if self.is_in_force() || self.is_ended() || self.code == StatusCode::Signed =>
            {
                self.find_method(&[Method::Direct])
            }
            found => found,
        }
    }

    fn find_method(&self, methods: &[Method]) -> Finding<'s> {
        let Some(fact) = &self.contract.procurement.method else { return Finding::Nothing };
        match fact.known_value() {
            // A pipeline names the method of a tender to come.
            Some(method) if methods.contains(method) && !self.is_before_tender() => {
                Finding::Record(Record {
                    state: StageState::Reached,
                    is_current: false,
                    date: None,
                    is_reported: self.is_reported(fact.provenance, &fact.sources),
                    actor: None,
                })
            }
            Some(_) | None => Finding::Nothing,
        }
    }

    /// What came into use. The date on which a stopped contract would have begun says nothing.
    fn find_in_use(&self) -> Finding<'s> {
        let fact = self.contract.dates.start.as_ref().filter(|_| !self.is_stopped());
        self.find(EventKind::Started, fact, &[StatusCode::Active])
    }

    /// The label of that stage: a date alone does not say that anything is in use.
    fn label_in_use(&self, in_use: &Finding) -> &'static str {
        let has_event = self.contract.events.iter().any(|event| event.kind == EventKind::Started);
        let words = self.story.words;
        match in_use {
            Finding::Record(record) if !has_event && !record.is_current => match record.state {
                StageState::Planned => words.facts.start,
                _ => words.track.started,
            },
            _ => words.track.in_use,
        }
    }

    /// The end, with its label.
    fn find_end(&self) -> (String, Finding<'s>) {
        let (words, dates) = (self.story.words, &self.contract.dates);
        let known = |fact: &'s Option<Fact<Date>>| {
            let fact = fact.as_ref()?;
            Some((fact, fact.known_value().filter(|date| facts::is_given(date))?))
        };
        let ends = [known(&dates.end), known(&dates.max_end)];
        if self.is_ended() {
            // Only of a contract that has run its course is the end the date that was agreed.
            let fact = dates.end.as_ref().filter(|_| self.code == StatusCode::Expired);
            let name = capitalize(status_name(words, self.code));
            return (name, self.find(EventKind::Ended, fact, &[self.code]));
        }
        if let found @ Finding::Record(_) = self.find(EventKind::Ended, None, &[]) {
            return (words.track.ended.to_owned(), found);
        }
        if self.is_early() || self.is_stopped() {
            return (String::new(), Finding::Nothing);
        }
        let ahead = ends.into_iter().flatten().find(|(_, date)| self.is_ahead(date));
        // Of an extended contract, the first date has passed as a matter of course.
        let passed = ends.into_iter().flatten().next_back();
        let passed = passed.filter(|_| self.code != StatusCode::Extended);
        let finding = match ahead.or(passed) {
            Some((fact, date)) => Finding::Record(Record {
                state: if ahead.is_some() { StageState::Planned } else { StageState::Unknown },
                is_current: false,
                date: Some(date),
                is_reported: self.is_reported(fact.provenance, &fact.sources),
                actor: None,
            }),
            None => Finding::Nothing,
        };
        (words.facts.end.to_owned(), finding)
    }

    /// The proposal, of a contract that is proposed or was stopped before an award.
    fn find_proposal(&self, is_awarded: bool) -> Finding<'s> {
        let published = self.contract.dates.published.as_ref();
        let announced = self.find(EventKind::Announced, published, &[StatusCode::Proposed]);
        if self.code == StatusCode::Proposed {
            return announced;
        }
        if is_awarded || !self.is_interrupted() {
            return Finding::Nothing;
        }
        let value = self.contract.values.iter().find(|fact| {
            fact.known_value().is_some_and(|money| money.stage == MoneyStage::Proposed)
        });
        let Some(value) = value else { return Finding::Nothing };
        match announced {
            Finding::Record(_) => announced,
            _ => Finding::Record(Record {
                state: StageState::Reached,
                is_current: false,
                date: None,
                is_reported: self.is_reported(value.provenance, &value.sources),
                actor: None,
            }),
        }
    }

    /// Puts what happened out of turn where it happened: the status after the last stage that was
    /// reached, and other events by their dates.
    fn insert_interruptions(&self, marks: &mut Vec<Mark>) {
        if self.is_interrupted() {
            let name = capitalize(status_name(self.story.words, self.code));
            let kind = interruption_kind(self.code);
            let finding = match kind {
                Some(kind) => self.find(kind, None, &[self.code]),
                None => self.find_current(),
            };
            let after_last = marks.iter().rposition(Mark::is_reached).map_or(0, |last| last + 1);
            let before_signed = marks.iter().position(|mark| mark.place == Place::Signed);
            let at = after_last.max(before_signed.unwrap_or_default());
            if let Some(mark) = self.build_mark(Place::Interruption, &name, finding, None) {
                marks.insert(at.min(marks.len()), mark);
            }
        }
        for event in &self.contract.events {
            let Some(code) = interruption_code(event.kind).filter(|code| *code != self.code) else {
                continue;
            };
            let record = self.read_event(event);
            let date = event.date.to_partial();
            let before = marks.iter().rposition(|mark| mark.date.is_surely_before(date));
            let is_placed =
                before.is_some() || marks.iter().any(|mark| date.is_surely_before(mark.date));
            if is_placed && record.state != StageState::Planned {
                let state = match record.state {
                    StageState::Disputed => StageState::Disputed,
                    _ => StageState::Stopped,
                };
                let name = capitalize(status_name(self.story.words, code));
                let finding = Finding::Record(Record { state, ..record });
                if let Some(mark) = self.build_mark(Place::Interruption, &name, finding, None) {
                    marks.insert(before.map_or(0, |before| before + 1), mark);
                }
            }
        }
    }

    fn is_ahead(&self, date: &Date) -> bool {
        timeline::is_ahead(self.story, date.to_partial())
    }

    fn is_reported(&self, stated: Option<Provenance>, sources: &[Citation]) -> bool {
        evidence::authority(self.story, stated, sources) != Provenance::Official
    }

    fn is_direct(&self) -> bool {
        let method = self.contract.procurement.method.as_ref().and_then(Fact::known_value);
        method == Some(&Method::Direct)
    }

    fn is_before_tender(&self) -> bool {
        matches!(self.code, StatusCode::Considered | StatusCode::Proposed | StatusCode::Pipeline)
    }

    /// Whether the status says that there is no award yet.
    fn is_early(&self) -> bool {
        self.is_before_tender() || matches!(self.code, StatusCode::Tendering | StatusCode::Intended)
    }

    fn is_in_force(&self) -> bool {
        matches!(self.code, StatusCode::Active | StatusCode::Extended)
    }

    fn is_ended(&self) -> bool {
        matches!(
            self.code,
            StatusCode::Completed | StatusCode::Expired | StatusCode::TerminatedEarly
        )
    }

    /// Whether the status is out of the usual order.
    fn is_interrupted(&self) -> bool {
        matches!(
            self.code,
            StatusCode::Paused
                | StatusCode::Blocked
                | StatusCode::Cancelled
                | StatusCode::Challenged
        )
    }

    /// Whether the contract was stopped or is contested.
    fn is_stopped(&self) -> bool {
        self.is_interrupted() || self.code == StatusCode::TerminatedEarly
    }
}

fn interruption_kind(code: StatusCode) -> Option<EventKind> {
    match code {
        StatusCode::Paused => Some(EventKind::Paused),
        StatusCode::Blocked => Some(EventKind::Blocked),
        StatusCode::Cancelled => Some(EventKind::Cancelled),
        StatusCode::Challenged => Some(EventKind::Challenged),
        _ => None,
    }
}

fn interruption_code(kind: EventKind) -> Option<StatusCode> {
    let codes =
        [StatusCode::Paused, StatusCode::Blocked, StatusCode::Cancelled, StatusCode::Challenged];
    codes.into_iter().find(|code| interruption_kind(*code) == Some(kind))
}

/// Leaves out the stages that do not fit: first those that are not known, then the earliest.
fn trim(marks: &mut Vec<Mark>) {
    while marks.len() > MOST_STAGES {
        let unknown = marks.iter().position(|mark| mark.stage.state == StageState::Unknown);
        let earliest = marks.iter().position(|mark| !mark.stage.is_current);
        marks.remove(unknown.or(earliest).unwrap_or_default());
    }
}
