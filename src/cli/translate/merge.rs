//! Which translations of a file are written into a story, and which are not.

use std::collections::BTreeMap;

use anyhow::Context;
use contract_fact_box::model::{self, DocumentMap, Issue, Translation, escape_key};

use super::super::check::{format_count, to_one_line};
use super::edit::{locate_translation, write_translations};
use super::units::{State, Unit};
use super::xliff_reader::{TranslatedFile, TranslatedUnit};

/// What becomes of a story when the translations of a file are written into it.
#[derive(Debug, Default)]
pub(super) struct Merge {
    /// The text of the story with the translations that were taken.
    pub(super) text: String,
    /// What was not taken, or was taken as out of date: the place, the fact, the consequence and the
    /// fix of each.
    pub(super) findings: Vec<String>,
    written: usize,
    /// How many were written as out of date.
    stale: usize,
    unchanged: usize,
    left: usize,
}

/// A translation to write.
struct Taken {
    pointer: String,
    translation: Translation,
    is_stale: bool,
}

/// What to do with a unit.
enum Decision {
    Write(Translation),
    /// The story has it already.
    Unchanged,
    /// There is no translation, and no need to say more.
    Empty,
    /// The reason why it is not taken.
    Leave(String),
    /// Its original has changed: it is written as out of date, for this reason.
    WriteStale(Translation, String),
}

impl Merge {
    /// Decides on each unit of a file, and writes what is taken into the text of the story.
    ///
    /// # Errors
    ///
    /// If the story's text cannot be changed, which it can since it was read.
    pub(super) fn new(
        text: &str,
        units: &[Unit],
        lang: &str,
        file: &TranslatedFile,
    ) -> anyhow::Result<Self> {
        let known: BTreeMap<&str, &Unit> =
            units.iter().map(|unit| (&*unit.pointer, unit)).collect();
        let mut merge = Self::default();
        let mut taken: Vec<Taken> = Vec::new();
        for translated in &file.units {
            let Some(unit) = known.get(&*translated.pointer) else {
                let text = to_one_line(&translated.source);
                merge.leave(
                    &translated.pointer,
                    &format!(
                        "“{text}” is no text of the story that may be translated; it was not taken; give \
                         the translators the story of today"
                    ),
                );
                continue;
            };
            if taken.iter().any(|taken| taken.pointer == translated.pointer) {
                merge.leave(&translated.pointer, "is there twice; the first was taken; remove one");
                continue;
            }
            match decide(unit, translated) {
                Decision::Empty => {}
                Decision::Unchanged => merge.unchanged += 1,
                Decision::Leave(reason) => merge.leave(&unit.pointer, &reason),
                Decision::Write(translation) => {
                    let pointer = unit.pointer.clone();
                    taken.push(Taken { pointer, translation, is_stale: false });
                }
                Decision::WriteStale(translation, reason) => {
                    merge.findings.push(format!("{}: {reason}", unit.pointer));
                    let pointer = unit.pointer.clone();
                    taken.push(Taken { pointer, translation, is_stale: true });
                }
            }
        }
        merge.write_valid(text, lang, taken)?;
        Ok(merge)
    }

    /// Writes the translations that the check of a story accepts, which are to keep its rules as the
    /// originals do.
    fn write_valid(&mut self, text: &str, lang: &str, mut taken: Vec<Taken>) -> anyhow::Result<()> {
        loop {
            self.text = text.to_owned();
            if !taken.is_empty() {
                self.text = write_translations(
                    text,
                    lang,
                    taken.iter().map(|taken| (&*taken.pointer, &taken.translation)),
                )
                .context(
                    "the story's file cannot be changed; it is as it was; report this fault",
                )?;
            }
            let refused = refused_translations(&self.text, lang);
            let Some(map) = DocumentMap::of(&self.text).filter(|_| !refused.is_empty()) else {
                self.stale = taken.iter().filter(|taken| taken.is_stale).count();
                self.written = taken.len().saturating_sub(self.stale);
                return Ok(());
            };
            let count = taken.len();
            taken.retain(|Taken { pointer, translation, .. }| {
                let key = locate_translation(&map, lang, pointer);
                let inside = format!("{key}/");
                let issue = refused
                    .iter()
                    .find(|issue| issue.pointer == key || issue.pointer.starts_with(&inside));
                let Some(issue) = issue else { return true };
                let shown = to_one_line(translation.text());
                self.findings.push(format!(
                    "{pointer}: {}; “{shown}” was not taken; {}",
                    issue.fact, issue.fix
                ));
                self.left += 1;
                false
            });
            anyhow::ensure!(
                taken.len() < count,
                "the story would have an error with these translations; it is as it was; report this \
                 fault"
            );
        }
    }

    fn leave(&mut self, pointer: &str, reason: &str) {
        let place = if pointer.is_empty() { "a unit without an id" } else { pointer };
        self.findings.push(format!("{}: {reason}", to_one_line(place)));
        self.left += 1;
    }

    /// Counts what was done, as in "fr: 12 translations written, 3 unchanged, 1 not taken".
    pub(super) fn summarize(&self, lang: &str) -> String {
        let mut summary = format!("{lang}: {} written", format_count(self.written, "translation"));
        for (count, label) in [
            (self.stale, "written as out of date"),
            (self.unchanged, "unchanged"),
            (self.left, "not taken"),
        ] {
            if count > 0 {
                summary += &format!(", {count} {label}");
            }
        }
        summary
    }
}

/// Decides what to do with a translation of a text.
fn decide(unit: &Unit, translated: &TranslatedUnit) -> Decision {
    let target = &translated.target;
    if target.trim().is_empty() {
        return Decision::Empty;
    }
    if let Some(markup) = &translated.markup {
        return Decision::Leave(format!(
            "the translation has the markup `{markup}`, and the texts of a story are plain; it was not \
             taken; remove it from “{}”",
            to_one_line(target)
        ));
    }
    if !is_same_text(&translated.source, &unit.text) {
        return decide_on_other_original(unit, translated);
    }
    let new = Translation::Of { text: target.clone(), of: unit.text.clone() };
    let current = unit.translation.as_ref();
    let is_same = current.is_some_and(|current| current.text() == target);
    match unit.state() {
        // As it is when nobody has looked at it: to take it would hide that it is out of date.
        State::Stale if is_same && translated.needs_work() => Decision::Leave(format!(
            "its original has changed to “{}”, and the translation has not; it stays out of date; \
             translate it anew, or have its state say that it is right",
            to_one_line(&unit.text)
        )),
        State::Translated if is_same => Decision::Unchanged,
        State::Missing | State::Stale | State::Translated => Decision::Write(new),
    }
}

/// Decides what to do with a translation that was made from another original than that of today.
fn decide_on_other_original(unit: &Unit, translated: &TranslatedUnit) -> Decision {
    let new = Translation::Of { text: translated.target.clone(), of: translated.source.clone() };
    let differ = format!(
        "the translation is of “{}”, and the story has “{}”",
        to_one_line(&translated.source),
        to_one_line(&unit.text)
    );
    let again = "give the translators the text of today";
    match unit.state() {
        State::Translated => {
            Decision::Leave(format!("{differ}; the story’s newer translation was kept; {again}"))
        }
        State::Stale if unit.translation.as_ref() == Some(&new) => Decision::Leave(format!(
            "{differ}; the story has this translation already, as out of date; {again}"
        )),
        State::Stale if unit.earlier_original() != Some(&*translated.source) => Decision::Leave(
            format!("{differ}; the story’s own, which is of yet another, was kept; {again}"),
        ),
        State::Missing | State::Stale => Decision::WriteStale(
            new,
            format!(
                "{differ}; it was written as out of date, and readers see the original; {again}"
            ),
        ),
    }
}

/// Whether two texts are the same but for white space, which programs of translators may change.
fn is_same_text(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// The errors in the translations of a story.
fn refused_translations(text: &str, lang: &str) -> Vec<Issue> {
    let place = format!("/translations/{}/", escape_key(lang));
    let mut issues = model::read(text).issues;
    issues.retain(|issue| issue.is_error() && issue.pointer.starts_with(&place));
    issues
}
