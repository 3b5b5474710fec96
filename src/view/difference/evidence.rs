//! Changes of evidence.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::words::{fill, join_non_empty};
use super::super::{BoxView, Evidence, Language, SectionId, ids};
use super::compared::{Compared, collect_section, pair_sentences};
use super::words::join_sentences;
use super::{ChangeKind, Changes};

/// Maps the number of each source in the newer document to its number in the older one.
///
/// Evidence is the same if it is from the same source, whatever the source is called: a changed
/// title is reported once, with the source.
pub(super) fn map_source_numbers(old: &BoxView, new: &BoxView) -> BTreeMap<u32, u32> {
    let words = Language::for_box(&new.lang);
    let (old, new) = (numbered_sources(words, old), numbered_sources(words, new));
    pair_sentences(&old, &new, |(_, source)| source)
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
        let mut known: BTreeMap<_, VecDeque<usize>> = BTreeMap::new();
        for (index, old) in old.iter().enumerate() {
            known.entry((old.number, proof_texts(old))).or_default().push_back(index);
        }
        let (mut kept, mut come) = (BTreeSet::new(), Vec::new());
        for &evidence in new {
            let number = self.old_number(evidence);
            let same = known.get_mut(&(number, proof_texts(evidence))).filter(|_| number.is_some());
            match same.and_then(VecDeque::pop_front) {
                Some(index) => drop(kept.insert(index)),
                None => come.push(evidence.clone()),
            }
        }
        let gone = old.into_iter().enumerate().filter(|(index, _)| !kept.contains(index));
        let was: Vec<_> = gone.map(|(_, gone)| describe_evidence(self.words, gone)).collect();
        let now: Vec<_> = come.iter().map(|come| describe_evidence(self.words, come)).collect();
        let label = fill(self.words.changes.evidence, [("label", label)]);
        let (was, now) = (join_sentences(self.words, &was), join_sentences(self.words, &now));
        let kind = ChangeKind::Evidence { of: id.to_owned() };
        self.add_change(kind, &ids::changed::evidence(id), &label, &was, &now, &come);
    }
}

/// The texts of evidence, which are the same in both documents if the evidence is.
fn proof_texts(evidence: &Evidence) -> [&str; 6] {
    let Evidence { provenance, claim, before, passage, after, page, .. } = evidence;
    [provenance, claim, before, passage, after, page]
}

/// Describes evidence: "Reported, The Example, page 3: the cost: “It cost 5 pounds”".
fn describe_evidence(words: &Language, evidence: &Evidence) -> String {
    let Evidence { provenance, cite, page, claim, before, passage, after, .. } = evidence;
    let source = join_non_empty([provenance, cite, page], words.marks.comma);
    let passage = join_non_empty([before, passage, after], " ");
    let passage = if passage.is_empty() { passage } else { words.quote(&passage) };
    join_non_empty([&source, claim, &passage], words.marks.colon)
}
