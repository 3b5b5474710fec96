//! Finds what stands in quotation marks within a text of a story.

use std::ops::Range;

/// Returns the bytes of each quotation in a text, without its marks. What is quoted within a
/// quotation is part of that; a mark without its counterpart is none.
pub(super) fn find_quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    let mut read_to = 0;
    for (start, mark) in text.char_indices() {
        let Some(closing) = closing_mark(mark).filter(|_| start >= read_to) else { continue };
        let inner = start + mark.len_utf8();
        if !opens(text, start, inner, mark) {
            continue;
        }
        if let Some(length) = find_end(text.get(inner..).unwrap_or_default(), closing) {
            quotations.push(inner..inner + length);
            read_to = inner + length + closing.len_utf8();
        }
    }
    quotations
}

/// Returns the mark that ends what another begins.
fn closing_mark(mark: char) -> Option<char> {
    Some(match mark {
        '“' => '”',
        '„' => '“',
        '‘' => '’',
        '‚' => '‘',
        '«' => '»',
        '‹' => '›',
        '"' | '\'' => mark,
        _ => return None,
    })
}

/// Whether a mark begins a quotation here: it is in front of something and, where the mark is also
/// an apostrophe or ends quotations, not behind a letter.
fn opens(text: &str, start: usize, inner: usize, mark: char) -> bool {
    let before = text.get(..start).unwrap_or_default().chars().next_back();
    let after = text.get(inner..).unwrap_or_default().chars().next();
    let is_open = match mark {
        '"' | '\'' | '“' | '‘' => !before.is_some_and(char::is_alphanumeric),
        _ => true,
    };
    is_open && after.is_some_and(|after| !after.is_whitespace())
}

/// Returns how long a quotation is that ends with `closing`. Within a word, the mark is an
/// apostrophe.
fn find_end(text: &str, closing: char) -> Option<usize> {
    text.match_indices(closing).map(|(index, _)| index).find(|index| {
        let (before, after) = text.split_at_checked(*index).unwrap_or_default();
        let next = after.chars().nth(1);
        let is_closing = matches!(closing, '’' | '\'') && next.is_some_and(char::is_alphanumeric);
        !is_closing && before.chars().next_back().is_some_and(|last| !last.is_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use super::find_quotations;

    #[test]
    fn quotations_are_told_from_apostrophes_and_stray_marks() {
        for (text, quotations) in [
            ("It “has refused to comment” so far.", &["has refused to comment"][..]),
            ("Called it ‘racist’, and 'unfair'.", &["racist", "unfair"]),
            ("The company’s and the firms’ deal", &[]),
            ("The firm's and the firms' deal", &[]),
            ("Said ‘we can’t do it’ twice", &["we can’t do it"]),
            ("Said \"so, 'yes'\" and \"no\"", &["so, 'yes'", "no"]),
            ("Nannte es „unfair“ und «teuer»", &["unfair", "teuer"]),
            ("A stray “ mark, and 5\" more", &[]),
            ("An open “quotation", &[]),
            ("“”", &[]),
        ] {
            let found: Vec<_> =
                find_quotations(text).into_iter().filter_map(|bytes| text.get(bytes)).collect();
            assert_eq!(found, quotations, "{text}");
        }
    }
}
