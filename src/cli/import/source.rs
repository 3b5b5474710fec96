//! What an argument names: a file, standard input or a URL, and the releases in it.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use contract_fact_box::ocds::eforms;
use contract_fact_box::ocds::read::{
    Foreign, Found, Input, Package, ReadError, Release, Source, Summary, Wanted, find_ocds_url,
};
use contract_fact_box::ocds::{Json, Note};
use indicatif::{ProgressBar, ProgressStyle};
use ureq::http::StatusCode;
use url::Url;

use crate::cli::check::to_one_line;
use crate::cli::http_client::HttpClient;
use crate::cli::input;

/// How long a request may take, with all that is sent.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(300);
/// The largest response that is read: what is larger takes so long that it should be downloaded once.
const MAX_RESPONSE_BYTES: u64 = 256_000_000;

/// The publisher of the notices of TED.
const TED: &str = "Tenders Electronic Daily (TED)";

/// A release that an argument holds.
pub(super) enum FoundRelease {
    /// A release of OCDS, not yet taken apart.
    Ocds(Release),
    /// A notice of TED, as a release.
    Ted(eforms::Notice),
}

/// What an argument holds, as it is found.
pub(super) enum Item {
    Release(FoundRelease),
    /// What a package says of itself, after its releases.
    Package(Package),
    Note(Note),
}

/// An argument.
#[derive(Debug)]
pub(super) struct Argument<'a> {
    text: &'a str,
    url: Option<Url>,
}

impl<'a> Argument<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        Self { text, url }
    }

    /// Returns the words by which messages refer to it.
    pub(super) fn display_name(&self) -> String {
        match self.url {
            Some(_) => to_one_line(self.text),
            None => input::display_name(Path::new(self.text)),
        }
    }

    /// Finds the releases in what it names, and hands over those that are asked for. A notice of TED
    /// is one release, in its main language or in this one.
    ///
    /// # Errors
    ///
    /// Fails with the name, the fact, the consequence and the fix.
    pub(super) fn read_releases(
        &self,
        wanted: &Wanted,
        lang: Option<&str>,
        visit: &mut dyn FnMut(Item) -> ControlFlow<()>,
    ) -> Result<Summary, String> {
        self.read(wanted, lang, visit)
            .map_err(|fact| format!("{}: {}", self.display_name(), to_one_line(&fact)))
    }

    /// Reads as [`Argument::read_releases`] does, and leaves out the name where it fails.
    fn read(
        &self,
        wanted: &Wanted,
        lang: Option<&str>,
        visit: &mut dyn FnMut(Item) -> ControlFlow<()>,
    ) -> Result<Summary, String> {
        let describe = |error: ReadError| self.describe(&error);
        let source = Source::open(self.open()?).map_err(describe)?;
        if let Input::Ted { .. } = source.input() {
            let xml = source.read_text().map_err(describe)?;
            let notice = eforms::read_notice(&xml, lang).map_err(|error| error.to_string())?;
            return Ok(hand_over_ted(notice, wanted, visit));
        }
        let mut visit_found = |found| match found {
            Found::Release(release) => visit(Item::Release(FoundRelease::Ocds(release))),
            Found::Package(package) => visit(Item::Package(package)),
            Found::Note(note) => visit(Item::Note(note)),
        };
        source.read_releases(wanted, &mut visit_found).map_err(describe)
    }

    /// Opens what it names, and shows how much of it has been read if nothing else is shown.
    ///
    /// # Errors
    ///
    /// Fails with the fact, the consequence and the fix.
    fn open(&self) -> Result<Box<dyn Read>, String> {
        if let Some(url) = &self.url {
            return open_url(url);
        }
        if self.text == "-" {
            return Ok(Box::new(show_progress(io::stdin().lock(), None)));
        }
        let file = File::open(self.text).map_err(|error| describe_io(&error))?;
        let size = file.metadata().ok().map(|metadata| metadata.len());
        Ok(Box::new(show_progress(file, size)))
    }

    /// Returns what to tell an editor about why it could not be read.
    fn describe(&self, error: &ReadError) -> String {
        match error {
            ReadError::Io(error) => describe_io(error),
            ReadError::Foreign(Foreign::Html { ocds: None }) => {
                let ocds = find_ocds_url(self.text);
                Foreign::Html { ocds }.to_string()
            }
            error => error.to_string(),
        }
    }
}

/// Returns what to tell an editor about a failure of a file or of a connection.
fn describe_io(error: &io::Error) -> String {
    let reason = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    let (nothing, rest) = ("nothing was read", "the rest was not read");
    let (consequence, fix) = match (reason, error.kind()) {
        (Some(ureq::Error::BodyExceedsLimit(limit)), _) => {
            let megabytes = limit / 1_000_000;
            return format!("is larger than {megabytes} MB; {rest}; download it and name the file");
        }
        (Some(_), _) => (rest, "download it and name the file"),
        (None, io::ErrorKind::NotFound) => (nothing, "correct the name"),
        (None, io::ErrorKind::IsADirectory) => (nothing, "name the files in it"),
        (None, io::ErrorKind::PermissionDenied) => (nothing, "make it readable"),
        _ => (rest, "try again"),
    };
    format!("cannot be read ({error}); {consequence}; {fix}")
}

impl FoundRelease {
    /// Returns the id of its contracting process; empty if it has none.
    pub(super) fn ocid(&self) -> &str {
        match self {
            Self::Ocds(release) => release.ocid(),
            Self::Ted(notice) => notice.release.get("ocid").and_then(Json::as_text),
        }
        .unwrap_or_default()
    }

    /// Returns the number of its package in the argument.
    pub(super) fn package(&self) -> u64 {
        match self {
            Self::Ocds(release) => release.package,
            Self::Ted(_) => 1,
        }
    }
}

/// Hands over a notice of TED, if it is asked for, in a package of its own.
fn hand_over_ted(
    notice: eforms::Notice,
    wanted: &Wanted,
    visit: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Summary {
    let release = FoundRelease::Ted(notice);
    let mut summary = Summary { releases: 1, ..Summary::default() };
    if !wanted.has(Some(release.ocid())) {
        return summary;
    }
    summary.wanted = 1;
    let publisher = Some(TED.to_owned());
    let package = Package { number: release.package(), publisher, ..Package::default() };
    let items = [Item::Release(release), Item::Package(package)];
    summary.stopped = items.into_iter().any(|item| visit(item).is_break());
    summary
}

/// Sends the one request for an address.
fn open_url(url: &Url) -> Result<Box<dyn Read>, String> {
    if let ocds @ Some(_) = find_ocds_url(url.as_str()) {
        return Err(Foreign::Html { ocds }.to_string());
    }
    let response = HttpClient::new("import", REQUEST_TIMEOUT).open(url, None).map_err(|reason| {
        format!(
            "does not answer ({reason}); nothing was read; check the address, or download it and name \
             the file"
        )
    })?;
    if response.status != StatusCode::OK {
        return Err(format!(
            "answers {}; nothing was read; check the address, or download it and name the file",
            response.status.as_u16()
        ));
    }
    let body = response.body.into_with_config().limit(MAX_RESPONSE_BYTES).reader();
    Ok(Box::new(show_progress(body, None)))
}

/// Shows on a terminal how much has been read, unless what is printed shows it.
fn show_progress<R: Read>(reader: R, size: Option<u64>) -> impl Read {
    let bar = match size {
        _ if io::stdout().is_terminal() || !io::stderr().is_terminal() => ProgressBar::hidden(),
        Some(size) => ProgressBar::new(size),
        None => ProgressBar::no_length(),
    };
    let template = if size.is_some() { "{bytes} of {total_bytes}, {eta}" } else { "{bytes}" };
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style).wrap_read(reader)
}
