//! The facts of the contract: status, headline value, key facts, further facts, and what is not reported.

use super::super::{Evidence, Line};
use super::{capital, date, evidence, join, money, name};
use crate::model::{Contract, Fact, FactState, Method, PartyRef, Provenance, Statement, StatusCode, Story, Text};

/// The status: "Reported as blocked", with who decided and since when beside it.
pub(super) fn status(story: &Story, contract: &Contract) -> Line {
    let status = &contract.status;
    let by = status.decided_by.as_ref().map(|party| format!("By {}.", decider(story, party))).unwrap_or_default();
    let since = format!("{}.", capital(&date::words(&status.since)));
    let official = status
        .official
        .as_ref()
        .map(|official| format!("Official record ({}): {}.", official.section, official.code))
        .unwrap_or_default();
    Line {
        id: "f-status".into(),
        icon: status_icon(status.code).into(),
        label: "Status".into(),
        text: status_text(contract),
        detail: join([status.detail.as_deref().unwrap_or_default(), &by, &since], " "),
        note: official,
        evidence: evidence::list(story, &status.sources, Some(provenance_of(status.reported)), ""),
        ..Line::default()
    }
}

/// A contract's status in words, with "Reported" where it rests on reporting.
pub(super) fn status_text(contract: &Contract) -> String {
    let word = status_word(contract.status.code);
    match (contract.status.code, contract.status.reported) {
        (StatusCode::Unknown, _) => "Status not reported".into(),
        (_, true) => format!("Reported as {word}"),
        (_, false) => capital(word),
    }
}

fn provenance_of(reported: bool) -> Provenance {
    if reported { Provenance::Reported } else { Provenance::Official }
}

/// The one who decided: the name, with the role if the party is a stakeholder.
fn decider(story: &Story, party: &PartyRef) -> String {
    let role = story.stakeholders.iter().find(|stakeholder| stakeholder.party == *party).and_then(|stakeholder| {
        let described = (stakeholder.role_as_described.len() <= 32).then_some(&stakeholder.role_as_described);
        stakeholder.role_short.as_ref().or(described)
    });
    join([&name(story, party), role.map(|role| &**role).unwrap_or_default()], ", ")
}

/// The headline value: the first that has one, not superseded.
pub(super) fn value(story: &Story, contract: &Contract) -> Option<Line> {
    let fact =
        contract.values.iter().find(|fact| fact.value.as_ref().is_none_or(|money| money.superseded_by.is_none()))?;
    let mut line = fact_line(story, "f-value", "Value", fact, money::figure);
    match &fact.value {
        Some(value) => {
            line.detail = join([&money::kind(value, fact.provenance), fact.detail.as_deref().unwrap_or_default()], " ");
            let stated = value.as_stated.as_deref().filter(|stated| *stated != line.text);
            let stated = stated.map(|stated| format!("Given as {stated}.")).unwrap_or_default();
            line.note = join([&stated, money::stage_meaning(value.stage), &line.note], " ");
        }
        None if line.detail.is_empty() => line.detail = "Value".into(),
        None => {}
    }
    Some(line)
}

/// The facts that are always visible.
pub(super) fn key(story: &Story, contract: &Contract) -> Vec<Line> {
    let mut lines = Vec::new();
    let party = |id: &PartyRef| name(story, id);
    lines.extend(contract.buyer.as_ref().map(|fact| fact_line(story, "f-buyer", "Buyer", fact, party)));
    for (at, fact) in contract.suppliers.iter().enumerate() {
        lines.push(fact_line(story, &numbered("f-supplier", at), "Supplier", fact, party));
    }
    if let Some(decider) = &contract.status.decided_by {
        let role = story.stakeholders.iter().find(|stakeholder| stakeholder.party == *decider);
        lines.push(Line {
            id: "f-decided".into(),
            label: "Decided by".into(),
            text: name(story, decider),
            detail: role.map(|role| role.role_as_described.to_string()).unwrap_or_default(),
            evidence: evidence::list(
                story,
                &contract.status.sources,
                Some(provenance_of(contract.status.reported)),
                "",
            ),
            ..Line::default()
        });
    }
    lines.extend(reasons(story, contract));
    lines
        .extend(contract.purpose.as_ref().map(|fact| fact_line(story, "f-purpose", "What for", fact, Text::to_string)));
    lines
}

/// The reasons that the one who decided gave, in one line; the evidence tells which source gives which.
fn reasons(story: &Story, contract: &Contract) -> Option<Line> {
    let reasons = &contract.status.stated_reasons;
    let several = reasons.len() > 1;
    let text: Vec<_> = reasons.iter().map(|reason| &*reason.text).collect();
    let provenance = Some(provenance_of(contract.status.reported));
    let proof = |reason: &Statement| {
        evidence::list(story, &reason.sources, provenance, if several { &reason.text } else { "" })
    };
    (!reasons.is_empty()).then(|| Line {
        id: "f-reason".into(),
        label: if several { "Stated reasons" } else { "Stated reason" }.into(),
        text: text.join("; "),
        evidence: reasons.iter().flat_map(proof).collect(),
        ..Line::default()
    })
}

/// The other facts that a source says something about.
pub(super) fn more(story: &Story, contract: &Contract) -> Vec<Line> {
    let mut lines = Lines { story, lines: vec![status(story, contract)] };
    let party = |id: &PartyRef| name(story, id);
    for (at, fact) in contract.values.iter().enumerate().skip(1) {
        let mut line = fact_line(story, &numbered("f-value", at), "Another figure", fact, money::figure);
        if let Some(value) = &fact.value {
            line.detail = join([&money::kind(value, fact.provenance), &line.detail], " ");
        }
        lines.lines.push(line);
    }
    lines.each("f-user", "Users", &contract.end_users, party);
    lines.one("f-decider", "Decision by", contract.decision_maker.as_ref(), party);
    lines.each("f-oversight", "Oversight", &contract.oversight, party);
    lines.one("f-software", "Software", contract.software_name.as_ref(), Text::to_string);
    lines.one("f-replaces", "In place of", contract.replaces.as_ref(), Text::to_string);
    lines.one("f-data", "Data used", contract.data_used.as_ref(), Text::to_string);
    let bought = &contract.procurement;
    lines.one("f-method", "How bought", bought.method.as_ref(), |method| method_words(*method).to_owned());
    if let Some(method) =
        bought.method.as_ref().filter(|fact| fact.state == FactState::Known).and_then(|fact| fact.value)
    {
        lines.explain(method_meaning(method));
    }
    lines.one("f-procedure", "In the record’s words", bought.details_verbatim.as_ref(), Text::to_string);
    lines.one("f-law", "Legal basis", bought.legal_basis.as_ref(), Text::to_string);
    lines.one("f-framework", "Framework", bought.framework.as_ref(), Text::to_string);
    if bought.framework.as_ref().is_some_and(|fact| fact.state == FactState::Known) {
        lines.explain("A framework is agreed first: it settles who may sell, and on which terms. Contracts under it are made later, often with less competition.");
    }
    lines.one("f-direct", "Why no competition", bought.direct_award_reason.as_ref(), Text::to_string);
    lines.one("f-bids", "Bids", bought.bids.as_ref(), u32::to_string);
    let dates = &contract.dates;
    let named = [
        ("f-published", "Announced", &dates.published),
        ("f-awarded", "Awarded", &dates.awarded),
        ("f-signed", "Signed", &dates.signed),
        ("f-start", "Starts", &dates.start),
        ("f-end", "Ends", &dates.end),
        ("f-max-end", "Ends at the latest", &dates.max_end),
    ];
    for (id, label, fact) in named {
        lines.one(id, label, fact.as_ref(), date::words);
    }
    lines.lines
}

/// What readers would ask and no source says, in words.
pub(super) fn gaps(contract: &Contract) -> Vec<String> {
    let (bought, dates) = (&contract.procurement, &contract.dates);
    let told = [
        ("What it is worth", contract.values.iter().any(tells)),
        ("Who buys", contract.buyer.as_ref().is_some_and(tells)),
        ("Who sells", contract.suppliers.iter().any(tells)),
        ("What it is for", contract.purpose.as_ref().is_some_and(tells)),
        ("What it replaces", contract.replaces.as_ref().is_some_and(tells)),
        ("What data it uses", contract.data_used.as_ref().is_some_and(tells)),
        (
            "How it was bought",
            bought.method.as_ref().is_some_and(tells) || bought.details_verbatim.as_ref().is_some_and(tells),
        ),
        ("How many bid for it", bought.bids.as_ref().is_some_and(tells)),
        (
            "When it was awarded or signed",
            dates.awarded.as_ref().is_some_and(tells) || dates.signed.as_ref().is_some_and(tells),
        ),
        ("When it starts and ends", dates.start.as_ref().is_some_and(tells) || dates.end.as_ref().is_some_and(tells)),
    ];
    told.into_iter().filter(|(_, told)| !told).map(|(gap, _)| gap.to_owned()).collect()
}

/// Whether a fact has a line of its own: it is known, or something is said of why it is not.
fn tells<T>(fact: &Fact<T>) -> bool {
    fact.state != FactState::Unknown || !fact.sources.is_empty() || fact.detail.is_some() || fact.note.is_some()
}

/// The lines gathered so far.
struct Lines<'s> {
    story: &'s Story,
    lines: Vec<Line>,
}

impl Lines<'_> {
    fn one<T>(&mut self, id: &str, label: &str, fact: Option<&Fact<T>>, words: impl Fn(&T) -> String) {
        if let Some(fact) = fact.filter(|fact| tells(fact) && fact.state != FactState::NotApplicable) {
            self.lines.push(fact_line(self.story, id, label, fact, words));
        }
    }

    /// Adds what the last line's words mean to its note.
    fn explain(&mut self, meaning: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.note = join([&line.note, meaning], " ");
        }
    }

    fn each<T>(&mut self, id: &str, label: &str, facts: &[Fact<T>], words: impl Fn(&T) -> String) {
        for (at, fact) in facts.iter().enumerate() {
            self.one(&numbered(id, at), label, Some(fact), &words);
        }
    }
}

fn numbered(id: &str, at: usize) -> String {
    if at == 0 { id.to_owned() } else { format!("{id}-{}", at + 1) }
}

/// One fact as a line: the value, or what is known of why there is none.
fn fact_line<T>(story: &Story, id: &str, label: &str, fact: &Fact<T>, words: impl Fn(&T) -> String) -> Line {
    let note = fact.note.as_deref().unwrap_or_default();
    let as_of = fact.as_of.as_ref().map(|as_of| format!("As of: {}.", date::words(as_of))).unwrap_or_default();
    let (icon, text) = match (fact.state, &fact.value) {
        (FactState::Known, Some(value)) => ("", words(value)),
        (FactState::Disputed, _) => ("disputed", sides(fact, &words)),
        (FactState::NotPublished, _) => ("unknown", "Not published".into()),
        (FactState::Redacted, _) => ("unknown", "Blacked out in the record".into()),
        (FactState::NotApplicable, _) => ("", "Does not apply".into()),
        (FactState::Known | FactState::Unknown, _) => ("unknown", "Not reported".into()),
    };
    Line {
        id: id.to_owned(),
        icon: icon.to_owned(),
        label: label.to_owned(),
        text,
        detail: fact.detail.as_deref().unwrap_or_default().to_owned(),
        note: join([note, &as_of], " "),
        evidence: proofs(story, fact, words),
        ..Line::default()
    }
}

fn sides<T>(fact: &Fact<T>, words: &impl Fn(&T) -> String) -> String {
    let sides: Vec<_> = fact.alternatives.iter().map(|side| words(&side.value)).collect();
    format!("Disputed: {}", sides.join(", or "))
}

fn proofs<T>(story: &Story, fact: &Fact<T>, words: impl Fn(&T) -> String) -> Vec<Evidence> {
    let mut all = evidence::list(story, &fact.sources, Some(fact.provenance), "");
    for side in &fact.alternatives {
        all.extend(evidence::list(story, &side.sources, Some(fact.provenance), &words(&side.value)));
    }
    all
}

fn method_words(method: Method) -> &'static str {
    match method {
        Method::Open => "Open competition",
        Method::Selective => "Competition among qualified suppliers",
        Method::Limited => "Suppliers chosen by the buyer",
        Method::Direct => "One supplier, without competition",
    }
}

/// What a method lets others see and do, after the definitions of the OCDS code list `method`.
fn method_meaning(method: Method) -> &'static str {
    match method {
        Method::Open => "In an open competition every supplier may bid, and the buyer compares the bids.",
        Method::Selective => {
            "Suppliers have to qualify first; those who do may bid, and the buyer compares their bids."
        }
        Method::Limited => "The buyer decides whom to ask for a bid. Others cannot bid.",
        Method::Direct => "The buyer asks one supplier. Nobody else can bid, so there are no offers to compare.",
    }
}

fn status_word(code: StatusCode) -> &'static str {
    match code {
        StatusCode::Considered => "under consideration",
        StatusCode::Proposed => "proposed",
        StatusCode::Pipeline => "planned",
        StatusCode::Tendering => "open to bids",
        StatusCode::Intended => "intended award",
        StatusCode::Awarded => "awarded",
        StatusCode::Signed => "signed",
        StatusCode::Active => "running",
        StatusCode::Extended => "extended",
        StatusCode::Paused => "paused",
        StatusCode::Blocked => "blocked",
        StatusCode::Cancelled => "cancelled",
        StatusCode::Completed => "completed",
        StatusCode::TerminatedEarly => "ended early",
        StatusCode::Expired => "expired",
        StatusCode::Challenged => "challenged",
        StatusCode::Unknown => "not reported",
    }
}

/// The sign for a status: what is done, what is under way, what is stopped, what is not known.
fn status_icon(code: StatusCode) -> &'static str {
    match code {
        StatusCode::Awarded
        | StatusCode::Signed
        | StatusCode::Active
        | StatusCode::Extended
        | StatusCode::Completed => "done",
        StatusCode::Considered
        | StatusCode::Proposed
        | StatusCode::Pipeline
        | StatusCode::Tendering
        | StatusCode::Intended => "pending",
        StatusCode::Paused
        | StatusCode::Blocked
        | StatusCode::Cancelled
        | StatusCode::TerminatedEarly
        | StatusCode::Expired
        | StatusCode::Challenged => "blocked",
        StatusCode::Unknown => "unknown",
    }
}
