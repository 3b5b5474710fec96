//! The lots of a notice, and the parts of a planning notice: `cac:ProcurementProjectLot`.

use super::build::{object, put, put_at, text, texts};
use super::code::{DAYS_PER_UNIT, FRAMEWORK_METHODS};
use super::context::{Context, Edge};
use super::note::Note;
use super::xml::Element;
use crate::ocds::Json;
use crate::ocds::json::Object;

/// What a `cac:ProcurementProjectLot` is.
fn kind_of<'a>(lot: Element<'a>) -> Option<&'a str> {
    lot.find("cbc:ID").and_then(|id| id.attribute("schemeName"))
}

impl<'a> Context<'a> {
    /// Sets the lots, groups of lots and items of `tender`.
    pub(super) fn put_lots(&mut self, tender: &mut Object) {
        let all = self.root.find_all("cac:ProcurementProjectLot");
        let parts = all.iter().filter(|lot| kind_of(**lot) == Some("Part")).count();
        if parts > 1 {
            self.notes.push(Note::SeveralParts { count: parts });
        }
        let (mut lots, mut groups, mut items) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(project) = self.root.find("cac:ProcurementProject") {
            items.extend(self.read_item(project, 1, None));
        }
        for lot in all {
            let id = lot.text_at("cbc:ID");
            let Some(project) = lot.find("cac:ProcurementProject") else { continue };
            match kind_of(lot) {
                // What a planning notice with one part plans is the whole of it.
                Some("Part") if parts == 1 => {
                    let mut part = Object::new();
                    self.put_lot(&mut part, lot, project);
                    tender.extend(part);
                    items.extend(self.read_item(project, items.len() + 1, None));
                }
                Some("LotsGroup") => groups.push(self.read_group(id, project)),
                _ => {
                    let mut object = object([("id", id.clone().map(text))]);
                    self.put_lot(&mut object, lot, project);
                    lots.push(Json::Object(object));
                    items.extend(self.read_item(project, items.len() + 1, id.as_deref()));
                }
            }
        }
        put(tender, "lots", Json::List(lots));
        put(tender, "lotGroups", Json::List(groups));
        put(tender, "items", Json::List(items));
    }

    fn put_lot(&mut self, target: &mut Object, lot: Element<'a>, project: Element<'a>) {
        self.put_project(target, project);
        self.put_deadline(target, lot);
        if let Some(period) = project.find("cac:PlannedPeriod") {
            let period = self.read_period(period);
            put(target, "contractPeriod", Json::Object(period));
        }
        self.put_extension(target, project);
        self.put_framework(target, lot, project);
    }

    /// Makes a group of lots: BT-21, BT-24, BT-27 and BT-1375.
    fn read_group(&mut self, id: Option<String>, project: Element<'a>) -> Json {
        let mut group = object([("id", id.clone().map(text))]);
        self.put_text(&mut group, "title", &project.find_all("cbc:Name"));
        self.put_text(&mut group, "description", &project.find_all("cbc:Description"));
        let value = project.find("cac:RequestedTenderTotal/cbc:EstimatedOverallContractAmount");
        put(&mut group, "maximumValue", self.read_amount(value));
        let members = self.root.find_all("cac:TenderingTerms/cac:LotDistribution/cac:LotsGroup");
        let members = members.into_iter().filter(|group| group.text_at("cbc:LotsGroupID") == id);
        let members = members.flat_map(|g| g.find_all("cac:ProcurementProjectLotReference/cbc:ID"));
        put(&mut group, "relatedLots", texts(members.filter_map(Element::text)));
        Json::Object(group)
    }

    /// Sets until when tenders (BT-131) or requests to participate (BT-1311) are taken.
    fn put_deadline(&mut self, target: &mut Object, lot: Element<'a>) {
        let periods = ["TenderSubmissionDeadlinePeriod", "ParticipationRequestReceptionPeriod"];
        for name in periods {
            let Some(period) = lot.find(&format!("cac:TenderingProcess/cac:{name}")) else {
                continue;
            };
            let end =
                self.read_date(period.find("cbc:EndDate"), period.find("cbc:EndTime"), Edge::End);
            put_at(target, "tenderPeriod/endDate", end);
        }
    }

    /// Reads how long the contract is to run: BT-36, BT-536, BT-537 and BT-538. A duration stays as
    /// it is written beside the days that OCDS has, since a month is not 30 days.
    fn read_period(&mut self, period: Element<'a>) -> Object {
        let start = self.read_date(period.find("cbc:StartDate"), None, Edge::Start);
        let end = self.read_date(period.find("cbc:EndDate"), None, Edge::End);
        let measure = period.find("cbc:DurationMeasure");
        let unit = measure.and_then(|measure| measure.attribute("unitCode"));
        let duration = self.read_number(measure);
        let days = count_days(duration.as_ref(), unit);
        let duration = duration
            .map(|value| Json::Object(object([("value", Some(value)), ("unit", unit.map(text))])));
        object([
            ("startDate", start),
            ("endDate", end),
            ("durationInDays", days),
            ("duration", duration),
            ("description", period.text_at("cbc:DescriptionCode").map(text)),
        ])
    }

    /// Sets options (BT-54) and renewals (BT-57, BT-58).
    fn put_extension(&mut self, target: &mut Object, project: Element<'a>) {
        let Some(extension) = project.find("cac:ContractExtension") else { return };
        let (mut options, mut renewal) = (Object::new(), Object::new());
        self.put_text(&mut options, "description", &extension.find_all("cbc:OptionsDescription"));
        let descriptions = extension.find_all("cac:Renewal/cac:Period/cbc:Description");
        self.put_text(&mut renewal, "description", &descriptions);
        let maximum = self.read_number(extension.find("cbc:MaximumNumberNumeric"));
        put(&mut renewal, "maximumRenewals", maximum);
        put(target, "options", Json::Object(options));
        put(target, "renewal", Json::Object(renewal));
    }

    /// Sets that the lot is a framework agreement (BT-765), and what may be spent in it (BT-271).
    fn put_framework(&mut self, target: &mut Object, lot: Element<'a>, project: Element<'a>) {
        let path = "cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode";
        let codes = lot.find_all(path).into_iter();
        let mut codes =
            codes.filter(|code| code.attribute("listName") == Some("framework-agreement"));
        let code = codes.find_map(Element::text).filter(|code| code != "none");
        if code.is_some() {
            put_at(target, "techniques/hasFrameworkAgreement", Json::Bool(true));
            let method = self.read_code(FRAMEWORK_METHODS, "BT-765", code);
            put_at(target, "techniques/frameworkAgreement/method", method.map(text));
        }
        self.put_framework_maximum(target, project);
    }
}

/// Counts the days of a duration as the guidance does. `None` if it is no whole number, or in a
/// unit that the guidance does not have.
fn count_days(duration: Option<&Json>, unit: Option<&str>) -> Option<Json> {
    let count: u32 = duration?.as_text_or_number()?.parse().ok()?;
    let (_, days) = DAYS_PER_UNIT.iter().find(|(known, _)| Some(*known) == unit)?;
    Some(Json::Number(count.checked_mul(*days)?.to_string()))
}
