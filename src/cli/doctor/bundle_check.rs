//! Checks the servers of the bundles: requests what the page's boxes need, as a browser would for
//! this page.

use std::collections::{BTreeMap, BTreeSet};

use contract_fact_box::model::is_slug;
use ureq::http::StatusCode;
use url::Url;

use super::box_url::containing_directory;
use super::bundle::{MANIFEST, Manifest};
use super::finding::{Findings, ResponseProblem};
use super::integrity_check;
use super::page::{Page, is_known};
use super::probe::BundleProbe;
use super::scan::{Embed, EmbedForm, PageScan};
use crate::cli::http_client::HttpClient;

/// The largest number of bundles that are checked for one page: a page of somebody else's must not
/// make this program send requests to any number of servers.
const MAX_BUNDLES: usize = 4;

/// The bundles that the boxes of a page come from.
pub(super) struct PageBundles {
    /// The bundle that `--folder` names by URL. All boxes are treated as coming from it.
    named: Option<Url>,
    /// The bundle of boxes that name none.
    default: Option<Url>,
    /// The manifest of the bundle that `--folder` names by path. It is used for all boxes.
    local: Option<Manifest>,
    /// The manifest of each bundle that was checked, by URL; none if it could not be read.
    remote: BTreeMap<Url, Option<Manifest>>,
}

impl PageBundles {
    pub(super) fn new(scan: &PageScan, named: Option<&Url>, local: Option<Manifest>) -> Self {
        let default = named.cloned().or_else(|| default_bundle(scan));
        Self { named: named.cloned(), default, local, remote: BTreeMap::new() }
    }

    /// Checks the server of each bundle that has a URL; none if a bundle on this machine is used.
    pub(super) fn check_servers(
        &mut self,
        page: &Page,
        scan: &PageScan,
        client: &HttpClient,
        findings: &mut Findings,
    ) {
        if self.local.is_some() {
            return;
        }
        let of_embeds = scan.embeds.iter().filter_map(|embed| self.bundle_of(embed));
        let default = self.default.as_ref().filter(|url| is_known(url));
        let urls: Vec<Url> = of_embeds.chain(default).cloned().collect();
        for url in urls {
            if self.remote.len() < MAX_BUNDLES && !self.remote.contains_key(&url) {
                let manifest = check_bundle(&url, page, scan, client, findings);
                self.remote.insert(url, manifest);
            }
        }
    }

    /// Returns the URL of the bundle that boxes come from if they name none.
    pub(super) fn default_url(&self) -> Option<&Url> {
        self.default.as_ref()
    }

    /// Returns the manifest of the bundle that boxes come from if they name none.
    pub(super) fn default_manifest(&self) -> Option<&Manifest> {
        self.manifest_at(self.default.as_ref())
    }

    /// Returns the manifest of the bundle that a box comes from.
    pub(super) fn manifest_for(&self, embed: &Embed) -> Option<&Manifest> {
        self.manifest_at(self.bundle_of(embed))
    }

    /// Returns what could not be checked about the bundles, and what to do about it.
    pub(super) fn unchecked(&self, scan: &PageScan) -> Option<&'static str> {
        if self.local.is_some() {
            Some(
                "the folder's server was not asked whether it lets other sites load its files \
                 (CORS); give the folder's address with --folder",
            )
        } else if self.remote.is_empty() && !scan.embeds.is_empty() {
            Some(
                "the page does not say at which address the folder is, so no version was \
                 compared; name it with --folder",
            )
        } else {
            None
        }
    }

    fn manifest_at(&self, url: Option<&Url>) -> Option<&Manifest> {
        self.local.as_ref().or_else(|| self.remote.get(url?)?.as_ref())
    }

    fn bundle_of<'a>(&'a self, embed: &'a Embed) -> Option<&'a Url> {
        let own = embed.target.bundle.as_ref();
        self.named.as_ref().or(own).or(self.default.as_ref()).filter(|url| is_known(url))
    }
}

/// Finds the bundle that boxes come from if they name none: the first loader's, or else the first
/// that a box names.
fn default_bundle(scan: &PageScan) -> Option<Url> {
    let of_loader = scan.loaders.iter().find_map(|loader| containing_directory(&loader.src));
    of_loader.or_else(|| scan.embeds.iter().find_map(|embed| embed.target.bundle.clone()))
}

/// Checks the server of one bundle; returns the manifest, if it could be read.
fn check_bundle(
    bundle: &Url,
    page: &Page,
    scan: &PageScan,
    client: &HttpClient,
    findings: &mut Findings,
) -> Option<Manifest> {
    let mut probe = BundleProbe::new(bundle, page, client);
    // The manifest comes first because it has the names of the other files.
    let response = match probe.fetch_file(MANIFEST) {
        Ok(response) => response,
        Err(reason) => {
            probe.report_manifest_problem(ResponseProblem::Unreachable(reason), findings);
            return None;
        }
    };
    let mut manifest = None;
    if response.status == StatusCode::OK {
        match Manifest::parse(&response.body) {
            Ok(parsed) => manifest = Some(parsed),
            Err(reason) => {
                probe.report_manifest_problem(ResponseProblem::InvalidManifest(reason), findings)
            }
        }
    }
    check_loaders(&mut probe, bundle, scan, findings);
    let files = box_files(scan, manifest.as_ref());
    for file in files.into_iter().chain(story_files(bundle, scan, manifest.as_ref())) {
        // The probe has noted what is wrong; a file that does not come is no reason to stop.
        let _ = probe.fetch_file(&file);
    }
    request_frames(&mut probe, bundle, scan);
    probe.report(findings);
    manifest
}

fn check_loaders(
    probe: &mut BundleProbe<'_>,
    bundle: &Url,
    scan: &PageScan,
    findings: &mut Findings,
) {
    for loader in &scan.loaders {
        let src = &loader.src;
        if containing_directory(src).as_ref() != Some(bundle) {
            continue;
        }
        // The file is requested once, with CORS if any of its tags uses it.
        let uses_cors = scan.loaders.iter().any(|other| other.has_crossorigin && other.src == *src);
        if let Some(response) = probe.request_loader(src, uses_cors) {
            integrity_check::check_loader(loader, &response.body, findings);
        }
    }
}

/// Returns the files that all live boxes need, if there is a live box.
fn box_files(scan: &PageScan, manifest: Option<&Manifest>) -> Vec<String> {
    match manifest {
        Some(manifest) if scan.embeds.iter().any(Embed::is_mounted_by_loader) => {
            manifest.box_files().map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the newest document of each story that a box of the bundle shows, and its prerendered box,
/// which bundles of older versions of the program lack.
///
/// Stories that are not in the manifest are left out; they are reported with the box.
fn story_files(bundle: &Url, scan: &PageScan, manifest: Option<&Manifest>) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for embed in scan.embeds.iter().filter(|embed| embed.is_mounted_by_loader()) {
        let is_from_here = embed.target.bundle.as_ref().is_none_or(|other| other == bundle);
        let Some(id) = embed.target.id.as_deref().filter(|_| is_from_here) else { continue };
        // The page may have anything for an id; what is no id must not become part of a URL.
        if is_slug(id) && manifest.is_none_or(|manifest| manifest.find_story(id).is_some()) {
            files.insert(format!("stories/{id}.json"));
            let static_box = format!("stories/{id}.box.html");
            if manifest.is_some_and(|manifest| manifest.has_file(&static_box)) {
                files.insert(static_box);
            }
        }
    }
    files
}

/// Requests the pages of the bundle that the page frames.
fn request_frames(probe: &mut BundleProbe<'_>, bundle: &Url, scan: &PageScan) {
    for embed in &scan.embeds {
        if embed.target.bundle.as_ref() != Some(bundle) {
            continue;
        }
        match (embed.form, &embed.target.id) {
            (EmbedForm::Frame, _) => probe.request_frame("frame.html"),
            (EmbedForm::FramedPage, Some(id)) => {
                probe.request_frame(&format!("stories/{id}.html"));
            }
            _ => {}
        }
    }
}
