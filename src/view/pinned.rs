//! A version that a page is pinned to, when there may be a newer one.

use serde_json::Value;

use super::compile::{CompileError, Compiled, date_in_words, trace};
use super::difference::{Change, ChangeKind, find_changes};
use super::words::fill;
use super::{BoxView, Group, Language, Line, LineKind, Section, SectionId, ids};
use crate::model::{Correction, Story};

/// Compiles one version of a story into what pages show that are pinned to it, now that another may
/// be `current`.
///
/// It stays what it was and lists what has changed since, if anything that is shown has. A
/// withdrawal overrides it: the result is then the current document, which is the notice.
///
/// # Errors
///
/// If either cannot be compiled.
pub fn compile_pinned(story: &Story, current: &Story) -> Result<BoxView, CompileError> {
    build_pinned(story, &story.lang, current, &current.lang)
}

/// The same in a language that both are translated into; a withdrawal is shown in its own language
/// if it is not translated.
///
/// # Errors
///
/// If either cannot be compiled.
pub fn compile_pinned_in(
    story: &Story,
    current: &Story,
    lang: &str,
) -> Result<BoxView, CompileError> {
    let is_translated = *current.lang == *lang || current.translations.contains_key(lang);
    let own = current.withdrawn.is_some() && !is_translated;
    build_pinned(story, lang, current, if own { &current.lang } else { lang })
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
        view.newer = Some(build_section(Language::for_tag(&view.lang), current, changes));
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
    Section::new(SectionId::Newer, words.changes.title, &digest, groups)
}

/// The corrections made since, each with the field that it corrects, then what they do not account
/// for.
fn list_changes(pinned: &Compiled, newest: &Compiled) -> Vec<Line> {
    let words = Language::for_tag(&pinned.view.lang);
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
            ChangeKind::Content { .. } if corrections.account_for(change) => {}
            ChangeKind::Content { .. } | ChangeKind::Evidence { .. } => {
                lines.push(change.line.clone());
            }
        }
    }
    lines
}

/// A correction under the name of the field that it corrects and with its evidence, as it is now.
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

/// The corrections made since a version, and what they account for.
struct Corrections<'s> {
    pinned: &'s Compiled<'s>,
    newest: &'s Compiled<'s>,
    /// Both stories as documents, which the pointers lead into.
    before: Value,
    after: Value,
    /// The places in the story that are corrected, of those that it had before.
    pointers: Vec<&'s str>,
}

impl<'s> Corrections<'s> {
    fn new(pinned: &'s Compiled<'s>, newest: &'s Compiled<'s>, changes: &[Change]) -> Self {
        // A story that is no JSON would have no lines that a correction accounts for.
        let document = |story: &Story| serde_json::to_value(story).unwrap_or_default();
        let (before, after) = (document(&pinned.story), document(&newest.story));
        let new = changes.iter().filter_map(|change| match change.kind {
            ChangeKind::Correction(index) => newest.story.corrections.get(index),
            ChangeKind::Content { .. } | ChangeKind::Evidence { .. } => None,
        });
        let pointers = new
            .map(|correction| &*correction.pointer)
            .filter(|pointer| before.pointer(pointer).is_some())
            .collect();
        Self { pinned, newest, before, after, pointers }
    }

    /// The first change of something that was made from a corrected place.
    fn field_of<'c>(&self, changes: &'c [Change], pointer: &str) -> Option<&'c Change> {
        let known = self.pointers.iter().find(|known| **known == pointer)?;
        changes.iter().find(|change| {
            self.origins(change).any(|origin| is_within(known, origin) || is_within(origin, known))
        })
    }

    /// Whether corrections alone are why something reads otherwise: it was made from a corrected
    /// place, and whatever differs in what it was made from was corrected.
    fn account_for(&self, change: &Change) -> bool {
        let mut differing = Vec::new();
        for origin in self.origins(change) {
            let [old, new] = [&self.before, &self.after].map(|document| document.pointer(origin));
            find_differing(old, new, origin, &mut differing);
        }
        let is_corrected =
            |place: &String| self.pointers.iter().any(|pointer| is_within(place, pointer));
        // Sources are shown as evidence, and a correction shows its evidence as it is now.
        differing.retain(|place| !place.split('/').skip(2).any(|key| key == "sources"));
        !differing.is_empty() && differing.iter().all(is_corrected)
    }

    /// The places in the story that the subject of a change was made from.
    fn origins<'c>(&'c self, change: &'c Change) -> impl Iterator<Item = &'c str> {
        let (about, is_gone): (&[String], _) = match &change.kind {
            ChangeKind::Content { about, is_gone } => (about, *is_gone),
            ChangeKind::Correction(_) | ChangeKind::Evidence { .. } => (&[], false),
        };
        let compiled = if is_gone { self.pinned } else { self.newest };
        about.iter().flat_map(|id| compiled.origins.of(id)).map(String::as_str)
    }
}

/// Whether a JSON pointer leads to a place or to a part of it.
fn is_within(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Adds the JSON pointers of all that differs between two values, as deep as both have it.
fn find_differing(old: Option<&Value>, new: Option<&Value>, at: &str, differing: &mut Vec<String>) {
    match (old, new) {
        (old, new) if old == new => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let gone = old.keys().filter(|key| !new.contains_key(*key));
            for key in new.keys().chain(gone) {
                find_differing(old.get(key), new.get(key), &format!("{at}/{key}"), differing);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            for index in 0..old.len().max(new.len()) {
                let at = format!("{at}/{index}");
                find_differing(old.get(index), new.get(index), &at, differing);
            }
        }
        (_, _) => differing.push(at.to_owned()),
    }
}
