//! Documents for pages that are pinned to one version of a story.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::compile::{CompileError, Compiled, date_in_words, trace};
use super::difference::{Change, ChangeKind, find_changes};
use super::words::fill;
use super::{BoxView, Group, Language, Line, LineKind, Section, SectionId, ids};
use crate::model::{Correction, Story, outer_pointers};

/// Compiles one version of a story for the pages that are pinned to it. `current` is the version
/// that is published now.
///
/// The content is that of the pinned version; [`BoxView::newer`] lists what has changed since, if
/// readers can see any change. If the current version is withdrawn, the result is its notice.
///
/// ```
/// use contract_fact_box::{model, view};
///
/// let [first, current] = [
///     include_str!(concat!(
///         env!("CARGO_MANIFEST_DIR"),
///         "/tests/fixtures/versions/changed-value/stories/bridge/1.json"
///     )),
///     include_str!(concat!(
///         env!("CARGO_MANIFEST_DIR"),
///         "/tests/fixtures/versions/changed-value/stories/bridge.json"
///     )),
/// ]
/// .map(|json| model::read(json).into_valid().expect("a story without errors"));
/// let pinned = view::compile_pinned(&first, &current).expect("two stories that can be shown");
/// assert_eq!(pinned.version, 1);
/// assert!(pinned.newer.is_some());
/// ```
///
/// # Errors
///
/// If one of the versions cannot be compiled.
pub fn compile_pinned(story: &Story, current: &Story) -> Result<BoxView, CompileError> {
    build_pinned(story, &story.lang, current, &current.lang)
}

/// Does what [`compile_pinned`] does, in a language that both versions are translated into. A
/// withdrawal that is not translated is shown in its own language.
///
/// # Errors
///
/// If one of the versions cannot be compiled.
pub fn compile_pinned_in(
    story: &Story,
    current: &Story,
    lang: &str,
) -> Result<BoxView, CompileError> {
    let is_translated = *current.lang == *lang || current.translations.contains_key(lang);
    let shows_own_language = current.withdrawn.is_some() && !is_translated;
    build_pinned(story, lang, current, if shows_own_language { &current.lang } else { lang })
}

fn build_pinned(
    story: &Story,
    lang: &str,
    current: &Story,
    current_lang: &str,
) -> Result<BoxView, CompileError> {
    let newest = trace(current, current_lang)?;
    if current.withdrawn.is_some() {
        return Ok(newest.view);
    }
    let pinned = trace(story, lang)?;
    let changes =
        if story.version < current.version { list_changes(&pinned, &newest) } else { Vec::new() };
    let mut view = pinned.view;
    if !changes.is_empty() {
        view.newer = Some(build_section(Language::for_box(&view.lang), current, changes));
    }
    Ok(view)
}

fn build_section(words: &Language, current: &Story, changes: Vec<Line>) -> Section {
    let number = current.version.to_string();
    let version = match date_in_words(words, &current.published_at) {
        None => fill(words.changes.version_alone, [("version", &number)]),
        Some(date) => fill(words.changes.version_of, [("version", &number), ("date", &date)]),
    };
    let page = Line {
        id: ids::NEWEST.into(),
        kind: LineKind::Newest(format!("stories/{}.html", current.id)),
        text: words.changes.page.into(),
        detail: version,
        ..Line::default()
    };
    let digest = fill(words.changes.version, [("version", &number)]);
    let groups = vec![Group::untitled(changes), Group::untitled(vec![page])];
    Section { digest, ..Section::new(SectionId::Newer, words.changes.title, groups) }
}

/// Lists what has changed: each new correction with the field that it corrects, and the changes
/// that no correction accounts for.
fn list_changes(pinned: &Compiled, newest: &Compiled) -> Vec<Line> {
    let words = Language::for_box(&pinned.view.lang);
    let changes = find_changes(&pinned.view, &newest.view);
    let corrections = Corrections::new(pinned, newest, &changes);
    let mut lines = Vec::new();
    for change in &changes {
        match &change.kind {
            ChangeKind::Correction(index) => {
                let Some(correction) = newest.story.corrections.get(*index) else { continue };
                let field = corrections.field_of(&changes, &correction.pointer);
                lines.push(label_correction(words, correction, &change.line, field));
            }
            // Listed as the correction already.
            ChangeKind::Content { .. } if corrections.account_for(change) => {}
            ChangeKind::Content { .. } | ChangeKind::Evidence { .. } => {
                lines.push(change.line.clone());
            }
        }
    }
    lines
}

/// Labels a correction with the name of the field that it corrects, and gives it the field's
/// current evidence.
fn label_correction(
    words: &Language,
    correction: &Correction,
    line: &Line,
    field: Option<&Change>,
) -> Line {
    let labels = &words.changes;
    let field = field.map(|change| &change.line);
    let date = date_in_words(words, &correction.date);
    let label = match (field, date.as_deref()) {
        (None, None) => labels.corrected.to_owned(),
        (None, Some(date)) => fill(labels.corrected_on, [("date", date)]),
        (Some(field), None) => fill(labels.field_corrected, [("field", &field.label)]),
        (Some(field), Some(date)) => {
            fill(labels.field_corrected_on, [("field", &*field.label), ("date", date)])
        }
    };
    let evidence = field.map(|field| field.evidence.clone()).unwrap_or_default();
    Line { label, evidence, ..line.clone() }
}

/// The corrections made since a version, and the changes that they account for.
struct Corrections<'s> {
    pinned: &'s Compiled<'s>,
    newest: &'s Compiled<'s>,
    /// The pinned story as JSON, which the pointers lead into.
    before: Value,
    /// The newest story as JSON.
    after: Value,
    /// The JSON pointers of the corrected values, of those that the pinned story has.
    pointers: BTreeSet<&'s str>,
    /// The first change of something that was made from each value, by its JSON pointer.
    changes: BTreeMap<&'s str, usize>,
}

impl<'s> Corrections<'s> {
    fn new(pinned: &'s Compiled<'s>, newest: &'s Compiled<'s>, changes: &'s [Change]) -> Self {
        let (before, after) = (to_json(&pinned.story), to_json(&newest.story));
        let mut pointers = BTreeSet::new();
        for change in changes {
            if let ChangeKind::Correction(index) = change.kind
                && let Some(correction) = newest.story.corrections.get(index)
                && before.pointer(&correction.pointer).is_some()
            {
                pointers.insert(&*correction.pointer);
            }
        }
        let changed = BTreeMap::new();
        let mut corrections = Self { pinned, newest, before, after, pointers, changes: changed };
        for (index, change) in changes.iter().enumerate() {
            for origin in corrections.origins(change) {
                corrections.changes.entry(origin).or_insert(index);
            }
        }
        corrections
    }

    /// The first change of something that was made from the value at a corrected pointer.
    fn field_of<'c>(&self, changes: &'c [Change], pointer: &str) -> Option<&'c Change> {
        self.pointers.get(pointer)?;
        // Of a value that the corrected one is in, or of a part of it.
        let around = outer_pointers(pointer).filter_map(|outer| self.changes.get(outer));
        let inside = format!("{pointer}/");
        let parts = self.changes.range(&*inside..);
        let parts = parts.take_while(|(origin, _)| origin.starts_with(&inside));
        let first = around.chain(parts.map(|(_, index)| index)).min()?;
        changes.get(*first)
    }

    /// Whether corrections alone explain a change: every value that differs, of those the changed
    /// text was made from, was corrected.
    fn account_for(&self, change: &Change) -> bool {
        let mut differing = Vec::new();
        for origin in self.origins(change) {
            let [old, new] = [&self.before, &self.after].map(|document| document.pointer(origin));
            find_differing(old, new, origin, &mut differing);
        }
        // Sources are shown as evidence, and a correction shows its current evidence itself.
        differing.retain(|value| !value.split('/').skip(2).any(|key| key == "sources"));
        !differing.is_empty()
            && differing
                .iter()
                .all(|value| outer_pointers(value).any(|outer| self.pointers.contains(outer)))
    }

    /// The JSON pointers of the values in the story that the changed text was made from.
    fn origins(&self, change: &'s Change) -> impl Iterator<Item = &'s str> + use<'s> {
        let (about, is_gone): (&[String], _) = match &change.kind {
            ChangeKind::Content { about, is_gone } => (about, *is_gone),
            ChangeKind::Correction(_) | ChangeKind::Evidence { .. } => (&[], false),
        };
        let compiled = if is_gone { self.pinned } else { self.newest };
        about.iter().flat_map(move |id| compiled.origins.of(id)).map(String::as_str)
    }
}

/// Converts a story to JSON. `Null` if that failed: corrections would then account for no change,
/// and all changes would be listed.
fn to_json(story: &Story) -> Value {
    serde_json::to_value(story).unwrap_or_default()
}

/// Adds the JSON pointers of all that differs between two values at `pointer`, as deep as both go.
fn find_differing(
    old: Option<&Value>,
    new: Option<&Value>,
    pointer: &str,
    differing: &mut Vec<String>,
) {
    match (old, new) {
        (old, new) if old == new => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let gone = old.keys().filter(|key| !new.contains_key(*key));
            for key in new.keys().chain(gone) {
                let pointer = format!("{pointer}/{key}");
                find_differing(old.get(key), new.get(key), &pointer, differing);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            for index in 0..old.len().max(new.len()) {
                let pointer = format!("{pointer}/{index}");
                find_differing(old.get(index), new.get(index), &pointer, differing);
            }
        }
        (_, _) => differing.push(pointer.to_owned()),
    }
}
