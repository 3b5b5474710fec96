//! The boxes in a page, in every form in which they can be embedded.

use scraper::ElementRef;
use url::Url;

use super::remains::{contains_our_name, names_fact_box};
use super::{Loader, MARK, StaticContent, Template, dom};
use crate::cli::doctor::box_url::{BoxRef, containing_directory, parse_frame_url, parse_story_url};
use crate::cli::preset::AskedParts;

/// A box in the page: an element that the loader mounts a box in, a frame, or a link to a box.
#[derive(Debug)]
pub(in crate::cli::doctor) struct Embed {
    /// How messages refer to it, as in "box 1".
    pub(in crate::cli::doctor) location: String,
    pub(in crate::cli::doctor) form: EmbedForm,
    /// The story, version, language and parts that it shows.
    pub(in crate::cli::doctor) target: BoxRef,
    pub(in crate::cli::doctor) content: StaticContent,
    /// The attribute that holds a frame's URL if `src` does not.
    pub(in crate::cli::doctor) src_substitute: Option<String>,
    /// The `sandbox` attribute of a frame.
    pub(in crate::cli::doctor) sandbox: Option<String>,
}

/// How a box is embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::doctor) enum EmbedForm {
    /// `<contract-fact-box>`
    Element,
    /// `<div data-contract-fact-box>`
    Marked,
    /// A script tag by itself.
    Script,
    /// An iframe of `frame.html`.
    Frame,
    /// An iframe of a story's page.
    FramedPage,
    /// A link to a story's page, with nothing around it.
    Link,
    /// The page itself, if it is a story's page in the bundle.
    StoryPage,
}

impl Embed {
    /// Whether the loader mounts a live box here.
    pub(in crate::cli::doctor) fn is_mounted_by_loader(&self) -> bool {
        matches!(self.form, EmbedForm::Element | EmbedForm::Marked | EmbedForm::Script)
    }

    /// Whether it holds prerendered facts, which do not change when the story does.
    pub(in crate::cli::doctor) fn has_static_facts(&self) -> bool {
        self.content.has_facts || self.content.template != Template::None
    }

    /// Reads a `<contract-fact-box>`. Its other attributes take precedence over its `src`.
    pub(super) fn from_custom_element(element: ElementRef<'_>, base: &Url, number: usize) -> Self {
        let src = element.attr("src").and_then(|src| base.join(src.trim()).ok());
        let from_src = src.as_ref().and_then(parse_story_url).unwrap_or_default();
        let target = BoxRef {
            id: dom::attribute(element, "story").or(from_src.id),
            version: version_attribute(element).or(from_src.version),
            language: dom::non_empty_attribute(element, "data-lang").or(from_src.language),
            parts: asked_parts(element),
            bundle: from_src.bundle,
        };
        let content = StaticContent::from_host(element, base);
        Self { content, ..Self::new(format!("box {number}"), EmbedForm::Element, target) }
    }

    /// Reads a `<div data-contract-fact-box>`.
    pub(super) fn from_marked_div(element: ElementRef<'_>, base: &Url, number: usize) -> Self {
        let target = BoxRef {
            id: dom::attribute(element, "story").or_else(|| dom::attribute(element, MARK)),
            version: version_attribute(element),
            language: dom::non_empty_attribute(element, "data-lang"),
            parts: asked_parts(element),
            bundle: None,
        };
        let content = StaticContent::from_host(element, base);
        Self { content, ..Self::new(format!("box {number}"), EmbedForm::Marked, target) }
    }

    /// Reads a loader's tag with `data-story`; none if it belongs to a marked `div` right before
    /// it.
    pub(super) fn from_script(
        element: ElementRef<'_>,
        loader: &Loader,
        number: usize,
    ) -> Option<Self> {
        let id = dom::non_empty_attribute(element, "data-story")?;
        if dom::previous_element(element).is_some_and(|previous| previous.attr(MARK).is_some()) {
            return None;
        }
        let target = BoxRef {
            id: Some(id),
            version: dom::attribute(element, "data-version"),
            language: dom::non_empty_attribute(element, "data-lang"),
            parts: asked_parts(element),
            bundle: containing_directory(&loader.src),
        };
        Some(Self::new(format!("box {number}"), EmbedForm::Script, target))
    }

    /// Reads an iframe whose URL is one of a bundle.
    pub(super) fn from_iframe(element: ElementRef<'_>, base: &Url, number: usize) -> Option<Self> {
        let targets = dom::url_attributes(element).filter_map(|(name, value)| {
            let (form, target) = parse_framed_url(&base.join(value.trim()).ok()?)?;
            Some((name, form, target))
        });
        let (name, form, target) = targets.max_by_key(|(name, ..)| *name == "src")?;
        Some(Self {
            src_substitute: (name != "src").then(|| name.to_owned()),
            sandbox: dom::attribute(element, "sandbox"),
            ..Self::new(format!("frame {number}"), form, target)
        })
    }

    /// Reads a link to a story's page, if its text or its URL names the fact box.
    pub(super) fn from_link(element: ElementRef<'_>, base: &Url) -> Option<Self> {
        let url = base.join(element.attr("href")?.trim()).ok()?;
        let target = parse_story_page_url(&url)?;
        let is_own =
            names_fact_box(&dom::text(element)) || contains_our_name(target.bundle.as_ref()?);
        is_own.then(|| Self::new("link".to_owned(), EmbedForm::Link, target))
    }

    /// Returns the box of a page that is a story's own.
    pub(super) fn from_story_page(page_url: &Url) -> Self {
        let target = parse_story_url(page_url).unwrap_or_default();
        let content = StaticContent { has_facts: true, ..StaticContent::default() };
        Self { content, ..Self::new("page".to_owned(), EmbedForm::StoryPage, target) }
    }

    fn new(location: String, form: EmbedForm, target: BoxRef) -> Self {
        let content = StaticContent::default();
        Self { location, form, target, content, src_substitute: None, sandbox: None }
    }
}

fn version_attribute(element: ElementRef<'_>) -> Option<String> {
    dom::attribute(element, "version").or_else(|| dom::attribute(element, "data-version"))
}

/// The parts that a box asks for; those of a script tag, which the loader takes over, begin with
/// `data-`.
fn asked_parts(element: ElementRef<'_>) -> AskedParts {
    let has_own_names = element.value().name() != "script";
    AskedParts::read(|name| {
        let own = dom::non_empty_attribute(element, name).filter(|_| has_own_names);
        own.or_else(|| dom::attribute(element, &format!("data-{name}")))
    })
}

/// Parses the URL of a frame into what the frame shows, if it is a URL of a bundle.
fn parse_framed_url(url: &Url) -> Option<(EmbedForm, BoxRef)> {
    if let Some(target) = parse_frame_url(url) {
        return Some((EmbedForm::Frame, target));
    }
    Some((EmbedForm::FramedPage, parse_story_page_url(url)?))
}

/// Reads the URL of a story's page; none for other files of the story.
fn parse_story_page_url(url: &Url) -> Option<BoxRef> {
    parse_story_url(url).filter(|_| url.path().ends_with(".html"))
}
