//! Citations, as a reader sees them: publisher, date, passage, and a link that opens the source
//! there.

use super::super::words::fill;
use super::super::{Evidence, Language};
use super::{StoryContext, date};
use crate::model::{
    Citation, Expression, Fact, HttpUrl, Passage, Position, Provenance, Source, Verbatim,
};

/// How the authority of a source is described.
#[derive(Clone, Copy, Debug)]
pub(super) enum Basis {
    /// Not at all: what somebody said is neither official nor reported.
    Words,
    /// By the kind of the source: a public body's own record is official, everything else is
    /// reported.
    BySource,
    /// As worked out from other facts, or as not clear.
    Stated(Provenance),
}

impl Basis {
    /// The basis of a fact. That it is official or reported follows from each source.
    pub(super) fn of<T>(fact: &Fact<T>) -> Self {
        match fact.provenance {
            Some(stated @ (Provenance::Calculated | Provenance::NotClear)) => Self::Stated(stated),
            Some(Provenance::Official | Provenance::Reported) | None => Self::BySource,
        }
    }
}

/// What a figure with these sources is, as a whole: official as soon as one of them is.
pub(super) fn authority(
    story: &StoryContext,
    stated: Option<Provenance>,
    citations: &[Citation],
) -> Provenance {
    match stated {
        Some(stated @ (Provenance::Calculated | Provenance::NotClear)) => stated,
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

/// The evidence for a list of citations; `claim` is what these sources say, where others disagree.
pub(super) fn build_evidence(
    story: &StoryContext,
    citations: &[Citation],
    basis: Basis,
    claim: &str,
) -> Vec<Evidence> {
    citations.iter().filter_map(|citation| build_citation(story, citation, basis, claim)).collect()
}

/// The evidence for what somebody said or did: where the words are the speaker's own, the link
/// leads to them.
pub(super) fn build_evidence_of_words(story: &StoryContext, position: &Position) -> Vec<Evidence> {
    let words = match (&position.original_text, &position.translated_by) {
        (Some(original), _) => Some(&**original),
        // The source has other words than those of the translation.
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

/// The known publishers of the cited sources, each once.
pub(super) fn known_publishers<'s, 'c>(
    story: &'s StoryContext,
    citations: impl IntoIterator<Item = &'c Citation>,
) -> Vec<&'s str> {
    let mut all: Vec<&str> = Vec::new();
    for (_, source) in citations.into_iter().filter_map(|citation| find_source(story, citation)) {
        if *source.publisher != *"unknown" && !all.contains(&&*source.publisher) {
            all.push(&source.publisher);
        }
    }
    all
}

/// A cited source, and its place in the list of sources.
fn find_source<'s>(story: &'s StoryContext, citation: &Citation) -> Option<(usize, &'s Source)> {
    story.story.sources.iter().enumerate().find(|(_, source)| *source.id == **citation.source())
}

fn build_citation(
    story: &StoryContext,
    citation: &Citation,
    basis: Basis,
    claim: &str,
) -> Option<Evidence> {
    let (at, source) = find_source(story, citation)?;
    let text = |text: &Option<Verbatim>| text.as_deref().unwrap_or_default().to_owned();
    let mut evidence = Evidence {
        number: Some(source_number(at)),
        provenance: match basis {
            Basis::Words => "",
            Basis::BySource if source.kind.is_official() => story.words.evidence.official,
            Basis::BySource => story.words.evidence.reported,
            Basis::Stated(provenance) => provenance_name(story.words, provenance),
        }
        .to_owned(),
        claim: claim.to_owned(),
        cite: publisher_name(story.words, &source.publisher),
        date: date::format_date(story.words, &source.published),
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
        evidence.before = text(&passage.prefix);
        evidence.passage = passage.quote.to_string();
        evidence.after = text(&passage.suffix);
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

/// The number of a source, by its index in the list of sources.
pub(super) fn source_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1)
}

/// A publisher's name, or that it is not known.
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

fn link_to_passage(url: &str, passage: &Passage) -> String {
    add_text_fragment(
        url,
        passage.prefix.as_deref().unwrap_or_default(),
        &passage.quote,
        passage.suffix.as_deref().unwrap_or_default(),
    )
}

/// A URL with a text fragment, by the WICG specification "URL Fragment Text Directives".
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

/// Percent-encodes all but letters and digits: the directive gives `-`, `,` and `&` a meaning.
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
