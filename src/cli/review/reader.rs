//! The story as the sheet reads it: names for ids, words for dates, and sources for citations.

use contract_fact_box::model::{
    Citation, Date, Desk, IssueKind, PartialDate, Position, Source, Stakeholder, Story, StoryIssue,
};
use contract_fact_box::view::Language;

use super::sheet::{Block, BlockKind, Item, name_item};

/// A story, with what is needed to put it in words.
#[derive(Debug)]
pub(super) struct Reader<'s> {
    pub(super) story: &'s Story,
    pub(super) desk: Desk<'s>,
    pub(super) words: &'static Language,
    /// The positions in the order of the sheet, by index: those on one question together.
    pub(super) statements: Vec<usize>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(story: &'s Story, today: PartialDate) -> Self {
        let rank = |position: &Position| {
            let issues = &story.issues;
            issues.iter().position(|issue| *issue.id == *position.issue).unwrap_or(issues.len())
        };
        let mut statements: Vec<_> = (0..story.positions.len()).collect();
        statements.sort_by_key(|index| story.positions.get(*index).map(rank));
        let words = Language::for_tag(&story.lang);
        Self { story, desk: Desk::new(story, today), words, statements }
    }

    pub(super) fn date(&self, date: &Date) -> String {
        self.words.format_date(date)
    }

    /// Adds a date as readers see it and, where that leaves it out, as the source states it.
    pub(super) fn add_date(&self, item: &mut Item, label: &str, date: &Date, key: &str) {
        let pointer = format!("{}/{key}", item.pointer);
        item.blocks.push(Block::field(label, self.date(date)).at(pointer + "/as_stated"));
    }

    pub(super) fn party_name(&self, id: &str) -> String {
        self.desk.party(id).map_or_else(|| id.to_owned(), |party| party.name.to_string())
    }

    pub(super) fn stakeholder(&self, id: &str) -> Option<&'s Stakeholder> {
        self.story.stakeholders.iter().find(|stakeholder| *stakeholder.id == *id)
    }

    pub(super) fn stakeholder_name(&self, id: &str) -> String {
        self.stakeholder(id).map_or_else(|| id.to_owned(), |person| self.party_name(&person.party))
    }

    pub(super) fn issue(&self, id: &str) -> Option<&'s StoryIssue> {
        self.story.issues.iter().find(|issue| *issue.id == *id)
    }

    /// Returns the question with an id, in quotation marks.
    pub(super) fn question(&self, id: &str) -> String {
        format!("“{}”", self.issue(id).map_or(id, |issue| &*issue.question))
    }

    pub(super) fn contract_title(&self, id: &str) -> String {
        let contract = self.story.contracts.iter().find(|contract| *contract.id == *id);
        contract.map_or_else(|| id.to_owned(), |contract| contract.title.to_string())
    }

    /// Returns the position with an id, and its index.
    pub(super) fn position(&self, id: &str) -> Option<(usize, &'s Position)> {
        let mut positions = self.story.positions.iter().enumerate();
        positions.find(|(_, position)| position.id.as_ref().is_some_and(|own| **own == *id))
    }

    /// Returns the words for the stance of a position, as in "Against".
    pub(super) fn stance(&self, position: &Position) -> &'static str {
        let kind = self.issue(&position.issue).map(|issue| issue.kind);
        let kind = kind.unwrap_or(IssueKind::Proposal);
        self.words.stance_name(position.stance, kind)
    }

    /// Returns the name of a position on the sheet, and its id in HTML.
    pub(super) fn statement_name(&self, index: usize) -> (String, String) {
        let place = self.statements.iter().position(|other| *other == index);
        name_item("Words", place.map_or(0, |place| place + 1))
    }

    /// Returns the source with an id, and its index.
    pub(super) fn source(&self, id: &str) -> Option<(usize, &'s Source)> {
        self.story.sources.iter().enumerate().find(|(_, source)| *source.id == *id)
    }

    /// Names a cited source in a line: "Source 2: The Example, “Town gets a bridge”, 3 June 2024".
    pub(super) fn cite(&self, citation: &Citation) -> String {
        let Some((index, source)) = self.source(citation.source()) else {
            return format!("Source “{}”, which is not in the story", &**citation.source());
        };
        let publisher = name_publisher(&source.publisher);
        let date = self.date(&source.published);
        // A title that is itself a quotation has its marks already.
        let title = if source.title.starts_with(['“', '„', '«', '"', '‘']) {
            source.title.to_string()
        } else {
            format!("“{}”", &*source.title)
        };
        format!("Source {}: {publisher}, {title}, {date}", index + 1)
    }

    /// Adds the sources of an item, with their passages. `key` leads from the item to the list.
    pub(super) fn add_sources(&self, item: &mut Item, citations: &[Citation], key: &str) {
        let pointer = format!("{}/{key}", item.pointer);
        item.blocks.extend(self.sources(citations, &pointer));
        if citations.is_empty() {
            item.field("Source", "none given");
        }
        // A quotation needs none: the words themselves are one.
        let has_passage = citations.iter().any(|citation| citation.passage().is_some());
        let is_quoted = item.blocks.iter().any(|block| block.kind == BlockKind::Quote);
        if !citations.is_empty() && !has_passage && !is_quoted {
            item.field("Passage", "none given");
        }
    }

    /// Returns the sources in a list, with their passages.
    pub(super) fn sources(&self, citations: &[Citation], pointer: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut last = None;
        for (nth, citation) in citations.iter().enumerate() {
            let number = self.source(citation.source()).map(|(index, _)| index + 1);
            let mut source = Block::field("", self.cite(citation));
            if let Some(number) = number {
                source.href = format!("#source-{number}");
            }
            let passage = citation.passage();
            // Several passages of one source stand under its name.
            if last != Some(citation.source()) || passage.is_none() {
                blocks.push(source);
            }
            last = Some(citation.source());
            if let Some(passage) = passage {
                let text =
                    |part: &Option<_>| part.as_deref().map(str::to_owned).unwrap_or_default();
                blocks.push(Block {
                    kind: BlockKind::Passage,
                    label: passage.page.map(|page| format!("page {page}")).unwrap_or_default(),
                    before: text(&passage.prefix),
                    text: passage.quote.to_string(),
                    after: text(&passage.suffix),
                    pointer: format!("{pointer}/{nth}/passage/quote"),
                    ..Block::default()
                });
            }
        }
        blocks
    }
}

/// Names a publisher, or says that none is known.
pub(super) fn name_publisher(name: &str) -> &str {
    if name == "unknown" { "publisher not known" } else { name }
}
