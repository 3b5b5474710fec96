//! Story to view document.

mod across;
mod date;
mod evidence;
mod facts;
mod glossary;
mod language;
mod money;
mod newer;
mod people;
mod positions;
mod scale;
mod sections;
mod silences;
mod speaker;
mod thread;
mod timeline;
mod values;
mod who;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

pub use newer::{compile_pinned, compile_pinned_in};

use super::words::fill;
use super::{BoxView, FORMAT, Language, Line, Word, Words};
use crate::model::{Contract, PartyRef, Story};

/// Why a story could not be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError(String);

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CompileError {}

/// Compiles a story into what is shown in one language.
///
/// `lang` is the story's own language, one of its `translations`, or one of the two languages for trying out what
/// others will bring, `en-XA` and `ar-XB`, in which the story's texts stay as they are.
///
/// # Errors
///
/// If the story has no contract, has no translation into `lang`, or the translation does not fit it.
pub fn compile(story: &Story, lang: &str) -> Result<BoxView, CompileError> {
    if *story.lang == *lang {
        assemble(story)
    } else {
        assemble(&language::translate(story, lang)?)
    }
}

/// A story, and the words to tell it in.
#[derive(Clone, Copy, Debug)]
struct Told<'s> {
    story: &'s Story,
    words: &'static Language,
}

impl Deref for Told<'_> {
    type Target = Story;
    fn deref(&self) -> &Story {
        self.story
    }
}

fn assemble(story: &Story) -> Result<BoxView, CompileError> {
    let words = Language::of(&story.lang);
    let story = &Told { story, words };
    let contract = story
        .contracts
        .first()
        .ok_or_else(|| CompileError("contracts: empty; there is nothing to show".into()))?;
    let mut view = BoxView {
        format: FORMAT.to_owned(),
        id: story.id.to_string(),
        version: story.version,
        lang: story.lang.to_string(),
        dir: language::direction(story).into(),
        title: story.title.to_string(),
        as_of: date::words(words, &story.as_of),
        words: Words::from(&words.placed),
        ..BoxView::default()
    };
    if let Some(withdrawal) = &story.withdrawn {
        view.withdrawn = Some(Line {
            icon: "blocked".into(),
            label: words.status.withdrawn.into(),
            text: withdrawal.reason.to_string(),
            detail: date::words(words, &withdrawal.on),
            ..Line::default()
        });
        return Ok(view);
    }
    view.cite = fill(
        words.sources.cite,
        [
            ("publisher", &*story.publisher),
            ("title", &view.title),
            ("version", &story.version.to_string()),
            ("date", &view.as_of),
        ],
    );
    let stakeholders = people::in_order(story, contract);
    view.status = facts::status(story, contract);
    view.value = values::headline(story, contract);
    view.facts = facts::key(story, contract);
    view.more = facts::more(story, contract);
    view.gaps = facts::gaps(words, contract);
    view.people = people::people(story, &stakeholders);
    view.issues = positions::issues(story, &stakeholders);
    view.words.put(Word::NotReportedText, silences::not_reported(story, &[], None));
    view.letters_across = across::letters(&view);
    view.sections = sections::sections(story, contract);
    glossary::explain(story, &mut view);
    // The status stands among the further facts, too, where its evidence opens.
    view.more.insert(0, view.status.clone());
    number_labels(words, &mut view.facts);
    number_labels(words, &mut view.more);
    Ok(view)
}

/// Tells facts of one label apart by a number: in a list of terms, each may stand once.
fn number_labels(words: &Language, lines: &mut [Line]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines {
        let count = seen.entry(line.label.clone()).or_default();
        *count = count.saturating_add(1);
        if *count > 1 {
            line.label = words.aside(&line.label, &count.to_string());
        }
    }
}

/// A party's name, or its id if it is nowhere named.
fn name(story: &Story, id: &PartyRef) -> String {
    let party = story.parties.iter().find(|party| *party.id == **id);
    party.map_or_else(|| id.to_string(), |party| party.name.to_string())
}

/// The first letter in capitals.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Joins sentences and parts of sentences, leaving out what is empty.
fn join<const N: usize>(parts: [&str; N], between: &str) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// The contract in this document that a reference names.
fn contract<'s>(story: &'s Story, id: &str) -> Option<&'s Contract> {
    story.contracts.iter().find(|contract| *contract.id == *id)
}
