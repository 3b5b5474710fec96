//! The table of a founding story: each sentence of its article, with the parts of the story that it
//! is in, or the reason why it is in none.

use std::ops::Range;
use std::path::Path;

use serde_json::Value;

use super::article::Article;
use super::story::{Citation, is_quotation, walk};
use crate::support;

/// The table, as it is written.
pub(super) struct Table {
    header: String,
    rows: Vec<Row>,
}

struct Row {
    number: String,
    pointers: Vec<String>,
    reason: String,
}

impl Table {
    pub(super) fn read(file: &Path) -> Self {
        let text = support::read_text(file);
        let mut lines = text.trim_end().lines();
        let header = lines.next().expect("a header").to_owned();
        let rows = lines.map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default().trim().to_owned();
            let (number, pointers, reason) = (cell(), cell(), cell());
            Row {
                number,
                pointers: pointers.split_whitespace().map(str::to_owned).collect(),
                reason,
            }
        });
        Self { header, rows: rows.collect() }
    }

    /// Lists what is wrong with the table, or missing from the story.
    pub(super) fn find_problems(&self, story: &Value, article: &Article) -> Vec<String> {
        let sentences = article.sentences();
        let mut problems = Vec::new();
        if self.header != "sentence\tpointers\treason" {
            problems.push("the header of the table is wrong".to_owned());
        }
        if self.rows.len() != sentences.len() {
            problems.push(format!("{} rows for {} sentences", self.rows.len(), sentences.len()));
        }
        for (index, row) in self.rows.iter().enumerate() {
            let number = &row.number;
            if *number != (index + 1).to_string() {
                problems.push(format!("sentence {number} stands in row {}", index + 1));
            }
            if row.pointers.is_empty() == row.reason.is_empty() {
                problems.push(format!("sentence {number} needs either pointers or a reason"));
            }
            let Some(sentence) = sentences.get(index) else { continue };
            for pointer in &row.pointers {
                let Some(value) = story.pointer(pointer) else {
                    problems.push(format!("sentence {number}: {pointer} points at nothing"));
                    continue;
                };
                if !evidence(value, story, article).iter().any(|place| overlap(place, sentence)) {
                    problems
                        .push(format!("sentence {number}: nothing that {pointer} cites is in it"));
                }
            }
        }
        problems
    }

    /// Whether every sentence that has a part of a place has a reason why the story leaves it out.
    pub(super) fn excuses(&self, article: &Article, place: &Range<usize>) -> bool {
        let sentences = article.sentences();
        let touched: Vec<_> = self
            .rows
            .iter()
            .zip(&sentences)
            .filter(|(_, sentence)| overlap(sentence, place))
            .collect();
        !touched.is_empty() && touched.iter().all(|(row, _)| !row.reason.is_empty())
    }
}

/// Where in the story's own article the passages and quotations in a value stand.
fn evidence(value: &Value, story: &Value, article: &Article) -> Vec<Range<usize>> {
    let own = &story["sources"][0]["id"];
    let parts = walk(value).into_iter();
    parts
        .flat_map(|(_, part)| {
            if is_quotation(part) {
                return article.places_of_quotation(part["text"].as_str().expect("a text"));
            }
            let citation = Citation::of(part).filter(|citation| own == citation.source);
            citation.map(|citation| article.places_of_passage(&citation)).unwrap_or_default()
        })
        .collect()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
