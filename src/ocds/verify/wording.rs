//! Titles and purposes, which a newsroom may word in its own way.

use super::pair::{Pair, is_same_text};
use super::{Outcome, Side};
use crate::model::{Story, Text};

/// Why the newsroom's words are not compared with those of the record.
const OWN_WORDS: &str = "the story may say it in its own words; read both";

pub(super) fn compare_titles(pair: &mut Pair<'_>) {
    let (ours, theirs) = (&pair.ours.title, &pair.theirs.title);
    let record = Side { pointer: "/tender/title".to_owned(), text: theirs.to_string() };
    let story = pair.our_side("title", ours.to_string());
    let outcome = judge_words(ours, theirs);
    pair.add("the title", Some(story), Some(record), outcome);
}

pub(super) fn compare_purpose(pair: &mut Pair<'_>) {
    let facts = (pair.ours.purpose.as_ref(), pair.theirs.purpose.as_ref());
    let describe = |_: &Story, text: &Text| text.to_string();
    pair.compare_fact("the purpose", "purpose", facts, describe, |ours, theirs| {
        judge_words(ours, theirs)
    });
}

/// Compares words that a newsroom may choose: they agree if they are the same.
pub(super) fn judge_words(ours: &str, theirs: &str) -> Outcome {
    if is_same_text(ours, theirs) { Outcome::Agrees } else { Outcome::NotComparable(OWN_WORDS) }
}
