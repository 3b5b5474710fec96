//! Shows at each quotation and passage of the sheet what the comparison with the source's own text
//! has come to, and the sentence that the words stand in.

use std::collections::BTreeMap;

use contract_fact_box::model::Issue;

use super::sheet::{Block, BlockKind, Sheet};
use crate::cli::texts::{CheckedWords, TextFolder, WordsKind};

/// What the comparison has come to, by the JSON pointer of the words.
struct Compared<'w> {
    found: BTreeMap<&'w str, Vec<&'w CheckedWords>>,
    wrong: BTreeMap<&'w str, &'w Issue>,
}

/// Adds what was found to every block with words of a source. `wrong` are the issues of the
/// comparison.
pub(super) fn add_comparison(
    sheet: &mut Sheet,
    checked: &[CheckedWords],
    wrong: &[Issue],
    folder: &mut TextFolder,
) {
    let mut compared = Compared { found: BTreeMap::new(), wrong: BTreeMap::new() };
    for words in checked {
        compared.found.entry(&words.pointer).or_default().push(words);
    }
    compared.wrong.extend(wrong.iter().map(|issue| (&*issue.pointer, issue)));
    for item in sheet.items_mut() {
        let mut blocks = Vec::new();
        for block in item.blocks.drain(..) {
            let sentences = compared.sentences(&block, folder);
            blocks.push(compared.mark(block));
            blocks.extend(sentences);
        }
        item.blocks = blocks;
    }
}

impl Compared<'_> {
    /// Says of a block whether its words stand in the source.
    fn mark(&self, block: Block) -> Block {
        if block.pointer.is_empty() {
            return block;
        }
        let found = self.found.get(&*block.pointer);
        // What is wrong with a passage may be what stands beside it.
        let passage = block.pointer.strip_suffix("/quote");
        let beside = passage
            .into_iter()
            .flat_map(|passage| ["prefix", "suffix", "page"].map(|key| format!("{passage}/{key}")));
        let mut wrong = std::iter::once(block.pointer.clone()).chain(beside);
        if let Some(issue) = wrong.find_map(|pointer| self.wrong.get(&*pointer)) {
            let compared = format!("NOT CONFIRMED: {}", issue.fact);
            return Block { compared, is_found: false, ..block };
        }
        match found {
            Some(found) => {
                let places: Vec<_> = found.iter().map(|words| describe_place(words)).collect();
                Block { compared: places.join("; "), is_found: true, ..block }
            }
            None if matches!(block.kind, BlockKind::Quote | BlockKind::Passage) => {
                let compared = "NOT COMPARED: the text of a source is missing".to_owned();
                Block { compared, is_found: false, ..block }
            }
            None => block,
        }
    }

    /// Returns the sentences that the words of a quotation or passage stand in.
    fn sentences(&self, block: &Block, folder: &mut TextFolder) -> Vec<Block> {
        if !matches!(block.kind, BlockKind::Quote | BlockKind::Passage) {
            return Vec::new();
        }
        let found = self.found.get(&*block.pointer).into_iter().flatten();
        found
            .filter_map(|words| folder.sentence(&words.place))
            .map(|sentence| Block {
                kind: BlockKind::Sentence,
                label: "In the source".to_owned(),
                before: sentence.before,
                text: sentence.words,
                after: sentence.after,
                ..Block::default()
            })
            .collect()
    }
}

fn describe_place(CheckedWords { kind, words, place, .. }: &CheckedWords) -> String {
    let page = place.page.map(|page| format!(" (page {page})")).unwrap_or_default();
    // Of other kinds, the words are the whole text.
    let is_part = *kind == WordsKind::QuotedInText;
    let which = if is_part { format!("“{words}” ") } else { String::new() };
    format!(
        "{which}found word for word in the text of “{}”, line {}, column {}{page}",
        place.source, place.line, place.column
    )
}
