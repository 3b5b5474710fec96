//! `doctor`: reads a published page as a reader's browser gets it, and reports to an editor what is
//! wrong with the boxes in it and how to fix that.
//!
//! The modules, in the order in which a page passes through them:
//!
//! ```text
//! page             the page's HTML and headers: a file, standard input or a URL
//! scan             the loaders and boxes in the HTML, and what is left of damaged ones
//! box_url          which box a URL means
//! own_loaders      which scripts called embed.js are really our loader
//! markup_check     what was stripped or rewritten
//! csp_check        what the page's own policies block
//! bundle           the bundle that boxes come from (the built folder), by its manifest
//! bundle_check     how the bundle's server responds to the page
//! probe            one request to it, and what is wrong with the response
//! integrity_check  whether the loader is the script that its tag allows
//! version_check    which version of each story the page shows
//! preset_check     which parts of it the page asks for
//! finding          the wording of everything that is reported
//! report           what is printed
//! ```
//!
//! Exit code 0: all is well; 1: there is something to fix; 2: the page, or the manifest of a bundle
//! on this machine, could not be read. Notes alone are no reason for 1.

mod box_url;
mod bundle;
mod bundle_check;
mod csp_check;
mod finding;
mod integrity_check;
mod markup_check;
mod media_type;
mod own_loaders;
mod page;
mod preset_check;
mod probe;
mod report;
mod scan;
mod site;
mod version_check;

use std::process::ExitCode;
use std::time::Duration;

use contract_fact_box::view::Parts;
use ureq::http::{HeaderName, HeaderValue};
use url::Url;

use super::address;
use super::check::to_one_line;
use super::http_client::HttpClient;
use bundle::{BundleLocation, Manifest};
use bundle_check::PageBundles;
use finding::Findings;
use page::Page;
use report::Report;
use scan::PageScan;

/// How long a request may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Options of `doctor`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The page: a file, `-` for standard input, or an address that begins with https:// or http://
    #[arg(value_name = "PAGE")]
    page: String,
    /// The built folder, as an address or on this machine [default: the one that the page names]
    #[arg(long, value_name = "URL|PATH", value_parser = parse_bundle_location)]
    folder: Option<BundleLocation>,
    /// A header that the page is sent with, as in 'Content-Security-Policy: default-src https:';
    /// may be repeated
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = parse_header)]
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The address at which a saved page stands
    #[arg(long, value_name = "URL", value_parser = parse_page_url)]
    url: Option<Url>,
}

/// Checks the page: prints findings to standard output, one a line, and what was checked to
/// standard error.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let client = HttpClient::new("doctor", REQUEST_TIMEOUT);
    let (page, local_manifest) = match read_inputs(&args, &client) {
        Ok(inputs) => inputs,
        Err(reason) => {
            eprintln!("{}", to_one_line(&reason));
            return Ok(ExitCode::from(2));
        }
    };
    let named_url = match &args.folder {
        Some(BundleLocation::Url(url)) => Some(url),
        _ => None,
    };
    let mut scan = PageScan::new(&page.html, &page.url);
    // A bundle on this machine means that the user works offline: request nothing but the page.
    let loader_client = local_manifest.is_none().then_some(&client);
    own_loaders::drop_foreign_loaders(&mut scan, named_url, loader_client);

    let mut findings = Findings::default();
    markup_check::check_markup(&page, &scan, &mut findings);
    if let Some(BundleLocation::Path(path)) = &args.folder {
        integrity_check::check_local_loaders(&scan, path, &mut findings);
    }
    let mut bundles = PageBundles::new(&scan, named_url, local_manifest);
    // Servers are checked first because policies may list files by the hashed names in the
    // manifest, but their findings are reported after those of the policies.
    let mut response_findings = Findings::default();
    bundles.check_servers(&page, &scan, &client, &mut response_findings);
    csp_check::check_policies(&page, &scan, &bundles, &mut findings);
    findings.append(response_findings);
    let mut states = Vec::new();
    for embed in &scan.embeds {
        let manifest = bundles.manifest_for(embed);
        let mut state = version_check::check_version(embed, manifest, &mut findings);
        let parts = preset_check::check_preset(embed, manifest, &mut findings);
        if parts != Parts::All {
            state += &format!(", parts {parts}");
        }
        states.push(state);
    }
    let unchecked = page.unchecked().into_iter().chain(bundles.unchecked(&scan)).collect();
    Report { page: &page, findings: &findings, embed_states: &states, unchecked }.print()
}

/// Reads the page, and the manifest of a bundle on this machine.
fn read_inputs(args: &Args, client: &HttpClient) -> Result<(Page, Option<Manifest>), String> {
    let page = Page::read(args, client)
        .map_err(|reason| format!("{}: {reason}", page::display_name(&args.page)))?;
    let manifest = match &args.folder {
        Some(BundleLocation::Path(path)) => Some(Manifest::read_local(path)?),
        _ => None,
    };
    Ok((page, manifest))
}

/// Parses `--folder`.
fn parse_bundle_location(text: &str) -> Result<BundleLocation, String> {
    if page::parse_http_url(text).is_none() {
        return Ok(BundleLocation::Path(text.into()));
    }
    let url = address::parse_absolute_url(text)?;
    Url::parse(&url).map(BundleLocation::Url).map_err(|error| error.to_string())
}

/// Parses `--header`.
fn parse_header(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let (name, value) =
        text.split_once(':').ok_or("must be a name, a colon and a value, as in 'Name: value'")?;
    let name =
        HeaderName::try_from(name.trim()).map_err(|_| "must begin with the name of a header")?;
    let value = HeaderValue::try_from(value.trim())
        .map_err(|_| "must not have control characters in the value")?;
    Ok((name, value))
}

/// Parses `--url`.
fn parse_page_url(text: &str) -> Result<Url, String> {
    page::parse_http_url(text).ok_or_else(|| "must begin with https:// or http://".to_owned())
}
