//! The sheet as data: sections of numbered items, each of which the desk ticks.
//!
//! HTML and text are two renderings of the same sheet, so that nothing can be in one of them only.

use contract_fact_box::view::is_safe_href;
use serde::Serialize;

/// The whole sheet.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    /// The story's title.
    pub(super) title: String,
    /// The language of the story, as a BCP 47 tag.
    pub(super) lang: String,
    /// What the sheet is of: a label and a value each.
    pub(super) head: Vec<Block>,
    /// What whoever has the sheet has to know first.
    pub(super) warnings: Vec<String>,
    pub(super) sections: Vec<Section>,
}

/// A part of the sheet.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    /// What is in it, or that nothing is.
    pub(super) note: String,
    pub(super) groups: Vec<Group>,
}

/// Items under one heading. The heading is empty if the section has no others.
#[derive(Debug, Default, Serialize)]
pub(super) struct Group {
    pub(super) title: String,
    /// Whether the heading is a text of the story, and not of the sheet.
    pub(super) is_of_story: bool,
    /// What is known of everything in the group.
    pub(super) blocks: Vec<Block>,
    pub(super) items: Vec<Item>,
}

/// One thing to look at.
#[derive(Debug, Default, Serialize)]
pub(super) struct Item {
    /// Its name on the sheet, as in "Words 3".
    pub(super) name: String,
    /// The same as an id in HTML, as in "words-3".
    pub(super) id: String,
    pub(super) title: String,
    /// The JSON pointer in the story; empty if it is about no value in particular.
    pub(super) pointer: String,
    /// Where that is in the file.
    pub(super) place: String,
    pub(super) blocks: Vec<Block>,
    pub(super) ticks: Vec<Tick>,
}

/// What is to be ticked or filled in by hand.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(tag = "kind", content = "label", rename_all = "snake_case")]
pub(super) enum Tick {
    Box(&'static str),
    Blank(&'static str),
}

/// A part of an item.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) label: String,
    pub(super) text: String,
    /// Of a passage, the words before it.
    pub(super) before: String,
    /// Of a passage, the words after it.
    pub(super) after: String,
    /// The URL of what `text` names, or the id of an item of this sheet with a "#" before it.
    pub(super) href: String,
    /// The language of the text, if it is not that of the story.
    pub(super) lang: String,
    /// The JSON pointer of the text in the story; empty if it is none.
    pub(super) pointer: String,
    /// What the comparison with the source's own text has come to; empty if there was none.
    pub(super) compared: String,
    /// Whether that is that the words stand there.
    pub(super) is_found: bool,
}

/// How a part of an item is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BlockKind {
    /// A label and a text, or a text alone.
    #[default]
    Field,
    /// A heading within an item.
    Heading,
    /// Somebody's exact words, in quotation marks.
    Quote,
    /// What somebody said or did, in other words.
    Said,
    /// A passage of a source, with what stands beside it.
    Passage,
    /// Words in the sentence of the source that they stand in.
    Sentence,
    /// A URL, which is printed.
    Link,
}

impl Block {
    pub(super) fn field(label: &str, text: impl Into<String>) -> Self {
        Self { label: label.to_owned(), text: text.into(), ..Self::default() }
    }

    pub(super) fn heading(text: impl Into<String>) -> Self {
        Self { kind: BlockKind::Heading, text: text.into(), ..Self::default() }
    }

    /// A URL, or what stands in its place if there is none. One that is unsafe is no link.
    pub(super) fn link(label: &str, url: Option<&str>, none: &str) -> Self {
        match url {
            Some(url) if is_safe_href(url) => {
                Self { kind: BlockKind::Link, href: url.to_owned(), ..Self::field(label, url) }
            }
            _ => Self::field(label, url.unwrap_or(none)),
        }
    }

    /// The same with the JSON pointer of its text.
    pub(super) fn at(self, pointer: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), ..self }
    }
}

impl Item {
    pub(super) fn new(title: impl Into<String>, pointer: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            pointer: pointer.into(),
            ticks: vec![Tick::Box("checked")],
            ..Self::default()
        }
    }

    pub(super) fn field(&mut self, label: &str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.blocks.push(Block::field(label, text));
        }
    }

    pub(super) fn field_at(&mut self, label: &str, text: Option<&str>, key: &str) {
        if let Some(text) = text {
            let pointer = format!("{}/{key}", self.pointer);
            self.blocks.push(Block::field(label, text).at(pointer));
        }
    }
}

impl Group {
    pub(super) fn new(title: impl Into<String>, items: Vec<Item>) -> Self {
        Self { title: title.into(), items, ..Self::default() }
    }
}

impl Section {
    /// A section whose items are named `name` and a number. `empty` says that there are none.
    pub(super) fn new(
        (id, title): (&'static str, &'static str),
        name: &str,
        note: &str,
        empty: &str,
        mut groups: Vec<Group>,
    ) -> Self {
        groups.retain(|group| !group.items.is_empty() || !group.blocks.is_empty());
        let items = groups.iter_mut().flat_map(|group| &mut group.items);
        for (number, item) in (1..).zip(items) {
            (item.name, item.id) = name_item(name, number);
        }
        let note = if groups.is_empty() { empty } else { note };
        Self { id, title, note: note.to_owned(), groups }
    }

    pub(super) fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flat_map(|group| &group.items)
    }
}

/// Returns the name of an item and its id in HTML.
pub(super) fn name_item(name: &str, number: usize) -> (String, String) {
    (format!("{name} {number}"), format!("{}-{number}", name.to_lowercase().replace(' ', "-")))
}

impl Sheet {
    /// Every block of the sheet, for what is added to all.
    pub(super) fn blocks_mut(&mut self) -> impl Iterator<Item = &mut Block> {
        let groups = self.sections.iter_mut().flat_map(|section| &mut section.groups);
        groups.flat_map(|group| {
            let items = group.items.iter_mut().flat_map(|item| &mut item.blocks);
            group.blocks.iter_mut().chain(items)
        })
    }

    /// Every item of the sheet.
    pub(super) fn items_mut(&mut self) -> impl Iterator<Item = &mut Item> {
        let groups = self.sections.iter_mut().flat_map(|section| &mut section.groups);
        groups.flat_map(|group| &mut group.items)
    }
}
