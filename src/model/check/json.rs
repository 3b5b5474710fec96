//! Parses JSON and explains its syntax errors to editors.

use std::ops::Range;

use serde_json::Value;

use super::location::Location;
use super::wording::JsonProblem;

/// Some programs write it before a text. It is no part of the JSON.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Returns the text without a byte-order mark.
pub(super) fn strip_byte_order_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// A syntax error, and the bytes that it is about.
pub(super) struct SyntaxError {
    pub(super) problem: JsonProblem,
    pub(super) span: Range<usize>,
}

/// Parses a text as one JSON document.
pub(super) fn parse(text: &str) -> Result<Value, SyntaxError> {
    let json = strip_byte_order_mark(text);
    serde_json::from_str(json).map_err(|error| {
        let mut error = explain_error(json, &error);
        let mark = text.len() - json.len();
        error.span = error.span.start + mark..error.span.end + mark;
        error
    })
}

/// Explains an error of the parser, whose own messages are for programmers.
fn explain_error(text: &str, error: &serde_json::Error) -> SyntaxError {
    if text.trim().is_empty() {
        return SyntaxError { problem: JsonProblem::Empty, span: 0..0 };
    }
    let offset = offset_of(text, error);
    let Location { line, column } = Location::of(text, offset);
    let found = text.get(offset..).and_then(|rest| rest.chars().next());
    let message = error.to_string();
    let message = message.split(" at line").next().unwrap_or(&message);
    let mut span = offset..offset + found.map_or(0, char::len_utf8);
    let problem = match found {
        _ if message.starts_with("control character") => match found {
            Some('\n' | '\r') => {
                span = find_open_string(text, offset)..offset;
                let Location { line, column } = Location::of(text, span.start);
                JsonProblem::BrokenText { line, column }
            }
            found => JsonProblem::RawControl { line, column, found: found.unwrap_or_default() },
        },
        _ if error.is_eof() => {
            let end = text.trim_end().len();
            span = end..end;
            JsonProblem::CutOff { line: Location::of(text, end).line }
        }
        Some(mark @ ('“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '\'' | '`')) => {
            JsonProblem::WrongMark { line, column, mark }
        }
        _ if message == "trailing comma" => JsonProblem::TrailingComma { line, column },
        _ if message == "trailing characters" => JsonProblem::AfterTheEnd { line, column },
        Some(found) if message.starts_with("expected `,`") => {
            JsonProblem::MissingComma { line, column, found }
        }
        Some('/' | '#') => JsonProblem::Comment { line, column },
        _ => JsonProblem::Other { line, column, what: message.to_owned() },
    };
    SyntaxError { problem, span }
}

/// Returns the byte that an error of the parser is about.
///
/// serde_json counts columns in bytes, and a line break as column 0 of the next line.
fn offset_of(text: &str, error: &serde_json::Error) -> usize {
    let lines_before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let line_start: usize = lines_before.map(str::len).sum();
    text.floor_char_boundary((line_start + error.column()).saturating_sub(1))
}

/// Finds the start of the string that `offset` is in. The text before `offset` is valid JSON so
/// far.
fn find_open_string(text: &str, offset: usize) -> usize {
    let mut open = None;
    let mut is_escaped = false;
    for (index, character) in text.get(..offset).unwrap_or(text).char_indices() {
        match (character, open) {
            _ if is_escaped => is_escaped = false,
            ('\\', Some(_)) => is_escaped = true,
            ('"', None) => open = Some(index),
            ('"', Some(_)) => open = None,
            _ => {}
        }
    }
    open.unwrap_or(offset)
}
