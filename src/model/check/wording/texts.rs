//! The messages about the content of texts, and about what translations and corrections point to.

use super::super::Severity;
use super::json::character_name;
use super::{Message, message, suggest};

/// What is wrong with a text or with a pointer to one.
pub(in super::super) enum TextProblem {
    ControlCharacter(char),
    Markup(String),
    CodeAsText { code: String, instead: Option<String> },
    BadTranslationLanguage { lang: String },
    SameLanguage { first: String },
    TranslatedIntoOwn { lang: String },
    TranslatedIntoCode { code: String },
    TranslationOfNothing { pointer: String, near: Option<String> },
    TranslationOfNoText { pointer: String },
    StaleTranslation,
    CorrectionOfNothing { pointer: String, near: Option<String> },
    CorrectionOfHidden { pointer: String },
}

impl TextProblem {
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Markup(_) | Self::StaleTranslation => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// Whether the key is wrong that leads to the value, as that of a translation is the pointer to
    /// its original.
    pub(super) fn is_about_key(&self) -> bool {
        matches!(
            self,
            Self::BadTranslationLanguage { .. }
                | Self::SameLanguage { .. }
                | Self::TranslatedIntoOwn { .. }
                | Self::TranslationOfNothing { .. }
                | Self::TranslationOfNoText { .. }
        )
    }

    pub(super) fn to_message(&self) -> Message {
        match self {
            Self::ControlCharacter(character) => message(
                "control-character",
                format!("the text holds {}, which cannot be seen", character_name(*character)),
                "it may change how the words around it read",
                "remove it".into(),
            ),
            Self::Markup(markup) => message(
                "markup-in-text",
                format!("the text holds `{markup}`"),
                "readers see it as it stands here",
                "remove it, unless they should read it so".into(),
            ),
            Self::CodeAsText { code, instead } => message(
                "code-as-text",
                format!("`{code}` stands where readers expect words"),
                "they would read it as it stands here",
                instead.as_ref().map_or_else(
                    || "write it in words, or remove the key".to_owned(),
                    |instead| format!("write `{instead}`, or say it in words"),
                ),
            ),
            Self::BadTranslationLanguage { lang } => message(
                "bad-language",
                format!("`{lang}` is no language tag"),
                "no box could ask for it",
                "use a BCP 47 tag such as `fr` or `pt-BR`".into(),
            ),
            Self::SameLanguage { first } => message(
                "same-language",
                format!("it is the same language as `{first}`"),
                "one of the two files would take the other's place",
                "join them in one".into(),
            ),
            Self::TranslatedIntoOwn { lang } => message(
                "translated-into-own",
                format!("the story is written in `{lang}` itself"),
                "readers would be shown one of two different texts",
                "change the texts themselves, and remove this translation".into(),
            ),
            Self::TranslatedIntoCode { code } => message(
                "code-as-text",
                format!("`{code}` is a code of the format"),
                "what was said would be lost in the translation",
                "write it in words".into(),
            ),
            Self::TranslationOfNothing { pointer, near } => message(
                "translation-of-nothing",
                format!("`{pointer}` points at nothing in the document"),
                "the translation would be lost",
                suggest(near, "correct the pointer, as in `/positions/0/text`, or remove it"),
            ),
            Self::TranslationOfNoText { pointer } => message(
                "translation-of-no-text",
                if pointer.is_empty() {
                    "an empty pointer means the whole document".to_owned()
                } else {
                    format!("`{pointer}` is no text that may be translated")
                },
                "a translation would change a code, id, date, amount, address or name, or somebody's exact words",
                "remove it".into(),
            ),
            Self::StaleTranslation => message(
                "stale-translation",
                "the text in `of` is no longer the original".into(),
                "readers of this language are shown the original instead",
                "translate it anew, and set `of` to what stands there now".into(),
            ),
            Self::CorrectionOfNothing { pointer, near } => message(
                "correction-of-nothing",
                if pointer.is_empty() {
                    "an empty pointer means the whole document".to_owned()
                } else {
                    format!("`{pointer}` points at nothing in the document")
                },
                "readers could not be shown what was corrected",
                suggest(near, "point at what stands there now, as in `/contracts/0/title`"),
            ),
            Self::CorrectionOfHidden { pointer } => message(
                "correction-of-hidden",
                format!("`{pointer}` is never shown"),
                "readers could not be shown what was corrected",
                "point at what they read, as in `/contracts/0/title`".into(),
            ),
        }
    }
}
