//! The messages about what is wrong with who said what, who answers whom, and who said nothing.

use super::{Message, message};

/// What is wrong with a position or a silence.
pub(in super::super) enum ExchangeProblem {
    SilenceWithoutSource { kind: String },
    DeclinedWithoutAbout,
    SameSilence { first: String },
    SilenceOfSpeaker { label: String },
    GroupQuoted,
    CriticisesOneself,
    AnswersForOneself,
    AnswersNothing,
    ReplacesOther { id: String },
    ReplacesOnFewer { id: String, issue: String },
    AlsoOnSame { id: String },
    ReplacedTwice { id: String, by: String },
    SaidBefore { key: &'static str, id: String, said_on: String, earlier_on: String },
    Circle { steps: Vec<String> },
    ParentsInCircle { ids: Vec<String> },
    MembersInCircle { ids: Vec<String> },
    MembersOfOther { kind: String },
    SameMember { first: String },
    TranslatedFromNoLanguage,
    TranslatedByNobody,
}

impl ExchangeProblem {
    pub(super) fn to_message(&self) -> Message {
        match self {
            Self::SilenceWithoutSource { kind } => message(
                "silence-without-source",
                format!("`{kind}` has no source"),
                "it is a claim about somebody that nothing supports",
                "add `sources`, or set `kind` to `not_reported`".into(),
            ),
            Self::DeclinedWithoutAbout => message(
                "declined-without-about",
                "the refusal does not say what was refused".into(),
                "readers would take it for a refusal of everything",
                "name in `about` exactly what they declined to comment on".into(),
            ),
            Self::SameSilence { first } => message(
                "same-silence",
                format!("{first} is of the same stakeholder, issue and kind"),
                "readers would see it twice, or only one of the two",
                "join them in one".into(),
            ),
            Self::SilenceOfSpeaker { label } => message(
                "silence-of-speaker",
                format!("a source does report what they said or did: it stands under “{label}”"),
                "it is never shown",
                "remove it, or set `kind` to what is known, such as `declined`".into(),
            ),
            Self::GroupQuoted => message(
                "group-quoted",
                "an unnamed group is quoted".into(),
                "words would be put in the mouths of people who are not named",
                "set `expression` to `paraphrase`, or name the speaker".into(),
            ),
            Self::CriticisesOneself => message(
                "criticises-oneself",
                "it is the speaker's own party".into(),
                "readers would be told that it has not answered itself",
                "name whom the words criticise, or remove it".into(),
            ),
            Self::AnswersForOneself => message(
                "answers-for-oneself",
                "it is the speaker's own party".into(),
                "readers would be told that it answers for itself as if for somebody else",
                "remove `answers_for`: whoever speaks answers for themselves".into(),
            ),
            Self::AnswersNothing => message(
                "answers-nothing",
                "the words answer for a party, and nothing says what they answer".into(),
                "the criticism would stand as unanswered",
                "name the criticism in `responds_to`, or remove `answers_for`".into(),
            ),
            Self::ReplacesOther { id } => message(
                "replaces-other",
                format!(
                    "`{id}` is not an earlier position of the same stakeholder on the same issue"
                ),
                "what was said would disappear",
                "name the position that this one takes the place of, or remove `supersedes`".into(),
            ),
            Self::ReplacesOnFewer { id, issue } => message(
                "replaces-on-fewer",
                format!("`{id}` is also on `{issue}`, and this position is not"),
                "what was said there would disappear",
                format!("add `{issue}` to `also_on`, or make two positions of the earlier one"),
            ),
            Self::AlsoOnSame { id } => message(
                "also-on-same",
                format!("the position is on `{id}` already"),
                "readers could not tell which of the two stances holds",
                "name another issue, or remove the entry".into(),
            ),
            Self::ReplacedTwice { id, by } => message(
                "replaced-twice",
                format!("{by} already takes the place of `{id}`"),
                "readers could not tell which of the two stands now",
                "let the last one replace the one before it".into(),
            ),
            Self::SaidBefore { key, id, said_on, earlier_on } => message(
                if *key == "supersedes" { "replaces-later" } else { "answers-later" },
                format!("this was said on {said_on}, before `{id}`, {earlier_on}"),
                if *key == "supersedes" {
                    "the older words would stand as the newer ones"
                } else {
                    "readers would see an answer to what had not been said yet"
                },
                format!("correct one of the dates, or remove `{key}`"),
            ),
            Self::Circle { steps } => message(
                "circle",
                match steps.as_slice() {
                    [step] => step.clone(),
                    steps => format!("{}, in a circle", steps.join(", ")),
                },
                "none of it would have a place, and what was said would disappear",
                "remove `responds_to` or `supersedes` from the one that was said first".into(),
            ),
            Self::ParentsInCircle { ids } => message(
                "circle",
                match ids.as_slice() {
                    [id] => format!("the party `{id}` belongs to itself"),
                    ids => format!(
                        "the parties `{}` belong to one another in a circle",
                        ids.join("`, `")
                    ),
                },
                "readers could not tell who belongs to whom",
                "remove `parent` from the one that belongs to none of the others".into(),
            ),
            Self::MembersInCircle { ids } => message(
                "circle",
                match ids.as_slice() {
                    [id] => format!("the party `{id}` is a member of itself"),
                    ids => format!(
                        "the parties `{}` are members of one another in a circle",
                        ids.join("`, `")
                    ),
                },
                "readers could not tell which of them is the consortium",
                "remove `members` from the party that is no consortium".into(),
            ),
            Self::MembersOfOther { kind } => message(
                "members-of-other",
                format!("there are members, and `kind` is `{kind}`"),
                "readers would be told that somebody consists of others",
                "set `kind` to `organisation`, or remove `members`".into(),
            ),
            Self::SameMember { first } => message(
                "same-member",
                format!("{first} is the same party"),
                "readers would see it twice among the members",
                "join the sources of the two in one".into(),
            ),
            Self::TranslatedFromNoLanguage => message(
                "translated-from-no-language",
                "the words are translated, and nothing says from what language".into(),
                "readers could not tell that they are not the speaker's own",
                "add `lang`, the language they were said in".into(),
            ),
            Self::TranslatedByNobody => message(
                "translated-by-nobody",
                "there is an original, and nothing says who translated it".into(),
                "nobody would answer for words that stand as somebody's own",
                "add `translated_by`, such as the newsroom's name".into(),
            ),
        }
    }
}
