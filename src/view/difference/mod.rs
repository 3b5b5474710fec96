//! What differs between two view documents of one story, in words for readers.
//!
//! Views are compared, not stories: what readers are not shown has not changed for them. What the
//! document derives from something else it shows (numbers, digests, links to passages) is not
//! compared, so that a change is reported once.

mod cards;
mod compared;
mod evidence;
mod pairs;
mod words;

use std::collections::BTreeMap;

use self::compared::{Compared, rate_field_pair, rate_sentence_pair, rate_text_pair};
use self::pairs::pair_up;
use self::words::join_sentences;
use super::words::fill;
use super::{BoxView, Evidence, Language, Line, LineKind, SectionId, ids};

/// Something that differs, as a line for readers.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of difference it is.
    pub kind: ChangeKind,
    /// What readers see: `label` is the field, `text` what was and what is, `evidence` who says so
    /// now.
    pub line: Line,
}

/// What kind of difference a change is.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeKind {
    /// A correction that is new, by its index among all corrections of the newer document.
    Correction(usize),
    /// Words that are other, new or gone.
    Content {
        /// The ids of what has changed: in the older document if that is gone, in the newer
        /// otherwise.
        about: Vec<String>,
        /// Whether that is gone.
        is_gone: bool,
    },
    /// Nothing but evidence that is other, new or gone.
    Evidence {
        /// The id of what it proves.
        of: String,
    },
}

/// What has changed, a line each.
///
/// The order is that of the box, new corrections first. Equal documents give no lines, and the
/// order of things alone is no change. The words are those of the newer document's language. Each
/// line has an `id` of its own.
pub fn find_changes(old: &BoxView, new: &BoxView) -> Vec<Change> {
    let words = Language::for_tag(&new.lang);
    let numbers = evidence::map_source_numbers(old, new);
    let mut changes = Changes { old, new, words, numbers, found: Vec::new() };
    let labels = &words.changes;
    changes.compare_corrections();
    changes.compare_text(ids::changed::TITLE, labels.story_title, &old.title, &new.title);
    changes.compare_text(ids::changed::AS_OF, labels.as_of, &old.as_of, &new.as_of);
    changes.compare_text(ids::changed::LANGUAGE, labels.language, &old.lang, &new.lang);
    changes.compare_lists(
        &compared::collect_notice(words, old),
        &compared::collect_notice(words, new),
        rate_field_pair,
    );
    if old.withdrawn.is_some() || new.withdrawn.is_some() {
        // Nothing else is shown of one of them.
        return changes.found;
    }
    changes.compare_lists(
        &compared::collect_facts(old),
        &compared::collect_facts(new),
        rate_field_pair,
    );
    changes.compare_lists(
        &compared::collect_gaps(words, old),
        &compared::collect_gaps(words, new),
        rate_text_pair,
    );
    changes.compare_people();
    changes.compare_issues();
    changes.compare_sections();
    changes.found
}

/// The changes found so far.
struct Changes<'v> {
    old: &'v BoxView,
    new: &'v BoxView,
    words: &'static Language,
    /// The number that a source has in the older document, by its number in the newer.
    numbers: BTreeMap<u32, u32>,
    found: Vec<Change>,
}

impl Changes<'_> {
    /// Adds a change of something, unless there is none. What is empty was not there, or is not
    /// there any more.
    ///
    /// `about` are the ids of what has changed; the first is that of the whole.
    fn add_content(
        &mut self,
        about: Vec<String>,
        label: &str,
        was: &str,
        now: &str,
        evidence: &[Evidence],
    ) {
        let is_gone = now.is_empty();
        let id = about.first().cloned().unwrap_or_default();
        self.add_change(ChangeKind::Content { about, is_gone }, &id, label, was, now, evidence);
    }

    fn compare_text(&mut self, id: &str, label: &str, was: &str, now: &str) {
        self.add_content(vec![id.to_owned()], label, was, now, &[]);
    }

    fn add_change(
        &mut self,
        kind: ChangeKind,
        id: &str,
        label: &str,
        was: &str,
        now: &str,
        evidence: &[Evidence],
    ) {
        let (words, labels) = (self.words, &self.words.changes);
        let text = match (was, now) {
            (was, now) if was == now => return,
            ("", now) => fill(labels.new, [("now", &words.to_value_sentence(now))]),
            (was, "") => fill(labels.gone, [("was", &words.to_value_sentence(was))]),
            (was, now) => words.describe_correction(was, now),
        };
        if self.found.iter().any(|change| change.line.label == label && change.line.text == text) {
            // Two cards of one person may lose the same evidence: to a reader that is one thing.
            return;
        }
        let id = if now.is_empty() { ids::changed::gone(id) } else { ids::changed::line(id) };
        let (label, evidence) = (label.to_owned(), self.renumber_evidence(evidence));
        self.found
            .push(Change { kind, line: Line { id, label, text, evidence, ..Line::default() } });
    }

    /// Two lists: what is in the newer, then what is gone.
    fn compare_lists(
        &mut self,
        old: &[Compared],
        new: &[Compared],
        alike: fn(&Compared, &Compared) -> f64,
    ) {
        for pair in pair_up(old, new, alike) {
            match pair {
                (Some(old), Some(new)) => self.compare_pair(old, new),
                (None, Some(new)) => self.add_new(new),
                (Some(old), None) => self.add_removed(old),
                (None, None) => {}
            }
        }
    }

    fn add_new(&mut self, new: &Compared) {
        let now = join_sentences(self.words, &new.parts);
        self.add_content(vec![new.id.clone()], &new.label, "", &now, new.evidence);
    }

    fn add_removed(&mut self, old: &Compared) {
        let was = join_sentences(self.words, &old.parts);
        self.add_content(vec![old.id.clone()], &old.label, &was, "", &[]);
    }

    /// Something that is in both: the parts that differ or, where none does, the evidence that
    /// does.
    fn compare_pair(&mut self, old: &Compared, new: &Compared) {
        let (was, now) = words::describe_difference(self.words, &old.parts, &new.parts);
        // A sentence has no name, so its text identifies it if that is unchanged.
        let label = match new.is_named {
            false if old.text == new.text => [&*new.label, new.text].join(self.words.marks.colon),
            _ => new.label.clone(),
        };
        self.add_content(vec![new.id.clone()], &label, &was, &now, new.evidence);
        // The evidence of who decided is that of the status, which is compared on its own.
        if was == now && new.id != ids::DECIDED {
            let (old, evidence) =
                (old.evidence.iter().collect(), new.evidence.iter().collect::<Vec<_>>());
            self.compare_evidence(&new.id, &label, old, &evidence);
        }
    }

    fn compare_corrections(&mut self) {
        let (old, new) =
            (compared::collect_corrections(self.old), compared::collect_corrections(self.new));
        let indexed: Vec<_> = new.into_iter().enumerate().collect();
        let old: Vec<_> = old.into_iter().enumerate().collect();
        for pair in pair_up(&old, &indexed, |(_, old), (_, new)| f64::from(old == new)) {
            match pair {
                (None, Some((index, new))) => {
                    let (id, kind) = (ids::changed::line(&new.id), LineKind::Sentence);
                    let line = Line { id, kind, ..(*new).clone() };
                    self.found.push(Change { kind: ChangeKind::Correction(*index), line });
                }
                (Some((_, old)), None) => {
                    let parts = [&old.label, &old.text, &old.detail, &old.note];
                    let was = join_sentences(self.words, &parts);
                    let label = self.words.sections.corrections;
                    self.add_content(vec![old.id.clone()], label, &was, "", &[]);
                }
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
    }

    fn compare_people(&mut self) {
        let (old, new) = (compared::collect_people(self.old), compared::collect_people(self.new));
        let is_same = |old: &compared::ComparedPerson, new: &compared::ComparedPerson| {
            f64::from(old.compared.id == new.compared.id)
        };
        for pair in pair_up(&old, &new, is_same) {
            match pair {
                (Some(old), Some(new)) => self.compare_pair(&old.compared, &new.compared),
                // Somebody who was added or removed together with a card is reported there.
                (None, Some(new)) if !new.has_card => self.add_new(&new.compared),
                (Some(old), None) if !old.has_card => self.add_removed(&old.compared),
                (None, Some(_)) | (Some(_), None) | (None, None) => {}
            }
        }
    }

    fn compare_sections(&mut self) {
        let gone = self.old.sections.iter().filter(|old| self.new.section(old.id).is_none());
        let ids: Vec<SectionId> =
            self.new.sections.iter().chain(gone).map(|section| section.id).collect();
        for id in ids {
            self.compare_lists(
                &compared::collect_section(self.words, self.old, id),
                &compared::collect_section(self.words, self.new, id),
                rate_sentence_pair,
            );
        }
    }
}
