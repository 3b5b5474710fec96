//! What a contract is worth, by every figure in the record, each with its kind.
//!
//! Figures are never added up, and neither value added tax nor a total is calculated.

use iso_currency::Currency;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::change::Before;
use super::draft::Draft;
use super::node::Node;
use super::text::fit_text;
use crate::model::{Covers, Stage, Vat};

/// What the record says about an amount, apart from the figure itself.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub(super) stage: Stage,
    pub(super) covers: Covers,
    /// The id of the party whose share it is.
    pub(super) share_of: Option<String>,
    /// What the amount is for, if the record has several of the kind.
    pub(super) detail: Option<String>,
    /// The id of the figure, if another refers to it.
    pub(super) id: Option<&'static str>,
    /// Whether the record gives its amounts without value added tax: see [`super::worth::Terms`].
    pub(super) is_net: bool,
}

/// What an amount in the record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// An amount of money, in figures.
    Given(String),
    /// 0 or 0.01, which publishers write where they do not publish an amount.
    Placeholder(String),
    /// Anything else, as words.
    Unreadable(String),
}

/// The note on an amount that the record gives twice.
const BOTH: &str = "The notice gives the amount without VAT and with it.";

/// The key of an amount, without value added tax where a second gives it with it.
pub(super) const AMOUNT: &str = "amount";
/// The keys of the amounts of an OCDS `Value` object. The second is an extension of the United
/// Kingdom, and with value added tax.
pub(super) const AMOUNTS: [&str; 2] = [AMOUNT, "amountGross"];

/// Adds the values that an OCDS `Value` object gives: without and with value added tax.
pub(super) fn add_values(draft: &mut Draft<'_>, value: &Node<'_>, kind: &Kind) {
    for key in AMOUNTS {
        add_amount(draft, value, key, kind);
    }
}

/// Adds the amount at one of [`AMOUNTS`], if it is there.
pub(super) fn add_amount(draft: &mut Draft<'_>, value: &Node<'_>, key: &str, kind: &Kind) {
    let Some(place) = value.get(key) else { return };
    let Some(text) = place.as_text() else { return };
    let currency = value.text("currency").unwrap_or_default();
    let mut fact = match read_amount(text) {
        Amount::Given(amount) if Currency::from_code(currency).is_some() => {
            build_money(&amount, currency, find_vat(value, key, kind), kind)
        }
        Amount::Given(amount) => {
            draft.ask(format!("In which currency is the amount of {amount}?"));
            draft.leave(&place, "it has no currency by ISO 4217");
            return;
        }
        Amount::Placeholder(text) | Amount::Unreadable(text) => build_gap(&text, kind),
    };
    let has_both = AMOUNTS.iter().all(|key| value.get(key).is_some());
    if kind.is_net && has_both {
        fact.entry("note").or_insert_with(|| BOTH.into());
    }
    draft.add_value(fact, &place);
}

/// Finds out whether an amount includes value added tax. Most have no statement of it.
fn find_vat(value: &Node<'_>, key: &str, kind: &Kind) -> Vat {
    match value.truth("valueAddedTaxIncluded") {
        _ if key != AMOUNT => Vat::Incl,
        Some(true) => Vat::Incl,
        Some(false) => Vat::Excl,
        None if kind.is_net => Vat::Excl,
        None => Vat::Unknown,
    }
}

/// Whether an OCDS `Value` object gives an amount, and nothing that stands in place of one.
pub(super) fn has_amount(value: &Node<'_>) -> bool {
    let is_amount = |amount: Node<'_>| {
        amount.as_text().is_some_and(|text| matches!(read_amount(text), Amount::Given(_)))
    };
    AMOUNTS.iter().filter_map(|key| value.get(key)).any(is_amount)
}

/// The ids of the value of a contract before it was changed, and after.
pub(super) const BEFORE: &str = "value-before";
pub(super) const AFTER: &str = "value-after";

/// Adds the value that a contract had before it was changed, if it can be read.
pub(super) fn add_value_before(
    draft: &mut Draft<'_>,
    value: &Node<'_>,
    before: &Before<'_>,
    kind: &Kind,
) {
    let Some(place) = value.get(AMOUNT) else { return };
    let Amount::Given(amount) = read_amount(before.amount) else { return };
    if Currency::from_code(before.currency).is_none() {
        return;
    }
    let vat = if kind.is_net { Vat::Excl } else { Vat::Unknown };
    // Only the first is the one that was signed: those between were changes, too.
    let stage = if before.is_changed { Stage::Amended } else { Stage::Signed };
    let kind = Kind { stage, id: Some(BEFORE), ..kind.clone() };
    let mut fact = build_money(&amount, before.currency, vat, &kind);
    fact.insert("superseded_by".into(), AFTER.into());
    draft.mark(&mut fact, &place);
    if let Some(source) = draft.source_at(before.notice) {
        fact.insert("sources".into(), json!([source]));
    }
    draft.add("values", fact, &place);
}

/// Reads an amount. A number with an exponent is written out.
pub(super) fn read_amount(text: &str) -> Amount {
    let decimal = match text.parse::<Decimal>() {
        Ok(decimal) => decimal,
        Err(_) => match Decimal::from_scientific(text) {
            Ok(decimal) => decimal,
            Err(_) => return Amount::Unreadable(text.to_owned()),
        },
    };
    let is_plain =
        text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if !is_plain || decimal.is_sign_negative() {
        return Amount::Unreadable(text.to_owned());
    }
    if decimal <= Decimal::new(1, 2) {
        return Amount::Placeholder(text.to_owned());
    }
    Amount::Given(write_amount(decimal))
}

/// Writes an amount as newspapers do: with no fraction or with all its digits, two at least.
pub(super) fn write_amount(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() == 1 {
        amount.rescale(2);
    }
    amount.to_string()
}

fn build_money(amount: &str, currency: &str, vat: Vat, kind: &Kind) -> Map<String, Value> {
    let mut fact = Map::new();
    if let (Some(id), Vat::Excl | Vat::Unknown) = (kind.id, vat) {
        fact.insert("id".into(), id.into());
    }
    fact.insert("amount".into(), amount.into());
    fact.insert("currency".into(), currency.into());
    fact.insert("vat".into(), json!(vat));
    fact.insert("stage".into(), json!(kind.stage));
    fact.insert("covers".into(), json!(kind.covers));
    if let Some(party) = &kind.share_of {
        fact.insert("share_of".into(), party.as_str().into());
    }
    if let Some(detail) = &kind.detail {
        fact.insert("detail".into(), detail.as_str().into());
    }
    fact
}

/// An amount that the record gives, but that is none.
fn build_gap(text: &str, kind: &Kind) -> Map<String, Value> {
    let mut fact = Map::new();
    fact.insert("state".into(), "not_published".into());
    if let Some(detail) = &kind.detail {
        fact.insert("detail".into(), detail.as_str().into());
    }
    let note = format!("The notice has “{}” in place of the amount.", fit_text(text, 100));
    fact.insert("note".into(), note.into());
    fact
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_a_decimal_or_is_not_published() {
        for (text, figure) in [
            ("35000", Amount::Given("35000".into())),
            ("54393.6", Amount::Given("54393.60".into())),
            ("32800.0", Amount::Given("32800".into())),
            ("0.125", Amount::Given("0.125".into())),
            ("1.5e6", Amount::Given("1500000".into())),
            ("123456789012.34", Amount::Given("123456789012.34".into())),
            ("0", Amount::Placeholder("0".into())),
            ("0.01", Amount::Placeholder("0.01".into())),
            ("1e9999", Amount::Unreadable("1e9999".into())),
            ("-5", Amount::Unreadable("-5".into())),
            ("1_000", Amount::Unreadable("1_000".into())),
            ("1,000", Amount::Unreadable("1,000".into())),
            ("to be agreed", Amount::Unreadable("to be agreed".into())),
        ] {
            assert_eq!(read_amount(text), figure, "{text}");
        }
    }
}
