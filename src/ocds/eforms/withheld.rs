//! What is withheld from publication: BT-195 to BT-198, in `efac:FieldsPrivacy`.

use super::build::{object, put, text, texts};
use super::code::{Names, look_up};
use super::code_name::{NON_PUBLICATION, WITHHELD_FIELD};
use super::context::{Context, Edge, is_masked};
use super::note::Note;
use super::xml::Element;
use crate::ocds::Json;

/// Where the value stands of each code of BT-195 whose field is read, from the element that has the
/// `efac:FieldsPrivacy`.
const VALUES: Names = &[
    ("dir-awa-jus", "cbc:ProcessReasonCode"),
    ("dir-awa-tex", "cbc:ProcessReason"),
    ("max-val", "cbc:MaximumValueAmount"),
    ("no-awa-rea", "efbc:DecisionReasonCode"),
    ("not-max-val", "efbc:OverallMaximumFrameworkContractsAmount"),
    ("not-val", "cbc:TotalAmount"),
    ("pro-fea", "cbc:Description"),
    ("pro-typ", "cbc:ProcedureCode"),
    ("rec-sub-cou", "efbc:StatisticsNumeric"),
    ("rec-sub-typ", "efbc:StatisticsCode"),
    ("ree-val", "efbc:ReestimatedValueAmount"),
    ("ten-ran", "cbc:RankCode"),
    ("ten-val-hig", "cbc:HigherTenderAmount"),
    ("ten-val-low", "cbc:LowerTenderAmount"),
    ("win-cho", "cbc:TenderResultCode"),
    ("win-ten-val", "cac:LegalMonetaryTotal/cbc:PayableAmount"),
];

/// Finds what is withheld of an element, with the codes.
fn find_privacy<'a>(element: Element<'a>) -> Vec<Element<'a>> {
    let mut found = element.find_all("efac:FieldsPrivacy");
    found.extend(element.find_extensions("efac:FieldsPrivacy"));
    found
}

fn code_of(privacy: Element) -> Option<String> {
    privacy.text_at("efbc:FieldIdentifierCode")
}

impl<'a> Context<'a> {
    /// Returns an element, unless it is withheld: masked, or not to be published yet by a notice
    /// that TED has not published.
    pub(super) fn find_public(&self, element: Element<'a>, code: &str) -> Option<Element<'a>> {
        let value = element.find(look_up(VALUES, code)?)?;
        let withheld =
            find_privacy(element).into_iter().any(|p| code_of(p).as_deref() == Some(code));
        let masked = value.text().is_some_and(|text| is_masked(&text));
        (!withheld || self.published && !masked).then_some(value)
    }

    /// Lists everything that is withheld, wherever it stands in the notice.
    pub(super) fn read_withheld(&mut self) {
        for privacy in self.root.descendants_named("efac:FieldsPrivacy") {
            self.read_privacy(privacy);
        }
    }

    fn read_privacy(&mut self, privacy: Element<'a>) {
        let Some(code) = code_of(privacy) else { return };
        let owner = find_owner(privacy);
        let id = match find_identified(privacy) {
            Some(ancestor) => format!("{code}-{}", self.globalize(&ancestor)),
            None => code.clone(),
        };
        // What was counted of tenders is withheld once for each kind of count.
        let is_listed = |item: &Json| item.get("id").and_then(Json::as_text) == Some(&id);
        if self.withheld.iter().any(is_listed) {
            return;
        }
        let date = privacy.find("efbc:PublicationDate");
        let value = look_up(VALUES, &code)
            .and_then(|path| owner?.text_at(path))
            .filter(|value| !is_masked(value));
        if value.is_some() && self.published {
            self.notes.push(Note::Disclosed { item: id });
            return;
        }
        if value.is_some() {
            let until = date.and_then(Element::text);
            self.notes.push(Note::Withheld { item: id.clone(), until });
        }
        let mut item = object([
            ("id", Some(text(id))),
            ("field", Some(text(code.as_str()))),
            ("name", look_up(WITHHELD_FIELD, &code).map(text)),
        ]);
        put(&mut item, "availabilityDate", self.read_date(date, None, Edge::Start));
        self.put_text(&mut item, "rationale", &privacy.find_all("efbc:ReasonDescription"));
        let reason = self.classify(
            "eu-non-publication-justification",
            NON_PUBLICATION,
            "BT-197",
            privacy.text_at("cbc:ReasonCode"),
        );
        put(&mut item, "rationaleClassifications", Json::List(reason.into_iter().collect()));
        put(&mut item, "relatedLots", texts(find_lot(privacy)));
        self.withheld.push(Json::Object(item));
    }
}

/// The element that holds the value that is withheld.
fn find_owner(privacy: Element) -> Option<Element> {
    let is_extension = |name: String| name.starts_with("ext:") || name.starts_with("efext:");
    privacy.ancestors().find(|element| !is_extension(element.name()))
}

/// The id of the part of the notice that something is in.
fn find_identified(element: Element) -> Option<String> {
    element.ancestors().find_map(|part| match part.local_name() {
        "LotResult" | "LotTender" | "ProcurementProjectLot" => part.text_at("cbc:ID"),
        _ => None,
    })
}

/// The lot of the part of the notice that something is in.
fn find_lot(element: Element) -> Option<String> {
    element.ancestors().find_map(|part| match part.local_name() {
        "LotResult" | "LotTender" => part.text_at("efac:TenderLot/cbc:ID"),
        "ProcurementProjectLot" => part.text_at("cbc:ID"),
        _ => None,
    })
}
