//! Texts of notices as a story may hold them: plain, within a length, and nothing in them changed.

use scraper::Html;

/// The longest text of a story, in characters.
pub(super) const MAX_TEXT: usize = 700;

/// Makes the text of a notice plain: without HTML tags, character references and control
/// characters, and with single spaces.
///
/// Publishers paste from word processors, so that descriptions have `<p>` and `&nbsp;` in them.
pub fn to_plain(text: &str) -> String {
    let mut plain = text.to_owned();
    // What is escaped twice is text with tags once it is read. Texts escaped three times are no
    // longer worth the reading.
    for _ in 0..2 {
        if !plain.contains(['<', '&']) {
            break;
        }
        let spaced = plain.replace('<', " <");
        plain = Html::parse_fragment(&spaced).root_element().text().collect();
    }
    let words = plain.split(|c: char| c.is_whitespace() || c.is_control() || is_direction_mark(c));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a character changes the direction of the text after it.
fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Makes a text plain and cuts it to a length in characters: after a sentence if one ends in the
/// second half, otherwise after a word, with an ellipsis.
pub(super) fn fit_text(text: &str, most: usize) -> String {
    let plain = to_plain(text);
    if plain.chars().count() <= most {
        return plain;
    }
    let head: String = plain.chars().take(most - 1).collect();
    let sentence = head.rmatch_indices(". ").map(|(end, _)| end + 1).next();
    if let Some(sentence) = sentence.and_then(|end| head.get(..end))
        && sentence.chars().count() * 2 >= most
    {
        return sentence.to_owned();
    }
    let words = head.rsplit_once(' ').map_or(head.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', ';', ':', '.', '-', '–']))
}

/// Makes a slug of a text: lower-case ASCII letters and digits with hyphens between them, at most
/// 60. A text that has none is replaced.
pub(super) fn to_slug(text: &str, instead: &str) -> String {
    let mut slug = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(character, '\'' | '’') {
            slug.push('-');
        }
    }
    if slug.len() > 60 {
        slug.truncate(60);
        if let Some((words, _)) = slug.rsplit_once('-') {
            slug.truncate(words.len());
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { instead.to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_made_plain() {
        for (text, plain) in [
            ("A  bridge\r\n\r\nover the\tAny", "A bridge over the Any"),
            ("<p>A bridge</p><p>&amp; a road</p>", "A bridge & a road"),
            ("A &lt;b&gt;bridge&lt;/b&gt;", "A bridge"),
            ("Less than < 5 & more", "Less than < 5 & more"),
            ("<script>alert(1)</script>", "alert(1)"),
            ("A\u{202e}B\u{0}C", "A B C"),
        ] {
            assert_eq!(to_plain(text), plain, "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut_after_a_sentence_or_a_word() {
        assert_eq!(fit_text("A bridge.", 9), "A bridge.");
        assert_eq!(fit_text("A long bridge. A road.", 20), "A long bridge.");
        assert_eq!(fit_text("A bridge, and a road", 16), "A bridge, and…");
        assert_eq!(fit_text("Donaudampfschifffahrt", 8), "Donauda…");
    }

    #[test]
    fn slugs_are_made_of_any_text() {
        for (text, slug) in [
            ("Anytown Council's Bridge (Phase 2)", "anytown-councils-bridge-phase-2"),
            ("  -- ", "party"),
            ("橋", "party"),
            (
                "Provision of a very long title that goes on and on until it is cut off",
                "provision-of-a-very-long-title-that-goes-on-and-on-until-it",
            ),
        ] {
            assert_eq!(to_slug(text, "party"), slug, "{text}");
        }
    }
}
