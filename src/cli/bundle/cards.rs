//! `stories/ID.card.png` and `stories/ID.card-square.png`: the share cards of a story, for each
//! version in each language, and the tags by which the story's page names its own.
//!
//! The pages name these files by absolute URLs, as Open Graph requires, so there are none unless the
//! bundle's URL is known.

use std::collections::BTreeMap;

use anyhow::Context;
use contract_fact_box::prerender::{self, ShareImage};
use contract_fact_box::view::{BoxView, ShareCard};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::output::BundleFiles;
use super::stories::ShownStory;
use super::versions::StoryVersions;
use crate::cli::card::{self, Shape, Typesetter};
use crate::cli::story_file::StoryName;

/// A document of a story, whose card is to be drawn, with all its names: a version that is the
/// current one has two.
struct Document {
    names: Vec<StoryName>,
    card: ShareCard,
}

/// Adds the cards of all documents of the stories that are in the bundle, and names those of the
/// current versions in their pages. `base` is the URL of the bundle.
///
/// A story with a character that no font has gets no card, since it would have a box in its place;
/// the reason is printed to standard error.
///
/// # Errors
///
/// Never with data like ours, but the libraries allow for it.
pub(super) fn add_share_cards(
    stories: &[ShownStory<'_>],
    base: &str,
    files: &mut BundleFiles,
) -> anyhow::Result<()> {
    let mut documents = Vec::new();
    for ShownStory { versions, name, .. } in stories {
        documents.extend(read_documents(versions, name, base, files)?);
    }
    let drawn: Vec<_> = documents
        .par_iter()
        .map_init(Typesetter::new, |typesetter, document| draw_card(&document.card, typesetter))
        .collect();
    for (Document { names, card }, drawn) in documents.iter().zip(drawn) {
        let drawn = drawn?;
        for name in names {
            if let Some(complaint) = &drawn.complaint {
                eprintln!(
                    "story {name}: {complaint}; it has no share card, so links to it show no \
                     picture; write them otherwise"
                );
            }
            for (shape, png) in &drawn.pictures {
                let path: String = name.bundle_path(shape.png_extension()).into();
                if *shape == Shape::Wide {
                    name_in_page(name, card, &format!("{base}{path}"), files);
                }
                files.insert(path, png.clone());
            }
        }
    }
    Ok(())
}

/// Reads the documents of a story that are in the bundle, which boxes show too, so that a card never
/// says anything else.
fn read_documents(
    versions: &StoryVersions,
    name: &StoryName,
    base: &str,
    files: &BundleFiles,
) -> anyhow::Result<Vec<Document>> {
    let mut names_by_content: BTreeMap<&[u8], Vec<StoryName>> = BTreeMap::new();
    for name in list_documents(versions, name) {
        let path: String = name.bundle_path("json").into();
        if let Some(content) = files.get(&path) {
            names_by_content.entry(content).or_default().push(name);
        }
    }
    let mut documents = Vec::new();
    for (content, names) in names_by_content {
        let view: BoxView = serde_json::from_slice(content)
            .with_context(|| format!("story {name}: is no document; report this fault"))?;
        let card = ShareCard::new(&view, &versions.current, Some(base));
        documents.push(Document { names, card });
    }
    Ok(documents)
}

/// Names all documents that a story may have: the current version and each published one, in each
/// language.
fn list_documents(versions: &StoryVersions, name: &StoryName) -> Vec<StoryName> {
    let languages = versions.translated_languages();
    let numbers = versions.versions_oldest_first().map(|story| name.with_version(story.version));
    let mut names = Vec::new();
    for name in std::iter::once(name.clone()).chain(numbers) {
        let translated = languages.iter().filter_map(|lang| name.with_language(lang).ok());
        names.extend(translated);
        names.push(name);
    }
    names
}

/// A card in every shape, or why it cannot be shown.
#[derive(Default)]
struct DrawnCard {
    /// As PNG files; none if the card cannot be shown.
    pictures: Vec<(Shape, Vec<u8>)>,
    complaint: Option<String>,
}

/// Draws a card in every shape, unless no font has a character of it.
fn draw_card(card: &ShareCard, typesetter: &mut Typesetter) -> anyhow::Result<DrawnCard> {
    let mut drawn = DrawnCard::default();
    for shape in [Shape::Wide, Shape::Square] {
        let drawing = card::lay_out(card, shape, typesetter);
        if let Some(complaint) = card::describe_missing(card, &drawing) {
            return Ok(DrawnCard { pictures: Vec::new(), complaint: Some(complaint) });
        }
        drawn.pictures.push((shape, card::to_png(&drawing)?));
    }
    Ok(drawn)
}

/// Names a card in the page of its document, if it has one.
fn name_in_page(name: &StoryName, card: &ShareCard, url: &str, files: &mut BundleFiles) {
    let page: String = name.bundle_path("html").into();
    if let Some(html) = files.get_mut(&page) {
        let (width, height) = Shape::Wide.size();
        let alt = card.describe();
        let image = ShareImage { url, width: width.into(), height: height.into(), alt: &alt };
        let with_image = prerender::add_share_image(&String::from_utf8_lossy(html), image);
        *html = with_image.into_bytes();
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::stories;
    use super::*;
    use crate::cli::scratch::Scratch;

    const BASE: &str = "https://cdn.example.org/box/";

    /// Builds the stories of a folder, without and with cards.
    fn build(folder: &Path) -> [BundleFiles; 2] {
        let stories = stories::read_stories(folder).expect("is sound");
        let mut without = BundleFiles::new();
        let shown =
            stories::compile_stories(&stories, Some(BASE), &mut without).expect("can be shown");
        let mut with = without.clone();
        add_share_cards(&shown, BASE, &mut with).expect("can be drawn");
        [without, with]
    }

    #[test]
    fn every_version_in_every_language_has_cards_and_the_page_names_its_own() {
        let scratch = Scratch::new("every_version_in_every_language_has_cards");
        let story = include_str!("../../../tests/fixtures/view/full/story.json");
        scratch.write("full/1.json", story);
        scratch.write("full.json", story);
        let [without, with] = build(scratch.path());
        let added: Vec<_> = with.keys().filter(|name| !without.contains_key(*name)).collect();
        assert_eq!(
            added,
            [
                "stories/full.card-square.png",
                "stories/full.card.png",
                "stories/full.de.card-square.png",
                "stories/full.de.card.png",
                "stories/full/1.card-square.png",
                "stories/full/1.card.png",
                "stories/full/1.de.card-square.png",
                "stories/full/1.de.card.png",
            ]
        );
        assert!(added.iter().all(|name| with[*name].starts_with(b"\x89PNG")));
        let changed: Vec<_> = without.keys().filter(|name| with[*name] != without[*name]).collect();
        assert_eq!(changed, ["stories/full.de.html", "stories/full.html"]);
        let page = String::from_utf8_lossy(&with["stories/full.html"]).into_owned();
        let tags = "<meta property=\"og:image\" \
             content=\"https://cdn.example.org/box/stories/full.card.png\">\n\
             <meta property=\"og:image:type\" content=\"image/png\">\n\
             <meta property=\"og:image:width\" content=\"1200\">\n\
             <meta property=\"og:image:height\" content=\"630\">\n\
             <meta property=\"og:image:alt\" content=\"";
        let (before, rest) = page.split_once(tags).expect("the page names its card");
        let (alt, after) = rest
            .split_once("\">\n<meta name=\"twitter:card\" content=\"summary_large_image\">\n")
            .expect("X shows it large");
        assert_eq!([before, after].concat().as_bytes(), without["stories/full.html"]);
        assert!(alt.contains("A contract with everything"), "{alt}");
        assert!(!alt.contains(['<', '"']), "{alt}");
    }

    #[test]
    fn an_older_version_says_that_there_is_a_newer_one() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/versions/changed-value/stories");
        let [_, with] = build(&folder);
        let card = |name: &str| &with[&format!("stories/{name}.card.png")];
        assert_eq!(card("bridge"), card("bridge/2"));
        assert_ne!(card("bridge"), card("bridge/1"));
    }

    #[test]
    fn a_story_that_no_font_can_write_has_no_picture() {
        let scratch = Scratch::new("a_story_that_no_font_can_write");
        let story = include_str!("../../../tests/fixtures/card/missing/story.json");
        scratch.write("missing.json", story);
        let [without, with] = build(scratch.path());
        assert_eq!(with, without);
    }
}
