//! Which amounts a notice of a change gave, and what they were before. A notice that corrects another
//! changes no contract.

use std::collections::BTreeSet;

use super::super::record::Record;
use super::documents::NoticeDocument;
use super::node::Node;
use super::notice_type::NoticeType;
use super::values::read_figure;

/// The notices of a change (UK10) in a record.
pub(super) struct Changes<'a> {
    record: &'a Record,
    /// The notices, each as the JSON pointer to it among the documents of its contract, and as the
    /// position of the release that published it.
    notices: Vec<(String, usize)>,
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
        let changes = notices.iter().filter(|notice| notice.notice_type == Some(NoticeType::Uk10));
        let notices = changes.filter_map(|notice| {
            let place = notice.node.get("noticeType")?;
            Some((place.pointer().to_owned(), record.first_notice_of(place.pointer())?))
        });
        Self { record, notices: notices.collect() }
    }

    /// Finds the change by which a contract got the amount that it has at a key of its value. `None` if
    /// the amount is the one that was signed, as published or as corrected.
    pub(super) fn find(&self, contract: &Node<'_>, key: &str) -> Option<Change<'a>> {
        let value = contract.get("value")?;
        let amounts = self.list_texts(&value.get(key)?);
        let currencies = value.get("currency").map(|node| self.list_texts(&node));
        let versions = list_versions(&amounts, &currencies.unwrap_or_default());
        let (now, earlier) = versions.split_last()?;
        let is_change = |position: usize| {
            let own = format!("{}/", contract.pointer());
            let mut notices = self.notices.iter();
            notices.any(|(place, notice)| *notice == position && place.starts_with(&own))
        };
        if !is_change(now.since) {
            return None;
        }
        let before = earlier.last().and_then(|version| {
            Some(Before {
                amount: version.amount?,
                currency: version.currency?,
                notice: version.since,
                is_changed: is_change(version.since),
            })
        });
        Some(Change { notice: now.since, before })
    }

    /// Returns the position of the notice that first had something as it is.
    pub(super) fn first_notice_of(&self, node: &Node<'_>) -> Option<usize> {
        self.record.first_notice_of(node.pointer())
    }

    /// Lists the texts that have stood at a place, the oldest first, each with the position of the
    /// first notice that has it.
    fn list_texts(&self, node: &Node<'_>) -> Vec<(usize, Option<&'a str>)> {
        let mut values = self.record.earlier_values(node.pointer());
        let now = self.record.release().pointer(node.pointer());
        values.extend(self.first_notice_of(node).zip(now));
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
            known.currency == currency && known.amount.map(read_figure) == amount.map(read_figure)
        };
        if !versions.last().is_some_and(is_same) {
            versions.push(Version { amount, currency, since });
        }
    }
    versions
}
