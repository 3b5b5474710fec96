//! The messages about what is wrong with facts, values and dates.

use super::{Message, message};

/// What is wrong with a fact.
pub(in super::super) enum FactProblem {
    NoValue,
    NoSource,
    DisputeWithoutSides,
    ValueDenied { state: String },
    UntilOfOther { state: String },
    ValueBesideDispute,
    SidesWithoutDispute { state: String },
    SameSides,
    NotOfficial { kinds: String },
    StatusNotOfficial { kinds: String },
    StatusWithoutSource,
    ReplacedElsewhere { id: String },
    ReplacedSide,
    ReplacedInCircle { ids: Vec<String> },
    ShareOfWhole { covers: String },
    BoundOfRange,
    RangeEndsBelow { amount: String, to: String },
    RangeAcrossZero { amount: String, to: String },
    OutcomeOfOpen { stage: String },
    SameNumber { first: String },
    AmendedElsewhere { id: String },
    AmendedIntoItself,
    AfterAsOf { date: String, as_of: String },
    NeverChecked,
    EndsBeforeStart { end: String, earlier: String, start: String },
    AnswerMissing,
    RelatedToNothing,
    RelatedToItself,
    ComparisonOfNothing { amount: String },
    ComparisonOfReplaced { amount: String },
    ComparisonOfRange { amount: String },
    UnworkableArithmetic { sum: String },
    BadArithmetic { sum: String, is: String, not: String },
}

impl FactProblem {
    pub(super) fn to_message(&self) -> Message {
        match self {
            Self::NoValue => message(
                "fact-without-value",
                "the fact is known but has no value".into(),
                "readers would see a gap",
                "add `value`, or set `state` to what holds, such as `unknown`".into(),
            ),
            Self::NoSource => message(
                "fact-without-source",
                "the fact is known but has no source".into(),
                "readers could not see who says so",
                "add `sources`, as in {\"value\": …, \"sources\": \"notice\"}, or give them to the \
                 contract; or set `state` to what holds, such as `unknown`"
                    .into(),
            ),
            Self::DisputeWithoutSides => message(
                "dispute-without-sides",
                "the fact is disputed but has fewer than two alternatives".into(),
                "readers could not see what is disputed",
                "give each value in `alternatives` with its own sources".into(),
            ),
            Self::ValueDenied { state } => message(
                "value-denied",
                format!("there is a value, and `state` is `{state}`"),
                "readers would be told that it is not known, and the value would be lost",
                "remove `value`, or set `state` to `known` and add `sources`".into(),
            ),
            Self::UntilOfOther { state } => message(
                "until-of-other",
                format!("there is a date until which the value is withheld, and `state` is `{state}`"),
                "readers would not be told that anything is withheld",
                "set `state` to `not_published` or `redacted`, or remove `until`".into(),
            ),
            Self::ValueBesideDispute => message(
                "value-beside-dispute",
                "there is a value beside those that are disputed".into(),
                "it would be lost: only the two sides are shown",
                "move it to `alternatives` with its sources, or remove it".into(),
            ),
            Self::SidesWithoutDispute { state } => message(
                "sides-without-dispute",
                format!("there are alternatives, and `state` is `{state}`"),
                "they would be lost: readers would see no dispute",
                "set `state` to `disputed`, or remove `alternatives`".into(),
            ),
            Self::SameSides => message(
                "same-sides",
                "it is the same value as another side's".into(),
                "readers would be told of a dispute that there is not",
                "join their sources in a fact that is `known`, or correct one of the values".into(),
            ),
            Self::NotOfficial { kinds } => message(
                "not-official",
                format!(
                    "the fact is called official and rests on no public record (only on: {kinds})"
                ),
                "readers would take somebody's account for the record",
                "cite the notice, decision, foi answer or dataset, or remove `provenance`".into(),
            ),
            Self::StatusNotOfficial { kinds } => message(
                "not-official",
                format!(
                    "`reported` is false, and the status rests on no public record (only on: {kinds})"
                ),
                "readers would take somebody's account for the record",
                "cite the notice, decision, foi answer or dataset, or set `reported` to true"
                    .into(),
            ),
            Self::StatusWithoutSource => message(
                "status-without-source",
                "the status has no source".into(),
                "readers could not see who says so",
                "add `sources`, or set `code` to `unknown`".into(),
            ),
            Self::ReplacedElsewhere { id } => message(
                "replaced-elsewhere",
                format!("`{id}` is not a known value of the same contract"),
                "this value would be shown nowhere, and nothing in its place",
                "name the value of this contract that took its place, or remove `superseded_by`"
                    .into(),
            ),
            Self::ReplacedSide => message(
                "replaced-elsewhere",
                "one side of a dispute is called replaced".into(),
                "readers would see a dispute about what no longer stands",
                "remove `superseded_by`, or give the value as a fact that is `known`".into(),
            ),
            Self::ReplacedInCircle { ids } => message(
                "circle",
                match ids.as_slice() {
                    [id] => format!("the value `{id}` replaces itself"),
                    ids => {
                        format!("the values `{}` replace one another in a circle", ids.join("`, `"))
                    }
                },
                "none of them would be shown",
                "remove `superseded_by` from the newest".into(),
            ),
            Self::ShareOfWhole { covers } => message(
                "share-of-whole",
                format!("it says whose share the amount is, and `covers` is `{covers}`"),
                "readers would not be told that it is a share",
                "set `covers` to `share`, or remove `share_of`".into(),
            ),
            Self::BoundOfRange => message(
                "bound-of-range",
                "there is a `bound` on a range".into(),
                "readers could not tell whether the figures are a limit or the ends of a range",
                "remove `bound`, or remove `to`".into(),
            ),
            Self::RangeEndsBelow { amount, to } => message(
                "range-ends-below",
                format!("`to`, {to}, is not above `amount`, {amount}"),
                "readers would be told a range that runs backwards",
                "put the lower figure in `amount` and the higher one in `to`".into(),
            ),
            Self::RangeAcrossZero { amount, to } => message(
                "range-across-zero",
                format!("the range runs from {amount} to {to}, across zero"),
                "readers could not tell whether money is paid or paid back",
                "give the two figures as two values".into(),
            ),
            Self::OutcomeOfOpen { stage } => message(
                "outcome-of-open",
                format!("the challenge has an outcome, and `stage` is `{stage}`"),
                "readers would be told that it is over and that it is not",
                "set `stage` to `judgment`, `appeal`, `withdrawn` or `settled`, or remove `outcome`"
                    .into(),
            ),
            Self::SameNumber { first } => message(
                "same-number",
                format!("{first} has the same number"),
                "readers could not tell the two changes apart",
                "correct one of the numbers, or join the two in one".into(),
            ),
            Self::AmendedElsewhere { id } => message(
                "amended-elsewhere",
                format!("`{id}` is not a known value of the same contract"),
                "readers could not be shown what the change did to the value",
                "name one of the contract's own values, or remove the key".into(),
            ),
            Self::AmendedIntoItself => message(
                "amended-into-itself",
                "it is the same value as `value_before`".into(),
                "readers would be told of a change that changed nothing",
                "name the value after the change, or remove both keys".into(),
            ),
            Self::AfterAsOf { date, as_of } => message(
                "after-as-of",
                format!("{date} lies after `as_of`, {as_of}"),
                "readers would be told of something that had not happened",
                "correct the date, or set `as_of` to the day the facts stand at".into(),
            ),
            Self::NeverChecked => message(
                "never-checked",
                "the date is unknown".into(),
                "readers could not see how old the facts are",
                "write the day on which you last checked them, as in \"2026-03-01\"".into(),
            ),
            Self::EndsBeforeStart { end, earlier, start } => message(
                "ends-before-start",
                format!("{end} lies before `{earlier}`, {start}"),
                "readers would be told of a time that cannot be",
                "correct one of the two dates".into(),
            ),
            Self::AnswerMissing => message(
                "answer-missing",
                "the question is answered but has no answer".into(),
                "readers would see a gap",
                "add `answer`, or set `state` to what holds".into(),
            ),
            Self::RelatedToNothing => message(
                "related-to-nothing",
                "none of `contract`, `ocid` and `external` is given".into(),
                "there is nothing to show",
                "name the contract in one of them".into(),
            ),
            Self::RelatedToItself => message(
                "related-to-itself",
                "the contract is related to itself".into(),
                "readers would take it for another one",
                "name the other contract, or remove the entry".into(),
            ),
            Self::ComparisonOfNothing { amount } => message(
                "comparison-of-nothing",
                format!("`{amount}` is not an amount of the contract"),
                "readers could not see what is divided",
                "give the `amount` of one of its values".into(),
            ),
            Self::ComparisonOfReplaced { amount } => message(
                "comparison-of-replaced",
                format!("`{amount}` is a value that another one has replaced"),
                "readers would be told a figure that no longer stands",
                "divide the value that took its place".into(),
            ),
            Self::ComparisonOfRange { amount } => message(
                "comparison-of-range",
                format!("`{amount}` is the lower end of a range"),
                "readers would be told one figure where the source gives two",
                "divide a figure that is no range, or leave the comparison out".into(),
            ),
            Self::UnworkableArithmetic { sum } => message(
                "bad-arithmetic",
                format!("{sum} has more digits than can be worked out"),
                "nobody could check the figure",
                "leave the comparison out, or shorten the numbers to 28 digits".into(),
            ),
            Self::BadArithmetic { sum, is, not } => message(
                "bad-arithmetic",
                format!("{sum} is {is}, not {not}"),
                "readers would be told a wrong figure",
                "correct `result`, or what it is worked out from".into(),
            ),
        }
    }
}
