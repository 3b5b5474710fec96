//! Parties, and the stakeholders among them who hold a view or might.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Citation, Date, Name, PartyId, PartyRef, StakeholderId, Text, Verbatim};

/// An organisation, a person or an unnamed group.
///
/// The keys of a stakeholder may stand among those of the party: the party is then a stakeholder,
/// with the same id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "party", "x-also" = "Stakeholder"))]
pub struct Party {
    /// The id of the party in this document.
    pub id: PartyId,
    /// The name, as the sources give it. The name of a person cannot be translated.
    #[schemars(extend("x-text" = "not-of-a-person"))]
    pub name: Text,
    /// A short name, if the full one is long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-text" = "not-of-a-person"))]
    pub short_name: Option<Text>,
    /// Other names that the sources use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Name>,
    /// The kind of party.
    pub kind: PartyKind,
    /// The party's numbers in registers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// The party that this one is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<PartyRef>,
    /// The members of a consortium or joint venture: "led by X, with Y and Z". Only organisations have
    /// members. A consortium is a party of its own, since it is a supplier, owns shares, speaks and is
    /// criticised as one; OCDS lists its members as suppliers and calls the first among them
    /// `leadTenderer`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
}

/// A member of a consortium.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// The member.
    pub party: PartyRef,
    /// Whether it leads the consortium.
    #[serde(default)]
    pub lead: bool,
    /// The sources that say so.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// The kind of party.
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
pub enum PartyKind {
    /// A named organisation.
    #[default]
    Organisation,
    /// A person.
    Person,
    /// People whom the source does not name ("campaigners"). The box never counts or quotes them.
    Group,
}

/// The number of a party in a register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Identifier {
    /// The register, by its code on org-id.guide, as in `GB-COH`.
    pub scheme: Verbatim,
    /// The number in the register.
    pub id: Verbatim,
}

/// A party that comments on the contract, decides on it, or could be expected to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stakeholder {
    /// The id of the stakeholder in this document. If absent, that of the party.
    #[schemars(extend("x-implied" = true))]
    pub id: StakeholderId,
    /// The party.
    pub party: PartyRef,
    /// The stakeholder's role, as the sources describe it.
    pub role_as_described: Text,
    /// The role in a few words, which lists show beside the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("maxLength" = 32))]
    pub role_short: Option<Text>,
    /// The stakeholder's posts and memberships.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<Affiliation>,
    /// What the stakeholder could gain or lose, if a source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<Text>,
}

/// A post or membership.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-order" = ["from", "to"]))]
pub struct Affiliation {
    /// The organisation.
    pub org: Text,
    /// The role in the organisation.
    pub role: Text,
    /// The date on which the role began.
    #[serde(default)]
    pub from: Date,
    /// The date on which the role ended.
    #[serde(default)]
    pub to: Date,
}
