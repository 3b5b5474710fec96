//! Tells our loaders from scripts of other products that have the same file name.

use ureq::http::StatusCode;
use url::Url;

use super::box_url::containing_directory;
use super::page::is_known;
use super::scan::{Embed, Loader, PageScan};
use crate::cli::http_client::HttpClient;

/// Drops scripts that have the loader's file name and belong to another product.
///
/// A script that only its file name identifies is requested and searched for our name. If it cannot
/// be requested, or `client` is none, it is kept if the page has a box for it to mount and no
/// loader that is confirmed.
pub(super) fn drop_foreign_loaders(
    scan: &mut PageScan,
    named_bundle: Option<&Url>,
    client: Option<&HttpClient>,
) {
    let is_needed = scan.embeds.iter().any(Embed::is_mounted_by_loader)
        && !scan.loaders.iter().any(|loader| loader.is_confirmed);
    scan.loaders.retain(|loader| {
        loader.is_confirmed
            || is_in_bundle(loader, named_bundle)
            || is_own_script(loader, client).unwrap_or(is_needed)
    });
}

fn is_in_bundle(loader: &Loader, bundle: Option<&Url>) -> bool {
    bundle.is_some() && containing_directory(&loader.src).as_ref() == bundle
}

/// Whether a script's text contains our name; none if it cannot be requested.
fn is_own_script(loader: &Loader, client: Option<&HttpClient>) -> Option<bool> {
    if !is_known(&loader.src) {
        return None;
    }
    let response = client?.get(&loader.src, None).ok()?;
    if response.status != StatusCode::OK {
        return None;
    }
    let name = env!("CARGO_PKG_NAME").as_bytes();
    Some(response.body.windows(name.len()).any(|window| window == name))
}
