//! `loaded-question`: a question that has its answer in it.

use super::super::Severity;
use super::vocabulary::{JUDGEMENTS, find_word, words};
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::IssueKind;

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "loaded-question",
    severity: Severity::Review,
    finds: "a question that is not neutral in its form or its words",
    consequence: "everybody seems to answer a question that nobody fair would ask",
};

/// The first words of a question that can be answered with yes or no.
const OPENINGS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "can", "could", "will",
    "would", "should", "may", "might", "must",
];

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, issue) in desk.story.issues.iter().enumerate() {
        let question = &*issue.question;
        let path = entry("issues", index).with_key("question");
        let (form, is_neutral) = match issue.kind {
            IssueKind::Proposal => ("Should \u{2026}?", first_word(question) == "should"),
            IssueKind::Claim => {
                ("Is it so that \u{2026}?", OPENINGS.contains(&&*first_word(question)))
            }
        };
        let is_question = question.trim_end().ends_with(['?', '\u{ff1f}', '\u{61f}', '\u{37e}']);
        if !is_question || (desk.is_english() && !is_neutral) {
            findings.add(
                path.clone(),
                format!("“{question}” is no question that people answer with yes or no"),
                format!("ask it as in “{form}”"),
            );
        }
        if desk.is_english()
            && let Some(word) = find_word(question, JUDGEMENTS)
        {
            findings.add(
                path,
                format!("“{word}” judges what the question is about"),
                "use a word that people of both sides would use",
            );
        }
    }
}

fn first_word(text: &str) -> String {
    words(text).next().unwrap_or_default()
}
