//! The story document: one JSON file per story, written by editors.
//!
//! ```
//! use contract_fact_box::model;
//!
//! let parsed = model::read(r#"{"id": "bridge", "publshed_at": "2026-03-01"}"#);
//! let unknown = parsed.issues.iter().find(|issue| issue.code == "unknown-key").expect("is found");
//! assert_eq!(unknown.path, "publshed_at");
//! assert_eq!(unknown.fix, "did you mean `published_at`?");
//! assert!(parsed.into_valid().is_err(), "much is missing");
//! ```
//!
//! The types here are the one definition of the format: serde decodes with them, and the JSON
//! Schema that [`check`] validates against is derived from them, so a field cannot be read without
//! being checked. Nothing here knows of Yew, the browser or the file system.
//!
//! Start at [`Story`]; [`read`] turns text into one and lists everything that is wrong with it.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]

mod challenge;
pub mod check;
mod contract;
mod date;
mod fact;
mod lexical;
mod moment;
mod people;
mod position;
mod source;
mod story;
mod translation;

pub use challenge::{Challenge, ChallengeKind, ChallengeStage};
pub use check::{
    Desk, DocumentMap, Issue, Location, Locator, ParsedStory, Rule, Severity, ValuePlace,
    check_editorially, count_words, escape_key, find_nearest, is_http_url, is_language_tag,
    is_slug, pointer_keys, read, rules, schema,
};
pub use contract::{
    Amendment, Contract, ContractDates, Event, EventKind, EventState, External, Method, Official,
    Procurement, Related, Relation, Status, StatusCode,
};
pub use date::{Date, PartialDate};
pub use fact::{
    Alternative, Bound, Covers, Fact, FactState, Money, Origin, Period, Provenance, Stage, Vat,
};
pub use lexical::{
    Amount, ContractId, ContractRef, Currency, HttpUrl, IssueId, IssueRef, Lang, Name, PartyId,
    PartyRef, PositionId, PositionRef, Slug, SourceId, SourceRef, StakeholderId, StakeholderRef,
    Text, ValueId, ValueRef, Verbatim,
};
pub use moment::Moment;
pub use people::{Affiliation, Identifier, Member, Party, PartyKind, Stakeholder};
pub use position::{
    AlsoOn, Attributed, Expression, IssueKind, OnBehalfOf, Position, Scope, Silence, SilenceKind,
    Stance, StanceBy, StoryIssue,
};
pub use source::{Citation, FullCitation, Passage, Source, SourceKind};
pub use story::{
    AudienceNote, Comparison, Context, Correction, Direction, OpenQuestion, QuestionState,
    Statement, Story, Term, Waiver, Withdrawal,
};
pub(crate) use translation::outer_pointers;
pub use translation::{
    StoryText, Translated, Translation, TranslationError, list_texts, translate,
};
