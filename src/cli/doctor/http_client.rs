//! HTTP requests with limits on time, size and redirects, since any server may misbehave.

use std::borrow::Cow;
use std::time::Duration;

use ureq::Agent;
use ureq::http::header::{AsHeaderName, LOCATION, ORIGIN};
use ureq::http::{HeaderMap, StatusCode};
use url::Url;

/// How long a connection may take, and how long a whole request.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// The largest body that is read: far more than any page or bundle file has.
const MAX_BODY_BYTES: u64 = 32 * 1024 * 1024;
/// The most redirects that are followed, as in browsers.
const MAX_REDIRECTS: usize = 20;

/// Sends GET requests.
pub(super) struct HttpClient(Agent);

/// The response at the end of all redirects.
#[derive(Debug)]
pub(super) struct HttpResponse {
    /// The URL after all redirects.
    pub(super) url: Url,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// The redirects that led to it, in order.
    pub(super) redirects: Vec<Redirect>,
}

/// A response that redirected to another URL.
#[derive(Debug)]
pub(super) struct Redirect {
    /// The URL that it came from.
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
}

impl HttpClient {
    pub(super) fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Redirects are followed below: browsers check the headers of each, and ureq's history
            // has only their URLs.
            .max_redirects(0)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(REQUEST_TIMEOUT))
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "-doctor/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(config.new_agent())
    }

    /// Requests a URL and follows redirects. `origin` is sent as that of the requesting page.
    ///
    /// # Errors
    ///
    /// Fails with the reason why there is no response.
    pub(super) fn get(&self, url: &Url, origin: Option<&str>) -> Result<HttpResponse, String> {
        let mut url = url.clone();
        let mut redirects = Vec::new();
        loop {
            if !matches!(url.scheme(), "http" | "https") {
                return Err(format!(
                    "it leads to {}, which is neither http nor https",
                    url.scheme()
                ));
            }
            // Browsers do not send fragments.
            url.set_fragment(None);
            let mut request = self.0.get(url.as_str());
            if let Some(origin) = origin {
                request = request.header(ORIGIN, origin);
            }
            let response = request.call().map_err(|error| error.to_string())?;
            let (response, body) = response.into_parts();
            let (status, headers) = (response.status, response.headers);
            if let Some(target) = redirect_target(status, &headers, &url) {
                redirects.push(Redirect { url: std::mem::replace(&mut url, target), headers });
                if redirects.len() > MAX_REDIRECTS {
                    return Err(format!("more than {MAX_REDIRECTS} redirects"));
                }
                continue;
            }
            let body = body.into_with_config().limit(MAX_BODY_BYTES).read_to_vec();
            let body = body.map_err(|error| error.to_string())?;
            return Ok(HttpResponse { url, status, headers, body, redirects });
        }
    }
}

/// Returns all values of a header, trimmed.
pub(super) fn header_texts(
    headers: &HeaderMap,
    name: impl AsHeaderName,
) -> impl Iterator<Item = Cow<'_, str>> {
    let values = headers.get_all(name).into_iter();
    values.map(|value| String::from_utf8_lossy(value.as_bytes().trim_ascii()))
}

/// Returns the first value of a header, trimmed; empty if it was not sent.
pub(super) fn header_text(headers: &HeaderMap, name: impl AsHeaderName) -> Cow<'_, str> {
    header_texts(headers, name).next().unwrap_or_default()
}

fn redirect_target(status: StatusCode, headers: &HeaderMap, from: &Url) -> Option<Url> {
    let is_redirect = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    if !is_redirect || !headers.contains_key(LOCATION) {
        return None;
    }
    from.join(&header_text(headers, LOCATION)).ok()
}
