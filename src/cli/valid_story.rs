//! A story whose document has no errors, or what is wrong with it.

use contract_fact_box::model::{self, Issue, ParsedStory, Severity, Story};

use super::check::to_one_line;
use super::issue_text::format_issues;

/// What a file holds, as the document of a story.
pub(super) struct Document {
    /// The story, if the document has no errors.
    pub(super) story: Option<Story>,
    /// What is wrong, with the lines of the file; empty if nothing is. To be printed by anstream.
    pub(super) report: String,
    /// How many errors there are: at least one if there is no story.
    pub(super) errors: usize,
}

/// Reads the text of a file as a document and reports its issues that are at least as severe as
/// `least`.
pub(super) fn read_document(file: &str, text: &str, least: Severity) -> Document {
    let ParsedStory { story, mut issues, .. } = model::read(text);
    let errors = issues.iter().filter(|issue| issue.is_error()).count();
    issues.retain(|issue| issue.severity <= least);
    let report = format_issues(file, text, &issues);
    Document { story: story.filter(|_| errors == 0), report, errors }
}

/// Reads the story in a text that is in no file.
///
/// # Errors
///
/// All errors in it, each on a line of its own.
pub(super) fn read_story(text: &str) -> Result<Story, Vec<String>> {
    model::read(text).into_valid().map_err(|issues| {
        let errors = issues.iter().filter(|issue| issue.is_error());
        errors.map(Issue::to_string).map(|error| to_one_line(&error)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_story_or_a_reason_for_there_being_none() {
        let valid = include_str!("../../tests/fixtures/check/clean/story.json");
        let version =
            |number: &str| valid.replacen("\"version\": 1", &format!("\"version\": {number}"), 1);
        assert!(read_story(valid).is_ok());
        for text in
            ["", "{", "{}", "[]", "null", &version("-1"), &version("4294967296"), &version("1.5")]
        {
            assert!(read_story(text).is_err_and(|errors| !errors.is_empty()), "{text}");
            for least in [Severity::Warning, Severity::Error] {
                let Document { story, report, errors } = read_document("a.json", text, least);
                assert!(story.is_none() && errors > 0, "{text}");
                assert!(report.contains("a.json:"), "{text}: {report}");
            }
        }
    }
}
