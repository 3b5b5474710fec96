//! Previews: the best view there is of a story with mistakes, with each issue at the line that it is
//! about.

use super::BoxView;
use super::CompileError;
use super::compile::trace;
use crate::model::{Issue, ParsedStory, outer_pointers};

/// The best view of a story, for whoever writes it. It is never published: see [`compile`] for that.
///
/// [`compile`]: super::compile()
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The view document, in the story's own language.
    pub view: BoxView,
    /// For each issue of the story, in the same order, the id of the line in the box that it is about.
    /// `None` if it is about nothing that is shown.
    pub lines: Vec<Option<String>>,
}

/// Compiles as much of a story as can be read, and finds the line that each of its issues is about.
///
/// ```
/// use contract_fact_box::model::{self, PartialDate};
/// use contract_fact_box::view;
///
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/rules/old-silence/breaks.json");
/// let text = std::fs::read_to_string(path)?.replace("\"signed\"", "\"sgned\"");
/// let parsed = model::check_editorially(&text, PartialDate::Day(2026, 6, 1));
/// let preview = view::preview(&parsed).expect("much can be read").expect("it can be shown");
/// assert_eq!(preview.view.title, "A bridge for Exampleton");
/// let codes: Vec<_> = parsed.issues.iter().map(|issue| issue.code).collect();
/// assert_eq!(codes, ["unknown-code", "unknown-code", "old-silence"]);
/// assert!(preview.lines.iter().all(|line| line.is_some()));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// `None` if too little of the story can be read.
///
/// # Errors
///
/// Those of [`compile`](super::compile()).
pub fn preview(parsed: &ParsedStory) -> Option<Result<Preview, CompileError>> {
    let story = parsed.story.as_ref()?;
    let compiled = match trace(story, &story.lang) {
        Ok(compiled) => compiled,
        Err(error) => return Some(Err(error)),
    };
    let mut origins = Vec::new();
    for (id, pointers) in compiled.origins.iter() {
        let written = pointers.iter().map(|pointer| parsed.written_pointer(pointer));
        origins.extend(written.map(|pointer| (pointer, id)));
    }
    // The first line of several that show the same, so that it is always the same one.
    origins.sort();
    let lines = parsed.issues.iter().map(|issue| find_line(&origins, issue)).collect();
    Some(Ok(Preview { view: compiled.view, lines }))
}

/// Finds the line that an issue is about: the one made from the value with the issue or from the
/// smallest value around it, or else the first one made from a part of that value.
fn find_line(origins: &[(String, &str)], issue: &Issue) -> Option<String> {
    let around = outer_pointers(&issue.pointer)
        .filter_map(|outer| origins.iter().find(|(pointer, _)| pointer == outer));
    let smallest = around.max_by_key(|(pointer, _)| pointer.len());
    let within = || {
        let inside = format!("{}/", issue.pointer);
        origins.iter().find(|(pointer, _)| pointer.starts_with(&inside))
    };
    smallest.or_else(within).map(|(_, id)| (*id).to_owned())
}
