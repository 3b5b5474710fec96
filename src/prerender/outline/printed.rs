//! Which texts readers have seen already, so that nothing is repeated.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::view::Evidence;

/// Texts that a shorter one may be a part of.
///
/// A text has the words of its part, so only those with the rarest of them are searched: a story may
/// have thousands of texts and as many parts.
#[derive(Default)]
struct Texts<'v> {
    all: Vec<&'v str>,
    /// The indices of the texts that have a word.
    by_word: HashMap<&'v str, Vec<usize>>,
}

impl<'v> Texts<'v> {
    fn add(&mut self, text: &'v str) {
        let index = self.all.len();
        self.all.push(text);
        for word in text.split_whitespace() {
            let texts = self.by_word.entry(word).or_default();
            if texts.last() != Some(&index) {
                texts.push(index);
            }
        }
    }

    /// Whether a text is a part of one of these.
    fn contain(&self, part: &str) -> bool {
        // The first word and the last may be the ends of other words.
        let words: Vec<_> = part.split_whitespace().collect();
        let whole = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
        let with_word =
            |word: &&str| self.by_word.get(*word).map(Vec::as_slice).unwrap_or_default();
        match whole.iter().map(with_word).min_by_key(|texts| texts.len()) {
            Some(texts) => {
                let mut texts = texts.iter().filter_map(|&index| self.all.get(index));
                texts.any(|text| text.contains(part))
            }
            None => self.all.iter().any(|text| text.contains(part)),
        }
    }
}

/// The words of people, and the passages that have been printed so far.
#[derive(Default)]
pub(super) struct Printed<'v> {
    quoted: Texts<'v>,
    /// The passages of each source, by its number.
    passages: BTreeMap<Option<u32>, Texts<'v>>,
    /// The passages with the words around them.
    extracts: BTreeSet<(Option<u32>, [&'v str; 3])>,
}

impl<'v> Printed<'v> {
    /// Starts with what people are quoted with: passages in it are left out.
    pub(super) fn new(quotations: impl Iterator<Item = &'v str>) -> Self {
        let mut printed = Self::default();
        quotations.for_each(|words| printed.quoted.add(words));
        printed
    }

    /// Whether readers have seen a passage: in the words of somebody, or in a passage of the source
    /// that was printed before.
    pub(super) fn has(&self, evidence: &Evidence) -> bool {
        let Evidence { number, before, passage, after, .. } = evidence;
        if before.is_empty() && after.is_empty() {
            let of_source = self.passages.get(number);
            self.quoted.contain(passage) || of_source.is_some_and(|texts| texts.contain(passage))
        } else {
            self.extracts.contains(&(*number, [before, passage, after]))
        }
    }

    /// Records that a passage is printed.
    pub(super) fn add(&mut self, evidence: &'v Evidence) {
        let Evidence { number, before, passage, after, .. } = evidence;
        self.passages.entry(*number).or_default().add(passage);
        self.extracts.insert((*number, [before, passage, after]));
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn a_text_is_found_in_others_wherever_its_words_begin() {
        let mut texts = Texts::default();
        ["The bridge is unsafe, and closed.", "橋は閉鎖された。", "Closed"]
            .into_iter()
            .for_each(|text| texts.add(text));
        for (part, is_found) in [
            ("The bridge is unsafe", true),
            ("ridge is un", true),
            ("is safe, and", false),
            ("safe, and closed", true),
            ("bridge  is", false),
            ("閉鎖", true),
            ("lose", true),
            ("open", false),
            ("the bridge is open", false),
            ("", true),
        ] {
            assert_eq!(texts.contain(part), is_found, "{part:?}");
        }
    }
}
