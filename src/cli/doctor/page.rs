//! The page that is judged: a file, standard input or an address.

use std::path::{Path, PathBuf};

use ureq::http::{HeaderMap, StatusCode};
use url::Url;

use super::Args;
use super::http_client::HttpClient;
use super::media_type;
use crate::cli::input;

/// Stands for the address of a page that has none, so that relative addresses in it have an origin, and the same one.
const NOWHERE: &str = "https://page.invalid/";

/// A page as a reader's browser gets it.
#[derive(Debug)]
pub(super) struct Page {
    /// What it is called in messages.
    pub(super) name: String,
    pub(super) html: String,
    /// Its address, or [`NOWHERE`].
    pub(super) url: Url,
    /// Its headers, if it came with any.
    pub(super) headers: Option<HeaderMap>,
    /// Where it was found if not where it was asked for.
    pub(super) moved: Option<Url>,
}

impl Page {
    /// Reads the page that the arguments name.
    ///
    /// # Errors
    ///
    /// Says why it cannot be read, and what to do.
    pub(super) fn read(args: &Args, web: &HttpClient) -> Result<Self, String> {
        let given = (!args.headers.is_empty()).then(|| args.headers.iter().cloned().collect());
        let Some(url) = address(&args.page) else {
            let file = PathBuf::from(&args.page);
            // Its names are ASCII in every encoding that pages are in; its other letters do not matter here.
            let html = String::from_utf8_lossy(&input::bytes(&file, "judged")?).into_owned();
            let url = args.url.clone().unwrap_or_else(nowhere);
            return Ok(Self { name: name(&args.page), html, url, headers: given, moved: None });
        };
        let answer = web.get(&url, None).map_err(|reason| {
            format!(
                "does not answer ({reason}); it was not judged; check the address, or save the page and name the file"
            )
        })?;
        if answer.status != StatusCode::OK {
            return Err(format!(
                "answers {}; it was not judged; check the address, or save the page as you see it and name the file",
                answer.status.as_u16()
            ));
        }
        let kind = media_type::essence(&answer.headers);
        if !matches!(&*kind, "text/html" | "application/xhtml+xml" | "") {
            return Err(format!("is {kind}; it was not judged; give the address of a page"));
        }
        Ok(Self {
            name: args.page.clone(),
            html: String::from_utf8_lossy(&answer.body).into_owned(),
            moved: (!answer.hops.is_empty()).then(|| answer.url.clone()),
            url: args.url.clone().unwrap_or(answer.url),
            headers: Some(given.unwrap_or(answer.headers)),
        })
    }

    /// Its origin, as browsers send it; none if its address is not known.
    pub(super) fn origin(&self) -> Option<String> {
        is_known(&self.url).then(|| self.url.origin().ascii_serialization())
    }
}

/// Whether an address is one that can be asked for.
pub(super) fn is_known(url: &Url) -> bool {
    url.origin() != nowhere().origin()
}

/// An address as it is told: without the origin that stands for an unknown one.
pub(super) fn told(url: &Url) -> String {
    if is_known(url) { url.to_string() } else { url.as_str().replacen(NOWHERE, "/", 1) }
}

/// What the argument is called in messages.
pub(super) fn name(text: &str) -> String {
    if address(text).is_some() { text.to_owned() } else { input::name(Path::new(text)) }
}

/// The argument as an address; none if it is the name of a file.
pub(super) fn address(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

fn nowhere() -> Url {
    Url::parse(NOWHERE).expect("it is an address")
}
