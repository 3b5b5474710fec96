//! A contract: who buys what from whom, which stage it has reached, and what the sources are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Challenge, Citation, ContractId, ContractRef, Date, Fact, HttpUrl, Money, Name, PartyRef, Slug,
    Statement, Text, ValueRef, Verbatim,
};

/// One contract, or one proposed contract. The first in a story is the one the story is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "contract"))]
pub struct Contract {
    /// The id of the contract in this document. If absent, the contract that the story is about has
    /// the id of the story.
    #[schemars(extend("x-implied" = true))]
    pub id: ContractId,
    /// The Open Contracting ID, if the contract has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocid: Option<Verbatim>,
    /// The ids of the official notices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notice_ids: Vec<Verbatim>,
    /// What the contract is for, in a few words.
    pub title: Text,
    /// The sources of the contract. Its status, and each fact, reason, event, challenge and amendment
    /// that needs sources and names none, has these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
    /// Who buys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer: Option<Fact<PartyRef>>,
    /// Who uses what is bought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub end_users: Vec<Fact<PartyRef>>,
    /// Who sells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppliers: Vec<Fact<PartyRef>>,
    /// Who decides on the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_maker: Option<Fact<PartyRef>>,
    /// Who is responsible for oversight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oversight: Vec<Fact<PartyRef>>,
    /// The stage that the contract has reached.
    pub status: Status,
    /// What the contract is worth, one entry for each figure. The first is the headline figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Fact<Money>>,
    /// How the contract was bought.
    #[serde(default)]
    pub procurement: Procurement,
    /// The dates of the contract.
    #[serde(default)]
    pub dates: ContractDates,
    /// What the contract is meant to achieve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Fact<Text>>,
    /// What the contract replaces, such as an older system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Fact<Text>>,
    /// What data is used under the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_used: Option<Fact<Text>>,
    /// The name of the software that is bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub software_name: Option<Fact<Name>>,
    /// What happened, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Legal challenges to the contract. The status is not `challenged` for that: a contract may run
    /// while it is before a court, and the box shows both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub challenges: Vec<Challenge>,
    /// The changes that were made to the contract, in the order of their numbers. The timeline shows
    /// them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// Contracts that are related to this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// The stage that a contract has reached, and who decided on it. It may be written as its code
/// alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "status", "x-alone" = "code", "x-inherits" = "sources"))]
pub struct Status {
    /// The stage.
    pub code: StatusCode,
    /// Whether the status comes from news reports and not from an official record. If so, the box
    /// says "Reported …". If absent, the kinds of the sources decide.
    #[schemars(extend("x-implied" = true))]
    pub reported: bool,
    /// The date since which this has been the status.
    #[serde(default)]
    #[schemars(extend("x-past" = true))]
    pub since: Date,
    /// Who decided on the status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PartyRef>,
    /// The reasons given by whoever decided. What others suppose is not a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated_reasons: Vec<Statement>,
    /// A few words that are shown beside the status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Text>,
    /// The sources of the status; required unless the code is `unknown`. If absent, those of the
    /// contract.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
    /// The status in the official record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<Official>,
    /// The JSON pointer to it in the official record that it was imported from. Readers do not see
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-hidden" = true))]
    pub record: Option<Name>,
}

/// A status in the official record, in the terms of OCDS (Open Contracting Data Standard).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Official {
    /// The section of the OCDS release: `tender`, `award` or `contract`.
    pub section: Verbatim,
    /// The code in the record.
    pub code: Verbatim,
}

/// The stage that a contract has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusCode {
    /// Under discussion, but not proposed yet.
    Considered,
    /// Formally proposed.
    Proposed,
    /// Announced as a future procurement.
    Pipeline,
    /// Open to bids.
    Tendering,
    /// A winner has been chosen; the award is not final.
    Intended,
    /// Awarded.
    Awarded,
    /// Signed.
    Signed,
    /// Signed, and changed since. Whether it is in force is not known: if so, it is `active`.
    Amended,
    /// In force.
    Active,
    /// In force beyond its original end date.
    Extended,
    /// Paused.
    Paused,
    /// Stopped by somebody with the power to do so.
    Blocked,
    /// Cancelled.
    Cancelled,
    /// Completed.
    Completed,
    /// Ended before its end date.
    TerminatedEarly,
    /// Reached its end date.
    Expired,
    /// Before a court or review body, and nothing else is known of its stage. Of a contract with a
    /// known stage, `challenges` says so.
    Challenged,
    /// The sources do not say.
    Unknown,
}

/// How a contract was bought.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Procurement {
    /// The procurement method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Fact<Method>>,
    /// The record's own words for the method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details_verbatim: Option<Fact<Verbatim>>,
    /// The law under which the contract was bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<Fact<Text>>,
    /// The framework agreement under which the contract was bought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<Fact<Text>>,
    /// The reason given for awarding the contract without competition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_award_reason: Option<Fact<Text>>,
    /// How many bids were received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bids: Option<Fact<u32>>,
}

/// The procurement method, as in the OCDS code list `method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Any supplier may bid.
    Open,
    /// Suppliers who qualified may bid.
    Selective,
    /// The buyer asks suppliers of its choice.
    Limited,
    /// The buyer asks one supplier.
    Direct,
}

/// The dates of a contract. Only `start`, `end` and `max_end` may be later than the story's
/// `as_of`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-order" = ["start", "end", "max_end"]))]
pub struct ContractDates {
    /// When the contract was announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub published: Option<Fact<Date>>,
    /// When the contract was awarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub awarded: Option<Fact<Date>>,
    /// When the contract was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub signed: Option<Fact<Date>>,
    /// The first day of the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Fact<Date>>,
    /// The last day of the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Fact<Date>>,
    /// The last day if every option to extend is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_end: Option<Fact<Date>>,
}

/// An event in the history of the contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-inherits" = "sources"))]
pub struct Event {
    /// When it happened.
    pub date: Date,
    /// The kind of event.
    pub kind: EventKind,
    /// Whether the sources agree that it happened.
    #[serde(default, skip_serializing_if = "EventState::is_known")]
    pub state: EventState,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<PartyRef>,
    /// What happened, in the newsroom's own words.
    pub text: Text,
    /// The sources of the event. If absent, those of the contract.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
    /// The JSON pointer to it in the official record that it was imported from. Readers do not see
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-hidden" = true))]
    pub record: Option<Name>,
}

/// Whether sources agree that an event happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// Every source that mentions it says so.
    #[default]
    Known,
    /// Sources differ on whether it has happened.
    Disputed,
}

impl EventState {
    fn is_known(&self) -> bool {
        *self == Self::Known
    }
}

/// The kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// The contract was announced or published.
    Announced,
    /// Suppliers were invited to bid.
    Tendered,
    /// An office or body approved a step.
    Approved,
    /// The contract was awarded.
    Awarded,
    /// The contract was signed.
    Signed,
    /// The contract began, or what was bought came into use.
    Started,
    /// The contract was changed or extended.
    Amended,
    /// The contract was paused.
    Paused,
    /// The contract was blocked.
    Blocked,
    /// The contract was cancelled.
    Cancelled,
    /// The contract ended.
    Ended,
    /// The contract was taken to a court or review body.
    Challenged,
    /// An event that is not about the contract itself.
    Background,
}

/// A change to a contract, as a contract change notice announces it: an amendment in OCDS.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-inherits" = "sources"))]
pub struct Amendment {
    /// The number of the change, as the record or the parties give it, as in `3` or `CCN 007`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Verbatim>,
    /// When the change was made.
    #[schemars(extend("x-past" = true))]
    pub date: Date,
    /// The effect of the change, in the newsroom's own words.
    pub text: Text,
    /// The value of the contract before the change: the id of one of its `values`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_before: Option<ValueRef>,
    /// The value of the contract after the change: the id of one of its `values`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_after: Option<ValueRef>,
    /// The sources of the change. If absent, those of the contract.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
    /// The JSON pointer to it in the official record that it was imported from. Readers do not see
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-hidden" = true))]
    pub record: Option<Name>,
}

/// Another contract, and how it is related to this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "related"))]
pub struct Related {
    /// The other contract, if it is in this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractRef>,
    /// The Open Contracting ID of a contract that is not in this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocid: Option<Verbatim>,
    /// The title and URL of a contract that is not in this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<External>,
    /// The id of the story about the other contract, if it is in the same folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<Slug>,
    /// How the other contract is related.
    pub relation: Relation,
    /// The JSON pointer to it in the official record that it was imported from. Readers do not see
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-hidden" = true))]
    pub record: Option<Name>,
}

impl Related {
    /// Whether the entry names no contract. The check refuses such an entry.
    pub fn is_empty(&self) -> bool {
        self.contract.is_none() && self.ocid.is_none() && self.external.is_none()
    }
}

/// A contract that is not in this document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct External {
    /// The title of the contract.
    pub title: Text,
    /// The URL of a page about the contract.
    pub url: HttpUrl,
}

/// How another contract relates to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// This contract is a pilot of the other.
    PilotOf,
    /// This contract replaces the other.
    Replaces,
    /// This contract is an order under the other, a framework agreement.
    CallOffOf,
    /// Both contracts have the same supplier.
    SameSupplier,
    /// A source mentions the other contract for context.
    MentionedForContext,
}
