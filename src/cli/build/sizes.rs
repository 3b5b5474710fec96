//! Sizes as a reader pays for them, and as a person reads them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Brotli's best quality: what a newsroom's server sends of a file compressed once.
const QUALITY: u32 = 11;
/// Brotli's window, as a power of two: what command-line tools and servers use.
const WINDOW: u32 = 22;
/// How much is handed on at once.
const BUFFER: usize = 64 * 1024;

/// A file's size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Size {
    /// As it is.
    pub(super) bytes: usize,
    /// As it travels.
    pub(super) brotli: usize,
}

/// The sizes that an earlier build has measured: the best compression takes seconds, and most files stay the same.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    folder: PathBuf,
    files: BTreeMap<String, Size>,
}

/// What is read of an earlier build's manifest.
#[derive(Deserialize)]
struct EarlierManifest {
    files: BTreeMap<String, Size>,
}

impl Earlier {
    /// What the manifest of a built folder tells; nothing where there is none.
    pub(super) fn of(folder: &Path, manifest: &str) -> Self {
        let files = fs::read(folder.join(manifest))
            .ok()
            .and_then(|json| serde_json::from_slice::<EarlierManifest>(&json).ok())
            .map(|manifest| manifest.files)
            .unwrap_or_default();
        Self { folder: folder.to_owned(), files }
    }

    /// The size of a file: the earlier one if the folder still holds exactly this content, else measured.
    pub(super) fn size(&self, name: &str, content: &[u8]) -> Size {
        let is_same = || fs::read(self.folder.join(name)).is_ok_and(|earlier| earlier == content);
        match self.files.get(name) {
            Some(size) if size.bytes == content.len() && is_same() => *size,
            _ => Size { bytes: content.len(), brotli: brotli(content) },
        }
    }
}

/// A writer that only counts.
#[derive(Default)]
struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// How many bytes are left of the content when compressed with brotli.
fn brotli(content: &[u8]) -> usize {
    let mut writer = brotli::CompressorWriter::new(Counter::default(), BUFFER, QUALITY, WINDOW);
    writer.write_all(content).expect("a counter takes everything");
    writer.into_inner().0
}

/// A number with commas between the thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;
    use std::io::Read;

    #[test]
    fn the_size_is_that_of_a_real_compressed_stream() {
        let content = b"contract fact box, contract fact box, contract fact box".repeat(20);
        let mut stream = Vec::new();
        brotli::CompressorReader::new(&content[..], BUFFER, QUALITY, WINDOW)
            .read_to_end(&mut stream)
            .expect("reads from memory");
        assert_eq!(brotli(&content), stream.len());
        assert!(brotli(&content) < content.len());
        assert_eq!(brotli(b""), 1);
    }

    #[test]
    fn a_size_is_measured_again_only_when_the_content_has_changed() {
        let scratch = Scratch::new("a_size_is_measured_again");
        // No real size, so that it is known again.
        let manifest = r#"{"name": "x", "files": {"a.js": {"bytes": 4, "brotli": 1234}}}"#;
        scratch.write("manifest.json", manifest);
        scratch.write("a.js", "f();");
        let earlier = Earlier::of(scratch.path(), "manifest.json");
        assert_eq!(earlier.size("a.js", b"f();"), Size { bytes: 4, brotli: 1234 });
        assert_eq!(earlier.size("a.js", b"g();"), Size { bytes: 4, brotli: brotli(b"g();") });
        assert_eq!(earlier.size("b.js", b"f();"), Size { bytes: 4, brotli: brotli(b"f();") });
        scratch.write("a.js", "edited by hand");
        assert_eq!(earlier.size("a.js", b"f();"), Size { bytes: 4, brotli: brotli(b"f();") });
    }

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
