//! The document itself.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Amount, Citation, Contract, ContractRef, Date, Lang, Moment, Name, Party, Position, Silence,
    Slug, Source, Stakeholder, StoryIssue, Text, Translation,
};

/// One story: a contract, what is known about it, and who says what about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// The URL of this format's JSON Schema, for code editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-hidden" = true))]
    pub schema: Option<String>,
    /// The version of this format: `1.0`. A program that reads 1.x accepts every 1.y.
    #[schemars(extend("x-format" = "schema-version", "x-hidden" = true, "x-implied" = "1.0"))]
    pub schema_version: String,
    /// The story's name in URLs. The name of the file is this id.
    #[schemars(extend("x-hidden" = true))]
    pub id: Slug,
    /// The version of the story: 1 at first, and one higher with each published change.
    #[schemars(range(min = 1), extend("x-implied" = 1))]
    pub version: u32,
    /// The language that the story is written in.
    pub lang: Lang,
    /// The direction of writing. If absent, the language decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
    /// The title of the box.
    #[schemars(extend("maxLength" = 120))]
    pub title: Text,
    /// A few words over the title. If absent, the box has its own: "Contract at a glance".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("maxLength" = 32))]
    pub kicker: Option<Text>,
    /// The date on which the newsroom last checked the facts, never `unknown`.
    #[schemars(extend("x-known" = true))]
    pub as_of: Date,
    /// When this version was published.
    pub published_at: Date,
    /// Present if this version is under embargo: the moment before which `build` leaves it out, as in
    /// `2026-06-01T00:01:00+01:00`. A day begins at midnight UTC. Once it has come, it means nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-hidden" = true))]
    pub not_before: Option<Moment>,
    /// The name of the newsroom.
    pub publisher: Name,
    /// Present if the story is withdrawn. Every box of the story then shows this notice instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawal>,
    /// The sources that the facts are based on.
    #[schemars(length(min = 1))]
    pub sources: Vec<Source>,
    /// The organisations, people and groups that the story mentions.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// The contract that the story is about, followed by related contracts.
    #[schemars(length(min = 1))]
    pub contracts: Vec<Contract>,
    /// The parties that have a view on the contract, or could be expected to.
    #[serde(default)]
    pub stakeholders: Vec<Stakeholder>,
    /// The questions that they have views on.
    #[serde(default)]
    pub issues: Vec<StoryIssue>,
    /// What the stakeholders said or did about the issues.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// The stakeholders who have no position on an issue, and why. Whoever has neither a position nor
    /// a silence anywhere need not be listed.
    #[serde(default)]
    pub silences: Vec<Silence>,
    /// Why the story matters, and what it means for readers.
    #[serde(default)]
    pub context: Context,
    /// Amounts divided by something that readers know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparisons: Vec<Comparison>,
    /// Questions that the sources do not answer, or did not at first.
    #[serde(default)]
    pub open_questions: Vec<OpenQuestion>,
    /// Mistakes in earlier versions that have been corrected.
    #[serde(default)]
    #[schemars(extend("x-hidden" = true))]
    pub corrections: Vec<Correction>,
    /// Texts in other languages, by language tag and then by JSON pointer. Only texts can be
    /// translated: no codes, ids, dates, amounts, URLs, names or verbatim words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("x-hidden" = true))]
    pub translations: BTreeMap<String, BTreeMap<String, Translation>>,
    /// Findings of `check` that the newsroom has looked at, and why the story may stand as it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("x-hidden" = true))]
    pub waivers: Vec<Waiver>,
}

impl Story {
    /// Returns the moment until which this version is under embargo. `None` if it may be published at
    /// the moment `now`.
    pub fn embargo_at(&self, now: Moment) -> Option<Moment> {
        self.not_before.filter(|not_before| *not_before > now)
    }
}

/// The direction of writing.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::IntoStaticStr,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// Returns the value of the `dir` attribute in HTML.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The reason why a finding of `check` may stand. It is never shown to readers, and `check` lists it
/// with what it waives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// The code of the rule, as in `undated-words`. An error cannot be waived.
    pub rule: Name,
    /// The JSON pointer to what the finding is about, or to a list that holds it, as in
    /// `/positions/2` or `/positions`.
    pub pointer: String,
    /// The reason, as a journalist would give it.
    pub reason: Name,
    /// Who decided.
    pub by: Name,
    /// When that was decided.
    pub on: Date,
    /// The last day on which the waiver holds, if it is to be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// The notice that a story is withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// The date on which the story was withdrawn.
    pub on: Date,
    /// The reason, for readers.
    pub reason: Text,
}

/// A sentence and its sources.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-inherits" = "sources"))]
pub struct Statement {
    /// The sentence.
    pub text: Text,
    /// The sources of the sentence.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// Why the story matters and what it means for readers, in the newsroom's words and with sources.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Context {
    /// Why the story matters.
    #[serde(default)]
    pub why_it_matters: Vec<Statement>,
    /// What the story means, by audience.
    #[serde(default)]
    pub what_it_means_for_you: Vec<AudienceNote>,
    /// Words that readers may not know, each explained where it first appears.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub glossary: Vec<Term>,
}

/// A word and its meaning in this story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// The word, as written in the facts.
    pub term: Text,
    /// The meaning, in one sentence.
    pub meaning: Text,
    /// The sources of the meaning, unless it is common knowledge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
}

/// What a story means for one audience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AudienceNote {
    /// The audience, as in "If you live in London".
    pub audience: Text,
    /// What the story means for them.
    pub text: Text,
    /// The sources of the text.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// An amount divided by something that readers know, as in "74p per resident". The newsroom
/// calculates the result, and the box shows the calculation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "comparison"))]
pub struct Comparison {
    /// The contract whose amount is divided. If absent, the contract that the story is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractRef>,
    /// The amount to divide: one of that contract's values, greater than 0.
    #[schemars(extend("x-format" = "positive-decimal"))]
    pub amount: Amount,
    /// The number to divide the amount by, greater than 0.
    #[schemars(extend("x-format" = "positive-decimal"))]
    pub divisor: Amount,
    /// What the divisor counts, and when it was counted, as in "residents of the county, mid-2023".
    pub counted: Text,
    /// The result, in the currency of the amount.
    #[schemars(extend("x-format" = "positive-decimal"))]
    pub result: Amount,
    /// What the result is for, as in "per resident".
    pub per: Text,
    /// The sources of the divisor.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// A question that the sources do not answer, or did not at first. It may be written as its text
/// alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "question", "x-alone" = "text"))]
pub struct OpenQuestion {
    /// The question.
    pub text: Text,
    /// What has been done to find out. If absent, a question with an answer is `answered`, and one
    /// that nobody is said to have been asked is `open`.
    #[schemars(extend("x-implied" = true))]
    pub state: QuestionState,
    /// Who raised the question, or a remark on how it came up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Who was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_of: Option<Text>,
    /// The date since which this has been the state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub since: Option<Date>,
    /// The answer; required if the state is `answered`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Statement>,
    /// The sources that show that the question is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
}

/// What has been done to answer an open question.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::VariantArray,
    strum::VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum QuestionState {
    /// The answer is not known, and the sources do not say that anybody was asked.
    #[default]
    Open,
    /// Somebody has been asked.
    Asked,
    /// A freedom of information request is pending.
    FoiPending,
    /// A freedom of information request was refused.
    FoiRefused,
    /// The question has been answered.
    Answered,
}

/// A correction that readers are shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// The date of the correction.
    #[schemars(extend("x-past" = true))]
    pub date: Date,
    /// The JSON pointer to what was corrected, which must be something that readers see.
    #[schemars(extend("x-pointer" = true))]
    pub pointer: String,
    /// The wording before the correction.
    pub was: Text,
    /// The wording after the correction.
    pub now: Text,
    /// The reason for the correction.
    pub reason: Text,
}
