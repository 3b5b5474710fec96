//! What an input is, as far as its first bytes tell.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;

use super::foreign::{Foreign, find_ocds_url};
use crate::ocds::eforms::is_ted_root;

/// How many bytes are looked at.
const HEAD_BYTES: u64 = 64 * 1024;
/// What a file in UTF-8 may begin with.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// JSON: whether it is OCDS shows when it is read.
    Json,
    /// A notice of Tenders Electronic Daily (TED) as XML, which
    /// [`read_notice`](crate::ocds::eforms::read_notice) reads or refuses.
    Ted {
        /// The name of its root element, such as `ContractAwardNotice`.
        root: String,
    },
    /// Something that cannot be OCDS.
    Foreign(Foreign),
}

/// Reads the beginning, and returns what the input is and all of it, unpacked.
pub(super) fn open<'a>(mut reader: Box<dyn Read + 'a>) -> io::Result<(Input, Box<dyn Read + 'a>)> {
    let mut head = read_head(&mut reader)?;
    if head.starts_with(b"\x1f\x8b") {
        reader = Box::new(MultiGzDecoder::new(Cursor::new(head).chain(reader)));
        head = read_head(&mut reader)?;
    }
    let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&head).to_vec();
    Ok((detect(&text), Box::new(Cursor::new(text).chain(reader))))
}

/// Reads the first bytes, in as many pieces as they come in.
fn read_head(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

fn detect(head: &[u8]) -> Input {
    let magic = [
        (&b"PK\x03\x04"[..], Foreign::Zip),
        (b"PK\x05\x06", Foreign::Zip),
        (b"%PDF-", Foreign::Pdf),
        (b"BZh", Foreign::Packed("bzip2")),
        (b"\xfd7zXZ\0", Foreign::Packed("xz")),
        (b"\x28\xb5\x2f\xfd", Foreign::Packed("zstd")),
        (b"7z\xbc\xaf\x27\x1c", Foreign::Packed("7z")),
        (b"\xff\xfe", Foreign::Utf16),
        (b"\xfe\xff", Foreign::Utf16),
        (b"{\0", Foreign::Utf16),
        (b"[\0", Foreign::Utf16),
        (b"\0{", Foreign::Utf16),
        (b"\0[", Foreign::Utf16),
    ];
    if let Some((_, foreign)) = magic.into_iter().find(|(magic, _)| head.starts_with(magic)) {
        return Input::Foreign(foreign);
    }
    let text = head.trim_ascii_start();
    match text.first() {
        None => Input::Foreign(Foreign::Empty),
        Some(b'{' | b'[') => Input::Json,
        Some(b'<') => detect_markup(&String::from_utf8_lossy(text)),
        Some(_) => Input::Foreign(detect_text(&String::from_utf8_lossy(text))),
    }
}

fn detect_markup(text: &str) -> Input {
    let root = find_root(text).unwrap_or_default();
    let foreign = match root {
        root if is_ted_root(root) => return Input::Ted { root: root.to_owned() },
        root if root.eq_ignore_ascii_case("html") || is_html_doctype(text) => {
            Foreign::Html { ocds: find_ocds_url(text) }
        }
        root => Foreign::Xml { root: root.to_owned() },
    };
    Input::Foreign(foreign)
}

/// Returns the name of the first element, without its namespace's prefix.
fn find_root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.split_once('<')?.1;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if !rest.starts_with(['?', '!']) {
            let name = rest.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
            return Some(name.rsplit(':').next().unwrap_or(name));
        }
    }
}

fn is_html_doctype(text: &str) -> bool {
    text.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"))
}

fn detect_text(text: &str) -> Foreign {
    let mut lines = text.lines();
    let columns = |line: &str| line.matches([',', ';', '\t']).count();
    match (lines.next().map(columns), lines.next().map(columns)) {
        (Some(first), Some(second)) if first > 0 && second > 0 => Foreign::Csv,
        _ => Foreign::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_what_an_input_is() {
        let ted = |root: &str| Input::Ted { root: root.to_owned() };
        let xml = |root: &str| Input::Foreign(Foreign::Xml { root: root.to_owned() });
        for (text, expected) in [
            (&b" \n{"[..], Input::Json),
            (b"[", Input::Json),
            (b"", Input::Foreign(Foreign::Empty)),
            (b" \r\n", Input::Foreign(Foreign::Empty)),
            (b"PK\x03\x04abc", Input::Foreign(Foreign::Zip)),
            (b"%PDF-1.7", Input::Foreign(Foreign::Pdf)),
            (b"\xff\xfe{\0", Input::Foreign(Foreign::Utf16)),
            (b"ocid,id\na,b\n", Input::Foreign(Foreign::Csv)),
            (b"ocid;id\r\na;b\r\n", Input::Foreign(Foreign::Csv)),
            (b"Dear editor, this is no notice.", Input::Foreign(Foreign::Text)),
            (b"null", Input::Foreign(Foreign::Text)),
            (
                b"<?xml version='1.0'?><!-- <html> --><ContractAwardNotice xmlns='a'/>",
                ted("ContractAwardNotice"),
            ),
            (b"<pin:PriorInformationNotice>", ted("PriorInformationNotice")),
            (b"<TED_EXPORT>", ted("TED_EXPORT")),
            (
                b"<BusinessRegistrationInformationNotice>",
                ted("BusinessRegistrationInformationNotice"),
            ),
            (b"<rss version='2.0'>", xml("rss")),
            (b"<", xml("")),
            (b"<!DOCTYPE html><p>", Input::Foreign(Foreign::Html { ocds: None })),
            (b"<HTML lang=en>", Input::Foreign(Foreign::Html { ocds: None })),
        ] {
            assert_eq!(detect(text), expected, "{}", String::from_utf8_lossy(text));
        }
    }
}
