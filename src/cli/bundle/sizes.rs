//! The sizes of files, and the hashes by which browsers verify them.

use base64ct::{Base64, Encoding};
use serde::Serialize;
use sha2::{Digest, Sha384};

use super::compress::Compressed;

/// A file's size and hash.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Size {
    /// Uncompressed.
    pub(super) bytes: usize,
    /// Compressed, if it has been.
    #[serde(flatten)]
    pub(super) compressed: Option<CompressedSize>,
    /// Its hash, in the form of the `integrity` attribute.
    pub(super) integrity: String,
}

/// A file's compressed size, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct CompressedSize {
    /// By brotli.
    pub(super) brotli: usize,
    /// By gzip.
    pub(super) gzip: usize,
}

impl Size {
    /// Measures a file's content and what it has been compressed to.
    pub(super) fn new(content: &[u8], compressed: Option<&Compressed>) -> Self {
        Self {
            bytes: content.len(),
            compressed: compressed.map(|Compressed { brotli, gzip }| CompressedSize {
                brotli: brotli.len(),
                gzip: gzip.len(),
            }),
            integrity: format!("sha384-{}", Base64::encode_string(&Sha384::digest(content))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_that_browsers_compute() {
        let compressed = Compressed { brotli: vec![0; 3], gzip: vec![0; 5] };
        let integrity =
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO".to_owned();
        assert_eq!(
            Size::new(b"alert('Hello, world.');", Some(&compressed)),
            Size { bytes: 23, compressed: Some(CompressedSize { brotli: 3, gzip: 5 }), integrity }
        );
    }
}
