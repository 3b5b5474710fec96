//! The only way from a document's words into markup.

/// Words as the text of an element or as the value of an attribute in double quotation marks.
///
/// White space is made one space: line breaks mean nothing here, and content systems make paragraphs of empty lines.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut spaced = false;
    for c in text.chars() {
        if c.is_ascii_whitespace() {
            if !spaced {
                out.push(' ');
            }
            spaced = true;
            continue;
        }
        spaced = false;
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Nothing else below a space may stand in HTML.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_stay_words() {
        assert_eq!(
            escaped(r#"<b class="a">R&D</b>"#),
            "&lt;b class=&quot;a&quot;&gt;R&amp;D&lt;/b&gt;"
        );
        assert_eq!(escaped("one\n\n    two\r\n\u{1}three "), "one two three ");
    }
}
