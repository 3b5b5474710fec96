//! Media types, classified as browsers do.

use ureq::http::HeaderMap;
use ureq::http::header::CONTENT_TYPE;

use crate::cli::http_client::header_text;

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
/// Prefixes of types that browsers never run as a script, even without `nosniff` (Fetch, \"should
/// response to request be blocked due to its MIME type\").
const NEVER_SCRIPTS: [&str; 4] = ["audio/", "image/", "text/csv", "video/"];

/// Returns the type and subtype that a response names, in lower case; empty if it names none.
///
/// Parameters are dropped unparsed: browsers accept types with malformed ones, and the `mime` crate
/// does not.
pub(super) fn read_essence(headers: &HeaderMap) -> String {
    let value = header_text(headers, CONTENT_TYPE);
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a type, in lower case, is a JavaScript MIME type.
pub(super) fn is_javascript(essence: &str) -> bool {
    JAVASCRIPT.contains(&essence)
}

/// Whether browsers never run a script of this type, which is in lower case.
pub(super) fn is_never_script(essence: &str) -> bool {
    NEVER_SCRIPTS.iter().any(|beginning| essence.starts_with(beginning))
}
