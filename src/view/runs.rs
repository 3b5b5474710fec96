//! Runs of another language inside a text.
//!
//! A box has one language, and some of its texts another: the interface's own, where it has no words
//! in the story's language, and those of a translated story that are not translated. A screen reader
//! has to know which, to read them with the right voice
//! ([WCAG 3.1.2](https://www.w3.org/WAI/WCAG22/Understanding/language-of-parts.html)). Since one text
//! is often put together from both, the language is marked inside it: U+E0001 and the letters of the
//! tag as tag characters (U+E0061 is "a") begin a run, and U+E0001 without a tag ends it. These are
//! the [language tags](https://www.rfc-editor.org/rfc/rfc2482) of Unicode, which show nothing
//! anywhere; markup replaces them with `lang`.
//!
//! Names are not marked: nobody reads them in another voice.

/// Begins a run of another language inside a text of a view document, and ends it where no tag
/// follows.
pub const MARK: char = '\u{E0001}';

/// What is added to an ASCII character to make a tag character of it.
const TAG_BASE: u32 = 0xE0000;

/// A part of a text in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The BCP 47 tag; empty if the language is that of the box.
    pub lang: String,
    /// The text.
    pub text: String,
}

/// Whether a text has runs of another language, which [`split_runs`] finds.
pub fn is_marked(text: &str) -> bool {
    text.chars().any(|character| character == MARK)
}

/// Splits a text into its runs.
pub fn split_runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run::default();
    let mut is_in_tag = false;
    for character in text.chars() {
        if character == MARK {
            runs.push(std::mem::take(&mut run));
            is_in_tag = true;
            continue;
        }
        match to_tag_letter(character).filter(|_| is_in_tag) {
            Some(letter) => run.lang.push(letter),
            None => {
                is_in_tag = false;
                run.text.push(character);
            }
        }
    }
    runs.push(run);
    runs
}

/// Returns a text of a view document without the marks of other languages.
///
/// ```
/// use contract_fact_box::view::strip_marks;
///
/// assert_eq!(strip_marks("Pont, \u{E0001}\u{E0065}\u{E006E}reported\u{E0001}"), "Pont, reported");
/// ```
pub fn strip_marks(text: &str) -> String {
    let mut stripped = String::new();
    for run in split_runs(text) {
        stripped.push_str(&run.text);
    }
    stripped
}

/// The ASCII character of a tag character.
fn to_tag_letter(character: char) -> Option<char> {
    char::from_u32(u32::from(character).wrapping_sub(TAG_BASE)).filter(char::is_ascii_graphic)
}

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
pub(super) use making::{mark, mark_whole, mark_words, split_leading_mark};

#[cfg(any(feature = "story", not(target_arch = "wasm32")))]
mod making {
    use super::super::pattern::{Token, tokens};
    use super::{MARK, TAG_BASE, split_runs, strip_marks, to_tag_letter};

    /// Marks a text as one of another language.
    pub(in crate::view) fn mark(text: &str, lang: &str) -> String {
        let tag = lang.chars().filter_map(|letter| char::from_u32(u32::from(letter) + TAG_BASE));
        std::iter::once(MARK).chain(tag).chain(text.chars()).chain([MARK]).collect()
    }

    /// Makes a single run of a text with runs of one language, with all between and around them.
    pub(in crate::view) fn mark_whole(text: &str) -> String {
        let lang = split_runs(text).into_iter().map(|run| run.lang).find(|lang| !lang.is_empty());
        match lang {
            Some(lang) => mark(&strip_marks(text), &lang),
            None => text.to_owned(),
        }
    }

    /// Marks the words of a pattern, from the first letter to the last of each part. Punctuation,
    /// numbers and what replaces a placeholder are of no language or of their own.
    pub(in crate::view) fn mark_words(pattern: &str, lang: &str) -> String {
        let mut marked = String::new();
        for token in tokens(pattern) {
            match token {
                Token::Placeholder(name) => marked += &format!("{{{name}}}"),
                Token::Text(text) => {
                    let words = text.trim_matches(|letter: char| !letter.is_alphabetic());
                    match text.split_once(words).filter(|_| !words.is_empty()) {
                        Some((before, after)) => {
                            marked += before;
                            marked += &mark(words, lang);
                            marked += after;
                        }
                        None => marked += text,
                    }
                }
            }
        }
        marked
    }

    /// Splits a text after the mark that it begins with, if it does.
    pub(in crate::view) fn split_leading_mark(text: &str) -> (&str, &str) {
        if !text.starts_with(MARK) {
            return ("", text);
        }
        let start = text
            .find(|letter| letter != MARK && to_tag_letter(letter).is_none())
            .unwrap_or(text.len());
        text.split_at_checked(start).unwrap_or(("", text))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::{mark, mark_whole, mark_words, split_leading_mark, split_runs, strip_marks};

    fn runs(text: &str) -> Vec<(String, String)> {
        split_runs(text).into_iter().map(|run| (run.lang, run.text)).collect()
    }

    #[test]
    fn a_run_has_its_language_and_the_rest_has_none() {
        let text = format!("Pont, {}: £3", mark("reported value", "en-GB"));
        let expected = [("", "Pont, "), ("en-GB", "reported value"), ("", ": £3")];
        assert_eq!(runs(&text), expected.map(|(lang, text)| (lang.into(), text.into())));
        assert_eq!(strip_marks(&text), "Pont, reported value: £3");
        assert_eq!(strip_marks("🏴\u{E0067}\u{E0062}\u{E007F}"), "🏴\u{E0067}\u{E0062}\u{E007F}");
    }

    #[test]
    fn the_words_of_a_pattern_are_marked_and_nothing_else() {
        let by = mark("By", "en");
        assert_eq!(mark_words("By {who}.", "en"), format!("{by} {{who}}."));
        assert_eq!(mark_words("{text} ({aside})", "en"), "{text} ({aside})");
        assert_eq!(mark_whole(&format!("3 {by} 2026")), mark("3 By 2026", "en"));
        assert_eq!(mark_whole("2026"), "2026");
        assert_eq!(split_leading_mark(&by).1, "By\u{E0001}");
        assert_eq!(split_leading_mark("By"), ("", "By"));
    }
}
