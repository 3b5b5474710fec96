//! `serve`: the demo pages and their boxes on this machine, from one port.
//!
//! A box can be read before the WebAssembly that makes it live is compiled. So the pages are served as soon as they can
//! be read; a thread beside builds what is missing, and the open pages load themselves again when it is there.

mod changes;
mod demo;
mod fill;
mod pages;
mod port;
mod restart;
mod site;
mod watch;

use std::cell::OnceCell;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;

use anyhow::Context;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use self::changes::Changes;
use self::demo::Demo;
use self::restart::Restart;
use self::watch::Watcher;
use super::project::Project;

/// Options of `serve`.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The port; where it is taken, the next free one
    #[arg(long, default_value_t = 8080)]
    pub(super) port: u16,
    /// The address to listen at
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// Serve what is there and build nothing
    #[arg(long)]
    pub(super) no_build: bool,
    /// Build what a change asks for and reload the open pages, until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Open the demo in a browser
    #[arg(long)]
    open: bool,
    /// Compile the widget without switches that are not stable yet in Rust (RUSTC_BOOTSTRAP): a quarter larger
    #[arg(long)]
    stable: bool,
}

/// Serves as soon as the demo can be read, builds what is stale beside, and goes on until Ctrl-C.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    let changes = Changes::new();
    let demo = Demo { project: project.clone(), changes: changes.clone(), stable: args.stable };
    let watcher = args.watch.then(|| Watcher::start(&project)).transpose()?;
    if args.no_build && !project.demo().is_dir() {
        eprintln!(
            "{}: is not there; the demo pages will show no boxes; leave --no-build out",
            project.demo().display()
        );
    }
    let (readable, wait_until_readable) = mpsc::channel();
    let (announced, wait_until_announced) = mpsc::channel();
    let worker = Worker { demo, watcher, build: !args.no_build };
    thread::spawn(move || worker.work(&readable, &wait_until_announced));
    wait_until_readable
        .recv()
        .context("the build has ended without a word; nothing is served; report this fault")??;

    let server = async {
        let listener = port::bind(&args.host, args.port).await?;
        let address = listener
            .local_addr()
            .context("the server's own address is unknown; nothing is served; try again")?;
        if args.port != 0 && address.port() != args.port {
            eprintln!("port {} is taken; using {}", args.port, address.port());
        }
        // Whether or not anybody reads it, the demo is there.
        let _ = announce(&project, address);
        if args.open {
            open(&port::origin(address));
        }
        // Nobody waits for it where nothing is built.
        let _ = announced.send(Restart::new(&args, address));
        serve(listener, &project, changes).await
    };
    Runtime::new()
        .context("the server cannot start its threads; nothing is served; end other programs")?
        .block_on(server)?;
    Ok(ExitCode::SUCCESS)
}

/// What works beside the server, in a thread of its own.
struct Worker {
    demo: Demo,
    watcher: Option<Watcher>,
    /// Whether anything is to be built.
    build: bool,
}

impl Worker {
    /// Builds the demo, then what each change asks for.
    ///
    /// Tells `readable` once that there is something to serve, or why there never will be, and goes on once the demo
    /// has been announced, so that its own lines come after those.
    fn work(
        self,
        readable: &mpsc::Sender<anyhow::Result<()>>,
        announced: &mpsc::Receiver<Restart>,
    ) {
        let restart = OnceCell::new();
        let serve = || {
            // Where the server cannot start, nobody listens and nobody answers.
            let _ = readable.send(Ok(()));
            let _ = announced.recv().map(|how| restart.set(how));
        };
        if self.build
            && let Err(error) = self.demo.write_gallery().and_then(|()| self.demo.build(&serve))
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
            (Some(watcher), Some(restart)) => watcher.follow(&self.demo, restart, self.build),
            _ => self.demo.changes.end(),
        }
    }
}

/// Serves until Ctrl-C.
async fn serve(listener: TcpListener, project: &Project, changes: Changes) -> anyhow::Result<()> {
    let site =
        site::router(&project.pages(), &project.demo(), &demo::gallery_folder(project), changes);
    tokio::select! {
        // In this order, so that Ctrl-C is heard before the first answer is given.
        biased;
        asked = tokio::signal::ctrl_c() => {
            asked.context("Ctrl-C cannot be heard; the server has stopped; start it again")
        }
        ended = axum::serve(listener, site) => ended.context("the server has stopped; start it again"),
    }
}

/// Prints where the demo is, on standard output, now that it can be asked for.
fn announce(project: &Project, address: SocketAddr) -> io::Result<()> {
    let origin = port::origin(address);
    let mut out = io::stdout().lock();
    writeln!(out, "Contract Fact Box demo: {origin}/")?;
    for page in pages::list(&project.pages()) {
        writeln!(out, "  {origin}{}  {}", page.path, page.title)?;
    }
    out.flush()
}

/// Opens the demo in the reader's own browser.
fn open(origin: &str) {
    if let Err(error) = opener::open_browser(origin) {
        eprintln!(
            "no browser can be opened ({error}); the demo is served all the same; open {origin}/ by hand"
        );
    }
}
