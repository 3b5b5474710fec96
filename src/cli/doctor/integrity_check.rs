//! Whether the loader is the script that its tag's `integrity` allows (Subresource Integrity).

use std::fs;
use std::path::Path;

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::box_url::file_name;
use super::finding::{Findings, LoaderProblem};
use super::scan::{Loader, PageScan};

/// Hashes a script; returns base64.
type HashScript = fn(&[u8]) -> String;

/// The hash algorithms of the standard with their prefixes, strongest first.
const HASHES: [(&str, HashScript); 3] = [
    ("sha512-", |script| Base64::encode_string(&Sha512::digest(script))),
    ("sha384-", |script| Base64::encode_string(&Sha384::digest(script))),
    ("sha256-", |script| Base64::encode_string(&Sha256::digest(script))),
];

/// Reports a loader whose `integrity` does not match the script that its URL returned.
pub(super) fn check_loader(loader: &Loader, script: &[u8], findings: &mut Findings) {
    if loader.integrity.as_deref().is_some_and(|integrity| !allows_script(integrity, script)) {
        findings.add(&*loader.location, LoaderProblem::IntegrityMismatch);
    }
}

/// Checks the loaders whose files exist in a bundle on this machine.
pub(super) fn check_local_loaders(scan: &PageScan, bundle: &Path, findings: &mut Findings) {
    for loader in &scan.loaders {
        if let Ok(script) = fs::read(bundle.join(file_name(&loader.src))) {
            check_loader(loader, &script, findings);
        }
    }
}

/// Whether a script matches one of the hashes by the strongest algorithm; unknown ones are ignored.
fn allows_script(integrity: &str, script: &[u8]) -> bool {
    for (prefix, hash) in HASHES {
        let mut allowed = integrity
            .split_ascii_whitespace()
            .filter_map(|source| source.strip_prefix(prefix))
            // A question mark separates the hash from options.
            .filter_map(|source| source.split('?').next())
            .peekable();
        if allowed.peek().is_some() {
            let actual = hash(script);
            return allowed.any(|allowed| allowed == actual);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::allows_script;

    #[test]
    fn integrity_allows_the_scripts_that_browsers_run() {
        const SHA256: &str = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        const SHA384: &str =
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        for (integrity, script, is_allowed) in [
            (SHA256, "", true),
            (SHA256, "x", false),
            (SHA384, "", true),
            (SHA384, "x", false),
            // The strongest algorithm decides.
            (&*format!("{SHA256} {SHA384}"), "", true),
            (&*format!("{SHA256} sha384-AAAA"), "", false),
            (&*format!("{SHA384} sha256-AAAA"), "", true),
            // Of several hashes by one algorithm, one must match.
            (&*format!("sha384-AAAA\n{SHA384}?option"), "", true),
            ("", "x", true),
            ("md5-AAAA", "x", true),
        ] {
            let actual = allows_script(integrity, script.as_bytes());
            assert_eq!(actual, is_allowed, "{integrity:?} {script:?}");
        }
    }
}
