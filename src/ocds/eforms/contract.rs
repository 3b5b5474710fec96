//! The contracts that came of a result: `efac:SettledContract`, as `contracts`.

use super::build::{object, put, text, texts};
use super::code::FormType;
use super::context::{Context, Edge};
use super::organization::Parties;
use super::result::{ResultParts, TENDERS, id_only, ids_at};
use super::xml::Element;
use crate::ocds::Json;
use crate::ocds::json::Object;

impl<'a> Context<'a> {
    /// Makes a contract: BT-145, BT-150, BT-151, BT-720, BT-721, BT-3202 and OPT-100. It names its
    /// suppliers as the extension `contract_suppliers` of OCDS has them: a lot may have several
    /// contracts, and a notice of a modification may have no results of lots.
    pub(super) fn read_contract(
        &mut self,
        parts: &ResultParts<'a>,
        id: &str,
        contract: Element<'a>,
        parties: &mut Parties<'a>,
    ) -> Object {
        let mut object = object([("id", Some(text(self.globalize(id))))]);
        let results = parts.results_of_contracts.get(id).map_or(&[][..], Vec::as_slice);
        match results {
            [only] => put(&mut object, "awardID", text(self.globalize(only))),
            several => put(&mut object, "awardIDs", self.globalize_all(several)),
        }
        self.put_text(&mut object, "title", &contract.find_all("cbc:Title"));
        let number = contract.text_at("efac:ContractReference/cbc:ID");
        let number = number.map(|id| Json::Object(id_only(id)));
        put(&mut object, "identifiers", Json::List(number.into_iter().collect()));
        let signed = self.read_date(contract.find("cbc:IssueDate"), None, Edge::Start);
        put(&mut object, "dateSigned", signed);
        put(
            &mut object,
            "documents",
            Json::List(read_contract_url(contract).into_iter().collect()),
        );
        let frameworks = contract.find_all("cac:NoticeDocumentReference/cbc:ID").into_iter();
        let frameworks =
            frameworks.enumerate().map(|(index, notice)| read_framework(index, notice));
        put(&mut object, "relatedProcesses", Json::List(frameworks.collect()));
        let bids = ids_at(contract, TENDERS);
        put(&mut object, "value", self.read_contract_value(parts, &bids));
        put(&mut object, "relatedBids", self.globalize_all(&bids));
        let tenders = bids.iter().filter_map(|id| parts.tenders.get(id).copied()).collect();
        let suppliers = self.read_suppliers(parts, tenders, parties);
        put(&mut object, "suppliers", Json::List(suppliers));
        object
    }

    /// Reads what a contract is worth: the value of its only tender (BT-720), unless other contracts
    /// came of that tender too. In a notice of a modification, it is that of the modification.
    fn read_contract_value(&mut self, parts: &ResultParts<'a>, bids: &[String]) -> Option<Json> {
        let [bid] = bids else { return None };
        if parts.shared_tenders.contains(bid) || self.form == Some(FormType::Modification) {
            return None;
        }
        let value = self.find_public(*parts.tenders.get(bid)?, "win-ten-val");
        self.read_amount(value)
    }
}

fn read_contract_url(contract: Element) -> Option<Json> {
    let url = contract.text_at("cbc:URI")?;
    let is_web = ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    is_web.then(|| {
        Json::Object(object([
            ("id", Some(text("1"))),
            ("documentType", Some(text("contractSigned"))),
            ("url", Some(text(url))),
        ]))
    })
}

/// Makes the reference to the notice of a framework agreement in which a contract was awarded.
fn read_framework(index: usize, notice: Element) -> Json {
    Json::Object(object([
        ("id", Some(text((index + 1).to_string()))),
        ("relationship", Some(texts(["framework"]))),
        ("scheme", notice.attribute("schemeName").map(text)),
        ("identifier", notice.text().map(text)),
    ]))
}
