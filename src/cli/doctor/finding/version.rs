//! Which story is told, in which version.

use super::{Words, short};

/// What is wrong with what is told.
#[derive(Debug)]
pub(in crate::cli::doctor) enum VersionProblem {
    UnknownId { id: String, near: Option<String> },
    BadVersion(String),
    UnknownVersion { version: u32, known: String },
    UnknownLang { lang: String, own: bool, known: String },
    Stale { shown: u32, newest: u32 },
    Pinned { shown: u32, newest: u32 },
    Withdrawn { shown: u32 },
    WithdrawnNotice,
}

impl VersionProblem {
    pub(super) fn is_note(&self) -> bool {
        matches!(self, Self::Pinned { .. } | Self::WithdrawnNotice)
    }

    pub(super) fn words(&self) -> Words {
        match self {
            Self::UnknownId { id, near } => (
                "unknown-story",
                format!("the folder has no story `{}`", short(id)),
                "no box is loaded into it".into(),
                match near {
                    Some(near) => format!("did you mean `{near}`? Correct the id, or build the folder with that story"),
                    None => "correct the id, or build the folder with that story".into(),
                },
            ),
            Self::BadVersion(version) => (
                "bad-version",
                format!("`{}` is no number of a version", short(version)),
                "the box shows the newest version".into(),
                "write the number alone, as in `1`, or leave it out".into(),
            ),
            Self::UnknownVersion { version, known } => (
                "unknown-version",
                format!("the folder has no version {version} of the story; it has {known}"),
                "no box is loaded into it".into(),
                "name one of these, or build the folder with the published versions".into(),
            ),
            Self::UnknownLang { lang, own, known } => (
                "unknown-language",
                if *own {
                    format!("`{}` is the story's own language", short(lang))
                } else {
                    format!("the folder does not have the story in `{}`", short(lang))
                },
                "no box is loaded into it".into(),
                match (own, &**known) {
                    (true, _) | (_, "") => "leave the language out".into(),
                    _ => format!("name one of its translations ({known}), or leave the language out"),
                },
            ),
            Self::Stale { shown, newest } => (
                "stale",
                format!("it shows version {shown}; the newest is {newest}"),
                "the facts in it are the old ones; readers with script are also told what has changed since".into(),
                "paste what `prerender` makes of the story now".into(),
            ),
            Self::Pinned { shown, newest } => (
                "pinned",
                format!("it is pinned to version {shown}; the newest is {newest}"),
                "readers get the old facts, and are told what has changed since".into(),
                "to show the newest, leave the version out".into(),
            ),
            Self::Withdrawn { shown } => (
                "withdrawn",
                format!("the story is withdrawn, and it holds the facts of version {shown}"),
                "readers without script, feeds and search engines still get them".into(),
                "paste what `prerender` makes of the story now, which is the notice, or take the box out".into(),
            ),
            Self::WithdrawnNotice => (
                "withdrawn-notice",
                "the story is withdrawn".into(),
                "readers get the notice in its place".into(),
                "take the box out if the article no longer needs it".into(),
            ),
        }
    }
}
