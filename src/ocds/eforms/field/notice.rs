//! The fields of a notice and its procedure.

use super::Field;

const TERMS: &str = "how to tender is not shown";
const PLACE: &str = "the place of performance is not shown";
const MORE: &str = "further information is for tenderers";

pub(super) const FIELDS: &[Field] = &[
    Field::ignored(
        "OPT-001",
        "/*/cbc:UBLVersionID",
        "the version of UBL says nothing of the contract",
    ),
    Field::ignored(
        "OPT-002",
        "/*/cbc:CustomizationID",
        "the version of the SDK says nothing of the contract",
    ),
    Field::ignored("UBL", "/*/cbc:ProfileID", "the profile of UBL says nothing of the contract"),
    Field::mapped("BT-701", "/*/cbc:ID", "id, eforms/noticeId"),
    Field::mapped("BT-04", "/*/cbc:ContractFolderID", "ocid, tender/id"),
    Field::mapped("BT-05(a)", "/*/cbc:IssueDate", "date"),
    Field::mapped("BT-05(b)", "/*/cbc:IssueTime", "date"),
    Field::mapped("BT-757", "/*/cbc:VersionID", "id, eforms/version"),
    Field::ignored("BT-127", "/*/cbc:PlannedDate", "when a notice is planned is not shown"),
    Field::ignored(
        "BT-738",
        "/*/cbc:RequestedPublicationDate",
        "a wish, not the day of publication",
    ),
    Field::mapped("BT-01", "/*/cbc:RegulatoryDomain", "tender/legalBasis/wasDerivedFrom"),
    Field::mapped("BT-02", "/*/cbc:NoticeTypeCode", "tag, tender/status, eforms/noticeType"),
    Field::mapped("BT-702(a)", "/*/cbc:NoticeLanguageCode", "language"),
    Field::ignored("BT-702(b)", "/*/cac:AdditionalNoticeLanguage", "each text says its language"),
    Field::personal("OPP-131", "/*/cac:SenderParty"),
    Field::ignored("OPP-130", "/*/cbc:Note", "remarks on the notice itself"),
    Field::ignored(
        "BT-803",
        extension!("efbc:TransmissionDate"),
        "when an eSender sent the notice",
    ),
    Field::ignored(
        "BT-803",
        extension!("efbc:TransmissionTime"),
        "when an eSender sent the notice",
    ),
    Field::mapped("OPP-070", extension!("efac:NoticeSubType/cbc:SubTypeCode"), "eforms/subtype"),
    Field::mapped(
        "OPP-010",
        extension!("efac:Publication/efbc:NoticePublicationID"),
        "eforms/publicationNumber, tender/documents",
    ),
    Field::mapped("OPP-011", extension!("efac:Publication/efbc:GazetteID"), "eforms/gazette"),
    Field::mapped(
        "OPP-012",
        extension!("efac:Publication/efbc:PublicationDate"),
        "eforms/publicationDate, tender/documents/datePublished",
    ),
    Field::ignored("BT-632", extension!("efbc:AccessToolName"), TERMS),
    Field::ignored(
        "BG-613",
        extension!("efac:Appeals"),
        "reviews are not shown; a box has challenges by an editor",
    ),
    Field::mapped(
        "BT-140",
        extension!("efac:Changes/efac:ChangeReason/cbc:ReasonCode"),
        "tender/amendments/rationaleClassifications",
    ),
    Field::mapped(
        "BT-762",
        extension!("efac:Changes/efac:ChangeReason/efbc:ReasonDescription"),
        "tender/amendments/rationale",
    ),
    Field::mapped(
        "BT-141(a)",
        extension!("efac:Changes/efac:Change/efbc:ChangeDescription"),
        "tender/amendments/description",
    ),
    Field::mapped(
        "BT-13716",
        extension!("efac:Changes/efac:Change/efac:ChangedSection/efbc:ChangedSectionIdentifier"),
        "tender/amendments/relatedLots",
    ),
    Field::mapped(
        "BT-758",
        extension!("efac:Changes/efbc:ChangedNoticeIdentifier"),
        "tender/amendments/amendsReleaseID",
    ),
    Field::ignored(
        "BT-718, BT-719",
        extension!("efac:Changes/efac:Change"),
        "when the documents for tenderers changed is not shown",
    ),
    Field::mapped(
        "BT-200",
        extension!("efac:ContractModification/efac:ChangeReason/cbc:ReasonCode"),
        "contracts/amendments/rationaleClassifications",
    ),
    Field::mapped(
        "BT-201",
        extension!("efac:ContractModification/efac:ChangeReason/efbc:ReasonDescription"),
        "contracts/amendments/rationale",
    ),
    Field::mapped(
        "BT-202",
        extension!("efac:ContractModification/efac:Change/efbc:ChangeDescription"),
        "contracts/amendments/description",
    ),
    Field::mapped(
        "BT-1501(p)",
        extension!(
            "efac:ContractModification/efac:Change/efac:ChangedSection/",
            "efbc:ChangedSectionIdentifier"
        ),
        "contracts/amendments",
    ),
    Field::mapped(
        "BT-1501(n)",
        extension!("efac:ContractModification/efbc:ChangedNoticeIdentifier"),
        "contracts/amendments/amendsReleaseID",
    ),
    Field::mapped(
        "BT-1501(c)",
        extension!("efac:ContractModification/efbc:ModifiedContractIdentifier"),
        "contracts/amendments",
    ),
    Field::mapped(
        "OPT-300-Procedure-Buyer",
        "/*/cac:ContractingParty/cac:Party/cac:PartyIdentification/cbc:ID",
        "buyer, parties/roles",
    ),
    Field::ignored(
        "BT-10, BT-11, BT-508, BT-610, OPT-030, OPT-300-Procedure-SProvider",
        "/*/cac:ContractingParty",
        "a box names the buyer; what kind of body it is and who helps it are not shown",
    ),
    Field::mapped(
        "BT-105",
        "/*/cac:TenderingProcess/cbc:ProcedureCode",
        "tender/procurementMethod, tender/procurementMethodDetails, eforms/procedureType",
    ),
    Field::mapped("BT-88", "/*/cac:TenderingProcess/cbc:Description", "eforms/procedureFeatures"),
    Field::mapped(
        "BT-106, BT-136",
        "/*/cac:TenderingProcess/cac:ProcessJustification/cbc:ProcessReasonCode",
        "tender/procedure/isAccelerated, tender/procurementMethodRationaleClassifications",
    ),
    Field::mapped(
        "BT-135, BT-1351",
        "/*/cac:TenderingProcess/cac:ProcessJustification/cbc:ProcessReason",
        "tender/procurementMethodRationale, tender/procedure/acceleratedRationale",
    ),
    Field::ignored(
        "BT-1252, BT-634, BT-763, OPP-090, BT-756",
        "/*/cac:TenderingProcess",
        "earlier procedures are found by their own notices",
    ),
    Field::mapped(
        "BT-01(c), BT-01(e)",
        "/*/cac:TenderingTerms/cac:ProcurementLegislationDocumentReference/cbc:ID",
        "tender/legalBasis/id",
    ),
    Field::mapped(
        "BT-01(d), BT-01(f)",
        concat!(
            "/*/cac:TenderingTerms/cac:ProcurementLegislationDocumentReference/",
            "cbc:DocumentDescription"
        ),
        "tender/legalBasis/description",
    ),
    Field::mapped(
        "BT-330",
        "/*/cac:TenderingTerms/cac:LotDistribution/cac:LotsGroup/cbc:LotsGroupID",
        "tender/lotGroups/relatedLots",
    ),
    Field::mapped(
        "BT-1375",
        concat!(
            "/*/cac:TenderingTerms/cac:LotDistribution/cac:LotsGroup/",
            "cac:ProcurementProjectLotReference/cbc:ID"
        ),
        "tender/lotGroups/relatedLots",
    ),
    Field::ignored("BT-09, BT-31, BT-33, BT-67", "/*/cac:TenderingTerms", TERMS),
    Field::mapped("BT-22", "/*/cac:ProcurementProject/cbc:ID", "tender/identifiers"),
    Field::mapped("BT-21", "/*/cac:ProcurementProject/cbc:Name", "title, tender/title"),
    Field::mapped("BT-24", "/*/cac:ProcurementProject/cbc:Description", "tender/description"),
    Field::mapped(
        "BT-23",
        "/*/cac:ProcurementProject/cbc:ProcurementTypeCode",
        "tender/mainProcurementCategory",
    ),
    Field::mapped(
        "BT-27",
        concat!(
            "/*/cac:ProcurementProject/cac:RequestedTenderTotal/",
            "cbc:EstimatedOverallContractAmount"
        ),
        "tender/value",
    ),
    Field::mapped(
        "BT-271",
        concat!(
            "/*/cac:ProcurementProject/cac:RequestedTenderTotal/ext:UBLExtensions/",
            "ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension/",
            "efbc:FrameworkMaximumAmount"
        ),
        "tender/techniques/frameworkAgreement/value",
    ),
    Field::mapped(
        "BT-262",
        "/*/cac:ProcurementProject/cac:MainCommodityClassification/cbc:ItemClassificationCode",
        "tender/items/classification",
    ),
    Field::mapped(
        "BT-263",
        concat!(
            "/*/cac:ProcurementProject/cac:AdditionalCommodityClassification/",
            "cbc:ItemClassificationCode"
        ),
        "tender/items/additionalClassifications",
    ),
    Field::ignored("BT-300", "/*/cac:ProcurementProject/cbc:Note", MORE),
    Field::ignored(
        "BT-531",
        "/*/cac:ProcurementProject/cac:ProcurementAdditionalType",
        "only the main nature is shown",
    ),
    Field::ignored("BT-727, BT-728", "/*/cac:ProcurementProject/cac:RealizedLocation", PLACE),
    Field::ignored("BT-726", "/*/cac:ProcurementProject/cbc:SMESuitableIndicator", MORE),
    Field::ignored(
        "BT-57, BT-58",
        "/*/cac:ProcurementProject/cac:ContractExtension",
        "renewals are those of the lots; eForms has none of the procedure",
    ),
    Field::ignored(
        "OPT-999",
        "/*/cac:TenderResult",
        "UBL demands a date here, and eForms a made-up one",
    ),
    Field::ignored(
        "OPT-110",
        "/*/cac:AdditionalDocumentReference",
        "documents of company registers",
    ),
    Field::mapped(
        "BT-195",
        "//efac:FieldsPrivacy/efbc:FieldIdentifierCode",
        "withheldInformation/field",
    ),
    Field::mapped(
        "BT-196",
        "//efac:FieldsPrivacy/efbc:ReasonDescription",
        "withheldInformation/rationale",
    ),
    Field::mapped(
        "BT-197",
        "//efac:FieldsPrivacy/cbc:ReasonCode",
        "withheldInformation/rationaleClassifications",
    ),
    Field::mapped(
        "BT-198",
        "//efac:FieldsPrivacy/efbc:PublicationDate",
        "withheldInformation/availabilityDate",
    ),
];
