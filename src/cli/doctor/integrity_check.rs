//! Whether the loader is the one that its tag allows, as browsers find out.

use std::fs;
use std::path::Path;

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::finding::{Findings, MarkupProblem};
use super::scan::{Loader, PageScan};

/// The hash of a script, in the letters of the attribute.
type Hash = fn(&[u8]) -> String;

/// StaticContent the script that a loader's address answers with against the tag's `integrity`.
pub(super) fn judge(loader: &Loader, script: &[u8], findings: &mut Findings) {
    if loader.integrity.as_deref().is_some_and(|integrity| !is_of(integrity, script)) {
        findings.add(&*loader.place, MarkupProblem::IntegrityOther);
    }
}

/// The same with the files of a folder on this machine, as far as they are there.
pub(super) fn of_local(scan: &PageScan, folder: &Path, findings: &mut Findings) {
    for loader in &scan.loaders {
        let name = loader.src.as_ref().and_then(|src| src.path().rsplit('/').next());
        if let Some(script) = name.and_then(|name| fs::read(folder.join(name)).ok()) {
            judge(loader, &script, findings);
        }
    }
}

/// Whether a script has one of the hashes; of several kinds only the strongest counts, and what is no hash counts for
/// nothing.
fn is_of(integrity: &str, script: &[u8]) -> bool {
    let of_kind = |kind: &str| -> Vec<&str> {
        let hashes = integrity
            .split_ascii_whitespace()
            .filter_map(|each| each.strip_prefix(kind)?.strip_prefix('-'));
        hashes.map(|hash| hash.split_once('?').map_or(hash, |(hash, _)| hash)).collect()
    };
    let own: [(&str, Hash); 3] = [
        ("sha512", |script| Base64::encode_string(&Sha512::digest(script))),
        ("sha384", |script| Base64::encode_string(&Sha384::digest(script))),
        ("sha256", |script| Base64::encode_string(&Sha256::digest(script))),
    ];
    let strongest =
        own.iter().map(|(kind, hash)| (of_kind(kind), hash)).find(|(given, _)| !given.is_empty());
    strongest.is_none_or(|(given, hash)| given.contains(&&*hash(script)))
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_script_is_the_one_that_its_tag_allows_as_browsers_find_out() {
        const SHA256: &str = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        const SHA384: &str =
            "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        for (integrity, script, is) in [
            (SHA256, "", true),
            (SHA256, "x", false),
            (SHA384, "", true),
            (SHA384, "x", false),
            // The stronger counts, whatever the weaker says.
            (&*format!("{SHA256} {SHA384}"), "", true),
            (&*format!("{SHA256} sha384-AAAA"), "", false),
            (&*format!("{SHA384} sha256-AAAA"), "", true),
            // Of one kind, one is enough.
            (&*format!("sha384-AAAA\n{SHA384}?option"), "", true),
            ("", "x", true),
            ("md5-AAAA", "x", true),
        ] {
            assert_eq!(is_of(integrity, script.as_bytes()), is, "{integrity:?} {script:?}");
        }
    }
}
