//! What belongs together in a record: the lots, bids, awards and contracts, found by their ids.
//!
//! A notice has hundreds of lots, and each is asked for by several others.

use std::collections::{HashMap, HashSet};

use super::node::Node;
use super::selection::Selection;
use super::text::fit_text;

/// The longest name of a part, in characters.
const MAX_NAME: usize = 80;

/// The parts of what a draft is about, by their ids.
pub(super) struct Parts<'s, 'a> {
    lots: HashMap<&'a str, Node<'a>>,
    /// How many awards of the record, whether the draft is about them or not, are of each lot.
    award_counts_of_lots: HashMap<&'a str, usize>,
    /// Whether the draft is about the lots that no award names.
    has_unnamed_lots: bool,
    bids: HashMap<&'a str, Node<'a>>,
    /// The ids of all awards of the record, whether the draft is about them or not.
    award_ids: HashSet<&'a str>,
    awards: HashMap<&'a str, Vec<&'s Node<'a>>>,
    awards_of_lots: HashMap<&'a str, Vec<&'s Node<'a>>>,
    /// The contracts of each award, by the JSON pointer to it.
    contracts_of_awards: HashMap<&'s str, Vec<&'s Node<'a>>>,
    owners_of_bids: HashMap<&'a str, Vec<&'s Node<'a>>>,
}

impl<'s, 'a> Parts<'s, 'a> {
    pub(super) fn new(release: &Node<'a>, selection: &'s Selection<'a>) -> Self {
        let list = |key: &str, list: &str| {
            let items = release.get(key).map(|owner| owner.items(list)).unwrap_or_default();
            items.into_iter().filter_map(|item| Some((item.peek_text("id")?, item)))
        };
        let mut parts = Self {
            lots: list("tender", "lots").collect(),
            award_counts_of_lots: HashMap::new(),
            has_unnamed_lots: selection.is_all
                || selection.awards.iter().any(|award| award.items("relatedLots").is_empty()),
            bids: list("bids", "details").collect(),
            award_ids: HashSet::new(),
            awards: HashMap::new(),
            awards_of_lots: HashMap::new(),
            contracts_of_awards: HashMap::new(),
            owners_of_bids: HashMap::new(),
        };
        for award in release.items("awards") {
            parts.award_ids.extend(award.text("id"));
            for lot in list_texts(&award, "relatedLots") {
                *parts.award_counts_of_lots.entry(lot).or_default() += 1;
            }
        }
        for contract in &selection.contracts {
            for award in selection.awards_of(contract) {
                parts.contracts_of_awards.entry(award.pointer()).or_default().push(contract);
            }
            for bid in list_texts(contract, "relatedBids") {
                parts.owners_of_bids.entry(bid).or_default().push(contract);
            }
        }
        for award in &selection.awards {
            for lot in list_texts(award, "relatedLots") {
                parts.awards_of_lots.entry(lot).or_default().push(award);
            }
            // The bids of the contracts won. Those of the award are meant only where contracts name
            // none.
            let has_bids = |contract: &&Node<'a>| !contract.items("relatedBids").is_empty();
            if !parts.contracts_of(award).iter().any(has_bids) {
                for bid in list_texts(award, "relatedBids") {
                    parts.owners_of_bids.entry(bid).or_default().push(award);
                }
            }
            if let Some(id) = award.text("id") {
                parts.awards.entry(id).or_default().push(award);
            }
        }
        parts
    }

    /// Whether the record has an award with an id, be it one that the draft is not about.
    pub(super) fn has_award(&self, id: &str) -> bool {
        self.award_ids.contains(id)
    }

    /// The awards of the draft with an id: notices may number two alike.
    pub(super) fn awards(&self, id: &str) -> &[&'s Node<'a>] {
        self.awards.get(id).map_or(&[], Vec::as_slice)
    }

    /// The awards of the draft that are of a lot.
    pub(super) fn awards_of_lot(&self, id: &str) -> &[&'s Node<'a>] {
        self.awards_of_lots.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether the draft is about a lot of the tender, and not only others are.
    pub(super) fn has_lot(&self, lot: &Node<'a>) -> bool {
        let count = lot.peek_text("id").and_then(|id| self.award_counts_of_lots.get(id));
        match count {
            Some(_) => self.count_awards_of(lot) > 0,
            None => self.has_unnamed_lots,
        }
    }

    /// Whether the draft is about every award of a lot.
    pub(super) fn has_whole_lot(&self, lot: &Node<'a>) -> bool {
        let count = lot.peek_text("id").and_then(|id| self.award_counts_of_lots.get(id));
        count.is_some_and(|count| *count == self.count_awards_of(lot))
    }

    fn count_awards_of(&self, lot: &Node<'a>) -> usize {
        lot.peek_text("id").map_or(0, |id| self.awards_of_lot(id).len())
    }

    /// The contracts of an award, as far as it is clear that they are its own.
    pub(super) fn contracts_of(&self, award: &Node<'a>) -> &[&'s Node<'a>] {
        self.contracts_of_awards.get(award.pointer()).map_or(&[], Vec::as_slice)
    }

    /// The bid with an id.
    pub(super) fn bid(&self, id: &str) -> Option<&Node<'a>> {
        self.bids.get(id)
    }

    /// The contracts that came of a bid or, where there are none, the awards.
    pub(super) fn owners_of_bid(&self, id: &str) -> &[&'s Node<'a>] {
        self.owners_of_bids.get(id).map_or(&[], Vec::as_slice)
    }

    /// Names what a contract or award is for among several: by its title, or by that of its lot.
    pub(super) fn name(&self, owner: &Node<'a>) -> Option<String> {
        let lot = owner.items("relatedLots").into_iter().next();
        let lot = lot.and_then(|lot| self.lots.get(lot.as_text()?)).inspect(|lot| {
            lot.text("id");
        });
        let title = owner.text("title").or_else(|| lot?.text("title"));
        title.map(|title| fit_text(title, MAX_NAME))
    }
}

fn list_texts<'a>(owner: &Node<'a>, key: &str) -> Vec<&'a str> {
    owner.items(key).iter().filter_map(Node::as_text).collect()
}
