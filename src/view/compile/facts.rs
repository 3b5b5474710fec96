//! The facts of the contract: status, headline value, key facts, further facts, and what is not reported.

use super::super::words::fill;
use super::super::{Evidence, Language, Line};
use super::evidence::Basis;
use super::{Told, capital, date, evidence, join, name, values};
use crate::model::{
    Contract, Date, EventKind, Fact, FactState, Method, Origin, PartialDate, PartyRef, Relation,
    Statement, StatusCode, Text,
};

/// The line of the status.
pub(super) const STATUS: &str = "f-status";
/// A longer role, in characters, does not stand beside a name.
const MOST_ROLE: usize = 32;

/// The status: "Blocked, The Example reports", with who decided and since when beside it.
pub(super) fn status(story: &Told, contract: &Contract) -> Line {
    let (status, words) = (&contract.status, story.words);
    let by = |party| fill(words.status.by, [("who", &decider(story, party))]);
    let by = status.decided_by.as_ref().map(by).unwrap_or_default();
    // Right after the status: behind a remark, the date would be taken for that of the remark.
    let since = date::given(words, &status.since)
        .map(|date| words.sentence(&capital(&date)))
        .unwrap_or_default();
    let official = status.official.as_ref().map(|official| {
        fill(words.status.official, [("section", &official.section), ("code", &official.code)])
    });
    Line {
        id: STATUS.into(),
        icon: status_icon(status.code).into(),
        label: words.facts.status.into(),
        text: status_text(story, contract),
        detail: join([&since, &by, status.detail.as_deref().unwrap_or_default()], " "),
        note: official.unwrap_or_default(),
        evidence: evidence::list(story, &status.sources, Basis::BySource, ""),
        ..Line::default()
    }
}

/// A contract's status in words, and that reports say so where it rests on reporting.
pub(super) fn status_text(story: &Told, contract: &Contract) -> String {
    let words = story.words;
    let word = status_word(words, contract.status.code);
    match (contract.status.code, contract.status.reported) {
        (StatusCode::Unknown, _) => word.to_owned(),
        (_, true) => {
            let publishers = evidence::publishers(story, &contract.status.sources);
            capital(&match &*publishers {
                [publisher] => {
                    fill(words.status.reported_by, [("status", word), ("publisher", publisher)])
                }
                _ => fill(words.status.reported, [("status", word)]),
            })
        }
        (_, false) => capital(word),
    }
}

/// The one who decided: the name, with the role if the party is a stakeholder.
fn decider(story: &Told, party: &PartyRef) -> String {
    let role = story.stakeholders.iter().find(|stakeholder| stakeholder.party == *party).and_then(
        |stakeholder| {
            let described = (stakeholder.role_as_described.chars().count() <= MOST_ROLE)
                .then_some(&stakeholder.role_as_described);
            stakeholder.role_short.as_ref().or(described)
        },
    );
    join(
        [&name(story, party), role.map(|role| &**role).unwrap_or_default()],
        story.words.marks.comma,
    )
}

/// The facts that are always visible.
pub(super) fn key(story: &Told, contract: &Contract) -> Vec<Line> {
    let mut lines = Vec::new();
    let words = &story.words.facts;
    let party = |id: &PartyRef| name(story, id);
    lines.extend(
        contract.buyer.as_ref().map(|fact| fact_line(story, "f-buyer", words.buyer, fact, party)),
    );
    for (at, fact) in contract.suppliers.iter().enumerate() {
        lines.push(fact_line(story, &numbered("f-supplier", at), words.supplier, fact, party));
    }
    if let Some(decider) = &contract.status.decided_by {
        let maker = contract.decision_maker.as_ref().filter(|fact| has_decided(contract, fact));
        let maker = maker.map(|fact| fact_line(story, "", "", fact, party)).unwrap_or_default();
        let mut evidence = evidence::list(story, &contract.status.sources, Basis::BySource, "");
        evidence.extend(
            maker.evidence.into_iter().filter(|each| !evidence.contains(each)).collect::<Vec<_>>(),
        );
        let role = story.stakeholders.iter().find(|stakeholder| stakeholder.party == *decider);
        lines.push(Line {
            id: "f-decided".into(),
            label: words.decided_by.into(),
            text: name(story, decider),
            detail: match role {
                _ if !maker.detail.is_empty() => maker.detail,
                Some(role) => role.role_as_described.to_string(),
                None => String::new(),
            },
            note: maker.note,
            evidence,
            ..Line::default()
        });
    }
    lines.extend(reasons(story, contract));
    let purpose = |fact| fact_line(story, "f-purpose", words.purpose, fact, Text::to_string);
    lines.extend(contract.purpose.as_ref().map(purpose));
    lines
}

/// Whether the one who decides is the one who has decided where the contract stands.
fn has_decided(contract: &Contract, maker: &Fact<PartyRef>) -> bool {
    maker.known().is_some_and(|party| contract.status.decided_by.as_ref() == Some(party))
}

/// The reasons that the one who decided gave, in one line; the evidence tells which source gives which.
fn reasons(story: &Told, contract: &Contract) -> Option<Line> {
    let reasons = &contract.status.stated_reasons;
    let several = reasons.len() > 1;
    let text: Vec<_> = reasons.iter().map(|reason| &*reason.text).collect();
    let proof = |reason: &Statement| {
        evidence::list(
            story,
            &reason.sources,
            Basis::BySource,
            if several { &reason.text } else { "" },
        )
    };
    let (words, marks) = (&story.words.facts, &story.words.marks);
    (!reasons.is_empty()).then(|| Line {
        id: "f-reason".into(),
        label: if several { words.reasons } else { words.reason }.into(),
        text: text.join(marks.semicolon),
        evidence: reasons.iter().flat_map(proof).collect(),
        ..Line::default()
    })
}

/// The other facts that a source says something about.
pub(super) fn more(story: &Told, contract: &Contract) -> Vec<Line> {
    let words = &story.words.facts;
    let mut lines = Lines { story, lines: values::others(story, contract) };
    let party = |id: &PartyRef| name(story, id);
    lines.each("f-user", words.users, &contract.end_users, party);
    // Whoever has decided stands among the key facts already.
    let decider = contract.decision_maker.as_ref().filter(|fact| !has_decided(contract, fact));
    lines.one("f-decider", words.decision_maker, decider, party);
    lines.each("f-oversight", words.oversight, &contract.oversight, party);
    lines.one("f-software", words.software, contract.software_name.as_ref(), ToString::to_string);
    lines.one("f-replaces", words.replaces, contract.replaces.as_ref(), Text::to_string);
    lines.one("f-data", words.data, contract.data_used.as_ref(), Text::to_string);
    let bought = &contract.procurement;
    let method = |method: &_| method_words(story.words, *method).to_owned();
    lines.one("f-method", words.method, bought.method.as_ref(), method);
    if let Some(method) = bought.method.as_ref().and_then(Fact::known) {
        lines.explain(method_meaning(story.words, *method));
    }
    lines.one(
        "f-procedure",
        words.procedure,
        bought.details_verbatim.as_ref(),
        ToString::to_string,
    );
    lines.one("f-law", words.law, bought.legal_basis.as_ref(), Text::to_string);
    lines.one("f-framework", words.framework, bought.framework.as_ref(), Text::to_string);
    if bought.framework.as_ref().and_then(Fact::known).is_some() {
        lines.explain(story.words.methods.framework_means);
    }
    lines.one("f-direct", words.direct, bought.direct_award_reason.as_ref(), Text::to_string);
    lines.one("f-bids", words.bids, bought.bids.as_ref(), u32::to_string);
    for (name, label, fact) in dates(story, contract) {
        lines.one(&format!("f-{name}"), label, fact, |date| date::words(story.words, date));
    }
    lines.number(
        "f-notices",
        words.notices,
        &contract.notice_ids.iter().map(|id| &**id).collect::<Vec<_>>(),
    );
    lines.number("f-ocid", words.ocid, &contract.ocid.iter().map(|id| &**id).collect::<Vec<_>>());
    lines.lines
}

/// The contract's own dates: a name, a label, and the fact if there is one.
pub(super) fn dates<'s>(
    story: &Told,
    contract: &'s Contract,
) -> [(&'static str, &'static str, Option<&'s Fact<Date>>); 6] {
    let (words, dates) = (&story.words.facts, &contract.dates);
    [
        ("published", words.published, dates.published.as_ref()),
        ("awarded", words.awarded, dates.awarded.as_ref()),
        ("signed", words.signed, dates.signed.as_ref()),
        ("start", words.start, dates.start.as_ref()),
        ("end", words.end, dates.end.as_ref()),
        ("max-end", words.max_end, dates.max_end.as_ref()),
    ]
}

/// What readers would ask and no source says, in words. What stands elsewhere in the box is no gap.
pub(super) fn gaps(words: &Language, contract: &Contract) -> Vec<String> {
    let words = &words.gaps;
    let (bought, dates, status) = (&contract.procurement, &contract.dates, &contract.status);
    let known = |fact: &Option<Fact<Date>>| fact.as_ref().is_some_and(tells);
    let happened = |kinds: &[EventKind]| {
        contract.events.iter().any(|event| kinds.contains(&event.kind) && is_given(&event.date))
    };
    let since = |codes: &[StatusCode]| codes.contains(&status.code) && is_given(&status.since);
    let replaces = contract.related.iter().any(|related| related.relation == Relation::Replaces);
    let method = bought.method.as_ref().is_some_and(tells)
        || bought.details_verbatim.as_ref().is_some_and(tells)
        || [&bought.framework, &bought.direct_award_reason]
            .into_iter()
            .any(|fact| fact.as_ref().is_some_and(tells));
    let signed = known(&dates.awarded)
        || known(&dates.signed)
        || since(&[StatusCode::Intended, StatusCode::Awarded, StatusCode::Signed])
        || happened(&[EventKind::Awarded, EventKind::Signed]);
    let runs = [&dates.start, &dates.end, &dates.max_end].into_iter().any(known)
        || since(&[
            StatusCode::Active,
            StatusCode::Expired,
            StatusCode::Completed,
            StatusCode::TerminatedEarly,
        ])
        || happened(&[EventKind::Started, EventKind::Ended]);
    let told = [
        (words.worth, contract.values.iter().any(tells)),
        (words.buyer, contract.buyer.as_ref().is_some_and(tells)),
        (words.supplier, contract.suppliers.iter().any(tells)),
        (words.purpose, contract.purpose.as_ref().is_some_and(tells)),
        (words.replaces, replaces || contract.replaces.as_ref().is_some_and(tells)),
        (words.data, contract.data_used.as_ref().is_some_and(tells)),
        (words.method, method),
        (words.bids, bought.bids.as_ref().is_some_and(tells)),
        (words.signed, signed),
        (words.dates, runs),
    ];
    told.into_iter().filter(|(_, told)| !told).map(|(gap, _)| gap.to_owned()).collect()
}

/// Whether a date is given, in digits or in the source's words.
pub(super) fn is_given(date: &Date) -> bool {
    date.partial() != PartialDate::Unknown || date.as_stated().is_some()
}

/// Whether a fact has a line of its own: it is known, or something is said of why it is not.
fn tells<T>(fact: &Fact<T>) -> bool {
    fact.state != FactState::Unknown
        || !fact.sources.is_empty()
        || fact.detail.is_some()
        || fact.note.is_some()
}

/// The lines gathered so far.
struct Lines<'s> {
    story: &'s Told<'s>,
    lines: Vec<Line>,
}

impl Lines<'_> {
    fn one<T>(
        &mut self,
        id: &str,
        label: &str,
        fact: Option<&Fact<T>>,
        words: impl Fn(&T) -> String,
    ) {
        if let Some(fact) =
            fact.filter(|fact| tells(fact) && fact.state != FactState::NotApplicable)
        {
            self.lines.push(fact_line(self.story, id, label, fact, words));
        }
    }

    /// Adds numbers that the contract has in registers, if it has any.
    fn number(&mut self, id: &str, label: &str, numbers: &[&str]) {
        if !numbers.is_empty() {
            let text = numbers.join(self.story.words.marks.comma);
            self.lines.push(Line { id: id.into(), label: label.into(), text, ..Line::default() });
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

/// A name for the one after `at` of the same. Ids of a document have no underscore, so no other has this name.
pub(super) fn numbered(id: &str, at: usize) -> String {
    if at == 0 { id.to_owned() } else { format!("{id}_{}", at + 1) }
}

/// One fact as a line: the value, or what is known of why there is none.
pub(super) fn fact_line<T>(
    story: &Told,
    id: &str,
    label: &str,
    fact: &Fact<T>,
    words: impl Fn(&T) -> String,
) -> Line {
    let note = fact.note.as_deref().unwrap_or_default();
    let labels = &story.words.facts;
    let as_of = |date| fill(labels.as_of, [("date", &date::words(story.words, date))]);
    let as_of = fact.as_of.as_ref().map(as_of).unwrap_or_default();
    let (icon, text) = match (fact.state, fact.known()) {
        (_, Some(value)) => ("", words(value)),
        (FactState::Disputed, None) => ("disputed", sides(story.words, fact, &words)),
        (FactState::NotPublished, None) => ("unknown", labels.not_published.into()),
        (FactState::Redacted, None) => ("unknown", labels.redacted.into()),
        (FactState::NotApplicable, None) => ("", labels.not_applicable.into()),
        (FactState::Known | FactState::Unknown, None) => ("unknown", labels.not_reported.into()),
    };
    let imported = if fact.origin == Origin::Imported { labels.imported } else { "" };
    Line {
        id: id.to_owned(),
        icon: icon.to_owned(),
        label: label.to_owned(),
        text,
        detail: fact.detail.as_deref().unwrap_or_default().to_owned(),
        note: join([note, &as_of, imported], " "),
        evidence: proofs(story, fact, words),
        ..Line::default()
    }
}

fn sides<T>(words: &Language, fact: &Fact<T>, side: &impl Fn(&T) -> String) -> String {
    let sides: Vec<_> =
        fact.alternatives.iter().map(|alternative| side(&alternative.value)).collect();
    fill(words.facts.disputed, [("sides", &sides.join(words.marks.or))])
}

pub(super) fn proofs<T>(
    story: &Told,
    fact: &Fact<T>,
    words: impl Fn(&T) -> String,
) -> Vec<Evidence> {
    let basis = Basis::of(fact);
    let mut all = evidence::list(story, &fact.sources, basis, "");
    for side in &fact.alternatives {
        all.extend(evidence::list(story, &side.sources, basis, &words(&side.value)));
    }
    all
}

fn method_words(words: &Language, method: Method) -> &'static str {
    let methods = &words.methods;
    match method {
        Method::Open => methods.open,
        Method::Selective => methods.selective,
        Method::Limited => methods.limited,
        Method::Direct => methods.direct,
    }
}

/// What a method lets others see and do, after the definitions of the OCDS code list `method`.
fn method_meaning(words: &Language, method: Method) -> &'static str {
    match method {
        Method::Open => words.methods.open_means,
        Method::Selective => words.methods.selective_means,
        Method::Limited => words.methods.limited_means,
        Method::Direct => words.methods.direct_means,
    }
}

fn status_word(words: &Language, code: StatusCode) -> &'static str {
    let status = &words.status;
    match code {
        StatusCode::Considered => status.considered,
        StatusCode::Proposed => status.proposed,
        StatusCode::Pipeline => status.pipeline,
        StatusCode::Tendering => status.tendering,
        StatusCode::Intended => status.intended,
        StatusCode::Awarded => status.awarded,
        StatusCode::Signed => status.signed,
        StatusCode::Active => status.active,
        StatusCode::Extended => status.extended,
        StatusCode::Paused => status.paused,
        StatusCode::Blocked => status.blocked,
        StatusCode::Cancelled => status.cancelled,
        StatusCode::Completed => status.completed,
        StatusCode::TerminatedEarly => status.terminated_early,
        StatusCode::Expired => status.expired,
        StatusCode::Challenged => status.challenged,
        StatusCode::Unknown => status.unknown,
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
