//! Reloads the open pages when what they show has been rebuilt.
//!
//! Each page holds a stream of server-sent events, and reloads when an event names another state
//! than the one that the page was made in.

use std::convert::Infallible;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::{self, Body};
use axum::extract::State as AppState;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// What the pages say while their boxes are not live yet.
pub(super) const READABLE: &str = "Readable now. The live boxes are being built; this page \
    will load itself again when they are there.";
/// What the pages say once their boxes are live: nothing.
pub(super) const LIVE: &str = "";
/// What the pages say where the boxes cannot be made live.
pub(super) const NOT_LIVE: &str =
    "The live boxes could not be built; the terminal says why. The boxes can be read.";
/// What the pages say where the last change cannot be built.
pub(super) const NOT_BUILT: &str =
    "The last change could not be built; the terminal says why. This is what was built before.";

/// The path of the pages' script.
const SCRIPT: &str = "/serve/changes.js";
/// The path of the events.
const EVENTS: &str = "/serve/changes";

/// The state of what is served, which the open pages subscribe to.
#[derive(Clone, Debug)]
pub(crate) struct Changes(watch::Sender<State>);

/// What is served.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct State {
    /// Changes whenever the pages have something else to show; no earlier server has used it.
    number: u64,
    /// What the pages say about it.
    note: &'static str,
    /// Whether no other state will follow, so that the pages need not wait.
    is_last: bool,
}

impl Changes {
    pub(crate) fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let number = u64::try_from(now.as_millis()).unwrap_or_default();
        Self(watch::Sender::new(State { number, note: LIVE, is_last: false }))
    }

    /// Has the pages reload, and then say this.
    pub(super) fn reload_with_note(&self, note: &'static str) {
        self.0.send_modify(|state| *state = State { number: state.number + 1, note, ..*state });
    }

    /// Has the pages reload.
    pub(crate) fn reload(&self) {
        self.0.send_modify(|state| state.number += 1);
    }

    /// Has the pages say this and stay as they are.
    pub(super) fn set_note(&self, note: &'static str) {
        self.0.send_modify(|state| state.note = note);
    }

    /// Has the pages stop listening, since nothing will change any more: a browser keeps few
    /// connections to one server, and each page that listens holds one.
    pub(super) fn close(&self) {
        self.0.send_modify(|state| state.is_last = true);
    }

    /// Adds the script that listens to a response that is an HTML page; others pass unchanged.
    pub(crate) async fn add_to_response(
        AppState(changes): AppState<Self>,
        response: Response,
    ) -> Response {
        if !is_html(response.headers()) {
            return response;
        }
        let (mut head, content) = response.into_parts();
        let Ok(bytes) = body::to_bytes(content, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        // These identify the file, and no longer what is sent.
        for name in [CONTENT_LENGTH, ETAG, LAST_MODIFIED] {
            head.headers.remove(name);
        }
        let page = changes.add_to_page(&String::from_utf8_lossy(&bytes));
        Response::from_parts(head, Body::from(page))
    }

    /// Adds the script that listens to a whole page, if there is anything to hear or to say.
    fn add_to_page(&self, page: &str) -> String {
        let State { number, note, is_last } = *self.0.borrow();
        if is_last && note.is_empty() {
            return page.to_owned();
        }
        page.replacen(
            "</head>",
            &format!("<script async src=\"{SCRIPT}\" data-state=\"{number}\"></script>\n</head>"),
            1,
        )
    }

    /// Returns the routes of the script and of the events.
    pub(crate) fn routes(&self) -> Router {
        let changes = self.0.clone();
        Router::new().route(SCRIPT, get(serve_script)).route(
            EVENTS,
            get(async move || Sse::new(event_stream(&changes)).keep_alive(KeepAlive::new())),
        )
    }
}

fn is_html(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// Streams the current state, and each later one.
fn event_stream(
    changes: &watch::Sender<State>,
) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    WatchStream::new(changes.subscribe())
        .map(|state| Ok(Event::default().data(serde_json::json!(state).to_string())))
}

async fn serve_script() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("changes.js"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_listens_from_the_state_that_it_was_made_in() {
        let changes = Changes::new();
        let page = "<head><title>A</title></head><p>&lt;/head></head>";
        let before = changes.add_to_page(page);
        let number = changes.0.borrow().number;
        let tag = format!(
            "<script async src=\"/serve/changes.js\" data-state=\"{number}\"></script>\n</head><p>"
        );
        assert!(before.contains(&tag), "{before}");
        assert_eq!(before.matches("<script").count(), 1, "{before}");
        changes.set_note(NOT_BUILT);
        assert_eq!(changes.add_to_page(page), before, "it shows the same");
        changes.reload_with_note(LIVE);
        assert_ne!(changes.add_to_page(page), before);
        assert_eq!(changes.add_to_page("no page"), "no page");
        changes.close();
        assert_eq!(changes.add_to_page(page), page, "there is nothing to hear");
        changes.set_note(NOT_LIVE);
        assert_ne!(changes.add_to_page(page), page, "there is something to say");
    }
}
