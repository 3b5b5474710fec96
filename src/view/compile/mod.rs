//! Story to view document.

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
mod timeline;

use std::fmt;

pub use newer::compile_pinned;

use super::{BoxView, FORMAT, Line, Words};
use crate::model::{Contract, Direction, PartyRef, Story};

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
/// `lang` is the story's own language or one of its `translations`.
///
/// # Errors
///
/// If the story has no contract, has no translation into `lang`, or the translation does not fit it.
pub fn compile(story: &Story, lang: &str) -> Result<BoxView, CompileError> {
    if *story.lang == *lang { assemble(story) } else { assemble(&language::translate(story, lang)?) }
}

fn assemble(story: &Story) -> Result<BoxView, CompileError> {
    let contract =
        story.contracts.first().ok_or_else(|| CompileError("contracts: empty; there is nothing to show".into()))?;
    let mut view = BoxView {
        format: FORMAT.to_owned(),
        id: story.id.to_string(),
        version: story.version,
        lang: story.lang.to_string(),
        dir: match story.dir.unwrap_or_else(|| language::direction(&story.lang)) {
            Direction::Rtl => "rtl".into(),
            Direction::Ltr => "ltr".into(),
        },
        title: story.title.to_string(),
        as_of: date::words(&story.as_of),
        words: Words::of(&story.lang),
        ..BoxView::default()
    };
    if let Some(withdrawal) = &story.withdrawn {
        view.withdrawn = Some(Line {
            icon: "blocked".into(),
            label: "Withdrawn".into(),
            text: withdrawal.reason.to_string(),
            detail: date::words(&withdrawal.on),
            ..Line::default()
        });
        return Ok(view);
    }
    let stakeholders = people::in_order(story, contract);
    view.status = facts::status(story, contract);
    view.value = facts::value(story, contract);
    view.facts = facts::key(story, contract);
    view.more = facts::more(story, contract);
    view.gaps = facts::gaps(contract);
    view.people = people::people(story, &stakeholders);
    view.issues = positions::issues(story, &stakeholders);
    view.sections = sections::sections(story, contract);
    glossary::explain(story, &mut view);
    Ok(view)
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
