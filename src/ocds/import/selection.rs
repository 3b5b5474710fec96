//! The awards and contracts of a record that a draft is about: all of them, or one award that the
//! editor names.

use super::super::record::Record;
use super::node::Node;

/// The awards and contracts that a draft is about.
pub(super) struct Selection<'a> {
    pub(super) awards: Vec<Node<'a>>,
    pub(super) contracts: Vec<Node<'a>>,
    /// The awards that came to nothing, beside others that did not.
    pub(super) dropped: Vec<Node<'a>>,
    /// How many awards there are of which the record says no more than that they were changed.
    pub(super) deltas: usize,
    /// Whether these are all that the record has, and not one award that the editor chose of several.
    pub(super) is_all: bool,
}

impl<'a> Selection<'a> {
    /// Selects the award with an id and its contracts, or all.
    ///
    /// A notice of changes lists awards of which it says nothing else: these are not awards that the
    /// record describes, and are left out.
    pub(super) fn new(release: &Node<'a>, award: Option<&str>) -> Self {
        let (awards, deltas): (Vec<_>, Vec<_>) =
            release.items("awards").into_iter().partition(is_described);
        let is_chosen = |id: Option<&str>| award.is_none() || id == award;
        let is_all = awards.iter().all(|node| is_chosen(node.text("id")));
        let awards: Vec<_> = awards.into_iter().filter(|node| is_chosen(node.text("id"))).collect();
        // Nobody supplies anything under an award that was cancelled or that nobody won. If there is
        // no other, it says what became of the contract.
        let (gone, standing): (Vec<_>, Vec<_>) = awards.into_iter().partition(has_come_to_nothing);
        let (awards, dropped) =
            if standing.is_empty() { (gone, Vec::new()) } else { (standing, gone) };
        let is_dropped = |id: Option<&str>| {
            let has_id = |award: &Node<'_>| id.is_some() && award.text("id") == id;
            dropped.iter().any(has_id) && !awards.iter().any(has_id)
        };
        let contracts: Vec<_> = release
            .items("contracts")
            .into_iter()
            .filter(|node| is_chosen(node.text("awardID")) && !is_dropped(node.text("awardID")))
            .collect();
        Self { awards, contracts, dropped, deltas: deltas.len(), is_all }
    }

    /// The suppliers of the awards, or else of the contracts, in their order.
    pub(super) fn suppliers(&self) -> Vec<Node<'a>> {
        let of_awards: Vec<_> =
            self.awards.iter().flat_map(|award| award.items("suppliers")).collect();
        if !of_awards.is_empty() {
            return of_awards;
        }
        // A notice of a change may name them in the contracts alone.
        self.contracts.iter().flat_map(|contract| contract.items("suppliers")).collect()
    }

    /// The award of a contract.
    /// Two notices may number two awards alike, which are kept apart: then it is the one of the same
    /// notice.
    pub(super) fn award_of(&self, contract: &Node<'_>, record: &Record) -> Option<&Node<'a>> {
        let id = contract.text("awardID")?;
        let mut awards = self.awards.iter().filter(|award| award.text("id") == Some(id));
        let notice = record.notice_of(contract.pointer());
        let first = awards.clone().next();
        awards.find(|award| record.notice_of(award.pointer()) == notice).or(first)
    }
}

/// Whether an award was cancelled, or nobody won it.
fn has_come_to_nothing(award: &Node<'_>) -> bool {
    matches!(award.text("status"), Some("cancelled" | "unsuccessful"))
}

/// Whether a record says anything of an award but that it was changed.
fn is_described(award: &Node<'_>) -> bool {
    // Of one whose winner is withheld, the lot is all that there is.
    ["status", "value", "date", "title", "description", "contractPeriod", "relatedLots"]
        .iter()
        .any(|key| award.get(key).is_some())
        || !award.items("suppliers").is_empty()
}
