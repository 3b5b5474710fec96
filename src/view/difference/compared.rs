//! What is compared: facts, lines and people, each with what a change of it is called.

use super::super::{
    BoxView, Evidence, Fact, Language, Line, LineKind, Person, Section, SectionId, ids,
};
use super::cards;
use super::pairs::rate_likeness;

/// Something in a document that may change.
#[derive(Clone, Debug)]
pub(super) struct Compared<'v> {
    /// Its id.
    pub(super) id: String,
    /// What a change of it is called.
    pub(super) label: String,
    /// Whether that is the name of this thing alone.
    pub(super) is_named: bool,
    /// What stands over its text, by which things of one text are lines_here apart.
    heading: String,
    /// Its text, which is one of the parts.
    pub(super) text: &'v str,
    /// The parts that are compared and lines_here, in order; the same ones for all things of one
    /// kind.
    pub(super) parts: Vec<&'v str>,
    pub(super) evidence: &'v [Evidence],
}

impl<'v> Compared<'v> {
    /// A fact, whose label is its name and no part of it.
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

    /// A line under a title; a source's number is no part of it, since it says only where in the
    /// list it stands.
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

    /// A text by itself.
    pub(super) fn text(id: String, label: &str, parts: Vec<&'v str>) -> Self {
        let text = parts.first().copied().unwrap_or_default();
        let (label, heading) = (label.to_owned(), String::new());
        Self { id, label, is_named: true, heading, text, parts, evidence: &[] }
    }
}

/// The facts of a document, in its order.
pub(super) fn collect_facts(view: &BoxView) -> Vec<Compared<'_>> {
    let always = [&view.status].into_iter().chain(&view.value).chain(&view.facts);
    // The status stands among the further facts too, for those who read them as a list.
    let more = view.more.iter().filter(|fact| fact.id != view.status.id);
    always.chain(more).map(Compared::fact).collect()
}

/// What nobody says.
pub(super) fn collect_gaps<'v>(words: &Language, view: &'v BoxView) -> Vec<Compared<'v>> {
    let gap = |(index, gap): (usize, &'v String)| {
        Compared::text(ids::changed::gap(index), words.ui.gaps, vec![gap])
    };
    view.gaps.iter().enumerate().map(gap).collect()
}

/// That a story is withdrawn, if it is.
pub(super) fn collect_notice<'v>(words: &Language, view: &'v BoxView) -> Vec<Compared<'v>> {
    let id = || ids::changed::NOTICE.to_owned();
    let notice = view.withdrawn.iter().map(|notice| {
        Compared::text(id(), words.changes.notice, vec![&notice.reason, &notice.date])
    });
    notice.collect()
}

/// Somebody who may have a card, with whether they have one.
pub(super) struct ComparedPerson<'v> {
    pub(super) compared: Compared<'v>,
    pub(super) has_card: bool,
}

/// The people of a document.
pub(super) fn collect_people(view: &BoxView) -> Vec<ComparedPerson<'_>> {
    let person = |(index, person): (usize, &'_ Person)| -> (usize, String) {
        (index, ids::changed::person(&person.id))
    };
    let ids = view.people.iter().enumerate().map(person);
    ids.zip(&view.people)
        .map(|((index, id), person)| {
            let parts: Vec<&str> = vec![&person.name, &person.role, &person.role_short];
            ComparedPerson {
                compared: Compared::text(id, &person.name, parts),
                has_card: cards::all_cards(view).any(|card| card.person == Some(index)),
            }
        })
        .collect()
}

/// The lines of a section, without corrections, which are lines_here first.
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
        let title = if group.title.is_empty() { &section.title } else { &group.title };
        let lines_here = group.lines.iter().filter(|line| line.kind != LineKind::Correction);
        lines.extend(lines_here.map(|line| match line.kind.source() {
            // The title of the section depends on whether there are corrections, so it is no label.
            Some(_) => Compared::line(words.sections.sources, line),
            None => Compared::line(title, line),
        }));
    }
    lines
}

/// The corrections: what stands under the sources.
pub(super) fn collect_corrections(view: &BoxView) -> Vec<&Line> {
    let groups = view.section(SectionId::Sources).into_iter().flat_map(|section| &section.groups);
    let lines = groups.flat_map(|group| &group.lines);
    lines.filter(|line| line.kind == LineKind::Correction).collect()
}

/// Facts of one kind, the one with the same words first.
pub(super) fn rate_field_pair(old: &Compared, new: &Compared) -> f64 {
    if old.label == new.label && old.text == new.text {
        return 1.0;
    }
    if old.id == new.id { 0.9 } else { 0.0 }
}

pub(super) fn rate_text_pair(old: &Compared, new: &Compared) -> f64 {
    f64::from(old.text == new.text)
}

/// Sentences that say the same or much the same.
pub(super) fn rate_sentence_pair(old: &Compared, new: &Compared) -> f64 {
    let same_heading = old.heading == new.heading;
    rate_likeness(old.text, new.text) - if same_heading { 0.0 } else { 0.01 }
}
