//! Amounts in words: the figure, and what kind of figure it is.

use crate::model::{Covers, Money, Provenance, Stage, Vat};

/// The figure: `£818,750`, `£123 million`, `CHF 1,200.50`.
///
/// Round millions and billions are written so; every other digit is kept.
pub(super) fn figure(money: &Money) -> String {
    format!("{}{}", sign(&money.currency), number(&money.amount))
}

/// A round amount in a currency, as in `£1 million`.
pub(super) fn round(amount: f64, currency: &str) -> String {
    format!("{}{}", sign(currency), number(&format!("{amount:.0}")))
}

/// A number that is no amount of money: `1,103,000`.
pub(super) fn count(number: &str) -> String {
    let (whole, fraction) =
        number.split_once('.').map_or((number, String::new()), |(whole, fraction)| (whole, format!(".{fraction}")));
    format!("{}{fraction}", grouped(whole))
}

fn sign(currency: &str) -> String {
    match currency {
        "GBP" => "£".into(),
        "EUR" => "€".into(),
        "USD" => "US$".into(),
        // A no-break space: the code and the figure stay on one line.
        code => format!("{code}\u{a0}"),
    }
}

fn number(amount: &str) -> String {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.bytes().any(|digit| digit != b'0') {
        return format!("{}.{fraction:0<2}", grouped(whole));
    }
    for (zeros, name) in [(9, "billion"), (6, "million")] {
        // One digit after the point is still round: 1,500,000 is 1.5 million.
        let cut = whole.len().saturating_sub(zeros);
        let (head, tail) = whole.split_at(cut);
        let (tenth, rest) = tail.split_at(1.min(tail.len()));
        if !head.is_empty() && rest.bytes().all(|digit| digit == b'0') {
            let point = if tenth == "0" { String::new() } else { format!(".{tenth}") };
            return format!("{}{point}\u{a0}{name}", grouped(head));
        }
    }
    grouped(whole)
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What kind of figure it is: "Reported value. Stage and VAT not stated."
pub(super) fn kind(money: &Money, provenance: Provenance) -> String {
    let who = match provenance {
        Provenance::Official => "Official ",
        Provenance::Reported => "Reported ",
        Provenance::Calculated => "Calculated ",
        Provenance::NotClear => "",
    };
    let mut kind = super::capital(&format!("{who}{}", stage(money.stage)));
    kind.push_str(match money.covers {
        Covers::Total => ", whole contract",
        Covers::Annual => ", per year",
        Covers::Option => ", for an option",
        Covers::Share => ", one party’s share",
        Covers::NotStated => "",
    });
    let rest = match (money.stage, money.vat) {
        (Stage::StageNotStated, Vat::Unknown) => "Stage and VAT not stated.",
        (Stage::StageNotStated, Vat::Excl) => "Stage not stated. Without VAT.",
        (Stage::StageNotStated, Vat::Incl) => "Stage not stated. With VAT.",
        (_, Vat::Unknown) => "VAT not stated.",
        (_, Vat::Excl) => "Without VAT.",
        (_, Vat::Incl) => "With VAT.",
    };
    format!("{kind}. {rest}")
}

fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Estimate => "estimate",
        Stage::Budget => "budget",
        Stage::Ceiling => "ceiling",
        Stage::FrameworkCeiling => "framework ceiling",
        Stage::Proposed => "proposal",
        Stage::Awarded => "award value",
        Stage::Signed => "contract value",
        Stage::Amended => "value after a change",
        Stage::Spent => "spending",
        Stage::StageNotStated => "value",
    }
}

/// What a kind of figure is, where readers may take it for something else.
pub(super) fn stage_meaning(stage: Stage) -> &'static str {
    match stage {
        Stage::Estimate => "An estimate is what the buyer expected before there were bids.",
        Stage::Budget => "A budget is money set aside, not money spent.",
        Stage::Ceiling => "A ceiling is the most that may be spent; it may be less.",
        Stage::FrameworkCeiling => {
            "A framework ceiling is the most that all its buyers together may spend, not the value of one contract."
        }
        Stage::Proposed => "A proposal is not an agreement.",
        Stage::Awarded => "An award value is what was offered and accepted; what is signed and spent may differ.",
        Stage::Signed | Stage::Amended | Stage::Spent | Stage::StageNotStated => "",
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn figures_keep_every_digit_and_round_millions_are_written_so() {
        for (amount, shown) in [
            ("818750", "818,750"),
            ("123000000", "123\u{a0}million"),
            ("1500000", "1.5\u{a0}million"),
            ("1550000", "1,550,000"),
            ("2000000000", "2\u{a0}billion"),
            ("1000", "1,000"),
            ("999", "999"),
            ("0", "0"),
            ("0.01", "0.01"),
            ("12.5", "12.50"),
            ("818750.00", "818,750"),
            ("0007", "7"),
        ] {
            assert_eq!(number(amount), shown);
        }
    }
}
