//! The English names of the codes of eForms, as the EU Vocabularies publish them:
//! <https://op.europa.eu/en/web/eu-vocabularies/authority-tables> (© European Union, CC BY 4.0).

use super::code::Names;

/// Whether a winner was chosen (BT-142).
pub(super) const WINNER_SELECTION: Names = &[
    ("clos-nw", "No winner was chosen and the competition is closed"),
    ("open-nw", "The winner was not yet chosen, but the competition is still ongoing"),
    ("selec-w", "At least one winner was chosen"),
];

/// Why a lot was not awarded (BT-144).
pub(super) const NON_AWARD: Names = &[
    (
        "all-rej",
        "All tenders, requests to participate or projects were withdrawn or found inadmissible",
    ),
    ("chan-need", "Decision of the buyer, because of a change in needs"),
    ("ins-fund", "Decision of the buyer, because of insufficient funds"),
    ("no-rece", "No tenders, requests to participate or projects were received"),
    ("no-signed", "The highest ranked tenderer(s) refused to sign the contract"),
    ("one-admis", "Only one admissible tender, request to participate or project was received"),
    ("other", "Other"),
    ("rev-body", "Decision of a review body or another judicial body"),
    ("rev-buyer", "Decision of the buyer following a tenderer's request to review the award"),
    (
        "tch-pr-error",
        "Decision of the buyer, not following a tenderer's request to review the award, because \
         of technical or procedural errors",
    ),
];

/// Why there was no call for competition (BT-136).
pub(super) const DIRECT_AWARD: Names = &[
    ("additional", "Need for additional works or services by the original contractor"),
    (
        "artistic",
        "The contract can be provided only by a particular economic operator because of creation \
         or acquisition of a unique work of art or artistic performance",
    ),
    (
        "bargain",
        "Bargain purchase taking advantage of a particularly advantageous opportunity available \
         for a very short time at a price considerably lower than market prices",
    ),
    ("below-thres", "Contracts with estimated value below the procurement thresholds"),
    (
        "below-thres-sme",
        "Small contract with a small or medium-sized enterprise (article 5(4) 2nd paragraph of \
         Regulation 1370/2007)",
    ),
    (
        "char-imp",
        "Structural and geographical characteristics of market/network or improvement of quality \
         of services or cost-efficiency – only for rail (article 5(4a) of Regulation 1370/2007)",
    ),
    (
        "closure",
        "Purchase on particularly advantageous terms from an economic operator which is \
         definitely winding up its business activities",
    ),
    ("commodity", "Procurement of supplies quoted and purchased on a commodity market"),
    (
        "contest",
        "Service contract to be awarded to the winner or one of winners under the rules of a \
         design contest",
    ),
    (
        "crisis",
        "The periods for the restricted procedure and the negotiated procedure with prior \
         publication of a contract notice are incompatible with the urgency resulting from a \
         crisis",
    ),
    ("defse-excl", "Defence-specific and security-specific exclusions"),
    (
        "dir24-list",
        "Contracts listed in Directive 2014/24/EU Art. 7, but not falling within the scope of \
         Directive 2014/25/EU",
    ),
    (
        "dir81-annexii",
        "The contract falls within the services listed in Annex II of the Directive 2009/81/EC",
    ),
    (
        "dir81-transport",
        "Contract related to the provision of air and maritime transport services for the armed \
         forces of a Member State deployed or to be deployed abroad, under the strict conditions \
         stated in the Directive",
    ),
    ("ecom-excl", "Specific exclusion in the field of electronic communications"),
    (
        "energy-supply",
        "Contracts awarded for the supply of energy or of fuels for the production of energy",
    ),
    (
        "exc-circ-rail",
        "Exceptional circumstances – only for rail (article 5(3a) of Regulation 1370/2007)",
    ),
    (
        "exclusive",
        "The contract can be provided only by a particular economic operator because of exclusive \
         rights, including intellectual property rights",
    ),
    (
        "existing",
        "Partial replacement or extension of existing supplies or installations by the original \
         supplier ordered under the strict conditions stated in the Directive",
    ),
    (
        "in-house",
        "Public contract between organisations within the public sector ('in-house'), contracts \
         awarded to affiliated undertakings, or contracts awarded to a joint venture or within a \
         joint venture",
    ),
    ("int-oper", "Internal operator (article 5(2) of Regulation 1370/2007)"),
    ("int-rules", "Procedure according to international rules"),
    (
        "irregular",
        "Only irregular or unacceptable tenders were received in response to a previous notice. \
         All and only those tenderers of the previous procedure which have satisfied the \
         selection criteria, have not fulfilled the exclusion grounds and have satisfied formal \
         requirements, were included in the negotiations",
    ),
    (
        "liquidator",
        "Purchase on particularly advantageous terms from the liquidator in an insolvency \
         procedure, an arrangement with creditors or a similar procedure under national laws and \
         regulations",
    ),
    ("non-buyer-aw", "Contract awarded by parties that are not buyers"),
    ("non-contr", "Certain cases of non-contractual nature"),
    ("non-dir", "The procurement falls outside the scope of application of the directive"),
    ("non-p-int", "Contracts for non-pecuniary interest"),
    (
        "not-wss",
        "Contracts whose purpose is not the execution of works, the supply of products and the \
         provision of services",
    ),
    (
        "other-activity",
        "Contracts awarded for purposes other than the pursuit of a covered activity or for the \
         pursuit of such an activity in a third country",
    ),
    (
        "other-exclusive",
        "The contract can be provided only by a particular economic operator because of \
         protection of other exclusive rights, including intellectual property rights, other than \
         those defined in Directive 2014/23/EU Art. 5(10)",
    ),
    (
        "rd",
        "The contract concerns research and development services other than those referred to in \
         Directive 2009/81/EC Art. 13",
    ),
    (
        "repetition",
        "New works or services, constituting a repetition of existing works or services and \
         ordered in accordance with the strict conditions stated in the Directive",
    ),
    (
        "resd",
        "Purpose of the contract is purely research, experiment, study or development under the \
         conditions stated in the Directive",
    ),
    ("rl-third", "Contracts awarded for purposes of resale or lease to third parties"),
    ("sc-right", "Service contract awarded on the basis of an exclusive right"),
    ("serv-excl", "Specific exclusions for service contracts"),
    (
        "sim-infra",
        "Simultaneous management of the entire or major part of the infrastructure – only for \
         rail (article 5(4b) of Regulation 1370/2007)",
    ),
    (
        "spe-arrang",
        "Activities directly exposed to competition and contracts subject to special arrangements",
    ),
    (
        "technical",
        "The contract can be provided only by a particular economic operator because of an \
         absence of competition for technical reasons",
    ),
    (
        "tra-ser",
        "Concessions for air transport services based on the granting of an operating licence \
         within the meaning of Regulation (EC) No 1008/2008",
    ),
    (
        "unsuitable",
        "No suitable tenders, requests to participate, or applications were received in response \
         to a previous notice",
    ),
    ("urgency", "Extreme urgency brought about by events unforeseeable for the buyer"),
    ("water-purch", "Contracts awarded for the purchase of water"),
];

/// Why a contract was modified (BT-200).
pub(super) const MODIFICATION: Names = &[
    ("add-wss", "Need for additional works, services or supplies by the original contractor"),
    (
        "mod-cir",
        "Need for modifications because of circumstances which a diligent buyer could not predict",
    ),
    ("mod-minv", "Modifications under a minimal value (\"de minimis\")"),
    ("mod-nons", "Modifications that are not substantial"),
    (
        "mod-repl",
        "Modifications where a new contractor replaces an old contractor because of succession or \
         when the buyer assumes the contractor’s obligations towards its subcontractors",
    ),
    ("mod-rev", "Modifications based on review clauses or options"),
];

/// Why a notice was changed (BT-140).
pub(super) const CHANGE: Names = &[
    ("cancel", "Notice cancelled"),
    ("cancel-intent", "Cancellation intention"),
    ("cor-buy", "Buyer correction"),
    ("cor-esen", "eSender correction"),
    ("cor-pub", "Publisher correction"),
    ("info-release", "Information now available"),
    (
        "susp-review",
        "Procedure suspended due to a complaint, appeal or any other action for review",
    ),
    ("update-add", "Information updated"),
];

/// Why something is not published (BT-197).
pub(super) const NON_PUBLICATION: Names = &[
    ("eo-int", "Commercial interests of an economic operator"),
    ("fair-comp", "Fair competition"),
    ("law-enf", "Law enforcement"),
    ("oth-int", "Other public interest"),
    ("rd-ser", "Research and development (R&D) services"),
];

/// What is not published (BT-195).
pub(super) const WITHHELD_FIELD: Names = &[
    ("awa-cri-com", "Award Criteria Complicated"),
    ("awa-cri-des", "Award Criterion Description"),
    ("awa-cri-fix", "Award Criterion Number Fixed"),
    ("awa-cri-nam", "Award Criterion Name"),
    ("awa-cri-num", "Award Criterion Number"),
    ("awa-cri-ord", "Award Criteria Order Justification"),
    ("awa-cri-thr", "Award Criterion Number Threshold"),
    ("awa-cri-typ", "Award Criterion Type"),
    ("awa-cri-wei", "Award Criterion Number Weight"),
    ("buy-rev-cou", "Buyer Review Requests Count"),
    ("buy-rev-typ", "Buyer Review Requests Irregularity Type"),
    ("con-rev-buy", "Concession Revenue Buyer"),
    ("con-rev-use", "Concession Revenue User"),
    ("cou-ori", "Country Origin"),
    ("cro-bor-law", "Cross Border Law"),
    ("dir-awa-jus", "Direct Award Justification Code"),
    ("dir-awa-pre", "Direct Award Justification Previous"),
    ("dir-awa-tex", "Direct Award Justification Text"),
    ("gro-max-ide", "Group Maximum Value Lot Identifier"),
    ("gro-max-val", "Group Maximum Value"),
    ("gro-ree-val", "Group Framework Re-estimated Value"),
    ("max-val", "Maximum Value"),
    ("no-awa-rea", "Not Awarded Reason"),
    ("not-app-val", "Notice Framework Approximate Value"),
    ("not-max-val", "Notice Maximum Value"),
    ("not-val", "Notice Value"),
    ("pro-acc", "Procedure Accelerated"),
    ("pro-acc-jus", "Procedure Accelerated Justification"),
    ("pro-fea", "Procedure Features"),
    ("pro-typ", "Procedure Type"),
    ("rec-sub-cou", "Received Submissions Count"),
    ("rec-sub-typ", "Received Submissions Type"),
    ("ree-val", "Framework Re-estimated Value"),
    ("rev-req", "Review Requests"),
    ("sub-con", "Subcontracting"),
    ("sub-des", "Subcontracting Description"),
    ("sub-per", "Subcontracting Percentage"),
    ("sub-per-kno", "Subcontracting Percentage Known"),
    ("sub-val", "Subcontracting Value"),
    ("sub-val-kno", "Subcontracting Value Known"),
    ("ten-ran", "Tender Rank"),
    ("ten-val-hig", "Tender Value Highest"),
    ("ten-val-low", "Tender Value Lowest"),
    ("val-con-des", "Value Concession Description"),
    ("win-cho", "Winner Chosen"),
    ("win-ten-val", "Winning Tender Value"),
    ("win-ten-var", "Winning Tender Variant"),
];

/// The type of a procedure (BT-105).
pub(super) const PROCEDURE: Names = &[
    ("comp-dial", "Competitive dialogue"),
    ("comp-tend", "Competitive tendering (article 5(3) of Regulation 1370/2007)"),
    (
        "exp-int-rail",
        "Request for expression of interest – only for rail (article 5(3b) of Regulation \
         1370/2007)",
    ),
    ("innovation", "Innovation partnership"),
    (
        "neg-w-call",
        "Negotiated with prior publication of a call for competition / competitive with \
         negotiation",
    ),
    ("neg-wo-call", "Negotiated without prior call for competition"),
    ("open", "Open"),
    ("oth-mult", "Other multiple stage procedure"),
    ("oth-single", "Other single stage procedure"),
    ("restricted", "Restricted"),
];
