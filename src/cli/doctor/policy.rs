//! Content-Security-Policy, Level 3: its directives and what their sources match.

use url::Url;

/// One policy.
#[derive(Debug)]
pub(super) struct Policy {
    /// Where it stands.
    pub(super) place: &'static str,
    pub(super) report_only: bool,
    directives: Vec<(String, Vec<String>)>,
}

/// The sources of a directive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sources<'p> {
    /// The directive that has them, perhaps one that another falls back to.
    pub(super) by: &'p str,
    list: &'p [String],
}

impl Policy {
    /// The policies of one header, which are parted by commas, or of one `<meta>`.
    pub(super) fn parse(text: &str, place: &'static str, report_only: bool) -> Vec<Self> {
        let policies =
            text.split(',').map(|text| Self { place, report_only, directives: directives(text) });
        policies.filter(|policy| !policy.directives.is_empty()).collect()
    }

    /// The sources of the first of these directives that the policy has.
    pub(super) fn sources(&self, names: &[&str]) -> Option<Sources<'_>> {
        names.iter().find_map(|name| {
            let (by, list) = self.directives.iter().find(|(other, _)| other == name)?;
            Some(Sources { by, list })
        })
    }
}

/// The first of each name counts.
fn directives(text: &str) -> Vec<(String, Vec<String>)> {
    let mut directives: Vec<(String, Vec<String>)> = Vec::new();
    for directive in text.split(';') {
        let mut words = directive.split_ascii_whitespace();
        let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
        if directives.iter().all(|(other, _)| *other != name) {
            directives.push((name, words.map(str::to_owned).collect()));
        }
    }
    directives
}

impl Sources<'_> {
    /// Whether a keyword stands there, with its quotation marks, in any case.
    pub(super) fn has(&self, keyword: &str) -> bool {
        self.list.iter().any(|source| source.eq_ignore_ascii_case(keyword))
    }

    /// Whether nothing is allowed.
    pub(super) fn is_none(&self) -> bool {
        self.list.iter().all(|source| source.eq_ignore_ascii_case("'none'"))
    }

    /// Whether an element with this nonce is allowed.
    pub(super) fn has_nonce(&self, nonce: Option<&str>) -> bool {
        nonce.is_some_and(|nonce| {
            self.list.iter().any(|source| quoted(source, "nonce-") == Some(nonce))
        })
    }

    /// Whether a script whose content is held to these hashes is allowed.
    pub(super) fn has_hashes(&self, integrity: Option<&str>) -> bool {
        let mut hashes = integrity.unwrap_or_default().split_ascii_whitespace().peekable();
        hashes.peek().is_some()
            && hashes.all(|hash| {
                self.list
                    .iter()
                    .any(|source| quoted(source, "").is_some_and(|listed| is_hash(listed, hash)))
            })
    }

    /// Whether every inline style or script is allowed.
    pub(super) fn has_inline(&self) -> bool {
        let keyed = ["'nonce-", "'sha256-", "'sha384-", "'sha512-"];
        let is_keyed = |source: &String| {
            keyed.iter().any(|key| {
                source.get(..key.len()).is_some_and(|start| start.eq_ignore_ascii_case(key))
            })
        };
        self.has("'unsafe-inline'") && !self.list.iter().any(is_keyed)
    }

    /// Whether an address is allowed; `page` is the address of the page that has the policy.
    pub(super) fn allow(&self, url: &Url, page: &Url) -> bool {
        self.list.iter().any(|source| matches(source, url, page, true))
    }

    /// Whether an origin is allowed, whatever the path, as `frame-ancestors` asks.
    pub(super) fn allow_origin(&self, url: &Url, page: &Url) -> bool {
        self.list.iter().any(|source| matches(source, url, page, false))
    }
}

/// What stands between the quotation marks after a prefix.
fn quoted<'s>(source: &'s str, prefix: &str) -> Option<&'s str> {
    let inner = source.strip_prefix('\'')?.strip_suffix('\'')?;
    inner.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix))?;
    inner.get(prefix.len()..)
}

/// Whether two hashes are the same; either may be in the letters of base64 for addresses.
fn is_hash(listed: &str, hash: &str) -> bool {
    let plain = |text: &str| text.replace('-', "+").replace('_', "/");
    listed.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("sha"))
        && plain(listed) == plain(hash)
}

/// Whether a source matches an address.
fn matches(source: &str, url: &Url, page: &Url, with_path: bool) -> bool {
    if source == "*" {
        return matches!(url.scheme(), "http" | "https" | "ws" | "wss")
            || url.scheme() == page.scheme();
    }
    if source.eq_ignore_ascii_case("'self'") {
        let host = url.host_str() == page.host_str();
        let ports = url.port_or_known_default() == page.port_or_known_default()
            || (url.port().is_none() && page.port().is_none());
        return host && ports && scheme_matches(page.scheme(), url.scheme());
    }
    if source.starts_with('\'') {
        return false;
    }
    if let Some(scheme) = source.strip_suffix(':').filter(|scheme| !scheme.contains('/')) {
        return scheme_matches(scheme, url.scheme());
    }
    host_matches(source, url, page, with_path)
}

/// Whether a scheme matches: the safe one of two passes for the other.
fn scheme_matches(source: &str, url: &str) -> bool {
    let source = source.to_ascii_lowercase();
    source == url
        || matches!(
            (&*source, url),
            ("http", "https") | ("ws", "wss" | "http" | "https") | ("wss", "https")
        )
}

/// `[scheme://]host[:port][/path]`
fn host_matches(source: &str, url: &Url, page: &Url, with_path: bool) -> bool {
    let (scheme, rest) =
        source.split_once("://").map_or((None, source), |(scheme, rest)| (Some(scheme), rest));
    if !scheme_matches(scheme.unwrap_or(page.scheme()), url.scheme()) {
        return false;
    }
    let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    // What looks like a port in an IPv6 address is none.
    let (host, port) = authority
        .rsplit_once(':')
        .filter(|_| !authority.ends_with(']'))
        .map_or((authority, None), |(host, port)| (host, Some(port)));
    let of_url = url.host_str().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    let host_is_right = match host.strip_prefix('*') {
        Some("") => true,
        Some(ending) => {
            ending.starts_with('.') && of_url.len() > ending.len() && of_url.ends_with(ending)
        }
        None => !host.is_empty() && host == of_url,
    };
    host_is_right
        && port_matches(port, scheme, url)
        && (!with_path || path_matches(path, url.path()))
}

fn port_matches(port: Option<&str>, scheme: Option<&str>, url: &Url) -> bool {
    let actual = url.port_or_known_default();
    match port {
        Some("*") => true,
        None => url.port().is_none(),
        Some(port) => {
            let port = port.parse().ok();
            let upgraded = port == Some(80)
                && actual == Some(443)
                && scheme.is_none_or(|scheme| scheme_matches(scheme, "https"));
            port.is_some() && (port == actual || upgraded)
        }
    }
}

/// A path that ends in `/` matches all below it, any other itself alone.
fn path_matches(source: &str, path: &str) -> bool {
    let source = source.split(['?', '#']).next().unwrap_or_default();
    if source.is_empty() || source == "/" {
        return true;
    }
    let (source, path) = (decoded(source), decoded(path));
    if source.ends_with(b"/") { path.starts_with(&source) } else { path == source }
}

/// `%41` as `A`.
fn decoded(path: &str) -> Vec<u8> {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = path
            .get(at + 1..at + 3)
            .filter(|_| *byte == b'%')
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        out.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests;
