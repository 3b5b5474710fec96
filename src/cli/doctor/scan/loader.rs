//! The script tags of the loader.

use scraper::ElementRef;
use url::Url;

use super::dom;
use super::remains::names_this_program;
use crate::cli::doctor::box_url::{containing_directory, file_name};
use crate::cli::doctor::media_type::is_javascript;

/// Parts of the types that optimisers give scripts which they run later.
const OPTIMISERS: [&str; 4] = ["rocket", "litespeed", "lazy", "delay"];

/// A tag of the loader.
#[derive(Debug)]
pub(in crate::cli::doctor) struct Loader {
    /// What messages call it.
    pub(in crate::cli::doctor) location: String,
    pub(in crate::cli::doctor) src: Url,
    pub(in crate::cli::doctor) execution: Execution,
    pub(in crate::cli::doctor) nonce: Option<String>,
    pub(in crate::cli::doctor) integrity: Option<String>,
    pub(in crate::cli::doctor) has_crossorigin: bool,
    /// Whether anything besides the file's name says that it is of this program: others have an
    /// embed.js, too.
    pub(in crate::cli::doctor) is_confirmed: bool,
}

/// Whether and when a browser runs a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli::doctor) enum Execution {
    Immediate,
    /// An optimiser runs it when it likes, by this type.
    Later {
        script_type: String,
    },
    /// Browsers do not run this type; a consent manager may.
    Never {
        script_type: String,
    },
    /// Its URL is in this attribute.
    NoSrc {
        attribute: String,
    },
    /// It is for browsers without modules.
    NoModule,
}

impl Loader {
    /// Reads a script tag, if it has the loader's URL in `src` or an attribute that stands for it.
    pub(super) fn from_script(element: ElementRef<'_>, base: &Url, number: usize) -> Option<Self> {
        let urls = dom::url_attributes(element).filter_map(|(name, value)| {
            let url = base.join(value.trim()).ok()?;
            is_loader_name(file_name(&url)).then_some((name, url))
        });
        let (attribute, url) = urls.max_by_key(|(name, _)| *name == "src")?;
        let is_confirmed = dom::non_empty_attribute(element, "data-story").is_some()
            || containing_directory(&url).as_ref().is_some_and(names_this_program);
        Some(Self {
            location: format!("script {number}"),
            execution: Execution::from_script(element, attribute),
            nonce: dom::non_empty_attribute(element, "nonce"),
            integrity: dom::attribute(element, "integrity"),
            has_crossorigin: element.attr("crossorigin").is_some(),
            is_confirmed,
            src: url,
        })
    }
}

impl Execution {
    /// Reads when a script runs whose URL is in `attribute`.
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

/// Whether a script type is one that an optimiser gives, as `KEY-text/javascript` is by Cloudflare.
fn is_optimiser_type(script_type: &str) -> bool {
    OPTIMISERS.iter().any(|name| script_type.contains(name))
        || script_type.strip_suffix("-text/javascript").is_some_and(|key| !key.is_empty())
}

/// Whether a file may be the loader by its name: `embed.js` or `embed.HASH.js`.
fn is_loader_name(name: &str) -> bool {
    name == "embed.js" || is_hashed_loader_name(name)
}

/// Whether a file name is of a loader that never changes, `embed.HASH.js`.
pub(in crate::cli::doctor) fn is_hashed_loader_name(name: &str) -> bool {
    let hash = name.strip_prefix("embed.").and_then(|rest| rest.strip_suffix(".js"));
    hash.is_some_and(|hash| {
        (8..=20).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
