//! A contract of a story and the same of its record, side by side.

use super::{Comparison, Outcome, Side};
use crate::model::{Contract, Date, Fact, PartialDate, Story};

/// A contract of the story and the same of the record, while they are compared.
pub(super) struct Pair<'p> {
    pub(super) story: &'p Story,
    pub(super) official: &'p Story,
    pub(super) ours: &'p Contract,
    pub(super) theirs: &'p Contract,
    /// The JSON pointer to our contract.
    pub(super) pointer: String,
    pub(super) comparisons: Vec<Comparison>,
}

impl Pair<'_> {
    pub(super) fn add(
        &mut self,
        subject: impl Into<String>,
        story: Option<Side>,
        record: Option<Side>,
        outcome: Outcome,
    ) {
        self.comparisons.push(Comparison { subject: subject.into(), story, record, outcome });
    }

    /// A side of the story at a place in its contract, as in `dates/start`.
    pub(super) fn our_side(&self, place: &str, text: impl Into<String>) -> Side {
        Side { pointer: format!("{}/{place}", self.pointer), text: text.into() }
    }

    /// Compares a fact that both may have. `describe` returns a value of a story in words, and `judge` whether
    /// two values say the same.
    pub(super) fn compare_fact<T>(
        &mut self,
        subject: &str,
        place: &str,
        facts: (Option<&Fact<T>>, Option<&Fact<T>>),
        describe: impl Fn(&Story, &T) -> String,
        judge: impl Fn(&T, &T) -> Outcome,
    ) {
        let (ours, theirs) = facts;
        let record = theirs.and_then(|fact| Some((fact, fact.known_value()?)));
        let record_side =
            record.map(|(fact, value)| their_side(fact, describe(self.official, value)));
        let Some(ours) = ours else {
            if let Some(side) = record_side {
                self.add(subject, None, Some(side), Outcome::OnlyInRecord);
            }
            return;
        };
        let sides = list_values(ours);
        if sides.is_empty() {
            // That a story says that something is not known differs from a record that says it.
            if let Some(side) = record_side {
                let ours = self.our_side(place, NOT_KNOWN);
                self.add(subject, Some(ours), Some(side), Outcome::SaidNotKnown);
            }
            return;
        }
        let text =
            sides.iter().map(|value| describe(self.story, value)).collect::<Vec<_>>().join(" or ");
        let our_side = self.our_side(place, text);
        let Some((_, value)) = record else {
            self.add(subject, Some(our_side), None, Outcome::OnlyInStory);
            return;
        };
        // Where sources disagree, the record may be one of them.
        let outcomes: Vec<_> = sides.iter().map(|side| judge(side, value)).collect();
        let outcome = outcomes
            .iter()
            .find(|outcome| **outcome == Outcome::Agrees)
            .or(outcomes.first())
            .copied()
            .unwrap_or(Outcome::Differs);
        self.add(subject, Some(our_side), record_side, outcome);
    }
}

/// What a story says that has no value of a fact.
pub(super) const NOT_KNOWN: &str = "not known or not published";

/// Lists the value of a fact or, where sources disagree, all of them.
pub(super) fn list_values<T>(fact: &Fact<T>) -> Vec<&T> {
    let sides = fact.alternatives.iter().map(|alternative| &alternative.value);
    fact.known_value().into_iter().chain(sides).collect()
}

/// Lists the positions of the facts that have no value: the story says that it is not known or not
/// published.
pub(super) fn list_not_known<T>(facts: &[Fact<T>]) -> Vec<usize> {
    let facts = facts.iter().enumerate();
    facts.filter(|(_, fact)| list_values(fact).is_empty()).map(|(index, _)| index).collect()
}

/// A side of the record: a fact of the draft.
pub(super) fn their_side<T>(fact: &Fact<T>, text: String) -> Side {
    Side { pointer: fact.record.as_deref().unwrap_or_default().to_owned(), text }
}

/// Whether two texts are the same but for case, punctuation and white space.
pub(super) fn is_same_text(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

fn fold(text: &str) -> String {
    let folded = text.chars().flat_map(char::to_lowercase);
    let words: String = folded
        .map(|c| {
            if c.is_alphanumeric() {
                c
            } else if c == '&' {
                '&'
            } else {
                ' '
            }
        })
        .collect();
    words.replace('&', " and ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Compares a date of the story with one of the record. One that says less agrees: `2024-06` with
/// `2024-06-03`.
pub(super) fn judge_dates(ours: &Date, theirs: &Date) -> Outcome {
    let (ours, theirs) = (ours.to_partial(), theirs.to_partial());
    if ours == PartialDate::Unknown || theirs == PartialDate::Unknown {
        return Outcome::NotComparable("one of the dates is not known");
    }
    if ours.is_surely_before(theirs) || theirs.is_surely_before(ours) {
        return Outcome::Differs;
    }
    // The record cannot prove a day of which it gives the month.
    match (ours, theirs) {
        (PartialDate::Day(..), PartialDate::Month(..) | PartialDate::Year(_))
        | (PartialDate::Month(..), PartialDate::Year(_)) => {
            Outcome::NotComparable("the date in the record says less")
        }
        _ => Outcome::Agrees,
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_but_for_typography() {
        for (one, other, is_same) in [
            ("Anytown  Council", "ANYTOWN COUNCIL", true),
            ("Smith & Sons Ltd.", "Smith and Sons Ltd", true),
            ("O’Hara-Bell", "O'Hara Bell", true),
            ("Smith Ltd", "Smith Limited", false),
            ("Café", "Cafe", false),
        ] {
            assert_eq!(is_same_text(one, other), is_same, "{one} {other}");
        }
    }

    #[test]
    fn a_date_agrees_if_it_says_no_more_than_the_record() {
        let judge = |ours: &str, theirs: &str| {
            let date = |text| Date::Plain(PartialDate::parse(text).expect("a date"));
            judge_dates(&date(ours), &date(theirs))
        };
        assert_eq!(judge("2024-06", "2024-06-03"), Outcome::Agrees);
        assert_eq!(judge("2024-06-03", "2024-06-03"), Outcome::Agrees);
        assert_eq!(judge("2024-06-03", "2024-06-04"), Outcome::Differs);
        assert_eq!(judge("2023", "2024-06-04"), Outcome::Differs);
        assert!(matches!(judge("unknown", "2024"), Outcome::NotComparable(_)));
        assert!(matches!(judge("2024-06-03", "2024-06"), Outcome::NotComparable(_)));
        assert!(matches!(judge("2024-06", "2024"), Outcome::NotComparable(_)));
    }
}
