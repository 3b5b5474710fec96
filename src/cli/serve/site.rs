//! What is served, and with which headers: what a newsroom's own server must do, in small, but for
//! compressing it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::any;
use contract_fact_box::prerender::stylesheet;
use tower::ServiceExt;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::services::ServeDir;
use url::Url;

use super::changes::Changes;
use crate::cli::embargo::{self, Embargoes};
use crate::cli::pages::{GALLERY_STYLESHEET, Site, escape_text, render_document};
use crate::cli::this_machine::is_on_this_machine;

/// Where the built bundle is in the site.
const DIST: &str = "/dist";
const NOT_FOUND: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <title>Not found</title>\n<h1>Not found</h1>\n\
    <p>There is nothing at this address. The <a href=\"/\">demo pages</a> are listed on the first \
    one.</p>\n</html>\n";

/// The folders that pages are rendered from.
#[derive(Debug)]
struct Folders {
    pages: PathBuf,
    dist: PathBuf,
}

/// Builds the site: `/` is the pages with their boxes filled in, `/dist/` the built bundle. The open
/// pages listen to `changes`.
pub(super) fn build_router(pages: &Path, dist: &Path, changes: Changes) -> Router {
    let events = changes.routes();
    let with_listener = middleware::map_response_with_state(changes, Changes::add_to_response);
    let folders = Arc::new(Folders { pages: pages.to_owned(), dist: dist.to_owned() });
    let dist = ServeDir::new(dist).redirect_path_prefix(DIST).fallback(any(respond_not_found));
    // A newsroom's host must share the bundle with every origin, since articles are on another. This
    // one has stories that are under embargo, which any page open in the editor's browser could read,
    // so it is shared with what else runs on this machine, such as a content management system that is
    // tried out. The rest of the site is shared with none.
    let sharing = CorsLayer::permissive().allow_origin(AllowOrigin::predicate(|origin, _| {
        origin.to_str().is_ok_and(is_origin_of_this_machine)
    }));
    let dist = Router::new().fallback_service(dist).layer(sharing);
    let pages = Router::new().fallback(serve_page).with_state(folders).layer(with_listener);
    Router::new()
        .merge(events)
        .nest_service(DIST, dist)
        .fallback_service(pages)
        .layer(middleware::map_response(add_headers))
}

/// Whether pages of an origin are served by this machine. A page without an origin of its own, such as one
/// in a sandboxed frame, may be anybody's.
fn is_origin_of_this_machine(origin: &str) -> bool {
    Url::parse(origin).is_ok_and(|url| is_on_this_machine(&url))
}

/// Renders what is at the requested path, or serves the file there.
async fn serve_page(State(folders): State<Arc<Folders>>, request: Request) -> Response {
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    // Read anew each time, so that an edit shows at once.
    match is_read.then(|| render(&folders, request.uri().path())) {
        Some(Ok(Some(rendered))) => rendered,
        Some(Err(error)) => respond_broken_page(&error).into_response(),
        Some(Ok(None)) | None => {
            let files = ServeDir::new(&folders.pages).fallback(any(respond_not_found));
            files.oneshot(request).await.into_response()
        }
    }
}

/// Returns what is made for a path of the site, if it is not a file: a page, or what the boxes of the
/// gallery load.
fn render(folders: &Folders, path: &str) -> anyhow::Result<Option<Response>> {
    if path == GALLERY_STYLESHEET {
        return Ok(Some(([(CONTENT_TYPE, "text/css")], stylesheet()).into_response()));
    }
    if let Some(text) = render_document(&folders.pages, path)? {
        let media_type = if path.ends_with(".html") { "text/html" } else { "application/json" };
        return Ok(Some(([(CONTENT_TYPE, media_type)], text).into_response()));
    }
    Ok(render_page(folders, path)?.map(|html| Html(html).into_response()))
}

/// Returns the page at a path of the site, if there is one.
fn render_page(folders: &Folders, path: &str) -> anyhow::Result<Option<String>> {
    let is_page = path.ends_with('/') || path.ends_with(".html");
    if !is_page {
        return Ok(None);
    }
    let site = Site::load(&folders.pages)?;
    // The pages are the desk's own.
    let embargoes = Embargoes::for_desk(embargo::now());
    site.find_page(path).map(|page| site.render_page(page, &folders.dist, embargoes)).transpose()
}

/// Builds the response that is sent if a page cannot be rendered.
fn respond_broken_page(error: &anyhow::Error) -> impl IntoResponse {
    let message = escape_text(&format!("{error:#}"));
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Broken page</title>\n</head>\n<body>\n\
         <h1>This page cannot be shown</h1>\n<p>{message}</p>\n</body>\n</html>\n"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, Html(html))
}

async fn respond_not_found() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, Html(NOT_FOUND))
}

/// Adds the headers that every response has.
async fn add_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    // Browsers ask again each time, so that an edit shows at once.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if headers.get(CONTENT_TYPE).is_some_and(|value| value == "text/html") {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
    response
}

#[cfg(test)]
mod tests;
