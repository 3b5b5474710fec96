//! What is said of the contract in English: its stages, facts and figures, and what is not
//! known of it.

use crate::view::words::table::{
    Challenges, EvidenceWords, Facts, Gaps, Methods, MoneyWords, Questions, Scale, Stages, Status,
    TrackWords,
};
use crate::view::words::texts::Counted;

/// Alone or before ", reports say", with a capital letter.
pub(super) const STATUS: Status = Status {
    considered: "being considered",
    proposed: "proposed",
    pipeline: "planned",
    tendering: "open to bids",
    intended: "preferred bidder chosen",
    awarded: "awarded",
    signed: "signed",
    amended: "signed, then changed",
    active: "in force",
    extended: "extended",
    paused: "paused",
    blocked: "blocked",
    cancelled: "cancelled",
    completed: "completed",
    terminated_early: "ended early",
    expired: "expired",
    challenged: "under legal challenge",
    // Alone.
    unknown: "Status not known",
    reported: "{status}, reports say",
    // Where one publisher does.
    reported_by: "{status}, {publisher} reports",
    // Who decided it.
    by: "By {who}.",
    official: "Listed officially as “{code}” ({section}).",
    // A story that may not be shown any more.
    withdrawn: "Withdrawn",
};

/// Under the title: the stages of the contract, with a few words on each below it.
pub(super) const TRACK: TrackWords = TrackWords {
    tender: "Tender",
    // In the place of an award, where nobody else could bid.
    direct: "Direct award",
    in_use: "In use",
    // By the date on which the contract begins, of which nobody says more.
    started: "Started",
    ended: "Ended",
    not_known: "not known",
    // Of what the status says is still to come.
    not_yet: "not yet",
    not_published: "not published",
    redacted: "redacted",
    differ: "sources differ",
    // A date that has passed, of which no source says whether it was kept.
    due: "due {date}",
    by: "by {who}",
    // By reports only, without a date and with one.
    reported: "reported, undated",
    reported_on: "reported, {date}",
    reported_by: "reported, by {who}",
};

/// A legal challenge: its kind, put into the words for its stage, with a capital letter.
pub(super) const CHALLENGES: Challenges = Challenges {
    // Beside it.
    label: "Legal challenge",
    judicial_review: "judicial review",
    procurement_claim: "claim under procurement law",
    complaint: "complaint to a review body",
    not_stated: "legal challenge",
    threatened: "{kind} threatened",
    issued: "{kind}: proceedings issued",
    hearing: "{kind}: hearing",
    judgment: "{kind}: judgment given",
    appeal: "{kind}: judgment under appeal",
    withdrawn: "{kind} withdrawn",
    settled: "{kind} settled",
    // Who brings it, after the court and the date.
    by: "by {who}",
    // A sentence of the story's own follows.
    outcome: "Outcome: {outcome}",
};

/// Labels: what it is about stands beside or below.
pub(super) const FACTS: Facts = Facts {
    status: "Status",
    value: "Value",
    buyer: "Buyer",
    supplier: "Supplier",
    decided_by: "Decision by",
    reason: "Reason given",
    reasons: "Reasons given",
    purpose: "Purpose",
    another_value: "Other figure given",
    // Where the amount above is given without VAT and with it.
    value_with_vat: "Value including VAT",
    value_without_vat: "Value excluding VAT",
    users: "For use by",
    decision_maker: "Decision-maker",
    oversight: "Overseen by",
    software: "Software",
    replaces: "Replaces",
    data: "Data used",
    method: "How it was bought",
    procedure: "As the notice puts it",
    law: "Legal basis",
    framework: "Framework",
    direct: "Reason for no tender",
    bids: "Bids received",
    published: "Notice published",
    awarded: "Awarded",
    signed: "Signed",
    start: "Starts",
    end: "Ends",
    max_end: "Latest end date",
    // An amount in the source's words.
    given_as: "In the source: “{text}”.",
    as_of: "As of {date}.",
    // In the place of a value.
    not_published: "Not published",
    redacted: "Redacted",
    withheld_until: "Withheld until {date}",
    redacted_until: "Redacted until {date}",
    not_applicable: "Not applicable",
    not_reported: "Not known",
    // What each source says, with "or" between.
    disputed: "Sources differ: {sides}",
    // A figure that another has taken the place of, and which one.
    earlier_value: "Earlier figure",
    replaced_by: "Replaced by {figure}.",
    // A fact that was taken from an official record by program.
    imported: "Taken from the official record.",
    notices: "Notice numbers",
    ocid: "Open Contracting ID",
};

pub(super) const METHODS: Methods = Methods {
    open: "Open competition",
    selective: "Shortlisted bidders only",
    limited: "Invited bidders only",
    direct: "Direct award, no competition",
    // What each lets others see and do, and what a framework is.
    open_means: "In an open competition any supplier may bid, and the buyer compares the bids.",
    selective_means: "Suppliers have to qualify first. Those that are shortlisted may bid, and the buyer compares their bids.",
    limited_means: "The buyer chooses whom to invite to bid. Others cannot bid.",
    direct_means: "The buyer approaches one supplier. No one else can bid, so there are no offers to compare.",
    framework_means: "A framework is agreed first: it sets who can supply, and on what terms. Contracts under it are made later, often with less competition.",
};

pub(super) const STAGES: Stages = Stages {
    estimate: "An estimate is what the buyer expected before there were bids.",
    budget: "A budget is money set aside, not money spent.",
    ceiling: "A ceiling is the most that may be spent; it may be less.",
    framework_ceiling: "A framework ceiling is the most that all its buyers together may spend, not the value of one contract.",
    proposed: "A proposal is not an agreement.",
    awarded: "An award value is what was offered and accepted; what is signed and spent may differ.",
};

/// Under "Not known".
pub(super) const GAPS: Gaps = Gaps {
    worth: "What it is worth",
    buyer: "Who the buyer is",
    supplier: "Who the supplier is",
    purpose: "What it is for",
    replaces: "What it replaces",
    data: "What data it uses",
    method: "How it was bought",
    bids: "How many firms bid",
    signed: "When it was awarded or signed",
    dates: "When it starts and ends",
    // Of a story in which nobody has a view.
    views: "What the buyer and the supplier say about it",
};

pub(super) const QUESTIONS: Questions = Questions {
    open: "Not known.",
    asked: "Asked; no answer yet.",
    foi_pending: "FoI request pending.",
    foi_refused: "FoI request refused.",
    answered: "Answered.",
    asked_of: "Put to {who}.",
    since: "Since {date}.",
};

pub(super) const MONEY: MoneyWords = MoneyWords {
    // What an amount is of; put into the three below them, and these into the next.
    estimate: "estimate",
    budget: "budget",
    ceiling: "ceiling",
    framework_ceiling: "framework ceiling",
    proposed: "value of the proposed deal",
    awarded: "award value",
    signed: "contract value",
    amended: "revised value",
    spent: "amount spent",
    no_stage: "value",
    official: "official {figure}",
    reported: "reported {figure}",
    calculated: "calculated {figure}",
    total: "{figure}, whole contract",
    annual: "{figure} a year",
    option: "{figure}, for an option",
    share: "{figure}, one party’s share",
    share_of: "{figure}, share of {party}",
    // Sentences after it.
    no_stage_no_vat: "Type of figure and VAT not stated.",
    no_stage_excl: "Type of figure not stated. Excluding VAT.",
    no_stage_incl: "Type of figure not stated. Including VAT.",
    no_stage_exempt: "Type of figure not stated. No VAT applies.",
    no_vat: "VAT not stated.",
    excl: "Excluding VAT.",
    incl: "Including VAT.",
    exempt: "No VAT applies.",
    // A figure that the source gives as a round or approximate one.
    about: "about {figure}",
    // A figure that is a limit, around "about".
    up_to: "up to {figure}",
    at_least: "at least {figure}",
    // Two figures between which the sum is.
    range: "{from} to {to}",
    // Money that comes back to the buyer, and a change that lowers the value.
    paid_back: "{figure} paid back",
    taken_off: "{figure} taken off",
    // The time that a figure covers: its two days, or the name of a financial year.
    for_period: "{figure}, for {period}",
    // What days such a name stands for.
    named_period: "{period} is {days}.",
};

pub(super) const EVIDENCE: EvidenceWords = EvidenceWords {
    // Before the publisher.
    official: "Official",
    reported: "Reported",
    calculated: "Calculated",
    not_clear: "Basis unclear",
    no_publisher: "Publisher not given",
    page: "page {page}",
};

pub(super) const SCALE: Scale = Scale {
    title: "How it compares",
    // What one square is worth: this contract's figure, another's, or a round amount.
    square_own: "Each square is {figure}, the figure for this contract.",
    // Another figure of this contract than the one over the facts.
    square_own_other: "Each square is {figure}, another figure for this contract.",
    square_other: "Each square is {figure}, the figure for “{title}”.",
    square_round: "Each square is {figure}.",
    kinds: "These figures may not measure the same thing. Compare with care; do not add them up.",
    // How many squares.
    not_drawn: "In another currency, so not drawn.",
    limit: "A limit and not the sum itself, so not drawn.",
    range: "A range, so not drawn.",
    in_dispute: "Sources differ.",
    one_square: "One square.",
    less: "Less than one square.",
    squares: Counted::of("About {count} square.", "About {count} squares."),
    // Over a newsroom's own comparisons: "£75 per resident. The Example calculation: £1.5
    // million ÷ 20,000 (…)."
    worked_out: "In context",
    of: "{title}: {figure} {per}",
    by: "{publisher} calculation: {sum}",
    sum: "{figure} ÷ {number} ({counted}).",
};
