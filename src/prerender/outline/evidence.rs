//! The evidence below a text: who published it, and the passages that prove it.

use super::{Block, Inline, Outline};
use crate::view::{Evidence, Word, is_safe_href};

impl<'v> Outline<'v> {
    /// Adds the evidence. Consecutive passages of one source share an attribution, and passages
    /// that were printed before are left out.
    pub(super) fn add_evidence(&mut self, evidence: &'v [Evidence], blocks: &mut Vec<Block>) {
        let mut attributions: Vec<Vec<Inline>> = Vec::new();
        for evidence in evidence {
            let Evidence { number, before, passage, after, .. } = evidence;
            let has_passage = !passage.is_empty() && !self.quoted.contains(&**passage);
            let is_new = has_passage && self.printed.insert((*number, before, passage, after));
            let attribution = self.build_attribution(evidence);
            // A passage follows its attribution; an attribution without one only has to be there.
            let is_attributed = if is_new {
                attributions.last() == Some(&attribution)
            } else {
                attributions.contains(&attribution)
            };
            if !is_attributed {
                let end = if is_new {
                    self.word(Word::Colon).to_owned()
                } else {
                    self.language.to_sentence("")
                };
                let mut inlines = attribution.clone();
                inlines.push(Inline::Plain(end));
                blocks.push(Block::Text(inlines));
                attributions.push(attribution);
            }
            if is_new {
                blocks.push(build_passage(evidence));
            }
        }
    }

    /// Builds who published a source, and when, with a link to it.
    fn build_attribution(&self, evidence: &Evidence) -> Vec<Inline> {
        let mut inlines = Vec::new();
        if !evidence.claim.is_empty() {
            inlines.push(Inline::Strong(evidence.claim.clone()));
            inlines.push(Inline::Plain(format!("{} ", self.word(Word::Colon))));
        }
        if !evidence.provenance.is_empty() {
            inlines.push(Inline::Plain(format!(
                "{}{}",
                evidence.provenance, self.language.marks.comma
            )));
        }
        inlines.push(Inline::Cite(evidence.cite.clone(), self.absolute_href(&evidence.href)));
        let mut rest = self.after_comma(&evidence.date);
        if !evidence.page.is_empty() {
            rest += &self.after_comma(&evidence.page);
        }
        if let Some(number) = evidence.number.filter(|_| self.view.has_several_sources()) {
            let source = format!("{} {number}", self.word(Word::SourceNumber));
            rest = self.language.add_aside(&rest, &source);
        }
        if !is_safe_href(&evidence.href) {
            rest = format!("{} {}", self.language.to_sentence(&rest), self.word(Word::NoAddress));
        }
        if is_safe_href(&evidence.archived) {
            inlines.push(Inline::Plain(format!("{} ", self.language.to_sentence(&rest))));
            inlines.push(Inline::Link(
                self.word(Word::Archived).to_owned(),
                evidence.archived.clone(),
            ));
        } else {
            inlines.push(Inline::Plain(rest));
        }
        inlines
    }
}

/// Builds the quotation of a passage, with the words before and after it.
fn build_passage(evidence: &Evidence) -> Block {
    let mut words = Vec::new();
    if !evidence.before.is_empty() {
        words.push(Inline::Plain(format!("{} ", evidence.before)));
    }
    words.push(Inline::Mark(evidence.passage.clone()));
    if !evidence.after.is_empty() {
        let space = if evidence.after.starts_with(|first: char| first.is_ascii_punctuation()) {
            ""
        } else {
            " "
        };
        words.push(Inline::Plain(format!("{space}{}", evidence.after)));
    }
    let cite = Some(&evidence.href).filter(|href| is_safe_href(href)).cloned().unwrap_or_default();
    Block::Quote { cite, lang: String::new(), words }
}
