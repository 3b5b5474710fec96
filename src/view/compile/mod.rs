//! Story to view document.

mod date;
mod error;
mod evidence;
mod facts;
mod gaps;
mod glossary;
mod language;
mod money;
mod origins;
mod people;
mod positions;
mod scale;
mod sections;
mod silences;
mod speaker;
mod status;
mod table_width;
mod thread;
mod timeline;
mod values;
mod who;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;

pub(super) use date::format_date_if_given as date_in_words;
pub use error::CompileError;
use origins::{Origins, Recorder};

use super::words::fill;
use super::{BoxView, FORMAT, Fact, Language, Notice, Word, Words, ids};
use crate::model::{Contract, PartyRef, Story};

/// Compiles a story into what is shown in one language.
///
/// `lang` is the story's own language, one of its `translations`, or one of the two pseudo-locales
/// `en-XA` and `ar-XB`, in which the story's texts stay as they are.
///
/// # Errors
///
/// If the story has no contract, has no translation into `lang`, or the translation does not fit
/// it.
pub fn compile(story: &Story, lang: &str) -> Result<BoxView, CompileError> {
    Ok(trace(story, lang)?.view)
}

/// What is shown of a story, with what each line of it was made from.
#[derive(Clone, Debug)]
pub(super) struct Compiled<'s> {
    pub(super) view: BoxView,
    /// The story in the language that it is shown in: what `origins` leads into.
    pub(super) story: Cow<'s, Story>,
    pub(super) origins: Origins,
}

/// Compiles a story as [`compile`] does, and remembers what each line was made from.
///
/// # Errors
///
/// As [`compile`].
pub(super) fn trace<'s>(story: &'s Story, lang: &str) -> Result<Compiled<'s>, CompileError> {
    let story = if *story.lang == *lang {
        Cow::Borrowed(story)
    } else {
        Cow::Owned(language::translate(story, lang)?)
    };
    let recorder = Recorder::default();
    let words = Language::for_tag(&story.lang);
    let view = build_view(&StoryContext { story: &story, words, recorder: &recorder })?;
    Ok(Compiled { view, story, origins: recorder.into_origins() })
}

/// What everything is compiled from: the story, its language, and the recorder of origins.
#[derive(Clone, Copy, Debug)]
struct StoryContext<'s> {
    story: &'s Story,
    words: &'static Language,
    recorder: &'s Recorder,
}

impl Deref for StoryContext<'_> {
    type Target = Story;
    fn deref(&self) -> &Story {
        self.story
    }
}

fn build_view(story: &StoryContext) -> Result<BoxView, CompileError> {
    let words = story.words;
    let contract = story.contracts.first().ok_or(CompileError::NoContract)?;
    let mut view = BoxView {
        format: FORMAT.to_owned(),
        id: story.id.to_string(),
        version: story.version,
        lang: story.lang.to_string(),
        dir: language::story_direction(story),
        title: story.title.to_string(),
        as_of: date::format_date(words, &story.as_of),
        words: Words::from(&words.ui),
        ..BoxView::default()
    };
    for (id, field) in [
        (ids::changed::TITLE, "/title"),
        (ids::changed::AS_OF, "/as_of"),
        (ids::changed::LANGUAGE, "/lang"),
        (ids::changed::NOTICE, "/withdrawn"),
    ] {
        story.record(id, field);
    }
    if let Some(withdrawal) = &story.withdrawn {
        view.withdrawn = Some(Notice {
            label: words.status.withdrawn.into(),
            reason: withdrawal.reason.to_string(),
            date: date::format_date(words, &withdrawal.on),
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
    let stakeholders = people::order_stakeholders(story, contract);
    view.status = status::build_status(story, contract);
    view.value = values::build_headline(story, contract);
    view.facts = facts::build_key_facts(story, contract);
    view.more = facts::build_more_facts(story, contract);
    view.gaps = gaps::build_gaps(story, contract);
    view.people = people::build_people(story, &stakeholders);
    view.issues = positions::build_issues(story, &stakeholders);
    view.words.set(Word::NotReportedText, silences::describe_not_reported(story, &[], None));
    view.min_table_characters = table_width::min_table_characters(&view);
    view.sections = sections::build_sections(story, contract);
    glossary::explain_terms(story, &mut view);
    // The status stands among the further facts, too, where its evidence opens.
    view.more.insert(0, view.status.clone());
    number_repeated_labels(words, &mut view.facts);
    number_repeated_labels(words, &mut view.more);
    Ok(view)
}

/// Numbers facts that have the same label: each term of an HTML description list must be unique.
fn number_repeated_labels(words: &Language, facts: &mut [Fact]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for fact in facts {
        let count = seen.entry(fact.label.clone()).or_default();
        *count = count.saturating_add(1);
        if *count > 1 {
            fact.label = words.add_aside(&fact.label, &count.to_string());
        }
    }
}

/// A party's name, or its id if it has none.
fn party_name(story: &Story, id: &PartyRef) -> String {
    let party = story.parties.iter().find(|party| *party.id == **id);
    party.map_or_else(|| id.to_string(), |party| party.name.to_string())
}

/// The first letter in capitals.
fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Joins sentences and parts of sentences, leaving out what is empty.
fn join_non_empty<const N: usize>(parts: [&str; N], between: &str) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// The contract in this document that a reference names.
fn find_contract<'s>(story: &'s Story, id: &str) -> Option<&'s Contract> {
    story.contracts.iter().find(|contract| *contract.id == *id)
}
