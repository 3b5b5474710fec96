//! The prerendered boxes that scripts fetch, `stories/ID.box.html` and its presets; what is in the
//! rows that open, `stories/ID.rows.html`; and `stories/ID.now.json`, by which a box that stands on a
//! page finds out that it is no longer current.

use contract_fact_box::components::Rows;
use contract_fact_box::model::Story;
use contract_fact_box::prerender;
use contract_fact_box::view::{BoxView, Parts};
use serde_json::json;

use super::output::BundleFiles;
use crate::cli::story_file::StoryName;

/// The ending of the file that says which version is current.
const NOW: &str = "now.json";
/// The ending of the file that has the rows.
const ROWS: &str = "rows.html";

/// Adds the box of a document, whole and in each preset but comparisons, of which there are too
/// many: those become live at once. What is in the rows of the whole box has a file of its own.
pub(super) fn add_static_boxes(
    story: &Story,
    view: &BoxView,
    name: &StoryName,
    files: &mut BundleFiles,
) {
    let base = name.relative_base();
    for parts in list_parts(story) {
        if let Some(path) = name.box_path(&parts) {
            let html = prerender::render_box_file(view, &parts, base, Rows::Empty);
            files.insert(path.into(), html.into_bytes());
        }
    }
    // A withdrawn story has none.
    if !view.folds.is_empty() {
        let rows = prerender::render_box_file(view, &Parts::All, base, Rows::Alone);
        files.insert(name.bundle_path(ROWS).into(), rows.into_bytes());
    }
}

/// Lists the presets of a story. Those of a withdrawn one show its notice, since pages go on asking
/// for them.
fn list_parts(story: &Story) -> impl Iterator<Item = Parts> {
    let issues = story.issues.iter().map(|issue| Parts::Words(Some(issue.id.to_string())));
    [Parts::All, Parts::Facts, Parts::Words(None)].into_iter().chain(issues)
}

/// Adds the file that says which version is current, and whether the story is withdrawn. It is small,
/// since every page with a prerendered box asks for it.
pub(super) fn add_current_version(story: &Story, name: &StoryName, files: &mut BundleFiles) {
    let mut now = json!({ "version": story.version });
    if story.withdrawn.is_some() {
        now["withdrawn"] = true.into();
    }
    files.insert(name.bundle_path(NOW).into(), now.to_string().into_bytes());
}
