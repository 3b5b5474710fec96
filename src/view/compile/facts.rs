//! The facts of the contract: status, headline value, key facts, further facts, and what is not
//! reported.

use super::super::words::fill;
use super::super::{Evidence, Fact as FactView, Icon, Language, ids};
use super::evidence::Basis;
use super::{StoryContext, capitalize, date, evidence, join_non_empty, party_name, values};
use crate::model::{
    Contract, Date, EventKind, Fact, FactState, Method, Origin, PartialDate, PartyRef, Relation,
    Statement, StatusCode, Text,
};

/// A longer role, in characters, does not stand beside a name.
const MOST_ROLE: usize = 32;

/// The status: "Blocked, The Example reports", with who decided and since when beside it.
pub(super) fn build_status(story: &StoryContext, contract: &Contract) -> FactView {
    let (status, words) = (&contract.status, story.words);
    let by = |party| fill(words.status.by, [("who", &decider_with_role(story, party))]);
    let by = status.decided_by.as_ref().map(by).unwrap_or_default();
    // Right after the status: behind a remark, the date would be taken for that of the remark.
    let since = date::format_date_if_given(words, &status.since)
        .map(|date| words.to_sentence(&capitalize(&date)))
        .unwrap_or_default();
    let official = status.official.as_ref().map(|official| {
        fill(words.status.official, [("section", &official.section), ("code", &official.code)])
    });
    story.record(ids::STATUS, "/contracts/0/status");
    FactView {
        id: ids::STATUS.into(),
        icon: Some(status_icon(status.code)),
        label: words.facts.status.into(),
        text: status_text(story, contract),
        detail: join_non_empty([&since, &by, status.detail.as_deref().unwrap_or_default()], " "),
        note: official.unwrap_or_default(),
        evidence: evidence::build_evidence(story, &status.sources, Basis::BySource, ""),
    }
}

/// A contract's status in words, and that reports say so where it rests on reporting.
pub(super) fn status_text(story: &StoryContext, contract: &Contract) -> String {
    let words = story.words;
    let word = status_name(words, contract.status.code);
    match (contract.status.code, contract.status.reported) {
        (StatusCode::Unknown, _) => word.to_owned(),
        (_, true) => {
            let publishers = evidence::known_publishers(story, &contract.status.sources);
            capitalize(&match &*publishers {
                [publisher] => {
                    fill(words.status.reported_by, [("status", word), ("publisher", publisher)])
                }
                _ => fill(words.status.reported, [("status", word)]),
            })
        }
        (_, false) => capitalize(word),
    }
}

/// The one who decided: the name, with the role if the party is a stakeholder.
fn decider_with_role(story: &StoryContext, party: &PartyRef) -> String {
    let role = story.stakeholders.iter().find(|stakeholder| stakeholder.party == *party).and_then(
        |stakeholder| {
            let described = (stakeholder.role_as_described.chars().count() <= MOST_ROLE)
                .then_some(&stakeholder.role_as_described);
            stakeholder.role_short.as_ref().or(described)
        },
    );
    join_non_empty(
        [&party_name(story, party), role.map(|role| &**role).unwrap_or_default()],
        story.words.marks.comma,
    )
}

/// The facts that are always visible.
pub(super) fn build_key_facts(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    let words = &story.words.facts;
    let mut lines = FactList { story, lines: Vec::new() };
    lines.lines.extend(
        contract.buyer.as_ref().map(|fact| party(story, "buyer", "buyer", words.buyer, fact)),
    );
    for (index, fact) in contract.suppliers.iter().enumerate() {
        let (name, field) = (ids::numbered("supplier", index), format!("suppliers/{index}"));
        lines.lines.push(party(story, &name, &field, words.supplier, fact));
    }
    lines.lines.extend(build_decision(story, contract));
    lines.lines.extend(build_reasons(story, contract));
    let purpose =
        |fact| build_fact(story, "purpose", "purpose", words.purpose, fact, Text::to_string);
    lines.lines.extend(contract.purpose.as_ref().map(purpose));
    lines.lines
}

/// Who has decided where the contract stands.
fn build_decision(story: &StoryContext, contract: &Contract) -> Option<FactView> {
    let decider = contract.status.decided_by.as_ref()?;
    let maker = contract.decision_maker.as_ref().filter(|fact| has_decided(contract, fact));
    let mut evidence =
        evidence::build_evidence(story, &contract.status.sources, Basis::BySource, "");
    let proofs = maker
        .map(|fact| build_fact_evidence(story, fact, |id| party_name(story, id)))
        .unwrap_or_default();
    evidence
        .extend(proofs.into_iter().filter(|proof| !evidence.contains(proof)).collect::<Vec<_>>());
    let role = story.stakeholders.iter().find(|stakeholder| stakeholder.party == *decider);
    let detail = maker.and_then(|fact| fact.detail.as_deref()).filter(|detail| !detail.is_empty());
    let detail = detail.or_else(|| role.map(|role| &*role.role_as_described));
    story.record(ids::DECIDED, "/contracts/0/status/decided_by");
    story.record(ids::DECIDED, "/contracts/0/decision_maker");
    story.record_party(ids::DECIDED, decider);
    Some(FactView {
        id: ids::DECIDED.into(),
        icon: None,
        label: story.words.facts.decided_by.into(),
        text: party_name(story, decider),
        detail: detail.unwrap_or_default().to_owned(),
        note: maker.map(|fact| build_note(story, fact)).unwrap_or_default(),
        evidence,
    })
}

/// Whether the one who decides is the one who has decided where the contract stands.
fn has_decided(contract: &Contract, maker: &Fact<PartyRef>) -> bool {
    maker.known().is_some_and(|party| contract.status.decided_by.as_ref() == Some(party))
}

/// The reasons that the one who decided gave, in one line; the evidence shows which source gives
/// which.
fn build_reasons(story: &StoryContext, contract: &Contract) -> Option<FactView> {
    let reasons = &contract.status.stated_reasons;
    let several = reasons.len() > 1;
    let text: Vec<_> = reasons.iter().map(|reason| &*reason.text).collect();
    let proof = |reason: &Statement| {
        evidence::build_evidence(
            story,
            &reason.sources,
            Basis::BySource,
            if several { &reason.text } else { "" },
        )
    };
    let (words, marks) = (&story.words.facts, &story.words.marks);
    story.record(ids::REASON, "/contracts/0/status/stated_reasons");
    (!reasons.is_empty()).then(|| FactView {
        id: ids::REASON.into(),
        icon: None,
        label: if several { words.reasons } else { words.reason }.into(),
        text: text.join(marks.semicolon),
        detail: String::new(),
        note: String::new(),
        evidence: reasons.iter().flat_map(proof).collect(),
    })
}

/// The other facts that a source says something about.
pub(super) fn build_more_facts(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    let words = &story.words.facts;
    let mut lines = FactList { story, lines: values::build_other_values(story, contract) };
    lines.add_parties("user", "end_users", words.users, &contract.end_users);
    // Whoever has decided stands among the key facts already.
    let decider = contract.decision_maker.as_ref().filter(|fact| !has_decided(contract, fact));
    lines.build_party_fact("decider", "decision_maker", words.decision_maker, decider);
    lines.add_parties("oversight", "oversight", words.oversight, &contract.oversight);
    let software = contract.software_name.as_ref();
    lines.add("software", "software_name", words.software, software, ToString::to_string);
    let replaces = contract.replaces.as_ref();
    lines.add("replaces", "replaces", words.replaces, replaces, Text::to_string);
    lines.add("data", "data_used", words.data, contract.data_used.as_ref(), Text::to_string);
    let bought = &contract.procurement;
    let method = |method: &_| method_name(story.words, *method).to_owned();
    lines.add("method", "procurement/method", words.method, bought.method.as_ref(), method);
    if let Some(method) = bought.method.as_ref().and_then(Fact::known) {
        lines.explain_last(explain_method(story.words, *method));
    }
    let details = bought.details_verbatim.as_ref();
    let field = "procurement/details_verbatim";
    lines.add("procedure", field, words.procedure, details, ToString::to_string);
    let law = bought.legal_basis.as_ref();
    lines.add("law", "procurement/legal_basis", words.law, law, Text::to_string);
    let framework = bought.framework.as_ref();
    lines.add("framework", "procurement/framework", words.framework, framework, Text::to_string);
    if framework.and_then(Fact::known).is_some() {
        lines.explain_last(story.words.methods.framework_means);
    }
    let direct = bought.direct_award_reason.as_ref();
    lines.add("direct", "procurement/direct_award_reason", words.direct, direct, Text::to_string);
    lines.add("bids", "procurement/bids", words.bids, bought.bids.as_ref(), u32::to_string);
    for ContractDate { name, field, label, fact } in contract_dates(story, contract) {
        lines.add(name, field, label, fact, |date| date::format_date(story.words, date));
    }
    let notices: Vec<_> = contract.notice_ids.iter().map(|id| &**id).collect();
    lines.add_identifiers("notices", "notice_ids", words.notices, &notices);
    let ocid: Vec<_> = contract.ocid.iter().map(|id| &**id).collect();
    lines.add_identifiers("ocid", "ocid", words.ocid, &ocid);
    lines.lines
}

/// One of the contract's own dates.
pub(super) struct ContractDate<'s> {
    /// Its name in ids.
    pub(super) name: &'static str,
    /// Its place in the contract.
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) fact: Option<&'s Fact<Date>>,
}

/// The contract's own dates.
pub(super) fn contract_dates<'s>(
    story: &StoryContext,
    contract: &'s Contract,
) -> [ContractDate<'s>; 6] {
    let (words, dates) = (&story.words.facts, &contract.dates);
    [
        ("published", "dates/published", words.published, &dates.published),
        ("awarded", "dates/awarded", words.awarded, &dates.awarded),
        ("signed", "dates/signed", words.signed, &dates.signed),
        ("start", "dates/start", words.start, &dates.start),
        ("end", "dates/end", words.end, &dates.end),
        ("max-end", "dates/max_end", words.max_end, &dates.max_end),
    ]
    .map(|(name, field, label, fact)| ContractDate { name, field, label, fact: fact.as_ref() })
}

/// What readers would ask and no source says, in words. What stands elsewhere in the box is no gap.
pub(super) fn build_gaps(story: &StoryContext, contract: &Contract) -> Vec<String> {
    let words = &story.words.gaps;
    let (bought, dates, status) = (&contract.procurement, &contract.dates, &contract.status);
    let known = |fact: &Option<Fact<Date>>| fact.as_ref().is_some_and(has_something_to_say);
    let happened = |kinds: &[EventKind]| {
        contract.events.iter().any(|event| kinds.contains(&event.kind) && is_given(&event.date))
    };
    let since = |codes: &[StatusCode]| codes.contains(&status.code) && is_given(&status.since);
    let replaces = contract.related.iter().any(|related| related.relation == Relation::Replaces);
    let method = bought.method.as_ref().is_some_and(has_something_to_say)
        || bought.details_verbatim.as_ref().is_some_and(has_something_to_say)
        || [&bought.framework, &bought.direct_award_reason]
            .into_iter()
            .any(|fact| fact.as_ref().is_some_and(has_something_to_say));
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
    let bought_by = [
        "procurement/method",
        "procurement/details_verbatim",
        "procurement/framework",
        "procurement/direct_award_reason",
    ];
    let signed_by = ["dates/awarded", "dates/signed", "status", "events"];
    let runs_by = ["dates/start", "dates/end", "dates/max_end", "status", "events"];
    // What readers ask, whether there is an answer, and the fields of the contract that give one.
    let answers: [(&'static str, bool, &[&str]); 10] = [
        (words.worth, contract.values.iter().any(has_something_to_say), &["values"]),
        (words.buyer, contract.buyer.as_ref().is_some_and(has_something_to_say), &["buyer"]),
        (words.supplier, contract.suppliers.iter().any(has_something_to_say), &["suppliers"]),
        (words.purpose, contract.purpose.as_ref().is_some_and(has_something_to_say), &["purpose"]),
        (
            words.replaces,
            replaces || contract.replaces.as_ref().is_some_and(has_something_to_say),
            &["replaces", "related"],
        ),
        (words.data, contract.data_used.as_ref().is_some_and(has_something_to_say), &["data_used"]),
        (words.method, method, &bought_by),
        (words.bids, bought.bids.as_ref().is_some_and(has_something_to_say), &["procurement/bids"]),
        (words.signed, signed, &signed_by),
        (words.dates, runs, &runs_by),
    ];
    let unanswered = answers.into_iter().filter(|(_, is_answered, _)| !is_answered);
    let mut gaps = Vec::new();
    for (gap, _, fields) in unanswered {
        let id = ids::changed::gap(gaps.len());
        fields.iter().for_each(|field| story.record(&id, format!("/contracts/0/{field}")));
        gaps.push(gap.to_owned());
    }
    gaps
}

/// Whether a date is given, in digits or in the source's words.
pub(super) fn is_given(date: &Date) -> bool {
    date.partial() != PartialDate::Unknown || date.as_stated().is_some()
}

/// Whether a fact has a line of its own: it is known, or something is said of why it is not.
fn has_something_to_say<T>(fact: &Fact<T>) -> bool {
    fact.state != FactState::Unknown
        || !fact.sources.is_empty()
        || fact.detail.is_some()
        || fact.note.is_some()
}

/// The lines gathered so far. `name` is a fact's in ids, `field` its place in the contract.
struct FactList<'s> {
    story: &'s StoryContext<'s>,
    lines: Vec<FactView>,
}

impl FactList<'_> {
    fn add<T>(
        &mut self,
        name: &str,
        field: &str,
        label: &str,
        fact: Option<&Fact<T>>,
        words: impl Fn(&T) -> String,
    ) {
        if let Some(fact) = fact.filter(|fact| has_line(fact)) {
            self.lines.push(build_fact(self.story, name, field, label, fact, words));
        }
    }

    fn build_party_fact(
        &mut self,
        name: &str,
        field: &str,
        label: &str,
        fact: Option<&Fact<PartyRef>>,
    ) {
        if let Some(fact) = fact.filter(|fact| has_line(fact)) {
            self.lines.push(party(self.story, name, field, label, fact));
        }
    }

    fn add_parties(&mut self, name: &str, field: &str, label: &str, facts: &[Fact<PartyRef>]) {
        for (index, fact) in facts.iter().enumerate() {
            let field = format!("{field}/{index}");
            self.build_party_fact(&ids::numbered(name, index), &field, label, Some(fact));
        }
    }

    /// Adds numbers that the contract has in registers, if it has any.
    fn add_identifiers(&mut self, name: &str, field: &str, label: &str, numbers: &[&str]) {
        if numbers.is_empty() {
            return;
        }
        let id = ids::fact(name);
        self.story.record(&id, format!("/contracts/0/{field}"));
        let text = numbers.join(self.story.words.marks.comma);
        self.lines.push(FactView { id, label: label.into(), text, ..FactView::default() });
    }

    /// Adds what the last line's words mean to its note.
    fn explain_last(&mut self, meaning: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.note = join_non_empty([&line.note, meaning], " ");
        }
    }
}

/// Whether a fact that is not always visible has a line of its own.
fn has_line<T>(fact: &Fact<T>) -> bool {
    has_something_to_say(fact) && fact.state != FactState::NotApplicable
}

/// A fact that is a party, by its name.
fn party(
    story: &StoryContext,
    name: &str,
    field: &str,
    label: &str,
    fact: &Fact<PartyRef>,
) -> FactView {
    let line = build_fact(story, name, field, label, fact, |id| super::party_name(story, id));
    let sides = fact.alternatives.iter().map(|side| &side.value);
    fact.known().into_iter().chain(sides).for_each(|party| story.record_party(&line.id, party));
    line
}

/// One fact of the main contract as a line: the value, or what is known of why there is none.
///
/// `name` is its name in ids, `field` its place in the contract.
pub(super) fn build_fact<T>(
    story: &StoryContext,
    name: &str,
    field: &str,
    label: &str,
    fact: &Fact<T>,
    words: impl Fn(&T) -> String,
) -> FactView {
    let labels = &story.words.facts;
    let (icon, text) = match (fact.state, fact.known()) {
        (_, Some(value)) => (None, words(value)),
        (FactState::Disputed, None) => {
            (Some(Icon::Disputed), describe_sides(story.words, fact, &words))
        }
        (FactState::NotPublished, None) => (Some(Icon::Unknown), labels.not_published.into()),
        (FactState::Redacted, None) => (Some(Icon::Unknown), labels.redacted.into()),
        (FactState::NotApplicable, None) => (None, labels.not_applicable.into()),
        (FactState::Known | FactState::Unknown, None) => {
            (Some(Icon::Unknown), labels.not_reported.into())
        }
    };
    let id = ids::fact(name);
    story.record(&id, format!("/contracts/0/{field}"));
    FactView {
        id,
        icon,
        label: label.to_owned(),
        text,
        detail: fact.detail.as_deref().unwrap_or_default().to_owned(),
        note: build_note(story, fact),
        evidence: build_fact_evidence(story, fact, words),
    }
}

/// What limits or explains a fact.
fn build_note<T>(story: &StoryContext, fact: &Fact<T>) -> String {
    let labels = &story.words.facts;
    let as_of = |date| fill(labels.as_of, [("date", &date::format_date(story.words, date))]);
    let as_of = fact.as_of.as_ref().map(as_of).unwrap_or_default();
    let imported = if fact.origin == Origin::Imported { labels.imported } else { "" };
    join_non_empty([fact.note.as_deref().unwrap_or_default(), &as_of, imported], " ")
}

fn describe_sides<T>(words: &Language, fact: &Fact<T>, side: &impl Fn(&T) -> String) -> String {
    let sides: Vec<_> =
        fact.alternatives.iter().map(|alternative| side(&alternative.value)).collect();
    fill(words.facts.disputed, [("sides", &sides.join(words.marks.or))])
}

pub(super) fn build_fact_evidence<T>(
    story: &StoryContext,
    fact: &Fact<T>,
    words: impl Fn(&T) -> String,
) -> Vec<Evidence> {
    let basis = Basis::of(fact);
    let mut all = evidence::build_evidence(story, &fact.sources, basis, "");
    for side in &fact.alternatives {
        all.extend(evidence::build_evidence(story, &side.sources, basis, &words(&side.value)));
    }
    all
}

fn method_name(words: &Language, method: Method) -> &'static str {
    let methods = &words.methods;
    match method {
        Method::Open => methods.open,
        Method::Selective => methods.selective,
        Method::Limited => methods.limited,
        Method::Direct => methods.direct,
    }
}

/// What a method lets others see and do, after the definitions of the OCDS code list `method`.
fn explain_method(words: &Language, method: Method) -> &'static str {
    match method {
        Method::Open => words.methods.open_means,
        Method::Selective => words.methods.selective_means,
        Method::Limited => words.methods.limited_means,
        Method::Direct => words.methods.direct_means,
    }
}

fn status_name(words: &Language, code: StatusCode) -> &'static str {
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

/// The icon for a status: done, under way, stopped, or not known.
fn status_icon(code: StatusCode) -> Icon {
    match code {
        StatusCode::Awarded
        | StatusCode::Signed
        | StatusCode::Active
        | StatusCode::Extended
        | StatusCode::Completed => Icon::Done,
        StatusCode::Considered
        | StatusCode::Proposed
        | StatusCode::Pipeline
        | StatusCode::Tendering
        | StatusCode::Intended => Icon::Pending,
        StatusCode::Paused
        | StatusCode::Blocked
        | StatusCode::Cancelled
        | StatusCode::TerminatedEarly
        | StatusCode::Expired
        | StatusCode::Challenged => Icon::Blocked,
        StatusCode::Unknown => Icon::Unknown,
    }
}
