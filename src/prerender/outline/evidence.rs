//! The evidence below a text: a paragraph for each source, with the passages that prove the text.

use super::{Block, Href, Inline, Outline};
use crate::view::{Evidence, Word, is_safe_href};

/// A source of a text: the evidence that names it, and the passages of it that are not printed yet.
struct Cited<'v> {
    evidence: &'v Evidence,
    passages: Vec<&'v Evidence>,
}

impl Cited<'_> {
    /// Whether texts themselves say that this is their source, and nothing more is known of it.
    fn is_named_in(&self, texts: &[&str]) -> bool {
        let Evidence { cite, provenance, claim, href, .. } = self.evidence;
        let cite = cite.to_lowercase();
        self.passages.is_empty()
            && provenance.is_empty()
            && claim.is_empty()
            && !is_safe_href(href)
            && texts.iter().any(|text| text.to_lowercase().contains(&cite))
    }
}

impl<'v> Outline<'v> {
    /// Adds the evidence for `texts`, a paragraph for each source.
    pub(super) fn add_evidence(
        &mut self,
        texts: &[&str],
        evidence: &'v [Evidence],
        blocks: &mut Vec<Block>,
    ) {
        for cited in self.collect_sources(evidence) {
            if !cited.is_named_in(texts) {
                let mut source = self.build_source(&cited);
                if cited.passages.is_empty() {
                    source.push(Inline::Plain(self.language.to_sentence("")));
                }
                blocks.push(Block::Text(source));
            }
        }
    }

    /// Adds a remark on `texts` with its evidence: sources without a passage end the remark, others
    /// are paragraphs.
    pub(super) fn add_remark(
        &mut self,
        texts: &[&str],
        mut remark: Vec<Inline>,
        evidence: &'v [Evidence],
        blocks: &mut Vec<Block>,
    ) {
        let (open, close) = (self.word(Word::AsideOpen), self.word(Word::AsideClose));
        let mut sources = Vec::new();
        for cited in self.collect_sources(evidence) {
            let mut source = self.build_source(&cited);
            if !cited.passages.is_empty() {
                sources.push(Block::Text(source));
            } else if cited.is_named_in(texts) {
                // Nothing is left to say.
            } else if remark.is_empty() {
                source.push(Inline::Plain(self.language.to_sentence("")));
                sources.push(Block::Text(source));
            } else {
                remark.push(Inline::Plain(open.to_owned()));
                remark.extend(source);
                remark.push(Inline::Plain(close.to_owned()));
            }
        }
        if !remark.is_empty() {
            blocks.push(Block::Text(remark));
        }
        blocks.append(&mut sources);
    }

    /// Collects the sources of a text, without passages that were printed before.
    fn collect_sources(&mut self, evidence: &'v [Evidence]) -> Vec<Cited<'v>> {
        let mut sources: Vec<Cited> = Vec::new();
        for evidence in evidence {
            let is_new = !evidence.passage.is_empty() && !self.printed.has(evidence);
            let passage = is_new.then_some(evidence);
            if is_new {
                self.printed.add(evidence);
            }
            let known = sources.iter_mut().find(|known| is_same_source(known.evidence, evidence));
            match known {
                Some(known) => known.passages.extend(passage),
                None => sources.push(Cited { evidence, passages: passage.into_iter().collect() }),
            }
        }
        sources
    }

    /// Builds the paragraph of a source: "Reported, The Example: “passage” … “passage”".
    fn build_source(&self, cited: &Cited<'v>) -> Vec<Inline> {
        let evidence = cited.evidence;
        let marks = &self.language.marks;
        let mut inlines = Vec::new();
        if !evidence.claim.is_empty() {
            inlines.push(Inline::Strong(evidence.claim.clone()));
            inlines.push(Inline::Plain(marks.colon.to_owned()));
        }
        if !evidence.provenance.is_empty() {
            inlines.push(Inline::Plain(format!("{}{}", evidence.provenance, marks.comma)));
        }
        // A passage is itself a link to where it is.
        let href = self.absolute_href(&evidence.href).filter(|_| cited.passages.is_empty());
        let href = href.map(|href| Href::with_copy(href, &evidence.archived));
        inlines.push(Inline::Cite(evidence.cite.clone(), href));
        let mut rest = String::new();
        if !evidence.date.is_empty() {
            rest = format!("{}{}", marks.comma, evidence.date);
        }
        if let Some(number) = evidence.number.filter(|_| self.is_ambiguous(&evidence.cite)) {
            let source = format!("{} {number}", self.word(Word::SourceNumber));
            rest = self.language.add_aside(&rest, &source);
        }
        if cited.passages.is_empty() {
            inlines.push(Inline::Plain(rest));
            return inlines;
        }
        rest += marks.colon;
        for (index, passage) in cited.passages.iter().enumerate() {
            if index > 0 {
                rest += " … ";
            }
            inlines.push(Inline::Plain(std::mem::take(&mut rest)));
            self.add_passage(passage, &mut inlines);
            if !passage.page.is_empty() {
                rest = self.language.add_aside("", &passage.page);
            }
        }
        inlines.push(Inline::Plain(rest));
        inlines
    }

    /// Adds a passage in quotation marks. It is marked if there are words before or after it, and a
    /// link if that can open the source there.
    fn add_passage(&self, evidence: &Evidence, inlines: &mut Vec<Inline>) {
        let Evidence { before, passage, after, href, .. } = evidence;
        let (open, close) = (self.word(Word::QuoteOpen), self.word(Word::QuoteClose));
        let href = Some(href).filter(|href| is_safe_href(href));
        let href = href.map(|href| Href::with_copy(href.clone(), &evidence.archived));
        if before.is_empty() && after.is_empty() {
            let quotation = [open, passage, close].concat();
            inlines.push(match href {
                Some(href) => Inline::Link(quotation, href),
                None => Inline::Plain(quotation),
            });
            return;
        }
        let space = if before.is_empty() { "" } else { " " };
        inlines.push(Inline::Plain([open, before, space].concat()));
        inlines.push(match href {
            Some(href) => Inline::Link(passage.clone(), href),
            None => Inline::Mark(passage.clone()),
        });
        let is_close =
            after.is_empty() || after.starts_with(|first: char| first.is_ascii_punctuation());
        let space = if is_close { "" } else { " " };
        inlines.push(Inline::Plain([space, after, close].concat()));
    }

    /// Whether several sources are of this publisher, so that each needs its number.
    fn is_ambiguous(&self, publisher: &str) -> bool {
        let start = self.language.to_sentence(publisher);
        let first = self.sources.partition_point(|detail| **detail < *start);
        let mut after = self.sources.iter().skip(first);
        after.nth(1).is_some_and(|detail| detail.starts_with(&start))
    }
}

/// Whether evidence is from the same source for the same claim, so that it shares a paragraph.
fn is_same_source(one: &Evidence, other: &Evidence) -> bool {
    [&one.claim, &one.provenance, &one.cite, &one.date]
        == [&other.claim, &other.provenance, &other.cite, &other.date]
        && one.number == other.number
}
