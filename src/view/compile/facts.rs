//! The facts of the contract: those that are always visible, and the further ones.

use super::super::words::fill;
use super::super::{Evidence, Fact as FactView, Icon, Language, ids};
use super::evidence::Basis;
use super::{StoryContext, date, evidence, join_non_empty, members, party_name, values};
use crate::model::{
    Contract, Date, Fact, FactState, Method, Origin, PartialDate, PartyRef, Scope, Text,
};

/// Builds the facts that are always visible.
pub(super) fn build_key_facts(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    let words = &story.words.facts;
    let mut facts = Vec::new();
    if let Some(fact) = &contract.buyer {
        facts.push(build_party_fact(story, "buyer", "buyer", words.buyer, fact));
    }
    for (index, fact) in contract.suppliers.iter().enumerate() {
        let (name, field) = (ids::numbered("supplier", index), format!("suppliers/{index}"));
        facts.push(build_party_fact(story, &name, &field, words.supplier, fact));
    }
    if let Some(fact) = &contract.purpose {
        facts.push(build_fact(story, "purpose", "purpose", words.purpose, fact, Text::to_string));
    }
    facts
}

/// Whether whoever decided the status of the contract is on record on a question about it: their
/// words there tell the reasons.
pub(super) fn is_decider_quoted(story: &StoryContext, contract: &Contract) -> bool {
    let is_own =
        |id: &str| story.index.issue(id).is_some_and(|issue| issue.scope == Scope::ThisContract);
    let party = contract.status.decided_by.as_ref();
    let mut deciders = party.into_iter().flat_map(|party| story.index.roles_of(party));
    deciders.any(|(_, decider)| {
        story
            .index
            .statements_of(&decider.id)
            .any(|(_, said)| said.issues().any(|issue| is_own(issue)))
    })
}

/// Builds the fact who has decided the status of the contract.
pub(super) fn build_decision(story: &StoryContext, contract: &Contract) -> Option<FactView> {
    let decider = contract.status.decided_by.as_ref()?;
    let maker = contract
        .decision_maker
        .as_ref()
        .filter(|fact| is_decided_by_decision_maker(contract, fact));
    let mut evidence =
        evidence::build_evidence(story, &contract.status.sources, Basis::BySource, "");
    if let Some(fact) = maker {
        let mut proofs = build_fact_evidence(story, fact, |id| party_name(story, id));
        proofs.retain(|proof| !evidence.contains(proof));
        evidence.extend(proofs);
    }
    let role = story.index.roles_of(decider).next();
    // A remark on the decision itself replaces the role of whoever made it.
    let detail = match (maker.and_then(|fact| fact.detail.as_deref()), role) {
        (Some(detail), _) if !detail.is_empty() => detail,
        (_, Some((_, role))) => &role.role_as_described,
        (_, None) => "",
    };
    story.record(ids::DECIDED, "/contracts/0/status/decided_by");
    story.record(ids::DECIDED, "/contracts/0/decision_maker");
    story.record_party(ids::DECIDED, decider);
    Some(FactView {
        id: ids::DECIDED.into(),
        icon: None,
        label: story.words.facts.decided_by.into(),
        text: party_name(story, decider),
        detail: detail.to_owned(),
        note: maker.map(|fact| build_note(story, fact)).unwrap_or_default(),
        evidence,
    })
}

/// Whether the contract's status was decided by its decision maker, so that one fact names both.
fn is_decided_by_decision_maker(contract: &Contract, maker: &Fact<PartyRef>) -> bool {
    maker.known_value().is_some_and(|party| contract.status.decided_by.as_ref() == Some(party))
}

/// Builds one fact from all reasons that were given for the status. The evidence shows which source
/// gives which reason.
pub(super) fn build_reasons(story: &StoryContext, contract: &Contract) -> Option<FactView> {
    let reasons = &contract.status.stated_reasons;
    let several = reasons.len() > 1;
    let text: Vec<_> = reasons.iter().map(|reason| &*reason.text).collect();
    let mut evidence = Vec::new();
    for reason in reasons {
        let claim = if several { &*reason.text } else { "" };
        evidence.extend(evidence::build_evidence(story, &reason.sources, Basis::BySource, claim));
    }
    let (words, marks) = (&story.words.facts, &story.words.marks);
    story.record(ids::REASON, "/contracts/0/status/stated_reasons");
    (!reasons.is_empty()).then(|| FactView {
        id: ids::REASON.into(),
        icon: None,
        label: if several { words.reasons } else { words.reason }.into(),
        text: text.join(marks.semicolon),
        detail: String::new(),
        note: String::new(),
        evidence,
    })
}

/// Builds the other facts that a source says something about.
pub(super) fn build_more_facts(story: &StoryContext, contract: &Contract) -> Vec<FactView> {
    let words = &story.words.facts;
    let mut lines = FactList { story, lines: values::build_other_values(story, contract) };
    lines.add_parties("user", "end_users", words.users, &contract.end_users);
    // A party that has decided has a fact of its own already.
    let decider = contract
        .decision_maker
        .as_ref()
        .filter(|fact| !is_decided_by_decision_maker(contract, fact));
    lines.add_party("decider", "decision_maker", words.decision_maker, decider);
    lines.add_parties("oversight", "oversight", words.oversight, &contract.oversight);
    let software = contract.software_name.as_ref();
    lines.add("software", "software_name", words.software, software, ToString::to_string);
    let replaces = contract.replaces.as_ref();
    lines.add("replaces", "replaces", words.replaces, replaces, Text::to_string);
    lines.add("data", "data_used", words.data, contract.data_used.as_ref(), Text::to_string);
    let bought = &contract.procurement;
    lines.add("method", "procurement/method", words.method, bought.method.as_ref(), |method| {
        method_name(story.words, *method).to_owned()
    });
    if let Some(method) = bought.method.as_ref().and_then(Fact::known_value) {
        lines.explain_last(explain_method(story.words, *method));
    }
    let details = bought.details_verbatim.as_ref();
    let field = "procurement/details_verbatim";
    lines.add("procedure", field, words.procedure, details, ToString::to_string);
    let law = bought.legal_basis.as_ref();
    lines.add("law", "procurement/legal_basis", words.law, law, Text::to_string);
    let framework = bought.framework.as_ref();
    lines.add("framework", "procurement/framework", words.framework, framework, Text::to_string);
    if framework.and_then(Fact::known_value).is_some() {
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
    /// The name of the date in ids.
    pub(super) name: &'static str,
    /// The JSON pointer of the date, within the contract.
    pub(super) field: &'static str,
    pub(super) label: &'static str,
    pub(super) fact: Option<&'s Fact<Date>>,
}

/// Returns the contract's own dates.
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

/// Whether a date is given, as a date or in the source's words.
pub(super) fn is_given(date: &Date) -> bool {
    date.to_partial() != PartialDate::Unknown || date.as_stated().is_some()
}

/// Whether the story says anything about a fact: its value, or why it has none.
pub(super) fn has_something_to_say<T>(fact: &Fact<T>) -> bool {
    fact.state != FactState::Unknown
        || !fact.sources.is_empty()
        || fact.detail.is_some()
        || fact.note.is_some()
}

/// The facts built so far. In its functions, `name` is the name of a fact in ids, and `field` its
/// JSON pointer within the contract.
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

    fn add_party(&mut self, name: &str, field: &str, label: &str, fact: Option<&Fact<PartyRef>>) {
        if let Some(fact) = fact.filter(|fact| has_line(fact)) {
            self.lines.push(build_party_fact(self.story, name, field, label, fact));
        }
    }

    fn add_parties(&mut self, name: &str, field: &str, label: &str, facts: &[Fact<PartyRef>]) {
        for (index, fact) in facts.iter().enumerate() {
            let field = format!("{field}/{index}");
            self.add_party(&ids::numbered(name, index), &field, label, Some(fact));
        }
    }

    /// Adds the numbers that identify the contract in registers, if it has any.
    fn add_identifiers(&mut self, name: &str, field: &str, label: &str, numbers: &[&str]) {
        if numbers.is_empty() {
            return;
        }
        let id = ids::fact(name);
        self.story.record(&id, format!("/contracts/0/{field}"));
        let text = numbers.join(self.story.words.marks.comma);
        self.lines.push(FactView { id, label: label.into(), text, ..FactView::default() });
    }

    /// Adds an explanation to the note of the last fact.
    fn explain_last(&mut self, meaning: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.note = join_non_empty([&line.note, meaning], " ");
        }
    }
}

/// Whether a further fact is shown.
fn has_line<T>(fact: &Fact<T>) -> bool {
    has_something_to_say(fact) && fact.state != FactState::NotApplicable
}

/// Builds a fact whose value is a party, shown by its name.
pub(super) fn build_party_fact(
    story: &StoryContext,
    name: &str,
    field: &str,
    label: &str,
    fact: &Fact<PartyRef>,
) -> FactView {
    let mut line = build_fact(story, name, field, label, fact, |id| super::party_name(story, id));
    if let Some(party) = fact.known_value() {
        story.record_party(&line.id, party);
        if let Some((_, party)) = story.index.party(party) {
            let members = members::describe_members(story, party);
            line.detail = join_non_empty([&members, &line.detail], story.words.marks.semicolon);
            let mut proofs = members::build_member_evidence(story, &line.id, party);
            proofs.retain(|proof| !line.evidence.contains(proof));
            line.evidence.extend(proofs);
        }
    }
    for side in &fact.alternatives {
        story.record_party(&line.id, &side.value);
    }
    line
}

/// Builds a fact of the main contract: its value, or what is known about why there is none.
///
/// `name` is its name in ids, `field` its JSON pointer within the contract, and `words` formats a
/// value.
pub(super) fn build_fact<T>(
    story: &StoryContext,
    name: &str,
    field: &str,
    label: &str,
    fact: &Fact<T>,
    words: impl Fn(&T) -> String,
) -> FactView {
    let labels = &story.words.facts;
    let until = fact.until.as_ref().and_then(|date| date::format_date_if_given(story.words, date));
    let withhold = |pattern, without: &str| match &until {
        Some(date) => fill(pattern, [("date", date)]),
        None => without.to_owned(),
    };
    let (icon, text) = match (fact.state, fact.known_value()) {
        (_, Some(value)) => (None, words(value)),
        (FactState::Disputed, None) => {
            (Some(Icon::Disputed), describe_sides(story.words, fact, &words))
        }
        (FactState::NotPublished, None) => {
            (Some(Icon::Unknown), withhold(labels.withheld_until, labels.not_published))
        }
        (FactState::Redacted, None) => {
            (Some(Icon::Unknown), withhold(labels.redacted_until, labels.redacted))
        }
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

/// Builds what limits or explains a fact.
fn build_note<T>(story: &StoryContext, fact: &Fact<T>) -> String {
    let labels = &story.words.facts;
    let as_of = match &fact.as_of {
        Some(date) => fill(labels.as_of, [("date", &date::format_date(story.words, date))]),
        None => String::new(),
    };
    let imported = if fact.origin == Origin::Imported { labels.imported } else { "" };
    join_non_empty([fact.note.as_deref().unwrap_or_default(), &as_of, imported], " ")
}

/// Says that a fact is disputed, and what each side says.
fn describe_sides<T>(words: &Language, fact: &Fact<T>, side: &impl Fn(&T) -> String) -> String {
    let sides: Vec<_> =
        fact.alternatives.iter().map(|alternative| side(&alternative.value)).collect();
    fill(words.facts.disputed, [("sides", &sides.join(words.marks.or))])
}

/// Builds the evidence of a fact. Of a disputed one, each passage has what its side says.
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

pub(super) fn method_name(words: &Language, method: Method) -> &'static str {
    let methods = &words.methods;
    match method {
        Method::Open => methods.open,
        Method::Selective => methods.selective,
        Method::Limited => methods.limited,
        Method::Direct => methods.direct,
    }
}

/// Explains a method, after the definitions of the OCDS code list `method`.
fn explain_method(words: &Language, method: Method) -> &'static str {
    match method {
        Method::Open => words.methods.open_means,
        Method::Selective => words.methods.selective_means,
        Method::Limited => words.methods.limited_means,
        Method::Direct => words.methods.direct_means,
    }
}
