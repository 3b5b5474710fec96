//! Every fact of every contract, as readers see it and as the source has it.

use contract_fact_box::model::{
    Amendment, Challenge, Citation, Contract, Date, Event, EventState, FactState, OpenQuestion,
    Origin, Provenance, QuestionState, Related,
};
use contract_fact_box::view::{ContractFact, list_contract_facts};
use serde::Deserialize;
use serde_json::Value;

use super::reader::Reader;
use super::sheet::{Block, Item};
use super::statements::add_statement;

/// A fact of any type, as far as the sheet needs it.
#[derive(Debug, Deserialize)]
struct AnyFact {
    state: FactState,
    value: Option<Value>,
    until: Option<Date>,
    #[serde(default)]
    alternatives: Vec<AnySide>,
    #[serde(default)]
    sources: Vec<Citation>,
    provenance: Option<Provenance>,
    origin: Origin,
    record: Option<String>,
}

/// One side of a fact on which sources disagree.
#[derive(Debug, Deserialize)]
struct AnySide {
    value: Value,
    sources: Vec<Citation>,
}

/// Builds the items of a contract. `document` is the story as JSON.
pub(super) fn build_contract(
    reader: &Reader<'_>,
    document: &Value,
    index: usize,
    contract: &Contract,
) -> Vec<Item> {
    let pointer = format!("/contracts/{index}");
    let mut name = Item::new(format!("Contract: {}", &*contract.title), format!("{pointer}/title"));
    name.field("Open Contracting ID", contract.ocid.as_deref().unwrap_or_default());
    for notice in &contract.notice_ids {
        name.field("Notice", &**notice);
    }
    name.blocks.extend(reader.sources(&contract.sources, &format!("{pointer}/sources")));
    let mut items = vec![name];
    for fact in list_contract_facts(reader.story, index) {
        if fact.pointer.ends_with("/status") {
            items.push(build_status(reader, contract, &fact));
            let reasons = contract.status.stated_reasons.iter().enumerate();
            items.extend(reasons.map(|(nth, reason)| {
                let pointer = format!("{pointer}/status/stated_reasons/{nth}");
                let mut item = Item::new("Reason given for the status", pointer);
                item.field_at("Reason", Some(&reason.text), "text");
                reader.add_sources(&mut item, &reason.sources, "sources");
                item
            }));
        } else {
            items.push(build_fact(reader, document, &fact));
        }
    }
    let events = contract.events.iter().enumerate();
    items.extend(events.map(|(nth, event)| build_event(reader, &pointer, nth, event)));
    let challenges = contract.challenges.iter().enumerate();
    items.extend(challenges.map(|(nth, one)| build_challenge(reader, &pointer, nth, one)));
    let amendments = contract.amendments.iter().enumerate();
    items
        .extend(amendments.map(|(nth, one)| build_amendment(reader, &pointer, contract, nth, one)));
    let related = contract.related.iter().enumerate();
    items.extend(related.map(|(nth, related)| build_related(reader, &pointer, nth, related)));
    items
}

fn build_fact(reader: &Reader<'_>, document: &Value, shown: &ContractFact) -> Item {
    let ContractFact { pointer, fact, sides } = shown;
    let mut item = Item::new(format!("{}: {}", fact.label, fact.text), pointer.clone());
    item.field("Shown beside it", &*fact.detail);
    item.field_at("Note", Some(&*fact.note).filter(|note| !note.is_empty()), "note");
    let raw = document.pointer(pointer).cloned().unwrap_or_default();
    let Ok(raw) = serde_json::from_value::<AnyFact>(raw) else { return item };
    add_as_stated(&mut item, raw.value.as_ref(), "value");
    if let Some(until) = &raw.until {
        reader.add_date(&mut item, "Withheld until", until, "until");
    }
    item.field("State", describe_state(raw.state));
    item.field("Basis", describe_provenance(reader, &raw));
    if raw.origin == Origin::Imported {
        item.field("Written by", "the importer, from the official record");
    }
    item.field("Place in the record", raw.record.as_deref().unwrap_or_default());
    if raw.alternatives.is_empty() || !raw.sources.is_empty() {
        reader.add_sources(&mut item, &raw.sources, "sources");
    }
    for (nth, side) in raw.alternatives.iter().enumerate() {
        let claim = sides.get(nth).map_or("", |claim| &**claim);
        item.blocks.push(Block::heading(format!("One source says: {claim}")));
        add_as_stated(&mut item, Some(&side.value), &format!("alternatives/{nth}/value"));
        reader.add_sources(&mut item, &side.sources, &format!("alternatives/{nth}/sources"));
    }
    item
}

/// Adds an amount or a date in the words of its source.
fn add_as_stated(item: &mut Item, value: Option<&Value>, key: &str) {
    let stated = value.and_then(|value| value.get("as_stated")).and_then(Value::as_str);
    item.field_at("As stated in the source", stated, &format!("{key}/as_stated"));
    let period = value.and_then(|value| value.pointer("/period/as_stated")).and_then(Value::as_str);
    item.field_at("Period as stated", period, &format!("{key}/period/as_stated"));
}

fn describe_state(state: FactState) -> &'static str {
    match state {
        FactState::Known => "known",
        FactState::NotPublished => "not published by the public body",
        FactState::Redacted => "blacked out in the published document",
        FactState::Disputed => "disputed: sources disagree",
        FactState::Unknown => "not known: the sources do not say",
        FactState::NotApplicable => "does not apply to this contract",
    }
}

/// Says what a fact rests on, as readers are told it.
fn describe_provenance(reader: &Reader<'_>, fact: &AnyFact) -> &'static str {
    match fact.provenance {
        Some(Provenance::Calculated) => "calculated from other facts",
        Some(Provenance::NotClear) => "the source does not make it clear",
        // Neither can be stated: the sources decide.
        Some(Provenance::Official | Provenance::Reported) | None => {
            let sides = fact.alternatives.iter().flat_map(|side| &side.sources);
            let cited: Vec<_> = fact.sources.iter().chain(sides).collect();
            let is_official = |citation: &&Citation| {
                reader.source(citation.source()).is_some_and(|(_, one)| one.kind.is_official())
            };
            match cited.iter().copied().filter(is_official).count() {
                _ if cited.is_empty() => "",
                0 => "reported",
                count if count == cited.len() => "official",
                _ => "official and reported",
            }
        }
    }
}

fn build_status(reader: &Reader<'_>, contract: &Contract, shown: &ContractFact) -> Item {
    let ContractFact { pointer, fact, .. } = shown;
    let status = &contract.status;
    let mut item = Item::new(format!("{}: {}", fact.label, fact.text), pointer.clone());
    item.field("Shown beside it", &*fact.detail);
    item.field("Official status", &*fact.note);
    let basis = if status.reported { "reported" } else { "an official record" };
    item.field("Basis", basis);
    reader.add_date(&mut item, "Since", &status.since, "since");
    if let Some(party) = &status.decided_by {
        item.field("Decided by", reader.party_name(party));
    }
    reader.add_sources(&mut item, &status.sources, "sources");
    item
}

fn build_event(reader: &Reader<'_>, contract: &str, nth: usize, event: &Event) -> Item {
    let kind = match reader.words.event_name(event.kind) {
        "" => "Background",
        kind => kind,
    };
    let title = format!("Event: {kind}, {}", reader.date(&event.date));
    let mut item = Item::new(title, format!("{contract}/events/{nth}"));
    item.field_at("What happened", Some(&event.text), "text");
    reader.add_date(&mut item, "Date", &event.date, "date");
    if let Some(actor) = &event.actor {
        item.field("Done by", reader.party_name(actor));
    }
    if event.state == EventState::Disputed {
        item.field("State", "disputed: sources differ on whether it has happened");
    }
    reader.add_sources(&mut item, &event.sources, "sources");
    item
}

fn build_challenge(reader: &Reader<'_>, contract: &str, nth: usize, challenge: &Challenge) -> Item {
    let name = reader.words.challenge_name(challenge);
    let pointer = format!("{contract}/challenges/{nth}");
    let mut item = Item::new(format!("Legal challenge: {name}"), pointer);
    item.field_at("Court", challenge.court.as_deref(), "court");
    reader.add_date(&mut item, "Since", &challenge.since, "since");
    let by: Vec<_> = challenge.by.iter().map(|party| reader.party_name(party)).collect();
    item.field("Brought by", by.join("; "));
    item.field_at("Outcome", challenge.outcome.as_deref(), "outcome");
    reader.add_sources(&mut item, &challenge.sources, "sources");
    item
}

fn build_amendment(
    reader: &Reader<'_>,
    pointer: &str,
    contract: &Contract,
    nth: usize,
    amendment: &Amendment,
) -> Item {
    let date = reader.date(&amendment.date);
    let mut item =
        Item::new(format!("Change to the contract, {date}"), format!("{pointer}/amendments/{nth}"));
    item.field_at("Number", amendment.number.as_deref(), "number");
    item.field_at("What changed", Some(&amendment.text), "text");
    reader.add_date(&mut item, "Date", &amendment.date, "date");
    for (label, id) in
        [("Value before", &amendment.value_before), ("Value after", &amendment.value_after)]
    {
        let Some(id) = id else { continue };
        let mut values = contract.values.iter().filter_map(|fact| fact.known_value());
        let value = values.find(|money| money.id.as_ref().is_some_and(|own| **own == **id));
        let text = value.map_or_else(
            || id.to_string(),
            |money| reader.words.format_amount(&money.amount, &money.currency),
        );
        item.field(label, text);
    }
    reader.add_sources(&mut item, &amendment.sources, "sources");
    item
}

fn build_related(reader: &Reader<'_>, contract: &str, nth: usize, related: &Related) -> Item {
    let relation = reader.words.relation_name(related.relation);
    let mut item =
        Item::new(format!("Related contract: {relation}"), format!("{contract}/related/{nth}"));
    if let Some(id) = &related.contract {
        item.field("Contract", reader.contract_title(id));
    }
    item.field("Open Contracting ID", related.ocid.as_deref().unwrap_or_default());
    if let Some(external) = &related.external {
        item.field_at("Contract", Some(&external.title), "external/title");
        item.blocks.push(Block::link("Link", external.url.known_url(), "not known"));
    }
    item.field("Story", related.story.as_deref().unwrap_or_default());
    item
}

/// Builds the items of everything that the newsroom says around the facts.
pub(super) fn build_context(reader: &Reader<'_>) -> Vec<Item> {
    let context = &reader.story.context;
    let mut items = Vec::new();
    for (nth, why) in context.why_it_matters.iter().enumerate() {
        let mut item = Item::new("Why it matters", format!("/context/why_it_matters/{nth}"));
        item.field_at("", Some(&why.text), "text");
        reader.add_sources(&mut item, &why.sources, "sources");
        items.push(item);
    }
    for (nth, note) in context.what_it_means_for_you.iter().enumerate() {
        let pointer = format!("/context/what_it_means_for_you/{nth}");
        let mut item = Item::new(format!("What it means: {}", &*note.audience), pointer);
        item.field_at("", Some(&note.text), "text");
        reader.add_sources(&mut item, &note.sources, "sources");
        items.push(item);
    }
    for (nth, comparison) in reader.story.comparisons.iter().enumerate() {
        let mut item = Item::new("Comparison", format!("/comparisons/{nth}"));
        let contract = match &comparison.contract {
            Some(id) => reader.story.contracts.iter().find(|contract| *contract.id == **id),
            None => reader.story.contracts.first(),
        };
        let values = contract.into_iter().flat_map(|contract| &contract.values);
        let mut money = values.filter_map(|fact| fact.known_value());
        let currency = money.find(|money| money.amount == comparison.amount);
        let currency = currency.map_or("", |money| &*money.currency);
        let amount = |amount: &str| reader.words.format_amount(amount, currency);
        item.field(
            "Calculation",
            format!(
                "{} ÷ {} ({}) = {} {}",
                amount(&comparison.amount),
                reader.words.format_number(&comparison.divisor),
                &*comparison.counted,
                amount(&comparison.result),
                &*comparison.per
            ),
        );
        if let Some(contract) = &comparison.contract {
            item.field("Contract", reader.contract_title(contract));
        }
        reader.add_sources(&mut item, &comparison.sources, "sources");
        items.push(item);
    }
    for (nth, term) in context.glossary.iter().enumerate() {
        let pointer = format!("/context/glossary/{nth}");
        let mut item = Item::new(format!("Term: {}", &*term.term), pointer);
        item.field_at("Meaning", Some(&term.meaning), "meaning");
        reader.add_sources(&mut item, &term.sources, "sources");
        items.push(item);
    }
    items
}

/// Builds the items of the questions that the sources do not answer, or did not at first.
pub(super) fn build_open_questions(reader: &Reader<'_>) -> Vec<Item> {
    let questions = reader.story.open_questions.iter().enumerate();
    let build = |(nth, question): (usize, &OpenQuestion)| {
        let mut item = Item::new(&*question.text, format!("/open_questions/{nth}"));
        item.field(
            "State",
            match question.state {
                QuestionState::Open => "open: the sources do not say that anybody was asked",
                QuestionState::Asked => "somebody has been asked",
                QuestionState::FoiPending => "a freedom of information request is pending",
                QuestionState::FoiRefused => "a freedom of information request was refused",
                QuestionState::Answered => "answered",
            },
        );
        item.field_at("Note", question.note.as_deref(), "note");
        item.field_at("Asked of", question.asked_of.as_deref(), "asked_of");
        if let Some(since) = &question.since {
            reader.add_date(&mut item, "Since", since, "since");
        }
        item.blocks.extend(reader.sources(&question.sources, &format!("{}/sources", item.pointer)));
        if let Some(answer) = &question.answer {
            add_statement(reader, &mut item, "Answer", answer, "answer");
        }
        item
    };
    questions.map(build).collect()
}
