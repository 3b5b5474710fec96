//! Evidence for readers: publisher, date and passage, and a link that opens the source at the
//! passage.

use std::collections::BTreeSet;

use super::super::words::fill;
use super::super::{Evidence, Language};
use super::{StoryContext, date};
use crate::model::{Citation, Expression, Fact, HttpUrl, Passage, Position, Provenance, Source};

/// What evidence says about the authority of its source.
#[derive(Clone, Copy, Debug)]
pub(super) enum Basis {
    /// Nothing: what somebody said is neither official nor reported.
    Words,
    /// That it is official, if the source is a public body's own record, or else reported.
    BySource,
    /// What the story states: that the fact is calculated from others, or that it is not clear.
    Stated(Provenance),
}

impl Basis {
    /// Returns the basis that a fact states. A fact that is official or reported leaves that to its
    /// sources, since one may be a notice and another a report.
    pub(super) fn of<T>(fact: &Fact<T>) -> Self {
        match fact.provenance {
            Some(stated @ (Provenance::Calculated | Provenance::NotClear)) => Self::Stated(stated),
            Some(Provenance::Official | Provenance::Reported) | None => Self::BySource,
        }
    }
}

/// The provenance of a figure with these sources: official if one of them is.
pub(super) fn authority(
    story: &StoryContext,
    stated: Option<Provenance>,
    citations: &[Citation],
) -> Provenance {
    match stated {
        Some(stated @ (Provenance::Calculated | Provenance::NotClear)) => stated,
        // Neither can be stated: it depends on the sources.
        Some(Provenance::Official | Provenance::Reported) | None => {
            let mut sources = citations.iter().filter_map(|citation| find_source(story, citation));
            if sources.any(|(_, source)| source.kind.is_official()) {
                Provenance::Official
            } else {
                Provenance::Reported
            }
        }
    }
}

/// Builds the evidence for a list of citations. `claim` is what these sources say, if others
/// disagree.
pub(super) fn build_evidence(
    story: &StoryContext,
    citations: &[Citation],
    basis: Basis,
    claim: &str,
) -> Vec<Evidence> {
    citations.iter().filter_map(|citation| build_citation(story, citation, basis, claim)).collect()
}

/// Builds the evidence for a statement. If the citation names no passage, but the text is the
/// speaker's exact words, the link opens the source at these words.
pub(super) fn build_evidence_of_words(story: &StoryContext, position: &Position) -> Vec<Evidence> {
    let words = match (&position.original_text, &position.translated_by) {
        (Some(original), _) => Some(&**original),
        // The text is a translation, so the source has other words.
        (None, Some(_)) => None,
        (None, None) => Some(&*position.text),
    };
    let words = words.filter(|_| position.expression == Expression::Quote);
    let mut all = build_evidence(story, &position.sources, Basis::Words, "");
    for (evidence, citation) in all.iter_mut().zip(&position.sources) {
        if let (None, Some(words), false) = (citation.passage(), words, evidence.href.is_empty()) {
            evidence.href = add_text_fragment(&evidence.href, "", words, "");
        }
    }
    all
}

/// Lists the known publishers of the cited sources, each once.
pub(super) fn known_publishers<'s, 'c>(
    story: &'s StoryContext,
    citations: impl IntoIterator<Item = &'c Citation>,
) -> Vec<&'s str> {
    let (mut seen, mut all) = (BTreeSet::new(), Vec::new());
    for citation in citations {
        let publisher = story.index.known_publisher(citation);
        all.extend(publisher.filter(|publisher| seen.insert(*publisher)));
    }
    all
}

/// Finds a cited source, with its index in the list of sources.
fn find_source<'s>(story: &StoryContext<'s>, citation: &Citation) -> Option<(usize, &'s Source)> {
    story.index.source(citation.source())
}

fn build_citation(
    story: &StoryContext,
    citation: &Citation,
    basis: Basis,
    claim: &str,
) -> Option<Evidence> {
    let (index, source) = find_source(story, citation)?;
    let mut evidence = Evidence {
        number: Some(source_number(index)),
        provenance: match basis {
            Basis::Words => "",
            Basis::BySource if source.kind.is_official() => story.words.evidence.official,
            Basis::BySource => story.words.evidence.reported,
            Basis::Stated(provenance) => provenance_name(story.words, provenance),
        }
        .to_owned(),
        claim: claim.to_owned(),
        cite: publisher_name(story.words, &source.publisher),
        date: date::format_date_if_given(story.words, &source.published).unwrap_or_default(),
        href: source.url.known_url().unwrap_or_default().to_owned(),
        archived: source
            .archived_url
            .as_ref()
            .and_then(HttpUrl::known_url)
            .unwrap_or_default()
            .to_owned(),
        ..Evidence::default()
    };
    if let Some(passage) = citation.passage() {
        evidence.before = passage.prefix.as_deref().unwrap_or_default().to_owned();
        evidence.passage = passage.quote.to_string();
        evidence.after = passage.suffix.as_deref().unwrap_or_default().to_owned();
        evidence.page = passage
            .page
            .map(|page| fill(story.words.evidence.page, [("page", &page.to_string())]))
            .unwrap_or_default();
        if !evidence.href.is_empty() {
            evidence.href = link_to_passage(&evidence.href, passage);
        }
    }
    Some(evidence)
}

/// The number of a source, by its index in the list: readers count from 1.
pub(super) fn source_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}

/// The name of a publisher, or the words for an unknown one.
pub(super) fn publisher_name(words: &Language, name: &str) -> String {
    if name == "unknown" { words.evidence.no_publisher } else { name }.to_owned()
}

fn provenance_name(words: &Language, provenance: Provenance) -> &'static str {
    let evidence = &words.evidence;
    match provenance {
        Provenance::Official => evidence.official,
        Provenance::Reported => evidence.reported,
        Provenance::Calculated => evidence.calculated,
        Provenance::NotClear => evidence.not_clear,
    }
}

/// Makes a URL open the source at a passage.
fn link_to_passage(url: &str, passage: &Passage) -> String {
    add_text_fragment(
        url,
        passage.prefix.as_deref().unwrap_or_default(),
        &passage.quote,
        passage.suffix.as_deref().unwrap_or_default(),
    )
}

/// Adds a text fragment to a URL, as the WICG specification "URL Fragment Text Directives" defines
/// it.
fn add_text_fragment(url: &str, prefix: &str, text: &str, suffix: &str) -> String {
    let mut out = url.to_owned();
    out.push_str(if url.contains('#') { ":~:text=" } else { "#:~:text=" });
    if !prefix.is_empty() {
        out.push_str(&percent_encode(prefix));
        out.push_str("-,");
    }
    out.push_str(&percent_encode(text));
    if !suffix.is_empty() {
        out.push_str(",-");
        out.push_str(&percent_encode(suffix));
    }
    out
}

/// Percent-encodes everything except ASCII letters and digits, since `-`, `,` and `&` have a
/// meaning in a text directive.
fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::add_text_fragment;

    #[test]
    fn a_link_opens_the_source_at_the_passage() {
        assert_eq!(
            add_text_fragment("https://a.example/x", "", "worth £5, or", ""),
            "https://a.example/x#:~:text=worth%20%C2%A35%2C%20or"
        );
        assert_eq!(
            add_text_fragment("https://a.example/x#y", "the", "a-b", "c"),
            "https://a.example/x#y:~:text=the-,a%2Db,-c"
        );
    }
}
