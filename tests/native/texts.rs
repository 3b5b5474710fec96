//! The words of a story are those of its sources, letter by letter.

use crate::support::{self, texts};

/// Every alteration of one letter is found, wherever in a story the words stand.
#[test]
fn one_altered_letter_is_found_in_every_text_that_is_a_source_s() {
    let case = support::fixture_dir("cli/check/texts-right");
    let story = support::read_text(&case.join("story.json"));
    let story = serde_json::from_str(&story).expect("JSON");
    let count = texts::assert_alterations_are_found(&story, &case.join("texts"), 4);
    assert!(count > 500, "only {count} alterations were tried");
}
