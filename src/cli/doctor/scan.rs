//! What stands in a page: loaders, boxes, and what is left of those that a content system has taken apart.

mod static_content;

use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::box_url::{BoxRef, folder_of, frame, page_of_story};
use super::media_type::is_javascript;
pub(super) use static_content::{StaticContent, Style, Template};

/// The attribute of a marked `div`.
const MARK: &str = "data-contract-fact-box";
/// The element.
const ELEMENT: &str = "contract-fact-box";

/// Everything of ours in a page, in the order of the page.
#[derive(Debug, Default)]
pub(super) struct PageScan {
    pub(super) loaders: Vec<Loader>,
    pub(super) boxes: Vec<Embed>,
    /// Whether the markup of a box stands in the page as if it were the page's own, and whether it is seen.
    pub(super) loose: Option<LooseMarkup>,
    /// Whether a story as plain HTML stands in the page and in no box: what was around it has lost its name.
    pub(super) plain: bool,
    /// The beginning of a snippet that is shown as text.
    pub(super) escaped: Option<String>,
    /// Policies in the page's head, as they are written.
    pub(super) metas: Vec<String>,
}

/// A tag of the loader.
#[derive(Debug)]
pub(super) struct Loader {
    pub(super) place: String,
    /// Its address; none if it cannot be read.
    pub(super) src: Option<Url>,
    pub(super) run: Execution,
    pub(super) nonce: Option<String>,
    pub(super) integrity: Option<String>,
    pub(super) cors: bool,
    /// Whether anything but the file's name says that it is ours: others have an embed.js, too.
    pub(super) sure: bool,
}

/// Whether and when a browser runs a script.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Execution {
    Now,
    /// An optimiser runs it when it likes; its word for that.
    Later(String),
    /// Nobody runs it but a consent manager, if at all: its type.
    Other(String),
    /// Its address stands in this attribute.
    NoSrc(String),
    /// It is for browsers without modules.
    NoModule,
}

/// A place for a box, or a frame with one, or a link to one.
#[derive(Debug)]
pub(super) struct Embed {
    pub(super) place: String,
    pub(super) form: EmbedForm,
    /// The story, the folder and whatever else an address says.
    pub(super) box_ref: BoxRef,
    pub(super) holds: StaticContent,
    /// Whether it is a frame whose address stands in this attribute.
    pub(super) unset: Option<String>,
    /// What a frame's sandbox allows, if it has one.
    pub(super) sandbox: Option<String>,
}

/// How a box is embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EmbedForm {
    /// `<contract-fact-box>`
    Element,
    /// `<div data-contract-fact-box>`
    Marked,
    /// A script tag that stands alone.
    Script,
    /// An iframe of `frame.html`.
    Frame,
    /// An iframe of a story's page.
    FramedPage,
    /// A link to a story's page, with nothing around it.
    Link,
    /// The page is the story's own.
    Own,
}

/// The markup of a box outside of any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LooseMarkup {
    Seen,
    Hidden,
}

impl PageScan {
    /// Finds everything in a page of this address.
    pub(super) fn of(html: &str, page: &Url) -> Self {
        let document = Html::parse_document(html);
        let base = select(&document, "base[href]")
            .next()
            .and_then(|base| page.join(base.attr("href")?).ok());
        let base = base.as_ref().unwrap_or(page);
        let mut scan = Self::default();
        for element in select(&document, "*").filter(|element| !is_within(*element, &["template"]))
        {
            scan.take(element, base);
        }
        scan.metas = select(&document, "head > meta[http-equiv][content]")
            .filter(|meta| is(meta.attr("http-equiv"), "content-security-policy"))
            .filter_map(|meta| meta.attr("content").map(str::to_owned))
            .collect();
        if select(&document, "body.cfb-page").next().is_some() {
            scan.loose = None;
            scan.plain = false;
            let place = "page".to_owned();
            let box_ref = page_of_story(page).unwrap_or_default();
            scan.boxes = vec![Embed::new(
                place,
                EmbedForm::Own,
                box_ref,
                StaticContent { facts: true, ..StaticContent::default() },
            )];
        }
        scan.settle();
        scan.escaped = escaped(&document);
        // A link is a rest of something only where there is nothing else; articles link to stories, too.
        if scan.boxes.iter().any(|each| each.form != EmbedForm::Link) {
            scan.boxes.retain(|each| each.form != EmbedForm::Link);
        } else {
            scan.boxes.truncate(1);
        }
        scan
    }

    /// Tells by the boxes which loaders are ours; and finds the folder of boxes that do not name one, as the loader does:
    /// by the link in them, if its script is there.
    fn settle(&mut self) {
        let named: Vec<_> = self
            .boxes
            .iter()
            .flat_map(|each| [&each.box_ref.folder, &each.holds.folder])
            .flatten()
            .collect();
        for loader in &mut self.loaders {
            loader.sure |= loader
                .src
                .as_ref()
                .and_then(folder_of)
                .is_some_and(|folder| named.contains(&&folder));
        }
        let scripts: Vec<_> =
            self.loaders.iter().filter_map(|loader| folder_of(loader.src.as_ref()?)).collect();
        for each in &mut self.boxes {
            let linked =
                each.holds.folder.take().filter(|url| scripts.is_empty() || scripts.contains(url));
            each.box_ref.folder = each.box_ref.folder.take().or(linked);
        }
    }

    fn take(&mut self, element: ElementRef<'_>, base: &Url) {
        let join = |text: &str| base.join(text.trim()).ok();
        let own = |name| element.attr(name).map(str::to_owned);
        let number = self.boxes.len() + 1;
        let name = element.value().name();
        if name == ELEMENT {
            let mut box_ref = element
                .attr("src")
                .and_then(join)
                .and_then(|src| page_of_story(&src))
                .unwrap_or_default();
            box_ref.id = own("story").or(box_ref.id.take());
            box_ref.version =
                own("version").or_else(|| own("data-version")).or(box_ref.version.take());
            box_ref.lang = own("data-lang").filter(|lang| !lang.is_empty()).or(box_ref.lang.take());
            self.boxes.push(Embed::new(
                format!("box {number}"),
                EmbedForm::Element,
                box_ref,
                StaticContent::of(element, base),
            ));
        } else if name == "script" {
            self.script(element, base);
        } else if element.attr(MARK).is_some() {
            let lang = own("data-lang").filter(|lang| !lang.is_empty());
            let version = own("version").or_else(|| own("data-version"));
            let box_ref =
                BoxRef { id: own("story").or_else(|| own(MARK)), version, lang, folder: None };
            self.boxes.push(Embed::new(
                format!("box {number}"),
                EmbedForm::Marked,
                box_ref,
                StaticContent::of(element, base),
            ));
        } else if name == "iframe" {
            let found = element
                .value()
                .attrs()
                .filter(|(name, _)| *name == "src" || name.starts_with("data-"));
            let found = found.filter_map(|(name, value)| {
                let url = join(value)?;
                let of_story = || page_of_story(&url).filter(|_| url.path().ends_with(".html"));
                let (form, box_ref) = frame(&url)
                    .map(|box_ref| (EmbedForm::Frame, box_ref))
                    .or_else(|| Some((EmbedForm::FramedPage, of_story()?)))?;
                Some((name == "src", name, form, box_ref))
            });
            if let Some((is_src, attribute, form, box_ref)) =
                found.max_by_key(|(is_src, ..)| *is_src)
            {
                let mut made =
                    Embed::new(format!("frame {number}"), form, box_ref, StaticContent::default());
                made.unset = (!is_src).then(|| attribute.to_owned());
                made.sandbox = own("sandbox");
                self.boxes.push(made);
            }
        } else if name == "p" && is_first_line(&text(element)) && !is_ours(element) {
            self.plain = true;
        } else if name == "a" && !is_ours(element) {
            let url = element.attr("href").and_then(join);
            let box_ref =
                url.as_ref().filter(|url| url.path().ends_with(".html")).and_then(page_of_story);
            if let Some(box_ref) = box_ref.filter(|box_ref| {
                says_fact_box(&text(element)) || names_us(box_ref.folder.as_ref())
            }) {
                self.boxes.push(Embed::new(
                    "link".to_owned(),
                    EmbedForm::Link,
                    box_ref,
                    StaticContent::default(),
                ));
            }
        } else if self.loose != Some(LooseMarkup::Seen)
            && element.value().classes().any(|class| class.starts_with("cfb-") || class == "cfb")
        {
            let hidden = ancestry(element).any(|each| each.attr("hidden").is_some());
            self.loose = Some(if hidden { LooseMarkup::Hidden } else { LooseMarkup::Seen });
        }
    }

    /// Takes a script if it is the loader.
    fn script(&mut self, element: ElementRef<'_>, base: &Url) {
        let src = element.value().attrs().filter(|(name, value)| {
            (*name == "src" || name.starts_with("data-"))
                && base.join(value.trim()).is_ok_and(|url| is_loader(&url))
        });
        let Some((attribute, src)) = src.max_by_key(|(name, _)| *name == "src") else { return };
        let url = base.join(src.trim()).ok();
        let own = |name| element.attr(name).map(str::to_owned);
        let story = own("data-story").filter(|story| !story.is_empty());
        let kind = element.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
        let run = if attribute != "src" {
            Execution::NoSrc(attribute.to_owned())
        } else if kind == "module" || kind.is_empty() || is_javascript(&kind) {
            if element.attr("nomodule").is_some() && kind != "module" {
                Execution::NoModule
            } else {
                Execution::Now
            }
        } else if ["rocket", "litespeed", "lazy", "delay"].iter().any(|word| kind.contains(word))
            || kind.strip_suffix("-text/javascript").is_some_and(|key| !key.is_empty())
        {
            Execution::Later(kind)
        } else {
            Execution::Other(kind)
        };
        let folder = url.as_ref().and_then(folder_of);
        self.loaders.push(Loader {
            place: format!("script {}", self.loaders.len() + 1),
            sure: story.is_some() || names_us(folder.as_ref()),
            src: url,
            run,
            nonce: own("nonce").filter(|nonce| !nonce.is_empty()),
            integrity: own("integrity"),
            cors: element.attr("crossorigin").is_some(),
        });
        let before = element.prev_siblings().find_map(ElementRef::wrap);
        if let Some(id) = story.filter(|_| before.is_none_or(|before| before.attr(MARK).is_none()))
        {
            let lang = own("data-lang").filter(|lang| !lang.is_empty());
            let box_ref = BoxRef { id: Some(id), version: own("data-version"), lang, folder };
            let place = format!("box {}", self.boxes.len() + 1);
            self.boxes.push(Embed::new(
                place,
                EmbedForm::Script,
                box_ref,
                StaticContent::default(),
            ));
        }
    }
}

impl Embed {
    fn new(place: String, form: EmbedForm, box_ref: BoxRef, holds: StaticContent) -> Self {
        Self { place, form, box_ref, holds, unset: None, sandbox: None }
    }

    /// Whether the loader makes a box of it.
    pub(super) fn is_loaded(&self) -> bool {
        matches!(self.form, EmbedForm::Element | EmbedForm::Marked | EmbedForm::Script)
    }

    /// Whether it holds facts that stay as they are when the story changes.
    pub(super) fn is_static(&self) -> bool {
        self.holds.facts || self.holds.template != Template::None
    }
}

/// Whether a script of this address may be the loader, by its file's name: `embed.js` or `embed.HASH.js`.
fn is_loader(url: &Url) -> bool {
    let name = url.path().rsplit('/').next().unwrap_or_default();
    name == "embed.js" || is_hashed_loader(name)
}

/// Whether the name is of a loader that never changes.
pub(super) fn is_hashed_loader(name: &str) -> bool {
    name.strip_prefix("embed.").and_then(|rest| rest.strip_suffix(".js")).is_some_and(|hash| {
        (8..=20).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The beginning of a snippet that readers see as text.
///
/// In `code`, `pre` or a text field it is shown on purpose, as to those who are to paste it.
fn escaped(document: &Html) -> Option<String> {
    const BEGINNINGS: [&str; 3] =
        ["<contract-fact-box ", "<div data-contract-fact-box=", "/frame.html?story="];
    document.tree.nodes().find_map(|node| {
        let text = node.value().as_text()?;
        let at = BEGINNINGS.iter().find_map(|beginning| text.find(beginning)).or_else(|| {
            let at = text.find("<script ")?;
            (text.contains("embed.js") && text.contains("data-story")).then_some(at)
        })?;
        let shown =
            node.ancestors().filter_map(ElementRef::wrap).all(|each| match each.value().name() {
                "script" | "style" | "template" | "title" | "noscript" | "code" | "pre"
                | "textarea" => false,
                _ => !each.value().classes().any(|class| class == "cfb"),
            });
        shown.then(|| text.get(at..).unwrap_or_default().chars().take(40).collect())
    })
}

/// Whether a link is one of a box's own, or stands beside a frame or a script and is still in its place.
fn is_ours(link: ElementRef<'_>) -> bool {
    ancestry(link).any(|each| {
        each.value().name() == ELEMENT
            || each.attr(MARK).is_some()
            || each.value().classes().any(|class| class == "cfb")
    })
}

/// Whether a text is how a story begins as plain HTML, after its title.
fn is_first_line(text: &str) -> bool {
    says_fact_box(text)
        && text.split(". ").nth(1).is_some_and(|version| version.starts_with("Version "))
}

fn says_fact_box(text: &str) -> bool {
    text.trim_start()
        .get(.."contract fact box".len())
        .is_some_and(|start| start.eq_ignore_ascii_case("contract fact box"))
}

/// Whether a folder has our name.
fn names_us(folder: Option<&Url>) -> bool {
    folder.is_some_and(|folder| {
        ["contract-fact-box", "fact-box"].iter().any(|name| folder.as_str().contains(name))
    })
}

fn is(value: Option<&str>, wanted: &str) -> bool {
    value.is_some_and(|value| value.trim().eq_ignore_ascii_case(wanted))
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().replace('\u{a0}', " ")
}

fn elements(host: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    host.descendants().skip(1).filter_map(ElementRef::wrap)
}

/// The element and what it stands in.
fn ancestry(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap))
}

fn is_within(element: ElementRef<'_>, names: &[&str]) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|each| names.contains(&each.value().name()))
}

fn select<'d>(document: &'d Html, selector: &str) -> impl Iterator<Item = ElementRef<'d>> {
    let selector = Selector::parse(selector).expect("a selector");
    document.select(&selector).collect::<Vec<_>>().into_iter()
}
