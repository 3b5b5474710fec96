//! What is left of boxes that a content system took apart.

use scraper::{ElementRef, Html};
use url::Url;

use super::dom;

/// The beginning of a story's plain HTML, after its title.
const FIRST_WORDS: &str = "contract fact box";
/// The beginnings of snippets.
const SNIPPET_BEGINNINGS: [&str; 3] =
    ["<contract-fact-box ", "<div data-contract-fact-box=", "/frame.html?story="];
/// Elements that show code on purpose, for readers to copy, or show nothing.
const CODE_ELEMENTS: [&str; 8] =
    ["script", "style", "template", "title", "noscript", "code", "pre", "textarea"];
/// The longest beginning of a snippet that is quoted, in characters.
const MAX_SNIPPET_CHARS: usize = 40;

/// A box's markup outside of any box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::doctor) enum LooseMarkup {
    Visible,
    Hidden,
}

impl LooseMarkup {
    /// Classifies an element outside of templates; none if it has no class of a box.
    pub(super) fn from_element(element: ElementRef<'_>) -> Option<Self> {
        let mut classes = element.value().classes();
        if !classes.any(|class| class == "cfb" || class.starts_with("cfb-")) {
            return None;
        }
        let is_hidden =
            dom::self_and_ancestors(element).any(|ancestor| ancestor.attr("hidden").is_some());
        Some(if is_hidden { Self::Hidden } else { Self::Visible })
    }
}

/// Finds the beginning of a snippet that readers see as text.
pub(super) fn find_escaped_snippet(document: &Html) -> Option<String> {
    for node in document.tree.nodes() {
        let Some(text) = node.value().as_text() else { continue };
        let Some(snippet) = find_snippet(text) else { continue };
        if !node.ancestors().filter_map(ElementRef::wrap).any(may_show_snippet) {
            return Some(snippet.chars().take(MAX_SNIPPET_CHARS).collect());
        }
    }
    None
}

/// Whether a snippet in an element's text is there on purpose: the element shows code or nothing, or
/// it is a box, which shows its own code to embed.
fn may_show_snippet(element: ElementRef<'_>) -> bool {
    CODE_ELEMENTS.contains(&element.value().name())
        || element.value().classes().any(|class| class == "cfb")
}

/// Finds the part of a text from the beginning of a snippet on.
fn find_snippet(text: &str) -> Option<&str> {
    for beginning in SNIPPET_BEGINNINGS {
        if let Some(position) = text.find(beginning) {
            return text.get(position..);
        }
    }
    // Any product may have a script tag: this is a snippet only with both of our names.
    if text.contains("embed.js") && text.contains("data-story") {
        return text.get(text.find("<script ")?..);
    }
    None
}

/// Whether a paragraph is the first line of a story's plain HTML (\"Contract fact box. Version
/// 3.\").
pub(super) fn is_story_first_line(paragraph: ElementRef<'_>) -> bool {
    let text = dom::text(paragraph);
    names_fact_box(&text)
        && text.split(". ").nth(1).is_some_and(|sentence| sentence.starts_with("Version "))
}

/// Whether a text begins as a story's plain HTML does.
pub(super) fn names_fact_box(text: &str) -> bool {
    let beginning = text.trim_start().get(..FIRST_WORDS.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(FIRST_WORDS))
}

/// Whether a bundle's URL contains our name.
pub(super) fn contains_our_name(bundle: &Url) -> bool {
    bundle.as_str().contains("fact-box")
}
