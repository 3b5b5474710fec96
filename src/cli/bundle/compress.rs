//! Files as they travel: compressed once, as well as can be, so that no server need do it at each request.
//!
//! The best compression takes seconds, and most files are as they were: what an earlier build has left in the folder
//! is taken over, if it is whole.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use rayon::iter::{ParallelBridge, ParallelIterator};

use super::output::BundleFiles;

/// Brotli's best quality.
const QUALITY: u32 = 11;
/// Brotli's window, as a power of two: what command-line tools and servers use.
const WINDOW: u32 = 22;
/// How much is handed on at once.
const BUFFER: usize = 64 * 1024;
/// What browsers ask a server for, and so what lies beside it compressed; the rest is for people and packages.
const SENT_EXTENSIONS: [&str; 5] = ["js", "css", "html", "json", "wasm"];
/// Except this one, which only package managers read.
const NEVER_SENT: &str = "package.json";

/// A file's content, compressed.
#[derive(Debug, PartialEq)]
pub(super) struct Compressed {
    /// With brotli.
    pub(super) brotli: Vec<u8>,
    /// With gzip.
    pub(super) gzip: Vec<u8>,
}

/// Compresses each file on all cores; `earlier` is the folder of an earlier build, if there is one.
pub(super) fn compress_all(
    files: &BundleFiles,
    earlier: Option<&Path>,
) -> BTreeMap<String, Arc<Compressed>> {
    // Some files are published under two names.
    let mut names_by_content: BTreeMap<&[u8], Vec<&str>> = BTreeMap::new();
    for (name, content) in files {
        names_by_content.entry(content).or_default().push(name);
    }
    let mut contents: Vec<_> = names_by_content.into_iter().collect();
    // The largest first: started last, it would keep one core busy while the others have nothing left to do.
    contents.sort_by_key(|(content, _)| Reverse(content.len()));
    contents
        .into_iter()
        .par_bridge()
        .flat_map_iter(|(content, names)| {
            let reused = earlier.and_then(|folder| {
                names.iter().find_map(|name| reuse_previous(&folder.join(name), content))
            });
            let compressed = Arc::new(reused.unwrap_or_else(|| compress(content)));
            names.into_iter().map(move |name| (name.to_owned(), Arc::clone(&compressed)))
        })
        .collect()
}

/// Puts the compressed forms beside their files, as `NAME.br` and `NAME.gz`, where they are of use.
pub(super) fn insert_compressed(
    compressed: BTreeMap<String, Arc<Compressed>>,
    files: &mut BundleFiles,
) {
    for (name, Compressed { brotli, gzip }) in compressed.iter().map(|(name, each)| (name, &**each))
    {
        let length = files.get(name).map_or(0, Vec::len);
        for (extension, bytes) in [("br", brotli), ("gz", gzip)] {
            if is_sent_to_browsers(name) && bytes.len() < length {
                files.insert(format!("{name}.{extension}"), bytes.clone());
            }
        }
    }
}

/// Whether browsers ask for a file of this name.
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

/// What an earlier build has left beside a file, if it is this content.
fn reuse_previous(file: &Path, content: &[u8]) -> Option<Compressed> {
    let with = |extension: &str| {
        let mut name = file.as_os_str().to_owned();
        name.push(extension);
        fs::read(name).ok()
    };
    let (brotli, gzip) = (with(".br")?, with(".gz")?);
    let is_same = |reader: &mut dyn Read| {
        let mut text = Vec::with_capacity(content.len());
        // No more than one byte too many, whatever the file holds.
        reader.take(content.len() as u64 + 1).read_to_end(&mut text).is_ok() && text == content
    };
    let whole = is_same(&mut brotli::Decompressor::new(&brotli[..], BUFFER))
        && is_same(&mut GzDecoder::new(&gzip[..]));
    whole.then_some(Compressed { brotli, gzip })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::scratch::Scratch;

    fn files(content: &str) -> BundleFiles {
        ["a.js", "stories/a.json"].map(|name| (name.to_owned(), content.as_bytes().to_vec())).into()
    }

    /// What is in a compressed file.
    fn text(mut reader: impl Read) -> String {
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("is whole");
        text
    }

    #[test]
    fn what_is_compressed_can_be_read_and_is_the_same_each_time() {
        let content = "contract fact box, contract fact box, contract fact box. ".repeat(20);
        let files = files(&content);
        let made = compress_all(&files, None);
        assert_eq!(made.len(), 2);
        for each in made.values() {
            assert_eq!(text(brotli::Decompressor::new(&each.brotli[..], BUFFER)), content);
            assert_eq!(text(GzDecoder::new(&each.gzip[..])), content);
            assert!(each.brotli.len() < each.gzip.len() && each.gzip.len() < content.len());
        }
        assert_eq!(made, compress_all(&files, None));
    }

    #[test]
    fn what_is_left_is_taken_over_only_if_it_is_whole_and_the_same() {
        let scratch = Scratch::new("what_is_left_is_taken_over");
        let content = "f();".repeat(100);
        let best = compress(content.as_bytes());
        // Not as we would make it, so that it is known again.
        let mut quick = brotli::CompressorWriter::new(Vec::new(), BUFFER, 1, WINDOW);
        quick.write_all(content.as_bytes()).expect("memory takes everything");
        let quick = quick.into_inner();
        assert_ne!(quick, best.brotli);

        let place = |name: &str, bytes: &[u8]| {
            fs::write(scratch.path().join(name), bytes).expect("writable")
        };
        let brotli = |content: &str| {
            compress_all(&files(content), Some(scratch.path()))["a.js"].brotli.clone()
        };
        place("a.js.br", &quick);
        assert_eq!(brotli(&content), best.brotli, "without the other");
        place("a.js.gz", &best.gzip);
        assert_eq!(brotli(&content), quick);
        for changed in ["g();".repeat(100), "f();".repeat(99), "f();".repeat(101)] {
            assert_eq!(brotli(&changed), compress(changed.as_bytes()).brotli, "another content");
        }
        place("a.js.gz", &best.gzip[..best.gzip.len() / 2]);
        assert_eq!(brotli(&content), best.brotli, "broken off");
    }

    #[test]
    fn only_what_browsers_ask_for_and_gain_by_lies_beside() {
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
