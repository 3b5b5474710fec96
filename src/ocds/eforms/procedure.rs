//! The notice itself and its procedure: the head of the release, and `tender`.

use super::build::{object, put, put_at, text, texts};
use super::code::{CATEGORIES, PROCUREMENT_METHODS, look_up};
use super::code_name::{DIRECT_AWARD, PROCEDURE};
use super::context::{Context, Edge, is_masked};
use super::find_publication;
use super::organization::Parties;
use super::xml::Element;
use crate::ocds::Json;
use crate::ocds::json::Object;

/// The kind of the ids of procurement procedures of the EU, where a publisher of OCDS would have
/// its registered prefix.
const OCID_PREFIX: &str = "eforms";

impl<'a> Context<'a> {
    /// Makes the head of the release.
    pub(super) fn read_head(&mut self) -> Object {
        let root = self.root;
        let procedure = root.text_at("cbc:ContractFolderID");
        let ocid = procedure.as_ref().unwrap_or(&self.notice);
        let version = root.text_at("cbc:VersionID");
        // eForms itself refers to a version of a notice so (BT-758).
        let id = match &version {
            Some(version) => format!("{}-{version}", self.notice),
            None => self.notice.clone(),
        };
        let mut release =
            object([("ocid", Some(text(format!("{OCID_PREFIX}-{ocid}")))), ("id", Some(text(id)))]);
        let date =
            self.read_date(root.find("cbc:IssueDate"), root.find("cbc:IssueTime"), Edge::Start);
        put(&mut release, "date", date);
        put(&mut release, "language", text(self.lang.as_str()));
        put(
            &mut release,
            "tag",
            texts(self.form.map_or(&[][..], |form| form.tags()).iter().copied()),
        );
        put(&mut release, "initiationType", text("tender"));
        self.put_text(&mut release, "title", &root.find_all("cac:ProcurementProject/cbc:Name"));
        release
    }

    /// Makes `eforms`: what the guidance discards, and a box or its editor needs.
    pub(super) fn read_eforms(&mut self) -> Object {
        let root = self.root;
        let notice_type = root.find("cbc:NoticeTypeCode");
        let subtype = root.find_extension("efac:NoticeSubType/cbc:SubTypeCode");
        let publication = find_publication(root);
        let in_publication = |path: &str| publication.and_then(|p| p.text_at(path)).map(text);
        let process = root.find("cac:TenderingProcess");
        let public = |code: &str| process.and_then(|process| self.find_public(process, code));
        let procedure_type = public("pro-typ").and_then(Element::text);
        let features = public("pro-fea").is_some();
        let mut eforms = object([
            ("noticeId", root.text_at("cbc:ID").map(text)),
            ("version", root.text_at("cbc:VersionID").map(text)),
            ("formType", notice_type.and_then(|code| code.attribute("listName")).map(text)),
            ("noticeType", notice_type.and_then(Element::text).map(text)),
            ("subtype", subtype.and_then(Element::text).map(text)),
            ("publicationNumber", in_publication("efbc:NoticePublicationID")),
            ("gazette", in_publication("efbc:GazetteID")),
            ("publicationDate", in_publication("efbc:PublicationDate")),
            ("procedureType", procedure_type.map(text)),
        ]);
        if features {
            let features = root.find_all("cac:TenderingProcess/cbc:Description");
            self.put_text(&mut eforms, "procedureFeatures", &features);
        }
        for (key, code) in [("totalValue", "not-val"), ("frameworkMaximumValue", "not-max-val")] {
            let result = root.find_extension("efac:NoticeResult");
            let value = result.and_then(|result| self.find_public(result, code));
            put(&mut eforms, key, self.read_amount(value));
        }
        eforms
    }

    /// Makes the document that is the notice on TED, if it is published there.
    pub(super) fn read_document(&mut self) -> Option<Json> {
        let publication = find_publication(self.root)?;
        let number = publication.text_at("efbc:NoticePublicationID")?;
        // TED writes the number into addresses without the zeros before it.
        let url = format!(
            "https://ted.europa.eu/{}/notice/-/detail/{}",
            self.main_lang,
            number.trim_start_matches('0')
        );
        let date = self.read_date(publication.find("efbc:PublicationDate"), None, Edge::Start);
        Some(Json::Object(object([
            ("id", Some(text(number))),
            ("documentType", self.form.map(|form| text(form.document_type()))),
            ("url", Some(text(url))),
            ("datePublished", date),
            ("language", Some(text(self.main_lang.as_str()))),
        ])))
    }

    /// Sets the buyers: all of them are parties, and the one that leads the others, or else the
    /// first, is the buyer of the release.
    pub(super) fn read_buyers(&mut self, release: &mut Object, parties: &mut Parties<'a>) {
        let path = "cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID";
        let references = self.root.find_all(path);
        let lead = references.iter().position(|reference| parties.is_lead_buyer(*reference));
        for (index, reference) in references.into_iter().enumerate() {
            let buyer = parties.refer(self, reference, "buyer");
            if index == lead.unwrap_or(0) {
                put(release, "buyer", buyer);
            }
        }
    }

    /// Makes `tender`, without its lots.
    pub(super) fn read_tender(&mut self) -> Object {
        let root = self.root;
        let id = root.text_at("cbc:ContractFolderID").unwrap_or_else(|| self.notice.clone());
        let mut tender = object([
            ("id", Some(text(id))),
            ("status", self.form.and_then(|form| form.tender_status()).map(text)),
        ]);
        if let Some(project) = root.find("cac:ProcurementProject") {
            self.put_project(&mut tender, project);
            self.put_framework_maximum(&mut tender, project);
        }
        self.put_method(&mut tender);
        self.put_legal_basis(&mut tender);
        tender
    }

    /// Sets what a procedure and a lot have in common: BT-21, BT-22, BT-23, BT-24 and BT-27.
    pub(super) fn put_project(&mut self, target: &mut Object, project: Element<'a>) {
        self.put_text(target, "title", &project.find_all("cbc:Name"));
        self.put_text(target, "description", &project.find_all("cbc:Description"));
        let internal = project.text_at("cbc:ID").map(|id| {
            Json::Object(object([("scheme", Some(text("internal"))), ("id", Some(text(id)))]))
        });
        put(target, "identifiers", Json::List(internal.into_iter().collect()));
        let nature = project.text_at("cbc:ProcurementTypeCode");
        let category = self.read_code(CATEGORIES, "BT-23", nature);
        put(target, "mainProcurementCategory", category.map(text));
        let value = project.find("cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount");
        let mut value = self.read_amount(value);
        // The eForms SDK names the field "Estimated value excluding VAT", and Directive 2014/24/EU
        // says so too (Article 5(1)). Nothing says it of the other values.
        if let Some(Json::Object(value)) = &mut value {
            put(value, "valueAddedTaxIncluded", Json::Bool(false));
        }
        put(target, "value", value);
    }

    /// Sets what may be spent in the framework agreement of a procedure or lot (BT-271).
    pub(super) fn put_framework_maximum(&mut self, target: &mut Object, project: Element<'a>) {
        let total = project.find("cac:RequestedTenderTotal");
        let value = total.and_then(|total| total.find_extension("efbc:FrameworkMaximumAmount"));
        put_at(target, "techniques/frameworkAgreement/value", self.read_amount(value));
    }

    /// Makes the item of a procedure or lot: what it is by the CPV (BT-262, BT-263).
    pub(super) fn read_item(
        &self,
        project: Element<'a>,
        id: usize,
        lot: Option<&str>,
    ) -> Option<Json> {
        let classify = |code: &Element| {
            let scheme = code.attribute("listName").unwrap_or("cpv").to_uppercase();
            Json::Object(object([("scheme", Some(text(scheme))), ("id", code.text().map(text))]))
        };
        let main = project.find("cac:MainCommodityClassification/cbc:ItemClassificationCode");
        let path = "cac:AdditionalCommodityClassification/cbc:ItemClassificationCode";
        let others: Vec<_> = project.find_all(path).iter().map(classify).collect();
        let main = main.filter(|code| code.text().is_some())?;
        Some(Json::Object(object([
            ("id", Some(text(id.to_string()))),
            ("classification", Some(classify(&main))),
            ("additionalClassifications", Some(Json::List(others))),
            ("relatedLot", lot.map(text)),
        ])))
    }

    /// Sets how the procedure runs (BT-105), and why so: BT-106, BT-135, BT-136 and BT-1351.
    fn put_method(&mut self, tender: &mut Object) {
        let Some(process) = self.root.find("cac:TenderingProcess") else { return };
        let code = self.find_public(process, "pro-typ").and_then(Element::text);
        if let Some(code) = code.filter(|code| !is_masked(code)) {
            let method = look_up(PROCUREMENT_METHODS, &code);
            put(tender, "procurementMethod", method.map(text));
            let name = self.read_code(PROCEDURE, "BT-105", Some(code));
            put(tender, "procurementMethodDetails", name.map(text));
        }
        let mut reasons = Vec::new();
        let mut accelerated = Vec::new();
        let mut classifications = Vec::new();
        for justification in process.find_all("cac:ProcessJustification") {
            let code = justification.find("cbc:ProcessReasonCode");
            let list = code.and_then(|code| code.attribute("listName"));
            if list == Some("accelerated-procedure") {
                let value = code.and_then(Element::text).filter(|value| !is_masked(value));
                let value = value.map(|value| Json::Bool(value == "true"));
                put_at(tender, "procedure/isAccelerated", value);
                accelerated.extend(justification.find_all("cbc:ProcessReason"));
                continue;
            }
            let code = self.find_public(justification, "dir-awa-jus").and_then(Element::text);
            classifications.extend(self.classify(
                "eu-direct-award-justification",
                DIRECT_AWARD,
                "BT-136",
                code,
            ));
            if self.find_public(justification, "dir-awa-tex").is_some() {
                reasons.extend(justification.find_all("cbc:ProcessReason"));
            }
        }
        put(tender, "procurementMethodRationaleClassifications", Json::List(classifications));
        self.put_text(tender, "procurementMethodRationale", &reasons);
        let mut rationale = Object::new();
        self.put_text(&mut rationale, "acceleratedRationale", &accelerated);
        for (key, value) in rationale {
            put_at(tender, &format!("procedure/{key}"), value);
        }
    }

    /// Sets the legal basis: the EU’s (BT-01), and the national one that was derived from it.
    fn put_legal_basis(&mut self, tender: &mut Object) {
        let mut basis = Object::new();
        let path = "cac:TenderingTerms/cac:ProcurementLegislationDocumentReference";
        for document in self.root.find_all(path) {
            let Some(id) = document.find("cbc:ID") else { continue };
            let Some(value) = id.text() else { continue };
            let is_directive = value.starts_with("http://data.europa.eu/eli/dir");
            // BT-09 has the same place.
            if value == "CrossBorderLaw" || is_directive || basis.contains_key("id") {
                continue;
            }
            put(&mut basis, "scheme", id.attribute("schemeName").map(text));
            put(&mut basis, "id", text(value));
            self.put_text(&mut basis, "description", &document.find_all("cbc:DocumentDescription"));
        }
        let domain = self.root.text_at("cbc:RegulatoryDomain").filter(|id| id != "other");
        if let Some(domain) = domain {
            let derived = object([("scheme", Some(text("CELEX"))), ("id", Some(text(domain)))]);
            put(&mut basis, "wasDerivedFrom", Json::Object(derived));
        }
        put(tender, "legalBasis", Json::Object(basis));
    }
}
