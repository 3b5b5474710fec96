//! `serve`: the demo pages and their boxes on this machine, from one port.
//!
//! A box can be read before the WebAssembly that makes it live is compiled. The pages are therefore
//! served as soon as they can be read, while another thread builds what is missing; the open pages
//! reload when it is ready.

mod changes;
mod demo;
mod restart;
mod site;
mod watch;

use std::cell::OnceCell;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

use anyhow::Context;
use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

pub(crate) use self::changes::Changes;
use self::demo::Demo;
use self::restart::Restart;
pub(crate) use self::watch::FileWatcher;
use self::watch::Watcher;
use super::pages::Site;
use super::project::Project;
use super::this_machine::refuse_other_hosts;

/// Options of `serve`.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The port; 0 is any free one
    #[arg(long, default_value_t = 8080)]
    pub(super) port: u16,
    /// The host name or IP address to listen at
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Serve what is there and build nothing
    #[arg(long)]
    pub(super) no_build: bool,
    /// Rebuild what a change makes stale and reload the open pages, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Open the demo in a browser
    #[arg(long)]
    open: bool,
    /// Compile the widget without switches that are not stable yet in Rust (RUSTC_BOOTSTRAP): a
    /// ninth larger
    #[arg(long)]
    stable: bool,
}

/// Serves the demo once it can be read, builds what is stale in the background, and runs until
/// Ctrl-C.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    let changes = Changes::new();
    let demo = Demo { project: project.clone(), changes: changes.clone(), stable: args.stable };
    let watcher = args.watch.then(|| Watcher::start(&project)).transpose()?;
    if args.no_build && !project.demo_bundle_folder().is_dir() {
        eprintln!(
            "{}: is not there; the demo pages will show no boxes; leave --no-build out",
            project.demo_bundle_folder().display()
        );
    }
    let (readable, wait_until_readable) = mpsc::channel();
    let (announced, wait_until_announced) = mpsc::channel();
    let worker = Worker { demo, watcher, build: !args.no_build };
    thread::spawn(move || worker.run(&readable, &wait_until_announced));
    wait_until_readable
        .recv()
        .context("the build has ended without a word; nothing is served; report this fault")??;

    let server = async {
        let listener = listen(&args.host, args.port).await?;
        let address = listener
            .local_addr()
            .context("the server's own address is unknown; nothing is served; try again")?;
        // The demo is served even if nobody reads standard output.
        let _ = print_urls(&project, address);
        if args.open {
            open_browser(&origin(address));
        }
        // The worker has ended already if there was nothing to build.
        let _ = announced.send(Restart::new(&args, address));
        serve(listener, address.ip(), &project, changes).await
    };
    Runtime::new()
        .context("the server cannot start its threads; nothing is served; end other programs")?
        .block_on(server)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the demo in a thread of its own, beside the server.
struct Worker {
    demo: Demo,
    watcher: Option<Watcher>,
    /// Whether to build anything.
    build: bool,
}

impl Worker {
    /// Builds the demo, then what each change makes stale.
    ///
    /// Sends to `readable` once: that there is something to serve, or why there never will be. It
    /// continues when the server has printed its URLs, so that its own messages come after them.
    fn run(self, readable: &mpsc::Sender<anyhow::Result<()>>, announced: &mpsc::Receiver<Restart>) {
        let restart = OnceCell::new();
        let serve = || {
            // If the server cannot start, both channels are closed.
            let _ = readable.send(Ok(()));
            let _ = announced.recv().map(|how| restart.set(how));
        };
        if self.build
            && let Err(error) = self.demo.build(&serve)
        {
            let context =
                "the demo cannot be served up to date (--no-build serves what was built before)";
            let _ = readable.send(Err(error.context(context)));
            return;
        }
        if restart.get().is_none() {
            serve();
        }
        match (self.watcher, restart.get()) {
            (Some(watcher), Some(restart)) => watcher.run(&self.demo, restart, self.build),
            _ => self.demo.changes.close(),
        }
    }
}

/// Serves at an address until Ctrl-C.
async fn serve(
    listener: TcpListener,
    ip: IpAddr,
    project: &Project,
    changes: Changes,
) -> anyhow::Result<()> {
    let site = site::build_router(&project.pages_folder(), &project.demo_bundle_folder(), changes);
    let site = protect(site, ip);
    tokio::select! {
        // Polled in this order, so that Ctrl-C is handled even before the first response.
        biased;
        interrupted = tokio::signal::ctrl_c() => {
            interrupted.context("Ctrl-C cannot be heard; the server has stopped; start it again")
        }
        ended = axum::serve(listener, site) => {
            ended.context("the server has stopped; start it again")
        }
    }
}

/// Keeps a site at an address of this machine from websites that have their own name lead here. Whoever
/// listens at an address of the network chooses to answer to any name.
fn protect(site: Router, ip: IpAddr) -> Router {
    if ip.is_loopback() { refuse_other_hosts(site) } else { site }
}

/// Prints the URLs of the demo to standard output, once it can be requested.
fn print_urls(project: &Project, address: SocketAddr) -> io::Result<()> {
    let origin = origin(address);
    let mut out = io::stdout().lock();
    writeln!(out, "Contract Fact Box demo: {origin}/")?;
    let site = Site::load(&project.pages_folder()).map_err(io::Error::other)?;
    // The articles, and the first page of each part of the documentation.
    for page in site.pages().iter().filter(|page| page.section.is_none() || page.is_index()) {
        writeln!(out, "  {origin}{}  {}", page.url, page.title)?;
    }
    out.flush()
}

/// Listens at a port of this machine.
///
/// # Errors
///
/// When the port is taken, or the host is not this machine.
pub(crate) async fn listen(host: &str, port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind((host, port)).await.with_context(|| {
        format!(
            "{host}:{port}: cannot be listened at; nothing is served; choose another --host or \
             --port (--port 0 takes any that is free)"
        )
    })
}

/// Returns the origin to type into a browser on this machine.
pub(crate) fn origin(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

/// Opens a page in the user's default browser.
pub(crate) fn open_browser(origin: &str) {
    if let Err(error) = opener::open_browser(origin) {
        eprintln!(
            "no browser can be opened ({error}); the page is served all the same; open {origin}/ \
             by hand"
        );
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::header::HOST;
    use axum::http::{Request, StatusCode};
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_taken_port_is_an_error_that_names_the_option() {
        let taken = listen("127.0.0.1", 0).await.expect("some port is free");
        let port = taken.local_addr().expect("it listens").port();
        let error = listen("127.0.0.1", port).await.expect_err("the port is taken").to_string();
        let expected = format!("127.0.0.1:{port}: cannot be listened at; ");
        assert!(error.starts_with(&expected) && error.contains("--port"), "{error}");
    }

    #[tokio::test]
    async fn a_website_cannot_have_its_name_lead_here() {
        for (ip, host, expected) in [
            ("127.0.0.1", "127.0.0.1:8080", StatusCode::OK),
            ("127.0.0.1", "localhost:8080", StatusCode::OK),
            ("::1", "[::1]:8080", StatusCode::OK),
            ("127.0.0.1", "news.example:8080", StatusCode::MISDIRECTED_REQUEST),
            ("127.0.0.1", "127.0.0.1.news.example", StatusCode::MISDIRECTED_REQUEST),
            ("127.0.0.1", "", StatusCode::MISDIRECTED_REQUEST),
            ("0.0.0.0", "desk.news.example:8080", StatusCode::OK),
            ("192.168.0.7", "192.168.0.7:8080", StatusCode::OK),
        ] {
            let site = Router::new().route("/", get(async || "the demo"));
            let request = Request::builder().uri("/").header(HOST, host).body(Body::empty());
            let site = protect(site, ip.parse().expect("an address"));
            let answer = site.oneshot(request.expect("it is sound")).await.expect("an answer");
            assert_eq!(answer.status(), expected, "{ip}: {host}");
        }
    }

    #[test]
    fn the_origin_can_be_typed() {
        for (address, expected) in [
            ("127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("0.0.0.0:8081", "http://127.0.0.1:8081"),
            ("[::]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(origin(address.parse().expect("an address")), expected);
        }
    }
}
