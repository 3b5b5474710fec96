//! Texts of notices as a story may hold them: plain, within a length, and nothing in them changed.

use scraper::Html;

/// Stands in place of an e-mail address or a telephone number.
pub const LEFT_OUT: &str = "[…]";
/// The fewest digits that a telephone number has, with its code.
const MIN_TELEPHONE: usize = 10;

/// The tags that publishers leave in texts, as word processors and web forms write them.
const TAGS: [&str; 37] = [
    "a", "b", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "font", "h1", "h2",
    "h3", "h4", "hr", "html", "i", "img", "li", "ol", "p", "pre", "script", "small", "span",
    "strong", "style", "sub", "sup", "table", "tbody", "td", "th", "tr", "ul",
];

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
        plain = Html::parse_fragment(&escape_text(&plain)).root_element().text().collect();
    }
    let words = plain.split(|c: char| c.is_whitespace() || c.is_control() || is_direction_mark(c));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Escapes each `<` that begins no tag, as in "sites <one hectare", of which a parser of HTML would make
/// an element. A tag ends a word.
fn escape_text(text: &str) -> String {
    let mut escaped = String::new();
    for (index, part) in text.split('<').enumerate() {
        if index > 0 {
            escaped.push_str(if begins_tag(part) { " <" } else { "&lt;" });
        }
        escaped.push_str(part);
    }
    escaped
}

/// Whether what follows a `<` makes a tag or comment of it.
fn begins_tag(rest: &str) -> bool {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
    rest.contains('>') && (rest.starts_with("!--") || TAGS.contains(&&*name))
}

/// Replaces e-mail addresses and telephone numbers, which people write into descriptions: they are
/// personal data, and no part of a contract.
pub(super) fn leave_out_contacts(text: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut digits = 0;
    // How many words at the end may be parts of a telephone number.
    let mut parts = 0;
    for word in text.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '+');
        if bare.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) {
            words.push(LEFT_OUT);
            (digits, parts) = (0, 0);
            continue;
        }
        words.push(word);
        let is_part = !bare.is_empty()
            && bare.bytes().all(|byte| byte.is_ascii_digit() || b"+()-/".contains(&byte));
        let begins = bare.starts_with(['0', '+']);
        if !is_part || is_notice_number(bare) || parts == 0 && !begins {
            (digits, parts) = (0, 0);
            continue;
        }
        digits += bare.bytes().filter(u8::is_ascii_digit).count();
        parts += 1;
        if digits >= MIN_TELEPHONE {
            words.truncate(words.len().saturating_sub(parts));
            words.push(LEFT_OUT);
            (digits, parts) = (0, 0);
        }
    }
    words.join(" ")
}

/// Whether a word is the number of a notice, as `028961-2025`, which has as many digits as a telephone
/// number.
fn is_notice_number(word: &str) -> bool {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once('-').is_some_and(|(number, year)| {
        is_digits(number) && is_digits(year) && year.len() == 4 && year.starts_with("20")
    })
}

/// Whether a character changes the direction of the text after it.
fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Makes a text plain and cuts it to a length in characters: after a sentence if one ends in the
/// second half, otherwise after a word, with an ellipsis.
pub(super) fn fit_text(text: &str, most: usize) -> String {
    let plain = leave_out_contacts(&to_plain(text));
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
            ("Sites <one hectare of land. Call > now", "Sites <one hectare of land. Call > now"),
            ("Sites <b", "Sites <b"),
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
    fn addresses_and_telephone_numbers_are_left_out() {
        for (text, left) in [
            ("Email pat@example.org to bid.", "Email […] to bid."),
            ("Call 0151 482 9230.", "Call […]"),
            ("Call (0151) 482-9230 or +44 7700 900123 now", "Call […] or […] now"),
            ("Call 07700900123", "Call […]"),
            (
                "From 2026 to 2030, 10 000 000 units @ £5",
                "From 2026 to 2030, 10 000 000 units @ £5",
            ),
            ("Lot 01 and lot 02 of 48000000", "Lot 01 and lot 02 of 48000000"),
            ("See notice 028961-2025.", "See notice 028961-2025."),
        ] {
            assert_eq!(leave_out_contacts(text), left, "{text}");
        }
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
