//! Compiles a story to a view document.

mod challenges;
mod contract_facts;
mod date;
mod error;
mod evidence;
mod facts;
mod folds;
mod gaps;
mod glossary;
mod index;
mod language;
mod members;
mod money;
mod origins;
mod people;
mod positions;
mod scale;
mod sections;
mod silences;
mod speaker;
mod stances;
mod status;
mod thread;
mod timeline;
mod track;
mod values;
mod who;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

pub use contract_facts::{ContractFact, list_contract_facts};
pub(super) use date::format_date_if_given as date_in_words;
pub use error::CompileError;
use index::StoryIndex;
use origins::{Origins, Recorder};

use super::runs;
use super::words::{fill, join_non_empty};
use super::{BoxView, Card, CardBody, FORMAT, Fact, IssueView, Language, Notice, Word, Words, ids};
use crate::model::{Contract, PartyRef, Story, count_words};

/// Compiles a story to a view document in one language.
///
/// `lang` is the story's own language, one of its `translations`, or one of the two pseudo-locales
/// `en-XA` and `ar-XB`, in which the story's own texts are unchanged.
///
/// ```
/// use contract_fact_box::{model, view};
///
/// let json = include_str!(concat!(
///     env!("CARGO_MANIFEST_DIR"),
///     "/tests/fixtures/view/full/story.json"
/// ));
/// let story = model::read(json).into_valid().expect("a story without errors");
/// let german = view::compile(&story, "de").expect("the story has a German translation");
/// assert_eq!(german.title, "Ein Vertrag mit allem");
///
/// let error = view::compile(&story, "fr").expect_err("the story has no French translation");
/// assert_eq!(error.to_string(), "translations.fr: missing; the story cannot be shown in `fr`");
/// ```
///
/// # Errors
///
/// If the story has no contract, if it has no translation into `lang`, or if the translation does
/// not fit the story.
pub fn compile(story: &Story, lang: &str) -> Result<BoxView, CompileError> {
    Ok(trace(story, lang)?.view)
}

/// A view document with the origins of its lines.
#[derive(Clone, Debug)]
pub(super) struct Compiled<'s> {
    pub(super) view: BoxView,
    /// The story in the language of the document. The pointers in `origins` lead into it.
    pub(super) story: Cow<'s, Story>,
    pub(super) origins: Origins,
}

/// Compiles a story as [`compile`] does, and records what each line was made from.
///
/// # Errors
///
/// Those of [`compile`].
pub(super) fn trace<'s>(story: &'s Story, lang: &str) -> Result<Compiled<'s>, CompileError> {
    let story = if *story.lang == *lang {
        Cow::Borrowed(story)
    } else {
        Cow::Owned(language::translate(story, lang)?)
    };
    let recorder = Recorder::default();
    let words = Language::for_box(&story.lang);
    let index = StoryIndex::new(&story);
    let view =
        build_view(&StoryContext { story: &story, index: &index, words, recorder: &recorder })?;
    Ok(Compiled { view, story, origins: recorder.into_origins() })
}

/// What all functions that compile a part of a document need: the story with its index, the texts of
/// its language, and the recorder of origins.
#[derive(Clone, Copy, Debug)]
struct StoryContext<'s> {
    story: &'s Story,
    index: &'s StoryIndex<'s>,
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
        kicker: story.kicker.as_deref().unwrap_or(words.sources.kicker).to_owned(),
        as_of: date::format_short_date(words, &story.as_of).unwrap_or_default(),
        words: Words::from(&words.ui),
        ..BoxView::default()
    };
    for (id, field) in [
        (ids::changed::TITLE, "/title"),
        (ids::changed::KICKER, "/kicker"),
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
            ("date", &date::format_date(words, &story.as_of)),
        ],
    );
    let stakeholders = people::order_stakeholders(story, contract);
    let track = track::build_track(story, contract);
    view.track = track.stages;
    view.status = status::build_status(story, contract);
    view.value = values::build_headline(story, contract);
    view.facts = challenges::build_open_challenges(story, contract);
    view.facts.extend(facts::build_key_facts(story, contract));
    view.told.extend(facts::build_reasons(story, contract));
    if !facts::is_decider_quoted(story, contract) {
        view.facts.append(&mut view.told);
    }
    view.more = challenges::build_past_challenges(story, contract);
    view.more.extend(facts::build_more_facts(story, contract));
    // The track says who decided. The evidence for it is among the further facts.
    if let Some(decision) = facts::build_decision(story, contract) {
        let facts = if track.names_decider { &mut view.more } else { &mut view.facts };
        facts.insert(0, decision);
    }
    view.gaps = gaps::build_gaps(story, contract);
    view.people = people::build_people(story, &stakeholders);
    view.issues = positions::build_issues(story, &stakeholders, &view.people);
    positions::set_subjects(&words.positions, &view.people, &mut view.issues);
    view.is_abridged = is_too_long_to_be_open(&view.issues);
    view.stances = stances::build_stances(story, &view.issues);
    view.not_quoted = positions::build_not_quoted(story, &stakeholders, &view.people);
    view.words.set(Word::NotReportedText, silences::describe_all_not_reported(story));
    view.sections = sections::build_sections(story, contract, &view);
    glossary::explain_terms(story, &mut view);
    view.folds = folds::build_folds(story, &view);
    // The header shows the status without its evidence. Among the further facts it opens to it.
    view.more.insert(0, view.status.clone());
    number_repeated_labels(words, &mut view.facts);
    number_repeated_labels(words, &mut view.more);
    Ok(view)
}

/// The most words that may be open at once in who says what.
const MOST_OPEN_WORDS: usize = 180;

/// Whether what is said about this contract is too long to be open in full. A statement that is
/// shown under several questions counts once.
fn is_too_long_to_be_open(issues: &[IssueView]) -> bool {
    let own = issues.iter().filter(|issue| issue.is_own).flat_map(|issue| &issue.cards);
    let mut counted = BTreeSet::new();
    let mut words = 0_usize;
    for card in own.flat_map(Card::with_nested) {
        let is_statement = matches!(card.body, CardBody::Quote | CardBody::Said(_));
        if is_statement && counted.insert((card.person, &*card.text)) {
            words = words.saturating_add(count_words(&card.text));
        }
    }
    words > MOST_OPEN_WORDS
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
fn party_name(story: &StoryContext, id: &PartyRef) -> String {
    let party = story.index.party(id);
    party.map_or_else(|| id.to_string(), |(_, party)| party.name.to_string())
}

/// Makes the first letter a capital.
fn capitalize(text: &str) -> String {
    let (mark, text) = runs::split_leading_mark(text);
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    mark.chars().chain(first).chain(characters).collect()
}

/// Finds the contract of the story that a reference names.
fn find_contract<'s>(story: &StoryContext<'s>, id: &str) -> Option<&'s Contract> {
    story.index.contract(id).map(|(_, contract)| contract)
}
