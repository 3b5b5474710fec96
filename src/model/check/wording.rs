//! Everything that can be wrong with a document, and the words for it: all of them here, in one voice.

/// What is wrong at one place.
pub(super) enum Problem {
    NotJson { line: usize, column: usize, what: String },
    Missing { key: String },
    UnknownKey { key: String, near: Option<String> },
    WrongType { wanted: String, got: &'static str },
    UnknownCode { got: String, near: Option<String>, known: Vec<String> },
    BadSlug(String),
    BadLang(String),
    BadDate(String),
    BadAmount(String),
    BadCurrency(String),
    BadUrl(String),
    BadVersion(String),
    LongPassage { words: usize, most: usize },
    LongText { length: usize, most: usize },
    EmptyText,
    EmptyList,
    TooSmall,
    DuplicateId { id: String, first: String },
    UnknownReference { id: String, table: String, near: Option<String> },
    FactWithoutValue,
    FactWithoutSource,
    DisputeWithoutSides,
    StatusWithoutSource,
    SilenceWithoutSource { kind: String },
    DeclinedWithoutAbout,
    AnswerMissing,
    RelatedToNothing,
    GroupQuoted,
    ReplacesOther { id: String },
    ComparisonOfNothing { amount: String },
    BadArithmetic { sum: String, is: String, not: String },
}

type Words = (&'static str, String, String, String);

impl Problem {
    /// The rule's code, the fact, the consequence and the fix.
    pub(super) fn words(&self) -> Words {
        let say = |code, fact: String, consequence: &str, fix: String| (code, fact, consequence.to_owned(), fix);
        match self {
            Self::NotJson { line, column, what } => say(
                "not-json",
                format!("line {line}, column {column} is not JSON ({})", what.split(" at line").next().unwrap_or(what)),
                "nothing of the document can be read",
                "check the commas, quotation marks and brackets just before that place".into(),
            ),
            Self::Missing { key } => {
                say("missing-key", format!("`{key}` is missing"), "this part cannot be read", format!("add `{key}`"))
            }
            Self::UnknownKey { key, near } => say(
                "unknown-key",
                format!("`{key}` is not a key of the format"),
                "it is never shown",
                suggest(near, "remove it, or correct its name"),
            ),
            Self::WrongType { wanted, got } => {
                say("wrong-type", format!("this is {got}"), "this part cannot be read", format!("write {wanted}"))
            }
            Self::UnknownCode { got, near, known } => say(
                "unknown-code",
                format!("`{got}` is not one of the codes here"),
                "this part cannot be shown",
                suggest(near, &format!("use one of {}", known.join(", "))),
            ),
            Self::BadSlug(got) => say(
                "bad-id",
                format!("`{got}` is no id"),
                "links to it would break",
                "use lower-case letters, digits and hyphens only".into(),
            ),
            Self::BadLang(got) => say(
                "bad-language",
                format!("`{got}` is no language tag"),
                "browsers and screen readers would use the wrong voice",
                "use a BCP 47 tag such as `en-GB`".into(),
            ),
            Self::BadDate(got) => say(
                "bad-date",
                format!("`{got}` is no date"),
                "it cannot be put in order or shown",
                "write `2024`, `2024-06`, `2024-06-03` or `unknown`".into(),
            ),
            Self::BadAmount(got) => say(
                "bad-amount",
                format!("`{got}` is no amount"),
                "readers would see a wrong figure or none",
                "write digits with at most one point, as in \"818750\" or \"0.01\"".into(),
            ),
            Self::BadCurrency(got) => say(
                "bad-currency",
                format!("`{got}` is no currency of ISO 4217"),
                "the amount would have no meaning",
                "use three capital letters such as `GBP`".into(),
            ),
            Self::BadUrl(got) => say(
                "bad-url",
                format!("`{got}` is no http or https address"),
                "no link is made of it",
                "write the whole address with https://, or `unknown`".into(),
            ),
            Self::BadVersion(got) => say(
                "bad-schema-version",
                format!("`{got}` is a format that this version does not read"),
                "fields may be misread",
                "write `1.0`".into(),
            ),
            Self::LongPassage { words, most } => say(
                "long-passage",
                format!("the passage has {words} words"),
                "it repeats the source instead of proving the fact",
                format!("keep the words that prove it, {most} at most"),
            ),
            Self::LongText { length, most } => say(
                "long-text",
                format!("the text has {length} characters"),
                "it does not fit where it is shown",
                format!("shorten it to {most} at most"),
            ),
            Self::EmptyText => say(
                "empty-text",
                "the text is empty".into(),
                "readers would see a gap",
                "write it, or remove the key".into(),
            ),
            Self::EmptyList => say(
                "empty-list",
                "the list is empty".into(),
                "nothing shows where this comes from",
                "add at least one entry".into(),
            ),
            Self::TooSmall => say(
                "bad-number",
                "the number is below 1".into(),
                "versions could not be told apart",
                "count from 1".into(),
            ),
            Self::DuplicateId { id, first } => say(
                "duplicate-id",
                format!("`{id}` is already the id of {first}"),
                "references to it could mean either",
                "give it an id of its own".into(),
            ),
            Self::UnknownReference { id, table, near } => say(
                "unknown-reference",
                format!("`{id}` is not the id of anything in `{table}`"),
                "this part would point at nothing",
                suggest(near, &format!("correct it, or add it to `{table}`")),
            ),
            Self::FactWithoutValue => say(
                "fact-without-value",
                "the fact is known but has no value".into(),
                "readers would see a gap",
                "add `value`, or set `state` to what holds, such as `unknown`".into(),
            ),
            Self::FactWithoutSource => say(
                "fact-without-source",
                "the fact is known but has no source".into(),
                "readers could not see who says so",
                "add `sources`, or set `state` to what holds, such as `unknown`".into(),
            ),
            Self::DisputeWithoutSides => say(
                "dispute-without-sides",
                "the fact is disputed but has fewer than two alternatives".into(),
                "readers could not see what is disputed",
                "give each value in `alternatives` with its own sources".into(),
            ),
            Self::StatusWithoutSource => say(
                "status-without-source",
                "the status has no source".into(),
                "readers could not see who says so",
                "add `sources`, or set `code` to `unknown`".into(),
            ),
            Self::SilenceWithoutSource { kind } => say(
                "silence-without-source",
                format!("`{kind}` has no source"),
                "it is a claim about somebody that nothing supports",
                "add `sources`, or set `kind` to `not_reported`".into(),
            ),
            Self::DeclinedWithoutAbout => say(
                "declined-without-about",
                "the refusal does not say what was refused".into(),
                "readers would take it for a refusal of everything",
                "name in `about` exactly what they declined to comment on".into(),
            ),
            Self::AnswerMissing => say(
                "answer-missing",
                "the question is answered but has no answer".into(),
                "readers would see a gap",
                "add `answer`, or set `state` to what holds".into(),
            ),
            Self::RelatedToNothing => say(
                "related-to-nothing",
                "none of `contract`, `ocid` and `external` is given".into(),
                "there is nothing to show",
                "name the contract in one of them".into(),
            ),
            Self::GroupQuoted => say(
                "group-quoted",
                "an unnamed group is quoted".into(),
                "words would be put in the mouths of people who are not named",
                "set `expression` to `paraphrase`, or name the speaker".into(),
            ),
            Self::ReplacesOther { id } => say(
                "replaces-other",
                format!("`{id}` is not an earlier position of the same stakeholder on the same issue"),
                "what was said would disappear",
                "name the position that this one takes the place of, or remove `supersedes`".into(),
            ),
            Self::ComparisonOfNothing { amount } => say(
                "comparison-of-nothing",
                format!("`{amount}` is not an amount of the contract"),
                "readers could not see what is divided",
                "give the `amount` of one of its values".into(),
            ),
            Self::BadArithmetic { sum, is, not } => say(
                "bad-arithmetic",
                format!("{sum} is {is}, not {not}"),
                "readers would be told a wrong figure",
                "correct `result`, or what it is worked out from".into(),
            ),
        }
    }
}

fn suggest(near: &Option<String>, otherwise: &str) -> String {
    near.as_ref().map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}
