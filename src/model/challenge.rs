//! A legal challenge to a contract, which goes on beside the contract's own stages.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Citation, Date, PartyRef, Text};

/// A legal challenge to a contract or its award: before which court, and how far it has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "challenge", "x-inherits" = "sources"))]
pub struct Challenge {
    /// The kind of challenge.
    pub kind: ChallengeKind,
    /// The stage that it has reached.
    pub stage: ChallengeStage,
    /// The court or review body, as in `High Court`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub court: Option<Text>,
    /// The date since which this has been the stage.
    #[serde(default)]
    #[schemars(extend("x-past" = true))]
    pub since: Date,
    /// Who brings the challenge, or threatens to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<PartyRef>,
    /// How it ended; only from the stage `judgment` on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Text>,
    /// The sources of the challenge. If absent, those of the contract.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// The kind of a legal challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChallengeKind {
    /// A judicial review of a public body's decision.
    JudicialReview,
    /// A claim by a supplier or bidder under procurement law.
    ProcurementClaim,
    /// A complaint to a review body that is no court.
    Complaint,
    /// The source does not say.
    NotStated,
}

/// The stage of a legal challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChallengeStage {
    /// Threatened, as by a letter before action; nothing has been issued.
    Threatened,
    /// Proceedings have been issued.
    Issued,
    /// A hearing has begun.
    Hearing,
    /// There is a judgment or decision.
    Judgment,
    /// The judgment is under appeal.
    Appeal,
    /// Withdrawn by whoever brought it.
    Withdrawn,
    /// Settled between the parties.
    Settled,
}

impl ChallengeStage {
    /// Whether the challenge has ended.
    pub fn is_over(self) -> bool {
        match self {
            Self::Withdrawn | Self::Settled => true,
            // There may be an appeal.
            Self::Threatened | Self::Issued | Self::Hearing | Self::Judgment | Self::Appeal => {
                false
            }
        }
    }
}
