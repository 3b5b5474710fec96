//! What the contract is worth: each figure against one of the same kind, without value added tax
//! against without, and never a sum.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::json;

use super::pair::{NOT_KNOWN, Pair, list_not_known, list_values, their_side};
use super::{Outcome, Side, parties};
use crate::model::{Covers, Fact, Money, Stage, Story, Vat};

/// Why a figure of no stated kind is not compared.
const NO_STAGE: &str = "the story does not say which kind of figure it is";
/// Why a figure of which only one side knows the tax is not compared.
const NO_TAX: &str = "one of the two does not say whether the amount includes VAT";
/// Why a record does not prove the tax that a story states.
const NO_TAX_IN_RECORD: &str = "the record does not say whether the amount includes VAT";
/// Why a record does not prove that an amount is the total, or a share.
const NO_PART_IN_RECORD: &str = "the record does not say what the amount covers";
/// Why a share is not compared with a total.
const OTHER_PART: &str = "the two cover different parts of the contract";
/// Why an amount of one stage is not compared with the same of another.
const OTHER_STAGE: &str =
    "the amount is the same, and the record gives it for another stage of the contract";
const OTHER_CURRENCY: &str = "the story has it in another currency";

/// A figure of one of the two.
#[derive(Clone, Copy)]
struct Figure<'p> {
    index: usize,
    fact: &'p Fact<Money>,
    money: &'p Money,
}

pub(super) fn compare_values(pair: &mut Pair<'_>) {
    let (mut ours, mut theirs) = (list(&pair.ours.values), list(&pair.theirs.values));
    // Figures of the same kind that agree come first, so that of several each finds its own.
    for wanted in [is_equal as fn(&Money, &Money) -> bool, |_, _| true] {
        let mut rest = Vec::new();
        for our in ours {
            let found = theirs.iter().position(|their| {
                is_same_kind(pair, our.money, their.money) && wanted(our.money, their.money)
            });
            match found {
                Some(found) => add_pair(pair, our, theirs.remove(found)),
                None => rest.push(our),
            }
        }
        ours = rest;
    }
    for our in ours {
        // The right amount with the wrong tax is a wrong statement of the tax.
        let found = theirs.iter().position(|their| {
            our.money.stage == their.money.stage
                && !is_similar_tax(our.money, their.money)
                && is_equal(our.money, their.money)
        });
        if let Some(found) = found {
            let their = theirs.remove(found);
            let (story, record) = (our_side(pair, our), record_side(pair, their));
            pair.add(subject(their.money), Some(story), Some(record), Outcome::Differs);
            continue;
        }
        // A figure of which less is known may be that of the record all the same.
        let found = theirs.iter().position(|their| {
            is_similar_kind(our.money, their.money) && is_equal(our.money, their.money)
        });
        if let Some(found) = found {
            add_pair(pair, our, theirs.remove(found));
            continue;
        }
        let found = theirs.iter().position(|their| {
            is_similar_tax(our.money, their.money) && is_equal(our.money, their.money)
        });
        match found {
            Some(found) => {
                let their = theirs.remove(found);
                let (story, record) = describe_stages(pair, our, their);
                let outcome = judge_stages(our.money.stage, their.money.stage);
                pair.add("the amount", Some(story), Some(record), outcome);
            }
            None => add_unequal(pair, our, &mut theirs),
        }
    }
    let mut not_known = list_not_known(&pair.ours.values).into_iter();
    for their in theirs {
        let record = record_side(pair, their);
        let story =
            not_known.next().map(|index| pair.our_side(&format!("values/{index}"), NOT_KNOWN));
        let outcome = if story.is_some() { Outcome::SaidNotKnown } else { Outcome::OnlyInRecord };
        pair.add(subject(their.money), story, Some(record), outcome);
    }
}

fn list(facts: &[Fact<Money>]) -> Vec<Figure<'_>> {
    let mut figures = Vec::new();
    for (index, fact) in facts.iter().enumerate() {
        figures.extend(list_values(fact).into_iter().map(|money| Figure { index, fact, money }));
    }
    figures
}

fn add_pair(pair: &mut Pair<'_>, our: Figure<'_>, their: Figure<'_>) {
    let (story, record) = (our_side(pair, our), record_side(pair, their));
    let outcome = judge(pair, our.money, their.money);
    pair.add(subject(their.money), Some(story), Some(record), outcome);
}

/// Adds a figure whose amount none of the figures left in the record has.
fn add_unequal(pair: &mut Pair<'_>, our: Figure<'_>, theirs: &mut Vec<Figure<'_>>) {
    let similar = theirs.iter().position(|their| {
        is_similar_kind(our.money, their.money) && !is_of_others(pair, our.money, their.money)
    });
    let outcome = match similar.and_then(|similar| theirs.get(similar)) {
        _ if our.money.stage == Stage::StageNotStated => Outcome::NotComparable(NO_STAGE),
        Some(their) => judge(pair, our.money, their.money),
        None => Outcome::OnlyInStory,
    };
    match similar {
        Some(similar) if outcome == Outcome::Differs => {
            add_pair(pair, our, theirs.remove(similar));
        }
        _ => {
            let side = our_side(pair, our);
            pair.add(subject(our.money), Some(side), None, outcome);
        }
    }
}

fn our_side(pair: &Pair<'_>, our: Figure<'_>) -> Side {
    pair.our_side(&format!("values/{}", our.index), describe(pair.story, our.money))
}

fn record_side(pair: &Pair<'_>, their: Figure<'_>) -> Side {
    their_side(their.fact, describe(pair.official, their.money))
}

/// Returns the sides of two figures, each with its stage.
fn describe_stages(pair: &Pair<'_>, our: Figure<'_>, their: Figure<'_>) -> (Side, Side) {
    let add_stage = |side: Side, money: &Money| Side {
        text: format!("{} ({})", side.text, name_stage(money.stage)),
        ..side
    };
    (add_stage(our_side(pair, our), our.money), add_stage(record_side(pair, their), their.money))
}

/// Whether two figures are of one kind: the same stage, tax and part of the contract.
fn is_same_kind(pair: &Pair<'_>, ours: &Money, theirs: &Money) -> bool {
    ours.stage == theirs.stage
        && ours.vat == theirs.vat
        && ours.covers == theirs.covers
        && is_same_owner(pair, ours, theirs)
}

/// Whether two shares are of one party; amounts that are nobody's share are of one, too.
fn is_same_owner(pair: &Pair<'_>, ours: &Money, theirs: &Money) -> bool {
    match (&ours.share_of, &theirs.share_of) {
        (Some(ours), Some(theirs)) => parties::is_same(pair, ours, theirs),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Whether two figures are shares of different parties.
fn is_of_others(pair: &Pair<'_>, ours: &Money, theirs: &Money) -> bool {
    ours.share_of.is_some() && theirs.share_of.is_some() && !is_same_owner(pair, ours, theirs)
}

/// Whether two figures may be of one kind, as far as the story says.
fn is_similar_kind(ours: &Money, theirs: &Money) -> bool {
    let is_stage = ours.stage == theirs.stage || ours.stage == Stage::StageNotStated;
    is_stage && is_similar_tax(ours, theirs)
}

/// Whether two figures may be of one tax, as far as they say.
fn is_similar_tax(ours: &Money, theirs: &Money) -> bool {
    ours.vat == theirs.vat || ours.vat == Vat::Unknown || theirs.vat == Vat::Unknown
}

/// Compares the stages of two figures of one amount. The most that may be spent is no price; apart from
/// that, a newsroom may know from another source that a figure stood when the contract was signed.
fn judge_stages(ours: Stage, theirs: Stage) -> Outcome {
    let is_most = |stage| matches!(stage, Stage::Ceiling | Stage::FrameworkCeiling);
    if is_most(ours) == is_most(theirs) {
        Outcome::NotComparable(OTHER_STAGE)
    } else {
        Outcome::Differs
    }
}

fn judge(pair: &Pair<'_>, ours: &Money, theirs: &Money) -> Outcome {
    if is_of_others(pair, ours, theirs) {
        return Outcome::Differs;
    }
    let has_same_tax = ours.vat == theirs.vat;
    if ours.currency != theirs.currency {
        // A wrong code is a difference; a figure in euros of one in pounds is another figure.
        let is_same_amount = to_decimal(&ours.amount) == to_decimal(&theirs.amount);
        return if is_same_amount {
            Outcome::Differs
        } else {
            Outcome::NotComparable(OTHER_CURRENCY)
        };
    }
    match (is_equal(ours, theirs), has_same_tax, ours.covers == theirs.covers) {
        (true, _, false) if ![ours.covers, theirs.covers].contains(&Covers::NotStated) => {
            Outcome::NotComparable(OTHER_PART)
        }
        // As with dates: a story that says less agrees, and the record cannot prove more than it says.
        (true, false, _) if theirs.vat == Vat::Unknown => Outcome::NotComparable(NO_TAX_IN_RECORD),
        (true, _, false) if theirs.covers == Covers::NotStated => {
            Outcome::NotComparable(NO_PART_IN_RECORD)
        }
        (true, _, _) => Outcome::Agrees,
        (false, false, _) => Outcome::NotComparable(NO_TAX),
        (false, true, false) => Outcome::NotComparable(OTHER_PART),
        (false, true, true) => Outcome::Differs,
    }
}

/// Whether two amounts are the same. One that the story calls approximate is, if that of the record
/// rounds to it.
fn is_equal(ours: &Money, theirs: &Money) -> bool {
    let (Some(our), Some(their)) = (to_decimal(&ours.amount), to_decimal(&theirs.amount)) else {
        return false;
    };
    if ours.currency != theirs.currency {
        return false;
    }
    if let Some(to) = ours.to.as_deref().and_then(to_decimal) {
        return (our..=to).contains(&their);
    }
    our == their || ours.approximate && is_near(our, their) && rounds_to(their, our)
}

/// Whether an amount is within a tenth of another: at one digit, 500,000 rounds to a million.
fn is_near(one: Decimal, other: Decimal) -> bool {
    let difference = one.checked_sub(other).map(|difference| difference.abs());
    difference
        .and_then(|difference| difference.checked_mul(Decimal::TEN))
        .is_some_and(|d| d <= other)
}

/// Whether an amount rounds to another, at the last digit that this has: 818,750 to 820,000.
fn rounds_to(amount: Decimal, rounded: Decimal) -> bool {
    let mut unit = Decimal::ONE;
    while let Some(next) = unit.checked_mul(Decimal::TEN)
        && next <= rounded
        && (rounded % next).is_zero()
    {
        unit = next;
    }
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let units = amount.checked_div(unit).map(|units| units.round_dp_with_strategy(0, strategy));
    units.and_then(|units| units.checked_mul(unit)) == Some(rounded)
}

fn to_decimal(amount: &str) -> Option<Decimal> {
    amount.parse().ok()
}

/// Describes a figure, as in "54393.60 GBP, without VAT, the share of Example Bridges Ltd".
fn describe(story: &Story, money: &Money) -> String {
    let about = if money.approximate { "about " } else { "" };
    let to = money.to.as_deref().map(|to| format!(" to {to}")).unwrap_or_default();
    let vat = match money.vat {
        Vat::Excl => ", without VAT",
        Vat::Incl => ", with VAT",
        Vat::None => ", no VAT",
        Vat::Unknown => "",
    };
    let owner = money.share_of.as_ref().and_then(|party| parties::find(story, party));
    let share = owner.map(|owner| format!(", the share of {}", &*owner.name)).unwrap_or_default();
    format!("{about}{}{to} {}{vat}{share}", &*money.amount, &*money.currency)
}

fn subject(money: &Money) -> String {
    format!("the amount ({})", name_stage(money.stage))
}

fn name_stage(stage: Stage) -> String {
    json!(stage).as_str().unwrap_or_default().replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_rounds_to_another_at_its_last_digit() {
        let decimal = |text: &str| text.parse::<Decimal>().expect("a decimal");
        for (amount, rounded, does) in [
            ("818750", "820000", true),
            ("818750", "800000", true),
            ("818750", "819000", true),
            ("818750", "818750", true),
            ("818750", "810000", false),
            ("1950000000", "2000000000", true),
            ("1400000000", "2000000000", false),
            ("0.5", "1", true),
        ] {
            assert_eq!(rounds_to(decimal(amount), decimal(rounded)), does, "{amount} {rounded}");
        }
    }
}
