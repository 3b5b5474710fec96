//! The code lists of eForms, as the EU Vocabularies publish them, and what they are in OCDS.
//!
//! Codes and their English names: <https://op.europa.eu/en/web/eu-vocabularies/authority-tables>.
//! Their counterparts in OCDS: the code lists of
//! [OCDS for eForms](https://standard.open-contracting.org/profiles/eforms/latest/en/codelists/).

/// The codes of a list, each with its name in English, or with what it is elsewhere.
pub(super) type Names = &'static [(&'static str, &'static str)];

/// Looks a code up.
pub(super) fn look_up(names: Names, code: &str) -> Option<&'static str> {
    names.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

/// What a notice is for: its form type (BT-03).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormType {
    /// A consultation of the market.
    Consultation,
    /// A notice of what is planned.
    Planning,
    /// A call for tenders.
    Competition,
    /// A direct award that is announced before the contract is signed.
    DirectAward,
    /// The result of a procedure.
    Result,
    /// A change of a contract.
    Modification,
    /// The end of a contract.
    Completion,
}

impl FormType {
    /// Reads the code of a form type.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "consultation" => Self::Consultation,
            "planning" => Self::Planning,
            "competition" => Self::Competition,
            "dir-awa-pre" => Self::DirectAward,
            "result" => Self::Result,
            "cont-modif" => Self::Modification,
            "completion" => Self::Completion,
            _ => return None,
        })
    }

    /// The tags of the release, by the table of form types of OCDS for eForms.
    pub(super) fn tags(self) -> &'static [&'static str] {
        match self {
            Self::Consultation | Self::Planning => &["planning"],
            Self::Competition => &["tender"],
            Self::DirectAward | Self::Result => &["award", "contract"],
            Self::Modification => &["awardUpdate", "contractUpdate"],
            Self::Completion => &["contractUpdate"],
        }
    }

    /// The status of the tender, by the same table.
    pub(super) fn tender_status(self) -> Option<&'static str> {
        match self {
            Self::Consultation => Some("planning"),
            Self::Planning => Some("planned"),
            Self::Competition => Some("active"),
            Self::DirectAward | Self::Result => Some("complete"),
            Self::Modification | Self::Completion => None,
        }
    }

    /// The type of the notice as a document, by the code list `documentType` of OCDS.
    pub(super) fn document_type(self) -> &'static str {
        match self {
            Self::Consultation | Self::Planning => "plannedProcurementNotice",
            Self::Competition => "tenderNotice",
            Self::DirectAward | Self::Result => "awardNotice",
            Self::Modification | Self::Completion => "contractNotice",
        }
    }
}

/// `procurementMethod` of a procedure type (BT-105).
pub(super) const PROCUREMENT_METHODS: Names = &[
    ("comp-dial", "selective"),
    ("comp-tend", "selective"),
    ("exp-int-rail", "open"),
    ("innovation", "selective"),
    ("neg-w-call", "selective"),
    ("neg-wo-call", "limited"),
    ("open", "open"),
    ("restricted", "selective"),
];

/// `method` of a framework agreement, by how it is called off (BT-765).
pub(super) const FRAMEWORK_METHODS: Names = &[
    ("fa-mix", "withAndWithoutReopeningCompetition"),
    ("fa-w-rc", "withReopeningCompetition"),
    ("fa-wo-rc", "withoutReopeningCompetition"),
];

/// `measure` of what was counted of the tenders and requests received (BT-760). The guidance has
/// none for those that were not verified (`t-no-verif`).
pub(super) const SUBMISSION_MEASURES: Names = &[
    ("part-req", "requests"),
    ("t-esubm", "electronicBids"),
    ("t-med", "mediumBids"),
    ("t-micro", "microBids"),
    ("t-no-eea", "foreignBidsFromNonEU"),
    ("t-oth-eea", "foreignBidsFromEU"),
    ("t-small", "smallBids"),
    ("t-sme", "smeBids"),
    ("t-verif-inad", "disqualifiedBids"),
    ("t-verif-inad-low", "tendersAbnormallyLow"),
    ("tenders", "bids"),
];

/// `mainProcurementCategory` of the nature of a contract (BT-23).
pub(super) const CATEGORIES: Names =
    &[("services", "services"), ("supplies", "goods"), ("works", "works")];

/// How many days a unit of a duration (BT-36) has, by the guidance.
pub(super) const DAYS_PER_UNIT: &[(&str, u32)] = &[
    ("DAY", 1),
    ("CALENDAR_DAY", 1),
    ("WEEK", 7),
    ("MONTH", 30),
    ("QUARTER", 91),
    ("YEAR_HALF", 182),
    ("YEAR", 365),
];
