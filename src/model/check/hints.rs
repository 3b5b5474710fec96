//! Codes that people mean by other words: those that the box shows, and those that journalists use.

/// Words for codes, in lower case. A word may stand for codes of several lists; it is a hint where
/// one of them is allowed.
static HINTS: &[(&str, &[&str])] = &[
    // Stances.
    ("for", &["supports"]),
    ("in favour", &["supports"]),
    ("yes", &["supports"]),
    ("says yes", &["supports"]),
    ("against", &["opposes"]),
    ("no", &["opposes"]),
    ("says no", &["opposes"]),
    ("mixed view", &["mixed"]),
    ("with conditions", &["conditional"]),
    ("no view stated", &["none_stated"]),
    ("neutral", &["none_stated"]),
    ("none", &["none_stated", "not_stated"]),
    // Silences.
    ("not quoted", &["not_reported"]),
    ("no comment", &["declined"]),
    ("declined to comment", &["declined"]),
    ("refused", &["declined"]),
    ("refused to comment", &["declined"]),
    ("did not respond", &["no_reply"]),
    ("no response", &["no_reply"]),
    ("unable to comment", &["could_not_comment"]),
    ("not asked", &["not_approached"]),
    ("no statement found", &["nothing_found"]),
    // Expressions and how the speaker is named.
    ("quotation", &["quote"]),
    ("said", &["quote"]),
    ("voted", &["vote"]),
    ("speaker", &["named"]),
    ("name", &["named"]),
    ("unnamed", &["anonymous"]),
    ("themselves", &["self"]),
    ("company", &["organisation"]),
    ("organization", &["organisation"]),
    // Kinds of parties and sources.
    ("human", &["person"]),
    ("people", &["group"]),
    ("body", &["organisation"]),
    ("article", &["report"]),
    ("news", &["report"]),
    ("press", &["report"]),
    ("press release", &["statement"]),
    ("freedom of information", &["foi"]),
    ("contract notice", &["notice"]),
    // Stages and statuses of a contract.
    ("being considered", &["considered"]),
    ("planned", &["pipeline"]),
    ("tender", &["tendering"]),
    ("out to tender", &["tendering"]),
    ("preferred bidder", &["intended"]),
    ("preferred bidder chosen", &["intended"]),
    ("running", &["active"]),
    ("in force", &["active"]),
    ("in use", &["active"]),
    ("stopped", &["blocked"]),
    ("ended", &["completed"]),
    ("ended early", &["terminated_early"]),
    ("terminated", &["terminated_early"]),
    ("under legal challenge", &["challenged"]),
    ("not known", &["unknown"]),
    ("not stated", &["unknown", "not_stated", "stage_not_stated", "none_stated"]),
    // Facts and money.
    ("sources differ", &["disputed"]),
    ("not public", &["not_published"]),
    ("blacked out", &["redacted"]),
    ("excluding", &["excl"]),
    ("excluded", &["excl"]),
    ("net", &["excl"]),
    ("including", &["incl"]),
    ("included", &["incl"]),
    ("gross", &["incl"]),
    ("yearly", &["annual"]),
    ("per year", &["annual"]),
    ("whole", &["total"]),
    ("maximum", &["ceiling"]),
    ("paid", &["spent"]),
    ("contract", &["signed"]),
    // Questions.
    ("should", &["proposal"]),
    ("fact", &["claim"]),
    ("background", &["context"]),
];

/// Finds the code, of those that are allowed, that somebody means by a word.
pub(super) fn find_meant(word: &str, allowed: &[&str]) -> Option<String> {
    let word = word.trim().to_lowercase().replace('_', " ");
    HINTS
        .iter()
        .filter(|(known, _)| *known == word)
        .flat_map(|(_, codes)| *codes)
        .find(|code| allowed.contains(code))
        .map(|code| (*code).to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{HINTS, find_meant};
    use crate::model::check::SCHEMA;
    use crate::model::check::expected::{allowed_codes, list_strings};

    #[test]
    fn a_word_means_what_the_list_allows() {
        let stances = ["supports", "opposes", "none_stated"];
        assert_eq!(find_meant("For", &stances).as_deref(), Some("supports"));
        assert_eq!(find_meant("no_view_stated", &stances).as_deref(), Some("none_stated"));
        assert_eq!(find_meant("for", &["quote"]), None);
        let covers = ["total", "not_stated"];
        assert_eq!(find_meant("none", &covers).as_deref(), Some("not_stated"));
    }

    #[test]
    fn every_hint_is_a_code_of_the_format() {
        let mut codes = BTreeSet::new();
        let mut to_visit = vec![&*SCHEMA];
        while let Some(schema) = to_visit.pop() {
            codes.extend(allowed_codes(schema).unwrap_or_default());
            codes.extend(list_strings(&schema["enum"]));
            to_visit.extend(schema.as_object().into_iter().flat_map(|fields| fields.values()));
            to_visit.extend(schema.as_array().into_iter().flatten());
        }
        let unknown: Vec<_> = HINTS
            .iter()
            .flat_map(|(_, hints)| *hints)
            .filter(|hint| !codes.contains(*hint))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
