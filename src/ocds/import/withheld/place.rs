//! Which fields can be withheld, and what they are in a draft.

use crate::ocds::import::node::Node;

/// What a draft says where nothing is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ocds::import) enum Place {
    /// A figure, and what it is in words.
    Value(Figure, &'static str),
    Method,
    /// Why a method was chosen: of a direct award, the reason for it.
    MethodReason,
    DirectAwardReason,
    Bids,
    Supplier,
}

/// Which figure is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ocds::import) enum Figure {
    Contract,
    Award,
    /// Of all awards of a notice.
    Total,
    /// The most that may be spent under an award, at the key of an award.
    Ceiling(&'static str),
    /// The most that may be spent under all awards of a notice, at the key of `eforms`; none is read of a
    /// group of lots.
    TotalCeiling(&'static str),
    Estimate,
    Budget,
}

/// The fields of eForms that may be withheld and that a draft has a place for, by their codes.
///
/// The values of the highest and the lowest tender are not among them: neither is what a contract is
/// worth.
///
/// Source: the code list `non-publication-identifier` of the eForms SDK.
const EFORMS_FIELDS: [(&str, Place); 13] = [
    ("win-ten-val", Place::Value(Figure::Award, "Value of the winning tender")),
    ("not-val", Place::Value(Figure::Total, "Value of all contracts awarded in the notice")),
    ("max-val", Place::Value(Figure::Ceiling("maximumValue"), "Maximum value of the framework")),
    ("ree-val", Place::Value(Figure::Ceiling("estimatedValue"), "New estimate for the framework")),
    (
        "not-max-val",
        Place::Value(
            Figure::TotalCeiling("frameworkMaximumValue"),
            "Maximum value of all frameworks",
        ),
    ),
    ("not-app-val", Place::Value(Figure::TotalCeiling(""), "New estimate for all frameworks")),
    ("gro-max-val", Place::Value(Figure::TotalCeiling(""), "Maximum value of a group of lots")),
    ("gro-ree-val", Place::Value(Figure::TotalCeiling(""), "New estimate for a group of lots")),
    ("pro-typ", Place::Method),
    ("dir-awa-jus", Place::DirectAwardReason),
    ("dir-awa-tex", Place::DirectAwardReason),
    ("rec-sub-cou", Place::Bids),
    ("win-cho", Place::Supplier),
];

/// The same for fields that are named by how their paths in OCDS begin, as in `awards/value/amount`.
const PATHS: [(&[&str], Place); 15] = [
    (&["contracts", "value"], Place::Value(Figure::Contract, "Value of the contract")),
    (&["awards", "value"], Place::Value(Figure::Award, "Value of the award")),
    (&["tender", "value"], Place::Value(Figure::Estimate, "Estimated value")),
    (&["planning", "budget"], Place::Value(Figure::Budget, "Budget")),
    (&["tender", "lots", "value"], Place::Value(Figure::Estimate, "Estimated value")),
    (&["value"], Place::Value(Figure::Award, "")),
    (&["tender", "procurementMethod"], Place::Method),
    (&["procurementMethod"], Place::Method),
    (&["tender", "procurementMethodRationale"], Place::MethodReason),
    (&["procurementMethodRationale"], Place::MethodReason),
    (&["tender", "numberOfTenderers"], Place::Bids),
    (&["bids", "statistics"], Place::Bids),
    (&["awards", "suppliers"], Place::Supplier),
    (&["contracts", "suppliers"], Place::Supplier),
    (&["suppliers"], Place::Supplier),
];

/// Finds what an entry is of in a draft: by its code in eForms, or by its path in OCDS.
pub(super) fn find_place(entry: &Node<'_>) -> Option<Place> {
    let named = entry.text("field").or_else(|| entry.text("name"))?;
    let by_code = EFORMS_FIELDS.iter().find(|(code, _)| *code == named).map(|(_, place)| *place);
    by_code.or_else(|| {
        let is_index = |key: &str| key.is_empty() || key.bytes().all(|b| b.is_ascii_digit());
        let keys: Vec<_> = named.split(['/', '.']).filter(|key| !is_index(key)).collect();
        PATHS.iter().find(|(path, _)| keys.starts_with(path)).map(|(_, place)| *place)
    })
}
