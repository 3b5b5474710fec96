//! Official notices: reading and merging them.

mod mangled;
mod merge;
mod notices;
mod read;

use std::io::{self, Read};
use std::ops::ControlFlow;

use contract_fact_box::ocds::read::{Found, ReadError, Summary, Wanted, read_releases};
use contract_fact_box::ocds::{Json, Note};

/// Gives a few bytes at a time.
struct Pieces<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.size.min(buffer.len());
        let read = self.bytes.take(size as u64).read(buffer)?;
        self.bytes = &self.bytes[read..];
        Ok(read)
    }
}

/// Reads all releases of an input, and what is said about it.
fn read_all(input: impl Read) -> (Vec<Json>, Vec<Note>, Result<Summary, ReadError>) {
    let (mut releases, mut notes) = (Vec::new(), Vec::new());
    let result = read_releases(input, &Wanted::All, &mut |found| {
        match found {
            Found::Release(release) => releases.extend(release.to_json()),
            Found::Note(note) => notes.push(note),
            Found::Package(_) => {}
        }
        ControlFlow::Continue(())
    });
    (releases, notes, result)
}

/// Formats JSON with its numbers as they are written.
fn to_pretty(json: &Json) -> String {
    let mut text = String::new();
    write_pretty(json, 0, &mut text);
    text.push('\n');
    text
}

fn write_pretty(json: &Json, depth: usize, text: &mut String) {
    let quote = |string: &str| serde_json::to_string(string).expect("a string");
    let (entries, marks): (Vec<(String, &Json)>, _) = match json {
        Json::Null => return text.push_str("null"),
        Json::Bool(value) => return text.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => return text.push_str(number),
        Json::Text(string) => return text.push_str(&quote(string)),
        Json::List(items) => (items.iter().map(|item| (String::new(), item)).collect(), "[]"),
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (quote(key) + ": ", value));
            (entries.collect(), "{}")
        }
    };
    text.push_str(&marks[..1]);
    let indent = "\n".to_owned() + &"  ".repeat(depth + 1);
    for (position, (key, value)) in entries.iter().enumerate() {
        text.push_str(if position > 0 { "," } else { "" });
        text.push_str(&indent);
        text.push_str(key);
        write_pretty(value, depth + 1, text);
    }
    if !entries.is_empty() {
        text.push_str(&indent[..indent.len() - 2]);
    }
    text.push_str(&marks[1..]);
}
