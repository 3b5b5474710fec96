//! The organisations of a notice, as parties: buyers, tenderers and winners.
//!
//! Others, such as review bodies and eSenders, are no parties, since a box does not show them.
//! Contacts (BT-502, BT-503, BT-506, BT-739) and beneficial owners are never read.

use indexmap::IndexMap;

use super::build::{object, put, put_at, text, texts};
use super::context::{Context, is_masked};
use super::note::Note;
use super::xml::Element;
use crate::ocds::Json;
use crate::ocds::json::Object;

/// The name of a natural person, who is not named.
pub(super) const PERSON: &str = "a person";

/// The sizes of companies (BT-165) that OCDS knows.
const SCALES: [&str; 4] = ["micro", "small", "medium", "large"];

/// The organisations of a notice, and what those that are referred to have done.
pub(super) struct Parties<'a> {
    organizations: Vec<Organization<'a>>,
    /// The roles of the parties, by their place among the organisations.
    roles: IndexMap<usize, Vec<&'static str>>,
}

/// A company or one of its touch points.
struct Organization<'a> {
    /// Its id in the notice, such as `ORG-0001`.
    technical_id: String,
    /// Its id in the release.
    id: String,
    whole: Element<'a>,
    part: Element<'a>,
    is_person: bool,
}

impl<'a> Parties<'a> {
    /// Finds the organisations.
    pub(super) fn find(context: &Context<'a>) -> Self {
        let mut organizations: Vec<Organization> = Vec::new();
        for whole in context.root.find_extensions("efac:Organizations/efac:Organization") {
            // BT-633.
            let is_person = whole.is_true("efbc:NaturalPersonIndicator");
            for part in whole.children() {
                let is_company = part.name() == "efac:Company";
                if !is_company && part.name() != "efac:TouchPoint" {
                    continue;
                }
                let Some(technical_id) = part.text_at("cac:PartyIdentification/cbc:ID") else {
                    continue;
                };
                let id = find_company_id(part)
                    .filter(|_| is_company && !is_person)
                    .filter(|id| organizations.iter().all(|before| before.id != *id))
                    .unwrap_or_else(|| context.globalize(&technical_id));
                organizations.push(Organization { technical_id, id, whole, part, is_person });
            }
        }
        Self { organizations, roles: IndexMap::new() }
    }

    /// Gives an organisation a role, and returns a reference to it. `None` if the notice does not
    /// have it.
    pub(super) fn refer(
        &mut self,
        context: &mut Context<'a>,
        reference: Element<'a>,
        role: &'static str,
    ) -> Option<Json> {
        let wanted = reference.text()?;
        let found = self.organizations.iter().enumerate().find(|(_, o)| o.technical_id == wanted);
        let Some((index, organization)) = found else {
            context.notes.push(Note::NoSuchPart { path: reference.path(), id: wanted });
            return None;
        };
        let roles = self.roles.entry(index).or_default();
        if !roles.contains(&role) {
            roles.push(role);
        }
        // OPP-050, OPP-051, OPP-052.
        let as_buyer = [
            ("efbc:GroupLeadIndicator", "leadBuyer"),
            ("efbc:AwardingCPBIndicator", "procuringEntity"),
            ("efbc:AcquiringCPBIndicator", "wholesaleBuyer"),
        ];
        for (indicator, further) in as_buyer.into_iter().filter(|_| role == "buyer") {
            if organization.whole.is_true(indicator) && !roles.contains(&further) {
                roles.push(further);
            }
        }
        let mut party = object([("id", Some(text(organization.id.as_str())))]);
        organization.put_name(context, &mut party);
        Some(Json::Object(party))
    }

    /// Whether an organisation leads the buyers (OPP-050).
    pub(super) fn is_lead_buyer(&self, reference: Element<'a>) -> bool {
        let wanted = reference.text();
        self.organizations.iter().any(|organization| {
            Some(&organization.technical_id) == wanted.as_ref()
                && organization.whole.is_true("efbc:GroupLeadIndicator")
        })
    }

    /// Makes the parties of all that were referred to.
    pub(super) fn into_parties(self, context: &mut Context<'a>) -> Json {
        let mut parties = Vec::new();
        for (index, roles) in self.roles {
            if let Some(organization) = self.organizations.get(index) {
                parties.push(organization.to_party(context, roles));
            }
        }
        Json::List(parties)
    }
}

impl<'a> Organization<'a> {
    fn put_name(&self, context: &Context<'a>, party: &mut Object) {
        if self.is_person {
            put(party, "name", text(PERSON));
            return;
        }
        // A touch point without a name of its own is its company.
        let mut names = self.part.find_all("cac:PartyName/cbc:Name");
        if names.is_empty() {
            names = self.whole.find_all("efac:Company/cac:PartyName/cbc:Name");
        }
        context.put_name(party, "name", &names);
    }

    fn to_party(&self, context: &mut Context<'a>, roles: Vec<&'static str>) -> Json {
        let mut party = object([("id", Some(text(self.id.as_str())))]);
        self.put_name(context, &mut party);
        if self.is_person {
            context.notes.push(Note::NaturalPerson { party: self.id.clone() });
            put_at(&mut party, "details/scale", text("selfEmployed"));
        } else {
            self.put_details(&mut party);
        }
        put(&mut party, "roles", texts(roles));
        Json::Object(party)
    }

    fn put_details(&self, party: &mut Object) {
        let ids = self.whole.find_all("efac:Company/cac:PartyLegalEntity/cbc:CompanyID");
        let ids = ids.into_iter().filter_map(|id| {
            let scheme = id.attribute("schemeName").map(text);
            Some(Json::Object(object([("scheme", scheme), ("id", Some(text(id.text()?)))])))
        });
        // As the guidance has it: BT-501.
        if self.part.name() == "efac:Company" {
            put(party, "additionalIdentifiers", Json::List(ids.collect()));
        } else {
            put(party, "identifier", ids.into_iter().next());
        }
        for (key, path) in [
            ("locality", "cac:PostalAddress/cbc:CityName"),
            ("region", "cac:PostalAddress/cbc:CountrySubentityCode"),
        ] {
            let value = self.part.text_at(path).filter(|value| !is_masked(value));
            put_at(party, &format!("address/{key}"), value.map(text));
        }
        put_at(party, "address/country", find_country(self.part).map(text));
        let scale = self.part.text_at("efbc:CompanySizeCode");
        let scale = scale.filter(|scale| SCALES.contains(&scale.as_str()));
        put_at(party, "details/scale", scale.map(text));
    }
}

/// The country of an address as two letters (ISO 3166-1), or the code of the EU if it has none.
fn find_country(part: Element) -> Option<String> {
    let code = part.text_at("cac:PostalAddress/cac:Country/cbc:IdentificationCode")?;
    let country = celes::Country::from_alpha3(code.to_ascii_lowercase());
    Some(country.map_or(code, |country| country.alpha2.to_owned()))
}

/// The id of a company (BT-501) with its country, if it can be one. Some notices have "not
/// available" in its place.
fn find_company_id(part: Element) -> Option<String> {
    let id = part.text_at("cac:PartyLegalEntity/cbc:CompanyID")?;
    let id: String = id.split_whitespace().collect();
    let digits = id.chars().filter(char::is_ascii_digit).count();
    (digits >= 4).then(|| format!("{}-{id}", find_country(part).unwrap_or_default()))
}
