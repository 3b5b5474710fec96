//! How values enter the templates beside this file: `askama.toml` has every value pass here.

use std::fmt::{self, Write};

use askama::filters::Escaper;

/// Escapes a value as the text of an element or of an attribute in double quotation marks, on one
/// line.
///
/// Runs of white space become one space: line breaks mean nothing in these places, and content
/// systems turn empty lines into paragraphs. Other control characters are dropped, since HTML does
/// not allow them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OneLine;

impl Escaper for OneLine {
    fn write_escaped_str<W: Write>(&self, mut html: W, text: &str) -> fmt::Result {
        let mut follows_space = false;
        for character in text.chars() {
            let is_space = character.is_ascii_whitespace();
            if !(is_space && follows_space) {
                self.write_escaped_char(&mut html, character)?;
            }
            follows_space = is_space;
        }
        Ok(())
    }

    fn write_escaped_char<W: Write>(&self, mut html: W, character: char) -> fmt::Result {
        match character {
            '&' => html.write_str("&amp;"),
            '<' => html.write_str("&lt;"),
            '>' => html.write_str("&gt;"),
            '"' => html.write_str("&quot;"),
            _ if character.is_ascii_whitespace() => html.write_char(' '),
            _ if character.is_control() => Ok(()),
            _ => html.write_char(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escape(text: &str) -> String {
        let mut html = String::new();
        OneLine.write_escaped_str(&mut html, text).expect("memory takes everything");
        html
    }

    #[test]
    fn markup_becomes_text() {
        assert_eq!(
            escape(r#"<b class="a">R&D</b>"#),
            "&lt;b class=&quot;a&quot;&gt;R&amp;D&lt;/b&gt;"
        );
    }

    #[test]
    fn white_space_becomes_one_space_and_control_characters_go() {
        assert_eq!(escape("one\n\n    two\r\n\u{1}three "), "one two three ");
    }
}
