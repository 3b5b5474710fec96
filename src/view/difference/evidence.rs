//! Evidence that has come and gone.

use std::collections::BTreeMap;

use super::super::words::fill;
use super::super::{BoxView, Evidence, Language, SectionId, ids};
use super::compared::{Compared, collect_section, rate_sentence_pair};
use super::pairs::pair_up;
use super::words::join_sentences;
use super::{ChangeKind, Changes};

/// The number that each source has in the older document, by its number in the newer.
///
/// Evidence is the same if it is from the same source, whatever the source is called: a changed
/// title is reported once, with the source.
pub(super) fn map_source_numbers(old: &BoxView, new: &BoxView) -> BTreeMap<u32, u32> {
    let words = Language::for_tag(&new.lang);
    let (old, new) = (numbered_sources(words, old), numbered_sources(words, new));
    pair_up(&old, &new, |(_, old), (_, new)| rate_sentence_pair(old, new))
        .into_iter()
        .filter_map(|(old, new)| Some((new?.0, old?.0)))
        .collect()
}

/// The sources of a document, each with its number.
fn numbered_sources<'v>(words: &Language, view: &'v BoxView) -> Vec<(u32, Compared<'v>)> {
    let groups = view.section(SectionId::Sources).into_iter().flat_map(|section| &section.groups);
    let links = groups.flat_map(|group| &group.lines).filter_map(|line| line.kind.source());
    links.map(|link| link.number).zip(collect_section(words, view, SectionId::Sources)).collect()
}

impl Changes<'_> {
    /// Evidence of the newer document, with the number that the source has in the older, if it has
    /// one there.
    pub(super) fn renumber_evidence(&self, evidence: &[Evidence]) -> Vec<Evidence> {
        let number = |of: &Evidence| self.numbers.get(&of.number?).copied();
        evidence
            .iter()
            .map(|evidence| Evidence { number: number(evidence), ..evidence.clone() })
            .collect()
    }

    /// Adds what evidence has come and what is gone.
    pub(super) fn compare_evidence(
        &mut self,
        id: &str,
        label: &str,
        old: Vec<&Evidence>,
        new: &[&Evidence],
    ) {
        let mut gone = old;
        let mut come = Vec::new();
        for &evidence in new {
            match gone.iter().position(|old| self.is_same_evidence(old, evidence)) {
                Some(at) => drop(gone.remove(at)),
                None => come.push(evidence.clone()),
            }
        }
        let was: Vec<_> =
            gone.into_iter().map(|gone| describe_evidence(self.words, gone)).collect();
        let now: Vec<_> = come.iter().map(|come| describe_evidence(self.words, come)).collect();
        let label = fill(self.words.changes.evidence, [("label", label)]);
        let (was, now) = (join_sentences(self.words, &was), join_sentences(self.words, &now));
        let kind = ChangeKind::Evidence { of: id.to_owned() };
        self.add_change(kind, &ids::changed::evidence(id), &label, &was, &now, &come);
    }

    fn is_same_evidence(&self, old: &Evidence, new: &Evidence) -> bool {
        new.number.and_then(|number| self.numbers.get(&number).copied()) == old.number
            && old.number.is_some()
            && [&old.provenance, &old.claim, &old.before, &old.passage, &old.after, &old.page]
                == [&new.provenance, &new.claim, &new.before, &new.passage, &new.after, &new.page]
    }
}

/// Evidence in a sentence: "Reported, The Example, page 3: the cost: “It cost 5 pounds”".
fn describe_evidence(words: &Language, evidence: &Evidence) -> String {
    let list = |parts: &[&str], between: &str| {
        parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
    };
    let source = list(&[&evidence.provenance, &evidence.cite, &evidence.page], words.marks.comma);
    let passage = list(&[&evidence.before, &evidence.passage, &evidence.after], " ");
    let passage = if passage.is_empty() { passage } else { words.quote(&passage) };
    list(&[&source, &evidence.claim, &passage], words.marks.colon)
}
