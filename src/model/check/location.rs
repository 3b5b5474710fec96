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
        Locator::new(text).locate(offset)
    }
}

/// Finds the locations of bytes of a text in ascending order: each is counted from the one before.
///
/// ```
/// use contract_fact_box::model::{Location, Locator};
///
/// let mut locator = Locator::new("{\n  \"a\": 1\n}");
/// assert_eq!(locator.locate(4), Location { line: 2, column: 3 });
/// assert_eq!(locator.locate(9), Location { line: 2, column: 8 });
/// ```
#[derive(Clone, Debug)]
pub struct Locator<'t> {
    text: &'t str,
    offset: usize,
    location: Location,
}

impl<'t> Locator<'t> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'t str) -> Self {
        let offset = text.len() - strip_byte_order_mark(text).len();
        Self { text, offset, location: Location { line: 1, column: 1 } }
    }

    /// Returns the location of a byte that is not before the last one that was asked for.
    pub fn locate(&mut self, offset: usize) -> Location {
        let Some(passed) = self.text.get(self.offset..offset) else { return self.location };
        let Location { line, column } = &mut self.location;
        match passed.rsplit_once('\n') {
            Some((_, last)) => {
                *line += passed.matches('\n').count();
                *column = 1 + last.chars().count();
            }
            None => *column += passed.chars().count(),
        }
        self.offset = offset;
        self.location
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
