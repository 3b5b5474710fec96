//! What stands in a box before any script runs.

use scraper::ElementRef;
use url::Url;

use super::{elements, is, is_within, text};
use crate::cli::doctor::box_url::page_of_story;

/// What stands in a box before any script runs.
#[derive(Debug, Default)]
pub(in crate::cli::doctor) struct StaticContent {
    pub(in crate::cli::doctor) template: Template,
    /// Whether the template still has the box in it.
    pub(in crate::cli::doctor) boxed: bool,
    /// Whether it still has the place of what stands beside it.
    pub(in crate::cli::doctor) slotted: bool,
    /// The style in the template.
    pub(in crate::cli::doctor) style: Style,
    /// The story as plain HTML, and not only a link to it.
    pub(in crate::cli::doctor) facts: bool,
    pub(in crate::cli::doctor) text: bool,
    pub(in crate::cli::doctor) link: bool,
    /// The folder of the first story that a link in it leads to.
    pub(in crate::cli::doctor) folder: Option<Url>,
    /// Paragraphs with nothing in them and line breaks, none of which is ours.
    pub(in crate::cli::doctor) gaps: usize,
}

/// The template with the static box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli::doctor) enum Template {
    #[default]
    None,
    /// It has lost the attribute that makes a box of it.
    Inert,
    Declared,
}

/// Where the static box has its style.
#[derive(Debug, Default)]
pub(in crate::cli::doctor) enum Style {
    #[default]
    None,
    Inline {
        nonce: Option<String>,
        css: String,
    },
    Linked {
        href: Option<Url>,
        nonce: Option<String>,
    },
}

impl StaticContent {
    pub(super) fn of(host: ElementRef<'_>, base: &Url) -> Self {
        let mut holds = Self::default();
        let template = host.child_elements().find(|child| child.value().name() == "template");
        if let Some(template) = template {
            let declared = is(template.attr("shadowrootmode"), "open")
                || is(template.attr("shadowrootmode"), "closed");
            holds.template = if declared { Template::Declared } else { Template::Inert };
            for each in elements(template) {
                holds.boxed |= each.value().classes().any(|class| class == "cfb");
                match each.value().name() {
                    "slot" => holds.slotted = true,
                    "style" => {
                        let nonce = each.attr("nonce").map(str::to_owned);
                        holds.style = Style::Inline { nonce, css: each.text().collect() };
                    }
                    "link" if is(each.attr("rel"), "stylesheet") => {
                        let href = each.attr("href").and_then(|href| base.join(href).ok());
                        let nonce = each.attr("nonce").map(str::to_owned);
                        holds.style = Style::Linked { href, nonce };
                    }
                    _ => {}
                }
            }
        }
        let mut words = String::new();
        for each in elements(host) {
            // Ours have a class.
            let is_gap = match each.value().name() {
                _ if each.value().attrs().next().is_some() => false,
                "br" => true,
                "p" => {
                    text(each).trim().is_empty()
                        && each.child_elements().all(|child| child.value().name() == "br")
                }
                _ => false,
            };
            holds.gaps += usize::from(is_gap);
            if !is_within(each, &["template"]) && each.value().name() != "template" {
                holds.facts |=
                    matches!(each.value().name(), "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
                if let Some(href) = each.attr("href").filter(|_| each.value().name() == "a") {
                    holds.link = true;
                    holds.folder =
                        holds.folder.or_else(|| page_of_story(&base.join(href).ok()?)?.folder);
                }
            }
        }
        for node in host.descendants() {
            if let Some(part) = node.value().as_text()
                && !node
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|each| matches!(each.value().name(), "template" | "script" | "style"))
            {
                words += part;
            }
        }
        holds.text = !words.trim().is_empty();
        holds
    }
}
