//! The prerendered boxes that scripts fetch, `stories/ID.box.html` and its presets, and
//! `stories/ID.now.json`, by which a box that stands on a page finds out that it is no longer
//! current.

use contract_fact_box::model::Story;
use contract_fact_box::prerender;
use contract_fact_box::view::{BoxView, Parts};
use serde_json::json;

use super::output::BundleFiles;
use crate::cli::story_file::StoryName;

/// What `stories/ID.now.json` is, after the story's name.
const NOW: &str = "now.json";

/// Adds the box of a document, whole and in each preset but comparisons, of which there are too
/// many: those become live at once.
pub(super) fn add_static_boxes(
    story: &Story,
    view: &BoxView,
    name: &StoryName,
    files: &mut BundleFiles,
) {
    for parts in list_parts(story) {
        if let Some(path) = name.box_path(&parts) {
            let html = prerender::render_box_file(view, &parts, name.relative_base());
            files.insert(path.into(), html.into_bytes());
        }
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
