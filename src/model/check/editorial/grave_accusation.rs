//! `grave-accusation`: words that a lawyer should read first.

use super::super::Severity;
use super::super::path::Path;
use super::vocabulary::{ACCUSATIONS, find_word};
use super::{Desk, EditorialRule, Findings, entry};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "grave-accusation",
    severity: Severity::Review,
    finds: "words that accuse somebody of a crime or of lying",
    consequence: "whoever publishes an accusation answers for it, also where it is a quotation",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    if !desk.is_english() {
        return;
    }
    for (path, text) in list_texts(desk) {
        if let Some(word) = find_word(text, ACCUSATIONS) {
            findings.add(
                path,
                format!("the words say “{word}”"),
                "have the lawyer read it, and the accused answer it; leave it out, or waive this with the reason it \
                 may stand",
            );
        }
    }
}

/// Lists what people say, and the newsroom's own words about what happened and what is asked.
fn list_texts<'s>(desk: &Desk<'s>) -> Vec<(Path, &'s str)> {
    let story = desk.story;
    let mut texts = vec![(Path::default().with_key("title"), &*story.title)];
    for (index, contract) in story.contracts.iter().enumerate() {
        let path = entry("contracts", index);
        texts.push((path.with_key("title"), &*contract.title));
        for (nth, event) in contract.events.iter().enumerate() {
            texts.push((path.with_key("events").with_index(nth).with_key("text"), &*event.text));
        }
    }
    for (index, issue) in story.issues.iter().enumerate() {
        texts.push((entry("issues", index).with_key("question"), &*issue.question));
    }
    for (index, position) in story.positions.iter().enumerate() {
        texts.push((entry("positions", index).with_key("text"), &*position.text));
    }
    for (index, question) in story.open_questions.iter().enumerate() {
        texts.push((entry("open_questions", index).with_key("text"), &*question.text));
    }
    texts
}
