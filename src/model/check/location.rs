//! Lines and columns, as editors of code and of text count them.

use super::json::strip_byte_order_mark;

/// A line and a column of a text, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line.
    pub line: usize,
    /// The column; the characters before it on its line, and one.
    pub column: usize,
}

impl Location {
    /// Returns the location of a byte of a text. A byte-order mark at the start of the text takes
    /// up no column.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        let before = strip_byte_order_mark(text.get(..offset).unwrap_or(text));
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self { line: 1 + before.matches('\n').count(), column: 1 + line.chars().count() }
    }
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn columns_are_characters_after_a_byte_order_mark_and_a_line_break() {
        let text = "\u{FEFF}{\r\n \"ä\": €\n}";
        for (offset, line, column) in [
            (0, 1, 1),
            (3, 1, 1),
            (4, 1, 2),
            (6, 2, 1),
            (7, 2, 2),
            (13, 2, 7),
            (17, 3, 1),
            (18, 3, 2),
        ] {
            assert_eq!(Location::of(text, offset), Location { line, column }, "{offset}");
        }
    }
}
