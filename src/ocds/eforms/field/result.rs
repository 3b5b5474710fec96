//! The fields of a result.

use super::Field;

/// A path in a result.
macro_rules! result {
    ($($path:literal),+) => {
        extension!("efac:NoticeResult/", $($path),+)
    };
}

const REVIEWS: &str = "reviews are not shown; a box has challenges by an editor";
const SUBCONTRACTING: &str = "subcontracting is not shown";

pub(super) const FIELDS: &[Field] = &[
    Field::mapped("BT-161", result!("cbc:TotalAmount"), "eforms/totalValue"),
    Field::mapped(
        "BT-118",
        result!("efbc:OverallMaximumFrameworkContractsAmount"),
        "eforms/frameworkMaximumValue",
    ),
    Field::ignored(
        "BT-1118",
        result!("efbc:OverallApproximateFrameworkContractsAmount"),
        "an approximation beside the maximum (BT-118)",
    ),
    Field::ignored(
        "BG-556",
        result!("efac:GroupFramework"),
        "groups of lots are shown by their maximum",
    ),
    Field::mapped("OPT-322", result!("efac:LotResult/cbc:ID"), "awards/id"),
    Field::mapped(
        "BT-13713",
        result!("efac:LotResult/efac:TenderLot/cbc:ID"),
        "awards/relatedLots, bids/statistics/relatedLot",
    ),
    Field::mapped(
        "BT-142",
        result!("efac:LotResult/cbc:TenderResultCode"),
        "awards/status, awards/statusDetails, tender/lots/status",
    ),
    Field::mapped(
        "BT-144",
        result!("efac:LotResult/efac:DecisionReason/efbc:DecisionReasonCode"),
        "awards/status, awards/statusDetails",
    ),
    Field::mapped("BT-710", result!("efac:LotResult/cbc:LowerTenderAmount"), "bids/statistics"),
    Field::mapped("BT-711", result!("efac:LotResult/cbc:HigherTenderAmount"), "bids/statistics"),
    Field::mapped(
        "BT-709",
        result!("efac:LotResult/efac:FrameworkAgreementValues/cbc:MaximumValueAmount"),
        "awards/maximumValue",
    ),
    Field::mapped(
        "BT-660",
        result!("efac:LotResult/efac:FrameworkAgreementValues/efbc:ReestimatedValueAmount"),
        "awards/estimatedValue",
    ),
    Field::mapped(
        "BT-760",
        result!("efac:LotResult/efac:ReceivedSubmissionsStatistics/efbc:StatisticsCode"),
        "bids/statistics/measure",
    ),
    Field::mapped(
        "BT-759",
        result!("efac:LotResult/efac:ReceivedSubmissionsStatistics/efbc:StatisticsNumeric"),
        "bids/statistics/value",
    ),
    Field::mapped("OPT-320", result!("efac:LotResult/efac:LotTender/cbc:ID"), "awards/relatedBids"),
    Field::mapped(
        "OPT-315",
        result!("efac:LotResult/efac:SettledContract/cbc:ID"),
        "contracts/awardID, contracts/awardIDs",
    ),
    Field::ignored(
        "BT-119",
        result!("efac:LotResult/efbc:DPSTerminationIndicator"),
        "dynamic purchasing systems are not shown",
    ),
    Field::ignored(
        "BT-635, BT-636, BT-712",
        result!("efac:LotResult/efac:AppealRequestsStatistics"),
        REVIEWS,
    ),
    Field::ignored(
        "BG-7, BG-714",
        result!("efac:LotResult/efac:StrategicProcurement"),
        "vehicles, energy and measures are not shown",
    ),
    Field::ignored(
        "OPT-301-LotResult",
        result!("efac:LotResult/cac:FinancingParty"),
        "who finances and pays is not shown",
    ),
    Field::ignored(
        "OPT-301-LotResult",
        result!("efac:LotResult/cac:PayerParty"),
        "who finances and pays is not shown",
    ),
    Field::mapped("OPT-321", result!("efac:LotTender/cbc:ID"), "bids/details/id"),
    Field::mapped(
        "BT-3201",
        result!("efac:LotTender/efac:TenderReference/cbc:ID"),
        "bids/details/identifiers",
    ),
    Field::mapped(
        "BT-13714",
        result!("efac:LotTender/efac:TenderLot/cbc:ID"),
        "bids/details/relatedLots",
    ),
    Field::mapped("BT-171", result!("efac:LotTender/cbc:RankCode"), "bids/details/rank"),
    Field::mapped(
        "BT-720",
        result!("efac:LotTender/cac:LegalMonetaryTotal/cbc:PayableAmount"),
        "bids/details/value, awards/value",
    ),
    Field::mapped(
        "OPT-310",
        result!("efac:LotTender/efac:TenderingParty/cbc:ID"),
        "bids/details/tenderers, awards/suppliers",
    ),
    Field::ignored("BG-712", result!("efac:LotTender/efac:SubcontractingTerm"), SUBCONTRACTING),
    Field::ignored(
        "BT-160, BT-162, BT-163",
        result!("efac:LotTender/efac:ConcessionRevenue"),
        "revenues of concessions are not shown",
    ),
    Field::ignored(
        "BT-779, BT-780, BT-782",
        result!("efac:LotTender/efac:AggregatedAmounts"),
        "payments are not in notices of awards; a box has what was spent by its source",
    ),
    Field::ignored(
        "BT-191",
        result!("efac:LotTender/efac:Origin"),
        "the origin of goods is not shown",
    ),
    Field::ignored(
        "OPP-030 to OPP-034",
        result!("efac:LotTender/efac:ContractTerm"),
        "terms of public transport are not shown",
    ),
    Field::ignored(
        "BT-1711",
        result!("efac:LotTender/efbc:TenderRankedIndicator"),
        "the rank itself says so",
    ),
    Field::ignored(
        "BT-193",
        result!("efac:LotTender/efbc:TenderVariantIndicator"),
        "variants are not shown",
    ),
    Field::ignored(
        "OPP-080",
        result!("efac:LotTender/efbc:PublicTransportationCumulatedDistance"),
        "terms of public transport are not shown",
    ),
    Field::ignored(
        "BT-682",
        result!("efac:LotTender/efbc:ForeignSubsidiesMeasuresCode"),
        "foreign subsidies are not shown",
    ),
    Field::mapped("OPT-316", result!("efac:SettledContract/cbc:ID"), "contracts/id"),
    Field::mapped("BT-721", result!("efac:SettledContract/cbc:Title"), "contracts/title"),
    Field::mapped("BT-1451", result!("efac:SettledContract/cbc:AwardDate"), "awards/date"),
    Field::mapped("BT-145", result!("efac:SettledContract/cbc:IssueDate"), "contracts/dateSigned"),
    Field::mapped("BT-151", result!("efac:SettledContract/cbc:URI"), "contracts/documents/url"),
    Field::mapped(
        "BT-150",
        result!("efac:SettledContract/efac:ContractReference/cbc:ID"),
        "contracts/identifiers",
    ),
    Field::mapped(
        "BT-3202",
        result!("efac:SettledContract/efac:LotTender/cbc:ID"),
        "contracts/relatedBids, contracts/suppliers, awards/suppliers",
    ),
    Field::mapped(
        "OPT-100",
        result!("efac:SettledContract/cac:NoticeDocumentReference/cbc:ID"),
        "contracts/relatedProcesses",
    ),
    Field::mapped(
        "OPT-300-Contract-Signatory",
        result!("efac:SettledContract/cac:SignatoryParty/cac:PartyIdentification/cbc:ID"),
        "awards/buyers, parties/roles",
    ),
    Field::ignored(
        "BT-768",
        result!("efac:SettledContract/efbc:ContractFrameworkIndicator"),
        "the lot says so (BT-765)",
    ),
    Field::ignored(
        "BT-5011, BT-6110, BT-722",
        result!("efac:SettledContract/efac:Funding"),
        "EU funds are not shown",
    ),
    Field::ignored(
        "OPP-020 to OPP-023",
        result!("efac:SettledContract/efac:DurationJustification"),
        "terms of public transport are not shown",
    ),
    Field::mapped("OPT-210", result!("efac:TenderingParty/cbc:ID"), "bids/details/tenderers"),
    Field::mapped(
        "OPT-300-Tenderer",
        result!("efac:TenderingParty/efac:Tenderer/cbc:ID"),
        "bids/details/tenderers, awards/suppliers",
    ),
    Field::mapped(
        "OPT-170",
        result!("efac:TenderingParty/efac:Tenderer/efbc:GroupLeadIndicator"),
        "parties/roles",
    ),
    Field::ignored(
        "OPT-211",
        result!("efac:TenderingParty/cbc:Name"),
        "the tenderers have names of their own",
    ),
    Field::ignored("OPT-301", result!("efac:TenderingParty/efac:SubContractor"), SUBCONTRACTING),
];
