//! `no-archive`: a page that may be gone tomorrow.

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "no-archive",
    severity: Severity::Review,
    finds: "a source on the web without an archived copy",
    consequence: "if the page goes or changes, nobody can check the story",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    for (index, source) in desk.story.sources.iter().enumerate() {
        if source.url.known_url().is_some() && source.archived_url.is_none() {
            findings.add(
                entry("sources", index),
                format!("`{}` has no archived copy", &*source.id),
                "save the page in a web archive, such as web.archive.org, and write that URL in `archived_url`",
            );
        }
    }
}
