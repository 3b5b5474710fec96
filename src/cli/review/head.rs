//! The head of the sheet: which version of which file it is of.

use contract_fact_box::model::{Date, PartialDate};
use contract_fact_box::view::Language;
use sha2::{Digest, Sha256};

use super::reader::Reader;
use super::sheet::Block;
use crate::cli::check::FindingCounts;

/// What the head says of the file.
#[derive(Debug)]
pub(super) struct FileFacts<'f> {
    pub(super) name: &'f str,
    pub(super) text: &'f str,
    /// The day of the sheet.
    pub(super) today: PartialDate,
    pub(super) counts: FindingCounts,
}

/// Lists what the sheet is of: first what the story says of itself, if it can be read.
pub(super) fn build_head(reader: Option<&Reader<'_>>, file: &FileFacts<'_>) -> Vec<Block> {
    let mut head = Vec::new();
    if let Some(reader) = reader {
        let story = reader.story;
        head.push(Block::field("Story", format!("{}, version {}", &*story.id, story.version)));
        if let Some(kicker) = &story.kicker {
            head.push(Block::field("Over the title", &**kicker));
        }
        head.push(Block::field("Publisher", &*story.publisher));
        head.push(Block::field("Language", &*story.lang));
        head.push(Block::field("Facts checked", reader.date(&story.as_of)));
        head.push(Block::field("Published", reader.date(&story.published_at)));
        if let Some(not_before) = &story.not_before {
            head.push(Block::field("Not before", not_before.to_string()));
        }
        if let Some(withdrawal) = &story.withdrawn {
            let on = reader.date(&withdrawal.on);
            head.push(Block::field("Withdrawn", format!("{on}: {}", &*withdrawal.reason)));
        }
        head.push(Block::field("Format", &*story.schema_version));
        if let Some(schema) = &story.schema {
            head.push(Block::field("Its schema", &**schema));
        }
    }
    let digest: String =
        Sha256::digest(file.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let today = Language::for_tag("en").format_date(&Date::Plain(file.today));
    head.extend([
        Block::field("File", file.name),
        Block::field("SHA-256 of the file", digest),
        Block::field("Sheet of", today),
        Block::field("Findings", file.counts.describe()),
    ]);
    head
}
