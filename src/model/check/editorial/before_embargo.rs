//! `before-embargo`: a story that says it was published while it was under embargo.

use super::super::Severity;
use super::super::path::Path;
use super::{Desk, EditorialRule, Findings};
use crate::model::Moment;

pub(super) static RULE: EditorialRule = EditorialRule {
    code: "before-embargo",
    severity: Severity::Warning,
    finds: "a story under embargo that was published before its time, by its own account",
    consequence: "readers and search engines would be told that the embargo was broken",
};

pub(super) fn find(desk: &Desk<'_>, findings: &mut Findings<'_>) {
    let story = desk.story;
    // An embargo that is over means nothing.
    let Some(until) = Moment::at_start_of(desk.today).and_then(|today| story.embargo_at(today))
    else {
        return;
    };
    let published = story.published_at.to_partial();
    if published.is_surely_before(until.written_day()) {
        findings.add(
            Path::default().with_key("published_at"),
            format!("the day of publication is {published}, and the embargo ends on {until}"),
            format!("write {}, or the day on which it will be published", until.written_day()),
        );
    }
}
