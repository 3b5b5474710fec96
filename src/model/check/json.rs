//! From text to a JSON value: what keeps it from being read, keys that are written twice, and where places stand.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::path::Path;
use super::wording::{JsonProblem, Problem};

/// The byte-order mark that some programs write before a text; it is no part of it.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The value that `text` holds, or the one problem that keeps it from being read.
pub(super) fn parse(text: &str) -> Result<Value, Problem> {
    let text = without_mark(text);
    serde_json::from_str(text).map_err(|error| Problem::Json(explain(text, &error)))
}

/// Each key that is written twice in one object, at its place: the last one would win without a word.
pub(super) fn repeated_keys(text: &str) -> Vec<(Path, Problem)> {
    let mut repeated = Vec::new();
    visit_places(without_mark(text), |place| {
        if let (Some(first), Some(key)) = (place.first_line, place.path.last_key()) {
            let problem =
                JsonProblem::RepeatedKey { key: key.to_owned(), first, again: place.line };
            repeated.push((place.path.clone(), Problem::Json(problem)));
        }
    });
    repeated
}

/// Where a place stands in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// How many places stand before it.
    pub(super) order: usize,
    /// The line on which it begins, counted from 1.
    pub(super) line: usize,
}

/// Where each of the `wanted` places stands.
pub(super) fn spots(text: &str, wanted: impl Iterator<Item = Path>) -> BTreeMap<Path, Spot> {
    let mut spots: BTreeMap<Path, Spot> = wanted.map(|path| (path, Spot::default())).collect();
    let mut order = 0;
    if !spots.is_empty() {
        visit_places(without_mark(text), |place| {
            if let Some(spot) = spots.get_mut(place.path) {
                *spot = Spot { order, line: place.line };
            }
            order += 1;
        });
    }
    spots
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// A place in the text.
struct Place<'a> {
    path: &'a Path,
    line: usize,
    /// The line of the same key before it in the same object, if there is one.
    first_line: Option<usize>,
}

/// What the scanner is in.
enum Container {
    Object { keys: HashMap<String, usize>, is_at_key: bool },
    Array { index: usize },
}

/// Calls `visit` for every key and every list element of a text that is known to be JSON, in order.
fn visit_places(text: &str, mut visit: impl FnMut(Place<'_>)) {
    let mut containers: Vec<Container> = Vec::new();
    let mut path = Path::default();
    let mut line = 1;
    let mut rest = text;
    visit(Place {
        path: &path,
        line: 1 + line_breaks(text, text.len() - text.trim_start().len()),
        first_line: None,
    });
    while let Some(next) = rest.chars().next() {
        let token = if next == '"' {
            string_token(rest)
        } else {
            rest.get(..next.len_utf8()).unwrap_or(rest)
        };
        rest = rest.get(token.len()..).unwrap_or_default();
        if next == '\n' {
            line += 1;
        }
        if next.is_whitespace() {
            continue;
        }
        if let Some(Container::Array { index }) = containers.last()
            && !matches!(next, ',' | ']')
            && path.len() < containers.len()
        {
            path.push_index(*index);
            visit(Place { path: &path, line, first_line: None });
        }
        match next {
            '{' => containers.push(Container::Object { keys: HashMap::new(), is_at_key: true }),
            '[' => containers.push(Container::Array { index: 0 }),
            '}' | ']' => {
                containers.pop();
                path.truncate(containers.len());
            }
            ',' => {
                path.truncate(containers.len().saturating_sub(1));
                match containers.last_mut() {
                    Some(Container::Object { is_at_key, .. }) => *is_at_key = true,
                    Some(Container::Array { index }) => *index += 1,
                    None => {}
                }
            }
            '"' => {
                if let Some(Container::Object { keys, is_at_key }) = containers.last_mut()
                    && std::mem::take(is_at_key)
                {
                    let key: String = serde_json::from_str(token).unwrap_or_default();
                    path.push_key(&key);
                    let first_line = keys.get(&key).copied();
                    keys.entry(key).or_insert(line);
                    visit(Place { path: &path, line, first_line });
                }
            }
            _ => {}
        }
    }
}

/// The string at the start of `text`, with its quotation marks; to the end of `text` if it is not closed.
fn string_token(text: &str) -> &str {
    let mut is_escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return text.get(..=at).unwrap_or(text),
            _ => {}
        }
    }
    text
}

fn line_breaks(text: &str, end: usize) -> usize {
    text.get(..end).unwrap_or(text).matches('\n').count()
}

/// What an editor can do about an error of the parser: the parser's own words are for programmers.
fn explain(text: &str, error: &serde_json::Error) -> JsonProblem {
    if text.trim().is_empty() {
        return JsonProblem::Empty;
    }
    // The parser counts bytes, and a line break as column 0 of the line after it.
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut offset = (line_start + error.column()).saturating_sub(1).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let what = error.to_string();
    let what = what.split(" at line").next().unwrap_or(&what);
    let (line, column) = position(text, offset);
    let found = text.get(offset..).and_then(|rest| rest.chars().next());
    if what.starts_with("control character") {
        let (opened_line, opened_column) = position(text, open_string(text, offset));
        return match found {
            Some('\n' | '\r') => {
                JsonProblem::BrokenText { line: opened_line, column: opened_column }
            }
            found => JsonProblem::RawControl { line, column, found: found.unwrap_or_default() },
        };
    }
    if error.is_eof() {
        return JsonProblem::CutOff { line: position(text, text.trim_end().len()).0 };
    }
    match found {
        Some(mark @ ('“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '\'' | '`')) => {
            JsonProblem::WrongMark { line, column, mark }
        }
        _ if what == "trailing comma" => JsonProblem::TrailingComma { line, column },
        _ if what == "trailing characters" => JsonProblem::AfterTheEnd { line, column },
        Some(found) if what.starts_with("expected `,`") => {
            JsonProblem::MissingComma { line, column, found }
        }
        Some('/' | '#') => JsonProblem::Comment { line, column },
        _ => JsonProblem::Other { line, column, what: what.to_owned() },
    }
}

/// Line and column of a byte, both counted from 1, the column in characters.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    (1 + line_breaks(text, offset), 1 + column)
}

/// Where the string that `offset` is in begins: the text before it is JSON.
fn open_string(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    let mut at = 0;
    while let Some(start) = before.get(at..).and_then(|rest| rest.find('"')).map(|found| at + found)
    {
        let token = before.get(start..).map_or("", string_token);
        at = start + token.len();
        if at >= before.len() {
            return start;
        }
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::{Spot, repeated_keys, spots};
    use crate::model::check::path::Path;

    #[test]
    fn every_place_has_its_line() {
        let text = "{\n \"a\": [1, {\"b\\n\": \"}\"},\n  [2],\r\n\"]\"],\n \"c\": {}\n}";
        let a = Path::default().key("a");
        let wanted = [
            (Path::default(), 1),
            (a.clone(), 2),
            (a.index(1).key("b\n"), 2),
            (a.index(2).index(0), 3),
            (a.index(3), 4),
            (Path::default().key("c"), 5),
        ];
        let found = spots(text, wanted.iter().map(|(path, _)| path.clone()));
        for (path, line) in &wanted {
            assert_eq!(found.get(path).map(|spot| spot.line), Some(*line), "{path}");
        }
        let orders: Vec<_> =
            wanted.iter().filter_map(|(path, _)| found.get(path)).map(|spot| spot.order).collect();
        assert!(orders.is_sorted(), "{orders:?}");
        assert_eq!(found.get(&Path::default()), Some(&Spot { order: 0, line: 1 }));
    }

    #[test]
    fn a_key_is_repeated_only_within_its_own_object() {
        let count = |text| repeated_keys(text).len();
        assert_eq!(count(r#"[{"a": {"a": "a"}}, {"a": ["a", "a"]}]"#), 0);
        assert_eq!(count(r#"{"a": 1, "b": {"c": 1, "\u0063": 2}, "a": 3, "a": 4}"#), 3);
    }
}
