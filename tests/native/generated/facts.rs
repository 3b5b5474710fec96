//! Facts in generated stories: what qualifies a fact stands with it in every form.

use contract_fact_box::model::{Bound, Fact, Money, Story};
use proptest::prelude::*;

/// All figures of a story, of disputed ones both sides.
fn all_figures(story: &Story) -> impl Iterator<Item = &Money> {
    let facts = || story.contracts.iter().flat_map(|contract| &contract.values);
    let sides = facts().flat_map(|fact| fact.alternatives.iter().map(|side| &side.value));
    facts().filter_map(Fact::known_value).chain(sides)
}

/// The strings about the contract that a reader must find in every form and language.
pub(super) fn expected_texts(story: &Story) -> Vec<String> {
    let mut expected = Vec::new();
    for amendment in story.contracts.iter().flat_map(|contract| &contract.amendments) {
        expected.push(amendment.text.to_string());
    }
    for challenge in story.contracts.iter().flat_map(|contract| &contract.challenges) {
        expected.extend(challenge.court.as_deref().map(str::to_owned));
    }
    for money in all_figures(story) {
        expected.extend(money.as_stated.as_deref().map(str::to_owned));
        let period = money.period.as_ref().and_then(|period| period.as_stated.as_deref());
        expected.extend(period.map(str::to_owned));
    }
    expected
}

/// Checks a form in English: that figures are shown as what they are, who is in a consortium, and
/// until when a value is withheld.
pub(super) fn check_facts(story: &Story, form: &str, text: &str) -> Result<(), TestCaseError> {
    check_figures(story, form, text)?;
    let has_members = story.parties.iter().any(|party| !party.members.is_empty());
    let members = "led by Party number 1, with Party number 2";
    prop_assert!(!has_members || text.contains(members), "no members in {}", form);
    let bids = story.contracts.first().and_then(|deal| deal.procurement.bids.as_ref());
    let is_withheld = bids.is_some_and(|bids| bids.until.is_some());
    let until = ["Withheld", "Redacted"].map(|word| format!("{word} until 1 May 2026"));
    let is_told = until.iter().any(|words| text.contains(&**words));
    prop_assert_eq!(is_told, is_withheld, "what is withheld, in {}", form);
    Ok(())
}

/// Checks that a limit or a range is never shown as if it were the sum itself. The amounts are such
/// that no two figures have the same digits.
fn check_figures(story: &Story, form: &str, text: &str) -> Result<(), TestCaseError> {
    for money in all_figures(story) {
        let before = match money.bound {
            Some(Bound::UpTo) => "up to ",
            Some(Bound::AtLeast) => "at least ",
            None => "",
        };
        let after = match &money.to {
            Some(to) => format!(" to {}", in_pounds(to)),
            None => String::new(),
        };
        let owner = money.share_of.as_ref();
        let owner = owner.and_then(|id| story.parties.iter().find(|party| *party.id == **id));
        if let Some(owner) = owner {
            let share = format!("share of {}", &*owner.name);
            prop_assert!(text.contains(&share), "{} is missing in {}", &share, form);
        }
        let figure = in_pounds(&money.amount);
        prop_assert!(text.contains(&figure), "{} is missing in {}", &figure, form);
        for (index, _) in text.match_indices(&figure) {
            let (start, end) = text.split_at(index);
            prop_assert!(
                start.to_lowercase().ends_with(before) && end[figure.len()..].starts_with(&after),
                "{} stands as an exact sum in {}",
                &figure,
                form
            );
        }
    }
    Ok(())
}

/// An amount of seven digits, as the box shows it in English.
fn in_pounds(amount: &str) -> String {
    format!("£{},{},{}", &amount[..1], &amount[1..4], &amount[4..])
}
