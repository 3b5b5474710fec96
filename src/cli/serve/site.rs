//! What is served, and with which headers: what a newsroom's own server must do, in small, but for compressing it.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::any;
use tower_http::cors::CorsLayer;
use tower_http::services::ServeDir;

use super::changes::Changes;
use super::fill;

/// Where the built folder is in the site.
const DIST: &str = "/dist";
/// Where the gallery is in the site.
const GALLERY: &str = "/gallery";
/// What stands where nothing is.
const NOT_FOUND: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <title>Not found</title>\n<h1>Not found</h1>\n\
    <p>There is nothing at this address. The <a href=\"/\">demo pages</a> are listed on the first one.</p>\n</html>\n";

/// The site: `/` is the folder of pages with their boxes filled in, `/dist/` the built folder, `/gallery/` the gallery.
///
/// The pages listen to `changes` of what they show.
pub(super) fn router(pages: &Path, dist: &Path, gallery: &Path, changes: Changes) -> Router {
    let filled = middleware::map_response_with_state(Arc::new(dist.to_owned()), fill::boxes);
    let events = changes.routes();
    let listened_to = middleware::map_response_with_state(changes, fill::listener);
    let asked_anew = middleware::map_request(fill::asked_anew);
    let dist = ServeDir::new(dist).redirect_path_prefix(DIST).fallback(any(not_found));
    // For every origin, as a newsroom's host must: its pages are on another. The rest of the site is for nobody else:
    // the drafts in it would be read by whatever page is open in the editor's browser.
    let dist = Router::new().fallback_service(dist).layer(CorsLayer::permissive());
    let pages = Router::new().fallback_service(ServeDir::new(pages).fallback(any(not_found)));
    let pages = pages.layer(filled).layer(listened_to.clone()).layer(asked_anew.clone());
    let gallery = ServeDir::new(gallery).redirect_path_prefix(GALLERY).fallback(any(not_found));
    let gallery = Router::new().fallback_service(gallery).layer(listened_to).layer(asked_anew);
    Router::new()
        .merge(events)
        .nest_service(DIST, dist)
        .nest_service(GALLERY, gallery)
        .fallback_service(pages)
        .layer(middleware::map_response(with_headers))
}

/// The answer where nothing is.
async fn not_found() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, Html(NOT_FOUND))
}

/// The headers that every answer has.
async fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    // Always asked again, so that an edit shows at once.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if headers.get(CONTENT_TYPE).is_some_and(|value| value == "text/html") {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
    response
}

#[cfg(test)]
mod tests;
