//! Checks facts: state, sources, provenance and arithmetic.

use std::cmp::Ordering;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use super::super::SourceKind;
use super::path::Path;
use super::tables::{self, Tables, as_list, has_value, string_at};
use super::wording::{FactProblem, Problem};

/// Checks that a fact has what its state needs and nothing that its state denies, and that an
/// official fact has an official source.
pub(super) fn check_fact(
    fact: &Value,
    path: &Path,
    tables: &Tables<'_>,
    note: &mut impl FnMut(Path, Problem),
) {
    let state = string_at(fact, "state");
    let sides = as_list(&fact["alternatives"]);
    match state {
        "known" if !has_value(fact, "value") => note(path.clone(), FactProblem::NoValue.into()),
        "known" if !has_value(fact, "sources") => note(path.clone(), FactProblem::NoSource.into()),
        "disputed" if sides.len() < 2 => {
            note(path.clone(), FactProblem::DisputeWithoutSides.into())
        }
        "known" | "disputed" => {}
        _ if has_value(fact, "value") => {
            note(
                path.with_key("value"),
                FactProblem::ValueDenied { state: state.to_owned() }.into(),
            );
        }
        _ => {}
    }
    if has_value(fact, "until") && !matches!(state, "not_published" | "redacted") {
        note(path.with_key("until"), FactProblem::UntilOfOther { state: state.to_owned() }.into());
    }
    if state == "disputed" {
        if has_value(fact, "value") {
            note(path.with_key("value"), FactProblem::ValueBesideDispute.into());
        }
        for (index, side) in sides.iter().enumerate() {
            if sides.iter().take(index).any(|other| other["value"] == side["value"]) {
                note(
                    path.with_key("alternatives").with_index(index).with_key("value"),
                    FactProblem::SameSides.into(),
                );
            }
        }
    } else if !sides.is_empty() {
        note(
            path.with_key("alternatives"),
            FactProblem::SidesWithoutDispute { state: state.to_owned() }.into(),
        );
    }
    let sources = tables::cited_ids(&fact["sources"])
        .chain(sides.iter().flat_map(|side| tables::cited_ids(&side["sources"])));
    if string_at(fact, "provenance") == "official"
        && (state != "known" || has_value(fact, "sources"))
        && let Some(kinds) = unofficial_kinds(sources, tables)
    {
        note(path.with_key("provenance"), FactProblem::NotOfficial { kinds }.into());
    }
}

/// Whether one of these sources is official.
pub(super) fn is_any_official<'a>(
    mut sources: impl Iterator<Item = &'a str>,
    tables: &Tables<'_>,
) -> bool {
    sources.any(|id| {
        let kind = tables.entry("sources", id).map(|source| source["kind"].clone());
        serde_json::from_value::<SourceKind>(kind.unwrap_or_default())
            .is_ok_and(SourceKind::is_official)
    })
}

/// Lists the kinds of sources; `None` if one of the sources is official or not in the document.
pub(super) fn unofficial_kinds<'a>(
    sources: impl Iterator<Item = &'a str>,
    tables: &Tables<'_>,
) -> Option<String> {
    let mut kinds: Vec<SourceKind> = Vec::new();
    for id in sources {
        let kind = tables.entry("sources", id)?["kind"].clone();
        let kind: SourceKind = serde_json::from_value(kind).ok()?;
        if kind.is_official() {
            return None;
        }
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() {
        return Some("nothing".to_owned());
    }
    let mut names = Vec::new();
    for kind in kinds {
        names.push(serde_json::to_value(kind).ok()?.as_str()?.to_owned());
    }
    Some(names.join(", "))
}

/// Checks that an amount of money is one party's share if it says whose, and that a range is one.
pub(super) fn check_money(money: &Value, path: &Path, note: &mut impl FnMut(Path, Problem)) {
    let covers = string_at(money, "covers");
    if has_value(money, "share_of") && covers != "share" {
        note(
            path.with_key("share_of"),
            FactProblem::ShareOfWhole { covers: covers.to_owned() }.into(),
        );
    }
    if let Some(problem) = find_range_problem(money) {
        note(path.clone(), problem);
    }
}

/// Checks that a range of money runs upwards, to one side of zero, and is no limit besides.
fn find_range_problem(money: &Value) -> Option<Problem> {
    let (amount, to) = (string_at(money, "amount"), string_at(money, "to"));
    if to.is_empty() {
        return None;
    }
    let problem = if has_value(money, "bound") {
        FactProblem::BoundOfRange
    } else if compare_decimals(amount, to) != Ordering::Less {
        FactProblem::RangeEndsBelow { amount: amount.to_owned(), to: to.to_owned() }
    } else if amount.starts_with('-') && !to.starts_with('-') {
        FactProblem::RangeAcrossZero { amount: amount.to_owned(), to: to.to_owned() }
    } else {
        return None;
    };
    Some(problem.into())
}

/// Compares two decimals of any length, as amounts are written.
fn compare_decimals(one: &str, other: &str) -> Ordering {
    match (one.strip_prefix('-'), other.strip_prefix('-')) {
        (Some(one), Some(other)) => compare_unsigned(other, one),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => compare_unsigned(one, other),
    }
}

fn compare_unsigned(one: &str, other: &str) -> Ordering {
    let [one, other] = [one, other].map(|text| {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        (whole.trim_start_matches('0'), fraction.trim_end_matches('0'))
    });
    // Of two whole numbers without zeros before them, the longer is the larger.
    let (whole, fraction) = (one.0.len().cmp(&other.0.len()), one.1.cmp(other.1));
    whole.then_with(|| one.0.cmp(other.0)).then(fraction)
}

/// Checks that a comparison divides a current amount, and that the result is right to its last
/// digit.
pub(super) fn check_comparison(object: &Value, tables: &Tables<'_>) -> Option<Problem> {
    let named = string_at(object, "contract");
    let contract = if named.is_empty() {
        tables.entries("contracts").first()
    } else {
        tables.entry("contracts", named)
    };
    let amount = string_at(object, "amount");
    // The same amount may be given twice, as when a ceiling was also spent.
    let mut is_given = false;
    let mut is_current = false;
    let mut is_single = false;
    for fact in as_list(&contract?["values"]) {
        let value = &fact["value"];
        if string_at(fact, "state") == "known" && string_at(value, "amount") == amount {
            is_given = true;
            is_current |= !has_value(value, "superseded_by");
            is_single |= !has_value(value, "superseded_by") && !has_value(value, "to");
        }
    }
    if !is_given {
        return Some(FactProblem::ComparisonOfNothing { amount: amount.to_owned() }.into());
    }
    if !is_current {
        return Some(FactProblem::ComparisonOfReplaced { amount: amount.to_owned() }.into());
    }
    if !is_single {
        return Some(FactProblem::ComparisonOfRange { amount: amount.to_owned() }.into());
    }
    let (divisor, result) = (string_at(object, "divisor"), string_at(object, "result"));
    let sum = format!("{amount} ÷ {divisor}");
    match quotients(amount, divisor, result) {
        None => Some(FactProblem::UnworkableArithmetic { sum }.into()),
        Some(right) if right.iter().any(|right| right == result) => None,
        Some([is, _]) => {
            Some(FactProblem::BadArithmetic { sum, is, not: result.to_owned() }.into())
        }
    }
}

/// Divides with the precision of `result` (`0.74`, `3476`, or `3500`, which is taken as rounded to
/// hundreds). The quotient is rounded half up and half to even, since schools teach either. `None`
/// if a number has more digits than a decimal can hold.
fn quotients(amount: &str, divisor: &str, result: &str) -> Option<[String; 2]> {
    // Exact decimals: binary fractions would round some results the other way.
    let amount = Decimal::from_str_exact(amount).ok()?;
    let quotient = amount.checked_div(Decimal::from_str_exact(divisor).ok()?)?;
    let digits = result.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let zeros = if digits == 0 { result.len() - result.trim_end_matches('0').len() } else { 0 };
    let unit = Decimal::from(10_u64.checked_pow(u32::try_from(zeros).ok()?)?);
    let round = |strategy| {
        let rounded =
            (quotient / unit).round_dp_with_strategy(u32::try_from(digits).ok()?, strategy);
        Some(format!("{:.digits$}", rounded.checked_mul(unit)?))
    };
    Some([
        round(RoundingStrategy::MidpointAwayFromZero)?,
        round(RoundingStrategy::MidpointNearestEven)?,
    ])
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{compare_decimals, quotients};

    #[test]
    fn decimals_of_any_length_are_compared_by_their_value() {
        let long = "9".repeat(40);
        for (one, other, expected) in [
            ("25", "30", Ordering::Less),
            ("9", "10", Ordering::Less),
            ("007", "7.0", Ordering::Equal),
            ("0.5", "0.45", Ordering::Greater),
            ("0.5", "0.50", Ordering::Equal),
            ("-3000", "-2500", Ordering::Less),
            ("-1", "0", Ordering::Less),
            ("1", "-2", Ordering::Greater),
            (&long, "10", Ordering::Greater),
        ] {
            assert_eq!(compare_decimals(one, other), expected, "{one} {other}");
            assert_eq!(compare_decimals(other, one), expected.reverse(), "{other} {one}");
        }
    }

    #[test]
    fn quotients_are_exact_and_rounded_either_way() {
        for (amount, divisor, result, right) in [
            ("818750", "1108000", "0.74", ["0.74", "0.74"]),
            ("1500000", "12000000", "0.13", ["0.13", "0.12"]),
            ("3476", "1", "3500", ["3500", "3500"]),
            ("2.50", "1", "3", ["3", "2"]),
            ("1", "3", "0.3333", ["0.3333", "0.3333"]),
            ("330000000", "0.1", "3300000000", ["3300000000", "3300000000"]),
        ] {
            assert_eq!(
                quotients(amount, divisor, result),
                Some(right.map(str::to_owned)),
                "{amount} ÷ {divisor}"
            );
        }
        assert_eq!(quotients(&"9".repeat(40), "2", "1"), None);
        assert_eq!(quotients("1", "0", "1"), None);
    }
}
