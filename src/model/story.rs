//! The document itself.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Amount, Citation, Contract, ContractRef, Date, Lang, Name, Party, Position, Silence, Slug,
    Source, Stakeholder, StoryIssue, Text, Translation,
};

/// One story: a contract, what is known of it, and who says what about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// The version of this format: `1.0`. Readers of 1.x accept every 1.y.
    #[schemars(extend("x-format" = "schema-version", "x-hidden" = true))]
    pub schema_version: String,
    /// The story's name in URLs; the file is named after it.
    #[schemars(extend("x-hidden" = true))]
    pub id: Slug,
    /// The version of the story: 1 at first, one more with each published change.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// The language it is written in.
    pub lang: Lang,
    /// The direction it is written in; by the language if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
    /// The title of the box.
    #[schemars(extend("maxLength" = 120))]
    pub title: Text,
    /// The date its facts stood at.
    pub as_of: Date,
    /// When this version was published.
    pub published_at: Date,
    /// The newsroom.
    pub publisher: Name,
    /// Present when the story is withdrawn: every box then shows this instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawal>,
    /// What the facts rest on.
    #[schemars(length(min = 1))]
    pub sources: Vec<Source>,
    /// Who is named.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// The contract the story is about, first, and those related to it.
    #[schemars(length(min = 1))]
    pub contracts: Vec<Contract>,
    /// Who holds a view, or might.
    #[serde(default)]
    pub stakeholders: Vec<Stakeholder>,
    /// What they hold views on.
    #[serde(default)]
    pub issues: Vec<StoryIssue>,
    /// What was said or done.
    #[serde(default)]
    pub positions: Vec<Position>,
    /// What was not said.
    #[serde(default)]
    pub silences: Vec<Silence>,
    /// Why it matters, and to whom.
    #[serde(default)]
    pub context: Context,
    /// Amounts beside something that readers know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparisons: Vec<Comparison>,
    /// What is not known.
    #[serde(default)]
    pub open_questions: Vec<OpenQuestion>,
    /// What was wrong and has been put right.
    #[serde(default)]
    #[schemars(extend("x-hidden" = true))]
    pub corrections: Vec<Correction>,
    /// Texts in other languages, by language and by JSON pointer: of texts only, never of a code,
    /// an id, a date, an amount, a URL, a name or verbatim words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("x-hidden" = true))]
    pub translations: BTreeMap<String, BTreeMap<String, Translation>>,
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
    /// The value of the `dir` attribute in HTML.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// That a story is withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Withdrawal {
    /// When.
    pub on: Date,
    /// Why, for readers.
    pub reason: Text,
}

/// A sentence and what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// The sentence.
    pub text: Text,
    /// What it rests on.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// Why the story matters, and what it means for readers; in the newsroom's words, each with its
/// source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Context {
    /// Why it matters.
    #[serde(default)]
    pub why_it_matters: Vec<Statement>,
    /// What it means, by audience.
    #[serde(default)]
    pub what_it_means_for_you: Vec<AudienceNote>,
    /// Words that readers may not know, explained where they first stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub glossary: Vec<Term>,
}

/// A word and what it means here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Term {
    /// The word, as it is written in the facts.
    pub term: Text,
    /// What it means, in a sentence.
    pub meaning: Text,
    /// What that rests on, where it is not common knowledge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
}

/// What a story means for some readers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AudienceNote {
    /// For whom, as in "If you live in London".
    pub audience: Text,
    /// What it means.
    pub text: Text,
    /// What that rests on.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// An amount divided by something that readers know, as in "74p per resident": worked out by the
/// newsroom, and shown with its arithmetic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "comparison"))]
pub struct Comparison {
    /// The contract whose amount is divided; the one that the story is about if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractRef>,
    /// The amount that is divided: one of that contract's values, above 0.
    #[schemars(extend("x-format" = "positive-decimal"))]
    pub amount: Amount,
    /// The number it is divided by, above 0.
    #[schemars(extend("x-format" = "positive-decimal"))]
    pub divisor: Amount,
    /// What that number counts, and when, as in "residents of the county, mid-2023".
    pub counted: Text,
    /// What it comes to, in the amount's currency.
    #[schemars(extend("x-format" = "positive-decimal"))]
    pub result: Amount,
    /// For what, as in "per resident".
    pub per: Text,
    /// What the number it is divided by rests on.
    #[schemars(length(min = 1))]
    pub sources: Vec<Citation>,
}

/// Something that is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("x-rule" = "question"))]
pub struct OpenQuestion {
    /// The question.
    pub text: Text,
    /// What has been done to find out.
    pub state: QuestionState,
    /// Who raised it, or a remark on where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Who was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_of: Option<Text>,
    /// Since when it has stood so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-past" = true))]
    pub since: Option<Date>,
    /// The answer; needed when the state is `answered`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Statement>,
    /// Where it is seen that this is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Citation>,
}

/// What has been done to answer an open question.
#[derive(
    Clone,
    Copy,
    Debug,
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
    /// Not known, and the sources do not say that anybody was asked.
    Open,
    /// Somebody has been asked.
    Asked,
    /// A freedom of information request is pending.
    FoiPending,
    /// A freedom of information request was refused.
    FoiRefused,
    /// It is answered.
    Answered,
}

/// A correction, kept for readers to see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// When.
    #[schemars(extend("x-past" = true))]
    pub date: Date,
    /// What was corrected, as a JSON pointer to something in the document that is shown.
    pub pointer: String,
    /// What it said before.
    pub was: Text,
    /// What it says now.
    pub now: Text,
    /// Why.
    pub reason: Text,
}
