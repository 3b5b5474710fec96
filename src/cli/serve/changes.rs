//! How the open pages learn that what they show has been built anew: each holds a stream of events from the server, and
//! loads itself again when that names another state than the page was made in.

use std::convert::Infallible;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use serde::Serialize;
use tokio::sync::watch;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

/// What the pages say while their boxes are not live yet.
pub(super) const READABLE: &str = "Readable now. The live boxes are being built; this page will load itself again when they are there.";
/// What the pages say once their boxes are live: nothing.
pub(super) const LIVE: &str = "";
/// What the pages say where the boxes cannot be made live.
pub(super) const NOT_LIVE: &str =
    "The live boxes could not be built; the terminal says why. The boxes can be read.";
/// What the pages say where the last change cannot be built.
pub(super) const NOT_BUILT: &str =
    "The last change could not be built; the terminal says why. This is what was built before.";

/// Where the pages' script is in the site.
const SCRIPT: &str = "/serve/changes.js";
/// Where the events are.
const EVENTS: &str = "/serve/changes";

/// The state of what is served, and whoever waits for the next one.
#[derive(Clone, Debug)]
pub(super) struct Changes(watch::Sender<State>);

/// What is served.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct State {
    /// Another one whenever the pages have something else to show; never one that an earlier server had.
    number: u64,
    /// What the pages say of it.
    note: &'static str,
    /// Whether no other state will follow, so that there is nothing to wait for.
    is_last: bool,
}

impl Changes {
    pub(super) fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let number = u64::try_from(now.as_millis()).unwrap_or_default();
        Self(watch::Sender::new(State { number, note: LIVE, is_last: false }))
    }

    /// Has the pages load themselves again, and then say this.
    pub(super) fn renew(&self, note: &'static str) {
        self.0.send_modify(|state| *state = State { number: state.number + 1, note, ..*state });
    }

    /// Has the pages load themselves again.
    pub(super) fn reload(&self) {
        self.0.send_modify(|state| state.number += 1);
    }

    /// Has the pages say this and stay as they are.
    pub(super) fn note(&self, note: &'static str) {
        self.0.send_modify(|state| state.note = note);
    }

    /// Tells the pages that nothing will change any more: a browser keeps few connections to one server, and each page
    /// that listens has one.
    pub(super) fn end(&self) {
        self.0.send_modify(|state| state.is_last = true);
    }

    /// The page with the script that listens, if it is a whole page and there is anything to hear or to say.
    pub(super) fn listened_to(&self, page: &str) -> String {
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

    /// The script and the events.
    pub(super) fn routes(&self) -> Router {
        let changes = self.0.clone();
        Router::new().route(SCRIPT, get(script)).route(
            EVENTS,
            get(async move || Sse::new(events(&changes)).keep_alive(KeepAlive::new())),
        )
    }
}

/// The state now, and each later one.
fn events(changes: &watch::Sender<State>) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    WatchStream::new(changes.subscribe())
        .map(|state| Ok(Event::default().data(serde_json::json!(state).to_string())))
}

async fn script() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], include_str!("changes.js"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_listens_from_the_state_that_it_was_made_in() {
        let changes = Changes::new();
        let page = "<head><title>A</title></head><p>&lt;/head></head>";
        let before = changes.listened_to(page);
        let number = changes.0.borrow().number;
        let tag = format!(
            "<script async src=\"/serve/changes.js\" data-state=\"{number}\"></script>\n</head><p>"
        );
        assert!(before.contains(&tag), "{before}");
        assert_eq!(before.matches("<script").count(), 1, "{before}");
        changes.note(NOT_BUILT);
        assert_eq!(changes.listened_to(page), before, "it shows the same");
        changes.renew(LIVE);
        assert_ne!(changes.listened_to(page), before);
        assert_eq!(changes.listened_to("no page"), "no page");
        changes.end();
        assert_eq!(changes.listened_to(page), page, "there is nothing to hear");
        changes.note(NOT_LIVE);
        assert_ne!(changes.listened_to(page), page, "there is something to say");
    }
}
