//! `stories/ID.card.png` and `stories/ID.card-square.png`: the share cards of a story, for each
//! version in each language, and the tags by which the story's page names its own.
//!
//! The pages name these files by absolute URLs, as Open Graph requires, so there are none unless the
//! bundle's URL is known.

use anyhow::Context;
use contract_fact_box::prerender::{self, ShareImage};
use contract_fact_box::view::{BoxView, ShareCard};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::output::BundleFiles;
use super::stories::ShownStory;
use super::versions::StoryVersions;
use crate::cli::card::{self, Shape, Typesetter};
use crate::cli::story_file::StoryName;

/// A document of a story, whose card is to be drawn.
struct Document {
    name: StoryName,
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
        for name in list_documents(versions, name) {
            let file: String = name.bundle_path("json").into();
            // The document that boxes show, so that a card never says anything else.
            let Some(json) = files.get(&file) else { continue };
            let view: BoxView = serde_json::from_slice(json)
                .with_context(|| format!("{file}: is no document; report this fault"))?;
            let card = ShareCard::new(&view, &versions.current.publisher, Some(base));
            documents.push(Document { name, card });
        }
    }
    let drawn: Vec<_> = documents
        .par_iter()
        .map_init(Typesetter::new, |typesetter, document| draw_cards(document, typesetter))
        .collect();
    for (document, pictures) in documents.iter().zip(drawn) {
        let Some(pictures) = pictures? else { continue };
        for (shape, png) in pictures {
            let path: String = document.name.bundle_path(shape.png_extension()).into();
            if shape == Shape::Wide {
                name_in_page(document, &format!("{base}{path}"), files);
            }
            files.insert(path, png);
        }
    }
    Ok(())
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

/// Draws the cards of a document in every shape. `None` if they cannot be shown.
fn draw_cards(
    document: &Document,
    typesetter: &mut Typesetter,
) -> anyhow::Result<Option<Vec<(Shape, Vec<u8>)>>> {
    let Document { name, card } = document;
    let mut pictures = Vec::new();
    for shape in [Shape::Wide, Shape::Square] {
        let drawing = card::lay_out(card, shape, typesetter);
        if let Some(complaint) = card::describe_missing(card, &drawing) {
            eprintln!(
                "story {name}: {complaint}; it has no share card, so links to it show no picture; \
                 write them otherwise"
            );
            return Ok(None);
        }
        pictures.push((shape, card::to_png(&drawing)?));
    }
    Ok(Some(pictures))
}

/// Names a card in the page of its document, if it has one.
fn name_in_page(document: &Document, url: &str, files: &mut BundleFiles) {
    let page: String = document.name.bundle_path("html").into();
    if let Some(html) = files.get_mut(&page) {
        let (width, height) = Shape::Wide.size();
        let alt = document.card.describe();
        let image = ShareImage { url, width, height, alt: &alt };
        let with_image = prerender::add_share_image(&String::from_utf8_lossy(html), image);
        *html = with_image.into_bytes();
    }
}
