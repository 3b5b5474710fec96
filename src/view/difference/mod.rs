//! What differs between two view documents of one story, in words for readers.
//!
//! Views are compared, not stories: what readers are not shown has not changed for them. What the document derives
//! from something else it shows (numbers, digests, links to passages) is not compared, so that a change is told once.

mod cards;
mod compared;
mod evidence;
mod pairs;
mod words;

use std::collections::BTreeMap;

use self::compared::{Compared, same_field, same_sentence, same_text};
use self::pairs::pairs;
use self::words::joined;
use super::words::fill;
use super::{BoxView, Evidence, Language, Line, LineKind, SectionId, ids};

/// Something that differs, as a line for readers.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of difference it is.
    pub kind: ChangeKind,
    /// What readers are told: `label` is the field, `text` what was and what is, `evidence` who says so now.
    pub line: Line,
}

/// What kind of difference a change is.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeKind {
    /// A correction that is new, by its index among all corrections of the newer document.
    Correction(usize),
    /// Words that are other, new or gone.
    Content {
        /// The ids of what it tells of: in the older document if that is gone, in the newer otherwise.
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
/// The order is that of the box, new corrections first. Equal documents give no lines, and the order of things alone
/// is no change. The words are those of the newer document's language. Each line has an `id` of its own.
pub fn difference(old: &BoxView, new: &BoxView) -> Vec<Change> {
    let words = Language::of(&new.lang);
    let numbers = evidence::numbers(old, new);
    let mut changes = Changes { old, new, words, numbers, found: Vec::new() };
    let labels = &words.changes;
    changes.corrections();
    changes.text(ids::changed::TITLE, labels.story_title, &old.title, &new.title);
    changes.text(ids::changed::AS_OF, labels.as_of, &old.as_of, &new.as_of);
    changes.text(ids::changed::LANGUAGE, labels.language, &old.lang, &new.lang);
    changes.list(&compared::notice(words, old), &compared::notice(words, new), same_field);
    if old.withdrawn.is_some() || new.withdrawn.is_some() {
        // Nothing else is shown of one of them.
        return changes.found;
    }
    changes.list(&compared::facts(old), &compared::facts(new), same_field);
    changes.list(&compared::gaps(words, old), &compared::gaps(words, new), same_text);
    changes.people();
    changes.issues();
    changes.sections();
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
    /// Adds a change of something, unless there is none. What is empty was not there, or is not there any more.
    ///
    /// `about` are the ids of what it tells of, the first of them that of the whole.
    fn content(
        &mut self,
        about: Vec<String>,
        label: &str,
        was: &str,
        now: &str,
        evidence: &[Evidence],
    ) {
        let is_gone = now.is_empty();
        let id = about.first().cloned().unwrap_or_default();
        self.put(ChangeKind::Content { about, is_gone }, &id, label, was, now, evidence);
    }

    fn text(&mut self, id: &str, label: &str, was: &str, now: &str) {
        self.content(vec![id.to_owned()], label, was, now, &[]);
    }

    fn put(
        &mut self,
        kind: ChangeKind,
        id: &str,
        label: &str,
        was: &str,
        now: &str,
        evidence: &[Evidence],
    ) {
        let (words, told) = (self.words, &self.words.changes);
        let text = match (was, now) {
            (was, now) if was == now => return,
            ("", now) => fill(told.new, [("now", &words.value_sentence(now))]),
            (was, "") => fill(told.gone, [("was", &words.value_sentence(was))]),
            (was, now) => words.was_and_now(was, now),
        };
        if self.found.iter().any(|change| change.line.label == label && change.line.text == text) {
            // Two cards of one person may lose the same evidence: to a reader that is one thing.
            return;
        }
        let id = if now.is_empty() { ids::changed::gone(id) } else { ids::changed::line(id) };
        let (label, evidence) = (label.to_owned(), self.renumbered(evidence));
        self.found
            .push(Change { kind, line: Line { id, label, text, evidence, ..Line::default() } });
    }

    /// Two lists: what is in the newer, then what is gone.
    fn list(&mut self, old: &[Compared], new: &[Compared], alike: fn(&Compared, &Compared) -> f64) {
        for pair in pairs(old, new, alike) {
            match pair {
                (Some(old), Some(new)) => self.changed(old, new),
                (None, Some(new)) => self.come(new),
                (Some(old), None) => self.gone(old),
                (None, None) => {}
            }
        }
    }

    fn come(&mut self, new: &Compared) {
        let now = joined(self.words, &new.parts);
        self.content(vec![new.id.clone()], &new.label, "", &now, new.evidence);
    }

    fn gone(&mut self, old: &Compared) {
        let was = joined(self.words, &old.parts);
        self.content(vec![old.id.clone()], &old.label, &was, "", &[]);
    }

    /// Something that is in both: the parts that differ or, where none does, the evidence that does.
    fn changed(&mut self, old: &Compared, new: &Compared) {
        let (was, now) = words::differing(self.words, &old.parts, &new.parts);
        // A sentence has no name: its words, where they are the same, tell which one has changed.
        let label = match new.is_named {
            false if old.text == new.text => [&*new.label, new.text].join(self.words.marks.colon),
            _ => new.label.clone(),
        };
        self.content(vec![new.id.clone()], &label, &was, &now, new.evidence);
        // Who decided is known from where the status is known, and that is told with the status.
        if was == now && new.id != ids::DECIDED {
            let (old, evidence) =
                (old.evidence.iter().collect(), new.evidence.iter().collect::<Vec<_>>());
            self.evidence(&new.id, &label, old, &evidence);
        }
    }

    fn corrections(&mut self) {
        let (old, new) = (compared::corrections(self.old), compared::corrections(self.new));
        let indexed: Vec<_> = new.into_iter().enumerate().collect();
        let old: Vec<_> = old.into_iter().enumerate().collect();
        for pair in pairs(&old, &indexed, |(_, old), (_, new)| f64::from(old == new)) {
            match pair {
                (None, Some((index, new))) => {
                    let (id, kind) = (ids::changed::line(&new.id), LineKind::Sentence);
                    let line = Line { id, kind, ..(*new).clone() };
                    self.found.push(Change { kind: ChangeKind::Correction(*index), line });
                }
                (Some((_, old)), None) => {
                    let parts = [&old.label, &old.text, &old.detail, &old.note];
                    let was = joined(self.words, &parts);
                    let label = self.words.sections.corrections;
                    self.content(vec![old.id.clone()], label, &was, "", &[]);
                }
                (Some(_), Some(_)) | (None, None) => {}
            }
        }
    }

    fn people(&mut self) {
        let (old, new) = (compared::people(self.old), compared::people(self.new));
        let is_same = |old: &compared::ComparedPerson, new: &compared::ComparedPerson| {
            f64::from(old.compared.id == new.compared.id)
        };
        for pair in pairs(&old, &new, is_same) {
            match pair {
                (Some(old), Some(new)) => self.changed(&old.compared, &new.compared),
                // Somebody who has come or gone together with words or a silence is told of there.
                (None, Some(new)) if !new.has_card => self.come(&new.compared),
                (Some(old), None) if !old.has_card => self.gone(&old.compared),
                (None, Some(_)) | (Some(_), None) | (None, None) => {}
            }
        }
    }

    fn sections(&mut self) {
        let gone = self.old.sections.iter().filter(|old| self.new.section(old.id).is_none());
        let ids: Vec<SectionId> =
            self.new.sections.iter().chain(gone).map(|section| section.id).collect();
        for id in ids {
            self.list(
                &compared::section(self.words, self.old, id),
                &compared::section(self.words, self.new, id),
                same_sentence,
            );
        }
    }
}
