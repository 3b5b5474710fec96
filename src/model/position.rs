//! What was said or done about an issue, and what was not said.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Citation, ContractRef, Date, IssueId, IssueRef, Lang, PartyRef, PositionId, PositionRef,
    StakeholderRef, Statement, Text, Verbatim,
};

/// A question that people take sides on, asked neutrally.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryIssue {
    /// Its id in this document.
    pub id: IssueId,
    /// Whether it is a proposal or a claim, which decides the words for the stances.
    pub kind: IssueKind,
    /// The question: "Should …?" for a proposal, "Is it so that …?" for a claim.
    #[schemars(extend("maxLength" = 140))]
    pub question: Text,
    /// A short name for a tab.
    #[schemars(extend("maxLength" = 24))]
    pub label: Text,
    /// The contract it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractRef>,
    /// How near it is to the contract of this story.
    pub scope: Scope,
}

/// What kind of question an issue asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IssueKind {
    /// Something that may be done: people are for it or against it.
    Proposal,
    /// Something that may be so: people say yes or say no.
    Claim,
}

/// How near an issue is to the contract of this story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// About this contract.
    ThisContract,
    /// About another contract.
    OtherContract,
    /// About neither.
    Context,
}

/// What somebody said or did about an issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "position"))]
pub struct Position {
    /// Its id, where another position names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<PositionId>,
    /// Who.
    pub stakeholder: StakeholderRef,
    /// On what.
    pub issue: IssueRef,
    /// Where they stand.
    pub stance: Stance,
    /// Who put the stance so.
    pub stance_by: StanceBy,
    /// Whether the text is their exact words, a paraphrase, or what they did.
    pub expression: Expression,
    /// The words or the deed.
    pub text: Text,
    /// The language they spoke in, where it is not the story's: that of `original_text`, or else of
    /// `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// The words in the language they were said in, where `text` is a translation of them; it needs
    /// `lang` and `translated_by`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_text: Option<Verbatim>,
    /// Who translated; it needs `lang`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated_by: Option<Text>,
    /// When, or `not_given`.
    #[schemars(extend("x-past" = true))]
    pub said_on: Date,
    /// Where, or `not_given`.
    #[schemars(extend("x-code" = "not_given"))]
    pub venue: Text,
    /// The speaker's role at the time, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_then: Option<Text>,
    /// For whom they spoke.
    pub on_behalf_of: OnBehalfOf,
    /// How the source names the speaker.
    pub attributed: Attributed,
    /// The parties whom the words criticise, never the speaker's own. Their answer, or its absence,
    /// is shown on the same card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criticises: Vec<PartyRef>,
    /// The earlier position that this one answers, on this question or another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responds_to: Option<PositionRef>,
    /// What the source itself says that limits the claim; always shown beside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<Statement>,
    /// The editor's reason for the stance, or other remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Who says that they said so.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
    /// The earlier position that this one replaces: of the same stakeholder on the same issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<PositionRef>,
}

/// Where somebody stands on an issue.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stance {
    /// For the proposal, or says that the claim is so.
    Supports,
    /// Against the proposal, or says that the claim is not so.
    Opposes,
    /// Has doubts, and does not say no.
    Concerned,
    /// Partly for, partly against.
    Mixed,
    /// For, if something is done.
    Conditional,
    /// Says that they have not decided.
    Undecided,
    /// Says what they know or did, and takes no side.
    NoneStated,
}

/// Who put a stance so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StanceBy {
    /// The speaker says it outright.
    Speaker,
    /// The editor reads it from the words.
    Editor,
}

/// In what form a position is on the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// Their exact words.
    Quote,
    /// A source's account of their words.
    Paraphrase,
    /// How they voted.
    Vote,
    /// What they did.
    Action,
    /// What they wrote in a document.
    Document,
}

/// For whom somebody spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnBehalfOf {
    /// For themselves.
    #[serde(rename = "self")]
    Oneself,
    /// For their organisation.
    Organisation,
}

/// How a source names a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attributed {
    /// By name.
    Named,
    /// As a spokesperson, without a name.
    Spokesperson,
    /// As the organisation.
    Organisation,
    /// Not at all.
    Anonymous,
}

/// That somebody is not on record about an issue, and what is known of why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "silence"))]
pub struct Silence {
    /// Who.
    pub stakeholder: StakeholderRef,
    /// On what.
    pub issue: IssueRef,
    /// What is known of why.
    #[serde(default)]
    pub kind: SilenceKind,
    /// Exactly what was asked or declined; needed when the kind is `declined`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Text>,
    /// Who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<Text>,
    /// When they asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub asked_on: Option<Date>,
    /// When the newsroom last looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub checked_on: Option<Date>,
    /// What shows it; needed for every kind but `not_reported`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
}

/// What is known of why somebody is not on record.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SilenceKind {
    /// This source does not say whether they were asked. Never of somebody whose words it does
    /// report.
    #[default]
    NotReported,
    /// Nobody asked them.
    NotApproached,
    /// They were asked and did not answer.
    NoReply,
    /// They were asked and refused.
    Declined,
    /// They said that they could not.
    CouldNotComment,
    /// They answered, and took no position.
    RepliedWithoutPosition,
    /// The newsroom looked for their words and found none.
    NothingFound,
}
