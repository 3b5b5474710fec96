//! Media types, compared as browsers do.

use ureq::http::HeaderMap;
use ureq::http::header::CONTENT_TYPE;

use super::http_client::header_text;

/// The JavaScript MIME types (MIME Sniffing, 4.6).
const JAVASCRIPT: [&str; 16] = [
    "application/ecmascript",
    "application/javascript",
    "application/x-ecmascript",
    "application/x-javascript",
    "text/ecmascript",
    "text/javascript",
    "text/javascript1.0",
    "text/javascript1.1",
    "text/javascript1.2",
    "text/javascript1.3",
    "text/javascript1.4",
    "text/javascript1.5",
    "text/jscript",
    "text/livescript",
    "text/x-ecmascript",
    "text/x-javascript",
];
/// Types that browsers never run as a script, even without `nosniff` (Fetch, 2.5).
const NEVER_SCRIPTS: [&str; 4] = ["audio/", "image/", "text/csv", "video/"];

/// The type and subtype of a response, in lower case; empty if it names none.
///
/// Parameters are cut off unread: browsers take a type whose parameters are malformed.
pub(super) fn essence(headers: &HeaderMap) -> String {
    let value = header_text(headers, CONTENT_TYPE).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a type in lower case is one of JavaScript.
pub(super) fn is_javascript(essence: &str) -> bool {
    JAVASCRIPT.contains(&essence)
}

/// Whether browsers run a classic script of this type unless the server forbids sniffing.
pub(super) fn is_sniffed_as_script(essence: &str) -> bool {
    !NEVER_SCRIPTS.iter().any(|never| essence.starts_with(never))
}
