//! The story as plain text: a statement per line, wrapped nowhere.

use super::outline::{Block, Span, build_outline};
use crate::view::{BoxView, Word};

/// The story as text; `base` is where links to other stories start.
///
/// An empty line stands before each heading, two spaces before what belongs to the line above. The same view gives
/// the same bytes.
pub fn text(view: &BoxView, base: &str) -> String {
    let mut out = String::new();
    write_all(&build_outline(view, base), view.words.get(Word::Colon), 0, &mut out);
    out
}

fn write_all(blocks: &[Block], colon: &str, depth: usize, out: &mut String) {
    for block in blocks {
        write(block, colon, depth, out);
    }
}

fn write(block: &Block, colon: &str, depth: usize, out: &mut String) {
    match block {
        Block::Heading(0, text) => line(text, depth, out),
        Block::Heading(_, text) => {
            out.push('\n');
            line(text, depth, out);
        }
        Block::Text(spans) | Block::Quote { words: spans, .. } => {
            let words: String = spans.iter().map(span).collect();
            line(&words, depth, out);
        }
        Block::Terms(terms) => {
            for (term, details) in terms {
                line(&format!("{term}{colon}"), depth, out);
                details.iter().for_each(|part| write_all(part, colon, depth + 1, out));
            }
        }
        Block::List(items) => items.iter().for_each(|item| write_item(item, colon, depth, out)),
    }
}

/// The first block beside a dash, the others below it.
fn write_item(item: &[Block], colon: &str, depth: usize, out: &mut String) {
    let mut text = String::new();
    write_all(item, colon, depth + 1, &mut text);
    let indent = "  ".repeat(depth);
    let first = text.strip_prefix(&format!("{indent}  ")).unwrap_or(&text);
    *out += &format!("{indent}- {first}");
}

/// A line of its own, whatever white space the words hold.
fn line(words: &str, depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
    let words = words.replace(|c: char| c.is_control(), " ");
    out.push_str(&words.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    out.push('\n');
}

fn span(span: &Span) -> String {
    match span {
        Span::Plain(text) | Span::Strong(text) | Span::Mark(text) | Span::Foreign(_, text) => {
            text.clone()
        }
        Span::Cite(text, None) => text.clone(),
        Span::Cite(text, Some(href)) | Span::Link(text, href) => format!("{text} <{href}>"),
    }
}
