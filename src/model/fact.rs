//! A fact with its state and evidence, and the most delicate fact of all: an amount of money.
//!
//! An amount stays the text of its source, so that no binary fraction can change it:
//!
//! ```
//! use contract_fact_box::model::Money;
//!
//! let json = r#"{"amount": "818750.10", "currency": "GBP", "vat": "excl", "stage": "signed",
//!     "covers": "total"}"#;
//! let money: Money = serde_json::from_str(json)?;
//! assert_eq!(&*money.amount, "818750.10");
//! # Ok::<(), serde_json::Error>(())
//! ```

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Amount, Citation, Currency, Date, Text, ValueId, ValueRef, Verbatim};

/// A fact about a contract: its value, how far it is known, and who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
#[schemars(rename = "Fact_{T}", extend("x-rule" = "fact"))]
pub struct Fact<T> {
    /// How far it is known.
    pub state: FactState,
    // Private, so that it is read by `known` alone.
    /// The value; needed when the state is `known`, and nowhere beside another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<T>,
    /// The values that sources disagree on; needed when the state is `disputed`, and nowhere beside
    /// another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative<T>>,
    /// Who says so; needed when the state is `known`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
    /// The date the fact stood at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub as_of: Option<Date>,
    /// A few words that stand beside the value wherever it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Text>,
    /// What limits or explains the fact, shown with its evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Whether it is official, reported or worked out; by the kind of its sources if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// Whether an editor wrote it or an importer did.
    #[serde(default)]
    pub origin: Origin,
}

impl<T> Fact<T> {
    /// The value, if the state is `known`. A value beside any other state is never shown.
    ///
    /// ```
    /// use contract_fact_box::model::{Fact, Text};
    ///
    /// let fact = |json| serde_json::from_str::<Fact<Text>>(json);
    /// let known = fact(r#"{"state": "known", "value": "A bridge", "sources": ["notice"]}"#)?;
    /// let redacted = fact(r#"{"state": "redacted", "value": "A bridge"}"#)?;
    /// assert_eq!(known.known_value().map(|text| &**text), Some("A bridge"));
    /// assert_eq!(redacted.known_value(), None);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn known_value(&self) -> Option<&T> {
        self.value.as_ref().filter(|_| self.state == FactState::Known)
    }
}

/// One of the values that sources disagree on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Alternative<T> {
    /// The value.
    pub value: T,
    /// Who says so.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// How far a fact is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactState {
    /// A source gives it.
    Known,
    /// The public body has not published it.
    NotPublished,
    /// It was published with this part blacked out.
    Redacted,
    /// Sources disagree.
    Disputed,
    /// The sources do not say.
    Unknown,
    /// The question does not arise.
    NotApplicable,
}

/// Where a fact's authority comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// A public body's own record.
    Official,
    /// A report by somebody else.
    Reported,
    /// Worked out from other facts.
    Calculated,
    /// The source does not make it clear.
    NotClear,
}

/// Who put a fact into the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// An editor.
    #[default]
    Editor,
    /// An importer, from an official record.
    Imported,
}

/// An amount of money, with everything needed to not mislead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// Its id, where another value names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ValueId>,
    /// The amount, in units of the currency; below 0 where money comes back or a value was lowered.
    pub amount: Amount,
    /// Whether the source calls it approximate ("about £2bn"); shown as such. A round figure alone
    /// is not.
    #[serde(default)]
    pub approximate: bool,
    /// The source's own words for it, as in `£123 million`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_stated: Option<Verbatim>,
    /// The currency.
    pub currency: Currency,
    /// Whether value added tax is in it.
    pub vat: Vat,
    /// What kind of figure it is.
    pub stage: Stage,
    /// What it pays for.
    pub covers: Covers,
    /// The time it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The value that replaced it: another one of the same contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<ValueRef>,
}

/// A stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-order" = ["start", "end"]))]
pub struct Period {
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
}

/// Whether value added tax is in an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vat {
    /// Without VAT.
    Excl,
    /// With VAT.
    Incl,
    /// Not stated.
    Unknown,
}

/// What kind of figure an amount is. Amounts of different stages are never added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The buyer's estimate before bids.
    Estimate,
    /// Money set aside.
    Budget,
    /// The most that may be spent under the contract.
    Ceiling,
    /// The most that may be spent under a framework by all its buyers.
    FrameworkCeiling,
    /// Proposed and not agreed.
    Proposed,
    /// The value of the award.
    Awarded,
    /// The value in the signed contract.
    Signed,
    /// The value after a change to the contract.
    Amended,
    /// Money paid.
    Spent,
    /// The source does not say.
    StageNotStated,
}

/// What an amount pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// The whole contract.
    Total,
    /// One year of it.
    Annual,
    /// An option to extend.
    Option,
    /// One party's share.
    Share,
    /// The source does not say.
    NotStated,
}
