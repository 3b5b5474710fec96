//! Fills the boxes into demo pages: what an editor's content system does with a pasted snippet.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{self, Body};
use axum::extract::State;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LAST_MODIFIED};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract_fact_box::model::is_slug;

/// What stands in a page where a box is to be; the story's id and [`CLOSE`] follow.
const OPEN: &str = "<!-- fact-box: ";
/// What ends it.
const CLOSE: &str = " -->";

/// Fills an answer that is a whole HTML page; others pass as they are.
pub(super) async fn boxes(State(dist): State<Arc<PathBuf>>, response: Response) -> Response {
    if response.status() != StatusCode::OK || !is_html(response.headers()) {
        return response;
    }
    let (mut head, content) = response.into_parts();
    let Ok(bytes) = body::to_bytes(content, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // The page also changes with the snippet, so the file's own length and date are not the page's.
    head.headers.remove(CONTENT_LENGTH);
    head.headers.remove(LAST_MODIFIED);
    let page = String::from_utf8_lossy(&bytes);
    Response::from_parts(head, Body::from(filled(&page, &dist)))
}

fn is_html(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// The page with the snippet of the built folder in each place for one. A place whose snippet is not there stays.
fn filled(page: &str, dist: &Path) -> String {
    let mut parts = page.split(OPEN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(CLOSE).and_then(|(id, rest)| Some((snippet(id, dist)?, rest))) {
            Some((snippet, rest)) => out = out + snippet.trim_end() + rest,
            None => out = out + OPEN + part,
        }
    }
    out
}

fn snippet(id: &str, dist: &Path) -> Option<String> {
    is_slug(id).then(|| fs::read_to_string(dist.join("stories").join(format!("{id}.snippet.html"))).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::filled;
    use crate::cli::scratch::Scratch;

    #[test]
    fn a_place_is_filled_with_its_snippet_or_stays() {
        let scratch = Scratch::new("a_place_is_filled_with_its_snippet");
        scratch.write("stories/a.snippet.html", "<p>A</p>\n");
        let page = |a: &str| {
            format!("<p>1</p>\n{a}\n<p>2</p>{a}<!-- fact-box: b -->\n<!-- fact-box: ../stories/a --><!-- fact-box: ")
        };
        assert_eq!(filled(&page("<!-- fact-box: a -->"), scratch.path()), page("<p>A</p>"));
    }
}
