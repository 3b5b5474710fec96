//! Why a story could not be compiled.

use std::fmt;

use crate::model::TranslationError;

/// Why a story could not be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CompileError {
    /// The story has no contract.
    NoContract,
    /// The story cannot be shown in a language.
    Translation {
        /// The language that was asked for.
        lang: String,
        /// What is wrong with its translation.
        error: TranslationError,
    },
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoContract => f.write_str("contracts: empty; there is nothing to show"),
            Self::Translation { lang, error: TranslationError::NoSuchLanguage } => {
                write!(f, "translations.{lang}: missing; the story cannot be shown in `{lang}`")
            }
            Self::Translation { lang, error: error @ TranslationError::NotAText { .. } } => {
                write!(f, "translations.{lang}: {error}; it would be lost")
            }
            Self::Translation { lang, error } => write!(f, "translations.{lang}: {error}"),
        }
    }
}

impl std::error::Error for CompileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NoContract => None,
            Self::Translation { error, .. } => Some(error),
        }
    }
}
