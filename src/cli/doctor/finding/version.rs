//! What is wrong with the story, version or language that a box shows.

use super::{Explain, Explanation, shorten};

/// What is wrong with the story, version or language that a box names.
#[derive(Debug)]
pub(in crate::cli::doctor) enum VersionProblem {
    UnknownStory {
        id: String,
        similar: Option<String>,
    },
    InvalidVersion(String),
    UnknownVersion {
        version: u32,
        /// The versions that exist, joined.
        existing: String,
    },
    UnknownLanguage {
        language: String,
        /// Whether it is the language that the story is written in.
        is_original: bool,
        /// The languages that the story is translated into, joined.
        translations: String,
    },
    Stale {
        shown: u32,
        newest: u32,
    },
    Pinned {
        shown: u32,
        newest: u32,
    },
    /// The story is withdrawn, and the page still holds the facts of this version.
    WithdrawnFacts {
        shown: u32,
    },
    WithdrawnNotice,
}

impl Explain for VersionProblem {
    fn explain(&self) -> Explanation {
        match self {
            Self::UnknownStory { id, similar } => Explanation::problem(
                "unknown-story",
                format!("the folder has no story `{}`", shorten(id)),
                "no box is loaded into it",
                match similar {
                    Some(similar) => format!(
                        "did you mean `{similar}`? Correct the id, or build the folder with that \
                         story"
                    ),
                    None => "correct the id, or build the folder with that story, if its embargo is over"
                        .to_owned(),
                },
            ),
            Self::InvalidVersion(version) => Explanation::problem(
                "bad-version",
                format!("`{}` is no number of a version", shorten(version)),
                "the box shows the newest version",
                "write the number alone, as in `1`, or leave it out",
            ),
            Self::UnknownVersion { version, existing } => Explanation::problem(
                "unknown-version",
                format!("the folder has no version {version} of the story; it has {existing}"),
                "no box is loaded into it",
                "name one of these, or build the folder with the published versions",
            ),
            Self::UnknownLanguage { language, is_original, translations } => Explanation::problem(
                "unknown-language",
                if *is_original {
                    format!("`{}` is the story's own language", shorten(language))
                } else {
                    format!("the folder does not have the story in `{}`", shorten(language))
                },
                "no box is loaded into it",
                if *is_original || translations.is_empty() {
                    "leave the language out".to_owned()
                } else {
                    format!(
                        "name one of its translations ({translations}), or leave the language out"
                    )
                },
            ),
            Self::Stale { shown, newest } => Explanation::problem(
                "stale",
                format!("it shows version {shown}; the newest is {newest}"),
                "the facts in it are the old ones; readers with script are also told what has \
                 changed since",
                "paste what `prerender` makes of the story now",
            ),
            Self::Pinned { shown, newest } => Explanation::note(
                "pinned",
                format!("it is pinned to version {shown}; the newest is {newest}"),
                "readers get the old facts, and are told what has changed since",
                "to show the newest, leave the version out",
            ),
            Self::WithdrawnFacts { shown } => Explanation::problem(
                "withdrawn",
                format!("the story is withdrawn, and it holds the facts of version {shown}"),
                "readers without script, feeds and search engines still get them",
                "paste what `prerender` makes of the story now, which is the notice, or take the \
                 box out",
            ),
            Self::WithdrawnNotice => Explanation::note(
                "withdrawn-notice",
                "the story is withdrawn",
                "readers get the notice in its place",
                "take the box out if the article no longer needs it",
            ),
        }
    }
}
