//! Runs of another language in HTML: the marks of [`crate::view::MARK`] as elements.

use crate::view::{MARK, split_runs};

/// Replaces the marks in HTML with elements that have a `lang`. Inside a tag, where no element can
/// be, they are dropped.
pub(super) fn replace_marks(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut is_in_tag = false;
    // Each part after the first is one that a mark begins or ends.
    for (index, part) in html.split(MARK).enumerate() {
        let text =
            if index == 0 { part.to_owned() } else { open_or_close(part, is_in_tag, &mut out) };
        let mut brackets = text.bytes().filter(|byte| matches!(byte, b'<' | b'>'));
        is_in_tag = brackets.next_back().map_or(is_in_tag, |last| last == b'<');
        out += &text;
    }
    out
}

/// Writes the tag that a mark stands for, and returns the text after it.
fn open_or_close(part: &str, is_in_tag: bool, out: &mut String) -> String {
    let run = split_runs(&format!("{MARK}{part}")).pop().unwrap_or_default();
    if !is_in_tag {
        if run.lang.is_empty() {
            *out += "</span>";
        } else {
            *out += &format!("<span lang=\"{}\" dir=\"auto\">", run.lang);
        }
    }
    run.text
}

#[cfg(test)]
mod tests {
    use super::replace_marks;

    #[test]
    fn a_run_is_an_element_and_an_attribute_has_none() {
        let run = |text: &str| format!("\u{E0001}\u{E0065}\u{E006E}{text}\u{E0001}");
        let html = format!("<p title=\"{}\">Pont, {}.</p>", run("By"), run("reported"));
        let expected = r#"<p title="By">Pont, <span lang="en" dir="auto">reported</span>.</p>"#;
        assert_eq!(replace_marks(&html), expected);
    }
}
