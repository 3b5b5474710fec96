//! A story as headings, paragraphs, lists and quotations: one walk over the view for every form
//! that has no box, so that none of them can leave out what another has.
//!
//! Everything is open, and nothing is said twice under one question: the status stands once, a
//! passage that proves several facts is printed with the first, and one that somebody spoke is
//! printed with who spoke it.

use std::collections::BTreeSet;

use crate::view::{
    BoxView, Card, CardBody, Evidence, Fact, Group, IssueView, Language, Line, Row, Section, Word,
    is_safe_href,
};

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// A heading, so many levels below the title.
    Heading(u8, String),
    /// A paragraph.
    Text(Vec<Span>),
    /// Exact words: the URL where they were published, if known, and their language, if it is not
    /// that of the box.
    Quote { cite: String, lang: String, words: Vec<Span> },
    /// Terms, each with what belongs to it.
    Terms(Vec<(String, Vec<Vec<Block>>)>),
    /// Items in an order that means nothing.
    List(Vec<Vec<Block>>),
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Span {
    /// Words.
    Plain(String),
    /// What the paragraph is about.
    Strong(String),
    /// The passage that proves a fact, among the words around it.
    Mark(String),
    /// Who published it, with the URL if there is one.
    Cite(String, Option<String>),
    /// A link, found to be safe.
    Link(String, String),
    /// Words in another language.
    Foreign(String, String),
}

/// The whole story; `base` is where links to other stories start.
pub(super) fn build_outline(view: &BoxView, base: &str) -> Vec<Block> {
    let cards = view.issues.iter().flat_map(|issue| &issue.rows).flat_map(|row| &row.cards);
    let said = cards.flat_map(Card::with_nested);
    let quoted = said.filter(|card| card.body == CardBody::Quote).map(|card| &*card.text).collect();
    Outline {
        view,
        base,
        language: Language::for_tag(&view.lang),
        quoted,
        printed: BTreeSet::new(),
    }
    .build()
}

struct Outline<'v> {
    view: &'v BoxView,
    base: &'v str,
    /// How the words that stand in the view are put together.
    language: &'static Language,
    /// The words that stand under who says what: as a passage they would stand twice.
    quoted: BTreeSet<&'v str>,
    /// The passages that stand already: source, before, passage, after.
    printed: BTreeSet<(Option<u32>, &'v str, &'v str, &'v str)>,
}

impl<'v> Outline<'v> {
    fn build(mut self) -> Vec<Block> {
        let view = self.view;
        let version = format!("{} {}", self.word(Word::Version), view.version);
        let as_of = format!("{} {}", self.word(Word::AsOf), view.as_of);
        let about = [self.word(Word::Kicker), &version, &as_of]
            .map(|text| self.language.to_sentence(text))
            .join(" ");
        let mut blocks = vec![Block::Heading(0, view.title.clone()), build_paragraph(&about)];
        if let Some(notice) = &view.withdrawn {
            let label = Span::Strong(self.language.to_sentence(&notice.label));
            let why = format!(" {}", self.language.add_aside(&notice.reason, &notice.date));
            blocks.push(Block::Text(vec![label, Span::Plain(why)]));
            return blocks;
        }
        self.add_facts(&mut blocks);
        self.add_people(&mut blocks);
        for section in &view.sections {
            self.add_section(section, &mut blocks);
        }
        blocks
    }

    fn add_facts(&mut self, blocks: &mut Vec<Block>) {
        let view = self.view;
        let key = std::iter::once(&view.status).chain(&view.value).chain(&view.facts);
        blocks.push(self.build_heading(1, Word::KeyFacts));
        let key = key.map(|line| self.build_term(line)).collect();
        blocks.push(Block::Terms(key));
        // The status, which stands among the further facts of the box to open its evidence, stands
        // above already.
        let mut more: Vec<_> = view
            .more
            .iter()
            .filter(|line| line.id != view.status.id)
            .map(|line| self.build_term(line))
            .collect();
        if !view.gaps.is_empty() {
            let gaps = view.gaps.iter().map(|gap| vec![build_paragraph(gap)]).collect();
            more.push((self.word(Word::Gaps).to_owned(), vec![vec![Block::List(gaps)]]));
        }
        if !more.is_empty() {
            blocks.push(self.build_heading(1, Word::MoreFacts));
            blocks.push(Block::Terms(more));
        }
    }

    fn build_term(&mut self, fact: &'v Fact) -> (String, Vec<Vec<Block>>) {
        let mut blocks = vec![build_paragraph(&fact.text)];
        push_paragraph(&mut blocks, &fact.detail);
        push_paragraph(&mut blocks, &fact.note);
        self.add_evidence(&fact.evidence, &mut blocks);
        (fact.label.clone(), vec![blocks])
    }

    fn add_people(&mut self, blocks: &mut Vec<Block>) {
        if self.view.issues.is_empty() {
            return;
        }
        blocks.push(self.build_heading(1, Word::WhoSaysWhat));
        let how =
            Span::Strong(format!("{}{}", self.word(Word::HowOrdered), self.word(Word::Colon)));
        blocks
            .push(Block::Text(vec![how, Span::Plain(format!(" {}", self.word(Word::OrderRule)))]));
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

    /// One person's words, deed or silence.
    fn build_card(&mut self, card: &'v Card) -> Vec<Block> {
        let mut lead = Vec::new();
        if let Some(person) = self.view.person_of(card) {
            let role =
                if person.role.is_empty() { String::new() } else { self.after_comma(&person.role) };
            lead = vec![
                Span::Strong(person.name.clone()),
                Span::Plain(self.language.to_sentence(&role)),
            ];
        }
        self.build_statement(card, lead)
    }

    /// The answer of somebody whom the words criticise, or that there is none.
    fn build_answer(&mut self, card: &'v Card) -> Vec<Block> {
        let name = self.view.person_of(card).map_or(&card.name, |person| &person.name);
        // Without a name, the text itself says whom it is about.
        let lead =
            (!name.is_empty()).then(|| Span::Strong(format!("{name}{}", self.word(Word::Colon))));
        self.build_statement(card, lead.into_iter().collect())
    }

    fn build_statement(&mut self, card: &'v Card, mut lead: Vec<Span>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let translated = !card.translation.is_empty();
        let lang = if translated { String::new() } else { card.lang.clone() };
        match &card.body {
            // A silence is one statement: who, and what is known of why.
            CardBody::Silence(silence) => {
                if !silence.word.is_empty() {
                    lead.push(Span::Plain(format!(
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
                    words: vec![Span::Plain(format!("{open}{}{close}", card.text))],
                });
            }
            CardBody::Said(flag) => {
                blocks.push(Block::Text(lead));
                let words = card.text.clone();
                let words =
                    if lang.is_empty() { Span::Plain(words) } else { Span::Foreign(lang, words) };
                blocks.push(Block::Text(vec![
                    Span::Strong(flag.clone()),
                    Span::Plain(" ".into()),
                    words,
                ]));
            }
        }
        if translated && card.original.is_empty() {
            push_paragraph(&mut blocks, &card.translation);
        } else if translated {
            let (open, close) = (self.word(Word::QuoteOpen), self.word(Word::QuoteClose));
            let about = format!("{} {} {open}", card.translation, self.word(Word::Original));
            let original = Span::Foreign(card.lang.clone(), card.original.clone());
            blocks.push(Block::Text(vec![
                Span::Plain(about),
                original,
                Span::Plain(close.to_owned()),
            ]));
        }
        push_paragraph(&mut blocks, &card.by);
        push_paragraph(&mut blocks, &card.note);
        self.add_evidence(&card.evidence, &mut blocks);
        for caveat in &card.caveats {
            let adds = Span::Strong(self.word(Word::SourceAdds).to_owned());
            blocks.push(Block::Text(vec![adds, Span::Plain(format!(" {}", caveat.text))]));
            self.add_evidence(&caveat.evidence, &mut blocks);
        }
        if !card.answers.is_empty() {
            let answers = card.answers.iter().map(|answer| self.build_answer(answer)).collect();
            blocks.push(Block::List(answers));
        }
        if !card.earlier.is_empty() {
            let lead = |earlier: &Card| {
                vec![Span::Strong(format!("{}{}", earlier.name, self.word(Word::Colon)))]
            };
            let leads: Vec<_> = card.earlier.iter().map(lead).collect();
            let earlier = card
                .earlier
                .iter()
                .zip(leads)
                .map(|(earlier, lead)| self.build_statement(earlier, lead))
                .collect();
            blocks.push(Block::List(earlier));
        }
        blocks
    }

    fn add_section(&mut self, section: &'v Section, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(1, section.title.clone()));
        for group in &section.groups {
            if !group.title.is_empty() {
                blocks.push(Block::Heading(2, group.title.clone()));
            }
            blocks.push(Block::List(self.build_items(group)));
        }
    }

    fn build_items(&mut self, group: &'v Group) -> Vec<Vec<Block>> {
        let item = |line: &'v Line| {
            let mut blocks = Vec::new();
            let label = match line.kind.source() {
                Some(source) => format!("{} {}", self.word(Word::SourceNumber), source.number),
                None => line.label.clone(),
            };
            if !label.is_empty() {
                blocks.push(Block::Text(vec![Span::Strong(label)]));
            }
            blocks.extend(self.build_line(line));
            blocks
        };
        group.lines.iter().map(item).collect()
    }

    /// A line without its label: the text, what stands beside it, what limits it, and who says so.
    fn build_line(&mut self, line: &'v Line) -> Vec<Block> {
        let said = match self.absolute_href(line.kind.href()) {
            Some(href) => Span::Link(line.text.clone(), href),
            None => Span::Plain(line.text.clone()),
        };
        let mut blocks = vec![Block::Text(vec![said])];
        push_paragraph(&mut blocks, &line.detail);
        push_paragraph(&mut blocks, &line.note);
        let archived = line.kind.source().map(|source| &source.archived);
        if let Some(archived) = archived.filter(|archived| is_safe_href(archived)) {
            let archived = Span::Link(self.word(Word::Archived).to_owned(), archived.clone());
            blocks.push(Block::Text(vec![archived]));
        }
        self.add_evidence(&line.evidence, &mut blocks);
        blocks
    }

    /// Cites the evidence: consecutive passages of one source share an attribution, and passages
    /// that were already printed are skipped.
    fn add_evidence(&mut self, evidence: &'v [Evidence], blocks: &mut Vec<Block>) {
        let mut named: Vec<Vec<Span>> = Vec::new();
        for each in evidence {
            let key = (each.number, &*each.before, &*each.passage, &*each.after);
            let is_said = each.passage.is_empty() || self.quoted.contains(&*each.passage);
            let is_new = !is_said && self.printed.insert(key);
            let who = self.build_attribution(each);
            let stands = if is_new { named.last() == Some(&who) } else { named.contains(&who) };
            if !stands {
                let end = if is_new {
                    self.word(Word::Colon).to_owned()
                } else {
                    self.language.to_sentence("")
                };
                blocks.push(Block::Text(who.iter().cloned().chain([Span::Plain(end)]).collect()));
                named.push(who);
            }
            if is_new {
                blocks.push(build_passage(each));
            }
        }
    }

    fn build_attribution(&self, evidence: &Evidence) -> Vec<Span> {
        let mut spans = Vec::new();
        if !evidence.claim.is_empty() {
            spans.push(Span::Strong(evidence.claim.clone()));
            spans.push(Span::Plain(format!("{} ", self.word(Word::Colon))));
        }
        if !evidence.provenance.is_empty() {
            spans
                .push(Span::Plain(format!("{}{}", evidence.provenance, self.language.marks.comma)));
        }
        spans.push(Span::Cite(evidence.cite.clone(), self.absolute_href(&evidence.href)));
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
            spans.push(Span::Plain(format!("{} ", self.language.to_sentence(&rest))));
            spans.push(Span::Link(self.word(Word::Archived).to_owned(), evidence.archived.clone()));
        } else {
            spans.push(Span::Plain(rest));
        }
        spans
    }

    /// The text, going on after a comma.
    fn after_comma(&self, text: &str) -> String {
        format!("{}{text}", self.language.marks.comma)
    }

    /// The absolute URL, if it may be linked to.
    fn absolute_href(&self, href: &str) -> Option<String> {
        let is_whole = href.contains("://");
        is_safe_href(href)
            .then(|| if is_whole { href.to_owned() } else { format!("{}{href}", self.base) })
    }

    fn build_heading(&self, depth: u8, word: Word) -> Block {
        Block::Heading(depth, self.word(word).to_owned())
    }

    fn word(&self, word: Word) -> &'v str {
        self.view.words.get(word)
    }
}

/// A paragraph that begins with these words and goes on with a text.
fn continue_with(mut lead: Vec<Span>, text: &str) -> Vec<Span> {
    let space = if lead.is_empty() { "" } else { " " };
    lead.push(Span::Plain(format!("{space}{text}")));
    lead
}

/// The passage that proves a fact, among the words around it.
fn build_passage(evidence: &Evidence) -> Block {
    let mut words = Vec::new();
    if !evidence.before.is_empty() {
        words.push(Span::Plain(format!("{} ", evidence.before)));
    }
    words.push(Span::Mark(evidence.passage.clone()));
    if !evidence.after.is_empty() {
        let space =
            if evidence.after.starts_with(|c: char| c.is_ascii_punctuation()) { "" } else { " " };
        words.push(Span::Plain(format!("{space}{}", evidence.after)));
    }
    let cite = Some(&evidence.href).filter(|href| is_safe_href(href)).cloned().unwrap_or_default();
    Block::Quote { cite, lang: String::new(), words }
}

fn build_paragraph(text: &str) -> Block {
    Block::Text(vec![Span::Plain(text.to_owned())])
}

fn push_paragraph(blocks: &mut Vec<Block>, words: &str) {
    if !words.is_empty() {
        blocks.push(build_paragraph(words));
    }
}
