//! What differs between two view documents of one story, in words for readers.
//!
//! View documents are compared and not stories, because readers only care about what they are
//! shown. What a document derives from other content (numbers, digests, the track, links to passages) is
//! not compared, so that each change is reported once.

mod cards;
mod compared;
mod document;
mod evidence;
mod pairs;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use self::compared::{Compared, pair_fields, pair_sentences, pair_texts};
use self::document::Document;
use self::pairs::{Pairing, Pairs};
use self::words::join_sentences;
use super::words::fill;
use super::{BoxView, Evidence, Language, Line, LineKind, SectionId, ids};

/// Something that differs, as a line for readers.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of difference it is.
    pub kind: ChangeKind,
    /// What readers see: `label` is the field, `text` says what it was and what it is, `evidence`
    /// are the current sources.
    pub line: Line,
}

/// What kind of difference a change is.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeKind {
    /// A new correction, by its index among all corrections of the newer document.
    Correction(usize),
    /// Text that has changed, is new or is gone.
    Content {
        /// The ids of what has changed: ids of the older document if it is gone, of the newer
        /// otherwise.
        about: Vec<String>,
        /// Whether it is gone.
        is_gone: bool,
    },
    /// Only evidence that has changed, is new or is gone.
    Evidence {
        /// The id of what the evidence proves.
        of: String,
    },
}

/// Finds what has changed between two documents of one story.
///
/// The changes are in the order of the box, new corrections first, and are worded in the language
/// of the newer document. Each line has an `id` of its own. A different order alone is not a
/// change.
///
/// ```
/// use contract_fact_box::{model, view};
///
/// let json = include_str!(concat!(
///     env!("CARGO_MANIFEST_DIR"),
///     "/tests/fixtures/view/full/story.json"
/// ));
/// let story = model::read(json).into_valid().expect("a story without errors");
/// let old = view::compile(&story, "en-GB").expect("a story that can be shown");
/// let new = view::BoxView { title: "A new title".into(), ..old.clone() };
///
/// assert_eq!(view::find_changes(&old, &old), []);
/// let changes = view::find_changes(&old, &new);
/// assert_eq!(changes[0].line.id, "n-title");
/// assert!(changes[0].line.text.ends_with("Now: A new title."));
/// ```
pub fn find_changes(old: &BoxView, new: &BoxView) -> Vec<Change> {
    let words = Language::for_box(&new.lang);
    let numbers = evidence::map_source_numbers(old, new);
    let documents = [old, new].map(|view| Document::new(words, view));
    let mut changes = Changes {
        old: &documents[0],
        new: &documents[1],
        words,
        numbers,
        found: Vec::new(),
        texts: BTreeSet::new(),
    };
    let labels = &words.changes;
    changes.compare_corrections();
    changes.compare_text(ids::changed::TITLE, labels.story_title, &old.title, &new.title);
    changes.compare_text(ids::changed::KICKER, labels.kicker, &old.kicker, &new.kicker);
    changes.compare_text(ids::changed::AS_OF, labels.as_of, &old.as_of, &new.as_of);
    changes.compare_text(ids::changed::LANGUAGE, labels.language, &old.lang, &new.lang);
    let lists = [old, new].map(|view| compared::collect_notice(words, view));
    changes.compare_lists(pair_fields(&lists));
    if old.withdrawn.is_some() || new.withdrawn.is_some() {
        // One of the two shows nothing but the notice.
        return changes.found;
    }
    let lists = [old, new].map(compared::collect_facts);
    changes.compare_lists(pair_fields(&lists));
    let lists = [old, new].map(|view| compared::collect_gaps(words, view));
    changes.compare_lists(pair_texts(&lists));
    changes.compare_people();
    changes.compare_issues();
    changes.compare_sections();
    changes.found
}

/// The changes found so far.
struct Changes<'v> {
    old: &'v Document<'v>,
    new: &'v Document<'v>,
    words: &'static Language,
    /// The number of each source in the older document, by its number in the newer.
    numbers: BTreeMap<u32, u32>,
    found: Vec<Change>,
    /// The labels and texts of the changes found.
    texts: BTreeSet<(String, String)>,
}

impl Changes<'_> {
    /// Adds a change of text if `was` and `now` differ. An empty `was` means that the text is new,
    /// an empty `now` that it is gone.
    ///
    /// `about` are the ids of what has changed, of which the first becomes the id of the change.
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
        if !self.texts.insert((label.to_owned(), text.clone())) {
            // Two cards of one person may lose the same evidence; readers need to see that once.
            return;
        }
        let id = if now.is_empty() { ids::changed::gone(id) } else { ids::changed::line(id) };
        let (label, evidence) = (label.to_owned(), self.renumber_evidence(evidence));
        self.found
            .push(Change { kind, line: Line { id, label, text, evidence, ..Line::default() } });
    }

    /// Compares two lists: first what the newer one has, then what is gone.
    fn compare_lists(&mut self, pairs: Pairs<'_, Compared<'_>>) {
        for pair in pairs {
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

    /// Compares something that both documents have: its text or, if that is the same, its evidence.
    fn compare_pair(&mut self, old: &Compared, new: &Compared) {
        let (was, now) = words::describe_difference(self.words, &old.parts, &new.parts);
        // A sentence has no name of its own; its text identifies it, unless that is what changed.
        let label = match new.is_named {
            false if old.text == new.text => [&*new.label, new.text].join(self.words.marks.colon),
            _ => new.label.clone(),
        };
        self.add_content(vec![new.id.clone()], &label, &was, &now, new.evidence);
        // Who decided has the evidence of the status, which would be reported twice.
        if was == now && new.id != ids::DECIDED {
            let (old, evidence) =
                (old.evidence.iter().collect(), new.evidence.iter().collect::<Vec<_>>());
            self.compare_evidence(&new.id, &label, old, &evidence);
        }
    }

    fn compare_corrections(&mut self) {
        let [old, new] = [self.old.view(), self.new.view()].map(|view| {
            Vec::from_iter(compared::collect_corrections(view).into_iter().enumerate())
        });
        let is_same = |(_, old): &(usize, &Line), (_, new): &(usize, &Line)| f64::from(old == new);
        let pairing = Pairing::new(&old, &new);
        for pair in pairing.by_likeness(|(_, line)| (&line.id, &line.text), is_same).into_pairs() {
            match pair {
                (None, Some((index, new))) => {
                    let (id, kind) = (ids::changed::line(&new.id), LineKind::Sentence);
                    let line = Line { id, kind, ..(*new).clone() };
                    self.texts.insert((line.label.clone(), line.text.clone()));
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
        let [old, new] = [self.old.view(), self.new.view()]
            .map(|view| compared::collect_people(self.words, view));
        let pairing = Pairing::new(&old, &new).by_key(|person| &*person.compared.id);
        for pair in pairing.into_pairs() {
            match pair {
                (Some(old), Some(new)) => self.compare_pair(&old.compared, &new.compared),
                // A person who came or went together with a card is reported with the card.
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
            let lists = [self.old.view(), self.new.view()]
                .map(|view| compared::collect_section(self.words, view, id));
            let [old, new] = &lists;
            self.compare_lists(pair_sentences(old, new, |compared| compared));
        }
    }
}
