//! What was said or done about an issue, and what was not said.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Citation, ContractRef, Date, IssueId, IssueRef, Lang, PartyRef, PositionId, PositionRef,
    StakeholderRef, Statement, Text, Verbatim,
};

/// A question that people disagree on, asked neutrally.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoryIssue {
    /// The id of the issue in this document.
    pub id: IssueId,
    /// Whether the question is about a proposal or a claim. This decides the words for the stances.
    pub kind: IssueKind,
    /// The question: "Should …?" for a proposal, "Is it so that …?" for a claim.
    #[schemars(extend("maxLength" = 140))]
    pub question: Text,
    /// A short name for a tab.
    #[schemars(extend("maxLength" = 24))]
    pub label: Text,
    /// The contract that the issue is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractRef>,
    /// How closely the issue is related to the contract of this story. If absent, `contract` decides:
    /// `this_contract` if it is the story's own, and `other_contract` otherwise.
    #[schemars(extend("x-implied" = true))]
    pub scope: Scope,
}

/// What kind of question an issue asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IssueKind {
    /// Something that could be done: people are for or against it.
    Proposal,
    /// Something that could be true: people say yes or no.
    Claim,
}

/// How closely an issue is related to the contract of this story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// About this contract.
    ThisContract,
    /// About another contract.
    OtherContract,
    /// About no contract in particular.
    Context,
}

/// What somebody said or did about an issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "position"))]
pub struct Position {
    /// The id of the position, if another position refers to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<PositionId>,
    /// The stakeholder whose position this is.
    pub stakeholder: StakeholderRef,
    /// The issue that the position is on.
    pub issue: IssueRef,
    /// The other issues that the same words are on. They stand under each of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_on: Vec<AlsoOn>,
    /// The stakeholder's stance on the issue.
    pub stance: Stance,
    /// Who stated the stance. If absent, the editor inferred it.
    #[schemars(extend("x-implied" = "editor"))]
    pub stance_by: StanceBy,
    /// Whether the text is the stakeholder's exact words, a paraphrase, or a description of what
    /// they did.
    pub expression: Expression,
    /// What they said or did.
    pub text: Text,
    /// The language they spoke in, if it is not the language of the story: the language of
    /// `original_text` if that is present, and of `text` otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// The words in the original language, if `text` is a translation of them; requires `lang` and
    /// `translated_by`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_text: Option<Verbatim>,
    /// Who translated the words; requires `lang`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated_by: Option<Text>,
    /// The date on which they spoke or acted, or `not_given`.
    #[schemars(extend("x-past" = true))]
    pub said_on: Date,
    /// Where they spoke or acted, or `not_given`. If absent, it is not given.
    #[schemars(extend("x-code" = "not_given", "x-implied" = "not_given"))]
    pub venue: Text,
    /// The stakeholder's role at the time, if it was another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role_then: Option<Text>,
    /// Whom they spoke for. If absent, an organisation spoke for itself as an organisation, and
    /// people for themselves.
    #[schemars(extend("x-implied" = true))]
    pub on_behalf_of: OnBehalfOf,
    /// How the source names the speaker. If absent, a person by name, an organisation only by its
    /// own name, and a group not at all.
    #[schemars(extend("x-implied" = true))]
    pub attributed: Attributed,
    /// The parties that the words criticise, which never include the stakeholder's own party. Their
    /// answer, or its absence, is shown on the same card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criticises: Vec<PartyRef>,
    /// The earlier position that this one answers, on the same issue or another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responds_to: Option<PositionRef>,
    /// The criticised party that these words answer for, if they are somebody else's: a ministry's
    /// answer for its agency, a member's for a consortium. They count as the answer of that party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_for: Option<PartyRef>,
    /// What the source itself says to qualify the claim. The box always shows the caveats beside
    /// the claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<Statement>,
    /// The editor's reason for the stance, or another remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// The sources of the position.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
    /// The earlier position that this one replaces, by the same stakeholder on the same issue. Where
    /// the earlier one is `also_on` others, so is this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<PositionRef>,
}

impl SilenceKind {
    /// Whether somebody is known to have been asked, or to have been looked for.
    pub fn was_sought(self) -> bool {
        match self {
            Self::NoReply
            | Self::Declined
            | Self::CouldNotComment
            | Self::RepliedWithoutPosition
            | Self::NothingFound => true,
            Self::NotReported | Self::NotApproached => false,
        }
    }
}

impl Position {
    /// Whether it is on a question that another position is on too.
    pub fn shares_issue(&self, other: &Self) -> bool {
        self.issues().any(|issue| other.stance_on(issue).is_some())
    }

    /// The issues that the position is on: its own first.
    ///
    /// ```
    /// use contract_fact_box::model::{Position, Stance};
    ///
    /// let json = r#"{"stakeholder": "ann", "issue": "deal", "stance": "opposes",
    ///     "also_on": [{"issue": "price", "stance": "supports", "stance_by": "editor"}],
    ///     "stance_by": "speaker", "expression": "quote", "text": "It costs too much.",
    ///     "said_on": "not_given", "venue": "not_given", "on_behalf_of": "self",
    ///     "attributed": "named", "sources": ["report"]}"#;
    /// let position: Position = serde_json::from_str(json)?;
    /// let issues: Vec<_> = position.issues().map(|issue| &**issue).collect();
    /// assert_eq!(issues, ["deal", "price"]);
    /// assert_eq!(position.stance_on("price").map(|(stance, _)| stance), Some(Stance::Supports));
    /// assert_eq!(position.stance_on("noise"), None);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn issues(&self) -> impl Iterator<Item = &IssueRef> {
        let others = self.also_on.iter().map(|other| &other.issue);
        std::iter::once(&self.issue).chain(others.filter(|other| **other != self.issue))
    }

    /// The stance on an issue, and who stated it; `None` if the position is not on that issue.
    pub fn stance_on(&self, issue: &str) -> Option<(Stance, StanceBy)> {
        if *self.issue == *issue {
            return Some((self.stance, self.stance_by));
        }
        let other = self.also_on.iter().find(|other| *other.issue == *issue)?;
        Some((other.stance, other.stance_by))
    }
}

/// Another issue that a position is on, and the stance that its words take there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AlsoOn {
    /// The other issue.
    pub issue: IssueRef,
    /// The stakeholder's stance on that issue.
    pub stance: Stance,
    /// Who stated that stance. If absent, the editor.
    #[schemars(extend("x-implied" = "editor"))]
    pub stance_by: StanceBy,
}

/// A stakeholder's stance on an issue.
#[derive(
    Clone,
    Default,
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
    /// For the proposal, or says that the claim is true.
    Supports,
    /// Against the proposal, or says that the claim is not true.
    Opposes,
    /// Has doubts, but does not say no.
    Concerned,
    /// Partly for, partly against.
    Mixed,
    /// For, on a condition.
    Conditional,
    /// Says that they have not decided.
    Undecided,
    /// Says what they know or did, and takes no side.
    #[default]
    NoneStated,
}

/// Who stated a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StanceBy {
    /// The stakeholder, in so many words.
    Speaker,
    /// The editor, who inferred the stance from what was said or done.
    Editor,
}

/// The form of a position.
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

/// Whom a stakeholder spoke for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnBehalfOf {
    /// For themselves.
    #[serde(rename = "self")]
    Oneself,
    /// For their organisation.
    Organisation,
}

/// How the source names the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attributed {
    /// By name.
    Named,
    /// As a spokesperson, without a name.
    Spokesperson,
    /// Only by the name of the organisation.
    Organisation,
    /// Not at all.
    Anonymous,
}

/// A record that a stakeholder has no position on an issue, and why, as far as that is known.
///
/// Whoever has neither a position nor a silence anywhere, other than a group, is `not_reported` on
/// each issue about this contract, without being listed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "silence"))]
pub struct Silence {
    /// The stakeholder without a position.
    pub stakeholder: StakeholderRef,
    /// The issue that they have no position on.
    pub issue: IssueRef,
    /// What is known of the reason.
    #[serde(default)]
    pub kind: SilenceKind,
    /// Exactly what they were asked, or declined to answer; required if the kind is `declined`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Text>,
    /// Who asked them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<Text>,
    /// When they were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub asked_on: Option<Date>,
    /// When the newsroom last looked for a statement of theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub checked_on: Option<Date>,
    /// The sources of the silence; required unless the kind is `not_reported`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
}

/// What is known of the reason for a silence.
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
    /// The source does not say whether they were asked. Not allowed for stakeholders whose words it
    /// reports.
    #[default]
    NotReported,
    /// Nobody asked them.
    NotApproached,
    /// They were asked and did not answer.
    NoReply,
    /// They were asked and refused.
    Declined,
    /// They said that they could not comment.
    CouldNotComment,
    /// They answered without taking a position.
    RepliedWithoutPosition,
    /// The newsroom looked for a statement and found none.
    NothingFound,
}
