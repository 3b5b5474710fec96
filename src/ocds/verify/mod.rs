//! A story against the official record: what agrees, what differs, what cannot be compared and why,
//! and what is in one and not in the other.
//!
//! The record is read as an import reads it, so that both follow the same rules: figures without
//! value added tax are compared with such figures, and days as they are written.

mod awards;
mod dates;
mod identify;
mod pair;
mod parties;
mod procurement;
mod status;
mod values;
mod wording;

use crate::model::{self, Contract, PartialDate, Rule, Severity, Story};

pub use awards::verify_each;
pub use identify::{Identified, VerifyError};

use super::import::{self, Award, AwardChoice};
use super::record::Record;
use identify::identify;
use pair::Pair;

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

/// What an editor chooses.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The day of the check: dates that must be in the past are read as of it.
    pub today: PartialDate,
    /// The id of the contract in the story. If absent, it is found by what both name.
    pub contract: Option<&'a str>,
    /// The only award of the record to take, as in [`import::Options::award`]. If absent, all are taken.
    pub award: Option<&'a str>,
}

/// A story compared with the record of its contract.
#[derive(Clone, Debug, PartialEq)]
pub struct Verification {
    /// The position of the contract in the story.
    pub contract: usize,
    /// How the contract was identified.
    pub identified: Identified,
    /// The only award of the record that was taken, as it is named in [`import::Options::award`].
    pub award: Option<String>,
    /// Every comparison that was made, in the order of the box.
    pub comparisons: Vec<Comparison>,
    /// The notices that the story does not know of, by their position in the record.
    pub newer: Vec<usize>,
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
    /// The record says it, and the story says that it is not known or not published.
    SaidNotKnown,
    /// They cannot be compared, for this reason.
    NotComparable(&'static str),
    /// The record says it, and the story does not.
    OnlyInRecord,
    /// The story says it, and the record does not.
    OnlyInStory,
}

/// Compares a story with a record.
///
/// # Errors
///
/// If the record is of a contract that the story is not about, if it is not clear which contract of the
/// story it is about, or if one of them lacks what was chosen.
pub fn verify(
    story: &Story,
    record: &Record,
    options: &Options<'_>,
) -> Result<Verification, VerifyError> {
    let official = read_official(record, options)?;
    let Some(theirs) = official.contracts.first() else {
        return Err(VerifyError::Unreadable("the record has no contract".to_owned()));
    };
    let (position, identified) = identify(story, theirs, options.contract)?;
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
        award: options.award.map(str::to_owned),
        comparisons,
        newer: list_newer(story, ours, record),
    })
}

/// Reads a record as the story that an import makes of it.
fn read_official(record: &Record, options: &Options<'_>) -> Result<Story, VerifyError> {
    let imported = import::draft(record, &to_import(options));
    let award = options.award.unwrap_or_default().to_owned();
    match imported.choice {
        AwardChoice::Clear => {}
        AwardChoice::Missing => {
            return Err(VerifyError::NoAward { award, known: list_names(imported.awards) });
        }
        AwardChoice::Ambiguous(awards) => {
            return Err(VerifyError::SeveralAwards { award, known: list_names(awards) });
        }
    }
    let story = model::read(&imported.story.to_string()).into_valid();
    story.map_err(|issues| {
        let issues: Vec<_> = issues.iter().map(ToString::to_string).collect();
        VerifyError::Unreadable(issues.join("\n"))
    })
}

/// Returns the options by which a record is imported to be compared.
fn to_import<'o>(options: &Options<'o>) -> import::Options<'o> {
    let (today, award) = (options.today, options.award);
    import::Options { today, id: Some("record"), lang: None, publisher: None, award }
}

fn list_names(awards: Vec<Award>) -> Vec<String> {
    awards.into_iter().map(|award| award.name).collect()
}

/// Lists the notices that were published since the story was checked, and that it does not name. Of those
/// of the day of the check, a story that names its notices does not know; one that names none may.
fn list_newer(story: &Story, ours: &Contract, record: &Record) -> Vec<usize> {
    let checked = story.as_of.to_partial();
    let is_newer = |notice: &super::Notice| {
        let day = notice.date.as_deref().and_then(import::written_day);
        let is_named = notice
            .id
            .as_deref()
            .is_some_and(|id| ours.notice_ids.iter().any(|known| **known == *id));
        let is_since = |day: PartialDate| {
            checked.is_surely_before(day) || day == checked && !ours.notice_ids.is_empty()
        };
        !is_named && day.is_some_and(is_since)
    };
    let notices = record.notices().iter().enumerate();
    notices.filter(|(_, notice)| is_newer(notice)).map(|(index, _)| index).collect()
}
