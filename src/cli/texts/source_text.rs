//! The folder of sources' texts, and the text of each.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use contract_fact_box::model::{Location, Locator, is_slug};
use serde::Serialize;

use super::find::Found;
use super::fold::{FoldedText, Layout};
use super::html::read_visible_text;

/// The endings of files that hold a source's text, after its id.
const ENDINGS: [&str; 4] = ["txt", "html", "htm", "pdf.txt"];
/// What `pdftotext` writes at the end of a page.
const PAGE_BREAK: char = '\u{C}';

/// A place in the text of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Place {
    /// The id of the source.
    pub(crate) source: String,
    /// The first byte of the words in the text, and the one after the last. Of HTML, the text is
    /// what readers see, with a line for each block.
    pub(crate) bytes: std::ops::Range<usize>,
    /// The line in the text, counted from 1.
    pub(crate) line: usize,
    /// The column, counted in characters from 1.
    pub(crate) column: usize,
    /// The page, counted from 1; `None` if the text has no pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) page: Option<u64>,
}

/// The folder, and the texts in it that have been needed.
pub(crate) struct TextFolder {
    path: PathBuf,
    texts: BTreeMap<String, Result<SourceText, TextFault>>,
}

/// Why there is no text of a source to check words against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TextFault {
    /// There is no file.
    Missing,
    /// There is a PDF, and not its text.
    OnlyPdf,
    /// There are two files, of these names, which may differ.
    Several(String, String),
    /// The file of this name cannot be read, because of this.
    Unreadable(String, String),
    /// The file of this name is not UTF-8, from this byte on.
    NotUtf8(String, usize),
    /// The file of this name holds no words.
    NoWords(String),
}

/// The text of a source.
pub(super) struct SourceText {
    text: String,
    folded: FoldedText,
    layout: Layout,
}

impl TextFolder {
    /// Opens the folder.
    ///
    /// # Errors
    ///
    /// If it is no folder or cannot be read: the fact, the consequence and the fix.
    pub(crate) fn open(path: &Path) -> Result<Self, String> {
        fs::read_dir(path).map_err(|error| {
            let fix = match error.kind() {
                io::ErrorKind::NotFound => "correct the name",
                io::ErrorKind::NotADirectory => "name the folder that holds the texts",
                _ => "make it readable",
            };
            format!("{}: cannot be read ({error}); nothing was checked; {fix}", path.display())
        })?;
        Ok(Self { path: path.to_owned(), texts: BTreeMap::new() })
    }

    /// Returns the text of a source, which is read once.
    pub(super) fn text(&mut self, source: &str) -> Result<&SourceText, &TextFault> {
        let path = &self.path;
        self.texts
            .entry(source.to_owned())
            .or_insert_with(|| SourceText::read(path, source))
            .as_ref()
    }

    /// Returns the name of the folder for messages.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

impl SourceText {
    fn read(folder: &Path, source: &str) -> Result<Self, TextFault> {
        // The id comes from the document, and could lead out of the folder.
        if !is_slug(source) {
            return Err(TextFault::Missing);
        }
        let mut names = ENDINGS
            .iter()
            .map(|ending| format!("{source}.{ending}"))
            .filter(|name| folder.join(name).exists());
        let Some(name) = names.next() else {
            let has_pdf = folder.join(format!("{source}.pdf")).exists();
            return Err(if has_pdf { TextFault::OnlyPdf } else { TextFault::Missing });
        };
        if let Some(other) = names.next() {
            return Err(TextFault::Several(name, other));
        }
        let bytes = fs::read(folder.join(&name))
            .map_err(|error| TextFault::Unreadable(name.clone(), error.to_string()))?;
        let content = String::from_utf8(bytes).map_err(|error| {
            TextFault::NotUtf8(name.clone(), error.utf8_error().valid_up_to() + 1)
        })?;
        let is_html = name.ends_with(".html") || name.ends_with(".htm");
        let text = if is_html { Self::of_html(&content) } else { Self::of_plain_text(content) };
        if text.folded.has_words() { Ok(text) } else { Err(TextFault::NoWords(name)) }
    }

    /// Returns a text whose lines may break within words.
    pub(super) fn of_plain_text(text: String) -> Self {
        Self::new(text, Layout::Lines)
    }

    /// Returns the text of a page that readers see.
    pub(super) fn of_html(html: &str) -> Self {
        Self::new(read_visible_text(html), Layout::Flowing)
    }

    fn new(text: String, layout: Layout) -> Self {
        let folded = FoldedText::of(&text, layout);
        Self { text, folded, layout }
    }

    /// Returns the text as it is written.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns how the lines of the text are broken.
    pub(super) fn layout(&self) -> Layout {
        self.layout
    }

    /// Returns the folded text.
    pub(super) fn folded(&self) -> &FoldedText {
        &self.folded
    }

    /// Returns a part of the text as it is written; empty if the bytes are none of it.
    pub(super) fn slice(&self, bytes: std::ops::Range<usize>) -> &str {
        self.text.get(bytes).unwrap_or_default()
    }

    /// Returns the page of a byte, counted from 1; `None` if the text has no pages.
    pub(super) fn page(&self, offset: usize) -> Option<u64> {
        if !self.text.contains(PAGE_BREAK) {
            return None;
        }
        let before = self.text.get(..offset).unwrap_or_default();
        u64::try_from(before.matches(PAGE_BREAK).count()).ok().map(|breaks| breaks + 1)
    }

    /// Returns the line and column of a byte.
    pub(super) fn location(&self, offset: usize) -> Location {
        Locator::new(&self.text).locate(offset)
    }

    /// Returns the place of words that were found.
    pub(super) fn place(&self, source: &str, found: &Found) -> Place {
        let Location { line, column } = self.location(found.bytes.start);
        let page = self.page(found.bytes.start);
        Place { source: source.to_owned(), bytes: found.bytes.clone(), line, column, page }
    }
}
