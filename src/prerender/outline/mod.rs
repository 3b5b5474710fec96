//! A story as headings, paragraphs, lists and quotations. Every form without a box is made from
//! this one outline, so that none of them can leave out what another has.
//!
//! Everything is open, in the order of the box, and nothing is repeated under one question: a
//! passage that proves several facts is given only with the first. What somebody said is given with
//! the speaker, and not again as a passage.

mod evidence;
mod link;
mod printed;
mod statements;

pub(super) use link::Href;
use printed::Printed;

use crate::view::{
    BoxView, Card, CardBody, Fact, Fold, FoldId, Language, Line, Parts, Section, SectionId, Stage,
    Word, is_safe_href,
};

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
    Terms(Vec<(String, Vec<Block>)>),
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
    /// The passage that proves a fact, among the words around it.
    Mark(String),
    /// The name of a publisher, with the URL if there is one.
    Cite(String, Option<Href>),
    /// A text that is a link, with a URL that was found safe.
    Link(String, Href),
    /// The BCP 47 tag of another language, with a text in it.
    Foreign(String, String),
}

/// Builds the outline of a story, or of some parts of it. `base` is the URL of the bundle, for links
/// to stories.
pub(super) fn build_outline(view: &BoxView, parts: &Parts, base: &str) -> Vec<Block> {
    let cards = view.issues.iter().flat_map(|issue| &issue.cards);
    let said = cards.flat_map(Card::with_nested);
    let quoted = said.filter(|card| card.body == CardBody::Quote).map(|card| &*card.text);
    Outline {
        view,
        base,
        language: Language::for_box(&view.lang),
        printed: Printed::new(quoted),
        sources: list_source_details(view),
    }
    .build(parts)
}

/// Lists what is said about each source after its title, in the order of the texts.
fn list_source_details(view: &BoxView) -> Vec<&str> {
    let groups = view.section(SectionId::Sources).into_iter().flat_map(|section| &section.groups);
    let sources = groups.flat_map(|group| &group.lines).filter(|line| line.kind.source().is_some());
    let mut details: Vec<_> = sources.map(|line| &*line.detail).collect();
    details.sort_unstable();
    details
}

struct Outline<'v> {
    view: &'v BoxView,
    base: &'v str,
    /// The language of the view, for the marks between its texts.
    language: &'static Language,
    /// What readers have seen so far, and the quotations in who says what.
    printed: Printed<'v>,
    /// What is said about each source, in the order of the texts.
    sources: Vec<&'v str>,
}

impl<'v> Outline<'v> {
    fn build(mut self, parts: &Parts) -> Vec<Block> {
        let view = self.view;
        let as_of = format!("{} {}", self.word(Word::AsOf), view.as_of);
        let version = format!("{} {}", self.word(Word::Version), view.version);
        let about =
            [&view.kicker, &as_of, &version].map(|text| self.language.to_sentence(text)).join(" ");
        let mut blocks = vec![Block::Heading(0, view.title.clone()), build_paragraph(&about)];
        if let Some(notice) = &view.withdrawn {
            let label = Inline::Strong(self.language.to_sentence(&notice.label));
            let why = format!(" {}", self.language.add_aside(&notice.reason, &notice.date));
            blocks.push(Block::Text(vec![label, Inline::Plain(why)]));
            return blocks;
        }
        match parts {
            Parts::All => {
                self.add_key_facts(&[], &mut blocks);
                self.add_people(&mut blocks);
                for fold in &view.folds {
                    self.add_fold(fold, &mut blocks);
                }
            }
            Parts::Facts => self.add_key_facts(&view.told, &mut blocks),
            Parts::Words(None) => self.add_people(&mut blocks),
            Parts::Words(Some(id)) => {
                if let Some(issue) = view.issues.iter().find(|issue| issue.id == *id) {
                    self.add_issue(issue, 1, &mut blocks);
                }
            }
            Parts::Compare(people) => self.add_compared(people, &mut blocks),
        }
        if *parts != Parts::All {
            let page = format!("stories/{}.html", view.id);
            if let Some(page) = self.absolute_href(&page) {
                let link = Inline::Link(self.word(Word::WholeBox).to_owned(), page.into());
                blocks.push(Block::Text(vec![link]));
            }
        }
        blocks
    }

    /// Adds the stages of the contract, its value and the key facts, with `more` of them.
    fn add_key_facts(&mut self, more: &'v [Fact], blocks: &mut Vec<Block>) {
        let view = self.view;
        if !view.track.is_empty() {
            blocks.push(self.build_track(&view.track));
        }
        let facts: Vec<_> = view.value.iter().chain(&view.facts).chain(more).collect();
        if !facts.is_empty() {
            blocks
                .push(Block::Terms(facts.into_iter().map(|fact| self.build_term(fact)).collect()));
        }
    }

    /// Builds one paragraph of all stages; the current one is marked.
    fn build_track(&self, track: &[Stage]) -> Block {
        let marks = &self.language.marks;
        let mut inlines = vec![Inline::Plain(format!("{}{}", self.view.status.label, marks.colon))];
        for (index, stage) in track.iter().enumerate() {
            if index > 0 {
                inlines.push(Inline::Plain(marks.semicolon.to_owned()));
            }
            inlines.push(if stage.is_current {
                Inline::Strong(stage.label.clone())
            } else {
                Inline::Plain(stage.label.clone())
            });
            if !stage.detail.is_empty() {
                let detail = self.language.add_aside("", &stage.detail);
                inlines.push(Inline::Plain(detail));
            }
        }
        inlines.push(Inline::Plain(self.language.to_sentence("")));
        Block::Text(inlines)
    }

    fn build_term(&mut self, fact: &'v Fact) -> (String, Vec<Block>) {
        let Fact { text, detail, note, .. } = fact;
        // A detail is a few words or, of some facts, a sentence.
        let is_sentence = detail.is_empty() || self.language.to_ended_sentence(detail) == *detail;
        let text = if is_sentence { text.clone() } else { self.language.add_aside(text, detail) };
        let mut blocks = vec![build_paragraph(&text)];
        let detail = if is_sentence { &**detail } else { "" };
        push_paragraph(&mut blocks, &self.join_sentences(detail, note));
        self.add_evidence(&[], &fact.evidence, &mut blocks);
        (fact.label.clone(), blocks)
    }

    /// Adds a row that opens in the box, with everything in it.
    fn add_fold(&mut self, fold: &'v Fold, blocks: &mut Vec<Block>) {
        let view = self.view;
        match fold.id {
            FoldId::Unknowns => {
                blocks.push(Block::Heading(1, fold.title.clone()));
                if let Some(questions) = view.section(SectionId::Questions) {
                    self.add_groups(questions, blocks);
                }
                if !view.gaps.is_empty() {
                    let gaps = view.gaps.iter().map(|gap| vec![build_paragraph(gap)]).collect();
                    let label = format!("{}{}", self.word(Word::Gaps), self.word(Word::Colon));
                    blocks.push(Block::Text(vec![Inline::Strong(label)]));
                    blocks.push(Block::List(gaps));
                }
            }
            FoldId::Facts => {
                blocks.push(Block::Heading(1, fold.title.clone()));
                // The status comes first.
                let (status, more) = view.more.split_at_checked(1).unwrap_or_default();
                let facts = status.iter().chain(&view.told).chain(more);
                let facts = facts.map(|fact| self.build_term(fact)).collect();
                blocks.push(Block::Terms(facts));
                self.add_sections(fold.id, blocks);
            }
            FoldId::Background => {
                blocks.push(Block::Heading(1, fold.title.clone()));
                self.add_sections(fold.id, blocks);
                for issue in view.issues.iter().filter(|issue| !issue.is_own) {
                    self.add_issue(issue, 2, blocks);
                }
            }
            FoldId::Sources => {
                // There is nothing else in it here, and its own title says whether there are
                // corrections.
                if let Some(sources) = view.section(SectionId::Sources) {
                    blocks.push(Block::Heading(1, sources.title.clone()));
                    self.add_groups(sources, blocks);
                }
            }
        }
    }

    fn add_sections(&mut self, fold: FoldId, blocks: &mut Vec<Block>) {
        for section in &self.view.sections {
            if section.id.fold() == Some(fold) {
                blocks.push(Block::Heading(2, section.title.clone()));
                self.add_groups(section, blocks);
            }
        }
    }

    fn add_groups(&mut self, section: &'v Section, blocks: &mut Vec<Block>) {
        for group in &section.groups {
            if !group.title.is_empty() {
                blocks.push(Block::Text(vec![Inline::Strong(group.title.clone())]));
            }
            let items = group.lines.iter().map(|line| self.build_item(line)).collect();
            blocks.push(Block::List(items));
        }
    }

    /// Builds a line: its label, the text, what limits it, and the evidence.
    fn build_item(&mut self, line: &'v Line) -> Vec<Block> {
        let mut blocks = Vec::new();
        let label = match line.kind.source() {
            Some(source) => format!("{} {}", self.word(Word::SourceNumber), source.number),
            None => line.label.clone(),
        };
        if !label.is_empty() {
            blocks.push(Block::Text(vec![Inline::Strong(label)]));
        }
        let archived = line.kind.source().map_or("", |source| &source.archived);
        let text = match self.absolute_href(line.kind.href()) {
            Some(href) => Inline::Link(line.text.clone(), Href::with_copy(href, archived)),
            None => Inline::Plain(line.text.clone()),
        };
        blocks.push(Block::Text(vec![text]));
        push_paragraph(&mut blocks, &self.join_sentences(&line.detail, &line.note));
        if is_safe_href(archived) {
            let archived = archived.to_owned();
            let archived = Inline::Link(self.word(Word::Archived).to_owned(), archived.into());
            blocks.push(Block::Text(vec![archived]));
        }
        self.add_evidence(&[&line.text, &line.detail, &line.note], &line.evidence, &mut blocks);
        blocks
    }

    /// Joins two texts, the first as a sentence; either may be empty.
    fn join_sentences(&self, first: &str, second: &str) -> String {
        if first.is_empty() || second.is_empty() {
            return [first, second].concat();
        }
        [&*self.language.to_ended_sentence(first), second].join(" ")
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
