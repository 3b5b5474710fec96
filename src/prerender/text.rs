//! The story as plain text: one statement per line, and no line is wrapped.

use super::outline::{Block, Inline, build_outline};
use crate::view::{BoxView, Parts, Word, strip_marks};

/// Renders these parts of the story as text; `base` is the URL that links to other stories are
/// relative to.
///
/// There is an empty line before each heading, and what belongs to the line above is indented by
/// two spaces. The same view gives the same bytes.
///
/// ```
/// # use contract_fact_box::{model, prerender, view};
/// # let json = std::fs::read_to_string("www/stories/met-police-palantir.json").expect("a file");
/// # let story = model::read(&json).into_valid().expect("a story without errors");
/// # let view = view::compile(&story, &story.lang).expect("a story that can be shown");
/// let parts = view::Parts::All;
/// let text = prerender::render_text(&view, &parts, "https://cdn.example.org/contract-fact-box/");
/// assert!(text.starts_with("Palantir system for the Metropolitan Police\nContract at a glance. "));
/// ```
pub fn render_text(view: &BoxView, parts: &Parts, base: &str) -> String {
    let mut out = String::new();
    write_blocks(&build_outline(view, parts, base), view.words.get(Word::Colon), 0, &mut out);
    strip_marks(&out)
}

fn write_blocks(blocks: &[Block], colon: &str, depth: usize, out: &mut String) {
    for block in blocks {
        write_block(block, colon, depth, out);
    }
}

fn write_block(block: &Block, colon: &str, depth: usize, out: &mut String) {
    match block {
        Block::Heading(0, text) => write_line(text, depth, out),
        Block::Heading(_, text) => {
            out.push('\n');
            write_line(text, depth, out);
        }
        Block::Text(inlines) | Block::Quote { words: inlines, .. } => {
            let text: String = inlines.iter().map(format_inline).collect();
            write_line(&text, depth, out);
        }
        Block::Terms(terms) => {
            for (term, description) in terms {
                write_line(&format!("{term}{colon}"), depth, out);
                write_blocks(description, colon, depth + 1, out);
            }
        }
        Block::List(items) => {
            for item in items {
                write_item(item, colon, depth, out);
            }
        }
    }
}

/// Writes the first block beside a dash and the others below it.
fn write_item(item: &[Block], colon: &str, depth: usize, out: &mut String) {
    let mut text = String::new();
    write_blocks(item, colon, depth + 1, &mut text);
    let indent = "  ".repeat(depth);
    let first = text.strip_prefix(&format!("{indent}  ")).unwrap_or(&text);
    *out += &format!("{indent}- {first}");
}

/// Writes the text as a single line, whatever white space it contains.
fn write_line(text: &str, depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
    let text = text.replace(|c: char| c.is_control(), " ");
    out.push_str(&text.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    out.push('\n');
}

fn format_inline(inline: &Inline) -> String {
    match inline {
        Inline::Plain(text)
        | Inline::Strong(text)
        | Inline::Foreign(_, text)
        | Inline::Mark(text)
        | Inline::Cite(text, None) => text.clone(),
        Inline::Cite(text, Some(href)) | Inline::Link(text, href) => {
            format!("{text} <{}>", href.url)
        }
    }
}
