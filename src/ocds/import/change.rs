//! Which amounts a notice of a change gave, and what they were before. A notice that corrects another
//! changes no contract.

use std::collections::{BTreeSet, HashMap};

use super::super::record::Record;
use super::documents::NoticeDocument;
use super::node::Node;
use super::notice_type::NoticeType;
use super::values::read_amount;

/// The notices of a change (UK10) in a record.
pub(super) struct Changes<'a> {
    record: &'a Record,
    /// The positions of those of a contract, by the JSON pointer to it.
    notices: HashMap<String, Vec<usize>>,
    /// The position of the first release with the id of each: a notice that is corrected under its own
    /// id is the same notice.
    firsts: Vec<usize>,
}

/// A change of an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change<'a> {
    /// The position of the notice of the change.
    pub(super) notice: usize,
    /// What the amount was before. `None` if no notice gave one.
    pub(super) before: Option<Before<'a>>,
}

/// An amount before a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Before<'a> {
    /// The amount, as it is written.
    pub(super) amount: &'a str,
    /// The currency, as it is written.
    pub(super) currency: &'a str,
    /// The position of the notice that gave it first.
    pub(super) notice: usize,
    /// Whether a notice of a change gave it. If not, it is the one that was signed.
    pub(super) is_changed: bool,
}

/// An amount, and since which notice the record has had it.
#[derive(Clone, Copy, Debug)]
struct Version<'a> {
    amount: Option<&'a str>,
    currency: Option<&'a str>,
    since: usize,
}

impl<'a> Changes<'a> {
    pub(super) fn new(record: &'a Record, notices: &[NoticeDocument<'_>]) -> Self {
        let mut by_id = HashMap::new();
        let releases = record.notices().iter().enumerate();
        let firsts = releases.map(|(position, release)| match release.id.as_deref() {
            Some(id) => *by_id.entry(id).or_insert(position),
            None => position,
        });
        let firsts: Vec<_> = firsts.collect();
        let mut changes: HashMap<_, Vec<_>> = HashMap::new();
        for notice in notices.iter().filter(|it| it.notice_type == Some(NoticeType::Uk10)) {
            let place = notice.node.get("noticeType");
            let position = place.and_then(|place| record.first_notice_of(place.pointer()));
            let contract = notice.node.pointer().rsplit_once("/documents/");
            if let (Some(position), Some((contract, _))) = (position, contract) {
                changes.entry(contract.to_owned()).or_default().push(position);
            }
        }
        Self { record, notices: changes, firsts }
    }

    /// Finds the change by which a contract got the amount that it has at a key of its value. `None` if
    /// the amount is the one that was signed, as published or as corrected.
    pub(super) fn find(&self, contract: &Node<'_>, key: &str) -> Option<Change<'a>> {
        let own = self.notices.get(contract.pointer())?;
        let value = contract.get("value")?;
        let amounts = self.list_texts(&value.get(key)?);
        let currencies = value.get("currency").map(|node| self.list_texts(&node));
        let versions = list_versions(&amounts, &currencies.unwrap_or_default());
        let (now, earlier) = versions.split_last()?;
        let is_change = |position: usize| own.iter().any(|notice| self.is_same(*notice, position));
        if !is_change(now.since) {
            return None;
        }
        let before = earlier.iter().rev().find(|version| !self.is_same(version.since, now.since));
        let before = before.and_then(|version| {
            Some(Before {
                amount: version.amount?,
                currency: version.currency?,
                notice: version.since,
                is_changed: is_change(version.since),
            })
        });
        Some(Change { notice: now.since, before })
    }

    /// Whether the notice of a change is the first that has had something as it is.
    pub(super) fn is_from(&self, node: &Node<'_>, change: &Change<'_>) -> bool {
        let notice = self.record.first_notice_of(node.pointer());
        notice.is_some_and(|notice| self.is_same(notice, change.notice))
    }

    /// Whether the releases at two positions are of one notice.
    fn is_same(&self, one: usize, other: usize) -> bool {
        let first = |position| self.firsts.get(position).copied().unwrap_or(position);
        first(one) == first(other)
    }

    /// Lists the texts that have stood at a place, the oldest first, each with the position of the
    /// first notice that has it.
    fn list_texts(&self, node: &Node<'_>) -> Vec<(usize, Option<&'a str>)> {
        let mut values = self.record.earlier_values(node.pointer());
        let now = self.record.release().pointer(node.pointer());
        values.extend(self.record.first_notice_of(node.pointer()).zip(now));
        values.into_iter().map(|(since, value)| (since, value.as_text_or_number())).collect()
    }
}

/// Lists the amounts with their currencies, the oldest first. Those that follow each other differ.
fn list_versions<'a>(
    amounts: &[(usize, Option<&'a str>)],
    currencies: &[(usize, Option<&'a str>)],
) -> Vec<Version<'a>> {
    let positions: BTreeSet<_> =
        amounts.iter().chain(currencies).map(|(since, _)| *since).collect();
    let text_at = |texts: &[(usize, Option<&'a str>)], position: usize| {
        texts.iter().rev().find(|(since, _)| *since <= position).and_then(|(_, text)| *text)
    };
    let mut versions: Vec<Version<'a>> = Vec::new();
    for since in positions {
        let (amount, currency) = (text_at(amounts, since), text_at(currencies, since));
        // An amount may be written in several ways, as 1000 and 1000.00.
        let is_same = |known: &Version<'_>| {
            known.currency == currency && known.amount.map(read_amount) == amount.map(read_amount)
        };
        if !versions.last().is_some_and(is_same) {
            versions.push(Version { amount, currency, since });
        }
    }
    versions
}
