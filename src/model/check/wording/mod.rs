//! Everything that can be wrong with a document, and the words for it: all of them here, in one
//! voice.

mod exchanges;
mod facts;
mod json;
mod texts;

use super::Severity;
use super::editorial::EditorialRule;

pub(super) use exchanges::ExchangeProblem;
pub(super) use facts::FactProblem;
pub(super) use json::JsonProblem;
pub(super) use texts::TextProblem;

/// A key that is missing.
pub(super) struct MissingKey {
    pub(super) key: String,
    /// What its value must be, in words.
    pub(super) wanted: Option<String>,
    /// The key with a value to fill in.
    pub(super) sample: String,
}

/// What is wrong at one place.
pub(super) enum Problem {
    /// The text is no JSON, or not only one document.
    Json(JsonProblem),
    /// Keys that an object must have: all of them in one finding, to be pasted at once.
    Missing(Vec<MissingKey>),
    UnknownKey {
        key: String,
        near: Option<String>,
        /// What the key that was probably meant wants, if the value is not that either.
        wanted: Option<String>,
        /// The key of the object in which this one would stand.
        inside: Option<String>,
        /// The keys that may still be written there.
        free: Vec<String>,
    },
    WrongType {
        wanted: String,
        got: &'static str,
    },
    UnknownCode {
        got: String,
        near: Option<String>,
        known: Vec<String>,
    },
    BadSlug(String),
    LongSlug {
        length: usize,
        most: usize,
    },
    BadLang(String),
    BadDate(String),
    BadMoment(String),
    BadAmount(String),
    NotPositive(String),
    BadCurrency(String),
    BadUrl(String),
    BadVersion(String),
    LongPassage {
        count: usize,
        most: usize,
        unit: &'static str,
    },
    LongText {
        length: usize,
        most: usize,
    },
    /// A place that is still to be filled in.
    Blank {
        wanted: String,
        is_required: bool,
        /// Whether it can be read, as a text that says nothing.
        is_text: bool,
    },
    /// A translation without a text.
    EmptyText,
    EmptyList,
    Repeated {
        first: String,
    },
    OutOfRange {
        got: String,
        least: i64,
        most: i64,
    },
    DuplicateId {
        id: String,
        first: String,
    },
    UnknownReference {
        id: String,
        table: String,
        near: Option<String>,
    },
    /// A party speaks that is no stakeholder.
    PartyWithoutRole {
        id: String,
    },
    /// Nothing above was found, and yet the part cannot be decoded.
    Unreadable {
        what: String,
    },
    /// A fact, a value or a date is wrong.
    Fact(FactProblem),
    /// An exchange is wrong: who said what, who answers whom, who said nothing.
    Exchange(ExchangeProblem),
    /// A text is wrong, or what a translation or correction points at.
    Text(TextProblem),
    /// An editorial rule is broken.
    Editorial {
        rule: &'static EditorialRule,
        fact: String,
        fix: String,
    },
}

impl From<FactProblem> for Problem {
    fn from(problem: FactProblem) -> Self {
        Self::Fact(problem)
    }
}

impl From<ExchangeProblem> for Problem {
    fn from(problem: ExchangeProblem) -> Self {
        Self::Exchange(problem)
    }
}

impl From<TextProblem> for Problem {
    fn from(problem: TextProblem) -> Self {
        Self::Text(problem)
    }
}

/// The rule's code, the fact, the consequence and the fix.
type Message = (&'static str, String, String, String);

fn message(code: &'static str, fact: String, consequence: &str, fix: String) -> Message {
    (code, fact, consequence.to_owned(), fix)
}

/// Whether a text is two years, as in `2025-26`, `2025/26` or `2025–2026`.
fn is_financial_year(text: &str) -> bool {
    let years = text.split_once(['-', '/', '–']);
    years.is_some_and(|(first, next)| {
        first.len() == 4
            && matches!(next.len(), 2 | 4)
            && [first, next].iter().all(|year| year.bytes().all(|b| b.is_ascii_digit()))
    })
}

impl Problem {
    /// Whether the document is wrong, or only to be looked at.
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Text(problem) => problem.severity(),
            Self::Editorial { rule, .. } => rule.severity,
            _ => Severity::Error,
        }
    }

    /// Whether the document is wrong, so that it is not built.
    pub(super) fn is_error(&self) -> bool {
        self.severity() == Severity::Error
    }

    /// Whether the key is wrong that leads to the value, not the value.
    pub(super) fn is_about_key(&self) -> bool {
        match self {
            Self::UnknownKey { .. } => true,
            Self::Text(problem) => problem.is_about_key(),
            _ => false,
        }
    }

    /// Returns the rule's code.
    pub(super) fn code(&self) -> &'static str {
        self.to_message().0
    }

    /// Returns the rule's code, the fact, the consequence and the fix.
    pub(super) fn to_message(&self) -> Message {
        match self {
            Self::Json(problem) => problem.to_message(),
            Self::Fact(problem) => problem.to_message(),
            Self::Exchange(problem) => problem.to_message(),
            Self::Text(problem) => problem.to_message(),
            Self::Editorial { rule, fact, fix } => {
                message(rule.code, fact.clone(), rule.consequence, fix.clone())
            }
            Self::Missing(keys) => explain_missing(keys),
            Self::UnknownKey { key, near, wanted, inside, free } => {
                let free = match &**free {
                    [] => String::new(),
                    free => format!(": there are `{}` besides", free.join("`, `")),
                };
                let mut fix = match inside {
                    Some(inside) => format!("move it into `{inside}`, or remove it"),
                    None => suggest(near, &format!("remove it, or correct its name{free}")),
                };
                if let Some(wanted) = wanted {
                    fix += &format!(" It takes {wanted}");
                }
                message(
                    "unknown-key",
                    format!("`{key}` is not a key of the format"),
                    "it is never shown",
                    fix,
                )
            }
            Self::WrongType { wanted, got } => {
                let fix =
                    if *got == "null" { format!("remove it, or write {wanted}") } else { format!("write {wanted}") };
                message("wrong-type", format!("this is {got}"), "this part cannot be read", fix)
            }
            Self::UnknownCode { got, near, known } => message(
                "unknown-code",
                format!("`{got}` is not one of the codes here"),
                "this part cannot be shown",
                suggest(near, &format!("use one of {}", known.join(", "))),
            ),
            Self::BadSlug(got) => message(
                "bad-id",
                format!("`{got}` is no id"),
                "links to it would break",
                "use only letters a to z without accents, digits and hyphens, beginning with a letter or digit".into(),
            ),
            Self::LongSlug { length, most } => message(
                "bad-id",
                format!("the id has {length} characters"),
                "file names and addresses are made of it",
                format!("shorten it to {most} at most"),
            ),
            Self::BadLang(got) => message(
                "bad-language",
                format!("`{got}` is no language tag"),
                "browsers and screen readers would use the wrong voice",
                "use a BCP 47 tag such as `en-GB`".into(),
            ),
            Self::BadDate(got) => message(
                "bad-date",
                format!("`{got}` is no date"),
                "it cannot be put in order or shown",
                if is_financial_year(got) {
                    "write the day on which the financial year begins or ends, and its name in \
                     `as_stated`"
                } else {
                    "write `2024`, `2024-06`, `2024-06-03` or `unknown`"
                }
                .into(),
            ),
            Self::BadMoment(got) => message(
                "bad-moment",
                format!("`{got}` is no moment"),
                "nobody can tell when this may be published",
                "write a time with its distance from UTC, as in `2026-06-01T00:01:00+01:00`, or a day, which begins \
                 at midnight UTC"
                    .into(),
            ),
            Self::BadAmount(got) => message(
                "bad-amount",
                format!("`{got}` is no amount"),
                "readers would see a wrong figure or none",
                "write digits with at most one point, as in \"818750\" or \"0.01\", and - before money that comes back"
                    .into(),
            ),
            Self::NotPositive(got) => message(
                "bad-amount",
                format!("`{got}` is no amount above 0"),
                "readers would be told a figure that means nothing",
                "write digits with at most one point, as in \"818750\" or \"0.74\"".into(),
            ),
            Self::BadCurrency(got) => message(
                "bad-currency",
                format!("`{got}` is no currency of ISO 4217"),
                "the amount would have no meaning",
                "use three capital letters such as `GBP`".into(),
            ),
            Self::BadUrl(got) => message(
                "bad-url",
                format!("`{got}` is no http or https address"),
                "no link is made of it",
                "write the whole address with https://, or `unknown`".into(),
            ),
            Self::BadVersion(got) => message(
                "bad-schema-version",
                format!("`{got}` is a format that this version does not read"),
                "fields may be misread",
                "write `1.0`".into(),
            ),
            Self::LongPassage { count, most, unit } => message(
                "long-passage",
                format!("the passage has {count} {unit}"),
                "it repeats the source instead of proving the fact",
                format!("keep the words that prove it, {most} {unit} at most"),
            ),
            Self::LongText { length, most } => message(
                "long-text",
                format!("the text has {length} characters"),
                "it does not fit where it is shown",
                format!("shorten it to {most} at most"),
            ),
            Self::Blank { wanted, is_required, .. } => message(
                "empty-text",
                "this is empty".into(),
                "readers would see a gap",
                format!("write {wanted}{}", if *is_required { "" } else { "; or remove it" }),
            ),
            Self::EmptyText => message(
                "empty-text",
                "the text is empty".into(),
                "readers would see a gap",
                "write it, or remove the key".into(),
            ),
            Self::EmptyList => message(
                "empty-list",
                "the list is empty".into(),
                "nothing shows where this comes from",
                "add at least one entry".into(),
            ),
            Self::Repeated { first } => message(
                "repeated",
                format!("it is the same as {first}"),
                "readers would see it twice",
                "remove one of the two".into(),
            ),
            Self::OutOfRange { got, least, most } => message(
                "bad-number",
                format!("{got} is not a whole number from {least} to {most}"),
                "this part cannot be read",
                format!("write one, counted from {least}"),
            ),
            Self::DuplicateId { id, first } => message(
                "duplicate-id",
                format!("`{id}` is already the id of {first}"),
                "references to it could mean either",
                "give it an id of its own".into(),
            ),
            Self::UnknownReference { id, table, near } => message(
                "unknown-reference",
                format!("`{id}` is not the id of anything in `{table}`"),
                "this part would point at nothing",
                suggest(near, &format!("correct it, or add it to `{table}`")),
            ),
            Self::PartyWithoutRole { id } => message(
                "unknown-reference",
                format!("the party `{id}` is no stakeholder"),
                "readers could not see what part they have in the story",
                "give the party its `role_as_described`".into(),
            ),
            Self::Unreadable { what } => message(
                "unreadable",
                format!("this cannot be read ({what})"),
                "the document could not be shown",
                "write it as the format's other parts of this kind are".into(),
            ),
        }
    }
}

fn suggest(near: &Option<String>, otherwise: &str) -> String {
    near.as_ref().map_or_else(|| otherwise.to_owned(), |near| format!("did you mean `{near}`?"))
}

fn explain_missing(keys: &[MissingKey]) -> Message {
    let names: Vec<_> = keys.iter().map(|missing| format!("`{}`", missing.key)).collect();
    let samples: Vec<_> = keys.iter().map(|missing| &*missing.sample).collect();
    let (fact, fix) = match (&*names, keys) {
        ([name], [MissingKey { wanted: Some(wanted), .. }]) => {
            (format!("{name} is missing"), format!("add {name}: {wanted}"))
        }
        ([name], _) => (format!("{name} is missing"), format!("add {name}")),
        ([others @ .., last], _) => (
            format!("{} and {last} are missing", others.join(", ")),
            format!("paste this, and fill it in: {}", samples.join(", ")),
        ),
        ([], _) => (String::new(), String::new()),
    };
    message("missing-key", fact, "this part cannot be read", fix)
}
