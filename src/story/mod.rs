//! Stories as editors write them, compiled where no folder is built: what the second module does in
//! a browser.
//!
//! The widget shows view documents and knows nothing of stories; whoever only reads an article
//! never loads this.

#[cfg(target_arch = "wasm32")]
pub mod browser;

use serde::Serialize;

use crate::model::{self, Severity};
use crate::view::{self, BoxView};

/// One thing that is wrong with a story, in the words of `check`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StoryFinding {
    /// A stable name for the rule.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The place, as in `positions[1].sources[0]`; empty for the whole document.
    pub path: String,
    /// What is there, what that leads to, and what to do.
    pub message: String,
}

impl From<model::Issue> for StoryFinding {
    fn from(
        model::Issue { code, severity, path, fact, consequence, fix, .. }: model::Issue,
    ) -> Self {
        let severity = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        Self { code, severity, path, message: format!("{fact}; {consequence}; {fix}") }
    }
}

/// What is shown of a story, from its JSON text; in its own language if `lang` is empty.
///
/// # Errors
///
/// All that is wrong, errors and warnings, if an error is among it or it has no such language.
pub fn compile(json: &str, lang: &str) -> Result<BoxView, Vec<StoryFinding>> {
    let story = model::read(json).into_valid().map_err(findings)?;
    let lang = if lang.is_empty() { &*story.lang } else { lang };
    view::compile(&story, lang).map_err(|error| {
        let message = error.to_string();
        vec![StoryFinding { code: "not-shown", severity: "error", path: String::new(), message }]
    })
}

/// All that is wrong with a story, from its JSON text, in the order of the document.
pub fn check(json: &str) -> Vec<StoryFinding> {
    findings(model::read(json).issues)
}

fn findings(issues: Vec<model::Issue>) -> Vec<StoryFinding> {
    issues.into_iter().map(StoryFinding::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sound story, as text.
    fn text() -> String {
        include_str!("../../tests/fixtures/view/full/story.json").to_owned()
    }

    #[test]
    fn a_story_is_shown_in_its_own_language_or_in_one_of_its_translations() {
        let story = model::read(&text()).into_valid().expect("is sound");
        for (asked, lang) in [("", &*story.lang), (&*story.lang, &*story.lang), ("de", "de")] {
            assert_eq!(
                compile(&text(), asked),
                Ok(view::compile(&story, lang).expect("can be shown")),
                "{asked:?}"
            );
        }
    }

    #[test]
    fn what_is_wrong_is_told_in_full_and_nothing_is_shown() {
        let wrong = text().replace("\"as_of\": \"", "\"as_of\": \"about ");
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
        assert_eq!(check(&wrong), findings);
        assert_eq!(compile("{", ""), Err(check("{")));
        assert_eq!(check("{")[0].code, "not-json");

        let findings = compile(&text(), "nl").expect_err("is not translated");
        assert_eq!(
            (findings.len(), findings[0].code, findings[0].severity),
            (1, "not-shown", "error")
        );
        assert!(findings[0].message.contains("nl"), "{findings:?}");
        assert_eq!(
            check(&text()).iter().map(|found| found.severity).collect::<Vec<_>>(),
            ["warning"]
        );
    }
}
