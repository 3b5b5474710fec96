//! Changes of evidence.

use std::collections::BTreeMap;

use super::super::words::{fill, join_non_empty};
use super::super::{BoxView, Evidence, Language, SectionId, ids};
use super::compared::{Compared, collect_section, rate_sentence_pair};
use super::pairs::pair_up;
use super::words::join_sentences;
use super::{ChangeKind, Changes};

/// Maps the number of each source in the newer document to its number in the older one.
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
    /// Returns evidence of the newer document with the numbers of the older one, where the changes
    /// are shown. A source that is not listed there gets no number.
    pub(super) fn renumber_evidence(&self, evidence: &[Evidence]) -> Vec<Evidence> {
        let mut renumbered = evidence.to_vec();
        for evidence in &mut renumbered {
            evidence.number = self.old_number(evidence);
        }
        renumbered
    }

    /// The number in the older document of the source that evidence of the newer one is from.
    fn old_number(&self, evidence: &Evidence) -> Option<u32> {
        self.numbers.get(&evidence.number?).copied()
    }

    /// Adds a change if evidence is new or gone.
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
                Some(index) => drop(gone.remove(index)),
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
        self.old_number(new) == old.number
            && old.number.is_some()
            && [&old.provenance, &old.claim, &old.before, &old.passage, &old.after, &old.page]
                == [&new.provenance, &new.claim, &new.before, &new.passage, &new.after, &new.page]
    }
}

/// Describes evidence: "Reported, The Example, page 3: the cost: “It cost 5 pounds”".
fn describe_evidence(words: &Language, evidence: &Evidence) -> String {
    let Evidence { provenance, cite, page, claim, before, passage, after, .. } = evidence;
    let source = join_non_empty([provenance, cite, page], words.marks.comma);
    let passage = join_non_empty([before, passage, after], " ");
    let passage = if passage.is_empty() { passage } else { words.quote(&passage) };
    join_non_empty([&source, claim, &passage], words.marks.colon)
}
