//! What somebody who uses a notice should know of how it was read.

use std::fmt;

/// Something that was left out of the release or taken in another way than it may seem.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Note {
    /// An element that no known field of eForms is at. Newer versions of eForms have such.
    UnknownElement {
        /// Its path.
        path: String,
        /// How often it occurs.
        count: usize,
    },
    /// A winner or tenderer who is a natural person (BT-633), and is not named.
    NaturalPerson {
        /// The id of the party in the release.
        party: String,
    },
    /// Elements with names, addresses or numbers of people, which were not read.
    PersonalData {
        /// How many they are.
        count: usize,
    },
    /// A value that its type does not allow.
    Unreadable {
        /// The path of the element.
        path: String,
        /// Its text.
        text: String,
    },
    /// A code that its code list does not have.
    UnknownCode {
        /// The business term, as in `BT-105`.
        business_term: &'static str,
        /// The code.
        code: String,
    },
    /// A reference to a part of the notice that is not there.
    NoSuchPart {
        /// The path of the reference.
        path: String,
        /// The id that it names.
        id: String,
    },
    /// A text that is not in the language of the release.
    OtherLanguage {
        /// The path of the text.
        path: String,
        /// The language that it is in.
        lang: String,
    },
    /// A part of a planning notice, of which OCDS for eForms would make a planning process of its
    /// own.
    SeveralParts {
        /// How many parts there are.
        count: usize,
    },
    /// A lot that several tenders won: the award has no value, since values are not added up.
    SeveralWinningTenders {
        /// The id of the award.
        award: String,
        /// How many tenders won.
        count: usize,
    },
    /// A lot that is awarded without a contract, and of whose tenders nobody says which won.
    WinnerNotSaid {
        /// The id of the award.
        award: String,
    },
    /// A value (BT-720) in a notice of a modification: that of the modification, not of the
    /// contract.
    ModificationValue {
        /// The id of the tender.
        tender: String,
    },
    /// A value that the notice holds, but that may not be published yet (BT-195 to BT-198).
    Withheld {
        /// The id of the item in `withheldInformation`.
        item: String,
        /// The day from which it may be published, as it is written, if that is said.
        until: Option<String>,
    },
    /// A value that was withheld at first, and that TED has published since.
    Disclosed {
        /// The id of the item, as it would be in `withheldInformation`.
        item: String,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownElement { path, count: 1 } => write!(
                f,
                "{path}: this element is not known here, so nothing was taken from it; look in the \
                 notice whether it matters"
            ),
            Self::UnknownElement { path, count } => write!(
                f,
                "{path}: these {count} elements are not known here, so nothing was taken from \
                 them; look in the notice whether they matter"
            ),
            Self::NaturalPerson { party } => write!(
                f,
                "{party}: the notice says that this is a natural person (BT-633); the name was not \
                 read, since a box names people only if an editor decides so"
            ),
            Self::PersonalData { count: 1 } => f.write_str(
                "one element with a name, an address or a number of somebody was not read",
            ),
            Self::PersonalData { count } => write!(
                f,
                "{count} elements with names, addresses or numbers of people were not read"
            ),
            Self::Unreadable { path, text } => write!(
                f,
                "{path}: “{text}” is not what this element should hold, so it was left out; look \
                 it up in the notice"
            ),
            Self::UnknownCode { business_term, code } => write!(
                f,
                "{business_term}: the code `{code}` is not in its code list, so it was left out; \
                 look up in the notice what it means"
            ),
            Self::NoSuchPart { path, id } => write!(
                f,
                "{path}: the notice has no `{id}`, so what it stands for is not known; look it up \
                 on the notice’s page on TED"
            ),
            Self::OtherLanguage { path, lang } => write!(
                f,
                "{path}: this text is only in `{lang}`, which is not the language of the others; \
                 translate it"
            ),
            Self::SeveralParts { count } => write!(
                f,
                "the notice plans {count} procedures, which are lots here; each may become a \
                 contract of its own"
            ),
            Self::SeveralWinningTenders { award, count } => write!(
                f,
                "{award}: {count} tenders won this lot, so the award has no value; their values \
                 are in `bids` and, of a contract with one tender, in `contracts`, and are not to be \
                 added up without a source that does"
            ),
            Self::WinnerNotSaid { award } => write!(
                f,
                "{award}: a winner was chosen, but no contract says which of the tenders won, so \
                 no supplier is named; look it up on the notice’s page on TED"
            ),
            Self::ModificationValue { tender } => write!(
                f,
                "{tender}: in a notice of a modification, the value is that of the modification \
                 (BT-720), so it is not given as the value of the contract"
            ),
            Self::Withheld { item, until: Some(day) } => write!(
                f,
                "{item}: the notice holds this value, but says that it is not public before {day}, \
                 and it is not the published notice; the value was left out"
            ),
            Self::Withheld { item, until: None } => write!(
                f,
                "{item}: the notice holds this value, but says that it is not public, and it is \
                 not the published notice; the value was left out"
            ),
            Self::Disclosed { item } => write!(
                f,
                "{item}: the notice was first published without this value; TED has added it since"
            ),
        }
    }
}
