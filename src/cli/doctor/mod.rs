//! `doctor`: reads a published page as a reader's browser gets it, and tells an editor what is wrong and what to do.
//!
//! ```text
//! page      the page's HTML and headers: a file, standard input or an address           (web asks)
//! scan  what of ours stands in it                                                   (place reads addresses)
//! markup    what was stripped or rewritten
//! needs     what the page's own policies keep out                                       (by CSP Level 3)
//! folder    what the built folder's server answers                                      (answers judges each)
//! integrity whether the loader is the one that its tag allows
//! stories   which version of each story stands there
//! finding   all of it in words
//! ```
//!
//! Exit code 0: all is well; 1: something is to be mended; 2: the page or the folder's manifest on this machine could
//! not be read. Notes alone are no reason for 1.

mod box_url;
mod bundle;
mod csp_check;
mod finding;
mod http_client;
mod integrity_check;
mod markup_check;
mod media_type;
mod page;
mod probe;
mod scan;
mod site;
mod version_check;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;

use ureq::http::{HeaderName, HeaderValue};
use url::Url;

use super::address;
use super::check::{counted, one_line};
use box_url::folder_of;
use bundle::{Folder, Manifest};
use finding::Findings;
use http_client::HttpClient;
use page::{Page, is_known, told};
use scan::{Embed, PageScan};

/// As many folders as one page is asked after.
const MOST_FOLDERS: usize = 4;

/// Options of `doctor`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The page: a file, `-` for standard input, or an address that begins with https:// or http://
    #[arg(value_name = "PAGE")]
    page: String,
    /// The built folder, as an address or on this machine [default: the one that the page names]
    #[arg(long, value_name = "URL|PATH", value_parser = folder_at)]
    folder: Option<Folder>,
    /// A header that the page is sent with, as in 'Content-Security-Policy: default-src https:'; may be repeated
    #[arg(long = "header", value_name = "NAME: VALUE", value_parser = header)]
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The address at which a saved page stands
    #[arg(long, value_name = "URL", value_parser = page_at)]
    url: Option<Url>,
}

/// Reads the page and judges it: findings to standard output, one a line; what stands there to standard error.
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let web = HttpClient::new();
    let (page, local) = match read(&args, &web) {
        Ok(read) => read,
        Err(fact) => {
            eprintln!("{}", one_line(&fact));
            return Ok(ExitCode::from(2));
        }
    };
    let named = match &args.folder {
        Some(Folder::Url(url)) => Some(url),
        _ => None,
    };
    let mut scan = PageScan::of(&page.html, &page.url);
    only_ours(&mut scan, named, local.is_none().then_some(&web));
    let folder = named.cloned().or_else(|| folder_in(&scan));

    let mut findings = Findings::default();
    markup_check::judge(&page, page::address(&args.page).is_none(), &scan, &mut findings);
    // By what each box says, unless one was named for all.
    let folder_for = |each: &Embed| {
        named
            .or(each.box_ref.folder.as_ref())
            .or(folder.as_ref())
            .filter(|url| is_known(url))
            .cloned()
    };
    let mut manifests: BTreeMap<Url, Option<Manifest>> = BTreeMap::new();
    let mut served = Findings::default();
    if local.is_none() {
        for url in scan.boxes.iter().filter_map(folder_for).chain(folder.clone().filter(is_known)) {
            if manifests.len() < MOST_FOLDERS && !manifests.contains_key(&url) {
                let manifest = bundle::ask(&url, &page, &scan, &web, &mut served);
                manifests.insert(url, manifest);
            }
        }
    }
    if let Some(Folder::Local(path)) = &args.folder {
        integrity_check::of_local(&scan, path, &mut findings);
    }
    let manifest_of = |url: Option<&Url>| local.as_ref().or_else(|| manifests.get(url?)?.as_ref());
    // After the folder was asked, for its manifest has the names that policies may list; told before what it answered.
    csp_check::judge(&page, &scan, folder.as_ref(), manifest_of(folder.as_ref()), &mut findings);
    findings.append(served);
    let mut states = Vec::new();
    for each in &scan.boxes {
        states.push(version_check::judge(
            each,
            manifest_of(folder_for(each).as_ref()),
            &mut findings,
        ));
    }
    let mut unseen = Vec::new();
    if page.headers.is_none() {
        unseen.push("the page's headers were not seen, only the policies in its HTML were judged; give them with --header, or give the page's address");
    }
    if local.is_some() {
        unseen.push("the folder's server was not asked whether it lets other sites load its files (CORS); give the folder's address with --folder");
    } else if manifests.is_empty() && !scan.boxes.is_empty() {
        unseen.push(
            "the page does not say at which address the folder is, so no version was compared; name it with --folder",
        );
    }
    tell(&page, &findings, &states, &unseen)
}

/// The page, and the manifest of a folder on this machine.
fn read(args: &Args, web: &HttpClient) -> Result<(Page, Option<Manifest>), String> {
    let page =
        Page::read(args, web).map_err(|fact| format!("{}: {fact}", page::name(&args.page)))?;
    let local = match &args.folder {
        Some(Folder::Local(path)) => Some(Manifest::local(path)?),
        _ => None,
    };
    Ok((page, local))
}

/// Takes out scripts that are called as ours and are another's.
///
/// Where nothing but the name speaks for one, it is read; where that cannot be, it is believed if there is a box.
fn only_ours(scan: &mut PageScan, named: Option<&Url>, web: Option<&HttpClient>) {
    // One that is sure leaves nothing to believe.
    let believed =
        scan.boxes.iter().any(Embed::is_loaded) && !scan.loaders.iter().any(|loader| loader.sure);
    scan.loaders.retain(|loader| {
        let src = loader.src.as_ref();
        let is_named = named.is_some() && src.and_then(folder_of).as_ref() == named;
        let says_so = || bundle::is_ours(src.filter(|src| is_known(src))?, web?);
        loader.sure || is_named || says_so().unwrap_or(believed)
    });
}

/// The folder that serves the boxes that name none: the first loader's, or else the one that a box names.
fn folder_in(scan: &PageScan) -> Option<Url> {
    let of_loader = scan.loaders.iter().find_map(|loader| folder_of(loader.src.as_ref()?));
    of_loader.or_else(|| scan.boxes.iter().find_map(|each| each.box_ref.folder.clone()))
}

/// Prints what was found and says how it ended.
fn tell(
    page: &Page,
    findings: &Findings,
    states: &[String],
    unseen: &[&str],
) -> anyhow::Result<ExitCode> {
    let name = one_line(&page.name);
    let mut out = io::stdout().lock();
    for finding in findings.iter() {
        writeln!(out, "{name}: {}", one_line(&finding.to_string()))?;
    }
    out.flush()?;
    if let Some(moved) = &page.moved {
        eprintln!("{name}: it leads to {}, which was judged", one_line(&told(moved)));
    }
    for what in unseen {
        eprintln!("{name}: {what}");
    }
    let boxes = match states {
        [] => "no box".to_owned(),
        [one] => format!("1 box: {one}"),
        _ => format!("{} boxes: {}", states.len(), states.join("; ")),
    };
    let notes = if findings.notes() > 0 {
        format!(", {}", counted(findings.notes(), "note"))
    } else {
        String::new()
    };
    eprintln!("{}", one_line(&boxes));
    eprintln!("{}{notes}", counted(findings.problems(), "problem"));
    Ok(ExitCode::from(u8::from(findings.problems() > 0)))
}

/// `--folder`: an address, or a path.
fn folder_at(text: &str) -> Result<Folder, String> {
    if page::address(text).is_none() {
        return Ok(Folder::Local(text.into()));
    }
    let whole = address::whole(text)?;
    Url::parse(&whole).map(Folder::Url).map_err(|error| error.to_string())
}

/// `--header`: a name and a value.
fn header(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let (name, value) =
        text.split_once(':').ok_or("must be a name, a colon and a value, as in 'Name: value'")?;
    let name = HeaderName::try_from(name.trim())
        .map_err(|_| "must begin with the name of a header".to_owned())?;
    let value = HeaderValue::try_from(value.trim())
        .map_err(|_| "must not hold control characters in the value".to_owned())?;
    Ok((name, value))
}

/// `--url`: the address of a page.
fn page_at(text: &str) -> Result<Url, String> {
    page::address(text).ok_or_else(|| "must begin with https:// or http://".to_owned())
}
