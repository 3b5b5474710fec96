//! The script tags of the loader.

use scraper::ElementRef;
use url::Url;

use super::remains::contains_our_name;
use super::{MARK, dom};
use crate::cli::doctor::box_url::{containing_directory, file_name};
use crate::cli::doctor::media_type::is_javascript;

/// Words in the `type` that optimisers give to scripts which they run later.
const OPTIMISERS: [&str; 4] = ["rocket", "litespeed", "lazy", "delay"];

/// The settings of a box that its tag or marked `div` may have.
const SETTINGS: [&str; 8] = [
    "data-version",
    "data-lang",
    "data-parts",
    "data-issue",
    "data-people",
    "data-heading-level",
    "data-theme",
    "data-heights",
];

/// A tag of the loader.
#[derive(Debug)]
pub(in crate::cli::doctor) struct Loader {
    /// How messages refer to it, as in "script 1".
    pub(in crate::cli::doctor) location: String,
    pub(in crate::cli::doctor) src: Url,
    pub(in crate::cli::doctor) execution: Execution,
    pub(in crate::cli::doctor) nonce: Option<String>,
    pub(in crate::cli::doctor) integrity: Option<String>,
    pub(in crate::cli::doctor) has_crossorigin: bool,
    /// Whether anything besides the file name shows that it is ours: other products have an
    /// embed.js, too.
    pub(in crate::cli::doctor) is_confirmed: bool,
    /// Settings of a box that are ignored, since they are on the tag and not on the marked `div`
    /// right before it.
    pub(in crate::cli::doctor) ignored_settings: Vec<&'static str>,
}

/// Whether and when a browser runs a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli::doctor) enum Execution {
    Immediate,
    /// An optimiser gave it this type, and runs it when it likes.
    Later {
        script_type: String,
    },
    /// Browsers do not run this type; a consent manager may.
    Never {
        script_type: String,
    },
    /// Its URL is in this attribute and not in `src`.
    NoSrc {
        attribute: String,
    },
    /// It has `nomodule`, so only browsers without modules run it.
    NoModule,
}

impl Loader {
    /// Reads a script tag, if it has the URL of a loader in `src` or another attribute.
    pub(super) fn from_script(element: ElementRef<'_>, base: &Url, number: usize) -> Option<Self> {
        let urls = dom::url_attributes(element).filter_map(|(name, value)| {
            let url = base.join(value.trim()).ok()?;
            is_loader_name(file_name(&url)).then_some((name, url))
        });
        // `src` is the one that a browser uses, wherever else an optimiser has left a copy.
        let (attribute, url) = urls.max_by_key(|(name, _)| *name == "src")?;
        let is_confirmed = dom::non_empty_attribute(element, "data-story").is_some()
            || containing_directory(&url).as_ref().is_some_and(contains_our_name);
        Some(Self {
            location: format!("script {number}"),
            execution: Execution::from_script(element, attribute),
            nonce: dom::non_empty_attribute(element, "nonce"),
            integrity: dom::attribute(element, "integrity"),
            has_crossorigin: element.attr("crossorigin").is_some(),
            is_confirmed,
            ignored_settings: find_ignored_settings(element),
            src: url,
        })
    }
}

/// Finds the settings of a tag right after a marked `div`, from which the loader takes them.
fn find_ignored_settings(element: ElementRef<'_>) -> Vec<&'static str> {
    let Some(marked) = dom::previous_element(element).filter(|other| other.attr(MARK).is_some())
    else {
        return Vec::new();
    };
    SETTINGS
        .into_iter()
        .filter(|name| element.attr(name).is_some() && element.attr(name) != marked.attr(name))
        .collect()
}

impl Execution {
    /// Reads when a script runs, given the attribute that holds its URL.
    fn from_script(element: ElementRef<'_>, attribute: &str) -> Self {
        if attribute != "src" {
            return Self::NoSrc { attribute: attribute.to_owned() };
        }
        let script_type = element.attr("type").unwrap_or_default().trim().to_ascii_lowercase();
        let is_classic = script_type.is_empty() || is_javascript(&script_type);
        if is_classic && element.attr("nomodule").is_some() {
            Self::NoModule
        } else if is_classic || script_type == "module" {
            Self::Immediate
        } else if is_optimiser_type(&script_type) {
            Self::Later { script_type }
        } else {
            Self::Never { script_type }
        }
    }
}

/// Whether a script type was set by an optimiser, such as Cloudflare's `KEY-text/javascript`.
fn is_optimiser_type(script_type: &str) -> bool {
    OPTIMISERS.iter().any(|name| script_type.contains(name))
        || script_type.strip_suffix("-text/javascript").is_some_and(|key| !key.is_empty())
}

/// Whether a file name is that of a loader: `embed.js` or `embed.HASH.js`.
fn is_loader_name(name: &str) -> bool {
    name == "embed.js" || is_hashed_loader_name(name)
}

/// Whether a file name is that of a loader whose content never changes: `embed.HASH.js`.
pub(in crate::cli::doctor) fn is_hashed_loader_name(name: &str) -> bool {
    let hash = name.strip_prefix("embed.").and_then(|rest| rest.strip_suffix(".js"));
    hash.is_some_and(|hash| {
        (8..=20).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
