//! A contract: who buys what from whom, at which stage it stands, and how that is known.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Citation, ContractId, ContractRef, Date, Fact, HttpUrl, Money, Name, PartyRef, Slug, Statement,
    Text, Verbatim,
};

/// One contract, or one proposed contract. The first in a story is the one the story is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "contract"))]
pub struct Contract {
    /// Its id in this document.
    pub id: ContractId,
    /// Its Open Contracting ID, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocid: Option<Verbatim>,
    /// The ids of its official notices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notice_ids: Vec<Verbatim>,
    /// What it is, in a few words.
    pub title: Text,
    /// Who buys.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buyer: Option<Fact<PartyRef>>,
    /// Who uses what is bought.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub end_users: Vec<Fact<PartyRef>>,
    /// Who sells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppliers: Vec<Fact<PartyRef>>,
    /// Who decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_maker: Option<Fact<PartyRef>>,
    /// Who is to keep watch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oversight: Vec<Fact<PartyRef>>,
    /// The stage it has reached.
    pub status: Status,
    /// What it is worth, each figure by itself; the first is the headline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Fact<Money>>,
    /// How it was bought.
    #[serde(default)]
    pub procurement: Procurement,
    /// Its dates.
    #[serde(default)]
    pub dates: ContractDates,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Fact<Text>>,
    /// What it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Fact<Text>>,
    /// What data goes into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_used: Option<Fact<Text>>,
    /// The name of the software.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub software_name: Option<Fact<Name>>,
    /// What happened, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Other contracts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// The stage a contract has reached, and who decided it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "status"))]
pub struct Status {
    /// The stage.
    pub code: StatusCode,
    /// Whether it rests on reporting and not on an official record; shown as "Reported …".
    pub reported: bool,
    /// Since when.
    #[serde(default)]
    #[schemars(extend("x-past" = true))]
    pub since: Date,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PartyRef>,
    /// The reasons that the one who decided gave. What others suppose is not a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated_reasons: Vec<Statement>,
    /// A few words that stand beside the status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Text>,
    /// Who says so; needed unless the code is `unknown`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
    /// The status in the official record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<Official>,
}

/// A status in the official record, by OCDS.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Official {
    /// The section of the release: `tender`, `award` or `contract`.
    pub section: Verbatim,
    /// The code in the record.
    pub code: Verbatim,
}

/// The stage a contract is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusCode {
    /// Talked about.
    Considered,
    /// Proposed.
    Proposed,
    /// Announced for later.
    Pipeline,
    /// Open to bids.
    Tendering,
    /// A winner is chosen, the award not final.
    Intended,
    /// Awarded.
    Awarded,
    /// Signed.
    Signed,
    /// Running.
    Active,
    /// Running past its first end.
    Extended,
    /// Paused.
    Paused,
    /// Stopped by somebody with the power to.
    Blocked,
    /// Cancelled.
    Cancelled,
    /// Done.
    Completed,
    /// Ended before its time.
    TerminatedEarly,
    /// Ran out.
    Expired,
    /// Before a court or review body.
    Challenged,
    /// The sources do not say.
    Unknown,
}

/// How a contract was bought.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Procurement {
    /// The method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Fact<Method>>,
    /// The record's own words for the method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details_verbatim: Option<Fact<Verbatim>>,
    /// The law it was bought under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<Fact<Text>>,
    /// The framework it was called off from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framework: Option<Fact<Text>>,
    /// The reason given for a direct award.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_award_reason: Option<Fact<Text>>,
    /// How many bids there were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bids: Option<Fact<u32>>,
}

/// The procurement method, by the OCDS code list `method`.
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

/// The dates of a contract. What has happened lies in the past; a start or an end may lie ahead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-order" = ["start", "end", "max_end"]))]
pub struct ContractDates {
    /// When it was announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub published: Option<Fact<Date>>,
    /// When it was awarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub awarded: Option<Fact<Date>>,
    /// When it was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub signed: Option<Fact<Date>>,
    /// Its first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Fact<Date>>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Fact<Date>>,
    /// Its last day with every option used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_end: Option<Fact<Date>>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// When.
    pub date: Date,
    /// What kind of event.
    pub kind: EventKind,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<PartyRef>,
    /// What happened, in our words.
    pub text: Text,
    /// Who says so.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// What kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// It was announced or published.
    Announced,
    /// Bids were asked for.
    Tendered,
    /// An office or body approved a step.
    Approved,
    /// It was awarded.
    Awarded,
    /// It was signed.
    Signed,
    /// It began, or what it bought came into use.
    Started,
    /// It was changed or extended.
    Amended,
    /// It was paused.
    Paused,
    /// It was blocked.
    Blocked,
    /// It was cancelled.
    Cancelled,
    /// It ended.
    Ended,
    /// It was taken to a court or review body.
    Challenged,
    /// Something around the contract.
    Background,
}

/// Another contract, and how it relates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "related"))]
pub struct Related {
    /// A contract in this document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractRef>,
    /// Or one elsewhere, by its Open Contracting ID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ocid: Option<Verbatim>,
    /// Or one elsewhere, by title and URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<External>,
    /// The id of the story about it, if there is one in the same folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<Slug>,
    /// How it relates.
    pub relation: Relation,
}

/// A contract that is not in this document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct External {
    /// Its title.
    pub title: Text,
    /// Where to read of it.
    pub url: HttpUrl,
}

/// How another contract relates to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// This one is a pilot of it.
    PilotOf,
    /// This one replaces it.
    Replaces,
    /// This one is called off from it.
    CallOffOf,
    /// The same supplier has it.
    SameSupplier,
    /// A source mentions it beside this one.
    MentionedForContext,
}
