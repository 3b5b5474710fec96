//! Amounts in words, and the kinds of figures.

#![warn(clippy::arithmetic_side_effects)]

use super::super::Language;
use super::super::words::fill;
use crate::model::{Covers, Money, Provenance, Stage, Vat};

/// Formats an amount: `£818,750`, `£123 million`, `CHF 1,200.50`.
///
/// Only round millions and billions are shortened, so that no digit is lost. A figure that the
/// source calls approximate is marked as such.
pub(super) fn format_amount(words: &Language, money: &Money) -> String {
    let figure = format_in_currency(words, &money.amount, &money.currency);
    if money.approximate { fill(words.money.about, [("figure", &figure)]) } else { figure }
}

pub(super) fn format_in_currency(words: &Language, amount: &str, currency: &str) -> String {
    let (format, positive) = (&words.format, amount.trim_start_matches('-'));
    let minus = if positive.len() < amount.len() { format.minus } else { "" };
    let amount = format_rounded(words, positive);
    let own = format.currencies.iter().find(|(code, _)| currency == *code);
    let pattern = own.map_or(format.currency, |(_, pattern)| pattern);
    format!("{minus}{}", fill(pattern, [("code", currency), ("amount", &amount)]))
}

/// Formats a round amount in a currency: `£1 million`.
pub(super) fn format_round_amount(words: &Language, amount: f64, currency: &str) -> String {
    format_in_currency(words, &format!("{amount:.0}"), currency)
}

/// Formats a number that is not money: `1,103,000`.
pub(super) fn format_plain_number(words: &Language, number: &str) -> String {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let decimal = if fraction.is_empty() { "" } else { words.format.decimal };
    format!("{}{decimal}{fraction}", group_digits(whole, words.format.group))
}

fn format_rounded(words: &Language, amount: &str) -> String {
    let format = &words.format;
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.bytes().any(|digit| digit != b'0') {
        return format!("{}{}{fraction:0<2}", group_digits(whole, format.group), format.decimal);
    }
    // One digit after the point is still round: 1,500,000 is 1.5 million. Of billions it is three,
    // as nobody writes 1,050 million.
    for (zeros, most_digits, name) in
        [(12, 3, &format.trillion), (9, 3, &format.billion), (6, 1, &format.million)]
    {
        let cut = whole.len().saturating_sub(zeros);
        let Some((head, tail)) = whole.split_at_checked(cut) else { continue };
        let digits = tail.trim_end_matches('0');
        if !head.is_empty() && digits.len() <= most_digits {
            let point = if digits.is_empty() { "" } else { format.decimal };
            let form = (words.form)(head.parse().unwrap_or(u64::MAX), !digits.is_empty());
            let head = group_digits(head, format.group);
            return fill(name.in_form(form), [("number", &format!("{head}{point}{digits}"))]);
        }
    }
    group_digits(whole, format.group)
}

/// Puts a mark between groups of three digits.
fn group_digits(digits: &str, mark: &str) -> String {
    let digits: Vec<_> = digits.chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    groups.join(mark)
}

/// Describes the kind of a figure: "Reported value. Stage and VAT not stated."
pub(super) fn describe_kind(words: &Language, money: &Money, provenance: Provenance) -> String {
    super::capitalize(&describe_kind_within_sentence(words, money, provenance))
}

/// Describes the kind of a figure, to follow other words: "reported value. Stage and VAT not
/// stated."
pub(super) fn describe_kind_within_sentence(
    words: &Language,
    money: &Money,
    provenance: Provenance,
) -> String {
    let kinds = &words.money;
    let who = match provenance {
        Provenance::Official => Some(kinds.official),
        Provenance::Reported => Some(kinds.reported),
        Provenance::Calculated => Some(kinds.calculated),
        Provenance::NotClear => None,
    };
    let covers = match money.covers {
        Covers::Total => Some(kinds.total),
        Covers::Annual => Some(kinds.annual),
        Covers::Option => Some(kinds.option),
        Covers::Share => Some(kinds.share),
        Covers::NotStated => None,
    };
    let rest = match (money.stage, money.vat) {
        (Stage::StageNotStated, Vat::Unknown) => kinds.no_stage_no_vat,
        (Stage::StageNotStated, Vat::Excl) => kinds.no_stage_excl,
        (Stage::StageNotStated, Vat::Incl) => kinds.no_stage_incl,
        (_, Vat::Unknown) => kinds.no_vat,
        (_, Vat::Excl) => kinds.excl,
        (_, Vat::Incl) => kinds.incl,
    };
    // Each pattern puts its words around the name of the figure: "annual reported value".
    let mut kind = stage_name(words, money.stage).to_owned();
    for pattern in [who, covers].into_iter().flatten() {
        kind = fill(pattern, [("figure", &kind)]);
    }
    super::join_non_empty([&words.to_sentence(&kind), rest], " ")
}

fn stage_name(words: &Language, stage: Stage) -> &'static str {
    let kinds = &words.money;
    match stage {
        Stage::Estimate => kinds.estimate,
        Stage::Budget => kinds.budget,
        Stage::Ceiling => kinds.ceiling,
        Stage::FrameworkCeiling => kinds.framework_ceiling,
        Stage::Proposed => kinds.proposed,
        Stage::Awarded => kinds.awarded,
        Stage::Signed => kinds.signed,
        Stage::Amended => kinds.amended,
        Stage::Spent => kinds.spent,
        Stage::StageNotStated => kinds.no_stage,
    }
}

/// Explains a kind of figure that is easily misunderstood; empty for all others.
pub(super) fn explain_stage(words: &Language, stage: Stage) -> &'static str {
    let words = &words.stages;
    match stage {
        Stage::Estimate => words.estimate,
        Stage::Budget => words.budget,
        Stage::Ceiling => words.ceiling,
        Stage::FrameworkCeiling => words.framework_ceiling,
        Stage::Proposed => words.proposed,
        Stage::Awarded => words.awarded,
        Stage::Signed | Stage::Amended | Stage::Spent | Stage::StageNotStated => "",
    }
}

#[cfg(test)]
mod tests {
    use super::format_rounded;
    use crate::view::Language;

    #[test]
    fn figures_keep_every_digit_and_round_millions_are_written_so() {
        for (amount, shown) in [
            ("818750", "818,750"),
            ("123000000", "123\u{a0}million"),
            ("1500000", "1.5\u{a0}million"),
            ("1550000", "1,550,000"),
            ("2000000000", "2\u{a0}billion"),
            ("1050000000", "1.05\u{a0}billion"),
            ("1626000000", "1.626\u{a0}billion"),
            ("1234500000", "1,234.5\u{a0}million"),
            ("1000000000000", "1\u{a0}trillion"),
            ("1000", "1,000"),
            ("999", "999"),
            ("0", "0"),
            ("0.01", "0.01"),
            ("12.5", "12.50"),
            ("818750.00", "818,750"),
            ("0007", "7"),
        ] {
            assert_eq!(format_rounded(Language::for_tag("en"), amount), shown);
        }
    }
}
