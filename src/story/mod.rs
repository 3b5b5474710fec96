//! Compiles stories in the browser, for pages that hold stories as editors write them: the second
//! WebAssembly module.
//!
//! The widget shows view documents and knows nothing of stories, so readers of an article never
//! load this module.

#[cfg(target_arch = "wasm32")]
pub mod browser;

use std::iter;

use serde::Serialize;

use crate::model::{self, PartialDate, Waiver};
use crate::view::{self, BoxView};

/// One problem in a story, worded as the `check` command words it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryFinding {
    /// A stable name for the rule.
    pub code: &'static str,
    /// `error`, `warning` or `review`.
    pub severity: &'static str,
    /// The path within the document, as in `positions[1].sources[0]`; empty for the document
    /// itself.
    pub path: String,
    /// The same as a JSON pointer, as in `/positions/1/sources/0`.
    pub pointer: String,
    /// The fact, its consequence and the fix.
    pub message: String,
    /// The waiver in the story, if that is why it may stand.
    pub waived: Option<Waiver>,
}

impl From<model::Issue> for StoryFinding {
    fn from(issue: model::Issue) -> Self {
        let model::Issue { code, severity, path, pointer, fact, consequence, fix, waived, .. } =
            issue;
        let message = format!("{fact}; {consequence}; {fix}");
        Self { code, severity: severity.as_str(), path, pointer, message, waived }
    }
}

/// Compiles a story from its JSON text to a view document, in the story's own language if `lang` is
/// empty.
///
/// # Errors
///
/// Returns all findings, warnings included, if one of them is an error or the story cannot be shown
/// in `lang`.
pub fn compile(json: &str, lang: &str) -> Result<BoxView, Vec<StoryFinding>> {
    let story = model::read(json).into_valid().map_err(to_findings)?;
    let lang = if lang.is_empty() { &*story.lang } else { lang };
    view::compile(&story, lang).map_err(|error| {
        let message = error.to_string();
        vec![StoryFinding {
            code: "not-shown",
            severity: "error",
            path: String::new(),
            pointer: String::new(),
            message,
            waived: None,
        }]
    })
}

/// Checks a story from its JSON text, as `check` does; returns all findings in document order.
///
/// `today` is the date for the rules that depend on it, as in `2026-06-03`. If it is no date, those
/// rules find nothing.
pub fn check(json: &str, today: &str) -> Vec<StoryFinding> {
    let today = PartialDate::parse(today).unwrap_or_default();
    to_findings(model::check_editorially(json, today).issues)
}

/// The best view of a story with mistakes, and what is found in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryPreview {
    /// The view document; `None` if too little of the story can be read.
    pub view: Option<BoxView>,
    /// All findings in document order.
    pub issues: Vec<PlacedFinding>,
}

/// A finding with the line of the box that it is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacedFinding {
    /// The finding.
    #[serde(flatten)]
    pub finding: StoryFinding,
    /// The id of the line; `None` if it is about nothing that the box shows.
    pub line: Option<String>,
}

/// Compiles as much of a story as can be read from its JSON text, for whoever writes it, and checks
/// it as [`check`] does. A story with mistakes must never be published so.
pub fn preview(json: &str, today: &str) -> StoryPreview {
    let today = PartialDate::parse(today).unwrap_or_default();
    let parsed = model::check_editorially(json, today);
    let (view, lines) = match view::preview(&parsed) {
        Some(Ok(view::Preview { view, lines })) => (Some(view), lines),
        Some(Err(_)) | None => (None, Vec::new()),
    };
    let lines = lines.into_iter().chain(iter::repeat(None));
    let issues = to_findings(parsed.issues)
        .into_iter()
        .zip(lines)
        .map(|(finding, line)| PlacedFinding { finding, line })
        .collect();
    StoryPreview { view, issues }
}

fn to_findings(issues: Vec<model::Issue>) -> Vec<StoryFinding> {
    issues.into_iter().map(StoryFinding::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The JSON text of a story without errors.
    fn story_json() -> String {
        include_str!("../../tests/fixtures/view/full/story.json").to_owned()
    }

    #[test]
    fn a_story_is_shown_in_its_own_language_or_in_one_of_its_translations() {
        let story = model::read(&story_json()).into_valid().expect("is sound");
        for (asked, lang) in [("", &*story.lang), (&*story.lang, &*story.lang), ("de", "de")] {
            assert_eq!(
                compile(&story_json(), asked),
                Ok(view::compile(&story, lang).expect("can be shown")),
                "{asked:?}"
            );
        }
    }

    #[test]
    fn a_story_with_mistakes_is_shown_as_far_as_it_can_be_read() {
        let wrong = story_json().replacen("\"title\": \"", "\"titel\": \"", 1);
        let StoryPreview { view, issues } = preview(&wrong, "2026-06-01");
        assert_eq!(view.expect("most can be read").title, "…");
        let missing = issues.iter().find(|issue| issue.finding.code == "missing-key");
        assert!(missing.is_some(), "{issues:?}");
        assert!(issues.iter().any(|issue| issue.line.is_some()), "{issues:?}");
        assert!(compile(&wrong, "").is_err(), "it is never built");
        let StoryPreview { view, issues } = preview("{", "");
        assert!(view.is_none() && issues.len() == 1 && issues[0].line.is_none());
    }

    #[test]
    fn all_findings_are_returned_and_nothing_is_shown() {
        let wrong = story_json().replace("\"as_of\": \"", "\"as_of\": \"about ");
        let findings = compile(&wrong, "").expect_err("has wrong dates");
        let places: Vec<_> =
            findings.iter().map(|found| (found.code, found.severity, &*found.path)).collect();
        let bids = "contracts[0].procurement.bids.as_of";
        let markup = ("markup-in-text", "warning", "title");
        assert_eq!(places, [markup, ("bad-date", "error", "as_of"), ("bad-date", "error", bids)]);
        let message = &findings[1].message;
        assert!(
            message.contains(" is no date; it cannot be put in order or shown; write "),
            "{message}"
        );
        let found = check(&wrong, "2026-06-01");
        let (editorial, others): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|found| found.code != "markup-in-text" && found.severity != "error");
        assert_eq!(others, findings);
        assert!(editorial.iter().any(|found| found.severity == "review"), "{editorial:?}");
        assert_eq!(compile("{", ""), Err(check("{", "")));
        assert_eq!(check("{", "")[0].code, "not-json");

        let findings = compile(&story_json(), "nl").expect_err("is not translated");
        assert_eq!(
            (findings.len(), findings[0].code, findings[0].severity),
            (1, "not-shown", "error")
        );
        assert!(findings[0].message.contains("nl"), "{findings:?}");
        assert!(check(&story_json(), "").iter().all(|found| found.severity != "error"));
    }
}
