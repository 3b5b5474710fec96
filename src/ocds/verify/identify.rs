//! Which contract of a story a record is about.

use std::fmt;

use crate::model::{Contract, Story};

/// How many awards, contracts or notices a message names.
const MAX_NAMED: usize = 10;

/// How the contract of a record was found in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identified {
    /// Both have the same Open Contracting ID.
    ByOcid,
    /// A notice of the record is among those of the contract.
    ByNotice,
    /// The story has only this contract, which names neither an Open Contracting ID nor a notice.
    ByPlace,
    /// Of the contracts with its Open Contracting ID or notice, it alone has the suppliers of an award, and
    /// of this one alone.
    BySuppliers,
    /// The editor has named it, and it names neither that the record could be known by.
    ByChoice,
}

/// Why a story cannot be compared with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum VerifyError {
    /// No contract of the story is the one that the record is about.
    OtherContract {
        /// The Open Contracting ID of the record.
        record: String,
        /// What the story's contracts name: Open Contracting IDs or, without any, notices.
        story: Vec<String>,
    },
    /// Several contracts of the story may be the one that the record is about: these, by their ids.
    Unclear(Vec<String>),
    /// The story has no contract with the id that was chosen.
    NoContract {
        /// The id.
        contract: String,
        /// Those of the story's contracts.
        known: Vec<String>,
    },
    /// The record has no award with the id that was chosen.
    NoAward {
        /// The id.
        award: String,
        /// Those of the record's awards.
        known: Vec<String>,
    },
    /// The record has several awards with the id that was chosen.
    SeveralAwards {
        /// The id.
        award: String,
        /// What to name each of them by.
        known: Vec<String>,
    },
    /// The record cannot be read as a draft: a fault of this program.
    Unreadable(String),
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherContract { record, story } => write!(
                f,
                "the record is of the contracting process {record}, and the story names {}; nothing was \
                 compared; name the notices of the story's contract",
                list_some(story)
            ),
            Self::Unclear(contracts) if contracts.len() == 1 => write!(
                f,
                "it is not clear which award of the record the contract {} is; it was not compared; name it \
                 with --contract, and its award with --award",
                list_some(contracts)
            ),
            Self::Unclear(contracts) => write!(
                f,
                "the record may be of any of the contracts {}; none of them was compared; name one with \
                 --contract and, if the record has several awards, its award with --award",
                list_some(contracts)
            ),
            Self::NoContract { contract, known } => write!(
                f,
                "the story has no contract `{contract}`; nothing was compared; name one of {}",
                list_some(known)
            ),
            Self::NoAward { award, known } if known.is_empty() => write!(
                f,
                "the record has no awards, so none is `{award}`; nothing was compared; leave out --award"
            ),
            Self::NoAward { award, known } => write!(
                f,
                "the record has no award `{award}`; nothing was compared; name one of {}",
                list_some(known)
            ),
            Self::SeveralAwards { award, known } => write!(
                f,
                "the record has {} awards `{award}`; nothing was compared; name one of {}",
                known.len(),
                list_some(known)
            ),
            Self::Unreadable(what) => {
                write!(f, "{what}; nothing was compared; report this fault")
            }
        }
    }
}

impl std::error::Error for VerifyError {}

/// Lists the first of several names, and says how many there are.
fn list_some(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(MAX_NAMED).map(String::as_str).collect();
    let rest = names.len().saturating_sub(shown.len());
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", shown.join(", "))
}

/// Finds the contract of the story that the record is about: that of this id or, if none is chosen, the
/// only one that names what the record names.
pub(super) fn identify(
    story: &Story,
    theirs: &Contract,
    chosen: Option<&str>,
) -> Result<(usize, Identified), VerifyError> {
    let contracts: Vec<_> = story.contracts.iter().enumerate().collect();
    let ocid = theirs.ocid.as_deref();
    let has_ocid = |ours: &Contract| ocid.is_some() && ours.ocid.as_deref() == ocid;
    let has_notice =
        |ours: &Contract| ours.notice_ids.iter().any(|id| theirs.notice_ids.contains(id));
    let is_nameless = |ours: &Contract| ours.ocid.is_none() && ours.notice_ids.is_empty();
    if let Some(chosen) = chosen {
        let found = contracts.iter().find(|(_, ours)| *ours.id == *chosen);
        let Some((position, ours)) = found else {
            let known = list_ids(&contracts);
            return Err(VerifyError::NoContract { contract: chosen.to_owned(), known });
        };
        return match (has_ocid(ours), has_notice(ours), ours.ocid.is_some()) {
            (true, _, _) => Ok((*position, Identified::ByOcid)),
            (_, true, _) => Ok((*position, Identified::ByNotice)),
            (_, _, false) => Ok((*position, Identified::ByChoice)),
            (_, _, true) => Err(name_others(&contracts, ocid)),
        };
    }
    let list = |is_same: &dyn Fn(&Contract) -> bool| -> Vec<_> {
        contracts.iter().filter(|(_, ours)| is_same(ours)).copied().collect()
    };
    let of_ocid = (list(&has_ocid), Identified::ByOcid);
    let of_notice = (list(&has_notice), Identified::ByNotice);
    for (found, identified) in [of_ocid, of_notice] {
        match found.as_slice() {
            [] => {}
            [(position, _)] => return Ok((*position, identified)),
            _ => return Err(VerifyError::Unclear(list_ids(&found))),
        }
    }
    match contracts.as_slice() {
        [(position, only)] if is_nameless(only) => Ok((*position, Identified::ByPlace)),
        _ if contracts.iter().all(|(_, ours)| is_nameless(ours)) => {
            Err(VerifyError::Unclear(list_ids(&contracts)))
        }
        _ => Err(name_others(&contracts, ocid)),
    }
}

fn list_ids(contracts: &[(usize, &Contract)]) -> Vec<String> {
    contracts.iter().map(|(_, contract)| contract.id.to_string()).collect()
}

/// Returns the error that the story names other contracts than the record.
fn name_others(contracts: &[(usize, &Contract)], ocid: Option<&str>) -> VerifyError {
    let mut story: Vec<_> =
        contracts.iter().filter_map(|(_, ours)| ours.ocid.as_deref()).map(str::to_owned).collect();
    if story.is_empty() {
        let notices = contracts.iter().flat_map(|(_, ours)| &ours.notice_ids);
        story = notices.map(|id| id.to_string()).collect();
        let word = if story.len() == 1 { "the notice" } else { "the notices" };
        if let Some(first) = story.first_mut() {
            *first = format!("{word} {first}");
        }
    }
    let record = ocid.unwrap_or("without an Open Contracting ID").to_owned();
    VerifyError::OtherContract { record, story }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_ten_awards_at_most() {
        let names = |count: usize| -> Vec<String> { (1..=count).map(|n| n.to_string()).collect() };
        assert_eq!(list_some(&names(2)), "1, 2");
        assert_eq!(list_some(&names(10)), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10");
        assert_eq!(list_some(&names(12)), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more");
    }
}
