//! Strings with a format: ids, references, amounts, currencies, URLs.
//!
//! Each decodes as a plain JSON string. Its format is a keyword of its schema (`x-id`, `x-ref`,
//! `x-format`), which [`super::check`] enforces.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

macro_rules! strings {
    ($($(#[$doc:meta])* $name:ident { $($schema:tt)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn inline_schema() -> bool {
                true
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", $($schema)* })
            }
        }
    )*};
}

strings! {
    /// Plain text for readers: at least one character, at most 700; never markup. It may be
    /// translated.
    Text { "minLength": 1, "maxLength": 700, "x-text": true }
    /// A name that is the same in every language: of a publication, a program, a person.
    Name { "minLength": 1, "maxLength": 700 }
    /// The exact words of a source, a register or a speaker: a translation would no longer be those
    /// words.
    Verbatim { "minLength": 1, "maxLength": 700 }
    /// A name for URLs: at most 64 letters a to z, digits and hyphens, as in
    /// `leicestershire-palantir`.
    Slug { "x-format": "slug" }
    /// A language tag by BCP 47, as in `en-GB`.
    Lang { "x-format": "lang" }
    /// A decimal number in a string, as in `818750`, `0.01` or `-2500`: no float ever holds money.
    Amount { "x-format": "decimal" }
    /// A currency code by ISO 4217, as in `GBP`.
    Currency { "x-format": "currency" }
    /// An absolute `http` or `https` URL, or `unknown`.
    HttpUrl { "x-format": "http-url" }

    /// The id of a source, unique among sources.
    SourceId { "x-format": "slug", "x-id": "sources" }
    /// The id of a party, unique among parties.
    PartyId { "x-format": "slug", "x-id": "parties" }
    /// The id of a contract, unique among contracts.
    ContractId { "x-format": "slug", "x-id": "contracts" }
    /// The id of a value, unique among the values of all contracts.
    ValueId { "x-format": "slug", "x-id": "values" }
    /// The id of a stakeholder, unique among stakeholders.
    StakeholderId { "x-format": "slug", "x-id": "stakeholders" }
    /// The id of an issue, unique among issues.
    IssueId { "x-format": "slug", "x-id": "issues" }
    /// The id of a position, unique among positions.
    PositionId { "x-format": "slug", "x-id": "positions" }

    /// The id of a source in `sources`.
    SourceRef { "x-ref": "sources" }
    /// The id of a party in `parties`.
    PartyRef { "x-ref": "parties" }
    /// The id of a contract in `contracts`.
    ContractRef { "x-ref": "contracts" }
    /// The id of a value in the same contract.
    ValueRef { "x-ref": "values" }
    /// The id of a stakeholder in `stakeholders`.
    StakeholderRef { "x-ref": "stakeholders" }
    /// The id of an issue in `issues`.
    IssueRef { "x-ref": "issues" }
    /// The id of a position in `positions`.
    PositionRef { "x-ref": "positions" }
}

impl HttpUrl {
    /// Returns the URL, unless it is `unknown`.
    ///
    /// ```
    /// use contract_fact_box::model::HttpUrl;
    ///
    /// assert_eq!(HttpUrl("https://example.org".into()).known_url(), Some("https://example.org"));
    /// assert_eq!(HttpUrl("unknown".into()).known_url(), None);
    /// ```
    pub fn known_url(&self) -> Option<&str> {
        (self.0 != "unknown").then_some(&*self.0)
    }
}
