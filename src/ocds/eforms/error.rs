//! Why a notice cannot be read.

use std::error::Error;
use std::fmt;

/// Why a text is no notice that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EFormsError {
    /// It is larger than any notice.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The largest size that is read.
        limit: usize,
    },
    /// It is not XML, or XML with a document type.
    NotXml {
        /// The line where it is not, from 1.
        line: u32,
        /// The character in that line, from 1.
        column: u32,
        /// What is wrong there.
        cause: String,
    },
    /// Elements are nested deeper than in any notice.
    TooDeep {
        /// How many levels are read.
        limit: usize,
    },
    /// It is a notice in the schema of TED that eForms replaced, such as R2.0.9.
    OldSchema,
    /// It is a notice about the registration of a company (X01, X02), and about no contract.
    CompanyRegistration,
    /// It is XML of another kind.
    OtherRoot {
        /// The name of its root element.
        name: String,
    },
    /// The notice names neither itself (BT-701) nor its procedure (BT-04).
    NoIdentifier,
    /// The notice is not in the language that was asked for.
    NotInLanguage {
        /// The language that was asked for.
        lang: String,
        /// The languages of the notice, its main one first.
        has: Vec<String>,
    },
}

impl fmt::Display for EFormsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes, limit } => write!(
                f,
                "the notice has {bytes} bytes, and at most {limit} are read; no notice on TED is \
                 so large: check that this is one notice and not a package of many"
            ),
            Self::NotXml { line, column, cause } => write!(
                f,
                "{line}:{column}: this is not XML as notices have it: {cause}; download the notice \
                 again from TED, as XML"
            ),
            Self::TooDeep { limit } => write!(
                f,
                "elements are nested more than {limit} levels deep, which no notice has; download \
                 the notice again from TED, as XML"
            ),
            Self::OldSchema => f.write_str(
                "TED_EXPORT: this notice is in TED’s schema before eForms (until 2023), which is \
                 not read; write its facts into the story, with the notice as their source, or \
                 look for a later notice of the same contract",
            ),
            Self::CompanyRegistration => f.write_str(
                "BusinessRegistrationInformationNotice: this notice registers a company (X01 or \
                 X02) and is about no contract, so there is nothing to take from it",
            ),
            Self::OtherRoot { name } => write!(
                f,
                "{name}: this is no notice of TED; one starts with ContractNotice, \
                 ContractAwardNotice or PriorInformationNotice: download it from its page on TED, \
                 as XML"
            ),
            Self::NoIdentifier => f.write_str(
                "cbc:ID, cbc:ContractFolderID: the notice names neither itself nor its procedure, \
                 so no other notice could be matched with it; it is a draft: download the \
                 published one from TED",
            ),
            Self::NotInLanguage { lang, has } => write!(
                f,
                "the notice is not in `{lang}`; it is in {}: choose one of these",
                has.iter().map(|lang| format!("`{lang}`")).collect::<Vec<_>>().join(", ")
            ),
        }
    }
}

impl Error for EFormsError {}
