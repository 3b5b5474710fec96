//! Finds the place of a story's words in the text of one source, or why there is none.

use super::difference::{Difference, find_difference};
use super::find::{Found, find_all, find_at};
use super::fold::FoldedText;
use super::source_text::SourceText;
use super::words::{Cited, PassageContext, StoryWords, WordsKind};

/// Why words have no place in a text.
#[derive(Debug)]
pub(super) enum Mismatch {
    /// The words stand at several places, and nothing tells which is meant.
    Ambiguous(Vec<Found>),
    /// The words stand in the text, but not after the passage's prefix or before its suffix.
    WrongNeighbour(Neighbour, Found),
    /// The words stand in the text, but not on the passage's page.
    WrongPage(Found),
    /// The words do not stand in the text.
    NotFound(Option<Difference>),
}

/// A text beside a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Neighbour {
    Prefix,
    Suffix,
}

/// Finds the place of words in the text of `source`.
///
/// # Errors
///
/// If there is none, or if nothing tells which of several is meant.
pub(super) fn resolve(
    text: &SourceText,
    source: &str,
    item: &StoryWords<'_>,
) -> Result<Found, Mismatch> {
    let folded = FoldedText::of_words(item.words);
    let found = find_all(text.folded(), &folded);
    let Some(first) = found.first().cloned() else {
        return Err(Mismatch::NotFound(find_difference(text, item.words, &folded)));
    };
    match item.kind {
        WordsKind::Passage => resolve_passage(text, found, item.context),
        _ if found.len() == 1 => Ok(first),
        WordsKind::Quotation => {
            let passages = find_passages(text, source, &item.cited);
            let beside: Vec<_> = found
                .iter()
                .filter(|place| passages.iter().any(|passage| is_beside(text, place, passage)))
                .collect();
            match &*beside {
                [place] => Ok((*place).clone()),
                _ => Err(Mismatch::Ambiguous(found)),
            }
        }
        // The same figure or phrase proves the same, wherever it stands.
        WordsKind::AsStated | WordsKind::QuotedInText | WordsKind::Verbatim => {
            let passages = find_passages(text, source, &item.cited);
            let within = found.iter().find(|place| {
                passages.iter().any(|passage| {
                    passage.units.start <= place.units.start && place.units.end <= passage.units.end
                })
            });
            Ok(within.cloned().unwrap_or(first))
        }
    }
}

/// Chooses the place of a passage by what stands beside it and by its page.
fn resolve_passage(
    text: &SourceText,
    mut found: Vec<Found>,
    context: PassageContext<'_>,
) -> Result<Found, Mismatch> {
    for (neighbour, words) in
        [(Neighbour::Prefix, context.prefix), (Neighbour::Suffix, context.suffix)]
    {
        let Some(words) = words else { continue };
        let words = FoldedText::of_words(words);
        let before = match neighbour {
            Neighbour::Prefix => find_all(text.folded(), &words),
            Neighbour::Suffix => Vec::new(),
        };
        let rest: Vec<_> = found
            .iter()
            .filter(|place| match neighbour {
                Neighbour::Prefix => {
                    before.iter().any(|before| follows(text, before.units.end, place.units.start))
                }
                Neighbour::Suffix => [place.units.end, place.units.end + 1].iter().any(|start| {
                    follows(text, place.units.end, *start)
                        && find_at(text.folded(), &words, *start).is_some()
                }),
            })
            .cloned()
            .collect();
        if let (true, Some(place)) = (rest.is_empty(), found.first()) {
            return Err(Mismatch::WrongNeighbour(neighbour, place.clone()));
        }
        found = rest;
    }
    if let Some(page) = context.page {
        let is_elsewhere =
            |place: &Found| text.page(place.bytes.start).is_some_and(|actual| actual != page);
        match found.first() {
            Some(place) if found.iter().all(is_elsewhere) => {
                return Err(Mismatch::WrongPage(place.clone()));
            }
            _ => found.retain(|place| !is_elsewhere(place)),
        }
    }
    match &*found {
        [place] => Ok(place.clone()),
        _ => Err(Mismatch::Ambiguous(found)),
    }
}

/// Finds the passages that are cited of a source, each if its own place is known.
fn find_passages(text: &SourceText, source: &str, cited: &[Cited<'_>]) -> Vec<Found> {
    cited
        .iter()
        .filter(|cited| cited.source == source)
        .filter_map(|cited| cited.passage)
        .filter_map(|(quote, context)| {
            let found = find_all(text.folded(), &FoldedText::of_words(quote));
            resolve_passage(text, found, context).ok()
        })
        .collect()
}

/// Whether a place has words in common with a passage, or stands right after or before it, with
/// only marks and spaces between. After the end of a sentence, other words are another's.
fn is_beside(text: &SourceText, place: &Found, passage: &Found) -> bool {
    let (place, passage) = (&place.units, &passage.units);
    let (end, start) = (place.end.min(passage.end), place.start.max(passage.start));
    let between = text.folded().units().get(end..start).unwrap_or_default();
    let is_after = passage.end <= place.start;
    !between.iter().any(|unit| {
        unit.character.is_alphanumeric() || is_after && matches!(unit.character, '.' | '!' | '?')
    })
}

/// Whether only a space, or nothing, is between two units of a text.
fn follows(text: &SourceText, end: usize, start: usize) -> bool {
    let is_space = || text.folded().units().get(end).is_some_and(|unit| unit.is_space());
    start == end || start == end + 1 && is_space()
}

#[cfg(test)]
mod tests {
    use super::super::source_text::SourceText;
    use super::super::words::{Cited, PassageContext, StoryWords, WordsKind};
    use super::{Mismatch, resolve};

    const TEXT: &str = "Ann said: “No comment.” The deal, worth £2m, is off.\n\u{C}Bo said: \
                        “No comment.” The deal, worth £2m, is on. Ann said: “Never”, says Ann. \
                        “Never”, says Bo.";

    /// Formats where words were found, by what follows them, or what was wrong.
    fn find(kind: WordsKind, words: &str, context: PassageContext<'_>, passage: &str) -> String {
        let text = SourceText::of_plain_text(TEXT.to_owned());
        let passage = (!passage.is_empty()).then(|| (passage, PassageContext::default()));
        let cited = vec![Cited { source: "a", passage }];
        let item = StoryWords { pointer: String::new(), kind, words, context, cited };
        match resolve(&text, "a", &item) {
            Ok(found) => {
                let rest = text.slice(found.bytes.end..TEXT.len());
                rest.chars().take(12).collect()
            }
            Err(Mismatch::Ambiguous(places)) => format!("{} places", places.len()),
            Err(Mismatch::WrongNeighbour(neighbour, _)) => format!("{neighbour:?}"),
            Err(Mismatch::WrongPage(_)) => "page".to_owned(),
            Err(Mismatch::NotFound(_)) => "nowhere".to_owned(),
        }
    }

    #[test]
    fn a_passage_that_stands_twice_is_told_by_its_neighbours_or_its_page() {
        let context = |prefix, suffix, page| PassageContext { prefix, suffix, page };
        for (words, context, found) in [
            ("worth £2m", context(None, None, None), "2 places"),
            ("worth £2m", context(Some("The deal,"), None, None), "2 places"),
            ("worth £2m", context(None, Some(", is off"), None), ", is off.\n\u{C}B"),
            ("worth £2m", context(None, Some(", is on."), None), ", is on. Ann"),
            ("worth £2m", context(None, Some("is on."), None), "Suffix"),
            ("The deal", context(Some("No comment.”"), None, Some(2)), ", worth £2m,"),
            ("worth £2m", context(None, None, Some(2)), ", is on. Ann"),
            ("worth £2m", context(None, None, Some(3)), "page"),
            ("is off", context(None, None, Some(2)), "page"),
            ("is off", context(Some("worth £1m,"), None, None), "Prefix"),
            ("is off", context(Some("m,"), None, None), "Prefix"),
            ("is off", context(Some("worth  £2m,"), Some("."), Some(1)), ".\n\u{C}Bo said: "),
            ("is up", context(None, None, None), "nowhere"),
        ] {
            assert_eq!(find(WordsKind::Passage, words, context, ""), found, "{words} {context:?}");
        }
    }

    #[test]
    fn a_quotation_that_stands_twice_is_told_by_the_passage_beside_it() {
        let none = PassageContext::default();
        for (passage, found) in [
            ("", "2 places"),
            ("is on. Ann said", "”, says Ann."),
            ("says Ann", "”, says Ann."),
            ("says Bo", "”, says Bo."),
            ("is off", "2 places"),
            ("“Never”, says Bo", "”, says Bo."),
        ] {
            assert_eq!(find(WordsKind::Quotation, "Never", none, passage), found, "{passage}");
        }
        // Which of them it is makes no difference.
        assert_eq!(find(WordsKind::AsStated, "£2m", none, ""), ", is off.\n\u{C}B");
        assert_eq!(find(WordsKind::AsStated, "£2m", none, "worth £2m, is on"), ", is on. Ann");
    }
}
