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

use super::{Amount, Citation, Currency, Date, Name, PartyRef, Text, ValueId, ValueRef, Verbatim};

/// A fact about a contract: its value or the reason why there is none, and the sources.
///
/// It may be written in short: as its value alone, as in `"council"`, or as its state alone, as in
/// `"not_published"`; and the keys of a value that has keys may stand among those of the fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "T: Deserialize<'de>"))]
#[schemars(
    rename = "Fact_{T}",
    extend("x-rule" = "fact", "x-alone" = "value", "x-inline" = "value", "x-inherits" = "sources")
)]
pub struct Fact<T> {
    /// Whether the value is known and, if not, why. If absent, a fact with a value is `known`, and
    /// one with alternatives `disputed`.
    #[schemars(extend("x-implied" = true))]
    pub state: FactState,
    // Private, so that it is read by `known` alone.
    /// The value; required if the state is `known`, and not allowed otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<T>,
    /// The values that sources disagree on; required if the state is `disputed`, and not allowed
    /// otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative<T>>,
    /// The sources of the fact; required if the state is `known`. If absent, those of the contract.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
    /// The date at which the fact was correct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub as_of: Option<Date>,
    /// The date until which the value is withheld, if the state is `not_published` or `redacted` and
    /// the notice says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// A few words that are shown beside the value wherever the box shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Text>,
    /// What limits or explains the fact. The box shows the note with the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Whether the fact is official, reported or calculated. If absent, the kinds of the sources
    /// decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// Whether an editor or an importer wrote the fact.
    #[serde(default)]
    pub origin: Origin,
    /// The JSON pointer to the value in the official record that the fact was imported from. Readers
    /// do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-hidden" = true))]
    pub record: Option<Name>,
}

impl<T> Fact<T> {
    /// Returns the value if the state is `known`. A value beside another state is never shown.
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
#[schemars(extend("x-inline" = "value"))]
pub struct Alternative<T> {
    /// The value.
    pub value: T,
    /// The sources of this value.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// Whether the value of a fact is known and, if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactState {
    /// A source states the value.
    Known,
    /// The public body has not published the value.
    NotPublished,
    /// The value is blacked out in the published document.
    Redacted,
    /// Sources disagree on the value.
    Disputed,
    /// The sources do not say.
    Unknown,
    /// The question does not apply to this contract.
    NotApplicable,
}

/// Where a fact's authority comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// From a public body's own record.
    Official,
    /// From an account by somebody else.
    Reported,
    /// Calculated from other facts.
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

/// An amount of money, with everything that readers need to understand the amount correctly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "money"))]
pub struct Money {
    /// The id of the value, if another value refers to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ValueId>,
    /// The amount, in units of the currency; the lower end, if `to` makes it a range. It is negative
    /// for money that comes back: the box then says "£2,500 paid back" or, if the stage is
    /// `amended`, "£2,500 taken off".
    pub amount: Amount,
    /// The upper end of a range ("£25m to £30m"), above `amount`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Amount>,
    /// Whether the amount is a limit and not the sum itself ("up to £50m"). A range has no `bound`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// Whether the source calls the amount approximate ("about £2bn"), as the box then does too. A
    /// figure is not approximate merely because it is round.
    #[serde(default)]
    pub approximate: bool,
    /// The amount in the source's own words, as in `£123 million`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_stated: Option<Verbatim>,
    /// The currency.
    pub currency: Currency,
    /// Whether the amount includes value added tax.
    pub vat: Vat,
    /// The kind of figure.
    pub stage: Stage,
    /// The part of the contract that the amount pays for.
    pub covers: Covers,
    /// Whose share the amount is; only if it covers a `share`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_of: Option<PartyRef>,
    /// The period that the amount covers, such as a financial year. The box shows it beside the
    /// figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The value of the same contract that has replaced this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<ValueRef>,
}

/// Which limit an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The most that it may be: "up to £50m".
    UpTo,
    /// The least that it is: "at least £2m", "more than £2m".
    AtLeast,
}

/// A period of time: any, or one with a name, such as a financial year or a quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-order" = ["start", "end"]))]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
    /// The source's own name for the period, as in `2025-26` or `the third quarter`. The box shows it
    /// in place of the two days, which then stand with the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_stated: Option<Verbatim>,
}

/// Whether an amount includes value added tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vat {
    /// Without VAT.
    Excl,
    /// With VAT.
    Incl,
    /// No VAT applies: the country has none, or the purchase is exempt.
    None,
    /// Not stated.
    Unknown,
}

/// The kind of figure that an amount is. Amounts of different kinds are never added up.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// The buyer's estimate before there were bids.
    Estimate,
    /// Money set aside.
    Budget,
    /// The most that may be spent under the contract.
    Ceiling,
    /// The most that all buyers together may spend under a framework agreement.
    FrameworkCeiling,
    /// Proposed, but not agreed.
    Proposed,
    /// The value of the award.
    Awarded,
    /// The value in the signed contract.
    Signed,
    /// The value after a change to the contract.
    Amended,
    /// Money that has been paid.
    Spent,
    /// The source does not say.
    StageNotStated,
}

impl Stage {
    /// Returns the code, as in `framework_ceiling`.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The part of a contract that an amount pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// The whole contract.
    Total,
    /// One year of the contract.
    Annual,
    /// An option to extend the contract.
    Option,
    /// One party's share; `share_of` says whose.
    Share,
    /// The source does not say.
    NotStated,
}
