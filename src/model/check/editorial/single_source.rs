//! `single-source`: the headline rests on one press source.

use super::super::Severity;
use super::{Desk, EditorialRule, Findings, entry};
use crate::model::{Citation, Fact, SourceKind};

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "single-source",
    severity: Severity::Review,
    finds: "a headline figure or a status that one press source alone supports",
    consequence: "one reporter\u{2019}s mistake would be the story\u{2019}s",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    let Some(contract) = desk.story.contracts.first() else { return };
    let path = entry("contracts", 0);
    let headline = contract.values.first().filter(|fact| fact.known_value().is_some());
    let facts: [(_, &[Citation], _); 2] = [
        (path.with_key("status"), &contract.status.sources, "status"),
        (
            path.with_key("values").with_index(0),
            headline.map_or(&[], |Fact { sources, .. }| sources),
            "headline figure",
        ),
    ];
    for (path, citations, what) in facts {
        if let [source] = desk.sources(citations)[..]
            && matches!(source.kind, SourceKind::Report | SourceKind::Interview)
        {
            findings.add(
                path,
                format!("the {what} rests on `{}` alone, which is a press report", &*source.id),
                "look for the notice or a second source; if there is none, waive this with that reason",
            );
        }
    }
}
