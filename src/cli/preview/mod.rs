//! `preview`: one story on a page of this machine, as readers would see it, with what `check` finds
//! beside it. The page loads itself again on every save.
//!
//! It needs no project and no bundle. While a story cannot be read, as in the middle of a sentence,
//! the page goes on showing what could be read last.

mod page;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use anyhow::Context;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::{Router, middleware};
use contract_fact_box::model::{self, Issue, Moment, PartialDate};
use contract_fact_box::prerender::stylesheet;
use contract_fact_box::view::{self, BoxView};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use self::page::PreviewPage;
use super::check::today;
use super::embargo;
use super::input::{display_name, read_text};
use super::serve::{Changes, FileWatcher, listen, open_browser, origin};
use super::this_machine::refuse_other_hosts;

/// What the page may load: its own files.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
    form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Options of `preview`.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The story file
    file: PathBuf,
    /// The port; 0 is any free one
    #[arg(long, default_value_t = 8081)]
    port: u16,
    /// Open the preview in a browser
    #[arg(long)]
    open: bool,
}

/// What the server knows of the story.
#[derive(Debug)]
struct Story {
    file: PathBuf,
    /// The last view that could be made of it.
    last: Mutex<Option<BoxView>>,
}

/// Serves the preview until Ctrl-C.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let name = display_name(&args.file);
    if let Err(fact) = read_text(&args.file, "shown") {
        eprintln!("{name}: {fact}");
        return Ok(ExitCode::from(2));
    }
    let changes = Changes::new();
    let watcher = FileWatcher::start(&args.file)?;
    let on_change = changes.clone();
    thread::spawn(move || watcher.run(|| on_change.reload()));
    let story = Story { file: args.file, last: Mutex::default() };
    let server = async {
        let listener = listen("127.0.0.1", args.port).await?;
        let address = listener
            .local_addr()
            .context("the server's own address is unknown; nothing is served; try again")?;
        println!("Preview of {name}: {}/", origin(address));
        if args.open {
            open_browser(&origin(address));
        }
        serve(listener, story, changes).await
    };
    Runtime::new()
        .context("the server cannot start its threads; nothing is served; end other programs")?
        .block_on(server)?;
    Ok(ExitCode::SUCCESS)
}

async fn serve(listener: TcpListener, story: Story, changes: Changes) -> anyhow::Result<()> {
    tokio::select! {
        // Polled in this order, so that Ctrl-C is handled even before the first response.
        biased;
        interrupted = tokio::signal::ctrl_c() => {
            interrupted.context("Ctrl-C cannot be heard; the server has stopped; start it again")
        }
        ended = axum::serve(listener, build_router(story, changes)) => {
            ended.context("the server has stopped; start it again")
        }
    }
}

fn build_router(story: Story, changes: Changes) -> Router {
    let events = changes.routes();
    let listen = middleware::map_response_with_state(changes, Changes::add_to_response);
    let page = Router::new()
        .route("/", get(serve_page))
        .with_state(Arc::new(story))
        .layer(listen)
        .route("/preview/box.css", get(|| serve_file("text/css", stylesheet())))
        .route("/preview/preview.css", get(|| serve_file("text/css", page::STYLESHEET.into())))
        .route("/preview/preview.js", get(|| serve_file("text/javascript", page::SCRIPT.into())))
        .merge(events)
        .layer(middleware::map_response(add_headers));
    refuse_other_hosts(page)
}

async fn serve_page(State(story): State<Arc<Story>>) -> Html<String> {
    Html(story.render(today(), embargo::now()))
}

async fn serve_file(media_type: &'static str, text: String) -> impl IntoResponse {
    ([(CONTENT_TYPE, format!("{media_type}; charset=utf-8"))], text)
}

/// Adds the headers that every response has.
async fn add_headers(mut response: Response) -> Response {
    for (name, value) in [
        (CACHE_CONTROL, "no-cache"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

impl Story {
    /// Renders the page from the file as it is now.
    fn render(&self, today: PartialDate, now: Moment) -> String {
        let name = file_name(&self.file);
        let text = match read_text(&self.file, "read again") {
            Ok(text) => text,
            Err(complaint) => {
                return PreviewPage::unreadable(&name, &complaint, self.last_view()).render();
            }
        };
        let parsed = model::check_editorially(&text, today);
        match view::preview(&parsed) {
            Some(Ok(preview)) => {
                self.keep(&preview.view);
                PreviewPage::of_preview(&name, &text, &parsed, &preview, now).render()
            }
            Some(Err(error)) if !parsed.issues.iter().any(Issue::is_error) => {
                PreviewPage::unreadable(&name, &error.to_string(), self.last_view()).render()
            }
            Some(Err(_)) | None => {
                PreviewPage::of_issues(&name, &text, &parsed.issues, self.last_view()).render()
            }
        }
    }

    fn keep(&self, view: &BoxView) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(view.clone());
    }

    fn last_view(&self) -> Option<BoxView> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
