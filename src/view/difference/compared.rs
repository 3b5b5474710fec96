//! The things that are compared: facts, lines and people, each with the label of a change.

use std::collections::BTreeSet;

use super::super::{
    BoxView, Evidence, Fact, Language, Line, LineKind, Person, Section, SectionId, ids,
};
use super::cards;
use super::pairs::{Pairing, Pairs, rate_likeness};
use crate::model::PartyKind;

/// Something in a document that may change.
#[derive(Clone, Debug)]
pub(super) struct Compared<'v> {
    /// Its id.
    pub(super) id: String,
    /// The label of a change.
    pub(super) label: String,
    /// Whether the label is the name of this thing alone.
    pub(super) is_named: bool,
    /// The heading over its text, which distinguishes things with the same text.
    heading: String,
    /// Its text, which is also one of the parts.
    pub(super) text: &'v str,
    /// The texts that are compared, in order; there are as many for all things of one kind.
    pub(super) parts: Vec<&'v str>,
    pub(super) evidence: &'v [Evidence],
}

impl<'v> Compared<'v> {
    /// A fact. Its label is its name and is not compared.
    fn fact(fact: &'v Fact) -> Self {
        Self {
            id: fact.id.clone(),
            label: fact.label.clone(),
            is_named: true,
            heading: fact.label.clone(),
            text: &fact.text,
            parts: vec![&fact.text, &fact.detail, &fact.note],
            evidence: &fact.evidence,
        }
    }

    /// A line under a title. The number of a source is not compared, since it is only its position
    /// in the list.
    fn line(title: &str, line: &'v Line) -> Self {
        let mut parts = vec![&*line.label, &line.text, &line.detail, &line.note, line.kind.href()];
        let mut heading = line.label.clone();
        if let Some(source) = line.kind.source() {
            parts.push(&source.archived);
            heading = source.number.to_string();
        }
        Self {
            id: line.id.clone(),
            label: title.to_owned(),
            is_named: false,
            heading,
            text: &line.text,
            parts,
            evidence: &line.evidence,
        }
    }

    /// A text that is not a fact or a line.
    pub(super) fn text(id: String, label: &str, parts: Vec<&'v str>) -> Self {
        let text = parts.first().copied().unwrap_or_default();
        let (label, heading) = (label.to_owned(), String::new());
        Self { id, label, is_named: true, heading, text, parts, evidence: &[] }
    }
}

/// The facts of a document, in its order.
pub(super) fn collect_facts(view: &BoxView) -> Vec<Compared<'_>> {
    let always = [&view.status].into_iter().chain(&view.value).chain(&view.facts).chain(&view.told);
    // The status is repeated among the further facts, where it opens to its evidence.
    let more = view.more.iter().filter(|fact| fact.id != view.status.id);
    always.chain(more).map(Compared::fact).collect()
}

/// What no source says.
pub(super) fn collect_gaps<'v>(words: &Language, view: &'v BoxView) -> Vec<Compared<'v>> {
    let gaps = view.gaps.iter().enumerate();
    gaps.map(|(index, gap)| Compared::text(ids::changed::gap(index), words.ui.gaps, vec![gap]))
        .collect()
}

/// The notice that a story is withdrawn, if it is.
pub(super) fn collect_notice<'v>(words: &Language, view: &'v BoxView) -> Vec<Compared<'v>> {
    let Some(notice) = &view.withdrawn else { return Vec::new() };
    let (id, parts) = (ids::changed::NOTICE.to_owned(), vec![&*notice.reason, &notice.date]);
    vec![Compared::text(id, words.changes.notice, parts)]
}

/// A person, with whether they have a card.
pub(super) struct ComparedPerson<'v> {
    pub(super) compared: Compared<'v>,
    pub(super) has_card: bool,
}

/// The people of a document.
pub(super) fn collect_people<'v>(
    words: &'v Language,
    view: &'v BoxView,
) -> Vec<ComparedPerson<'v>> {
    let speakers: BTreeSet<_> = cards::all_cards(view).filter_map(|card| card.person).collect();
    let mut people = Vec::new();
    for (index, person) in view.people.iter().enumerate() {
        let Person { id, name, role, role_short, initials: _, kind } = person;
        let kind = match kind {
            PartyKind::Person => words.changes.person,
            PartyKind::Organisation => words.changes.organisation,
            PartyKind::Group => words.changes.group,
        };
        people.push(ComparedPerson {
            compared: Compared::text(
                ids::changed::person(id),
                name,
                vec![name, role, role_short, kind],
            ),
            has_card: speakers.contains(&index),
        });
    }
    people
}

/// The lines of a section. Corrections are left out: they are compared on their own, before all
/// else.
pub(super) fn collect_section<'v>(
    words: &Language,
    view: &'v BoxView,
    id: SectionId,
) -> Vec<Compared<'v>> {
    view.section(id).map(|section| section_lines(words, section)).unwrap_or_default()
}

fn section_lines<'v>(words: &Language, section: &'v Section) -> Vec<Compared<'v>> {
    let mut lines = Vec::new();
    for group in &section.groups {
        // Roles are compared with the people.
        if section.id == SectionId::Who && group.title == words.who.not_quoted {
            continue;
        }
        let title = if group.title.is_empty() { &section.title } else { &group.title };
        for line in group.lines.iter().filter(|line| line.kind != LineKind::Correction) {
            // The title of the sources says whether there are corrections, which is not their name.
            let is_source = line.kind.source().is_some();
            lines
                .push(Compared::line(if is_source { words.sections.sources } else { title }, line));
        }
    }
    lines
}

/// The corrections, which are in the section of the sources.
pub(super) fn collect_corrections(view: &BoxView) -> Vec<&Line> {
    let groups = view.section(SectionId::Sources).into_iter().flat_map(|section| &section.groups);
    let lines = groups.flat_map(|group| &group.lines);
    lines.filter(|line| line.kind == LineKind::Correction).collect()
}

/// Pairs facts: those with the same label and text, then those with the same id.
pub(super) fn pair_fields<'l, 'v>(lists: &'l [Vec<Compared<'v>>; 2]) -> Pairs<'l, Compared<'v>> {
    let [old, new] = lists;
    let pairing = Pairing::new(old, new).by_key(|fact| (&*fact.label, fact.text));
    pairing.by_key(|fact| &*fact.id).into_pairs()
}

/// Pairs texts, which are the same or have nothing in common.
pub(super) fn pair_texts<'l, 'v>(lists: &'l [Vec<Compared<'v>>; 2]) -> Pairs<'l, Compared<'v>> {
    let [old, new] = lists;
    Pairing::new(old, new).by_key(|compared| compared.text).into_pairs()
}

/// Pairs sentences: those with the same text, the same heading first, then by how alike they are.
/// `of` returns the sentence of an entry.
pub(super) fn pair_sentences<'l, 'v: 'l, T>(
    old: &'l [T],
    new: &'l [T],
    of: impl Fn(&T) -> &Compared<'v>,
) -> Pairs<'l, T> {
    let pairing = Pairing::new(old, new);
    let pairing = pairing.by_key(|entry| (of(entry).text, &*of(entry).heading));
    let pairing = pairing.by_key(|entry| of(entry).text);
    pairing.by_likeness(|_| (), |old, new| rate_sentence_pair(of(old), of(new))).into_pairs()
}

/// Rates two sentences by how alike they are. Of equally alike ones, those under the same heading
/// are best.
fn rate_sentence_pair(old: &Compared, new: &Compared) -> f64 {
    let same_heading = old.heading == new.heading;
    rate_likeness(old.text, new.text) - if same_heading { 0.0 } else { 0.01 }
}
