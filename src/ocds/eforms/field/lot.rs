//! The fields of a lot, of a group of lots and of a part of a planning notice.

use super::Field;

/// A path in a lot.
macro_rules! lot {
    ($($path:literal),+) => {
        concat!("/*/cac:ProcurementProjectLot/", $($path),+)
    };
}

pub(super) const FIELDS: &[Field] = &[
    Field::mapped("BT-137", lot!("cbc:ID"), "tender/lots/id"),
    Field::mapped("BT-22", lot!("cac:ProcurementProject/cbc:ID"), "tender/lots/identifiers"),
    Field::mapped("BT-21", lot!("cac:ProcurementProject/cbc:Name"), "tender/lots/title"),
    Field::mapped(
        "BT-24",
        lot!("cac:ProcurementProject/cbc:Description"),
        "tender/lots/description",
    ),
    Field::mapped(
        "BT-23",
        lot!("cac:ProcurementProject/cbc:ProcurementTypeCode"),
        "tender/lots/mainProcurementCategory",
    ),
    Field::mapped(
        "BT-27",
        lot!(
            "cac:ProcurementProject/cac:RequestedTenderTotal/",
            "cbc:EstimatedOverallContractAmount"
        ),
        "tender/lots/value, tender/lotGroups/maximumValue",
    ),
    Field::mapped(
        "BT-271",
        lot!(
            "cac:ProcurementProject/cac:RequestedTenderTotal/ext:UBLExtensions/",
            "ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension/",
            "efbc:FrameworkMaximumAmount"
        ),
        "tender/lots/techniques/frameworkAgreement/value",
    ),
    Field::mapped(
        "BT-262",
        lot!(
            "cac:ProcurementProject/cac:MainCommodityClassification/",
            "cbc:ItemClassificationCode"
        ),
        "tender/items/classification",
    ),
    Field::mapped(
        "BT-263",
        lot!(
            "cac:ProcurementProject/cac:AdditionalCommodityClassification/",
            "cbc:ItemClassificationCode"
        ),
        "tender/items/additionalClassifications",
    ),
    Field::mapped(
        "BT-536",
        lot!("cac:ProcurementProject/cac:PlannedPeriod/cbc:StartDate"),
        "tender/lots/contractPeriod/startDate",
    ),
    Field::mapped(
        "BT-537",
        lot!("cac:ProcurementProject/cac:PlannedPeriod/cbc:EndDate"),
        "tender/lots/contractPeriod/endDate",
    ),
    Field::mapped(
        "BT-36",
        lot!("cac:ProcurementProject/cac:PlannedPeriod/cbc:DurationMeasure"),
        "tender/lots/contractPeriod/durationInDays, tender/lots/contractPeriod/duration",
    ),
    Field::mapped(
        "BT-538",
        lot!("cac:ProcurementProject/cac:PlannedPeriod/cbc:DescriptionCode"),
        "tender/lots/contractPeriod/description",
    ),
    Field::mapped(
        "BT-54",
        lot!("cac:ProcurementProject/cac:ContractExtension/cbc:OptionsDescription"),
        "tender/lots/options/description",
    ),
    Field::mapped(
        "BT-57",
        lot!(
            "cac:ProcurementProject/cac:ContractExtension/cac:Renewal/cac:Period/",
            "cbc:Description"
        ),
        "tender/lots/renewal/description",
    ),
    Field::mapped(
        "BT-58",
        lot!("cac:ProcurementProject/cac:ContractExtension/cbc:MaximumNumberNumeric"),
        "tender/lots/renewal/maximumRenewals",
    ),
    Field::mapped(
        "BT-131(d)",
        lot!("cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod/cbc:EndDate"),
        "tender/lots/tenderPeriod/endDate",
    ),
    Field::mapped(
        "BT-131(t)",
        lot!("cac:TenderingProcess/cac:TenderSubmissionDeadlinePeriod/cbc:EndTime"),
        "tender/lots/tenderPeriod/endDate",
    ),
    Field::mapped(
        "BT-1311(d)",
        lot!("cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod/cbc:EndDate"),
        "tender/lots/tenderPeriod/endDate",
    ),
    Field::mapped(
        "BT-1311(t)",
        lot!("cac:TenderingProcess/cac:ParticipationRequestReceptionPeriod/cbc:EndTime"),
        "tender/lots/tenderPeriod/endDate",
    ),
    Field::mapped(
        "BT-765",
        lot!("cac:TenderingProcess/cac:ContractingSystem/cbc:ContractingSystemTypeCode"),
        "tender/lots/techniques/frameworkAgreement/method",
    ),
    Field::ignored(
        "BT-25, BT-300, BT-531, BT-726, BT-727, BT-728, BT-777, BT-781",
        lot!("cac:ProcurementProject"),
        "quantities, places and further information of lots are not shown",
    ),
    Field::ignored(
        "BG-704, BG-705, BG-706, BT-17, BT-115, BT-125, BT-157",
        lot!("cac:TenderingProcess"),
        "how to tender is not shown",
    ),
    Field::personal(
        "BT-46, BT-47",
        lot!("cac:TenderingTerms/cac:AwardingTerms/cac:TechnicalCommitteePerson"),
    ),
    Field::personal(
        "BT-47",
        lot!("cac:TenderingTerms/cac:EconomicOperatorShortList/cac:PreSelectedParty"),
    ),
    Field::ignored(
        "BG-700, BG-701, BG-702, BG-707, BG-709, BG-713, BG-714, BG-716",
        lot!("cac:TenderingTerms"),
        "the terms, criteria and documents for tenderers are not shown",
    ),
];
