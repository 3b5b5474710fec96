//! The messages about what keeps a text from being read as one document.

use super::{Message, message};

/// What is wrong with the text.
pub(in super::super) enum JsonProblem {
    Empty,
    CutOff { line: usize },
    BrokenText { line: usize, column: usize },
    RawControl { line: usize, column: usize, found: char },
    WrongMark { line: usize, column: usize, mark: char },
    TrailingComma { line: usize, column: usize },
    MissingComma { line: usize, column: usize, found: char },
    AfterTheEnd { line: usize, column: usize },
    Comment { line: usize, column: usize },
    Other { line: usize, column: usize, what: String },
    RepeatedKey { key: String, first: usize, again: usize },
}

impl JsonProblem {
    pub(super) fn to_message(&self) -> Message {
        match self {
            Self::Empty => not_json("the file is empty".into(), "save the story in it"),
            Self::CutOff { line } => not_json(
                format!("it ends on line {line}, in the middle of the document"),
                "add what is missing at its end: a quotation mark, ] or }",
            ),
            Self::BrokenText { line, column } => not_json(
                format!(
                    "the text that begins at line {line}, column {column} does not end on its line"
                ),
                "close it with a straight \", and write a line break within it as \\n",
            ),
            Self::RawControl { line, column, found } => not_json(
                format!(
                    "line {line}, column {column} holds {} within a text",
                    character_name(*found)
                ),
                "write a space in its place",
            ),
            Self::WrongMark { line, column, mark } => not_json(
                format!(
                    "line {line}, column {column} is {mark}, and only the straight \" opens and closes a text"
                ),
                "write \" in its place, and switch off the program's typographic quotation marks",
            ),
            Self::TrailingComma { line, column } => not_json(
                format!("line {line}, column {column} closes a list or object after a comma"),
                "remove that comma: the last entry has none",
            ),
            Self::MissingComma { line, column, found } => not_json(
                format!(
                    "line {line}, column {column} is {found}, where a comma or a closing bracket belongs"
                ),
                "add the comma after the entry before it, or write a quotation mark within a text as \\\"",
            ),
            Self::AfterTheEnd { line, column } => not_json(
                format!("line {line}, column {column} comes after the end of the document"),
                "remove it, or the closing bracket too many before it",
            ),
            Self::Comment { line, column } => not_json(
                format!("line {line}, column {column} begins a remark"),
                "remove it: JSON has no remarks",
            ),
            Self::Other { line, column, what } => not_json(
                format!("line {line}, column {column} is not JSON ({what})"),
                "check the commas, quotation marks and brackets just before that place",
            ),
            Self::RepeatedKey { key, first, again } => message(
                "repeated-key",
                if first == again {
                    format!("`{key}` stands twice on line {first}")
                } else {
                    format!("`{key}` stands on line {first} and again on line {again}")
                },
                "only one of the two would be read",
                "remove the one that is wrong".into(),
            ),
        }
    }
}

/// Writes the message about a text that is not JSON.
fn not_json(fact: String, fix: &str) -> Message {
    message("not-json", fact, "nothing of the document can be read", fix.into())
}

/// Names a character, as in "a tab" or "U+0007".
pub(super) fn character_name(character: char) -> String {
    if character == '\t' { "a tab".to_owned() } else { format!("U+{:04X}", u32::from(character)) }
}
