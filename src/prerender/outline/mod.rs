//! A story as headings, paragraphs, lists and quotations. Every form without a box is made from
//! this one outline, so that none of them can leave out what another has.
//!
//! Everything is open, and nothing is repeated under one question: the status is given once, and a
//! passage that proves several facts only with the first. What somebody said is given with the
//! speaker, and not again as a passage.

mod evidence;
mod statements;

use std::collections::BTreeSet;

use crate::view::{BoxView, Card, CardBody, Fact, Language, Line, Section, Word, is_safe_href};

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// A heading: how many levels it is below the title (0 is the title itself), and its text.
    Heading(u8, String),
    /// A paragraph.
    Text(Vec<Inline>),
    /// Exact words. `cite` is the URL where they were published, `lang` their language if it is not
    /// that of the box; either may be empty.
    Quote { cite: String, lang: String, words: Vec<Inline> },
    /// Terms, each with its descriptions.
    Terms(Vec<(String, Vec<Vec<Block>>)>),
    /// An unordered list.
    List(Vec<Vec<Block>>),
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Inline {
    /// Plain text.
    Plain(String),
    /// What the paragraph is about.
    Strong(String),
    /// The passage that proves a fact, between the words before and after it.
    Mark(String),
    /// The name of a publisher, with the URL if there is one.
    Cite(String, Option<String>),
    /// A text that is a link, with a URL that was found safe.
    Link(String, String),
    /// The BCP 47 tag of another language, with a text in it.
    Foreign(String, String),
}

/// Builds the outline of a story. `base` is the URL of the bundle, for links to other stories.
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
    /// The language of the view, for the marks between its texts.
    language: &'static Language,
    /// The quotations in who says what. Passages with the same words are left out.
    quoted: BTreeSet<&'v str>,
    /// The passages printed so far: source, words before, passage, words after.
    printed: BTreeSet<(Option<u32>, &'v str, &'v str, &'v str)>,
}

impl<'v> Outline<'v> {
    fn build(mut self) -> Vec<Block> {
        let view = self.view;
        let version = format!("{} {}", self.word(Word::Version), view.version);
        let as_of = format!("{} {}", self.word(Word::AsOf), view.as_of);
        let about = [&*self.view.kicker, &version, &as_of]
            .map(|text| self.language.to_sentence(text))
            .join(" ");
        let mut blocks = vec![Block::Heading(0, view.title.clone()), build_paragraph(&about)];
        if let Some(notice) = &view.withdrawn {
            let label = Inline::Strong(self.language.to_sentence(&notice.label));
            let why = format!(" {}", self.language.add_aside(&notice.reason, &notice.date));
            blocks.push(Block::Text(vec![label, Inline::Plain(why)]));
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
        blocks.push(self.build_heading(1, Word::KeyFacts));
        let key_facts = std::iter::once(&view.status).chain(&view.value).chain(&view.facts);
        let terms = key_facts.map(|fact| self.build_term(fact)).collect();
        blocks.push(Block::Terms(terms));
        // The box repeats the status among the further facts. Here it is above already.
        let more_facts = view.more.iter().filter(|fact| fact.id != view.status.id);
        let mut more: Vec<_> = more_facts.map(|fact| self.build_term(fact)).collect();
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

    fn add_section(&mut self, section: &'v Section, blocks: &mut Vec<Block>) {
        blocks.push(Block::Heading(1, section.title.clone()));
        for group in &section.groups {
            if !group.title.is_empty() {
                blocks.push(Block::Heading(2, group.title.clone()));
            }
            let items = group.lines.iter().map(|line| self.build_item(line)).collect();
            blocks.push(Block::List(items));
        }
    }

    fn build_item(&mut self, line: &'v Line) -> Vec<Block> {
        let mut blocks = Vec::new();
        let label = match line.kind.source() {
            Some(source) => format!("{} {}", self.word(Word::SourceNumber), source.number),
            None => line.label.clone(),
        };
        if !label.is_empty() {
            blocks.push(Block::Text(vec![Inline::Strong(label)]));
        }
        blocks.extend(self.build_line(line));
        blocks
    }

    /// Builds a line without its label: the text, what limits it, and the evidence.
    fn build_line(&mut self, line: &'v Line) -> Vec<Block> {
        let text = match self.absolute_href(line.kind.href()) {
            Some(href) => Inline::Link(line.text.clone(), href),
            None => Inline::Plain(line.text.clone()),
        };
        let mut blocks = vec![Block::Text(vec![text])];
        push_paragraph(&mut blocks, &line.detail);
        push_paragraph(&mut blocks, &line.note);
        let archived = line.kind.source().map(|source| &source.archived);
        if let Some(archived) = archived.filter(|archived| is_safe_href(archived)) {
            let archived = Inline::Link(self.word(Word::Archived).to_owned(), archived.clone());
            blocks.push(Block::Text(vec![archived]));
        }
        self.add_evidence(&line.evidence, &mut blocks);
        blocks
    }

    /// Puts a comma before a text that continues another.
    fn after_comma(&self, text: &str) -> String {
        format!("{}{text}", self.language.marks.comma)
    }

    /// Makes a URL absolute, if it is safe to link to.
    fn absolute_href(&self, href: &str) -> Option<String> {
        if !is_safe_href(href) {
            return None;
        }
        let is_absolute = href.contains("://");
        Some(if is_absolute { href.to_owned() } else { format!("{}{href}", self.base) })
    }

    fn build_heading(&self, depth: u8, word: Word) -> Block {
        Block::Heading(depth, self.word(word).to_owned())
    }

    fn word(&self, word: Word) -> &'v str {
        self.view.words.get(word)
    }
}

fn build_paragraph(text: &str) -> Block {
    Block::Text(vec![Inline::Plain(text.to_owned())])
}

/// Adds a paragraph, unless the text is empty.
fn push_paragraph(blocks: &mut Vec<Block>, text: &str) {
    if !text.is_empty() {
        blocks.push(build_paragraph(text));
    }
}
