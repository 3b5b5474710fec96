//! What a box shows before any script runs.

use scraper::ElementRef;
use url::Url;

use super::dom;
use crate::cli::doctor::box_url::parse_story_url;

/// The elements of a story as plain HTML that a link to it does not have.
const FACT_ELEMENTS: [&str; 7] = ["dl", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Elements whose text readers do not see.
const UNSEEN_ELEMENTS: [&str; 3] = ["template", "script", "style"];

/// What a box shows before any script runs.
#[derive(Debug, Default)]
pub(in crate::cli::doctor) struct StaticContent {
    pub(in crate::cli::doctor) template: Template,
    /// Whether the template still has the box in it.
    pub(in crate::cli::doctor) has_box: bool,
    /// Whether the template still has the slot for what stands beside it.
    pub(in crate::cli::doctor) has_slot: bool,
    /// The style in the template.
    pub(in crate::cli::doctor) style: Style,
    /// Whether the story is there as plain HTML, and not only a link to it.
    pub(in crate::cli::doctor) has_facts: bool,
    pub(in crate::cli::doctor) has_text: bool,
    pub(in crate::cli::doctor) has_link: bool,
    /// The bundle of the first story that a link leads to.
    pub(in crate::cli::doctor) linked_bundle: Option<Url>,
    /// The number of empty paragraphs and line breaks, none of which the prerendered HTML has.
    pub(in crate::cli::doctor) gap_count: usize,
}

/// The template with the static box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli::doctor) enum Template {
    #[default]
    None,
    /// It has lost the attribute that makes browsers attach it.
    Inert,
    Declared,
}

/// Where the static box has its style.
#[derive(Debug, Default)]
pub(in crate::cli::doctor) enum Style {
    #[default]
    None,
    Inline {
        css: String,
        nonce: Option<String>,
    },
    Linked {
        href: Option<Url>,
        nonce: Option<String>,
    },
}

impl StaticContent {
    /// Reads what is in the element that a box is mounted in.
    pub(super) fn from_host(host: ElementRef<'_>, base: &Url) -> Self {
        let mut content = Self { has_text: has_seen_text(host), ..Self::default() };
        let template = host.child_elements().find(|child| child.value().name() == "template");
        if let Some(template) = template {
            content.visit_template(template, base);
        }
        for element in dom::descendants(host) {
            content.gap_count += usize::from(is_gap(element));
            if element.value().name() != "template" && !dom::is_within(element, &["template"]) {
                content.visit_plain_element(element, base);
            }
        }
        content
    }

    fn visit_template(&mut self, template: ElementRef<'_>, base: &Url) {
        let is_declared = ["open", "closed"]
            .iter()
            .any(|mode| dom::has_keyword(template, "shadowrootmode", mode));
        self.template = if is_declared { Template::Declared } else { Template::Inert };
        for element in dom::descendants(template) {
            self.has_box |= element.value().classes().any(|class| class == "cfb");
            let nonce = dom::attribute(element, "nonce");
            match element.value().name() {
                "slot" => self.has_slot = true,
                "style" => self.style = Style::Inline { css: element.text().collect(), nonce },
                "link" if dom::has_keyword(element, "rel", "stylesheet") => {
                    let href = element.attr("href").and_then(|href| base.join(href).ok());
                    self.style = Style::Linked { href, nonce };
                }
                _ => {}
            }
        }
    }

    fn visit_plain_element(&mut self, element: ElementRef<'_>, base: &Url) {
        let name = element.value().name();
        self.has_facts |= FACT_ELEMENTS.contains(&name);
        if name == "a"
            && let Some(href) = element.attr("href")
        {
            self.has_link = true;
            if self.linked_bundle.is_none() {
                let target = base.join(href).ok().as_ref().and_then(parse_story_url);
                self.linked_bundle = target.and_then(|target| target.bundle);
            }
        }
    }
}

/// Whether an element is an empty paragraph or a line break without attributes; those of a box have
/// a class.
fn is_gap(element: ElementRef<'_>) -> bool {
    if element.value().attrs().next().is_some() {
        return false;
    }
    match element.value().name() {
        "br" => true,
        "p" => {
            dom::text(element).trim().is_empty()
                && element.child_elements().all(|child| child.value().name() == "br")
        }
        _ => false,
    }
}

/// Whether readers see any text in an element.
fn has_seen_text(host: ElementRef<'_>) -> bool {
    host.descendants().any(|node| {
        let is_text = node.value().as_text().is_some_and(|text| !text.trim().is_empty());
        let mut ancestors = node.ancestors().filter_map(ElementRef::wrap);
        is_text && !ancestors.any(|ancestor| UNSEEN_ELEMENTS.contains(&ancestor.value().name()))
    })
}
