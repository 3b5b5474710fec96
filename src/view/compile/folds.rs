//! The rows that open below who says what, each with a few words on what is in it.

use strum::VariantArray;

use super::super::words::fill;
use super::super::{BoxView, Fold, FoldId, SectionId};
use super::{StoryContext, join_non_empty};
use crate::model::QuestionState;

/// How many questions the row with the background names.
const MOST_LABELS: usize = 3;

/// Builds the rows that have content. It needs everything else in the document.
pub(super) fn build_folds(story: &StoryContext, view: &BoxView) -> Vec<Fold> {
    let words = &story.words.folds;
    let mut folds = Vec::new();
    for &id in FoldId::VARIANTS {
        let has_section = view.sections.iter().any(|section| section.id.fold() == Some(id));
        let (title, has_more, digest) = match id {
            FoldId::Unknowns => {
                (words.unknowns, !view.gaps.is_empty(), describe_unknowns(story, view))
            }
            FoldId::Facts => (words.facts, !view.more.is_empty(), describe_facts(story, view)),
            FoldId::Background => {
                let has_questions = view.issues.iter().any(|issue| !issue.is_own);
                (words.background, has_questions, describe_background(story, view))
            }
            FoldId::Sources => (words.sources, true, describe_sources(story)),
        };
        if has_section || has_more {
            folds.push(Fold { id, title: title.to_owned(), digest });
        }
    }
    folds
}

/// "8 unanswered" or, if there are no open questions, how many facts are not known.
fn describe_unknowns(story: &StoryContext, view: &BoxView) -> String {
    let (questions, words) = (&story.open_questions, &story.words.folds);
    let answered = questions.iter().filter(|open| open.state == QuestionState::Answered).count();
    // The last is the number that decides the form of the words.
    let (pattern, count, decides) = match (questions.len(), answered) {
        (0, _) => (&words.gaps, view.gaps.len(), view.gaps.len()),
        (all, 0) => (&words.none_answered, all, all),
        (all, some) if all == some => (&words.all_answered, all, all),
        (all, some) => (&words.some_answered, all, some),
    };
    let pattern = story.words.pattern_for_count(pattern, decides);
    fill(pattern, [("count", &*count.to_string()), ("some", &answered.to_string())])
}

/// "money, dates, related contracts", as far as there are any.
fn describe_facts(story: &StoryContext, view: &BoxView) -> String {
    let words = &story.words.folds;
    let name_if = |id, name| if view.section(id).is_some() { name } else { "" };
    join_non_empty(
        [
            name_if(SectionId::Scale, words.money),
            name_if(SectionId::Timeline, words.dates),
            name_if(SectionId::Related, words.related),
        ],
        story.words.marks.comma,
    )
}

/// The labels of the first questions that are not about this contract or, if there are none, what
/// else is there.
fn describe_background(story: &StoryContext, view: &BoxView) -> String {
    let (words, marks) = (&story.words.folds, &story.words.marks);
    let labels: Vec<_> =
        view.issues.iter().filter(|issue| !issue.is_own).map(|issue| &*issue.label).collect();
    if labels.is_empty() {
        let name_if = |id, name| if view.section(id).is_some() { name } else { "" };
        return join_non_empty(
            [
                name_if(SectionId::Context, words.why),
                name_if(SectionId::Who, words.who),
                name_if(SectionId::Words, words.terms),
            ],
            marks.comma,
        );
    }
    let first: Vec<_> = labels.iter().copied().take(MOST_LABELS).collect();
    let first = first.join(marks.comma);
    if labels.len() > MOST_LABELS { fill(marks.and_more, [("text", &first)]) } else { first }
}

/// "2 sources" or, if there are corrections, "2 sources, 1 correction".
fn describe_sources(story: &StoryContext) -> String {
    let words = &story.words.folds;
    let describe = |pattern, count: usize| {
        let pattern = story.words.pattern_for_count(pattern, count);
        fill(pattern, [("count", &count.to_string())])
    };
    let sources = describe(&words.source_count, story.sources.len());
    let corrections = match story.corrections.len() {
        0 => String::new(),
        count => describe(&words.correction_count, count),
    };
    join_non_empty([&sources, &corrections], story.words.marks.comma)
}
