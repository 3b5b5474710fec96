//! What came of a procedure: `efac:NoticeResult`, as `bids`, `awards` and `contracts`.

use indexmap::{IndexMap, IndexSet};

use super::build::{object, put, put_at, text, texts};
use super::code::{FormType, SUBMISSION_MEASURES};
use super::code_name::{NON_AWARD, WINNER_SELECTION};
use super::context::{Context, Edge, split_day};
use super::note::Note;
use super::organization::Parties;
use super::xml::Element;
use crate::ocds::Json;
use crate::ocds::json::Object;

/// The parts of a result. They refer to one another by their technical ids.
pub(super) struct ResultParts<'a> {
    pub(super) lot_results: Vec<Element<'a>>,
    pub(super) tenders: IndexMap<String, Element<'a>>,
    pub(super) contracts: IndexMap<String, Element<'a>>,
    tendering_parties: IndexMap<String, Element<'a>>,
    /// The ids of the results of lots from which each contract came (OPT-315).
    pub(super) results_of_contracts: IndexMap<String, Vec<String>>,
    /// The ids of the tenders from which several contracts came (BT-3202).
    pub(super) shared_tenders: IndexSet<String>,
}

/// Where a contract, or the result of a lot, refers to tenders.
pub(super) const TENDERS: &str = "efac:LotTender/cbc:ID";

/// The ids at a path, without those that are empty.
pub(super) fn ids_at(element: Element, path: &str) -> Vec<String> {
    element.find_all(path).into_iter().filter_map(Element::text).collect()
}

impl<'a> ResultParts<'a> {
    /// Finds the parts of the result of a notice.
    pub(super) fn find(context: &Context<'a>) -> Self {
        let find =
            |name: &str| context.root.find_extensions(&format!("efac:NoticeResult/efac:{name}"));
        let find_by_id = |name: &str| -> IndexMap<String, Element<'a>> {
            let mut by_id = IndexMap::new();
            for part in find(name) {
                if let Some(id) = part.text_at("cbc:ID") {
                    by_id.entry(id).or_insert(part);
                }
            }
            by_id
        };
        let lot_results = find("LotResult");
        let mut results_of_contracts: IndexMap<String, Vec<String>> = IndexMap::new();
        for result in &lot_results {
            let Some(id) = result.text_at("cbc:ID") else { continue };
            for contract in ids_at(*result, "efac:SettledContract/cbc:ID") {
                results_of_contracts.entry(contract).or_default().push(id.clone());
            }
        }
        let contracts = find_by_id("SettledContract");
        let (mut once, mut shared_tenders) = (IndexSet::new(), IndexSet::new());
        for contract in contracts.values() {
            let tenders: IndexSet<_> = ids_at(*contract, TENDERS).into_iter().collect();
            for tender in tenders {
                if !once.insert(tender.clone()) {
                    shared_tenders.insert(tender);
                }
            }
        }
        Self {
            lot_results,
            tenders: find_by_id("LotTender"),
            contracts,
            shared_tenders,
            tendering_parties: find_by_id("TenderingParty"),
            results_of_contracts,
        }
    }

    /// The contracts that came of the result of a lot (OPT-315).
    fn contracts_of(&self, lot_result: Element<'a>) -> Vec<Element<'a>> {
        let ids = ids_at(lot_result, "efac:SettledContract/cbc:ID");
        ids.iter().filter_map(|id| self.contracts.get(id).copied()).collect()
    }

    /// The tenders that won a lot: those of its contracts (BT-3202). A contract may be about
    /// several lots, so they are only those that the result of the lot names, if it names any.
    /// Without a contract, as in a design contest, it is the only tender that the result names.
    fn winning_tenders(&self, lot_result: Element<'a>, is_won: bool) -> Vec<Element<'a>> {
        let named = ids_at(lot_result, TENDERS);
        let contracts = self.contracts_of(lot_result).into_iter();
        let mut won: IndexSet<String> =
            contracts.flat_map(|contract| ids_at(contract, TENDERS)).collect();
        if won.is_empty() && is_won && named.len() == 1 {
            won.extend(named);
        } else {
            let named: IndexSet<String> = named.into_iter().collect();
            if !won.is_disjoint(&named) {
                won.retain(|id| named.contains(id));
            }
        }
        won.iter().filter_map(|id| self.tenders.get(id).copied()).collect()
    }
}

impl<'a> Context<'a> {
    /// Sets `bids`, `awards` and `contracts`.
    pub(super) fn put_result(
        &mut self,
        release: &mut Object,
        tender: &mut Object,
        parties: &mut Parties<'a>,
    ) {
        let parts = ResultParts::find(self);
        let mut bids = Object::new();
        let details: Vec<_> =
            parts.tenders.values().map(|bid| self.read_bid(&parts, *bid, parties)).collect();
        put(&mut bids, "details", Json::List(details));
        let (mut statistics, mut awards) = (Vec::new(), Vec::new());
        for lot_result in &parts.lot_results {
            self.read_statistics(*lot_result, &mut statistics);
            awards.extend(self.read_award(&parts, *lot_result, tender, parties));
        }
        put(&mut bids, "statistics", Json::List(statistics));
        let contracts =
            parts.contracts.iter().map(|(id, c)| self.read_contract(&parts, id, *c, parties));
        let mut contracts: Vec<Object> = contracts.collect();
        self.put_modifications(&parts, &mut contracts);
        put(release, "bids", Json::Object(bids));
        put(release, "awards", Json::List(awards));
        put(release, "contracts", Json::List(contracts.into_iter().map(Json::Object).collect()));
    }

    /// Makes the bid of a tender: BT-171, BT-720, BT-3201, BT-13714 and OPT-310.
    fn read_bid(
        &mut self,
        parts: &ResultParts<'a>,
        bid: Element<'a>,
        parties: &mut Parties<'a>,
    ) -> Json {
        let id = bid.text_at("cbc:ID").map(|id| text(self.globalize(&id)));
        let mut object = object([("id", id)]);
        let number = bid.text_at("efac:TenderReference/cbc:ID").map(|id| Json::Object(id_only(id)));
        put(&mut object, "identifiers", Json::List(number.into_iter().collect()));
        let value = self.find_public(bid, "win-ten-val");
        if self.form == Some(FormType::Modification) && value.is_some() {
            let tender = bid.text_at("cbc:ID").unwrap_or_default();
            self.notes.push(Note::ModificationValue { tender });
        } else {
            put(&mut object, "value", self.read_amount(value));
        }
        let rank = self.find_public(bid, "ten-ran");
        put(&mut object, "rank", self.read_number(rank));
        let tenderers = self.read_tenderers(parts, bid, "tenderer", parties);
        put(&mut object, "tenderers", Json::List(tenderers));
        put(&mut object, "relatedLots", texts(ids_at(bid, "efac:TenderLot/cbc:ID")));
        Json::Object(object)
    }

    /// Refers to those who made a tender, who may be a consortium with a lead (OPT-170).
    fn read_tenderers(
        &mut self,
        parts: &ResultParts<'a>,
        bid: Element<'a>,
        role: &'static str,
        parties: &mut Parties<'a>,
    ) -> Vec<Json> {
        let Some(reference) = bid.find("efac:TenderingParty/cbc:ID") else { return Vec::new() };
        let Some(id) = reference.text() else { return Vec::new() };
        let Some(party) = parts.tendering_parties.get(&id) else {
            self.notes.push(Note::NoSuchPart { path: reference.path(), id });
            return Vec::new();
        };
        let mut tenderers = Vec::new();
        for tenderer in party.find_all("efac:Tenderer") {
            let Some(id) = tenderer.find("cbc:ID") else { continue };
            tenderers.extend(parties.refer(self, id, role));
            if tenderer.is_true("efbc:GroupLeadIndicator") {
                parties.refer(self, id, "leadTenderer");
            }
        }
        tenderers
    }

    /// Refers to those who made the tenders that won, each once.
    pub(super) fn read_suppliers(
        &mut self,
        parts: &ResultParts<'a>,
        winners: Vec<Element<'a>>,
        parties: &mut Parties<'a>,
    ) -> Vec<Json> {
        let mut suppliers: Vec<Json> = Vec::new();
        for winner in winners {
            for supplier in self.read_tenderers(parts, winner, "supplier", parties) {
                if !suppliers.contains(&supplier) {
                    suppliers.push(supplier);
                }
            }
        }
        suppliers
    }

    /// Adds what was counted of the tenders for a lot (BT-759, BT-760), and the values of the
    /// lowest and the highest (BT-710, BT-711). The counts overlap: none is the sum of others.
    fn read_statistics(&mut self, lot_result: Element<'a>, statistics: &mut Vec<Json>) {
        let result = self.globalize(&lot_result.text_at("cbc:ID").unwrap_or_default());
        let lot = lot_result.text_at("efac:TenderLot/cbc:ID");
        let mut add = |measure: &str, value: Json, currency: Option<Json>| {
            statistics.push(Json::Object(object([
                ("id", Some(text(format!("{result}-{measure}")))),
                ("measure", Some(text(measure))),
                ("value", Some(value)),
                ("currency", currency),
                ("relatedLot", lot.clone().map(text)),
            ])));
        };
        for count in lot_result.find_all("efac:ReceivedSubmissionsStatistics") {
            let code = self.find_public(count, "rec-sub-typ").and_then(Element::text);
            let code = code.filter(|code| code != "t-no-verif");
            let measure = self.read_code(SUBMISSION_MEASURES, "BT-760", code);
            let value = self.find_public(count, "rec-sub-cou");
            if let (Some(measure), Some(value)) = (measure, self.read_number(value)) {
                add(measure, value, None);
            }
        }
        for (measure, code) in
            [("lowestValidBidValue", "ten-val-low"), ("highestValidBidValue", "ten-val-hig")]
        {
            let amount = self.find_public(lot_result, code);
            if let Some(Json::Object(mut amount)) = self.read_amount(amount) {
                let currency = amount.shift_remove("currency");
                add(measure, amount.shift_remove("amount").unwrap_or_default(), currency);
            }
        }
    }

    /// Makes the award of the result of a lot. `None` if its competition goes on (BT-142).
    fn read_award(
        &mut self,
        parts: &ResultParts<'a>,
        lot_result: Element<'a>,
        tender: &mut Object,
        parties: &mut Parties<'a>,
    ) -> Option<Json> {
        let lots = ids_at(lot_result, "efac:TenderLot/cbc:ID");
        let outcome = self.find_public(lot_result, "win-cho").and_then(Element::text);
        if outcome.as_deref() == Some("open-nw") {
            set_lot_status(tender, &lots, "active");
            return None;
        }
        let id = self.globalize(&lot_result.text_at("cbc:ID")?);
        let mut award = object([("id", Some(text(id.as_str())))]);
        self.put_outcome(&mut award, lot_result, outcome.clone());
        let contracts = parts.contracts_of(lot_result).into_iter();
        let dates = contracts.filter_map(|contract| contract.find("cbc:AwardDate"));
        let first = dates.min_by_key(|date| {
            let text = date.text();
            text.as_deref().and_then(split_day).map(|(day, _)| day.to_owned())
        });
        put(&mut award, "date", self.read_date(first, None, Edge::Start));
        let is_won = outcome.as_deref() == Some("selec-w");
        let winners = parts.winning_tenders(lot_result, is_won);
        let suppliers = self.read_suppliers(parts, winners.clone(), parties);
        match winners.as_slice() {
            [] if is_won => {
                self.notes.push(Note::WinnerNotSaid { award: id });
            }
            [winner] if self.form != Some(FormType::Modification) => {
                let value = self.find_public(*winner, "win-ten-val");
                put(&mut award, "value", self.read_amount(value));
            }
            [_, _, ..] => {
                self.notes.push(Note::SeveralWinningTenders { award: id, count: winners.len() });
            }
            _ => {}
        }
        if let Some(framework) = lot_result.find("efac:FrameworkAgreementValues") {
            for (key, code) in [("maximumValue", "max-val"), ("estimatedValue", "ree-val")] {
                let value = self.find_public(framework, code);
                put(&mut award, key, self.read_amount(value));
            }
        }
        put(&mut award, "suppliers", Json::List(suppliers));
        let buyers = self.read_signatories(parts, lot_result, parties);
        put(&mut award, "buyers", Json::List(buyers));
        put(&mut award, "relatedLots", texts(lots));
        let bids = ids_at(lot_result, TENDERS);
        put(&mut award, "relatedBids", self.globalize_all(&bids));
        Some(Json::Object(award))
    }

    /// Sets whether a winner was chosen (BT-142), and why not (BT-144). A direct award that is
    /// announced before the contract is signed is `pending`, as OCDS has it.
    fn put_outcome(&mut self, award: &mut Object, lot_result: Element<'a>, code: Option<String>) {
        let status = match code.as_deref() {
            // Such notices need not say that a winner was chosen.
            None | Some("selec-w") if self.form == Some(FormType::DirectAward) => Some("pending"),
            Some("selec-w") => Some("active"),
            Some("clos-nw") => Some("unsuccessful"),
            _ => None,
        };
        put(award, "status", status.map(text));
        let details = self.read_code(WINNER_SELECTION, "BT-142", code);
        put(award, "statusDetails", details.map(text));
        let Some(reason) = lot_result.find("efac:DecisionReason") else { return };
        let reason = self.find_public(reason, "no-awa-rea").and_then(Element::text);
        if let Some(reason) = self.read_code(NON_AWARD, "BT-144", reason) {
            put(award, "status", text("unsuccessful"));
            put(award, "statusDetails", text(reason));
        }
    }

    /// Refers to the buyers who sign the contracts of a lot (OPT-300-Contract-Signatory).
    fn read_signatories(
        &mut self,
        parts: &ResultParts<'a>,
        lot_result: Element<'a>,
        parties: &mut Parties<'a>,
    ) -> Vec<Json> {
        let path = "cac:SignatoryParty/cac:PartyIdentification/cbc:ID";
        let mut buyers: Vec<Json> = Vec::new();
        for contract in parts.contracts_of(lot_result) {
            for reference in contract.find_all(path) {
                let buyer = parties.refer(self, reference, "buyer");
                buyers.extend(buyer.filter(|buyer| !buyers.contains(buyer)));
            }
        }
        buyers
    }
}

pub(super) fn id_only(id: String) -> Object {
    object([("id", Some(text(id)))])
}

fn set_lot_status(tender: &mut Object, ids: &[String], status: &str) {
    let Some(Json::List(lots)) = tender.get_mut("lots") else { return };
    for lot in lots {
        if let Json::Object(lot) = lot
            && lot.get("id").and_then(Json::as_text).is_some_and(|id| ids.iter().any(|i| i == id))
        {
            put_at(lot, "status", text(status));
        }
    }
}
