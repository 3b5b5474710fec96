//! Compresses the files of the bundle once, as well as possible, so that no server has to do it for
//! each request.
//!
//! The best compression takes seconds, and most files do not change between builds. So the
//! compressed files of the previous bundle are used again if they are intact.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rayon::iter::{ParallelBridge, ParallelIterator};

use super::output::BundleFiles;

/// The highest quality that brotli has.
const QUALITY: u32 = 11;
/// The size of brotli's window, as a power of two: the same as in command-line tools and servers.
const WINDOW: u32 = 22;
/// The size of the buffers, in bytes.
const BUFFER: usize = 64 * 1024;
/// The endings of the files that browsers request, which are published compressed too; the others
/// are for people and package managers.
const SENT_EXTENSIONS: [&str; 5] = ["js", "css", "html", "json", "wasm"];
/// The ending of the pictures, which are compressed already.
const COMPRESSED_EXTENSION: &str = ".png";
/// The one file with such an ending that only package managers read.
const NEVER_SENT: &str = "package.json";

/// A file's content, compressed.
#[derive(Debug, PartialEq)]
pub(super) struct Compressed {
    /// By brotli.
    pub(super) brotli: Vec<u8>,
    /// By gzip.
    pub(super) gzip: Vec<u8>,
}

/// Compresses each file, on all cores; `previous` is the previous bundle, if there is one.
pub(super) fn compress_all(
    files: &BundleFiles,
    previous: Option<&Path>,
) -> BTreeMap<String, Arc<Compressed>> {
    // Some files are published by two names, and are compressed once.
    let mut names_by_content: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
    for (name, content) in files.iter().filter(|(name, _)| !name.ends_with(COMPRESSED_EXTENSION)) {
        names_by_content.entry(content).or_default().push(name);
    }
    let mut contents: Vec<_> = names_by_content.into_iter().collect();
    // The largest first: if it came last, one core would work on it while the others had nothing
    // left to do.
    contents.sort_by_key(|(content, _)| Reverse(content.len()));
    // Not `into_par_iter`, which halves the list: all large files would be in the first half.
    contents
        .into_iter()
        .par_bridge()
        .flat_map_iter(|(content, names)| {
            let reused = previous.and_then(|folder| {
                names.iter().find_map(|name| reuse_previous(&folder.join(name), content))
            });
            let compressed = Arc::new(reused.unwrap_or_else(|| compress(content)));
            names.into_iter().map(move |name| (name.to_owned(), Arc::clone(&compressed)))
        })
        .collect()
}

/// Adds the compressed files that browsers have a use for, as `NAME.br` and `NAME.gz`.
pub(super) fn insert_compressed(
    compressed: BTreeMap<String, Arc<Compressed>>,
    files: &mut BundleFiles,
) {
    for (name, compressed) in compressed {
        // A small file may grow when it is compressed. Servers then send it as it is.
        let length = files.get(&name).map_or(0, Vec::len);
        for (extension, bytes) in [("br", &compressed.brotli), ("gz", &compressed.gzip)] {
            if is_sent_to_browsers(&name) && bytes.len() < length {
                files.insert(format!("{name}.{extension}"), bytes.clone());
            }
        }
    }
}

/// Whether browsers request a file of this name.
fn is_sent_to_browsers(name: &str) -> bool {
    name != NEVER_SENT
        && name.rsplit_once('.').is_some_and(|(_, extension)| SENT_EXTENSIONS.contains(&extension))
}

fn compress(content: &[u8]) -> Compressed {
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), BUFFER, QUALITY, WINDOW);
    brotli.write_all(content).expect("memory takes everything");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content).expect("memory takes everything");
    Compressed {
        brotli: brotli.into_inner(),
        gzip: gzip.finish().expect("memory takes everything"),
    }
}

/// Reads the compressed files beside a file of the previous bundle, if this content is what they
/// contain.
fn reuse_previous(file: &Path, content: &[u8]) -> Option<Compressed> {
    let brotli = fs::read(add_extension(file, ".br")).ok()?;
    let gzip = fs::read(add_extension(file, ".gz")).ok()?;
    let is_intact = decompresses_to(brotli::Decompressor::new(&brotli[..], BUFFER), content)
        && decompresses_to(GzDecoder::new(&gzip[..]), content);
    is_intact.then_some(Compressed { brotli, gzip })
}

fn add_extension(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(extension);
    name.into()
}

fn decompresses_to(decompressor: impl Read, content: &[u8]) -> bool {
    let mut decompressed = Vec::with_capacity(content.len());
    // One byte more than expected is enough to tell, however long the file says that it is.
    let limit = content.len() as u64 + 1;
    decompressor.take(limit).read_to_end(&mut decompressed).is_ok() && decompressed == content
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    fn files(content: &str) -> BundleFiles {
        ["a.js", "stories/a.json"].map(|name| (name.to_owned(), content.as_bytes().to_vec())).into()
    }

    fn decompress(mut reader: impl Read) -> String {
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("is intact");
        text
    }

    #[test]
    fn compression_loses_nothing_and_gives_the_same_bytes_each_time() {
        let content = "contract fact box, contract fact box, contract fact box. ".repeat(20);
        let files = files(&content);
        let made = compress_all(&files, None);
        assert_eq!(made.len(), 2);
        for compressed in made.values() {
            assert_eq!(
                decompress(brotli::Decompressor::new(&compressed.brotli[..], BUFFER)),
                content
            );
            assert_eq!(decompress(GzDecoder::new(&compressed.gzip[..])), content);
            assert!(
                compressed.brotli.len() < compressed.gzip.len()
                    && compressed.gzip.len() < content.len()
            );
        }
        assert_eq!(made, compress_all(&files, None));
    }

    #[test]
    fn previous_files_are_reused_only_if_they_are_intact_and_of_the_same_content() {
        let scratch = Scratch::new("previous_files_are_reused");
        let content = "f();".repeat(100);
        let best = compress(content.as_bytes());
        // Compressed in another way, so that it can be told from what is compressed now.
        let mut quick = brotli::CompressorWriter::new(Vec::new(), BUFFER, 1, WINDOW);
        quick.write_all(content.as_bytes()).expect("memory takes everything");
        let quick = quick.into_inner();
        assert_ne!(quick, best.brotli);

        let write = |name: &str, bytes: &[u8]| {
            fs::write(scratch.path().join(name), bytes).expect("writable")
        };
        let brotli = |content: &str| {
            compress_all(&files(content), Some(scratch.path()))["a.js"].brotli.clone()
        };
        write("a.js.br", &quick);
        assert_eq!(brotli(&content), best.brotli, "without the gzip file");
        write("a.js.gz", &best.gzip);
        assert_eq!(brotli(&content), quick);
        for changed in ["g();".repeat(100), "f();".repeat(99), "f();".repeat(101)] {
            assert_eq!(brotli(&changed), compress(changed.as_bytes()).brotli, "other content");
        }
        write("a.js.gz", &best.gzip[..best.gzip.len() / 2]);
        assert_eq!(brotli(&content), best.brotli, "cut off");
    }

    #[test]
    fn only_files_that_browsers_request_and_that_become_smaller_are_compressed() {
        let long = "f();".repeat(100).into_bytes();
        let names = |name: &str, content: &[u8]| {
            let mut files = BundleFiles::from([(name.to_owned(), content.to_vec())]);
            insert_compressed(compress_all(&files, None), &mut files);
            files.into_keys().collect::<Vec<_>>()
        };
        for name in ["a.js", "stories/a.json", "frame.html", "a_bg.wasm"] {
            assert_eq!(
                names(name, &long),
                [name.to_owned(), format!("{name}.br"), format!("{name}.gz")]
            );
        }
        for name in ["README.md", "LICENSE", "a.d.ts", "package.json"] {
            assert_eq!(names(name, &long), [name]);
        }
        assert_eq!(names("a.js", b"f();"), ["a.js"], "too short to gain");
    }
}
