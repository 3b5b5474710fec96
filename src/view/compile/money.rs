//! Amounts in words, and the kinds of figures.

#![warn(clippy::arithmetic_side_effects)]

use super::super::Language;
use super::super::words::fill;
use super::{StoryContext, date, facts};
use crate::model::{Bound, Contract, Covers, Date, Fact, Money, Period, Provenance, Stage, Vat};

/// Formats an amount: `£818,750`, `£123 million`, `CHF 1,200.50`, `up to £50 million`,
/// `£25 million to £30 million`, `£2,500 paid back`.
///
/// Only round millions and billions are shortened, so that no digit is lost. A figure that the
/// source calls approximate or a limit is marked as such.
pub(super) fn format_amount(words: &Language, money: &Money) -> String {
    let kinds = &words.money;
    let mut figure = format_in_currency(words, &money.amount, &money.currency);
    let is_negative = money.amount.starts_with('-');
    if let Some(to) = &money.to {
        let to = format_in_currency(words, to, &money.currency);
        // Of money that comes back, the lower end is the larger sum.
        let (from, to) = if is_negative { (to, figure) } else { (figure, to) };
        figure = fill(kinds.range, [("from", &*from), ("to", &to)]);
    }
    let returned = match (is_negative, money.stage) {
        (false, _) => None,
        (true, Stage::Amended) => Some(kinds.taken_off),
        (
            true,
            Stage::Estimate
            | Stage::Budget
            | Stage::Ceiling
            | Stage::FrameworkCeiling
            | Stage::Proposed
            | Stage::Awarded
            | Stage::Signed
            | Stage::Spent
            | Stage::StageNotStated,
        ) => Some(kinds.paid_back),
    };
    let about = money.approximate.then_some(kinds.about);
    let bound = money.bound.map(|bound| match bound {
        Bound::UpTo => kinds.up_to,
        Bound::AtLeast => kinds.at_least,
    });
    for pattern in [returned, about, bound].into_iter().flatten() {
        figure = fill(pattern, [("figure", &figure)]);
    }
    figure
}

/// Formats an amount without its sign.
pub(super) fn format_in_currency(words: &Language, amount: &str, currency: &str) -> String {
    let format = &words.format;
    let (amount, is_shortened) = shorten_round(words, amount.trim_start_matches('-'));
    let round = if is_shortened { format.round_currencies } else { &[] };
    let own = round.iter().chain(format.currencies).find(|(code, _)| currency == *code);
    let pattern = own.map_or(format.currency, |(_, pattern)| pattern);
    fill(pattern, [("code", currency), ("amount", &amount)])
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

/// Formats an amount, and says whether it is shortened to millions or more.
fn shorten_round(words: &Language, amount: &str) -> (String, bool) {
    let format = &words.format;
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.bytes().any(|digit| digit != b'0') {
        let whole = group_digits(whole, format.group);
        return (format!("{whole}{}{fraction:0<2}", format.decimal), false);
    }
    // One digit after the point is still round: 1,500,000 is 1.5 million. Of billions it is three,
    // as nobody writes 1,050 million.
    for (zeros, most_digits, name) in
        [(12, 3, &format.trillion), (9, 3, &format.billion), (6, 1, &format.million)]
    {
        let cut = whole.len().saturating_sub(zeros);
        let Some((head, tail)) = whole.split_at_checked(cut).filter(|_| !name.other.is_empty())
        else {
            continue;
        };
        let digits = tail.trim_end_matches('0');
        if !head.is_empty() && digits.len() <= most_digits {
            let point = if digits.is_empty() { "" } else { format.decimal };
            let form = (words.form)(head.parse().unwrap_or(u64::MAX), !digits.is_empty());
            let head = group_digits(head, format.group);
            let number = format!("{head}{point}{digits}");
            return (fill(name.in_form(form), [("number", &number)]), true);
        }
    }
    (group_digits(whole, format.group), false)
}

/// Puts a mark between groups of three digits.
fn group_digits(digits: &str, mark: &str) -> String {
    let digits: Vec<_> = digits.chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    groups.join(mark)
}

/// Whether two figures of a contract are one amount, given without VAT and with it.
pub(super) fn differ_in_vat_alone(one: &Money, other: &Money) -> bool {
    matches!((one.vat, other.vat), (Vat::Excl, Vat::Incl) | (Vat::Incl, Vat::Excl))
        && one.stage == other.stage
        && one.covers == other.covers
        && one.share_of == other.share_of
        && one.period == other.period
        && one.bound == other.bound
        && one.currency == other.currency
}

/// Describes the kind of a figure: "Reported value. Stage and VAT not stated."
pub(super) fn describe_kind(story: &StoryContext, money: &Money, provenance: Provenance) -> String {
    super::capitalize(&describe_kind_within_sentence(story, money, provenance))
}

/// Describes the kind of a figure, to follow other words: "reported value. Stage and VAT not
/// stated."
pub(super) fn describe_kind_within_sentence(
    story: &StoryContext,
    money: &Money,
    provenance: Provenance,
) -> String {
    let words = story.words;
    let kinds = &words.money;
    let owner = money.share_of.as_ref().map(|party| super::party_name(story, party));
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
        Covers::Share if owner.is_some() => Some(kinds.share_of),
        Covers::Share => Some(kinds.share),
        Covers::NotStated => None,
    };
    let rest = match (money.stage, money.vat) {
        (Stage::StageNotStated, Vat::Unknown) => kinds.no_stage_no_vat,
        (Stage::StageNotStated, Vat::Excl) => kinds.no_stage_excl,
        (Stage::StageNotStated, Vat::Incl) => kinds.no_stage_incl,
        (Stage::StageNotStated, Vat::None) => kinds.no_stage_exempt,
        (_, Vat::Unknown) => kinds.no_vat,
        (_, Vat::Excl) => kinds.excl,
        (_, Vat::Incl) => kinds.incl,
        (_, Vat::None) => kinds.exempt,
    };
    // Each pattern puts its words around the name of the figure: "annual reported value".
    let mut kind = stage_name(words, money.stage).to_owned();
    for pattern in [who, covers].into_iter().flatten() {
        kind = fill(pattern, [("figure", &*kind), ("party", owner.as_deref().unwrap_or_default())]);
    }
    if let Some(period) =
        money.period.as_ref().filter(|period| !is_whole_term(story, money, period))
    {
        kind = add_period(words, &kind, period);
    }
    super::join_non_empty([&words.to_sentence(&kind), rest], " ")
}

/// Whether a period is that of the whole contract, as its own dates are: these are shown already.
fn is_whole_term(story: &StoryContext, money: &Money, period: &Period) -> bool {
    let is_own = |contract: &&Contract| {
        let mut values = contract.values.iter().filter_map(Fact::known_value);
        values.any(|value| std::ptr::eq(value, money))
    };
    let is_date = |fact: &Option<Fact<Date>>, day: &Date| {
        fact.as_ref().and_then(Fact::known_value).is_some_and(|date| date == day)
    };
    let dates = story.contracts.iter().find(is_own).map(|contract| &contract.dates);
    money.covers == Covers::Total
        && period.as_stated.is_none()
        && facts::is_given(&period.start)
        && dates.is_some_and(|dates| {
            is_date(&dates.start, &period.start) && is_date(&dates.end, &period.end)
        })
}

/// Adds the period that a figure covers to what it is: ", for 2025-26". A period with one day alone
/// is no name to put "for" before.
fn add_period(words: &Language, kind: &str, period: &Period) -> String {
    let has_both = facts::is_given(&period.start) && facts::is_given(&period.end);
    match (&period.as_stated, date::format_span(words, &period.start, &period.end)) {
        (Some(stated), _) => fill(words.money.for_period, [("figure", kind), ("period", stated)]),
        (None, Some(days)) if has_both => {
            fill(words.money.for_period, [("figure", kind), ("period", &days)])
        }
        (None, Some(days)) => [kind, &days].join(words.marks.comma),
        (None, None) => kind.to_owned(),
    }
}

/// Says which days the source's name for a period stands for, if it gives both.
pub(super) fn explain_period(words: &Language, period: &Period) -> Option<String> {
    let stated = period.as_stated.as_ref()?;
    let days = date::format_span(words, &period.start, &period.end)?;
    Some(fill(words.money.named_period, [("period", &**stated), ("days", &days)]))
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
    use super::{format_in_currency, shorten_round};
    use crate::view::Language;

    #[test]
    fn a_round_amount_names_its_currency_as_the_language_does() {
        for (lang, amount, currency, shown) in [
            ("en", "1200000", "USD", "US$1.2\u{a0}million"),
            ("en-US", "1200000", "USD", "$1.2\u{a0}million"),
            ("en-US", "1200000", "GBP", "£1.2\u{a0}million"),
            ("en-US", "818750", "CAD", "CA$818,750"),
            ("en-CA", "818750", "CAD", "$818,750"),
            ("en-AU", "818750", "AUD", "$818,750"),
            ("fr", "480000", "GBP", "480\u{202f}000\u{a0}£"),
            ("fr", "1500000", "GBP", "1,5\u{a0}million de livres sterling"),
            ("fr", "2000000", "EUR", "2\u{a0}millions d’euros"),
            ("fr", "1050000000", "EUR", "1,05\u{a0}milliard d’euros"),
            ("fr", "1500000000000", "EUR", "1\u{202f}500\u{a0}milliards d’euros"),
            ("fr", "12.5", "EUR", "12,50\u{a0}€"),
            ("fr", "3000000", "ISK", "3\u{a0}millions\u{a0}ISK"),
            ("fr-CA", "3000000", "CAD", "3\u{a0}millions de dollars"),
            ("fr-CA", "480000", "USD", "480\u{a0}000\u{a0}$\u{a0}US"),
            ("fr-CH", "480000", "CHF", "480\u{202f}000\u{a0}francs"),
        ] {
            let language = Language::for_tag(lang);
            assert_eq!(format_in_currency(language, amount, currency), shown, "{lang}");
        }
    }

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
            assert_eq!(shorten_round(Language::for_tag("en"), amount).0, shown);
        }
    }
}
