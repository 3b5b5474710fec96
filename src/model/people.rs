//! Parties, and the stakeholders among them who hold a view or might.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, Name, PartyId, PartyRef, StakeholderId, Text, Verbatim};

/// A body, a person or an unnamed group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Its id in this document.
    pub id: PartyId,
    /// Its name, as the sources give it. That of a person is the same in every language.
    #[schemars(extend("x-text" = "not-of-a-person"))]
    pub name: Text,
    /// A short name, where the full one is long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-text" = "not-of-a-person"))]
    pub short_name: Option<Text>,
    /// Other names the sources use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Name>,
    /// What it is.
    pub kind: PartyKind,
    /// Its numbers in registers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// The party it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<PartyRef>,
}

/// What a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A body with a name.
    Organisation,
    /// A person.
    Person,
    /// People whom the source does not name ("campaigners"): never counted, never quoted.
    Group,
}

/// A number in a register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Identifier {
    /// The register, by org-id.guide, as in `GB-COH`.
    pub scheme: Verbatim,
    /// The number in it.
    pub id: Verbatim,
}

/// A party that speaks about the contract, decides on it, or would be expected to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stakeholder {
    /// Its id in this document.
    pub id: StakeholderId,
    /// The party.
    pub party: PartyRef,
    /// Its role, as the sources describe it.
    pub role_as_described: Text,
    /// The role in a few words, shown beside the name in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("maxLength" = 32))]
    pub role_short: Option<Text>,
    /// Its posts and memberships.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<Affiliation>,
    /// What it stands to gain or lose, where a source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<Text>,
}

/// A post or membership.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-order" = ["from", "to"]))]
pub struct Affiliation {
    /// The body.
    pub org: Text,
    /// The role in it.
    pub role: Text,
    /// Since when.
    #[serde(default)]
    pub from: Date,
    /// Until when.
    #[serde(default)]
    pub to: Date,
}
