//! Several contracts of a story that one record is about: each is the award whose suppliers it names.

use super::{
    Identified, Options, Verification, VerifyError, parties, read_official, to_import, verify,
};
use crate::model::{Contract, Story};
use crate::ocds::Record;
use crate::ocds::import;

/// Compares a record with each contract of a story that it is about.
///
/// Contracts of one contracting process, such as those of its lots, are told apart by their suppliers: a
/// contract is compared with the only award of which they are all the suppliers, if no other contract has
/// the same. Those that remain are an error of their own, behind the comparisons.
pub fn verify_each(
    story: &Story,
    record: &Record,
    options: &Options<'_>,
) -> Vec<Result<Verification, VerifyError>> {
    let ids = match verify(story, record, options) {
        Err(VerifyError::Unclear(ids)) if options.award.is_none() => ids,
        result => return vec![result],
    };
    let is_meant = |contract: &&Contract| {
        let is_named = contract.ocid.is_some() || !contract.notice_ids.is_empty();
        is_named && ids.iter().any(|id| *contract.id == **id)
    };
    let contracts: Vec<_> = story.contracts.iter().filter(is_meant).collect();
    let pairs = match_awards(story, &contracts, record, options);
    let verify_pair = |(contract, award): &(&Contract, String)| {
        let (contract, award) = (Some(&*contract.id), Some(award.as_str()));
        let verification = verify(story, record, &Options { contract, award, ..options.clone() })?;
        Ok(Verification { identified: Identified::BySuppliers, ..verification })
    };
    let mut results: Vec<_> = pairs.iter().map(verify_pair).collect();
    let is_paired = |id: &String| pairs.iter().any(|(contract, _)| *contract.id == **id);
    let rest: Vec<_> = ids.into_iter().filter(|id| !is_paired(id)).collect();
    if !rest.is_empty() {
        results.push(Err(VerifyError::Unclear(rest)));
    }
    results
}

/// Pairs contracts with the names of awards, where there is no doubt.
fn match_awards<'s>(
    story: &Story,
    contracts: &[&'s Contract],
    record: &Record,
    options: &Options<'_>,
) -> Vec<(&'s Contract, String)> {
    // (contract, award) for each two with the same suppliers.
    let mut matches = Vec::new();
    for award in import::draft(record, &to_import(options)).awards {
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
