//! Compares the words of a story with the texts of its sources, word for word.
//!
//! An editor has the texts in a folder, one file for each source; they are never published. Nothing
//! of them goes into a bundle or the story: only an issue's message shows a few words, at the place
//! where the story's differ, since nobody could correct them otherwise, and the sheet of `review`
//! shows words in their [`sentence`].
//!
//! Typography and white space are folded ([`fold`]); nothing else is. There is no likeness: a
//! passage and its negation are 99 % alike. Whatever cannot be compared is an error.
//!
//! The text of a PDF is read from what `pdftotext` makes of it, and not from the PDF. The crates
//! that extract text panic on many files, which a program that aborts on a panic cannot catch, and
//! an editor can look at the text that the words were compared with.

#![warn(clippy::indexing_slicing, clippy::string_slice, clippy::panic, clippy::unreachable)]

mod difference;
mod find;
mod fold;
mod html;
mod listing;
mod quoted;
mod resolve;
mod sentence;
mod source_text;
#[cfg(test)]
mod tests;
mod wording;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use contract_fact_box::model::{DocumentMap, Issue, Location, ValuePlace};
use serde::Serialize;
use serde_json::Value;

pub(super) use source_text::{Place, TextFolder};
pub(super) use words::WordsKind;

use difference::{show_after, show_before};
use resolve::{Mismatch, Neighbour, resolve};
use source_text::SourceText;
use wording::WordsProblem;
use words::{StoryWords, collect_words};

/// Words of a story, and where they stand in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct CheckedWords {
    /// The JSON pointer of the text that they are, or are in.
    pub(super) pointer: String,
    /// The same as a path, as in `positions[0].text`.
    #[serde(skip)]
    pub(super) path: String,
    /// What they are.
    pub(super) kind: WordsKind,
    /// The words, as the story has them.
    pub(super) words: String,
    /// Where they stand.
    pub(super) place: Place,
}

/// What the comparison of a story with its sources has come to.
#[derive(Debug, Default)]
pub(super) struct WordsReport {
    /// What is wrong, each an error.
    pub(super) issues: Vec<Issue>,
    /// The words that stand in a source, in the order of the story.
    pub(super) checked: Vec<CheckedWords>,
    /// The list of these for people, a line each.
    pub(super) listing: String,
}

/// Compares the words of a story, as it is written, with the texts of its sources. Of a text that
/// is not JSON there is nothing to compare.
pub(super) fn check_words(story: &str, folder: &mut TextFolder) -> WordsReport {
    let Some(map) = DocumentMap::of(story) else { return WordsReport::default() };
    let mut report = WordsReport::default();
    let mut unchecked: BTreeMap<&str, usize> = BTreeMap::new();
    for item in collect_words(map.document()) {
        let sources: BTreeSet<_> = item.cited.iter().map(|cited| cited.source).collect();
        let missing: Vec<_> =
            sources.into_iter().filter(|source| folder.text(source).is_err()).collect();
        let search = search_sources(&item, folder);
        let is_found = matches!(search, Search::Found(_));
        // Beside a date, sources need not be named: then any will do that has the words.
        if !is_found || item.kind != WordsKind::AsStated {
            missing.iter().for_each(|source| *unchecked.entry(source).or_default() += 1);
        }
        match search {
            Search::Found(place) => {
                let ValuePlace { path, pointer, .. } = map.locate(&item.pointer);
                let (kind, words) = (item.kind, item.words.to_owned());
                report.checked.push(CheckedWords { pointer, path, kind, words, place });
            }
            // The words may stand in a text that is missing, which is an error itself.
            Search::Wrong(pointer, problem) if missing.is_empty() => {
                report.issues.push(problem.to_issue(map.locate(&pointer)));
            }
            Search::NotCompared if item.cited.is_empty() => {
                report.issues.push(WordsProblem::NoSource.to_issue(map.locate(&item.pointer)));
            }
            Search::Wrong(..) | Search::NotCompared => {}
        }
    }
    let folder_name = folder.name();
    let sources = map.document().get("sources").and_then(Value::as_array).into_iter().flatten();
    for (index, source) in sources.enumerate() {
        let Some(id) = source.get("id").and_then(Value::as_str) else { continue };
        if let (Some(count), Err(fault)) = (unchecked.remove(id), folder.text(id)) {
            let (folder, unchecked) = (&*folder_name, count);
            let problem = WordsProblem::NoText { folder, source: id, fault, unchecked };
            report.issues.push(problem.to_issue(map.locate(&format!("/sources/{index}/id"))));
        }
    }
    // What the facts of a contract have from it was written once.
    let mut listed = BTreeSet::new();
    report.checked.retain(|words| listed.insert((words.pointer.clone(), words.words.clone())));
    let mut listed = BTreeSet::new();
    report.issues.retain(|issue| listed.insert((issue.pointer.clone(), issue.fact.clone())));
    report.listing = listing::format_listing(&report.checked);
    report
}

/// What the search for words in all sources that are cited has come to.
enum Search<'d> {
    Found(Place),
    /// No source has the words. With the JSON pointer of the text to correct.
    Wrong(String, WordsProblem<'d>),
    /// No source has a text.
    NotCompared,
}

/// Looks for words in each source that is cited. If none has them, the problem is that of the
/// source that is most like them.
fn search_sources<'d>(item: &StoryWords<'d>, folder: &mut TextFolder) -> Search<'d> {
    let mut closest: Option<(usize, Search<'d>)> = None;
    let mut tried = BTreeSet::new();
    for cited in item.cited.iter().filter(|cited| tried.insert(cited.source)) {
        let source = cited.source;
        let Ok(text) = folder.text(source) else { continue };
        let mismatch = match resolve(text, source, item) {
            Ok(found) => return Search::Found(text.place(source, &found)),
            Err(mismatch) => mismatch,
        };
        let likeness = match &mismatch {
            Mismatch::NotFound(difference) => difference.as_ref().map_or(0, |part| part.matched),
            _ => usize::MAX,
        };
        if closest.as_ref().is_none_or(|(best, _)| likeness > *best) {
            closest = Some((likeness, describe(mismatch, text, source, item)));
        }
    }
    closest.map_or(Search::NotCompared, |(_, search)| search)
}

/// Says why words have no place in a text, and which text of the story is to be corrected.
fn describe<'d>(
    mismatch: Mismatch,
    text: &SourceText,
    source: &'d str,
    item: &StoryWords<'d>,
) -> Search<'d> {
    let StoryWords { kind, words, ref pointer, context, .. } = *item;
    let beside = |key: &str| pointer.replace("/passage/quote", &format!("/passage/{key}"));
    match mismatch {
        Mismatch::NotFound(difference) => {
            let difference = difference.map(|difference| {
                let location = text.location(difference.offset);
                (difference, location)
            });
            let problem = WordsProblem::NotVerbatim { kind, words, source, difference };
            Search::Wrong(pointer.clone(), problem)
        }
        Mismatch::WrongNeighbour(neighbour, found) => {
            let (key, theirs, offset) = match neighbour {
                Neighbour::Prefix => {
                    ("prefix", show_before(text, found.units.start), found.bytes.start)
                }
                Neighbour::Suffix => ("suffix", show_after(text, found.units.end), found.bytes.end),
            };
            let place = text.location(offset);
            let problem = WordsProblem::WrongNeighbour { neighbour, source, theirs, place };
            Search::Wrong(beside(key), problem)
        }
        Mismatch::WrongPage(found) => {
            let actual = text.page(found.bytes.start).unwrap_or_default();
            let given = context.page.unwrap_or_default();
            let problem = WordsProblem::WrongPage { source, given, actual };
            Search::Wrong(beside("page"), problem)
        }
        Mismatch::Ambiguous(found) => {
            let places: Vec<Location> =
                found.iter().map(|found| text.location(found.bytes.start)).collect();
            let is_narrowed = context.prefix.is_some() || context.suffix.is_some();
            let problem = WordsProblem::Ambiguous { kind, source, places, is_narrowed };
            Search::Wrong(pointer.clone(), problem)
        }
    }
}
