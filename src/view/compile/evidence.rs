//! Citations, as a reader sees them: publisher, date, passage, and a link that opens the source there.

use super::super::words::fill;
use super::super::{Evidence, Language};
use super::{Told, date};
use crate::model::{Citation, HttpUrl, Passage, Provenance};

/// The evidence for a list of citations; `claim` is what these sources say, where others disagree.
pub(super) fn list(story: &Told, citations: &[Citation], provenance: Option<Provenance>, claim: &str) -> Vec<Evidence> {
    citations.iter().filter_map(|citation| one(story, citation, provenance, claim)).collect()
}

/// The evidence for words that somebody spoke: the link leads to the words.
pub(super) fn of_words(story: &Told, citations: &[Citation], words: &str) -> Vec<Evidence> {
    let mut evidence = list(story, citations, None, "");
    for (evidence, citation) in evidence.iter_mut().zip(citations) {
        if citation.passage().is_none() && !evidence.href.is_empty() {
            evidence.href = fragment(&evidence.href, "", words, "");
        }
    }
    evidence
}

fn one(story: &Told, citation: &Citation, provenance: Option<Provenance>, claim: &str) -> Option<Evidence> {
    let at = story.sources.iter().position(|source| *source.id == **citation.source())?;
    let source = story.sources.get(at)?;
    let text = |text: &Option<crate::model::Verbatim>| text.as_deref().unwrap_or_default().to_owned();
    let mut evidence = Evidence {
        number: u32::try_from(at + 1).unwrap_or(u32::MAX),
        provenance: provenance
            .map(|provenance| provenance_word(story.words, provenance))
            .unwrap_or_default()
            .to_owned(),
        claim: claim.to_owned(),
        cite: publisher(story.words, &source.publisher),
        date: date::words(story.words, &source.published),
        href: source.url.known().unwrap_or_default().to_owned(),
        archived: source.archived_url.as_ref().and_then(HttpUrl::known).unwrap_or_default().to_owned(),
        ..Evidence::default()
    };
    if let Some(passage) = citation.passage() {
        evidence.before = text(&passage.prefix);
        evidence.passage = passage.quote.to_string();
        evidence.after = text(&passage.suffix);
        evidence.page =
            passage.page.map(|page| fill(story.words.evidence.page, [("page", &page.to_string())])).unwrap_or_default();
        if !evidence.href.is_empty() {
            evidence.href = at_passage(&evidence.href, passage);
        }
    }
    Some(evidence)
}

/// A publisher's name, or that it is not known.
pub(super) fn publisher(words: &Language, name: &str) -> String {
    if name == "unknown" { words.evidence.no_publisher } else { name }.to_owned()
}

fn provenance_word(words: &Language, provenance: Provenance) -> &'static str {
    let evidence = &words.evidence;
    match provenance {
        Provenance::Official => evidence.official,
        Provenance::Reported => evidence.reported,
        Provenance::Calculated => evidence.calculated,
        Provenance::NotClear => evidence.not_clear,
    }
}

fn at_passage(url: &str, passage: &Passage) -> String {
    fragment(
        url,
        passage.prefix.as_deref().unwrap_or_default(),
        &passage.quote,
        passage.suffix.as_deref().unwrap_or_default(),
    )
}

/// An address with a text fragment, by the WICG specification "URL Fragment Text Directives".
fn fragment(url: &str, prefix: &str, text: &str, suffix: &str) -> String {
    let mut out = url.to_owned();
    out.push_str(if url.contains('#') { ":~:text=" } else { "#:~:text=" });
    if !prefix.is_empty() {
        out.push_str(&encoded(prefix));
        out.push_str("-,");
    }
    out.push_str(&encoded(text));
    if !suffix.is_empty() {
        out.push_str(",-");
        out.push_str(&encoded(suffix));
    }
    out
}

/// Percent-encodes all but letters and digits: the directive gives `-`, `,` and `&` a meaning.
fn encoded(text: &str) -> String {
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
    use super::fragment;

    #[test]
    fn a_link_opens_the_source_at_the_passage() {
        assert_eq!(
            fragment("https://a.example/x", "", "worth £5, or", ""),
            "https://a.example/x#:~:text=worth%20%C2%A35%2C%20or"
        );
        assert_eq!(fragment("https://a.example/x#y", "the", "a-b", "c"), "https://a.example/x#y:~:text=the-,a%2Db,-c");
    }
}
