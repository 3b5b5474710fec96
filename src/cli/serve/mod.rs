//! `serve`: the demo pages and the built folder on this machine, from one port.

mod fill;
mod pages;
mod port;
mod site;

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use tokio::runtime::Runtime;

use super::project::Project;
use super::{build, gallery};

/// Options of `serve`.
#[derive(Debug, clap::Args)]
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
    /// Compile the widget without switches that are not stable yet in Rust (RUSTC_BOOTSTRAP): a quarter larger
    #[arg(long)]
    stable: bool,
}

/// Builds what is stale, then serves until Ctrl-C.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let project = Project::find()?;
    if !args.no_build {
        let (stories, out) = (project.stories(), project.dist());
        let order =
            build::Order { stories: &stories, out: &out, base: None, force: false, stable: args.stable, faults: false };
        build::build(&project, &order)
            .and_then(|()| gallery::write(&project, "/dist/", &gallery(&project)))
            .context("the demo cannot be served up to date (--no-build serves what was built before)")?;
    } else if !project.dist().is_dir() {
        eprintln!(
            "{}: is not there; the demo pages will show no boxes; leave --no-build out",
            project.dist().display()
        );
    }
    Runtime::new()
        .context("the server cannot start its threads; nothing is served; end other programs")?
        .block_on(serve(&project, &args.host, args.port))?;
    Ok(ExitCode::SUCCESS)
}

/// Where the gallery is written.
fn gallery(project: &Project) -> PathBuf {
    project.target().join("gallery")
}

/// Serves until Ctrl-C.
async fn serve(project: &Project, host: &str, port: u16) -> anyhow::Result<()> {
    let listener = port::bind(host, port).await?;
    let address = listener.local_addr().context("the server's own address is unknown; nothing is served; try again")?;
    if port != 0 && address.port() != port {
        eprintln!("port {port} is taken; using {}", address.port());
    }
    // Whether or not anybody reads it, the demo is there.
    let _ = announce(project, address);
    let site = site::router(&project.pages(), &project.dist(), &gallery(project));
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
