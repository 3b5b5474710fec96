//! `outlier-value`: two figures of one kind that cannot both be right.

use rust_decimal::Decimal;

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::Money;

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "outlier-value",
    severity: Severity::Review,
    finds: "a figure more than ten times another of the same kind",
    consequence: "a nought too many is the commonest mistake with money",
};

const MOST_TIMES: Decimal = Decimal::TEN;

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, contract) in desk.story.contracts.iter().enumerate() {
        let mut earlier: Vec<(&Money, Decimal)> = Vec::new();
        for (nth, fact) in contract.values.iter().enumerate() {
            let Some(money) = fact.known_value() else { continue };
            let Some(amount) = parse_positive(money) else { continue };
            let outlier = earlier.iter().find(|(other, figure)| {
                is_same_kind(money, other) && is_far_apart(amount, *figure)
            });
            if let Some((other, _)) = outlier {
                findings.add(
                    entry("contracts", index).with_key("values").with_index(nth),
                    format!(
                        "{} and {} are figures of the same kind, and one is more than ten times the other",
                        &*money.amount, &*other.amount
                    ),
                    "compare both with their sources; if both are right, waive this with the reason",
                );
            }
            earlier.push((money, amount));
        }
    }
}

fn parse_positive(money: &Money) -> Option<Decimal> {
    money.amount.parse().ok().filter(|amount: &Decimal| *amount > Decimal::ZERO)
}

fn is_same_kind(one: &Money, other: &Money) -> bool {
    one.stage == other.stage && one.covers == other.covers && one.currency == other.currency
}

fn is_far_apart(one: Decimal, other: Decimal) -> bool {
    let (least, most) = if one < other { (one, other) } else { (other, one) };
    least.checked_mul(MOST_TIMES).is_some_and(|limit| most > limit)
}
