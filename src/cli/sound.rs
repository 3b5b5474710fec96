//! A story without mistakes, or why there is none.

use contract_fact_box::model::{self, Issue, Severity, Story};

use super::check::one_line;

/// What a text holds, as a document of a story.
pub(super) struct Document {
    /// The story, if it has no errors.
    pub(super) story: Option<Story>,
    /// What is wrong with it, a line each.
    pub(super) issues: Vec<String>,
    /// How many of those are errors: at least one where there is no story.
    pub(super) errors: usize,
}

/// Reads a document and says everything that is wrong with it, the least severe as `least`.
pub(super) fn read(text: &str, least: Severity) -> Document {
    let reading = model::read(text);
    let is_error = |issue: &&Issue| issue.severity == Severity::Error;
    let errors = reading.issues.iter().filter(is_error).count();
    let mut issues: Vec<String> = reading
        .issues
        .iter()
        .filter(|issue| least == Severity::Warning || is_error(issue))
        .map(|issue| one_line(&issue.to_string()))
        .collect();
    let story = reading.story.filter(|_| errors == 0);
    if story.is_none() && errors == 0 {
        issues.push(unread(text));
        return Document { story, issues, errors: 1 };
    }
    Document { story, issues, errors }
}

/// The story in a text.
///
/// # Errors
///
/// Everything that is wrong with it: never nothing.
pub(super) fn story(text: &str) -> Result<Story, Vec<String>> {
    let Document { story, issues, .. } = read(text, Severity::Error);
    story.ok_or(issues)
}

/// Why a text is no story where the checker has found no error: in the decoder's words, which name the place.
fn unread(text: &str) -> String {
    let cause = serde_json::from_str::<Story>(text).err().map(|error| one_line(&error.to_string()));
    let (cause, fix) = cause.map_or(("no reason is known".into(), "report this fault"), |cause| {
        (cause, "correct that")
    });
    format!("cannot be read as a story ({cause}); it would not be shown; {fix}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_story_or_a_reason_for_there_being_none() {
        let sound = include_str!("../../tests/fixtures/check/clean/story.json");
        let version =
            |number: &str| sound.replacen("\"version\": 1", &format!("\"version\": {number}"), 1);
        assert!(story(sound).is_ok());
        for text in
            ["", "{", "{}", "[]", "null", &version("-1"), &version("4294967296"), &version("1.5")]
        {
            for least in [Severity::Warning, Severity::Error] {
                let Document { story, issues, errors } = read(text, least);
                assert!(story.is_none() && errors > 0 && !issues.is_empty(), "{text}");
                assert!(issues.iter().all(|issue| !issue.is_empty()), "{issues:?}");
            }
        }
    }

    #[test]
    fn the_decoders_reason_names_the_place() {
        let text = include_str!("../../tests/fixtures/check/clean/story.json").replacen(
            "\"version\": 1",
            "\"version\": -1",
            1,
        );
        let reason = unread(&text);
        assert!(
            reason.starts_with(
                "cannot be read as a story (invalid value: integer `-1`, expected u32 at line "
            ),
            "{reason}"
        );
        assert!(reason.ends_with("; it would not be shown; correct that"), "{reason}");
        assert!(
            unread(include_str!("../../tests/fixtures/check/clean/story.json"))
                .ends_with("; report this fault")
        );
    }
}
