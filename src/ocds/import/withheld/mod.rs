//! Information that the buyer withholds, with the reason and the day until which it does.
//!
//! Source: `withheldInformation` of the OCDS for eForms profile.

mod place;

use serde_json::{Map, Value};

use super::draft::Draft;
use super::node::Node;
use super::parts::Parts;
use super::selection::Selection;
use super::text::{MAX_TEXT, fit_text};
use super::values::has_amount;
use crate::model::PartialDate;
pub(super) use place::Place;
use place::{Figure, find_place};

/// What is said of a figure in a notice of a change, whose field for the value of the tender eForms
/// gives another meaning (BT-720).
const VALUE_OF_CHANGE: &str = "Value in the notice of a change";

/// What is said of a figure where several tenders won.
const ONE_OF_SEVERAL: &str = "Value of one of the winning tenders";

/// Why an entry is not in a draft.
const KNOWN: &str = "the record gives it elsewhere";
const ELSEWHERE: &str = "the draft is about something else";
const NO_PLACE: &str = "a draft has no place for it";
const BIDS_GIVEN: &str = "the record gives other numbers of bids";
const OF_ONE_LOT: &str = "a draft has one number of bids, and this is that of one lot of several";

/// What a draft asks where something was to be published by now.
const HAS_PASSED: &str =
    "The day until which information was withheld has passed. Has it been published?";

/// The keys of what a draft says of something that is withheld, and of those the keys of what is said
/// whatever it is.
const SAID: [&str; 5] = ["state", "until", "note", "sources", "detail"];
const SAID_OF_ANY: [&str; 4] = ["state", "until", "note", "sources"];

/// The entries of `withheldInformation`.
pub(super) struct Withheld<'s, 'a> {
    release: Node<'a>,
    selection: &'s Selection<'a>,
    parts: &'s Parts<'s, 'a>,
    entries: Vec<Node<'a>>,
    today: PartialDate,
}

/// What an entry is about.
struct Scope<'s, 'a> {
    /// The awards of the draft, or the contracts where these are known.
    owners: Vec<&'s Node<'a>>,
    /// The tender, if it is about one.
    bid: Option<&'a str>,
    /// Whether it names no part of the record.
    is_whole: bool,
}

impl<'s, 'a> Withheld<'s, 'a> {
    pub(super) fn new(
        release: &Node<'a>,
        selection: &'s Selection<'a>,
        parts: &'s Parts<'s, 'a>,
        today: PartialDate,
    ) -> Self {
        let entries = release.items("withheldInformation");
        Self { release: release.clone(), selection, parts, entries, today }
    }

    /// Sets a fact that is not known as not published, if the record says that it is withheld. Returns
    /// whether it does.
    pub(super) fn set(
        &self,
        draft: &mut Draft<'_>,
        path: &[&str],
        place: Place,
        is_known: bool,
    ) -> bool {
        let mut entries = self.list(place);
        if is_known {
            entries.iter().for_each(|entry| leave(draft, entry, KNOWN));
            return false;
        }
        // Of several, the one that is withheld longest: until then, something is. One without a day
        // may be withheld longer than any.
        entries.sort_by_key(|entry| {
            let until = find_until(entry);
            (until.is_none(), until)
        });
        let Some(entry) = entries.pop() else { return false };
        let fact = self.build_fact(draft, entry, "");
        draft.set_fact(path, fact, entry);
        let pointer = format!("/contracts/0/{}", path.join("/"));
        entries.iter().for_each(|entry| draft.note(pointer.as_str(), entry));
        true
    }

    /// Sets the number of bids as not published, if the record says that it is withheld of all that the
    /// draft is about. `is_given` is whether it gives some number of bids: then what is withheld may be
    /// how many of them came from small firms.
    pub(super) fn set_bids(&self, draft: &mut Draft<'_>, is_given: bool) {
        let scopes: Vec<_> = self
            .list(Place::Bids)
            .into_iter()
            .map(|entry| (entry, self.find_scope(entry)))
            .collect();
        let is_withheld = |award: &Node<'a>| {
            let mut owners = scopes.iter().flat_map(|(_, scope)| &scope.owners);
            owners.any(|owner| owner.pointer() == award.pointer())
        };
        if is_given {
            scopes.iter().for_each(|(entry, _)| leave(draft, entry, BIDS_GIVEN));
            return;
        }
        let awards = &self.selection.awards;
        let is_of_all = if awards.is_empty() {
            // Before there are awards, nothing tells that an entry is of every lot.
            let lots = self.release.get("tender").map(|tender| tender.items("lots"));
            lots.is_none_or(|lots| lots.len() < 2)
        } else {
            awards.iter().all(is_withheld)
        };
        if is_of_all || scopes.iter().any(|(_, scope)| scope.is_whole) {
            self.set(draft, &["procurement", "bids"], Place::Bids, false);
            return;
        }
        for (entry, scope) in &scopes {
            let is_elsewhere = scope.owners.is_empty() && !awards.is_empty();
            leave(draft, entry, if is_elsewhere { ELSEWHERE } else { OF_ONE_LOT });
        }
    }

    /// Adds the suppliers that the record withholds as not published, whoever supplies what else was
    /// awarded.
    pub(super) fn add_suppliers(&self, draft: &mut Draft<'_>) {
        for entry in self.list(Place::Supplier) {
            let scope = self.find_scope(entry);
            let is_named = |owner: &&Node<'a>| !owner.items("suppliers").is_empty();
            let is_known = if scope.is_whole {
                draft.has(&["suppliers"])
            } else {
                scope.owners.iter().all(is_named)
            };
            if !scope.is_whole && scope.owners.is_empty() {
                leave(draft, entry, ELSEWHERE);
            } else if is_known {
                leave(draft, entry, KNOWN);
            } else {
                let detail = self.name_part(entry, &scope).unwrap_or_default();
                let fact = self.build_fact(draft, entry, &detail);
                add_once(draft, "suppliers", fact, entry, &SAID);
            }
        }
    }

    /// Adds each figure that the record withholds as not published, whatever other figures there are:
    /// those of contracts and awards, or those from before the award.
    pub(super) fn add_values(&self, draft: &mut Draft<'_>, is_from_before: bool) {
        let figures = self.entries.iter().filter_map(|entry| match find_place(entry)? {
            Place::Value(figure, label) => Some((entry, figure, label)),
            _ => None,
        });
        let mut figures: Vec<_> = figures
            .filter(|(_, figure, _)| {
                matches!(figure, Figure::Estimate | Figure::Budget) == is_from_before
            })
            .collect();
        figures.sort_by_key(|(_, figure, _)| *figure == Figure::Total);
        for (entry, figure, label) in figures {
            let scope = self.find_scope(entry);
            if !self.is_about_draft(figure, &scope) {
                leave(draft, entry, ELSEWHERE);
            } else if self.is_known(figure, &scope) {
                leave(draft, entry, KNOWN);
            } else {
                self.add_value(draft, entry, figure, label, &scope);
            }
        }
    }

    /// Leaves each entry that the draft has no place for, once everything else is in it.
    pub(super) fn leave_rest(&self, draft: &mut Draft<'_>) {
        for entry in &self.entries {
            let is_taken = draft.entries.iter().any(|taken| taken.record == entry.pointer());
            let is_left = draft.left.iter().any(|left| left.record == entry.pointer());
            if !is_taken && !is_left {
                leave(draft, entry, NO_PLACE);
            }
        }
    }

    fn add_value(
        &self,
        draft: &mut Draft<'_>,
        entry: &Node<'a>,
        figure: Figure,
        label: &str,
        scope: &Scope<'_, 'a>,
    ) {
        let label = match figure {
            Figure::Award if scope.bid.is_some() && self.is_of_change(draft, entry) => {
                VALUE_OF_CHANGE
            }
            Figure::Award if scope.bid.is_some() && self.has_other_winners(scope) => ONE_OF_SEVERAL,
            _ => label,
        };
        let part = self.name_part(entry, scope).unwrap_or_default();
        let texts = [label, &part].into_iter().filter(|text| !text.is_empty());
        let fact = self.build_fact(draft, entry, &texts.collect::<Vec<_>>().join(": "));
        // Of one award, its value and that of all awards are the same figure.
        let is_total_of_one = figure == Figure::Total && self.selection.is_one();
        let keys = if is_total_of_one { &SAID_OF_ANY[..] } else { &SAID[..] };
        add_once(draft, "values", fact, entry, keys);
    }

    /// Whether the award of a contract has other contracts.
    fn has_other_winners(&self, scope: &Scope<'_, 'a>) -> bool {
        let awards = scope.owners.first().map(|owner| self.selection.awards_of(owner));
        let mut awards = awards.into_iter().flatten();
        awards.any(|award| self.parts.contracts_of(award).len() > 1)
    }

    /// Names the part of what was awarded that an entry is about, if there are several.
    fn name_part(&self, entry: &Node<'a>, scope: &Scope<'_, 'a>) -> Option<String> {
        let is_part = !scope.is_whole && self.selection.awards.len() > 1;
        let named = std::iter::once(entry).chain(scope.owners.iter().copied());
        named.filter(|_| is_part).find_map(|node| self.parts.name(node))
    }

    /// Whether a figure is one of what the draft is about, and not of another award.
    fn is_about_draft(&self, figure: Figure, scope: &Scope<'_, 'a>) -> bool {
        match figure {
            Figure::Total | Figure::TotalCeiling(_) => self.selection.is_all,
            Figure::Contract | Figure::Award | Figure::Ceiling(_) => {
                scope.is_whole || !scope.owners.is_empty()
            }
            Figure::Estimate => {
                self.selection.is_all || !scope.is_whole && !scope.owners.is_empty()
            }
            Figure::Budget => self.selection.is_all,
        }
    }

    /// Whether the record gives a figure, as where it was withheld at first and is published in a
    /// newer notice.
    fn is_known(&self, figure: Figure, scope: &Scope<'_, 'a>) -> bool {
        let has = |keys: &[&str]| self.release.find(keys).is_some_and(|value| has_amount(&value));
        let all_have = |owners: &[&Node<'a>], key: &str| {
            let has_it = |owner: &&Node<'a>| owner.get(key).is_some_and(|value| has_amount(&value));
            !owners.is_empty() && owners.iter().all(has_it)
        };
        match figure {
            Figure::Contract => {
                let contracts: Vec<_> = self.selection.contracts.iter().collect();
                all_have(&contracts, "value")
            }
            Figure::Award => {
                let bid = scope.bid.and_then(|id| self.parts.bid(id)?.get("value"));
                bid.is_some_and(|value| has_amount(&value))
                    || !scope.owners.is_empty()
                        && scope.owners.iter().all(|owner| self.has_value(owner))
            }
            Figure::Total => {
                let mut parts = self.selection.awards.iter().chain(&self.selection.contracts);
                has(&["eforms", "totalValue"])
                    || self.selection.is_one() && parts.any(|part| self.has_value(part))
            }
            Figure::Ceiling(key) => all_have(&scope.owners, key),
            Figure::TotalCeiling(key) => has(&["eforms", key]),
            Figure::Estimate => {
                let lots = self.release.get("tender").map(|tender| tender.items("lots"));
                has(&["tender", "value"])
                    || all_have(&lots.unwrap_or_default().iter().collect::<Vec<_>>(), "value")
            }
            Figure::Budget => has(&["planning", "budget", "amount"]),
        }
    }

    /// Whether the record says what an award or contract is worth, be it by the contracts of the award.
    fn has_value(&self, owner: &Node<'a>) -> bool {
        let has_own = |node: &Node<'a>| node.get("value").is_some_and(|value| has_amount(&value));
        let contracts = self.parts.contracts_of(owner);
        has_own(owner)
            || !contracts.is_empty() && contracts.iter().all(|contract| has_own(contract))
    }

    /// Finds what an entry is about by its id, which ends with that of a tender or of an award, or by
    /// the lots that it names.
    fn find_scope(&self, entry: &Node<'a>) -> Scope<'s, 'a> {
        let (field, id) = (entry.text("field"), entry.text("id"));
        // The part that the id ends with.
        let named = id.and_then(|id| id.strip_prefix(field?)?.strip_prefix('-'));
        let bid = named.filter(|id| self.parts.bid(id).is_some());
        if let Some(bid) = bid {
            let owners = self.parts.owners_of_bid(bid).to_vec();
            return Scope { owners, bid: Some(bid), is_whole: false };
        }
        if let Some(award) = named.filter(|id| self.parts.has_award(id)) {
            return Scope { owners: self.parts.awards(award).to_vec(), bid: None, is_whole: false };
        }
        let lots = entry.items("relatedLots");
        if !lots.is_empty() {
            let lots = lots.iter().filter_map(Node::as_text);
            let owners = lots.flat_map(|lot| self.parts.awards_of_lot(lot)).copied().collect();
            return Scope { owners, bid: None, is_whole: false };
        }
        let Selection { awards, contracts, .. } = self.selection;
        let owners = if awards.is_empty() { contracts } else { awards };
        Scope { owners: owners.iter().collect(), bid: None, is_whole: true }
    }

    /// Whether an entry is in a notice of TED about the change of a contract.
    fn is_of_change(&self, draft: &Draft<'_>, entry: &Node<'a>) -> bool {
        let form = self.release.find(&["eforms", "formType"]);
        form.is_some_and(|form| {
            let notice = |node: &Node<'_>| draft.record().notice_of(node.pointer());
            form.as_text() == Some("cont-modif") && notice(&form) == notice(entry)
        })
    }

    /// Builds the fact that something is not published. If the day until which it was withheld has
    /// passed, asks whether it still is not.
    fn build_fact(
        &self,
        draft: &mut Draft<'_>,
        entry: &Node<'_>,
        detail: &str,
    ) -> Map<String, Value> {
        let mut fact = Map::new();
        fact.insert("state".into(), "not_published".into());
        if let Some(until) = find_until(entry) {
            fact.insert("until".into(), until.into());
        }
        if !detail.is_empty() {
            fact.insert("detail".into(), detail.into());
        }
        let class = entry.items("rationaleClassifications").into_iter().next();
        let reason = entry.text("rationale").or_else(|| class.as_ref()?.text("description"));
        if let Some(reason) = reason {
            fact.insert("note".into(), fit_text(reason, MAX_TEXT).into());
        }
        // What the record calls the field is said in words of the draft's own.
        entry.text("name");
        let until = entry.day("availabilityDate");
        draft.ask_unless(!until.is_some_and(|day| day.is_surely_before(self.today)), HAS_PASSED);
        draft.mark(&mut fact, entry);
        fact
    }

    /// Lists the entries of a place.
    fn list(&self, place: Place) -> Vec<&Node<'a>> {
        self.entries.iter().filter(|entry| find_place(entry) == Some(place)).collect()
    }
}

/// Adds what an entry says to a list, unless another says the same at some keys: several tenders for a
/// lot are withheld in the same words, and a supplier of an award and of its contract is one.
fn add_once(
    draft: &mut Draft<'_>,
    list: &str,
    fact: Map<String, Value>,
    entry: &Node<'_>,
    keys: &[&str],
) {
    let is_same = |other: &Value| keys.iter().all(|key| other.get(*key) == fact.get(*key));
    match draft.items(list).iter().position(is_same) {
        Some(index) => draft.note(format!("/contracts/0/{list}/{index}"), entry),
        None => draft.add(list, fact, entry),
    }
}

/// Leaves an entry, with what is withheld, until when, and why it is not in the draft.
fn leave(draft: &mut Draft<'_>, entry: &Node<'_>, reason: &str) {
    draft.leave(entry, format!("{}; {reason}", describe(entry)));
}

/// Says what is withheld, and until when.
fn describe(entry: &Node<'_>) -> String {
    let name = entry.text("name").or_else(|| entry.text("field")).unwrap_or("something");
    let until = find_until(entry).map(|day| format!(" until {day}")).unwrap_or_default();
    format!("{} is withheld{until}", fit_text(name, MAX_TEXT))
}

fn find_until(entry: &Node<'_>) -> Option<String> {
    entry.day("availabilityDate").map(|day| day.to_string())
}
