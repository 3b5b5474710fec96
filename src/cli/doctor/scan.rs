//! Finds everything of ours in a page's HTML: loaders, boxes, and what is left of boxes that a
//! content system took apart.

mod dom;
mod embed;
mod loader;
mod remains;
mod static_content;

use scraper::{ElementRef, Html};
use url::Url;

use super::box_url::containing_directory;
pub(super) use embed::{Embed, EmbedForm};
pub(super) use loader::{Execution, Loader, is_hashed_loader_name};
pub(super) use remains::LooseMarkup;
pub(super) use static_content::{StaticContent, Style, Template};

/// The custom element's name.
const ELEMENT: &str = "contract-fact-box";
/// The attribute that marks a `div` as a box.
const MARK: &str = "data-contract-fact-box";

/// Everything of ours in a page, in document order.
#[derive(Debug, Default)]
pub(super) struct PageScan {
    pub(super) loaders: Vec<Loader>,
    pub(super) embeds: Vec<Embed>,
    /// Whether a box's markup was found outside of any box, and whether readers see it.
    pub(super) loose_markup: Option<LooseMarkup>,
    /// Whether the plain HTML of a story was found outside of any box.
    pub(super) has_unmarked_story: bool,
    /// The beginning of a snippet that readers see as text.
    pub(super) escaped_snippet: Option<String>,
    /// The content security policies in `<meta>` elements, unparsed.
    pub(super) meta_policies: Vec<String>,
}

impl PageScan {
    /// Scans the HTML of the page at `page_url`.
    pub(super) fn new(html: &str, page_url: &Url) -> Self {
        let document = Html::parse_document(html);
        let base = base_url(&document, page_url);
        let mut scan = Self::default();
        for element in dom::select(&document, "*") {
            if !dom::is_within(element, &["template"]) {
                scan.visit_element(element, &base);
            }
        }
        scan.meta_policies = meta_policies(&document);
        if dom::select(&document, "body.cfb-page").next().is_some() {
            scan.become_story_page(page_url);
        }
        scan.assign_bundles();
        scan.escaped_snippet = remains::find_escaped_snippet(&document);
        scan.drop_mere_story_links();
        scan
    }

    /// Whether any embed satisfies the condition.
    pub(super) fn has_embed(&self, is_wanted: impl Fn(&Embed) -> bool) -> bool {
        self.embeds.iter().any(is_wanted)
    }

    /// Records an element if it is one of ours.
    fn visit_element(&mut self, element: ElementRef<'_>, base: &Url) {
        let number = self.embeds.len() + 1;
        match element.value().name() {
            ELEMENT => self.embeds.push(Embed::from_custom_element(element, base, number)),
            "script" => {
                if let Some(loader) = Loader::from_script(element, base, self.loaders.len() + 1) {
                    self.embeds.extend(Embed::from_script(element, &loader, number));
                    self.loaders.push(loader);
                }
            }
            _ if element.attr(MARK).is_some() => {
                self.embeds.push(Embed::from_marked_div(element, base, number));
            }
            "iframe" => self.embeds.extend(Embed::from_iframe(element, base, number)),
            "p" if remains::is_story_first_line(element) && !is_in_box(element) => {
                self.has_unmarked_story = true;
            }
            "a" if !is_in_box(element) => self.embeds.extend(Embed::from_link(element, base)),
            _ if self.loose_markup != Some(LooseMarkup::Visible) => {
                self.loose_markup = LooseMarkup::from_element(element).or(self.loose_markup);
            }
            _ => {}
        }
    }

    /// Treats the page as one box: it is a story's own page in the bundle, so the box's markup in
    /// it is intended.
    fn become_story_page(&mut self, page_url: &Url) {
        self.loose_markup = None;
        self.has_unmarked_story = false;
        self.embeds = vec![Embed::from_story_page(page_url)];
    }

    /// Confirms the loaders whose bundle a box names, and assigns a bundle to boxes that name none.
    ///
    /// Like the loader itself, this takes the bundle that the link in the box leads to, provided
    /// that a script of that bundle is in the page.
    fn assign_bundles(&mut self) {
        let mut named = Vec::new();
        for embed in &self.embeds {
            named.extend(&embed.target.bundle);
            named.extend(&embed.content.linked_bundle);
        }
        let mut loader_bundles = Vec::new();
        for loader in &mut self.loaders {
            if let Some(bundle) = containing_directory(&loader.src) {
                loader.is_confirmed |= named.contains(&&bundle);
                loader_bundles.push(bundle);
            }
        }
        for embed in &mut self.embeds {
            if embed.target.bundle.is_none() {
                let linked = embed.content.linked_bundle.take();
                embed.target.bundle =
                    linked.filter(|url| loader_bundles.is_empty() || loader_bundles.contains(url));
            }
        }
    }

    /// Drops links to stories, which any article may have, unless a link is all that is left of a
    /// box.
    fn drop_mere_story_links(&mut self) {
        if self.has_embed(|embed| embed.form != EmbedForm::Link) {
            self.embeds.retain(|embed| embed.form != EmbedForm::Link);
        } else {
            self.embeds.truncate(1);
        }
    }
}

/// Returns the base of the page's relative URLs.
fn base_url(document: &Html, page_url: &Url) -> Url {
    dom::select(document, "base[href]")
        .next()
        .and_then(|base| page_url.join(base.attr("href")?).ok())
        .unwrap_or_else(|| page_url.clone())
}

fn meta_policies(document: &Html) -> Vec<String> {
    dom::select(document, "head > meta[http-equiv][content]")
        .filter(|meta| dom::has_keyword(*meta, "http-equiv", "content-security-policy"))
        .filter_map(|meta| dom::attribute(meta, "content"))
        .collect()
}

/// Whether an element is a box or inside one.
fn is_in_box(element: ElementRef<'_>) -> bool {
    dom::self_and_ancestors(element).any(|ancestor| {
        ancestor.value().name() == ELEMENT
            || ancestor.attr(MARK).is_some()
            || ancestor.value().classes().any(|class| class == "cfb")
    })
}
