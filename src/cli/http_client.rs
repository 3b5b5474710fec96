//! HTTP requests with limits on time, size and redirects, since any server may misbehave.

use std::borrow::Cow;
use std::time::Duration;

use ureq::http::header::{AsHeaderName, LOCATION, ORIGIN};
use ureq::http::{HeaderMap, StatusCode};
use ureq::{Agent, Body};
use url::Url;

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The largest body that is read: far more than any page or bundle file has.
const MAX_BODY_BYTES: u64 = 32 * 1024 * 1024;
/// The most redirects that are followed, as in browsers.
const MAX_REDIRECTS: usize = 20;

/// Sends GET requests.
pub(crate) struct HttpClient(Agent);

/// The response at the end of all redirects. Its body may not have been read yet.
#[derive(Debug)]
pub(crate) struct HttpResponse<B = Vec<u8>> {
    /// The URL after all redirects.
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: B,
    /// The redirects that led to it, in order.
    pub(crate) redirects: Vec<Redirect>,
}

/// A response that redirected to another URL.
#[derive(Debug)]
pub(crate) struct Redirect {
    /// The URL that it came from.
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
}

impl HttpClient {
    /// Makes a client that names itself after a command, and gives each request this time.
    pub(crate) fn new(command: &str, timeout: Duration) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Redirects are followed below: browsers check the headers of each, and ureq's history
            // has only their URLs.
            .max_redirects(0)
            .timeout_connect(Some(CONNECT_TIMEOUT))
            .timeout_global(Some(timeout))
            .user_agent(format!(
                "{}-{command}/{}",
                env!("CARGO_PKG_NAME"),
                env!("CARGO_PKG_VERSION")
            ))
            .build();
        Self(config.new_agent())
    }

    /// Requests a URL and follows redirects. `origin` is sent as that of the requesting page.
    ///
    /// # Errors
    ///
    /// Fails with the reason why there is no response.
    pub(crate) fn get(&self, url: &Url, origin: Option<&str>) -> Result<HttpResponse, String> {
        let HttpResponse { url, status, headers, body, redirects } = self.open(url, origin)?;
        let body = body.into_with_config().limit(MAX_BODY_BYTES).read_to_vec();
        let body = body.map_err(|error| error.to_string())?;
        Ok(HttpResponse { url, status, headers, body, redirects })
    }

    /// Requests a URL as [`HttpClient::get`] does, and leaves the body to be read, without a limit.
    /// For errors see there.
    pub(crate) fn open(
        &self,
        url: &Url,
        origin: Option<&str>,
    ) -> Result<HttpResponse<Body>, String> {
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
            return Ok(HttpResponse { url, status, headers, body, redirects });
        }
    }
}

/// Returns all values of a header, trimmed.
pub(crate) fn header_texts(
    headers: &HeaderMap,
    name: impl AsHeaderName,
) -> impl Iterator<Item = Cow<'_, str>> {
    let values = headers.get_all(name).into_iter();
    values.map(|value| String::from_utf8_lossy(value.as_bytes().trim_ascii()))
}

/// Returns the first value of a header, trimmed; empty if it was not sent.
pub(crate) fn header_text(headers: &HeaderMap, name: impl AsHeaderName) -> Cow<'_, str> {
    header_texts(headers, name).next().unwrap_or_default()
}

fn redirect_target(status: StatusCode, headers: &HeaderMap, from: &Url) -> Option<Url> {
    let is_redirect = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    if !is_redirect || !headers.contains_key(LOCATION) {
        return None;
    }
    from.join(&header_text(headers, LOCATION)).ok()
}
