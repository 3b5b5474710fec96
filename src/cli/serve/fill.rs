//! Fills the boxes into demo pages: what an editor's content system does with a pasted snippet. And adds the script that
//! loads a page again when what it shows has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::{self, Body};
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::changes::Changes;
use crate::cli::story_file::StoryName;

/// How a form of the built folder is written into a page.
type Shown = fn(&str) -> String;

/// The forms of a story that the built folder has for pages, and the endings of their files.
const FORMS: [(&str, &str); 2] = [("snippet", "snippet.html"), ("div", "div.html")];
/// What stands in a page where something of a story is to be: the box itself, or its code as text. The story's id follows,
/// with a form of the built folder after a dot if it is not the snippet, and [`CLOSE`].
const PLACES: [(&str, Shown); 2] =
    [("<!-- fact-box: ", str::to_owned), ("<!-- fact-box-code: ", code)];
/// What ends a place.
const CLOSE: &str = " -->";
/// The folder as the demo pages name it, and as a newsroom's would.
const FOLDER: [&str; 2] = ["\"/dist/", "\"https://cdn.example.org/contract-fact-box/"];

/// Fills an answer that is a whole HTML page; others pass as they are.
pub(super) async fn boxes(State(dist): State<Arc<PathBuf>>, response: Response) -> Response {
    rewritten(response, |page| filled(page, &dist)).await
}

/// Has an answer that is a whole HTML page listen to changes of what it shows.
pub(super) async fn listener(State(changes): State<Changes>, response: Response) -> Response {
    rewritten(response, |page| changes.listened_to(page)).await
}

/// A request for a page, whatever the browser has of it: the file may be the same and the page another.
pub(super) async fn asked_anew(mut request: Request) -> Request {
    for name in [IF_NONE_MATCH, IF_MODIFIED_SINCE] {
        request.headers_mut().remove(name);
    }
    request
}

/// The answer with another page in the place of the one that it is; if it is none, as it is.
async fn rewritten(response: Response, rewrite: impl FnOnce(&str) -> String) -> Response {
    if response.status() != StatusCode::OK || !is_html(response.headers()) {
        return response;
    }
    let (mut head, content) = response.into_parts();
    let Ok(bytes) = body::to_bytes(content, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // The page also changes with what is put into it, so what tells the file apart from others does not tell the page.
    for name in [CONTENT_LENGTH, ETAG, LAST_MODIFIED] {
        head.headers.remove(name);
    }
    Response::from_parts(head, Body::from(rewrite(&String::from_utf8_lossy(&bytes))))
}

fn is_html(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// The page with what the built folder has in each place for it. A place whose story or form is not there stays.
fn filled(page: &str, dist: &Path) -> String {
    PLACES.iter().fold(page.to_owned(), |page, (open, shown)| {
        let mut parts = page.split(open);
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            match part.split_once(CLOSE).and_then(|(what, rest)| Some((form(what, dist)?, rest))) {
                Some((form, rest)) => out = out + &shown(form.trim_end()) + rest,
                None => out = out + open + part,
            }
        }
        out
    })
}

/// A story in one of its forms: `ID`, its snippet, or `ID.FORM`.
fn form(what: &str, dist: &Path) -> Option<String> {
    let (id, form) = what.split_once('.').unwrap_or((what, "snippet"));
    let (_, extension) = FORMS.into_iter().find(|(name, _)| *name == form)?;
    let file = StoryName::of(id).ok()?.path(extension).within(dist);
    fs::read_to_string(file).ok()
}

/// Markup as the text of a page, as an editor would paste it.
fn code(markup: &str) -> String {
    markup
        .replace(FOLDER[0], FOLDER[1])
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::filled;
    use crate::cli::scratch::Scratch;

    #[test]
    fn the_code_of_a_form_is_text_that_names_a_newsrooms_folder() {
        let scratch = Scratch::new("the_code_of_a_form_is_text");
        scratch.write(
            "stories/a.div.html",
            "<p>R&amp;D</p>\n<a href=\"/dist/stories/a.html\">A</a>\n",
        );
        assert_eq!(
            filled(
                "<!-- fact-box: a.div -->|<!-- fact-box-code: a.div -->|<!-- fact-box-code: a -->",
                scratch.path()
            ),
            "<p>R&amp;D</p>\n<a href=\"/dist/stories/a.html\">A</a>|\
             &lt;p&gt;R&amp;amp;D&lt;/p&gt;\n\
             &lt;a href=\"https://cdn.example.org/contract-fact-box/stories/a.html\"&gt;A&lt;/a&gt;|\
             <!-- fact-box-code: a -->"
        );
    }

    #[test]
    fn a_place_is_filled_with_its_snippet_or_stays() {
        let scratch = Scratch::new("a_place_is_filled_with_its_snippet");
        scratch.write("stories/a.snippet.html", "<p>A</p>\n");
        let page = |a: &str| {
            format!(
                "<p>1</p>\n{a}\n<p>2</p>{a}<!-- fact-box: b -->\n<!-- fact-box: ../stories/a --><!-- fact-box: "
            )
        };
        assert_eq!(filled(&page("<!-- fact-box: a -->"), scratch.path()), page("<p>A</p>"));
    }
}
