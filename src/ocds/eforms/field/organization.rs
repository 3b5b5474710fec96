//! The fields of the organisations.

use super::Field;

/// A path in an organisation.
macro_rules! organization {
    ($($path:literal),+) => {
        extension!("efac:Organizations/efac:Organization/", $($path),+)
    };
}

const STREET: &str = "a box does not show addresses";
const WEB: &str = "a box does not show addresses of organisations on the web";

pub(super) const FIELDS: &[Field] = &[
    Field::mapped(
        "OPT-200",
        organization!("efac:Company/cac:PartyIdentification/cbc:ID"),
        "parties/id",
    ),
    Field::mapped("BT-500", organization!("efac:Company/cac:PartyName/cbc:Name"), "parties/name"),
    Field::mapped(
        "BT-501",
        organization!("efac:Company/cac:PartyLegalEntity/cbc:CompanyID"),
        "parties/id, parties/additionalIdentifiers",
    ),
    Field::mapped(
        "BT-513",
        organization!("efac:Company/cac:PostalAddress/cbc:CityName"),
        "parties/address/locality",
    ),
    Field::mapped(
        "BT-507",
        organization!("efac:Company/cac:PostalAddress/cbc:CountrySubentityCode"),
        "parties/address/region",
    ),
    Field::mapped(
        "BT-514",
        organization!("efac:Company/cac:PostalAddress/cac:Country/cbc:IdentificationCode"),
        "parties/address/country",
    ),
    Field::mapped(
        "BT-165",
        organization!("efac:Company/efbc:CompanySizeCode"),
        "parties/details/scale",
    ),
    Field::mapped("BT-633", organization!("efbc:NaturalPersonIndicator"), "parties/details/scale"),
    Field::mapped("OPP-050", organization!("efbc:GroupLeadIndicator"), "parties/roles"),
    Field::mapped("OPP-051", organization!("efbc:AwardingCPBIndicator"), "parties/roles"),
    Field::mapped("OPP-052", organization!("efbc:AcquiringCPBIndicator"), "parties/roles"),
    Field::ignored(
        "BT-746",
        organization!("efbc:ListedOnRegulatedMarketIndicator"),
        "whether a company is listed is not shown",
    ),
    Field::ignored(
        "OPT-302",
        organization!("efac:UltimateBeneficialOwner"),
        "beneficial owners are people",
    ),
    Field::ignored(
        "BT-510, BT-512, BT-16",
        organization!("efac:Company/cac:PostalAddress"),
        STREET,
    ),
    Field::ignored("BT-505", organization!("efac:Company/cbc:WebsiteURI"), WEB),
    Field::ignored("BT-509", organization!("efac:Company/cbc:EndpointID"), WEB),
    Field::personal("BT-502, BT-503, BT-506, BT-739", organization!("efac:Company/cac:Contact")),
    Field::mapped(
        "OPT-201",
        organization!("efac:TouchPoint/cac:PartyIdentification/cbc:ID"),
        "parties/id",
    ),
    Field::mapped(
        "BT-500",
        organization!("efac:TouchPoint/cac:PartyName/cbc:Name"),
        "parties/name",
    ),
    Field::mapped(
        "BT-513",
        organization!("efac:TouchPoint/cac:PostalAddress/cbc:CityName"),
        "parties/address/locality",
    ),
    Field::mapped(
        "BT-507",
        organization!("efac:TouchPoint/cac:PostalAddress/cbc:CountrySubentityCode"),
        "parties/address/region",
    ),
    Field::mapped(
        "BT-514",
        organization!("efac:TouchPoint/cac:PostalAddress/cac:Country/cbc:IdentificationCode"),
        "parties/address/country",
    ),
    Field::ignored(
        "BT-510, BT-512, BT-16",
        organization!("efac:TouchPoint/cac:PostalAddress"),
        STREET,
    ),
    Field::ignored("BT-505", organization!("efac:TouchPoint/cbc:WebsiteURI"), WEB),
    Field::ignored("BT-509", organization!("efac:TouchPoint/cbc:EndpointID"), WEB),
    Field::personal("BT-502, BT-503, BT-506, BT-739", organization!("efac:TouchPoint/cac:Contact")),
    Field::personal(
        "BT-500, BT-706",
        extension!("efac:Organizations/efac:UltimateBeneficialOwner"),
    ),
];
