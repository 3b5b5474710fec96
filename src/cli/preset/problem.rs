//! What can be wrong with a preset, and how that is said.

use std::fmt;

use clap::ValueEnum;
use contract_fact_box::model::find_nearest;
use contract_fact_box::view::Parts;

use super::PartsName;
use crate::cli::check::to_one_line;

/// The most ids that a message lists; the manifest lists all.
const MAX_LISTED: usize = 20;
/// The most characters of a name that a message quotes.
const MAX_QUOTED: usize = 80;

/// What is wrong with a preset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PresetProblem {
    UnknownParts {
        name: String,
        similar: Option<String>,
    },
    UnknownIssue {
        id: String,
        similar: Option<String>,
        known: String,
    },
    UnknownPerson {
        id: String,
        similar: Option<String>,
        known: String,
    },
    TooFewPeople {
        count: usize,
        known: String,
    },
    TooManyPeople {
        count: usize,
    },
    /// A comparison leaves out a party that is criticised in it.
    WithoutCriticised {
        id: String,
        name: String,
        critic: String,
    },
    IssueWithoutWords,
    PeopleWithoutCompare,
}

/// The wording of a problem.
#[derive(Debug)]
pub(crate) struct PresetMessage {
    pub(crate) code: &'static str,
    /// What it is about: `parts`, `issue` or `people`.
    pub(crate) about: &'static str,
    pub(crate) fact: String,
    pub(crate) consequence: &'static str,
    pub(crate) fix: String,
}

impl PresetProblem {
    pub(crate) fn unknown_parts(name: &str) -> Self {
        let known = PartsName::value_variants().iter().filter_map(PartsName::to_possible_value);
        let known: Vec<_> = known.map(|value| value.get_name().to_owned()).collect();
        let similar = find_nearest(name, known.iter().map(String::as_str));
        Self::UnknownParts { name: name.to_owned(), similar }
    }

    /// Whether the page does not show what was asked for.
    pub(crate) fn is_error(&self) -> bool {
        match self {
            Self::UnknownParts { .. }
            | Self::UnknownIssue { .. }
            | Self::UnknownPerson { .. }
            | Self::TooFewPeople { .. }
            | Self::TooManyPeople { .. } => true,
            Self::WithoutCriticised { .. }
            | Self::IssueWithoutWords
            | Self::PeopleWithoutCompare => false,
        }
    }

    /// Says what is there, what that leads to, and what to do.
    pub(crate) fn message(&self) -> PresetMessage {
        match self {
            Self::UnknownParts { name, similar } => PresetMessage {
                code: "unknown-parts",
                about: "parts",
                fact: format!("there are no parts {} of a box", quote(name)),
                consequence: "readers get the whole box",
                fix: name_one(similar.as_deref(), "facts, words, compare"),
            },
            Self::UnknownIssue { id, similar, known } => PresetMessage {
                code: "unknown-issue",
                about: "issue",
                fact: format!("the story has no question {}", quote(id)),
                consequence: "readers get the whole box",
                fix: name_one(similar.as_deref(), known),
            },
            Self::UnknownPerson { id, similar, known } => PresetMessage {
                code: "unknown-person",
                about: "people",
                fact: format!("the story has nobody with the id {}", quote(id)),
                consequence: "nobody is compared by it",
                fix: name_one(similar.as_deref(), known),
            },
            Self::TooFewPeople { count, known } => PresetMessage {
                code: "too-few-people",
                about: "people",
                fact: match count {
                    0 => "nobody of the story is compared".to_owned(),
                    _ => "one person alone is compared".to_owned(),
                },
                consequence: "readers get the whole box",
                fix: format!("name at least two of these: {known}"),
            },
            Self::TooManyPeople { count } => PresetMessage {
                code: "too-many-people",
                about: "people",
                fact: format!("{count} people are compared"),
                consequence: "readers get the whole box",
                fix: format!("name {} at most", Parts::MAX_PEOPLE),
            },
            Self::WithoutCriticised { id, name, critic } => PresetMessage {
                code: "preset-without-criticised",
                about: "people",
                fact: format!("{critic} criticises {name}, who is left out"),
                consequence: "readers compare the criticism with others' words, and find the \
                              response to it only under it",
                fix: format!("add `{id}`, or compare others"),
            },
            Self::IssueWithoutWords => PresetMessage {
                code: "issue-without-words",
                about: "issue",
                fact: "a question is named, and the parts are not `words`".to_owned(),
                consequence: "it changes nothing",
                fix: "ask for the parts `words`, or leave the question out".to_owned(),
            },
            Self::PeopleWithoutCompare => PresetMessage {
                code: "people-without-compare",
                about: "people",
                fact: "people are named, and the parts are not `compare`".to_owned(),
                consequence: "they change nothing",
                fix: "ask for the parts `compare`, or leave the people out".to_owned(),
            },
        }
    }
}

/// Displayed as of the command line: `--people: fact; consequence; fix [code]`.
impl fmt::Display for PresetProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PresetMessage { code, about, fact, consequence, fix } = self.message();
        let line = format!("--{about}: {fact}; {consequence}; {fix} [{code}]");
        f.write_str(&to_one_line(&line))
    }
}

/// Puts what somebody wrote in quotation marks. It may be of any length.
fn quote(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => format!("\"{}…\"", text.get(..end).unwrap_or_default()),
        None => format!("\"{text}\""),
    }
}

fn name_one(similar: Option<&str>, known: &str) -> String {
    match similar {
        Some(similar) => format!("did you mean `{similar}`? There are: {known}"),
        None => format!("name one of these: {known}"),
    }
}

/// Joins ids: "a, b", or "a, b and 3 more, which the manifest lists".
pub(super) fn join_ids<'i>(ids: impl Iterator<Item = &'i str>) -> String {
    let ids: Vec<_> = ids.collect();
    match ids.split_at_checked(MAX_LISTED) {
        Some((listed, rest @ [_, ..])) => {
            format!("{} and {} more, which the manifest lists", listed.join(", "), rest.len())
        }
        _ => ids.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_of_ids_are_cut() {
        let ids: Vec<_> = (0..22).map(|index| index.to_string()).collect();
        let joined = join_ids(ids.iter().map(String::as_str));
        assert!(joined.ends_with(", 19 and 2 more, which the manifest lists"), "{joined}");
        assert_eq!(join_ids(ids.iter().take(20).map(String::as_str)).matches(", ").count(), 19);
    }
}
