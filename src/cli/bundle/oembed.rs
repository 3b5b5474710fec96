//! `stories/ID.oembed.json`: the oEmbed response for a story's page, by which sites turn a pasted
//! link into a box.
//!
//! The pages name these files by absolute URLs, as oEmbed requires, so there are none unless the
//! bundle's URL is known.

use anyhow::Context;
use contract_fact_box::prerender;
use contract_fact_box::view::Parts;
use serde_json::Value;

use super::heights::{self, Heights};
use super::output::BundleFiles;
use super::stories::ShownStory;
use crate::cli::card::Shape;
use crate::cli::story_file::StoryName;

/// The ending of these files' names.
const EXTENSION: &str = "oembed.json";

/// Returns the URL of a story's oEmbed file.
pub(super) fn oembed_url(base: &str, name: &StoryName) -> String {
    format!("{base}{}", name.bundle_path(EXTENSION))
}

/// Adds a file for each story, with the height of its box if that was measured.
///
/// # Errors
///
/// Never with data like ours, but serde allows for it.
pub(super) fn add_oembed_files(
    stories: &[ShownStory<'_>],
    heights: &Heights,
    base: &str,
    files: &mut BundleFiles,
) -> anyhow::Result<()> {
    for ShownStory { versions, name, key, view } in stories {
        let measured = heights
            .get(&heights::key(key, &Parts::All))
            .and_then(|heights| heights::height_at_width(heights, prerender::FRAME_WIDTH));
        let height = measured.unwrap_or_else(|| prerender::usual_frame_height(&Parts::All));
        let mut response =
            prerender::oembed_response(view, &versions.current.publisher, base, height);
        add_thumbnail(&mut response, name, base, files);
        let json = serde_json::to_vec(&response).with_context(|| {
            format!("story {name}: cannot be written as oEmbed; report this fault")
        })?;
        files.insert(name.bundle_path(EXTENSION).into(), json);
    }
    Ok(())
}

/// Names the story's share card as the picture for sites that show no frame, if it is in the bundle.
fn add_thumbnail(response: &mut Value, name: &StoryName, base: &str, files: &BundleFiles) {
    let path: String = name.bundle_path(Shape::Wide.png_extension()).into();
    if files.contains_key(&path) {
        let (width, height) = Shape::Wide.size();
        response["thumbnail_url"] = format!("{base}{path}").into();
        response["thumbnail_width"] = width.into();
        response["thumbnail_height"] = height.into();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::super::{cards, stories};
    use super::*;

    const BASE: &str = "https://cdn.example.org/box/";

    /// Builds the stories of a fixture.
    fn build(base: Option<&str>, heights: &Heights) -> BundleFiles {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/versions/added-position/stories");
        let stories = stories::read_stories(&folder).expect("is sound");
        let mut files = BundleFiles::new();
        let shown = stories::compile_stories(&stories, base, &mut files).expect("can be shown");
        if let Some(base) = base {
            add_oembed_files(&shown, heights, base, &mut files).expect("plain data");
        }
        files
    }

    /// Returns the key that the height of a box belongs to.
    fn key(id: &str, version: u32) -> String {
        let name = StoryName::new(id)
            .and_then(|name| name.with_version(version).with_language("en-GB"))
            .expect("is a name");
        heights::key(&name, &Parts::All)
    }

    #[test]
    fn a_site_gets_the_iframe() {
        // Those of other stories and versions do not count.
        let heights = Heights::from([
            (key("abbey", 2), "660:100".to_owned()),
            (key("bridge", 1), "660:200".to_owned()),
            (key("bridge", 2), "280:900 660:512 900:400".to_owned()),
            (key("road", 2), "660:300".to_owned()),
        ]);
        let files = build(Some(BASE), &heights);
        let response: Value =
            serde_json::from_slice(&files["stories/bridge.oembed.json"]).expect("JSON");
        let html = response["html"].as_str().expect("html is a text").to_owned();
        assert_eq!(
            response,
            json!({
                "version": "1.0",
                "type": "rich",
                "title": "Contract fact box: A small contract",
                "provider_name": "Example newsroom",
                "cache_age": 86400,
                "width": 660,
                "height": 512,
                "html": html,
            })
        );
        let start = format!(
            "<iframe src=\"{BASE}frame.html?story=bridge\" \
             title=\"Contract fact box: A small contract\" "
        );
        assert!(html.starts_with(&start), "{html}");
        assert!(html.contains(" height=\"512\" "), "{html}");
    }

    #[test]
    fn a_height_that_was_not_measured_is_the_usual_one() {
        for heights in [Heights::new(), Heights::from([(key("bridge", 2), "320:900".to_owned())])] {
            let files = build(Some(BASE), &heights);
            let response: Value =
                serde_json::from_slice(&files["stories/bridge.oembed.json"]).expect("JSON");
            assert_eq!(response["height"], 1800);
        }
    }

    #[test]
    fn a_site_that_shows_no_frame_gets_the_share_card() {
        let without = build(Some(BASE), &Heights::new());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/versions/added-position/stories");
        let stories = stories::read_stories(&folder).expect("is sound");
        let mut files = BundleFiles::new();
        let shown =
            stories::compile_stories(&stories, Some(BASE), &mut files).expect("can be shown");
        cards::add_share_cards(&shown, BASE, &mut files).expect("can be drawn");
        add_oembed_files(&shown, &Heights::new(), BASE, &mut files).expect("plain data");
        let read = |files: &BundleFiles| -> Value {
            serde_json::from_slice(&files["stories/bridge.oembed.json"]).expect("JSON")
        };
        let mut expected = read(&without);
        expected["thumbnail_url"] = format!("{BASE}stories/bridge.card.png").into();
        expected["thumbnail_width"] = 1200.into();
        expected["thumbnail_height"] = 630.into();
        assert_eq!(read(&files), expected);
    }

    #[test]
    fn the_page_links_to_it_if_the_bundles_url_is_known() {
        let page = |files: &BundleFiles| {
            String::from_utf8(files["stories/bridge.html"].clone()).expect("UTF-8")
        };
        let link = format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" \
             href=\"{BASE}stories/bridge.oembed.json\" \
             title=\"A small contract\">\n"
        );
        let (with, without) = (build(Some(BASE), &Heights::new()), build(None, &Heights::new()));
        assert_eq!(page(&with).matches(&link).count(), 1);
        assert!(!page(&without).contains("oembed"));
        assert_eq!(with.len(), without.len() + 1);
        assert!(without.keys().all(|name| !name.contains("oembed")));
    }
}
