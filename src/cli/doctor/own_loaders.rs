//! Which of the scripts that have the loader's file name are loaders of this program.

use ureq::http::StatusCode;
use url::Url;

use super::box_url::containing_directory;
use super::http_client::HttpClient;
use super::page::is_known;
use super::scan::{Embed, Loader, PageScan};

/// Drops scripts that are called as the loader is, and belong to something else.
///
/// A script that nothing but its file name speaks for is requested and searched for this program's
/// name. Without a `client`, or if it does not come, it counts as a loader if the page has a box
/// for it and no confirmed loader.
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

/// Whether a script's text names this program; none if it cannot be requested.
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
