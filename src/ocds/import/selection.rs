//! The awards and contracts of a record that a draft is about: all of them, or one award that the
//! editor names.

use std::collections::{HashMap, HashSet};

use super::super::record::Record;
use super::documents::{NoticeDocument, Section};
use super::node::Node;

/// Stands between the id of an award and that of the notice that announced it.
const AT: char = '@';

/// The awards and contracts that a draft is about.
pub(super) struct Selection<'a> {
    pub(super) awards: Vec<Node<'a>>,
    pub(super) contracts: Vec<Node<'a>>,
    /// The awards that came to nothing, beside others that did not.
    pub(super) dropped: Vec<Node<'a>>,
    /// The contracts of which nobody can tell whether they are of the award that the editor named.
    pub(super) unclear: Vec<Node<'a>>,
    /// How many awards there are of which the record says no more than that they were changed.
    pub(super) deltas: usize,
    /// Whether these are all that the record has, and not one award that the editor chose of several.
    pub(super) is_all: bool,
    /// What each contract is for, by the JSON pointer to it.
    purposes: HashMap<String, Purpose>,
}

/// The awards that a contract is for.
#[derive(Clone, Debug, Default)]
struct Purpose {
    /// The positions of those that the draft is about.
    awards: Vec<usize>,
    /// Whether it is for others, too, or perhaps is.
    has_others: bool,
}

impl<'a> Selection<'a> {
    /// Selects the award that an editor names and its contracts, or all. An award is named by its id or,
    /// where several have it, by its id and the notice that announced it, as in `1@000002-2026`.
    ///
    /// A notice of changes lists awards of which it says nothing else: these are not awards that the
    /// record describes, and are left out.
    pub(super) fn new(
        release: &Node<'a>,
        described: &Described<'a, '_>,
        award: Option<&str>,
    ) -> Self {
        let chosen = described.choose(award);
        let is_all = chosen.len() == described.awards.len();
        // Nobody supplies anything under an award that was cancelled or that nobody won. If there is
        // no other, it says what became of the contract.
        let (gone, standing): (Vec<_>, Vec<_>) = chosen
            .into_iter()
            .partition(|position| described.awards.get(*position).is_some_and(has_come_to_nothing));
        let (selected, dropped) =
            if standing.is_empty() { (gone, Vec::new()) } else { (standing, gone) };
        let mut selection = Self {
            awards: described.nodes(&selected),
            dropped: described.nodes(&dropped),
            contracts: Vec::new(),
            unclear: Vec::new(),
            deltas: described.deltas,
            is_all,
            purposes: HashMap::new(),
        };
        let positions: HashMap<_, _> =
            selected.iter().enumerate().map(|(position, known)| (*known, position)).collect();
        let dropped: HashSet<_> = dropped.into_iter().collect();
        for contract in release.items("contracts") {
            let found = described.find_awards(&contract);
            let is_of_dropped = !found.awards.is_empty()
                && !found.is_unclear
                && found.awards.iter().all(|position| dropped.contains(position));
            let own: Vec<_> =
                found.awards.iter().filter_map(|known| positions.get(known).copied()).collect();
            if is_of_dropped || award.is_some() && own.is_empty() {
                continue;
            }
            if award.is_some() && found.is_unclear {
                selection.unclear.push(contract);
                continue;
            }
            let has_others =
                found.is_unclear || found.has_unknown || own.len() < found.awards.len();
            let awards = if found.is_unclear { Vec::new() } else { own };
            let purpose = Purpose { awards, has_others };
            selection.purposes.insert(contract.pointer().to_owned(), purpose);
            selection.contracts.push(contract);
        }
        selection
    }

    /// The suppliers of the awards, in their order, and those that contracts alone name.
    pub(super) fn suppliers(&self) -> Vec<Node<'a>> {
        let mut suppliers: Vec<_> =
            self.awards.iter().flat_map(|award| award.items("suppliers")).collect();
        // A notice of a change may name them in the contracts alone, and a contract may be for an award
        // that the record does not describe.
        let is_alone = suppliers.is_empty();
        let contracts = self
            .contracts
            .iter()
            .filter(|contract| is_alone || self.is_all && self.has_other_purpose(contract));
        suppliers.extend(contracts.flat_map(|contract| contract.items("suppliers")));
        suppliers
    }

    /// The awards that a contract is for, as far as they are selected and it is clear which they are.
    pub(super) fn awards_of(&self, contract: &Node<'_>) -> Vec<&Node<'a>> {
        let purpose = self.purposes.get(contract.pointer());
        let positions = purpose.map(|purpose| purpose.awards.as_slice()).unwrap_or_default();
        positions.iter().filter_map(|position| self.awards.get(*position)).collect()
    }

    /// The suppliers of one contract: those that it names, or else those of the awards that it is for.
    pub(super) fn suppliers_of(&self, contract: &Node<'a>) -> Vec<Node<'a>> {
        let own = contract.items("suppliers");
        if !own.is_empty() || self.has_other_purpose(contract) {
            return own;
        }
        self.awards_of(contract).into_iter().flat_map(|award| award.items("suppliers")).collect()
    }

    /// Whether a notice is of what the draft is about, and not only of awards that the editor did not
    /// choose.
    pub(super) fn has_notice(&self, notice: &NoticeDocument<'_>) -> bool {
        let is_of_all = matches!(notice.section, Section::Planning | Section::Tender);
        let mut owners = self.awards.iter().chain(&self.contracts);
        self.is_all || is_of_all || owners.any(|owner| notice.is_of(owner))
    }

    /// Whether there is one award at most, and one contract at most.
    pub(super) fn is_one(&self) -> bool {
        self.awards.len() <= 1 && self.contracts.len() <= 1
    }

    /// Whether there is one contract, and it is for everything that the draft is about.
    pub(super) fn is_whole_contract(&self, contract: &Node<'_>) -> bool {
        let is_for_all = self.awards_of(contract).len() == self.awards.len()
            && !self.has_other_purpose(contract);
        self.contracts.len() == 1 && (self.awards.is_empty() || is_for_all)
    }

    /// Whether there is one award, and all contracts that the draft is about are for it.
    pub(super) fn is_whole_award(&self) -> bool {
        let is_for_it = |contract: &Node<'_>| {
            !self.awards_of(contract).is_empty() && !self.has_other_purpose(contract)
        };
        self.awards.len() == 1 && self.contracts.iter().all(is_for_it)
    }

    fn has_other_purpose(&self, contract: &Node<'_>) -> bool {
        self.purposes.get(contract.pointer()).is_some_and(|purpose| purpose.has_others)
    }
}

/// The awards that a record describes.
pub(super) struct Described<'a, 'r> {
    awards: Vec<Node<'a>>,
    /// The positions of the awards, by their ids. Notices may number their awards from 1 each, which are
    /// kept apart.
    by_id: HashMap<&'a str, Vec<usize>>,
    /// How many awards there are of which the record says no more than that they were changed.
    deltas: usize,
    record: &'r Record,
}

/// The awards that a contract is for, of all that the record describes.
#[derive(Default)]
struct Found {
    awards: Vec<usize>,
    /// Whether several awards have an id that it names, and nothing tells which is meant: then these
    /// are among the awards.
    is_unclear: bool,
    /// Whether it is for an award that the record does not describe.
    has_unknown: bool,
}

impl<'a, 'r> Described<'a, 'r> {
    pub(super) fn new(release: &Node<'a>, record: &'r Record) -> Self {
        let (awards, deltas): (Vec<_>, Vec<_>) =
            release.items("awards").into_iter().partition(is_described);
        let mut by_id: HashMap<_, Vec<_>> = HashMap::new();
        for (position, award) in awards.iter().enumerate() {
            if let Some(id) = award.text("id") {
                by_id.entry(id).or_default().push(position);
            }
        }
        Self { awards, by_id, deltas: deltas.len(), record }
    }

    /// Lists the awards, each with how an editor may name it: by its id and, where several have one, by
    /// the notice that announced it, too. The name of one without an id is empty.
    pub(super) fn list_names(&self) -> Vec<(String, &Node<'a>)> {
        let names = self.awards.iter().map(|award| {
            let Some(id) = award.text("id") else { return (String::new(), award) };
            let is_only = self.by_id.get(id).is_none_or(|known| known.len() == 1);
            let notice = self.notices_of(award).first().cloned().filter(|_| !is_only);
            let name = notice.map_or_else(|| id.to_owned(), |notice| format!("{id}{AT}{notice}"));
            (name, award)
        });
        names.collect()
    }

    fn nodes(&self, positions: &[usize]) -> Vec<Node<'a>> {
        positions.iter().filter_map(|position| self.awards.get(*position).cloned()).collect()
    }

    /// Returns the positions of the awards that a name can mean, or of all.
    fn choose(&self, name: Option<&str>) -> Vec<usize> {
        let Some(name) = name else { return (0..self.awards.len()).collect() };
        if let Some(found) = self.by_id.get(name) {
            return found.clone();
        }
        let Some((id, notice)) = name.rsplit_once(AT) else { return Vec::new() };
        let candidates = self.by_id.get(id).cloned().unwrap_or_default();
        // The notice that announced an award counts before one that repeats it.
        let by_notice = |index: usize| -> Vec<usize> {
            let is_of = |award: &Node<'_>| {
                self.notices_of(award).get(index).is_some_and(|known| known == notice)
            };
            let found = candidates.iter().copied();
            found.filter(|position| self.awards.get(*position).is_some_and(is_of)).collect()
        };
        let announced = by_notice(0);
        if announced.is_empty() { by_notice(1) } else { announced }
    }

    /// Names the first and the last notice that have anything of an award: by its id or, of one
    /// without an id, by its date or its position.
    fn notices_of(&self, award: &Node<'_>) -> Vec<String> {
        let name = |position: usize| {
            let notice = self.record.notices().get(position)?;
            let name = notice.id.as_ref().or(notice.date.as_ref());
            Some(name.map_or_else(|| (position + 1).to_string(), |name| name.trim().to_owned()))
        };
        let (first, last) = self.span_of(award);
        [first, last].into_iter().flatten().filter_map(name).collect()
    }

    /// Returns the positions of the first and the last notice that have anything of an award or
    /// contract.
    fn span_of(&self, node: &Node<'_>) -> (Option<usize>, Option<usize>) {
        let pointer = node.pointer();
        (self.record.first_notice_of(pointer), self.record.notice_of(pointer))
    }

    /// Finds the awards that a contract is for. One that names none is for the only one.
    fn find_awards(&self, contract: &Node<'_>) -> Found {
        let several = contract.items("awardIDs");
        let ids = several.iter().filter_map(Node::as_text).chain(contract.text("awardID"));
        let mut ids = ids.peekable();
        let mut found = Found::default();
        if ids.peek().is_none() {
            match self.awards.len() {
                1 => found.awards.push(0),
                _ => found.has_unknown = true,
            }
        }
        for id in ids {
            let candidates = self.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
            match candidates {
                [] => found.has_unknown = true,
                [only] => found.awards.push(*only),
                several => match self.tell_apart(several, contract) {
                    Some(one) => found.awards.push(one),
                    None => {
                        found.is_unclear = true;
                        found.awards.extend(several);
                    }
                },
            }
        }
        found.awards.sort_unstable();
        found.awards.dedup();
        found
    }

    /// Tells which of several awards with the same id a contract is for: the only one that shares its
    /// first or its last notice, or the only one that was announced before it.
    fn tell_apart(&self, candidates: &[usize], contract: &Node<'_>) -> Option<usize> {
        let (first, last) = self.span_of(contract);
        let find_only = |is_it: &dyn Fn(Option<usize>, Option<usize>) -> bool| {
            let mut found = candidates.iter().copied().filter(|position| {
                let award = self.awards.get(*position);
                award.is_some_and(|award| {
                    let (award_first, award_last) = self.span_of(award);
                    is_it(award_first, award_last)
                })
            });
            found.next().filter(|_| found.next().is_none())
        };
        let shares_notice = |award_first, award_last| {
            [first, last].iter().any(|notice| [award_first, award_last].contains(notice))
        };
        let is_earlier = |award_first, _| award_first <= first;
        find_only(&shares_notice).or_else(|| find_only(&is_earlier))
    }
}

/// Whether an award was cancelled, or nobody won it.
pub(super) fn has_come_to_nothing(award: &Node<'_>) -> bool {
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
