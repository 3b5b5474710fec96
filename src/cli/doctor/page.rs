//! The page that is checked: a file, standard input or a URL.

use std::path::{Path, PathBuf};

use ureq::http::{HeaderMap, StatusCode};
use url::Url;

use super::Args;
use super::media_type;
use crate::cli::http_client::HttpClient;
use crate::cli::input;

/// The URL of a page whose own is unknown: relative URLs in it need an origin, and the same one.
const PLACEHOLDER_URL: &str = "https://page.invalid/";

/// A page as a reader's browser gets it.
#[derive(Debug)]
pub(super) struct Page {
    /// How messages refer to it.
    pub(super) name: String,
    pub(super) html: String,
    /// Its URL, or [`PLACEHOLDER_URL`].
    pub(super) url: Url,
    /// Its headers; none for a file without `--header`.
    pub(super) headers: Option<HeaderMap>,
    /// The URL that the requested one redirected to.
    pub(super) redirected_to: Option<Url>,
    /// Whether it is a file or standard input, and may have been saved from a browser.
    pub(super) is_file: bool,
}

impl Page {
    /// Reads the page that the arguments name.
    ///
    /// # Errors
    ///
    /// Fails with why it cannot be read, and what to do about it.
    pub(super) fn read(args: &Args, client: &HttpClient) -> Result<Self, String> {
        let given_headers =
            (!args.headers.is_empty()).then(|| args.headers.iter().cloned().collect());
        match parse_http_url(&args.page) {
            Some(url) => Self::download(args, &url, given_headers, client),
            None => Self::read_file(args, given_headers),
        }
    }

    fn read_file(args: &Args, headers: Option<HeaderMap>) -> Result<Self, String> {
        let file = PathBuf::from(&args.page);
        // The names to look for are ASCII in every encoding that pages use; the rest may be
        // garbled.
        let html = String::from_utf8_lossy(&input::read_bytes(&file, "judged")?).into_owned();
        let url = args.url.clone().unwrap_or_else(placeholder_url);
        let name = display_name(&args.page);
        Ok(Self { name, html, url, headers, redirected_to: None, is_file: true })
    }

    fn download(
        args: &Args,
        url: &Url,
        given_headers: Option<HeaderMap>,
        client: &HttpClient,
    ) -> Result<Self, String> {
        let response = client.get(url, None).map_err(|reason| {
            format!(
                "does not answer ({reason}); it was not judged; check the address, or save the \
                 page and name the file"
            )
        })?;
        if response.status != StatusCode::OK {
            return Err(format!(
                "answers {}; it was not judged; check the address, or save the page as you see it \
                 and name the file",
                response.status.as_u16()
            ));
        }
        let media_type = media_type::read_essence(&response.headers);
        if !matches!(&*media_type, "text/html" | "application/xhtml+xml" | "") {
            return Err(format!("is {media_type}; it was not judged; give the address of a page"));
        }
        Ok(Self {
            name: args.page.clone(),
            html: String::from_utf8_lossy(&response.body).into_owned(),
            redirected_to: (!response.redirects.is_empty()).then(|| response.url.clone()),
            url: args.url.clone().unwrap_or(response.url),
            headers: Some(given_headers.unwrap_or(response.headers)),
            is_file: false,
        })
    }

    /// Returns the page's origin, as in the `Origin` header; none if its URL is unknown.
    pub(super) fn origin(&self) -> Option<String> {
        is_known(&self.url).then(|| self.url.origin().ascii_serialization())
    }

    /// Returns what could not be checked about the page, and what to do about it.
    pub(super) fn unchecked(&self) -> Option<&'static str> {
        self.headers.is_none().then_some(
            "the page's headers were not seen, only the policies in its HTML were judged; give \
             them with --header, or give the page's address",
        )
    }
}

/// Whether a URL can be requested: not if it is relative to a page without a URL.
pub(super) fn is_known(url: &Url) -> bool {
    url.origin() != placeholder_url().origin()
}

/// Returns a URL for messages, without the placeholder's origin.
pub(super) fn display_url(url: &Url) -> String {
    if is_known(url) { url.to_string() } else { url.as_str().replacen(PLACEHOLDER_URL, "/", 1) }
}

/// Returns the words by which messages refer to the page that an argument names.
pub(super) fn display_name(argument: &str) -> String {
    if parse_http_url(argument).is_some() {
        argument.to_owned()
    } else {
        input::display_name(Path::new(argument))
    }
}

/// Parses an argument as an http or https URL; none if it names a file.
pub(super) fn parse_http_url(argument: &str) -> Option<Url> {
    Url::parse(argument).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

fn placeholder_url() -> Url {
    Url::parse(PLACEHOLDER_URL).expect("the constant is a URL")
}
