//! What a box shows before any script runs.

use scraper::ElementRef;
use url::Url;

use super::dom;
use crate::cli::doctor::box_url::parse_story_url;

/// Elements that the plain HTML of a story has, and a mere link to it does not.
const FACT_ELEMENTS: [&str; 7] = ["dl", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Elements whose text is not displayed.
const UNDISPLAYED_ELEMENTS: [&str; 3] = ["template", "script", "style"];

/// What a box shows before any script runs.
#[derive(Debug, Default)]
pub(in crate::cli::doctor) struct StaticContent {
    pub(in crate::cli::doctor) template: Template,
    /// Whether the template still has the box in it.
    pub(in crate::cli::doctor) has_box: bool,
    /// Whether the template still has the slot that shows what is beside it.
    pub(in crate::cli::doctor) has_slot: bool,
    /// The style in the template.
    pub(in crate::cli::doctor) style: Style,
    /// Whether the story is there as plain HTML, and not only as a link.
    pub(in crate::cli::doctor) has_facts: bool,
    pub(in crate::cli::doctor) has_text: bool,
    pub(in crate::cli::doctor) has_link: bool,
    /// The bundle of the first story that a link leads to.
    pub(in crate::cli::doctor) linked_bundle: Option<Url>,
    /// The number of empty paragraphs and line breaks; prerendered HTML has none.
    pub(in crate::cli::doctor) gap_count: usize,
}

/// The template with the static box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cli::doctor) enum Template {
    #[default]
    None,
    /// Its `shadowrootmode` is missing, so browsers make no shadow root of it.
    Inert,
    /// Browsers make it the shadow root.
    Declared,
}

/// The style of the static box.
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
    /// Reads the content of an element that a box is mounted in.
    pub(super) fn from_host(host: ElementRef<'_>, base: &Url) -> Self {
        let mut content = Self { has_text: displays_text(host), ..Self::default() };
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

/// Whether an element is an empty paragraph or a line break that a content system added.
///
/// Those in prerendered HTML have a class, so any attribute means that it is not a gap.
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

/// Whether an element displays any text.
fn displays_text(host: ElementRef<'_>) -> bool {
    host.descendants().any(|node| {
        let is_text = node.value().as_text().is_some_and(|text| !text.trim().is_empty());
        let mut ancestors = node.ancestors().filter_map(ElementRef::wrap);
        is_text
            && !ancestors.any(|ancestor| UNDISPLAYED_ELEMENTS.contains(&ancestor.value().name()))
    })
}
