//! Requests, with limits: an address that never answers, answers without end or leads in circles ends here.

use std::time::Duration;

use ureq::Agent;
use ureq::http::{HeaderMap, StatusCode};
use url::Url;

/// How long a connection may take, and how long an answer.
const CONNECT: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_secs(30);
/// Far above any page and any part of a folder.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// As many as browsers follow.
const MOST_REDIRECTS: usize = 20;

/// Headers as they came: a name may stand there more than once.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers(Vec<(String, String)>);

/// What was answered in the end.
#[derive(Debug)]
pub(super) struct Answer {
    /// Where it came from, after redirects.
    pub(super) url: Url,
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) body: Vec<u8>,
    /// The redirects on the way, each with the address that answered it.
    pub(super) hops: Vec<(Url, Headers)>,
}

/// What asks.
pub(super) struct Web(Agent);

impl Web {
    pub(super) fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Followed here, since each answer on the way counts for a browser.
            .max_redirects(0)
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(ANSWER))
            .user_agent(concat!(env!("CARGO_PKG_NAME"), "-doctor/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(config.new_agent())
    }

    /// Asks for an address, as a page of this origin would, and follows redirects.
    ///
    /// # Errors
    ///
    /// Says why there is no answer.
    pub(super) fn get(&self, url: &Url, origin: Option<&str>) -> Result<Answer, String> {
        let mut url = url.clone();
        let mut hops = Vec::new();
        loop {
            if !matches!(url.scheme(), "http" | "https") {
                return Err(format!(
                    "it leads to {}, which is neither http nor https",
                    url.scheme()
                ));
            }
            // What the page itself knows of its place is never sent.
            url.set_fragment(None);
            let mut request = self.0.get(url.as_str());
            if let Some(origin) = origin {
                request = request.header("Origin", origin);
            }
            let response = request.call().map_err(|error| error.to_string())?;
            let status = response.status();
            let headers = Headers::from(response.headers());
            if let Some(next) = next(status, &headers, &url) {
                hops.push((std::mem::replace(&mut url, next), headers));
                if hops.len() > MOST_REDIRECTS {
                    return Err(format!("more than {MOST_REDIRECTS} redirects"));
                }
                continue;
            }
            let body = response.into_body().into_with_config().limit(MOST_BYTES).read_to_vec();
            let body = body.map_err(|error| error.to_string())?;
            return Ok(Answer { url, status: status.as_u16(), headers, body, hops });
        }
    }
}

/// Where a redirect leads.
fn next(status: StatusCode, headers: &Headers, from: &Url) -> Option<Url> {
    let leads = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    leads.then(|| from.join(headers.get("location")?).ok()).flatten()
}

impl Headers {
    /// The value of a header, the first if it was sent more than once.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// Every value of a header.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| &**value)
    }

    /// The media type, in lower case and without parameters; empty if there is none.
    pub(super) fn media_type(&self) -> String {
        let value = self.get("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

impl From<&HeaderMap> for Headers {
    fn from(map: &HeaderMap) -> Self {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        Self(map.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect())
    }
}

impl FromIterator<(String, String)> for Headers {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(headers: T) -> Self {
        Self(headers.into_iter().collect())
    }
}
