//! What the story says of each stage: by the status, by an event, or by a date, a value or the
//! method of the contract.

use super::super::{StoryContext, evidence, facts, timeline};
use super::Course;
use crate::model::{
    Citation, Contract, Date, Event, EventKind, EventState, Fact, FactState, Method, PartyRef,
    Provenance, Stage as MoneyStage, StatusCode,
};
use crate::view::StageState;

/// What the story says of a stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'s> {
    pub(super) state: StageState,
    /// Whether it is the stage that the contract is at.
    pub(super) is_current: bool,
    pub(super) date: Option<&'s Date>,
    /// Whether only reports say so.
    pub(super) is_reported: bool,
    pub(super) actor: Option<&'s PartyRef>,
}

/// What the story says of a stage, or why it says nothing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Finding<'s> {
    Record(Record<'s>),
    /// Nothing, and the words for why.
    Withheld(&'static str),
    /// The stage does not belong to this contract.
    NotApplicable,
    Nothing,
}

impl<'s> Finding<'s> {
    /// Whether the stage is on the record as reached, if only by some sources.
    pub(super) fn is_reached(&self) -> bool {
        match self {
            Self::Record(record) => record.state != StageState::Planned,
            Self::Withheld(_) | Self::NotApplicable | Self::Nothing => false,
        }
    }

    /// Returns this finding or, if it is nothing, another.
    fn or(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Nothing => other(),
            Self::Record(_) | Self::Withheld(_) | Self::NotApplicable => self,
        }
    }
}

/// Finds what the story says of the stages.
#[derive(Clone, Copy)]
pub(super) struct Records<'s> {
    pub(super) story: &'s StoryContext<'s>,
    pub(super) contract: &'s Contract,
    pub(super) course: Course,
}

impl<'s> Records<'s> {
    pub(super) fn code(&self) -> StatusCode {
        self.contract.status.code
    }

    /// The stage that the contract is at, as its status says.
    pub(super) fn find_current(&self) -> Finding<'s> {
        let status = &self.contract.status;
        let state = if is_stop(status.code) { StageState::Stopped } else { StageState::Reached };
        Finding::Record(Record {
            state,
            is_current: true,
            date: Some(&status.since).filter(|since| facts::is_given(since)),
            is_reported: status.reported,
            actor: status.decided_by.as_ref(),
        })
    }

    /// What the story says of a stage: the status, if it has this code, or an event, or a date of
    /// the contract.
    pub(super) fn find(
        &self,
        kind: EventKind,
        fact: Option<&'s Fact<Date>>,
        code: Option<StatusCode>,
    ) -> Finding<'s> {
        let event = self.contract.events.iter().find(|event| event.kind == kind);
        let known = known_date(fact);
        let is_current = code == Some(self.code());
        // An event without a date does not say when; the contract's own date may.
        let event = event.filter(|event| {
            known.is_none() || facts::is_given(&event.date) || event.state == EventState::Disputed
        });
        let finding = match (event, fact) {
            (Some(event), _) => Finding::Record(self.read_event(event)),
            (None, Some(fact)) => self.read_date(fact),
            (None, None) => Finding::Nothing,
        };
        if is_current { self.complete_current(finding) } else { finding }
    }

    /// The stage that the contract is at, with what an event or a date says of it besides.
    fn complete_current(&self, other: Finding<'s>) -> Finding<'s> {
        let (Finding::Record(current), Finding::Record(other)) = (self.find_current(), other)
        else {
            return self.find_current();
        };
        let is_disputed = other.state == StageState::Disputed;
        // A date to come contradicts the status.
        let date = other.date.filter(|_| other.state != StageState::Planned);
        Finding::Record(Record {
            state: if is_disputed { StageState::Disputed } else { current.state },
            is_current: true,
            date: current.date.or(date),
            // One official source is enough.
            is_reported: current.is_reported && other.is_reported,
            actor: current.actor.or(other.actor),
        })
    }

    pub(super) fn read_event(&self, event: &'s Event) -> Record<'s> {
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

    fn read_date(&self, fact: &'s Fact<Date>) -> Finding<'s> {
        let words = &self.story.words.track;
        match (fact.state, known_date(Some(fact))) {
            (FactState::Known, Some(date)) => {
                let state =
                    if self.is_ahead(date) { StageState::Planned } else { StageState::Reached };
                Finding::Record(Record { date: Some(date), ..self.read_fact(fact, state) })
            }
            (FactState::Disputed, _) => Finding::Record(self.read_fact(fact, StageState::Disputed)),
            (FactState::NotPublished, _) => Finding::Withheld(words.not_published),
            (FactState::Redacted, _) => Finding::Withheld(words.redacted),
            (FactState::NotApplicable, _) => Finding::NotApplicable,
            (FactState::Known | FactState::Unknown, _) => Finding::Nothing,
        }
    }

    /// What a fact says of a stage besides a date.
    fn read_fact<T>(&self, fact: &'s Fact<T>, state: StageState) -> Record<'s> {
        Record {
            state,
            is_current: false,
            date: None,
            is_reported: self.is_reported(fact.provenance, &fact.sources),
            actor: None,
        }
    }

    /// A tender: if no event says that there was one, a method that others could bid by does. Before
    /// the tender, the method is one to come.
    pub(super) fn find_tender(&self) -> Finding<'s> {
        let competitive = [Method::Open, Method::Selective, Method::Limited];
        self.find(EventKind::Tendered, None, Some(StatusCode::Tendering)).or(|| {
            if self.course == Course::BeforeTender {
                return Finding::Nothing;
            }
            self.find_method(&competitive)
        })
    }

    /// The award: if neither an event nor a date says that there was one, an award value does or,
    /// once the contract has gone further, a method without competition.
    pub(super) fn find_award(&self) -> Finding<'s> {
        let fact = self.contract.dates.awarded.as_ref();
        let has_gone_further = match self.course {
            Course::Agreed => {
                matches!(self.code(), StatusCode::Signed | StatusCode::Amended)
            }
            Course::InForce | Course::Ended => true,
            Course::BeforeTender | Course::BeforeAward | Course::Interrupted | Course::Unknown => {
                false
            }
        };
        self.find(EventKind::Awarded, fact, Some(StatusCode::Awarded))
            .or(|| self.find_value(MoneyStage::Awarded))
            .or(|| {
                if has_gone_further {
                    self.find_method(&[Method::Direct])
                } else {
                    Finding::Nothing
                }
            })
    }

    /// The signing, which the value in the signed contract says, too.
    pub(super) fn find_signing(&self) -> Finding<'s> {
        let fact = self.contract.dates.signed.as_ref();
        self.find(EventKind::Signed, fact, Some(StatusCode::Signed))
            .or(|| self.find_value(MoneyStage::Signed))
    }

    /// The beginning. The date on which a stopped contract would have begun says nothing.
    pub(super) fn find_start(&self) -> Finding<'s> {
        let fact = self.contract.dates.start.as_ref().filter(|_| !is_stop(self.code()));
        self.find(EventKind::Started, fact, Some(StatusCode::Active))
    }

    /// The proposal, of a contract that is proposed or was stopped before it was awarded.
    pub(super) fn find_proposal(&self, is_awarded: bool) -> Finding<'s> {
        let published = self.contract.dates.published.as_ref();
        let announced = self.find(EventKind::Announced, published, Some(StatusCode::Proposed));
        if self.code() == StatusCode::Proposed {
            return announced;
        }
        if self.course != Course::Interrupted || is_awarded {
            return Finding::Nothing;
        }
        match (self.find_value(MoneyStage::Proposed), announced) {
            (Finding::Nothing, _) => Finding::Nothing,
            (_, announced @ Finding::Record(_)) => announced,
            (value, Finding::Withheld(_) | Finding::NotApplicable | Finding::Nothing) => value,
        }
    }

    /// The end of a contract that has ended, as its status or an event says.
    pub(super) fn find_end(&self) -> Finding<'s> {
        // Only of a contract that has run its course is the end the date that was agreed.
        let is_expired = self.code() == StatusCode::Expired;
        let fact = self.contract.dates.end.as_ref().filter(|_| is_expired);
        let code = Some(self.code()).filter(|_| self.course == Course::Ended);
        self.find(EventKind::Ended, fact, code)
    }

    /// The end that was agreed: a date to come or one that has passed, of which no source says
    /// whether it was kept.
    pub(super) fn find_agreed_end(&self) -> Finding<'s> {
        let dates = &self.contract.dates;
        let ends = [&dates.end, &dates.max_end];
        let mut ends = ends.into_iter().flatten().filter(|fact| known_date(Some(fact)).is_some());
        let is_ahead =
            |fact: &&Fact<Date>| known_date(Some(fact)).is_some_and(|date| self.is_ahead(date));
        let (found, state) = match ends.clone().find(is_ahead) {
            Some(ahead) => (Some(ahead), StageState::Planned),
            // Of an extended contract, the first date has passed as a matter of course.
            None if self.code() == StatusCode::Extended => (None, StageState::Unknown),
            None => (ends.next_back(), StageState::Unknown),
        };
        found.map_or(Finding::Nothing, |fact| {
            Finding::Record(Record { date: fact.known_value(), ..self.read_fact(fact, state) })
        })
    }

    /// Whether an event says that something came into use, and not only a date.
    pub(super) fn has_start_event(&self) -> bool {
        self.contract.events.iter().any(|event| event.kind == EventKind::Started)
    }

    pub(super) fn is_direct(&self) -> bool {
        let method = self.contract.procurement.method.as_ref().and_then(Fact::known_value);
        method == Some(&Method::Direct)
    }

    fn find_method(&self, methods: &[Method]) -> Finding<'s> {
        let fact = self.contract.procurement.method.as_ref();
        let fact =
            fact.filter(|fact| fact.known_value().is_some_and(|method| methods.contains(method)));
        fact.map_or(Finding::Nothing, |fact| {
            Finding::Record(self.read_fact(fact, StageState::Reached))
        })
    }

    /// Finds a figure of a kind that only a contract at this stage has.
    fn find_value(&self, stage: MoneyStage) -> Finding<'s> {
        let mut values = self.contract.values.iter();
        let fact = values.find(|fact| fact.known_value().is_some_and(|money| money.stage == stage));
        fact.map_or(Finding::Nothing, |fact| {
            Finding::Record(self.read_fact(fact, StageState::Reached))
        })
    }

    fn is_ahead(&self, date: &Date) -> bool {
        timeline::is_ahead(self.story, date.to_partial())
    }

    fn is_reported(&self, stated: Option<Provenance>, sources: &[Citation]) -> bool {
        evidence::authority(self.story, stated, sources) != Provenance::Official
    }
}

/// Whether a status says that the contract was stopped, or is contested.
fn is_stop(code: StatusCode) -> bool {
    Course::of(code) == Course::Interrupted || code == StatusCode::TerminatedEarly
}

fn known_date(fact: Option<&Fact<Date>>) -> Option<&Date> {
    fact.and_then(Fact::known_value).filter(|date| facts::is_given(date))
}
