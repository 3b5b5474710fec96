//! Who says what, question by question.

use super::{Block, Inline, Outline, push_paragraph};
use crate::view::{Card, CardBody, IssueView, Row, Word, is_safe_href};

impl<'v> Outline<'v> {
    pub(super) fn add_people(&mut self, blocks: &mut Vec<Block>) {
        if self.view.issues.is_empty() {
            return;
        }
        blocks.push(self.build_heading(1, Word::WhoSaysWhat));
        let how_ordered =
            Inline::Strong(format!("{}{}", self.word(Word::HowOrdered), self.word(Word::Colon)));
        blocks.push(Block::Text(vec![
            how_ordered,
            Inline::Plain(format!(" {}", self.word(Word::OrderRule))),
        ]));
        for issue in &self.view.issues {
            self.add_issue(issue, blocks);
        }
    }

    fn add_issue(&mut self, issue: &'v IssueView, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(2, issue.question.clone()));
        push_paragraph(blocks, &issue.scope);
        let rows = issue.rows.iter().map(|row| self.build_row(row)).collect();
        blocks.push(Block::Terms(rows));
    }

    fn build_row(&mut self, row: &'v Row) -> (String, Vec<Vec<Block>>) {
        (row.word.clone(), row.without_repeats().map(|card| self.build_card(card)).collect())
    }

    /// Builds a statement or silence, after the person's name and role.
    fn build_card(&mut self, card: &'v Card) -> Vec<Block> {
        let mut lead = Vec::new();
        if let Some(person) = self.view.person_of(card) {
            let role =
                if person.role.is_empty() { String::new() } else { self.after_comma(&person.role) };
            lead = vec![
                Inline::Strong(person.name.clone()),
                Inline::Plain(self.language.to_sentence(&role)),
            ];
        }
        self.build_statement(card, lead)
    }

    /// Builds an answer to a statement, or the note that there is none.
    fn build_answer(&mut self, card: &'v Card) -> Vec<Block> {
        let name = self.view.person_of(card).map_or(&card.name, |person| &person.name);
        // A card without a name says in its text whom it is about.
        let lead =
            (!name.is_empty()).then(|| Inline::Strong(format!("{name}{}", self.word(Word::Colon))));
        self.build_statement(card, lead.into_iter().collect())
    }

    fn build_statement(&mut self, card: &'v Card, mut lead: Vec<Inline>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let is_translated = !card.translation.is_empty();
        let lang = if is_translated { String::new() } else { card.lang.clone() };
        match &card.body {
            // One paragraph: who is silent, and what is known about the reason.
            CardBody::Silence(silence) => {
                if !silence.word.is_empty() {
                    lead.push(Inline::Plain(format!(
                        " {}",
                        self.language.to_sentence(&silence.word)
                    )));
                }
                blocks.push(Block::Text(continue_with(lead, &card.text)));
            }
            CardBody::Pointer(_) => return vec![Block::Text(continue_with(lead, &card.text))],
            CardBody::Quote => {
                blocks.push(Block::Text(lead));
                let (open, close) = (self.word(Word::QuoteOpen), self.word(Word::QuoteClose));
                let cite = card
                    .evidence
                    .iter()
                    .map(|evidence| &*evidence.href)
                    .find(|href| is_safe_href(href));
                blocks.push(Block::Quote {
                    cite: cite.unwrap_or_default().to_owned(),
                    lang,
                    words: vec![Inline::Plain(format!("{open}{}{close}", card.text))],
                });
            }
            CardBody::Said(flag) => {
                blocks.push(Block::Text(lead));
                let words = card.text.clone();
                let words = if lang.is_empty() {
                    Inline::Plain(words)
                } else {
                    Inline::Foreign(lang, words)
                };
                blocks.push(Block::Text(vec![
                    Inline::Strong(flag.clone()),
                    Inline::Plain(" ".into()),
                    words,
                ]));
            }
        }
        if is_translated && card.original.is_empty() {
            push_paragraph(&mut blocks, &card.translation);
        } else if is_translated {
            let (open, close) = (self.word(Word::QuoteOpen), self.word(Word::QuoteClose));
            let about = format!("{} {} {open}", card.translation, self.word(Word::Original));
            let original = Inline::Foreign(card.lang.clone(), card.original.clone());
            blocks.push(Block::Text(vec![
                Inline::Plain(about),
                original,
                Inline::Plain(close.to_owned()),
            ]));
        }
        push_paragraph(&mut blocks, &card.by);
        push_paragraph(&mut blocks, &card.note);
        self.add_evidence(&card.evidence, &mut blocks);
        for caveat in &card.caveats {
            let adds = Inline::Strong(self.word(Word::SourceAdds).to_owned());
            blocks.push(Block::Text(vec![adds, Inline::Plain(format!(" {}", caveat.text))]));
            self.add_evidence(&caveat.evidence, &mut blocks);
        }
        if !card.answers.is_empty() {
            let answers = card.answers.iter().map(|answer| self.build_answer(answer)).collect();
            blocks.push(Block::List(answers));
        }
        if !card.earlier.is_empty() {
            let mut items = Vec::new();
            for earlier in &card.earlier {
                let lead = Inline::Strong(format!("{}{}", earlier.name, self.word(Word::Colon)));
                items.push(self.build_statement(earlier, vec![lead]));
            }
            blocks.push(Block::List(items));
        }
        blocks
    }
}

/// Continues a paragraph with a text.
fn continue_with(mut lead: Vec<Inline>, text: &str) -> Vec<Inline> {
    let space = if lead.is_empty() { "" } else { " " };
    lead.push(Inline::Plain(format!("{space}{text}")));
    lead
}
