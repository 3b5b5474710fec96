//! An article as plain text: its sentences, and where words stand in it.
//!
//! How it is split into sentences, whose numbers are the first column of the tables:
//!
//! 1. A line never shares a sentence with another line; lines without a letter or digit hold none.
//! 2. Bullets and spaces at the ends of a line belong to no sentence.
//! 3. Within a line a sentence ends after `.`, `!`, `?` or `…` together with the closing quotation
//!    marks and brackets that follow at once, if then comes a space and then anything but a small
//!    letter. So sentences inside one pair of quotation marks are told apart, and the closing mark
//!    stays with the last.

use std::ops::Range;

use super::story::Citation;

/// The text of an article.
pub(super) struct Article(pub(super) String);

impl Article {
    /// Where each sentence begins and ends.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let mut found = Vec::new();
        for line in self.0.split('\n') {
            let sentences = sentences_of_line(line).into_iter();
            found.extend(sentences.map(|place| start + place.start..start + place.end));
            start += line.len() + 1;
        }
        found
    }

    /// Where words stand in the article, overlapping places too.
    fn places(&self, words: &str) -> Vec<Range<usize>> {
        let starts = self.0.char_indices().map(|(start, _)| start);
        starts
            .filter(|start| self.0[*start..].starts_with(words))
            .map(|start| start..start + words.len())
            .collect()
    }

    /// Where a passage stands beside its neighbouring words, which only spaces may part from it.
    pub(super) fn places_of_passage(&self, citation: &Citation<'_>) -> Vec<Range<usize>> {
        if citation.quote.contains('\n') {
            return Vec::new();
        }
        let mut places = self.places(citation.quote);
        places.retain(|place| {
            let before = self.0[..place.start].rsplit('\n').next().expect("a line");
            let after = self.0[place.end..].split('\n').next().expect("a line");
            before.trim_end().ends_with(citation.prefix.trim())
                && after.trim_start().starts_with(citation.suffix.trim())
        });
        places
    }

    /// Where words are *all* that stands between two quotation marks.
    pub(super) fn places_of_quotation(&self, words: &str) -> Vec<Range<usize>> {
        let mut places = self.places(words);
        places.retain(|place| {
            let (before, after) = (&self.0[..place.start], &self.0[place.end..]);
            [('“', '”'), ('"', '"')]
                .iter()
                .any(|(open, close)| before.ends_with(*open) && after.starts_with(*close))
        });
        places
    }

    /// What stands between each pair of quotation marks.
    pub(super) fn quotations(&self) -> Vec<Range<usize>> {
        let opening = self.0.match_indices('“').map(|(start, mark)| start + mark.len());
        opening.filter_map(|start| Some(start..start + self.0[start..].find('”')?)).collect()
    }
}

fn sentences_of_line(line: &str) -> Vec<Range<usize>> {
    if !line.contains(char::is_alphanumeric) {
        return Vec::new();
    }
    let mut ends = find_sentence_ends(line);
    ends.push(line.trim_end().len());
    let first = line.find(|c: char| !c.is_whitespace() && c != '•').expect("it has letters");
    let mut start = first;
    ends.into_iter()
        .map(|end| {
            let sentence = start..end;
            let rest = &line[end..];
            start = end + rest.len() - rest.trim_start().len();
            sentence
        })
        .collect()
}

/// Where sentences end before the end of the line.
fn find_sentence_ends(line: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut from = 0;
    while let Some(mark) = line[from..].find(['.', '!', '?', '…']) {
        let rest = line[from + mark..].trim_start_matches(['.', '!', '?', '…']);
        let rest = rest.trim_start_matches(['”', '’', '"', '\'', ')', ']']);
        from = line.len() - rest.len();
        let next = rest.trim_start();
        if next.len() < rest.len() && next.chars().next().is_some_and(|c| !c.is_lowercase()) {
            ends.push(from);
        }
    }
    ends
}

#[test]
fn sentences_end_as_the_tables_count_them() {
    let text = "• One (so it is). Two “is. Three?” Four, e.g. five, £1.5m\n---\nSix… Seven ";
    let article = Article(text.to_owned());
    let sentences: Vec<_> = article.sentences().into_iter().map(|place| &text[place]).collect();
    assert_eq!(
        sentences,
        ["One (so it is).", "Two “is.", "Three?”", "Four, e.g. five, £1.5m", "Six…", "Seven"]
    );
}
