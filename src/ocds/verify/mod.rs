//! A story against the official record: what agrees, what differs, what cannot be compared and why,
//! and what is in one and not in the other.
//!
//! The record is read as an import reads it, so that both follow the same rules: figures without
//! value added tax are compared with such figures, and days as they are written.

mod dates;
mod parties;
mod procurement;
mod status;
mod values;
mod wording;

use std::fmt;

use crate::model::{self, Contract, Date, Fact, PartialDate, Rule, Severity, Story};

use super::import::{self, Options};
use super::record::Record;

/// The code of the rule that a story and the record say the same.
pub const DIFFERS: &str = "record-differs";
/// The code of the rule that a story names the newest notice.
pub const MOVED_ON: &str = "record-moved-on";
/// The code of what cannot be compared.
pub const NOT_COMPARED: &str = "record-not-compared";
/// The code of what the record alone says.
pub const ONLY_IN_RECORD: &str = "record-only";
/// The code of what the story alone says.
pub const ONLY_IN_STORY: &str = "story-only";

/// Returns the rules that a story is verified by.
pub fn rules() -> impl Iterator<Item = Rule> {
    let rule = |(code, severity, finds)| Rule { code, severity, finds };
    [
        (DIFFERS, Severity::Error, "a fact that the official record gives in another way"),
        (MOVED_ON, Severity::Warning, "notices that are newer than the story"),
        (NOT_COMPARED, Severity::Review, "a fact that cannot be compared with the official record"),
        (
            ONLY_IN_RECORD,
            Severity::Review,
            "a fact of the official record that is not in the story",
        ),
        (ONLY_IN_STORY, Severity::Review, "a fact of the story that is not in the official record"),
    ]
    .into_iter()
    .map(rule)
}

/// A story compared with the record of its contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Verification {
    /// The position of the contract in the story.
    pub contract: usize,
    /// How the contract was identified.
    pub identified: Identified,
    /// Every comparison that was made, in the order of the box.
    pub comparisons: Vec<Comparison>,
    /// The notices that the story does not know of, by their position in the record.
    pub newer: Vec<usize>,
}

/// How the contract of a record was found in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identified {
    /// Both have the same Open Contracting ID.
    ByOcid,
    /// A notice of the record is among those of the contract.
    ByNotice,
    /// The story names neither, and has only this contract, or is about it.
    ByPlace,
}

/// Something that a story and a record both say, or that one of them does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What it is, as in "the last day".
    pub subject: String,
    /// What the story says.
    pub story: Option<Side>,
    /// What the record says.
    pub record: Option<Side>,
    /// What comes of comparing them.
    pub outcome: Outcome,
}

/// What one of the two says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The JSON pointer: in the long form of the story, or in the compiled release.
    pub pointer: String,
    /// The value, in words that can be compared with those of the other.
    pub text: String,
}

/// What comes of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both say the same.
    Agrees,
    /// They say different things.
    Differs,
    /// They cannot be compared, for this reason.
    NotComparable(&'static str),
    /// The record says it, and the story does not.
    OnlyInRecord,
    /// The story says it, and the record does not.
    OnlyInStory,
}

/// Why a story cannot be compared with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// No contract of the story is the one that the record is about.
    OtherContract {
        /// The Open Contracting ID of the record.
        record: String,
        /// Those of the story's contracts.
        story: Vec<String>,
    },
    /// The record cannot be read as a draft: a fault of this program.
    Unreadable(String),
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherContract { record, story } => write!(
                f,
                "the record is of the contracting process {record}, and the story names {}",
                story.join(", ")
            ),
            Self::Unreadable(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for VerifyError {}

/// Compares a story with a record. Dates that must be in the past are read as of `today`.
///
/// # Errors
///
/// If the record is of a contract that the story is not about.
pub fn verify(
    story: &Story,
    record: &Record,
    today: PartialDate,
) -> Result<Verification, VerifyError> {
    let options = Options { today, id: Some("record"), lang: None, publisher: None, award: None };
    let imported = import::draft(record, &options);
    let text = imported.story.to_string();
    let official = model::read(&text).into_valid().map_err(|issues| {
        let issues: Vec<_> = issues.iter().map(ToString::to_string).collect();
        VerifyError::Unreadable(issues.join("\n"))
    })?;
    let Some(theirs) = official.contracts.first() else {
        return Err(VerifyError::Unreadable("the record has no contract".to_owned()));
    };
    let (position, identified) = identify(story, theirs)?;
    let Some(ours) = story.contracts.get(position) else {
        return Err(VerifyError::Unreadable("the story has no contract".to_owned()));
    };
    let mut pair = Pair {
        story,
        official: &official,
        ours,
        theirs,
        pointer: format!("/contracts/{position}"),
        comparisons: Vec::new(),
    };
    wording::compare_titles(&mut pair);
    parties::compare_parties(&mut pair);
    status::compare_status(&mut pair);
    values::compare_values(&mut pair);
    dates::compare_dates(&mut pair);
    procurement::compare_procurement(&mut pair);
    wording::compare_purpose(&mut pair);
    let comparisons = pair.comparisons;
    Ok(Verification {
        contract: position,
        identified,
        comparisons,
        newer: list_newer(story, ours, record),
    })
}

/// Finds the contract of the story that the record is about.
fn identify(story: &Story, theirs: &Contract) -> Result<(usize, Identified), VerifyError> {
    let find = |is_same: &dyn Fn(&Contract) -> bool| story.contracts.iter().position(is_same);
    let ocid = theirs.ocid.as_deref();
    if let Some(found) = find(&|ours| ocid.is_some() && ours.ocid.as_deref() == ocid) {
        return Ok((found, Identified::ByOcid));
    }
    let has_notice =
        |ours: &Contract| ours.notice_ids.iter().any(|id| theirs.notice_ids.contains(id));
    if let Some(found) = find(&has_notice) {
        return Ok((found, Identified::ByNotice));
    }
    // A story that names another process is about another contract.
    match story.contracts.first() {
        Some(first) if first.ocid.is_some() => Err(VerifyError::OtherContract {
            record: ocid.unwrap_or("without an Open Contracting ID").to_owned(),
            story: story
                .contracts
                .iter()
                .filter_map(|contract| contract.ocid.as_deref())
                .map(str::to_owned)
                .collect(),
        }),
        _ => Ok((0, Identified::ByPlace)),
    }
}

/// Lists the notices that were published after the story was checked, and that it does not name.
fn list_newer(story: &Story, ours: &Contract, record: &Record) -> Vec<usize> {
    let is_newer = |notice: &super::Notice| {
        let day = notice.date.as_deref().and_then(import::written_day);
        let is_named = notice
            .id
            .as_deref()
            .is_some_and(|id| ours.notice_ids.iter().any(|known| **known == *id));
        !is_named && day.is_some_and(|day| story.as_of.to_partial().is_surely_before(day))
    };
    let notices = record.notices().iter().enumerate();
    notices.filter(|(_, notice)| is_newer(notice)).map(|(index, _)| index).collect()
}

/// A contract of the story and the same of the record, while they are compared.
struct Pair<'p> {
    story: &'p Story,
    official: &'p Story,
    ours: &'p Contract,
    theirs: &'p Contract,
    /// The JSON pointer to our contract.
    pointer: String,
    comparisons: Vec<Comparison>,
}

impl Pair<'_> {
    fn add(
        &mut self,
        subject: impl Into<String>,
        story: Option<Side>,
        record: Option<Side>,
        outcome: Outcome,
    ) {
        self.comparisons.push(Comparison { subject: subject.into(), story, record, outcome });
    }

    /// A side of the story at a place in its contract, as in `dates/start`.
    fn our_side(&self, place: &str, text: impl Into<String>) -> Side {
        Side { pointer: format!("{}/{place}", self.pointer), text: text.into() }
    }

    /// Compares a fact that both may have. `describe` returns a value of a story in words, and `judge` whether
    /// two values say the same.
    fn compare_fact<T>(
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
                self.add(subject, Some(ours), Some(side), Outcome::Differs);
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
const NOT_KNOWN: &str = "not known or not published";

/// Lists the value of a fact or, where sources disagree, all of them.
fn list_values<T>(fact: &Fact<T>) -> Vec<&T> {
    let sides = fact.alternatives.iter().map(|alternative| &alternative.value);
    fact.known_value().into_iter().chain(sides).collect()
}

/// Lists the positions of the facts that have no value: the story says that it is not known or not
/// published.
fn list_not_known<T>(facts: &[Fact<T>]) -> Vec<usize> {
    let facts = facts.iter().enumerate();
    facts.filter(|(_, fact)| list_values(fact).is_empty()).map(|(index, _)| index).collect()
}

/// A side of the record: a fact of the draft.
fn their_side<T>(fact: &Fact<T>, text: String) -> Side {
    Side { pointer: fact.record.as_deref().unwrap_or_default().to_owned(), text }
}

/// Whether two texts are the same but for case, punctuation and white space.
fn is_same_text(one: &str, other: &str) -> bool {
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

/// Whether a date of the story says the same as one of the record, or less: `2024-06` agrees with
/// `2024-06-03`.
fn judge_dates(ours: &Date, theirs: &Date) -> Outcome {
    let (ours, theirs) = (ours.to_partial(), theirs.to_partial());
    if ours == PartialDate::Unknown || theirs == PartialDate::Unknown {
        return Outcome::NotComparable("one of the dates is not known");
    }
    if ours.is_surely_before(theirs) || theirs.is_surely_before(ours) {
        Outcome::Differs
    } else {
        Outcome::Agrees
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
    fn a_date_that_says_less_agrees() {
        let judge = |ours: &str, theirs: &str| {
            let date = |text| Date::Plain(PartialDate::parse(text).expect("a date"));
            judge_dates(&date(ours), &date(theirs))
        };
        assert_eq!(judge("2024-06", "2024-06-03"), Outcome::Agrees);
        assert_eq!(judge("2024-06-03", "2024-06-03"), Outcome::Agrees);
        assert_eq!(judge("2024-06-03", "2024-06-04"), Outcome::Differs);
        assert_eq!(judge("2023", "2024-06-04"), Outcome::Differs);
        assert!(matches!(judge("unknown", "2024"), Outcome::NotComparable(_)));
    }
}
