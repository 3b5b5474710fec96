//! Contracts of a story that are about one award each of a record: that whose suppliers they name.

use super::{
    Identified, Options, Verification, VerifyError, parties, read_official, to_import, verify,
};
use crate::model::{Contract, Story};
use crate::ocds::Record;
use crate::ocds::import::{self, Award};

/// How many awards are told apart by their suppliers. Each is read as a draft of its own, which takes
/// minutes for a framework with thousands.
const MAX_AWARDS: usize = 100;

/// Compares a record with each contract of a story that it is about.
///
/// Contracts of one contracting process, such as those of its lots, are told apart by their suppliers: a
/// contract is compared with the only award of which they are all the suppliers, if no other contract has
/// the same. Those that remain are an error of their own, behind the comparisons. A story may have the
/// contract of one of several awards alone: it is compared with all of them only if it is of no such award.
pub fn verify_each(
    story: &Story,
    record: &Record,
    options: &Options<'_>,
) -> Vec<Result<Verification, VerifyError>> {
    let ids = match verify(story, record, options) {
        Err(VerifyError::Unclear(ids)) if options.award.is_none() => ids,
        Ok(whole) if options.award.is_none() => {
            let alone = verify_alone(story, record, options, whole.contract);
            return vec![alone.unwrap_or(Ok(whole))];
        }
        result => return vec![result],
    };
    let is_meant =
        |contract: &&Contract| is_named(contract) && ids.iter().any(|id| *contract.id == **id);
    let contracts: Vec<_> = story.contracts.iter().filter(is_meant).collect();
    let awards = list_awards(record, options);
    let pairs = match_awards(story, &contracts, record, &awards, options);
    let mut results: Vec<_> = pairs
        .iter()
        .map(|(contract, award)| verify_award(story, record, options, contract, award))
        .collect();
    let is_paired = |id: &String| pairs.iter().any(|(contract, _)| *contract.id == **id);
    let rest: Vec<_> = ids.into_iter().filter(|id| !is_paired(id)).collect();
    if !rest.is_empty() {
        results.push(Err(VerifyError::Unclear(rest)));
    }
    results
}

/// Compares a contract with one of several awards of the record, if it has the suppliers of this one and
/// not those of all.
fn verify_alone(
    story: &Story,
    record: &Record,
    options: &Options<'_>,
    position: usize,
) -> Option<Result<Verification, VerifyError>> {
    let ours = story.contracts.get(position).filter(|ours| is_named(ours))?;
    let awards = list_awards(record, options);
    if awards.len() < 2 {
        return None;
    }
    let official = read_official(record, options).ok()?;
    let whole = official.contracts.first()?;
    if parties::has_same_suppliers(story, ours, &official, whole) {
        return None;
    }
    let pairs = match_awards(story, &[ours], record, &awards, options);
    let (ours, award) = pairs.first()?;
    Some(verify_award(story, record, options, ours, award))
}

/// Whether a contract names what a record could be known by.
fn is_named(contract: &Contract) -> bool {
    contract.ocid.is_some() || !contract.notice_ids.is_empty()
}

/// Compares a contract with the award that its suppliers won.
fn verify_award(
    story: &Story,
    record: &Record,
    options: &Options<'_>,
    contract: &Contract,
    award: &str,
) -> Result<Verification, VerifyError> {
    let (contract, award) = (Some(&*contract.id), Some(award));
    let verification = verify(story, record, &Options { contract, award, ..options.clone() })?;
    Ok(Verification { identified: Identified::BySuppliers, ..verification })
}

/// Lists the awards that contracts may be of; none, of a record with more than [`MAX_AWARDS`].
fn list_awards(record: &Record, options: &Options<'_>) -> Vec<Award> {
    let awards = import::draft(record, &to_import(options)).awards;
    if awards.len() > MAX_AWARDS { Vec::new() } else { awards }
}

/// Pairs contracts with the names of awards, where there is no doubt.
fn match_awards<'s>(
    story: &Story,
    contracts: &[&'s Contract],
    record: &Record,
    awards: &[Award],
    options: &Options<'_>,
) -> Vec<(&'s Contract, String)> {
    // (contract, award) for each two with the same suppliers.
    let mut matches = Vec::new();
    for award in awards {
        let options = Options { award: Some(&award.name), ..options.clone() };
        let Ok(official) = read_official(record, &options) else { continue };
        let Some(theirs) = official.contracts.first() else { continue };
        let same = contracts
            .iter()
            .enumerate()
            .filter(|(_, ours)| parties::has_same_suppliers(story, ours, &official, theirs));
        matches.extend(same.map(|(position, _)| (position, award.name.clone())));
    }
    matches.sort_by_key(|(position, _)| *position);
    let is_only = |(position, award): &&(usize, String)| {
        let others = matches.iter().filter(|(other, name)| other == position || name == award);
        others.count() == 1
    };
    let only = matches.iter().filter(is_only);
    only.filter_map(|(position, award)| Some((*contracts.get(*position)?, award.clone()))).collect()
}
