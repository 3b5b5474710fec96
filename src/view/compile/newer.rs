//! A version that a page is pinned to, when there may be a newer one.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::difference::difference;
use super::super::words::fill;
use super::super::{BoxView, Group, Language, Line, Section};
use super::{CompileError, compile, date};
use crate::model::Story;

/// Compiles one version of a story into what pages show that are pinned to it, now that another may be `current`.
///
/// It stays what it was and tells what has changed since, if anything that is shown has. A withdrawal overrides it:
/// the result is then the current document, which is the notice.
///
/// # Errors
///
/// If either cannot be compiled.
pub fn compile_pinned(story: &Story, current: &Story) -> Result<BoxView, CompileError> {
    pinned(story, &story.lang, current, &current.lang)
}

/// The same in a language that both are translated into; a withdrawal is told in its own where it is not.
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
    pinned(story, lang, current, if own { &current.lang } else { lang })
}

fn pinned(
    story: &Story,
    lang: &str,
    current: &Story,
    current_lang: &str,
) -> Result<BoxView, CompileError> {
    let newest = compile(current, current_lang)?;
    if current.withdrawn.is_some() {
        return Ok(newest);
    }
    let mut view = compile(story, lang)?;
    let changes = if story.version < current.version {
        changes(story, &view, current, &newest)
    } else {
        Vec::new()
    };
    if !changes.is_empty() {
        view.newer = Some(section(Language::of(&view.lang), current, changes));
    }
    Ok(view)
}

fn section(words: &Language, current: &Story, changes: Vec<Line>) -> Section {
    let number = current.version.to_string();
    let version = match date::given(words, &current.published_at) {
        None => fill(words.changes.version_alone, [("version", &number)]),
        Some(date) => fill(words.changes.version_of, [("version", &number), ("date", &date)]),
    };
    let page = Line {
        id: "n-page".into(),
        text: words.changes.page.into(),
        detail: version,
        href: format!("stories/{}.html", current.id),
        ..Line::default()
    };
    Section {
        id: "newer".into(),
        title: words.changes.title.into(),
        digest: fill(words.changes.version, [("version", &number)]),
        groups: [changes, vec![page]].map(|lines| Group { title: String::new(), lines }).into(),
    }
}

/// The corrections made since, then what they do not account for.
fn changes(story: &Story, view: &BoxView, current: &Story, newest: &BoxView) -> Vec<Line> {
    let words = Language::of(&view.lang);
    let told = &words.changes;
    let mut changes = difference(view, newest);
    let mut reverted = current.clone();
    let mut accounted: BTreeMap<String, Line> = BTreeMap::new();
    for (at, correction) in current.corrections.iter().enumerate() {
        let id = format!("n-c{at}");
        if !changes.iter().any(|change| change.id == id) {
            continue;
        }
        // What would differ had the correction not been made is what it does not account for.
        let Some(without) = revert(&reverted, story, &correction.pointer) else { continue };
        let Ok(without_view) = compile(&without, &newest.lang) else { continue };
        let rest = difference(view, &without_view);
        if length(&rest) < length(&changes) {
            let field = changes
                .iter()
                .find(|change| !is_evidence(change) && !rest.contains(change))
                .cloned();
            accounted.insert(id, field.unwrap_or_default());
            (changes, reverted) = (rest, without);
        }
    }
    // A correction shows the evidence of what it corrects, as it is now.
    let shown: Vec<_> = accounted.values().map(|field| format!("{}-evidence", field.id)).collect();
    changes.retain(|change| !shown.contains(&change.id));
    for change in &mut changes {
        let at = change.id.strip_prefix("n-c").and_then(|at| at.parse::<usize>().ok());
        let Some(correction) = at.and_then(|at| current.corrections.get(at)) else { continue };
        let field = accounted.remove(&change.id).unwrap_or_default();
        let (label, date) = (&*field.label, date::given(words, &correction.date));
        change.label = match (label, date.as_deref()) {
            ("", None) => told.corrected.to_owned(),
            ("", Some(date)) => fill(told.corrected_on, [("date", date)]),
            (label, None) => fill(told.field_corrected, [("field", label)]),
            (label, Some(date)) => {
                fill(told.field_corrected_on, [("field", label), ("date", date)])
            }
        };
        change.evidence = field.evidence;
    }
    changes
}

/// `current` with what stood at a place before, if anything stood there and fits.
fn revert(current: &Story, before: &Story, pointer: &str) -> Option<Story> {
    let was = serde_json::to_value(before).ok()?.pointer(pointer)?.clone();
    let mut document: Value = serde_json::to_value(current).ok()?;
    *document.pointer_mut(pointer)? = was;
    serde_json::from_value(document).ok()
}

/// How much is told of what was and is. Evidence is told on its own where the words are the same, so it is no measure.
fn length(changes: &[Line]) -> usize {
    changes.iter().filter(|change| !is_evidence(change)).map(|change| change.text.len()).sum()
}

fn is_evidence(change: &Line) -> bool {
    change.id.ends_with("-evidence")
}
