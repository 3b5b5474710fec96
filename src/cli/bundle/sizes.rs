//! Sizes as a reader pays for them, and as a person reads them.

use base64ct::{Base64, Encoding};
use serde::Serialize;
use sha2::{Digest, Sha384};

use super::compress::Compressed;

/// A file's size, and what makes sure that it is this file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Size {
    /// As it is.
    pub(super) bytes: usize,
    /// As it travels, where it has been compressed.
    #[serde(flatten)]
    pub(super) compressed: Option<CompressedSize>,
    /// Its hash, as the attribute of that name has it.
    pub(super) integrity: String,
}

/// A file's size as it travels, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct CompressedSize {
    /// Compressed with brotli.
    pub(super) brotli: usize,
    /// The same with gzip.
    pub(super) gzip: usize,
}

impl Size {
    /// The size of this content, and of what it has been compressed to.
    pub(super) fn new(content: &[u8], compressed: Option<&Compressed>) -> Self {
        let size =
            |it: &Compressed| CompressedSize { brotli: it.brotli.len(), gzip: it.gzip.len() };
        Self {
            bytes: content.len(),
            compressed: compressed.map(size),
            integrity: format!("sha384-{}", Base64::encode_string(&Sha384::digest(content))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_hash_that_browsers_compare() {
        let compressed = Compressed { brotli: vec![0; 3], gzip: vec![0; 5] };
        let integrity =
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO".to_owned();
        assert_eq!(
            Size::new(b"alert('Hello, world.');", Some(&compressed)),
            Size { bytes: 23, compressed: Some(CompressedSize { brotli: 3, gzip: 5 }), integrity }
        );
    }
}
