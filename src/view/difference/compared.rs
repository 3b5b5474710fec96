//! The things that are compared: facts, lines and people, each with the label of a change.

use super::super::{
    BoxView, Evidence, Fact, Language, Line, LineKind, Person, Section, SectionId, ids,
};
use super::cards;
use super::pairs::rate_likeness;
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
            has_card: cards::all_cards(view).any(|card| card.person == Some(index)),
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

/// Rates two facts: the same label and text are best, then the same id.
pub(super) fn rate_field_pair(old: &Compared, new: &Compared) -> f64 {
    if old.label == new.label && old.text == new.text {
        return 1.0;
    }
    if old.id == new.id { 0.9 } else { 0.0 }
}

/// Rates two people, who are the same or not.
pub(super) fn rate_person_pair(old: &ComparedPerson, new: &ComparedPerson) -> f64 {
    f64::from(old.compared.id == new.compared.id)
}

/// Rates two texts, which are the same or have nothing in common.
pub(super) fn rate_text_pair(old: &Compared, new: &Compared) -> f64 {
    f64::from(old.text == new.text)
}

/// Rates two sentences by how alike they are. Of equal texts, those under the same heading are
/// best.
pub(super) fn rate_sentence_pair(old: &Compared, new: &Compared) -> f64 {
    let same_heading = old.heading == new.heading;
    rate_likeness(old.text, new.text) - if same_heading { 0.0 } else { 0.01 }
}
